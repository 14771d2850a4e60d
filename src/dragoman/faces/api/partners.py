"""What is measured between two actors or within a group: the index with its changes, and everything dated."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.pages.happened import happened
from dragoman.analysis.partners.behind import Which, ids
from dragoman.analysis.partners.dossier import KINDS, Entry, dossier
from dragoman.analysis.partners.index import MEASURES
from dragoman.analysis.partners.kept import kept
from dragoman.analysis.partners.weights import load_weights
from dragoman.analysis.partners.whole import Asked, Whole, whole
from dragoman.atlas.circles import Circle, circles
from dragoman.errors import ChoiceUnknown
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Newest, Opened
from dragoman.faces.api.limits import LONGEST, Actor, Paged, Since, Status, Type, Until, With, blank
from dragoman.faces.api.rows import page_model
from dragoman.faces.api.shapes import page, shape
from dragoman.record.filters import Filters

router = APIRouter(tags=["Partnerships"])
Group = Annotated[
    str | None,
    Query(
        description="In place of two actors: a group or body (caspian-five, sco), or states (IRN,AZE,RUS).",
        max_length=LONGEST,
    ),
]
StepName = Annotated[str, Query(description=f"{', '.join(load_weights().steps)}.", max_length=20)]
Measure = Annotated[str, Query(description=f"What is searched for changes: {', '.join(MEASURES)}.", max_length=20)]
Part = Annotated[str | None, Query(max_length=LONGEST)]
DossierPage = shape(
    "DossierPage",
    "A page of everything dated between them; `undated`: entries without a date, `kinds`: how many of each kind.",
    items=list[Entry],
    total=int,
    undated=int,
    kinds=dict[str, int],
    limit=int,
    offset=int,
)


@dataclass(frozen=True, slots=True)
class Among:
    """Between whom, over which time and in which steps."""

    actor: Actor = None
    with_: With = None
    group: Group = None
    step: StepName = "month"
    measure: Measure = "index"
    since: Since = None
    until: Until = None

    def asked(self) -> Asked:
        """The same for the analysis; raises ChoiceUnknown where neither two actors nor a group are given."""
        limits = Filters(since=blank(self.since), until=blank(self.until))
        if group := blank(self.group):
            return Asked(group, None, self.step, self.measure, limits)
        if not (self.actor and self.with_):
            raise ChoiceUnknown("partnership between", "nobody", ("actor and with", "group"))
        return Asked(self.actor, self.with_, self.step, self.measure, limits)


@router.get("/partnership/index", response_model=Whole, summary="Cooperation over time, and where it changes.")
def partnership_index(record: Opened, among: Annotated[Among, Depends(Among)]) -> Json:
    """Events counted, the index by period with the volume of reporting, its changes, who begins, who speaks."""
    return Json(whole(record, among.asked()))


@router.get(
    "/partnership/events", response_model=page_model("happening"), summary="The events behind a figure of the index."
)
def partnership_events(
    record: Opened,
    among: Annotated[Among, Depends(Among)],
    paged: Annotated[Paged, Depends(Paged)],
    period: Annotated[
        str | None, Query(description="2023-04, 2023-Q2, 2023-W14, undated, coarse, earlier, later.", max_length=20)
    ] = None,
    type: Type = None,
    status: Status = None,
    topic: Part = None,
    begun: Annotated[str | None, Query(description="Who acts alone, mutual or unclear.", max_length=LONGEST)] = None,
    voice: Annotated[str | None, Query(description="Who is cited, own or third.", max_length=LONGEST)] = None,
    pair: Annotated[str | None, Query(description="Two of the group (IRN,RUS).", max_length=LONGEST)] = None,
) -> Json:
    """Events that count in a period, of a type, begun by somebody, on somebody's word ..., the earliest first."""
    which = Which(*map(blank, (period, type, status, topic, begun, voice, pair)))
    found = happened(record, ids(record, among.asked(), which), paged.limit, paged.offset)
    return Json({"items": rows(found.rows), "total": found.total, "limit": paged.limit, "offset": paged.offset})


@router.get("/partnership/dossier", response_model=DossierPage, summary="Everything dated between them.")
def partnership_dossier(
    newest: Newest,
    among: Annotated[Among, Depends(Among)],
    paged: Annotated[Paged, Depends(Paged)],
    kind: Annotated[str | None, Query(description=f"Only {', '.join(KINDS)}.", max_length=20)] = None,
) -> Json:
    """Events, things with their stages, promises, what each says of the other: by date, those without one last."""
    entries = kept(newest)(among.asked())
    found = dossier(newest.record, entries, blank(kind), paged.limit, paged.offset)
    return Json(
        {
            "items": found.items, "total": found.total, "undated": found.undated, "kinds": dict(found.kinds),
            "limit": paged.limit, "offset": paged.offset,
        }
    )  # fmt: skip


@router.get("/groups", response_model=page("GroupPage", Circle), summary="Bodies and groups of states with members.")
def groups(paged: Annotated[Paged, Depends(Paged)]) -> Json:
    """The groups of the atlas that a partnership can be asked of, with who belongs since when, and the source."""
    found = list(circles().values())
    shown = found[paged.offset : paged.offset + paged.limit]
    return Json({"items": shown, "total": len(found), "limit": paged.limit, "offset": paged.offset})
