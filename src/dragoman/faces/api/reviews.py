"""Decisions of people: accept, correct, reject, merge, split, undo; what was decided, samples, precision.

They go into the record itself, which is opened for a moment; while another process writes it they are refused with 503
and can be sent again.  The answer comes when the decision is kept; `shown` says whether answers show it already.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from dragoman.errors import ChoiceUnknown
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import AtDesk, Desk, Opened
from dragoman.faces.api.limits import LONGEST, Actor, Outlet, Since, Status, Type, Until, With, blank
from dragoman.faces.api.problems import problem
from dragoman.faces.api.rows import row_model
from dragoman.record.record import Record
from dragoman.record.reviewing.decisions import VERBS, Review
from dragoman.record.reviewing.fields import FIELDS

router = APIRouter(tags=["Review"])
MOST = 500  # decisions that are listed
LONG = 10_000  # characters of a reason or a value
Id = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=200)]
Value = str | float | bool | list[str] | dict[str, str | list[str]] | None


class Decided(BaseModel):
    """Who decides, and why."""

    by: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    because: Annotated[str, Field(max_length=LONG)] = ""


class Accepted(Decided):
    """A finding that is right, or the named fields of it; `sample`: the sample in which it was drawn."""

    id: Id
    fields: list[Id] | None = None
    sample: str | None = None


class Corrected(Decided):
    """Fields of a finding put right (`/api/review/fields`); `whole`: all others were looked at too, and are right."""

    id: Id
    changes: dict[Id, Value]
    whole: bool = False
    sample: str | None = None


class Rejected(Decided):
    """A finding that is wrong altogether."""

    id: Id
    sample: str | None = None


class Together(Decided):
    """Ids of events (happenings) or of their tellings (events)."""

    ids: Ids


class Undone(Decided):
    """The id of a decision that is taken back."""

    id: Id


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision that is in the record; `shown`: answers show it from now on, else in a moment."""

    id: str
    verb: str
    kind: str
    author: str
    reason: str
    made: datetime
    undoes: str | None
    shown: bool


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """A field that can be judged; `shape` of its value: choice, choices, text, flag, number, date, actor, actors ..."""

    name: str
    shape: str
    empty: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class FindingValues:
    """A finding, its fields as the program found them and as they stand after review.

    `verdict`: accepted, corrected, rejected, follows (what it stands on was rejected), or null.
    """

    kind: str
    id: str
    report: str | None
    found: dict[str, Any]
    stands: dict[str, Any]
    verdict: str | None


@router.post("/review/accept", response_model=Kept, summary="Hold a finding, or some of its fields, to be right.")
def accept(desk: AtDesk, asked: Accepted) -> Json:
    """Keep that a finding is right."""
    return _decided(
        desk,
        lambda r: r.review.accept(
            asked.id, by=asked.by, because=asked.because, fields=asked.fields, sample=asked.sample
        ),
    )


@router.post("/review/correct", response_model=Kept, summary="Put fields of a finding right.")
def correct(desk: AtDesk, asked: Corrected) -> Json:
    """Keep what is right."""
    return _decided(
        desk,
        lambda r: r.review.correct(
            asked.id, asked.changes, by=asked.by, because=asked.because, whole=asked.whole, sample=asked.sample
        ),
    )


@router.post("/review/reject", response_model=Kept, summary="Hold a finding to be wrong altogether.")
def reject(desk: AtDesk, asked: Rejected) -> Json:
    """Keep that a finding is wrong."""
    return _decided(desk, lambda r: r.review.reject(asked.id, by=asked.by, because=asked.because, sample=asked.sample))


@router.post("/review/merge", response_model=Kept, summary="Hold events to be one.")
def merge(desk: AtDesk, asked: Together) -> Json:
    """Keep that events are one."""
    return _decided(desk, lambda r: r.review.merge(*asked.ids, by=asked.by, because=asked.because))


@router.post("/review/split", response_model=Kept, summary="Hold tellings to be of another event.")
def split(desk: AtDesk, asked: Together) -> Json:
    """Keep that tellings are not of their event."""
    return _decided(desk, lambda r: r.review.split(*asked.ids, by=asked.by, because=asked.because))


@router.post("/review/undo", response_model=Kept, summary="Take a decision back.")
def undo(desk: AtDesk, asked: Undone) -> Json:
    """Keep that a decision does not stand."""
    return _decided(desk, lambda r: r.review.undo(asked.id, by=asked.by, because=asked.because))


@router.get("/review/fields", response_model=dict[str, list[FieldLabel]], summary="What can be judged and corrected.")
def fields() -> Json:
    """The fields of each kind of finding."""
    return Json({kind: [FieldLabel(*f) for f in of_kind] for kind, of_kind in FIELDS.items()})


@router.get("/review/decisions", response_model=list[row_model("review")], summary="What people decided.")  # type: ignore[misc]
def decisions(
    record: Opened,
    of: Annotated[str | None, Query(description="Only on this finding.", max_length=LONGEST)] = None,
    author: Annotated[str | None, Query(description="Only by this person.", max_length=LONGEST)] = None,
    verb: Annotated[str | None, Query(description=f"Only {', '.join(VERBS)}.", max_length=20)] = None,
) -> Json:
    """Decisions, the newest first."""
    wanted = blank(verb)
    if wanted is not None and wanted not in VERBS:
        raise ChoiceUnknown("verb", wanted, VERBS)
    return Json(rows(record.review.list(of=blank(of), author=blank(author), verb=wanted).head(MOST)))


@router.get("/review/orphans", response_model=list[dict[str, Any]], summary="Decisions whose finding is gone.")
def orphans(record: Opened) -> Json:
    """Decisions whose finding is no longer there, and why."""
    return Json(rows(record.review.orphans().head(MOST)))


@router.get("/review/disagreements", response_model=list[dict[str, Any]], summary="Where two people decided otherwise.")
def disagreements(record: Opened) -> Json:
    """Where two people decided otherwise; the newer decision rules."""
    return Json(rows(record.review.disagreements().head(MOST)))


@router.get(
    "/review/export",
    response_class=Response,
    responses={200: {"content": {"application/x-ndjson": {}}}},
    summary="Every decision with the words it is about, as JSON lines.",
)
def exported_reviews(record: Opened) -> Response:
    """What `dragoman review import` takes into another record."""
    named = {"Content-Disposition": 'attachment; filename="reviews.jsonl"'}
    lines = "".join(f"{line}\n" for line in record.review.export())
    return Response(lines.encode(), media_type="application/x-ndjson", headers=named)


@router.get("/review/precision", response_model=list[dict[str, Any]], summary="How often the program was right.")
def precision(
    record: Opened,
    sample: Annotated[str | None, Query(max_length=LONGEST)] = None,
    author: Annotated[str | None, Query(max_length=LONGEST)] = None,
    unsampled: bool = False,
) -> Json:
    """How often the program was right in what was reviewed, by field, with Wilson's 95 % interval."""
    return Json(rows(record.review.precision(sample=blank(sample), author=blank(author), unsampled=unsampled)))


@router.get("/review/sample", response_model=list[dict[str, Any]], summary="Ids of a random sample to be judged.")
def drawn(
    record: Opened,
    of: Annotated[str, Query(description="event, statement or tie.", max_length=20)] = "event",
    size: Annotated[int, Query(ge=1, le=1000)] = 50,
    seed: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    actor: Actor = None,
    with_: With = None,
    type: Type = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
) -> Json:
    """The same seed draws the same ones."""
    given = {
        "actor": actor, "with_": with_, "type": type, "status": status, "since": since, "until": until,
        "outlet": outlet,
    }  # fmt: skip
    limits: dict[str, str | int | None] = {k: v for k, v in given.items() if blank(v)}
    return Json(rows(record.review.sample(of, size, seed=seed, **limits)))


@router.get("/review/finding/{id:path}", response_model=FindingValues, summary="A finding as it can be judged.")
def finding(record: Opened, id: Annotated[str, Path(max_length=LONGEST)]) -> Json:
    """The fields of a finding as the program found them, and as they stand."""
    found = record.review.finding(id)
    return Json(FindingValues(found.kind, found.id, found.report, dict(found.found), dict(found.stands), found.verdict))


def _decided(desk: Desk, decide: Callable[[Record], Review]) -> Json:
    """Let a decision into the record, and make the copy that is shown anew where that is quick."""
    if desk.read_only:
        return problem(HTTPStatus.FORBIDDEN, "This server was started with --read-only: nothing can be decided here.")
    with desk.writing, desk.shelf.written(), Record.open(desk.shelf.path, write=True, memory=desk.memory) as opened:
        review = decide(opened)
    shown = desk.shelf.refresh_if_quick()
    kept = Kept(review.id, review.verb, review.kind, review.author, review.reason, review.made, review.undoes, shown)
    return Json(kept, HTTPStatus.CREATED)
