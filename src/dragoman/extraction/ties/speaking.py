"""Who is a party without being named in the words: the speaker, whom the text spoke of just before, the company."""

from collections import Counter
from collections.abc import Sequence

from dragoman.extraction.arguments import SUBJECTS, clause, objects, obliques, preposition, subjects
from dragoman.extraction.draft import Draft
from dragoman.extraction.ties.carriers import carrier_of
from dragoman.extraction.ties.merging import Found
from dragoman.extraction.ties.partners import joined, named_by, side, sides
from dragoman.extraction.ties.quantities import numbers
from dragoman.extraction.ties.signs import Spotted, classes
from dragoman.language.plain import Token
from dragoman.types import Actor

REACH = 60  # tokens
FAR = 150  # tokens
LAST = 6  # sentences
NEAR = 2  # sentences
MANY = 3


def absent_parties(
    draft: Draft,
    spotted: Spotted,
    parties: tuple[str, ...],
    number: int,
    before: Sequence[Found],
    one_side: bool = False,
) -> tuple[str, ...]:
    """Whom the sign lets take part unnamed: the company, else the state that speaks, else the last subject."""
    sign = spotted.sign
    if sign.again and (series := _series(draft, spotted, parties, number, before)):
        return series
    if _has_company(spotted) and not parties and (company := _company(draft, number, before, MANY)):
        return company
    many = means_all(draft, spotted)
    pair = _most_told(draft, before) if many and _is_joint(spotted) else ()
    if pair and sides(draft, parties) < sides(draft, pair):
        return pair
    if many and (company := _company(draft, number, before, many)) and _fits(draft, parties, company):
        return company
    if sign.speaker and (told := joined(_speaking(draft, spotted), parties)) != parties:
        return told
    if sign.other:
        return _other_side(draft, spotted, parties) if one_side else ()
    return _last_subject(draft, spotted) if sign.topic and not parties else ()


def _other_side(draft: Draft, spotted: Spotted, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Who has the thing "with Togo": the state that speaks or, where the sentence is about the thing, acted last."""
    mine = sides(draft, parties)
    if states := speaking_states(draft, spotted.anchor):
        return tuple([s for s in states if s not in mine])
    if spotted.anchor.dep_ not in SUBJECTS | {"nsubj:pass"}:
        return ()
    return tuple(i for i in _last_subject(draft, spotted, states=True) if side(draft, i) not in mine)[:1]


def _series(
    draft: Draft, spotted: Spotted, parties: tuple[str, ...], number: int, before: Sequence[Found]
) -> tuple[str, ...]:
    """Who met the last time, where "the next meeting of the ministers" says no more of them than that."""
    anchor = spotted.anchor
    if not {c.lower_ for c in anchor.children} & classes()["more"] or len(sides(draft, parties)) > 1:
        return ()
    whose = [o for o in obliques(anchor, "of") if o.pos_ == "NOUN"]
    if not whose:
        return ()
    last = (o.tie for o in reversed(before) if o.tie.kind == spotted.sign.kind and number - o.sentence <= LAST)
    return next((t.roles.get("body") or t.parties for t in last), ())


def means_all(draft: Draft, spotted: Spotted) -> int:
    """How many sides the words mean of those told before ("the five states", "both"), 2 if they do not say, else 0."""
    anchor = spotted.anchor
    beside = {c.lower_ for c in anchor.children}
    if (spotted.sign.again and beside & classes()["more"]) or beside & classes()["shared"]:
        return 2
    if _are_officials(draft, spotted):
        return MANY
    near = list(anchor.subtree)
    verb = clause(anchor)
    if verb.i in {anchor.i, (carrier_of(anchor) or anchor).i}:
        near += [t for s in subjects(verb) for t in (s.children if s.is_ancestor(verb) else s.subtree)]
    counted = [t for t in near if t.lower_ in classes()["counting"]]
    told = [t for t in counted if t.dep_ in SUBJECTS or t.head.lemma_.lower() in classes()["groups"]]
    return max((int(numbers().get(t.lower_, 2)) for t in told), default=0)


def _are_officials(draft: Draft, spotted: Spotted) -> bool:
    """Whether the act is that of "the ministers", "the presidents" and no more is said of them."""
    held = [draft.by_token.get(s.i) for s in subjects(clause(spotted.anchor)) if s.lower_ in classes()["officials"]]
    return any(r is None or (r.form == "description" and r.end - r.start <= 2) for r in held)


def _fits(draft: Draft, parties: tuple[str, ...], company: tuple[str, ...]) -> bool:
    """Whether those told are among the company, or are one side more of it."""
    mine, other = sides(draft, parties), sides(draft, company)
    return mine <= other or len(mine | other) <= MANY + 1


def _has_company(spotted: Spotted) -> bool:
    """Whether the words mean the company: of a weak sign only where they say so, as in "cooperation among states"."""
    if not spotted.sign.company or not spotted.sign.weak:
        return spotted.sign.company
    phrases = (o for word in ("among", "between", "of", "with") for o in obliques(spotted.anchor, word))
    return any(o.lemma_.lower() in classes()["groups"] for o in phrases)


def _company(draft: Draft, number: int, before: Sequence[Found], least: int) -> tuple[str, ...]:
    """The parties of the last tie of so many sides at least, if the text spoke of it a few sentences ago."""
    far = LAST if least >= MANY else NEAR
    if least < MANY and (met := _met(draft, number)):
        return met
    for one in reversed(before):
        if number - one.sentence > far:
            return ()
        if len(sides(draft, one.tie.parties)) >= least:
            return one.tie.parties
    return ()


def _is_joint(spotted: Spotted) -> bool:
    """Whether the words are for the standing body of two that need no name: "the joint commission"."""
    words = {c.lower_ for c in spotted.anchor.children} | set(spotted.sign.words)
    return not words.isdisjoint(classes()["shared"]) or bool({w.split()[0] for w in words} & classes()["shared"])


def _most_told(draft: Draft, before: Sequence[Found]) -> tuple[str, ...]:
    """The two sides of whom most ties were told so far, if it is more than one and no other two have as many."""
    pairs = Counter(frozenset(sides(draft, one.tie.parties)) for one in before)
    ranked = [(pair, n) for pair, n in pairs.most_common() if len(pair) == NEAR]
    if not ranked or ranked[0][1] < NEAR or ranked[1:] and ranked[1][1] == ranked[0][1]:
        return ()
    return next(one.tie.parties for one in before if sides(draft, one.tie.parties) == ranked[0][0])


def _met(draft: Draft, number: int) -> tuple[str, ...]:
    """The two or more states that an act of the sentence before brings together: "X met Y. The two agreed"."""
    if number == 0:
        return ()
    sentence = draft.sentences[number - 1]
    for mention in reversed(draft.mentions):
        if sentence[0].idx <= mention.trigger.start <= sentence[-1].idx:
            states = [side(draft, a) for a in (*mention.actors, *mention.recipients)]
            found = tuple(dict.fromkeys(s for s in states if s in draft.atlas.states))
            if len(found) > 1:
                return found
    return ()


def _speaking(draft: Draft, spotted: Spotted) -> tuple[str, ...]:
    """The states that speak and, of a sign that names no side, the state to which they do: "told Peru that ties"."""
    states = speaking_states(draft, spotted.anchor)
    statement = draft.statement_at(spotted.anchor)
    if not states or statement is None or not statement.cue:
        return states
    cue = draft.doc[draft.within(statement.cue[0]).start]
    heard = [a for o in objects(cue) for a in named_by(draft, [draft.by_token.get(o.i)]).actors]
    return (*states, *(a for a in heard if a in draft.atlas.states and a not in states))


def speaking_states(draft: Draft, token: Token) -> tuple[str, ...]:
    """The states on whose word the token stands, none where the author, private persons or free outlets speak."""
    found = [_spoken_for(draft, actor) for actor in draft.speakers_at(token)]
    return tuple(dict.fromkeys([state for state in found if state is not None]))


def _spoken_for(draft: Draft, actor: Actor) -> str | None:
    if actor.kind == "outlet":
        return actor.country if _is_state_run(draft, actor.id) else None
    return actor.country if actor.sector in {"GOV", "MIL", None} else None


def _is_state_run(draft: Draft, identity: str) -> bool:
    """Whether the outlet is a state's by the atlas, or by what it is called: "Togo's state television"."""
    outlet = draft.atlas.outlets.get(identity)
    return bool(outlet.state_run) if outlet is not None else "state" in identity.rpartition(".")[2].split("_")


def _last_subject(draft: Draft, spotted: Spotted, states: bool = False) -> tuple[str, ...]:
    """Who did the last act before the words; `states`: only states are looked for."""
    for number in range(spotted.anchor.i - 1, max(-1, spotted.anchor.i - REACH), -1):
        token = draft.doc[number]
        found = named_by(draft, [draft.by_token.get(number)]).actors if token.dep_ in SUBJECTS else ()
        if found and (not states or set(found) <= draft.atlas.states.keys()):
            return found
    return ()


def recalled(draft: Draft, spotted: Spotted) -> dict[str, tuple[str, ...]]:
    """Roles that the sign may take from the text before: the body of which it spoke just now, else the first one."""
    start = spotted.anchor.i
    told: dict[str, int] = {}
    for number in range(start - 1, -1, -1) if _may_recall(draft, spotted) else ():
        reference = draft.by_token.get(number)
        actors = [draft.actor_by_id.get(i) for i in reference.ids] if reference is not None else []
        told = {a.id: number for a in actors if a is not None and a.kind in {"igo", "forum"}} | told
        if told and start - number < FAR:
            break
    last = max(told.values(), default=-1)
    chosen = min(told, key=lambda i: (told[i] != last) if start - last < FAR else told[i], default=None)
    return {role: (chosen,) for role in spotted.sign.recall} if chosen is not None else {}


def _may_recall(draft: Draft, spotted: Spotted) -> bool:
    """Whether the sign takes a role from before, says itself no more of it, and is said of a state."""
    anchor = spotted.anchor
    if not spotted.sign.recall or any(c.dep_ == "nmod" and preposition(c) == "of" for c in anchor.children):
        return False
    owners = [*subjects(clause(anchor)), *(c for c in anchor.children if c.dep_ in {"nsubj", "nmod:poss"})]
    owners += [anchor.head] if anchor.dep_ == "appos" else []
    held = (draft.by_head.get(o.i) for o in owners)
    return any(r is not None and r.form != "role" and set(r.ids) <= draft.atlas.states.keys() for r in held)
