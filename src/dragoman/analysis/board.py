"""What a record tells of acts and of standing things, one row a telling, with the columns of tellings.py.

`contested` is what is told against a standing thing.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from dragoman.analysis.histories import History, whole_histories
from dragoman.analysis.lifelines import by_thing
from dragoman.analysis.tellings import ACTS_TOLD, TIES_TOLD
from dragoman.analysis.things import lives
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters
from dragoman.record.forms import COLUMNS
from dragoman.record.held import Held
from dragoman.record.paging import in_any_order, places_of, query_of
from dragoman.record.questions import Query, events_sql, ties_sql
from dragoman.record.record import Record


def acts_told(record: Record, filters: Filters, *, laid: bool = False) -> pl.DataFrame:
    """The tellings of acts within filters whose actors are ids, each with the line of its event; `laid` as below."""
    query = acts_sql(record, filters, laid=laid)
    return record.sql(query.sql, query.values).with_columns(contested=pl.lit(None, pl.String))


def acts_sql(record: Record, filters: Filters, *, laid: bool = False) -> Query:
    """The SQL for the same, in no order, without the column `contested`."""
    query = query_of(record, "event", filters) if laid else events_sql(filters)
    rows = _placed(in_any_order(query), laid=laid)
    return Query(f"WITH {ontology_tables()},\nevents AS (\n{rows}\n),{ACTS_TOLD}", query.values)


def things_told(
    record: Record,
    filters: Filters,
    of: Mapping[str, str] | None = None,
    told_of: Sequence[History] | None = None,
    *,
    laid: bool = False,
) -> pl.DataFrame:
    """The tellings of standing things within filters whose actors are ids, each with the line of its thing.

    `of` and `told_of`: what `things_of` and `histories` give of the whole record, if that was asked already; `laid`:
    the record is a copy laid out for reading, so that each tie has its place in the file of whole rows (`lies_at`),
    which is null else.
    """
    query = query_of(record, "tie", filters) if laid else ties_sql(filters)
    steps = f"{ontology_tables()},\nties AS (\n{_placed(query.sql, laid=laid)}\n),{TIES_TOLD}"
    return by_thing(record, record.sql(f"WITH {steps}", query.values), of, told_of)


def whole_things(held: Held) -> pl.DataFrame:
    """`things_told` of a whole copy, worked out once."""
    return held.once(
        "things told",
        lambda record: things_told(record, Filters(), lives(held), whole_histories(held), laid=True),
        COLUMNS,
    )


def things_within(held: Held, filters: Filters) -> pl.DataFrame:
    """`things_told` of a copy within filters on who takes part, cut from what the whole copy tells (`and_whose`)."""
    places = pl.DataFrame({"lies_at": places_of(held.record, "tie", filters)}, schema={"lies_at": pl.Int64})
    return and_whose(held).join(places, on="lies_at", how="semi", maintain_order="left")


def and_whose(held: Held) -> pl.DataFrame:
    """What a whole copy tells of standing things, with the `thing` that each telling tells of, as a number."""

    def make(_: Record) -> pl.DataFrame:
        whole, things = whole_things(held), lives(held)
        thing = pl.Series("thing", [things.get(i) for i in whole["id"]], dtype=pl.String)
        return whole.with_columns(thing.rank("dense"))

    return held.once("things and whose", make)


def _placed(rows: str, *, laid: bool) -> str:
    place = "rowid" if laid else "NULL::BIGINT"
    return rows.replace("SELECT *", f"SELECT *, {place} AS lies_at", 1)


def ontology_tables() -> str:
    """The ontology as tables of SQL: `firmness` of statuses, `act` for event types, `thing` for kinds of ties."""
    ontology = load_ontology()
    ranks = {name: rank for rank, name in enumerate(("fact", "refuted", "intention", "possibility"))}
    tables: dict[str, list[tuple[str | int, ...]]] = {
        "firmness(status, counts_as, rank)": [
            (s.name, s.counts_as, ranks[s.counts_as]) for s in ontology.statuses.values()
        ],
        "act(type, quad)": [(e.name, e.quad) for e in ontology.events.values()],
        "thing(kind, question)": [(t.kind, t.brief["question"]) for t in ontology.ties.values()],
    }
    return ",\n".join(f"{head} AS (VALUES {', '.join(map(_values, rows))})" for head, rows in tables.items())


def _values(row: tuple[str | int, ...]) -> str:
    quoted = ("'" + v.replace("'", "''") + "'" if isinstance(v, str) else str(v) for v in row)
    return f"({', '.join(quoted)})"
