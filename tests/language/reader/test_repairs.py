"""Trees set right by the kinds of their words."""

import pytest

from dragoman.language.reader.repairs import rejoined, with_nouns, with_objects, with_verbs, without_owners

# She toured Oman on 4 May and Qatar on 5 May
UPOS = ["PRON", "VERB", "PROPN", "ADP", "NUM", "PROPN", "CCONJ", "PROPN", "ADP", "NUM", "PROPN"]
HEADS = [1, 1, 1, 4, 1, 4, 7, 4, 9, 1, 9]
_DEPS = "nsubj root obj case obl nmod:unmarked cc conj case obl nmod:unmarked"
DEPS = _DEPS.split()


def test_a_name_goes_on_with_the_name_not_with_the_day() -> None:
    assert rejoined(UPOS, HEADS, DEPS) == [*HEADS[:7], 2, *HEADS[8:]]


@pytest.mark.parametrize(("place", "upos", "dep"), [(2, "PRON", "obj"), (2, "PROPN", "obl"), (7, "NUM", "conj")])
def test_other_coordinations_stay(place: int, upos: str, dep: str) -> None:
    kinds, relations = list(UPOS), list(DEPS)
    kinds[place], relations[place] = upos, dep
    assert rejoined(kinds, HEADS, relations) == HEADS


@pytest.mark.parametrize(
    ("words", "relation"),
    [("She attended the talks", "obj"), ("She remained the envoy", "xcomp"), ("She became the envoy", "xcomp")],
)
def test_a_bare_noun_of_a_plain_verb_is_its_object(words: str, relation: str) -> None:
    kinds, deps = ["PRON", "VERB", "DET", "NOUN"], ["nsubj", "root", "det", "xcomp"]
    assert with_objects(words.split(), kinds, [1, 1, 3, 1], deps) == [*deps[:3], relation]


def test_a_noun_beside_an_object_stays_a_predicate() -> None:
    words, kinds = ["They", "picked", "her", "envoy"], ["PRON", "VERB", "PRON", "NOUN"]
    deps = ["nsubj", "root", "obj", "xcomp"]
    assert with_objects(words, kinds, [1, 1, 1, 1], deps) == deps


@pytest.mark.parametrize(
    ("deps", "kind"),
    [(["det", "compound", "obj"], "NOUN"), (["nsubj", "aux", "root"], "VERB"), (["det", "obj", "acl"], "VERB")],
)
def test_a_word_in_ing_with_a_nouns_modifiers_is_a_noun(deps: list[str], kind: str) -> None:
    assert with_nouns(["the", "states", "meeting"], ["DET", "NOUN", "VERB"], [2, 2, 2], deps)[2] == kind


@pytest.mark.parametrize(
    ("deps", "kind"),
    [
        (["nsubj", "root", "amod", "obj"], "VERB"),
        (["compound", "root", "amod", "obj"], "NOUN"),
        (["nsubj", "root", "amod", "nmod"], "NOUN"),
        (["det", "root", "amod", "obj"], "NOUN"),
    ],
)
def test_a_noun_at_the_root_with_subject_and_object_is_a_verb(deps: list[str], kind: str) -> None:
    # Peru jails Dutch reporters
    kinds = ["PROPN", "NOUN", "ADJ", "NOUN"]
    assert with_verbs(kinds, [1, 1, 3, 1], deps)[1] == kind


def test_a_name_at_the_root_after_a_name_with_an_object_is_a_verb() -> None:
    assert with_verbs(["PROPN", "PROPN", "NOUN"], [1, 1, 1], ["compound", "root", "obj"])[1] == "VERB"


def test_a_name_after_a_preposition_owns_nothing() -> None:
    # a pact with Oman and Peru 's navy
    kinds = ["DET", "NOUN", "ADP", "PROPN", "CCONJ", "PROPN", "PART", "NOUN"]
    heads, deps = [1, 1, 3, 7, 7, 7, 5, 1], ["det", "root", "case", "nmod:poss", "cc", "nmod:poss", "case", "nmod"]
    assert without_owners(kinds, heads, deps) == ([1, 1, 3, 1, 7, 7, 5, 1], [*deps[:3], "nmod", *deps[4:]])
    plain = ([1, 1, 3, 1], ["det", "root", "case", "nmod"])
    assert without_owners(kinds[:4], *plain) == plain
