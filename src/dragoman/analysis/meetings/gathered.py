"""The meetings and memberships of a forum, each with its day and who takes part; their sentences are read later.

A forum of a large record has thousands.  Counts, shares and the order of a list need all of them but no sentence, so
that `gatherings` reads none; `told` gives those of a page with theirs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import polars as pl

from dragoman.analysis.pages.parties import Party
from dragoman.analysis.pages.scopes import PageScope
from dragoman.analysis.pages.things import Role, Thing, chosen
from dragoman.analysis.pages.weighed import lines_of
from dragoman.analysis.standing import says_little, titled
from dragoman.record.record import Record

PARTS = """
WITH chosen AS MATERIALIZED (SELECT DISTINCT unnest($ids::VARCHAR[]) AS id)
SELECT tie AS id, NULL AS role, actor AS holder, number FROM tie_party WHERE tie IN (SELECT id FROM chosen)
UNION ALL SELECT tie, role, holder, number FROM tie_role WHERE tie IN (SELECT id FROM chosen)
ORDER BY id, role NULLS FIRST, number
"""
NAMES = "SELECT id, if(starts_with(because, 'verbs'), NULL, name) FROM tie WHERE id IN (SELECT unnest($ids::VARCHAR[]))"
FIRMEST = ("id", "status", "counts_as", "day", "last")  # what the firmest telling of a thing tells of it
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting or membership, without its sentences: the fields are those of `Thing`."""

    id: str
    name: str
    date: str | None
    status: str
    counts_as: str
    parties: tuple[Party, ...]
    roles: tuple[Role, ...]
    tellings: int

    def held(self, role: str) -> tuple[Party, ...]:
        """Who or what holds a role of it."""
        return tuple(h for r in self.roles if r.role == role for h in r.holders)


def gatherings(scope: PageScope, kind: str, only: Sequence[str]) -> tuple[Gathering, ...]:
    """The things of a kind that one of these ties tells, the firmest first; what is only claimed is no meeting."""
    whole = scope.weighed
    fitting = whole.with_ties(whole.fitting((kind,)), only)
    tellings = fitting.select("weight").hstack(whole.things[fitting["at"]].select("id", "lies_at"))
    lines = lines_of(fitting)
    firsts = lines.select("weight", "tellings", "turn").hstack(whole.things[lines["at"]].select(FIRMEST))
    told = _told_of(scope, tellings)
    known = scope.named({holder for one in told.values() for _, holder in one.parts})
    of = tellings.group_by("weight", maintain_order=True).agg("id").rename({"id": "ids"})
    rows = firsts.join(of, on="weight", maintain_order="left").iter_rows(named=True)
    return tuple(_gathering(kind, line, [told[i] for i in line["ids"]], known) for line in rows)


@dataclass(frozen=True, slots=True)
class _Told:
    """A telling: its name, null where only a verb gives one, and (role, who holds it), the role null for a party."""

    name: str | None
    parts: Sequence[tuple[str | None, str]]


def _told_of(scope: PageScope, tellings: pl.DataFrame) -> dict[str, _Told]:
    """What these tellings tell, by id; of a copy from its whole rows."""
    if scope.rows is None:
        return _read(scope.record, tellings["id"].to_list())
    rows = scope.rows.ties.at(tellings["lies_at"], ["id", "name", "by_verb", "parties", "parts"])
    return {
        i: _Told(
            None if by_verb else name,
            [*((None, p) for p in parties), *((p["role"], p["holder"]) for p in parts or ())],
        )
        for i, name, by_verb, parties, parts in rows.iter_rows()
    }


def _read(record: Record, ids: list[str]) -> dict[str, _Told]:
    parts: dict[str, list[tuple[str | None, str]]] = {}
    for i, role, holder, _ in record.sql(PARTS, {"ids": ids}).iter_rows():
        parts.setdefault(i, []).append((role, holder))
    return {i: _Told(name, parts.get(i, ())) for i, name in record.sql(NAMES, {"ids": ids}).iter_rows()}


def _gathering(kind: str, line: Row, told: Sequence[_Told], known: Mapping[str, Party]) -> Gathering:
    holders: dict[str | None, dict[str, Party]] = {}
    for role, holder in (part for one in told for part in one.parts):
        holders.setdefault(role, {})[holder] = known[holder]
    parties = tuple(holders.pop(None, {}).values())
    roles = tuple(Role(str(role), tuple(held.values())) for role, held in holders.items())
    date = (line["day"] or line["last"]) if line["turn"] == 1 else None  # of what is firmer, a claim, it is not
    status, counts_as = line["status"], line["counts_as"]
    named = {r.role: [h.name for h in r.holders] for r in roles}
    told_names = [t.name for t in told if t.name]
    noun = next((n for n in told_names if says_little(n)), None)
    name = next((n for n in told_names if not says_little(n)), None) or titled(
        kind, [p.name for p in parties], named, date, date, noun
    )
    return Gathering(line["id"], name, date, status, counts_as, parties, roles, line["tellings"])


class Dated(Protocol):
    """What stands in a list of meetings."""

    @property
    def id(self) -> str:
        """What settles the order within a day."""

    @property
    def date(self) -> str | None:
        """A year, month or day; null where none is told."""


OfDay = TypeVar("OfDay", bound=Dated)


def newest_first(found: Iterable[OfDay]) -> tuple[OfDay, ...]:
    """In the order of a list: the latest day first, those without a date last."""
    by_id = sorted(found, key=lambda g: g.id)
    return tuple(sorted(by_id, key=lambda g: g.date or "", reverse=True))


def coming(found: Iterable[Gathering], today: str | None) -> tuple[Gathering, ...]:
    """Those that are only intended and whose day, as far as it is told, is not past on this one; the next first."""
    ahead = [g for g in found if g.counts_as == "intention" and not _past(g.date, today)]
    return tuple(sorted(ahead, key=lambda g: (g.date is None, g.date or "", g.id)))


def _past(date: str | None, today: str | None) -> bool:
    return date is not None and today is not None and date < today[: len(date)]


def told(scope: PageScope, kind: str, found: Iterable[Gathering]) -> tuple[Thing, ...]:
    """The same with what tells them, of each the firmest few tellings."""
    return chosen(scope, kind, [g.id for g in found])
