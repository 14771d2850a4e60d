"""Answers about swaps as DataFrames: one row a statement, a run of the model, a month or a claim."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import polars as pl

from dragoman.analysis.swaps.claims import SwapClaim
from dragoman.analysis.swaps.scenarios import SwapAnswer
from dragoman.atlas.swaps import Contract, Said, Swaps

MCM_TO_BCM = 0.365  # a million cubic metres a day, in billion cubic metres a year


def statements_frame(swaps: Swaps, contract: Contract) -> pl.DataFrame:
    """Everything that sources say of a contract in numbers, in their own unit and, for gas, in bcm a year."""
    told = [
        *(("quantity", s) for s in contract.quantities),
        *(("fee", s) for s in contract.fees),
        *(("capacity", s) for s in contract.capacities),
    ]
    return pl.DataFrame([_said(swaps, contract, what, s) for what, s in told], infer_schema_length=None)


def _said(swaps: Swaps, contract: Contract, what: str, said: Said) -> dict[str, Any]:
    gas = said.unit != "share"
    source = swaps.sources[said.source]
    return {
        "swap": contract.id,
        "what": what,
        "low": said.low,
        "high": said.high,
        "unit": said.unit,
        "bcm_low": round(said.low_mcm * MCM_TO_BCM, 3) if gas else None,
        "bcm_high": round(said.high_mcm * MCM_TO_BCM, 3) if gas else None,
        "since": said.since,
        "says": said.says,
        "by": source.by,
        "side": source.side or None,
        "url": source.url,
    }


def scenarios_frame(answer: SwapAnswer) -> pl.DataFrame:
    """One row a run of the model, in billion cubic metres a year."""
    return pl.DataFrame(
        [
            {
                "swap": answer.contract.id,
                "run": s.name,
                "quantity": round(s.year.terms.quantity * MCM_TO_BCM, 3),
                "quantity_by": s.quantity_by,
                "fee": s.year.terms.fee,
                "fee_by": s.fee_by,
                "received": round(s.year.received, 3),
                "delivered": round(s.year.delivered, 3),
                "kept": round(s.year.kept, 3),
                "short": round(s.year.short, 3),
                "unserved": round(s.year.unserved, 3),
            }
            for s in answer.scenarios
        ],
        infer_schema_length=None,
    )


def months_frame(answer: SwapAnswer) -> pl.DataFrame:
    """One row for each run and month, in million cubic metres; flows of pipes in columns of their own."""
    return pl.DataFrame(
        [
            {
                "swap": answer.contract.id,
                "run": s.name,
                "month": number,
                "received": round(m.received, 3),
                **{f"delivered_{n}": round(v, 3) for n, v in m.delivered.items()},
                "kept": round(m.kept, 3),
                "account": round(m.account, 3),
                "short": round(m.short, 3),
                **{f"unserved_{n}": round(v, 3) for n, v in m.unserved.items()},
                **{f"flow_{p}": round(v, 3) for p, v in m.flows.items()},
            }
            for s in answer.scenarios
            for number, m in enumerate(s.year.months, start=1)
        ],
        infer_schema_length=None,
    )


def swap_claims_frame(claims: Iterable[SwapClaim]) -> pl.DataFrame:
    """One row a claim of a report on a contract."""
    return pl.DataFrame([asdict(c) for c in claims], infer_schema_length=None)
