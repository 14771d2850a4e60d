"""Evidence: where a report says something, with the very words; nothing is stored without it."""

from collections.abc import Iterable

from dragoman.errors import EvidenceMismatch
from dragoman.types import Evidence, Report, Span


def quote(report: Report, span: Span) -> Evidence:
    """The words of the report at the span; raises EvidenceMismatch if the text has no words there."""
    words = report.text[span.start : span.end]
    if not (0 <= span.start < span.end <= len(report.text)) or not words.strip():
        raise EvidenceMismatch(report.id, span.start, span.end, "some words", words)
    return Evidence(report.id, span.start, span.end, words)


def checked(report: Report, rows: Iterable[Evidence]) -> None:
    """Raise EvidenceMismatch for the first row whose words do not stand in the report where it says."""
    for row in rows:
        found = report.text[row.start : row.end]
        if found != row.words or not row.words:
            raise EvidenceMismatch(report.id, row.start, row.end, row.words, found)
