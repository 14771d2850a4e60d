"""Narrative claims held against the record: the list, a claim in full, a form run again, the rows and the chart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from dragoman.analysis.narratives.claims import Claim, reach_of
from dragoman.analysis.narratives.form import Form, read_form, write_form
from dragoman.analysis.narratives.frames import effect_row, rows_frame
from dragoman.analysis.narratives.judged import Judged, claim_of, judged, judged_claims, of_form, verdicts_of
from dragoman.analysis.narratives.levels import Bar
from dragoman.analysis.narratives.outcome import VERDICTS
from dragoman.analysis.narratives.verdicts import Verdict
from dragoman.analysis.narratives.voices import DISPUTES, Voice
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.analysis.whose_word.leaving import NOTHING, LeftOut, Without, left_out
from dragoman.errors import ChoiceUnknown, FormUnusable
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, Actor, Paged, blank
from dragoman.faces.api.shapes import page
from dragoman.faces.drawing.verdict_chart import verdict_chart
from dragoman.record.held import Held
from dragoman.record.record import Record

router = APIRouter(tags=["What it adds up to"])
NEW = "new"
MOST_ROWS = 300
LONG = 6_000  # characters of a form
Identity = Annotated[str, Path(description="Id of a claim, or how it begins; `new`: of none.", max_length=LONGEST)]
FormText = Annotated[
    str | None, Query(alias="form", description="A form as TOML, in place of the claim's own.", max_length=LONG)
]
Dataset = Annotated[str, Query(description="record, or a background data set.", max_length=LONGEST)]
Names = Annotated[list[Annotated[str, Query(max_length=LONGEST)]] | None, Query(max_length=20)]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is left out of an answer."""

    without: Annotated[Names, Query(description="Outlets that are left out.")] = None
    without_side: Annotated[Names, Query(description="States (IRN) whose media are left out.")] = None
    without_word_of: Annotated[Names, Query(description="States whose own word is left out.")] = None
    without_state_run: Annotated[bool, Query(description="Leave out all outlets that states run.")] = False

    def named(self) -> Without:
        """The same as names."""
        kept = ([n for n in given or () if n] for given in (self.without, self.without_side, self.without_word_of))
        outlets, sides, speakers = (tuple(k) for k in kept)
        return Without(outlets, sides, speakers, self.without_state_run)


@dataclass(frozen=True, slots=True)
class VerdictChip:
    """The verdict of one data set, and why."""

    dataset: str
    verdict: str
    because: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list: who said it first and when, through how many hands it came, the verdicts.

    `title`: what is claimed ("a golden age"), `words`: how; `disputed`: how many tellings and claims dispute it.
    """

    id: str
    title: str
    words: str
    kind: str
    parties: tuple[Party, ...]
    day: str | None
    speaker: str | None
    outlet: str | None
    published: str | None
    hands: tuple[str, ...]
    tellings: int
    disputed: int
    report: str
    sentence: str
    verdicts: tuple[VerdictChip, ...]


@dataclass(frozen=True, slots=True)
class EffectRow:
    """How much more or less: `kind` ratio, difference, change a year or expected before; null: infinite.

    `estimate` with its 95 % interval `low` to `high`, `p`, and the `needed` estimate that is worth the words.
    """

    kind: str | None
    than: str | None
    claimed: float | None
    other: float | None
    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    needed: float | None


@dataclass(frozen=True, slots=True)
class EventBehind:
    """An event that a verdict rests on: `level` in which it counts, `weight` what it adds; ids open its sentence."""

    id: str
    level: str
    side: str
    date: str | None
    type: str
    mode: str | None
    parties: tuple[str, ...]
    weight: float
    origins: int
    sentence: str
    mention: str | None
    report: str | None
    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class VerdictTold:
    """A verdict with all it rests on; `missing`: what would have to be there to tell.

    `bars`: the chart, `rate * scale` for each `unit`; `events`: how many it rests on, `rows`: the first of them.
    """

    dataset: str
    verdict: str
    because: str
    missing: tuple[str, ...]
    effect: EffectRow | None
    bars: tuple[Bar, ...]
    events: int
    rows: tuple[EventBehind, ...]
    undated: int
    contested: int
    dispersion: float
    unit: str
    scale: float


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim in full: its form (`form` fields, `toml` the text to edit, null where there is none), verdicts, voices.

    `claim` is null for a form of the reader's own; `problem`: what stands in the way of testing it; `opposites`: ids of
    claims that say the opposite.
    """

    claim: ClaimLine | None
    form: Form | None
    toml: str | None
    problem: str | None
    verdicts: tuple[VerdictTold, ...]
    voices: tuple[Voice, ...]
    opposites: tuple[str, ...]


@router.get("/narratives", response_model=page("NarrativePage", ClaimLine), summary="Claims with their verdicts.")
def narratives(
    newest: Newest,
    paged: Annotated[Paged, Depends(Paged)],
    actor: Actor = None,
    verdict: Annotated[str | None, Query(description=f"Only {', '.join(VERDICTS)}.", max_length=20)] = None,
) -> Json:
    """Every narrative claim of the record, the earliest first; verdicts of the record and of each data set apart."""
    wanted, who = blank(verdict), blank(actor)
    if wanted is not None and wanted not in VERDICTS:
        raise ChoiceUnknown("verdict", wanted, VERDICTS)
    whom = newest.record.actor_id(who) if who else None
    fits = [
        j for j in whole(newest)
        if (whom is None or whom in j.claim.parties) and (wanted is None or j.of_record.verdict == wanted)
    ]  # fmt: skip
    shown = fits[paged.offset : paged.offset + paged.limit]
    known = parties_of(newest.record, [p for j in shown for p in j.claim.parties])
    lines = [_line(j, known) for j in shown]
    return Json({"items": lines, "total": len(fits), "limit": paged.limit, "offset": paged.offset})


@router.get("/narratives/{id}", response_model=ClaimPage, summary="A claim, its form, verdicts and voices.")
def narrative(
    newest: Newest, id: Identity, leaving: Annotated[Leaving, Depends(Leaving)], form: FormText = None
) -> Json:
    """A claim held against the record, in its own form or in one that was edited; `new` with a form: any question."""
    found = asked(newest, id, blank(form), left_out(newest.record, leaving.named()))
    claim = found.claim
    known = parties_of(newest.record, claim.parties)
    return Json(
        ClaimPage(
            claim=_line(found, known) if claim.voices else None,
            form=found.form,
            toml=None if found.form is None else write_form(found.form),
            problem=claim.problem,
            verdicts=tuple(_told(v) for v in found.verdicts),
            voices=claim.voices,
            opposites=claim.disputed_by,
        )
    )


@router.get(
    "/narratives/{id}/rows",
    response_class=Response,
    summary="The rows that a verdict rests on, as CSV.",
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def narrative_rows(
    newest: Newest,
    id: Identity,
    leaving: Annotated[Leaving, Depends(Leaving)],
    form: FormText = None,
    dataset: Dataset = "record",
) -> Response:
    """Exactly the levels and events that a verdict rests on: it can be worked out again from them."""
    found = asked(newest, id, blank(form), left_out(newest.record, leaving.named()))
    headers = {"Content-Disposition": f'attachment; filename="verdict-{dataset_of(found, dataset).dataset}.csv"'}
    text = rows_frame(dataset_of(found, dataset)).write_csv()
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.get(
    "/narratives/{id}/chart",
    response_class=Response,
    summary="The chart of a verdict, as SVG.",
    responses={200: {"content": {"image/svg+xml": {"schema": {"type": "string"}}}}},
)
def narrative_chart(newest: Newest, id: Identity, form: FormText = None, dataset: Dataset = "record") -> Response:
    """Bars of each stretch of time, the claimed one marked, with intervals."""
    found = asked(newest, id, blank(form), NOTHING)
    return Response(verdict_chart(dataset_of(found, dataset), found.claim.title), media_type="image/svg+xml")


def whole(newest: Held) -> tuple[Judged, ...]:
    """Every claim with its verdicts, worked out once for each version of the record."""
    return newest.once("narratives", judged_claims)


def asked(newest: Held, identity: str, form: str | None, out: LeftOut) -> Judged:
    """A claim by its id in its own form or in the one given; raises RowUnknown and FormUnusable."""
    record = newest.record
    given = None if form is None else read_form(form)
    if identity == NEW:
        if given is None:
            raise FormUnusable("The question", f"it has no form; a form to begin with: {blank_form(record)!r}")
        return Judged(of_form(given), given, verdicts_of(record, given, out))
    found = whole(newest)
    claim: Claim = claim_of(tuple(j.claim for j in found), identity)
    if given is not None:
        return Judged(replace(claim, form=given, problem=None), given, verdicts_of(record, given, out))
    kept = next(j for j in found if j.claim.id == claim.id)
    return kept if out == NOTHING else judged(record, claim, out)


def blank_form(record: Record) -> str:
    """A form to begin with, over the time of the record."""
    first, last = reach_of(record) or ("2023-01", "2023-12")
    return write_form(Form(("IRN",), ("TKM",), start=first, end=last))


def dataset_of(found: Judged, dataset: str) -> Verdict:
    """The verdict of a data set; raises ChoiceUnknown."""
    by = {v.dataset: v for v in found.verdicts}
    if dataset not in by:
        raise ChoiceUnknown("data set", dataset, by)
    return by[dataset]


def _line(found: Judged, known: Mapping[str, Party]) -> ClaimLine:
    claim, first = found.claim, found.claim.first
    return ClaimLine(
        id=claim.id,
        title=claim.title,
        words=claim.words,
        kind=claim.kind,
        parties=tuple(known[p] for p in claim.parties),
        day=claim.day,
        speaker=first.speaker,
        outlet=first.outlet,
        published=first.published,
        hands=first.hands,
        tellings=len(claim.voices),
        disputed=sum(v.does == DISPUTES for v in claim.voices) + len(claim.disputed_by),
        report=first.report,
        sentence=first.sentence,
        verdicts=tuple(VerdictChip(v.dataset, v.verdict, v.because) for v in found.verdicts),
    )


def _told(verdict: Verdict) -> VerdictTold:
    return VerdictTold(
        dataset=verdict.dataset,
        verdict=verdict.verdict,
        because=verdict.because,
        missing=verdict.missing,
        effect=EffectRow(**effect_row(verdict.effect)) if verdict.effect else None,
        bars=verdict.bars,
        events=len(verdict.rows),
        rows=_rows(verdict),
        undated=verdict.undated,
        contested=verdict.contested,
        dispersion=verdict.dispersion,
        unit=verdict.unit,
        scale=verdict.scale,
    )


def _rows(verdict: Verdict) -> tuple[EventBehind, ...]:
    fields: list[dict[str, Any]] = [
        {name: getattr(event, name) for name in EVENT_FIELDS} | {"level": base.bar.name, "side": base.bar.side}
        for base in sorted(verdict.bases, key=lambda b: b.bar.side != "claimed")
        for event in base.events
    ]
    return tuple(EventBehind(**row) for row in fields[:MOST_ROWS])


EVENT_FIELDS = (
    "id", "date", "type", "mode", "parties", "weight", "origins", "sentence", "mention", "report", "outlet", "url",
)  # fmt: skip
