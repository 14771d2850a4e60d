"""The sourced record: what reports said, kept in one file, asked through DataFrames."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self, Unpack

import duckdb
import polars as pl
import pyarrow as pa

from dragoman.atlas.atlas import load_atlas
from dragoman.errors import ActorUnknown, ChoiceUnknown, EvidenceMismatch, RecordFailed, ReportChanged, ReportUnstorable
from dragoman.record.appending import Appenders, ValueUnfitError
from dragoman.record.checks import CHECKS
from dragoman.record.filters import Filters, Limits, checked_filters
from dragoman.record.gathering import Page, gathered, gathered_ids
from dragoman.record.ids import text_digest
from dragoman.record.merging.filling import Merged, fill, merged_before
from dragoman.record.persons import remember, remembered
from dragoman.record.provenance import keep_sources, sources_of
from dragoman.record.questions import QUESTIONS
from dragoman.record.resolving.resolve import Resolved, fingerprint_ahead, resolve
from dragoman.record.reviewing.laying import lay_entities
from dragoman.record.reviewing.reviews import Reviews
from dragoman.record.rowfile import BATCH, RowFile, write_rowfile
from dragoman.record.rows import rows_of
from dragoman.record.store import Connection, explained, open_file
from dragoman.record.transactions import transaction
from dragoman.record.words import Words
from dragoman.record.writing import forgive, sweep, write_refusal, write_rows
from dragoman.types import FieldSource, Findings, PersonTold, Refusal, Report

NEAREST = 5
CALLED = 10_000  # names of which a copy keeps the ids
NEAR_ENOUGH = 0.8  # Jaro-Winkler similarity from which a name is worth proposing


class Record:
    """A record that is open; use `Record.open`, and close it or use it in a `with` block.

    The questions (`events`, `ties`, `statements`, `reports`, `actors`, `places`) take the fields of `Filters` as
    keywords and return polars DataFrames, one row each with its evidence; `.to_pandas()` where pandas is wanted.
    They raise ChoiceUnknown for a type, status or date that does not exist and ActorUnknown for a stranger.
    Threads may ask and write through the same record: each question has a cursor of its own, and writes take turns.
    """

    def __init__(self, path: Path, connection: Connection, *, writes: bool) -> None:
        """Use `Record.open`."""
        self.path, self.writes, self._connection = path, writes, connection
        self._digests: dict[str, str] | None = None
        self._into = Appenders(connection)
        self._turn = Lock()
        self.laid = False  # whether it is a copy whose views are laid out as tables
        self._called: dict[str, str] = {}  # of such a copy: to names that were asked for the ids
        self.words: Words | None = None  # of a copy for which they were written out

    def __repr__(self) -> str:
        """How it was opened."""
        return f"Record.open('{self.path}'{', write=True' if self.writes else ''})"

    @classmethod
    def open(cls, path: Path | str, *, write: bool = False, memory: int | None = None) -> Self:
        """The record at the path, for questions; with `write` for reading into, and made where there is none.

        `memory`: megabytes that the database may hold; null: most of what the machine has.
        Raises RecordMissing, RecordForeign, RecordLocked, RecordTooNew, RecordUnwritable.
        """
        found = Path(path)
        return cls(found, open_file(found, write=write, memory=memory), writes=write)

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        self._connection.close()

    def __enter__(self) -> Self:
        """The record itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    # Writing -------------------------------------------------------------------------------------------------

    def knows(self, report: Report) -> bool:
        """Whether this very text is in the record under this id; raises ReportChanged if the id has another text."""
        if self._digests is None:
            self._digests = dict(self._rows("SELECT id, digest FROM report"))
        digest = self._digests.get(report.id)
        if digest is not None and digest != text_digest(report.text):
            raise ReportChanged(report.id, report.origin)
        return digest is not None

    def add(self, findings: Findings, program: str) -> None:
        """Store what one report says, all or nothing; a report that is there already gets these findings instead.

        Raises EvidenceMismatch if a span has no words in the text, ReportUnstorable, ReportChanged, RecordFull.
        """
        self._write([findings], program)

    def add_many(self, findings: Sequence[Findings], program: str) -> tuple[Refusal, ...]:
        """Store what several reports say, each all or nothing, many times faster than one by one.

        Returns why reports could not be stored (kind "not stored"); all others are.
        Raises RecordFull and the other errors of the file; then nothing of these reports is stored.
        """
        return self._written(findings, partial(self._write, program=program))

    def take(
        self, findings: Sequence[Findings], program: str, told: Callable[[Findings], Iterable[PersonTold]]
    ) -> tuple[Refusal, ...]:
        """As `add_many`, with what else is kept of reports, in place of what was kept of them before.

        That is whom they tell of (`told`), where their fields are from, and what `resolve` needs of their texts.
        """
        return self._written(findings, partial(self._write, program=program, told=told))

    def _written(
        self, findings: Sequence[Findings], write: Callable[[Sequence[Findings]], None]
    ) -> tuple[Refusal, ...]:
        if len({f.report.id for f in findings}) == len(findings):
            with suppress(EvidenceMismatch, ReportChanged, ReportUnstorable):
                write(findings)
                return ()
        return tuple(r for f in findings if (r := _tried(f, write)) is not None)

    def _write(
        self,
        batch: Sequence[Findings],
        program: str,
        told: Callable[[Findings], Iterable[PersonTold]] | None = None,
    ) -> None:
        rows = [rows_of(f, program) for f in batch]
        with self._turn:
            anew = [f.report.id for f in batch if self.knows(f.report)]
            with explained(self.path), _unstorable(batch), transaction(self._connection):
                write_rows(self._connection, self._into, rows, anew)
                if told is not None:
                    self._add_around(batch, [person for f in batch for person in told(f)], anew)
            if self._digests is not None:
                self._digests |= {f.report.id: text_digest(f.report.text) for f in batch}

    def _add_around(self, batch: Sequence[Findings], told: Sequence[PersonTold], anew: Sequence[str]) -> None:
        reports = [f.report for f in batch]
        remember(self._connection, self._into, told, anew)
        keep_sources(self._connection, self._into, reports, anew)
        fingerprint_ahead(self._connection, load_atlas(), reports, anew)

    def shards(self) -> frozenset[str]:
        """The digests of the shards that were taken in (`take_shards`)."""
        with self._turn:
            return merged_before(self._connection, self.path)

    def take_shards(self, names: Sequence[tuple[str, str]], rows: pa.Table) -> Merged:
        """Store what the reports of shards say, all of it or nothing; reports that are there are passed over.

        `names`: of each its name and the digest of its file.
        Raises EvidenceMismatch, ReportUnstorable, ShardUnreadable, RecordFull.
        """
        with self._turn:
            self._digests = None
            return fill(self._connection, self.path, names, rows)

    def refuse(self, refusal: Refusal) -> None:
        """Keep what could not be read, and why."""
        with self._turn:
            write_refusal(self._connection, self.path, refusal)

    def forgive(self, origins: Iterable[str]) -> None:
        """Forget that these could not be read: what is in them has been read since."""
        with self._turn:
            forgive(self._connection, self.path, origins)

    def persons_told(self) -> tuple[PersonTold, ...]:
        """What reports told of named persons, each with the report that says so."""
        with explained(self.path):
            return tuple(remembered(self._connection))

    def sweep(self) -> None:
        """Drop actors and places that nothing refers to any more; for after reports were read anew."""
        with self._turn:
            sweep(self._connection, self.path)
            lay_entities(self._connection)

    def resolve(self) -> Resolved:
        """Work out copies, origins and events for what is new; `happenings` and the promise ledger rest on it."""
        with self._turn, explained(self.path):
            return resolve(self._connection)

    @property
    def review(self) -> Reviews:
        """What people decide of the findings: accept, correct, reject, merge, split, undo; precision."""
        return Reviews(self._connection, self.path, self._turn, self.sql, self.resolve)

    # Questions -----------------------------------------------------------------------------------------------

    def events(self, **filters: Unpack[Limits]) -> pl.DataFrame:
        """Tellings of acts, each with parties, status, speaker, outlet, date and sentence."""
        return self.ask("event", Filters(**filters))

    def happenings(self, **filters: Unpack[Limits]) -> pl.DataFrame:
        """Events with all their tellings in one row, as of the last `resolve`: how many origins, who contradicts."""
        return self.ask("happening", Filters(**filters))

    def ties(self, **filters: Unpack[Limits]) -> pl.DataFrame:
        """Tellings of standing things: agreements, memberships, corridors, swaps, claims ..."""
        return self.ask("tie", Filters(**filters))

    def statements(self, **filters: Unpack[Limits]) -> pl.DataFrame:
        """Who is cited for what; `actor` speaks, `with_` is spoken of."""
        return self.ask("statement", Filters(**filters))

    def reports(self, **filters: Unpack[Limits]) -> pl.DataFrame:
        """The reports, and how much was found in each."""
        return self.ask("report", Filters(**filters))

    def actors(self, **filters: Unpack[Limits]) -> pl.DataFrame:
        """Who takes part, and how often."""
        return self.ask("actor", Filters(**filters))

    def places(self, **filters: Unpack[Limits]) -> pl.DataFrame:
        """Places that reports name, with coordinates."""
        return self.ask("place", Filters(**filters))

    def ask(self, of: str, filters: Filters) -> pl.DataFrame:
        """Rows of one kind (a key of QUESTIONS) within the filters; raises ChoiceUnknown and ActorUnknown."""
        return self.page(of, filters).rows

    def page(self, of: str, filters: Filters) -> Page:
        """The rows of one kind within the filters, up to their limit, and how many fit in all; raises as `ask`."""
        if of not in QUESTIONS:
            raise ChoiceUnknown("question", of, QUESTIONS)
        limits = self.resolved(checked_filters(filters, of))
        with explained(self.path), self._connection.cursor() as cursor:
            return gathered(cursor, of, limits)

    def first(self, of: str, order: str, most: int) -> pl.DataFrame:
        """The first rows of a kind in an order of its own (SQL over what `SLIM` has of it), in that order."""
        with explained(self.path), self._connection.cursor() as cursor:
            return gathered_ids(cursor, of, order, most)

    def sql(self, query: str, values: dict[str, object] | list[object] | None = None) -> pl.DataFrame:
        """The rows of an SQL query of one's own over the tables and views of schema.sql.

        Raises RecordFailed for what is no single query, and for whatever else the database cannot answer.
        """
        with explained(self.path), self._connection.cursor() as cursor:
            statements = cursor.extract_statements(query)
            if [s.type for s in statements] != [duckdb.StatementType.SELECT]:
                raise RecordFailed(self.path, "only a single query (SELECT) can be asked")
            frame = pl.from_arrow(cursor.sql(statements[0], params=values or []).to_arrow_table())
        assert isinstance(frame, pl.DataFrame)
        return frame

    def sql_to_file(self, query: str, path: Path, batch: int = BATCH) -> RowFile:
        """The rows of such a query in a file from which single ones can be read, `batch` in one go; raises as `sql`."""
        with explained(self.path), self._connection.cursor() as cursor:
            return write_rowfile(cursor.sql(query).to_arrow_reader(batch), path)

    def refusals(self) -> pl.DataFrame:
        """What could not be read, and why."""
        return self.sql("SELECT origin, kind, reason, seen FROM refusal ORDER BY origin")

    def text(self, report: str) -> str | None:
        """The text of a report as it was read, or null if there is no such report."""
        found = list(self._rows("SELECT text FROM report WHERE id = ?", [report]))
        return str(found[0][0]) if found else None

    def provenance(self, report: str) -> tuple[FieldSource, ...]:
        """Where the title, outlet, date and other fields of a report were taken from."""
        with explained(self.path), self._connection.cursor() as cursor:
            return sources_of(cursor, report)

    def actor_id(self, name: str) -> str:
        """The id of whoever has this id or name, whatever its case; raises ActorUnknown."""
        if name not in self._called:
            found = self._actor_id(name)
            if not self.laid or len(self._called) >= CALLED:
                return found
            self._called[name] = found
        return self._called[name]

    def _actor_id(self, name: str) -> str:
        order = "id = $name DESC, upper(id) = upper($name) DESC, kind = 'state' DESC, id"
        match = "SELECT id FROM {0} WHERE upper(id) = upper($name) OR lower(name) = lower($name)"
        found = list(self._rows(f"{match.format('actor')} ORDER BY {order} LIMIT 1", {"name": name}))
        if not found:  # somebody whom people hold to be another one
            known = match.format("machine.actor")
            former = f"SELECT same FROM reviewed.stand_in WHERE same IS NOT NULL AND id IN ({known})"
            found = list(self._rows(f"{former} ORDER BY same LIMIT 1", {"name": name}))
        if not found:
            raise ActorUnknown(name, self._near(name))
        return str(found[0][0])

    def faults(self) -> Iterator[tuple[str, str]]:
        """(check, sentence) for everything that must hold in a record and does not."""
        for check in CHECKS:
            for row in self._rows(check.sql, of=check.schema):
                yield check.name, str(row[0])

    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        kinds = ("report", "statement", "mention", "tie", "actor", "place", "evidence", "refusal")
        query = " UNION ALL ".join(f"SELECT '{k}', count(*) FROM {k}" for k in kinds)
        return {str(k): int(n) for k, n in self._rows(query)}

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        cells = "".join(f"<tr><td>{kind}</td><td>{count:,}</td></tr>" for kind, count in self.counts().items())
        return f"<b>Record {self.path.name}</b><table>{cells}</table>"

    def resolved(self, filters: Filters) -> Filters:
        """The filters with ids in place of the actors' names; raises ActorUnknown."""
        actor = self.actor_id(filters.actor) if filters.actor else None
        with_ = self.actor_id(filters.with_) if filters.with_ else None
        return replace(filters, actor=actor, with_=with_)

    def _near(self, name: str) -> list[str]:
        near = (
            "SELECT name FROM actor WHERE jaro_winkler_similarity(lower(name), lower($name)) > $least "
            "ORDER BY jaro_winkler_similarity(lower(name), lower($name)) DESC, name LIMIT $most"
        )
        return [str(r[0]) for r in self._rows(near, {"name": name, "least": NEAR_ENOUGH, "most": NEAREST})]

    def _rows(
        self, query: str, values: dict[str, object] | list[object] | None = None, of: str = "main"
    ) -> Iterator[tuple]:  # type: ignore[type-arg]
        with explained(self.path), self._connection.cursor() as cursor:
            cursor.execute(f"USE {of}")
            found = cursor.execute(query, values or []).fetchall()
        yield from found


@contextmanager
def _unstorable(batch: Sequence[Findings]) -> Iterator[None]:
    """Values that no table takes are the report's fault, not the file's; of several reports the first is named."""
    try:
        yield
    except ValueUnfitError as error:
        raise ReportUnstorable(batch[0].report.id, str(error)) from error


def _tried(findings: Findings, write: Callable[[Sequence[Findings]], None]) -> Refusal | None:
    try:
        write([findings])
    except (EvidenceMismatch, ReportChanged, ReportUnstorable) as error:
        return Refusal(findings.report.origin or findings.report.id, str(error), "not stored")
    return None
