"""When: the dates of the report, for the steps that follow."""

from dataclasses import replace

from dragoman.extraction.draft import Draft
from dragoman.language import dates


def find_dates(draft: Draft) -> Draft:
    """The draft with the dates that its text names, placed by the report's day of publication."""
    return replace(draft, dates=dates.find_dates(draft.doc, draft.report.published))
