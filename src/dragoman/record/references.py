"""What the findings of one report refer to must be among them, and must be text that can be kept."""

from collections.abc import Iterator, Set

from dragoman.errors import ReportUnstorable
from dragoman.types import Findings, Report


def check_references(findings: Findings) -> None:
    """Raise ReportUnstorable if something refers to an actor, place or statement that the findings lack.

    Such a reference must not become a null: a mention would then seem to be told in the report's own voice.
    """
    actors, places = {a.id for a in findings.actors}, {p.id for p in findings.places}
    statements = {s.id for s in findings.statements}
    for what, needed, kind, known in (
        *_of_statements(findings, actors, statements),
        *_of_mentions(findings, actors, places, statements),
        *_of_ties(findings, actors, places, statements),
    ):
        if needed is not None and needed not in known:
            raise ReportUnstorable(
                findings.report.id, f"{what} refers to the {kind} '{needed}', which was not found in it"
            )


def check_text(report: Report) -> None:
    """Raise ReportUnstorable if a field of the report is no text that can be kept: half of a surrogate pair."""
    try:
        for field in (report.text, report.title, report.outlet, report.author, report.url, report.origin):
            if field is not None:
                field.encode()
    except UnicodeEncodeError as error:
        raise ReportUnstorable(report.id, str(error)) from error


Reference = tuple[str, str | None, str, Set[str]]


def _of_statements(findings: Findings, actors: Set[str], statements: Set[str]) -> Iterator[Reference]:
    for one in findings.statements:
        what = f"statement {one.id}"
        yield what, one.source, "actor", actors
        yield what, one.within, "statement", statements
        yield what, one.joint, "statement", statements
        yield from ((what, outlet, "actor", actors) for outlet in one.via)


def _of_mentions(findings: Findings, actors: Set[str], places: Set[str], statements: Set[str]) -> Iterator[Reference]:
    for one in findings.mentions:
        what = f"mention {one.id}"
        yield what, one.statement, "statement", statements
        yield what, one.place, "place", places
        for party in (*one.actors, *one.recipients):
            yield what, party, "actor or region", actors | places


def _of_ties(findings: Findings, actors: Set[str], places: Set[str], statements: Set[str]) -> Iterator[Reference]:
    for one in findings.ties:
        what = f"tie {one.id}"
        yield what, one.statement, "statement", statements
        for party in (*one.parties, *(holder for holders in one.roles.values() for holder in holders)):
            yield what, party, "actor or place", actors | places
