"""What a tie is called: its words in the text, shortened."""

from dragoman.extraction.draft import Draft
from dragoman.extraction.phrases import noun_phrase
from dragoman.extraction.ties.signs import HYPHENS, Spotted
from dragoman.language.plain import Token

LONGEST = 8
OPENING = {"ADP", "DET", "CCONJ", "SCONJ", "PART", "AUX", "ADJ", "NUM", "PRON"}
QUOTES = " \n\t\"“”‘’'[]"


def name_of(draft: Draft, spotted: Spotted) -> str:
    """The noun phrase without its article, or the verb with what follows, at most eight words."""
    if spotted.sign.part == "names":
        return draft.doc[spotted.start : spotted.end].text
    if spotted.sign.part == "verbs":
        return _act(spotted)
    phrase = noun_phrase(spotted.anchor)
    start = spotted.start
    while start > max(phrase.start, spotted.end - LONGEST) and _belongs(draft.doc[start - 1]):
        start -= 1
    end = spotted.end
    if phrase.end > end and phrase.end - start <= LONGEST:
        end = phrase.end
    return " ".join(draft.doc[start:end].text.strip(QUOTES).split())


def _belongs(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PART"} or token.text in HYPHENS


def _act(spotted: Spotted) -> str:
    """The verb with its clause as far as the next mark or to eight words, not ending on a word that wants another."""
    doc, start, end = spotted.anchor.doc, spotted.start, spotted.end
    while end < spotted.anchor.sent.end and end - start < LONGEST and doc[end].pos_ not in {"PUNCT", "SPACE"}:
        end += 1
    while end > spotted.end and doc[end - 1].pos_ in OPENING:
        end -= 1
    return " ".join(doc[start:end].text.strip(QUOTES).split())
