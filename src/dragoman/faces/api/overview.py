"""The first page: what is new, who acts most with whom, what is overdue, where the record is thin."""

from dataclasses import replace
from typing import Annotated

import polars as pl
from fastapi import APIRouter, Depends

from dragoman.analysis.pages.overview import Ground, ground
from dragoman.analysis.pages.pairs import Pair, pairs
from dragoman.analysis.pages.unresolved import events_with, unresolved
from dragoman.errors import RecordError
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import Actor, Limited, Status, Type, With, blank
from dragoman.faces.api.promises import PromiseRow, promised, ready
from dragoman.faces.api.rows import rows_of
from dragoman.faces.api.shapes import shape
from dragoman.record.filters import Filters, applicable, checked_filters
from dragoman.record.forms import Packed
from dragoman.record.held import Held
from dragoman.record.newest import told_last
from dragoman.record.paging import newest_of
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf

FEW = 10
PAIRS = 12
PAIRS_KEPT: Packed[tuple[Pair, ...]] = Packed(tuple[Pair, ...])
router = APIRouter(tags=["Pages"])
Overview = shape(
    "Overview",
    "The first page. `pairs`: busiest first; `overdue`: promises whose day has passed without a word, "
    "`overdue_total` null while they are still worked out; `unnamed`: "
    "events with a party that is nobody in particular, such as 'we'.",
    ground=Ground,
    pairs=list[Pair],
    reports=rows_of("report"),
    statements=rows_of("statement"),
    happenings=rows_of("happening"),
    overdue=list[PromiseRow],
    overdue_total=int | None,
    unnamed=int,
)


@router.get("/overview", response_model=Overview, summary="The first page.")
def overview(
    newest: Newest,
    within: Annotated[Limited, Depends(Limited)],
    actor: Actor = None,
    with_: With = None,
    type: Type = None,
    status: Status = None,
) -> Json:
    """What is new, who acts most with whom, what is overdue, where the record is thin.

    `ground` is that of the whole record, whatever the limits.
    """
    limits = replace(within.filters(actor, with_), type=blank(type), status=blank(status))
    checked_filters(limits, "event")
    return _told(newest, limits)


def whole(newest: Held) -> Json:
    """The page of the whole record."""
    return _told(newest, Filters())


def _told(newest: Held, limits: Filters) -> Json:
    record, events = newest.record, applicable(limits, "happening")
    overdue = _overdue(newest, replace(limits, type=None, status=None)) if ready(newest) else None
    return Json(
        {
            "ground": _ground(newest),
            "pairs": _pairs(newest, events),
            "reports": _last(record, "report", limits),
            "statements": _last(record, "statement", replace(limits, type=None)),
            "happenings": _last(record, "happening", limits),
            "overdue": [] if overdue is None else rows(overdue.head(FEW)),
            "overdue_total": None if overdue is None else overdue.height,
            "unnamed": _unnamed(newest, events),
        },
        headers={"Cache-Control": "no-store"} if overdue is None else None,
    )


def _overdue(newest: Held, limits: Filters) -> pl.DataFrame:
    ledger = promised(newest, limits)
    return ledger.filter(ledger["outcome"] == "overdue").sort("due", descending=True)


def prepare(newest: Held) -> None:
    """Work out what the page of the whole record shows, so that nobody has to wait for it."""
    everything = Filters()
    _ground(newest)
    _pairs(newest, everything)
    _unnamed(newest, everything)


def prepare_early(shelf: Shelf) -> None:
    """Work out the page of what there is before the first copy is laid out; what was written meanwhile is given up.

    Raises RecordError where a record that nobody wrote cannot be asked.
    """
    early = shelf.enter_early()
    if early is None:
        return
    try:
        prepare(early)
    except RecordError:
        if not shelf.behind(early):
            raise
    finally:
        shelf.leave(early)
    if shelf.behind(early):
        shelf.give_up(early)


def _ground(newest: Held) -> Ground:
    return newest.once("ground", ground, Packed(Ground))


def _pairs(newest: Held, limits: Filters) -> tuple[Pair, ...]:
    """The busiest pairs within the limits; those of the whole record are worked out once."""
    if limits == Filters():
        return newest.once(
            "busiest pairs", lambda record: pairs(record, limits, PAIRS, nobody=_nobody(newest)), PAIRS_KEPT
        )
    return pairs(newest.record, limits, PAIRS, nobody=_nobody(newest))


def _unnamed(newest: Held, limits: Filters) -> int:
    if limits == Filters():
        return newest.once("unnamed", lambda record: events_with(record, _nobody(newest), limits), Packed(int))
    return events_with(newest.record, _nobody(newest), limits)


def _nobody(newest: Held) -> list[str]:
    """Parties that are nobody in particular, worked out once."""
    return newest.once("unresolved", unresolved, Packed(list[str]))


def _last(record: Record, of: str, limits: Filters) -> list[dict[str, object]]:
    """The newest rows of a kind within the limits that such rows take."""
    taken = applicable(limits, of)
    if taken == Filters():
        return rows(told_last(record, of, FEW))
    return rows(newest_of(record, of, taken, FEW))
