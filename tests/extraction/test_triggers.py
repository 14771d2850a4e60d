"""Which entry of the lexicon a word fits where it stands, and what a broken entry says."""

import pytest
from hand import VOCAB, doc_of
from spacy.tokens import Doc

from dragoman.atlas.atlas import load_atlas
from dragoman.errors import DataError
from dragoman.extraction.actors import find_actors
from dragoman.extraction.draft import Draft
from dragoman.extraction.entries import Entry, entries
from dragoman.extraction.triggers import entries_at, forms
from dragoman.language.plain import Token, plain
from dragoman.ontology.ontology import load_ontology
from dragoman.types import Report

# The sentence, the number of the trigger, the type and the words of the best entry (null: none fits).
FITS: list[tuple[str, int, tuple[str, str] | None]] = [
    ("Peru/PROPN/nsubj/2 sign/VERB/root/0 a/DET/det/4 treaty/NOUN/obj/2", 1, ("AGREE", "sign")),
    ("Peru/PROPN/nsubj/2 sign/VERB/root/0 a/DET/det/4 player/NOUN/obj/2", 1, None),
    ("Peru/PROPN/nsubj/2 lift/VERB/root/0 the/DET/det/4 curfew/NOUN/obj/2", 1, ("CONCEDE", "lift")),
    ("Peru/PROPN/nsubj/2 call/VERB/root/0 on/ADP/case/4 Chile/PROPN/obl/2", 1, ("REQUEST", "call on")),
    ("Peru/PROPN/nsubj/2 call/VERB/root/0 Chile/PROPN/obj/2", 1, None),
    ("the/DET/det/3 trade/NOUN/compound/3 war/NOUN/root/0", 2, ("SANCTION", "war trade")),
    ("an/DET/det/3 import/NOUN/compound/3 ban/NOUN/obj/4 impose/VERB/root/0", 3, ("SANCTION", "impose")),
    ("Peru/PROPN/nsubj/2 occupied/ADJ/root/0", 1, None),
]


def draft_of(rows: str) -> Draft:
    doc = doc_of(rows)
    return find_actors(Draft(Report("r", doc.text), doc, load_ontology(), load_atlas()))


@pytest.mark.parametrize(("rows", "place", "expected"), FITS)
def test_best_entry(rows: str, place: int, expected: tuple[str, str] | None) -> None:
    draft = draft_of(rows)
    found = entries_at(draft, draft.doc[place])
    assert ((found[0].type, " ".join(found[0].words)) if found else None) == expected


def word(words: list[str], spaces: list[bool], pos: str = "NOUN") -> Token:
    lemmas, heads = [w.lower() for w in words], [0] * len(words)
    deps = ["root", *["dep"] * len(words[1:])]
    doc = Doc(VOCAB, words=words, spaces=spaces, pos=[pos] * len(words), lemmas=lemmas, heads=heads, deps=deps)
    return plain(doc)[len(words) - 1]


def test_a_hyphened_word_is_also_one_word() -> None:
    assert forms(word(["cease", "-", "fire"], [False, False, False]))[0] == "cease-fire"
    assert forms(word(["cease", "-", "fire"], [True, True, False])) == ("fire", "fire")


def test_a_capital_hides_no_plural() -> None:
    assert "talk" in forms(word(["Talks"], [False], "PROPN"))


def test_the_more_special_entry_is_heavier() -> None:
    plain = Entry("A", "verbs", ("sign",))
    assert plain.weight < Entry("A", "verbs", ("sign",), object=frozenset({"treaty"})).weight
    assert (
        Entry("A", "verbs", ("sign",), object=frozenset({"treaty"})).weight < Entry("A", "verbs", ("sign", "up")).weight
    )


def test_every_type_has_entries() -> None:
    types = tuple(load_ontology().events)
    known = {e.type for group in entries(types).values() for found in group.values() for e in found}
    assert known == set(types)


def test_an_unknown_type_is_named() -> None:
    with pytest.raises((DataError, FileNotFoundError)):
        entries(("NOSUCH",))
