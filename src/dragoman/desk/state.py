"""What was polled and seen, in an SQLite file beside the record; every change is whole or not made at all.

It lies beside the record and not in it, so that it can be looked at while the record is written, and so that the record
is held only while articles are stored.  A list of a feed and its new links are written in one transaction with the
feed's ETag: a desk that is killed between two polls has lost no entry.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

import orjson

from dragoman.desk.lanes import Lane
from dragoman.desk.plan import Feed, Plan
from dragoman.errors import DeskBusy, DeskUnusable
from dragoman.outlets.feeds import Entry
from dragoman.types import FieldSource, Refusal, Report

VERSION = 1
VERSIONS = 3  # of one article that are read
KEPT = 90 * 86_400.0  # seconds that a link is remembered after its feed stopped listing it
DONE = ("stored", "known", "refused")


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a feed, or a sitemap of its index, was read; the columns of `cursor`."""

    feed: str
    address: str
    due: float = 0.0
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    polled: float | None = None
    listed: float | None = None
    entries: int | None = None
    new: int | None = None
    failures: int = 0
    problem: str | None = None
    gone: int = 0
    setup: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An article that a feed listed; the columns of `link` that the desk works with."""

    address: str
    feed: str
    host: str
    state: str
    day: str
    place: int
    entry: Entry
    digest: str | None
    due: float
    seen: float = 0.0
    tries: int = 0
    version: int = 1
    kind: str | None = None
    reason: str | None = None


COLUMNS = ", ".join(f.name for f in fields(Link))


def state_path(record: Path) -> Path:
    """Where the state of the desk of a record lies: `desk.duckdb.desk` beside `desk.duckdb`."""
    return record.with_name(f"{record.name}.desk")


@contextmanager
def alone(record: Path) -> Iterator[None]:
    """Only one desk at a time works for a record; raises DeskBusy.  A killed one holds nothing back."""
    lock = sqlite3.connect(state_path(record).with_suffix(".desk-lock"), timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise DeskBusy(record) from error
        yield
    finally:
        lock.close()


def is_running(record: Path) -> bool:
    """Whether a desk works for the record at the moment."""
    if not state_path(record).with_suffix(".desk-lock").exists():
        return False
    try:
        with alone(record):
            return False
    except DeskBusy:
        return True


class State:
    """The state of a desk; use `State.open`, `State.shown` or `State.copied`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use one of the others."""
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """The state at the path, made where there is none; raises DeskUnusable."""
        with _explained(path):
            connection = sqlite3.connect(path, isolation_level=None)
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found > VERSION:
                raise DeskUnusable(path, f"it is of a later version ({found})")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(_schema())
            connection.execute(f"PRAGMA user_version = {VERSION}")
            return cls(connection)

    @classmethod
    def copied(cls, path: Path) -> Self:
        """A copy in memory of the state at the path, or an empty one, to look at or to try things with."""
        memory = sqlite3.connect(":memory:", isolation_level=None)
        with _explained(path):
            if path.exists():
                source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
                source.backup(memory)
                source.close()
            memory.executescript(_schema())
        return cls(memory)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def forget(self) -> None:
        """Begin anew, as for a record that is not there any more; hosts are left alone as long as before."""
        with self._whole():
            self._connection.execute("DELETE FROM link")
            self._connection.execute("DELETE FROM cursor")

    # Feeds ---------------------------------------------------------------------------------------------------

    def follow(self, plan: Plan) -> None:
        """Have a cursor for each feed of the plan; one that was changed in feeds.toml is asked anew.

        What still waits of feeds that are in the plan no more is forgotten.
        """
        with self._whole():
            for feed in plan.feeds:
                found = {c.address: c for c in self.cursors() if c.feed == feed.name}
                setup = sha256(repr(feed).encode()).hexdigest()[:16]
                if feed.address not in found or found[feed.address].setup != setup:
                    self._connection.execute("DELETE FROM cursor WHERE feed = ?", [feed.name])
                    self.keep(Cursor(feed.name, feed.address, setup=setup))
                    self._leave(feed)
            names = _json(f.name for f in plan.feeds)
            others = "feed NOT IN (SELECT value FROM json_each(?))"
            self._connection.execute(f"DELETE FROM cursor WHERE {others}", [names])
            self._connection.execute(f"DELETE FROM link WHERE state = 'waiting' AND {others}", [names])

    def _leave(self, feed: Feed) -> None:
        """Articles on hosts that are a feed's no more are not got; they wait again once the host is named again."""
        self._connection.execute(
            "UPDATE link SET state = 'passed', kind = 'host', reason = 'its host is in ''hosts'' no more' "
            "WHERE feed = ? AND state = 'waiting' AND host <> '' AND host NOT IN (SELECT value FROM json_each(?))",
            [feed.name, _json(feed.allowed)],
        )

    def ask_anew(self) -> None:
        """Have every feed polled at once, as if it had never been."""
        self._connection.execute("UPDATE cursor SET due = 0, gone = 0, etag = NULL, modified = NULL, digest = NULL")

    def cursors(self) -> list[Cursor]:
        """How far all feeds were read."""
        names = ", ".join(f.name for f in fields(Cursor))
        return [Cursor(*row) for row in self._connection.execute(f"SELECT {names} FROM cursor ORDER BY rowid")]

    def keep(self, cursor: Cursor) -> None:
        """Keep how far a feed was read."""
        values = asdict(cursor)
        names, marks = ", ".join(values), ", ".join(f":{n}" for n in values)
        self._connection.execute(f"INSERT OR REPLACE INTO cursor ({names}) VALUES ({marks})", values)

    def branch(self, cursor: Cursor, addresses: Sequence[str]) -> None:
        """An index lists these sitemaps: they get cursors, and those that it lists no more lose theirs."""
        with self._whole():
            self.keep(cursor)
            listed = orjson.dumps([cursor.address, *addresses]).decode()
            gone = "DELETE FROM cursor WHERE feed = ? AND address NOT IN (SELECT value FROM json_each(?))"
            self._connection.execute(gone, [cursor.feed, listed])
            rows = [(cursor.feed, a) for a in addresses]
            self._connection.executemany("INSERT OR IGNORE INTO cursor (feed, address) VALUES (?, ?)", rows)

    def listed(self, cursor: Cursor, links: Iterable[Link], now: float) -> list[Link]:
        """Keep a list that came, with its cursor; returns those of the links that are new, or new versions."""
        with self._whole():
            new = [link for link in links if self._see(link, now)]
            self.keep(replace(cursor, new=len(new)))
            old = "DELETE FROM link WHERE feed = ? AND listed < ? AND state NOT IN ('waiting', 'filing')"
            self._connection.execute(old, [cursor.feed, now - KEPT])
        return new

    def _see(self, link: Link, now: float) -> bool:
        found = self._connection.execute(
            "SELECT digest, version, state FROM link WHERE address = ?", [link.address]
        ).fetchone()
        if found is None:
            self._insert(link, now, 1)
            return True
        digest, version, state = found
        if link.state == "waiting" and state == "passed":  # it is wanted now
            self._insert(link, now, version)
            return True
        changed = digest is not None and link.digest is not None and digest != link.digest
        if changed and state in DONE and link.state == "waiting" and version < VERSIONS:
            self._insert(link, now, version + 1)
            return True
        self._connection.execute("UPDATE link SET listed = ? WHERE address = ?", [now, link.address])
        return False

    def _insert(self, link: Link, now: float, version: int) -> None:
        values = {f.name: getattr(link, f.name) for f in fields(Link)}
        entry = None if link.state == "passed" else orjson.dumps(asdict(link.entry))
        values |= {"entry": entry, "version": version, "seen": now, "listed": now}
        names, marks = ", ".join(values), ", ".join(f":{n}" for n in values)
        self._connection.execute(f"INSERT OR REPLACE INTO link ({names}) VALUES ({marks})", values)

    # Hosts ---------------------------------------------------------------------------------------------------

    def lanes(self) -> dict[str, Lane]:
        """All hosts that were asked."""
        rows = self._connection.execute("SELECT host, ready, until, failures, problem FROM host")
        return {row[0]: Lane(*row) for row in rows}

    def keep_lane(self, lane: Lane) -> None:
        """Keep what is known of a host."""
        values = [lane.host, lane.ready, lane.until, lane.failures, lane.problem]
        self._connection.execute("INSERT OR REPLACE INTO host VALUES (?, ?, ?, ?, ?)", values)

    # Articles ------------------------------------------------------------------------------------------------

    def next_link(self, host: str, feeds: Iterable[str], now: float) -> Link | None:
        """The newest article at a host that these feeds list and that is due, or null."""
        found = self._links("state = 'waiting' AND host = ? AND due <= ? AND feed IN (SELECT value FROM json_each(?)) "
                            "ORDER BY day DESC, place LIMIT 1", [host, now, _json(feeds)])  # fmt: skip
        return next(found, None)

    def first_due(self, feeds: Iterable[str]) -> dict[str, float]:
        """Of each host when the first article that these feeds list is due."""
        query = "SELECT host, min(due) FROM link WHERE state = 'waiting' AND feed IN (SELECT value FROM json_each(?))"
        return dict(self._connection.execute(f"{query} GROUP BY host", [_json(feeds)]))

    def listed_links(self) -> Iterator[Link]:
        """All articles that wait, and those that are passed over, by feed, the newest first."""
        return self._links("state IN ('waiting', 'passed') ORDER BY feed, state DESC, day DESC, place", [])

    def begun(self, feed: str, since: float) -> int:
        """How many articles of a feed were begun since then."""
        query = "SELECT count(*) FROM link WHERE feed = ? AND begun >= ?"
        return int(self._connection.execute(query, [feed, since]).fetchone()[0])

    def begin(self, address: str, now: float) -> bool:
        """An article is tried; whether it is for the first time."""
        done = self._connection.execute("UPDATE link SET begun = ? WHERE address = ? AND begun IS NULL", [now, address])
        return done.rowcount == 1

    def later(self, link: Link, due: float, tries: int, reason: str, kind: str) -> None:
        """An article is tried again from `due` on."""
        values = [due, tries, reason, kind, link.address]
        self._connection.execute(
            "UPDATE link SET state = 'waiting', due = ?, tries = ?, reason = ?, kind = ? WHERE address = ?", values
        )

    def filing(self, address: str, item: Report | Refusal) -> None:
        """An article is got and on its way into the record, as a report or as a refusal."""
        report = item.id if isinstance(item, Report) else None
        values = [report, orjson.dumps(asdict(item), default=list), address]
        self._connection.execute("UPDATE link SET state = 'filing', report = ?, held = ? WHERE address = ?", values)

    def settled(self, address: str, state: str, reason: str | None = None, kind: str | None = None) -> None:
        """What became of an article for good."""
        values = [state, reason, kind, address]
        self._connection.execute(
            "UPDATE link SET state = ?, reason = ?, kind = ?, entry = NULL, held = NULL WHERE address = ?", values
        )

    def unsettled(self) -> list[tuple[Link, Report | Refusal]]:
        """The articles that were on their way into the record when the desk ended, in the order of their addresses."""
        query = "SELECT held FROM link WHERE state = 'filing' ORDER BY address"
        items = [_item(orjson.loads(row[0])) for row in self._connection.execute(query)]
        return list(zip(self._links("state = 'filing' ORDER BY address", []), items, strict=True))

    def counts(self) -> dict[tuple[str, str], int]:
        """How many articles of each feed are in each state."""
        rows = self._connection.execute("SELECT feed, state, count(*) FROM link GROUP BY feed, state")
        return {(feed, state): count for feed, state, count in rows}

    def _links(self, condition: str, values: list[Any]) -> Iterator[Link]:
        for row in self._connection.execute(f"SELECT {COLUMNS} FROM link WHERE {condition}", values):
            told = dict(zip((f.name for f in fields(Link)), row, strict=True))
            yield Link(**told | {"entry": Entry(**orjson.loads(told["entry"])) if told["entry"] else Entry(None)})

    @contextmanager
    def _whole(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise


def _item(told: dict[str, Any]) -> Report | Refusal:
    """What was held, as it was."""
    if "text" not in told:
        return Refusal(**told)
    sources = tuple(FieldSource(**s) if isinstance(s, dict) else FieldSource(*s) for s in told["provenance"])
    return Report(**{**told, "notes": tuple(told["notes"]), "provenance": sources})


def _json(values: Iterable[str]) -> str:
    return orjson.dumps(list(values)).decode()


def _schema() -> str:
    return files("dragoman.desk").joinpath("state.sql").read_text(encoding="utf-8")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise DeskUnusable(path, str(error)) from error
