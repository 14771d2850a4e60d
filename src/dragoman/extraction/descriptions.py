"""Whom a definite noun can stand for by its own sense: "the kingdom" a monarchy, "the commission" a body so called."""

from dragoman.extraction.cast import Cast
from dragoman.extraction.draft import Reference
from dragoman.extraction.sectors import ORGAN, noun
from dragoman.language.lexicon import table
from dragoman.language.plain import Token

BODIES = frozenset({"igo", "armed_group", "organisation", "forum"})
FIRST = frozenset({"compound", "flat"})


def can_be(cast: Cast, word: str, ids: tuple[str, ...], kinds: frozenset[str]) -> bool:
    """Whether "the" with the word, in lower case, can mean these actors, who are of these kinds."""
    described = table("en", "actors")["descriptions"]
    fitting = frozenset(kind for kind, lemmas in described.items() if word in lemmas)
    if ids and kinds <= BODIES and all(_is_called(cast, i, word) for i in ids):
        return True
    realms = table("en", "realms")["states"].get(word)
    return bool(kinds) and kinds <= fitting and (realms is None or all(i in realms for i in ids))


def _is_called(cast: Cast, identity: str, word: str) -> bool:
    """Whether the body's name of several words ends with the word or goes on with "of": "Maize Commission"."""
    name = cast.actors[identity].name.lower().split() if identity in cast.actors else []
    return len(name) > 1 and (name[-1] == word or f" {word} of " in f" {' '.join(name)} ")


def named_at(cast: Cast, token: Token) -> Reference | None:
    """The phrase that the token heads, or the name of which it is the first word: "Costa" in "Costa Rica"."""
    return cast.at(token) or (cast.at(token.head) if token.dep_ in FIRST else None)


def names_organ(identity: str) -> bool:
    """Whether an office's id ends with the word for an organ: "PER.energy_ministry", "PER.ministry_of_energy"."""
    entry = noun(identity.rpartition(".")[2].partition("_of_")[0].rpartition("_")[2])
    return entry is not None and entry.nature == ORGAN
