"""What people decide of a record's findings: `Record.review`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

import polars as pl

from dragoman.errors import ReviewRefused
from dragoman.record.reviewing import asking
from dragoman.record.reviewing.attaching import attach
from dragoman.record.reviewing.decisions import Finding, Review, Target, identified
from dragoman.record.reviewing.judging import accepted, corrected
from dragoman.record.reviewing.laying import judgements, lay
from dragoman.record.reviewing.lines import read, written
from dragoman.record.reviewing.precision import with_intervals
from dragoman.record.reviewing.ruling import rule
from dragoman.record.reviewing.selecting import targets_of
from dragoman.record.reviewing.standing_in import settle_stand_ins
from dragoman.record.reviewing.storing import load, settle_undos, store
from dragoman.record.reviewing.values import values_of
from dragoman.record.store import Connection, explained
from dragoman.record.transactions import transaction

STATE = "is a state, to which others belong"
Ask = Callable[[str, dict[str, object]], pl.DataFrame]


class Reviews:
    """The decisions of people on a record's findings; use `Record.review`.

    Each verb adds one decision with its author, time and reason, lays it over the findings and returns it; nothing is
    ever changed or deleted.  Ids are those of events (mentions), statements, ties, actors and places, whole or as they
    begin; `by` is who decides, `because` why.  With `resolve` (the default) events are worked out anew at once where
    they had been before; who decides much leaves it out and calls `Record.resolve` at the end.

    Every verb raises ChoiceUnknown for an id, field or value that there is not, ActorUnknown for a stranger,
    ReviewRefused for a decision that says nothing, and RecordFailed where the record was not opened with `write`.
    """

    def __init__(self, connection: Connection, path: Path, turn: Lock, ask: Ask, resolve: Callable[[], object]) -> None:
        """Use `Record.review`."""
        self._connection, self._path, self._turn, self._ask, self._resolve = connection, path, turn, ask, resolve

    # Deciding ------------------------------------------------------------------------------------------------

    def finding(self, identity: str, kind: str | None = None) -> Finding:
        """A finding as it can be judged: its fields as the program found them and as they stand after review."""
        with explained(self._path), self._connection.cursor() as cursor:
            return _finding(cursor, *asking.only(cursor, identity, kind))

    def accept(
        self,
        identity: str,
        *,
        by: str,
        because: str = "",
        fields: Iterable[str] | None = None,
        sample: str | None = None,
        resolve: bool = True,
    ) -> Review:
        """Hold a finding, or the named fields of it, to be right as it stands; it stays so whatever is read later."""
        found = self.finding(identity)
        review = self._judged("accept", found, by, because, sample)
        return self._decide(replace(review, values=accepted(found, fields)), resolve)

    def correct(
        self,
        identity: str,
        changes: Mapping[str, object],
        *,
        by: str,
        because: str = "",
        whole: bool = False,
        sample: str | None = None,
        resolve: bool = True,
    ) -> Review:
        """Put right the named fields (FIELDS); `whole`: all others were looked at too, and are right.

        Values may be texts as on the command line ("2022-06/2022-07", "IRN, TKM", "none") or lists, ids, null.
        """
        if not changes:
            raise ReviewRefused("it corrects nothing; name a field and its value")
        found = self.finding(identity)
        with explained(self._path), self._connection.cursor() as cursor:
            values, entities = corrected(cursor, found, changes, whole=whole)
        review = self._judged("correct", found, by, because, sample)
        return self._decide(replace(review, values=values, entities=entities), resolve)

    def reject(
        self, identity: str, *, by: str, because: str = "", sample: str | None = None, resolve: bool = True
    ) -> Review:
        """Hold a finding to be wrong altogether: it is left out of every answer, and kept.

        What stands on a rejected statement stands on the one around it, or else is the report's own voice; a rejected
        actor is nobody, and takes part in nothing.
        """
        found = self.finding(identity)
        if found.kind == "place":
            raise ReviewRefused(f"place {found.id} is named in reports; correct it, or what refers to it")
        if found.kind == "actor" and found.found["kind"] == "state":
            raise ReviewRefused(f"{found.id} {STATE}; correct what refers to it")
        return self._decide(self._judged("reject", found, by, because, sample), resolve)

    def merge(self, *identities: str, by: str, because: str = "", resolve: bool = True) -> Review:
        """Hold events to be one: all tellings of the named events, or of the events that the named tellings tell.

        Or actors, by ids or names: the later ones are the first, wherever they take part, speak or are named.
        """
        with explained(self._path), self._connection.cursor() as cursor:
            if (actors := asking.actors(cursor, identities)) is not None:
                targets = _one_actor(cursor, actors)
                return self._decide(self._review("merge", "actor", by, because, targets), resolve)
            mentions = asking.whole_events(cursor, [asking.mention(cursor, i) for i in identities])
            if len(mentions) < 2:
                raise ReviewRefused("a merge needs two events, or two tellings that are not one event yet")
            targets = tuple(targets_of(cursor, "mention", mentions))
        return self._decide(self._review("merge", "mention", by, because, targets), resolve)

    def split(self, *identities: str, by: str, because: str = "", resolve: bool = True) -> Review:
        """Hold the named tellings not to be of the event that they are told with; together they stay one."""
        with explained(self._path), self._connection.cursor() as cursor:
            out = [asking.mention(cursor, i, telling=True) for i in identities]
            rest = [m for m in asking.whole_events(cursor, out) if m not in out]
            if not rest:
                raise ReviewRefused("no other telling is left in the event to be split from")
            targets = (*targets_of(cursor, "mention", out), *targets_of(cursor, "mention", rest, "other"))
        return self._decide(self._review("split", "mention", by, because, targets), resolve)

    def undo(self, identity: str, *, by: str, because: str = "", resolve: bool = True) -> Review:
        """Take back a decision (an undo too), by its own id."""
        with explained(self._path), self._connection.cursor() as cursor:
            undone = asking.review(cursor, identity)
        if not undone.stands:
            raise ReviewRefused(f"decision {undone.id} was taken back already")
        review = self._review("undo", "review", by, because, ())
        return self._decide(replace(review, undoes=undone.id), resolve)

    # Looking -------------------------------------------------------------------------------------------------

    def list(
        self, *, of: str | None = None, author: str | None = None, verb: str | None = None, kind: str | None = None
    ) -> pl.DataFrame:
        """Decisions, the newest first; `of`: only those on this finding."""
        return self._ask(asking.LIST_SQL, {"of": of, "author": author, "verb": verb, "kind": kind})

    def orphans(self) -> pl.DataFrame:
        """Decisions whose finding is no longer there, with the reason; they come back where it does."""
        return self._ask(asking.ORPHANS_SQL, {})

    def disagreements(self) -> pl.DataFrame:
        """Where two people decided otherwise of one finding or field; the newer decision rules, both are kept."""
        return self._ask(asking.DISAGREEMENTS_SQL, {})

    def counts(self) -> dict[str, int]:
        """How many findings are accepted, corrected, rejected, and how many decisions there are of each sort."""
        return {str(k): int(n) for k, n in self._ask(asking.COUNTS_SQL, {}).iter_rows()}

    def sample(self, of: str, size: int, *, seed: int = 0, **filters: str | int | None) -> pl.DataFrame:
        """Ids (`id`) of a random sample of the machine's events, statements or ties within filters, for review.

        `of`: event, statement, tie.  The same seed draws the same ones; `sample` is the name to pass to the verbs, and
        `reviewed` whether that was done already.
        """
        with explained(self._path):
            return asking.sample(self._ask, of, size, seed, filters)

    def precision(
        self, *, sample: str | None = None, author: str | None = None, unsampled: bool = False
    ) -> pl.DataFrame:
        """Of what was reviewed in samples: how often the program was right, by field, with Wilson's 95 % interval.

        `unsampled`: what was picked by hand too, which tells nothing of the whole record.
        """
        values: dict[str, object] = {"sample": sample, "author": author, "unsampled": unsampled}
        return with_intervals(self._ask(asking.PRECISION_SQL, values))

    # Exchange ------------------------------------------------------------------------------------------------

    def export(self) -> Iterator[str]:
        """Every decision as a line of JSON, the oldest first (lines.py)."""
        with explained(self._path), self._connection.cursor() as cursor:
            found = load(cursor)
        yield from written(found)

    def take(self, lines: Iterable[str], *, origin: str = "the input", resolve: bool = True) -> int:
        """Take in decisions as `export` writes them, all or none; returns how many were new.

        Those whose report or finding is not here yet wait as orphans.  Raises ReviewUnreadable, which names the line.
        """
        reviews = list(read(lines, origin))
        return self._add(reviews, resolve)

    def _judged(self, verb: str, found: Finding, by: str, because: str, sample: str | None) -> Review:
        with explained(self._path), self._connection.cursor() as cursor:
            targets = tuple(targets_of(cursor, found.kind, [found.id]))
        review = self._review(verb, found.kind, by, because, targets)
        return replace(review, program=found.program, sample=sample)

    def _review(self, verb: str, kind: str, by: str, because: str, targets: Sequence[Target]) -> Review:
        if not by.strip():
            raise ReviewRefused("it has no author; say who decides (--by)")
        return Review(verb, kind, by.strip(), because.strip(), datetime.now(UTC).replace(tzinfo=None), tuple(targets))

    def _decide(self, review: Review, resolve: bool) -> Review:
        made = identified(review)
        self._add([made], resolve)
        return made

    def _add(self, reviews: Sequence[Review], resolve: bool) -> int:
        with self._turn, explained(self._path), transaction(self._connection):
            new = store(self._connection, reviews)
            undone = [r.undoes for r in reviews if r.undoes is not None]
            settle_undos(self._connection)
            touched = attach(self._connection, [*reviews, *_closure(self._connection, undone)])
            touched |= settle_stand_ins(self._connection, ())
            lay(self._connection, touched)
            rule(self._connection)
        if new and resolve and self._ask("SELECT count(*) AS n FROM resolved", {})["n"].item():
            self._resolve()
        return new


def _one_actor(connection: Connection, ids: Sequence[str]) -> tuple[Target, ...]:
    """The actors of a merge; raises ReviewRefused where there are not two, or a state would be somebody else."""
    if len(set(ids)) < 2:
        raise ReviewRefused("a merge needs two actors that are not one yet")
    kinds = {one: values["kind"] for one, values in values_of(connection, "machine", "actor", ids).items()}
    for one in ids[1:]:
        if kinds[one] == "state":
            raise ReviewRefused(f"{one} {STATE}; name it first, so that the others are merged into it")
    found = {t.id: t for t in targets_of(connection, "actor", ids)}
    return tuple(replace(found[one], number=n) for n, one in enumerate(dict.fromkeys(ids), 1))


def _closure(connection: Connection, undone: Sequence[str]) -> list[Review]:
    """The decisions that undos bear on, through undos of undos."""
    found: list[Review] = []
    wanted = list(undone)
    while wanted:
        layer = load(connection, "WHERE id IN (SELECT unnest($ids))", {"ids": wanted})
        found += layer
        wanted = [r.undoes for r in layer if r.undoes is not None]
    return found


def _finding(connection: Connection, kind: str, identity: str) -> Finding:
    machine = values_of(connection, "machine", kind, [identity])
    stands = values_of(connection, "main", kind, [identity])
    query = "SELECT verdict FROM reviewed.finding WHERE kind = ? AND id = ?"
    verdict = connection.execute(query, [kind, identity]).fetchall()
    found = machine[identity]
    judged = judgements(connection, kind, [identity]).get(identity)  # of what is rejected: as it was before that
    otherwise = {**found, **(judged.fields if judged else {})}
    return Finding(
        kind, identity, machine.report[identity], machine.program[identity], found,
        stands.get(identity, otherwise), str(verdict[0][0]) if verdict else None,
    )  # fmt: skip
