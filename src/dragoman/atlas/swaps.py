"""The atlas of swaps: contracts with what each source says of them, and the pipes of the model; their only reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.atlas.atlas import DATA
from dragoman.atlas.corridors import Source
from dragoman.data import read_data
from dragoman.errors import ChoiceUnknown, DataError

FOLDER = DATA / "swaps"
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
YEAR = sum(DAYS)
UNITS = {"mcm_a_day": 1.0, "bcm_a_year": 1000 / YEAR}  # what one of each is in million cubic metres a day


@dataclass(frozen=True, slots=True)
class Said:
    """One source's word on a quantity, fee or capacity of a contract: a range in its own unit, or a share for a fee.

    `since` is the day from which it holds or on which it was said.
    """

    low: float
    high: float
    unit: str
    since: str
    source: str
    says: str

    @property
    def low_mcm(self) -> float:
        """The lower bound in million cubic metres a day."""
        return self.low * UNITS[self.unit]

    @property
    def high_mcm(self) -> float:
        """The upper bound in million cubic metres a day."""
        return self.high * UNITS[self.unit]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a source says of how far a contract has come on a day."""

    date: str
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class Contract:
    """A swap: `supplier` hands goods over to `via` at `enters`, which hands over as much, less a fee, to `receiver`.

    `start` and `end` are ISO prefixes, empty where not known or open; `leaves` are the places of handing over.
    """

    id: str
    name: str
    supplier: str
    via: str
    receiver: str
    commodity: str
    start: str
    end: str
    enters: str
    leaves: tuple[str, ...]
    standings: tuple[Standing, ...]
    quantities: tuple[Said, ...]
    fees: tuple[Said, ...]
    capacities: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Pipe:
    """A pipe of the model, in million cubic metres a day; `loss` is the share of what enters that does not arrive."""

    id: str
    start: str
    end: str
    capacity: float
    loss: float
    basis: str


@dataclass(frozen=True)
class Network:
    """Pipes, and what is supplied and needed at their nodes by month, in million cubic metres a day.

    `nodes` says what each node stands for, `names` what a chart calls it.
    """

    nodes: Mapping[str, str]
    pipes: Mapping[str, Pipe]
    demands: Mapping[str, tuple[float, ...]]
    supplies: Mapping[str, tuple[float, ...]]
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, node: str) -> str:
        """What a node is called; its id where the file gives no name."""
        return self.names.get(node, node)


@dataclass(frozen=True)
class Swaps:
    """Contracts and their sources."""

    contracts: Mapping[str, Contract]
    sources: Mapping[str, Source]

    def contract(self, identity: str) -> Contract:
        """The contract with this id; raises ChoiceUnknown if there is none."""
        if identity not in self.contracts:
            raise ChoiceUnknown("swap", identity, self.contracts)
        return self.contracts[identity]


@cache
def load_swaps() -> Swaps:
    """The swaps that are installed with the program, read once; raises DataError if a file of them is broken."""
    sources = {i: Source(i, **fields) for i, fields in read_data(FOLDER / "sources.toml").items()}
    path = FOLDER / "contracts.toml"
    contracts = {i: _contract(path, i, fields) for i, fields in read_data(path).items()}
    for contract in contracts.values():
        told = {s.source for s in (*contract.quantities, *contract.fees, *contract.capacities)}
        lost = (told | {s.source for s in contract.standings}) - set(sources)
        if lost:
            raise DataError(path, f"[{contract.id}] cites sources that are not listed: {', '.join(sorted(lost))}")
    return Swaps(contracts, sources)


def _contract(path: Path, identity: str, fields: Mapping[str, Any]) -> Contract:
    try:
        return Contract(
            id=identity,
            name=fields["name"],
            supplier=fields["supplier"],
            via=fields["via"],
            receiver=fields["receiver"],
            commodity=fields["commodity"],
            start=fields["from"],
            end=fields["to"],
            enters=fields["enters"],
            leaves=tuple(fields["leaves"]),
            standings=tuple(Standing(**s) for s in fields["status"]),
            quantities=tuple(Said(**s) for s in fields["quantities"]),
            fees=tuple(Said(unit="share", **s) for s in fields["fees"]),
            capacities=tuple(Said(**s) for s in fields["capacities"]),
        )
    except (KeyError, TypeError) as error:
        raise DataError(path, f"[{identity}] lacks or does not know {error}") from error


def read_network(path: Path | None = None) -> Network:
    """The pipes of the model, from a file like the atlas's own.

    Raises DataError for a pipe whose ends are no nodes, a month too many or few, and numbers that cannot be.
    """
    where = path or FOLDER / "network.toml"
    found = read_data(where)
    try:
        nodes = {str(k): str(v) for k, v in found["nodes"].items()}
        names = {str(k): str(v) for k, v in found.get("names", {}).items()}
        pipes = {i: _pipe(where, i, p, nodes) for i, p in found["pipes"].items()}
        demands, supplies = (
            {n: _months(where, n, m, nodes) for n, m in found[t].items()} for t in ("demands", "supplies")
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(where, f"it lacks or does not know {error}") from error
    return Network(nodes, pipes, demands, supplies, names)


def _pipe(path: Path, identity: str, fields: Mapping[str, Any], nodes: Mapping[str, str]) -> Pipe:
    pipe = Pipe(
        identity, fields["from"], fields["to"], float(fields["capacity"]), float(fields["loss"]), fields["basis"]
    )
    if not {pipe.start, pipe.end} <= set(nodes) or pipe.start == pipe.end:
        raise DataError(path, f"pipe {identity} must join two of the nodes {', '.join(nodes)}")
    if pipe.capacity < 0 or not 0 <= pipe.loss < 1:
        raise DataError(path, f"pipe {identity} needs a capacity of 0 or more and a loss from 0 to below 1")
    return pipe


def _months(path: Path, node: str, fields: Mapping[str, Any], nodes: Mapping[str, str]) -> tuple[float, ...]:
    months = tuple(float(m) for m in fields["months"])
    if node not in nodes or len(months) != len(DAYS) or min(months) < 0:
        raise DataError(path, f"{node} must be a node with twelve months of 0 or more")
    return months
