"""What the background data sets of a record tell: files, events, and counts of these to hold claims against."""

from dataclasses import dataclass
from typing import Literal

import polars as pl

from dragoman.atlas.overlay import Extra
from dragoman.errors import ChoiceUnknown
from dragoman.record.filters import check_dates
from dragoman.record.questions import LATEST
from dragoman.record.record import Record

Period = Literal["day", "month", "year", "all"]
LENGTHS: dict[str, int] = {"day": 10, "month": 7, "year": 4, "all": 0}
FILES = """SELECT number, dataset, name, version, licence, rows, refused, repeated, imported, sha256, bytes
    FROM background.file ORDER BY number"""
REFUSED = """SELECT f.name AS file, f.dataset, r.line, r.reason FROM background.refused r
    JOIN background.file f ON f.number = r.file ORDER BY r.file, r.line"""
EVENTS = """SELECT e.*, f.name AS file_name, f.columns FROM background.event e
    JOIN background.file f ON f.number = e.file WHERE {where} ORDER BY e."date", e.file, e.line"""
ACTORS = "SELECT id, name, kind, country, sector, aliases, wikidata FROM background.actor ORDER BY file, line"
COUNTS = """SELECT dataset, left("date", $length) AS period, a.state AS actor, r.state AS recipient, type,
    left(code, 2) AS root, count(*)::BIGINT AS events, sum(mentions)::BIGINT AS mentions, avg(score) AS score
FROM (
    SELECT *, CASE WHEN len(recipient_states) = 0 THEN actor_states ELSE recipient_states END AS others
    FROM background.event
) e, unnest(e.actor_states) AS a(state), unnest(e.others) AS r(state)
WHERE a.state <> r.state AND {where}
GROUP BY ALL ORDER BY ALL"""


@dataclass(frozen=True, slots=True)
class BackgroundCount:
    """How many events a data set has of one state towards another, of one type, in one period.

    `period` is an ISO prefix ("2022", "2022-06"), or "" for all time; `type` PLOVER's, null for CAMEO 01 and 02; `root`
    CAMEO's first two digits, null where the data set has PLOVER types alone; `mentions` how often told, null where it
    does not count that; `score` the mean of its own scores (Goldstein scale or intensity), which differ by data set.
    """

    dataset: str
    period: str
    actor: str
    recipient: str
    type: str | None
    root: str | None
    events: int
    mentions: int | None
    score: float | None


def has_background(record: Record) -> bool:
    """Whether any background file came into the record."""
    found = record.sql("SELECT 1 FROM duckdb_tables() WHERE schema_name = 'background' AND table_name = 'file'")
    return found.height > 0


def background_files(record: Record) -> pl.DataFrame:
    """The files that came in: data set, name, version, licence, counts, when, and the sum of their bytes."""
    return record.sql(FILES) if has_background(record) else pl.DataFrame()


def background_refused(record: Record) -> pl.DataFrame:
    """Rows of background files that could not be read: file, data set, line and reason."""
    return record.sql(REFUSED) if has_background(record) else pl.DataFrame()


def background_events(
    record: Record,
    *,
    actor: str | None = None,
    with_: str | None = None,
    since: str | None = None,
    until: str | None = None,
    dataset: str | None = None,
) -> pl.DataFrame:
    """Events of the data sets in the terms of PLOVER, `cells` as they were; a polars DataFrame.

    `actor` and `with_` are ISO 3166 alpha-3 codes of states on either side; `since` and `until` ISO prefixes, both
    inclusive.  Raises ChoiceUnknown for what is no date.
    """
    if not has_background(record):
        return pl.DataFrame()
    where, values = _limits(since, until, dataset)
    for name, state in (("actor", actor), ("with_", with_)):
        if state is not None:
            where.append(f"(list_contains(actor_states, ${name}) OR list_contains(recipient_states, ${name}))")
            values[name] = state
    return record.sql(EVENTS.replace("{where}", " AND ".join(where)), values)


def background_counts(
    record: Record,
    *,
    actor: str | None = None,
    recipient: str | None = None,
    since: str | None = None,
    until: str | None = None,
    dataset: str | None = None,
    by: Period = "month",
) -> tuple[BackgroundCount, ...]:
    """How many events of each type each state does to each other in each period, by data set, never summed over them.

    `actor` and `recipient` are ISO 3166 alpha-3 codes.  An event of several states counts for each two of them, and
    where it has actors alone, these act upon each other (PLOVER's rule for meetings and agreements).
    Raises ChoiceUnknown for what is no date or period.
    """
    if by not in LENGTHS:
        raise ChoiceUnknown("period", by, LENGTHS)
    if not has_background(record):
        return ()
    where, values = _limits(since, until, dataset)
    for alias, name, state in (("a", "actor", actor), ("r", "recipient", recipient)):
        if state is not None:
            where.append(f"{alias}.state = ${name}")
            values[name] = state
    frame = record.sql(COUNTS.replace("{where}", " AND ".join(where)), values | {"length": LENGTHS[by]})
    return tuple(BackgroundCount(*row) for row in frame.rows())


def added_actors(record: Record) -> tuple[Extra, ...]:
    """The actors that came into the record, for reading reports, in the order in which they came."""
    if not has_background(record):
        return ()
    rows = record.sql(ACTORS).iter_rows(named=True)
    return tuple(Extra(**{**row, "aliases": tuple(row["aliases"])}) for row in rows)


def _limits(since: str | None, until: str | None, dataset: str | None) -> tuple[list[str], dict[str, object]]:
    where, values = ["true"], dict[str, object]()
    check_dates(since, until)
    if since is not None:
        where.append('"date" >= $since')
        values["since"] = since
    if until is not None:
        where.append('"date" <= $until')
        values["until"] = until + LATEST
    if dataset is not None:
        where.append("dataset = $dataset")
        values["dataset"] = dataset
    return where, values
