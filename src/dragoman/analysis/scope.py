"""What a brief is limited to, and where its analyses ask."""

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import polars as pl

from dragoman.analysis.acts_kept import are_kept, numbers_within
from dragoman.analysis.board import acts_told, things_told, things_within
from dragoman.analysis.histories import whole_histories
from dragoman.analysis.ledger import ledger, limited_to
from dragoman.analysis.names import Names, names_of
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.analysis.pages.weighed import Weighed
from dragoman.analysis.promisers import promises_within
from dragoman.analysis.subject import Subject
from dragoman.analysis.things import lives
from dragoman.analysis.told import Numbers, Told, numbers_of, told_of
from dragoman.analysis.whole_rows import WholeRows, whole_rows
from dragoman.errors import ChoiceUnknown
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.held import Held
from dragoman.record.record import Record

UNUSED = ("type", "status", "limit")  # a brief tells all types, statuses and kinds


@dataclass(frozen=True, slots=True)
class Scope:
    """A record and the filters of a brief over it, with the actors' ids in place of their names.

    `homes` are the states of `actor` and `with_`, where they have one; `told` is all that a brief may tell,
    `weighed` the standing things that a page may show: exactly one of them is given.  `full`: the fields of acts and
    things that were read already; `frames` answers that several parts share, by name.  `rows` and `parties` are those
    of a copy, where the record is one.
    """

    record: Record
    filters: Filters
    names: Names
    told: Told | None = None
    homes: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    full: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    subject: Subject | None = None
    held: Held | None = None
    rows: WholeRows | None = None
    parties: Mapping[str, Party] | None = None
    weighed: Weighed | None = None

    @property
    def board(self) -> Told:
        """That of a brief."""
        assert self.told is not None
        return self.told

    def read(self, reports: Iterable[str]) -> None:
        """Read the texts of reports that will be asked for, all at once."""
        missing = sorted(set(reports) - self.texts.keys())
        if missing and self.rows is not None:
            self.texts.update(self.rows.read(missing))
        elif missing:
            rows = self.record.sql("SELECT id, text FROM report WHERE id IN (SELECT unnest($ids))", {"ids": missing})
            self.texts.update(rows.iter_rows())

    def text(self, report: str) -> str:
        """The text of a report, read once."""
        if report not in self.texts:
            self.texts[report] = self.record.text(report) or ""
        return self.texts[report]

    def named(self, ids: Iterable[str]) -> Mapping[str, Party]:
        """The actors and places with these ids."""
        if self.parties is None:
            return parties_of(self.record, ids)
        return {i: self.parties.get(i) or Party(i, i) for i in set(ids)}

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
    checked = checked_filters(filters, "event")
    actor = record.actor_id(checked.actor) if checked.actor else None
    with_ = record.actor_id(checked.with_) if checked.with_ else None
    resolved = replace(checked, actor=actor, with_=with_)
    homes = tuple(h for side in (actor, with_) if side is not None and (h := _home(record, side)) is not None)
    told = told_of(_numbers(record, resolved, held), None if subject is None else subject.chosen)
    names = held.once("names", names_of) if held else names_of(record)
    rows = whole_rows(held) if held else None
    return Scope(record, resolved, names, told, homes, subject=subject, held=held, rows=rows)


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
