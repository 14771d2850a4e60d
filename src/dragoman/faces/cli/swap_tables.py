"""Answers about swaps as a person reads them in a terminal."""

from collections.abc import Sequence

import polars as pl
from rich.console import Console

from dragoman.analysis.swaps.claims import SwapClaim
from dragoman.analysis.swaps.frames import statements_frame
from dragoman.analysis.swaps.scenarios import SwapAnswer
from dragoman.atlas.swaps import Contract, Said, Swaps
from dragoman.faces.cli.asking import print_rows
from dragoman.faces.cli.corridor_tables import add, say, shortened, table_of
from dragoman.faces.cli.tables import plain_console

UNITS = {"bcm_a_year": "bcm a year", "mcm_a_day": "mcm a day", "share": ""}


def list_swaps(swaps: Swaps, *, json: bool) -> None:
    """Print every contract, or with `json` every number that is said of one."""
    if json:
        for contract in swaps.contracts.values():
            print_rows(statements_frame(swaps, contract))
        return
    console = plain_console(Console())
    table = table_of("Swaps", "Id", "What", "Supplier", "Via", "Receiver", "From", "Newest status", "Numbers said")
    for c in swaps.contracts.values():
        parts = (c.id, c.name, c.supplier, c.via, c.receiver, c.start, _newest(c))
        add(table, *parts, len(c.quantities) + len(c.fees) + len(c.capacities))
    console.print(table)


def _newest(contract: Contract) -> str:
    last = max(contract.standings, key=lambda s: s.date, default=None)
    return "" if last is None else f"{last.status} ({last.date}, {last.source})"


def show_swap(swaps: Swaps, answer: SwapAnswer) -> None:
    """Print what is said of a contract, and the runs of the model."""
    console = plain_console(Console())
    contract = answer.contract
    say(console, contract.name, "bold")
    for standing in contract.standings:
        say(console, f"{standing.date} {standing.status} [{swaps.sources[standing.source].by}]")
    _say_numbers(console, statements_frame(swaps, contract))
    for group in answer.differing:
        told = "; ".join(_told(s) for s in group)
        say(
            console,
            f"Of {group[0].since[:7]} sources say different things: {told}. All stand; none is averaged.",
            "yellow",
        )
    console.print(_runs(answer))
    say(
        console,
        "The model: own demand on the way is served first; the receiver gets, over the year, no more than what was "
        "handed over less the fee, whoever's molecules arrive. Pipes and demands are assumptions; only the "
        "contract's row rests on the numbers above.",
    )


def _told(said: Said) -> str:
    low, high = f"{said.low:g}", f"{said.high:g}"
    return f"{low if low == high else f'{low}-{high}'} {UNITS[said.unit]} ({said.source})"


def _say_numbers(console: Console, frame: pl.DataFrame) -> None:
    if frame.is_empty():
        say(console, "No source at hand gives a number.")
        return
    table = table_of("What sources say", "What", "Said", "bcm a year", "Since", "In words", "Who says so")
    for row in frame.iter_rows(named=True):
        said = Said(row["low"], row["high"], row["unit"], row["since"], "", "")
        number = _told(said).removesuffix(" ()")
        bcm = "" if row["bcm_low"] is None else f"{row['bcm_low']:.2f}-{row['bcm_high']:.2f}"
        add(table, row["what"], number, bcm, row["since"], row["says"], row["by"])
    console.print(table)


def _runs(answer: SwapAnswer) -> "object":
    table = table_of(
        "A modelled year (bcm)",
        "Run",
        "Quantity",
        "Fee",
        "Handed over",
        "Delivered",
        "Kept",
        "Not delivered",
        "Unserved",
    )
    for s in answer.scenarios:
        y = s.year
        add(
            table,
            s.name,
            f"{y.terms.quantity * 0.365:.3f} ({s.quantity_by})",
            f"{y.terms.fee:.0%} ({s.fee_by})",
            *(f"{v:.3f}" for v in (y.received, y.delivered, y.kept, y.short, y.unserved)),
        )
    return table


def show_claims(console: Console, claims: Sequence[SwapClaim]) -> None:
    """Print what a record's reports say of a contract."""
    console = plain_console(console)
    if not claims:
        say(console, "No report of the record speaks of this swap.")
        return
    table = table_of(
        "What reports say of it", "Found by", "Says", "Quantity", "On whose word", "Report", "Sentence", lines=True
    )
    for c in claims:
        says = " / ".join(v for v in (c.status, c.stage) if v)
        report = " ".join(v for v in (c.outlet, c.published) if v)
        add(
            table,
            ", ".join(c.told),
            says,
            c.quantity or "",
            c.speaker or "the report",
            report,
            shortened(c.sentence),
        )
    console.print(table)
