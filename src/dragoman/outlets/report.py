"""From a text and what a file says about it to a Report: id, outlet, date, language, and what is wrong with them."""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from dragoman.errors import ReportUnreadable
from dragoman.language.detect import detect
from dragoman.outlets.published import published
from dragoman.settings import Settings
from dragoman.types import Report

LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)


def make_report(text: str, fields: Mapping[str, object], origin: str, settings: Settings) -> Report:
    """The report that a text and its fields (Report's names) make; fields that are not text are left out and noted.

    Without an id it gets the first 16 hexadecimal digits of the SHA-256 of text, address and outlet.
    Raises ReportUnreadable (empty, size, binary).
    """
    _check(text, origin, settings)
    given = {k: _words(v) for k, v in fields.items()}
    url = given.get("url")
    outlet = given.get("outlet") or _site(url)
    date = published(fields.get("published"), datetime.now(UTC).date())
    language, doubt = _language(text, given.get("language"), settings)
    return Report(
        id=given.get("id") or content_id(text, url, outlet),
        text=text,
        title=given.get("title"),
        outlet=outlet,
        published=date.date,
        author=given.get("author"),
        url=url,
        language=language,
        origin=origin,
        notes=tuple(n for n in (date.note, doubt) if n),
    )


def content_id(text: str, url: str | None, outlet: str | None) -> str:
    """A stable id for a report that was given none."""
    parts = "\0".join((text, url or "", outlet or ""))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_digest(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _check(text: str, origin: str, settings: Settings) -> None:
    if not text.strip():
        raise ReportUnreadable(origin, "empty", "it holds no text; check that the article was saved whole")
    if len(text) > settings.max_characters:
        raise ReportUnreadable(
            origin,
            "size",
            f"its text has {len(text):,} characters, more than the {settings.max_characters:,} that are read at once; "
            "split it, or raise the setting 'max_characters'",
        )
    if "\0" in text:
        raise ReportUnreadable(
            origin, "binary", "its text holds NUL characters, so it is no text; extract the text anew"
        )


def _words(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return " ".join(str(value).replace("\0", " ").split()) or None


def _site(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _language(text: str, given: str | None, settings: Settings) -> tuple[str | None, str | None]:
    if given and (code := LANGUAGE.fullmatch(given)):
        return code[1].casefold(), None
    found = detect(text, settings)
    if found.code is None:
        return None, "The language could not be told for certain; the report is read as English."
    return found.code, None
