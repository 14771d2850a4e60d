"""When and where an act takes place: the dates and places that hang on its own clause, or on one it shares."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extraction.arguments import VERBAL, children, preposition
from dragoman.extraction.draft import Draft, Reference
from dragoman.types import Place, When

WHERE = {"in", "at", "near", "off", "on", "inside", "outside", "around", "across", "over", "to", "into", "from"}
WITHIN = {"in", "inside", "across", "throughout", "within", "at"}
MOST_STEPS = 12


def stops(draft: Draft, token: Token, states: Sequence[str]) -> list[tuple[str, When | None]]:
    """The states that one trip goes to, in the order of the text, each with the date that follows it, if one does."""
    words = [
        r for r in draft.references if token.i < r.start < token.sent.end and len(r.ids) == 1 and r.ids[0] in states
    ]
    names = sorted({r.ids[0]: r for r in reversed(words)}.values(), key=lambda r: r.start)
    edges = [draft.doc[r.start].idx for r in names] + [token.sent.end_char]
    found = []
    for name, start, end in zip(names, edges, edges[1:], strict=False):
        dates = [w for w in draft.dates if w.span is not None and start < w.span.start < end and not w.deadline]
        found.append((name.ids[0], dates[0] if dates else None))
    return found


def date_of(draft: Draft, token: Token, support: Token | None) -> tuple[When | None, When | None]:
    """(date, deadline) of the act, each null where the act's clause names none."""
    found = list(_of_clause(draft, token, support))
    dates = [w for w in found if not w.deadline]
    deadlines = [w for w in found if w.deadline]
    return _nearest(dates, token), _nearest(deadlines, token)


def _nearest(dates: list[When], token: Token) -> When | None:
    return min(dates, key=lambda w: abs((w.span.start if w.span else 0) - token.idx), default=None)


def _of_clause(draft: Draft, token: Token, support: Token | None) -> Iterator[When]:
    sentence = token.sent
    owners = _owners(token, support)
    sharing = _above(support or token)
    for when in draft.dates:
        if when.span is None or not sentence.start_char <= when.span.start < sentence.end_char:
            continue
        words = draft.doc.char_span(when.span.start, when.span.end, alignment_mode="expand")
        if words is None:
            continue
        if _hangs_on(words.root, owners) or (_opens(words.root) and _hangs_on(words.root, sharing)):
            yield when


def _owners(token: Token, support: Token | None) -> set[int]:
    """The act's word, its light verb, and the verbs that share their circumstances with it: "came to meet X in Y"."""
    owners = {token.i} | ({support.i} if support is not None else set())
    current = support or token
    for _ in range(MOST_STEPS):
        if current.head.i == current.i or not (current.dep_ == "xcomp" or _is_aim(current) or _is_twin(current)):
            break
        current = current.head
        owners.add(current.i)
    if token.pos_ not in VERBAL and support is None and token.dep_ in {"obj", "nsubj", "nsubj:pass", "obl"}:
        owners.add(token.head.i)
    return owners


def _is_aim(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(c.lower_ == "to" for c in children(verb, "mark"))


def _is_twin(verb: Token) -> bool:
    """Whether a second infinitive goes on after the first: "seeks to build and expand"."""
    bare = verb.lower_ == verb.lemma_.lower() and verb.head.lower_ == verb.head.lemma_.lower()
    return verb.dep_ == "conj" and verb.pos_ in VERBAL and bare and not children(verb, "nsubj", "aux")


def _above(token: Token) -> set[int]:
    """The verbs over the act that a date at the head of the sentence also dates: "In May X met Y and signed Z"."""
    found: set[int] = set()
    current = token
    for _ in range(MOST_STEPS):
        if current.head.i == current.i or current.dep_ not in {"xcomp", "conj", "advcl", "obj", "obl"}:
            break
        if current.dep_ == "advcl" and children(current, "nsubj", "nsubj:pass"):
            break
        current = current.head
        found.add(current.i)
    return found


def _opens(phrase: Token) -> bool:
    """Whether the phrase stands before the subject of its clause."""
    subjects = children(phrase.head, "nsubj", "nsubj:pass", "nsubj:outer")
    return bool(subjects) and phrase.i < min(s.left_edge.i for s in subjects)


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


def place_of(draft: Draft, token: Token, support: Token | None, hosts: Sequence[str]) -> str | None:
    """The id of the place at which the act's clause puts it, or null; the phrase nearest to the act wins.

    A state in which something happens is a place under its own id; `hosts` are the states to which a visit goes.
    """
    owners = _owners(token, support)
    phrases = [t for i in owners for t in _below(draft.doc[i], owners)]
    known = [r for t in phrases for r in (draft.by_head.get(t.i), draft.acting_by_head.get(t.i)) if r is not None]
    found = [r for r in known if r.ids and _is_where(draft, r, owners)]
    best = min(found, key=lambda r: (not r.place, abs(r.head - token.i), r.start), default=None)
    if best is not None:
        return best.ids[0]
    return hosts[0] if len(hosts) == 1 else None


def _below(token: Token, owners: set[int]) -> Iterator[Token]:
    """The words below the act that no other clause takes for itself."""
    for child in token.children:
        if child.pos_ not in VERBAL and child.i not in owners:
            yield child
            yield from _below(child, owners)


def _is_where(draft: Draft, reference: Reference, owners: set[int]) -> bool:
    head = draft.doc[reference.head]
    if not reference.place:
        state = all(i in draft.atlas.states for i in reference.ids) and reference.form != "adjective"
        return state and preposition(head) in WITHIN
    if head.dep_ in {"compound", "obj"}:
        return head.head.i in owners
    return preposition(head) in WHERE


def site(draft: Draft, identity: str) -> Place:
    """The state as a place of the report; a country has no point."""
    state = draft.atlas.states[identity]
    number = f"geonames:{state.geonames}" if state.geonames else f"state:{identity}"
    return Place(number, state.name, country=identity, kind="region")
