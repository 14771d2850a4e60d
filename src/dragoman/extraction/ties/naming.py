"""What a tie is called: its words in the text, shortened."""

from dragoman.extraction.draft import Draft
from dragoman.extraction.phrases import noun_phrase
from dragoman.extraction.ties.signs import Spotted

LONGEST = 8
QUOTES = " \n\t\"“”‘’'[]"


def name_of(draft: Draft, spotted: Spotted) -> str:
    """The noun phrase without its article, at most eight words; of a verb the sign's own words."""
    if spotted.sign.part in {"verbs", "names"}:
        return draft.doc[spotted.start : spotted.end].text
    phrase = noun_phrase(spotted.anchor)
    start = max(min(phrase.start, spotted.start), spotted.end - LONGEST)
    while start < spotted.start and draft.doc[start].dep_ in {"det", "punct", "case", "cc"}:
        start += 1
    end = spotted.end
    if phrase.end > end and phrase.end - start <= LONGEST:
        end = phrase.end
    return " ".join(draft.doc[start:end].text.strip(QUOTES).split())
