"""What came for an article, or what its feed holds of it, as a report."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from urllib.parse import urlsplit

from dragoman.desk.plan import Feed, host_of
from dragoman.desk.state import Link
from dragoman.errors import ReportUnreadable
from dragoman.outlets.decoding import in_unicode
from dragoman.outlets.fetching import Fetched
from dragoman.outlets.fields import Fields, given
from dragoman.outlets.formats import READERS, by_media, by_suffix
from dragoman.outlets.parts import Part
from dragoman.outlets.reading import Course, read_document
from dragoman.outlets.report import content_id, make_report
from dragoman.outlets.watching import Question, read_watched
from dragoman.settings import Settings
from dragoman.types import FieldSource, Refusal, Report

# An article is one document: no table, archive or feed.
MEDIA = frozenset(media for f in READERS if not (f.many or f.holds) for media in f.media)
TOLD = "feeds.toml"
Opener = Callable[[Fetched, str, Fields, Settings], Iterator[Report | Refusal]]


def from_page(link: Link, feed: Feed, page: Fetched, settings: Settings, opener: Opener) -> Report | Refusal:
    """The report of an article's page; where that holds none, of the feed's own text if it has one."""
    told = _fields(link, page.url)
    found = next(opener(replace(page, body=in_unicode(page.body, page.media)), link.address, told, settings), None)
    if isinstance(found, Report):
        return _signed(replace(found, origin=link.address), feed, page.url)
    if link.entry.text is not None:
        return from_feed(link, feed, settings)
    return found or Refusal(link.address, "nothing was found in it; save the article's text instead", "empty")


def from_feed(link: Link, feed: Feed, settings: Settings) -> Report | Refusal:
    """The report of the text that the feed holds."""
    own = link.address if link.host or link.entry.link else None
    try:
        report = make_report(link.entry.text or "", _fields(link, own), link.address, settings)
    except ReportUnreadable as error:
        return Refusal(link.address, error.reason, error.kind)
    return _signed(report, feed, own)


def _fields(link: Link, address: str | None) -> Fields:
    said = given({n: getattr(link.entry, n) for n in ("title", "published", "author", "outlet")}, "entry of the feed")
    return said | given({"url": address}, "address")


def _signed(report: Report, feed: Feed, address: str | None) -> Report:
    """With the outlet that the user names, with no address of a stranger, and with an id that nobody else can give."""
    if feed.outlet:
        sources = tuple(s for s in report.provenance if s.field != "outlet")
        report = replace(report, outlet=feed.outlet, provenance=(*sources, FieldSource("outlet", TOLD)))
    if report.url and address and host_of(report.url) not in feed.allowed:
        report = replace(report, url=address)
    return replace(report, id=content_id(report.text, report.url, report.outlet))


def opened_here(page: Fetched, origin: str, told: Fields, settings: Settings) -> Iterator[Report | Refusal]:
    """What a page holds, taken apart by this process: only for pages that one trusts."""
    path = urlsplit(page.url).path
    part = Part(path, origin, BytesIO(page.body), told, page.media)
    yield from read_document(part, settings, by_media(page.media) or by_suffix(path), Course())


def opened_apart(page: Fetched, origin: str, told: Fields, settings: Settings) -> Iterator[Report | Refusal]:
    """What a page holds, taken apart by a process that is watched, with limits of time and memory."""
    path = urlsplit(page.url).path
    format_ = by_media(page.media) or by_suffix(path)
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        copy = os.path.join(folder, "page")
        with open(copy, "wb") as file:
            file.write(page.body)
        question = Question(copy, origin, path, format_.name if format_ else None, page.media, told)
        yield from read_watched(question, settings)
