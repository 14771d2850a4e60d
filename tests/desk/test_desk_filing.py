"""The desk beside others at the same record: readers, writers, another desk, watchlists."""

import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from desks import NOON, SETTINGS, Drawer, FakeClock, a_plan, a_watcher, ends, kinds
from killed import FEED, Pages

from dragoman.analysis.watching.watchlists import Watchlist
from dragoman.atlas.people import People
from dragoman.desk.asking import Answer, Asking, Errand
from dragoman.desk.filing import Article, Filed
from dragoman.desk.listing import links
from dragoman.desk.making import Making
from dragoman.desk.notices import Notice
from dragoman.desk.opening import desk
from dragoman.desk.standing import standings
from dragoman.desk.state import Cursor, Link, State, is_running, state_path
from dragoman.desk.telling import Teller, Told, teller
from dragoman.desk.watcher import Watcher
from dragoman.errors import DeskBusy, DeskUnusable, RecordForeign, RecordLocked
from dragoman.outlets.feeds import Entry
from dragoman.outlets.fetching import FetchRules
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf
from dragoman.types import Actor, FieldSource, Findings, Mention, Refusal, Report, Span

NOBODY = teller((), None)


def told(report: Report) -> Findings:
    """What the articles of the made-up feed say, as the reader would find it: two states, one act."""
    text = report.text
    states = [Actor(i, name, "state", i, None, (_span(text, name),)) for i, name in (("CHL", "Chile"), ("PER", "Peru"))]
    sentence = Span(0, text.index(".") + 1)
    act = Mention("m1", "AGREE", ("CHL",), ("PER",), "done", _span(text, "signed"), sentence, because="invented")
    return Findings(report, tuple(states), mentions=(act,))


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def finding(reports: Iterable[Report | Refusal], *, people: People | None = None) -> Iterator[Findings | Refusal]:
    for item in reports:
        yield item if isinstance(item, Refusal) else told(item)


def at_work(
    record: Path, seed: int, articles: int, asked: Teller = NOBODY, clock: FakeClock | None = None, once: bool = True,
    read: object = None,
) -> tuple[Watcher, Iterator[Notice]]:  # fmt: skip
    clock = clock or FakeClock()
    watcher = a_watcher(record, a_plan(FEED), clock, once=once, asked=asked, ask=Pages(seed, articles).ask, read=read)
    return watcher, watcher.run()


def test_readers_and_watchlists_follow_the_desk(tmp_path: Path) -> None:
    record = tmp_path / "desk.duckdb"
    watchlist = Watchlist("andes", "The Andes", ("events",), actor="PER")
    asked = teller((watchlist,), tmp_path / "asked.toml")
    asked.begin(record)
    first = list(at_work(record, 1, 2, asked, read=finding)[1])
    assert kinds(first) == ["polled", "stored", "stored", "news"]
    assert [n.watchlist for n in first if n.kind == "news"] == ["The Andes"]
    assert "Chile" in str(next(n for n in first if n.kind == "news").title)
    shelf = Shelf(record)
    with shelf.reading() as held:
        assert held.record.counts()["report"] == 2
    _, notices = at_work(record, 1, 3, asked, FakeClock(NOON + 900), read=finding)
    seen = [next(notices) for _ in range(2)]  # the record is being written now
    assert kinds(seen) == ["polled", "stored"]
    with shelf.reading() as held:
        assert held.record.counts()["report"] == 2
    rest = kinds(notices)
    assert rest == ["news"]
    assert shelf.refresh()
    with shelf.reading() as held:
        assert held.record.counts()["report"] == 3
        assert len(held.record.happenings()) == 1  # copies and events are worked out
    shelf.close()
    late = teller((watchlist,), tmp_path / "late.toml")
    late.begin(record)  # what the record holds by now is no news for who begins to ask
    assert list(late.news(record)) == []


def locked_for(monkeypatch: pytest.MonkeyPatch, clock: FakeClock, until: float) -> None:
    """Another process holds the record until then."""
    really = Drawer.file

    def file(drawer: Drawer, held: Sequence[Article], state: State) -> Iterator[Filed]:
        if clock.now() < until:
            raise RecordLocked(drawer.record, "another process (77)")
        yield from really(drawer, held, state)

    monkeypatch.setattr(Drawer, "file", file)


def test_a_record_in_use_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock(end=NOON + 2000)
    locked_for(monkeypatch, clock, NOON + 500)
    notices = list(at_work(tmp_path / "desk.duckdb", 1, 1, clock=clock, once=False)[1])
    assert kinds(notices)[:3] == ["polled", "busy", "stored"]
    assert "another process (77)" in str(notices[1].reason)


def test_news_that_cannot_be_looked_up_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def news(_: Teller, record: Path) -> Iterator[Told]:
        raise RecordLocked(record, "another process (77)")

    monkeypatch.setattr(Teller, "news", news)
    assert kinds(at_work(tmp_path / "desk.duckdb", 1, 1)[1]) == ["polled", "stored", "busy"]


def test_one_round_waits_a_minute_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, record = FakeClock(), tmp_path / "desk.duckdb"
    locked_for(monkeypatch, clock, NOON + 500)
    watcher, notices = at_work(record, 1, 1, clock=clock)
    with pytest.raises(RecordLocked):
        list(notices)
    assert clock.time < NOON + 120
    assert ends(record) == {"0": "filing"}
    clock.time = NOON + 900
    again, notices = at_work(record, 1, 1, clock=clock)
    assert sorted(kinds(notices)) == ["stored", "unchanged"]
    assert ends(record) == {"0": "stored"}
    assert (watcher.tray.tally.stored, again.tray.tally.stored) == (0, 1)


def test_processes_of_the_desk_are_spared_by_an_interrupt() -> None:
    blocked = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"
    said: list[str] = []

    def make(answer: Answer) -> None:
        said.append(subprocess.run([sys.executable, "-S", "-c", blocked], capture_output=True, text=True).stdout)

    cursor = Cursor(FEED.name, FEED.address)
    asking = Asking(Pages(1).ask, make)
    asking.start(Errand(FEED, cursor, FetchRules()))
    answer = asking.take(60.0)
    assert answer is not None
    assert said == ["True\n"]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_a_page_that_brings_its_process_down_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter([Refusal("https://andes.example/0", "it brought the process down (signal 9)", "crash")])
    really = Making.make
    monkeypatch.setattr(
        Making,
        "make",
        lambda self, a: next(made, really(self, a)) if isinstance(a.errand.of, Link) else really(self, a),
    )
    notices = list(at_work(tmp_path / "desk.duckdb", 1, 1, clock=FakeClock(end=NOON + 600), once=False)[1])
    assert kinds(notices) == ["polled", "later", "stored"]


def test_one_desk_at_a_record(tmp_path: Path) -> None:
    record = tmp_path / "desk.duckdb"
    plan, clock = a_plan(FEED), FakeClock()
    with desk(plan, record, SETTINGS, clock, NOBODY):
        assert is_running(record)
        with pytest.raises(DeskBusy), desk(plan, record, SETTINGS, clock, NOBODY):
            pytest.fail("two desks")
        with desk(plan, tmp_path / "other.duckdb", SETTINGS, clock, NOBODY):
            pass
    assert not is_running(record)
    assert not is_running(tmp_path / "none.duckdb")


def test_a_record_that_is_gone_is_filled_anew(tmp_path: Path) -> None:
    record = tmp_path / "desk.duckdb"
    list(at_work(record, 1, 2)[1])
    assert ends(record) != {}
    with desk(a_plan(FEED), record, SETTINGS, FakeClock(), NOBODY) as fresh:
        assert fresh.means.state.counts() == {}


def test_files_that_are_something_else(tmp_path: Path) -> None:
    record = tmp_path / "desk.duckdb"
    record.write_text("no record")
    with pytest.raises(RecordForeign), desk(a_plan(FEED), record, SETTINGS, FakeClock(), NOBODY):
        pytest.fail("opened")
    state_path(tmp_path / "b.duckdb").write_text("no state, but something that a person wrote and may still want " * 20)
    with pytest.raises(DeskUnusable, match="Move that file away"):
        State.open(state_path(tmp_path / "b.duckdb"))
    State.open(tmp_path / "c").close()
    later = State.open(tmp_path / "c")
    later._connection.execute("PRAGMA user_version = 9")
    later.close()
    with pytest.raises(DeskUnusable, match="later version"):
        State.open(tmp_path / "c")


def test_how_feeds_stand(tmp_path: Path) -> None:
    record = tmp_path / "desk.duckdb"
    other = replace(FEED, name="new", address="https://new.example/rss")
    plan = a_plan(FEED, other)
    list(at_work(record, 1, 2)[1])
    state = State.copied(state_path(record))
    wire, new = standings(plan, state, NOON + 60)
    assert (wire.entries, wire.new, wire.stored, wire.waiting, wire.failures) == (2, 2, 2, 0, 0)
    assert wire.polled is not None
    assert wire.again is not None
    assert NOON + 800 < wire.again < NOON + 1010
    assert (new.polled, new.again, new.entries) == (None, NOON + 60, 0)


def test_links_are_forgotten_long_after_their_feed_did(tmp_path: Path) -> None:
    state = State.open(tmp_path / "state")
    state.follow(a_plan(FEED))
    (cursor,) = state.cursors()
    entries = tuple(Entry(f"https://andes.example/{n}", f"Pact {n}") for n in range(3))
    state.listed(cursor, links(FEED, entries, FEED.address, NOON), NOON)
    state.settled("https://andes.example/0", "stored")
    state.settled("https://andes.example/1", "stored")
    for day, kept in ((80, 3), (100, 2)):
        now = NOON + day * 86_400
        state.listed(cursor, links(FEED, entries[1:2], FEED.address, now), now)
        assert sum(state.counts().values()) == kept  # one is listed still, one waits
    state.close()


def test_what_is_held_comes_out_as_it_went_in(tmp_path: Path) -> None:
    state = State.open(tmp_path / "state")
    state.follow(a_plan(FEED))
    (cursor,) = state.cursors()
    (link,) = links(FEED, (Entry("https://andes.example/1", "Pact"),), FEED.address, NOON)
    assert state.listed(cursor, [link], NOON) == [link]
    told = (FieldSource("title", "byline"),)
    report = Report("r", "Text.", "T", "O", "2026-03-01", None, None, "en", link.address, ("a note",), told)
    for item in (report, Refusal(link.address, "why", "kind")):
        state.filing(link.address, item)
        assert [held for _, held in state.unsettled()] == [item]
    state.close()


def test_the_database_of_a_desk_holds_no_more_than_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int | None] = []
    plain = Record.open

    def opened(path: Path, *, write: bool = False, memory: int | None = None) -> Record:
        asked.append(memory)
        return plain(path, write=write, memory=memory)

    monkeypatch.setattr(Record, "open", opened)
    settings, record = replace(SETTINGS, memory=300), tmp_path / "r.duckdb"
    with desk(a_plan(), record, settings, FakeClock(NOON), teller((), None), once=True) as watcher:
        assert watcher.tray.cabinet._holds(["none"]) == set()
    assert asked[-1] == 300
