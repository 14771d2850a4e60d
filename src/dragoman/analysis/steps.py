"""The steps of a standing thing: its tellings cut into changes, each a stage or status for a day or without one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.ontology.ontology import load_ontology

Row = Mapping[str, Any]
Time = tuple[str | None, str | None]  # from when to when, as ISO prefixes


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


def steps_of(rows: Sequence[Row]) -> tuple[Step, ...]:
    """The steps that the tellings of one thing tell, in the order in which they were first told."""
    return tuple(_step(told) for told in _changes(rows))


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


def in_time(row: Row) -> Row:
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
        origins=origins_of(told),
        tellings=len(told),
        outlet=first["outlet"],
        sentence=" ".join((first["sentence"] or "").split()),
        report=first["report"],
        tie=first["id"],
    )


def ends(kind: str) -> frozenset[str]:
    """The stages of a kind after which it is no longer in force: those that come after the last in force."""
    tie = load_ontology().ties[kind]
    lasting = [n for n, s in enumerate(tie.stages) if tie.stage_status.get(s) in ("in_force", tie.plain)]
    in_force = [n for n in lasting if tie.stage_status[tie.stages[n]] == "in_force"] or lasting
    return frozenset(tie.stages[max(in_force) + 1 :]) if in_force else frozenset()


def origins_of(rows: Sequence[Row]) -> int:
    """How many independent origins tellings have, unnamed ones as one."""
    return len({r["origin"] for r in rows})


def _counts_as(row: Row) -> str:
    return load_ontology().statuses[row["status"]].counts_as
