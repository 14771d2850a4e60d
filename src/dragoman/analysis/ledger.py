"""The promise ledger: what was promised, by whom, to whom, for when, and what later reports tell of it.

A promise is an act that reports tell as planned, or with a deadline (outcomes.py); or a standing thing that they tell
as planned for a day (promised_things.py).  All tellings of one promise are one row, with the day that was named first.
What became of it is decided by what later reports tell of the same event, or of an event that answers it (answers.py):

| outcome | when |
|---|---|
| kept | told as done, dated by the day that was named; or told within a week after it, without a date that says \
otherwise; or told at all, where no day was named |
| late | told as done after that day; `days` is by how many at least, `days_most` at most |
| unknowable | told as done, but the dates told leave open whether by that day |
| broken | told as denied or not happened, and never as done |
| overdue | the day has passed in this record and no later report tells of it; `days` since then |
| open | the day has not come, or was put off to one that has not, or none was named |

`because` says it in a sentence.  `chance` of an open promise with a day is how likely it is told as kept in time, from
how those of the same side (state or body) came out, with a 95 % interval; `coming` of an overdue one how likely it is
still told as done within a year, from all that were late (chances.py).  Only promises whose day passed a week or more
before the end of the record weigh, whatever came of them: of those that are not due yet the kept ones are known first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import polars as pl
from polars.datatypes import DataTypeClass

from dragoman.analysis.answers import units
from dragoman.analysis.days import day_of, first_number
from dragoman.analysis.histories import History, whole_histories
from dragoman.analysis.outcomes import ACTS, TOLD_WITHIN, steps
from dragoman.analysis.promise import Promise
from dragoman.analysis.promised_things import promised_things
from dragoman.analysis.prospects import SETTLED, with_chances
from dragoman.analysis.reasons import reason
from dragoman.analysis.things import lives
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.forms import COLUMNS as COLUMNS_KEPT
from dragoman.record.held import Held
from dragoman.record.record import Record

OUTCOMES = ("kept", "late", "unknowable", "broken", "overdue", "open")
LEDGER = "ledger None"  # under which a copy keeps its whole ledger
WHO = "SELECT id FROM actor WHERE id = $id OR country = $id"
NEWEST_SQL = "SELECT max(published) AS newest FROM report WHERE published IS NOT NULL"
COLUMNS: dict[str, pl.DataType | DataTypeClass] = {
    "due": pl.String, "outcome": pl.String, "days": pl.Int64, "days_most": pl.Int64, "because": pl.String,
    "later_dues": pl.List(pl.String), "announcer": pl.String, "announcers": pl.List(pl.String),
    "announcer_name": pl.String, "side": pl.String,
    "type": pl.String, "mode": pl.String, "actors": pl.List(pl.String), "recipients": pl.List(pl.String),
    "actor_names": pl.List(pl.String), "recipient_names": pl.List(pl.String), "reciprocal": pl.Boolean,
    "said": pl.String, "done": pl.String, "speaker": pl.String, "statement": pl.String, "via": pl.List(pl.String),
    "outlet": pl.String, "published": pl.String, "report": pl.String, "sentence": pl.String, "id": pl.String,
    "happening": pl.String, "origins": pl.Int64, "tellings": pl.Int64, "answer": pl.String, "answer_report": pl.String,
    "answer_sentence": pl.String, "weighs": pl.Boolean, "after": pl.Int64, "due_day": pl.Int64,
}  # fmt: skip


def ledger(
    record: Record,
    filters: Filters | None = None,
    *,
    as_of: str | None = None,
    things: Mapping[str, str] | None = None,
    told: Sequence[History] | None = None,
) -> pl.DataFrame:
    """Every promise with its outcome, the earliest day first; see the module for the columns that need a word.

    `actor` and `with_` of the filters limit who takes part, `since` and `until` the day that was named, `outlet` and
    `text` the telling.  `as_of` (an ISO day) is the day from which is counted; by default that of the newest report.
    `things` and `told`: what `things_of` and `histories` give of the whole record, if that was asked already.
    Raises ActorUnknown and ChoiceUnknown.  It rests on what was worked out across reports (`Record.resolve`).
    """
    limits = checked_filters(filters or Filters(), "event")
    last = as_of or newest_day(record)
    end = None if last is None else first_number(last)
    promises = [*_acts(record, end), *promised_things(record, end, things, told)]
    rows = [_told(row, end) for row in _once(promises)]
    rows.sort(key=lambda r: (r["due_day"] is None, r["due_day"] or 0, r["said"] or "~", r["id"]))
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return limited_to(record, with_chances(frame, end), limits).drop("weighs", "after", "due_day")


def whole_ledger(held: Held, as_of: str | None = None) -> pl.DataFrame:
    """The ledger of a whole copy, worked out once for each day from which is counted."""
    return held.once(
        f"ledger {as_of}",
        lambda record: ledger(record, as_of=as_of, things=lives(held), told=whole_histories(held)),
        COLUMNS_KEPT if as_of is None else None,
    )


def newest_day(record: Record) -> str | None:
    """The day of the newest report, from which the ledger counts; null where no report has one."""
    newest = record.sql(NEWEST_SQL)["newest"].item()
    return None if newest is None else str(newest)


def _acts(record: Record, end: int | None) -> list[Promise]:
    promised = load_ontology().promising()
    joined = units(record, promised)
    values: dict[str, object] = {
        "promised": promised, "events": list(joined), "units": list(joined.values()), "as_of": end,
    }  # fmt: skip
    return cast(list[Promise], record.sql(f"WITH {steps()}{ACTS}", values).to_dicts())


def _once(rows: list[Promise]) -> list[Promise]:
    """The rows without what one sentence promises twice, as an act and as a standing thing for the same day.

    The one of which the outcome is known stands, else the thing, of which more is told.
    """
    things = {_place(r): r for r in rows if r["kind"] == "thing" and r["due"]}
    doubled: set[tuple[object, ...]] = set()
    kept = []
    for row in rows:
        thing = things.get(_place(row)) if row["kind"] == "act" and row["due"] else None
        if thing is None or _is_known(row) and not _is_known(thing):
            kept.append(row)
            if thing is not None:
                doubled.add(_place(thing))
    return [r for r in kept if r["kind"] == "act" or _place(r) not in doubled]


def _place(row: Promise) -> tuple[object, ...]:
    """Where a promise stands: report, first piece of its sentence, day."""
    return row["report"], " ".join(row["sentence"].split(" … ")[0].split()), row["due"]


def _is_known(row: Promise) -> bool:
    return row["outcome"] not in ("open", "overdue")


def _told(row: Promise, end: int | None) -> dict[str, Any]:
    """A row of the ledger: its days, its reason, and whether it weighs in chances."""
    low, high, due = row["low"], row["high"], row["due_day"]
    days, most, after = _delays(row, end)
    settled = row["outcome"] in SETTLED and due is not None and end is not None and due <= end - TOLD_WITHIN
    return {
        **{name: row.get(name) for name in COLUMNS},
        "days": days,
        "days_most": most,
        "done": day_of(low).isoformat() if low is not None and low == high else None,
        "because": reason(row, end),
        "tellings": len(row["tellings"]),
        "weighs": settled,
        "after": after,
    }


def _delays(row: Promise, end: int | None) -> tuple[int | None, int | None, int | None]:
    """(by how many days it is late or overdue at least, at most, after how many it weighs in chances)."""
    low, high, due = row["low"], row["high"], row["due_day"]
    if row["outcome"] == "late" and low is not None and high is not None and due is not None:
        return max(low - due, 1), max(high - due, 1), low - due
    if row["outcome"] == "overdue" and due is not None and end is not None:
        return end - due, end - due, end - due
    if row["outcome"] == "broken" and due is not None:
        return None, None, max((row["refuted_day"] or due) - due, 0)
    return None, None, 0 if row["outcome"] == "kept" else None


def limited_to(record: Record, promises: pl.DataFrame, limits: Filters) -> pl.DataFrame:
    """The rows of a ledger within filters, which `checked_filters` has seen; raises ActorUnknown."""
    for side in (limits.actor, limits.with_):
        if side is not None:
            who = record.sql(WHO, {"id": record.actor_id(side)})
            ids = pl.lit(who["id"].implode())
            parties = pl.concat_list("actors", "recipients", "announcers")
            promises = promises.filter(parties.list.set_intersection(ids).list.len() > 0)
    if limits.since is not None:
        promises = promises.filter(pl.col("due") + "~" >= limits.since)
    if limits.until is not None:
        promises = promises.filter(pl.col("due") <= limits.until + "~")
    if limits.outlet is not None:
        promises = promises.filter(pl.col("outlet").str.to_lowercase() == limits.outlet.lower())
    if limits.text is not None:
        promises = promises.filter(
            pl.col("sentence").str.to_lowercase().str.contains(limits.text.lower(), literal=True)
        )
    return promises


def promises_within(held: Held, filters: Filters) -> pl.DataFrame:
    """What `limited_to` gives of the whole ledger of a copy, within filters whose actors are ids."""
    whole, named = whole_ledger(held), held.once("named in promises", lambda _: _named(held))
    for side in (filters.actor, filters.with_):
        if side is not None:
            who = held.record.sql(WHO, {"id": side})["id"]
            named = named.join(named.filter(pl.col("who").is_in(who.implode())).select("row"), on="row", how="semi")
    everybody = filters.actor is None and filters.with_ is None
    found = whole if everybody else whole[named["row"].unique().sort()]
    return limited_to(held.record, found, replace(filters, actor=None, with_=None))


def _named(held: Held) -> pl.DataFrame:
    """Whom each promise (`row`) names, as who acts, is acted upon or announces it (`who`), each once."""
    everybody = pl.concat_list("actors", "recipients", "announcers")
    listed = whole_ledger(held).select(row=pl.int_range(pl.len()), who=everybody)
    return listed.explode("who").drop_nulls().unique(maintain_order=True)
