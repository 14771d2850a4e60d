"""Which tellings tell of one standing thing."""

import itertools
from collections import defaultdict
from pathlib import Path

import pytest
from north_sea import findings, record_of, tie

from dragoman.analysis.signatures import Signature, rules
from dragoman.analysis.things import joined, things_of
from dragoman.ontology.ontology import load_ontology
from dragoman.types import Findings, Tie, When

NI, NS = ("NOR", "ISL"), ("NOR", "SWE")


def thing(kind: str, name: str, parties: tuple[str, ...] = NI, status: str = "done", **more: object) -> Tie:
    text = f"There was talk of {name}."
    return tie(text, text, kind, name, parties, status, **more)


def told(number: int, one: Tie, published: str = "2030-01-01") -> Findings:
    return findings(f"r{number}", f"There was talk of {one.name}.", f"Paper {number}", published, ties=(one,))


def grouped(folder: Path, *ties: Tie | tuple[Tie, str]) -> list[set[int]]:
    """The numbers of the tellings of each thing."""
    reports = [told(n, *t) if isinstance(t, tuple) else told(n, t) for n, t in enumerate(ties)]
    with record_of(folder, *reports) as record:
        things = things_of(record)
        rows = record.sql("SELECT id, report FROM tie")
    found: dict[str, set[int]] = defaultdict(set)
    for identity, report in rows.iter_rows():
        found[things[identity]].add(int(report[1:]))
    return sorted(found.values(), key=min)


ENDS = {"from": ("NOR",), "to": ("ISL",)}
PLANT = {"operator": ("NOR",), "host": ("ISL",)}
ONE, TWO = [{0, 1}], [{0}, {1}]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (thing("agreement", "herring pact"), thing("agreement", "agreement on herring quotas"), ONE),
        (thing("agreement", "herring pact"), thing("agreement", "tunnel treaty"), TWO),
        (thing("agreement", "herring pact"), thing("agreement", "herring pact", NS), TWO),
        (thing("agreement", "pact", attributes={"subject": "herring"}), thing("agreement", "herring treaty"), ONE),
        (thing("agreement", "agreement"), thing("agreement", "treaty"), TWO),
        (thing("agreement", "Bergen pact"), thing("agreement", "Bergen treaty"), ONE),
        (thing("corridor", "cable", roles=ENDS), thing("corridor", "power line", roles=ENDS), ONE),
        (thing("corridor", "cable", roles=ENDS), thing("corridor", "cable", roles={**ENDS, "to": ("SWE",)}), TWO),
        (thing("corridor", "Skagen Corridor", ("NOR",)), thing("corridor", "Skagen route", ("DNK",)), ONE),
        (thing("facility", "fish plant", roles=PLANT), thing("facility", "new fish plant", roles=PLANT), ONE),
        (thing("facility", "fish plant", roles=PLANT), thing("facility", "wind farm", roles=PLANT), TWO),
        (thing("partnership", "close ties"), thing("partnership", "friendship"), ONE),
        (thing("partnership", "close ties"), thing("partnership", "friendship", NS), TWO),
    ],
)
def test_what_makes_two_tellings_one(a: Tie, b: Tie, expected: list[set[int]], tmp_path: Path) -> None:
    assert grouped(tmp_path, a, b) == expected


def when(day: str) -> When:
    return When(day, day, day)


def test_meetings_are_one_only_at_one_time(tmp_path: Path) -> None:
    def summit(day: str | None) -> Tie:
        return thing("forum_meeting", "Nordic summit", date=when(day) if day else None)

    meetings = [(summit("2030-06"), "2030-01-01"), (summit("2031-06"), "2030-07-01"), (summit(None), "2030-06-20")]
    assert grouped(tmp_path, *meetings) == [{0, 2}, {1}]


def test_two_things_are_not_joined_through_a_third(tmp_path: Path) -> None:
    both = thing("agreement", "agreement", attributes={"subject": "herring and a tunnel"})
    found = grouped(tmp_path, thing("agreement", "herring pact"), thing("agreement", "tunnel treaty"), both)
    assert {0} in found or {1} in found
    assert not any({0, 1} <= group for group in found)


def test_a_thing_that_only_a_verb_names_is_one_with_none(tmp_path: Path) -> None:
    verb = [thing("agreement", "agreed to sell herring", because="verbs: agreed") for _ in range(2)]
    assert grouped(tmp_path, *verb) == TWO


def test_the_order_of_the_tellings_does_not_matter() -> None:
    def named(*words: str, parties: tuple[str, ...] = NI) -> Signature:
        return Signature("agreement", frozenset(parties), (), frozenset(words), frozenset())

    signatures = [named("herrin"), named("herrin", "quotas"), named("tunnel"), named("herrin", parties=NS)]
    expected = {frozenset(signatures[:2]), frozenset(signatures[2:3]), frozenset(signatures[3:])}
    for order in itertools.permutations(signatures):
        assert {frozenset(group) for group in joined(order)} == expected


def test_every_kind_has_a_rule_whose_roles_are_its_own() -> None:
    for kind, tie_kind in load_ontology().ties.items():
        assert {*rules()[kind].roles, *rules()[kind].enough} <= set(tie_kind.roles)
