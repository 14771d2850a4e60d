"""Sentences from fields: every type, mode, status and kind of the ontology can be said, and how it is said."""

from typing import Any

import pytest

from dragoman.analysis.acts import VERB, act_text, quoted
from dragoman.analysis.days import aim, last_day, period, placed, written
from dragoman.analysis.lines import whose_word
from dragoman.analysis.names import Name, Names
from dragoman.analysis.standing import tie_text
from dragoman.analysis.wording import counted, firmness_told, listed, load_wording
from dragoman.ontology.ontology import load_ontology

NAMES = Names(
    {
        "NOR": Name("Norway"),
        "SWE": Name("Sweden"),
        "DNK": Name("Denmark"),
        "min": Name("fish minister", "Iceland", True),
    }
)
ONTOLOGY = load_ontology()
ACTS = [(e.name, m) for e in ONTOLOGY.events.values() for m in (None, *e.modes)]
EVENT_STATUSES = [s.name for s in ONTOLOGY.statuses.values() if "event" in s.of]
TIES = [(t.kind, s) for t in ONTOLOGY.ties.values() for s in t.statuses]


def row(**values: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "type": "SUPPORT",
        "mode": None,
        "status": "done",
        "actors": ["NOR"],
        "recipients": ["SWE"],
        "date": None,
        "date_to": None,
        "deadline_from": None,
        "deadline_to": None,
        "place": None,
        "sources": [],
        "speaker_countries": [None],
        "actor_states": ["NOR"],
        "sentence": "",
        "start": 0,
        "end": 0,
        "trigger_start": None,
        "cues": None,
    }
    return plain | values


def thing(**values: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "kind": "agreement",
        "name": "pact",
        "parties": ["NOR", "SWE"],
        "status": "done",
        "stage": None,
        "parts": None,
        "features": None,
        "claim": None,
        "date": None,
        "date_to": None,
        "by_verb": False,
        "sentence": "",
        "counts_as": "fact",
    }
    return plain | values


@pytest.mark.parametrize(("kind", "mode"), ACTS)
def test_every_act_can_be_said_with_whom_alone_and_together(kind: str, mode: str | None) -> None:
    act = ONTOLOGY.events[kind]
    told = act.modes[mode].told if mode else act.told
    assert all(VERB.search(phrase) for phrase in told)
    assert not told or ("{whom}" in told[0] and len(told) >= 2 and not any("{" in t for t in told[1:]))
    for status in EVENT_STATUSES:
        for actors, recipients in ((["NOR"], ["SWE"]), (["NOR"], []), (["NOR", "SWE"], ["SWE", "NOR"]), ([], ["DNK"])):
            text = act_text(row(type=kind, mode=mode, status=status, actors=actors, recipients=recipients), NAMES)
            assert not set("{}/") & set(text), text
            assert text[0].isupper()
            assert text.endswith(".")


@pytest.mark.parametrize(("kind", "status"), TIES)
def test_every_standing_thing_can_be_said_in_every_status(kind: str, status: str) -> None:
    text = tie_text([thing(kind=kind, status=status)], NAMES)
    assert not set("{}/") & set(text), text
    assert "Norway" in text or ONTOLOGY.ties[kind].roles, text
    assert ONTOLOGY.ties[kind].brief["question"] in ("agreements", "forums", "routes", "claims", "partnerships")


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, "Norway showed support for Sweden."),
        ({"status": "ongoing"}, "Norway is showing support for Sweden."),
        ({"status": "planned", "actors": ["NOR", "DNK"]}, "Norway and Denmark are to show support for Sweden."),
        ({"status": "wanted"}, "Norway wants to show support for Sweden."),
        (
            {"status": "wanted", "sources": ["DNK"], "speaker_countries": ["DNK"]},
            "Norway is asked or expected to show support for Sweden.",
        ),
        (
            {"status": "wanted", "sources": ["x"], "speaker_countries": ["NOR"]},
            "Norway wants to show support for Sweden.",
        ),
        ({"status": "possible"}, "Norway may show support for Sweden."),
        ({"status": "not_happened"}, "Norway did not show support for Sweden."),
        ({"status": "denied"}, "Norway did not show support for Sweden, a source says."),
        ({"recipients": []}, "Norway showed support."),
        ({"actors": []}, "Somebody who is not named showed support for Sweden."),
        ({"recipients": ["min"]}, "Norway showed support for Iceland's fish minister."),
        ({"date": "2030-05-01", "date_to": "2030-05-01"}, "Norway showed support for Sweden on 1 May 2030."),
        ({"date": "2030-05", "date_to": "2030-06"}, "Norway showed support for Sweden between May 2030 and June 2030."),
        ({"place": "DNK", "date": "2030", "date_to": "2030"}, "Norway showed support for Sweden in Denmark in 2030."),
        ({"deadline_to": "2031"}, "Norway showed support for Sweden, with a deadline of 2031."),
    ],
)
def test_acts_read_as_sentences(values: dict[str, Any], text: str) -> None:
    assert act_text(row(**values), NAMES) == text


def test_the_words_of_an_act_begin_with_what_makes_it_a_plan_or_a_denial() -> None:
    sentence = "Norway has, officials say, not yet praised Sweden in public, whatever Denmark thinks."
    cue = {"start": sentence.index("not"), "end": sentence.index("not") + 3}
    told = row(
        status="not_happened", sentence=sentence, end=len(sentence), trigger_start=sentence.index("praised"), cues=[cue]
    )
    assert act_text(told, NAMES) == "Norway did not show support for Sweden: “not yet praised Sweden in public”."
    late = "A word of praise for Sweden, as was promised in May, has not come."
    cue = {"start": late.index("not"), "end": late.index("not") + 3}
    told = row(status="not_happened", sentence=late, end=len(late), trigger_start=late.index("praise"), cues=[cue])
    assert act_text(told, NAMES).endswith(": “praise for Sweden, as was promised in May, has not come”.")


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("Norway met Sweden.", 7, ": “met Sweden”"),
        ('He said "no" to all of them and left', 3, ": “said 'no' to all of them and left”"),
        ('"Arms do not bring peace to the fjords," Norway said', 1, ": “Arms do not bring peace to the fjords”"),
        (
            "He praised “the patience of good friends” and left",
            3,
            ": “praised ‘the patience of good friends’ and left”",
        ),
        ("He praised “the patience of good friends.”", 3, ": “praised ‘the patience of good friends’”"),
        ("Norway met", -1, ""),
        ("", 0, ""),
        ("one two three four five, six", 0, ": “one two three four five”"),
        (" ".join(["word"] * 30), 0, ": “" + " ".join(["word"] * 18) + " …”"),
    ],
)
def test_quoted_words(text: str, start: int, words: str) -> None:
    assert quoted(text, start) == words


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"name": "pact with Sweden on eels"}, "Norway and Sweden have a pact on eels."),
        ({"name": "Oslo Pact"}, "Norway and Sweden have the Oslo Pact."),
        ({"name": "accord", "parties": ["NOR"], "status": "planned"}, "Norway plans an accord."),
        (
            {"name": "trade rules", "stage": "in_force", "date": "2030"},
            "Norway and Sweden have trade rules (in force from 2030).",
        ),
        (
            {"kind": "corridor", "name": "railways of Norway", "status": "in_force"},
            "Railways of Norway are in use (with Sweden).",
        ),
        (
            {"kind": "corridor", "name": "canal", "status": "in_force", "stage": "operating", "parties": []},
            "Canal is in use.",
        ),
        (
            {"kind": "facility", "name": "mill", "status": "planned", "parts": [{"role": "host", "holder": "SWE"}]},
            "Mill is planned (hosted by Sweden; with Norway).",
        ),
        (
            {"features": [{"name": "subject", "value": "eels"}, {"name": "term", "value": "ten years"}]},
            "Norway and Sweden have a pact (about eels; term: ten years).",
        ),
        (
            {
                "kind": "rivalry",
                "name": "fell out",
                "by_verb": True,
                "sentence": "Norway and Sweden fell out over eels.",
                "status": "ongoing",
            },
            "Norway and Sweden: “fell out over eels”.",
        ),
    ],
)
def test_standing_things_read_as_sentences(values: dict[str, Any], text: str) -> None:
    assert tie_text([thing(**values)], NAMES) == text


def test_names_carry_their_states_once() -> None:
    names = Names(
        {
            "a": Name("ambassadors", "Norway", True),
            "b": Name("ambassadors", "Sweden", True),
            "c": Name("Storting", "Norway"),
            "d": Name("Nordic Council", None, False, True),
            "e": Name("speaker of the diet", "Denmark", True, True),
            "f": Name("speaker of Denmark's diet", None, True, True),
            "g": Name("official of Denmark's diet", None, True, True),
        }
    )
    assert names.listed(["a", "b", "c"]) == "the ambassadors of Norway and Sweden and Storting (Norway)"
    assert [names.one(x) for x in "acdefg"] == [
        "Norway's ambassadors",
        "Storting (Norway)",
        "the Nordic Council",
        "the speaker of the diet (Denmark)",
        "the speaker of Denmark's diet",
        "an official of Denmark's diet",
    ]
    assert names.one("unknown") == "unknown"


def test_days() -> None:
    assert [written(d) for d in ("2030", "2030-04", "2030-04-01")] == ["2030", "April 2030", "1 April 2030"]
    assert placed("2030-04-01") == "on 1 April 2030"
    assert [last_day(d) for d in ("2030", "2028-02", "2030-04-01")] == ["2030-12-31", "2028-02-29", "2030-04-01"]
    assert [period(None, None), period("2030", None), period(None, "2030-05")] == [None, "from 2030", "until May 2030"]


def test_lists_and_numbers() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b and c"]
    assert [counted(1, "act"), counted(2000, "act"), counted(2, "party", "parties")] == [
        "1 act",
        "2,000 acts",
        "2 parties",
    ]
    assert firmness_told({"refuted": 2, "fact": 1, "intention": 0}) == "1 as a fact and 2 as denied or not happened"
    assert set(load_wording().firmness) == {s.counts_as for s in ONTOLOGY.statuses.values()}
    assert set(load_wording().quads) == {e.quad for e in ONTOLOGY.events.values()}
    assert set(load_wording().standing) == {s.name for s in ONTOLOGY.statuses.values() if "tie" in s.of}


@pytest.mark.parametrize(
    ("size", "own", "told"),
    [
        (1, 0, "Its one line does not rest on the word of one of the parties alone."),
        (1, 1, "Its one line rests on the word of one of the parties alone."),
        (3, 0, "None of the 3 lines rests on the word of one of the parties alone."),
        (3, 1, "1 of 3 lines rests on the word of one of the parties alone."),
        (3, 2, "2 of 3 lines rest on the word of one of the parties alone."),
        (3, 3, "Each of the 3 lines rests on the word of one of the parties alone."),
    ],
)
def test_how_many_lines_rest_on_a_party(size: int, own: int, told: str) -> None:
    assert whose_word(size, own) == told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2029", "2029", "for 2029"),
        ("2027-04-11", "2027-04-11", "for 11 April 2027"),
        (None, "2027", "by 2027"),
        ("2027", None, "from 2027"),
        ("2027", "2029", "between 2027 and 2029"),
        (None, None, None),
    ],
)
def test_what_a_plan_names(start: str | None, end: str | None, told: str | None) -> None:
    assert aim(start, end) == told


MEETING = {"kind": "forum_meeting", "name": "herring summit", "status": "done", "counts_as": "fact", "stage": "held"}
PLANNED = {**MEETING, "status": "planned", "counts_as": "intention", "stage": "scheduled"}
DAY = {"date": "2030-05-10", "date_to": "2030-05-10"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{**MEETING, **DAY}, {**PLANNED, **DAY}, PLANNED], "Herring summit was held (on 10 May 2030)."),
        ([MEETING, {**PLANNED, **DAY}], "Herring summit was held (scheduled for 10 May 2030)."),
        ([{**PLANNED, **DAY}, PLANNED], "Herring summit is planned (scheduled for 10 May 2030)."),
        (
            [{**PLANNED, **DAY}, {**PLANNED, **DAY, "stage": None}],
            "Herring summit is planned (scheduled for 10 May 2030).",
        ),
        (
            [{**PLANNED, **DAY}, {**PLANNED, "date": None, "date_to": "2031"}],
            "Herring summit is planned (scheduled for 10 May 2030; by 2031).",
        ),
    ],
)
def test_stages_are_told_once_and_the_days_of_plans_as_aims(rows: list[dict[str, Any]], told: str) -> None:
    assert tie_text([thing(parties=[], **r) for r in rows], NAMES) == told
