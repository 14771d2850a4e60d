"""The record's questions as SQL: each function returns a query over one view and its parameters."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dragoman.record.filters import Filters

LATEST = "~"  # sorts after every digit and hyphen, so that '2024' || '~' is the end of 2024


class Query(NamedTuple):
    """SQL and the values for its named parameters."""

    sql: str
    values: dict[str, object]


class Where(NamedTuple):
    """One condition and the values for its named parameters."""

    sql: str
    values: dict[str, object]


def events_sql(filters: Filters) -> Query:
    """Tellings of acts, in the order of their dates, then of their reports."""
    wheres = [*events_within(filters), *_words(filters, "sentence")]
    order = "coalesce(date, date_to, published) NULLS LAST, published NULLS LAST, report, start, id"
    return _query("event_row", wheres, order, filters)


def events_within(filters: Filters) -> list[Where]:
    """The conditions on tellings of acts, without that on their words."""
    # left(..., 0) is '', which sorts before every date: what has an end but no beginning reaches back without limit.
    by_date = "coalesce(date_to, greatest(date, published))", "coalesce(date, left(date_to, 0), published)"
    return [
        *_side("actor", filters.actor, "id IN (SELECT mention FROM mention_party WHERE actor IN {who})"),
        *_side("with_", filters.with_, "id IN (SELECT mention FROM mention_party WHERE actor IN {who})"),
        *_equal("type", filters.type),
        *_equal("status", filters.status),
        *_between(filters, *by_date),
        *_reported(filters),
        *_reviewed(filters),
    ]


def happenings_sql(filters: Filters) -> Query:
    """Events told once or many times, by their date or, without one, by the day they were first told."""
    wheres = [*happenings_within(filters), *_words(filters, "sentence")]
    return _query("happening_row", wheres, f"{FIRST} NULLS LAST, first_told NULLS LAST, id", filters)


FIRST = "coalesce(split_part(date, '/', 1), first_told)"


def happenings_within(filters: Filters) -> list[Where]:
    """The conditions on events, without that on their words."""
    last = "coalesce(nullif(split_part(date, '/', 2), ''), date, last_told)"
    takes_part = "mention IN (SELECT mention FROM mention_party WHERE actor IN {who})"
    return [
        *_side("actor", filters.actor, takes_part),
        *_side("with_", filters.with_, takes_part),
        *_equal("type", filters.type),
        *_equal("status", filters.status),
        *_between(filters, last, FIRST),
    ]


def ties_sql(filters: Filters) -> Query:
    """Tellings of standing things, by kind, then in the order of their reports."""
    wheres = [*ties_within(filters), *_words(filters, "sentence")]
    return _query("tie_row", wheres, "kind, published NULLS LAST, report, start, id", filters)


def ties_within(filters: Filters) -> list[Where]:
    """The conditions on tellings of standing things, without that on their words."""
    in_role = "SELECT tie FROM tie_role WHERE holder IN {who}"
    holds = f"id IN (SELECT tie FROM tie_party WHERE actor IN {{who}} UNION ALL {in_role})"
    return [
        *_side("actor", filters.actor, holds),
        *_side("with_", filters.with_, holds),
        *_equal("kind", filters.type),
        *_equal("status", filters.status),
        *_between(filters, "published", "published"),
        *_reported(filters),
        *_reviewed(filters),
    ]


def statements_sql(filters: Filters) -> Query:
    """Statements by the day of their reports; `actor` is who speaks, `with_` is who is spoken of."""
    wheres = [*statements_within(filters), *_words(filters, "content")]
    return _query("statement_row", wheres, "published NULLS LAST, report, start, id", filters)


def statements_within(filters: Filters) -> list[Where]:
    """The conditions on statements, without that on their words."""
    return [
        *_side("actor", filters.actor, "source IN {who}"),
        *_side("with_", filters.with_, "id IN (SELECT statement FROM spoken_of WHERE actor IN {who})"),
        *_equal("kind", filters.type),
        *_between(filters, "published", "published"),
        *_reported(filters),
        *_reviewed(filters),
    ]


def reports_sql(filters: Filters) -> Query:
    """Reports by the day they were published; `actor` and `with_` are named in them."""
    told = [f"SELECT id FROM report WHERE {w.sql}" for w in _words(filters, "concat_ws(' ', title, text)")]
    wheres = [*reports_within(filters), *(Where(f"id IN ({ids})", {"text": filters.text}) for ids in told)]
    return _query("report_row", wheres, "published NULLS LAST, id", filters)


def reports_within(filters: Filters) -> list[Where]:
    """The conditions on reports, without that on their words."""
    named = "id IN (SELECT report FROM presence WHERE owner = 'actor' AND names > 0 AND id IN {who})"
    return [
        *_side("actor", filters.actor, named),
        *_side("with_", filters.with_, named),
        *_between(filters, "published", "published"),
        *_reported(filters, "id"),
    ]


def actors_sql(filters: Filters) -> Query:
    """Actors, those that take part in most first; `actor` limits to a state and all who belong to it."""
    wheres = [
        *_side("actor", filters.actor, "id IN {who}"),
        *_equal("kind", filters.type),
        *_named(filters, "actor"),
        *_words(filters, "name"),
    ]
    return _query("actor_row", wheres, "events + statements + ties DESC, names DESC, id", filters)


def places_sql(filters: Filters) -> Query:
    """Places, those named most first; `actor` limits to the places of a state."""
    wheres = [*_equal("country", filters.actor), *_named(filters, "place"), *_words(filters, "name")]
    return _query("place_row", wheres, "names DESC, id", filters)


QUESTIONS: dict[str, Callable[[Filters], Query]] = {
    "event": events_sql,
    "happening": happenings_sql,
    "tie": ties_sql,
    "statement": statements_sql,
    "report": reports_sql,
    "actor": actors_sql,
    "place": places_sql,
}


def _side(parameter: str, value: str | None, condition: str) -> Iterator[Where]:
    """The condition that somebody takes part: an actor, or for a state also everybody who belongs to it."""
    if value is not None:
        who = f"(SELECT id FROM actor WHERE id = ${parameter} OR country = ${parameter})"
        yield Where(condition.replace("{who}", who), {parameter: value})


def _equal(column: str, value: str | None) -> Iterator[Where]:
    if value is not None:
        yield Where(f"{column} = ${column}_", {f"{column}_": value})


def _between(filters: Filters, last: str, first: str) -> Iterator[Where]:
    """Intervals that touch [since, until]; dates of any precision compare as prefixes."""
    if filters.since is not None:
        yield Where(f"{last} || '{LATEST}' >= $since", {"since": filters.since})
    if filters.until is not None:
        yield Where(f"{first} <= $until", {"until": filters.until + LATEST})


def _reported(filters: Filters, report: str = "report") -> Iterator[Where]:
    if filters.outlet is not None:
        yield Where("lower(outlet) = lower($outlet)", {"outlet": filters.outlet})
    if filters.report is not None:
        yield Where(f"{report} = $report", {"report": filters.report})


def _words(filters: Filters, words: str) -> Iterator[Where]:
    if filters.text is not None:
        yield Where(f"contains(lower({words}), lower($text))", {"text": filters.text})


def _named(filters: Filters, owner: str) -> Iterator[Where]:
    """The condition that one of the reports within the limits names it."""
    limits = [*_between(filters, "published", "published"), *_reported(filters, "id")]
    if limits:
        reports = f"SELECT id FROM report WHERE {' AND '.join(w.sql for w in limits)}"
        named = f"id IN (SELECT id FROM presence WHERE owner = '{owner}' AND names > 0 AND report IN ({reports}))"
        yield Where(named, {k: v for w in limits for k, v in w.values.items()})


AS_FOUND = ("machine", "rejected")  # told as the program found it
REVIEWED = {
    "accepted": "review = 'accepted'",
    "corrected": "review = 'corrected'",
    "reviewed": "review IN ('accepted', 'corrected')",
    "open": "(review IS NULL OR review = 'follows')",
    "rejected": "review = 'rejected'",
}


def _reviewed(filters: Filters) -> Iterator[Where]:
    if filters.review in REVIEWED:
        yield Where(REVIEWED[filters.review], {})


def _query(view: str, wheres: list[Where], order: str, filters: Filters) -> Query:
    view = f"machine.{view}" if filters.review in AS_FOUND else view
    condition = "".join(f"\n  {'WHERE' if n == 0 else 'AND'} {w.sql}" for n, w in enumerate(wheres))
    limit = "" if filters.limit is None else "\nLIMIT $limit"
    values: dict[str, object] = {} if filters.limit is None else {"limit": filters.limit}
    for where in wheres:
        values |= where.values
    return Query(f"SELECT * FROM {view}{condition}\nORDER BY {order}{limit}", values)
