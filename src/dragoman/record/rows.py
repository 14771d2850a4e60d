"""Findings -> rows of the record's tables: ids, parties, words, all in the columns' order of schema.sql."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.record.evidence import quote
from dragoman.record.ids import content_id, text_digest
from dragoman.types import Findings, Mention, Report, Span, Statement, Tie, When

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that one report adds, by table."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, *values: object) -> None:
        """Append one row to a table."""
        self.tables.setdefault(table, []).append(values)


def rows_of(findings: Findings, program: str) -> Rows:
    """Every row that the findings of one report make; raises EvidenceMismatch for a span without words."""
    rows, report = Rows(), findings.report
    _report(rows, report, findings.notes, program)
    for actor in findings.actors:
        rows.add("actor", actor.id, actor.name, actor.kind, actor.country, actor.sector)
        _cite(rows, report, "actor", actor.id, "name", sorted(set(actor.mentions)))
    for place in findings.places:
        rows.add("place", place.id, place.name, place.kind, place.lat, place.lon, place.country)
        _cite(rows, report, "place", place.id, "name", sorted(set(place.mentions)))
    ids = {s.id: statement_id(report, s) for s in findings.statements}
    for statement in findings.statements:
        _statement(rows, report, statement, ids)
    for mention in findings.mentions:
        _mention(rows, report, mention, ids)
    for tie in findings.ties:
        _tie(rows, report, tie, ids)
    return rows


def statement_id(report: Report, statement: Statement) -> str:
    """The id of a statement in the record."""
    return content_id(report.id, statement.source, statement.source_span, statement.cue, statement.content)


def _report(rows: Rows, report: Report, notes: Sequence[str], program: str) -> None:
    rows.add(
        "report",
        report.id,
        report.text,
        report.title,
        report.outlet,
        report.published,
        report.author,
        report.url,
        report.language,
        report.origin,
        text_digest(report.text),
        program,
    )
    for number, note in enumerate(notes, 1):
        rows.add("report_note", report.id, number, note)


def _cite(rows: Rows, report: Report, owner: str, identity: str, part: str, spans: Sequence[Span]) -> None:
    for number, span in enumerate(spans, 1):
        found = quote(report, span)
        rows.add("evidence", report.id, owner, identity, part, number, found.start, found.end, found.words)


def _statement(rows: Rows, report: Report, statement: Statement, ids: dict[str, str]) -> None:
    identity = ids[statement.id]
    within = ids.get(statement.within) if statement.within else None
    rows.add("statement", identity, report.id, statement.source, statement.kind, list(statement.via), within)
    _cite(rows, report, "statement", identity, "source", statement.source_span)
    _cite(rows, report, "statement", identity, "cue", statement.cue)
    _cite(rows, report, "statement", identity, "content", statement.content)


def _mention(rows: Rows, report: Report, mention: Mention, ids: dict[str, str]) -> None:
    identity = content_id(report.id, mention.type, mention.trigger, mention.actors, mention.recipients)
    rows.add(
        "mention",
        identity,
        report.id,
        mention.type,
        mention.mode,
        mention.status,
        mention.reciprocal,
        list(mention.contexts),
        list(mention.topics),
        ids.get(mention.statement) if mention.statement else None,
        *_when(mention.date),
        *_when(mention.deadline),
        mention.place,
        mention.because,
    )
    for side, parties in (("actor", mention.actors), ("recipient", mention.recipients)):
        for number, party in enumerate(parties, 1):
            rows.add("mention_party", identity, side, number, party)
    _cite(rows, report, "mention", identity, "sentence", (mention.evidence,))
    _cite(rows, report, "mention", identity, "trigger", (mention.trigger,))
    _cite(rows, report, "mention", identity, "status", mention.status_cues)
    _cite(rows, report, "mention", identity, "date", tuple(_spans(mention.date)))
    _cite(rows, report, "mention", identity, "deadline", tuple(_spans(mention.deadline)))


def _tie(rows: Rows, report: Report, tie: Tie, ids: dict[str, str]) -> None:
    identity = content_id(report.id, tie.kind, tie.name, tie.parties, tie.evidence)
    statement = ids.get(tie.statement) if tie.statement else None
    rows.add(
        "tie",
        identity,
        report.id,
        tie.kind,
        tie.name,
        tie.status,
        tie.stage,
        statement,
        *_when(tie.date),
        tie.because,
    )
    for number, party in enumerate(tie.parties, 1):
        rows.add("tie_party", identity, number, party)
    for role, holders in tie.roles.items():
        for number, holder in enumerate(holders, 1):
            rows.add("tie_role", identity, role, number, holder)
    for name, value in tie.attributes.items():
        rows.add("tie_attribute", identity, name, value)
    _cite(rows, report, "tie", identity, "sentence", tie.evidence)
    _cite(rows, report, "tie", identity, "date", tuple(_spans(tie.date)))


def _when(when: When | None) -> tuple[str | None, str | None, str | None]:
    return (None, None, None) if when is None else (when.start, when.end, when.text)


def _spans(when: When | None) -> Iterator[Span]:
    if when is not None and when.span is not None:
        yield when.span
