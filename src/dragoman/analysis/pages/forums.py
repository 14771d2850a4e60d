"""Forums: bodies and groups of states that meet, with how often and who belongs to them."""

from dataclasses import dataclass

import polars as pl

from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.record.bodies import GROUP, OF_ALL, OF_ONE
from dragoman.record.record import Record

SUMS = """
SELECT body, count(*) FILTER (kind = 'forum_meeting')::INTEGER AS meetings,
    count(*) FILTER (kind = 'membership')::INTEGER AS memberships, count(DISTINCT report)::INTEGER AS reports,
    max(published) AS last_told
FROM forum_tie
"""
LIST = f"{SUMS} GROUP BY body ORDER BY count(*) DESC, body LIMIT $most OFFSET $passed"
MANY = "SELECT count(DISTINCT body) AS n FROM forum_tie"
ONE = f"{SUMS} WHERE body = $body GROUP BY body"
TIES = "SELECT id FROM forum_tie WHERE body = $body"


@dataclass(frozen=True, slots=True)
class Forum:
    """A body, or a group of states that meet without one; the numbers count tellings.

    `id`: the actor's, or "with:" and the ids of those who meet; `members`: of a group, who meet.
    """

    id: str
    name: str
    body: Party | None
    members: tuple[Party, ...]
    meetings: int
    memberships: int
    reports: int
    last_told: str | None


def forums(record: Record, most: int, passed: int = 0) -> tuple[tuple[Forum, ...], int]:
    """Forums, those most told of first, and how many there are."""
    rows = _asked(record, OF_ALL, LIST, {"most": most, "passed": passed}).to_dicts()
    named = parties_of(record, {i for r in rows for i in ids_of(r["body"])})
    return tuple(_forum(r, named) for r in rows), int(_asked(record, OF_ALL, MANY, {})["n"].item())


def forum_of(record: Record, forum: str) -> Forum:
    """One forum that `forums` lists, by its id."""
    row = _of_one(record, ONE, forum).row(0, named=True)
    return _forum(row, parties_of(record, ids_of(forum)))


def ties_of(record: Record, forum: str) -> list[str]:
    """Ids of the ties that tell of a forum's meetings and members."""
    return [str(i) for i in _of_one(record, TIES, forum)["id"]]


def ids_of(forum: str) -> list[str]:
    """The ids that a forum's id names: the body, or those who meet."""
    return forum.removeprefix(GROUP).split("+") if forum.startswith(GROUP) else [forum]


def _of_one(record: Record, query: str, forum: str) -> pl.DataFrame:
    first = ids_of(forum)[0] if forum.startswith(GROUP) else ""
    return _asked(record, OF_ONE, query, {"body": forum} if record.laid else {"body": forum, "first": first})


def _asked(record: Record, steps: str, query: str, values: dict[str, object]) -> pl.DataFrame:
    """The rows of a query over `forum_tie`, which a laid-out copy has as a table."""
    return record.sql(query if record.laid else steps + query, values)


def _forum(row: dict[str, object], named: dict[str, Party]) -> Forum:
    body = str(row.pop("body"))
    members = tuple(named[i] for i in ids_of(body))
    if body.startswith(GROUP):
        return Forum(body, ", ".join(m.name for m in members), None, members, **row)  # type: ignore[arg-type]
    return Forum(body, members[0].name, members[0], (), **row)  # type: ignore[arg-type]
