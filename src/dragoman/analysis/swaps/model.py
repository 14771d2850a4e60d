"""A year of a swap as a linear program: gas in pipes and the contract's account are two layers, joined at two places.

Molecules: every month, at every node, what comes in (supplies, what the supplier hands over, pipes less their losses)
equals what goes out (pipes, own demand that is served, what is handed over to the receiver).
Contract: what the receiver is still owed grows by (1 - fee) of what was handed over and falls by what it got; it may
swing within a limit and ends at nothing. A plain flow of least cost without that row goes on delivering when the
supplier hands over nothing, since the gas that arrives is another's; so both layers are needed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.atlas.swaps import DAYS, Contract, Network
from dragoman.errors import ChoiceUnknown, ExtraMissing

MONTHS = range(len(DAYS))
OWN_FIRST = 10.0  # own demand unserved against as much not delivered: the state on the way serves itself first
LATE = 0.01  # what delivering a unit in a later month weighs against not delivering it
A_DROP = 1e-6  # million cubic metres that the solver leaves behind where there is nothing
A_TRIFLE = 1e-4  # weight of a unit in a pipe, so that nothing runs in circles
BCM = 1000.0  # million cubic metres in a billion


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms under which a contract is modelled: million cubic metres a day, the fee as a share.

    `supply` scales what the supplier hands over (0: nothing); `swing` is how many days of deliveries the account may
    run ahead or behind.
    """

    contract: Contract
    quantity: float
    fee: float
    supply: float = 1.0
    swing: float = 30.0

    @property
    def owed(self) -> float:
        """What the receiver is to get a day if all is handed over."""
        return self.quantity * (1 - self.fee)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the model, in million cubic metres.

    `account` is what the receiver is owed at its end (negative: it got more than its due); `kept` is the fee; `short`
    what was not delivered of what is promised (negative: made good for other months); `unserved` own demand by node;
    `flows` what enters each pipe.
    """

    received: float
    delivered: Mapping[str, float]
    kept: float
    account: float
    short: float
    unserved: Mapping[str, float]
    flows: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Year:
    """A modelled year of one contract."""

    terms: Terms
    months: tuple[Month, ...]

    @property
    def received(self) -> float:
        """Handed over to the state on the way, in billion cubic metres."""
        return sum(m.received for m in self.months) / BCM

    @property
    def delivered(self) -> float:
        """Handed over to the receiver, in billion cubic metres."""
        return sum(sum(m.delivered.values()) for m in self.months) / BCM

    @property
    def kept(self) -> float:
        """The fee in kind, in billion cubic metres."""
        return sum(m.kept for m in self.months) / BCM

    @property
    def short(self) -> float:
        """Promised and not delivered, in billion cubic metres."""
        return sum(m.short for m in self.months) / BCM

    @property
    def unserved(self) -> float:
        """Own demand of the state on the way that was not served, in billion cubic metres."""
        return sum(sum(m.unserved.values()) for m in self.months) / BCM


@dataclass
class _Program:
    """The linear program while it is put together: columns with weight and bounds, rows that must equal a number."""

    weights: list[float] = field(default_factory=list)
    bounds: list[tuple[float, float]] = field(default_factory=list)
    rows: list[dict[int, float]] = field(default_factory=list)
    sums: list[float] = field(default_factory=list)

    def column(self, low: float, high: float, weight: float = 0.0) -> int:
        self.weights.append(weight)
        self.bounds.append((low, high))
        return len(self.weights) - 1

    def row(self, terms: Mapping[int, float], total: float) -> None:
        self.rows.append(dict(terms))
        self.sums.append(total)


@dataclass(frozen=True)
class _Columns:
    """Which column of the program is which, by month."""

    flows: list[dict[str, int]]
    received: list[int]
    delivered: list[dict[str, int]]
    short: list[int]
    over: list[int]
    unserved: list[dict[str, int]]
    spare: list[dict[str, int]]
    account: list[int]


def changed(network: Network, capacities: Mapping[str, float]) -> Network:
    """The network with the capacity of pipes multiplied; raises ChoiceUnknown for a pipe that does not exist."""
    for pipe in capacities:
        if pipe not in network.pipes:
            raise ChoiceUnknown("pipe", pipe, network.pipes)
    pipes = {i: replace(p, capacity=p.capacity * capacities.get(i, 1.0)) for i, p in network.pipes.items()}
    return replace(network, pipes=pipes)


def modelled(network: Network, terms: Terms) -> Year:
    """The best year under these terms: own demand is served first, then as much as possible is delivered.

    Raises ChoiceUnknown if the contract's places are no nodes, ExtraMissing without scipy.
    """
    for node in (terms.contract.enters, *terms.contract.leaves):
        if node not in network.nodes:
            raise ChoiceUnknown("node of the pipes", node, network.nodes)
    program = _Program()
    columns = _columns(program, network, terms)
    for month in MONTHS:
        for node in network.nodes:
            program.row(*_balance(network, terms, columns, month, node))
        _contract_rows(program, terms, columns, month)
    solution = _solved(program)
    return Year(terms, tuple(_month(terms, columns, solution, m) for m in MONTHS))


def _columns(program: _Program, network: Network, terms: Terms) -> _Columns:
    """One column for every unknown of every month, in million cubic metres."""
    found = _Columns([], [], [], [], [], [], [], [])
    swing = terms.swing * terms.owed
    for month, days in enumerate(DAYS):
        found.flows.append({i: program.column(0, p.capacity * days, A_TRIFLE) for i, p in network.pipes.items()})
        found.received.append(program.column(0, terms.quantity * terms.supply * days))
        found.delivered.append({n: program.column(0, terms.quantity * days) for n in terms.contract.leaves})
        found.short.append(program.column(0, terms.owed * days, 1.0 + LATE))
        found.over.append(program.column(0, terms.quantity * days, -1.0))
        needs = {n: months[month] * days for n, months in network.demands.items()}
        found.unserved.append({n: program.column(0, need, OWN_FIRST) for n, need in needs.items()})
        found.spare.append({n: program.column(0, m[month] * days) for n, m in network.supplies.items()})
        end = month + 1 == len(DAYS)
        found.account.append(program.column(0.0 if end else -swing, 0.0 if end else swing))
    return found


def _balance(
    network: Network, terms: Terms, columns: _Columns, month: int, node: str
) -> tuple[dict[int, float], float]:
    """What comes to a node equals what leaves it; `spare` is what a supply keeps back."""
    row: dict[int, float] = {}
    for identity, pipe in network.pipes.items():
        if pipe.end == node:
            row[columns.flows[month][identity]] = 1 - pipe.loss
        elif pipe.start == node:
            row[columns.flows[month][identity]] = -1.0
    if node == terms.contract.enters:
        row[columns.received[month]] = 1.0
    if node in columns.delivered[month]:
        row[columns.delivered[month][node]] = -1.0
    total = 0.0
    if node in network.supplies:
        row[columns.spare[month][node]] = -1.0
        total -= network.supplies[node][month] * DAYS[month]
    if node in network.demands:
        row[columns.unserved[month][node]] = 1.0
        total += network.demands[node][month] * DAYS[month]
    return row, total


def _contract_rows(program: _Program, terms: Terms, columns: _Columns, month: int) -> None:
    delivered = dict.fromkeys(columns.delivered[month].values(), 1.0)
    account = {columns.account[month]: 1.0, columns.received[month]: terms.fee - 1.0, **delivered}
    if month:
        account[columns.account[month - 1]] = -1.0
    program.row(account, 0.0)
    program.row({**delivered, columns.short[month]: 1.0, columns.over[month]: -1.0}, terms.owed * DAYS[month])


def _solved(program: _Program) -> list[float]:
    try:
        from scipy.optimize import linprog
        from scipy.sparse import csr_array
    except ImportError as error:
        raise ExtraMissing("The model of swaps", "scipy", "analysis") from error
    places = [(r, c, v) for r, row in enumerate(program.rows) for c, v in row.items()]
    values = [v for _, _, v in places]
    cells = ([r for r, _, _ in places], [c for _, c, _ in places])
    matrix = csr_array((values, cells), shape=(len(program.rows), len(program.weights)))
    given: dict[str, Any] = {"A_eq": matrix, "b_eq": program.sums, "bounds": program.bounds, "method": "highs"}
    found = linprog(program.weights, **given)
    assert found.status == 0, found.message
    return [0.0 if abs(v) < A_DROP else float(v) for v in found.x]


def _month(terms: Terms, columns: _Columns, solution: Sequence[float], month: int) -> Month:
    received = solution[columns.received[month]]

    def read(of: Mapping[str, int]) -> dict[str, float]:
        return {name: solution[column] for name, column in of.items()}

    return Month(
        received=received,
        delivered=read(columns.delivered[month]),
        kept=received * terms.fee,
        account=solution[columns.account[month]],
        short=solution[columns.short[month]] - solution[columns.over[month]],
        unserved=read(columns.unserved[month]),
        flows=read(columns.flows[month]),
    )
