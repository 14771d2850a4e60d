"""The columns of a shard: a row for each item of the input, what it adds to the record's tables nested in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from dragoman.errors import EvidenceMismatch, ReportUnstorable
from dragoman.record.merging.place import VERSION_KEY
from dragoman.record.presence import presence_of, spoken_of
from dragoman.record.rows import Row, Rows, rows_of
from dragoman.types import Findings, PersonTold, Refusal

VERSION = 1  # of the shape; a change of columns or of their meaning is another version
REPORT = (
    "id", "text", "title", "outlet", "published", "author", "url", "language", "origin", "digest", "program",
)  # fmt: skip
# What hangs on a report, by the record's tables, with their columns in their order.
NESTED: Mapping[str, Sequence[str]] = {
    "report_note": ("report", "number", "note"),
    "actor": ("id", "name", "kind", "country", "sector", "program"),
    "place": ("id", "name", "kind", "lat", "lon", "country", "program"),
    "statement": ("id", "report", "source", "kind", "via", "within"),
    "mention": (
        "id", "report", "type", "mode", "status", "reciprocal", "contexts", "topics", "statement", "date_from",
        "date_to", "date_text", "deadline_from", "deadline_to", "deadline_text", "place", "because",
    ),
    "mention_party": ("mention", "side", "number", "actor"),
    "tie": (
        "id", "report", "kind", "name", "status", "stage", "statement", "date_from", "date_to", "date_text", "because",
    ),
    "tie_party": ("tie", "number", "actor"),
    "tie_role": ("tie", "role", "number", "holder"),
    "tie_attribute": ("tie", "name", "value"),
    "evidence": ("report", "owner", "id", "part", "number", "start", "end", "words"),
    "presence": ("owner", "id", "report", "names", "statements", "events", "ties"),
    "spoken_of": ("statement", "report", "actor"),
    "report_field": ("report", "field", "source"),
}  # fmt: skip
PERSON = ("actor", "name", "country", "sector", "published")
REFUSAL = ("origin", "kind", "reason")
TYPES = {
    "reciprocal": pa.bool_(),
    "lat": pa.float64(),
    "lon": pa.float64(),
} | {name: pa.int32() for name in ("number", "start", "end", "names", "statements", "events", "ties")} | {
    name: pa.list_(pa.string()) for name in ("via", "contexts", "topics")
}  # fmt: skip


def struct(columns: Iterable[str]) -> pa.StructType:
    """The columns as one value, without the report, which the row names."""
    return pa.struct([pa.field(c, TYPES.get(c, pa.string())) for c in columns if c != "report"])


# `known`: a digest of whom the report was read with; null where nothing was read, so in languages that are not read.
# `person`: whom it told of.
SHAPE = pa.schema(
    [
        *(pa.field(c, pa.string()) for c in REPORT),
        *(pa.field(table, pa.list_(struct(columns))) for table, columns in NESTED.items()),
        pa.field("person", pa.list_(struct(PERSON))),
        pa.field("refusal", struct(REFUSAL)),
        pa.field("known", pa.string()),
    ],
    metadata={VERSION_KEY: f"read {VERSION}".encode()},
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one item of the input: its findings or why there are none, whom it told of, who was known.

    Null is a report that a record has already.
    """

    item: Findings | Refusal | None
    told: tuple[PersonTold, ...] = ()
    known: str | None = None


def unread(shard: pa.Table) -> tuple[Refusal, ...]:
    """The reports of a shard that are kept without findings since nobody reads their language, each with its note."""
    rows = shard.select(["id", "origin", "report_note", "known"])
    kept = rows.filter(pc.and_(pc.is_valid(rows["id"]), pc.is_null(rows["known"]))).to_pylist()
    return tuple(Refusal(r["origin"] or r["id"], r["report_note"][-1]["note"], "language") for r in kept)


def shard_of(outcomes: Sequence[Outcome], program: str) -> pa.Table:
    """The rows of these outcomes; findings that no record would take become refusals, as a record says it."""
    rows = [_row(one, program) for one in outcomes]
    try:
        return pa.Table.from_pylist(rows, schema=SHAPE)
    except (pa.ArrowException, UnicodeEncodeError, OverflowError):
        return pa.concat_tables([_alone(one, row) for one, row in zip(outcomes, rows, strict=True)])


def _alone(outcome: Outcome, row: dict[str, object]) -> pa.Table:
    try:
        return pa.Table.from_pylist([row], schema=SHAPE)
    except (pa.ArrowException, UnicodeEncodeError, OverflowError) as error:
        item = outcome.item
        if not isinstance(item, Findings):
            raise
        problem = str(error).splitlines()[0].rstrip(".")
        refusal = _not_stored(item, ReportUnstorable(item.report.id, problem))
        return pa.Table.from_pylist([_refused(refusal) | _learned(outcome)], schema=SHAPE)


def _row(outcome: Outcome, program: str) -> dict[str, object]:
    item = outcome.item
    if not isinstance(item, Findings):
        return (_refused(item) if item else {}) | _learned(outcome)
    try:
        return _stored(item, rows_of(item, program)) | _learned(outcome)
    except (EvidenceMismatch, ReportUnstorable) as error:
        return _refused(_not_stored(item, error)) | _learned(outcome)


def _not_stored(findings: Findings, error: Exception) -> Refusal:
    return Refusal(findings.report.origin or findings.report.id, str(error), "not stored")


def _refused(refusal: Refusal) -> dict[str, object]:
    return {"refusal": {"origin": refusal.origin, "kind": refusal.kind, "reason": refusal.reason}}


def _learned(outcome: Outcome) -> dict[str, object]:
    told = [dict(zip(PERSON, (p.id, p.name, p.country, p.sector, p.published), strict=True)) for p in outcome.told]
    return {"person": told, "known": outcome.known}


def _stored(findings: Findings, rows: Rows) -> dict[str, object]:
    report: Row = rows.tables["report"][0]
    sources = [(report[0], *source) for source in findings.report.provenance]
    derived = {"presence": presence_of(rows), "spoken_of": spoken_of(rows), "report_field": sources}
    found = rows.tables | {table: list(of) for table, of in derived.items()}
    nested = {table: [_fields(columns, row) for row in found.get(table, ())] for table, columns in NESTED.items()}
    return dict(zip(REPORT, report, strict=True)) | nested


def _fields(columns: Sequence[str], row: Row) -> dict[str, object]:
    return {c: value for c, value in zip(columns, row, strict=True) if c != "report"}
