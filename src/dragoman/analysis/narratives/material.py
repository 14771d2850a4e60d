"""The events that a form asks for and the amount of reporting behind them, in the record or a data set of others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import polars as pl

from dragoman.analysis.days import first_number, last_number
from dragoman.analysis.narratives.form import Form
from dragoman.analysis.partners.weights import load_weights
from dragoman.analysis.whose_word.leaving import NOTHING, REPORTS, TOLD, LeftOut
from dragoman.ontology.ontology import load_ontology
from dragoman.record.backdrop import has_background
from dragoman.record.record import Record

Row = Mapping[str, Any]
RECORD = "record"
SIDES = ("highest in group", "above the others", "below the others")  # comparisons of actors, not of times
# Events told as the form wants them; the day is the one that the record agreed on, if a telling that is kept has it.
HAPPENED = f"""
WITH asked AS (
    SELECT id FROM happening
    WHERE list_has_any(parties, $who::VARCHAR[]) AND ($type::VARCHAR IS NULL OR type = $type)
        AND (len($others::VARCHAR[]) = 0 OR list_has_any(parties, $others::VARCHAR[]))
),
{TOLD},
summed AS (
    SELECT t.happening,
        count(DISTINCT t.origin) FILTER (list_contains($statuses::VARCHAR[], t.status)) AS origins,
        bool_or(starts_with(split_part(h."date", '/', 1), t.date_from)
            OR starts_with(t.date_from, split_part(h."date", '/', 1))) AS agreed,
        arg_max(t.date_from || '/' || coalesce(t.date_to, t.date_from), length(t.date_from)) AS other_date,
        min(t.published) AS first_told, max(t.published) AS last_told,
        arg_min(t.mention, coalesce(t.published, '~') || t.mention)
            FILTER (list_contains($statuses::VARCHAR[], t.status)) AS mention
    FROM told t JOIN happening h ON h.id = t.happening
    GROUP BY t.happening
)
SELECT h.id, h.type, h.mode, CASE WHEN s.agreed THEN h."date" ELSE s.other_date END AS "date", s.first_told,
    s.last_told, h.status, h.parties, h.topics, h.contested, s.origins::INTEGER AS origins, s.mention, m.report,
    r.outlet, r.url, e.words AS sentence
FROM summed s
JOIN happening h ON h.id = s.happening
JOIN mention m ON m.id = s.mention
JOIN report r ON r.id = m.report
LEFT JOIN evidence e
    ON e.owner = 'mention' AND e.id = m.id AND e.report = m.report AND e.part = 'sentence' AND e.number = 1
WHERE s.origins > 0
ORDER BY "date" NULLS LAST, h.id
"""
REPORTED = f"""
WITH {REPORTS}
SELECT published AS day, count(DISTINCT text)::DOUBLE AS number FROM kept_report
WHERE published IS NOT NULL AND text = report AND length(published) >= 7 GROUP BY published ORDER BY published
"""
BACKGROUND = """
SELECT dataset || ' ' || coalesce(id, file || '-' || line) AS id, type, mode, "date", "date" AS first_told,
    "date" AS last_told, 'done' AS status, list_distinct(actor_states || recipient_states) AS parties,
    []::VARCHAR[] AS topics, false AS contested, 1 AS origins, NULL::VARCHAR AS mention, NULL::VARCHAR AS report,
    outlet, url,
    concat_ws(' → ', actor, recipient) AS sentence
FROM background.event
WHERE dataset = $dataset AND type IS NOT NULL AND list_has_any(actor_states || recipient_states, $who::VARCHAR[])
    AND ($type::VARCHAR IS NULL OR type = $type)
    AND (len($others::VARCHAR[]) = 0 OR list_has_any(actor_states || recipient_states, $others::VARCHAR[]))
ORDER BY "date", file, line
"""
VOLUME = """
SELECT "date" AS day, count(*)::DOUBLE AS number FROM background.event
WHERE dataset = $dataset GROUP BY "date" ORDER BY "date"
"""
# Of all events of the record told as the form wants them: in which share the actors and in which the others take part.
PRESENT = """
SELECT coalesce(count(*) FILTER (list_has_any(parties, $who::VARCHAR[])) / nullif(count(*), 0), 0) AS actors,
    coalesce(count(*) FILTER (list_has_any(parties, $others::VARCHAR[])) / nullif(count(*), 0), 0) AS others
FROM happening WHERE list_contains($statuses::VARCHAR[], status) AND len(parties) > 1
"""
CHOSEN = 0.5  # share of a record's events from which on it was collected about an actor, who then leads in it anyway
DATASETS = "SELECT DISTINCT dataset FROM background.event ORDER BY dataset"


@dataclass(frozen=True, slots=True)
class Event:
    """One event that counts: `first`, `last`: days since 1970-01-01 in which it lies, null where no day is told.

    `by_telling`: the day is that of its first report; `weight`: what it adds to the measure; `score` PLOVER's.
    """

    id: str
    type: str
    mode: str | None
    date: str | None
    first: int | None
    last: int | None
    by_telling: bool
    parties: tuple[str, ...]
    score: float
    weight: float
    origins: int
    contested: bool
    sentence: str
    mention: str | None
    report: str | None
    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Material:
    """What a form is tested on: `dataset` "record" or the name of a background data set.

    `events`: all that count; `volume`: (day, number) of the reporting, which is also what the data cover;
    `exposure`: (day, number) by which rates are made, null where days are; `lacking`: what the data do not tell though
    the form asks for it, in a sentence; `alike`: events of the same kind that the actors have with others, where it is
    asked whether there was none.
    """

    dataset: str
    events: tuple[Event, ...]
    volume: tuple[tuple[int, float], ...]
    exposure: tuple[tuple[int, float], ...] | None
    lacking: str | None = None
    alike: tuple[Event, ...] = ()

    @property
    def unit(self) -> str:
        """What the volume counts."""
        return "reports" if self.dataset == RECORD else "events of the data set"


def datasets(record: Record) -> tuple[str, ...]:
    """The background data sets that hold events."""
    return tuple(record.sql(DATASETS)["dataset"].to_list()) if has_background(record) else ()


def record_material(
    record: Record, form: Form, out: LeftOut = NOTHING, volume: tuple[tuple[int, float], ...] | None = None
) -> Material:
    """The events of the record within a form, without what is left out; `volume`: that of `volume_of`, if known."""
    values: dict[str, object] = {
        **out.values,
        "statuses": list(form.statuses),
        "who": list(asked_of(form)),
        "others": list(_only_with(form)),
        "type": _only_type(form),
    }
    frame = record.sql(HAPPENED, values).filter(pl.col("origins") >= form.origins)
    told = volume_of(record, out) if volume is None else volume
    made = _material(RECORD, form, frame, told)
    return replace(made, lacking=_chosen(record, form))


def _chosen(record: Record, form: Form) -> str | None:
    """A record that was collected about an actor cannot tell whether that actor comes before others."""
    if form.compare != "highest in group":
        return None
    asked: dict[str, object] = {"who": list(form.actors), "others": list(form.others), "statuses": list(form.statuses)}
    share, others = record.sql(PRESENT, asked).row(0)
    if share <= CHOSEN or share < others:
        return None
    whom = ", ".join(form.actors)
    return (
        f"{share:.0%} of the record's events have {whom} in them: it was collected about {whom}, who leads in it anyway"
    )


def volume_of(record: Record, out: LeftOut = NOTHING) -> tuple[tuple[int, float], ...]:
    """How many reports that are no copies were published on each day."""
    found = record.sql(REPORTED, {"publishers": list(out.publishers)})
    return tuple((first_number(d), n) for d, n in found.iter_rows())


def background_material(record: Record, form: Form, dataset: str) -> Material:
    """The events of a background data set within a form; each counts as one origin."""
    values: dict[str, object] = {
        "dataset": dataset,
        "who": list(asked_of(form)),
        "others": list(_only_with(form)),
        "type": _only_type(form),
    }
    frame = record.sql(BACKGROUND, values)
    if "done" not in form.statuses or form.origins > 1:
        frame = frame.clear()
    volume = tuple((first_number(d), n) for d, n in record.sql(VOLUME, {"dataset": dataset}).iter_rows())
    made = _material(dataset, form, frame, volume)
    lacking = _lacking(form, frame, dataset)
    return made if lacking is None else Material(dataset, (), volume, made.exposure, lacking)


def _lacking(form: Form, frame: pl.DataFrame, dataset: str) -> str | None:
    if form.measure == "quantity":
        return f"{dataset} holds no sentences, so no figures"
    if form.topics:
        return f"{dataset} tells no topics"
    if "done" not in form.statuses or form.origins > 1:
        return f"{dataset} tells neither plans nor independent origins"
    if form.modes and frame.height and frame["mode"].null_count() == frame.height:
        return f"{dataset} tells no modes"
    return None


def asked_of(form: Form) -> tuple[str, ...]:
    """Of whom the events are: of the others where it is asked who has most to do with them, else of the actors."""
    return form.others if form.compare == "highest in group" and form.others else form.actors


def _only_with(form: Form) -> tuple[str, ...]:
    """With whom only, where no rate or comparison needs what the actors have with others; empty: with anybody."""
    needs_all = form.per == "contacts" or form.compare in SIDES or form.compare == "none before"
    return () if needs_all else form.others


def _only_type(form: Form) -> str | None:
    """The one type that is asked for, where nothing else is needed for rates; a large data set is cut by it."""
    return form.types[0] if len(form.types) == 1 and form.per in ("reports", "days") else None


def _material(dataset: str, form: Form, frame: pl.DataFrame, volume: tuple[tuple[int, float], ...]) -> Material:
    everything = [_event(row, form) for row in frame.iter_rows(named=True)]
    kind = [e for e, row in zip(everything, frame.iter_rows(named=True), strict=True) if of_kind(row, form)]
    fits = tuple(e for e in kind if form.compare in SIDES or between(e.parties, form))
    alike = tuple(e for e in kind if form.compare == "none before" and not between(e.parties, form))
    exposure: tuple[tuple[int, float], ...] | None = volume
    if form.per == "days":
        exposure = None
    elif form.per in ("contacts", "pair"):
        kept = everything if form.per == "contacts" else [e for e in everything if between(e.parties, form)]
        exposure = tuple((e.first, 1.0) for e in kept if e.first is not None and len(e.parties) > 1)
    return Material(dataset, fits, volume, exposure, alike=alike)


def of_kind(row: Row, form: Form) -> bool:
    """Whether an event is of the kind that the form asks for, whoever takes part."""
    kind = load_ontology().events[row["type"]]
    return (
        (not form.types or row["type"] in form.types)
        and (not form.modes or row["mode"] in form.modes)
        and (not form.quads or kind.quad in form.quads)
        and (not form.topics or bool(set(form.topics) & set(row["topics"])))
    )


def between(parties: Iterable[str], form: Form) -> bool:
    """Whether one of the actors and another one of the others take part."""
    told = set(parties)
    some = told & set(form.actors)
    if not form.others:
        return bool(some) and len(told) > 1
    return any(told & set(form.others) - {one} for one in some)


def _event(row: Row, form: Form) -> Event:
    score = score_of(row["type"], row["mode"])
    first, last, by_telling = _placed(row, form)
    weight = score * firmness(row) if form.measure == "score" else 1.0
    return Event(
        id=row["id"],
        type=row["type"],
        mode=row["mode"],
        date=row["date"],
        first=first,
        last=last,
        by_telling=by_telling,
        parties=tuple(sorted(row["parties"])),
        score=score,
        weight=weight,
        origins=row["origins"],
        contested=row["contested"],
        sentence=row["sentence"] or "",
        mention=row["mention"],
        report=row["report"],
        outlet=row["outlet"],
        url=row["url"],
    )


def firmness(row: Row) -> float:
    """What a score counts for, as in the index of cooperation: by status, origins, and whether it is contested."""
    weights = load_weights()
    told: float = weights.status.get(row["status"], 0.0) * (1 - weights.doubt ** row["origins"])
    return told * (weights.contested if row["contested"] else 1.0)


def _placed(row: Row, form: Form) -> tuple[int | None, int | None, bool]:
    """The first and last day on which it can have been; a date that is younger than its reports is not its own."""
    if row["date"]:
        start, _, end = row["date"].partition("/")
        young = row["last_told"] is not None and first_number(start) > last_number(row["last_told"])
        if not young:
            return first_number(start), last_number(end or start), False
    if form.undated == "as told" and row["first_told"]:
        return first_number(row["first_told"]), last_number(row["first_told"]), True
    return None, None, False


@cache
def score_of(kind: str, mode: str | None) -> float:
    """PLOVER's score of a mode, else of the type, from -10 (harm) to +10 (help)."""
    known = load_ontology().events[kind]
    found = known.modes[mode].score if mode is not None and mode in known.modes else None
    return known.score if found is None else found
