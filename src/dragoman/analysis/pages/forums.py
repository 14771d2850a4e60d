"""Forums: bodies and groups of states that meet, with how often and who belongs to them."""

from dataclasses import dataclass

from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.record.record import Record

GROUP = "with:"  # begins the id of a group of states that meet without a body of a name
# A meeting or membership belongs to the body that it names; a meeting without one to the group of those who meet, if
# they are three or more.
BODIES = f"""
WITH bodies AS (SELECT tie, min(holder) AS body FROM tie_role WHERE role = 'body' {{with_body}} GROUP BY tie),
groups AS (
    SELECT p.tie, '{GROUP}' || string_agg(DISTINCT p.actor, '+' ORDER BY p.actor) AS body FROM tie_party p
    JOIN tie t ON t.id = p.tie WHERE t.kind = 'forum_meeting' {{with_party}}
        AND t.id NOT IN (SELECT tie FROM tie_role WHERE role = 'body')
    GROUP BY p.tie HAVING count(DISTINCT p.actor) >= 3
),
forum_tie AS (
    SELECT t.id, t.kind, t.report, t.status, t.stage, t.date_from, x.body FROM tie t
    JOIN (SELECT * FROM bodies UNION ALL SELECT * FROM groups) x ON x.tie = t.id
    WHERE t.kind IN ('forum_meeting', 'membership')
)
"""
SUMS = """
SELECT body, count(*) FILTER (kind = 'forum_meeting')::INTEGER AS meetings,
    count(*) FILTER (kind = 'membership')::INTEGER AS memberships, count(DISTINCT report)::INTEGER AS reports,
    max(r.published) AS last_told
FROM forum_tie f JOIN report r ON r.id = f.report
"""
ALL = BODIES.format(with_body="", with_party="")
# Only those that can be of one forum are put together: that the body takes part in, or the first of a group.
OF_ONE = BODIES.format(
    with_body="AND tie IN (SELECT tie FROM tie_role WHERE role = 'body' AND holder = $body)",
    with_party="AND t.id IN (SELECT tie FROM tie_party WHERE actor = $first)",
)
LIST = f"{ALL} {SUMS} GROUP BY body ORDER BY count(*) DESC, body LIMIT $most OFFSET $passed"
ONE = f"{OF_ONE} {SUMS} WHERE body = $body GROUP BY body"
MANY = f"{ALL} SELECT count(DISTINCT body) AS n FROM forum_tie"
TIES = f"{OF_ONE} SELECT id FROM forum_tie WHERE body = $body"


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
    rows = record.sql(LIST, {"most": most, "passed": passed}).to_dicts()
    named = parties_of(record, {i for r in rows for i in ids_of(r["body"])})
    return tuple(_forum(r, named) for r in rows), int(record.sql(MANY)["n"].item())


def forum_of(record: Record, forum: str) -> Forum:
    """One forum that `forums` lists, by its id."""
    row = record.sql(ONE, _one(forum)).row(0, named=True)
    return _forum(row, parties_of(record, ids_of(forum)))


def ties_of(record: Record, forum: str) -> list[str]:
    """Ids of the ties that tell of a forum's meetings and members."""
    return [str(i) for i in record.sql(TIES, _one(forum))["id"]]


def ids_of(forum: str) -> list[str]:
    """The ids that a forum's id names: the body, or those who meet."""
    return forum.removeprefix(GROUP).split("+") if forum.startswith(GROUP) else [forum]


def _one(forum: str) -> dict[str, object]:
    return {"body": forum, "first": ids_of(forum)[0] if forum.startswith(GROUP) else ""}


def _forum(row: dict[str, object], named: dict[str, Party]) -> Forum:
    body = str(row.pop("body"))
    members = tuple(named[i] for i in ids_of(body))
    if body.startswith(GROUP):
        return Forum(body, ", ".join(m.name for m in members), None, members, **row)  # type: ignore[arg-type]
    return Forum(body, members[0].name, members[0], (), **row)  # type: ignore[arg-type]
