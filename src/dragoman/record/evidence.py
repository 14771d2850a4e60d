"""Evidence: where a report says something, with the very words; nothing is stored without it."""

from dragoman.errors import EvidenceMismatch
from dragoman.types import Report


def quoted(report: Report, start: int, end: int) -> str:
    """The words of the report from `start` to `end`; raises EvidenceMismatch if the text has no words there."""
    words = report.text[start:end]
    if not (0 <= start < end <= len(report.text)) or words.isspace():
        raise EvidenceMismatch(report.id, start, end, "some words", words)
    return words
