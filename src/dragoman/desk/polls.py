"""What came of the poll of a feed: its new articles wait then, and the next poll has its time."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from dragoman.desk.asking import Answer
from dragoman.desk.lanes import ASKED_AT_MOST
from dragoman.desk.listing import links, listing
from dragoman.desk.means import Means
from dragoman.desk.notices import Notice
from dragoman.desk.plan import Feed
from dragoman.desk.state import Cursor
from dragoman.errors import ReportUnreadable
from dragoman.outlets.fetching import Fetched, FetchRefused

GONE, UNCHANGED = 410, 304
LONGEST = 86_400.0  # seconds between two polls of a feed that fails, unless its interval is longer
JITTER = 0.1  # of the interval, more or less


def polled(means: Means, answer: Answer) -> Iterator[Notice]:
    """Keep what came of a poll, and tell it."""
    feed, cursor = answer.errand.feed, answer.errand.of
    assert isinstance(cursor, Cursor)
    if isinstance(answer.came, FetchRefused):
        yield _failed(means, feed, cursor, answer.came)
        return
    came, digest = answer.came, hashlib.sha256(answer.came.body).hexdigest()[:16]
    if came.status == UNCHANGED or digest == cursor.digest:
        means.state.keep(_polled(means, feed, cursor, came, cursor.digest))
        yield Notice("unchanged", means.now, feed.name, cursor.address)
        return
    try:
        yield _listed(means, feed, _polled(means, feed, cursor, came, digest), came)
    except ReportUnreadable as error:
        yield _failed(means, feed, cursor, FetchRefused(cursor.address, error.kind, error.reason))


def _listed(means: Means, feed: Feed, cursor: Cursor, came: Fetched) -> Notice:
    found = listing(feed, came.body, came.url, means.plan.manners.most_bytes)
    cursor = replace(cursor, listed=means.now, problem=found.remark)
    if found.sitemaps or found.remark:
        if cursor.address != feed.address:
            raise ReportUnreadable(
                cursor.address, "format", "it is an index within an index of sitemaps; name it apart"
            )
        cursor = replace(cursor, entries=len(found.sitemaps), new=0)
        means.state.branch(cursor, found.sitemaps)
        return Notice("polled", means.now, feed.name, cursor.address, reason=found.remark, entries=len(found.sitemaps))
    listed = list(links(feed, found.entries, came.url, means.now))
    cursor = replace(cursor, entries=len(found.entries))
    new = means.state.listed(cursor, listed, means.now)
    passed = sum(link.state == "passed" for link in new)
    return Notice(
        "polled", means.now, feed.name, cursor.address, entries=len(found.entries), new=len(new), passed=passed
    )


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


def _failed(means: Means, feed: Feed, cursor: Cursor, refused: FetchRefused) -> Notice:
    """After a poll that failed: the next one comes later and later, or never for what is gone."""
    failures = cursor.failures + 1
    longest = max(LONGEST, feed.interval)
    wait = min(feed.interval * 2 ** min(failures - 1, 20), longest) * means.chance.uniform(1.0, 1.0 + JITTER)
    due = means.now + max(wait, min(float(refused.retry_after or 0), ASKED_AT_MOST))
    gone = refused.status == GONE
    failed = replace(cursor, due=due, polled=means.now, failures=failures, problem=refused.reason, gone=int(gone))
    means.state.keep(failed)
    again = None if gone else due
    return Notice(
        "gone" if gone else "failed", means.now, feed.name, cursor.address, reason=refused.reason, again=again
    )
