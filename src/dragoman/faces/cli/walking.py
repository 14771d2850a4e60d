"""A walk through findings: each with its sentence, what was read in it and why; one key decides."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.errors import DragomanError
from dragoman.faces.cli.review_tables import changes_of, said_of, show_precision
from dragoman.faces.cli.saying import say
from dragoman.faces.cli.tables import plain_console
from dragoman.faces.cli.why import show_words

if TYPE_CHECKING:
    from dragoman.record.record import Record
    from dragoman.record.reviewing.decisions import Finding, Review

KEYS = "[a]ccept  [c]orrect  [r]eject  [m]erge  [s]plit  [u]ndo the last  [n]ext  [q]uit"
VIEWS = {"mention": "event_row", "statement": "statement_row", "tie": "tie_row"}


@dataclass
class Walk:
    """One person's walk through a sample; `run` it."""

    path: Path
    author: str
    of: str
    size: int
    seed: int
    limits: Mapping[str, str]
    made: "list[Review]" = field(default_factory=list)
    console: Console = field(default_factory=lambda: plain_console(Console()))

    def run(self) -> None:
        """Show what was drawn and not judged yet, one after the other, until the last one or `q`."""
        from dragoman.errors import RecordMissing
        from dragoman.record.record import Record

        if not self.path.exists():
            raise RecordMissing(self.path)
        with Record.open(self.path, write=True) as record:
            drawn = record.review.sample(self.of, self.size, seed=self.seed, **self.limits)
            left = drawn.filter(~drawn["reviewed"])
            self._tell(f"{drawn.height} drawn, {drawn.height - left.height} judged already.")
            for number, row in enumerate(left.iter_rows(named=True), 1):
                if not self._one(record, row["id"], row["sample"], f"{number} of {left.height}"):
                    break
            if self.made:
                record.resolve()
            show_precision(self.console, record.review.precision())

    def _one(self, record: "Record", identity: str, sample: str, place: str) -> bool:
        """Show one finding and do what the keys say until it is decided; false to end the walk."""
        self._show(record, identity, place)
        while (key := self._key()) not in ("q", ""):
            if key == "n":
                return True
            if key in VERBS:
                try:
                    decided = VERBS[key](self, record, identity, sample)
                except DragomanError as error:
                    self._tell(str(error), "red")
                    continue
                if decided:
                    return True
                self._show(record, identity, place)
        return False

    def _show(self, record: "Record", identity: str, place: str) -> None:
        found = record.review.finding(identity)
        view = f"machine.{VIEWS[found.kind]}"
        row = record.sql(f"SELECT * FROM {view} WHERE id = $id", {"id": identity}).row(0, named=True)
        self.console.rule(place)
        show_words(self.console, record, row)
        self.console.print(_fields(found))
        if row.get("because"):
            self._tell(f"Read so because of {row['because']}.")

    def _key(self) -> str:
        """One key of a terminal, or the first letter of a line where the input is none; empty at its end."""
        self._tell(KEYS, "bold")
        if sys.stdin.isatty():
            return str(typer.getchar()).lower()
        line = sys.stdin.readline()
        return line.strip()[:1].lower() or "?" if line else ""

    def _ask(self, question: str) -> str:
        self.console.print(f"{question}: ", end="", markup=False, highlight=False)
        return sys.stdin.readline().strip()

    def _tell(self, sentence: str, style: str = "") -> None:
        say(self.console, sentence, style)

    def _keep(self, review: "Review") -> bool:
        self.made.append(review)
        self._tell(said_of(review), "green")
        return True

    def accept(self, record: "Record", identity: str, sample: str) -> bool:
        """All fields are right as they stand."""
        return self._keep(record.review.accept(identity, by=self.author, sample=sample, resolve=False))

    def correct(self, record: "Record", identity: str, sample: str) -> bool:
        """Some fields are wrong; the others were looked at and are right."""
        self._tell("What is right? FIELD=VALUE a line; an empty line ends. All other fields count as right.")
        words: list[str] = []
        while word := self._ask(">"):
            words.append(word)
        because = self._ask("Why (Enter: no reason)")
        return self._keep(
            record.review.correct(
                identity, changes_of(words), by=self.author, because=because, whole=True, sample=sample, resolve=False
            )
        )

    def reject(self, record: "Record", identity: str, sample: str) -> bool:
        """It is wrong altogether."""
        because = self._ask("Why (Enter: no reason)")
        return self._keep(record.review.reject(identity, by=self.author, because=because, sample=sample, resolve=False))

    def merge(self, record: "Record", identity: str, sample: str) -> bool:
        """It is of the same event as another one; the finding itself is still to be judged."""
        other = self._ask("Id of the other event or of a telling of it")
        self._keep(record.review.merge(identity, other, by=self.author, because=self._ask("Why"), resolve=True))
        return False

    def split(self, record: "Record", identity: str, sample: str) -> bool:
        """It is not of the event that it is told with; the finding itself is still to be judged."""
        self._keep(record.review.split(identity, by=self.author, because=self._ask("Why"), resolve=True))
        return False

    def undo(self, record: "Record", identity: str, sample: str) -> bool:
        """Take back the last decision of this walk."""
        if not self.made:
            self._tell("Nothing was decided in this walk yet.")
            return False
        last = self.made.pop()
        self._tell(said_of(record.review.undo(last.id, by=self.author, resolve=False)), "green")
        return False


VERBS: Mapping[str, Callable[[Walk, "Record", str, str], bool]] = {
    "a": Walk.accept,
    "c": Walk.correct,
    "r": Walk.reject,
    "m": Walk.merge,
    "s": Walk.split,
    "u": Walk.undo,
}


def _fields(found: "Finding") -> Table:
    """The fields as they stand, with the machine's value where that is another one."""
    from dragoman.record.reviewing.fields import FIELDS, shown

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for one in FIELDS[found.kind]:
        now, before = shown(one, found.stands[one.name]), shown(one, found.found[one.name])
        more = f"(the program: {before})" if now != before else ""
        table.add_row(Text(one.name, "dim"), Text(now), Text(more, "yellow"))
    return table
