"""Counts over the events between them: types, statuses, topics; who begins; on whose word it rests."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import polars as pl

from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.analysis.partners.between import Between
from dragoman.record.record import Record

Z = 1.959964  # of an interval that holds in 95 of 100 cases
MUTUAL, UNCLEAR = "mutual", "unclear"
OWN, THIRD = "own", "third"
FAR = "9999"  # a day on which only those belong who have not left


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, and the share with its 95 % interval (Wilson); null where there are none."""

    number: int
    of: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many events of a type have a status."""

    type: str
    status: str
    number: int


@dataclass(frozen=True, slots=True)
class TopicCount:
    """How many events are about a topic, how many of them are facts, and their part of the index."""

    topic: str
    number: int
    facts: int
    index: float


@dataclass(frozen=True, slots=True)
class Begun:
    """Events that one party does to the others alone: how many, their index, and their mean score (-10 to +10).

    `received`: events that another does to it alone.
    """

    party: Party
    number: int
    index: float
    mean: float | None
    received: int
    share: Share


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Who begins.  `mutual` events are done together or told from either side; of `unclear` ones nobody is named.

    `balance`: how even the one-sided events are, 0 (all by one) to 1 (all the same number); null without any.
    """

    begun: tuple[Begun, ...]
    mutual: int
    unclear: int
    balance: float | None


@dataclass(frozen=True, slots=True)
class SideVoice:
    """On whose word events rest: `side` is the id of a party if they belong to it, third, or own for the reports' own.

    `number`: events of which at least one telling cites them; `speaker` null where reports tell it themselves or
    name nobody.
    """

    side: str
    speaker: Party | None
    number: int
    share: Share


def share(number: int, of: int) -> Share:
    """A share with its interval (Wilson 1927)."""
    if of == 0:
        return Share(number, of, None, None, None)
    p, z = number / of, Z * Z / of
    middle, half = (p + z / 2) / (1 + z), Z * sqrt(p * (1 - p) / of + z / of / 4) / (1 + z)
    return Share(number, of, round(p, 4), round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4))


def types(events: pl.DataFrame) -> tuple[TypeCount, ...]:
    """Events by type and status."""
    found = events.group_by("type", "status").len().sort("type", "status")
    return tuple(TypeCount(*row) for row in found.iter_rows())


def topics(events: pl.DataFrame) -> tuple[TopicCount, ...]:
    """Events by topic, the most frequent first; an event of several topics counts for each."""
    found = (
        events.select("id", "counts_as", "topics", index=pl.col("score") * pl.col("weight"))
        .explode("topics")
        .drop_nulls("topics")
        .group_by("topics")
        .agg(
            number=pl.len(),
            facts=(pl.col("counts_as") == "fact").sum(),
            index=pl.col("index").sum().round(4),
        )
        .sort(["number", "topics"], descending=[True, False])
    )
    return tuple(TopicCount(*row) for row in found.iter_rows())


def begun(events: pl.DataFrame, who: Between) -> pl.DataFrame:
    """The events with `begun`: the id of the one party that acts alone, mutual or unclear; and `met`: on whom."""
    homes = _homes(who)
    both = events.with_columns(_inside("actors", homes), _inside("recipients", homes))
    alone = (pl.col("actors_").list.len() == 1) & (pl.col("recipients_").list.set_difference("actors_").list.len() > 0)
    told = (
        pl.when(pl.col("actors_").list.len() > 1)
        .then(pl.lit(MUTUAL))
        .when(alone & (pl.col("recipients_").list.set_intersection("actors_").list.len() == 0))
        .then(pl.col("actors_").list.first())
        .when(alone)
        .then(pl.lit(MUTUAL))
        .otherwise(pl.lit(UNCLEAR))
    )
    return both.with_columns(begun=told, met=pl.col("recipients_")).drop("actors_", "recipients_")


def _inside(column: str, homes: Mapping[str, str]) -> pl.Expr:
    """The parties among these states and bodies, in order, in a column with a line at its end."""
    found = pl.col(column).list.set_intersection(pl.lit(list(homes)))
    if any(home != party for home, party in homes.items()):
        found = found.list.eval(pl.element().replace(dict(homes)))
    return found.list.sort().alias(f"{column}_")


def _homes(who: Between) -> Mapping[str, str]:
    """To the state or body that events name: the party that stands for it."""
    if who.circle is not None:
        return {state: state for state in who.circle.states}
    return {s.party.id if s.whole or s.home is None else s.home: s.party.id for s in who.sides}


def reciprocity(events: pl.DataFrame, who: Between) -> Reciprocity:
    """Who begins, of events with `begun` and `met`."""
    alone = events.filter(~pl.col("begun").is_in([MUTUAL, UNCLEAR]))
    sent = alone.group_by("begun").agg(
        number=pl.len(),
        index=(pl.col("score") * pl.col("weight")).sum(),
        weight=pl.col("weight").sum(),
    )
    rows = {r["begun"]: r for r in sent.iter_rows(named=True)}
    got = dict(alone.select("met").explode("met").group_by("met").len().iter_rows())
    ended = set() if who.circle is None else set(who.circle.states) - set(who.circle.members_on(FAR))
    shown = [p for p in who.parties if p.id not in ended or p.id in rows or p.id in got]
    found = tuple(_begun(p, rows.get(p.id), got.get(p.id, 0), alone.height) for p in shown)
    numbers = [b.number for b in found if b.number or b.received]
    balance = min(numbers) / max(numbers) if len(who.sides) == 2 and numbers and max(numbers) else None
    counts = dict(events.group_by("begun").len().iter_rows())
    return Reciprocity(
        found, counts.get(MUTUAL, 0), counts.get(UNCLEAR, 0), None if balance is None else round(balance, 4)
    )


def _begun(party: Party, row: Mapping[str, float] | None, received: int, alone: int) -> Begun:
    if row is None:
        return Begun(party, 0, 0.0, None, received, share(0, alone))
    mean = round(row["index"] / row["weight"], 4) if row["weight"] else None
    return Begun(party, int(row["number"]), round(row["index"], 4), mean, received, share(int(row["number"]), alone))


def cited(record: Record, tellings: pl.DataFrame, who: Between) -> pl.DataFrame:
    """(event, speaker, side) for every speaker of every event; the empty speaker is the reports' own voice."""
    nobody = pl.lit([""], pl.List(pl.String))
    listed = pl.when(pl.col("sources").list.len() > 0).then(pl.col("sources")).otherwise(nobody)
    told = tellings.select("id", speaker=listed).explode("speaker").unique()
    known = record.sql("SELECT id AS speaker, coalesce(country, id) AS home FROM actor")
    homes = dict(_homes(who))
    return told.join(known, on="speaker", how="left").with_columns(
        side=pl.when(pl.col("speaker") == "")
        .then(pl.lit(OWN))
        .otherwise(pl.col("home").replace_strict(homes, default=THIRD, return_dtype=pl.String))
    )


def voices(record: Record, said: pl.DataFrame, events: int, most: int) -> tuple[SideVoice, ...]:
    """The sides with the speakers cited for most events: first each side as a whole, then single speakers."""
    sides = said.group_by("side").agg(pl.col("id").n_unique().alias("number")).sort("number", "side", descending=True)
    single = (
        said.filter(pl.col("speaker") != "")
        .group_by("side", "speaker")
        .agg(pl.col("id").n_unique().alias("number"))
        .sort(["number", "speaker"], descending=[True, False])
        .head(most)
    )
    named = parties_of(record, single["speaker"].to_list())
    whole = tuple(SideVoice(side, None, n, share(n, events)) for side, n in sides.iter_rows())
    return whole + tuple(SideVoice(side, named[who], n, share(n, events)) for side, who, n in single.iter_rows())
