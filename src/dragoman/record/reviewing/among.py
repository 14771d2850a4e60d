"""One of few: a condition that the database can hold against its zone maps and keys, which a subquery is not."""

from collections.abc import Iterable
from typing import NamedTuple

FEW = 200  # from there on a join is quicker than a list


class Condition(NamedTuple):
    """SQL and the values for its named parameters."""

    sql: str
    values: dict[str, object]


def among(column: str, wanted: Iterable[str | None], name: str = "among") -> Condition:
    """That a column is one of these, as constants where they are few; `name` is the parameters' own."""
    found = sorted({w for w in wanted if w is not None})
    if not found:
        return Condition("false", {})
    if len(found) > FEW:
        return Condition(f"{column} IN (SELECT unnest(${name}))", {name: found})
    values: dict[str, object] = {f"{name}_{n}": one for n, one in enumerate(found)}
    return Condition(f"{column} IN ({', '.join(f'${key}' for key in values)})", values)
