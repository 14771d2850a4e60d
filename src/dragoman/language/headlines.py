"""Headlines in large letters, as one would write them in a sentence, so that their verbs are not taken for names."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from dragoman.language.lemmas import lemma
from dragoman.language.lexicon import table

LONG = 4  # letters from which on a word is written large in such a headline
FEWEST, MOST = 3, 22  # long words, and words, of a headline
SHARE = 0.8  # of the long words at least are large
ENDS = frozenset({".", "!", "?", '"', "”", ":", ";"})


def in_small_letters(words: Sequence[str], starts: Sequence[bool]) -> list[str]:
    """The words, in headlines in large letters those of the dictionary small; `starts`: which begin a sentence."""
    begins = [i for i, begins in enumerate(starts) if begins]
    found: list[str] = []
    for begin, end in pairwise([*begins, len(words)]):
        sentence = words[begin:end]
        found += _small(sentence) if _is_large(sentence) else sentence
    return found


def _is_large(sentence: Sequence[str]) -> bool:
    if not FEWEST < len(sentence) <= MOST or sentence[-1] in ENDS:
        return False
    long = [w for w in sentence if len(w) >= LONG and w.isalpha()]
    large = [w for w in long if w[0].isupper() and not w.isupper()]
    return len(long) >= FEWEST and len(large) >= SHARE * len(long)


def _small(sentence: Sequence[str]) -> Iterator[str]:
    yield sentence[0]
    for word in sentence[1:]:
        yield word.lower() if word[:1].isupper() and not word.isupper() and _is_of_dictionary(word.lower()) else word


def _is_of_dictionary(word: str) -> bool:
    return any(form in _dictionary() for form in (word, lemma(word, "VERB"), lemma(word, "NOUN")))


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(table("en", "headlines")["small"])
