"""What is to be grouped is cut into parts that have nothing to do with each other."""

from functools import cache

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record.resolving import parting

NUMBERS = st.integers(0, 11)


@cache
def database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def rows(found: list[tuple[int, int]], verdict: str) -> str:
    listed = (f"('m{a:02}', 'm{b:02}', '{verdict}'), ('m00', 'm01', 'kept')" for a, b in found)
    return ", ".join(listed) or "('m00', 'm01', 'kept')"


def parts(count: int, pairs: list[tuple[int, int]], rulings: list[tuple[int, int]]) -> dict[int, int]:
    with database().cursor() as connection:
        for table, found, verdict in (("merge", pairs, "same"), ("standing", rulings, "together")):
            connection.execute(f"CREATE TEMP TABLE {table} AS FROM (VALUES {rows(found, verdict)}) t(a, b, verdict)")
        connection.execute(f"CREATE TEMP TABLE reach AS SELECT printf('m%02d', range) AS id FROM range({count})")
        most = parting.part(connection)
        found = dict(connection.execute("SELECT id, part FROM reach_part").fetchall())
        assert sorted(set(found.values())) == list(range(most))
        return {int(mention[1:]): number for mention, number in found.items()}


@given(st.integers(0, 12), st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6), st.lists(st.tuples(NUMBERS, NUMBERS)))
def test_what_is_joined_lies_in_one_part(
    count: int, pairs: list[tuple[int, int]], rulings: list[tuple[int, int]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parting, "PART", 2)
        found = parts(count, pairs, rulings)
    assert set(found) == set(range(count))
    for a, b in (*pairs, *rulings):
        assert a >= count or b >= count or found[a] == found[b]


def test_what_is_apart_lies_in_several_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "PART", 2)
    assert len(set(parts(8, [(0, 7)], []).values())) >= 3
