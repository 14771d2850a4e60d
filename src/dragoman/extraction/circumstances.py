"""When and where an act takes place: the dates and places that hang on its own clause."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.arguments import VERBAL, preposition
from dragoman.extraction.draft import Draft, Reference
from dragoman.types import When

WHERE = {"in", "at", "near", "off", "on", "inside", "outside", "around", "across", "over", "to", "into", "from"}
BORROWING = {"xcomp", "conj", "acl"}
MOST_STEPS = 12


def date_of(draft: Draft, token: Token, support: Token | None) -> tuple[When | None, When | None]:
    """(date, deadline) of the act, each null where the act's clause names none."""
    dates = [w for w in _of_clause(draft, token, support) if not w.deadline]
    deadlines = [w for w in _of_clause(draft, token, support) if w.deadline]
    return _nearest(dates, token), _nearest(deadlines, token)


def _nearest(dates: list[When], token: Token) -> When | None:
    return min(dates, key=lambda w: abs((w.span.start if w.span else 0) - token.idx), default=None)


def _of_clause(draft: Draft, token: Token, support: Token | None) -> Iterator[When]:
    sentence = token.sent
    owners = _owners(token, support)
    for when in draft.dates:
        if when.span is None or not sentence.start_char <= when.span.start < sentence.end_char:
            continue
        words = draft.doc.char_span(when.span.start, when.span.end, alignment_mode="expand")
        if words is not None and _hangs_on(words.root, owners):
            yield when


def _owners(token: Token, support: Token | None) -> set[int]:
    """The act's word, its light verb, and the verbs that share their circumstances with it."""
    owners = {token.i} | ({support.i} if support is not None else set())
    current = support or token
    while current.dep_ in {"xcomp"} and current.head.i != current.i:
        current = current.head
        owners.add(current.i)
    if token.pos_ not in VERBAL and support is None and token.dep_ in {"obj", "nsubj", "nsubj:pass", "obl"}:
        owners.add(token.head.i)
    return owners


def _hangs_on(token: Token, owners: set[int]) -> bool:
    """Whether the way up from a phrase meets the act before another clause."""
    current = token
    for _ in range(MOST_STEPS):
        if current.i in owners:
            return True
        if current.head.i == current.i or (current.pos_ in VERBAL and current.i != token.i):
            return False
        current = current.head
    return False


def place_of(draft: Draft, token: Token, support: Token | None) -> str | None:
    """The id of the place at which the act's clause puts it, or null; the phrase nearest to the act wins."""
    owners = _owners(token, support)
    found = [r for r in draft.references if r.place and _is_where(draft, r, token, owners)]
    best = min(found, key=lambda r: abs(r.head - token.i), default=None)
    return best.ids[0] if best is not None and best.ids else None


def _is_where(draft: Draft, reference: Reference, token: Token, owners: set[int]) -> bool:
    if not token.sent.start <= reference.start < token.sent.end:
        return False
    head = draft.doc[reference.head]
    return (preposition(head) in WHERE or head.dep_ in {"obj", "compound"}) and _hangs_on(head, owners)
