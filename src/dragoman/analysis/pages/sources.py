"""Outlets: how much of the record rests on each, whose they are, and what of it is copied."""

from dataclasses import dataclass

from dragoman.atlas.atlas import load_atlas
from dragoman.record.record import Record

PUBLISHED = """
WITH keyed AS (SELECT name, mode(key) AS key FROM publisher GROUP BY name)
SELECT coalesce(r.outlet, '') AS outlet_name, count(*)::INTEGER AS reports, min(r.published) AS first,
    max(r.published) AS last,
    sum(r.statements)::INTEGER AS statements, sum(r.events)::INTEGER AS events, sum(r.ties)::INTEGER AS ties,
    count(*) FILTER (o.first <> r.id)::INTEGER AS copies, any_value(p.key) AS publisher
FROM report_row r LEFT JOIN origin o ON o.report = r.id LEFT JOIN keyed p ON p.name = coalesce(r.outlet, '')
GROUP BY outlet_name ORDER BY reports DESC, outlet_name LIMIT $most OFFSET $passed
"""
MANY = "SELECT count(DISTINCT coalesce(outlet, '')) AS n, count(*) AS reports FROM report"
OUTLET = "outlet:"


@dataclass(frozen=True, slots=True)
class Source:
    """One outlet by the name that its reports give; the empty name is that of reports that name none.

    `share`: of the record's reports (0 to 1); `copies`: reports whose text is of an earlier report; `state_run` and
    `country` as the atlas knows the outlet, null where it does not or where that is not plain.
    """

    name: str
    reports: int
    share: float
    copies: int
    statements: int
    events: int
    ties: int
    first: str | None
    last: str | None
    outlet: str | None
    kind: str | None
    country: str | None
    state_run: bool | None


def sources(record: Record, most: int, passed: int = 0) -> tuple[tuple[Source, ...], int]:
    """Outlets, the largest first, and how many there are."""
    total = record.sql(MANY).row(0, named=True)
    rows = record.sql(PUBLISHED, {"most": most, "passed": passed}).to_dicts()
    return tuple(_source(r, total["reports"]) for r in rows), int(total["n"])


def _source(row: dict[str, object], reports: int) -> Source:
    publisher = str(row.pop("publisher") or "")
    known = load_atlas().outlets.get(publisher.removeprefix(OUTLET)) if publisher.startswith(OUTLET) else None
    name, count = str(row.pop("outlet_name")), int(str(row["reports"]))
    return Source(
        **row,  # type: ignore[arg-type]
        name=name,
        share=count / reports if reports else 0.0,
        outlet=known.id if known else None,
        kind=known.kind if known else None,
        country=known.country if known else None,
        state_run=known.state_run if known else None,
    )
