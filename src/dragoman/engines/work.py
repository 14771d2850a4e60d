"""What a worker is given and does: one report, and the persons known so far of whom it may speak."""

from dataclasses import dataclass, replace

from dragoman.atlas.overlay import Extra
from dragoman.atlas.people import Known, People
from dragoman.pipeline import Tools, load_tools, process, with_actors
from dragoman.settings import Settings
from dragoman.types import Findings, Refusal, Report


@dataclass(frozen=True, slots=True)
class Kit:
    """What a worker's tools are made from; `extras` are the actors that came into the record from outside."""

    settings: Settings
    extras: tuple[Extra, ...] = ()

    def tools(self, *, late: bool = False) -> Tools:
        """The tools, on one thread, with `late` the model only when it is used; raises ModelError and DataError."""
        return with_actors(load_tools(replace(self.settings, threads=1), late=late), self.extras)

    def worker(self) -> "Worker":
        """Who reads with these tools; the model is loaded with the first report."""
        return Worker(self, late=True)


@dataclass(frozen=True, slots=True)
class Task:
    """A report to be read, and those of whom reports before it told, as far as its text may speak of them."""

    report: Report
    known: tuple[Known, ...] = ()


class Worker:
    """Tools that are loaded once and read task after task."""

    def __init__(self, kit: Kit, *, late: bool = False) -> None:
        """Load what the kit names, with `late` the model only with the first report."""
        tools = kit.tools(late=late)
        self.atlas = tools.atlas
        self._people = People(tools.atlas)
        self._tools = replace(tools, atlas=self._people.atlas)

    def run(self, task: Task) -> Findings | Refusal:
        """What the report says."""
        self._people.only(task.known)
        return next(process([task.report], self._tools))
