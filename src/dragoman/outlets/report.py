"""From a text and what a file says about it to a Report: id, outlet, date, language, and what is wrong with them."""

import hashlib
import re
from datetime import UTC, datetime

from dragoman.errors import ReportUnreadable
from dragoman.language.detect import detect
from dragoman.outlets.fields import Fields, Given, first_of
from dragoman.outlets.openings import address, opening
from dragoman.outlets.published import Published, published
from dragoman.settings import Settings
from dragoman.types import FieldSource, Report

LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)
LONGEST_SAID = 60  # characters of a date as it is given
FIELDS = ("id", "title", "outlet", "published", "author", "url", "language")


def make_report(text: str, fields: Fields, origin: str, settings: Settings) -> Report:
    """The report that a text and its fields (Report's names) make; fields that are not text are left out and noted.

    What the fields do not tell is taken from the address and from the text's first lines, and the language from the
    words.  Without an id it gets the first 16 hexadecimal digits of the SHA-256 of text, address and outlet.
    Raises ReportUnreadable (empty, size, binary).
    """
    _check(text, origin, settings)
    told = {name: given for name, given in fields.items() if _words(given.value) or name == "published"}
    told = first_of(told, address(told["url"].value if "url" in told else None), opening(text))
    date = _date(told)
    language, doubt = _language(text, told, settings)
    words: dict[str, str | None] = {name: _words(given.value) for name, given in told.items() if name in FIELDS}
    words |= {"published": date.date, "language": str(language.value) if language.value else None}
    sources = {name: given.source for name, given in told.items()} | {"language": language.source}
    said = _words(told["published"].value) if date.date else None
    if said and said != date.date:  # it tells more than the day: the time and the zone
        sources["published"] = f"{sources['published']}: {said[:LONGEST_SAID]}"
    return Report(
        id=words.get("id") or content_id(text, words.get("url"), words.get("outlet")),
        text=text,
        title=words.get("title"),
        outlet=words.get("outlet"),
        published=words.get("published"),
        author=words.get("author"),
        url=words.get("url"),
        language=words.get("language"),
        origin=origin,
        notes=tuple(n for n in (date.note, doubt) if n),
        provenance=tuple(FieldSource(name, sources[name]) for name in FIELDS if words.get(name)),
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
    # Headers of mails may hold bytes of no encoding, which Python keeps as lone surrogates.
    clean = str(value).replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return " ".join(clean.split()) or None


def _date(told: Fields) -> Published:
    return published(told["published"].value if "published" in told else None, datetime.now(UTC).date())


def _language(text: str, told: Fields, settings: Settings) -> tuple[Given, str | None]:
    given = told.get("language", Given(None, ""))
    if code := LANGUAGE.fullmatch(_words(given.value) or ""):
        return Given(code[1].casefold(), given.source), None
    found = detect(text, settings)
    if found.code is None:
        return Given(None, ""), "The language could not be told for certain; the report is read as English."
    return Given(found.code, f"told by its words ({found.certainty:.0%})"), None
