"""The query parameters that endpoints share: the filters of the record, and the page."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from dragoman.record.filters import Filters

MOST_ROWS = 500
LONGEST = 400  # characters of a parameter
Text = Annotated[str | None, Query(max_length=LONGEST)]
Actor = Annotated[
    str | None,
    Query(description="Who takes part: an id (IRN) or a name. A state stands also for its organs.", max_length=LONGEST),
]
With = Annotated[
    str | None,
    Query(
        alias="with",
        description="Who takes part beside `actor`; for statements: who is spoken of.",
        max_length=LONGEST,
    ),
]
Type = Annotated[
    str | None, Query(description="Event type, kind of tie, of actor or of statement.", max_length=LONGEST)
]
Status = Annotated[str | None, Query(description="How firmly: done, ongoing, planned ...", max_length=LONGEST)]
Since = Annotated[str | None, Query(description="From this year, month or day on (2022-06).", max_length=10)]
Until = Annotated[str | None, Query(description="Up to and including this year, month or day.", max_length=10)]
Outlet = Annotated[str | None, Query(description="Only what this outlet published.", max_length=LONGEST)]
InReport = Annotated[str | None, Query(alias="report", description="Only of this report.", max_length=LONGEST)]
Words = Annotated[str | None, Query(description="Only where the sentence holds these words.", max_length=LONGEST)]
Rows = Annotated[int, Query(alias="limit", description="Rows on a page.", ge=1, le=MOST_ROWS)]
Skipped = Annotated[int, Query(alias="offset", description="Rows to pass over.", ge=0, le=1_000_000_000)]


@dataclass(frozen=True, slots=True)
class Limited:
    """Where and when: the limits that every page of the app keeps."""

    since: Since = None
    until: Until = None
    outlet: Outlet = None
    text: Words = None

    def filters(self, actor: str | None = None, with_: str | None = None) -> Filters:
        """The same as filters of the record, with one or two actors."""
        return Filters(
            blank(actor), blank(with_), since=blank(self.since), until=blank(self.until), outlet=blank(self.outlet),
            text=blank(self.text),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paged:
    """Which page of rows."""

    limit: Rows = 50
    offset: Skipped = 0


def blank(value: str | None) -> str | None:
    """The value, or null for an empty one: an address may carry `outlet=` without a value."""
    return value or None
