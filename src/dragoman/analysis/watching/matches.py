"""What of a record answers a saved question: first which rows, then those that are to be shown in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

import polars as pl

from dragoman.analysis.acts import act_text
from dragoman.analysis.days import written
from dragoman.analysis.ledger import ledger, limited_to
from dragoman.analysis.names import Names, names_of
from dragoman.analysis.standing import tie_text
from dragoman.analysis.subject import corridor_subject
from dragoman.analysis.tellings import ACTS_IN_FULL, TIES_IN_FULL
from dragoman.analysis.watching.watchlists import PROMISES, ROWS, Watchlist
from dragoman.atlas.circles import circle_of
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import checked_filters
from dragoman.record.questions import QUESTIONS
from dragoman.record.record import Record

# What beside its id makes a row news again.
STATES: Mapping[str, str] = {
    "events": "status", "ties": "concat_ws(' ', status, stage)", "statements": "''", "reports": "''"
}  # fmt: skip
AMONG = """id IN (
    SELECT p.{of} FROM {of}_party p JOIN actor a ON a.id = p.actor
    WHERE coalesce(a.country, a.id) IN (SELECT unnest($states)) GROUP BY p.{of}
    HAVING count(DISTINCT coalesce(a.country, a.id)) >= 2
)"""
PARTIES = {"events": "mention", "ties": "tie"}
ADDED = "SELECT id, added FROM report WHERE id IN (SELECT unnest($ids))"
NEWEST = "SELECT max(added) AS added FROM report"
HAPPENED = "SELECT mention, happening FROM happening_mention WHERE mention IN (SELECT unnest($ids))"
ROW = "SELECT * FROM {of}_row WHERE id IN (SELECT unnest($ids))"
HOMES = "SELECT id, coalesce(country, CASE WHEN kind = 'state' THEN id END) AS home FROM actor"
HOMES_OF = f"{HOMES} WHERE id IN (SELECT unnest($ids))"


@dataclass(frozen=True, slots=True)
class Found:
    """A row that answers: what it is, its id, the `state` of which a change is news (a status, an outcome), its day."""

    what: str
    id: str
    state: str
    published: str | None = None

    @property
    def key(self) -> str:
        """Sixteen hexadecimal digits that are the same for the same row in the same state, in any record."""
        return blake2b(f"{self.what}\0{self.id}\0{self.state}".encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Match:
    """An answer in words: `text` a sentence of ours, `sentence` the report's, and who says it, where, when.

    `event`: what several tellings of one event have in common, null for other rows; `added`: when its report came into
    the record (UTC) or, of a promise, the newest report; `because`: the reason of a promise's outcome.
    """

    key: str
    what: str
    id: str
    state: str
    text: str
    date: str | None
    sentence: str
    speaker: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    report: str
    added: datetime
    event: str | None = None
    because: str | None = None


Promises = Callable[[], pl.DataFrame]


def found(record: Record, watchlist: Watchlist, promises: Promises | None = None) -> tuple[Found, ...]:
    """The rows that answer, the oldest first within each kind; `promises` gives the whole ledger if it is there.

    Raises ActorUnknown for an actor that the record does not name, and ChoiceUnknown.
    """
    return tuple(f for what in watchlist.what for f in _found(record, watchlist, what, promises))


def _found(record: Record, watchlist: Watchlist, what: str, promises: Promises | None) -> Iterator[Found]:
    if what == PROMISES:
        yield from (
            Found(what, r["id"], r["outcome"], r["published"])
            for r in _promised(record, watchlist, promises).to_dicts()
        )
        return
    limits = checked_filters(watchlist.filters(what), ROWS[what])
    actor, other = (None if n is None else record.actor_id(n) for n in (limits.actor, limits.with_))
    query = QUESTIONS[ROWS[what]](replace(limits, actor=actor, with_=other))
    conditions, values = _conditions(record, watchlist, what)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    asked = f"SELECT id, coalesce({STATES[what]}, '') AS state, published FROM ({query.sql}){where}"
    yield from (Found(what, *row) for row in record.sql(asked, {**query.values, **values}).iter_rows())


def _conditions(record: Record, watchlist: Watchlist, what: str) -> tuple[list[str], dict[str, object]]:
    """What the filters of the record cannot say."""
    conditions, values = [], dict[str, object]()
    if watchlist.group is not None:
        conditions.append(AMONG.format(of=PARTIES[what]))
        values["states"] = list(circle_of(watchlist.group).states)
    if watchlist.corridor is not None:
        conditions.append("id IN (SELECT unnest($about::VARCHAR[]))")
        values["about"] = list(corridor_subject(record, watchlist.corridor).ties or ())
    return conditions, values


def _promised(record: Record, watchlist: Watchlist, promises: Promises | None) -> pl.DataFrame:
    limits = checked_filters(watchlist.filters(PROMISES), "event")
    kept = limited_to(record, promises() if promises else ledger(record), limits)
    return kept.filter(pl.col("outcome") == watchlist.outcome) if watchlist.outcome else kept


def told(record: Record, rows: Sequence[Found], promises: Promises | None = None) -> tuple[Match, ...]:
    """The rows in words, in their order; a row that is no longer there is left out."""
    names = names_of(record)
    words: dict[tuple[str, str], Match] = {}
    for what in dict.fromkeys(r.what for r in rows):
        wanted = {r.id: r for r in rows if r.what == what}
        for match in _told(record, what, wanted, names, promises):
            words[what, match.id] = match
    return tuple(words[r.what, r.id] for r in rows if (r.what, r.id) in words)


def _told(
    record: Record, what: str, wanted: Mapping[str, Found], names: Names, promises: Promises | None
) -> Iterator[Match]:
    ids = list(wanted)
    if what == PROMISES:
        frame = promises() if promises else ledger(record)
        frame = frame.filter(pl.col("id").is_in(ids))
        texts = {**_acts(record, ids, names), **_things(record, ids, names)}
    else:
        frame = record.sql(ROW.format(of=ROWS[what]), {"ids": ids})
        texts = {"events": _acts, "ties": _things}.get(what, _nothing)(record, ids, names)
    newest = record.sql(NEWEST)["added"].item()
    reports = [r["report"] if "report" in r else r["id"] for r in frame.iter_rows(named=True)]
    added = dict(record.sql(ADDED, {"ids": reports}).iter_rows())
    events = dict(record.sql(HAPPENED, {"ids": ids}).iter_rows()) if what == "events" else {}
    for row in frame.iter_rows(named=True):
        report = row.get("report", row["id"])
        when = newest if what == PROMISES else added[report]
        yield _match(wanted[row["id"]], row, texts.get(row["id"]), report, when, events.get(row["id"]))


def _match(
    of: Found, row: Mapping[str, Any], text: str | None, report: str, added: datetime, event: str | None
) -> Match:
    sentence = row.get("sentence") or row.get("content") or row.get("title") or ""
    speaker = row.get("speaker")
    cited = f"{speaker or 'Somebody who is not named'}: “{sentence}”" if of.what == "statements" else sentence
    date = row.get("due") or row.get("date") or row.get("date_to")
    return Match(
        of.key, of.what, of.id, of.state, text or cited or _untitled(row), date, sentence, speaker, row["outlet"],
        row["published"], row.get("title"), row.get("url"), report, added, event, row.get("because") if row.get("due")
        or of.what == PROMISES else None,
    )  # fmt: skip


def _untitled(row: Mapping[str, Any]) -> str:
    """What stands for a report that has no title: "Report of Volta Wire, 4 March 2024"."""
    day = f", {written(row['published'])}" if row["published"] else ""
    return f"Report of {row['outlet'] or 'an outlet that is not stated'}{day}"


def _acts(record: Record, ids: Sequence[str], names: Names) -> dict[str, str]:
    rows = record.sql(ACTS_IN_FULL, {"ids": ids}).to_dicts()
    statuses = dict(record.sql("SELECT id, status FROM mention WHERE id IN (SELECT unnest($ids))", {"ids": ids}).rows())
    actors = sorted({a for r in rows for a in r["actors"]})
    homes = dict(record.sql(HOMES_OF, {"ids": actors}).rows())
    return {
        r["id"]: act_text(
            {**r, "status": statuses[r["id"]], "actor_states": [homes.get(a) for a in r["actors"]]}, names
        )
        for r in rows
    }


def _things(record: Record, ids: Sequence[str], names: Names) -> dict[str, str]:
    rows = record.sql(TIES_IN_FULL, {"ids": ids}).to_dicts()
    statuses = dict(record.sql("SELECT id, status FROM tie WHERE id IN (SELECT unnest($ids))", {"ids": ids}).rows())
    counts_as = {s.name: s.counts_as for s in load_ontology().statuses.values()}
    judged = ({**r, "status": statuses[r["id"]], "counts_as": counts_as[statuses[r["id"]]]} for r in rows)
    return {r["id"]: tie_text([r], names) for r in judged}


def _nothing(record: Record, ids: Sequence[str], names: Names) -> dict[str, str]:
    return {}
