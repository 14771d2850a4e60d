"""Interviews and transcripts: lines that open with whoever speaks, "Rao: We will sign in March."."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.extraction.contents import listed
from dragoman.extraction.draft import Draft
from dragoman.extraction.phrases import Phrase, trimmed
from dragoman.extraction.quotations import Quotation
from dragoman.extraction.speeches import Page, Speech, spoken
from dragoman.types import Span

LABEL = re.compile(
    r"^[ \t]*(?P<label>[^\W\d_][^\W\d_]*\.?(?:[ '’-]{1,2}[^\W\d_]+\.?){0,5})(?: ?\([^()\n]{1,40}\))?:[ \t]+(?=\S)",
    re.MULTILINE,
)
FEWEST = 3  # lines with a speaker, one of them twice at least, that make a text a transcript
CLAUSAL = frozenset({"VERB", "AUX", "PRON"})
PERSONAL = frozenset({"person", "office"})


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said under one label: the label's characters, and the words up to the next one."""

    label: Span
    words: Span


def turns(page: Page) -> tuple[Turn, ...]:
    """The turns of a text in which people take turns; none if it is no transcript."""
    text = page.text
    found = [m for m in LABEL.finditer(text) if m["label"][0].isupper() and not _tells(page, *m.span("label"))]
    times = Counter(m["label"].lower() for m in found)
    if len(found) < FEWEST or max(times.values()) == 1:
        return ()
    ends = [*(m.start() for m in found[1:]), 0]
    return tuple(
        Turn(Span(*m.span("label")), Span(m.end(), end or _last(text, m.end())))
        for m, end in zip(found, ends, strict=True)
    )


def _tells(page: Page, start: int, end: int) -> bool:
    """Whether the words before the colon are a clause: "The minister went on: ..."."""
    return any(t.pos_ in CLAUSAL for t in page.doc[page.token_at(start) : page.token_at(end)])


def _last(text: str, start: int) -> int:
    """Where the last turn ends: with its line and those in the first person right behind it."""
    end = start
    for line in text[start:].splitlines(keepends=True):
        mine = {w.strip(".,;:!?\"”’'").lower() for w in line.split()} & listed("speakers", "first_person")
        if end > start and line.strip() and not mine:
            break
        end += len(line)
    return end


def with_answers(draft: Draft, page: Page, told: Sequence[Speech]) -> list[Speech]:
    """The attributions, with what is said in the turns of a transcript, if it is one, by those who do not only ask."""
    taken = turns(page)
    if not taken:
        return list(told)
    labels = {i for turn in taken for i in draft.within(turn.label)}
    kept = (s for s in told if not any(i in labels for p in s.sources for i in range(p.start, p.end)))
    return sorted([*kept, *(s for turn in taken for s in _answer(draft, page, turn))], key=lambda s: s.place)


def _answer(draft: Draft, page: Page, turn: Turn) -> Iterator[Speech]:
    label = page.text[turn.label.start : turn.label.end].lower()
    words = page.text[turn.words.start : turn.words.end].strip()
    if label in listed("speakers", "asking") or words.endswith("?") or not words:
        return
    source = _answering(draft, turn) if label in listed("speakers", "answering") else _labelled(draft, page, turn)
    if source is not None:
        start, end = trimmed(page.doc, page.token_at(turn.words.start), page.token_at(turn.words.end - 1) + 1)
        span = page.characters(start, end)
        yield spoken(page, Speech(span, "direct", (source,), None, frame="turn"), Quotation(*span, span))


def _labelled(draft: Draft, page: Page, turn: Turn) -> Phrase | None:
    """The label, if it names a person or an office."""
    start, end = page.token_at(turn.label.start), page.token_at(turn.label.end - 1) + 1
    held = [draft.by_token.get(i) for i in range(start, end)]
    named = (r for r in held if r is not None and not r.place)
    known = any(a is not None and a.kind in PERSONAL for r in named for a in map(draft.actor_by_id.get, r.ids))
    return Phrase(start, end, page.doc[start:end].root.i) if known else None


def _answering(draft: Draft, turn: Turn) -> Phrase | None:
    """The person of whom the text before the first answer speaks most."""
    before = Counter({a.id: len(a.mentions) for a in draft.actors if a.kind == "person"})
    named = [r for r in draft.references if r.form == "name" and draft.doc[r.start].idx < turn.label.start]
    held = [r for r in named if r.ids and r.ids[0] in before and len(r.ids) == 1]
    best = max(held, key=lambda r: (before[r.ids[0]], -r.start), default=None)
    return None if best is None else Phrase(best.start, best.end, best.head)
