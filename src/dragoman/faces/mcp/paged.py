"""How much a tool answers at once: a part of its lists, bounded in characters, with a cursor to what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from dragoman.errors import ChoiceUnknown
from dragoman.faces.mcp.cited import Answer, Item
from dragoman.record.held import Held

BUDGET = 60_000  # characters of the items of an answer; a single row may be longer
MARK = 8  # characters of the version that a cursor is of
List = tuple[
    Sequence[Item | None], int
]  # rows from the offset on, null where nothing is quoted, and how many there are


@dataclass(frozen=True, slots=True)
class At:
    """Where an answer begins in each of its lists, how many rows it takes of each at most, of which version."""

    offset: int
    limit: int
    version: str

    def after(self, rows: int) -> str:
        """The cursor of what follows so many rows."""
        return f"{self.version}-{self.offset + rows}"


def at(held: Held, cursor: str | None, limit: int) -> At:
    """Where to begin; raises ChoiceUnknown for a cursor that is none, or of a record that has changed since."""
    mark = held.version[:MARK]
    if cursor is None:
        return At(0, limit, mark)
    version, _, offset = cursor.rpartition("-")
    if version != mark or not offset.isdecimal():
        anew = "none, to begin anew: a cursor holds only for the same question, until the record changes"
        raise ChoiceUnknown("cursor", cursor[:40], (anew,))
    return At(int(offset), limit, mark)


def told(what: str, lists: Sequence[List], limits: Mapping[str, object], where: At) -> Answer:
    """The answer with a sentence that says what was asked and found, also where that is nothing."""
    total = sum(size for _, size in lists)
    within = ", ".join(f"{k.strip('_')} = {v}" for k, v in limits.items() if v is not None)
    asked = f"{what} within {within}" if within else what
    if not total:
        return Answer(f"This record holds no {asked}. That is no evidence that there was none.", 0, ())
    rows = _fitting([found for found, _ in lists], where.limit)
    items = tuple(i for found, _ in lists for i in found[:rows] if i is not None)
    more = any(where.offset + rows < size for _, size in lists)
    note = f"Found in this record: {total:,} {asked}; here are {len(items):,}"
    note += f", after the first {where.offset:,}." if where.offset else "."
    return Answer(note, total, items, where.after(rows) if more else None)


def _fitting(lists: Sequence[Sequence[Item | None]], limit: int) -> int:
    """How many rows of each list fit into an answer, at least one."""
    longest = max(map(len, lists), default=0)
    sizes = (sum(i.size for found in lists for i in found[n : n + 1] if i is not None) for n in range(longest))
    fit = sum(size <= BUDGET for size in accumulate(sizes))
    return max(1, min(fit, limit)) if fit < longest else limit
