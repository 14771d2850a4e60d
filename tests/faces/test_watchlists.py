"""Watchlists: what is new is told once, what was not told stays new, and a file that is wrong is said to be."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from commandline import run
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dragoman.analysis.watching.matches import Match, found
from dragoman.analysis.watching.seen import Looked, looked, mark, place_of
from dragoman.analysis.watching.watchlists import Watchlist, load_watchlists
from dragoman.errors import OutputUnwritable, WatchlistUnreadable
from dragoman.faces.feeds import atom
from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Mention, Report, Span, Tie, When

NAMES = {"KEN": "Kenya", "UGA": "Uganda", "TZA": "Tanzania"}
QUESTIONS = """
[treaties]
title = "Kenya and Uganda agree"
pair = ["KEN", "UGA"]
type = "AGREE"

[depot]
actor = "Uganda"
outcome = "overdue"

[east]
group = "KEN,UGA,TZA"
what = "events"

[rails]
kind = "corridor"
"""


def told(identity: str, day: str, *sentences: tuple[str, str, str, str, str], due: str | None = None) -> Findings:
    """A report of sentences, each with its verb, event type, sides and status; `due` of the last."""
    text = " ".join(s[0] for s in sentences)
    actors = tuple(
        Actor(i, n, "state", i, None, (Span(text.index(n), text.index(n) + len(n)),))
        for i, n in NAMES.items()
        if n in text
    )
    acts = []
    for number, (sentence, verb, kind, sides, status) in enumerate(sentences):
        at = text.index(sentence)
        trigger = Span(text.index(verb, at), text.index(verb, at) + len(verb))
        by = When(None, due, due, deadline=True) if due and number == len(sentences) - 1 else None
        one, other = sides.split("-")
        span = Span(at, at + len(sentence))
        acts.append(Mention(f"m{number}", kind, (one,), (other,), status, trigger, span, deadline=by, because=verb))
    rails = ()
    if "railway" in text:
        rails = (Tie("t", "corridor", "railway from Nairobi", ("KEN", "UGA"), "planned", (acts[-1].evidence,)),)
    report = Report(
        identity, text, f"About {identity}", "Rift Gazette", day, language="en", url="https://rift.example/1"
    )
    return Findings(report, actors, (), (), tuple(acts), rails)


SIGNED = ("Kenya signed a treaty with Uganda.", "signed", "AGREE", "KEN-UGA", "done")
DEPOT = ("Uganda will build a depot for Kenya.", "build", "COOPERATE", "UGA-KEN", "planned")
RAILS = ("Kenya and Uganda will build a railway.", "build", "COOPERATE", "KEN-UGA", "planned")
AGAIN = ("Kenya agreed with Uganda on the lake.", "agreed", "AGREE", "KEN-UGA", "done")
MET = ("Tanzania met Kenya.", "met", "CONSULT", "TZA-KEN", "done")


def write(path: Path, *findings: Findings) -> Path:
    with Record.open(path, write=True) as record:
        for one in findings:
            record.add(one, "test")
        record.resolve()
    return path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    first, second = told("a", "2030-01-05", SIGNED, DEPOT, due="2030-06"), told("b", "2030-02-01", RAILS)
    return write(tmp_path_factory.mktemp("watched") / "r.duckdb", first, second)


@pytest.fixture
def asked(written: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A record of one's own, and a file of questions."""
    record = Path(shutil.copy(written, tmp_path))
    questions = tmp_path / "my.toml"
    questions.write_text(QUESTIONS, encoding="utf-8")
    return record, questions


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    ran = run("watchlist", *arguments, "--json")
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def by_list(found: list[dict[str, Any]]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for row in found:
        lists.setdefault(row["watchlist"], []).append(row["sentence"])
    return lists


def test_what_is_new_is_told_once(asked: tuple[Path, Path]) -> None:
    record, questions = asked
    first = by_list(rows(record, questions))
    assert first == {
        "treaties": [SIGNED[0]],
        "east": [RAILS[0], SIGNED[0], DEPOT[0]],
        "rails": [RAILS[0]],
    }
    kept = place_of(questions).read_bytes()
    assert rows(record, questions) == []
    assert place_of(questions).read_bytes() == kept
    write(record, told("c", "2031-01-01", MET, AGAIN))
    second = by_list(rows(record, questions))
    assert second["treaties"] == [AGAIN[0]]
    assert sorted(second["east"]) == sorted([MET[0], AGAIN[0]])
    assert second["depot"] == [DEPOT[0]]  # its day has passed meanwhile
    assert rows(record, questions) == []


def test_what_was_not_shown_stays_new(asked: tuple[Path, Path]) -> None:
    record, questions = asked
    assert len(rows(record, questions, "east", "--peek")) == 3
    assert [r["sentence"] for r in rows(record, questions, "east", "--limit", "1")] == [RAILS[0]]
    assert [r["sentence"] for r in rows(record, questions, "east", "--limit", "1")] == [SIGNED[0]]
    assert [r["sentence"] for r in rows(record, questions, "east")] == [DEPOT[0]]
    assert by_list(rows(record, questions))["treaties"] == [SIGNED[0]]


def test_the_terminal_tells_whose_word_it_is(asked: tuple[Path, Path]) -> None:
    record, questions = asked
    ran = run("watchlist", record, questions)
    assert "Kenya and Uganda agree: 1 new of 1 (asked for the first time)" in ran.out
    assert "• Kenya made an agreement with or a promise to Uganda: “signed a treaty with Uganda”. [done]" in ran.out
    assert f"“{SIGNED[0]}” — the report itself; Rift Gazette, 5 January 2030" in ran.out
    assert "0 new of 1 (since " in run("watchlist", record, questions).out


def test_an_actor_that_is_not_named_yet_is_no_error(asked: tuple[Path, Path], tmp_path: Path) -> None:
    questions = tmp_path / "later.toml"
    questions.write_text('[later]\nactor = "Atlantis"\n', encoding="utf-8")
    ran = run("watchlist", asked[0], questions)
    assert ran.code == 0
    assert "Nobody called 'Atlantis' is in this record." in ran.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it holds no question"),
        ("[a\n", "my.toml: "),
        ("a = 3\n", "[a]: a question is a table"),
        ('[a]\nactr = "IRN"\n', "There is no key of a watchlist 'actr'"),
        ('[a]\ntype = "DANCE"\n', "There is no event type 'DANCE'"),
        ('[a]\nkind = "dance"\n', "There is no tie type 'dance'"),
        ('[a]\nstatus = "dancing"\n', "There is no event status 'dancing'"),
        ('[a]\noutcome = "dance"\n', "There is no outcome 'dance'"),
        ('[a]\npair = ["IRN"]\n', "There is no pair 'IRN'"),
        ("[a]\nactor = 3\n", "There is no value of actor '3'"),
        ('[a]\nwhat = "dances"\n', "There is no kind of rows 'dances'"),
        ('[a]\nwhat = "reports"\ncorridor = "INSTC"\n', "There is no limit of reports 'corridor'"),
        ('[a]\ngroup = "atlantis"\n', "atlantis"),
        ('[a]\ntext = ""\n', "There is no value of text"),
    ],
)
def test_a_file_that_is_wrong_is_said_to_be(asked: tuple[Path, Path], text: str, says: str) -> None:
    record, questions = asked
    questions.write_text(text, encoding="utf-8")
    ran = run("watchlist", record, questions)
    assert ran.code == 2
    assert says in ran.err
    assert "docs/watchlists.md" in ran.err


def test_a_name_that_is_none_is_said(asked: tuple[Path, Path]) -> None:
    assert "There is no watchlist 'west'" in run("watchlist", *asked, "west").err


def test_nothing_counts_as_seen_where_that_cannot_be_kept(asked: tuple[Path, Path], tmp_path: Path) -> None:
    record, questions = asked
    with pytest.raises(OutputUnwritable):
        mark(tmp_path / "none" / "x.json", "a", ["0" * 16])
    place_of(questions).write_text("{}", encoding="utf-8")
    ran = run("watchlist", record, questions)
    assert ran.code == 2
    assert "it does not hold what was seen" in ran.err
    with pytest.raises(WatchlistUnreadable):
        looked(place_of(questions))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sets(st.from_regex("[0-9a-f]{16}", fullmatch=True), max_size=4))))
def test_what_was_marked_stays_marked(
    tmp_path_factory: pytest.TempPathFactory, marks: list[tuple[str, set[str]]]
) -> None:
    path = tmp_path_factory.mktemp("marks") / "seen.json"
    expected: dict[str, set[str]] = {}
    for name, keys in marks:
        mark(path, name, keys)
        expected.setdefault(name, set()).update(keys)
        assert {n: set(one.keys) for n, one in looked(path).items()} == expected
    assert list(path.parent.glob("*.json")) == ([path] if marks else [])


def test_a_change_of_status_is_news(asked: tuple[Path, Path]) -> None:
    record, questions = asked
    rows(record, questions)
    with Record.open(record, write=True) as opened:
        event = opened.ask("event", load_watchlists(questions)[0].filters("events"))["id"][0]
        opened.review.correct(event, {"status": "denied"}, by="Ana")
    (row,) = rows(record, questions, "treaties")
    assert (row["state"], row["sentence"]) == ("denied", SIGNED[0])


def test_feeds_hold_the_newest_and_are_well_formed(asked: tuple[Path, Path], tmp_path: Path) -> None:
    record, questions = asked
    rows(record, questions, "--atom", tmp_path / "feeds")
    assert sorted(p.name for p in (tmp_path / "feeds").iterdir()) == [
        "depot.atom", "east.atom", "rails.atom", "treaties.atom"
    ]  # fmt: skip
    feed = etree.fromstring((tmp_path / "feeds" / "treaties.atom").read_bytes())
    name = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.findtext("a:title", namespaces=name) == "Kenya and Uganda agree (r.duckdb)"
    (entry,) = feed.findall("a:entry", name)
    assert SIGNED[0] in (entry.findtext("a:content", namespaces=name) or "")
    assert entry.find("a:link", name).get("href") == "https://rift.example/1"
    with Record.open(record) as opened:
        (row,) = found(opened, load_watchlists(questions)[0])
    assert entry.findtext("a:id", namespaces=name) == f"urn:dragoman:events:{row.id}:done"
    assert run("watchlist", record, questions, "--atom", questions).code == 2


@settings(max_examples=40)
@given(st.text(), st.text())
def test_hostile_text_is_text_in_a_feed(words: str, title: str) -> None:
    from datetime import datetime

    match = Match(
        "k", "events", "i", "done", words, None, f"{words}<script>&", words, title, None, title, f"javascript:{title}",
        "r", datetime(2030, 1, 1),
    )  # fmt: skip
    feed = etree.fromstring(atom(Watchlist("w", title, ("events",)), "r", [match]))
    assert feed.findall(".//{*}script") == []
    assert feed.findall(".//{*}link") == []
    assert feed.findtext(".//{*}content", "").startswith("“")


def test_a_question_without_kind_takes_what_its_limits_fit(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text(
        '[a]\nactor = "X"\n[b]\nstatus = "done"\n[c]\ntype = "AGREE"\n[d]\ncorridor = "INSTC"\n[e]\noutcome = "open"\n',
        encoding="utf-8",
    )
    assert [w.what for w in load_watchlists(path)] == [
        ("events", "ties", "statements"), ("events", "ties"), ("events",), ("ties",), ("promises",)
    ]  # fmt: skip
    assert load_watchlists(path)[0].asked == "acts, standing things and statements of X"


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (
            'pair = ["KEN", "UGA"]\nkind = "energy_swap"',
            "standing things of the kind energy swap, of Kenya, with Uganda",
        ),
        ('actor = "KEN"\ntype = "THREATEN"', "acts of the type threaten, of Kenya"),
        ('actor = "Lake Board"\noutcome = "overdue"', "promises that are overdue, of Lake Board"),
        ('corridor = "rasht-astara"', "standing things on Rasht – Astara (Iran)"),
        ('corridor = "Moscow:Mumbai"', "standing things on Moscow:Mumbai"),
        (
            'group = "caspian"\nstatus = "planned"',
            "acts and standing things told as planned, among Caspian littoral states",
        ),
        ('what = "reports"\ntext = "maize"', "reports with the words “maize”"),
    ],
)
def test_a_question_is_told_in_names(tmp_path: Path, limits: str, told: str) -> None:
    path = tmp_path / "w.toml"
    path.write_text(f"[a]\n{limits}\n", encoding="utf-8")
    (question,) = load_watchlists(path)
    assert question.asked == told
    assert Looked().keys == frozenset()
