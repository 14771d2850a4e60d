"""One actor: with whom it acts, what it does over the years, who speaks for it, which outlets tell of it."""

from dataclasses import dataclass

from dragoman.analysis.pages.pairs import firmness
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.record.filters import Filters
from dragoman.record.paging import in_any_order, query_of
from dragoman.record.record import Record
from dragoman.types import Count

# A state stands also for everybody who belongs to it; with states it is paired as the events are, at their level.
PARTNERS = """
WITH told AS ({happenings}),
others AS (
    SELECT id, type, status, least(split_part(date, '/', 1), first_told) AS day, unnest(parties) AS other FROM told
)
SELECT other, count(*) AS events, count(*) FILTER (list_contains($facts, status)) AS facts,
    count(*) FILTER (list_contains($friendly, type)) AS cooperation,
    count(*) FILTER (list_contains($hostile, type)) AS conflict, max(day) AS newest
FROM others WHERE other <> $home GROUP BY other ORDER BY events DESC, other LIMIT $most
"""
PERIODS = """
WITH told AS ({happenings})
SELECT left(coalesce(split_part(date, '/', 1), first_told), {length}) AS period, type, status, count(*) AS number
FROM told WHERE coalesce(date, first_told) IS NOT NULL GROUP BY period, type, status ORDER BY period, type, status
"""
NAMES = """
SELECT words AS name, count(*)::INTEGER AS number FROM evidence WHERE owner = 'actor' AND id = $id AND part = 'name'
GROUP BY words ORDER BY number DESC, words LIMIT $most
"""
OUTLETS = """
SELECT coalesce(outlet, '') AS name, count(*)::INTEGER AS number FROM report_row
WHERE rowid IN (SELECT place FROM report_of WHERE who = $id)
GROUP BY name ORDER BY number DESC, name LIMIT $most
"""
MEMBERS = """
SELECT a.id FROM actor a LEFT JOIN (
    SELECT source, count(*) AS said FROM statement WHERE source IN (SELECT id FROM actor WHERE country = $id)
    GROUP BY source
) s ON s.source = a.id
WHERE a.country = $id AND a.id <> $id ORDER BY coalesce(said, 0) DESC, a.id LIMIT $most
"""
MOST = 20


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom an actor acts with; the numbers are events, as in `Pair`."""

    other: Party
    events: int
    facts: int
    cooperation: int
    conflict: int
    newest: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many events of one type and status are told of a year ("2023") or month ("2023-04")."""

    period: str
    type: str
    status: str
    number: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One actor. `names`: the words by which reports name it; `members`: who belongs to a state, speakers first.

    `outlets`: reports that name it or its members, by outlet; the empty name is that of reports that name no outlet.
    """

    actor: Party
    names: tuple[Count, ...]
    members: tuple[Party, ...]
    partners: tuple[Partner, ...]
    periods: tuple[Cell, ...]
    outlets: tuple[Count, ...]


def dossier(record: Record, actor: str, filters: Filters) -> Dossier:
    """The dossier of an actor by id or name, within the filters; raises ActorUnknown."""
    identity = record.actor_id(actor)
    asked: dict[str, object] = {"id": identity, "most": MOST}
    members = [str(r["id"]) for r in record.sql(MEMBERS, asked).to_dicts()]
    found = partners(record, identity, filters)
    named = parties_of(record, {identity, *members})
    return Dossier(
        named[identity],
        tuple(Count(**r) for r in record.sql(NAMES, asked).to_dicts()),
        tuple(named[m] for m in members),
        found,
        periods(record, filters, "year"),
        tuple(Count(**r) for r in record.sql(OUTLETS, asked).to_dicts()),
    )


def partners(record: Record, identity: str, filters: Filters) -> tuple[Partner, ...]:
    """With whom the actor of the filters acts most."""
    query = query_of(record, "happening", filters)
    home = record.sql("SELECT coalesce(country, id) AS home FROM actor WHERE id = ?", [identity])["home"].item()
    rows = record.sql(
        PARTNERS.format(happenings=in_any_order(query)), {**query.values, **firmness(), "home": home, "most": MOST}
    ).to_dicts()
    named = parties_of(record, {r["other"] for r in rows})
    return tuple(Partner(**{**r, "other": named[r["other"]]}) for r in rows)


def periods(record: Record, filters: Filters, step: str) -> tuple[Cell, ...]:
    """Events within the filters by period (step: "year" or "month"), type and status.

    An event without a date counts in the period when it was first told; one known to the year only counts, by months,
    under its year.
    """
    query = query_of(record, "happening", filters)
    asked = PERIODS.format(happenings=in_any_order(query), length=4 if step == "year" else 7)
    return tuple(Cell(*row) for row in record.sql(asked, query.values).iter_rows())
