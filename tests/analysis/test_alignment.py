"""Who stands with whom, and what lies outside an orbit: networks and acts whose answer is known."""

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from fjords import Deed, fjord_record, report

from dragoman.analysis.alignment.bonds import Bond, bonds
from dragoman.analysis.alignment.network import network, network_of, steadiness
from dragoman.analysis.alignment.orbit import AskedOrbit, ids, orbit, terms
from dragoman.analysis.pages.parties import Party
from dragoman.errors import ChoiceUnknown
from dragoman.record.filters import Filters
from dragoman.record.record import Record


def bond(one: str, other: str, index: float) -> Bond:
    events = max(1, round(abs(index)))
    return Bond(Party(one, one), Party(other, other), events, events, events, 0, index, 1.0, "2031", "x")


def camps(size: int = 4) -> list[Bond]:
    """Two camps: each does good within, harm across."""
    a, b = [f"A{n}" for n in range(size)], [f"B{n}" for n in range(size)]
    within = [bond(x, y, 8.0) for camp in (a, b) for x, y in combinations(camp, 2)]
    return [*within, bond("A0", "B0", 1.0), *(bond(x, y, -4.0) for x, y in zip(a[1:], b[1:], strict=True))]


def test_two_camps_are_two_communities() -> None:
    found = network_of(camps())
    place = {n.party.id: n.community for n in found.nodes}
    assert found.communities == 2
    assert {place[f"A{n}"] for n in range(4)} != {place[f"B{n}"] for n in range(4)}
    assert len({place[f"A{n}"] for n in range(4)}) == 1
    assert all(n.steady == 1.0 for n in found.nodes)
    assert found.strain == 0.0
    assert found.modularity == pytest.approx(0.49, abs=0.01)


def test_the_same_bonds_give_the_same_in_whatever_order() -> None:
    shuffled = camps()
    random.Random(4).shuffle(shuffled)
    one, other = network_of(camps()), network_of(shuffled)
    assert {n.party.id: (n.community, n.steady, n.index) for n in one.nodes} == {
        n.party.id: (n.community, n.steady, n.index) for n in other.nodes
    }
    assert (one.modularity, one.strain) == (other.modularity, other.strain)


def test_conflict_within_a_community_is_strain() -> None:
    quarrel = [e for e in camps() if (e.one.id, e.other.id) != ("A1", "A2")]
    assert network_of([*quarrel, bond("A1", "A2", -12.0)]).strain == pytest.approx(0.5)


def test_who_only_does_harm_is_in_no_community() -> None:
    found = network_of([*camps(), bond("C", "A0", -3.0)])
    assert next(n for n in found.nodes if n.party.id == "C").community is None


@pytest.mark.parametrize("edges", [[], [bond("A", "B", -2.0)], [bond("A", "B", 0.0)]])
def test_without_a_bond_above_nothing_there_is_no_division(edges: list[Bond]) -> None:
    found = network_of(edges)
    assert (found.communities, found.modularity) == (0, None)
    assert all(n.steady is None for n in found.nodes)


def test_steadiness_is_the_share_of_runs_and_fellows() -> None:
    runs = [({"a", "b", "c"},), ({"a", "b"}, {"c"})]
    assert steadiness(runs[0], runs) == {"a": 0.75, "b": 0.75, "c": 0.5}


N, I, S, D = ("NOR",), ("ISL",), ("SWE",), ("DNK",)  # noqa: E741
DEEDS = (
    Deed("AID", N, I, "2030-05-01", topics=("trade",)),
    Deed("AID", N, D, "2030-06-01"),
    Deed("CONSULT", ("NOR", "SWE", "ISL"), (), "2031-02-01"),
    Deed("CONSULT", ("NOR", "DNK"), (), None),
    Deed("AGREE", ("NOR", "SWE"), (), "2031-03-01", topics=("trade",)),
    Deed("AGREE", N, I, "2031-04-01", "planned"),
    Deed("ACCUSE", N, D, "2031-05-01"),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("orbit")
    with fjord_record(folder, *(report(n, d) for n, d in enumerate(DEEDS))) as opened:
        yield opened


def test_bonds_are_signed_by_scores_and_weights(record: Record) -> None:
    found = {(b.one.id, b.other.id): b for b in bonds(record, Filters(), 100)}
    assert set(found) == {("ISL", "NOR"), ("DNK", "NOR"), ("ISL", "SWE"), ("NOR", "SWE")}
    aid, talks = 10 * 0.5, 2.5 * 0.5
    together = found["DNK", "NOR"]
    assert (together.events, together.facts, together.cooperation, together.conflict) == (3, 3, 2, 1)
    assert together.index == pytest.approx(aid + talks + _score("ACCUSE") * 0.5)
    assert found["ISL", "NOR"].index == pytest.approx(aid + talks + 2.5 * 0.4 * 0.5)
    assert _score("ACCUSE") < 0


def _score(kind: str) -> float:
    from dragoman.analysis.partners.weights import scores

    return scores()[kind, None]


def test_the_network_of_a_record_is_cut_to_the_busiest(record: Record) -> None:
    assert len(network(record, Filters(), 2).edges) == 2
    assert network(record, Filters(), 2).cut
    assert not network(record, Filters(), 4).cut


@pytest.mark.parametrize(
    ("measure", "outside", "of", "undated"),
    [("cooperation", 3, 5, 1), ("meetings", 1, 2, 1), ("trade", 1, 2, 0)],
)
def test_the_share_outside_is_of_facts_of_the_measure(
    record: Record, measure: str, outside: int, of: int, undated: int
) -> None:
    found = orbit(record, AskedOrbit("Norway", "SWE", measure, "none"))
    assert (found.whole.number, found.whole.of, found.undated) == (outside, of, undated)
    assert found.with_power == of - outside


def test_periods_have_their_share_interval_and_reports(record: Record) -> None:
    found = orbit(record, AskedOrbit("NOR", "SWE", bodies="none"))
    assert [(p.period, p.outside.number, p.outside.of, p.reports) for p in found.points] == [
        ("2030", 2, 2, 0),
        ("2031", 0, 2, len(DEEDS)),
    ]
    assert found.points[0].outside.low == pytest.approx(0.342, abs=1e-3)


def test_every_share_opens_just_its_events(record: Record) -> None:
    asked = AskedOrbit("NOR", "SWE", bodies="none")
    found = orbit(record, asked)
    assert len(ids(record, asked, outside=True, period=None, partner=None)) == found.whole.number
    assert len(ids(record, asked, outside=None, period="2031", partner=None)) == 2
    assert len(ids(record, asked, outside=None, period="undated", partner=None)) == found.undated
    for partner in found.partners:
        told = ids(record, asked, outside=None, period=None, partner=partner.party.id)
        assert len(told) == partner.outside.of


def test_bodies_of_a_power_are_those_it_leads_or_belongs_to() -> None:
    led, member = terms("RUS", "led"), terms("RUS", "member")
    assert {b for b, *_ in led} >= {"eaeu", "csto"}
    assert "brics" not in {b for b, *_ in led}
    assert {b for b, *_ in member} > {b for b, *_ in led}
    assert terms("RUS", "none") == []


def test_a_body_counts_only_while_the_power_belongs_to_it(tmp_path: Path) -> None:
    from north_sea import act, day, findings

    from dragoman.types import Actor

    def dealing(number: int, date: str) -> object:
        text = f"Denmark signed a pact with the Union over matter {number}."
        signed = act(text, text, "signed", "AGREE", ("DNK",), ("eu",), date=day("", date))
        return findings(
            f"u{number}",
            text,
            "Fjord Post",
            "2031-01-01",
            mentions=(signed,),
            actors=(Actor("eu", "European Union", "igo", None),),
        )

    with fjord_record(tmp_path, dealing(1, "1990-01-01"), dealing(2, "2000-01-01")) as opened:  # type: ignore[arg-type]
        found = orbit(opened, AskedOrbit("DNK", "SWE"))
    assert (found.whole.number, found.through_bodies) == (1, 1)  # Sweden belongs since 1995
    assert [(b.body, b.events) for b in found.counted if b.events] == [("eu", 1)]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (AskedOrbit("NOR", "NOR"), "a power other than"),
        (AskedOrbit("NOR", "SWE", "love"), "cooperation, meetings, trade"),
        (AskedOrbit("NOR", "SWE", bodies="all"), "member, led, none"),
        (AskedOrbit("NOR", "Atlantis"), "Atlantis"),
    ],
)
def test_what_cannot_be_asked_of_an_orbit_is_said(record: Record, asked: AskedOrbit, says: str) -> None:
    with pytest.raises(ChoiceUnknown, match=says):
        orbit(record, asked)
