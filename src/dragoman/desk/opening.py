"""A desk made ready: alone at its record, with its state, its reader and its watchlists."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from dragoman.desk.agenda import Agenda
from dragoman.desk.asking import Asking, Web
from dragoman.desk.clock import Clock
from dragoman.desk.filing import Cabinet
from dragoman.desk.making import Making
from dragoman.desk.means import Means
from dragoman.desk.plan import Plan
from dragoman.desk.state import State, alone, state_path
from dragoman.desk.telling import Teller
from dragoman.desk.tray import Tray
from dragoman.desk.watcher import Watcher
from dragoman.errors import RecordLocked
from dragoman.pipeline import Tools, load_tools
from dragoman.record.record import Record
from dragoman.settings import Settings


@contextmanager
def desk(
    plan: Plan, record: Path, settings: Settings, clock: Clock, teller: Teller, *, once: bool = False
) -> Iterator[Watcher]:
    """A desk that fills the record, which is made where there is none.

    Raises DeskBusy, DeskUnusable, and the errors of opening a record.
    """
    with alone(record):
        fresh = not record.exists()
        _look(record, fresh)
        with closing(State.open(state_path(record))) as state:
            if fresh:
                state.forget()
            teller.begin(record)
            means = Means(plan, state, settings, clock)
            tray = Tray(means, Cabinet(record, _reader(settings), memory=settings.memory), teller, waits=not once)
            yield Watcher(means, Agenda(means, once), tray, _asking(means))


def _look(record: Path, fresh: bool) -> None:
    """Make the record, or see whether it is one."""
    try:
        Record.open(record, write=fresh).close()
    except RecordLocked:  # it is one; who writes it will end some day
        return


def _reader(settings: Settings) -> Callable[[], Tools]:
    """The tools, loaded with the first articles."""
    return cache(lambda: load_tools(settings, late=True))


def _asking(means: Means) -> Asking:
    return Asking(Web().ask, Making(means.settings, means.plan.manners.most_bytes).make)


@contextmanager
def trial(plan: Plan, record: Path, settings: Settings, clock: Clock, teller: Teller) -> Iterator[Watcher]:
    """A desk to try feeds with: it knows what the desk of the record knows and leaves no trace."""
    with closing(State.copied(state_path(record))) as state:
        state.follow(plan)
        state.ask_anew()
        means = Means(plan, state, settings, clock)
        tray = Tray(means, Cabinet(record, _reader(settings), memory=settings.memory), teller)
        yield Watcher(means, Agenda(means), tray, _asking(means))
