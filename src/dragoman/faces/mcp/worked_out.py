"""What a record adds up to, as items: claims and their verdicts, cooperation, histories, forums, whose word.

A figure of ours is told in the note, beside the rows that it was worked out from; an item is always what reports say.
"""

from collections.abc import Iterable, Mapping, Sequence

from dragoman.analysis.histories import History
from dragoman.analysis.meetings.attendance import Attendance
from dragoman.analysis.narratives.judged import Judged
from dragoman.analysis.narratives.verdicts import Verdict
from dragoman.analysis.narratives.voices import Voice
from dragoman.analysis.pages.things import Thing
from dragoman.analysis.partners.index import Change, Course
from dragoman.analysis.partners.whole import Whole
from dragoman.analysis.standing import kind_name
from dragoman.analysis.steps import Step
from dragoman.analysis.whose_word.asking import Resting
from dragoman.analysis.whose_word.tree import Branch
from dragoman.faces.mcp.cited import APART, Citation, Figure, Item, clipped, quoted
from dragoman.record.record import Record

CITED = 5  # tellings of one item that are cited
PERIODS = 120  # of the index, the newest
NAMES = 20  # states or outlets that a note names


def claims(record: Record, found: Sequence[Judged]) -> list[Item | None]:
    """Claims with their verdicts, each with who says, repeats and disputes it."""
    cited = quoted(record, (v.id for j in found for v in j.claim.voices[:CITED]))
    return [_claim(j, cited) for j in found]


def _claim(of: Judged, cited: Mapping[str, Item]) -> Item | None:
    claim, first = of.claim, of.claim.first
    evidence = tuple(c for v in claim.voices[:CITED] if v.id in cited for c in cited[v.id].evidence)
    said = f"{claim.title}: “{claim.words}”, said of {', '.join(claim.names) or 'nobody named'}."
    text = f"{said} {' '.join(map(verdict, of.verdicts))}"
    return Item("claim", claim.id, text, claim.day, "claimed", first.speaker, evidence) if evidence else None


def verdict(of: Verdict) -> str:
    """A verdict in a sentence, with its figures."""
    return f"Verdict of {of.dataset}: {of.verdict} ({of.because})."


def voices(record: Record, found: Sequence[Voice]) -> list[Item | None]:
    """Who says, repeats or disputes a claim, and through whose hands it came."""
    cited = quoted(record, (v.id for v in found))
    return [_voice(v, cited[v.id]) if v.id in cited else None for v in found]


def _voice(of: Voice, told: Item) -> Item:
    why = f" ({of.because})" if of.because else ""
    text = f"{of.speaker or 'the report itself'} {of.does} it{why}; through {', then '.join(of.hands) or 'nobody else'}"
    return Item(f"claim: {of.does}", of.id, text, of.published, "claimed", of.speaker, told.evidence)


def behind(record: Record, of: Verdict, offset: int, limit: int) -> list[Item | None]:
    """Events that a verdict rests on, each with the stretch of time or the side in which it counts."""
    counted = [(base.bar.name, event) for base in of.bases for event in base.events]
    part = counted[offset : offset + limit]
    cited = quoted(record, (e.mention for _, e in part if e.mention))
    return [
        Item("event counted", e.id, f"{told.text}; counts {e.weight:g} in {level}", e.date, told.status, told.speaker,
             told.evidence)
        if e.mention and (told := cited.get(e.mention)) else None
        for level, e in part
    ]  # fmt: skip


def happenings(record: Record, rows: Iterable[Mapping[str, object]]) -> list[Item | None]:
    """Events as one however many reports tell them, each cited by its firmest telling."""
    found = list(rows)
    cited = quoted(record, (str(r["mention"]) for r in found))
    return [_happening(r, cited[str(r["mention"])]) if str(r["mention"]) in cited else None for r in found]


def _happening(row: Mapping[str, object], told: Item) -> Item:
    contested = "; some tell the contrary" if row["contested"] else ""
    text = f"{told.text}; tellings: {row['tellings']}, independent origins: {row['voices']}{contested}"
    day = row["date"]
    return Item("happening", str(row["id"]), text, None if day is None else str(day), str(row["status"]),
                told.speaker, told.evidence)  # fmt: skip


def cooperation(of: Whole) -> str:
    """The figures of a partnership in sentences: how much, its changes, who begins, whose word."""
    told = f"{of.title}: {of.events:,} events, {of.contested:,} of them contested, told by {of.reports:,} reports."
    word = ", ".join(f"{v.speaker.name if v.speaker else v.side} {v.number}" for v in of.voices[:8])
    return " ".join((told, of.course.told, *map(_change, of.course.changes), f"On whose word: {word}." if word else ""))


def _change(of: Change) -> str:
    doubt = "; not more than all reporting" if of.with_volume else ""
    return f"Change from {of.period} on: {of.before:.2f} to {of.after:.2f} a period (p = {of.p:.3f}{doubt})."


def figures(of: Course) -> tuple[Figure, ...]:
    """The newest periods of the series that hold an event; what is not listed holds none."""
    told = [Figure(p.period, getattr(p, of.measure), p.events, p.reports) for p in of.points if p.events]
    return tuple(told[-PERIODS:])


def histories(record: Record, found: Sequence[History]) -> list[Item | None]:
    """Standing things with each change of stage, cited step by step."""
    cited = quoted(record, (s.tie for h in found for s in h.steps[:CITED]))
    return [_history(h, cited) for h in found]


def _history(of: History, cited: Mapping[str, Item]) -> Item | None:
    evidence = tuple(c for s in of.steps[:CITED] if s.tie in cited for c in cited[s.tie].evidence)
    left = len(of.steps) - CITED
    steps = "; ".join(map(_step, of.steps[:CITED])) + (f"; and {left} more" if left > 0 else "")
    contested = f" Contested: {'; '.join(of.contested)}." if of.contested else ""
    text = f"{kind_name(of.kind)}: {of.name} ({', '.join((*of.party_names, *of.roles))}). Steps: {steps}.{contested}"
    day = of.steps[-1].date or of.last_told
    return Item(kind_name(of.kind), of.steps[0].tie, text, day, of.status, None, evidence) if evidence else None


def _step(of: Step) -> str:
    who = ", ".join((*of.speakers, *(("the report itself",) if of.own_voice else ())))
    return f"{of.stage or 'no stage'}, {of.status}, {of.date or of.date_to or 'no day told'} (on the word of {who})"


def things(found: Iterable[Thing]) -> list[Item | None]:
    """Standing things as a page has them, with their firmest tellings."""
    return [
        Item(kind_name(t.kind), t.id, t.text, t.date, t.status, t.told[0].telling.speaker, _tellings(t)) for t in found
    ]


def _tellings(of: Thing) -> tuple[Citation, ...]:
    told = [(t.telling, clipped(t.telling.evidence.words, t.telling.evidence.start, t.telling.evidence.end))
            for t in of.told[:CITED]]  # fmt: skip
    return tuple(
        Citation(t.evidence.report, t.evidence.start, end, words, t.outlet, t.published, t.title, t.url)
        for t, (words, end) in told
    )


def attended(of: Attendance) -> str:
    """Who is named at how many of the held meetings, and who receives the others, in a sentence."""
    named = ", ".join(f"{a.state.name} {a.named.number} of {a.named.of}" for a in of.states[:NAMES] if a.named.of)
    hosts = ", ".join(f"{a.state.name} {a.hosted}" for a in of.states if a.hosted)
    return " ".join((
        f"{of.held} meetings are told as held; of {of.named_none} no report names a state.",
        f"Named at: {named}; who is not named need not have been absent." if named else "",
        f"Hosts: {hosts}." if hosts else "",
    )).strip()  # fmt: skip


def word(of: Resting) -> str:
    """Whose word an answer rests on, in a sentence."""
    told = of.whole.word
    n = told.numbers
    by = ", ".join(f"{b.name} ({b.standing}, {b.country or 'state not known'})" for b in _level(told.tree, "publisher"))
    return (
        f"{of.kind} {of.title}: {n.tellings} tellings in {n.reports} reports, {n.copies} copies among them, by "
        f"{told.publishers} independent publishers: {by}. Cited is somebody of a party {told.by_party} times, somebody "
        f"else {told.by_third} times; {told.own_voice} tellings are in the report's own voice."
    )


def tellers(record: Record, of: Resting, offset: int, limit: int) -> tuple[list[Item | None], int]:
    """The reports that an answer rests on, with their sentences, and how many there are.

    Each outlet of the answer must have its first `offset + limit` texts.
    """
    outlets = _level(of.whole.word.tree, "outlet")
    found: list[Item | None] = []
    passed = 0
    for outlet in outlets:
        page = outlet.parts[max(offset - passed, 0) : max(offset + limit - passed, 0)]
        found += [_teller(record, outlet.name, b) for b in page]
        passed += outlet.numbers.texts
    return found, passed


def _teller(record: Record, outlet: str, of: Branch) -> Item | None:
    text = record.text(of.key or "") or ""
    first = (of.sentence or "").partition(APART)[0]
    start = text.find(first)
    if not first or start < 0:
        return None
    words, end = clipped(first, start, start + len(first))
    cited = Citation(of.key or "", start, end, words, outlet, of.published, of.name, None)
    return Item("telling", of.key or "", f"{of.how or 'own words'}", of.published, None, of.speaker, (cited,))


def _level(tree: Iterable[Branch], level: str) -> list[Branch]:
    """Every branch of a level, in the order of the tree."""
    return [found for b in tree for found in ([b] if b.level == level else _level(b.parts, level))]
