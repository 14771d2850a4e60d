"""The whole flow on one screen: reports in, findings out."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dragoman import VERSION
from dragoman.atlas.atlas import Atlas, load_atlas
from dragoman.atlas.overlay import Extra, overlaid
from dragoman.atlas.people import People
from dragoman.errors import ReportChanged
from dragoman.language.later import Later
from dragoman.ontology.ontology import Ontology, load_ontology
from dragoman.settings import Settings, load_settings
from dragoman.types import NOTED, Findings, PersonTold, Refusal, Report

if TYPE_CHECKING:
    from dragoman.extraction.explaining import Explanation
    from dragoman.language.parse import Parser
    from dragoman.language.plain import Doc
    from dragoman.record.record import Record

# What only some processes need is imported where it is used: where many read, those who read need no record, and the
# one that writes needs no model.
BATCH = 32
YOUNG = 50_000  # objects made until Python looks for garbage: an article makes more than a hundred times its default
WRITTEN = 64  # reports that are written in one go
READ_LANGUAGES = (None, "en")
# What a mistake of ours in one report may raise: that report is refused with the reason, and the others are read.
MISTAKES = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)


class Reading(Protocol):
    """What reads reports in order, as `process` does: other processes, or machines."""

    def __call__(
        self, reports: Iterable[Report | Refusal], *, people: People | None = None
    ) -> Iterator[Findings | Refusal]:
        """What each report says."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs, loaded once."""

    parser: "Parser"
    ontology: Ontology
    atlas: Atlas


def load_tools(settings: Settings, *, late: bool = False) -> Tools:
    """The parser, ontology and atlas that the settings name; raises ModelError or DataError.

    With `late` the parser is only loaded when it is used: where others read, it never is.
    """
    tools = Tools(Later(settings) if late else _parser(settings), load_ontology(), load_atlas())
    gc.set_threshold(YOUNG)
    gc.freeze()  # what is loaded stays: Python need not look through it for garbage every few reports
    return tools


def extract(inputs: Sequence[str | Path], settings: Settings | None = None) -> Iterator[Findings | Refusal]:
    """What the reports of files, folders and patterns say, one after the other; nothing is stored."""
    from dragoman.outlets import read_inputs

    chosen = settings or load_settings()
    return process(read_inputs(inputs, chosen), load_tools(chosen))


def read(
    inputs: Sequence[str | Path], into: str | Path, settings: Settings | None = None, *, again: bool = False
) -> tuple[Refusal, ...]:
    """Read the reports of files, folders and patterns into a record; returns what could not be read, and why."""
    from dragoman.outlets import read_inputs
    from dragoman.record.record import Record

    chosen = settings or load_settings()
    with Record.open(into, write=True, memory=chosen.memory) as record:
        outcomes = store(read_inputs(inputs, chosen), record, load_tools(chosen), again=again)
        return tuple(item for item in outcomes if isinstance(item, Refusal))


def process(
    reports: Iterable[Report | Refusal], tools: Tools, people: People | None = None
) -> Iterator[Findings | Refusal]:
    """Read each report and yield what it says: same input, same findings, in the order of the input.

    With `people` a report also knows the persons of whom those before it, or the record, told.
    """
    if people is not None:
        tools = replace(tools, atlas=people.atlas)
    waiting = iter(reports)
    while batch := list(islice(waiting, BATCH)):
        docs = tools.parser.read([r.text for r in batch if isinstance(r, Report) and is_read(r)])
        for item in batch:
            yield item if isinstance(item, Refusal) else _findings(item, docs, tools)


def explained(
    reports: Iterable[Report | Refusal], tools: Tools
) -> "Iterator[tuple[Findings | Refusal, tuple[Explanation, ...]]]":
    """As `process`, one report after the other, with what was considered for each finding; nothing for a refusal."""
    from dragoman.extraction import explained as explain_report

    for item in reports:
        outcome = next(iter(process([item], tools)))
        if isinstance(item, Refusal) or isinstance(outcome, Refusal) or not is_read(item):
            yield outcome, ()
        else:
            yield explain_report(item, next(tools.parser.read([item.text])), tools.ontology, tools.atlas)


def store(
    reports: Iterable[Report | Refusal],
    record: "Record",
    tools: Tools,
    *,
    again: bool = False,
    reading: Reading | None = None,
    together: int = WRITTEN,
) -> Iterator[Findings | Refusal | Report]:
    """Read each report into the record; yields its findings, why it was refused, or the report if it was known.

    Each report is stored whole or not at all, as it comes; with `again` known ones are read anew.  At the end the
    record works out which reports are copies and which tellings are of one event.  `reading`: what reads in the place
    of `process` with the tools; `together`: how many reports are written, and their findings handed out, in one go.
    Raises RecordFull and the other errors of the record's file; what was stored before stays.
    """
    from dragoman.record.persons import persons_told

    tools = with_added_actors(tools, record)
    known: deque[Report] = deque()
    waiting: list[Findings] = []
    people, told = People(tools.atlas, record.persons_told()), partial(persons_told, listed=tools.atlas.persons)
    read_by = reading or partial(process, tools=tools)
    for item in read_by(_fresh(reports, record, known, again), people=people):
        while known:
            yield known.popleft()
        if isinstance(item, Findings):
            waiting.append(item)
            for person in told(item):
                people.learn(person)
        else:
            if item.kind != NOTED:
                record.refuse(item)
            yield item
        if len(waiting) == together:
            yield from _stored(waiting, record, told)
            waiting.clear()
    yield from _stored(waiting, record, told)
    yield from known
    if again:
        record.sweep()
    record.resolve()


def with_added_actors(tools: Tools, record: "Record") -> Tools:
    """The tools with the actors that came into the record (`dragoman import`) laid over the atlas."""
    from dragoman.record.backdrop import added_actors

    return with_actors(tools, added_actors(record))


def with_actors(tools: Tools, extras: Sequence[Extra]) -> Tools:
    """The tools with further actors laid over the atlas."""
    return replace(tools, atlas=overlaid(tools.atlas, extras).atlas) if extras else tools


def _fresh(
    reports: Iterable[Report | Refusal], record: "Record", known: deque[Report], again: bool
) -> Iterator[Report | Refusal]:
    for item in reports:
        try:
            if isinstance(item, Refusal) or again or not record.knows(item):
                yield item
            else:
                known.append(item)
        except ReportChanged as error:
            yield Refusal(item.origin or item.id, str(error), "changed") if isinstance(item, Report) else item


def _stored(
    batch: Sequence[Findings], record: "Record", told: Callable[[Findings], Iterable[PersonTold]]
) -> Iterator[Findings | Refusal]:
    refused = {r.origin: r for r in record.take(batch, VERSION, told)} if batch else {}
    for findings in batch:
        refusal = refused.get(findings.report.origin or findings.report.id)
        if refusal is not None:
            record.refuse(refusal)
        yield refusal or findings


def extract_report(report: Report, doc: "Doc", ontology: Ontology, atlas: Atlas) -> Findings:
    """What a report says, by the steps of `extraction`."""
    from dragoman.extraction import extract as steps

    return steps(report, doc, ontology, atlas)


def _parser(settings: Settings) -> "Parser":
    from dragoman.language.parse import load_parser

    return load_parser(settings)


def _findings(report: Report, docs: "Iterator[Doc]", tools: Tools) -> Findings | Refusal:
    if not is_read(report):
        note = (
            f"it is in a language that is not read yet ('{report.language}'), so it is kept without findings; "
            "if it is in English, give its language as 'en'"
        )
        return Findings(report, notes=(*report.notes, note))
    doc = next(docs)
    try:
        return extract_report(report, doc, tools.ontology, tools.atlas)
    except MISTAKES as error:
        reason = f"extraction failed on this report ({type(error).__name__}: {error}); please report it with the text"
        return Refusal(report.origin or report.id, reason, "failed")
    finally:
        doc.part()


def is_read(report: Report) -> bool:
    """Whether the report's language is one that is read; null, which could not be told, is read as English."""
    return report.language in READ_LANGUAGES
