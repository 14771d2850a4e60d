"""Desks for tests: a clock that never waits, a reading without a model, feeds on the unruly server."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dragoman.atlas.people import People
from dragoman.desk.agenda import Agenda
from dragoman.desk.articles import opened_here
from dragoman.desk.asking import Ask, Asking, Web
from dragoman.desk.filing import Article, Cabinet, Filed
from dragoman.desk.making import Making
from dragoman.desk.means import Means
from dragoman.desk.notices import Notice
from dragoman.desk.plan import Feed, Manners, Plan
from dragoman.desk.state import State, state_path
from dragoman.desk.telling import Teller, teller
from dragoman.desk.tray import Tray
from dragoman.desk.watcher import Watcher
from dragoman.pipeline import Reading, Tools, load_tools
from dragoman.settings import Settings
from dragoman.types import Findings, Refusal, Report

NOON = 1_772_366_400.0  # 2026-03-01T12:00:00Z
TODAY, YESTERDAY = "2026-03-01", "2026-02-28"
SETTINGS = Settings(loopback=1)


@dataclass(slots=True)
class FakeClock:
    """A clock on which waiting takes no time; it is stopped at `end`."""

    time: float = NOON
    end: float = float("inf")
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.waits.append(seconds)
        self.time += seconds

    def stopped(self) -> bool:
        return self.time >= self.end


def reading(reports: Iterable[Report | Refusal], *, people: People | None = None) -> Iterator[Findings | Refusal]:
    """What reads without a model: each report is stored without findings."""
    for item in reports:
        yield item if isinstance(item, Refusal) else Findings(item)


@dataclass(frozen=True, slots=True)
class Drawer(Cabinet):
    """In the place of a record, for tests of what happens before it: the reports by their id."""

    reports: dict[str, Report] = field(default_factory=dict)

    def _holds(self, reports: Sequence[str]) -> set[str]:
        return set(reports) & set(self.reports)

    def file(self, held: Sequence[Article], state: State) -> Iterator[Filed]:
        for one in held:
            item = one.item
            if isinstance(item, Refusal):
                filed = Filed(one, "refused", item.reason)
            else:
                filed = Filed(one, "known" if item.id in self.reports else "stored")
                self.reports[item.id] = item
            state.settled(one.link.address, filed.end, filed.reason)
            yield filed


DRAWERS: dict[Path, dict[str, Report]] = {}


@cache
def tools() -> Tools:
    return load_tools(SETTINGS, late=True)


def a_feed(address: str, name: str = "wire", **more: object) -> Feed:
    """A feed with the default manners and short pauses."""
    usual = {"interval": 900.0, "pause": 2.0, "per_day": 200, "days": 30, "tries": 3}
    return Feed(name, address, **{**usual, **more})  # type: ignore[arg-type]


def a_plan(*feeds: Feed, seconds: float = 5.0, most_bytes: int = 300_000, at_once: int = 4) -> Plan:
    return Plan(Path("feeds.toml"), Manners(seconds=seconds, most_bytes=most_bytes, at_once=at_once), feeds)


def a_watcher(
    record: Path, plan: Plan, clock: FakeClock, *, once: bool = True, asked: Teller | None = None,
    ask: Ask | None = None, read: Reading | None = None,
) -> Watcher:  # fmt: skip
    state = State.open(state_path(record))
    state._connection.execute("PRAGMA synchronous = OFF")  # processes are killed here, machines are not
    means = Means(plan, state, SETTINGS, clock, random.Random(7))
    stored = DRAWERS.setdefault(record, {})
    cabinet = Cabinet(record, tools, read) if read else Drawer(record, tools, reports=stored)
    tray = Tray(means, cabinet, asked or teller((), None), waits=not once)
    making = Making(SETTINGS, plan.manners.most_bytes, opened_here)
    return Watcher(means, Agenda(means, once), tray, Asking(ask or Web().ask, making.make))


def worked(
    record: Path, *feeds: Feed, clock: FakeClock | None = None, plan: Plan | None = None, once: bool = True,
    read: Reading | None = None,
) -> list[Notice]:  # fmt: skip
    """What one round of a desk, or a desk until its clock ends, tells; with `read` it fills a record, else a drawer."""
    watcher = a_watcher(record, plan or a_plan(*feeds), clock or FakeClock(), once=once, read=read)
    try:
        return list(watcher.run())
    finally:
        watcher.means.state.close()


def kinds(notices: Iterable[Notice]) -> list[str]:
    return [n.kind for n in notices if n.kind != "round"]


def ends(record: Path) -> dict[str, str]:
    """What became of each link, by the path of its address."""
    state = State.copied(state_path(record))
    rows = state._connection.execute("SELECT address, state FROM link")
    return {address.partition("//")[2].partition("/")[2]: end for address, end in rows}


def stored(record: Path) -> list[Report]:
    """The reports in the drawer of a record, by title."""
    return sorted(DRAWERS[record].values(), key=lambda r: str(r.title))
