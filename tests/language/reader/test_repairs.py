"""Trees set right by the kinds of their words."""

import pytest

from dragoman.language.reader.repairs import (
    rejoined,
    with_bodies,
    with_common,
    with_nouns,
    with_objects,
    with_participles,
    with_predicates,
    with_shared,
    with_subjects,
    with_sums,
    with_verbs,
    with_voices,
    without_owners,
)

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
    [("She attended the talks", "obj"), ("She remained the envoy", None), ("She became the envoy", None)],
)
@pytest.mark.parametrize("read", ["xcomp", "ccomp"])
def test_a_bare_noun_of_a_plain_verb_is_its_object(words: str, relation: str | None, read: str) -> None:
    kinds, deps = ["PRON", "VERB", "DET", "NOUN"], ["nsubj", "root", "det", read]
    assert with_objects(words.split(), kinds, [1, 1, 3, 1], deps) == [*deps[:3], relation or read]


@pytest.mark.parametrize(
    ("words", "deps", "relation"),
    [
        ("Minister to quit office", "appos mark root obj", "nsubj"),
        ("Minister then quit office", "obl advmod root obj", "obl"),
        ("Minister then quit office", "appos advmod root obj", "nsubj"),
        ("Time to quit office", "nsubj mark root obj", "nsubj"),
    ],
)
def test_a_noun_in_the_place_of_a_subject_is_one(words: str, deps: str, relation: str) -> None:
    kinds, relations = ["NOUN", "PART", "VERB", "NOUN"], deps.split()
    assert with_subjects(words.split(), kinds, [2, 2, 2, 2], relations) == [relation, *relations[1:]]


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


def test_what_goes_along_explains_nothing() -> None:
    words, kinds = ["Ana", "and", "minister", "Luis", "spoke"], ["PROPN", "CCONJ", "NOUN", "PROPN", "VERB"]
    deps = ["nsubj", "cc", "nmod:desc", "appos", "root"]
    assert with_subjects(words, kinds, [4, 2, 3, 0, 4], deps)[3] == "conj"


def test_a_participle_before_a_noun_is_of_the_noun() -> None:
    heads, deps = with_participles(["NOUN", "VERB", "VERB", "NOUN"], [1, 1, 1, 2], ["nsubj", "root", "amod", "obj"])
    assert (heads, deps) == ([1, 1, 3, 1], ["nsubj", "root", "amod", "obj"])


def test_a_word_in_s_between_two_names_is_a_verb() -> None:
    kinds, deps = ["PROPN", "NOUN", "PROPN"], ["nsubj", "root", "vocative"]
    read = with_predicates(["Peru", "thanks", "Oman"], kinds, [1, 1, 1], deps)
    assert read == (["PROPN", "VERB", "PROPN"], ["nsubj", "root", "obj"])
    assert with_predicates(["Peru", "ally", "Oman"], kinds, [1, 1, 1], deps) == (kinds, deps)


def test_a_body_before_a_title_is_of_the_title() -> None:
    kinds, deps = ["VERB", "ADP", "PROPN", "PROPN", "PROPN"], ["root", "case", "obl", "nmod:desc", "obl"]
    read = with_bodies(kinds, [0, 2, 0, 4, 0], deps)
    assert read == ([0, 4, 3, 4, 0], ["root", "case", "compound", "nmod:desc", "obl"])


def test_two_verbs_side_by_side_share_their_object_and_a_border_has_its_neighbour() -> None:
    kinds = ["NOUN", "VERB", "CCONJ", "VERB", "NOUN"]
    read = with_shared(
        ["Guards", "beat", "and", "robbed", "migrants"], kinds, [1, 1, 3, 1, 3], ["nsubj", "root", "cc", "conj", "obj"]
    )
    assert read[0] == [1, 1, 3, 1, 1]
    words, deps = ["closed", "borders", "with", "Oman"], ["root", "obj", "case", "obl"]
    assert with_shared(words, ["VERB", "NOUN", "ADP", "PROPN"], [0, 0, 3, 0], deps) == (
        [0, 0, 3, 1],
        [*deps[:3], "nmod"],
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Rebels fled", "NOUN"), ("Rice fled", "PROPN"), ("Zadar fled", "PROPN"), ("rebels fled", "NOUN")],
)
def test_common_words_are_no_names(words: str, kind: str) -> None:
    assert with_common(words.split(), [0], ["PROPN", "VERB"], [1, 1], ["nsubj", "root"])[0] == kind


@pytest.mark.parametrize(("noun", "head", "dep"), [("charge", 0, "parataxis"), ("camel", 1, "obl:unmarked")])
def test_a_noun_that_sums_up_hangs_on_what_was_said(noun: str, head: int, dep: str) -> None:
    words = ["Accused", "spying", ",", "a", noun, "Lima", "denies"]
    kinds = ["VERB", "VERB", "PUNCT", "DET", "NOUN", "PROPN", "VERB"]
    deps = ["root", "advcl", "punct", "det", "obl:unmarked", "nsubj", "acl:relcl"]
    heads, relations = with_sums(words, kinds, [0, 0, 4, 4, 1, 6, 4], deps)
    assert (heads[4], relations[4]) == (head, dep)


@pytest.mark.parametrize(("end", "dep"), [(".", "nsubj"), ("Monday", "nsubj:pass")])
def test_what_no_auxiliary_makes_passive_is_active(end: str, dep: str) -> None:
    words, kinds = ["Ship", "docked", end], ["NOUN", "VERB", "PUNCT"]
    assert with_voices(words, kinds, [1, 1, 1], ["nsubj:pass", "root", "punct"])[0] == dep


def test_an_infinitive_after_the_first_is_of_it() -> None:
    words, kinds = ["She", "was", "the", "first", "to", "sign"], ["PRON", "AUX", "DET", "ADJ", "PART", "VERB"]
    assert with_voices(words, kinds, [3, 3, 3, 3, 5, 3], ["nsubj", "cop", "det", "root", "mark", "csubj"])[5] == "acl"


def test_a_word_in_s_that_a_verb_governs_is_a_noun() -> None:
    assert (
        with_nouns(["set", "up", "barricades"], ["VERB", "ADP", "VERB"], [0, 0, 0], ["root", "compound:prt", "xcomp"])[
            2
        ]
        == "NOUN"
    )
