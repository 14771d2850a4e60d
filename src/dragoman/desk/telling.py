"""What the watchlists find new after articles were stored; what a desk told counts as seen for the desk alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.analysis.watching.news import News, news
from dragoman.analysis.watching.seen import Looked, looked, mark
from dragoman.analysis.watching.watchlists import Watchlist
from dragoman.record.record import Record


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that is new: of which watchlist, in a sentence of ours, with the report that says so first."""

    watchlist: str
    text: str
    sentence: str
    report: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Teller:
    """Watchlists, and where is kept what of their answers was told (`questions.told.json`)."""

    watchlists: tuple[Watchlist, ...]
    place: Path

    def begin(self, record: Path) -> None:
        """What the record holds before a watchlist is first followed is no news; raises the record's errors."""
        fresh = [w for w in self.watchlists if looked(self.place).get(w.name, Looked()).when is None]
        if not fresh or not record.exists():
            return
        with Record.open(record) as opened:
            for watchlist in fresh:
                mark(self.place, watchlist.name, news(opened, watchlist, Looked()).keys)

    def news(self, record: Path) -> Iterator[Told]:
        """What is new; it is marked as told once it was taken, so that a desk that is killed tells it again."""
        if not self.watchlists:
            return
        before = looked(self.place)
        with Record.open(record) as opened:
            found = [news(opened, w, before.get(w.name, Looked())) for w in self.watchlists]
        for one in found:
            yield from _told(one)
            mark(self.place, one.watchlist.name, one.keys)


def _told(one: News) -> Iterator[Told]:
    for item in one.items:
        first = item.match
        known = " (a new telling of what was known)" if item.known else ""
        yield Told(one.watchlist.title, f"{first.text}{known}", first.sentence, first.report, first.url)


def teller(watchlists: tuple[Watchlist, ...], path: Path | None) -> Teller:
    """The teller of a file of watchlists; it keeps what it told beside that file."""
    return Teller(watchlists, (path or Path("watchlists.toml")).with_suffix(".told.json"))
