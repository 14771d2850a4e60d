"""Standing things (agreements, meetings, routes, claims), each with its stages, roles and every telling of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.analysis.lines import telling
from dragoman.analysis.pages.boards import MOST_TOLD
from dragoman.analysis.pages.parties import Party
from dragoman.analysis.scope import Scope
from dragoman.analysis.standing import tie_text
from dragoman.analysis.tellings import TIES_IN_FULL
from dragoman.types import Count, Telling

LEAST_TOLD = 5  # tellings of a thing that come with it where many things are shown; "why" has all
Row = Mapping[str, Any]
FITS = """of = 'thing' AND (list_contains($kinds, kind) OR $claims AND counts_as = 'possibility')
    AND ($claims OR counts_as <> 'possibility')"""
ONLY = "line IN (SELECT line FROM telling WHERE id IN (SELECT unnest($only::VARCHAR[])))"
# A line has the status of its firmest telling, the first in turn.
LINES = f"""
WITH firmest AS (
    SELECT line, min(weight) AS weight, arg_min(kind, turn) AS kind, arg_min(status, turn) AS status
    FROM telling WHERE {FITS} AND {{within}} GROUP BY line
)
FROM firmest WHERE ($status IS NULL OR status = $status) ORDER BY weight, line
"""
# Of each line the firmest tellings, and of the further ones the firmest of each stage.
PAGE = f"""
WITH fitting AS MATERIALIZED (
    SELECT * FROM telling WHERE {FITS} AND line IN (SELECT unnest($lines::UBIGINT[]))
),
counted AS (SELECT line, count(*) AS tellings FROM fitting GROUP BY line)
SELECT f.*, c.tellings FROM fitting f JOIN counted c USING (line) WHERE turn <= {MOST_TOLD} OR later
ORDER BY weight, line, turn
"""


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
    asked: dict[str, object] = {"kinds": list(kinds), "claims": claims}
    within = {} if only is None else {"only": list(only)}
    lines = scope.ask(LINES.format(within=ONLY if within else "true"), **asked, **within, status=status)
    rows = list(scope.ask(PAGE, **asked, lines=lines["line"][offset : offset + limit].to_list()).iter_rows(named=True))
    return Things(tuple(_things(scope, rows)), lines.height, counts(lines["kind"]), counts(lines["status"]))


def in_short(page: Things) -> Things:
    """The same, of each thing with its firmest few tellings."""
    return replace(page, items=tuple(replace(t, told=t.told[:LEAST_TOLD]) for t in page.items))


def chosen(scope: Scope, kind: str, ids: Sequence[str]) -> tuple[Thing, ...]:
    """The things of a kind of which these are the ids, in this order."""
    asked: dict[str, object] = {"kinds": [kind], "claims": False}
    lines = scope.ask("SELECT line FROM telling WHERE id IN (SELECT unnest($ids::VARCHAR[]))", ids=list(ids))
    rows = list(scope.ask(PAGE, **asked, lines=lines["line"].to_list()).iter_rows(named=True))
    found = {thing.id: thing for thing in _things(scope, rows)}
    return tuple(found[i] for i in ids)


def counts(names: Iterable[str]) -> tuple[Count, ...]:
    """How many there are of each name, the most first."""
    return tuple(Count(name, number) for name, number in sorted(Counter(names).items(), key=lambda c: (-c[1], c[0])))


def _things(scope: Scope, rows: Sequence[Row]) -> Iterator[Thing]:
    full = _in_full(scope, rows)
    scope.read(r["report"] for r in rows)
    lines: dict[int, list[Row]] = {}
    for row in rows:
        lines.setdefault(row["line"], []).append({**full[row["id"]], **row, "date": row["day"], "date_to": row["last"]})
    named = scope.named(_ids(full.values()))
    for told in lines.values():
        yield _thing(told, scope, named)


def _in_full(scope: Scope, rows: Sequence[Row]) -> dict[str, Row]:
    if scope.rows is not None:
        found = scope.rows.ties.at([r["lies_at"] for r in rows])
    else:
        found = scope.record.sql(TIES_IN_FULL, {"ids": [r["id"] for r in rows]})
    return {row["id"]: row for row in found.iter_rows(named=True)}


def _ids(rows: Any) -> set[str]:
    return {i for row in rows for i in (*row["parties"], *(p["holder"] for p in row["parts"] or ()))}


def _thing(rows: list[Row], scope: Scope, named: Mapping[str, Party]) -> Thing:
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
        tellings=main["tellings"],
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
