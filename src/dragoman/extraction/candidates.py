"""Which words of a sentence may tell an act, and which of them another word tells already."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.extraction.arguments import (
    RANKED,
    RELATIVE,
    VERBAL,
    agents,
    children,
    clause,
    goes_along,
    is_passive,
    preposition,
)
from dragoman.extraction.draft import Draft
from dragoman.extraction.entries import Entry
from dragoman.extraction.triggers import HYPHENS, classes, entries_at, entries_of, forms, is_in, tells_where, words
from dragoman.language.plain import Token

MODIFYING = {"compound", "flat"}
ARGUMENTS = {"obj", "xcomp", "ccomp", "obl", "iobj", "nsubj:pass", "nmod", "acl", "advcl", "csubj", "nsubj"}
CARRYING = {"in", "to", "into", "on", "for", "with", "under"}
BEHIND = {
    "after",
    "during",
    "before",
    "following",
    "since",
    "amid",
    "despite",
    "over",
    "because",
    "as",
    "when",
    "by",
    "while",
    "until",
}
VERBAL_CONFLICT = 3  # PLOVER's quad of demands and reproaches
COOPERATIVE = {1, 2}  # the quads of cooperation, in words and in deeds
SUMMING = {"appos", "obl:unmarked", "parataxis", "nmod:unmarked", "dislocated", "obl", "conj"}
KNOWN = {"with", "on", "to"}
CLAUSAL = {"xcomp", "ccomp", "acl", "advcl"}
PROMISED = {"xcomp", "ccomp", "acl", "obl", "obj", "advcl", "nmod"}
PRESENT = {"is", "are", "has", "have", "does", "do", "'s", "’s"}
MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that fits an entry; `support` is the light verb that carries it, if it is a noun.

    `others` are further entries that fit less well, for where the first finds no parties.
    """

    token: Token
    entry: Entry
    support: Token | None
    others: tuple[Entry, ...] = ()

    def readings(self) -> Iterator["Candidate"]:
        """The candidate with each of its entries in turn, the best first."""
        yield self
        for entry in self.others:
            yield replace(self, entry=entry, support=_support(self.token) if entry.part == "nouns" else None)


def candidates(draft: Draft, sentence: list[Token]) -> list[Candidate]:
    """The words of the sentence that fit an entry of the lexicon, in text order; none in a report of a game."""
    if _is_game(sentence):
        return []
    found = []
    for token in sentence:
        if not entries_of(draft, token) or _tells_nothing(draft, token):
            continue
        fitting = entries_at(draft, token)
        if fitting:
            support = _support(token) if fitting[0].part == "nouns" else None
            found.append(Candidate(token, fitting[0], support, tuple(fitting[1:])))
    return found


def _tells_nothing(draft: Draft, token: Token) -> bool:
    """Whether the word is there only to name or describe something."""
    return _is_name_part(draft, token) or _is_attribute(draft, token) or _is_old_text(token) or _is_depicted(token)


def _is_game(sentence: list[Token]) -> bool:
    """Whether words of sport tell that what is done is play: one that is never said else, or two that seldom are."""
    told = {t.lower_ for t in sentence}
    return not told.isdisjoint(words("play")) or len(told & words("games")) > 1 or any(map(_is_team, sentence))


def _is_team(token: Token) -> bool:
    """Whether a land plays, as its verb tells in the plural: "Chile host Peru"."""
    head = token.head
    if token.dep_ != "nsubj" or head.dep_ not in {"root", "ROOT"} or head.pos_ != "VERB" or token.pos_ != "PROPN":
        return False
    plural = head.lower_ in words("team_verbs") and not children(head, "aux", "mark")
    several = children(token, "conj") or token.lower_.endswith("s") or children(token, "appos")
    return plural and not several and head.sent.text.rstrip().endswith(".")


def _is_depicted(token: Token) -> bool:
    """Whether a work of art or a book only tells of it: "a film about the [siege]"."""
    current = token
    for _ in range(MOST_STEPS):
        head = current.head
        if head.i == current.i or head.pos_ in VERBAL:
            return False
        if (
            current.dep_ == "nmod"
            and head.lemma_.lower() in words("works")
            and preposition(current) in words("depicting")
        ):
            return True
        current = head
    return False


def _is_attribute(draft: Draft, token: Token) -> bool:
    """Whether the word only describes the noun after it: "a trade [deal]", "the occupied [territory]"."""
    if token.pos_ in VERBAL:
        return (token.dep_ == "amod" and token.i < token.head.i) or _is_compounded(draft, token)
    return token.dep_ in MODIFYING


def _is_compounded(draft: Draft, verb: Token) -> bool:
    """Whether the participle is the end of an adjective: "quake-[hit] towns", "army-[backed] party"."""
    if verb.i < 2 or verb.nbor(-1).text not in HYPHENS or verb.nbor(-1).whitespace_ or verb.nbor(-2).whitespace_:
        return False
    described = verb.nbor(-2).pos_ in {"NOUN", "PROPN", "ADV"} and not verb.lower_.endswith(("s", "ing"))
    return described and draft.first_words.isdisjoint(forms(verb)[:2])


def _is_old_text(token: Token) -> bool:
    """Whether the noun is a text that is there already, or a draft: "leave the [treaty]", "the text of a [pact]"."""
    if token.dep_ not in {"obj", "nmod"} or token.lemma_.lower() not in classes()["agreement"]:
        return False
    read = token.dep_ == "nmod" and token.head.lemma_.lower() in words("wordings") and preposition(token) == "of"
    return read or (token.dep_ == "obj" and token.head.lemma_.lower() in classes()["keeping"])


def _is_name_part(draft: Draft, token: Token) -> bool:
    """Whether the word is part of somebody's name or role: "Shanghai Cooperation Organisation", "trade minister"."""
    reference = draft.by_token.get(token.i)
    if tells_where(token):
        return False
    if reference is None or reference.form in {"description", "pronoun"} and reference.head != token.i:
        return False
    return token.pos_ not in VERBAL


def _support(token: Token) -> Token | None:
    """The light verb that carries the noun: "held talks", "a round of talks took place"."""
    anchor = anchor_of(token)
    head = anchor.head
    if anchor.dep_ in {"obj", "nsubj", "nsubj:pass", "xcomp"} and head.pos_ in VERBAL and _is_light(head, anchor):
        return head
    if anchor.dep_ == "obl" and _is_light(head, anchor) and preposition(anchor) in CARRYING:
        return head
    if anchor.dep_ == "acl" and head.pos_ in VERBAL:
        return head
    participle = [c for c in children(token, "acl") if c.lemma_.lower() in classes()["light"] and is_passive(c)]
    return participle[0] if participle else None


def anchor_of(token: Token) -> Token:
    """The word by which a noun hangs in its sentence: "rounds" for "rounds of talks"."""
    current = token
    for _ in range(3):
        contained = current.dep_ == "nmod" and current.head.lemma_.lower() in classes()["container"]
        if contained or (current.dep_ == "conj" and current.head.pos_ in {"NOUN", "PROPN"}):
            current = current.head
    return current


def _is_light(verb: Token, anchor: Token) -> bool:
    lemma = verb.lemma_.lower()
    if anchor.dep_ == "nsubj" and not is_passive(verb):
        return lemma in classes()["happening"]
    return lemma in classes()["light"] or lemma in classes()["happening"]


def is_covered(draft: Draft, candidate: Candidate, told: dict[int, Candidate], mentioned: set[int]) -> bool:
    """Whether another trigger already tells this act, or only wishes, refuses or names it.

    `told` are the sentence's candidates by token number, `mentioned` those of them that tell an act with parties.
    """
    if candidate.entry.promise and _tells_promised(draft, candidate, {i: c for i, c in told.items() if i in mentioned}):
        return True
    if _is_told_elsewhere(candidate, told, mentioned):
        return True
    for current in _upwards(candidate.token):
        if _is_awaited(current) or _is_purpose(candidate, current, mentioned) or _is_known(current):
            return True
        if _is_behind(current) or current.dep_ in {"acl:relcl", "nsubj"}:
            return False
        if _is_matter(current) or _is_topic(draft, current, told, mentioned):
            return True
        other = told.get(current.head.i)
        if other is not None and current.dep_ != "conj" and _covers(draft, other, candidate, current, mentioned):
            return True
    return False


def _upwards(token: Token) -> Iterator[Token]:
    """The token and the words that it hangs on, as long as each is an argument of the next."""
    for _ in range(MOST_STEPS):
        if token.head.i == token.i or token.dep_ not in ARGUMENTS | {"conj", "compound", "amod", "acl:relcl"}:
            return
        yield token
        token = token.head


def main_act(candidate: Candidate, told: dict[int, Candidate]) -> int | None:
    """The number of the verb whose act a participle or purpose only tells further: "shelled X, [killing] ten"."""
    token = candidate.token
    other = told.get(token.head.i)
    if token.dep_ != "advcl" or other is None or other.entry.travels or candidate.entry.type != other.entry.type:
        return None
    verbs = candidate.entry.part == other.entry.part == "verbs"
    before = {c.lower_ for c in children(token, "mark", "case")}
    adjunct = token.lower_.endswith("ing") and not before or before == {"to"}
    return other.token.i if verbs and adjunct and not children(token, "nsubj", "nsubj:pass") else None


def _is_told_elsewhere(candidate: Candidate, told: dict[int, Candidate], mentioned: set[int]) -> bool:
    """Whether a word that the candidate hangs on, or one that hangs on it, tells the same act."""
    if main_act(candidate, told) in mentioned or _is_blamed(candidate, told, mentioned):
        return True
    if _is_suspicion(candidate) and clause(candidate.token.head).i in mentioned and not agents(candidate.token):
        return True
    nominal = candidate.entry.part == "nouns"
    return nominal and (
        _is_means(candidate, told, mentioned)
        or _sums_up(candidate, told, mentioned)
        or _is_told_further(candidate, told, mentioned)
    )


def end_of(candidate: Candidate) -> int | None:
    """The number of the word whose act the verb is the purpose of: "sent troops to [quell] riots"."""
    verb = candidate.token
    ends = verb.dep_ == "advcl" and candidate.entry.part == "verbs" and _is_aim(verb)
    return verb.head.i if ends and not children(verb, "nsubj", "nsubj:pass") else None


def _is_blamed(candidate: Candidate, told: dict[int, Candidate], mentioned: set[int]) -> bool:
    """Whether the verb only tells of what somebody is accused: "accused Peru of [financing] rebels"."""
    verb = candidate.token
    other = told.get(verb.head.i)
    if other is None or other.token.i not in mentioned or candidate.entry.part != "verbs" or verb.dep_ != "advcl":
        return False
    return other.entry.mode == "allege" and preposition(verb) in {"of", "with"}


def _is_means(candidate: Candidate, told: dict[int, Candidate], mentioned: set[int]) -> bool:
    """Whether the noun is the subject of a verb that tells the act: "a [bomb] killed ten", "the [raid] destroyed"."""
    noun = candidate.token
    other = told.get(noun.head.i) if noun.dep_ in {"nsubj", "obl:agent"} else None
    return other is not None and other.token.i in mentioned and other.entry.type == candidate.entry.type


def _sums_up(candidate: Candidate, told: dict[int, Candidate], mentioned: set[int]) -> bool:
    """Whether the noun only says which of its kind the clause's act is: "went to Peru, the first such [visit]"."""
    token = candidate.token
    ranked = {c.lower_ for c in children(token, "amod", "nummod")} & (RANKED | {"such"})
    verb = clause(token)
    beside = token.dep_ in SUMMING and token.i > verb.i and not preposition(token)
    if not ranked or not beside:
        return False
    other = told.get(verb.i)
    return other is not None and verb.i in mentioned and other.entry.type == candidate.entry.type


def _is_told_further(candidate: Candidate, told: dict[int, Candidate], mentioned: set[int]) -> bool:
    """Whether a participle tells the noun's act: "the deal, [signed] by ministers"."""
    further = (c for c in children(candidate.token, "acl") if c.i in mentioned and is_passive(c))
    return any(told[c.i].entry.type == candidate.entry.type for c in further)


def _is_known(noun: Token) -> bool:
    """Whether the word only tells what somebody knows of: "a person familiar with the [talks]"."""
    head = noun.head
    described = head.pos_ == "ADJ" or head.dep_ == "acl"
    return described and noun.dep_ in {"obl", "nmod"} and head.lower_ in words("knowing") and preposition(noun) in KNOWN


def _is_awaited(clause: Token) -> bool:
    """Whether a clause tells what is still waited for: "until their demands [are met]"."""
    if clause.dep_ != "advcl" or preposition(clause) not in {"until", "till", "before"}:
        return False
    auxiliaries = {c.lower_ for c in children(clause, "aux", "aux:pass", "cop")}
    plain = clause.lemma_.lower()
    return bool(auxiliaries & PRESENT) or (not auxiliaries and clause.lower_ in {plain, f"{plain}s", f"{plain}es"})


def _is_purpose(candidate: Candidate, clause: Token, mentioned: set[int]) -> bool:
    """Whether the act is only what talks are for or a text provides: "a meeting aimed at [ending] the row"."""
    noun = clause.head
    if clause.i == candidate.token.i:
        return False
    if clause.dep_ == "acl" and clause.lemma_.lower() in words("aiming"):
        return noun.i in mentioned or noun.head.i in mentioned
    provides = noun.lemma_.lower() in words("texts") and any(c.lower_ in RELATIVE for c in children(clause, "nsubj"))
    return clause.dep_ == "acl:relcl" and provides


def _is_charge(argument: Token) -> bool:
    """Whether a phrase tells for what somebody is seized or tried: "for spying", "on suspicion of murder"."""
    before = preposition(argument)
    return before == "for" or (before == "on" and argument.lemma_.lower() in words("charges"))


def _is_suspicion(candidate: Candidate) -> bool:
    """Whether a participle only tells of what those seized are suspected: "held ten men [accused] of spying"."""
    return candidate.token.dep_ == "acl" and candidate.entry.mode == "allege" and is_passive(candidate.token)


def _is_matter(noun: Token) -> bool:
    """Whether the word only tells what an agreement is about: "a pact on [trade and aid]"."""
    agreed = noun.head.lemma_.lower() in classes()["agreement"]
    return (
        noun.dep_ == "nmod" and noun.pos_ not in VERBAL and agreed and preposition(noun) in {"of", "on", "for", "about"}
    )


def _is_topic(draft: Draft, clause: Token, told: dict[int, Candidate], mentioned: set[int]) -> bool:
    """Whether a clause only tells what is talked about: "discussed ways to [end] the war"."""
    noun = clause.head
    if clause.dep_ != "acl" or noun.lemma_.lower() not in words("ways") or noun.dep_ not in {"obj", "nmod", "obl"}:
        return False
    other = told.get(anchor_of(noun).head.i)
    talked = other is not None and other.token.i in mentioned and other.entry.reciprocal
    return talked and other is not None and draft.ontology.events[other.entry.type].quad in COOPERATIVE


def _covers(draft: Draft, other: Candidate, candidate: Candidate, argument: Token, mentioned: set[int]) -> bool:
    if other.entry.voices and draft.ontology.events[candidate.entry.type].quad == VERBAL_CONFLICT:
        return argument.dep_ in {"advcl", "acl", "xcomp", "obl", "nmod"}
    if other.entry.charges and other.token.i in mentioned and (_is_charge(argument) or _is_suspicion(candidate)):
        return True
    if other.entry.promise and other.token.i in mentioned and other.entry.type == candidate.entry.type:
        return True
    if argument.dep_ == "advcl" and not _is_aim(argument):
        return False
    if other.entry.swallows and (other.token.i in mentioned or not (other.entry.weak or other.entry.singly)):
        return True
    if candidate.entry.part != "nouns" or other.token.i not in mentioned or argument.dep_ == "advcl":
        return False
    return _is_same(candidate, other, argument) or _is_meant(draft, other, candidate)


def _is_aim(clause: Token) -> bool:
    """Whether an adverbial clause is what the act is for: "marched to demand"."""
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in clause.children)


def _is_same(candidate: Candidate, other: Candidate, argument: Token) -> bool:
    """Whether verb and noun name one act: "met for talks"."""
    if candidate.entry.type != other.entry.type:
        return False
    if argument.dep_ in {"obl", "nmod"}:
        return other.entry.part == "nouns" or candidate.entry.mode == other.entry.mode or goes_along(argument)
    return argument.dep_ in {"obj", "compound", "nsubj:pass"}


def _is_meant(draft: Draft, other: Candidate, candidate: Candidate) -> bool:
    """Whether the verb's entry is about this very noun: "lifted the curfew", "signed the agreement"."""
    named = set(forms(candidate.token)) & set(other.entry.words[1:])
    if not named and not is_in(draft, candidate.token, other.entry.object - {"@party"}):
        return False
    anchor = anchor_of(candidate.token)
    return anchor.head.i == other.token.i and anchor.dep_ in {"obj", "nsubj:pass", "obl", "acl"}


def _is_behind(argument: Token) -> bool:
    return argument.dep_ in {"obl", "nmod", "advcl"} and preposition(argument) in BEHIND


def _tells_promised(draft: Draft, promise: Candidate, told: dict[int, Candidate]) -> bool:
    """Whether the act that the word promises has a trigger of its own."""
    for child in children(promise.token, *PROMISED):
        inner = [i for i in (child, *children(child, "obj", "xcomp", "conj")) if i.i in told and not _is_behind(child)]
        if any(_is_promised(draft, promise, told[i.i], child) for i in inner):
            return True
    return False


def _is_promised(draft: Draft, promise: Candidate, inner: Candidate, child: Token) -> bool:
    """Whether one act is promised by another's word; a noun must be something that one does for somebody."""
    if inner.entry.promise or inner.entry.type == promise.entry.type or _is_meant(draft, promise, inner):
        return False
    return child.dep_ in CLAUSAL or draft.ontology.events[inner.entry.type].quad in COOPERATIVE
