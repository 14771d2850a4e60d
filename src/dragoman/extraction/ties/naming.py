"""What a tie is called: its words in the text, shortened."""

from spacy.tokens import Token

from dragoman.extraction.draft import Draft
from dragoman.extraction.phrases import noun_phrase
from dragoman.extraction.ties.signs import HYPHENS, Spotted

LONGEST = 8
QUOTES = " \n\t\"“”‘’'[]"


def name_of(draft: Draft, spotted: Spotted) -> str:
    """The noun phrase without its article, at most eight words; of a verb the sign's own words."""
    if spotted.sign.part in {"verbs", "names"}:
        return draft.doc[spotted.start : spotted.end].text
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
