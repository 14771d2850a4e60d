"""The dossier: everything dated between them in one line of time, with whatever has no date at its end.

Events, standing things with each of their stages, promises with their outcome, and what each says of the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dragoman.analysis.partners.between import Between
from dragoman.analysis.partners.whole import Asked, joined
from dragoman.errors import ChoiceUnknown
from dragoman.ontology.ontology import load_ontology
from dragoman.record.record import Record

KINDS = ("event", "agreement", "forum", "route", "relation", "promise", "statement")
# The questions of kinds of ties (ontology) as kinds of entries.
QUESTIONS = {"agreements": "agreement", "forums": "forum", "routes": "route", "partnerships": "relation"}
INSIDE = """
WITH inside AS (
    SELECT a.id, CASE WHEN list_contains($persons::VARCHAR[], a.id) THEN a.id ELSE coalesce(a.country, a.id) END AS home
    FROM actor a WHERE list_contains($persons::VARCHAR[], a.id)
        OR list_contains($homes::VARCHAR[], coalesce(a.country, a.id))
)"""
TIES = f"""{INSIDE},
taking AS (
    SELECT p.tie, i.home FROM tie_party p JOIN inside i ON i.id = p.actor
    UNION ALL SELECT o.tie, i.home FROM tie_role o JOIN inside i ON i.id = o.holder
)
SELECT t.id, t.stage FROM tie t
WHERE t.id IN (SELECT tie FROM taking GROUP BY tie HAVING count(DISTINCT home) >= 2)
"""
SPOKEN_OF = "SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = 'spoken_of'"
# A copy laid out for reading has a table of whom statements speak of; otherwise it is found from the words.
NAMED = """,
spoken_of AS (
    SELECT DISTINCT n.id AS actor, c.id AS statement FROM evidence c
    JOIN evidence n ON n.report = c.report AND n.start >= c.start AND n."end" <= c."end"
    WHERE c.owner = 'statement' AND c.part = 'content' AND n.owner = 'actor' AND n.id IN (SELECT id FROM inside)
    AND c.id IN (SELECT id FROM statement WHERE source IN (SELECT id FROM inside))
)"""
SAID = """
SELECT s.id, any_value(r.published) AS published FROM statement s
JOIN inside i ON i.id = s.source
JOIN spoken_of o ON o.statement = s.id
JOIN inside j ON j.id = o.actor
JOIN report r ON r.id = s.report
WHERE i.home <> j.home GROUP BY s.id
"""
TEXTS = {
    "event": "SELECT h.id, h.sentence AS text, e.speaker, e.outlet, h.report FROM happening_row h "
    "JOIN event_row e ON e.id = h.mention",
    "statement": "SELECT id, content AS text, speaker, outlet, report FROM statement_row",
    "tie": "SELECT id, sentence AS text, speaker, outlet, report FROM tie_row",
    "mention": "SELECT id, sentence AS text, speaker, outlet, report FROM event_row",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `date` when it was or is to be, null where nobody tells; `said` the day of its first report.

    `label`: event type, or stage of a thing; `status`: how firmly, of a promise its outcome; `text`: the words of the
    first report; `tellings`: how many there are of it.
    """

    date: str | None
    said: str | None
    kind: str
    label: str
    status: str
    tellings: int
    text: str
    speaker: str | None
    outlet: str | None
    report: str
    id: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A page of entries, how many there are of each kind, and of how many no date is told."""

    items: tuple[Entry, ...]
    total: int
    undated: int
    kinds: Mapping[str, int]


def entries(record: Record, asked: Asked, things: pl.DataFrame, promises: pl.DataFrame) -> pl.DataFrame:
    """Every entry without its words, the earliest first: `things` as of a board, `promises` as of the ledger."""
    who, events = joined(record, asked)
    values = _values(who)
    ties = record.sql(TIES, values)
    promised = promises.filter(
        pl.col("happening").is_in(events["id"].implode()) | pl.col("id").is_in(ties["id"].implode())
    )
    stages = _stages(things.join(ties, on="id", maintain_order="left").join(promised, on="id", how="anti"))
    told = pl.concat([_events(events, promised), stages, _promises(promised), _statements(record, values)])
    since, until = asked.filters.since, asked.filters.until
    day = pl.coalesce("date", "said")
    if since:
        told = told.filter(day + "~" >= since)
    if until:
        told = told.filter(day <= until + "~")
    return told.sort(pl.col("date").is_null(), day, "kind", "id", nulls_last=True)


def dossier(record: Record, found: pl.DataFrame, kind: str | None, limit: int, offset: int = 0) -> Dossier:
    """A page of the entries, of one kind or all; raises ChoiceUnknown for a kind that there is not."""
    if kind is not None and kind not in KINDS:
        raise ChoiceUnknown("kind of entry", kind, KINDS)
    kept = found if kind is None else found.filter(pl.col("kind") == kind)
    page = kept.slice(offset, limit)
    return Dossier(
        _worded(record, page),
        kept.height,
        int(kept["date"].is_null().sum()),
        dict(found.group_by("kind").len().sort("kind").iter_rows()),
    )


def _values(who: Between) -> dict[str, object]:
    if who.circle is not None:
        return {"persons": [], "homes": list(who.circle.states)}
    return {
        "persons": [s.party.id for s in who.sides if not s.whole],
        "homes": [s.party.id for s in who.sides if s.whole],
    }


def _events(events: pl.DataFrame, promised: pl.DataFrame) -> pl.DataFrame:
    """Events, without those that stand among the promises and are no more than that."""
    as_promise = pl.col("id").is_in(promised["happening"].drop_nulls().implode()) & (pl.col("counts_as") == "intention")
    return events.filter(~as_promise).select(
        "date", said="first_told", kind=pl.lit("event"), label="type", status="status",
        tellings=pl.lit(1, pl.Int64), of=pl.lit("event"), id="id",
    )  # fmt: skip


def _stages(told: pl.DataFrame) -> pl.DataFrame:
    """Each stage of each thing once, with the earliest telling that dates it."""
    kind = pl.col("question").replace_strict(QUESTIONS, default=None, return_dtype=pl.String)
    return (
        told.filter(pl.col("question").is_in(list(QUESTIONS)))
        .with_columns(stage=pl.coalesce("stage", "status"), date=pl.coalesce("day", "last"))
        .sort(pl.col("date").is_null(), "date", "published", nulls_last=True, maintain_order=True)
        .group_by("line", "stage", maintain_order=True)
        .agg(
            pl.col("date").first(), said=pl.col("published").min(), kind=kind.first(), status=pl.col("status").first(),
            tellings=pl.len().cast(pl.Int64), id=pl.col("id").first(),
        )
        .select("date", "said", "kind", label="stage", status="status", tellings="tellings", of=pl.lit("tie"), id="id")
    )  # fmt: skip


def _promises(promised: pl.DataFrame) -> pl.DataFrame:
    is_tie = pl.col("type").is_in(list(load_ontology().ties))
    return promised.select(
        date="due", said="published", kind=pl.lit("promise"), label="type", status="outcome",
        tellings=pl.col("tellings").fill_null(1).cast(pl.Int64),
        of=pl.when(is_tie).then(pl.lit("tie")).otherwise(pl.lit("mention")), id="id",
    )  # fmt: skip


def _statements(record: Record, values: dict[str, object]) -> pl.DataFrame:
    laid = int(record.sql(SPOKEN_OF)["n"].item()) > 0
    said = record.sql(f"{INSIDE}{'' if laid else NAMED}{SAID}", values)
    return said.select(
        date="published", said="published", kind=pl.lit("statement"), label=pl.lit("said"), status=pl.lit("said"),
        tellings=pl.lit(1, pl.Int64), of=pl.lit("statement"), id="id",
    )  # fmt: skip


def _worded(record: Record, page: pl.DataFrame) -> tuple[Entry, ...]:
    texts: dict[str, Mapping[str, Any]] = {}
    for (of,), rows in page.group_by("of"):
        query = f"{TEXTS[str(of)]} WHERE {'h.' if of == 'event' else ''}id IN (SELECT unnest($ids::VARCHAR[]))"
        texts |= {r["id"]: r for r in record.sql(query, {"ids": rows["id"].to_list()}).iter_rows(named=True)}
    return tuple(_entry(row, texts[row["id"]]) for row in page.iter_rows(named=True))


def _entry(row: Mapping[str, Any], words: Mapping[str, Any]) -> Entry:
    return Entry(
        row["date"], row["said"], row["kind"], row["label"], row["status"], row["tellings"], words["text"],
        words["speaker"], words["outlet"], words["report"], row["id"],
    )  # fmt: skip
