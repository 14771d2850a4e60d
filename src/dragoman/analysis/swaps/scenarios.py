"""What contradicting numbers mean: the model run with the least and the most that sources say, never with a mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.analysis.swaps.model import Terms, Year, changed, modelled
from dragoman.atlas.swaps import YEAR, Contract, Network, Said
from dragoman.errors import ChoiceUnknown

BCM = 1000.0
LIKE = 0.05  # bounds within this share of each other are the same


@dataclass(frozen=True, slots=True)
class Whatif:
    """What the reader changes: the quantity (bcm a year), the fee, what the supplier hands over, and pipes' capacities.

    Null leaves what the sources say; `supply` and `capacities` are factors.
    """

    quantity: float | None = None
    fee: float | None = None
    supply: float = 1.0
    capacities: Mapping[str, float] | None = None
    swing: float = 30.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """One run of the model, and on whose numbers it rests; `quantity_by` and `fee_by` are sources, or "you"."""

    name: str
    quantity_by: str
    fee_by: str
    year: Year


@dataclass(frozen=True, slots=True)
class SwapAnswer:
    """A contract, the runs of the model from the least to the most that sources say, and what they say differently."""

    contract: Contract
    scenarios: tuple[Scenario, ...]
    differing: tuple[tuple[Said, ...], ...]


def answer(network: Network, contract: Contract, whatif: Whatif | None = None) -> SwapAnswer:
    """The model of a contract with the least and the most of quantity and fee, as far as the reader does not set them.

    Raises ChoiceUnknown where nothing is said of the quantity or fee and the reader sets none, and for unknown pipes.
    """
    asked = whatif or Whatif()
    pipes = changed(network, asked.capacities or {})
    quantities = _choices(contract, "quantity", contract.quantities, asked.quantity)
    fees = _choices(contract, "fee", contract.fees, asked.fee)
    runs = (
        Scenario(f"{q_name}, {f_name}", q_by, f_by, modelled(pipes, Terms(contract, q, f, asked.supply, asked.swing)))
        for q_name, q_by, q in quantities
        for f_name, f_by, f in fees
    )
    return SwapAnswer(contract, tuple(runs), differing(contract.quantities))


def _choices(
    contract: Contract, what: str, told: tuple[Said, ...], asked: float | None
) -> list[tuple[str, str, float]]:
    """The least and the most that is said of one number, or what the reader sets; quantities as mcm a day."""
    if asked is not None:
        return [(f"your {what}", "you", asked * BCM / YEAR if what == "quantity" else asked)]
    if not told:
        raise ChoiceUnknown(f"{what} that a source gives for", contract.id, [f"set one with --{what}"])
    least = min(told, key=lambda s: _low(s))
    most = max(told, key=lambda s: _high(s))
    found = [(f"least {what}", least.source, _low(least)), (f"most {what}", most.source, _high(most))]
    return found[:1] if found[0][2] == found[1][2] else found


def _low(said: Said) -> float:
    return said.low if said.unit == "share" else said.low_mcm


def _high(said: Said) -> float:
    return said.high if said.unit == "share" else said.high_mcm


def differing(told: tuple[Said, ...]) -> tuple[tuple[Said, ...], ...]:
    """Quantities that are said of the same month with bounds that differ, one group a month."""
    months: dict[str, list[Said]] = {}
    for said in told:
        known = months.setdefault(said.since[:7], [])
        if not any(_alike(said.low_mcm, k.low_mcm) and _alike(said.high_mcm, k.high_mcm) for k in known):
            known.append(said)
    return tuple(tuple(group) for group in months.values() if len(group) > 1)


def _alike(one: float, two: float) -> bool:
    return abs(one - two) <= LIKE * max(one, two)
