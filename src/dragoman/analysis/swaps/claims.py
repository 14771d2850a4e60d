"""What the reports of a record say of swaps, attached to contracts by who supplies, carries and receives."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.atlas.swaps import Contract, Swaps
from dragoman.ontology.ontology import load_ontology
from dragoman.record.record import Record

PARTS = ("supplier", "via", "receiver")
HOLDERS = """
SELECT o.tie, o.role, coalesce(a.country, o.holder) AS holder
FROM tie_role o LEFT JOIN actor a ON a.id = o.holder WHERE list_contains($parts, o.role)
"""
# Of a kind, the ties that tell enough of the parts.
TOLD = """
SELECT * FROM tie_row WHERE kind = $kind AND id IN (
    SELECT tie FROM tie_role WHERE list_contains($parts, role) GROUP BY tie HAVING count(DISTINCT role) >= $enough
)
ORDER BY kind, published NULLS LAST, report, start, id
"""
ENOUGH = 2  # of the three parts, so many must be told and none may differ


@dataclass(frozen=True, slots=True)
class SwapClaim:
    """What one report says of a contract; `told` are the parts by which it was found."""

    contract: str
    told: tuple[str, ...]
    status: str
    stage: str | None
    quantity: str | None
    term: str | None
    speaker: str | None
    outlet: str | None
    published: str | None
    report: str
    tie: str
    sentence: str


def swap_claims(record: Record, swaps: Swaps) -> list[SwapClaim]:
    """Claims of a record's reports on the contracts of the atlas, the newest last.

    A tie is about a contract if at least two of supplier, via and receiver are told and none that is told differs.
    """
    kinds = [k for k, tie in load_ontology().ties.items() if set(PARTS) <= set(tie.roles)]
    found = [claim for kind in kinds for claim in _claims(record, swaps, kind)]
    return sorted(found, key=lambda c: (c.published or "", c.report, c.tie, c.contract))


def _claims(record: Record, swaps: Swaps, kind: str) -> Iterator[SwapClaim]:
    holders = _holders(record)
    for row in record.sql(TOLD, {"kind": kind, "parts": list(PARTS), "enough": ENOUGH}).iter_rows(named=True):
        for contract in swaps.contracts.values():
            told = _told(contract, holders.get(row["id"], {}))
            if told:
                yield _claim(contract, told, row)


def _holders(record: Record) -> dict[str, dict[str, set[str]]]:
    """Who holds which role in each tie, by the state that the holder is or belongs to."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in record.sql(HOLDERS, {"parts": list(PARTS)}).iter_rows(named=True):
        found.setdefault(row["tie"], {}).setdefault(row["role"], set()).add(row["holder"])
    return found


def _told(contract: Contract, holders: dict[str, set[str]]) -> tuple[str, ...]:
    told = [part for part in PARTS if part in holders]
    fits = all(getattr(contract, part) in holders[part] for part in told)
    return tuple(told) if fits and len(told) >= ENOUGH else ()


def _claim(contract: Contract, told: tuple[str, ...], row: dict[str, Any]) -> SwapClaim:
    attributes = dict(a.split(": ", 1) for a in row["attributes"])
    return SwapClaim(
        contract=contract.id,
        told=told,
        status=row["status"],
        stage=row["stage"],
        quantity=attributes.get("quantity"),
        term=attributes.get("term"),
        speaker=row["speaker"],
        outlet=row["outlet"],
        published=row["published"],
        report=row["report"],
        tie=row["id"],
        sentence=row["sentence"] or "",
    )
