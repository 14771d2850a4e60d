"""Standing things (agreements, meetings, routes, claims), each with its stages, roles and every telling of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dragoman.analysis.cited import telling
from dragoman.analysis.pages.parties import Party
from dragoman.analysis.pages.scopes import PageScope
from dragoman.analysis.pages.weighed import lines_of, shown_of
from dragoman.analysis.standing import says_little, tie_text, titled
from dragoman.analysis.tellings import TIES_IN_FULL
from dragoman.errors import RowUnknown
from dragoman.types import Count, Telling

LEAST_TOLD = 3  # tellings of a thing that come with it where many things are shown
Row = Mapping[str, Any]
# What pages ask of tellings beside their numbers; the rest stands in their whole rows.
ASKED = ("of", "id", "report", "kind", "question", "status", "counts_as", "stage", "day", "last", "due", "lies_at")


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of a thing: the tie's id, how firmly, at which stage, for when, and the words with their source."""

    id: str
    status: str
    stage: str | None
    date: str | None
    date_to: str | None
    telling: Telling


@dataclass(frozen=True, slots=True)
class Role:
    """Who or what holds a role of a thing: "supplier", "host", "from"."""

    role: str
    holders: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """What is told of a thing in words: "capacity", "15 million tonnes"; `tie` the telling that says so."""

    name: str
    value: str
    tie: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a thing's life cycle as one report tells it; `date` null where the report does not tell when."""

    stage: str
    status: str
    date: str | None
    published: str | None
    tie: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A standing thing that one or many reports tell: `text` a sentence of ours for it, `told` where it stands.

    `id` is that of its firmest telling; `outlets` counts those that tell it in words of their own; `tellings` all, of
    which `told` has the firmest few; the rest is told by the firmest thirty and the firmest of each stage.
    """

    id: str
    kind: str
    name: str
    text: str
    status: str
    counts_as: str
    stage: str | None
    date: str | None
    parties: tuple[Party, ...]
    roles: tuple[Role, ...]
    attributes: tuple[Feature, ...]
    stages: tuple[Stage, ...]
    outlets: int
    tellings: int
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Tellings:
    """A page of the tellings of a thing, the firmest first, and how many there are."""

    items: tuple[Told, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Things:
    """A page of things, how many fit, and how many there are of each kind and status."""

    items: tuple[Thing, ...]
    total: int
    kinds: tuple[Count, ...]
    statuses: tuple[Count, ...]


def things(
    scope: PageScope, kinds: Sequence[str], *, claims: bool = False, status: str | None = None,
    limit: int = 50, offset: int = 0, tellings: int | None = LEAST_TOLD,
) -> Things:  # fmt: skip
    """Things of these kinds within the scope, facts first; with `claims` whatever is only claimed, of any kind.

    `tellings`: so many of each thing come with it, its firmest; null: all that are shown of one.
    """
    fitting = scope.weighed.fitting(kinds, claims=claims)
    lines = lines_of(fitting)
    if status is not None:
        lines = lines.filter(pl.col("status") == status)
    items = tuple(_things(scope, shown_of(fitting, lines[offset : offset + limit]), tellings))
    return Things(items, lines.height, counts(lines["kind"]), counts(lines["status"]))


def chosen(scope: PageScope, kind: str, ids: Sequence[str], tellings: int | None = LEAST_TOLD) -> tuple[Thing, ...]:
    """The things of a kind of which these are the ids, in this order."""
    fitting = scope.weighed.with_ties(scope.weighed.fitting((kind,)), ids)
    found = {thing.id: thing for thing in _things(scope, shown_of(fitting, lines_of(fitting)), tellings)}
    return tuple(found[i] for i in ids)


def tellings_of(scope: PageScope, tie: str, limit: int, offset: int = 0) -> Tellings:
    """Every telling of the thing that a tie tells of, as `things` counts them; raises RowUnknown.

    A scope that was cut to this tie (`only`) has them all.
    """
    whole = scope.weighed
    told = whole.told.hstack(whole.things[whole.told["at"]].select("id"))
    of = told.filter(pl.col("id") == tie)
    if of.is_empty():
        raise RowUnknown("telling of a standing thing within the filters", tie[:80], "/api/agreements, /api/ties")
    every = told.filter(pl.col("line") == of["line"].item(), pl.col("claim") == of["claim"].item()).sort("turn")
    rows = _rows(scope, every[offset : offset + limit])
    scope.read(r["report"] for r in rows)
    return Tellings(tuple(_told(row, scope) for row in rows), every.height)


def counts(names: pl.Series) -> tuple[Count, ...]:
    """How many there are of each name, the most first."""
    told = names.cast(pl.String).value_counts(name="number").sort(["number", names.name], descending=[True, False])
    return tuple(Count(name, number) for name, number in told.iter_rows())


def _things(scope: PageScope, shown: pl.DataFrame, tellings: int | None) -> Iterator[Thing]:
    lines: dict[int, list[Row]] = {}
    for row in _rows(scope, shown):
        lines.setdefault(row["line"], []).append(row)
    scope.read(r["report"] for told in lines.values() for r in told[:tellings])
    named = scope.named(_ids(row for told in lines.values() for row in told))
    for told in lines.values():
        yield _thing(told, scope, named, tellings)


def _rows(scope: PageScope, shown: pl.DataFrame) -> list[Row]:
    """What is known of these tellings; a day that the board left out stays out."""
    numbers = shown.select("line", *(c for c in ("voices", "tellings") if c in shown.columns))
    told = scope.weighed.things[shown["at"]].select(ASKED).hstack(numbers)
    rows = list(told.iter_rows(named=True))
    full = _in_full(scope, rows)
    return [{**full[row["id"]], **row, "date": row["day"], "date_to": row["last"]} for row in rows]


def _in_full(scope: PageScope, rows: Sequence[Row]) -> dict[str, Row]:
    if scope.rows is not None:
        found = scope.rows.ties.at([r["lies_at"] for r in rows])
    else:
        found = scope.record.sql(TIES_IN_FULL, {"ids": [r["id"] for r in rows]})
    return {row["id"]: row for row in found.iter_rows(named=True)}


def _ids(rows: Iterable[Row]) -> set[str]:
    return {i for row in rows for i in (*row["parties"], *(p["holder"] for p in row["parts"] or ()))}


def _thing(rows: list[Row], scope: PageScope, named: Mapping[str, Party], tellings: int | None) -> Thing:
    main = rows[0]
    stages = sorted((_stage(r) for r in rows if r["stage"]), key=lambda s: (s.date or s.published or "~", s.tie))
    features = {
        (f["name"], f["value"]): Feature(f["name"], f["value"], r["id"])
        for r in rows[::-1]
        for f in r["features"] or ()
    }
    return Thing(
        id=main["id"],
        kind=main["kind"],
        name=_name(rows, named),
        text=tie_text(rows, scope.names),
        status=main["status"],
        counts_as=main["counts_as"],
        stage=stages[-1].stage if stages else None,
        date=main["day"] or main["last"],
        parties=tuple(named[p] for p in dict.fromkeys(p for r in rows for p in r["parties"])),
        roles=_roles(rows, named),
        attributes=tuple(sorted(features.values(), key=lambda f: (f.name, f.value))),
        stages=tuple(stages),
        outlets=main["voices"],
        tellings=main["tellings"],
        told=tuple(_told(row, scope) for row in rows[:tellings]),
    )


def _name(rows: Sequence[Row], named: Mapping[str, Party]) -> str:
    """The name that the firmest telling gives; a title of ours if only verbs, acts or a common noun name the thing."""
    told = [str(r["name"]) for r in rows if not r["by_verb"] and _is_told(r)]
    own = next((name for name in told if not says_little(name)), None)
    if own is not None:
        return own
    parties = [named[p].name for p in dict.fromkeys(p for r in rows for p in r["parties"])]
    roles = {r.role: [h.name for h in r.holders] for r in _roles(rows, named)}
    return titled(rows[0]["kind"], parties, roles, rows[0]["date"], rows[0]["date_to"], told[0] if told else None)


def _is_told(row: Row) -> bool:
    """Whether a name stands in the report, and is not put together from the verbs of several acts."""
    return ", " not in row["name"] or " ".join(row["name"].split()) in " ".join((row["sentence"] or "").split())


def _roles(rows: Sequence[Row], named: Mapping[str, Party]) -> tuple[Role, ...]:
    held: dict[str, dict[str, Party]] = {}
    for row in rows:
        for part in row["parts"] or ():
            held.setdefault(part["role"], {})[part["holder"]] = named[part["holder"]]
    return tuple(Role(role, tuple(holders.values())) for role, holders in held.items())


def _stage(row: Row) -> Stage:
    return Stage(row["stage"], row["status"], row["date"] or row["date_to"], row["published"], row["id"])


def _told(row: Row, scope: PageScope) -> Told:
    return Told(row["id"], row["status"], row["stage"], row["date"], row["date_to"], telling(row, scope))
