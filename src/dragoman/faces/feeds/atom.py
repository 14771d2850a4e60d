"""A watchlist as a feed (Atom, RFC 4287): the newest that answers it, whatever was seen; a reader keeps that itself."""

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree

from dragoman import VERSION
from dragoman.analysis.watching.matches import Match
from dragoman.analysis.watching.watchlists import Watchlist
from dragoman.faces.brief.citing import address

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MOST = 100  # entries of a feed


def atom(watchlist: Watchlist, record: str, matches: Sequence[Match]) -> bytes:
    """The feed of matches, the newest first; the same bytes for the same matches.

    An entry's id names the row and its state, so that a promise that becomes overdue is a new entry; its time is when
    its report came into the record.
    """
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(feed, "id", f"urn:dragoman:watchlist:{watchlist.name}:{record}")
    _add(feed, "title", f"{watchlist.title} ({record})")
    _add(feed, "updated", _time(max((_when(m) for m in matches), default=NEVER)))
    _add(_add(feed, "author"), "name", "Dragoman")
    _add(feed, "generator", "Dragoman", version=VERSION)
    for match in matches[:MOST]:
        _entry(feed, match)
    return bytes(etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _entry(feed: etree._Element, match: Match) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:dragoman:{match.what}:{match.id}:{match.state.replace(' ', '-')}")
    _add(entry, "title", match.text)
    _add(entry, "updated", _time(_when(match)))
    if match.published and len(match.published) == len("2024-01-01"):
        _add(entry, "published", f"{match.published}T00:00:00Z")
    _add(_add(entry, "author"), "name", match.outlet or "outlet not stated")
    link = address(match.url)
    if link is not None:
        _add(entry, "link", rel="alternate", href=link)
    _add(entry, "category", term=match.state.partition(" ")[0] or match.what)
    told = match.because or match.speaker or "the report's own voice"
    _add(entry, "content", f"“{match.sentence}” — {told}; {match.outlet or 'outlet not stated'}", type="text")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}", {k: _allowed(v) for k, v in attributes.items()})
    child.text = None if text is None else _allowed(text)
    return child


def _allowed(text: str) -> str:
    """The text in one line without characters that XML cannot hold."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cn") else c for c in text).split())


def _when(match: Match) -> datetime:
    return match.added if match.added.tzinfo else match.added.replace(tzinfo=UTC)


def _time(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
