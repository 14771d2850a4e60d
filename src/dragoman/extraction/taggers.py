"""The model's marks of source, cue and content, read beside the rules: they settle doubts and add what rules miss."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from dragoman.extraction.contents import Range, frames, listed
from dragoman.extraction.cues import is_asked, may_show, opens_with
from dragoman.extraction.metonyms import is_dateline
from dragoman.extraction.phrases import (
    SUBJECTS,
    Phrase,
    agent,
    child,
    coordinated,
    is_word,
    noun_phrase,
    own_subject,
    subject,
    trimmed,
)
from dragoman.extraction.speeches import Page, Speech, spoken
from dragoman.language.lemmas import lemma
from dragoman.language.plain import Doc, Token
from dragoman.types import Span

AGREE = 0.5  # Dice of words at which a content of a rule and a tagged one are the same
NEAR = 8  # tokens between a tagged content and its cue
JOINT = 3  # tokens between two tagged stretches of one content
CLAUSAL = SUBJECTS | {"expl"}
WITH_OBJECT = frozenset({"object", "about", "naming", "request", "promise"})
ADDRESSED = frozenset({"obj", "iobj", "obl"})
UNTOLD = frozenset({"AUX", "PART", "CCONJ", "DET", "PRON", "ADV"})
SUBSTANCE = 4  # words: a shorter content that only the tagger saw, without a quotation, is a scrap


@dataclass(frozen=True, slots=True)
class Marks:
    """The tagged stretches of a text as token ranges, each list in text order."""

    sources: tuple[Range, ...]
    cues: tuple[Range, ...]
    contents: tuple[Range, ...]


def marks_of(doc: Doc) -> Marks:
    """The taggers' marks on the document; empty lists if it was parsed by a pipeline without them."""
    sources, cues, contents = (_ranges(doc, key) for key in ("source", "cue", "content"))
    others = {i for r in sources + cues for i in range(*r)}
    return Marks(_trimmed(doc, sources), _trimmed(doc, cues), _trimmed(doc, _joined(doc, contents, others)))


def _ranges(doc: Doc, key: str) -> list[Range]:
    return sorted({(span.start, span.end) for span in doc.spans.get(key, ())})


def _trimmed(doc: Doc, ranges: Iterable[Range]) -> tuple[Range, ...]:
    found = (trimmed(doc, *r) for r in ranges)
    return tuple(sorted({r for r in found if r[0] < r[1]}))


def _joined(doc: Doc, ranges: Sequence[Range], others: set[int]) -> Iterator[Range]:
    """The ranges, those made one that only a few words of no other role part."""
    last: Range | None = None
    for start, end in ranges:
        if last is not None and _is_slip(doc, last[1], start, others):
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _is_slip(doc: Doc, start: int, end: int, others: set[int]) -> bool:
    """Whether the tagger let go of a content for the tokens [start, end) only by mistake."""
    if not 0 < end - start <= JOINT or not others.isdisjoint(range(start, end)):
        return False
    return not any(t.is_sent_start or "\n" in t.text for t in doc[start : end + 1])


def decide(page: Page, found: Sequence[Speech], marks: Marks) -> list[Speech]:
    """The attributions of the rules without doubtful ones that no tag supports, and those that only the tags show."""
    sure = [s for s in found if not s.unsure or _supported(page, s, marks)]
    taken = {i for s in sure for part in _parts(page, s) for i in range(*part)}
    loose = [r for r in marks.contents if not _is_known(r, taken)]
    added = [s for r in loose for s in _tagged(page, r, marks)]
    taken |= {i for s in added for i in range(*_tokens(page, s.content))}
    told = sorted((_whole_source(page, s, marks) for s in _joined_by_cue(page, sure, added)), key=lambda s: s.place)
    loose = [r for r in loose if not _is_known(r, taken)]
    return sorted([*told, *_continued(page, told, loose, marks)], key=lambda s: s.place)


def _continued(page: Page, told: Sequence[Speech], loose: Sequence[Range], marks: Marks) -> Iterator[Speech]:
    """Tagged sentences without cue and source right behind an attribution: whoever spoke there goes on speaking."""
    ends = sorted((_tokens(page, s.content)[1], n) for n, s in enumerate(told))
    speaking: tuple[int, Speech] | None = None
    for content in loose:
        n = bisect_left(ends, (content[0] + 1, 0)) - 1
        last = speaking
        if n >= 0 and (last is None or last[0] < ends[n][0]):
            last = (ends[n][0], told[ends[n][1]])
        if last is not None and _goes_on(page, last[0], content, marks):
            base = replace(last[1], cue=None, follows=True, frame="continued")
            speech = _shaped(page, base, content)
            speaking = (content[1], speech)
            yield speech


def _goes_on(page: Page, end: int, content: Range, marks: Marks) -> bool:
    """Whether the content is a sentence by itself that follows the words said before it on the same line."""
    doc = page.doc
    start, stop = doc[content[0]].sent.start, doc[content[0]].sent.end
    words = page.words_between(start, stop)
    if 5 * len(page.words_between(content[0], min(content[1], stop))) < 4 * len(words) or len(words) < SUBSTANCE:
        return False
    if any(any(_around(role, (start, stop))) for role in (marks.cues, marks.sources)):
        return False
    return not any("\n" in t.text or (t.is_sent_start and is_word(t)) for t in doc[end:start])


def _joined_by_cue(page: Page, sure: Sequence[Speech], added: Sequence[Speech]) -> Iterator[Speech]:
    """The attributions, those of one cue made one if they overlap or the cue is thrown in between them.

    What else the tagger adds to a cue that has its content must be a quotation or sentence: the same speaker goes on.
    """
    by_cue: dict[int, list[Speech]] = {}
    for speech in [*sure, *sorted(added, key=lambda s: s.content.start - s.content.end)]:
        group = by_cue.setdefault(-1 if speech.cue is None else speech.cue.head, [])
        known = [n for n, s in enumerate(group) if s.frame != "tagger" or speech.frame == "tagger"]
        near = [n for n in known if speech.frame == "tagger" and _is_one(page, group[n], speech)]
        if near:
            group[near[0]] = _whole(group[near[0]], speech)
        elif speech.frame != "tagger" or not known:
            group.append(speech)
        elif speech.kind == "direct" or page.doc[_tokens(page, speech.content)[0]].is_sent_start:
            group.append(replace(speech, cue=None, follows=True))
    for group in by_cue.values():
        yield from group


def _whole_source(page: Page, speech: Speech, marks: Marks) -> Speech:
    """The attribution with its one source as the tagger marks it: more of the name, or another beside the cue."""
    if len(speech.sources) != 1 or speech.cue is None or speech.follows:
        return speech
    own = speech.sources[0]
    near = tuple(_around(marks.sources, (own.start, own.end)))
    if not near and (other := _adjoining(page.doc, marks.sources, speech.cue.head)) is not None:
        return replace(speech, sources=(Phrase(*other, page.doc[other[0] : other[1]].root.i),))
    wider = next((r for r in near if r[0] <= own.start and own.end <= r[1]), None)
    if wider is None or wider[0] <= speech.cue.head < wider[1]:
        return speech
    if any(page.doc[i].pos_ == "CCONJ" for i in range(*wider) if not own.start <= i < own.end):
        return speech
    return replace(speech, sources=(Phrase(*wider, own.head),))


def _adjoining(doc: Doc, sources: Sequence[Range], cue: int) -> Range | None:
    """The tagged source that stands right beside the cue."""
    beside = (r for r in _around(sources, (max(0, cue - 1), cue + 2)) if not r[0] <= cue < r[1])
    heads = ((r, doc[r[0] : r[1]].root) for r in beside)
    named = ((r, h) for r, h in heads if h.pos_ in {"NOUN", "PROPN"} and h.dep_ not in ADDRESSED)
    return next((r for r, head in named if not _is_author(head)), None)


def _whole(first: Speech, second: Speech) -> Speech:
    """One attribution out of two of the same cue."""
    start, end = min(first.content.start, second.content.start), max(first.content.end, second.content.end)
    kind = first.kind if first.kind == second.kind else "mixed"
    return replace(first, content=Span(start, end), kind=kind)


def _is_one(page: Page, first: Speech, second: Speech) -> bool:
    """Whether two contents of one cue overlap or belong on both sides of it."""
    if first.sources != second.sources:
        return False
    ahead, behind = sorted((first, second), key=lambda s: s.place)
    return ahead.content.end > behind.content.start or (
        first.kind != "direct" and second.kind != "direct" and _is_bridge(page, ahead, behind)
    )


def _is_bridge(page: Page, first: Speech, second: Speech) -> bool:
    start, end = _tokens(page, first.content)[1], _tokens(page, second.content)[0]
    if second.cue is None or not start <= second.cue.head < end:
        return False
    if any(t.is_sent_start or t.text == ";" or "\n" in t.text for t in page.doc[start : end + 1]):
        return False
    told = child(page.doc[second.cue.head], "ccomp", "xcomp")
    return told is None or told.left_edge.i < second.cue.head


def _tokens(page: Page, span: Span) -> Range:
    return page.token_at(span.start), page.token_at(span.end - 1) + 1


def _dice(a: Range, b: Range) -> float:
    return 2 * max(0, min(a[1], b[1]) - max(a[0], b[0])) / (a[1] - a[0] + b[1] - b[0])


def _supported(page: Page, speech: Speech, marks: Marks) -> bool:
    """Whether a tagged content is much the same, and not one of another cue that holds this attribution whole."""
    own = _tokens(page, speech.content)
    cue = -1 if speech.cue is None else speech.cue.head
    return any(_dice(own, r) >= AGREE and not r[0] <= cue < r[1] for r in _around(marks.contents, own))


def _around(ranges: Sequence[Range], own: Range) -> list[Range]:
    """The ranges that share a token with `own`; the list is sorted."""
    last = bisect_left(ranges, (own[1], 0))
    return [r for r in ranges[max(0, last - 16) : last] if r[1] > own[0]]


def _parts(page: Page, speech: Speech) -> Iterator[Range]:
    """Content and sources of an attribution."""
    yield _tokens(page, speech.content)
    yield from ((p.start, p.end) for p in speech.sources)


def _is_known(tagged: Range, taken: Set[int]) -> bool:
    """Whether the rules have most of the tagged words already."""
    return 2 * sum(i in taken for i in range(*tagged)) >= tagged[1] - tagged[0]


def _tagged(page: Page, content: Range, marks: Marks) -> Iterator[Speech]:
    """The attribution of a content that only the tagger saw, if a cue and a source stand beside it."""
    cue = _beside(page.doc, content, marks.cues)
    if cue is None or not page.words_between(*content):
        return
    head = _head(page.doc, cue)
    if head.lemma_.lower() in listed("rules", "no_statement") or head.pos_ in UNTOLD:
        return
    if _is_suffered(head) or opens_with(head) or is_asked(head):
        return
    sources = _sources(page.doc, content, head, marks.sources)
    if not sources or (head.lemma_ in listed("rules", "evidence") and not may_show(page.doc[sources[0].head], head)):
        return
    base = Speech(Span(0, 0), "indirect", sources, Phrase(head.i, head.i + 1, head.i), frame="tagger")
    speech = _shaped(page, base, content)
    if speech.kind != "indirect" or _is_told(page.doc, content, head):
        yield speech


def _is_suffered(cue: Token) -> bool:
    """Whether the cue only tells what others hold of its noun: "a man believed to be armed", "is thought to cost"."""
    if cue.pos_ == "VERB" and child(cue, "nsubj:pass") is not None and child(cue, "xcomp") is not None:
        return agent(cue) is None and cue.lemma_ not in listed("verbs", "cite")
    return cue.pos_ == "VERB" and cue.dep_ == "acl" and not cue.text.endswith("ing") and own_subject(cue) is None


def _is_told(doc: Doc, content: Range, cue: Token) -> bool:
    """Whether unquoted words can be what the cue tells: a clause, or an object where the verb has one."""
    words = [t for t in doc[content[0] : content[1]] if is_word(t)]
    if len(words) < SUBSTANCE:
        return False
    known = frames().get(cue.lemma_.lower()) or frames().get(lemma(cue.text, "VERB").lower(), frozenset[str]())
    if any(t.dep_ in CLAUSAL and content[0] <= t.head.i < content[1] for t in words):
        return bool(known) or cue.lemma_.lower() in listed("nouns", "that") | listed("adjectives", "words")
    if "clause" in known and content[0] == cue.i + 1 and any(t.pos_ in {"VERB", "AUX"} for t in words):
        return True
    held = cue.lemma_.lower() in listed("rules", "held") or ("as" in known and any(t.lower_ == "as" for t in words))
    return held or not known.isdisjoint(WITH_OBJECT)


def _shaped(page: Page, base: Speech, content: Range) -> Speech:
    """The attribution with the tagged content, widened to the quotation if it is one."""
    if page.doc[content[0]].dep_ == "mark" and page.doc[content[0]].lower_ == "that" and content[0] + 1 < content[1]:
        content = (content[0] + 1, content[1])
    span = page.characters(*content)
    base = replace(base, content=span, kind="indirect")
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
    return any(t.is_sent_start and is_word(t) for t in doc[start:end])


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
    if head.pos_ == "DET" and head.dep_ == "det":  # only "The" of "The Kremlin"
        whole = noun_phrase(head.head)
        start, end, head = whole.start, whole.end, head.head
    return () if _is_author(head) else (Phrase(start, end, head.i),)


def _is_author(head: Token) -> bool:
    return (head.text.isupper() and is_dateline(head)) or head.text.lower() in listed("speakers", "author") | listed(
        "speakers", "nobody"
    ) - {"it"}
