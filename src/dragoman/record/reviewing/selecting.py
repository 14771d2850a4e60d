"""By which words a finding is known, and where these words stand in a text."""

from collections.abc import Iterable, Iterator

from dragoman.record.reviewing.among import among
from dragoman.record.reviewing.decisions import ANCHORS, Selector, Target
from dragoman.record.store import Connection

CONTEXT = 32  # characters before and after the words
TYPE = {"mention": "type", "statement": "kind", "tie": "kind", "actor": "kind", "place": "kind"}
SELECTORS_SQL = """
SELECT e.id, e.report, r.digest, r.url, e.part, e.start, e."end", e.words,
    substring(r.text, greatest(e.start - $context, 0) + 1, least(e.start, $context)),
    substring(r.text, e."end" + 1, $context)
FROM machine.evidence e JOIN report r ON r.id = e.report
WHERE e.owner = $kind AND e.part = $part AND {ids} AND {reports}
QUALIFY row_number() OVER (PARTITION BY e.id ORDER BY e.report, e.number) = 1
"""


def targets_of(connection: Connection, kind: str, ids: Iterable[str], side: str = "one") -> Iterator[Target]:
    """Findings as what a decision is about, in the order of their ids, each with the words that tell it."""
    wanted = list(ids)
    which = among("id", wanted)
    report = "NULL" if kind in ("actor", "place") else "report"
    query = f"SELECT id, {TYPE[kind]}, {report} FROM machine.{kind} WHERE {which.sql}"
    rows = connection.execute(query, which.values).fetchall()
    types = {r[0]: r[1] for r in rows}
    found = _selectors(connection, kind, wanted, [r[2] for r in rows])
    for number, one in enumerate(wanted, 1):
        yield Target(side, number, kind, one, types.get(one), found.get(one), one)


def _selectors(
    connection: Connection, kind: str, ids: Iterable[str], reports: Iterable[str | None]
) -> dict[str, Selector]:
    which, where = among("e.id", ids), among("e.report", reports, "report")
    values = {"kind": kind, "part": ANCHORS[kind], "context": CONTEXT, **which.values, **where.values}
    query = SELECTORS_SQL.format(ids=which.sql, reports=where.sql if where.values else "true")
    return {r[0]: Selector(*r[1:]) for r in connection.execute(query, values).fetchall()}


def located(text: str, selector: Selector) -> tuple[int, int] | None:
    """Where the words stand in a text that may not be the same: where most around them is alike, then nearest.

    Null where they stand nowhere.
    """
    at = max(_places(text, selector.exact), key=lambda place: _alike(text, place, selector), default=None)
    return None if at is None else (at, at + len(selector.exact))


def _places(text: str, exact: str) -> Iterator[int]:
    place = text.find(exact) if exact else -1
    while place >= 0:
        yield place
        place = text.find(exact, place + 1)


def _alike(text: str, place: int, selector: Selector) -> tuple[int, int]:
    """How many characters around the place are those of the selector, then how near it is to where it stood."""
    end = place + len(selector.exact)
    before = _same(reversed(text[max(place - CONTEXT, 0) : place]), reversed(selector.prefix))
    return before + _same(text[end : end + CONTEXT], selector.suffix), -abs(place - selector.start)


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters are the same before the first that differs."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
