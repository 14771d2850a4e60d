"""A desk that is run in a process of its own, to be killed there; its web is made up and changes with every request."""

import itertools
import random
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from desks import FakeClock, a_feed, a_plan, a_watcher, tools
from unruly import PARAGRAPH, item, rss

from dragoman.atlas.people import People
from dragoman.desk.asking import Answer, Errand
from dragoman.outlets.fetching import Fetched
from dragoman.types import Findings, Refusal, Report

ARTICLES = 24
FEED = a_feed("https://andes.example/rss")
TOOLS = tools()  # loaded when this is imported, once for all processes


class Pages:
    """A feed of articles whose text is another one at each request: got twice, an article would stand there twice."""

    def __init__(self, seed: int, articles: int = ARTICLES) -> None:
        self._count, self._seed, self._articles = itertools.count(), seed, articles
        self.asked: list[str] = []

    def ask(self, errand: Errand) -> Answer:
        address = errand.of.address
        self.asked.append(address)
        if address == FEED.address:
            body = rss(*(item(f"https://andes.example/{n}", f"Pact {n}") for n in range(self._articles)))
            return Answer(errand, Fetched(address, 200, body, "application/rss+xml"))
        words = PARAGRAPH.format(name=f"{address} {self._seed}.{next(self._count)}")
        return Answer(errand, Fetched(address, 200, words.encode(), "text/plain"))


def slowly(reports: Iterable[Report | Refusal], *, people: People | None = None) -> Iterator[Findings | Refusal]:
    for item_ in reports:
        time.sleep(0.002)
        yield item_ if isinstance(item_, Refusal) else Findings(item_)


def work(record: str, seed: int, said: Connection) -> None:
    """One round of a desk; says that it begins, and when it is done."""
    watcher = a_watcher(Path(record), a_plan(FEED), FakeClock(), ask=Pages(seed).ask, read=slowly)
    watcher.means.chance.seed(random.Random(seed).random())
    said.send("begun")
    for notice in watcher.run():
        said.send(notice.kind)
    watcher.means.state.close()
    said.send("done")
