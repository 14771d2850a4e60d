"""What the words around a thing say of it, where they speak of the thing and not of something else beside it."""

from collections.abc import Iterator

from dragoman.extraction.arguments import preposition
from dragoman.extraction.circumstances import date_of
from dragoman.extraction.draft import Draft
from dragoman.extraction.status import status_of
from dragoman.extraction.ties.carriers import hanging
from dragoman.extraction.ties.signs import Sign, classes
from dragoman.language.plain import Token

RUNNING = "operating"  # the stage of things that are first built, or agreed on, and then run
SETTLED = frozenset({"done", "ongoing"})
LOOSE = frozenset({"obl", "nmod", "nmod:poss", "appos", "acl:relcl", "parataxis", "compound"})
ASIDE = frozenset({"wanted", "denied"})  # of what is said there: "at the talks Peru asked for"
MOST_LOOSE = 1  # steps of this sort from the thing up to a word that still speaks of it
MAY_BE = frozenset({"planned", "possible"})
THERE = frozenset({"from", "at", "through", "via", "over"})
AROUND = frozenset({"in", "at", "during", "after", "before", "under", "since", "despite", "amid"})


def told_of(draft: Draft, sign: Sign, anchor: Token, carrier: Token | None) -> tuple[str, tuple[Token, ...]] | None:
    """(what is told of the thing, words that decided), or null if it is only supposed or denied as a mere act."""
    top = hanging(anchor)
    noun = (
        top if sign.part == "nouns" and (anchor.pos_ == "VERB" or top.lemma_.lower() in classes()["works"]) else anchor
    )
    told_by = carrier if carrier is not None and carrier.dep_ == "acl:relcl" and carrier.head.i == noun.i else noun
    verdict = status_of(draft, told_by, carrier if told_by is noun else None, standing=True)
    if verdict is None:
        return ("planned", ()) if any(c.lower_ in classes()["only_planned"] for c in anchor.children) else None
    told = verdict.status
    if _is_only_ahead(draft, noun, told, verdict.cues):
        told = "planned"
    if verdict.cues and (_is_neutral(verdict.cues[-1], noun) or _is_beside(noun, told, verdict.cues[-1])):
        told = "ongoing"
    if sign.capital and preposition(top) in AROUND:
        told = "ongoing"  # what the named thing provides is ahead, not the thing
    if told in SETTLED and _is_still_ahead(draft, sign, anchor, carrier, noun):
        return "planned", verdict.cues
    keeps = carrier is not None and carrier.lemma_.lower() in classes()["keeping"]
    if (told == "planned" and keeps) or (told in MAY_BE and _is_owned_there(anchor)):
        told = "ongoing"
    if told == "not_happened" and not (sign.yields or sign.denies) and (sign.weak or sign.part == "verbs"):
        return None
    return told, verdict.cues if told == verdict.status else ()


def _is_still_ahead(draft: Draft, sign: Sign, anchor: Token, carrier: Token | None, noun: Token) -> bool:
    """Whether the thing is to come, though what is done with it has been done."""
    if preposition(hanging(noun)) not in AROUND and _is_ahead(draft, anchor, carrier):
        return True
    return RUNNING in draft.ontology.ties[sign.kind].stages and (_would_be(anchor) or _is_thought_of(anchor))


def _is_thought_of(noun: Token) -> bool:
    """Whether it is only what somebody looks into or designs: "a study of a railway", not "of the railway"."""
    top = hanging(noun)
    known = any(c.lower_ == "the" for t in (noun, top) for c in t.children)
    return not known and top.dep_ == "nmod" and top.head.lemma_.lower() in classes()["thinking"]


def _would_be(noun: Token) -> bool:
    """Whether its own clause tells what it would do if it were there: "talks on a line that would carry gas"."""
    clauses = (c for c in noun.children if c.dep_ == "acl:relcl")
    return any(c.dep_ == "aux" and c.lower_ == "would" for clause in clauses for c in clause.children)


def _is_owned_there(anchor: Token) -> bool:
    """Whether the thing is only where something is to come from or go: "would ship oil from [its terminal]"."""
    owned = any(c.dep_ == "nmod:poss" for c in anchor.children)
    return owned and anchor.dep_ in {"obl", "nmod"} and preposition(anchor) in THERE


def is_to_lapse(verb: Token) -> bool:
    """Whether the verb tells until when the thing lasts: "expires in 2030", "will end next year", not "has ended"."""
    if verb.lemma_.lower() not in classes()["lapsing"]:
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "aux:pass"}}
    return "will" in auxiliaries or (
        not auxiliaries and verb.lower_ != verb.lemma_.lower() and verb.lower_.endswith("s")
    )


def _is_only_ahead(draft: Draft, noun: Token, told: str, cues: tuple[Token, ...]) -> bool:
    """Whether it is delayed, not off, or "would" only reports "will": "he said that the line would be built"."""
    if told == "not_happened":
        return any(c.lemma_.lower() in classes()["delaying"] for c in cues)
    return told == "possible" and any(c.lower_ == "would" for c in cues) and draft.statement_at(noun) is not None


def _is_ahead(draft: Draft, anchor: Token, carrier: Token | None) -> bool:
    """Whether the clause dates it after the report: "the summit opens next month"."""
    when, _ = date_of(draft, anchor, carrier)
    if when is None:
        return False
    published = draft.report.published
    later = published is not None and when.start is not None and when.start > published
    return later or when.text.lower().split()[:1] in ([w] for w in classes()["ahead"])


def _is_neutral(cue: Token, noun: Token) -> bool:
    """Whether a verb that puts an act ahead leaves the thing as it is: "have relations", "discussed at the summit"."""
    if cue.lemma_.lower() in classes()["negotiating"]:
        return preposition(hanging(noun)) in {"at", "in", "during"}
    near = hanging(noun).head.i == cue.i or cue.i in {c.i for c in hanging(noun).children}
    called = near and cue.lemma_.lower() in classes()["naming"] and preposition(hanging(noun)) != "for"
    obliges = any(c.dep_ == "xcomp" for c in cue.children)  # "has to sign the deal"
    return called or cue.lemma_.lower() in classes()["owning"] and not obliges


def _is_beside(noun: Token, told: str, cue: Token) -> bool:
    """Whether the word decides of something else: "expected to harm trade and the ties", "the deal isn't good"."""
    top = hanging(noun)
    if told == "not_happened" and top.dep_ == "nsubj" and top.head.lemma_.lower() not in classes()["coming"]:
        return True
    if told == "not_happened" and top.dep_ == "obl" and preposition(top) in AROUND:
        return True
    if told in ASIDE and top.dep_ == "obl" and preposition(top) in AROUND - {"in"} and cue.i != top.i:
        return True
    return sum(t.dep_ in LOOSE for t in _up_to(top, cue)) > MOST_LOOSE


def _up_to(token: Token, cue: Token) -> Iterator[Token]:
    """The words from the token up to the cue or to what it hangs on."""
    while token.head.i != token.i and token.i not in {cue.i, cue.head.i}:
        yield token
        token = token.head
