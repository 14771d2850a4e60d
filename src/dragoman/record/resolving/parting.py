"""Cutting what is to be grouped into parts that have nothing to do with each other, so that one is in memory at a time.

Mentions that a pair or a ruling joins, over however many others, lie in one part.
"""

from itertools import accumulate, groupby

import pyarrow as pa

from dragoman.record.resolving.tables import insert
from dragoman.record.store import Connection

PART = 10_000  # mentions in a part, unless more hang together
PAIRS = 50_000  # pairs looked at at a time
NUMBERED_SQL = """
CREATE OR REPLACE TEMP TABLE numbered AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM reach
"""
JOINED_SQL = """
WITH joined AS (
    SELECT a, b FROM merge WHERE verdict = 'same' UNION ALL SELECT a, b FROM standing WHERE verdict = 'together'
)
SELECT x.number AS a, y.number AS b FROM joined JOIN numbered x ON x.id = a JOIN numbered y ON y.id = b
"""


def part(connection: Connection) -> int:
    """The temporary table `reach_part`: the part of each mention of `reach`; returns how many parts there are."""
    connection.execute(NUMBERED_SQL)
    firsts = _firsts(connection, int(connection.execute("SELECT count(*) FROM numbered").fetchall()[0][0]))
    groups = [(first, len(list(found))) for first, found in groupby(sorted(firsts))]
    before = accumulate((size for _, size in groups), initial=0)
    numbers: dict[int, int] = {}
    part_of = {
        first: numbers.setdefault(begun // PART, len(numbers))
        for (first, _), begun in zip(groups, before, strict=False)
    }
    connection.execute("CREATE OR REPLACE TEMP TABLE part_of (number BIGINT, part BIGINT)")
    for start in range(0, len(firsts), PAIRS):
        some = enumerate(firsts[start : start + PAIRS], start)
        insert(connection, "part_of", [(number, part_of[first]) for number, first in some])
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE reach_part AS SELECT n.id, p.part FROM numbered n JOIN part_of p USING (number)"
    )
    return len(numbers)


def _firsts(connection: Connection, count: int) -> list[int]:
    """For each number the least of those that hang together with it."""
    found = list(range(count))
    pairs: pa.Table = connection.sql(JOINED_SQL).to_arrow_table()
    for batch in pairs.to_batches(max_chunksize=PAIRS):
        for a, b in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            one, other = _first(found, a), _first(found, b)
            found[max(one, other)] = min(one, other)
    return [_first(found, number) for number in range(count)]


def _first(found: list[int], number: int) -> int:
    """The least number that this one hangs together with; the way there is made shorter."""
    while found[number] != number:
        found[number] = found[found[number]]
        number = found[number]
    return number
