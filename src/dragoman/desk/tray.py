"""Articles that are got and not in the record yet: they are filed together, and what came of each is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.desk.filing import Article, Cabinet, Filed
from dragoman.desk.means import Means
from dragoman.desk.notices import Notice
from dragoman.desk.state import Link
from dragoman.desk.telling import Teller
from dragoman.errors import RecordLocked
from dragoman.types import Refusal, Report

FULL = 16  # articles
PATIENCE = 20.0  # seconds that an article is held at most while others may come
LOCKED_AGAIN, LOCKED_MOST = 2.0, 60.0  # seconds between tries to open the record, and in all where somebody waits


@dataclass(slots=True)
class Tally:
    """What became of articles: stored, known before, refused; and how many polls failed."""

    stored: int = 0
    known: int = 0
    refused: int = 0
    failed: int = 0


@dataclass(slots=True)
class Tray:
    """What is held; `teller` says, after articles were stored, what of it the watchlists ask for.

    `waits`: the record may be in use by another process for as long as it likes; else an error says so in a minute.
    """

    means: Means
    cabinet: Cabinet
    teller: Teller
    waits: bool = False
    tally: Tally = field(default_factory=Tally)
    held: list[Article] = field(default_factory=list)
    _since: float = 0.0  # when the first of these came

    @property
    def is_full(self) -> bool:
        """Whether no more should be held."""
        return len(self.held) >= FULL

    def hold(self, link: Link, item: Report | Refusal) -> None:
        """Take an article, and note that it is on its way."""
        self.means.state.filing(link.address, item)
        self._take([Article(link, item)])

    def recover(self) -> None:
        """Take what the desk held when it ended."""
        self._take(self.cabinet.recover(self.means.state))

    def _take(self, held: Sequence[Article]) -> None:
        self._since = self._since if self.held else self.means.now
        self.held += held

    def is_due(self, next_at: float) -> bool:
        """Whether to file, if nothing else can be done before `next_at`."""
        return bool(self.held) and (self.is_full or max(next_at, self.means.now) - self._since > PATIENCE)

    def file(self) -> Iterator[Notice]:
        """Read and store what is held.

        Raises RecordLocked if another process keeps the record for too long, and the other errors of its file.
        """
        tried = self.means.now
        while self.held:
            try:
                yield from self._file()
            except RecordLocked as error:
                too_long = not self.waits and self.means.now - tried >= LOCKED_MOST
                if too_long or self.means.clock.stopped():
                    raise
                if self.means.now == tried:
                    yield Notice("busy", self.means.now, reason=str(error))
                self.means.clock.wait(LOCKED_AGAIN)

    def _file(self) -> Iterator[Notice]:
        before = self.tally.stored
        for filed in self.cabinet.file(self.held, self.means.state):
            yield self._told(filed)
        self.held.clear()
        if self.tally.stored > before:
            yield from self._news()

    def _news(self) -> Iterator[Notice]:
        """What the watchlists find; where another process took the record just now, the next time tells it."""
        try:
            for told in self.teller.news(self.cabinet.record):
                said = (None, told.url, told.text, told.report, told.sentence)
                yield Notice("news", self.means.now, *said, watchlist=told.watchlist)
        except RecordLocked as error:
            yield Notice("busy", self.means.now, reason=str(error))

    def _told(self, filed: Filed) -> Notice:
        link, item = filed.held.link, filed.held.item
        setattr(self.tally, filed.end, getattr(self.tally, filed.end) + 1)
        report = item if isinstance(item, Report) else None
        title = (report.title if report else None) or link.entry.title
        identity = report.id if report and filed.end != "refused" else None
        return Notice(
            filed.end, self.means.now, link.feed, link.address, title, identity, filed.reason, found=filed.found
        )
