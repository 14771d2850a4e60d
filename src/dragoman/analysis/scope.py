"""What a brief is limited to, and where its analyses ask."""

import shlex
from dataclasses import dataclass, field, fields, replace

import duckdb
import polars as pl

from dragoman.analysis.board import board_of
from dragoman.analysis.names import Names, names_of
from dragoman.errors import ChoiceUnknown
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.record import Record

UNUSED = ("type", "status", "limit")  # a brief tells all types, statuses and kinds


@dataclass(frozen=True, slots=True)
class Scope:
    """A record and the filters of a brief over it, with the actors' ids in place of their names.

    `homes` are the states of `actor` and `with_`, where they have one; `board` holds all that may be told.
    """

    record: Record
    filters: Filters
    names: Names
    board: duckdb.DuckDBPyConnection
    homes: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)

    def ask(self, query: str, **values: object) -> pl.DataFrame:
        """The rows of a query over the board's table `telling`."""
        frame = pl.from_arrow(self.board.sql(query, params=values).to_arrow_table())
        assert isinstance(frame, pl.DataFrame)
        return frame

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
    resolved = replace(checked, actor=actor, with_=with_)
    homes = tuple(h for side in (actor, with_) if side is not None and (h := _home(record, side)) is not None)
    return Scope(record, resolved, names_of(record), board_of(record, resolved), homes)


def _home(record: Record, actor: str) -> str | None:
    """The state of an actor, or null if it has none."""
    query = "SELECT coalesce(country, CASE WHEN kind = 'state' THEN id END) AS home FROM actor WHERE id = ?"
    home = record.sql(query, [actor])["home"].to_list()
    return home[0] if home else None
