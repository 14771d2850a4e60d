"""Watchlists: saved questions with what is new of them, as pages and as feeds."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from pydantic import BaseModel, Field

from dragoman.analysis.watching.feeding import newest as newest_of
from dragoman.analysis.watching.matches import Match, Promises
from dragoman.analysis.watching.news import News, news
from dragoman.analysis.watching.seen import Looked, looked, mark, place_of
from dragoman.analysis.watching.watchlists import Watchlist, load_watchlists
from dragoman.errors import RowUnknown
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import AtDesk, Desk, Newest
from dragoman.faces.api.limits import LONGEST, Paged
from dragoman.faces.api.problems import problem
from dragoman.faces.api.promises import promised
from dragoman.faces.feeds import atom
from dragoman.record.filters import Filters
from dragoman.record.held import Held

MOST_KEYS = 40_000
router = APIRouter(tags=["Watchlists"])
Name = Annotated[str, Path(description="Name of a watchlist.", max_length=LONGEST)]


@dataclass(frozen=True, slots=True)
class WatchlistRow:
    """A saved question: what it asks in words, how many rows answer, how many are new since it was last `looked` at."""

    name: str
    title: str
    asked: str
    new: int
    total: int
    looked: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A row that answers, with `more` tellings of its event; `new` since last time, of an event that was `known`."""

    match: Match
    more: tuple[Match, ...]
    new: bool
    known: bool


@dataclass(frozen=True, slots=True)
class WatchlistPage:
    """A watchlist with its answers, the new ones first, each the newest first; `limit` and `offset` count rows."""

    watchlist: WatchlistRow
    items: tuple[NewsItem, ...]
    total: int
    limit: int
    offset: int


class Seen(BaseModel):
    """Keys of matches that a person has seen."""

    keys: Annotated[list[Annotated[str, Field(pattern="^[0-9a-f]{16}$")]], Field(min_length=1, max_length=MOST_KEYS)]


@router.get("/watchlists", response_model=list[WatchlistRow], summary="Saved questions, and how much is new of each.")
def watchlists(desk: AtDesk, newest: Newest) -> Json:
    """The questions of the file that the server was started with; none without one."""
    before = looked(place_of(desk.watchlists)) if desk.watchlists else {}
    asked = load_watchlists(desk.watchlists) if desk.watchlists else ()
    return Json([_row(_news(newest, w, before.get(w.name, Looked()), 1)) for w in asked])


@router.get(
    "/watchlists/{name}.atom",
    response_class=Response,
    responses={200: {"content": {"application/atom+xml": {}}}},
    summary="A watchlist as a feed: the answers that came into the record last.",
)
def feed(desk: AtDesk, newest: Newest, name: Name) -> Response:
    """Atom (RFC 4287); what was seen does not matter, a reader of feeds keeps that itself."""
    asked, _ = _of(desk, name)
    found = newest_of(newest.record, asked, _promises(newest))
    return Response(atom(asked, newest.record.path.name, found), media_type="application/atom+xml")


@router.get("/watchlists/{name}", response_model=WatchlistPage, summary="A watchlist with its answers, new ones first.")
def watchlist(desk: AtDesk, newest: Newest, name: Name, paged: Annotated[Paged, Depends(Paged)]) -> Json:
    """What is new since last time, then what was seen."""
    asked, place = _of(desk, name)
    before = looked(place).get(name, Looked())
    new = _news(newest, asked, before, paged.offset + paged.limit)
    items = [NewsItem(i.match, i.more, True, i.known) for i in new.items]
    left = paged.offset + paged.limit - len(new.keys)
    if left > 0:
        every = _news(newest, asked, Looked(), new.number + left)
        old = [i for i in every.items if i.match.key in before.keys]
        items += [NewsItem(i.match, i.more, False, False) for i in old]
    shown = tuple(items[paged.offset : paged.offset + paged.limit])
    return Json(WatchlistPage(_row(new), shown, new.total, paged.limit, paged.offset))


@router.post("/watchlists/{name}/seen", response_model=WatchlistRow, summary="Mark answers as seen.")
def seen(desk: AtDesk, name: Name, given: Seen) -> Json:
    """Keep that these were seen, beside the questions, where the command line keeps it too."""
    if desk.read_only:
        return problem(HTTPStatus.FORBIDDEN, "This server was started with --read-only: nothing can be marked here.")
    asked, place = _of(desk, name)
    with desk.writing, desk.shelf.reading() as held:
        mark(place, name, given.keys)
        return Json(_row(_news(held, asked, looked(place)[name], 1)))


def _of(desk: Desk, name: str) -> tuple[Watchlist, FilePath]:
    """The watchlist of this name and where is kept what was seen; raises RowUnknown."""
    known = load_watchlists(desk.watchlists) if desk.watchlists else ()
    for one in known:
        if one.name == name and desk.watchlists:
            return one, place_of(desk.watchlists)
    raise RowUnknown("watchlist", name[:LONGEST], "/api/watchlists")


def _news(newest: Held, asked: Watchlist, before: Looked, most: int) -> News:
    return news(newest.record, asked, before, most, _promises(newest))


def _promises(newest: Held) -> Promises:
    return lambda: promised(newest, Filters())


def _row(found: News) -> WatchlistRow:
    asked = found.watchlist
    return WatchlistRow(asked.name, asked.title, asked.asked, found.number, found.total, found.looked, found.note)
