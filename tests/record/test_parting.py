"""What is to be grouped is cut into parts that have nothing to do with each other."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record.resolving import parting

NUMBERS = st.integers(0, 11)


def parts(count: int, pairs: list[tuple[int, int]], rulings: list[tuple[int, int]]) -> dict[int, int]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TEMP TABLE reach (id VARCHAR)")
        connection.execute("CREATE TEMP TABLE merge (a VARCHAR, b VARCHAR, verdict VARCHAR)")
        connection.execute("CREATE TEMP TABLE standing (a VARCHAR, b VARCHAR, verdict VARCHAR)")
        for number in range(count):
            connection.execute("INSERT INTO reach VALUES (?)", [f"m{number:02}"])
        for table, found, verdict in (("merge", pairs, "same"), ("standing", rulings, "together")):
            for a, b in found:
                row = [f"m{a:02}", f"m{b:02}", verdict]
                connection.execute(f"INSERT INTO {table} VALUES (?, ?, ?), ('m00', 'm01', 'kept')", row)
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
