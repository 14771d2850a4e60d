"""What came of the poll of a feed: its new articles wait then, and the next poll has its time."""

from dataclasses import replace

from dragoman.desk.asking import Answer
from dragoman.desk.lanes import ASKED_AT_MOST
from dragoman.desk.listing import Listing, links
from dragoman.desk.making import UNCHANGED, digest_of
from dragoman.desk.means import Means
from dragoman.desk.notices import Notice
from dragoman.desk.plan import Feed
from dragoman.desk.state import Cursor
from dragoman.outlets.fetching import Fetched, FetchRefused

GONE = 410
LONGEST = 86_400.0  # seconds between two polls of a feed that fails, unless its interval is longer
JITTER = 0.1  # of the interval, more or less


def polled(means: Means, answer: Answer, until: float) -> Notice:
    """Keep what came of a poll, and tell it; `until` is the end of the back-off of its host."""
    feed, cursor, came, made = answer.errand.feed, answer.errand.of, answer.came, answer.made
    assert isinstance(cursor, Cursor)
    if isinstance(came, FetchRefused):
        return _failed(means, feed, cursor, came, until)
    if isinstance(made, FetchRefused):
        return _failed(means, feed, cursor, made, until)
    if made is None:
        means.state.keep(_polled(means, feed, cursor, came, cursor.digest))
        return Notice("unchanged", means.now, feed.name, cursor.address)
    assert isinstance(made, Listing)
    following = _polled(means, feed, cursor, came, digest_of(came))
    if not made.sitemaps and made.remark is None:
        return _listed(means, feed, following, made, came.url)
    if cursor.address != feed.address:
        problem = "it is an index within an index of sitemaps, which is not followed; name it in a table of its own"
        return _failed(means, feed, cursor, FetchRefused(cursor.address, "format", problem), until)
    count = len(made.sitemaps)
    means.state.branch(replace(following, listed=means.now, problem=made.remark, entries=count, new=0), made.sitemaps)
    return Notice("polled", means.now, feed.name, cursor.address, reason=made.remark, entries=count)


def _listed(means: Means, feed: Feed, cursor: Cursor, made: Listing, url: str) -> Notice:
    entries = len(made.entries)
    cursor = replace(cursor, listed=means.now, entries=entries)
    new = means.state.listed(cursor, links(feed, made.entries, url, means.now), means.now)
    passed = [link.reason or "" for link in new if link.state == "passed"]
    return Notice(
        "polled", means.now, feed.name, cursor.address, entries=entries, new=len(new), passed=len(passed),
        reason=max(dict.fromkeys(passed), key=passed.count) if passed else None,
    )  # fmt: skip


def _polled(means: Means, feed: Feed, cursor: Cursor, came: Fetched, digest: str | None) -> Cursor:
    """After a poll that went well."""
    return replace(
        cursor,
        due=means.now + feed.interval * means.chance.uniform(1 - JITTER, 1 + JITTER),
        etag=came.etag or (cursor.etag if came.status == UNCHANGED else None),
        modified=came.modified or (cursor.modified if came.status == UNCHANGED else None),
        digest=digest,
        polled=means.now,
        failures=0,
        problem=None,
    )


def _failed(means: Means, feed: Feed, cursor: Cursor, refused: FetchRefused, until: float) -> Notice:
    """After a poll that failed: the next one comes later and later, or never for what is gone."""
    failures = cursor.failures + 1
    longest = max(LONGEST, feed.interval)
    wait = min(feed.interval * 2 ** min(failures - 1, 20), longest) * means.chance.uniform(1.0, 1.0 + JITTER)
    due = means.now + max(wait, min(float(refused.retry_after or 0), ASKED_AT_MOST))
    gone = refused.status == GONE
    failed = replace(cursor, due=due, polled=means.now, failures=failures, problem=refused.reason, gone=int(gone))
    means.state.keep(failed)
    again = None if gone else max(due, until)
    return Notice(
        "gone" if gone else "failed", means.now, feed.name, cursor.address, reason=refused.reason, again=again
    )
