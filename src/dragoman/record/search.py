"""Full-text search: an index of folded words (SQLite's FTS5), brought up to date with what is new in the record."""

import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from dragoman.errors import RecordFailed, SearchUnready
from dragoman.record.folding import folded
from dragoman.record.record import Record

# Of each kind of rows: what is searched. Actors and places go by every word with which a report names them.
SOURCES: Mapping[str, str] = {
    "actor": """SELECT a.id, concat_ws(' ', a.name, a.id, string_agg(DISTINCT e.words, ' ' ORDER BY e.words)) AS text
        FROM actor a LEFT JOIN evidence e ON e.owner = 'actor' AND e.id = a.id GROUP BY a.id, a.name""",
    "place": """SELECT p.id, concat_ws(' ', p.name, string_agg(DISTINCT e.words, ' ' ORDER BY e.words)) AS text
        FROM place p LEFT JOIN evidence e ON e.owner = 'place' AND e.id = p.id GROUP BY p.id, p.name""",
    "report": "SELECT id, concat_ws(chr(10), title, outlet, author, text) AS text FROM report",
    "statement": "SELECT id, content AS text FROM statement_row",
    "event": "SELECT id, sentence AS text FROM event_row",
    "tie": "SELECT id, concat_ws(' ', name, sentence) AS text FROM tie_row",
}
CHUNK = 20_000  # rows that are taken at a time
MOST = 20_000  # rows of one kind that are ranked
# How a list of words is kept. While it is first filled its parts are not merged, which took two fifths of the time and
# helps nobody; parts are written once they have so many bytes. Later on what is added is merged little by little.
FILLING = {"hashsize": 4_000_000, "automerge": 0, "crisismerge": 1_000}
FILLED = {"automerge": 8}
WAIT = 4.0  # seconds that somebody may wait for an index that is being made
TERM = re.compile(r'"([^"]*)"(\*?)|(\S+)')


class Hit(NamedTuple):
    """A row that holds the words; the lower its `rank` (BM25), the better it fits."""

    kind: str
    id: str
    rank: float


class Hits(NamedTuple):
    """The best rows, how many there are of each kind, and whether there are more than were counted."""

    best: list[Hit]
    counts: dict[str, int]
    cut: bool


@dataclass(slots=True, weakref_slot=True)
class Index:
    """The index of one record, in a file of its own; `made` once it held a whole record.

    `kept`: that of a copy that was kept, which is only read, and copied before anything new is taken in.
    """

    path: Path
    made: bool = False
    kept: Path | None = None
    turn: Lock = field(default_factory=Lock)

    def update(self, record: Record) -> int:
        """Take in what is new in the record, and drop what is gone; returns how many rows were taken in.

        Raises RecordFailed where the file cannot be written.
        """
        with self.turn:
            try:
                self._own()
                with _connected(self.path) as index:
                    _lay_out(index)
                    new = sum(_updated(index, record, kind, source) for kind, source in SOURCES.items())
            except sqlite3.Error as error:
                raise RecordFailed(record.path, f"its words could not be indexed ({error})") from error
            self.made, self.kept = True, None
            return new

    def take(self, kept: Path) -> None:
        """Search in the index of a copy that was kept."""
        with self.turn:
            self.made, self.kept = True, kept

    def keep(self, path: Path) -> None:
        """Write a whole index to another file, for the next start; raises RecordFailed where it cannot be written."""
        with self.turn:
            try:
                with closing(sqlite3.connect(self.path)) as index, closing(sqlite3.connect(path)) as kept:
                    index.backup(kept)
            except sqlite3.Error as error:
                raise RecordFailed(path, f"the words could not be kept ({error})") from error

    def _own(self) -> None:
        if self.kept is not None and self.kept.exists():
            with closing(_read_only(self.kept)) as kept, closing(sqlite3.connect(self.path)) as own:
                kept.backup(own)

    def search(self, query: str, kinds: Iterable[str], limit: int, offset: int = 0) -> Hits:
        """The rows that hold all words of the query; raises SearchUnready while the index is made for the first time.

        "Several words" in quotation marks stand next to each other; word* is how words begin.
        """
        self._wait()
        match = match_of(query)
        if not match:
            return Hits([], {}, False)
        with closing(_read_only(self.kept)) if self.kept else _connected(self.path) as index:
            found = {kind: list(_hits(index, kind, match)) for kind in kinds}
        ranked = sorted((hit for hits in found.values() for hit in hits), key=_order)
        counts = {kind: len(hits) for kind, hits in found.items() if hits}
        return Hits(ranked[offset : offset + limit], counts, any(n >= MOST for n in counts.values()))

    def _wait(self) -> None:
        if not self.made:
            if not self.turn.acquire(timeout=WAIT):
                raise SearchUnready
            self.turn.release()
        if not self.made:
            raise SearchUnready


def match_of(query: str) -> str:
    """The query in FTS5's language, in which nothing that a user types is an operator; empty if it has no word."""
    terms = []
    for phrase, begins, word in TERM.findall(query):
        words = folded(phrase or word.rstrip("*"))
        star = "*" if begins or word.endswith("*") else ""
        if any(c.isalnum() for c in words):
            terms.append('"' + words.replace('"', " ").replace("\0", " ") + '"' + star)
    return " AND ".join(terms)


def _order(hit: Hit) -> tuple[bool, float, str, str]:
    """Names first, then by rank."""
    return hit.kind not in ("actor", "place"), hit.rank, hit.kind, hit.id


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, opened for one use; what was written is kept unless something went wrong."""
    with closing(sqlite3.connect(path)) as index, index:
        index.execute("PRAGMA journal_mode=WAL")
        yield index


def _read_only(path: Path) -> sqlite3.Connection:
    """A file that nobody writes, also on a disk that cannot be written."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _lay_out(index: sqlite3.Connection) -> None:
    made = files("dragoman.record").joinpath("search.sql").read_text(encoding="utf-8")
    for kind in SOURCES:
        index.executescript(made.replace("{kind}", kind))


def _updated(index: sqlite3.Connection, record: Record, kind: str, source: str) -> int:
    known = dict(index.execute("SELECT id, digest FROM doc WHERE kind = ?", (kind,)))
    seen: set[str] = set()
    new = 0
    if not known:
        _configure(index, kind, FILLING)
    for rows in _rows(record, source):
        seen.update(identity for identity, _ in rows)
        told = [(identity, zlib.crc32(text.encode("utf-8", "surrogatepass")), text) for identity, text in rows]
        changed = [row for row in told if known.get(row[0]) != row[1]]
        _drop(index, kind, known.keys() & {identity for identity, _, _ in changed})
        _add(index, kind, changed)
        new += len(changed)
    _drop(index, kind, known.keys() - seen)
    if not known:
        _configure(index, kind, FILLED)
    return new


def _configure(index: sqlite3.Connection, kind: str, options: Mapping[str, int]) -> None:
    for option, value in options.items():
        index.execute(f"INSERT INTO {kind}_words ({kind}_words, rank) VALUES (?, ?)", (option, value))


def _rows(record: Record, source: str) -> Iterator[list[tuple[str, str]]]:
    """(id, text) of every row, some at a time."""
    frame = record.sql(source)
    for start in range(0, frame.height, CHUNK):
        identities, texts = frame.slice(start, CHUNK).get_columns()
        yield list(zip(identities.to_list(), texts.fill_null("").to_list(), strict=True))


def _add(index: sqlite3.Connection, kind: str, rows: Sequence[tuple[str, int, str]]) -> None:
    """Take in rows, each (id, digest, text), under numbers that were never given."""
    last = index.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'doc'").fetchone()[0]
    index.executemany(
        "INSERT INTO doc (number, kind, id, digest) VALUES (?, ?, ?, ?)",
        ((number, kind, identity, digest) for number, (identity, digest, _) in enumerate(rows, last + 1)),
    )
    index.executemany(
        f"INSERT INTO {kind}_words (rowid, text) VALUES (?, ?)",
        ((number, folded(text)) for number, (_, _, text) in enumerate(rows, last + 1)),
    )


def _drop(index: sqlite3.Connection, kind: str, identities: Iterable[str]) -> None:
    index.executemany("DELETE FROM doc WHERE kind = ? AND id = ?", ((kind, identity) for identity in identities))


def _hits(index: sqlite3.Connection, kind: str, match: str) -> Iterator[Hit]:
    """What holds the words, of very many the ones taken in last."""
    query = f"""
    SELECT d.id, w.rank FROM (
        SELECT rowid AS number, bm25({kind}_words) AS rank FROM {kind}_words WHERE {kind}_words MATCH ?
        ORDER BY rowid DESC LIMIT {MOST}
    ) w JOIN doc d ON d.number = w.number
    """
    for identity, rank in index.execute(query, (match,)):
        yield Hit(kind, identity, rank)
