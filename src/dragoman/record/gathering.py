"""Rows of a question found first and gathered after: only what belongs to the rows that are wanted is joined.

A view such as `event_row` joins everything that belongs to a row.  Asked with a filter over a large record, it joins
that for all rows before most are left out.  So which rows fit, and how many, is told from the few columns that filters
and order need (`SLIM`); then the view's own SQL (views.sql) is run over only the rows of the tables that these need.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import duckdb
import polars as pl

from dragoman.record.filters import Filters
from dragoman.record.questions import (
    AS_FOUND,
    FIRST,
    QUESTIONS,
    Query,
    Where,
    events_within,
    happenings_within,
    reports_within,
    statements_within,
    ties_within,
)
from dragoman.record.store import Connection

VIEW = re.compile(r"^CREATE VIEW (\w+) AS\n(.*?);\n", re.MULTILINE | re.DOTALL)
FEW = 500  # rows that are named one by one, so that the database finds them by their keys
NONE = "~"  # sorts after every day: rows without one come last
SAID = "regexp_matches({0}, regexp_escape($text), 'i')"


class Slim(NamedTuple):
    """How rows of a kind are found and gathered.

    `columns`: what filters need, under the names of the view; `within` the conditions, `words` that on the text.
    `key`: the order but for what rows of one report with the same day are told apart by; `order` the whole of it.
    `views`: those that the row's own view rests on, in this order, then that view; `tables`: which of their rows belong
    to the rows that are wanted, where {ids}, {reports} and {further} stand for theirs.  `reports`: the reports of the
    rows, where `columns` do not tell them.
    """

    columns: str
    within: Callable[[Filters], list[Where]]
    words: str
    key: tuple[str, ...]
    order: str
    views: tuple[str, ...]
    tables: Mapping[str, str]
    reports: str | None = None


REPORT_ORDER = f"coalesce(published, '{NONE}')"
OF_REPORT = """JOIN report r ON r.id = x.report
    LEFT JOIN reviewed.finding v ON v.kind = '{0}' AND v.id = x.id"""
TOLD = f"(SELECT id FROM machine.{{0}}_evidence WHERE part = 'sentence' AND {SAID.format('words')})"
# Words that were corrected take the place of those that were found only among those that fit: the view `evidence` would
# hold all against them first.
CONTENT = f"""id IN (
    SELECT c.id FROM (
        SELECT id FROM machine.statement_evidence WHERE part = 'content' AND {SAID.format("words")}
    ) c ANTI JOIN reviewed.evidence r ON r.id = c.id AND r.part = 'content' AND '{{s}}' = 'main'
    UNION ALL
    SELECT id FROM reviewed.evidence WHERE part = 'content' AND {SAID.format("words")} AND '{{s}}' = 'main')"""
SLIM: Mapping[str, Slim] = {
    "event": Slim(
        f"""x.id, x.report, x.statement AS further, x.type, x.status, x.date_from AS "date", x.date_to, r.published,
        r.outlet, v.verdict AS review FROM {{s}}.mention x {OF_REPORT.format("mention")}""",
        events_within,
        f"id IN {TOLD.format('mention')}",
        (f"coalesce(date, date_to, published, '{NONE}')", REPORT_ORDER, "report"),
        "coalesce(date, date_to, published) NULLS LAST, published NULLS LAST, report, start, id",
        ("mention_side", "event_row"),
        {
            "mention": "id IN {ids}",
            "report": "id IN {reports}",
            "mention_party": "mention IN {any_id}",
            "evidence": "owner = 'mention' AND part IN ('sentence', 'trigger') AND id IN {any_id}",
            "statement": "id IN {further}",
            "joint_word": "statement IN {further}",
        },
    ),
    "happening": Slim(
        "x.id, x.first AS mention, x.first AS further, NULL AS report, x.type, x.status, x.date, x.first_told, "
        "x.last_told FROM happening x",
        happenings_within,
        f"mention IN {TOLD.format('mention')}",
        (f"coalesce({FIRST}, '{NONE}')", f"coalesce(first_told, '{NONE}')", "id"),
        f"{FIRST} NULLS LAST, first_told NULLS LAST, id",
        ("mention_side", "happening_row"),
        {
            "happening": "id IN {ids}",
            "mention": "id IN {further}",
            "mention_party": "mention IN {any_further}",
            "report": "id IN {reports}",
            "evidence": "owner = 'mention' AND part = 'sentence' AND id IN {any_further}",
        },
        "SELECT DISTINCT report FROM mention WHERE id IN {further}",
    ),
    "tie": Slim(
        f"""x.id, x.report, x.statement AS further, x.kind, x.status, r.published, r.outlet, v.verdict AS review
        FROM {{s}}.tie x {OF_REPORT.format("tie")}""",
        ties_within,
        f"id IN {TOLD.format('tie')}",
        ("kind", REPORT_ORDER, "report"),
        "kind, published NULLS LAST, report, start, id",
        ("quoted", "tie_row"),
        {
            "tie": "id IN {ids}",
            "report": "id IN {reports}",
            "tie_party": "tie IN {any_id}",
            "tie_role": "tie IN {any_id}",
            "tie_attribute": "tie IN {any_id}",
            "evidence": "owner = 'tie' AND part = 'sentence' AND id IN {any_id}",
            "statement": "id IN {further}",
            "joint_word": "statement IN {further}",
        },
    ),
    "statement": Slim(
        f"""x.id, x.report, NULL AS further, x.kind, x.source, r.published, r.outlet, v.verdict AS review
        FROM {{s}}.statement x {OF_REPORT.format("statement")}""",
        statements_within,
        CONTENT,
        (REPORT_ORDER, "report"),
        "published NULLS LAST, report, start, id",
        ("quoted", "statement_row"),
        {
            "statement": "id IN {ids}",
            "joint_word": "statement IN {ids}",
            "report": "id IN {reports}",
            "evidence": "owner = 'statement' AND id IN {any_id}",
        },
    ),
    "report": Slim(
        "x.id, x.id AS report, NULL AS further, x.published, x.outlet, x.title, x.text FROM report x",
        reports_within,
        f"({SAID.format('title')} OR {SAID.format('text')})",
        (REPORT_ORDER, "id"),
        "published NULLS LAST, id",
        ("report_row",),
        {
            "report": "id IN {ids}",
            "statement": "report IN {ids}",
            "mention": "report IN {ids}",
            "tie": "report IN {ids}",
            "report_note": "report IN {ids}",
        },
    ),
}
ONLY_MAIN = ("report", "report_note", "happening")


class Page(NamedTuple):
    """Some rows of all that fit, and how many fit."""

    rows: pl.DataFrame
    total: int


def gathered(connection: Connection, of: str, filters: Filters) -> Page:
    """The rows of a kind within filters whose actors are ids, up to their limit, and how many there are in all."""
    if of not in SLIM or (filters.limit is None and filters == Filters(review=filters.review)):
        return _plainly(connection, of, filters)
    slim = SLIM[of]
    found = _found(connection, slim, filters)
    names = _names(connection, slim, found)
    rows = _frame(connection.sql(_gathering(slim, filters, names, few=len(found) <= FEW)))
    return Page(rows, len(rows) if filters.limit is None else int(found["total"][0]) if len(found) else 0)


def gathered_ids(connection: Connection, of: str, order: str, most: int) -> pl.DataFrame:
    """The first rows of a kind in an order of its `columns`, as many as `most`, in that order."""
    slim = SLIM[of]
    query = f"SELECT id, report, further FROM (SELECT {slim.columns}) ORDER BY {order} LIMIT {most}"
    found = _frame(connection.sql(query.replace("{s}", "main")))
    rows = _frame(connection.sql(_gathering(slim, Filters(), _names(connection, slim, found), few=most <= FEW)))
    return found.select("id").join(rows, on="id", maintain_order="left").select(rows.columns)


def _plainly(connection: Connection, of: str, filters: Filters) -> Page:
    """The rows by the view itself."""
    query = QUESTIONS[of](replace(filters, limit=None))
    rows = _frame(connection.sql(query.sql, params=query.values))
    return Page(rows if filters.limit is None else rows.head(filters.limit), len(rows))


def fitting_ids(of: str, filters: Filters) -> Query:
    """The SQL for the ids of the rows of a kind within filters whose actors are ids, in no order."""
    return _fitting(SLIM[of], filters, "id")


def _fitting(slim: Slim, filters: Filters, columns: str) -> Query:
    schema = _schema(filters)
    wheres = slim.within(filters)
    if filters.text is not None:
        wheres.append(Where(slim.words.replace("{s}", schema), {"text": filters.text}))
    values = {name: value for where in wheres for name, value in where.values.items()}
    sql = f"SELECT {columns} FROM (SELECT {slim.columns.replace('{s}', schema)})"
    return Query(sql + (f" WHERE {' AND '.join(where.sql for where in wheres)}" if wheres else ""), values)


def _found(connection: Connection, slim: Slim, filters: Filters) -> pl.DataFrame:
    """The columns id, report and further of the rows that fit, and of the few more that the key does not tell apart."""
    keys = [f"k{n}" for n in range(len(slim.key))]
    named = ", ".join(f"{sql} AS {key}" for sql, key in zip(slim.key, keys, strict=True))
    fitting, values = _fitting(slim, filters, f"id, report, further, {named}")
    if filters.limit is None:
        return _frame(connection.sql(fitting, params=values))
    query = f"""WITH fitting AS MATERIALIZED ({fitting}),
        first AS (SELECT {", ".join(keys)} FROM fitting ORDER BY {", ".join(keys)} LIMIT $limit)
        SELECT id, report, further, (SELECT count(*) FROM fitting) AS total
        FROM fitting SEMI JOIN first USING ({", ".join(keys)})"""
    return _frame(connection.sql(query, params={**values, "limit": filters.limit}))


def _names(connection: Connection, slim: Slim, found: pl.DataFrame) -> dict[str, str]:
    """What stands for the ids, reports and further ids in SQL: columns of a table, and of few also constants.

    Constants are looked up in keys, where there are such; what has no key is read through, which a join does quicker.
    """
    connection.register("found_rows", found.select("id", "report", "further").to_arrow())
    names = {name: f"(SELECT {column} FROM found_rows)" for name, column in COLUMNS.items()}
    names |= {"any_id": names["ids"], "any_further": names["further"]}
    few = len(found) <= FEW
    if few:
        names |= {n: _listed(found[c].drop_nulls().unique(maintain_order=True)) for n, c in COLUMNS.items()}
    if slim.reports:
        reports = slim.reports.format(**names)
        names["reports"] = _listed(_frame(connection.sql(reports))["report"]) if few else f"({reports})"
    return names


COLUMNS = {"ids": "id", "reports": "report", "further": "further"}


def _listed(ids: Iterable[object]) -> str:
    return f"({literals(ids)})"


def literals(ids: Iterable[object]) -> str:
    """Ids as constants of SQL, parted by commas; NULL where there is none, which nothing equals."""
    return ", ".join("'" + str(i).replace("'", "''") + "'" for i in ids) or "NULL"


def _gathering(slim: Slim, filters: Filters, names: Mapping[str, str], *, few: bool) -> str:
    schema = _schema(filters)
    steps = [
        _step(table, condition.format(**names), names, schema, few=few) for table, condition in slim.tables.items()
    ]
    *within, last = slim.views
    steps += [f"{view} AS ({_bodies()[view]})" for view in within]
    limit = "" if filters.limit is None else f"\nLIMIT {filters.limit}"
    return f"WITH {', '.join(steps)},\nfound AS ({_bodies()[last]})\nSELECT * FROM found ORDER BY {slim.order}{limit}"


def _step(table: str, condition: str, names: Mapping[str, str], schema: str, *, few: bool) -> str:
    """The rows of a table that are wanted; few words are cut from the texts, which costs less than their own column."""
    if table == "evidence" and few:
        owner, wanted = condition.split(" AND ", 1)  # a second condition would keep the database from its index
        return f"""of_reports AS MATERIALIZED (
            SELECT * EXCLUDE (words) FROM {schema}.evidence WHERE {owner} AND report IN {names["reports"]}),
        evidence AS MATERIALIZED (
            SELECT e.*, substring(r.text, e.start + 1, e."end" - e.start) AS words
            FROM (SELECT * FROM of_reports WHERE {wanted}) e JOIN report r ON r.id = e.report)"""
    home = "main" if table in ONLY_MAIN else schema
    return f"{table} AS MATERIALIZED (SELECT * FROM {home}.{table} WHERE {condition})"


def _schema(filters: Filters) -> str:
    return "machine" if filters.review in AS_FOUND else "main"


@cache
def _bodies() -> Mapping[str, str]:
    """The SQL of the views, by name."""
    texts = (files("dragoman.record").joinpath(n).read_text(encoding="utf-8") for n in ("views.sql", "told.sql"))
    return {name: body for text in texts for name, body in VIEW.findall(text)}


def _frame(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    frame = pl.from_arrow(relation.to_arrow_table())
    assert isinstance(frame, pl.DataFrame)
    return frame
