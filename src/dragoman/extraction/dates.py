"""When: the dates of the report, for the steps that follow."""

from dataclasses import replace

from dragoman.extraction.draft import Draft
from dragoman.language import dates
from dragoman.language.datelines import stated_day

DAY = len("2020-01-01")


def find_dates(draft: Draft) -> Draft:
    """The draft with the dates that its text names, placed by the report's day of publication.

    Where that is not given, or not to the day, by the day that the text gives as its own.
    """
    published = draft.report.published
    if published is None or len(published) < DAY:
        stated = stated_day(draft.text)
        published = stated if stated is not None and stated.startswith(published or "") else published
    return replace(draft, dates=dates.find_dates(draft.doc, published))
