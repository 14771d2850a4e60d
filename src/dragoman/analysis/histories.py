"""The life cycle of standing things: agreements, memberships, corridors, swaps, facilities, meetings, over all reports.

A thing is what tellings agree on (things.py).  Its steps are the changes that reports tell: a stage of its kind's life
cycle, or its bare status where a report tells no stage, each with its day, who says so, from when on it is told, the
sentence, and how many independent origins tell it.  Tellings of the same stage for the same day are one step.

Nothing is decided between them.  A thing is `contested` where

- somebody says that it is not so while others tell it as a fact or as planned,
- a stage that comes once is told as a fact for days that do not go together,
- it is told as suspended, ended or left, and a later report tells it as going on.

Both sides stand in the steps, and `contested` says in words what stands against what.  `stage` and `status` are those
of the step told last, not a judgement on what is true now: what no report tells has not changed here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import polars as pl

from dragoman.analysis.contested import contested
from dragoman.analysis.standing import says_little, title_of
from dragoman.analysis.steps import Row, Step, in_time, origins_of, steps_of
from dragoman.analysis.things import lives, things_of
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.forms import Packed
from dragoman.record.held import Held
from dragoman.record.paging import in_any_order, query_of
from dragoman.record.questions import ties_sql
from dragoman.record.record import Record

# Whose word a telling is: the publisher of the report's text, else the outlet as the report names it.
TOLD = """
SELECT t.id, t.kind, t.name, t.parties, t.party_names, t.status, t.stage, t.roles, t.date, t.date_to, t.statement,
    t.speaker, t.outlet, t.published, t.report, t.sentence, t.start, t.because,
    coalesce(o.publisher, 'name:' || lower(t.outlet)) AS origin, coalesce(o.first, t.report) AS text
FROM tie_row t LEFT JOIN origin o ON o.report = t.report
{within}
ORDER BY t.published NULLS LAST, t.report, t.start, t.id
"""
WITHIN = "WHERE t.id IN (SELECT unnest($ids))"


@dataclass(frozen=True, slots=True)
class History:
    """A standing thing and its steps in the order in which they were first told; see the module."""

    id: str
    kind: str
    name: str
    parties: tuple[str, ...]
    party_names: tuple[str, ...]
    roles: tuple[str, ...]
    stage: str | None
    status: str
    contested: tuple[str, ...]
    steps: tuple[Step, ...]
    origins: int
    tellings: int
    reports: int
    first_told: str | None
    last_told: str | None


KEPT: Packed[tuple[History, ...]] = Packed(tuple[History, ...])  # how a copy keeps all of them


def histories(
    record: Record, filters: Filters | None = None, things: Mapping[str, str] | None = None
) -> tuple[History, ...]:
    """Every standing thing of which a telling is within the filters, with all that is told of it anywhere.

    The filters are those of ties; `things`: what `things_of` gives, if that was asked already.  Things of which more is
    told come first.  Raises ActorUnknown and ChoiceUnknown.
    """
    limits = checked_filters(filters or Filters(), "tie")
    return histories_of(record, _asked(record, limits), things)[: limits.limit]


def whole_histories(held: Held) -> tuple[History, ...]:
    """`histories` of a whole copy, worked out once; a thing is told whole whatever it is found by."""
    return held.once("histories", lambda record: histories(record, things=lives(held)), KEPT)


def things_within(record: Record, filters: Filters, things: Mapping[str, str]) -> set[str]:
    """The ids of the things that `histories` tells within filters, of a laid-out copy; raises as it.

    `things`: what `things_of` gives.
    """
    query = query_of(record, "tie", filters)
    asked = in_any_order(query).replace("SELECT * FROM", "SELECT id FROM", 1)
    return {things[i] for i in record.sql(asked, query.values)["id"]}


def histories_of(record: Record, ties: Sequence[str], things: Mapping[str, str] | None = None) -> tuple[History, ...]:
    """The things of which these are tellings, with all that is told of them; those of which more is told first.

    `things`: what `things_of` gives, if that was asked already.
    """
    things = things_of(record) if things is None else things
    wanted = {things[i] for i in ties}
    ids = [i for i, thing in things.items() if thing in wanted]
    every = len(ids) == len(things)
    told = record.sql(TOLD.format(within="" if every else WITHIN), {} if every else {"ids": ids})
    tellings: dict[str, list[Row]] = defaultdict(list)
    for values in zip(*(column.to_list() for column in told.get_columns()), strict=True):
        row = dict(zip(told.columns, values, strict=True))
        tellings[things[row["id"]]].append(in_time(row))
    found = (_history(thing, rows) for thing, rows in tellings.items())
    return tuple(sorted(found, key=lambda h: (-len(h.steps), -h.origins, h.first_told or "~", h.id)))


def histories_frame(record: Record, filters: Filters | None = None) -> pl.DataFrame:
    """The same as a table: one row a thing, its steps as a list of structures."""
    return pl.DataFrame([asdict(h) for h in histories(record, filters)], infer_schema_length=None)


def _asked(record: Record, limits: Filters) -> list[str]:
    """The ids of the tellings within the filters."""
    query = ties_sql(replace(record.resolved(limits), limit=None))
    return [str(i) for i in record.sql(f"SELECT id FROM ({query.sql})", query.values)["id"]]


def _history(thing: str, rows: Sequence[Row]) -> History:
    steps = steps_of(rows)
    last = max(steps, key=lambda s: (s.last_said or "", s.said or ""))
    dated = [r["published"] for r in rows if r["published"]]
    return History(
        id=thing,
        kind=rows[0]["kind"],
        name=_name(rows),
        parties=tuple(dict.fromkeys(p for r in rows for p in r["parties"])),
        party_names=tuple(dict.fromkeys(p for r in rows for p in r["party_names"])),
        roles=tuple(dict.fromkeys(p for r in rows for p in r["roles"])),
        stage=last.stage,
        status=last.status,
        contested=tuple(contested(steps, rows[0]["kind"])),
        steps=steps,
        origins=origins_of(rows),
        tellings=len(rows),
        reports=len({r["text"] for r in rows}),
        first_told=min(dated, default=None),
        last_told=max(dated, default=None),
    )


def _name(rows: Sequence[Row]) -> str:
    """The name that most tellings give, then the longer one, then the first; a title of ours if none says anything."""
    names = [" ".join(r["name"].split()) for r in rows if not _is_by_verbs(r)]
    best = max(dict.fromkeys(names), key=lambda n: (not says_little(n), names.count(n), len(n)), default=None)
    if best is not None and not says_little(best):
        return best
    dated = next((r for r in rows if r["date"] or r["date_to"]), rows[0])
    return title_of({**dated, "party_names": list(dict.fromkeys(p for r in rows for p in r["party_names"]))}, best)


def _is_by_verbs(row: Row) -> bool:
    """Whether a telling has only verbs for the thing, one or those of several acts."""
    return bool(row["because"].startswith("verbs") or row["because"].endswith(" acts"))
