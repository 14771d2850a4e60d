"""Attributions and quotations brought together: how far the content runs, and who goes on speaking."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.extraction.contents import Range, listed
from dragoman.extraction.cues import Saying
from dragoman.extraction.phrases import SUBJECTS, Phrase, child, is_word, noun_phrase, trimmed
from dragoman.extraction.quotations import Quotation, Quotations
from dragoman.language.plain import Doc, Token
from dragoman.types import Span

NEAR = 12  # words between a quotation and its cue
FRAGMENT = 3  # words in quotation marks in a sentence of their speaker
SENTENCE = 4  # words: a shorter quotation without a cue of its own is a name or irony
ENDS = ".!?…"
DASHES = frozenset("-–—―") | {"--"}
SIGNATURE = 12  # tokens after a quotation in which its line must end
LOOSE = " \t\r\n\u00a0.,;:"


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution in characters of the text; `follows`: it only goes on what the one before began."""

    content: Span
    kind: str
    sources: tuple[Phrase, ...]
    cue: Phrase | None = None
    relays: tuple[Phrase, ...] = ()
    follows: bool = False
    unsure: bool = False
    frame: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among others."""
        return (self.content.start, -self.content.end)


@dataclass(frozen=True)
class Page:
    """A parsed text with its quotations."""

    doc: Doc
    quotations: Quotations

    @property
    def text(self) -> str:
        """The text."""
        return self.doc.text

    def token_at(self, place: int) -> int:
        """The number of the first token that ends after the character."""
        low, high = 0, len(self.doc)
        while low < high:
            middle = (low + high) // 2
            token = self.doc.tokens[middle]
            low, high = (middle + 1, high) if token.idx + len(token.text) <= place else (low, middle)
        return low

    def characters(self, start: int, end: int) -> Span:
        """The characters of the tokens [start, end)."""
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last))

    def words_between(self, start: int, end: int) -> list[Token]:
        """The words among the tokens [start, end)."""
        return [t for t in self.doc[max(start, 0) : max(end, 0)] if is_word(t)]


def speeches(page: Page, sayings: Sequence[Saying]) -> list[Speech]:
    """All attributions with their full contents, in text order; quotations go to the cue beside them."""
    found = [s for saying in sayings if saying.content is not None for s in _told(page, saying, saying.content)]
    waiting = [s for s in sayings if s.content is None]
    taken = {q.start for s in found if not s.unsure for q in _held(page, s)}
    for quotation in page.quotations.found:
        if quotation.start not in taken:
            found += _of_quotation(page, quotation, waiting, found)
    found += [s for saying in waiting for s in unmarked(page, saying)]
    return sorted(found, key=lambda s: s.place)


def _held(page: Page, speech: Speech) -> Iterable[Quotation]:
    if speech.cue is not None and page.quotations.at(page.doc[speech.cue.head].idx) is not None:
        return ()
    return page.quotations.touching(*speech.content)


def _told(page: Page, saying: Saying, content: Range) -> Iterator[Speech]:
    """The attribution with its content widened to whole quotations, and cut in two where the cue parts them."""
    span = page.characters(*content)
    base = Speech(span, "indirect", saying.sources, saying.cue, saying.relays, unsure=saying.unsure, frame=saying.frame)
    around = page.quotations.at(page.doc[saying.cue.head].idx) if saying.cue is not None else None
    if around is not None:
        inside = Span(max(span.start, around.inner.start), min(span.end, around.inner.end))
        if inside.start < inside.end:
            yield replace(base, content=inside)
        return
    quoted = page.quotations.touching(*span)
    if not quoted:
        yield base
    elif _unquoted(page, content, saying, quoted):
        start = min(span.start, quoted[0].start) if _cuts(quoted[0], span.start) else span.start
        yield replace(base, content=Span(start, max(span.end, quoted[-1].end)), kind="mixed")
    else:
        yield from _direct(page, base, quoted)


def _cuts(quotation: Quotation, place: int) -> bool:
    return quotation.start < place < quotation.end


def _unquoted(page: Page, content: Range, saying: Saying, quoted: Sequence[Quotation]) -> bool:
    """Whether the content holds words outside the quotations, not counting those that only say who speaks."""
    aside = _aside(content, saying)
    for token in page.words_between(*content):
        if aside[0] <= token.i < aside[1] or any(q.start <= token.idx < q.end for q in quoted):
            continue
        if token.text.lower() not in {"that", "and", "but", "as"}:
            return True
    return False


def _aside(content: Range, saying: Saying) -> Range:
    """The words in the middle of the content that only say who speaks."""
    if saying.cue is None or not content[0] < saying.cue.start < content[1]:
        return (0, 0)
    parts = (saying.cue, *saying.sources)
    return min(p.start for p in parts), max(p.end for p in parts)


def _direct(page: Page, base: Speech, quoted: Sequence[Quotation]) -> Iterator[Speech]:
    for n, quotation in enumerate(quoted):
        yield spoken(page, replace(base, cue=None, follows=True) if n else base, quotation)


def spoken(page: Page, base: Speech, quotation: Quotation) -> Speech:
    """The attribution with the quotation, without marks and signs at its edges, as its content."""
    text = page.text
    start, end = quotation.inner
    while end > start and text[end - 1] in LOOSE:
        end -= 1
    while start < end and text[start] in LOOSE:
        start += 1
    return replace(base, content=Span(start, end), kind="direct", frame=base.frame or "quotation")


def _of_quotation(page: Page, quotation: Quotation, waiting: list[Saying], found: Sequence[Speech]) -> list[Speech]:
    """What a quotation that no clause holds is: the content of a cue beside it, more of the last one, or nothing."""
    first, last = page.token_at(quotation.start), page.token_at(quotation.end)
    if not page.words_between(first, last):
        return []
    signed = signature(page.doc, last)
    if signed is not None:
        return [spoken(page, Speech(Span(0, 0), "direct", (signed,), None, frame="signature"), quotation)]
    cue = _nearest(page, waiting, quotation, first, last)
    if cue is not None:
        waiting.remove(cue)
        base = Speech(Span(0, 0), "direct", cue.sources, cue.cue, cue.relays, frame="quotation")
        return [spoken(page, base, quotation)]
    before = _speaking(page, quotation, first, found)
    if before is not None:
        base = Speech(Span(0, 0), "direct", before.sources, None, before.relays, follows=True, frame="goes on")
        return [spoken(page, base, quotation)]
    introduced = _introduced(page, quotation, first, last)
    if introduced is not None:
        return [spoken(page, Speech(Span(0, 0), "direct", (introduced,), None, frame="colon"), quotation)]
    return _quoted_further(page, quotation, first, found)


def _quoted_further(page: Page, quotation: Quotation, first: int, found: Sequence[Speech]) -> list[Speech]:
    """A sentence with words in quotation marks right after what somebody said: the report goes on with their words."""
    sentence = page.doc[first].sent
    words = page.words_between(first, page.token_at(quotation.end))
    start = page.doc[sentence.start].idx
    ended = [(_end(page, s), s.place, s) for s in found if not s.unsure and s.sources and _end(page, s) <= start]
    if not ended or len(words) < FRAGMENT or quotation.end > sentence.end_char + 1:
        return []
    end, _, last = max(ended, key=lambda e: e[:2])
    if (
        last.kind == "indirect"
        or page.words_between(page.token_at(end), sentence.start)
        or "\n" in page.text[end:start]
    ):
        return []
    content = trimmed(page.doc, sentence.start, sentence.end)
    return [replace(last, content=page.characters(*content), kind="mixed", cue=None, follows=True, frame="goes on")]


def unmarked(page: Page, saying: Saying) -> Iterator[Speech]:
    """What follows "the minister said:" in paragraphs of their own, without marks but in the first person."""
    colon = saying.cue.end if saying.cue is not None else len(page.doc)
    if colon + 1 >= len(page.doc) or page.doc[colon].text != ":" or "\n" not in page.doc[colon + 1].text:
        return
    start = end = colon + 2
    while end < len(page.doc):
        line = _line(page.doc, end)
        if not any(t.lower_ in listed("speakers", "first_person") for t in page.doc[end:line]):
            break
        end = line + 1
    if end > start and page.quotations.at(page.doc[start].idx) is None:
        span = page.characters(*trimmed(page.doc, start, min(end, len(page.doc))))
        base = Speech(span, "direct", saying.sources, saying.cue, saying.relays, frame="unmarked")
        yield spoken(page, base, Quotation(*span, span))


def _line(doc: Doc, start: int) -> int:
    """The number of the token that ends the line, or of tokens in the text."""
    return next((t.i for t in doc[start:] if "\n" in t.text), len(doc))


def signature(doc: Doc, last: int) -> Phrase | None:
    """The name after a dash that ends the line of a quotation: "We have had enough." - Kofi Mensah, driver"."""
    end = next((t.i for t in doc[last : last + SIGNATURE] if "\n" in t.text), min(len(doc), last + SIGNATURE))
    if end - last < 2 or end == last + SIGNATURE or doc[last].text not in DASHES:
        return None
    start, end = trimmed(doc, last + 1, end)
    name = doc[start:end]
    if start == end or name[0].pos_ != "PROPN" or any(t.pos_ in {"VERB", "AUX"} or t.text in ENDS for t in name):
        return None
    return Phrase(start, end, name.root.i)


def _nearest(page: Page, waiting: Sequence[Saying], quotation: Quotation, first: int, last: int) -> Saying | None:
    """The waiting cue that stands next to the quotation, after it before one in front of it."""
    ranked = []
    brief = len(page.words_between(first, last))
    for saying in waiting:
        if saying.cue is None or _cuts(quotation, page.doc[saying.cue.head].idx):
            continue
        start = min([saying.cue.start, *(s.start for s in saying.sources if s.start >= last)])
        end = max([saying.cue.end, *(s.end for s in saying.sources if s.end <= first)])
        gap = (last, start) if start >= last else (end, first)
        if start >= last and (_is_ended(page, quotation, last) or saying.cue.start - last > 3 * NEAR):
            continue
        if gap[1] - gap[0] > 3 * NEAR:
            continue
        words = len(page.words_between(*gap))
        limit = (NEAR if gap[1] == first else 2) if brief > 2 else 0
        if gap[0] <= gap[1] and words <= limit and not _parted(page, gap, quotation, gap[1] == first):
            ranked.append((words + (gap[1] == first), saying.cue.start, saying))
    return min(ranked, key=lambda r: r[:2])[2] if ranked else None


def _is_ended(page: Page, quotation: Quotation, last: int) -> bool:
    """Whether a new sentence begins after the quotation, so that its cue cannot follow."""
    text, doc = page.text, page.doc
    if text[quotation.start : quotation.end].rstrip("\"”’»“'")[-1:] != "." or last >= len(doc):
        return False
    return bool(doc[last].is_sent_start) and doc[last].text[:1].isupper()


def _parted(page: Page, gap: Range, quotation: Quotation, ahead: bool) -> bool:
    """Whether a sentence ends, or another quotation stands, between a cue and the quotation."""
    tokens = page.doc[gap[0] : gap[1]]
    if any(t.text in ENDS or "\n" in t.text for t in tokens):
        return True
    if any(page.quotations.at(t.idx) not in (None, quotation) for t in tokens):
        return True
    return ahead and _sign_before(page, quotation) not in {":", ","} and len(tokens) > NEAR // 2


def _sign_before(page: Page, quotation: Quotation) -> str:
    return page.text[max(0, quotation.start - 12) : quotation.start].rstrip()[-1:]


def _is_sentence(page: Page, quotation: Quotation) -> bool:
    """Whether the quotation stands by itself: after a full stop or at the head of a line, long enough, with an end."""
    before = _sign_before(page, quotation)
    lead = page.text[max(0, quotation.start - 3) : quotation.start]
    alone = not before or before in ENDS + "\"”’»'" or "\n" in lead
    words = page.words_between(page.token_at(quotation.start), page.token_at(quotation.end))
    return alone and len(words) >= SENTENCE


def _speaking(page: Page, quotation: Quotation, first: int, found: Sequence[Speech]) -> Speech | None:
    """Whoever was speaking just before the quotation, if it plainly goes on."""
    ended = [
        (_end(page, s), s.place, s) for s in found if not s.unsure and s.sources and _end(page, s) <= quotation.start
    ]
    if not ended:
        return None
    end, _, last = max(ended, key=lambda e: e[:2])
    between = page.text[end : quotation.start]
    words = page.words_between(page.token_at(end), first)
    if (
        last.cue is not None
        and last.cue.end
        and _after_cue(page, last, quotation)
        and not any(c in ENDS for c in between[:-1].strip())
    ):
        return last if len(words) <= NEAR else None
    if not _is_sentence(page, quotation):
        return None
    same_line = between.count("\n") <= 2
    stops = sum(1 for t in page.doc[page.token_at(end) : first] if t.is_sent_start and is_word(t))
    if "\n" not in between and stops == 1 and len(words) <= 3 * NEAR:
        return last  # one sentence of the report's own between two of its quotations
    return last if same_line and stops == 0 and len(words) <= NEAR else None


def _after_cue(page: Page, last: Speech, quotation: Quotation) -> bool:
    """Whether "X said," parts the last quotation from this one."""
    return (
        last.kind == "direct"
        and last.cue is not None
        and page.doc[last.cue.head].idx > last.content.end
        and _sign_before(page, quotation) in {",", "—", "–", "-", "“"}
    )


def _end(page: Page, speech: Speech) -> int:
    """Where the attribution ends: content, cue or source, whichever is last."""
    parts = [speech.content.end]
    for phrase in (speech.cue, *speech.sources):
        if phrase is not None and not speech.follows:
            parts.append(page.characters(phrase.start, phrase.end).end)
    return max(parts)


def _introduced(page: Page, quotation: Quotation, first: int, last: int) -> Phrase | None:
    """The subject of a clause that ends in a colon before the quotation: "The minister was blunt: ..."."""
    if _sign_before(page, quotation) != ":" or len(page.words_between(first, last)) < SENTENCE:
        return None
    if first == 0 or any(t.text in ENDS or "\n" in t.text for t in page.doc[max(0, first - 3) : first]):
        return None
    before = page.doc[first - 1]
    outside = [t for t in (before, *before.ancestors) if t.i < first]
    for token in reversed(outside):
        if token.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} and (holder := child(token, *SUBJECTS)) is not None:
            named = listed("speakers", "nobody") | listed("speakers", "author")
            return None if holder.text.lower() in named or holder.i >= first else noun_phrase(holder)
    return None
