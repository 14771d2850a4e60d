"""What a brief is limited to, and the tables that its questions begin with."""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

import polars as pl

from dragoman.analysis.names import Names, names_of
from dragoman.errors import ChoiceUnknown
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.questions import events_sql, ties_sql
from dragoman.record.record import Record

UNUSED = ("type", "status", "limit")  # a brief tells all types, statuses and kinds


@dataclass(frozen=True, slots=True)
class Scope:
    """A record and the filters of a brief over it, with the actors' ids in place of their names.

    `homes` are the states of `actor` and `with_`, where they have one.
    """

    record: Record
    filters: Filters
    names: Names
    homes: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)

    def ask(self, steps: str, select: str, **values: object) -> pl.DataFrame:
        """The rows of `select` over named steps, which begin from `events`, `ties` and the ontology's tables."""
        events, ties = events_sql(self.filters), ties_sql(self.filters)
        first = f"events AS (\n{events.sql}\n),\nties AS (\n{ties.sql}\n)"
        query = f"WITH {ontology_tables()},\n{first},\n{steps}\n{select}"
        return self.record.sql(query, events.values | ties.values | values)

    def text(self, report: str) -> str:
        """The text of a report, read once."""
        if report not in self.texts:
            self.texts[report] = self.record.text(report) or ""
        return self.texts[report]

    def command(self, name: str, **more: str | None) -> str:
        """The command that lists rows of one kind within the filters, ready to be typed."""
        asked = {f.name: getattr(self.filters, f.name) for f in fields(Filters)} | more
        words = [w for k, v in asked.items() if v is not None for w in (f"--{k.strip('_')}", str(v))]
        return shlex.join(["dragoman", name, str(self.record.path), *words])


def scope_of(record: Record, filters: Filters) -> Scope:
    """The scope of a brief; raises ActorUnknown, and ChoiceUnknown for filters that a brief does not take."""
    for name in UNUSED:
        if getattr(filters, name) is not None:
            raise ChoiceUnknown("filter of a brief", name, [f.name for f in fields(Filters) if f.name not in UNUSED])
    checked = checked_filters(filters, "event")
    actor = record.actor_id(checked.actor) if checked.actor else None
    with_ = record.actor_id(checked.with_) if checked.with_ else None
    homes = tuple(h for side in (actor, with_) if side is not None and (h := _home(record, side)) is not None)
    return Scope(record, replace(checked, actor=actor, with_=with_), names_of(record), homes)


def _home(record: Record, actor: str) -> str | None:
    """The state of an actor, or null if it has none."""
    query = "SELECT coalesce(country, CASE WHEN kind = 'state' THEN id END) AS home FROM actor WHERE id = ?"
    home = record.sql(query, [actor])["home"].to_list()
    return home[0] if home else None


def ontology_tables() -> str:
    """The ontology as tables of SQL: `firmness` of statuses, `act` for event types, `thing` for kinds of ties."""
    ontology = load_ontology()
    ranks = {name: rank for rank, name in enumerate(("fact", "refuted", "intention", "possibility"))}
    firmness = ((s.name, s.counts_as, ranks[s.counts_as]) for s in ontology.statuses.values())
    acts = ((e.name, e.quad) for e in ontology.events.values())
    things = ((t.kind, t.brief["question"]) for t in ontology.ties.values())
    return ",\n".join(
        (
            _values("firmness(status, counts_as, rank)", firmness),
            _values("act(type, quad)", acts),
            _values("thing(kind, question)", things),
        )
    )


def _values(head: str, rows: Iterable[tuple[str | int, ...]]) -> str:
    listed = ", ".join(f"({', '.join(_literal(v) for v in row)})" for row in rows)
    return f"{head} AS (VALUES {listed})"


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
