"""Who passed it on: outlets that only relay, and statements within statements."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.types import Statement


def nested(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with `within` filled: the smallest statement by another speaker that holds the content.

    What the same speaker says within their own words is no statement of its own and is dropped.
    """
    kept: list[Statement] = []
    for statement in statements:
        holders = [s for s in statements if s is not statement and _holds(s, statement)]
        if any(s.source == statement.source for s in holders):
            continue
        outer = min(holders, key=_size, default=None)
        kept.append(statement if outer is None else replace(statement, within=outer.id))
    return tuple(kept)


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether cue and content of one lie within the content of the other."""
    span, held = outer.content[0], (*inner.content, *inner.cue)
    return all(span.start <= h.start and h.end <= span.end for h in held) and _size(outer) > _size(inner)


def _size(statement: Statement) -> int:
    return sum(c.end - c.start for c in statement.content)
