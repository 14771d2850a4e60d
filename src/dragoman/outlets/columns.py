"""Which column of a table holds what of a report: as the user says, or as the names of the columns suggest."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dragoman.errors import ChoiceUnknown, SettingsError
from dragoman.outlets.fields import Fields, Given
from dragoman.outlets.report import FIELDS
from dragoman.settings import Settings
from dragoman.types import Refusal

NAMES = ("text", *FIELDS)
# What users call the fields in a mapping, beside Report's names.
ALSO = {"date": "published", "headline": "title", "source": "outlet", "link": "url", "body": "text", "lang": "language"}
# What columns are called in exports of news archives, the surest name first; compared without case and marks.
USUAL: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "maintext",
        "fulltext",
        "articletext",
        "content",
        "article",
        "bodytext",
        "articlebody",
        "story",
    ),
    "title": ("title", "headline", "heading", "articletitle"),
    "outlet": (
        "outlet",
        "source",
        "publisher",
        "publication",
        "sourcename",
        "newspaper",
        "paper",
        "sourcedomain",
        "site",
        "domain",
    ),
    "published": (
        "published",
        "publishedat",
        "publicationdate",
        "datepublished",
        "datepublish",
        "pubdate",
        "publishdate",
        "date",
    ),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "href", "address", "weburl"),
    "language": ("language", "lang"),
    "id": ("id", "articleid", "docid", "guid", "uuid"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is which field of a report, whether that was guessed from their names, and which are none."""

    by_field: Mapping[str, str]
    guessed: bool
    left: tuple[str, ...] = ()

    def fields(self, row: Mapping[str, object]) -> Fields:
        """What a row tells, without its text."""
        found = {field: (row.get(column), column) for field, column in self.by_field.items() if field != "text"}
        return {
            f: Given(_plain(v, f == "author"), f"column '{column}'")
            for f, (v, column) in found.items()
            if v not in (None, "")
        }

    def text(self, row: Mapping[str, object]) -> object:
        """The text of a row, whatever it is."""
        return row.get(self.by_field["text"])


def columns_of(names: Sequence[str], origin: str, settings: Settings) -> Columns | Refusal:
    """The columns of a table with these names; a Refusal if none can be the text, or one that was named is missing."""
    asked = asked_for(settings)
    missing = [column for column in asked.values() if column not in names]
    if missing:
        return Refusal(origin, f"it has no column '{missing[0]}'; it has: {_listed(names)}", "columns")
    free = [n for n in names if n not in asked.values()]
    guesses = {field: found for field in NAMES if field not in asked and (found := _guess(field, free)) is not None}
    chosen = {**guesses, **asked}
    if "text" not in chosen:
        say = "say which one it is with --columns text=NAME"
        return Refusal(
            origin, f"none of its columns looks like the text of reports ({_listed(names)}); {say}", "columns"
        )
    left = tuple(name for name in names if name not in chosen.values())
    return Columns(chosen, bool(guesses) and any(f != c for f, c in guesses.items()), left)


def said(columns: Columns, origin: str) -> Refusal:
    """The sentence that shows what was guessed."""
    pairs = ",".join(f"{f}={c}" for f, c in sorted(columns.by_field.items()))
    left = f"; not taken: {_listed(columns.left)}" if columns.left else ""
    return Refusal(origin, f"columns taken by their names: {pairs}{left}; say otherwise with --columns", "noted")


def asked_for(settings: Settings) -> dict[str, str]:
    """The mapping that the settings ask for: "text=body,date=day", or a TOML file of such lines.

    Raises SettingsError and ChoiceUnknown for what is none.
    """
    words = settings.columns.strip()
    if not words:
        return {}
    pairs = _pairs(words) if "=" in words else _from_file(Path(words))
    return {_field(name): column for name, column in pairs.items()}


def _pairs(words: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in words.split(",")]
    if any(not name.strip() or not column.strip() for name, _, column in pairs):
        raise SettingsError("columns", f"'{words}' is no mapping (write it as text=body,title=headline)")
    return {name.strip(): column.strip() for name, _, column in pairs}


def _from_file(path: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            "columns", f"{path} cannot be read as TOML ({error}); write lines such as text = 'body'"
        ) from error
    if not all(isinstance(column, str) for column in found.values()):
        raise SettingsError("columns", f"{path} must hold only lines such as text = 'body'")
    return {name: str(column) for name, column in found.items()}


def _field(name: str) -> str:
    field = ALSO.get(name.casefold(), name.casefold())
    if field not in NAMES:
        raise ChoiceUnknown("field of reports", name, (*NAMES, *ALSO))
    return field


def _guess(field: str, names: Sequence[str]) -> str | None:
    bare = {"".join(c for c in name.casefold() if c.isalnum()): name for name in reversed(names)}
    return next((bare[usual] for usual in USUAL[field] if usual in bare), None)


def _plain(value: object, listed: bool) -> object:
    """Dates as ISO, things by their names, listed names as one line, whole numbers of a table as whole ones."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):  # {"id": "isle", "name": "Isle Courier"}
        return value.get("name")
    return ", ".join(str(_plain(v, False)) for v in value) if listed and isinstance(value, list) else value


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:20])[:400] or "none"
    return f"{shown} …" if len(names) > 20 else shown
