"""Merges and splits as rulings on pairs of mentions, which resolving obeys."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from dragoman.record.resolving.tables import insert
from dragoman.record.store import Connection

# Every pair that a decision bears on, the oldest decision first; a merge joins all to its first mention.
PAIRS_SQL = """
SELECT a.attached, b.attached, r.verb, r.author, r.reason, r.made
FROM review r
JOIN review_target a ON a.review = r.id AND a.side = 'one'
JOIN review_target b ON b.review = r.id
WHERE r.stands AND a.attached IS NOT NULL AND b.attached IS NOT NULL AND a.attached <> b.attached
    AND (r.verb = 'merge' AND a.number = 1 AND b.side = 'one' AND b.number > 1
        OR r.verb = 'split' AND b.side = 'other')
ORDER BY r.made, r.id
"""
STANDING_SQL = "SELECT a, b, arg_max(verdict, number) FROM ruling GROUP BY a, b"
VERDICTS = {"merge": "together", "split": "apart"}


class Ruling(NamedTuple):
    """What was decided of two mentions, a < b; the fields are those of the table `ruling`."""

    a: str
    b: str
    verdict: str
    author: str
    reason: str
    made: datetime


def rule(connection: Connection) -> int:
    """Bring the table `ruling` up to the decisions that stand, by adding rows; returns how many were needed."""
    wanted = {(r.a, r.b): r for r in _rulings(connection)}
    standing = {(a, b): verdict for a, b, verdict in connection.execute(STANDING_SQL).fetchall()}
    last = connection.execute("SELECT coalesce(max(number), 0) FROM ruling").fetchall()[0][0]
    new = [r for pair, r in sorted(wanted.items()) if standing.get(pair) != r.verdict]
    open_ = [p for p, verdict in sorted(standing.items()) if p not in wanted and verdict != "open"]
    now = connection.execute("SELECT now() AT TIME ZONE 'UTC'").fetchall()[0][0]
    new += [
        Ruling(a, b, "open", "", "the decision was taken back, or its mentions are no longer there", now)
        for a, b in open_
    ]
    insert(connection, "ruling", [(*r, last + n) for n, r in enumerate(new, 1)])
    return len(new)


def _rulings(connection: Connection) -> Iterator[Ruling]:
    for one, other, verb, author, reason, made in connection.execute(PAIRS_SQL).fetchall():
        yield Ruling(min(one, other), max(one, other), VERDICTS[verb], author, reason, made)
