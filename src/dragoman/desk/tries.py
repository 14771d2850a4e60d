"""An article that did not come: when it is tried again, and when it is given up."""

from dragoman.desk.lanes import Lane, is_trouble
from dragoman.desk.means import Means
from dragoman.desk.notices import Notice
from dragoman.desk.plan import Feed
from dragoman.desk.state import Link
from dragoman.outlets.fetching import FetchRefused
from dragoman.types import Refusal

DAY = 86_400.0
FIRST = 300.0  # seconds until it is tried again; four times as long each time, at most a day
FINAL = ("address", "size", "media", "redirect")  # kinds of refusals that trying again does not change
FOR_EVER = (410, 451)  # HTTP: gone; withheld for reasons of law


def not_got(
    means: Means, feed: Feed, link: Link, refused: FetchRefused, before: Lane, until: float
) -> Notice | Refusal:
    """Have an article tried later, or give it up.

    A failure counts against the article only if its host was well `before`; otherwise it is the host's own.  `until`
    is the end of the host's back-off.  What waits longer than the feed's `days` is given up too.
    """
    tries = link.tries + (not (is_trouble(refused) and before.failures))
    if refused.kind in FINAL or refused.status in FOR_EVER:
        return Refusal(link.address, _advised(feed, refused), refused.kind)
    if tries >= feed.tries or means.now - link.seen > feed.days * DAY:
        times = "try" if tries == 1 else "tries"
        return Refusal(link.address, f"given up after {tries} {times}; the last time {refused.reason}", refused.kind)
    wait = min(FIRST * 4 ** max(tries - 1, 0), DAY) * means.chance.uniform(1.0, 1.2)
    due = max(means.now + wait, until)
    means.state.later(link, due, tries, refused.reason, refused.kind)
    title = link.entry.title
    return Notice("later", means.now, feed.name, link.address, title, reason=refused.reason, again=due)


def _advised(feed: Feed, refused: FetchRefused) -> str:
    if refused.kind == "redirect" and "none of the addresses" in refused.reason:
        return f"{refused.reason}; if it should be got, add that host to 'hosts' of [feeds.{feed.name}]"
    return refused.reason
