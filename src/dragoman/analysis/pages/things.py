"""Standing things (agreements, meetings, routes, claims), each with its stages, roles and every telling of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.analysis.lines import telling
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.analysis.scope import Scope
from dragoman.analysis.standing import tie_text
from dragoman.analysis.tellings import TIES_IN_FULL
from dragoman.types import Count, Telling

Row = Mapping[str, Any]
FITTING = """
SELECT * FROM telling WHERE of = 'thing' AND (list_contains($kinds, kind) OR $claims AND counts_as = 'possibility')
    AND ($claims OR counts_as <> 'possibility') AND ($only::VARCHAR[] IS NULL OR line IN (
        SELECT line FROM telling WHERE list_contains($only::VARCHAR[], id)))
"""
# A line has the status of its firmest telling, the first in turn.
LINES = f"""
WITH fitting AS ({FITTING}),
firmest AS (
    SELECT line, min(weight) AS weight, arg_min(kind, turn) AS kind, arg_min(status, turn) AS status
    FROM fitting GROUP BY line
),
chosen AS (SELECT * FROM firmest WHERE ($status IS NULL OR status = $status))
"""
PAGE = f"""{LINES}, page AS (SELECT line FROM chosen ORDER BY weight, line LIMIT $limit OFFSET $offset)
SELECT f.* FROM fitting f JOIN page p USING (line) ORDER BY weight, line, turn
"""
STAGES = "SELECT id, stage FROM tie WHERE stage IS NOT NULL AND id IN (SELECT unnest($ids))"
MOST_TOLD = 30  # tellings of a thing that are shown, beside those of further stages
COUNTS = f"{LINES} SELECT kind, status, count(*) AS number FROM chosen GROUP BY kind, status ORDER BY kind, status"


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
    which `told` has the firmest thirty and the firmest of each stage.
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
class Things:
    """A page of things, how many fit, and how many there are of each kind and status."""

    items: tuple[Thing, ...]
    total: int
    kinds: tuple[Count, ...]
    statuses: tuple[Count, ...]


def things(
    scope: Scope, kinds: Sequence[str], *, claims: bool = False, status: str | None = None,
    only: Sequence[str] | None = None, limit: int = 50, offset: int = 0,
) -> Things:  # fmt: skip
    """Things of these kinds within the scope, facts first; with `claims` whatever is only claimed, of any kind.

    `only`: ids of ties, one of which must tell a thing.
    """
    asked = {"kinds": list(kinds), "claims": claims, "status": status, "only": None if only is None else list(only)}
    every = list(scope.ask(PAGE, **asked, limit=limit, offset=offset).iter_rows(named=True))
    tellings = Counter(r["line"] for r in every)
    rows = _first(scope, every)
    full = _in_full(scope, [r["id"] for r in rows])
    scope.read(r["report"] for r in rows)
    lines: dict[int, list[Row]] = {}
    for row in rows:
        lines.setdefault(row["line"], []).append({**full[row["id"]], **row, "date": row["day"], "date_to": row["last"]})
    named = parties_of(scope.record, _ids(full.values()))
    counts = scope.ask(COUNTS, **asked).to_dicts()
    return Things(
        tuple(_thing(told, scope, named, tellings[line]) for line, told in lines.items()),
        sum(c["number"] for c in counts),
        _summed(counts, "kind"),
        _summed(counts, "status"),
    )


def _first(scope: Scope, rows: Sequence[Row]) -> list[Row]:
    """The rows that are shown: of each thing the firmest tellings, and the firmest of each stage."""
    further = [r["id"] for r in rows if r["turn"] > MOST_TOLD]
    if not further:
        return list(rows)
    stages = dict(scope.record.sql(STAGES, {"ids": further}).iter_rows())
    first: dict[tuple[int, str], str] = {}
    for row in rows:
        if row["id"] in stages:
            first.setdefault((row["line"], stages[row["id"]]), row["id"])
    kept = set(first.values())
    return [r for r in rows if r["turn"] <= MOST_TOLD or r["id"] in kept]


def _in_full(scope: Scope, ids: list[str]) -> dict[str, Row]:
    return {r["id"]: r for r in scope.record.sql(TIES_IN_FULL, {"ids": ids}).iter_rows(named=True)} if ids else {}


def _ids(rows: Any) -> set[str]:
    return {i for row in rows for i in (*row["parties"], *(p["holder"] for p in row["parts"] or ()))}


def _summed(counts: list[dict[str, Any]], column: str) -> tuple[Count, ...]:
    totals: dict[str, int] = {}
    for row in counts:
        totals[row[column]] = totals.get(row[column], 0) + row["number"]
    return tuple(Count(name, number) for name, number in sorted(totals.items(), key=lambda c: (-c[1], c[0])))


def _thing(rows: list[Row], scope: Scope, named: Mapping[str, Party], tellings: int) -> Thing:
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
        name=main["name"],
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
        tellings=tellings,
        told=tuple(_told(row, scope) for row in rows),
    )


def _roles(rows: Sequence[Row], named: Mapping[str, Party]) -> tuple[Role, ...]:
    held: dict[str, dict[str, Party]] = {}
    for row in rows:
        for part in row["parts"] or ():
            held.setdefault(part["role"], {})[part["holder"]] = named[part["holder"]]
    return tuple(Role(role, tuple(holders.values())) for role, holders in held.items())


def _stage(row: Row) -> Stage:
    return Stage(row["stage"], row["status"], row["date"] or row["date_to"], row["published"], row["id"])


def _told(row: Row, scope: Scope) -> Told:
    return Told(row["id"], row["status"], row["stage"], row["date"], row["date_to"], telling(row, scope))
