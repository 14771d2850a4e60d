"""Findings -> rows of the record's tables: ids, parties, words, all in the columns' order of schema.sql."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.record.evidence import quoted
from dragoman.record.ids import content_id, text_digest, told_apart
from dragoman.record.references import check_references, check_text
from dragoman.types import Actor, Findings, Mention, Place, Report, Span, Statement, Tie, When

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that one report adds, by table, with their values in the order of the table's columns."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, *values: object) -> None:
        """Append one row to a table."""
        self.tables.setdefault(table, []).append(values)


def rows_of(findings: Findings, program: str) -> Rows:
    """Every row that the findings of one report make.

    Raises EvidenceMismatch for a span without words, ReportUnstorable where something refers to what is not there.
    """
    rows, report = Rows(), findings.report
    check_text(report)
    check_references(findings)
    _report(rows, report, findings.notes, program)
    for actor in findings.actors:
        rows.add("actor", actor.id, actor.name, actor.kind, actor.country, actor.sector, program)
    for place in findings.places:
        rows.add("place", place.id, place.name, place.kind, place.lat, place.lon, place.country, program)
    _names(rows, report, "actor", findings.actors)
    _names(rows, report, "place", findings.places)
    identities = list(told_apart(statement_id(report, s) for s in findings.statements))
    ids = {s.id: i for s, i in zip(findings.statements, identities, strict=True)}
    for statement, identity in zip(findings.statements, identities, strict=True):
        _statement(rows, report, statement, identity, ids)
    _joint(rows, report, findings.statements, ids)
    for mention, identity in zip(findings.mentions, told_apart(_mention_ids(findings)), strict=True):
        _mention(rows, report, mention, identity, ids)
    for tie, identity in zip(findings.ties, told_apart(_tie_ids(findings)), strict=True):
        _tie(rows, report, tie, identity, ids)
    return rows


def statement_id(report: Report, statement: Statement) -> str:
    """The id of a statement in the record."""
    return content_id(report.id, statement.source, statement.source_span, statement.cue, statement.content)


def _mention_ids(findings: Findings) -> Iterator[str]:
    for m in findings.mentions:
        yield content_id(findings.report.id, m.type, m.trigger, m.actors, m.recipients)


def _tie_ids(findings: Findings) -> Iterator[str]:
    for t in findings.ties:
        yield content_id(findings.report.id, t.kind, t.name, t.parties, t.evidence)


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
    for number, (start, end) in enumerate(spans, 1):
        words = quoted(report, start, end)
        rows.add("evidence", report.id, owner, identity, part, number, start, end, words)


def _names(rows: Rows, report: Report, owner: str, named: Sequence[Actor | Place]) -> None:
    spans: dict[str, set[Span]] = {}
    for one in named:
        spans.setdefault(one.id, set()).update(one.mentions)
    for identity, where in spans.items():
        _cite(rows, report, owner, identity, "name", sorted(where))


def _statement(rows: Rows, report: Report, statement: Statement, identity: str, ids: dict[str, str]) -> None:
    within = ids[statement.within] if statement.within else None
    rows.add("statement", identity, report.id, statement.source, statement.kind, list(statement.via), within)
    _cite(rows, report, "statement", identity, "source", statement.source_span)
    _cite(rows, report, "statement", identity, "cue", statement.cue)
    _cite(rows, report, "statement", identity, "content", statement.content)


def _joint(rows: Rows, report: Report, statements: Sequence[Statement], ids: dict[str, str]) -> None:
    """Who said something together, counted from 1: several speakers of the same words by one cue (joint.sql)."""
    said: dict[tuple[tuple[Span, ...], tuple[Span, ...]], list[Statement]] = {}
    for one in statements:
        said.setdefault((one.content, one.cue), []).append(one)
    for same in (s for s in said.values() if len({one.source for one in s if one.source is not None}) > 1):
        for number, one in enumerate(same, 1):
            rows.add("joint", ids[one.id], report.id, ids[same[0].id], number)


def _mention(rows: Rows, report: Report, mention: Mention, identity: str, ids: dict[str, str]) -> None:
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
        ids[mention.statement] if mention.statement else None,
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


def _tie(rows: Rows, report: Report, tie: Tie, identity: str, ids: dict[str, str]) -> None:
    statement = ids[tie.statement] if tie.statement else None
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
