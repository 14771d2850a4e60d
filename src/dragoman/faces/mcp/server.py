"""The tools that an assistant may call, each over the newest copy of a record.

What the command line can ask and no tool answers is listed with its reason in `ABSENT`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from dragoman import VERSION
from dragoman.analysis.histories import histories as histories_of
from dragoman.analysis.ledger import limited_to, whole_ledger
from dragoman.analysis.meetings.forum import KINDS, forum_of, present
from dragoman.analysis.meetings.listed import Which, meetings_page, memberships_page
from dragoman.analysis.narratives.judged import claim_of, judged_claims
from dragoman.analysis.narratives.outcome import VERDICTS
from dragoman.analysis.pages.boards import kept_board, scope_within
from dragoman.analysis.pages.dossier import partners
from dragoman.analysis.pages.found import search as find
from dragoman.analysis.pages.happened import happened
from dragoman.analysis.pages.marks import Passage, reasons, row_of
from dragoman.analysis.partners.behind import Which as Behind
from dragoman.analysis.partners.behind import ids
from dragoman.analysis.partners.whole import Asked, whole
from dragoman.analysis.things import lives
from dragoman.analysis.whose_word.asking import Question, resting
from dragoman.analysis.whose_word.leaving import Without
from dragoman.errors import ChoiceUnknown, DragomanError, RowUnknown
from dragoman.faces.mcp import worked_out
from dragoman.faces.mcp.cited import ITEMS, Answer, Citation, Item, by_id, clipped, named
from dragoman.faces.mcp.paged import At, List, at, told
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.held import Held
from dragoman.record.paging import page_of
from dragoman.record.search import Index
from dragoman.record.shelf import Shelf

P = ParamSpec("P")
T = TypeVar("T")
ABOUT = (
    "The sourced record of a stack of news reports. Answer from these tools alone, cite the outlet, day and words of "
    "the evidence of every claim, and keep apart what reports say in their own voice from what they cite somebody for, "
    "and what is done from what is planned, wanted, possible or denied. Where a tool finds nothing, say so: the record "
    "holds only what its reports say."
)
MOST, LONGEST = 50, 40_000  # items of a list; characters of a report that are given at once
AROUND = 1_000  # characters of a paragraph before and after what is quoted of it
LOOKING = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
Who = Annotated[str | None, Field(description="An id (IRN) or a name (Iran); a state stands also for its organs.")]
With = Annotated[str | None, Field(description="Who takes part beside the actor; for statements: who is spoken of.")]
Day = Annotated[str | None, Field(description="A year, month or day: 2022, 2022-06, 2022-06-29.")]
Words = Annotated[str | None, Field(description="Only where the sentence holds these words.")]
Limit = Annotated[int, Field(description="Items of each list at most.", ge=1, le=MOST)]
Cursor = Annotated[str | None, Field(description="`next` of the answer before, for what follows it.", max_length=40)]
Step = Annotated[str, Field(description="Periods of the index: week, month or quarter.", max_length=10)]
Period = Annotated[str | None, Field(description="Only the events of one (2023-04), or undated.", max_length=10)]
Claimed = Annotated[str | None, Field(description=f"Only of this verdict: {', '.join(VERDICTS)}.")]
# What the command line asks of a record and an assistant cannot, and why.
ABSENT = {
    "corridor": "worked out from the atlas and assumptions, not from reports; what reports tell of routes: `histories`",
    "access": "worked out from the atlas and assumptions, not from reports",
    "legs": "the atlas's own table, not what reports say",
    "swap": "a model of a year; what reports tell of swaps: `histories`, `ties`",
    "network": "a figure over all pairs at once; of one pair: `cooperation`",
    "orbit": "a share over all partners; of one partner: `cooperation`",
    "groups": "the atlas's own list; a group can be named in `cooperation` and `forum`",
    "places": "`search` finds places with the reports that name them",
    "refused": "what could not be read holds no evidence",
    "background": "rows of other data sets have no report; their verdicts stand beside the record's in `claims`",
    "brief": "the tools give what a brief is made of, with more evidence",
    "export": "a file, not an answer",
    "watchlist": "keeps what was seen, and the tools change nothing",
    "review": "decisions are people's",
}


def server_of(shelf: Shelf, index: Index) -> MCPServer[Any]:
    """The server over one record; every tool asks the newest copy of it."""
    server: MCPServer[Any] = MCPServer(
        "dragoman", title="Dragoman", instructions=ABOUT, version=VERSION, log_level="WARNING"
    )
    tools = Tools(shelf, index)
    for tool in (
        tools.about, tools.search, tools.actor, tools.partnership, tools.cooperation, tools.events, tools.happenings,
        tools.statements, tools.ties, tools.histories, tools.forum, tools.claims, tools.verdict, tools.promises,
        tools.whose_word, tools.evidence, tools.report,
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

    def search(self, query: str, limit: Limit = 10, cursor: Cursor = None) -> Answer:
        """Find reports, statements, acts, ties, actors and places by words; "in quotation marks" words go together."""
        with self.shelf.reading() as held:
            where = at(held, cursor, limit)
            if not self.index.made:
                self.index.update(held.record)
            found = find(held.record, self.index, query, None, limit, where.offset)
            items = [_item(held, f.kind, f.id, f.text) for f in found.items]
            return told("rows", [(items, found.total)], {"words": query}, where)

    def actor(
        self, name: str, since: Day = None, until: Day = None, limit: Limit = 10, cursor: Cursor = None
    ) -> Answer:
        """Whom an actor acts with most, then its newest acts and statements, each with its evidence."""
        with self.shelf.reading() as held:
            where, identity = at(held, cursor, limit), held.record.actor_id(name)
            limits = Filters(identity, since=since, until=until)
            shown = ", ".join(f"{p.other.name} ({p.events})" for p in partners(held, identity, limits)[:8])
            lists = [_newest(held, of, limits, where) for of in ("event", "statement")]
            answer = told("acts and statements", lists, {"actor": name}, where)
            return replace(answer, note=f"{answer.note} Most acts with: {shown}.") if shown else answer

    def partnership(
        self, one: str, other: str, since: Day = None, until: Day = None, limit: Limit = 20, cursor: Cursor = None
    ) -> Answer:
        """What is told of two actors together: standing things (agreements ...) by kind, then the newest acts."""
        with self.shelf.reading() as held:
            where, limits = at(held, cursor, limit), Filters(one, other, since=since, until=until)
            lists = [_newest(held, of, limits, where) for of in ("tie", "event")]
            return told("acts and ties", lists, {"one": one, "other": other}, where)

    def cooperation(
        self, one: str, other: str | None = None, since: Day = None, until: Day = None, step: Step = "month",
        period: Period = None, limit: Limit = 20, cursor: Cursor = None,
    ) -> Answer:  # fmt: skip
        """The index of cooperation of two actors, or of a group as `one`: changes, figures, the events behind it."""
        with self.shelf.reading() as held:
            where = at(held, cursor, limit)
            asked = Asked(one, other, step, "index", Filters(since=since, until=until))
            found = whole(held.record, asked)
            rows = happened(held.record, ids(held.record, asked, Behind(period=period)), limit, where.offset)
            items = worked_out.happenings(held.record, rows.rows.iter_rows(named=True))
            answer = told("events", [(items, rows.total)], {"of": found.title, "period": period}, where)
            note = f"{worked_out.cooperation(found)} {answer.note}"
            return replace(answer, note=note, figures=worked_out.figures(found.course))

    def events(
        self, actor: Who = None, with_: With = None, type: str | None = None, status: str | None = None,
        since: Day = None, until: Day = None, text: Words = None, limit: Limit = 20, cursor: Cursor = None,
    ) -> Answer:  # fmt: skip
        """Acts: who did what with whom (PLOVER types such as AGREE, CONSULT), how firmly told, the newest first."""
        limits = Filters(actor, with_, type, status, since, until, text=text)
        return self._asked("event", "acts", limits, limit, cursor)

    def happenings(
        self, actor: Who = None, with_: With = None, type: str | None = None, status: str | None = None,
        since: Day = None, until: Day = None, limit: Limit = 20, cursor: Cursor = None,
    ) -> Answer:  # fmt: skip
        """Events as one however many reports tell them, with how many tell and who denies; the newest first."""
        with self.shelf.reading() as held:
            where, limits = at(held, cursor, limit), Filters(actor, with_, type, status, since, until)
            rows, total = _rows(held, "happening", limits, where)
            return told("events", [(worked_out.happenings(held.record, rows), total)], _named(limits), where)

    def statements(
        self, actor: Who = None, about: With = None, since: Day = None, until: Day = None, text: Words = None,
        limit: Limit = 20, cursor: Cursor = None,
    ) -> Answer:  # fmt: skip
        """Who is cited for what; `actor` speaks, `about` is spoken of; the newest first."""
        limits = Filters(actor, about, since=since, until=until, text=text)
        return self._asked("statement", "statements", limits, limit, cursor)

    def ties(
        self, actor: Who = None, with_: With = None, kind: str | None = None, status: str | None = None,
        text: Words = None, limit: Limit = 20, cursor: Cursor = None,
    ) -> Answer:  # fmt: skip
        """Tellings of standing things by kind: agreement, membership, forum_meeting, corridor, energy_swap ..."""
        return self._asked("tie", "ties", Filters(actor, with_, kind, status, text=text), limit, cursor)

    def histories(
        self, actor: Who = None, with_: With = None, kind: str | None = None, status: str | None = None,
        contested: bool = False, limit: Limit = 10, cursor: Cursor = None,
    ) -> Answer:  # fmt: skip
        """Agreements, corridors, swaps, facilities, memberships: each with its changes of stage, and contradictions."""
        with self.shelf.reading() as held:
            where, limits = at(held, cursor, limit), Filters(actor, with_, kind, status)
            every = histories_of(held.record, limits, lives(held))
            found = [h for h in every if h.contested] if contested else every
            items = worked_out.histories(held.record, found[where.offset : where.offset + limit])
            return told("standing things", [(items, len(found))], _named(limits), where)

    def forum(
        self, name: str, since: Day = None, until: Day = None, limit: Limit = 10, cursor: Cursor = None
    ) -> Answer:
        """A body or group (SCO, caspian-five, IRN,AZE,RUS): meetings, the newest first, who comes, hosts, members."""
        with self.shelf.reading() as held:
            where, limits = at(held, cursor, limit), Filters(since=since, until=until)
            forum = forum_of(held.record, name)
            scope = scope_within(held, limits, only=forum.ties, kinds=KINDS)
            met = meetings_page(scope, forum, Which(), limit, where.offset)
            joined = memberships_page(scope, forum, None, limit, where.offset)
            lists = [(worked_out.things(t.items), t.total) for t in (met, joined)]
            answer = told("meetings and memberships", lists, {"forum": forum.name}, where)
            matrix = present(held.record, kept_board(held), forum, limits)
            return replace(answer, note=f"{answer.note} {worked_out.attended(matrix)}")

    def claims(self, about: Who = None, verdict: Claimed = None, limit: Limit = 10, cursor: Cursor = None) -> Answer:
        """Narrative claims ("a golden age", "never closer"): the verdict of the record on each, why, who says it."""
        with self.shelf.reading() as held:
            where = at(held, cursor, limit)
            party = None if about is None else held.record.actor_id(about)
            if verdict is not None and verdict not in VERDICTS:
                raise ChoiceUnknown("verdict", verdict, VERDICTS)
            found = [
                j
                for j in held.once("narratives", judged_claims)
                if party in (None, *j.claim.parties) and verdict in (None, *(v.verdict for v in j.verdicts))
            ]
            items = worked_out.claims(held.record, found[where.offset : where.offset + limit])
            return told("claims", [(items, len(found))], {"about": about, "verdict": verdict}, where)

    def verdict(self, claim: str, limit: Limit = 10, cursor: Cursor = None) -> Answer:
        """One claim (its id): the verdicts with their figures, who says it, and the events that the record counts."""
        with self.shelf.reading() as held:
            where, every = at(held, cursor, limit), held.once("narratives", judged_claims)
            chosen = claim_of(tuple(j.claim for j in every), claim)
            found = next(j for j in every if j.claim is chosen)
            end = where.offset + limit
            says = worked_out.voices(held.record, chosen.voices[where.offset : end])
            counted = worked_out.behind(held.record, found.of_record, where.offset, limit)
            lists = [(says, len(chosen.voices)), (counted, sum(len(b.events) for b in found.of_record.bases))]
            answer = told("tellings of the claim and events counted", lists, {"claim": chosen.title}, where)
            return replace(answer, note=f"{' '.join(map(worked_out.verdict, found.verdicts))} {answer.note}")

    def promises(
        self, actor: Who = None, outcome: str | None = None, limit: Limit = 20, cursor: Cursor = None
    ) -> Answer:
        """Promises and plans with what became of them: kept, late, unknowable, broken, overdue or open."""
        with self.shelf.reading() as held:
            where, every = at(held, cursor, limit), whole_ledger(held)
            found = limited_to(held.record, every, checked_filters(Filters(actor), "event"))
            kept = found.filter(found["outcome"] == outcome) if outcome else found
            page = kept.slice(where.offset, limit)
            rows = {kind: by_id(held.record, kind, page["id"]) for kind in ("event", "tie")}
            items: list[Item | None] = [
                Item("promise", r["id"], _promise(r), r["due"], r["outcome"], r["speaker"], cited)
                if (cited := _cited(rows, r["id"])) else None
                for r in page.iter_rows(named=True)
            ]  # fmt: skip
            return told("promises", [(items, kept.height)], {"actor": actor, "outcome": outcome}, where)

    def whose_word(self, of: str, with_: With = None, limit: Limit = 20, cursor: Cursor = None) -> Answer:
        """Whose word an event, tie, statement or claim (`of`: its id), or what is told of two actors, rests on."""
        with self.shelf.reading() as held:
            where = at(held, cursor, limit)
            question = Question([of] if with_ is None else [of, with_])
            found = resting(held.record, question, Without(), held=held, most=where.offset + limit)
            answer = told("texts", [worked_out.tellers(held.record, found, where.offset, limit)], {"of": of}, where)
            return replace(answer, note=f"{worked_out.word(found)} {answer.note}")

    def evidence(self, id: str, cursor: Cursor = None) -> Answer:
        """Everything that one row (of any tool) stands on: the words within their paragraph, with report and outlet."""
        with self.shelf.reading() as held:
            where = at(held, cursor, MOST)
            kind, row = row_of(held.record, id)
            found = reasons(held.record, kind, row)
            items = [_passage(kind, row, p) for p in found.passages[where.offset : where.offset + MOST]]
            answer = told("passages", [(items, len(found.passages))], {"id": id}, where)
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

    def _asked(self, of: str, what: str, limits: Filters, limit: int, cursor: str | None) -> Answer:
        with self.shelf.reading() as held:
            where = at(held, cursor, limit)
            return told(what, [_newest(held, of, limits, where)], _named(limits), where)


def _named(limits: Filters) -> dict[str, object]:
    """The filters by name."""
    return {f: getattr(limits, f) for f in Filters.__slots__}


def _newest(held: Held, of: str, limits: Filters, where: At) -> List:
    """Rows of a kind within the limits, the newest first, and how many there are; ties by kind, as their table lies."""
    rows, total = _rows(held, of, limits, where)
    return [ITEMS[of](row) for row in rows], total


def _rows(held: Held, of: str, limits: Filters, where: At) -> tuple[list[dict[str, Any]], int]:
    if of == "tie":
        found = page_of(held.record, of, limits, where.limit, where.offset)
        return found.rows.to_dicts(), found.total
    total = page_of(held.record, of, limits, 1).total
    end = max(total - where.offset, 0)
    begin = max(end - where.limit, 0)
    return page_of(held.record, of, limits, end - begin, begin).rows.to_dicts()[::-1], total


def _item(held: Held, kind: str, identity: str, text: str) -> Item | None:
    if kind in ITEMS:
        return next((ITEMS[kind](row) for row in by_id(held.record, kind, [identity]).values()), None)
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
    words, end = clipped(e.words, e.start, e.end)
    cited = Citation(e.report, e.start, end, words, p.outlet, p.published, p.title, p.url)
    text = f"{p.before[-AROUND:]}{words}{p.after[:AROUND]}"
    return Item(f"{kind}: {p.part}", row["id"], text, None, row.get("status"), row.get("speaker"), (cited,))


def _cited(rows: Mapping[str, Mapping[str, Mapping[str, Any]]], identity: str) -> tuple[Citation, ...]:
    return tuple(c for kind, found in rows.items() if identity in found for c in ITEMS[kind](found[identity]).evidence)
