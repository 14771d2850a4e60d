"""Event data sets as background rows: GDELT 2.0, ICEWS, POLECAT; datasets.toml says what stands where."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import IO, Any

from dragoman.atlas.atlas import load_atlas
from dragoman.data import data_of
from dragoman.errors import ImportUnreadable
from dragoman.exchange.cameo import load_cameo
from dragoman.exchange.incoming.lines import TAB, cells_of, decoded
from dragoman.ontology.ontology import load_ontology
from dragoman.record.background import EventRow, MentionRow, RowRefused

NOTHING = frozenset({"", "none", "null", "nan", "na", "---"})
CODE = re.compile(r"\d{2,4}")
DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(\d{6})?")
ROOTS = 20  # of CAMEO; a code that begins higher has lost the zero before it
QUADS = range(1, 5)
SEPARATORS = (TAB, ",", ";")
BETWEEN = re.compile(r"\s*;\s*")


class CellError(ValueError):
    """A cell that does not fit its column."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set of datasets.toml: which columns it has, and which of them `tells` which field of its rows."""

    name: str
    meaning: str
    table: str
    header: bool
    columns: tuple[str, ...]
    tells: Mapping[str, str]
    version: str | None = None
    licence: str | None = None
    also: Mapping[str, str] | None = None

    def columns_of(self, path: Path, file: IO[bytes]) -> tuple[tuple[str, ...], str]:
        """The columns of a file, and what stands between its cells; the header is read off. Raises ImportUnreadable."""
        if not self.header:
            return self.columns, TAB
        first = next(decoded(path, file), (1, RowRefused(1, "the file is empty")))[1]
        if isinstance(first, RowRefused):
            raise ImportUnreadable(path, f"its header cannot be read: {first.reason}")
        also = self.also or {}
        separator = max(SEPARATORS, key=first.count)
        names = tuple(also.get(c.strip(), c.strip()) for c in cells_of(first, separator))
        if lacking := [c for c in self.columns if c not in names]:
            raise ImportUnreadable(
                path, f"its first line does not name the columns {', '.join(lacking)} of {self.name}"
            )
        return names, separator

    def rows(
        self, path: Path, file: IO[bytes], columns: Sequence[str], separator: str
    ) -> Iterator[EventRow | MentionRow | RowRefused]:
        """The rows after the header; those that cannot be read are refused with the reason."""
        for number, line in decoded(path, file):
            at = number + self.header
            yield (
                RowRefused(at, line.reason) if isinstance(line, RowRefused) else self._row(at, line, columns, separator)
            )

    def _row(self, line: int, text: str, columns: Sequence[str], separator: str) -> EventRow | MentionRow | RowRefused:
        cells = cells_of(text, separator)
        if len(cells) != len(columns):
            return RowRefused(line, f"it has {len(cells)} columns, not {len(columns)}")
        by_name = dict(zip(columns, cells, strict=True))
        try:
            found = {field: READ[field](by_name[column], column) for field, column in self.tells.items()}
            return _event(line, cells, found) if self.table == "event" else _mention(line, cells, found)
        except CellError as error:
            return RowRefused(line, str(error))


@cache
def load_datasets() -> Mapping[str, DataSet]:
    """The data sets that can come in, by name."""
    read = data_of("dragoman.exchange.incoming", "datasets.toml")
    return {name: DataSet(name, **{**told, "columns": tuple(told["columns"])}) for name, told in read.items()}


def _event(line: int, cells: tuple[str, ...], found: Mapping[str, Any]) -> EventRow:
    code = found.get("code")
    kind, mode = load_cameo().plover_of(code) if code else (found.get("type"), found.get("mode"))
    if code is None and kind is None:
        raise CellError("it has neither a type nor a CAMEO code")
    quad = found.get("quad")
    if quad is None and code is not None:
        quad = load_cameo().quads[code[:2]]
    told = {
        "outlet": None,
        "url": None,
        "mentions": None,
        **found,
        "code": code,
        "type": kind,
        "mode": mode,
        "quad": quad,
    }
    return EventRow(line=line, cells=cells, **told)


def _mention(line: int, cells: tuple[str, ...], found: Mapping[str, Any]) -> MentionRow:
    if found["event"] is None:
        raise CellError("it names no event")
    return MentionRow(line=line, cells=cells, **found)


def _text(cell: str, column: str) -> str | None:
    text = cell.strip()
    return None if text.lower() in NOTHING else text


def _day(cell: str, column: str) -> str:
    found = DAY.fullmatch(cell.strip()[:14].split(" ")[0])
    try:
        return (
            date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else _fails(cell, column, "no date")
        )
    except ValueError:
        return _fails(cell, column, "no date")


def _fails(cell: str, column: str, what: str) -> str:
    shown = cell if len(cell) <= 40 else cell[:40] + "…"
    raise CellError(f"{column}: {shown!r} is {what}")


def _number(cell: str, column: str) -> float | None:
    if _text(cell, column) is None:
        return None
    try:
        found = float(cell)
    except ValueError:
        found = float("nan")
    if found != found or abs(found) == float("inf"):
        _fails(cell, column, "no number")
    return found


def _whole(cell: str, column: str) -> int | None:
    found = _number(cell, column)
    if found is not None and found != int(found):
        _fails(cell, column, "no whole number")
    return None if found is None else int(found)


def _degrees(most: int) -> Any:
    def read(cell: str, column: str) -> float | None:
        found = _number(cell, column)
        if found is not None and abs(found) > most:
            _fails(cell, column, f"not between -{most} and {most} degrees")
        return found

    return read


def _quad(cell: str, column: str) -> int | None:
    found = _whole(cell, column)
    if found is not None and found not in QUADS:
        _fails(cell, column, "no quad from 1 to 4")
    return found


def _code(cell: str, column: str) -> str:
    code = cell.strip()
    if code.isdecimal() and int(code[:2]) > ROOTS:
        code = f"0{code}"
    if not CODE.fullmatch(code) or code[:2] not in load_cameo().quads:
        _fails(cell, column, "no CAMEO code")
    return code


def _type(cell: str, column: str) -> str:
    kind = cell.strip().upper()
    return kind if kind in load_ontology().events else _fails(cell, column, "no type of PLOVER")


def _mode(cell: str, column: str) -> str | None:
    text = _text(cell, column)
    return text.lower() if text else None


def _states(cell: str, column: str) -> tuple[str, ...]:
    """The states that a cell names, by code or English name; what is no state (a region, a body) is nobody here."""
    names = (n for n in BETWEEN.split(cell.strip()) if n.lower() not in NOTHING)
    return tuple(dict.fromkeys(state for n in names if (state := state_of(n)) is not None))


@cache
def state_of(name: str) -> str | None:
    """The ISO 3166 alpha-3 code of a state by its code (ISO's or CAMEO's, of two or three letters) or name, or null."""
    atlas = load_atlas()
    code = load_cameo().states.get(name.upper(), name.upper())
    if code in atlas.states:
        return code
    by_two = next((s.iso3 for s in atlas.states.values() if s.iso2 == code), None)
    return by_two or next(iter(atlas.targets(name, "state")), None)


READ: Mapping[str, Any] = {
    "id": _text,
    "event": _text,
    "date": _day,
    "type": _type,
    "mode": _mode,
    "code": _code,
    "quad": _quad,
    "score": _number,
    "actor": _text,
    "actor_states": _states,
    "actor_sector": _text,
    "recipient": _text,
    "recipient_states": _states,
    "recipient_sector": _text,
    "place": _text,
    "lat": _degrees(90),
    "lon": _degrees(180),
    "mentions": _whole,
    "outlet": _text,
    "url": _text,
    "confidence": _whole,
    "tone": _number,
}
