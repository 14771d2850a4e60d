"""Which language a text is written in, told offline by a naive Bayes classifier over byte n-grams (py3langid)."""

from functools import cache
from typing import NamedTuple

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from dragoman.language.lexicon import table
from dragoman.settings import Settings

# More text than this does not change the answer, only the time it takes.
HEAD = 4000
# Below this many letters names decide the classifier's answer, not the language.
ENOUGH_LETTERS = 20
# Of an English text this share of the words, at least, are the commonest ones; of other languages almost none.
ENGLISH_SHARE = 0.08
FEW_WORDS = 8
# ISO 639's code for a language that cannot be told, here of a text that cannot be English.
UNTOLD = "und"


class Language(NamedTuple):
    """An ISO 639-1 code, null when it cannot be told, and the probability given to it (0 to 1)."""

    code: str | None
    certainty: float


def detect(text: str, settings: Settings) -> Language:
    """The language of a text; null if the text is short in Latin letters or less certain than the settings ask.

    A text mostly in another script than Latin is never English, however short: it gets the likeliest language,
    or "und" where the classifier takes it for English all the same.
    """
    head = text[:HEAD]
    letters = [c for c in head if c.isalpha()]
    if not letters:
        return Language(None, 0.0)
    code, certainty = _classifier().classify(head)
    if sum(c > "\u024f" for c in letters) > len(letters) / 2:
        return Language(code if code != "en" else UNTOLD, certainty)
    if _reads_english(head):
        return Language("en", max(certainty, settings.language_certainty) if code != "en" else certainty)
    if len(letters) < ENOUGH_LETTERS or certainty < settings.language_certainty:
        return Language(None, certainty)
    return Language(code, certainty)


def _reads_english(text: str) -> bool:
    common = frozenset(table("en", "detection")["common_words"])
    words = [w.strip(".,;:!?\"'()[]“”‘’").casefold() for w in text.split()]
    return len(words) >= FEW_WORDS and sum(w in common for w in words) >= ENGLISH_SHARE * len(words)


@cache
def _classifier() -> LanguageIdentifier:
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages([code for code in found.labels if len(code) == 2])
    return found
