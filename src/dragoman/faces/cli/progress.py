"""A bar for long work: how much is done, how fast, how long it will take; nothing where nobody looks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

MINUTE = 60
PERIOD = 60.0  # seconds over which the rate is taken: reports are stored by the dozen
DRAWN = 2  # times a second that the bar is drawn: what draws takes time from what reads


@contextmanager
def progress(console: Console, what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar of a total (null: unknown); what is yielded moves it on by so many."""
    columns = (
        TextColumn(what),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TaskProgressColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns,
        console=console,
        transient=True,
        disable=not console.is_terminal,
        speed_estimate_period=PERIOD,
        refresh_per_second=DRAWN,
    ) as bar:
        task = bar.add_task(what, total=total)
        yield lambda number: bar.advance(task, number)


class Rate(ProgressColumn):
    """How many a second, or a minute where it is less than one a second; Rich tells it only where no total is known."""

    def render(self, task: Task) -> Text:
        """The rate in words, as wide whatever it is, so that the line stands still."""
        speed = task.finished_speed or task.speed
        return Text(f"{rate(speed):>13}", style="progress.data.speed")


def rate(speed: float | None) -> str:
    """So many a second in words; nothing as long as it is not known."""
    if not speed:
        return ""
    if speed < 1:
        return f"{speed * MINUTE:.1f} a minute"
    return f"{speed:,.{1 if speed < 100 else 0}f} a second"
