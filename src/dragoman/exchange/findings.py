"""Findings as the machine interface: one JSON object a report, the same bytes for the same findings.

Keys may be added, never change their meaning; the scorers and every other program rely on this shape.
"""

from collections.abc import Sequence
from dataclasses import asdict

import orjson

from dragoman.extraction.explaining import Explanation
from dragoman.types import Actor, Findings, Mention, Place, Report, Span, Statement, Tie, When

Row = dict[str, object]


def findings_line(findings: Findings, explanations: Sequence[Explanation] | None = None) -> bytes:
    """One line of JSON, without the line end; with explanations, if given, under `explanations`."""
    row = findings_row(findings)
    if explanations is not None:
        row["explanations"] = [explanation_row(e) for e in explanations]
    return orjson.dumps(row)


def explanation_row(explanation: Explanation) -> Row:
    """What was considered for one finding (`of` its id), or for a word that tells no act (`of` null)."""
    return asdict(explanation) | {"span": list(explanation.span)}


def findings_row(findings: Findings) -> Row:
    """The findings of one report as plain values, in the order of the interface."""
    return {
        "report": report_row(findings.report),
        "actors": [_actor(a) for a in findings.actors],
        "places": [_place(p) for p in findings.places],
        "statements": [_statement(s) for s in findings.statements],
        "mentions": [_mention(m) for m in findings.mentions],
        "ties": [_tie(t) for t in findings.ties],
        "notes": list(findings.notes),
    }


def report_row(report: Report) -> Row:
    """What is known of a report, without its text."""
    return {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published,
        "author": report.author,
        "url": report.url,
        "language": report.language,
        "origin": report.origin,
        "provenance": {source.field: source.source for source in report.provenance},
    }


def _actor(actor: Actor) -> Row:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "mentions": _spans(actor.mentions),
    }


def _place(place: Place) -> Row:
    return {
        "id": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "kind": place.kind,
        "mentions": _spans(place.mentions),
    }


def _statement(statement: Statement) -> Row:
    return {
        "id": statement.id,
        "source": statement.source,
        "source_span": _spans(statement.source_span),
        "cue": _spans(statement.cue),
        "content": _spans(statement.content),
        "kind": statement.kind,
        "via": list(statement.via),
        "within": statement.within,
        "joint": statement.joint,
    }


def _mention(mention: Mention) -> Row:
    return {
        "id": mention.id,
        "type": mention.type,
        "mode": mention.mode,
        "contexts": list(mention.contexts),
        "topics": list(mention.topics),
        "actors": list(mention.actors),
        "recipients": list(mention.recipients),
        "reciprocal": mention.reciprocal,
        "status": mention.status,
        "status_cues": _spans(mention.status_cues),
        "statement": mention.statement,
        "date": _when(mention.date),
        "deadline": _when(mention.deadline),
        "place": mention.place,
        "trigger": list(mention.trigger),
        "evidence": list(mention.evidence),
        "because": mention.because,
    }


def _tie(tie: Tie) -> Row:
    return {
        "id": tie.id,
        "kind": tie.kind,
        "name": tie.name,
        "parties": list(tie.parties),
        "roles": {role: list(ids) for role, ids in tie.roles.items()},
        "stage": tie.stage,
        "status": tie.status,
        "attributes": dict(tie.attributes),
        "statement": tie.statement,
        "date": _when(tie.date),
        "evidence": _spans(tie.evidence),
        "because": tie.because,
    }


def _when(when: When | None) -> Row | None:
    if when is None:
        return None
    span = None if when.span is None else list(when.span)
    return {"from": when.start, "to": when.end, "text": when.text, "span": span}


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(s) for s in spans]
