"""Pronouns and descriptions, and whom they take up."""

import pytest
from hand import draft_of, told

from dragoman.extraction.actors import find_actors

MET = "Iran/PROPN/nsubj/2 hosted/VERB/root/0 Oman/PROPN/obj/2 ./PUNCT/punct/2 "

CASES: list[tuple[str, dict[str, str], str, list[tuple[str, ...]]]] = [
    (MET + "It/PRON/nsubj/6 agreed/VERB/root/0", {}, "It", [("IRN",)]),
    (MET + "Its/PRON/nmod:poss/6 aim/NOUN/nsubj/7 changed/VERB/root/0", {}, "Its", [("IRN",)]),
    (MET + "The/DET/det/6 country/NOUN/nsubj/7 agreed/VERB/root/0", {}, "The country", [("IRN",)]),
    (MET + "Both/DET/det/6 sides/NOUN/nsubj/7 agreed/VERB/root/0", {}, "Both sides", [("IRN", "OMN")]),
    (MET + "Neither/DET/det/6 side/NOUN/nsubj/7 agreed/VERB/root/0", {}, "Neither side", [("IRN", "OMN")]),
    (MET + "Neither/DET/nsubj/6 agreed/VERB/root/0", {}, "Neither", [("IRN", "OMN")]),
    (MET + "Both/DET/det/6 armies/NOUN/nsubj/7 left/VERB/root/0", {}, "armies", [("IRN.army", "OMN.army")]),
    (MET + "The/DET/det/7 three/NUM/nummod/7 states/NOUN/nsubj/8 agreed/VERB/root/0", {}, "The three states", []),
    (
        "Iran/PROPN/root/0 ,/PUNCT/punct/4 which/PRON/nsubj/4 agreed/VERB/acl:relcl/1",
        {},
        "which",
        [("IRN",)],
    ),
    (
        "Rosa/PROPN/nsubj/2 met/VERB/root/0 Omar/PROPN/obj/2 ./PUNCT/punct/2 He/PRON/nsubj/6 left/VERB/root/0",
        {"Rosa": "PERSON", "Omar": "PERSON"},
        "He",
        [("rosa",)],
    ),
    (
        "Mrs/NOUN/nsubj/3 Rosa/PROPN/flat/1 met/VERB/root/0 Omar/PROPN/obj/3 ./PUNCT/punct/3 "
        "He/PRON/nsubj/7 left/VERB/root/0",
        {"Rosa": "PERSON", "Omar": "PERSON"},
        "He",
        [("omar",)],
    ),
    (
        "Omar/PROPN/nsubj/2 told/VERB/root/0 him/PRON/obj/2",
        {"Omar": "PERSON"},
        "him",
        [],
    ),
    ("It/PRON/expl/2 rained/VERB/root/0 in/ADP/case/4 Iran/PROPN/obl/2", {}, "It", []),
    (
        "Iran/PROPN/nsubj/2 bought/VERB/root/0 a/DET/det/4 ship/NOUN/obj/2 and/CCONJ/cc/6 "
        "painted/VERB/conj/2 it/PRON/obj/6",
        {},
        "it",
        [],
    ),
    (
        "Iran/PROPN/nmod:poss/3 's/PART/case/1 president/NOUN/nsubj/4 spoke/VERB/root/0 ./PUNCT/punct/4 "
        "The/DET/det/7 president/NOUN/nsubj/8 left/VERB/root/0",
        {},
        "president",
        [("IRN.president",)],
    ),
]


@pytest.mark.parametrize(("rows", "entities", "words", "expected"), CASES)
def test_whom_words_take_up(rows: str, entities: dict[str, str], words: str, expected: list[tuple[str, ...]]) -> None:
    assert told(find_actors(draft_of(rows, entities)), words) == expected


def test_pronouns_are_no_mentions_of_the_actor() -> None:
    actors = find_actors(draft_of(MET + "It/PRON/nsubj/6 agreed/VERB/root/0")).actors
    assert [(a.id, len(a.mentions)) for a in actors] == [("IRN", 1), ("OMN", 1)]


LINKED = [
    ({5: 2}, [("OMN",)]),  # the model's word against the subject's
    ({5: 0}, [("IRN",)]),
    ({5: 4}, [("IRN",)]),  # a link to what is no actor decides nothing
]


@pytest.mark.parametrize(("links", "expected"), LINKED)
def test_of_those_who_fit_the_one_that_the_model_links_goes_first(
    links: dict[int, int], expected: list[tuple[str, ...]]
) -> None:
    draft = draft_of(MET + "Yesterday/ADV/advmod/7 it/PRON/nsubj/7 agreed/VERB/root/0")
    draft.doc.links = links
    assert told(find_actors(draft), "it") == expected


def test_a_pronoun_that_the_model_links_still_needs_somebody_who_fits() -> None:
    rows = "Rosa/PROPN/nsubj/2 left/VERB/root/0 Iran/PROPN/obj/2 ./PUNCT/punct/2 She/PRON/nsubj/6 slept/VERB/root/0"
    draft = draft_of(rows, {"Rosa": "PERSON"})
    draft.doc.links = {4: 2}
    assert told(find_actors(draft), "She") == [("rosa",)]
