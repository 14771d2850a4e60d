"""Some of many reports: the first, or a fair draw that can be repeated."""

from collections import Counter
from collections.abc import Iterator

from dragoman.outlets.sampling import drawn, first
from dragoman.types import Refusal, Report

REFUSAL = Refusal("b", "it holds no text", "empty")


def many(count: int, opened: list[int]) -> Iterator[Report | Refusal]:
    for number in range(count):
        opened.append(number)
        yield REFUSAL if number == 2 else Report(str(number), "Laos met Nepal.")


def ids(items: Iterator[Report | Refusal]) -> list[str]:
    return [item.id if isinstance(item, Report) else item.kind for item in items]


def test_the_first_are_read_and_no_more_is_opened() -> None:
    opened: list[int] = []
    assert ids(first(many(100, opened), 4)) == ["0", "1", "empty", "3", "4"]
    assert opened == [0, 1, 2, 3, 4]
    assert ids(first(many(3, []), 10)) == ["0", "1", "empty"]
    assert ids(first(many(3, []), 0)) == []


def test_a_draw_is_in_order_and_can_be_repeated() -> None:
    once = ids(drawn(many(100, []), 5, 7))
    assert once == ids(drawn(many(100, []), 5, 7))
    assert once != ids(drawn(many(100, []), 5, 8))
    assert once[0] == "empty"
    assert once[1:] == sorted(once[1:], key=int)
    assert ids(drawn(many(4, []), 10, 7)) == ["empty", "0", "1", "3"]


def test_every_report_has_the_same_chance() -> None:
    met = Counter(i for seed in range(2_000) for i in ids(drawn(many(11, []), 3, seed)) if i != "empty")
    assert len(met) == 10
    assert all(500 < count < 700 for count in met.values())
