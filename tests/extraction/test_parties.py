"""Who a noun phrase stands for."""

import pytest
from hand import draft_of

from dragoman.extraction.actors import find_actors
from dragoman.extraction.parties import parties

PHRASES: list[tuple[str, int, tuple[str, ...]]] = [
    ("Iran/PROPN/nsubj/4 and/CCONJ/cc/3 Oman/PROPN/conj/1 agreed/VERB/root/0", 0, ("IRN", "OMN")),
    ("the/DET/det/3 Turkish/ADJ/amod/3 drone/NOUN/root/0", 2, ("TUR",)),
    ("ships/NOUN/root/0 from/ADP/case/3 Oman/PROPN/nmod/1", 0, ("OMN",)),
    ("dozens/NOUN/root/0 of/ADP/case/4 Syrian/ADJ/amod/4 rebels/NOUN/nmod/1", 0, ("SYR.rebels",)),
    ("a/DET/det/2 factory/NOUN/root/0 in/ADP/case/4 Tajikistan/PROPN/nmod/2", 1, ()),
    ("a/DET/det/2 dream/NOUN/root/0", 1, ()),
]


@pytest.mark.parametrize(("rows", "head", "expected"), PHRASES)
def test_parties_of_a_phrase(rows: str, head: int, expected: tuple[str, ...]) -> None:
    draft = find_actors(draft_of(rows))
    assert parties(draft, draft.doc[head]) == expected


def test_no_phrase_has_no_parties() -> None:
    draft = draft_of("Nothing/PRON/root/0")
    assert parties(draft, None) == ()
