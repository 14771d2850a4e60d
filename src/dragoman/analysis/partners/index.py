"""The index of cooperation by period, with the volume of reporting beside it, and where it changes.

Of each period: `index`, the sum of weight times score of its events; `mean`, that sum by the sum of weights, from -10
(harm) to +10 (help), which does not grow with their number; `reports`, those published in it that tell any of the
events between them, `record`, all of the record published in it, and `per_report`, index by reports.  The series runs
over the time in which the record has reports; what is dated before or after stands apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from dragoman.analysis.partners import changes
from dragoman.analysis.partners.changes import Break
from dragoman.analysis.partners.events import COARSE, UNDATED, Period, named, periods, starts
from dragoman.analysis.partners.weights import Step, load_weights
from dragoman.analysis.wording import counted
from dragoman.errors import ChoiceUnknown, ExtraMissing
from dragoman.record.filters import Filters
from dragoman.record.record import Record

MEASURES = ("index", "mean", "events", "reports", "per_report")
ALL_REPORTING = "; no more than all reporting changed"
ROOTED = ("index", "events", "reports")
PUBLISHED = """
SELECT try_cast(left(published, 10) AS DATE) AS day, count(*)::INTEGER AS number FROM report
WHERE length(published) >= 10 GROUP BY day HAVING day IS NOT NULL ORDER BY day
"""


@dataclass(frozen=True, slots=True)
class Point:
    """One period; see the module.  `since` and `until` are its first and last day; `mean` and `per_report` may be null.

    `covered`: the record has a report that was published in it.
    """

    period: str
    since: str
    until: str
    events: int
    facts: int
    index: float
    mean: float | None
    reports: int
    record: int
    per_report: float | None
    covered: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the measure that begins with a period: its mean over the stretches before and after.

    `p`: how often shuffled values show as much.  `reports_before`, `reports_after`: reports a period that tell of the
    events, `record_before`, `record_after`: all of the record, in the same stretches; `with_volume`: held against all
    reports of the record the step is no longer more than chance, so that it may be one of reporting alone.
    """

    period: str
    since: str
    before: float
    after: float
    p: float
    reports_before: float
    reports_after: float
    record_before: float
    record_after: float
    with_volume: bool


@dataclass(frozen=True, slots=True)
class Course:
    """The series and its changes.  `told` says in a sentence what was found, or why nothing can be told (`known`).

    `dated`: events that count in a period of the series; `earlier`, `later`: dated outside the time of the reports;
    `undated`, `coarse`: see events.py; `penalty` null where no change was looked for.
    """

    step: str
    measure: str
    points: tuple[Point, ...]
    changes: tuple[Change, ...]
    known: bool
    told: str
    dated: int
    earlier: int
    later: int
    undated: int
    coarse: int
    penalty: float | None
    alpha: float
    permutations: int


def course(
    record: Record, events: pl.DataFrame, tellings: pl.DataFrame, step: Step, measure: str, limits: Filters
) -> Course:
    """The course of placed events (`period` by the same step) and their tellings; raises ChoiceUnknown."""
    if measure not in MEASURES:
        raise ChoiceUnknown("measure", measure, MEASURES)
    volume = record.sql(PUBLISHED)
    series = _series(volume, step, limits)
    names = [p.name for p in series]
    points = _points(series, events, _reports(tellings, step), _volume(volume, step))
    first = series[0].since if series else None
    dated = events.filter(~pl.col("period").is_in([UNDATED, COARSE]))
    within = dated.filter(pl.col("period").is_in(names))
    outside = dated.filter(~pl.col("period").is_in(names))
    earlier = 0 if first is None else outside.filter(pl.col("low") < first).height
    rules = load_weights().changes
    plain = Course(
        step.name, measure, points, (), False, "", within.height, earlier, outside.height - earlier,
        events.filter(pl.col("period") == UNDATED).height, events.filter(pl.col("period") == COARSE).height,
        None, rules.alpha, rules.permutations,
    )  # fmt: skip
    return _changed(plain, step)


def series_of(record: Record, step: Step, limits: Filters) -> tuple[Period, ...]:
    """The periods in which the record has reports, and those between them, within the limits."""
    return _series(record.sql(PUBLISHED), step, limits)


def _series(volume: pl.DataFrame, step: Step, limits: Filters) -> tuple[Period, ...]:
    span = _span(volume, limits)
    return () if span is None else periods(*span, step)


def _span(volume: pl.DataFrame, limits: Filters) -> tuple[date, date] | None:
    """The first and last day on which the record has reports, within the limits."""
    days = volume["day"]
    if limits.since:
        days = days.filter(days.cast(pl.String) + "~" >= limits.since)
    if limits.until:
        days = days.filter(days.cast(pl.String) <= limits.until + "~")
    first, last = days.min(), days.max()
    return (first, last) if isinstance(first, date) and isinstance(last, date) else None


def _volume(volume: pl.DataFrame, step: Step) -> dict[str, int]:
    by = volume.group_by(named(starts("day", step), step).alias("period")).agg(pl.col("number").sum())
    return dict(by.iter_rows())


def _reports(tellings: pl.DataFrame, step: Step) -> dict[str, int]:
    """Reports that tell of the events, by the period in which they were published."""
    reports = (
        tellings.filter(pl.col("published").str.len_chars() >= len("2023-04-11"))
        .select("report", day=pl.col("published").str.head(10).str.to_date(strict=False))
        .drop_nulls()
        .unique("report")
    )
    by = reports.group_by(named(starts("day", step), step).alias("period")).len()
    return dict(by.iter_rows())


def _points(
    series: Sequence[Period], events: pl.DataFrame, reports: dict[str, int], volume: dict[str, int]
) -> tuple[Point, ...]:
    sums = events.group_by("period").agg(
        events=pl.len(),
        facts=(pl.col("counts_as") == "fact").sum(),
        index=(pl.col("score") * pl.col("weight")).sum(),
        weight=pl.col("weight").sum(),
    )
    found = {r["period"]: r for r in sums.iter_rows(named=True)}
    nothing = {"events": 0, "facts": 0, "index": 0.0, "weight": 0.0}
    points = []
    for period in series:
        row, told = found.get(period.name, nothing), reports.get(period.name, 0)
        index, weight = round(row["index"], 4), row["weight"]
        points.append(
            Point(
                period.name,
                period.since.isoformat(),
                period.until.isoformat(),
                row["events"],
                row["facts"],
                index,
                round(row["index"] / weight, 4) if weight else None,
                told,
                volume.get(period.name, 0),
                round(row["index"] / told, 4) if told else None,
                volume.get(period.name, 0) > 0,
            )  # fmt: skip
        )
    return tuple(points)


def _changed(plain: Course, step: Step) -> Course:
    """The course with its changes, or with the reason why none can be told."""
    rules = load_weights().changes
    watched = [p for p in plain.points if p.covered and value(p, plain.measure) is not None]
    events = sum(p.events for p in watched)
    if events < rules.events or len(watched) < rules.periods:
        told = (
            f"Changes cannot be told: {counted(events, 'dated event')} in {counted(len(watched), step.name)} with "
            f"reports; at least {rules.events} events in {rules.periods} {step.name}s are needed."
        )
        return replace(plain, told=told)
    values = [value(p, plain.measure) or 0.0 for p in watched]
    try:
        found = changes.found(values, step, rules, rooted=plain.measure in ROOTED)
    except ExtraMissing as error:
        return replace(plain, told=f"Changes cannot be told: {error}")
    marked = tuple(_change(b, n, found.breaks, watched, plain.measure) for n, b in enumerate(found.breaks))
    searched = f"Searched at a penalty of {found.penalty:,.1f}, p from {rules.permutations} shuffles."
    told = f"{_told(marked, plain.measure.replace('_', ' '), len(watched), step)} {searched}"
    return replace(plain, changes=marked, known=True, told=told, penalty=round(found.penalty, 4))


def value(point: Point, measure: str) -> float | None:
    """What a measure is in a period; the mean of a period without events is null."""
    found = getattr(point, measure)
    return None if found is None else float(found)


def _change(found: Break, number: int, breaks: Sequence[Break], watched: Sequence[Point], measure: str) -> Change:
    begin = breaks[number - 1].at if number else 0
    end = breaks[number + 1].at if number + 1 < len(breaks) else len(watched)
    before, after = watched[begin : found.at], watched[found.at : end]
    return Change(
        watched[found.at].period,
        watched[found.at].since,
        round(found.before, 4),
        round(found.after, 4),
        round(found.p, 4),
        _mean([p.reports for p in before]),
        _mean([p.reports for p in after]),
        _mean([p.record for p in before]),
        _mean([p.record for p in after]),
        _with_volume(before, after, measure),
    )


def _mean(numbers: Sequence[int]) -> float:
    return round(sum(numbers) / len(numbers), 2)


def _with_volume(before: Sequence[Point], after: Sequence[Point], measure: str) -> bool:
    """Whether a step is no more than chance once each period is held against all reports of it.

    A mean score does not grow with the number of events, so that nothing need be held against it.
    """
    if measure not in ROOTED:
        return False
    rules = load_weights().changes
    rates = [[(value(p, measure) or 0.0) / p.record for p in side] for side in (before, after)]
    return changes.alike(rates[0], rates[1], rules) > rules.alpha


def _told(found: Sequence[Change], measure: str, watched: int, step: Step) -> str:
    rules = load_weights().changes
    if not found:
        return f"No change of the {measure} in {watched} {step.name}s is more than chance (p <= {rules.alpha})."
    parts = [
        f"from {c.period} on {'more' if c.after > c.before else 'less'} "
        f"({c.before:,.1f} to {c.after:,.1f} a {step.name}, p = {c.p:.3f}{ALL_REPORTING if c.with_volume else ''})"
        for c in found
    ]
    return f"{counted(len(found), 'change')} of the {measure}: {'; '.join(parts)}."
