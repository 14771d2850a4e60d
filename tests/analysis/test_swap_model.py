"""The model of swaps: published figures, what-ifs, and what must hold whatever the terms."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from north_sea import findings, tie

from dragoman.analysis.swaps.claims import swap_claims
from dragoman.analysis.swaps.frames import months_frame, scenarios_frame, statements_frame, swap_claims_frame
from dragoman.analysis.swaps.model import Terms, Year, changed, modelled
from dragoman.analysis.swaps.scenarios import Whatif, answer, differing
from dragoman.atlas.swaps import DAYS, Network, Said, load_swaps, read_network
from dragoman.errors import ChoiceUnknown
from dragoman.record.record import Record

CONTRACT = load_swaps().contract("turkmen-azeri-2022")
PUBLISHED = 1677 / 365  # million cubic metres a day of a year in which 1.677 bcm were handed over
ASTARA = {"north-west-astara", "north-west-julfa"}


def year(network: Network | None = None, quantity: float = PUBLISHED, fee: float = 0.25, **more: float) -> Year:
    return modelled(network or read_network(), Terms(CONTRACT, quantity, fee, **more))


@pytest.mark.parametrize(("fee", "delivered"), [(0.25, 1.258), (0.30, 1.174), (0.0, 1.677)])
def test_what_is_handed_over_less_the_fee_is_delivered(fee: float, delivered: float) -> None:
    found = year(fee=fee)
    assert found.received == pytest.approx(1.677, abs=5e-4)
    assert found.delivered == pytest.approx(delivered, abs=1e-3)
    assert found.kept == pytest.approx(1.677 * fee, abs=1e-3)
    assert found.short == pytest.approx(0, abs=1e-6)


def test_a_daily_rate_of_iran_s_oil_minister_gives_the_yearly_range_of_the_contract() -> None:
    """4 to 4.5 mcm a day (January 2022) against the 1.5 to 2 bcm a year that were signed."""
    low, high = year(quantity=4.0).received, year(quantity=4.5).received
    assert low == pytest.approx(1.46, abs=0.005)
    assert 1.5 <= high <= 2.0
    assert low == pytest.approx(1.5, rel=0.05)


def test_half_the_way_out_halves_what_is_delivered_and_what_is_taken() -> None:
    """Only half of 5.26 mcm a day can leave: 0.96 bcm a year, and no more is taken than that is worth after the fee."""
    network = read_network()
    narrow = {i: (replace(p, capacity=2.635) if i == "north-west-astara" else p) for i, p in network.pipes.items()}
    shut = changed(replace(network, pipes=narrow), {"north-west-julfa": 0.0})
    found = year(shut)
    assert found.delivered == pytest.approx(0.96, abs=0.005)
    assert found.received == pytest.approx(0.96 / 0.75, abs=0.007)
    assert found.short == pytest.approx(1.258 - 0.96, abs=0.005)


def test_without_supply_nothing_is_delivered_though_gas_could_flow() -> None:
    """The contract's row forbids what a plain flow of least cost does: go on delivering Iran's own gas."""
    network = read_network()
    demands = {"north-east": tuple(25 + 1100 / 365 for _ in DAYS)}  # 1.1 bcm a year more than Iran's own pipe brings
    pipes = {**network.pipes, "centre-north-east": replace(network.pipes["centre-north-east"], loss=0.0)}
    found = year(replace(network, demands=demands, pipes=pipes), supply=0.0)
    assert found.received == 0
    assert found.delivered == 0
    assert found.unserved == pytest.approx(1.1, abs=1e-3)
    assert network.pipes["north-west-astara"].capacity > 0


def test_twice_the_capacity_helps_only_where_it_was_too_small() -> None:
    wide, narrow = read_network(), changed(read_network(), dict.fromkeys(ASTARA, 0.2))
    assert year(changed(wide, {"north-west-astara": 2.0})).delivered == pytest.approx(year(wide).delivered)
    assert year(changed(narrow, dict.fromkeys(ASTARA, 2.0))).delivered > year(narrow).delivered


def test_the_state_on_the_way_serves_itself_first() -> None:
    network = replace(read_network(), demands={"north-west": tuple(80.0 for _ in DAYS)})
    found = year(changed(network, {"centre-north-west": 0.5}))
    assert found.delivered == pytest.approx(0, abs=1e-6)
    assert found.received == pytest.approx(0, abs=1e-6)


def test_the_account_swings_where_a_month_cannot_deliver_and_ends_even() -> None:
    """Iran's north-west needs everything in January; what is handed over then is delivered later."""
    own = {"north-west": (80.0, *(20.0 for _ in DAYS[1:])), "north-east": tuple(20.0 for _ in DAYS)}
    network = replace(read_network(), demands=own)
    found = year(network, quantity=4.0)
    january = found.months[0]
    assert sum(january.delivered.values()) == pytest.approx(0, abs=1e-6)
    assert january.account > 0
    assert found.months[-1].account == pytest.approx(0, abs=1e-6)
    without = year(network, quantity=4.0, swing=0.0)
    assert without.received < found.received


@given(
    quantity=st.floats(0.1, 30),
    fee=st.floats(0, 0.9),
    supply=st.floats(0, 1.5),
    narrow=st.floats(0, 2),
)
@settings(max_examples=25)
def test_molecules_and_contract_balance_whatever_the_terms(
    quantity: float, fee: float, supply: float, narrow: float
) -> None:
    network = changed(read_network(), {"north-west-astara": narrow})
    found = year(network, quantity, fee, supply=supply)
    assert found.delivered == pytest.approx((1 - fee) * found.received, abs=1e-4)
    assert found.received <= quantity * supply * 0.365 + 1e-6
    before = 0.0
    for days, month in zip(DAYS, found.months, strict=True):
        got = sum(month.delivered.values())
        assert month.account == pytest.approx(before + month.received * (1 - fee) - got, abs=1e-3)
        assert abs(month.account) <= 30 * quantity * (1 - fee) + 1e-3
        before = month.account
        for identity, pipe in network.pipes.items():
            assert -1e-6 <= month.flows[identity] <= pipe.capacity * days + 1e-3
        into = sum(month.flows[i] * (1 - p.loss) for i, p in network.pipes.items() if p.end == "astara")
        out = sum(month.flows[i] for i, p in network.pipes.items() if p.start == "astara")
        assert into == pytest.approx(month.delivered["astara"] + out, abs=1e-3)


def test_the_model_runs_from_the_least_to_the_most_that_is_said() -> None:
    found = answer(read_network(), CONTRACT)
    assert [s.name for s in found.scenarios] == [
        "least quantity, least fee",
        "least quantity, most fee",
        "most quantity, least fee",
        "most quantity, most fee",
    ]
    frame = scenarios_frame(found)
    assert frame["quantity"].min() == 1.2
    assert frame["quantity"].max() == 3.65
    assert frame["fee"].unique().sort().to_list() == [0.15, 0.3]


def test_what_sources_say_differently_stands_side_by_side() -> None:
    groups = differing(CONTRACT.quantities)
    signed = next(g for g in groups if g[0].since.startswith("2021-11"))
    assert {(s.low, s.high, s.unit) for s in signed} == {
        (1.5, 2.0, "bcm_a_year"),
        (1.2, 2.0, "bcm_a_year"),
        (5.0, 6.0, "mcm_a_day"),
    }
    assert differing((Said(1.0, 1.0, "bcm_a_year", "2020", "", ""),)) == ()


def test_the_readers_own_numbers_replace_those_of_the_sources() -> None:
    (only,) = answer(read_network(), CONTRACT, Whatif(quantity=1.677, fee=0.25)).scenarios
    assert (only.quantity_by, only.fee_by) == ("you", "you")
    assert only.year.delivered == pytest.approx(1.258, abs=1e-3)


@pytest.mark.parametrize(
    ("swap", "whatif", "says"),
    [
        ("turkmen-turkey", Whatif(), "There is no quantity that a source gives for 'turkmen-turkey'"),
        ("turkmen-iraq", Whatif(), "There is no fee that a source gives for 'turkmen-iraq'"),
        ("turkmen-azeri-2022", Whatif(capacities={"moon": 2.0}), "There is no pipe 'moon'"),
    ],
)
def test_what_nobody_says_is_not_made_up(swap: str, whatif: Whatif, says: str) -> None:
    with pytest.raises(ChoiceUnknown, match=says):
        answer(read_network(), load_swaps().contract(swap), whatif)


def test_every_contract_with_numbers_can_be_modelled() -> None:
    for contract in load_swaps().contracts.values():
        found = answer(read_network(), contract, Whatif(quantity=0.5, fee=0.2)).scenarios[0].year
        assert found.delivered == pytest.approx(0.4, abs=0.01), contract.id


def test_a_contract_whose_places_are_no_nodes_is_refused() -> None:
    with pytest.raises(ChoiceUnknown, match="There is no node of the pipes 'moon'"):
        modelled(read_network(), Terms(replace(CONTRACT, enters="moon"), 1.0, 0.2))


def test_rows_of_statements_and_months() -> None:
    said = statements_frame(load_swaps(), CONTRACT)
    assert said.height == 14
    assert set(said["what"]) == {"quantity", "fee", "capacity"}
    assert statements_frame(load_swaps(), load_swaps().contract("turkmen-turkey")).is_empty()
    months = months_frame(answer(read_network(), CONTRACT, Whatif(quantity=1.677, fee=0.25)))
    assert months.height == 12
    assert months["received"].sum() == pytest.approx(1677, abs=0.1)


SENTENCE = "Gas is swapped for Azerbaijan through Iran, it said."


@pytest.mark.parametrize(
    ("roles", "found"),
    [
        ({"supplier": ("TKM",), "via": ("IRN",), "receiver": ("AZE",)}, {"turkmen-azeri-2022", "turkmen-azeri-2016"}),
        ({"via": ("IRN",), "receiver": ("IRQ",)}, {"turkmen-iraq"}),
        ({"supplier": ("TKM",), "via": ("IRN",), "receiver": ("ISL",)}, set()),
        ({"via": ("IRN",)}, set()),
    ],
)
def test_claims_of_reports_attach_by_who_supplies_carries_and_receives(
    tmp_path: Path, roles: dict[str, tuple[str, ...]], found: set[str]
) -> None:
    from dragoman.types import Actor

    states = [Actor(c, c, "state", c) for c in ("TKM", "IRN", "AZE", "IRQ")]
    told = tie(
        SENTENCE, SENTENCE, "energy_swap", "swap", ("NOR",), "in_force", roles=roles, attributes={"quantity": "3 bcm"}
    )
    with Record.open(tmp_path / "s.duckdb", write=True) as record:
        record.add(findings("s", SENTENCE, "Fjord Post", "2030-02-10", ties=(told,), actors=states), "test")
    with Record.open(tmp_path / "s.duckdb") as record:
        claims = swap_claims(record, load_swaps())
    assert {c.contract for c in claims} == found
    assert {c.quantity for c in claims} <= {"3 bcm"}
    assert swap_claims_frame(claims).height == len(found)
