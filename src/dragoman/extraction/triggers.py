"""Which words denote an act: the entries of the lexicon and where they fit the sentence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from dragoman.errors import DataError
from dragoman.extraction.arguments import children, objects, preposition
from dragoman.extraction.draft import Draft
from dragoman.extraction.parties import parties
from dragoman.language.lexicon import table

NOMINAL = {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}
MODIFIERS = {"amod", "compound", "nmod", "flat", "nmod:poss"}
PART_OF_SPEECH = {"verbs": {"VERB", "AUX"}, "nouns": {"NOUN", "PROPN"}, "adjectives": {"ADJ", "VERB"}}
FLAGS = ("reciprocal", "weak", "swallows", "promise", "complement", "standing")
FIELDS = {*FLAGS,
    "words", "mode", "actor", "recipient", "object", "not_object", "modifier", "not_modifier",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to say an act.

    `words`: the lemma that triggers and the words that must hang on it; `actor`, `recipient`: where the parties
    stand, best first; `object`, `not_object`: words or classes ("@agreement") that the object must or must not be;
    `modifier`, `not_modifier`: the same for the words before a noun; `reciprocal`: parties do it to each other;
    `weak`: common words that are an act of states only if both sides are named actors; `swallows`: what hangs on the
    word is wished or refused and no act of its own; `promise`: no act if the promised act is told by its own word;
    `complement`: the word needs a clause that it governs; `standing`: the word denotes a lasting practice.
    """

    type: str
    part: str
    words: tuple[str, ...]
    mode: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    modifier: frozenset[str] = frozenset()
    not_modifier: frozenset[str] = frozenset()
    reciprocal: bool = False
    weak: bool = False
    swallows: bool = False
    promise: bool = False
    complement: bool = False
    standing: bool = False

    @property
    def rule(self) -> str:
        """The entry's name for people who ask why."""
        return f"{self.part}: {' '.join(self.words)}"

    @property
    def weight(self) -> int:
        """How special the entry is; of two that fit, the more special holds."""
        constraints = (self.object, self.modifier, self.complement, self.not_object, self.not_modifier)
        return 4 * len(self.words) + sum(map(bool, constraints))


@cache
def entries(types: tuple[str, ...]) -> Mapping[str, Mapping[str, tuple[Entry, ...]]]:
    """The lexicon's entries by part of speech and first word, the most special first; raises DataError if broken."""
    found: dict[str, dict[str, list[Entry]]] = {part: defaultdict(list) for part in PART_OF_SPEECH}
    for kind in types:
        for part, group in _groups(kind):
            for words in group["words"]:
                entry = _entry(kind, part, words, group)
                found[part][entry.words[0]].append(entry)
    return {part: {k: tuple(sorted(v, key=lambda e: -e.weight)) for k, v in found[part].items()} for part in found}


def _groups(kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for part, groups in table("en", f"events/{kind}").items():
        if part not in PART_OF_SPEECH:
            raise DataError(f"lexicons/en/events/{kind}.toml", f"key '{part}' is not known")
        for group in groups:
            unknown = set(group) - FIELDS
            if unknown or "words" not in group:
                raise DataError(f"lexicons/en/events/{kind}.toml", f"{part}: keys {sorted(unknown)} or no 'words'")
            yield part, group


def _entry(kind: str, part: str, words: str, group: Mapping[str, Any]) -> Entry:
    sets = {k: frozenset(group[k]) for k in ("object", "not_object", "modifier", "not_modifier") if k in group}
    lists = {k: tuple(group[k]) for k in ("actor", "recipient") if k in group}
    flags = {k: group[k] for k in FLAGS if k in group}
    return Entry(kind, part, tuple(words.split()), group.get("mode"), **sets, **lists, **flags)


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Classes of nouns that the entries name with an @."""
    return {name: frozenset(words) for name, words in table("en", "events/frames")["classes"].items()}


def entry_at(draft: Draft, token: Token) -> Entry | None:
    """The most special entry that fits the token where it stands, or null."""
    lexicon = entries(tuple(draft.ontology.events))
    for part, tags in PART_OF_SPEECH.items():
        if token.pos_ in tags:
            for form in dict.fromkeys(forms(token)):
                for entry in lexicon[part].get(form, ()):
                    if _fits(draft, token, entry):
                        return entry
    return None


def forms(token: Token) -> tuple[str, str]:
    """The lower-case lemma and the lower-case word."""
    return token.lemma_.lower(), token.lower_


def is_in(draft: Draft, token: Token, wanted: frozenset[str]) -> bool:
    """Whether the noun is one of the words, of a named class ("@weapon"), or an actor ("@party")."""
    for word in wanted:
        if word == "@party":
            if parties(draft, token):
                return True
        elif word.startswith("@"):
            if not classes()[word[1:]].isdisjoint(forms(token)):
                return True
        elif word in forms(token):
            return True
    return False


def _fits(draft: Draft, token: Token, entry: Entry) -> bool:
    if not all(_has_word(draft, token, word) for word in entry.words[1:]):
        return False
    if entry.complement and not any(c.dep_ in {"xcomp", "ccomp"} for c in token.children):
        return False
    return _object_fits(draft, token, entry) and _modifier_fits(draft, token, entry)


def _object_fits(draft: Draft, token: Token, entry: Entry) -> bool:
    if not entry.object and not entry.not_object:
        return True
    goals = [g for o in objects(token) for g in (o, *o.conjuncts)]
    goals += [m for g in goals for m in children(g, "compound", "nmod") if g.lemma_ in classes()["container"]]
    if any(is_in(draft, g, entry.not_object) for g in goals):
        return False
    return not entry.object or any(is_in(draft, g, entry.object) for g in goals)


def _modifier_fits(draft: Draft, token: Token, entry: Entry) -> bool:
    if not entry.modifier and not entry.not_modifier:
        return True
    around = [c for c in token.children if c.dep_ in MODIFIERS]
    if any(is_in(draft, c, entry.not_modifier) for c in around):
        return False
    return not entry.modifier or any(is_in(draft, c, entry.modifier) for c in around)


def _has_word(draft: Draft, token: Token, word: str) -> bool:
    """Whether a further word of the entry hangs on the trigger: particle, preposition, object or adverb."""
    for child in token.children:
        if child.dep_ in {"compound:prt", "advmod", "obj", "compound", "amod", "xcomp", "obl:npmod", "fixed"}:
            if word in forms(child):
                return True
        if preposition(child) == word and child.dep_ != "conj" and not _is_date(draft, child):
            return True
        if child.dep_ in {"obj", "obl"} and any(preposition(g) == word for g in child.children):
            return True
    return token.i + 1 < len(token.doc) and token.nbor().lower_ == word and token.nbor().head.i in {token.i, token.i + 1}


def _is_date(draft: Draft, token: Token) -> bool:
    return any(w.span is not None and w.span.start <= token.idx < w.span.end for w in draft.dates)
