"""Dictionary forms: simplemma's word list, with the part of speech deciding where a form has two."""

from functools import lru_cache

import simplemma

from dragoman.language.lexicon import table

KEPT = frozenset({"ADV", "ADP", "CCONJ", "SCONJ", "INTJ", "NUM", "PUNCT", "SYM", "PART", "X", "SPACE"})


@lru_cache(maxsize=200_000)
def lemma(word: str, pos: str) -> str:
    """The dictionary form of a word with this UPOS; a proper noun and an unknown word keep theirs."""
    if pos == "PROPN":
        return word
    low = word.lower().replace("’", "'")
    listed: dict[str, str] = table("en", "lemmas").get(pos.lower(), {})
    if low in listed:
        return listed[low]
    if pos in KEPT or len(low) > 40:
        return low
    found = simplemma.lemmatize(low, lang="en").lower()
    if found == low and pos == "VERB" and low.endswith("ing"):
        return _without_ing(low)
    if found == low and pos == "VERB" and low.endswith("es") and simplemma.is_known(low[:-1], lang="en"):
        return low[:-1]  # "evades" is not in the list
    return found if _may_be(low, found, pos) else low


def _without_ing(low: str) -> str:
    """The verb behind a form that is also a noun, which the word list leaves alone: "is building", "setting"."""
    stem = low[:-3]
    if not set(stem) & set("aeiouy"):
        return low
    single = (stem[:-1],) if len(stem) > 2 and stem[-1] == stem[-2] else ()
    return next((s for s in (*single, f"{stem}e", stem) if simplemma.is_known(s, lang="en")), low)


def _may_be(low: str, found: str, pos: str) -> bool:
    """Whether a word of this kind loses such an ending: "the meeting" and "united" are words of their own."""
    if pos == "NOUN":
        return not low.endswith(("ing", "ed", "er", "est", "ss"))
    if pos == "ADJ":
        return low.endswith(("er", "est"))
    return pos in {"VERB", "AUX"}
