"""Between whom: two actors, or a circle of states; and the events that join them."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dragoman.analysis.names import state_name
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.atlas.circles import Circle, circle_of
from dragoman.errors import ChoiceUnknown
from dragoman.record.record import Record

# Events have parties at the level of states and bodies; of somebody within a state any telling must name the very one.
AT_HOME = "list_contains(h.parties, ${0})"
IN_PERSON = (
    "h.id IN (SELECT t.happening FROM happening_mention t JOIN mention_party p ON p.mention = t.mention "
    "WHERE p.actor = ${0})"
)
# Most events have two parties, for which no intersection need be made: four times as quick.
AMONG = (
    "(len(h.parties) = 2 AND list_contains($states::VARCHAR[], h.parties[1]) "
    "AND list_contains($states::VARCHAR[], h.parties[2]) "
    "OR len(h.parties) > 2 AND len(list_intersect(h.parties, $states::VARCHAR[])) >= 2)"
)
HOME = """
SELECT id, country, kind IN ('state', 'igo', 'forum', 'armed_group') OR country IS NULL AS whole FROM actor
WHERE list_contains($ids, id)
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two actors: its id, whether events name it as a party itself, and the state it belongs to."""

    party: Party
    whole: bool
    home: str | None


@dataclass(frozen=True, slots=True)
class Between:
    """Two sides, or the states of a circle; exactly one of them is given."""

    sides: tuple[Side, ...] = ()
    circle: Circle | None = None
    members: tuple[Party, ...] = ()

    @property
    def title(self) -> str:
        """ "Iran and Russia", or the name of the circle."""
        return " and ".join(s.party.name for s in self.sides) if self.circle is None else self.circle.name

    @property
    def parties(self) -> tuple[Party, ...]:
        """The two, or the members."""
        return tuple(s.party for s in self.sides) if self.circle is None else self.members

    @property
    def condition(self) -> tuple[str, dict[str, object]]:
        """The condition over `happening h` that the event joins them, and its values."""
        if self.circle is not None:
            return AMONG, {"states": list(self.circle.states)}
        named = {name: side for name, side in zip(("one", "other"), self.sides, strict=True)}
        wheres = [(AT_HOME if side.whole else IN_PERSON).format(name) for name, side in named.items()]
        return " AND ".join(wheres), {name: side.party.id for name, side in named.items()}


def between(record: Record, one: str, other: str | None = None) -> Between:
    """Two actors by id or name, or one circle; raises ActorUnknown, ChoiceUnknown for no circle or one actor twice."""
    if other is None:
        return among(record, circle_of(one))
    ids = record.actor_id(one), record.actor_id(other)
    if ids[0] == ids[1]:
        raise ChoiceUnknown("pair", f"{one} with {other}", ("two different actors",))
    return Between(sides_of(record, ids))


def among(record: Record, circle: Circle) -> Between:
    """The states of a circle; one that the record does not name has the name of the atlas."""
    named = parties_of(record, circle.states)
    known = (named[s] if named[s].kind else Party(s, state_name(s), "state", s) for s in circle.states)
    return Between((), circle, tuple(known))


def sides_of(record: Record, ids: Sequence[str]) -> tuple[Side, ...]:
    """The sides with these ids."""
    named = parties_of(record, ids)
    known = {r["id"]: r for r in record.sql(HOME, {"ids": list(ids)}).iter_rows(named=True)}
    return tuple(Side(named[i], known[i]["whole"], known[i]["country"]) for i in ids)


def within_terms(circle: Circle, events: pl.DataFrame) -> pl.DataFrame:
    """The events that join two states at least that belonged to the circle at the time.

    An event without a date is held against the day on which it was first told; one without either against the states
    that ever belonged.
    """
    if all(since == until == "" for _, since, until in circle.terms):
        return events
    terms = pl.DataFrame(circle.terms, schema=["party", "since", "until"], orient="row")
    day = pl.coalesce(pl.col("date").str.split("/").list.first(), "first_told")
    inside = (
        events.select("id", day.alias("day"), pl.col("parties").alias("party"))
        .explode("party")
        .join(terms, on="party")
        .filter(
            pl.col("day").is_null()
            | ((pl.col("since") == "") | (pl.col("since") <= pl.col("day") + "~"))
            & ((pl.col("until") == "") | (pl.col("day") < pl.col("until")))
        )
        .group_by("id")
        .agg(pl.col("party").n_unique().alias("inside"))
        .filter(pl.col("inside") >= 2)
    )
    return events.join(inside.select("id"), on="id", how="semi", maintain_order="left")
