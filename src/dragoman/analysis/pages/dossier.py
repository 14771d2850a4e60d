"""One actor: with whom it acts, what it does over the years, who speaks for it, which outlets tell of it."""

from dataclasses import dataclass

import polars as pl

from dragoman.analysis.pages.columns import by_party, by_period, events_within
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.record.filters import Filters
from dragoman.record.held import Held
from dragoman.record.record import Record
from dragoman.types import Count

NAMES = """
SELECT words AS name, count(*)::INTEGER AS number FROM evidence WHERE owner = 'actor' AND id = $id AND part = 'name'
GROUP BY words ORDER BY number DESC, words LIMIT $most
"""
OUTLETS = """
SELECT coalesce(outlet, '') AS name, count(*)::INTEGER AS number FROM report_row
WHERE rowid IN (SELECT place FROM report_of WHERE who = $id)
GROUP BY name ORDER BY number DESC, name LIMIT $most
"""
MEMBERS = """
SELECT a.id FROM actor a LEFT JOIN (
    SELECT source, count(*) AS said FROM statement WHERE source IN (SELECT id FROM actor WHERE country = $id)
    GROUP BY source
) s ON s.source = a.id
WHERE a.country = $id AND a.id <> $id ORDER BY coalesce(said, 0) DESC, a.id LIMIT $most
"""
MOST = 20


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom an actor acts with; the numbers are events, as in `Pair`."""

    other: Party
    events: int
    facts: int
    cooperation: int
    conflict: int
    newest: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many events of one type and status are told of a year ("2023") or month ("2023-04")."""

    period: str
    type: str
    status: str
    number: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One actor. `names`: the words by which reports name it; `members`: who belongs to a state, speakers first.

    `outlets`: reports that name it or its members, by outlet; the empty name is that of reports that name no outlet.
    """

    actor: Party
    names: tuple[Count, ...]
    members: tuple[Party, ...]
    partners: tuple[Partner, ...]
    periods: tuple[Cell, ...]
    outlets: tuple[Count, ...]


def dossier(held: Held, actor: str, filters: Filters) -> Dossier:
    """The dossier of an actor by id or name, within the filters, which are on it; raises ActorUnknown."""
    record = held.record
    identity = record.actor_id(actor)
    asked: dict[str, object] = {"id": identity, "most": MOST}
    members = [str(r["id"]) for r in record.sql(MEMBERS, asked).to_dicts()]
    told = events_within(held, filters)
    named = parties_of(record, {identity, *members})
    return Dossier(
        named[identity],
        tuple(Count(**r) for r in record.sql(NAMES, asked).to_dicts()),
        tuple(named[m] for m in members),
        _partners(record, identity, told, MOST),
        periods(told, "year"),
        tuple(Count(**r) for r in record.sql(OUTLETS, asked).to_dicts()),
    )


def partners(held: Held, identity: str, filters: Filters) -> tuple[Partner, ...]:
    """With whom the actor of the filters acts most."""
    return _partners(held.record, identity, events_within(held, filters), MOST)


def _partners(record: Record, identity: str, events: pl.DataFrame, most: int) -> tuple[Partner, ...]:
    """A state stands also for everybody who belongs to it; with states it is paired as the events are."""
    home = record.sql("SELECT coalesce(country, id) AS home FROM actor WHERE id = ?", [identity])["home"].item()
    rows = by_party(events, home, most).to_dicts()
    named = parties_of(record, {r["other"] for r in rows})
    return tuple(Partner(**{**r, "other": named[r["other"]]}) for r in rows)


def periods(events: pl.DataFrame, step: str) -> tuple[Cell, ...]:
    """Events by period (step: "year" or "month"), type and status.

    An event without a date counts in the period when it was first told; one known to the year only counts, by months,
    under its year.
    """
    return tuple(Cell(*row) for row in by_period(events, step).iter_rows())
