"""What is only claimed: judgements on relations and leading roles that stand on somebody's word."""

import polars as pl

from dragoman.analysis.lines import limited, lines_of, shown, sizes, whose_word
from dragoman.analysis.scope import Scope
from dragoman.analysis.told import CLAIM
from dragoman.types import Section

NOTE = (
    "These are judgements and interests in somebody's words, not facts. `dragoman narrative` holds those that can be "
    "tested against the record."
)


def claims(scope: Scope) -> Section:
    """The section on narrative claims."""
    claimed = (pl.col("counts_as") == CLAIM) | (pl.col("question") == "claims").fill_null(value=False)
    told = scope.board.rows.filter(~pl.col("act"), claimed).with_columns(part=pl.lit("all"))
    found = lines_of(told)
    size, own = sizes(found).get("all", (0, 0))
    section = Section("claims", "Narrative claims", note=f"{NOTE} {whose_word(size, own)}" if size else None)
    lines = shown(scope, told, found).get("all", [])
    return limited(section, lines, size, scope.command("ties", status="claimed"))
