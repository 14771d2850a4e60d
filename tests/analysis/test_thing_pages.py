"""Pages of standing things: what is shown of a thing that is told very often, and boards cut to what a page asks."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fjords import fjord_record
from north_sea import findings, tie

from dragoman.analysis.pages.boards import Board, board, scope_over
from dragoman.analysis.pages.things import LEAST_TOLD, Things, tellings_of, things
from dragoman.analysis.pages.weighed import MOST_TOLD
from dragoman.errors import RowUnknown
from dragoman.record.filters import Filters
from dragoman.record.record import Record
from dragoman.types import Findings

PACT = "Norway and Sweden have a lichen pact, says paper number {}."
CLUB = "Iceland belongs to the lichen league since spring."
MANY = MOST_TOLD + 10
LAST = {MOST_TOLD + 3: "ratified", MOST_TOLD + 5: "ratified", MOST_TOLD + 7: "signed"}  # stages of late tellings


def told(number: int) -> Findings:
    text = PACT.format(number)
    stage = LAST.get(number)
    pact = tie(text, text, "agreement", "lichen pact", ("NOR", "SWE"), "in_force", stage=stage)
    return findings(
        f"r{number:02}", text, f"Paper {number:02}", f"2031-{1 + number // 28:02}-{1 + number % 28:02}", ties=(pact,)
    )


def league() -> Findings:
    joined = tie(CLUB, CLUB, "membership", "member", ("ISL",), "in_force", stage="member", roles={"member": ("ISL",)})
    return findings("league", CLUB, "Fjord Post", "2031-06-01", ties=(joined,))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with fjord_record(tmp_path_factory.mktemp("lichen"), *map(told, range(MANY)), league()) as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(record: Record) -> Board:
    return board(record)


def asked(
    record: Record, whole: Board, kind: str, *, only: Sequence[str] | None = None, kinds: Sequence[str] = ()
) -> Things:
    return things(scope_over(record, whole, Filters(), only=only, kinds=kinds), (kind,), tellings=None)


def test_of_many_tellings_the_first_are_shown_and_the_firmest_of_each_further_stage(
    record: Record, whole: Board
) -> None:
    (pact,) = asked(record, whole, "agreement").items
    assert pact.tellings == MANY
    assert [(t.telling.evidence.report, t.stage) for t in pact.told[MOST_TOLD:]] == [
        (f"r{MOST_TOLD + 3}", "ratified"),
        (f"r{MOST_TOLD + 7}", "signed"),
    ]


@pytest.mark.parametrize("kind", ["agreement", "membership"])
def test_a_board_that_was_cut_tells_the_same(record: Record, whole: Board, kind: str) -> None:
    every = asked(record, whole, kind)
    assert every.total == 1
    assert asked(record, whole, kind, kinds=(kind,)) == every
    assert asked(record, whole, kind, only=[every.items[0].told[-1].id]) == every
    assert asked(record, whole, kind, only=[]).total == 0


def test_a_list_has_the_firmest_tellings_of_a_thing_and_the_others_are_told_page_by_page(
    record: Record, whole: Board
) -> None:
    (every,) = asked(record, whole, "agreement").items
    (short,) = things(scope_over(record, whole, Filters()), ("agreement",)).items
    assert (short.told, short.stages, short.tellings) == (every.told[:LEAST_TOLD], every.stages, MANY)
    scope = scope_over(record, whole, Filters(), only=[short.id])
    pages = [tellings_of(scope, short.id, 15, offset) for offset in range(0, MANY, 15)]
    assert {p.total for p in pages} == {MANY}
    told = [t for p in pages for t in p.items]
    assert tuple(told[:MOST_TOLD]) == every.told[:MOST_TOLD]
    assert len({t.id for t in told}) == MANY


def test_tellings_of_what_is_no_thing_are_refused(record: Record, whole: Board) -> None:
    with pytest.raises(RowUnknown):
        tellings_of(scope_over(record, whole, Filters(), only=["nothing"]), "nothing", 10)


def test_outlets_are_those_of_what_is_shown_not_of_claims(tmp_path: Path) -> None:
    word, pact = "Sweden calls the moss pact a bond for good.", "Norway and Sweden have a moss pact."
    firm = tie(pact, pact, "agreement", "moss pact", ("NOR", "SWE"), "in_force")
    said = tie(word, word, "agreement", "moss pact", ("NOR", "SWE"), "claimed")
    told_ = [
        findings("firm", pact, "Fjord Post", "2031-01-01", ties=(firm,)),
        findings("said", word, "Sound Post", "2031-01-02", ties=(said,)),
    ]
    with fjord_record(tmp_path, *told_) as opened:
        scope = scope_over(opened, board(opened), Filters())
        for claims in (False, True):
            (thing,) = things(scope, ("agreement",), claims=claims).items
            assert (thing.outlets, thing.tellings) == (1, 1)
