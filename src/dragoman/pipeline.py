"""The whole flow on one screen: reports in, findings out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from spacy.tokens import Doc

from dragoman.atlas.atlas import Atlas, load_atlas
from dragoman.extraction import extract
from dragoman.language.parse import load_parser
from dragoman.ontology.ontology import Ontology, load_ontology
from dragoman.settings import Settings
from dragoman.types import Findings, Refusal, Report

BATCH = 32
READ_LANGUAGES = (None, "en")
# What a mistake of ours in one report may raise: that report is refused with the reason, and the others are read.
MISTAKES = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)


class Parser(Protocol):
    """Anything that turns texts into filled Docs, in order: our reader, or a user's spaCy pipeline."""

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One Doc a text, in the order of the texts."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs, loaded once."""

    parser: Parser
    ontology: Ontology
    atlas: Atlas


def load_tools(settings: Settings) -> Tools:
    """The parser, ontology and atlas that the settings name; raises ModelError or DataError."""
    return Tools(load_parser(settings), load_ontology(), load_atlas())


def process(reports: Iterable[Report | Refusal], tools: Tools) -> Iterator[Findings | Refusal]:
    """Read each report and yield what it says: same input, same findings, in the order of the input."""
    waiting = iter(reports)
    while batch := list(islice(waiting, BATCH)):
        docs = tools.parser.parse([r.text for r in batch if isinstance(r, Report) and _is_read(r)])
        for item in batch:
            yield item if isinstance(item, Refusal) else _findings(item, docs, tools)


def _findings(report: Report, docs: Iterator[Doc], tools: Tools) -> Findings | Refusal:
    if not _is_read(report):
        note = f"The language '{report.language}' is not read yet; the report is kept without findings."
        return Findings(report, notes=(*report.notes, note))
    doc = next(docs)
    try:
        return extract(report, doc, tools.ontology, tools.atlas)
    except MISTAKES as error:
        reason = f"extraction failed on this report ({type(error).__name__}: {error}); please report it with the text"
        return Refusal(report.origin or report.id, reason, "failed")


def _is_read(report: Report) -> bool:
    return report.language in READ_LANGUAGES
