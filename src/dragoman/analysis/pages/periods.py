"""Events over time: how many of each type and status are told of each year, month or day, and which ones.

An event counts once: in the period in which its own date begins, or without a date in that in which it was first told
(`undated`).  What is dated more coarsely than the period counts under the coarser one: by months, "2023".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.errors import ChoiceUnknown
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.gathering import Page
from dragoman.record.paging import in_any_order, query_of
from dragoman.record.questions import FIRST, LATEST
from dragoman.record.record import Record

STEPS: Mapping[str, int] = {"year": len("2023"), "month": len("2023-04"), "day": len("2023-04-11")}
PLACED = f"SELECT rowid AS place, type, status, date IS NULL AS undated, {FIRST} AS first"
BINS = f"""
WITH placed AS ({{placed}})
SELECT left(first, $length) AS period, type, status, undated, count(*) AS number FROM placed
WHERE first IS NOT NULL AND ($begin IS NULL OR first || '{LATEST}' >= $begin)
    AND ($end IS NULL OR first <= $end || '{LATEST}')
GROUP BY ALL ORDER BY ALL
"""
COUNTS = "WITH placed AS ({placed}) SELECT count(*) AS total, count(*) FILTER (first IS NULL) AS nowhere FROM placed"
WITHIN = """
WITH placed AS ({placed})
SELECT place FROM placed WHERE left(first, $length) = $period AND list_contains($statuses::VARCHAR[], status)
    AND ($undated IS NULL OR undated = $undated) ORDER BY place
"""
ROWS = "SELECT * FROM happening_row WHERE rowid IN (SELECT unnest($places::BIGINT[])) ORDER BY rowid"


@dataclass(frozen=True, slots=True)
class Bin:
    """So many events of one type and status in one period ("2023", "2023-04", "2023-04-11"); `undated` ones apart."""

    period: str
    type: str
    status: str
    undated: bool
    number: int


@dataclass(frozen=True, slots=True)
class Bins:
    """Events by period: `total` fit the filters, `nowhere` of them have neither a date nor a dated report."""

    by: str
    total: int
    nowhere: int
    items: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Which of the events within filters: those of a period by a step; of all statuses or of what they count as.

    `undated`: only those without a date of their own, or only those with one; null: both.
    """

    period: str
    by: str = "month"
    counts_as: str | None = None
    undated: bool | None = None


def bins(record: Record, filters: Filters, by: str, begin: str | None = None, end: str | None = None) -> Bins:
    """How many events a laid-out copy tells within filters, by period; only periods from `begin` to `end`.

    Raises ChoiceUnknown and ActorUnknown.
    """
    limits = checked_filters(Filters(since=begin, until=end), "happening")  # what is no day is said
    placed, values = _placed(record, filters)
    total, nowhere = record.sql(COUNTS.format(placed=placed), values).row(0)
    asked = {**values, "length": _length(by), "begin": limits.since, "end": limits.until}
    found = record.sql(BINS.format(placed=placed), asked)
    return Bins(by, total, nowhere, tuple(Bin(*row) for row in found.iter_rows()))


def events_in(record: Record, filters: Filters, cell: Cell, limit: int, offset: int = 0) -> Page:
    """The events that a cell counts, in the order of their days; raises ChoiceUnknown and ActorUnknown."""
    placed, values = _placed(record, filters)
    asked = {
        **values, "length": _length(cell.by), "period": cell.period, "statuses": _statuses(cell.counts_as),
        "undated": cell.undated,
    }  # fmt: skip
    places = record.sql(WITHIN.format(placed=placed), asked)["place"]
    return Page(record.sql(ROWS, {"places": places[offset : offset + limit].to_list()}), places.len())


def _placed(record: Record, filters: Filters) -> tuple[str, dict[str, object]]:
    query = query_of(record, "happening", filters)
    return in_any_order(query).replace("SELECT *", PLACED, 1), query.values


def _length(by: str) -> int:
    if by not in STEPS:
        raise ChoiceUnknown("step", by, STEPS)
    return STEPS[by]


def _statuses(counts_as: str | None) -> list[str]:
    ontology = load_ontology()
    kinds = dict.fromkeys(s.counts_as for s in ontology.statuses.values())
    if counts_as is not None and counts_as not in kinds:
        raise ChoiceUnknown("firmness", counts_as, kinds)
    return list(ontology.statuses) if counts_as is None else ontology.statuses_as(counts_as)
