"""What several questions about one copy of a record rest on, worked out once for the last few of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from dragoman.analysis.ledger import ledger
from dragoman.analysis.pages.boards import board
from dragoman.analysis.partners.behind import Which, ids
from dragoman.analysis.partners.dossier import entries
from dragoman.analysis.partners.whole import Asked
from dragoman.record.record import Record
from dragoman.record.snapshot import Held

MOST = 16  # questions whose answers are kept


@dataclass(frozen=True, slots=True)
class Kept:
    """The ids behind figures, and the entries of dossiers."""

    ids: Callable[[Asked, Which], list[str]]
    entries: Callable[[Asked], pl.DataFrame]


def kept(held: Held) -> Kept:
    """What is kept of this copy; it goes with the copy."""
    whole, promises = held.once("board", board), held.once("ledger None", ledger)

    def make(record: Record) -> Kept:
        behind = lru_cache(MOST)(lambda asked, which: list(ids(record, asked, which)))
        told = lru_cache(MOST)(lambda asked: entries(record, asked, whole.things, promises))
        return Kept(behind, told)

    return held.once("partners", make)
