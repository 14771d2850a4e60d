"""Ties of sentences parsed by hand: parties, roles, status, stage and attributes."""

from dataclasses import dataclass, field

import pytest
from hand import doc_of

from dragoman.atlas.atlas import load_atlas
from dragoman.extraction.actors import find_actors
from dragoman.extraction.draft import Draft
from dragoman.extraction.places import find_places
from dragoman.extraction.ties import find_ties
from dragoman.ontology.ontology import load_ontology
from dragoman.types import Report, Tie


@dataclass(frozen=True)
class Case:
    rows: str
    lemmas: dict[str, str]
    kind: str
    parties: tuple[str, ...]
    status: str
    stage: str | None = None
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)


SIGNED = (
    "Norway/PROPN/nsubj/2 signed/VERB/root/0 a/DET/det/6 12/NUM/nummod/5 year/NOUN/compound/6 agreement/NOUN/obj/2 "
    "with/ADP/case/8 Iceland/PROPN/nmod/6 ./PUNCT/punct/2"
)
WANTED = (
    "Ghana/PROPN/nsubj/2 seeks/VERB/root/0 a/DET/det/4 partnership/NOUN/obj/2 with/ADP/case/6 India/PROPN/nmod/4 "
    "./PUNCT/punct/2"
)
PLANT = (
    "Hungary/PROPN/nsubj/3 has/AUX/aux/3 opened/VERB/root/0 a/DET/det/6 truck/NOUN/compound/6 factory/NOUN/obj/3 "
    "in/ADP/case/8 Serbia/PROPN/nmod/6 ./PUNCT/punct/3"
)
SWAP = (
    "The/DET/det/3 gas/NOUN/compound/3 swap/NOUN/nsubj:pass/11 from/ADP/case/5 Bolivia/PROPN/nmod/3 to/ADP/case/7 "
    "Argentina/PROPN/nmod/3 through/ADP/case/9 Paraguay/PROPN/nmod/3 was/AUX/aux:pass/11 suspended/VERB/root/0 "
    "./PUNCT/punct/11"
)
JOINED = "Finland/PROPN/nsubj/2 joined/VERB/root/0 NATO/PROPN/obj/2 ./PUNCT/punct/2"
LEADER = (
    "Brazil/PROPN/nsubj/2 sees/VERB/root/0 itself/PRON/obj/2 as/ADP/case/6 the/DET/det/6 leader/NOUN/obl/2 "
    "of/ADP/case/9 South/PROPN/compound/9 America/PROPN/nmod/6 ./PUNCT/punct/2"
)
CLAIM = (
    "Relations/NOUN/nsubj/7 between/ADP/case/3 Peru/PROPN/nmod/1 and/CCONJ/cc/5 Chile/PROPN/conj/3 have/AUX/aux/7 "
    "reached/VERB/root/0 a/DET/det/10 new/ADJ/amod/10 high/NOUN/obj/7 ./PUNCT/punct/7"
)
TENSION = (
    "Tensions/NOUN/nsubj/6 between/ADP/case/3 Chad/PROPN/nmod/1 and/CCONJ/cc/5 Libya/PROPN/conj/3 rose/VERB/root/0 "
    "./PUNCT/punct/6"
)
RAIL = (
    "A/DET/det/2 railway/NOUN/nsubj:pass/8 from/ADP/case/4 Kenya/PROPN/nmod/2 to/ADP/case/6 Uganda/PROPN/nmod/2 "
    "is/AUX/aux:pass/8 planned/VERB/root/0 ./PUNCT/punct/8"
)
CASES = [
    Case(SIGNED, {"signed": "sign"}, "agreement", ("ISL", "NOR"), "done", "signed", {}, {"term": "12 year (12 years)"}),
    Case(WANTED, {"seeks": "seek"}, "partnership", ("IND", "GHA"), "wanted"),
    Case(
        PLANT,
        {"opened": "open"},
        "facility",
        ("HUN", "SRB"),
        "in_force",
        "operating",
        {"operator": ("HUN",), "host": ("SRB",)},
        {"product": "truck"},
    ),
    Case(
        SWAP,
        {"suspended": "suspend"},
        "energy_swap",
        ("BOL", "ARG", "PRY"),
        "done",
        "suspended",
        {"supplier": ("BOL",), "via": ("PRY",), "receiver": ("ARG",)},
        {"commodity": "gas"},
    ),
    Case(
        JOINED,
        {"joined": "join"},
        "membership",
        ("FIN", "nato"),
        "done",
        "acceded",
        {"member": ("FIN",), "body": ("nato",)},
    ),
    Case(
        LEADER,
        {"sees": "see"},
        "leadership_claim",
        ("BRA", "south-america"),
        "claimed",
        None,
        {},
        {"claim": "sees itself as the leader of South America"},
    ),
    Case(
        CLAIM, {"reached": "reach"}, "partnership", ("PER", "CHL"), "claimed", None, {}, {"claim": "reached a new high"}
    ),
    Case(TENSION, {"rose": "rise", "Tensions": "tension"}, "rivalry", ("TCD", "LBY"), "ongoing", "rising"),
    Case(
        RAIL,
        {"planned": "plan"},
        "corridor",
        ("KEN", "UGA"),
        "planned",
        "agreed",
        {"from": ("KEN",), "to": ("UGA",)},
        {"modes": "railway"},
    ),
]


def ties(rows: str, lemmas: dict[str, str]) -> tuple[Tie, ...]:
    doc = doc_of(rows)
    for token in doc:
        token.lemma_ = lemmas.get(token.text, token.lemma_)
    draft = Draft(Report("r", doc.text), doc, load_ontology(), load_atlas())
    return find_ties(find_places(find_actors(draft))).ties


@pytest.mark.parametrize("case", CASES, ids=[c.kind + " " + c.status for c in CASES])
def test_tie(case: Case) -> None:
    found = [t for t in ties(case.rows, case.lemmas) if t.kind == case.kind]
    assert len(found) == 1
    tie = found[0]
    assert set(tie.parties) == set(case.parties)
    assert (tie.status, tie.stage) == (case.status, case.stage)
    assert case.roles.items() <= dict(tie.roles).items()
    assert case.attributes.items() <= dict(tie.attributes).items()
    assert tie.because


NOTHING = [
    "Poland/PROPN/nsubj/2 opened/VERB/root/0 a/DET/det/5 steel/NOUN/compound/5 plant/NOUN/obj/2 ./PUNCT/punct/2",
    "The/DET/det/2 deal/NOUN/nsubj/3 failed/VERB/root/0 ./PUNCT/punct/3",
    "Kenya/PROPN/nsubj/2 praised/VERB/root/0 the/DET/det/5 railway/NOUN/compound/5 workers/NOUN/obj/2 ./PUNCT/punct/2",
    "Russia/PROPN/nsubj/2 proposed/VERB/root/0 a/DET/det/5 prisoner/NOUN/compound/5 swap/NOUN/obj/2 with/ADP/case/7 "
    "Ukraine/PROPN/nmod/5 ./PUNCT/punct/2",
]


@pytest.mark.parametrize("rows", NOTHING)
def test_no_tie(rows: str) -> None:
    assert ties(rows, {"opened": "open", "proposed": "propose", "workers": "worker"}) == ()


def test_the_same_thing_twice_is_one_tie() -> None:
    again = " The/DET/det/11 agreement/NOUN/nsubj/12 holds/VERB/root/0 ./PUNCT/punct/12"
    rows = SIGNED + again
    found = ties(rows, {"signed": "sign"})
    assert [t.kind for t in found] == ["agreement"]
    assert len(found[0].evidence) == 2
