"""Doc -> Findings: the steps, in the order in which they build on each other."""

from spacy.tokens import Doc as Parsed

from dragoman.atlas.atlas import Atlas
from dragoman.extraction.actors import find_actors
from dragoman.extraction.attribution import find_statements
from dragoman.extraction.crowds import find_crowds
from dragoman.extraction.dates import find_dates
from dragoman.extraction.draft import Draft, Step
from dragoman.extraction.events import find_events
from dragoman.extraction.explaining import Explanation, explain
from dragoman.extraction.places import find_places
from dragoman.extraction.ties import find_ties
from dragoman.language.plain import Doc, plain
from dragoman.ontology.ontology import Ontology
from dragoman.types import Findings, Report

STEPS: tuple[Step, ...] = (
    find_dates,
    find_actors,
    find_places,
    find_crowds,
    find_statements,
    find_events,
    find_ties,
)


def extract(report: Report, doc: Doc | Parsed, ontology: Ontology, atlas: Atlas) -> Findings:
    """Everything that one parsed report says; the same report always gives the same findings.

    `doc`: what a parser's `read` or `parse` gives.
    """
    return _findings(_drafted(report, doc, ontology, atlas))


def explained(
    report: Report, doc: Doc | Parsed, ontology: Ontology, atlas: Atlas
) -> tuple[Findings, tuple[Explanation, ...]]:
    """As `extract`, with what was considered for every finding and why the rest was refused."""
    draft = _drafted(report, doc, ontology, atlas)
    return _findings(draft), explain(draft)


def _drafted(report: Report, doc: Doc | Parsed, ontology: Ontology, atlas: Atlas) -> Draft:
    draft = Draft(
        report=report,
        doc=doc if isinstance(doc, Doc) else plain(doc),
        ontology=ontology,
        atlas=atlas,
        notes=report.notes,
    )
    for step in STEPS:
        draft = step(draft)
    return draft


def _findings(draft: Draft) -> Findings:
    return Findings(draft.report, draft.actors, draft.places, draft.statements, draft.mentions, draft.ties, draft.notes)
