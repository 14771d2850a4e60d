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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import polars as pl

from dragoman.analysis.days import period, written
from dragoman.analysis.standing import says_little, title_of
from dragoman.analysis.things import lives, things_of
from dragoman.analysis.wording import counted, listed
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.forms import Packed
from dragoman.record.paging import in_any_order, query_of
from dragoman.record.questions import ties_sql
from dragoman.record.record import Record
from dragoman.record.snapshot import Held

Row = Mapping[str, Any]
Time = tuple[str | None, str | None]  # from when to when, as ISO prefixes
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
class Step:
    """A change of a thing as reports tell it: a stage or status, for a day or without one.

    `counts_as`: fact, intention, possibility or refuted; `said` and `last_said`: days of the first and last report that
    tells it; `speakers`: who is cited for it; `own_voice`: a report says it without citing anybody; `origins`:
    independent ones, unnamed ones as one; `tie`, `report` and `sentence` are those of the first telling.
    """

    stage: str | None
    status: str
    counts_as: str
    date: str | None
    date_to: str | None
    said: str | None
    last_said: str | None
    speakers: tuple[str, ...]
    own_voice: bool
    origins: int
    tellings: int
    outlet: str | None
    sentence: str
    report: str
    tie: str


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
        tellings[things[row["id"]]].append(_in_time(row))
    found = (_history(thing, rows) for thing, rows in tellings.items())
    return tuple(sorted(found, key=lambda h: (-len(h.steps), -h.origins, h.first_told or "~", h.id)))


def histories_frame(record: Record, filters: Filters | None = None) -> pl.DataFrame:
    """The same as a table: one row a thing, its steps as a list of structures."""
    return pl.DataFrame([asdict(h) for h in histories(record, filters)], infer_schema_length=None)


def _asked(record: Record, limits: Filters) -> list[str]:
    """The ids of the tellings within the filters."""
    resolved = replace(
        limits,
        actor=record.actor_id(limits.actor) if limits.actor else None,
        with_=record.actor_id(limits.with_) if limits.with_ else None,
        limit=None,
    )
    query = ties_sql(resolved)
    return [str(i) for i in record.sql(f"SELECT id FROM ({query.sql})", query.values)["id"]]


def _history(thing: str, rows: Sequence[Row]) -> History:
    steps = tuple(_step(told) for told in _changes(rows))
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
        contested=tuple(_contested(steps, rows[0]["kind"])),
        steps=steps,
        origins=_origins(rows),
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


def _origins(rows: Sequence[Row]) -> int:
    return len({r["origin"] for r in rows})


def _counts_as(row: Row) -> str:
    return load_ontology().statuses[row["status"]].counts_as


# Steps -------------------------------------------------------------------------------------------------------------


def _changes(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The tellings of each step, in the order in which the steps were first told."""
    labelled: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        labelled[row["stage"] or row["status"], _counts_as(row)].append(row)
    changes = [told for alike in labelled.values() for told in _by_day(alike)]
    yield from sorted(changes, key=lambda told: (told[0]["published"] or "~", told[0]["report"], told[0]["start"] or 0))


def _by_day(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Tellings of one stage by the day for which they tell it; those without a day belong to the only day, if it is."""
    times = [(r["date"], r["date_to"]) for r in rows]
    finest = sorted((t for t in dict.fromkeys(times) if any(t)), key=lambda t: -len(t[0] or t[1]))
    firsts: list[Time] = []
    group: dict[Time, int] = {}
    for time in finest:
        group[time] = next((n for n, first in enumerate(firsts) if _together(first, time)), len(firsts))
        if group[time] == len(firsts):
            firsts.append(time)
    undated = 0 if len(firsts) == 1 else len(firsts)
    days: dict[int, list[Row]] = {n: [] for n in range(len(firsts))}
    for row, time in zip(rows, times, strict=True):
        days.setdefault(group.get(time, undated), []).append(row)
    yield from days.values()


def _in_time(row: Row) -> Row:
    """The row; without its days if it tells as a fact what is dated after its report: they belong to something else."""
    day, told = row["date"] or row["date_to"], row["published"]
    if day and told and _counts_as(row) == "fact" and day > told[: len(day)]:
        return {**row, "date": None, "date_to": None}
    return row


def _together(one: Time, other: Time) -> bool:
    """Whether two times overlap; dates of any precision compare as prefixes."""
    (a1, b1), (a2, b2) = one, other
    return (a1 or "") <= (b2 or "~") + "~" and (a2 or "") <= (b1 or "~") + "~"


def _step(told: Sequence[Row]) -> Step:
    first = told[0]
    finest = max(told, key=lambda r: len(r["date"] or ""))
    dated = [r["published"] for r in told if r["published"]]
    return Step(
        stage=first["stage"],
        status=first["status"],
        counts_as=_counts_as(first),
        date=finest["date"],
        date_to=finest["date_to"] or next((r["date_to"] for r in told if r["date_to"]), None),
        said=min(dated, default=None),
        last_said=max(dated, default=None),
        speakers=tuple(dict.fromkeys(r["speaker"] for r in told if r["speaker"])),
        own_voice=any(r["statement"] is None for r in told),
        origins=_origins(told),
        tellings=len(told),
        outlet=first["outlet"],
        sentence=" ".join((first["sentence"] or "").split()),
        report=first["report"],
        tie=first["id"],
    )


# Contradictions ----------------------------------------------------------------------------------------------------


def _contested(steps: Sequence[Step], kind: str) -> Iterator[str]:
    yield from _denied(steps)
    yield from _dated_twice(steps)
    yield from _over_and_going_on(steps, kind)


def _denied(steps: Sequence[Step]) -> Iterator[str]:
    told = [s for s in steps if s.counts_as != "refuted"]
    for denial in (s for s in steps if s.counts_as == "refuted"):
        if told:
            yield f"{_says(denial)}; told as {listed([_told(s) for s in told])}"


def _dated_twice(steps: Sequence[Step]) -> Iterator[str]:
    by_stage: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        if step.counts_as == "fact" and step.stage and (step.date or step.date_to):
            by_stage[step.stage].append(step)
    for stage, told in by_stage.items():
        if len(told) > 1:
            yield f"{_plain(stage)} is told for {counted(len(told), 'day')}: {listed([_told(s) for s in told])}"


def _over_and_going_on(steps: Sequence[Step], kind: str) -> Iterator[str]:
    facts = [s for s in steps if s.counts_as == "fact"]
    for over in (s for s in facts if s.stage in ends(kind)):
        later = [s for s in facts if s.stage not in ends(kind) and (s.last_said or "") > (over.said or "~")]
        if later:
            yield f"told as {_told(over)}, and by later reports as {listed([_told(s) for s in later])}"


def ends(kind: str) -> frozenset[str]:
    """The stages of a kind after which it is no longer in force: those that come after the last in force."""
    tie = load_ontology().ties[kind]
    lasting = [n for n, s in enumerate(tie.stages) if tie.stage_status.get(s) in ("in_force", tie.plain)]
    in_force = [n for n in lasting if tie.stage_status[tie.stages[n]] == "in_force"] or lasting
    return frozenset(tie.stages[max(in_force) + 1 :]) if in_force else frozenset()


def _told(step: Step) -> str:
    """A step in words: "signed on 11 April 2023 (2 origins)"."""
    when = period(step.date, step.date_to)
    words = " ".join(w for w in (_plain(step.stage or step.status), when) if w)
    return f"{words} ({counted(step.origins, 'origin')}{_since(step)})"


def _since(step: Step) -> str:
    return f", said {written(step.said)}" if step.said else ""


def _says(step: Step) -> str:
    who = listed(list(step.speakers)) or "a report"
    return f"denied by {who} ({counted(step.origins, 'origin')}{_since(step)})"


def _plain(name: str) -> str:
    return name.replace("_", " ")
