"""Headlines as one would write them in a sentence: verbs in large letters are no names, and a comma may be "and"."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from dragoman.language.lemmas import lemma
from dragoman.language.lexicon import table

LONG = 4  # letters from which on a word is written large in such a headline
FEWEST, MOST = 3, 22  # long words, and words, of a headline
LISTED = 3  # words at most of a name in a list
SHARE = 0.8  # of the long words at least are large
ENDS = frozenset({".", "!", "?", '"', "”", ":", ";"})


def in_small_letters(words: Sequence[str], starts: Sequence[bool]) -> list[str]:
    """The words as one would write them in a sentence; `starts`: which begin one.

    In headlines in large letters those of the dictionary are small; those of what several do read as told later.
    """
    begins = [i for i, begins in enumerate(starts) if begins]
    found: list[str] = []
    for begin, end in pairwise([*begins, len(words)]):
        sentence = words[begin:end]
        small = list(_small(sentence)) if _is_large(sentence) else sentence
        found += _joined(small) if "," in small[1 : LISTED * 2] else small
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
        yield word.lower() if word[:1].isupper() and not word.isupper() and is_of_dictionary(word.lower()) else word


def is_of_dictionary(word: str) -> bool:
    """Whether a word in small letters is a common one that is no name as well."""
    return any(form in _dictionary() for form in (word, lemma(word, "VERB"), lemma(word, "NOUN")))


def _joined(sentence: Sequence[str]) -> Sequence[str]:
    """A headline of what several do as if told later: "Laos, Fiji scrap talks" as "Laos and Fiji scrapped talks".

    Its verb looks like a noun to a reader of sentences, and the last of the names like the verb's only subject.
    """
    if len(sentence) > MOST or sentence[-1] in ENDS:
        return sentence
    comma, begin = 0, 0
    while (end := _end_of_name(sentence, begin)) > begin:
        if end == len(sentence) or sentence[end] != ",":
            did = _joint().get(sentence[end]) if comma and end < len(sentence) else None
            return sentence if did is None else _together(sentence, comma, end, did)
        comma, begin = end, end + 1
    return sentence


def _together(sentence: Sequence[str], comma: int, verb: int, did: str) -> list[str]:
    return [*sentence[:comma], "and", *sentence[comma + 1 : verb], did, *sentence[verb + 1 :]]


def _end_of_name(sentence: Sequence[str], begin: int) -> int:
    """Where the large words from `begin` on end, as far as a name may reach."""
    end = begin
    while end < min(len(sentence), begin + LISTED) and sentence[end][:1].isupper():
        end += 1
    return end


@cache
def _joint() -> Mapping[str, str]:
    found: Mapping[str, str] = table("en", "headlines")["joint"]
    return found


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(table("en", "headlines")["small"])
