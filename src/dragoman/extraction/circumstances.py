"""When and where an act takes place: the dates and places that hang on its own clause, or on one it shares."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from dragoman.extraction.arguments import VERBAL, children, complements, is_passive, preposition
from dragoman.extraction.draft import Draft, Reference
from dragoman.extraction.durations import counted_from, over_days
from dragoman.extraction.triggers import words
from dragoman.language.lexicon import table
from dragoman.language.plain import Token
from dragoman.types import Place, When

WHERE = {"in", "at", "near", "off", "on", "inside", "outside", "around", "across", "over", "to", "into", "from"}
WITHIN = {"in", "inside", "across", "throughout", "within", "at"}
DURING = {"in", "at", "during", "on", "throughout"}
BEFORE = {"nmod:poss", "compound", "amod", "nummod", "nmod:unmarked"}
MOST_STEPS = 12
NEW_DAY = frozenset({"to", "until", "till", "for"})
REACH = 8  # characters before a date in which its preposition stands


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


def date_of(
    draft: Draft, token: Token, support: Token | None, names_object: bool = False
) -> tuple[When | None, When | None]:
    """(date, deadline) of the act, each null where the act's clause names none.

    `names_object`: the act is the one that its object's word names, so that the object's date is its own: "signed the
    2015 treaty", but not "condemned Monday's raid".
    """
    found = list(_of_clause(draft, token, support, names_object))
    dates = [w for w in found if not w.deadline]
    deadlines = [w for w in found if w.deadline]
    date = over_days(token, support, _bounded(_nearest(dates, token), support or token))
    if date is None or date.start is date.end is None:
        date = counted_from(draft, token, support) or date
    return date, _nearest(deadlines, token)


def due_of(draft: Draft, token: Token) -> When | None:
    """By when what the word promises is to be done: the deadline, or the day to come, that its clause names."""
    governed = (c for t in (token, *children(token, "obj")) for c in complements(t))
    deeds = {v.i for c in governed for v in _with_further(c)}
    found = [when for when, root in dates_in(draft, token) if _hangs_on(root, deeds)] if deeds else []
    deadline = _nearest([w for w in found if w.deadline], token)
    told = draft.report.published
    ahead = [w for w in found if told is not None and w.start is not None and w.start > told]
    return deadline or next((replace(w, start=None, end=w.end or w.start, deadline=True) for w in ahead), None)


def agreed_on(draft: Draft, token: Token) -> When | None:
    """When an agreement was made, where the day was read as that of its matter: "signed a pact to open X [on Monday]".

    Only a day before the report's: what was agreed on is still to come.
    """
    deeds = {c.i for o in (token, *children(token, "obj")) for c in complements(o)}
    found = [when for when, root in dates_in(draft, token) if _hangs_on(root, deeds)] if deeds else []
    return next((w for w in found if is_before(draft, w)), None)


def put_off_to(draft: Draft, date: When | None, deadline: When | None) -> When | None:
    """The new day of what was put off, which "to" or "until" tells; another one is that of putting it off."""
    if date is not None and date.span is not None:
        before = draft.text[max(0, date.span.start - REACH) : date.span.start].lower().split()
        return date if NEW_DAY & {*before[-1:], *date.text.lower().split()[:1]} else None
    return None if deadline is None else replace(deadline, start=deadline.start or deadline.end, deadline=False)


def is_before(draft: Draft, when: When) -> bool:
    """Whether all of it lies before the day of the report."""
    told = draft.report.published
    return told is not None and when.end is not None and not when.deadline and when.end < told


def _with_further(verb: Token) -> Iterator[Token]:
    """The verb and those that it governs or that go on after it: "to help [repair] and [reopen]"."""
    yield verb
    for further in children(verb, "xcomp", "conj"):
        yield from (further, *children(further, "xcomp"))


def _bounded(date: When | None, verb: Token) -> When | None:
    """The date itself, and not what began with it, of an act told behind it: "since 2023, when ships [fired]"."""
    if date is None or date.start is None or date.end is not None or date.span is None:
        return date
    behind = verb.dep_ in {"advcl", "acl:relcl"} and _says_when(verb) and date.span.start < verb.idx
    return replace(date, end=date.start) if behind else date


def _nearest(dates: list[When], token: Token) -> When | None:
    """The date nearest to the act; one that stands on the calendar before "recently" and the like."""
    return min(
        dates,
        key=lambda w: (w.start is None and w.end is None, abs((w.span.start if w.span else 0) - token.idx)),
        default=None,
    )


def _of_clause(draft: Draft, token: Token, support: Token | None, names_object: bool) -> Iterator[When]:
    owners, above = _owners(token, support), _promising(support or token)
    sharing = _above(support or token)
    closing = _beside(support or token)
    made = names_object and (support or token).lemma_.lower() not in table("en", "dates")["verbs"]["again"]
    for when, root in dates_in(draft, token):
        if not made and _is_of_another(root, owners) or root.i < token.i and _hangs_on(root, above):
            continue
        if (
            _hangs_on(root, owners)
            or (_opens(root) and _hangs_on(root, sharing))
            or (_hangs_on(root, closing) and _is_last(root))
        ):
            yield when


def dates_in(draft: Draft, token: Token) -> Iterator[tuple[When, Token]]:
    """The dates of the token's sentence, each with the head of its words."""
    sentence = token.sent
    for when in draft.dates:
        if when.span is None or not sentence.start_char <= when.span.start < sentence.end_char:
            continue
        words = draft.doc.char_span(when.span.start, when.span.end)
        if words is not None:
            yield when, words.root


def _is_of_another(date: Token, owners: set[int]) -> bool:
    """Whether a date beside a noun dates what that noun names and not the act done to it: "condemned Monday's raid"."""
    noun = date.head
    if date.dep_ == "nmod" and preposition(date) == "of" and noun.i not in owners and noun.pos_ == "NOUN":
        return noun.dep_ in {"obj", "nsubj", "nsubj:pass"}  # "renewed the treaty of 2013"
    if date.dep_ not in BEFORE or noun.i <= date.i or noun.i in owners or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    return not (noun.dep_ in {"obl", "nmod"} and preposition(noun) in DURING)


def _beside(token: Token) -> set[int]:
    """The verbs that share a date with the act: the last of coordinated infinitives, a clause with "when"."""
    found = {c.i for c in children(token, "conj") if _is_twin(c)}
    found |= {c.i for c in children(token, "advcl") if _says_when(c)}
    if token.dep_ == "advcl" and _says_when(token):
        found.add(token.head.i)
    if token.dep_ == "acl:relcl" and _says_when(token):
        found.add(token.head.i)
    if token.dep_ == "advcl" and any(c.lower_ == "by" for c in children(token, "mark")):
        found.add(token.head.i)  # "ended the visit on Friday by signing"
    return found


def _says_when(verb: Token) -> bool:
    return any(c.lower_ in {"when", "while"} for c in children(verb, "mark", "advmod"))


def _says_where(verb: Token) -> bool:
    """Whether the clause goes on at the place to which the one before leads: "flew to Oslo, where she met"."""
    return any(c.lower_ == "where" and c.dep_ in {"advmod", "mark"} for c in verb.children)


def _is_last(date: Token) -> bool:
    """Whether the date is the last phrase of its clause, or stands in a clause of time of its own."""
    verb = date.head
    later = [c for c in verb.children if c.i > date.i and c.dep_ not in {"punct", "cc"} and not date.is_ancestor(c)]
    return not later or not _is_twin(verb)


def _owners(token: Token, support: Token | None) -> set[int]:
    """The act's word, its light verb, and the verbs that share their circumstances with it: "came to meet X in Y"."""
    owners = {token.i} | ({support.i} if support is not None else set())
    current = support or token
    for _ in range(MOST_STEPS):
        if current.head.i == current.i or not (_is_shared(current) or _is_aim(current) or _is_twin(current)):
            break
        current = current.head
        owners.add(current.i)
    if token.pos_ not in VERBAL:
        owners |= {c.i for c in children(token, "acl") if is_passive(c) and c.lemma_.lower() in words("taking_place")}
        if support is None and token.dep_ in {"obj", "nsubj", "nsubj:pass", "obl"}:
            owners.add(token.head.i)
    return owners


def _is_shared(verb: Token) -> bool:
    """Whether an infinitive has the time of the verb before it: not "accused of shelling"."""
    return verb.dep_ == "xcomp" and not any(c.lower_ != "to" for c in children(verb, "mark", "case"))


def _promising(token: Token) -> set[int]:
    """The verbs over the act that only say, promise or want it, so that a date before it is theirs."""
    found: set[int] = set()
    current = token
    while current.dep_ in {"xcomp", "ccomp", "conj"} and current.head.i != current.i:
        current = current.head
        if current.lemma_.lower() in _foretelling():
            found.add(current.i)
    return found


@cache
def _foretelling() -> frozenset[str]:
    lexicon = table("en", "status")
    verbs = lexicon["verbs"]
    return frozenset((*lexicon["speech"]["verbs"], *verbs["planned"], *verbs["wanted"], *verbs["possible"]))


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
        if current.dep_ == "acl:relcl" and _says_where(current):
            current = next((t for t in current.ancestors if t.pos_ in VERBAL), current)
            found.add(current.i)
        if current.head.i == current.i or current.dep_ not in {"xcomp", "conj", "advcl", "obj", "obl"}:
            break
        if current.dep_ == "advcl" and children(current, "nsubj", "nsubj:pass") and not _says_where(current):
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
        if current.dep_ == "acl:relcl" and current.i != token.i:
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
