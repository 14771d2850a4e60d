"""What a brief is limited to, and where its analyses ask."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import polars as pl

from dragoman.analysis.acts_kept import are_kept, numbers_within
from dragoman.analysis.board import acts_told, things_told, things_within
from dragoman.analysis.cited import Cited
from dragoman.analysis.histories import whole_histories
from dragoman.analysis.ledger import ledger, limited_to, promises_within
from dragoman.analysis.names import names_of
from dragoman.analysis.subject import Subject
from dragoman.analysis.things import lives
from dragoman.analysis.told import Numbers, Told, numbers_of, told_of
from dragoman.analysis.whole_rows import whole_rows
from dragoman.errors import ChoiceUnknown
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.held import Held
from dragoman.record.record import Record

UNUSED = ("type", "status", "limit")  # a brief tells all types, statuses and kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Cited):
    """What a brief is limited to: the filters over a record, with the actors' ids in place of their names.

    `board` is all that it may tell; `homes` are the states of `actor` and `with_`, where they have one.  `full`: the
    fields of acts and things that were read already; `frames` answers that several parts share, by name.  `held` is
    the copy that the record is of, if it is one.
    """

    filters: Filters
    board: Told
    homes: tuple[str, ...] = ()
    subject: Subject | None = None
    held: Held | None = None
    full: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    frames: dict[str, pl.DataFrame] = field(default_factory=dict)

    def promises(self) -> pl.DataFrame:
        """The ledger of promises within the filters, of the subject if there is one."""
        if self.held is None:
            found = limited_to(self.record, ledger(self.record), self.filters)
        else:
            found = promises_within(self.held, self.filters)
        if self.filters.report is not None:
            found = found.filter(pl.col("report") == self.filters.report)
        if self.subject is not None:
            ids = self.board.read(self.board.rows["at"], ("id",))["id"]
            found = found.filter(pl.col("id").is_in(ids.implode()))
        return found

    def command(self, name: str, **more: str | None) -> str:
        """The command that lists rows of one kind within the filters, ready to be typed."""
        asked = {f.name: getattr(self.filters, f.name) for f in fields(Filters)} | more
        words = [w for k, v in asked.items() if v is not None for w in (f"--{k.strip('_')}", str(v))]
        return shlex.join(["dragoman", name, str(self.record.path), *words])


def scope_of(record: Record, filters: Filters, subject: Subject | None = None, held: Held | None = None) -> Scope:
    """The scope of a brief; raises ActorUnknown, and ChoiceUnknown for filters that a brief does not take.

    `held` is the copy that the record is of, where there is one: what several briefs share is kept with it.
    """
    for name in UNUSED:
        if getattr(filters, name) is not None:
            raise ChoiceUnknown("filter of a brief", name, [f.name for f in fields(Filters) if f.name not in UNUSED])
    resolved = record.resolved(checked_filters(filters, "event"))
    sides = resolved.actor, resolved.with_
    homes = tuple(h for side in sides if side is not None and (h := _home(record, side)) is not None)
    told = told_of(_numbers(record, resolved, held), None if subject is None else subject.chosen)
    names = held.once("names", names_of) if held else names_of(record)
    rows = whole_rows(held) if held else None
    return Scope(
        record=record, names=names, rows=rows, filters=resolved, board=told, homes=homes, subject=subject, held=held
    )


def _numbers(record: Record, filters: Filters, held: Held | None) -> Numbers:
    """What is told of acts and of standing things, cut from what the whole copy tells where it is the same there."""
    if held is None:
        return numbers_of(acts_told(record, filters), things_told(record, filters))
    of_sides = filters == Filters(filters.actor, filters.with_)
    if of_sides and are_kept(held):
        return numbers_within(held, filters)
    acts = acts_told(record, filters, laid=True)
    if of_sides:
        return numbers_of(acts, things_within(held, filters))
    return numbers_of(acts, things_told(record, filters, lives(held), whole_histories(held), laid=True))


def _home(record: Record, actor: str) -> str | None:
    """The state of an actor, or null if it has none."""
    query = "SELECT coalesce(country, CASE WHEN kind = 'state' THEN id END) AS home FROM actor WHERE id = ?"
    home = record.sql(query, [actor])["home"].to_list()
    return home[0] if home else None
