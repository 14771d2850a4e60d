"""What a tool answers: items of the record, none without its evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.analysis.standing import kind_name, title_of
from dragoman.analysis.wording import listed
from dragoman.record.record import Record

Row = Mapping[str, Any]
# No slots: the SDK takes a slot for a default value when it describes an answer.


@dataclass(frozen=True)
class Citation:
    """Where a report says it: the exact words, at `start` to `end` of the report's text, and whose report it is."""

    report: str
    start: int
    end: int
    words: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True)
class Item:
    """Something that the record holds. `speaker`: who is cited for it, null where the report says it in its own voice.

    `status`: how firmly it is told; `counts_as` fact, intention, possibility or refuted; `id` asks `evidence` for more.
    """

    kind: str
    id: str
    text: str
    date: str | None
    status: str | None
    speaker: str | None
    evidence: tuple[Citation, ...]

    @property
    def size(self) -> int:
        """About how many characters it takes."""
        return len(self.text) + sum(len(c.words) + FRAME for c in self.evidence) + FRAME

    def __post_init__(self) -> None:
        """Nothing is answered that no report says."""
        if not self.evidence:
            raise ValueError(f"{self.kind} {self.id} has no evidence")


@dataclass(frozen=True)
class Figure:
    """A period of the index: its value, null where there is none; the events in it; the reports that tell them."""

    period: str
    value: float | None
    events: int
    reports: int


@dataclass(frozen=True)
class Answer:
    """What a tool found: `note` says it in a sentence, `total` how much there is, of which `items` are a part.

    `next`: the cursor with which the same tool gives what follows, null where nothing does; `figures`: of the index.
    """

    note: str
    total: int
    items: tuple[Item, ...]
    next: str | None = None
    figures: tuple[Figure, ...] = ()


def citation(row: Row, words: str = "sentence") -> Citation:
    """The citation of a row of a view that has its words, place and report."""
    told = {k: row[k] for k in ("report", "outlet", "published", "title", "url")}
    quoted, end = clipped(row[words], row["start"], row["end"])
    return Citation(words=quoted, start=row["start"], end=end, **told)


def clipped(words: str, start: int, end: int) -> tuple[str, int]:
    """The words, of long ones the first thousand or so as they stand, and where they end in the text."""
    if len(words) <= LONGEST:
        return words, end
    pieces = words[:LONGEST].split(APART)
    whole = APART.join(pieces[:-1]) if APART in words and len(pieces) > 1 else pieces[0]
    return whole, end if APART in whole else start + len(whole)


def event(row: Row) -> Item:
    """A telling of an act."""
    who, whom = ", ".join(row["actor_names"]) or "somebody not named", ", ".join(row["recipient_names"])
    mode = f" ({row['mode']})" if row["mode"] else ""
    text = f"{row['type']}{mode}: {who}" + (f" > {whom}" if whom else "")
    date = row["date"] or row["date_to"]
    return Item("event", row["id"], text, date, row["status"], row["speaker"], (citation(row),))


def tie(row: Row) -> Item:
    """A telling of a standing thing."""
    details = "; ".join((*row["party_names"], *row["roles"], *row["attributes"]))
    name = title_of(row) if row["because"].startswith("verbs") else row["name"]
    text = f"{kind_name(row['kind'])}: {name}" + (f" ({details})" if details else "")
    return Item("tie", row["id"], text, row["date"], row["status"], row["speaker"], (citation(row),))


def statement(row: Row) -> Item:
    """What somebody is cited as saying."""
    beside = f" (together with {listed(row['joint_with'])})" if row["joint_with"] else ""
    text = f"{row['speaker'] or 'somebody not named'}{beside}: {row['content']}"
    return Item("statement", row["id"], text, row["published"], None, row["speaker"], (citation(row, "content"),))


ITEMS = {"event": event, "tie": tie, "statement": statement}
APART = " … "  # stands between the sentences of one telling
LONGEST, FRAME = 1_200, 150  # characters of a quotation, and those that an item or citation takes beside its words
NAMED = """
SELECT e.report, e.start, e."end", e.words, r.outlet, r.published, r.title, r.url FROM evidence e
JOIN report r ON r.id = e.report WHERE e.owner = $owner AND e.id = $id
ORDER BY r.published NULLS LAST, e.report, e.start LIMIT 3
"""


def named(record: Record, kind: str, identity: str, text: str) -> Item | None:
    """An actor or place with where reports name it; null if none does."""
    cited = tuple(Citation(**r) for r in record.sql(NAMED, {"owner": kind, "id": identity}).iter_rows(named=True))
    return Item(kind, identity, text, None, None, None, cited) if cited else None


def by_id(record: Record, kind: str, ids: Iterable[str]) -> dict[str, Row]:
    """Rows of a view (event, tie, statement) by their ids."""
    rows = record.sql(f"SELECT * FROM {kind}_row WHERE id IN (SELECT unnest($ids::VARCHAR[]))", {"ids": list(ids)})
    return {row["id"]: row for row in rows.iter_rows(named=True)}


def quoted(record: Record, ids: Iterable[str]) -> dict[str, Item]:
    """Tellings by their ids, whatever they tell, each with its citation."""
    wanted = list(ids)
    return {i: make(row) for kind, make in ITEMS.items() for i, row in by_id(record, kind, wanted).items()}
