"""The entries of dossiers, worked out once for the last few questions about one copy of a record."""

from collections.abc import Callable
from functools import lru_cache

import polars as pl

from dragoman.analysis.ledger import whole_ledger
from dragoman.analysis.pages.boards import kept_board
from dragoman.analysis.partners.dossier import entries
from dragoman.analysis.partners.whole import Asked
from dragoman.record.held import Held
from dragoman.record.record import Record

MOST = 16  # questions whose answers are kept


def kept(held: Held) -> Callable[[Asked], pl.DataFrame]:
    """The entries between those who are asked for; what is kept goes with the copy."""
    whole, promises = kept_board(held), whole_ledger(held)

    def make(record: Record) -> Callable[[Asked], pl.DataFrame]:
        return lru_cache(MOST)(lambda asked: entries(record, asked, whole.things, promises))

    return held.once("dossiers", make)
