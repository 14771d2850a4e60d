"""The tools: search, actor, partnership, events, statements, ties, promises, evidence, report."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from dragoman import VERSION
from dragoman.analysis.ledger import ledger, limited_to
from dragoman.analysis.pages.dossier import partners
from dragoman.analysis.pages.found import search as find
from dragoman.analysis.pages.marks import Passage, reasons, row_of
from dragoman.errors import DragomanError, RowUnknown
from dragoman.faces.mcp.cited import ITEMS, Answer, Citation, Item, named, told
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.paging import page_of
from dragoman.record.search import Index
from dragoman.record.snapshot import Held, Shelf

P = ParamSpec("P")
T = TypeVar("T")
ABOUT = (
    "The sourced record of a stack of news reports. Answer from these tools alone, cite the outlet, day and words of "
    "the evidence of every claim, and keep apart what reports say in their own voice from what they cite somebody for, "
    "and what is done from what is planned, wanted, possible or denied. Where a tool finds nothing, say so: the record "
    "holds only what its reports say."
)
MOST, LONGEST = 50, 40_000  # items of an answer; characters of a report that are given at once
LOOKING = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
Who = Annotated[str | None, Field(description="An id (IRN) or a name (Iran); a state stands also for its organs.")]
With = Annotated[str | None, Field(description="Who takes part beside the actor; for statements: who is spoken of.")]
Day = Annotated[str | None, Field(description="A year, month or day: 2022, 2022-06, 2022-06-29.")]
Words = Annotated[str | None, Field(description="Only where the sentence holds these words.")]
Limit = Annotated[int, Field(description="Items at most.", ge=1, le=MOST)]


def server_of(shelf: Shelf, index: Index) -> MCPServer[Any]:
    """The server over one record; every tool asks the newest copy of it."""
    server: MCPServer[Any] = MCPServer(
        "dragoman", title="Dragoman", instructions=ABOUT, version=VERSION, log_level="WARNING"
    )
    tools = Tools(shelf, index)
    for tool in (
        tools.about, tools.search, tools.actor, tools.partnership, tools.events, tools.statements, tools.ties,
        tools.promises, tools.evidence, tools.report,
    ):  # fmt: skip
        server.add_tool(_explained(tool), annotations=LOOKING)
    return server


def _explained(tool: Callable[P, T]) -> Callable[P, T]:
    """The tool with our errors as its own, so that an assistant reads the sentence."""

    @wraps(tool)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return tool(*args, **kwargs)
        except DragomanError as error:
            raise ToolError(str(error)) from error

    return asked


class Tools:
    """The questions that an assistant may ask; the docstrings are what it reads."""

    def __init__(self, shelf: Shelf, index: Index) -> None:
        """Over the newest copy of a record."""
        self.shelf, self.index = shelf, index

    def about(self) -> dict[str, int | str | None]:
        """How much the record holds, and from when to when its reports are."""
        with self.shelf.reading() as held:
            days = held.record.sql("SELECT min(published) AS first, max(published) AS last FROM report")
            return {"record": held.record.path.name, **held.record.counts(), **days.row(0, named=True)}

    def search(self, query: str, limit: Limit = 10) -> Answer:
        """Find reports, statements, acts, ties, actors and places by words; "in quotation marks" words go together."""
        with self.shelf.reading() as held:
            if not self.index.made:
                self.index.update(held.record)
            found = find(held.record, self.index, query, None, limit, 0)
            items = [_item(held, f.kind, f.id, f.text) for f in found.items]
            return told("rows", found.total, [i for i in items if i is not None], {"words": query})

    def actor(self, name: str, since: Day = None, until: Day = None, limit: Limit = 10) -> Answer:
        """Whom an actor acts with most, then its newest acts and statements, each with its evidence."""
        with self.shelf.reading() as held:
            identity = held.record.actor_id(name)
            limits = Filters(identity, since=since, until=until)
            with_whom = partners(held.record, identity, limits)
            shown = ", ".join(f"{p.other.name} ({p.events})" for p in with_whom[:8])
            events = _newest(held, "event", limits, limit)
            said = _newest(held, "statement", limits, limit)
            answer = told("acts and statements", events[1] + said[1], [*events[0], *said[0]], {"actor": name})
            return Answer(
                f"{answer.note} Most acts with: {shown}." if shown else answer.note, answer.total, answer.items
            )

    def partnership(self, one: str, other: str, since: Day = None, until: Day = None, limit: Limit = 20) -> Answer:
        """What is told of two actors together: standing things (agreements ...) by kind, then the newest acts."""
        with self.shelf.reading() as held:
            limits = Filters(one, other, since=since, until=until)
            ties, events = _newest(held, "tie", limits, limit), _newest(held, "event", limits, limit)
            return told("acts and ties", ties[1] + events[1], [*ties[0], *events[0]], {"one": one, "other": other})

    def events(
        self, actor: Who = None, with_: With = None, type: str | None = None, status: str | None = None,
        since: Day = None, until: Day = None, text: Words = None, limit: Limit = 20,
    ) -> Answer:  # fmt: skip
        """Acts: who did what with whom (PLOVER types such as AGREE, CONSULT), how firmly told, the newest first."""
        return self._asked("event", "acts", Filters(actor, with_, type, status, since, until, text=text), limit)

    def statements(
        self, actor: Who = None, about: With = None, since: Day = None, until: Day = None, text: Words = None,
        limit: Limit = 20,
    ) -> Answer:  # fmt: skip
        """Who is cited for what; `actor` speaks, `about` is spoken of; the newest first."""
        return self._asked("statement", "statements", Filters(actor, about, since=since, until=until, text=text), limit)

    def ties(
        self, actor: Who = None, with_: With = None, kind: str | None = None, status: str | None = None,
        text: Words = None, limit: Limit = 20,
    ) -> Answer:  # fmt: skip
        """Standing things by kind: agreement, membership, forum_meeting, corridor, energy_swap, facility ..."""
        return self._asked("tie", "ties", Filters(actor, with_, kind, status, text=text), limit)

    def promises(self, actor: Who = None, outcome: str | None = None, limit: Limit = 20) -> Answer:
        """Promises and plans with what became of them: kept, late, unknowable, broken, overdue or open."""
        with self.shelf.reading() as held:
            whole = held.once("ledger None", ledger)
            found = limited_to(held.record, whole, checked_filters(Filters(actor), "event"))
            kept = found.filter(found["outcome"] == outcome) if outcome else found
            ids = kept["id"].to_list()[:limit]
            rows = {kind: _by_id(held, kind, ids) for kind in ("event", "tie")}
            items = [
                Item("promise", r["id"], _promise(r), r["due"], r["outcome"], r["speaker"], cited)
                for r in kept.head(limit).iter_rows(named=True)
                if (cited := _cited(rows, r["id"]))
            ]
            return told("promises", kept.height, items, {"actor": actor, "outcome": outcome})

    def evidence(self, id: str) -> Answer:
        """Everything that one row (of any tool) stands on: the words within their paragraph, with report and outlet."""
        with self.shelf.reading() as held:
            kind, row = row_of(held.record, id)
            found = reasons(held.record, kind, row)
            items = [_passage(kind, row, p) for p in found.passages[:MOST]]
            answer = told("passages", len(found.passages), items, {"id": id})
            return replace(answer, note=f"{answer.note} Decided by: {found.because}.") if found.because else answer

    def report(self, id: str, start: int = 0) -> dict[str, str | int | None]:
        """The text of one report from a character on, some 40,000 characters at most, with outlet, day and address."""
        with self.shelf.reading() as held:
            found = held.record.ask("report", Filters(report=id))
            text = held.record.text(id)
            if text is None:
                raise RowUnknown("report", id, "the tool 'search'")
            about = {k: found[k][0] for k in ("outlet", "published", "title", "url", "language")}
            begin = max(start, 0)
            return {**about, "characters": len(text), "start": begin, "text": text[begin : begin + LONGEST]}

    def _asked(self, of: str, what: str, limits: Filters, limit: int) -> Answer:
        with self.shelf.reading() as held:
            items, total = _newest(held, of, limits, limit)
            asked = {f: getattr(limits, f) for f in Filters.__slots__}
            return told(what, total, items, asked)


def _newest(held: Held, of: str, limits: Filters, limit: int) -> tuple[list[Item], int]:
    """Rows of a kind within the limits, the newest first, and how many there are; ties by kind, as their table lies."""
    if of == "tie":
        found = page_of(held.record, of, limits, limit)
        return [ITEMS[of](row) for row in found.rows.to_dicts()], found.total
    total = page_of(held.record, of, limits, 1).total
    page = page_of(held.record, of, limits, limit, max(total - limit, 0))
    return [ITEMS[of](row) for row in reversed(page.rows.to_dicts())], total


def _item(held: Held, kind: str, identity: str, text: str) -> Item | None:
    if kind in ITEMS:
        return next((ITEMS[kind](row) for row in _by_id(held, kind, [identity])), None)
    if kind in ("actor", "place"):
        return named(held.record, kind, identity, text)
    query = "SELECT id AS report, outlet, published, title, url, text FROM report WHERE id = ?"
    row = held.record.sql(query, [identity]).row(0, named=True)
    words = row.pop("text")
    at = max(words.find(text), 0)
    cited = Citation(start=at, end=at + len(text), words=words[at : at + len(text)], **row)
    return Item("report", identity, row["title"] or text, row["published"], None, None, (cited,))


def _promise(row: Mapping[str, Any]) -> str:
    who = ", ".join([*row["actor_names"], *row["recipient_names"]]) or "somebody not named"
    return f"{row['type']}: {who}: {row['outcome']}, since {row['because']}"


def _passage(kind: str, row: dict[str, Any], passage: Passage) -> Item:
    e, p = passage.evidence, passage
    cited = Citation(e.report, e.start, e.end, e.words, p.outlet, p.published, p.title, p.url)
    text = f"{p.before}{e.words}{p.after}"
    return Item(f"{kind}: {p.part}", row["id"], text, None, row.get("status"), row.get("speaker"), (cited,))


def _by_id(held: Held, kind: str, ids: list[str]) -> list[dict[str, Any]]:
    return held.record.sql(f"SELECT * FROM {kind}_row WHERE id IN (SELECT unnest($ids))", {"ids": ids}).to_dicts()


def _cited(rows: dict[str, list[dict[str, Any]]], identity: str) -> tuple[Citation, ...]:
    found = (
        item for kind, told in rows.items() for row in told if row["id"] == identity for item in [ITEMS[kind](row)]
    )
    return tuple(c for item in found for c in item.evidence)
