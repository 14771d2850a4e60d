"""What came is taken apart in the thread that asked for it: a list by this process, a page by one that is watched.

So a feed that takes long to read, by accident or by ill will, keeps only its own host waiting.
"""

import hashlib
from dataclasses import dataclass

from dragoman.desk.articles import Opener, from_page, opened_apart
from dragoman.desk.asking import Answer, Made
from dragoman.desk.listing import listing
from dragoman.desk.state import Cursor
from dragoman.errors import ReportUnreadable
from dragoman.outlets.fetching import Fetched, FetchRefused
from dragoman.settings import Settings

UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Making:
    """Takes answers apart."""

    settings: Settings
    most_bytes: int
    opener: Opener = opened_apart

    def make(self, answer: Answer) -> Made:
        """What the answer holds: a list, a report or why there is none; null for a list that has not changed."""
        errand, came = answer.errand, answer.came
        if isinstance(came, FetchRefused):
            return None
        if not isinstance(errand.of, Cursor):
            return from_page(errand.of, errand.feed, came, self.settings, self.opener)
        if came.status == UNCHANGED or digest_of(came) == errand.of.digest:
            return None
        try:
            return listing(errand.feed, came.body, came.url, self.most_bytes)
        except ReportUnreadable as error:
            return FetchRefused(errand.of.address, error.kind, error.reason)


def digest_of(came: Fetched) -> str:
    """A short mark of the bytes that came."""
    return hashlib.sha256(came.body).hexdigest()[:16]
