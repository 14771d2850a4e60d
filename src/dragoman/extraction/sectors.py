"""What kind of people or organ a noun names: PLOVER's sector and the name of the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.language.lexicon import listed, table
from dragoman.language.plain import Token

PERSON, ORGAN = "person", "organ"
IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "people",
    "children": "child",
    "premises": "premise",
    "media": "media",
}


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for people or an organ: its lemma, sector and whether it names persons or an organ."""

    lemma: str
    sector: str
    nature: str


@cache
def nouns() -> Mapping[str, Noun]:
    """Every word for people and organs by lemma; of two sectors the first in the lexicon."""
    lexicon = table("en", "actors")
    found: dict[str, Noun] = {}
    for part, nature in (("people", PERSON), ("organs", ORGAN)):
        for sector, lemmas in lexicon[part].items():
            for lemma in lemmas:
                found.setdefault(lemma, Noun(lemma, sector, nature))
    return found


@cache
def offices() -> Mapping[str, str]:
    """The office's id by each way of naming it."""
    return {words: row["id"] for row in table("en", "actors")["office"] for words in row["words"]}


@cache
def office_sectors() -> Mapping[str, str]:
    """The sector of offices whose head noun tells another one: a defence minister is of the military."""
    return {row["id"]: row["sector"] for row in table("en", "actors")["office"] if "sector" in row}


def words(part: str, key: str = "words") -> frozenset[str]:
    """One list of the lexicon of actors as a set."""
    return listed("actors", part, key)


def singulars(word: str) -> tuple[str, ...]:
    """The word and what it may be the plural of, likeliest first."""
    forms = [word]
    if word in IRREGULAR:
        forms.append(IRREGULAR[word])
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    if word.endswith("women"):
        forms.append(word[:-5] + "woman")
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss"):
        forms += [word[:-1], word[:-2]]
    return tuple(forms)


def plural_of(lemma: str) -> str:
    """The plural under which groups of such people are kept."""
    if lemma in {
        "police",
        "people",
        "media",
        "troops",
        "authorities",
        "crew",
        "public",
        "youth",
        "press",
    } or lemma.endswith("s"):
        return lemma
    if lemma.endswith("man") and lemma != "talisman":
        return lemma[:-3] + "men"
    if lemma.endswith("child"):
        return lemma + "ren"
    if lemma.endswith("y") and lemma[-2:-1] not in set("aeiou"):
        return lemma[:-1] + "ies"
    return lemma + "s"


@cache
def noun(word: str) -> Noun | None:
    """The entry of a lower-case word in singular or plural, or null."""
    return next((nouns()[form] for form in singulars(word) if form in nouns()), None)


def noun_of(token: Token) -> Noun | None:
    """The entry of a token that is used as a noun, or null."""
    return noun(token.lower_) if token.pos_ in {"NOUN", "PROPN"} else None


def is_plural(token: Token) -> bool:
    """Whether the noun names several: by its feature, else by its form."""
    number = token.morph.get("Number", [])
    if number:
        return bool(number[0] == "Plur")
    lower = token.lower_
    if lower in IRREGULAR or (lower.endswith(("s", "men")) and any(f in nouns() for f in singulars(lower)[1:])):
        return True
    lemma = token.lemma_.lower()
    return lower.endswith("s") and lemma != lower and (lemma != "" or not lower.endswith(("ss", "us", "is")))
