"""What a search finds: reports, statements, actors, places and acts that hold the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.record.folding import folded
from dragoman.record.record import Record
from dragoman.record.search import SOURCES, Hits, Index
from dragoman.types import Count

KINDS = tuple(SOURCES)
TOLD = """
SELECT id, report, {words} AS text, published, outlet, start, "end", {more} FROM {of}_row
WHERE id IN (SELECT unnest($ids))
"""
SAID = "speaker AS who, cue AS what, NULL AS status"
ACTED = """concat_ws(CASE WHEN reciprocal THEN ', ' ELSE ' → ' END, nullif(array_to_string(actor_names, ', '), ''),
    CASE WHEN NOT coalesce(reciprocal, false) THEN nullif(array_to_string(recipient_names, ', '), '') END) AS who,
    type AS what, status"""
STANDS = "array_to_string(party_names, ', ') AS who, kind AS what, status"
ROWS: Mapping[str, str] = {
    "actor": "SELECT id, name AS text FROM actor WHERE id IN (SELECT unnest($ids))",
    "place": "SELECT id, name AS text FROM place WHERE id IN (SELECT unnest($ids))",
    "report": "SELECT id, id AS report, title, text, published, outlet FROM report WHERE id IN (SELECT unnest($ids))",
    "statement": TOLD.format(words="content", of="statement", more=SAID),
    "event": TOLD.format(words="sentence", of="event", more=ACTED),
    "tie": TOLD.format(words="sentence", of="tie", more=STANDS),
}
AROUND = 120  # characters of a text that are shown on each side of the first word found


@dataclass(frozen=True, slots=True)
class Found:
    """Something that holds the words: its kind, id and name or words; `start` and `end` are where in the report.

    `text` is cut around the first word; `title` of a report; `score` orders what was found, higher first.  Names of
    `who` speaks, acts or takes part; `what`: the cue of a statement, the type of an act, the kind of a standing thing.
    """

    kind: str
    id: str
    text: str
    title: str | None
    report: str | None
    published: str | None
    outlet: str | None
    start: int | None
    end: int | None
    score: float
    who: str | None = None
    what: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Finds:
    """A page of finds, how many there are, of each kind; `cut`: there are more, and only the newest were ranked."""

    items: tuple[Found, ...]
    total: int
    kinds: tuple[Count, ...]
    cut: bool


def search(record: Record, index: Index, words: str, kind: str | None, limit: int, offset: int) -> Finds:
    """Whatever holds all the words, names first; raises SearchUnready while the index is made."""
    hits = index.search(words, KINDS if kind is None else (kind,), limit, offset)
    rows = _rows(record, hits)
    items = tuple(
        _found(hit.kind, rows[hit.kind, hit.id], -hit.rank, words) for hit in hits.best if (hit.kind, hit.id) in rows
    )
    kinds = tuple(Count(name, number) for name, number in hits.counts.items())
    return Finds(items, sum(hits.counts.values()), kinds, hits.cut)


def _rows(record: Record, hits: Hits) -> dict[tuple[str, str], dict[str, Any]]:
    ids: dict[str, list[str]] = {}
    for hit in hits.best:
        ids.setdefault(hit.kind, []).append(hit.id)
    return {
        (kind, row["id"]): row
        for kind, wanted in ids.items()
        for row in record.sql(ROWS[kind], {"ids": wanted}).iter_rows(named=True)
    }


def _found(kind: str, row: Mapping[str, Any], score: float, words: str) -> Found:
    text = row["text"]
    start, end = row.get("start"), row.get("end")
    if kind == "report":
        start, end = around(text, words)
        text = text[start:end]
    return Found(
        kind, row["id"], text, row.get("title"), row.get("report"), row.get("published"), row.get("outlet"), start, end,
        score, row.get("who") or None, row.get("what"), row.get("status"),
    )  # fmt: skip


def around(text: str, words: str) -> tuple[int, int]:
    """Where the stretch of a text that holds the first of the words begins and ends, at spaces."""
    at = _first(text, folded(words).replace('"', " ").replace("*", " ").split())
    start = 0 if at <= AROUND else text.rfind(" ", 0, at - AROUND) + 1
    end = text.find(" ", at + AROUND)
    return start, len(text) if end < 0 else end


def _first(text: str, words: Sequence[str]) -> int:
    """Where a word of the text begins that begins with one of the words; 0 if none does."""
    place = 0
    for word in text.split():
        place = text.index(word, place)
        plain = folded(word).lstrip('"“‘«([')
        if any(plain.startswith(w) for w in words):
            return place
        place += len(word)
    return 0
