"""How far a name runs: the model's stretches without titles, addresses and common nouns, with "Inc." after them."""

from dragoman.atlas.atlas import Atlas
from dragoman.extraction.cast import head_of
from dragoman.extraction.metonyms import DASHES, PLACE_CASES, is_dateline
from dragoman.extraction.persons import trim
from dragoman.extraction.roles import case_of
from dragoman.extraction.sectors import noun, words
from dragoman.language.plain import Doc, Span, Token

ADDRESS = ("@", "<", "://", "www.")
EDGE = frozenset({"DET", "PUNCT"})
BRACKETED = 6  # tokens between a bracket and a name in it
LARGE = 100_000  # inhabitants
NAMED = frozenset({"PROPN", "X", "NUM"})


def extent(doc: Doc, entity: Span, atlas: Atlas | None = None) -> tuple[int, int]:
    """The tokens of the model's entity that are the name; empty if none of them can be.

    `atlas`: of whose states none is part of a person's name: "Ada Keita [of Guinea]".
    """
    start, end = entity.start, entity.end
    end = next((t.i for t in entity if any(sign in t.text for sign in ADDRESS)), end)
    if entity.label_ == "PERSON":
        of = next((i for i in range(start + 1, end - 1) if doc[i].lower_ == "of"), None)
        owned = of is not None and atlas is not None and atlas.targets(doc[of + 1 : end].text, "state")
        return trim(doc, start, of if of is not None and owned else end)
    start, end = _without_edges(doc, start, end)
    if entity.label_ == "ORG" and start < end:
        start, end = _without_kind(doc, start, end)
        return start, with_suffix(doc, end)
    return start, end


def goes_with(title: Token, name: Token) -> bool:
    """Whether a name right behind a title belongs to it, by the one of which the other hangs, or by where both do."""
    beside = name.head.i == title.head.i and name.dep_ == title.dep_
    return beside or name.head.i == title.i or title.head.i == name.i


def is_credit(doc: Doc, start: int, end: int) -> bool:
    """Whether the words stand in the brackets of a dateline, as the outlet of the report: "SUVA (Fiji Sun) - "."""
    opening = next((i for i in range(start - 1, max(-1, start - BRACKETED), -1) if doc[i].text == "("), None)
    if opening is None:
        return False
    closing = next((i for i in range(end, min(len(doc) - 1, end + BRACKETED)) if doc[i].text == ")"), None)
    if closing is None or doc[closing + 1].text not in DASHES:
        return False
    return is_dateline(doc[doc[opening].sent.start])


def _without_edges(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and doc[start].pos_ in EDGE:
        start += 1
    while start < end and doc[end - 1].pos_ == "PUNCT" and doc[end - 1].text != ".":
        end -= 1
    return start, end


def _without_kind(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The name without the common noun that tells its kind: "the Lebanese group X", "X party"."""
    for number in range(start + 1, end):
        if is_kind(doc[number - 1]) and doc[number].pos_ == "PROPN" and doc[number].text[:1].isupper():
            start = number
    while end - start > 1 and is_kind(doc[end - 1]) and doc[end - 2].pos_ in NAMED:
        end -= 1
    return start, end


def is_kind(token: Token) -> bool:
    """Whether the word is a common noun for an organ or people in small letters: "party", "group", "forces"."""
    return token.text.islower() and token.pos_ == "NOUN" and noun(token.text) is not None


def with_suffix(doc: Doc, end: int) -> int:
    """The end of a company's name with the form of the company after it: ", Inc.", "Ltd."."""
    after = end + 1 if end < len(doc) and doc[end].text == "," else end
    while after < len(doc) and is_suffix(doc[after]):
        end = after = after + 1
    return end


def is_suffix(token: Token) -> bool:
    """Whether the word is the legal form of a company: "Inc.", "GmbH"."""
    return token.text.rstrip(".").lower() in words("companies") and token.text[:1].isupper()


def is_name(doc: Doc, start: int, end: int, listed: set[int]) -> bool:
    """Whether an organisation has a word of its own: not only a state and a common noun, as "Danish army" has."""
    last = doc[end - 1]
    if end - start == 1 and last.is_sent_start and last.pos_ == "NOUN" and last.head.text.islower():
        return False
    if not last.text.islower() or last.pos_ != "NOUN":
        return True
    return any(t.text[:1].isupper() and t.i not in listed and t.pos_ == "PROPN" for t in doc[start:end])


def is_town(doc: Doc, atlas: Atlas, start: int, end: int) -> bool:
    """Whether what the model holds for a person is a great town: of two words, or with "in" or "near" before it."""
    towns = atlas.toponyms(doc[start:end].text)
    if not towns or towns[0].common_word or towns[0].weight < LARGE:
        return False
    return end - start > 1 or case_of(head_of(doc, start, end)) in PLACE_CASES


def capitalised(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The stretch from the first capital word to the last; the whole if no word has a capital."""
    capital = [i for i in range(start, end) if not doc[i].text[:1].islower()]
    return (capital[0], capital[-1] + 1) if capital else (start, end)
