"""The model's marks of source, cue and content, read beside the rules: they settle doubts and add what rules miss."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.extraction.cues import Range, listed
from dragoman.extraction.phrases import Phrase, coordinated, is_word, subject, trimmed
from dragoman.extraction.speeches import Page, Speech, spoken
from dragoman.types import Span

AGREE = 0.5  # Dice of words at which a content of a rule and a tagged one are the same
NEAR = 8  # tokens between a tagged content and its cue


@dataclass(frozen=True, slots=True)
class Marks:
    """The tagged stretches of a text as token ranges, each list in text order."""

    sources: tuple[Range, ...]
    cues: tuple[Range, ...]
    contents: tuple[Range, ...]


def marks_of(doc: Doc) -> Marks:
    """The taggers' marks on the document; empty lists if it was parsed by a pipeline without them."""
    return Marks(*(_ranges(doc, key) for key in ("source", "cue", "content")))


def _ranges(doc: Doc, key: str) -> tuple[Range, ...]:
    if key not in doc.spans:
        return ()
    found = (trimmed(doc, span.start, span.end) for span in doc.spans[key])
    return tuple(sorted({r for r in found if r[0] < r[1]}))


def decide(page: Page, found: Sequence[Speech], marks: Marks) -> list[Speech]:
    """The attributions of the rules without doubtful ones that no tag supports, and those that only the tags show."""
    sure = [s for s in found if not s.unsure or _supported(page, s, marks.contents)]
    taken = sorted(_tokens(page, s.content) for s in sure)
    added = [s for r in marks.contents if not _is_known(r, taken) for s in _tagged(page, r, marks)]
    return sorted([*sure, *added], key=lambda s: s.place)


def _tokens(page: Page, span: Span) -> Range:
    return page.token_at(span.start), page.token_at(span.end - 1) + 1


def _dice(a: Range, b: Range) -> float:
    return 2 * max(0, min(a[1], b[1]) - max(a[0], b[0])) / (a[1] - a[0] + b[1] - b[0])


def _supported(page: Page, speech: Speech, contents: Sequence[Range]) -> bool:
    own = _tokens(page, speech.content)
    return any(_dice(own, r) >= AGREE for r in _around(contents, own))


def _around(ranges: Sequence[Range], own: Range) -> Iterator[Range]:
    """The ranges that share a token with `own`; the list is sorted."""
    last = bisect_left(ranges, (own[1], 0))
    return (r for r in ranges[max(0, last - 16) : last] if r[1] > own[0])


def _is_known(tagged: Range, taken: Sequence[Range]) -> bool:
    """Whether the rules have most of the tagged words already."""
    covered = {i for r in _around(taken, tagged) for i in range(max(r[0], tagged[0]), min(r[1], tagged[1]))}
    return 2 * len(covered) >= tagged[1] - tagged[0]


def _tagged(page: Page, content: Range, marks: Marks) -> Iterator[Speech]:
    """The attribution of a content that only the tagger saw, if a cue and a source stand beside it."""
    cue = _beside(page.doc, content, marks.cues)
    if cue is None:
        return
    head = _head(page.doc, cue)
    if head.lemma_.lower() in listed("rules", "no_statement"):
        return
    sources = _sources(page.doc, content, head, marks.sources)
    if sources:
        yield _shaped(page, content, Phrase(head.i, head.i + 1, head.i), sources)


def _shaped(page: Page, content: Range, cue: Phrase, sources: tuple[Phrase, ...]) -> Speech:
    span = page.characters(*content)
    base = Speech(span, "indirect", sources, cue, frame="tagger")
    quoted = page.quotations.touching(*span)
    if not quoted:
        return base
    outside = [t for t in page.words_between(*content) if not any(q.start <= t.idx < q.end for q in quoted)]
    if outside or len(quoted) > 1:
        return replace(base, kind="mixed")
    return spoken(page, base, quoted[0])


def _beside(doc: Doc, content: Range, cues: Sequence[Range]) -> Range | None:
    """The tagged cue nearest to the content within the same sentence or right before it."""
    n = bisect_left(cues, content)
    near = [c for c in cues[max(0, n - 3) : n + 3] if c[1] <= content[0] or c[0] >= content[1]]
    ranked = sorted((_gap(c, content), c) for c in near if not _parted(doc, c, content))
    return ranked[0][1] if ranked and ranked[0][0] <= NEAR else None


def _gap(a: Range, b: Range) -> int:
    return max(b[0] - a[1], a[0] - b[1])


def _parted(doc: Doc, a: Range, b: Range) -> bool:
    start, end = (a[1], b[0]) if a[1] <= b[0] else (b[1], a[0])
    return any(t.is_sent_start and is_word(t) for t in doc[start + 1 : end])


def _head(doc: Doc, cue: Range) -> Token:
    """The word of a tagged cue that carries it: its verb, noun or preposition."""
    span = doc[cue[0] : cue[1]]
    return next((t for t in span if t.pos_ == "VERB"), span.root)


def _sources(doc: Doc, content: Range, cue: Token, tagged: Sequence[Range]) -> tuple[Phrase, ...]:
    """The cue's subject, if the source tagger marks it too or marks nothing near; else the tagged source nearest."""
    n = bisect_left(tagged, (cue.i, cue.i))
    near = [r for r in tagged[max(0, n - 3) : n + 3] if not _parted(doc, r, (cue.i, cue.i + 1))]
    near = [r for r in near if not content[0] <= r[0] < content[1]]
    holder = subject(cue) if cue.pos_ in {"VERB", "AUX"} else None
    if holder is not None and (not near or any(r[0] <= holder.i < r[1] for r in near)):
        return () if _is_author(holder) else coordinated(holder)
    if not near:
        return ()
    start, end = min(near, key=lambda r: (_gap(r, (cue.i, cue.i + 1)), r))
    head = doc[start:end].root
    return () if _is_author(head) else (Phrase(start, end, head.i),)


def _is_author(head: Token) -> bool:
    return head.text.lower() in listed("speakers", "author") | listed("speakers", "nobody") - {"it"}
