"""Whether the name of a capital stands for its state or for the town: "Tehran told Baku" against "met in Tehran"."""

from functools import cache

from dragoman.extraction.roles import case_of
from dragoman.extraction.sectors import singulars, words
from dragoman.language.plain import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
PARTY_CASES = frozenset({"between", "with", "against", "toward", "towards", "by", "alongside", "versus", "vs", "vs."})
OPEN_CASES = frozenset({"of", "to", "from", "for", "on", "over", "about"})
PLACE_CASES = frozenset(
    {"in", "at", "near", "around", "outside", "inside", "across", "into", "through", "via", "within", "throughout"}
)
NAMING = frozenset({"city", "capital", "town", "port"})
DASHES = frozenset({"—", "–", "-", "--"})


@cache
def _listed(word: str, part: str) -> bool:
    return any(form in words("metonyms", part) for form in singulars(word))


def _is(token: Token, part: str) -> bool:
    return _listed(token.text.lower(), part) or token.lemma_.lower() in words("metonyms", part)


def stands_for_state(token: Token) -> bool:
    """Whether the head token of a capital's name is a party, judged by what it depends on.

    Conjuncts share the part of the first of them; a dateline, an apposition and everything unclear is the town.
    """
    dep = token.dep_
    if dep == "conj" and token.head.i != token.i and token.head.pos_ in {"PROPN", "NOUN"}:
        return stands_for_state(token.head)
    if dep in SUBJECTS:
        return _as_subject(token)
    if dep in {"obj", "iobj"}:
        return dep == "iobj" or _is(token.head, "party_verbs") or _is_taken_to(token.head)
    if dep == "nmod:poss":
        return not _is(token.head, "place_nouns") or _is(token.head, "party_nouns")
    if dep in {"compound", "amod", "nmod:desc"}:
        return _is(token.head, "party_modified")
    if dep in {"obl", "nmod", "obl:agent", "obl:arg", "nmod:desc"}:
        return _with_case(token, case_of(token))
    return dep in {"vocative", "parataxis", "dep"} and _speaks(token)


def _is_taken_to(verb: Token) -> bool:
    """Whether a phrase makes the verb's object somebody who is treated as a party: "took Ankara to task"."""
    beside = (f"{verb.lemma_.lower()} {case_of(c)} {c.lower_}" for c in verb.children if c.dep_ == "obl")
    return not words("metonyms", "party_phrases").isdisjoint(beside)


def _as_subject(token: Token) -> bool:
    head = token.head
    if head.pos_ in {"VERB", "AUX"}:
        if token.dep_ == "nsubj:pass":
            return _is(head, "party_verbs")
        return not _is(head, "place_verbs")
    if any(c.dep_ == "cop" for c in head.children):
        return head.text.lower() not in NAMING and not _is(head, "place_nouns")
    return True


def _with_case(token: Token, case: str) -> bool:
    head = token.head
    if case in PARTY_CASES or token.dep_ == "obl:agent":
        return True
    if case in PLACE_CASES:
        return case == "in" and head.pos_ == "NOUN" and _is(head, "thinking_nouns")
    if case in OPEN_CASES:
        if head.pos_ in {"VERB", "AUX"}:
            return _is(head, "party_verbs")
        return (
            _is(head, "party_nouns") or (case == "for" and not _is(head, "place_nouns")) or _is(head, "thinking_nouns")
        )
    return case == ""


def _speaks(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and following.text == ":"


def is_party_verb(token: Token) -> bool:
    """Whether the verb's object is somebody who is addressed or treated as a party."""
    return _is(token, "party_verbs")


def is_state_verb(token: Token) -> bool:
    """Whether the verb is what states do and hardly anybody by himself: "signed", "expelled", "summoned"."""
    return _is(token, "state_verbs")


def stands_for_place(token: Token) -> bool:
    """Whether the seat of a power is only where something happens: "met in the Kremlin", "near the White House"."""
    return token.dep_ in {"obl", "nmod"} and case_of(token) in PLACE_CASES


def is_dateline(token: Token) -> bool:
    """Whether the town opens a report or paragraph: "TEHRAN, Iran -", "MOSCOW (Agency) -"; not "Oslo-based"."""
    if not token.is_sent_start:
        return False
    for following in token.doc[token.i + 1 : token.i + 9]:
        if following.text in DASHES and following.nbor(-1).whitespace_:
            return True
        if following.pos_ == "VERB" and following.text.islower():
            return False
    return False
