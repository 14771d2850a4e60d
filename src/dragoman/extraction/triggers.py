"""Which words denote an act: the entries of the lexicon that fit the sentence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.extraction.arguments import children, complements, is_passive, objects, obliques, preposition, subjects
from dragoman.extraction.descriptions import names_organ
from dragoman.extraction.draft import Draft
from dragoman.extraction.entries import PART_OF_SPEECH, Entry
from dragoman.extraction.parties import parties
from dragoman.language.lemmas import lemma
from dragoman.language.lexicon import listed, table
from dragoman.language.plain import Token
from dragoman.types import Actor

NOMINAL = {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}
MODIFIERS = {"amod", "compound", "nmod", "flat", "nmod:poss"}
PHRASED = MODIFIERS | {"acl"}
POWERS = {"state", "office", "igo"}
NOUNS = {"NOUN", "PROPN"}
WORDS_BESIDE = {"compound:prt", "advmod", "obj", "compound", "amod", "xcomp", "obl:npmod", "obl:unmarked", "fixed"}
HYPHENS = frozenset("-‐‑–")
PARTS = {
    pos: tuple(p for p, tags in PART_OF_SPEECH.items() if pos in tags) for t in PART_OF_SPEECH.values() for pos in t
}
RANKS = {part: rank for rank, part in enumerate(PART_OF_SPEECH)}
BEING, WHERE = "be", frozenset({"in", "to"})  # "is in Rome", "has been to Rome"
CONDITIONS = frozenset({"if", "unless", "until"})


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Classes of nouns that the entries name with an @."""
    return {name: frozenset(words) for name, words in table("en", "events/frames")["classes"].items()}


def words(name: str) -> frozenset[str]:
    """Small words that a rule asks for, by the name of their list."""
    return listed("events/frames", "words", name)


def entries_at(draft: Draft, token: Token) -> list[Entry]:
    """The entries that fit the token where it stands, the most special first."""
    found = entries_of(draft, token)
    beside = _words_beside(draft, token) if any(len(e.words) > 1 or e.without for e in found) else frozenset()
    fitting = (e for e in found if _misfit(draft, token, e, beside) is None)
    return sorted(fitting, key=lambda e: (RANKS[e.part], -e.weight))


def entries_of(draft: Draft, token: Token) -> list[Entry]:
    """The entries of the token's lemma or word in its part of speech, whether they fit or not."""
    parts = PARTS.get(token.pos_, ())
    if not parts:
        return []
    if tells_where(token):
        return list(draft.entries["adjectives"].get(BEING, ()))
    own, first_words = forms(token), draft.first_words
    if not any(form in first_words for form in own):
        return []
    found = [e for part in parts for form in dict.fromkeys(own) for e in draft.entries[part].get(form, ())]
    if found and token.pos_ == "VERB" and not (is_passive(token) or children(token, "cop")):
        found = [e for e in found if e.part != "adjectives"]
    return found


def tells_where(token: Token) -> bool:
    """Whether a name only says where somebody is, was or will be: "will be in [Oslo] for talks"."""
    return token.pos_ == "PROPN" and any(c.dep_ == "cop" for c in token.children) and preposition(token) in WHERE


def forms(token: Token) -> tuple[str, ...]:
    """The lower-case lemma and word; of the last part of a hyphened word the whole ("cease-fire", "test-fired") too."""
    if token.forms is None:
        token.forms = _forms(token)
    return token.forms


def _forms(token: Token) -> tuple[str, ...]:
    word, plain = token.lower_, token.lemma_.lower()
    if token.pos_ == "PROPN" or (token.text[:1].isupper() and plain == word):
        plain = lemma(word, "VERB" if token.pos_ == "VERB" else "NOUN")
    if token.i > 1 and token.nbor(-1).text in HYPHENS and not token.nbor(-1).whitespace_:
        before = token.nbor(-2).lower_
        return f"{before}-{plain}", f"{before}-{word}", plain, word
    return plain, word


def is_in(draft: Draft, token: Token, wanted: frozenset[str]) -> bool:
    """Whether the noun is one of the words, of a class ("@weapon"), or of the `SPECIAL` ones ("@party")."""
    if not wanted:
        return False
    asked = ASKED.get(wanted) or _asked(wanted)
    own = forms(token)
    if not asked.words.isdisjoint(own) or any(_is_of_class(token, name) for name in asked.classes):
        return True
    phrases = (phrase for form in own for phrase in asked.phrases.get(form, ()))
    return any(SPECIAL[name](draft, token) for name in asked.special) or any(_is_phrase(token, p) for p in phrases)


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that an entry asks for: those that stand alone, phrases by their last word, classes, `SPECIAL` ones."""

    words: frozenset[str]
    phrases: Mapping[str, tuple[str, ...]]
    classes: tuple[str, ...]
    special: tuple[str, ...]


ASKED: dict[frozenset[str], Asked] = {}  # what was laid out before


def _asked(wanted: frozenset[str]) -> Asked:
    special = sorted([w for w in wanted if w in SPECIAL])
    named = sorted([w[1:] for w in wanted if w.startswith("@") and w not in SPECIAL])
    plain = frozenset([w for w in wanted if not w.startswith("@")])
    ASKED[wanted] = Asked(plain, _by_last_word(plain), tuple(named), tuple(special))
    return ASKED[wanted]


def _is_of_class(token: Token, name: str) -> bool:
    """Whether the noun, alone or with a word that hangs on it, is of the class."""
    own = forms(token)
    if not classes()[name].isdisjoint(own):
        return True
    return any(_is_phrase(token, phrase) for form in own for phrase in _phrases(name).get(form, ()))


@cache
def _phrases(name: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases of a class by their last word."""
    return _by_last_word(classes()[name])


def _by_last_word(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(w for w in words if " " in w):
        last = phrase.rsplit(" ", 1)[1]
        found[last] = (*found.get(last, ()), phrase)
    return found


def _is_phrase(token: Token, words: str) -> bool:
    """Whether the noun and a word that hangs on it are these two: "import ban", "halt to fighting"."""
    first, last = words.rsplit(" ", 1)
    return last in forms(token) and any(first in forms(c) for c in token.children if c.dep_ in PHRASED)


def _is_state(draft: Draft, token: Token) -> bool:
    """Whether the phrase stands for a state, an office or a body of states."""
    return are_powers(draft, parties(draft, token))


def are_powers(draft: Draft, ids: tuple[str, ...]) -> bool:
    """Whether all are states, offices or bodies of states; of nobody not."""
    actors = [draft.actor_by_id.get(i) for i in ids]
    return bool(actors) and all(a is None or a.kind in POWERS or a.sector == "GOV" for a in actors)


def _is_person(draft: Draft, token: Token) -> bool:
    """Whether the word names a single person."""
    reference = draft.by_head.get(token.i)
    actors = [draft.actor_by_id.get(i) for i in reference.ids] if reference is not None else []
    return bool(actors) and all(a is not None and a.kind == "person" and "." not in a.id for a in actors)


def _is_igo(draft: Draft, token: Token) -> bool:
    """Whether the phrase names bodies of states."""
    actors = [draft.actor_by_id.get(i) for i in parties(draft, token)]
    return bool(actors) and all(a is not None and a.kind == "igo" for a in actors)


def _is_official(draft: Draft, token: Token) -> bool:
    """Whether the phrase stands for holders of an office of state, by name or by their office; no organ."""
    actors = [draft.actor_by_id.get(i) for i in parties(draft, token)]
    return bool(actors) and all(a is not None and _holds_office(a) for a in actors)


def _holds_office(actor: Actor) -> bool:
    return actor.kind in {"office", "person"} and actor.sector in {"GOV", "MIL"} and not names_organ(actor.id)


SPECIAL: Mapping[str, Callable[[Draft, Token], bool]] = {
    "@party": lambda draft, token: bool(parties(draft, token)),
    "@state": _is_state,
    "@igo": lambda draft, token: _is_igo(draft, token),
    "@named": lambda draft, token: token.i in draft.by_head,
    "@person": lambda draft, token: _is_person(draft, token),
    "@people": lambda draft, token: bool(parties(draft, token)) and not _is_state(draft, token),
    "@official": _is_official,
    "@any": lambda draft, token: True,
}


def misfit(draft: Draft, token: Token, entry: Entry) -> str | None:
    """Why the entry does not fit the token where it stands, or null if it fits."""
    return _misfit(draft, token, entry, _words_beside(draft, token))


def _misfit(draft: Draft, token: Token, entry: Entry, beside: frozenset[str]) -> str | None:
    missing = next((word for word in entry.words[1:] if word not in beside), None)
    if missing is not None:
        return f"no '{missing}' hangs on it"
    if not beside.isdisjoint(entry.without):
        return "a word hangs on it that gives it another meaning"
    if entry.complement and not any(c.dep_ in {"xcomp", "ccomp"} or _is_infinitive(c) for c in token.children):
        return "it governs no clause"
    if not _complement_fits(draft, token, entry):
        return "the clause that it governs is not as the entry asks"
    if entry.not_subject and any(is_in(draft, s, entry.not_subject) for s in subjects(token)):
        return "its subject does no such act"
    if entry.subject and not any(is_in(draft, s, entry.subject) for s in _with_conjuncts(subjects(token))):
        return "its subject is not one that the entry asks for"
    if not _object_fits(draft, token, entry):
        return "its object is not one that the entry asks for"
    return None if _modifier_fits(draft, token, entry) else "the words before it give it another meaning"


def _is_infinitive(clause: Token) -> bool:
    """Whether a clause that was read as an aside stands with "to": "undertook on Monday [to simplify] visas"."""
    return clause.dep_ == "advcl" and any(c.lower_ == "to" and c.dep_ == "mark" for c in clause.children)


def _complement_fits(draft: Draft, token: Token, entry: Entry) -> bool:
    asks = entry.inner or entry.aux or entry.own or entry.conditional
    if not (asks or entry.not_inner):
        return True
    governed = complements(token)
    if any(is_in(draft, c, entry.not_inner) for c in governed):
        return False
    return not asks or any(_is_inner(draft, c, entry) for c in governed)


def _is_inner(draft: Draft, clause: Token, entry: Entry) -> bool:
    """Whether the governed clause has the words, auxiliaries and subject that the entry asks for."""
    words_of = (clause, *children(clause, "aux", "mark", "case"), *children(clause, "xcomp", "obj"))
    if entry.inner and not any(is_in(draft, t, entry.inner) for t in words_of):
        return False
    if entry.aux and not any(is_in(draft, t, entry.aux) for t in children(clause, "aux", "mark")):
        return False
    if entry.conditional and not any(_is_condition(c) for c in children(clause, "advcl")):
        return False
    return not entry.own or all(_is_doer(draft, s, clause.head) for s in children(clause, "nsubj", "nsubj:pass"))


def _is_condition(clause: Token) -> bool:
    """Whether the clause tells on what something depends: "if ...", "unless ...", "should it ..."."""
    begun = {c.lower_ for c in children(clause, "mark")}
    first = min(children(clause, "aux", "nsubj", "nsubj:pass"), default=None, key=lambda c: c.i)
    return bool(begun & CONDITIONS) or (first is not None and first.lower_ == "should")


def _is_doer(draft: Draft, subject: Token, verb: Token) -> bool:
    """Whether the subject of what is said is who says it: a pronoun, or a name of the same state."""
    if subject.pos_ == "PRON":
        return True
    said = _countries(draft, subject)
    return bool(said) and any(said <= _countries(draft, s) for s in subjects(verb))


def _countries(draft: Draft, token: Token) -> set[str]:
    actors = (draft.actor_by_id.get(i) for i in parties(draft, token))
    return {a.country for a in actors if a is not None and a.country}


def _object_fits(draft: Draft, token: Token, entry: Entry) -> bool:
    if not entry.object and not entry.not_object:
        return True
    direct = _with_conjuncts(objects(token))
    if any(is_in(draft, g, entry.not_object) for g in direct):
        return False
    if direct and (not entry.object or any(is_in(draft, g, entry.object) for g in direct)):
        return True
    hanging = (token, *direct, *children(token, "obl", "advmod", "xcomp"))
    further = _with_conjuncts([o for word in entry.words[1:] for t in hanging for o in obliques(t, word)])
    if not direct and "@any" not in entry.not_object and any(is_in(draft, g, entry.not_object) for g in further):
        return False
    return not entry.object or any(is_in(draft, g, entry.object) for g in further)


def _with_conjuncts(found: list[Token]) -> list[Token]:
    goals = [g for o in found for g in (o, *o.conjuncts)]
    return goals + _measured(goals)


def _measured(goals: list[Token]) -> list[Token]:
    """What the quantities among the words are of: "hundreds of millions of dollars", "more of its grain"."""
    found: list[Token] = []
    current = goals
    for _ in range(3):
        measures = [g for g in current if g.pos_ not in NOUNS or g.lemma_.lower() in classes()["container"]]
        current = [m for g in measures for m in children(g, "compound", "nmod", "obl")]
        found += current
    return found


def _modifier_fits(draft: Draft, token: Token, entry: Entry) -> bool:
    if not entry.modifier and not entry.not_modifier:
        return True
    around = [c for c in token.children if c.dep_ in MODIFIERS]
    if any(is_in(draft, c, entry.not_modifier) for c in around):
        return False
    return not entry.modifier or any(is_in(draft, c, entry.modifier) for c in around)


def _words_beside(draft: Draft, token: Token) -> frozenset[str]:
    """The further words of an entry that hang on the trigger: particles, prepositions, objects and adverbs."""
    found: set[str] = set()
    for child in token.children:
        if child.dep_ in WORDS_BESIDE or child.dep_ == "obl":
            found.update(forms(child))
        if child.dep_ != "conj" and (not _is_date(draft, child) or preposition(child) == "until"):
            _add_prepositions(child, found)
        if child.dep_ in {"obj", "obl", "xcomp"}:
            found.update(preposition(g) for g in child.children)
        if child.dep_ == "obj":
            found.update(form for g in child.children if _is_made(token, g) for form in forms(g))
    if tells_where(token):
        _add_prepositions(token, found)
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is not None and following.head.i in {token.i, token.i + 1}:
        found.add(following.lower_)
    return frozenset(found)


def _add_prepositions(token: Token, found: set[str]) -> None:
    """Add the preposition before a phrase, and what is fixed to it: "out" and "of"."""
    found.add(preposition(token))
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i:
            found.add(child.lower_)
            found.update([g.lower_ for g in child.children if g.dep_ == "fixed"])


def _is_made(verb: Token, beside: Token) -> bool:
    """Whether the word tells what the verb makes of its object: "set [free] ten men", "sent them [packing]"."""
    outside = beside.i == verb.i + 1 or beside.i > beside.head.i
    return outside and beside.dep_ in {"amod", "acl"}


def _is_date(draft: Draft, token: Token) -> bool:
    return token.i in draft.dated
