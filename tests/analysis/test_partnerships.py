"""Pairs of states: what is one line, what comes first, and how many lines there are."""

from pathlib import Path

from north_sea import LATER, PACT, act, day, findings, pact_findings, pact_record, record_of, tie

from dragoman.analysis.partnerships import LINES_CAP, partnerships
from dragoman.analysis.scope import scope_of
from dragoman.record.filters import Filters
from dragoman.record.record import Record
from dragoman.types import Findings, Section


def pairs(record: Record, filters: Filters | None = None) -> Section:
    return partnerships(scope_of(record, filters or Filters()))


def test_copies_and_other_words_for_one_act_are_one_line(tmp_path: Path) -> None:
    with pact_record(tmp_path) as record:
        (pair,) = pairs(record).parts
    signed, build = pair.lines
    assert signed.text == (
        "Norway and Iceland made an agreement on 8 February 2030: “signed a herring pact in Bergen on 8 February 2030”."
    )
    assert [t.outlet for t in signed.told_by] == ["Fjord Post", "Harbour Mail", "Baltic Star"]
    assert [t.evidence.words for t in signed.told_by] == [PACT, PACT, LATER]
    assert signed.outlets == 2  # the copy is no voice of its own
    assert len(build.told_by) == 2
    assert build.outlets == 1
    assert (build.status, build.counts_as) == ("planned", "intention")
    assert build.told_by[0].speaker == "Norway's minister"


def test_what_more_outlets_tell_comes_first_then_what_is_newer(tmp_path: Path) -> None:
    def visit(identity: str, outlet: str, published: str, date: str) -> Findings:
        text = f"Sweden visited Norway. {identity}"
        met = act(text, "Sweden visited Norway.", "visited", "CONSULT", ("SWE",), ("NOR",), date=day("", date))
        return findings(identity, text, outlet, published, mentions=(met,))

    text = "Sweden attacked Norway on Monday."
    attack = act(text, text, "attacked", "ASSAULT", ("SWE",), ("NOR",), date=day("Monday", "2030-05-05"))
    other = "On Monday the Swedes struck at Norway."
    strike = act(other, other, "struck", "ASSAULT", ("SWE",), ("NOR",), date=day("Monday", "2030-05-05"))
    with record_of(
        tmp_path,
        visit("old", "Fjord Post", "2030-06-01", "2030-06-01"),
        visit("new", "Baltic Star", "2030-07-01", "2030-07-01"),
        findings("attack", text, "Fjord Post", "2030-05-06", mentions=(attack,)),
        findings("strike", other, "Baltic Star", "2030-05-07", mentions=(strike,)),
    ) as record:
        (pair,) = pairs(record).parts
    assert [(line.date, line.outlets) for line in pair.lines] == [
        ("2030-05-05", 2),
        ("2030-07-01", 1),
        ("2030-06-01", 1),
    ]


def test_a_coarser_date_is_the_same_act_only_if_no_other_fits(tmp_path: Path) -> None:
    def signing(identity: str, verb: str, date: str) -> Findings:
        text = f"Norway and Sweden {verb} an accord."
        return findings(
            identity,
            text,
            identity,
            "2031-01-01",
            mentions=(act(text, text, verb, "AGREE", ("NOR", "SWE"), date=day("", date)),),
        )

    one = (signing("a", "signed", "2030-03"), signing("b", "initialled", "2030-03-04"))
    with record_of(tmp_path, *one) as record:
        assert [len(line.told_by) for line in pairs(record).parts[0].lines] == [2]
    (tmp_path / "two").mkdir()
    with record_of(tmp_path / "two", *one, signing("c", "sealed", "2030-03-09")) as record:
        assert [len(line.told_by) for line in pairs(record).parts[0].lines] == [1, 1, 1]


def test_lines_are_capped_and_the_command_lists_the_rest(tmp_path: Path) -> None:
    text = " ".join(f"Norway praised Sweden {n} times." for n in range(LINES_CAP + 3))
    told = [
        act(text, f"Norway praised Sweden {n} times.", f"praised Sweden {n} ", "SUPPORT", ("NOR",), ("SWE",))
        for n in range(LINES_CAP + 3)
    ]
    with record_of(tmp_path, findings("praise", text, "Fjord Post", "2030-01-01", mentions=told)) as record:
        (pair,) = pairs(record).parts
        assert (len(pair.lines), pair.more) == (LINES_CAP, 3)
        assert pair.command == f"dragoman events {record.path} --actor NOR --with SWE"
        assert len(record.events(actor="NOR", with_="SWE")) == LINES_CAP + 3
    assert [(c.name, c.number) for c in pair.counts] == [("cooperation in words", LINES_CAP + 3)]


def test_acts_within_one_state_make_no_pair_and_a_person_acts_for_its_state(tmp_path: Path) -> None:
    with record_of(tmp_path, pact_findings("post", "Fjord Post", "2030-02-10")) as record:
        assert [p.title for p in pairs(record).parts] == ["Iceland – Norway"]
        assert [p.title for p in pairs(record, Filters(actor="NOR.minister")).parts] == []


def test_standing_relations_of_the_pair_stand_with_its_acts_but_claims_do_not(tmp_path: Path) -> None:
    text = "Norway met Denmark. Norway and Denmark have close relations. Their relations are golden."
    met = act(text, "Norway met Denmark.", "met", "CONSULT", ("NOR", "DNK"))
    close = tie(
        text, "Norway and Denmark have close relations.", "partnership", "close relations", ("NOR", "DNK"), "ongoing"
    )
    golden = tie(
        text,
        "Their relations are golden.",
        "partnership",
        "golden",
        ("NOR", "DNK"),
        "claimed",
        attributes={"claim": "golden"},
    )
    with record_of(
        tmp_path, findings("r", text, "Fjord Post", "2030-01-01", mentions=(met,), ties=(close, golden))
    ) as record:
        (pair,) = pairs(record).parts
    assert sorted(line.text for line in pair.lines) == [
        "Norway and Denmark held talks with each other: “met Denmark”.",
        "Norway and Denmark: “close relations”.",
    ]


def test_a_fact_is_never_younger_than_its_report(tmp_path: Path) -> None:
    text = "Norway and Sweden agreed to finish the bridge in 2035."
    agreed = act(text, text, "agreed", "AGREE", ("NOR", "SWE"), date=day("2035", "2035"))
    with record_of(tmp_path, findings("bridge", text, "Fjord Post", "2030-01-01", mentions=(agreed,))) as record:
        (line,) = pairs(record).parts[0].lines
    assert line.date is None
    assert line.text == "Norway and Sweden made an agreement: “agreed to finish the bridge in 2035”."


def test_the_note_says_how_much_rests_on_the_word_of_one_side(tmp_path: Path) -> None:
    with pact_record(tmp_path) as record:
        (pair,) = pairs(record).parts
    assert pair.note == (
        "2 acts told: 1 as a fact and 1 as a plan or wish. 1 of 2 lines rests on the word of one of the parties alone."
    )
