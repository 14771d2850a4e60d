"""Whom a definite noun can stand for by its own sense: "the kingdom" a monarchy, "the commission" a body so called."""

from functools import lru_cache

from dragoman.extraction.cast import Cast
from dragoman.extraction.draft import Reference
from dragoman.extraction.sectors import ORGAN, noun
from dragoman.language.lexicon import table
from dragoman.language.plain import Token

BODIES = frozenset({"igo", "armed_group", "organisation", "forum"})
FIRST = frozenset({"compound", "flat"})
REMEMBERED = 4096  # words


def can_be(cast: Cast, word: str, ids: tuple[str, ...], kinds: frozenset[str]) -> bool:
    """Whether "the" with the word, in lower case, can mean these actors, who are of these kinds."""
    if ids and kinds <= BODIES and all(_is_called(cast, i, word) for i in ids):
        return True
    realms = realms_of(word)
    return bool(kinds) and kinds <= _described(word) and (realms is None or all(i in realms for i in ids))


def realms_of(word: str) -> list[str] | None:
    """The only states that the word, in lower case, can mean or tell the ruler of; null if it can be any."""
    found: list[str] | None = table("en", "realms")["states"].get(word)
    return found


@lru_cache(maxsize=REMEMBERED)
def _described(word: str) -> frozenset[str]:
    """The kinds of actors that the word describes."""
    return frozenset(kind for kind, lemmas in table("en", "actors")["descriptions"].items() if word in lemmas)


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
