"""What pairs of states do with each other and to each other, and how firmly it is told."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from dragoman.analysis.lines import limited, shown, sizes, whose_word
from dragoman.analysis.names import state_name
from dragoman.analysis.scope import Scope
from dragoman.analysis.wording import counted, firmness_told, load_wording
from dragoman.types import Count, Line, Section

PAIRS_CAP, LINES_CAP, BARS_CAP = 8, 6, 12
NOTE = (
    "A pair stands here if a report tells that one state, or somebody who belongs to it, acts towards the other. "
    "Several reports of one act count once; an act of many states counts for each pair of them."
)
# An act has a pair for each state on one side and each other state on the other; a lasting relation for each two of its
# states. Relations that are only claimed are told elsewhere.
PAIRED = """
CREATE OR REPLACE TEMP TABLE pair AS
WITH one_side AS (SELECT rowid AS at, of, question, counts_as, unnest(actor_states) AS state FROM telling),
other_side AS (SELECT rowid AS at, unnest(recipient_states) AS state FROM telling),
pairs AS (
    SELECT DISTINCT a.at, least(a.state, b.state) AS one, greatest(a.state, b.state) AS other
    FROM one_side a JOIN other_side b ON b.at = a.at AND b.state <> a.state
    WHERE (a.of = 'act' OR a.question = 'partnerships' AND a.counts_as <> 'possibility')
    AND list_has_all([a.state, b.state], $homes::VARCHAR[])
)
SELECT *, one || '-' || other AS part FROM pairs
"""
BUSIEST = """
SELECT part, any_value(one) AS one, any_value(other) AS other, count(DISTINCT line) AS acts
FROM pair p JOIN telling t ON t.rowid = p.at WHERE of = 'act' GROUP BY part ORDER BY acts DESC, part
"""
OF_THE_BUSIEST = """
SELECT t.*, p.one, p.other, p.part FROM pair p JOIN telling t ON t.rowid = p.at WHERE list_contains($busiest, part)
"""
FIGURES = f"""
SELECT part, of, quad, counts_as, count(DISTINCT line) AS number FROM ({OF_THE_BUSIEST})
GROUP BY part, of, quad, counts_as
"""


def partnerships(scope: Scope) -> Section:
    """The section on pairs of states, the pair of which most is told first."""
    assert scope.board is not None
    scope.board.execute(PAIRED, {"homes": list(scope.homes)})
    pairs = {row["part"]: row for row in scope.ask(BUSIEST).iter_rows(named=True)}
    if not pairs:
        return Section("partnerships", "Pairs of states")
    first = list(pairs)[:PAIRS_CAP]
    lines = shown(scope, OF_THE_BUSIEST, LINES_CAP, busiest=first)
    size = sizes(scope, OF_THE_BUSIEST, busiest=first)
    figures: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in scope.ask(FIGURES, busiest=first).iter_rows(named=True):
        figures[row["part"]].append(row)
    parts = tuple(_pair(scope, pairs[p], lines[p], size[p], figures[p]) for p in first)
    bars = tuple(Count(_title(pair), pair["acts"]) for pair in list(pairs.values())[:BARS_CAP])
    note = f"{NOTE} {_left_out(len(pairs) - len(parts))}".strip()
    return Section("partnerships", "Pairs of states", note=note, parts=parts, counts=bars)


def _left_out(pairs: int) -> str:
    verb = "is" if pairs == 1 else "are"
    return f"{counted(pairs, 'further pair')} of which less is told {verb} left out." if pairs else ""


def _pair(
    scope: Scope,
    pair: Mapping[str, str],
    lines: list[Line],
    size: tuple[int, int],
    figures: list[Mapping[str, Any]],
) -> Section:
    kinds, firmness, quads = (_summed(figures, column) for column in ("of", "counts_as", "quad"))
    relations = f" and {counted(kinds['thing'], 'lasting relation')}" if kinds["thing"] else ""
    note = f"{counted(kinds['act'], 'act')}{relations} told: {firmness_told(firmness)}. {whose_word(*size)}"
    counts = tuple(Count(words, quads[quad]) for quad, words in load_wording().quads.items() if quads.get(quad))
    section = Section(pair["part"].lower(), _title(pair), note=note, counts=counts)
    return limited(section, lines, size[0], scope.command("events", actor=pair["one"], with_=pair["other"]))


def _summed(figures: list[Mapping[str, Any]], column: str) -> dict[Any, int]:
    numbers: dict[Any, int] = defaultdict(int)
    for row in figures:
        numbers[row[column]] += row["number"]
    return numbers


def _title(pair: Mapping[str, str]) -> str:
    return f"{state_name(pair['one'])} – {state_name(pair['other'])}"
