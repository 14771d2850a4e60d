"""What a question to the record is limited to, checked against the ontology before anything is asked."""

import re
from dataclasses import dataclass, fields, replace
from typing import TypedDict

from dragoman.errors import ChoiceUnknown
from dragoman.ontology.ontology import load_ontology

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """Limits of a question; what is null limits nothing.

    `actor`, `with_`: an id ("IRN"), or a name whatever its case; a state stands also for everybody who belongs to it.
    `type`: event type, tie kind, or the kind of a statement or actor.  `status`: of an event or tie.  `since`, `until`:
    ISO prefixes, both inclusive; an act is placed by its own date or, where the text tells none, by the day of its
    report, a tie or statement by the day of its report.  A time without an end reaches to the day of the report, one
    without a beginning reaches back without limit.  `outlet`: as the report names it, whatever its case.  `text`:
    words of the sentence (of a report's title or text, of an actor's or place's name).  `limit`: rows at most.
    `review`: by default rows are as they stand after review, without what was rejected; accepted, corrected or
    reviewed: only those; open: only those that nobody judged; rejected: only what was rejected; machine: all as the
    program found it, whatever was decided.
    Actors and places are limited by the reports that name them; what is counted of them is always the whole record.
    """

    actor: str | None = None
    with_: str | None = None
    type: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    report: str | None = None
    text: str | None = None
    limit: int | None = None
    review: str | None = None


class Limits(TypedDict, total=False):
    """The fields of `Filters` as keywords of a question."""

    actor: str | None
    with_: str | None
    type: str | None
    status: str | None
    since: str | None
    until: str | None
    outlet: str | None
    report: str | None
    text: str | None
    limit: int | None
    review: str | None


# The filters that each kind of rows takes.
PLAIN = ("actor", "since", "until", "outlet", "report", "text", "limit")
TAKEN = {
    "event": (*PLAIN, "with_", "type", "status", "review"),
    "happening": ("actor", "with_", "type", "status", "since", "until", "text", "limit"),
    "tie": (*PLAIN, "with_", "type", "status", "review"),
    "statement": (*PLAIN, "with_", "type", "review"),
    "report": (*PLAIN, "with_"),
    "actor": (*PLAIN, "type"),
    "place": PLAIN,
}


def applicable(filters: Filters, of: str) -> Filters:
    """The filters without those that rows of this kind do not take."""
    return replace(filters, **{f.name: None for f in fields(Filters) if f.name not in TAKEN[of]})


def checked_filters(filters: Filters, of: str) -> Filters:
    """The filters, if their values exist for rows of this kind ("event", "tie", "statement" ...).

    Raises ChoiceUnknown for a type, status or date that does not exist, for a limit under 1, and for a filter that such
    rows do not take, so that none is passed over unsaid.
    """
    for name in (f.name for f in fields(Filters) if f.name not in TAKEN[of]):
        if getattr(filters, name) is not None:
            raise ChoiceUnknown(f"filter of {of}s", name.strip("_"), [n.strip("_") for n in TAKEN[of]])
    ontology = load_ontology()
    types = {
        "event": ontology.events,
        "happening": ontology.events,
        "tie": ontology.ties,
        "actor": ACTOR_KINDS,
        "statement": KINDS,
    }
    statuses = ontology.statuses_of(TOLD_AS.get(of, of))
    if filters.type is not None and filters.type not in types.get(of, ()):
        raise ChoiceUnknown(f"{of} type", filters.type, types.get(of, ()))
    if filters.status is not None and filters.status not in statuses:
        raise ChoiceUnknown(f"{of} status", filters.status, statuses)
    _check_plain(filters)
    return filters


def _check_plain(filters: Filters) -> None:
    """What does not depend on the kind of rows."""
    check_dates(filters.since, filters.until)
    if filters.review is not None and filters.review not in REVIEWS:
        raise ChoiceUnknown("review", filters.review, REVIEWS)
    if filters.limit is not None and filters.limit < 1:
        raise ChoiceUnknown("limit", str(filters.limit), ("1 or more",))


def check_dates(*dates: str | None) -> None:
    """Raise ChoiceUnknown for a date that is no ISO prefix; null, which limits nothing, will do."""
    for date in dates:
        if date is not None and not DATE.fullmatch(date):
            raise ChoiceUnknown("date", date, ("2022", "2022-06", "2022-06-29 (year, month or day)"))


REVIEWS = ("accepted", "corrected", "reviewed", "open", "rejected", "machine")
TOLD_AS = {"happening": "event"}  # whose statuses they have
ACTOR_KINDS = ("state", "igo", "forum", "person", "office", "organisation", "outlet", "armed_group")
KINDS = ("direct", "indirect", "mixed")
