"""From the desk into the record: the record is held only meanwhile, and each article gets there once.

Before articles are stored the state says as which reports (`filing`); after it, what became of them.  A desk that was
killed in between finds out from the record whether they got there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.desk.state import Link, State
from dragoman.pipeline import Reading, Tools, store
from dragoman.record.record import Record
from dragoman.types import Findings, Refusal, Report


@dataclass(frozen=True, slots=True)
class Article:
    """An article that is got: its link, and its report or why there is none."""

    link: Link
    item: Report | Refusal


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of an article: stored, known or refused; `found` counts what a stored one says."""

    held: Article
    end: str
    reason: str | None = None
    found: int | None = None


@dataclass(frozen=True, slots=True)
class Cabinet:
    """The record and what reads for it: `tools` gives what reading needs, `reading` reads in their place.

    `memory`: megabytes that the record's database may hold; null: most of what the machine has.
    """

    record: Path
    tools: Callable[[], Tools]
    reading: Reading | None = None
    memory: int | None = None

    def recover(self, state: State) -> list[Article]:
        """Settle what got into the record before the desk ended, and give back what did not."""
        held = [Article(link, item) for link, item in state.unsettled()]
        there = self._holds([h.item.id for h in held if isinstance(h.item, Report)])
        for one in held:
            if isinstance(one.item, Report) and one.item.id in there:
                state.settled(one.link.address, "stored")
        return [h for h in held if not (isinstance(h.item, Report) and h.item.id in there)]

    def _holds(self, reports: Sequence[str]) -> set[str]:
        if not reports or not self.record.exists():
            return set()
        with Record.open(self.record, memory=self.memory) as record:
            marks = ", ".join("?" * len(reports))
            return set(record.sql(f"SELECT id FROM report WHERE id IN ({marks})", list(reports))["id"])

    def file(self, held: Sequence[Article], state: State) -> Iterator[Filed]:
        """Read and store articles, oldest first, and say of each what became of it.

        The record works out copies and events at the end.  Raises RecordLocked before anything is done, and
        RecordFull and the other errors of the record's file; what was stored before stays.
        """
        with Record.open(self.record, write=True, memory=self.memory) as record:
            known_by = _by_origin(held)
            items = [h.item for h in sorted(_once(held), key=_published)]
            for outcome in store(items, record, self.tools(), reading=self.reading):
                for filed in _filed(known_by, outcome):
                    link = filed.held.link
                    kind = outcome.kind if isinstance(outcome, Refusal) else None
                    state.settled(link.address, filed.end, filed.reason, kind)
                    yield filed


def _by_origin(held: Sequence[Article]) -> dict[str, list[Article]]:
    """The articles by the origin of the item that stands for them: two links may lead to one report."""
    first: dict[str, str] = {}
    found: dict[str, list[Article]] = {}
    for one in held:
        name = one.item.id if isinstance(one.item, Report) else one.link.address
        found.setdefault(first.setdefault(name, one.link.address), []).append(one)
    return found


def _once(held: Sequence[Article]) -> list[Article]:
    return [group[0] for group in _by_origin(held).values()]


def _published(held: Article) -> str:
    return (held.item.published if isinstance(held.item, Report) else None) or "~"


def _filed(held: dict[str, list[Article]], outcome: Findings | Refusal | Report) -> Iterator[Filed]:
    report = outcome.report if isinstance(outcome, Findings) else outcome
    for number, one in enumerate(held[report.origin or ""]):
        if isinstance(outcome, Refusal):
            yield Filed(one, "refused", outcome.reason)
        elif isinstance(outcome, Findings) and number == 0:
            found = len(outcome.statements) + len(outcome.mentions) + len(outcome.ties)
            yield Filed(one, "stored", found=found)
        else:
            yield Filed(one, "known")
