"""What pairs of states do with each other and to each other, and how firmly it is told."""

import polars as pl

from dragoman.analysis.kinds import whose_word
from dragoman.analysis.lines import act_drafts, by_weight, capped, one_by_one, tie_drafts
from dragoman.analysis.names import state_name
from dragoman.analysis.scope import Scope
from dragoman.analysis.tellings import EVENTS_TOLD, TIES_TOLD
from dragoman.analysis.wording import counted, firmness_told, load_wording
from dragoman.types import Count, Section

PAIRS_CAP, LINES_CAP, BARS_CAP = 8, 6, 12
NOTE = (
    "A pair stands here if a report tells that one state, or somebody who belongs to it, acts towards the other. "
    "Several reports of one act count once; an act of many states counts for each pair of them."
)
PAIRED_ACTS = f"""
{EVENTS_TOLD},
pairs AS (
    SELECT DISTINCT x.id, least(x.state, y.state) AS one, greatest(x.state, y.state) AS other
    FROM states x JOIN states y ON y.id = x.id AND x.side = 'actor' AND y.side = 'recipient'
    WHERE x.state <> y.state AND list_has_all([x.state, y.state], $homes::VARCHAR[])
)
"""
ACTS = """
SELECT p.one || '-' || p.other AS pair, p.one, p.other, l.*,
    count(DISTINCT l.line) OVER (PARTITION BY p.one, p.other) AS size
FROM pairs p JOIN lined l USING (id)
ORDER BY size DESC, pair, l.line, l.id
"""
PAIRED_TIES = f"""
{TIES_TOLD},
tie_states AS (
    SELECT p.tie AS id, coalesce(a.country, CASE WHEN a.kind = 'state' THEN a.id END) AS state
    FROM tie_party p JOIN actor a ON a.id = p.actor
),
tied_pairs AS (
    SELECT DISTINCT x.id, x.state AS one, y.state AS other
    FROM tie_states x JOIN tie_states y ON y.id = x.id AND x.state < y.state
    WHERE list_has_all([x.state, y.state], $homes::VARCHAR[])
)
"""
RELATIONS = """
SELECT p.one || '-' || p.other AS pair, l.*
FROM tied_lined l LEFT JOIN tied_pairs p USING (id)
WHERE l.question = 'partnerships' AND l.counts_as <> 'possibility'
ORDER BY pair, l.line, l.id
"""


def partnerships(scope: Scope) -> Section:
    """The section on pairs of states, the pair of which most is told first."""
    homes = list(scope.homes)
    acts = scope.ask(PAIRED_ACTS, ACTS, homes=homes)
    relations = scope.ask(PAIRED_TIES, RELATIONS, homes=homes)
    pairs = [rows for _, rows in one_by_one(acts, "pair")]
    parts = tuple(_pair(scope, rows, relations) for rows in pairs[:PAIRS_CAP])
    bars = tuple(Count(_title(rows), rows["line"].n_unique()) for rows in pairs[:BARS_CAP])
    note = f"{NOTE} {_left_out(max(0, len(pairs) - PAIRS_CAP))}".strip() if parts else None
    return Section("partnerships", "Pairs of states", note=note, parts=parts, counts=bars)


def _left_out(pairs: int) -> str:
    verb = "is" if pairs == 1 else "are"
    return f"{counted(pairs, 'further pair')} of which less is told {verb} left out." if pairs else ""


def _pair(scope: Scope, acts: pl.DataFrame, relations: pl.DataFrame) -> Section:
    first = acts.row(0, named=True)
    ties = relations.filter(pl.col("pair") == first["pair"])
    drafts = by_weight([*tie_drafts(ties), *act_drafts(acts)])
    distinct = acts.unique("line")
    quads = tuple(
        Count(words, number)
        for quad, words in load_wording().quads.items()
        if (number := len(distinct.filter(pl.col("quad") == quad)))
    )
    section = Section(
        first["pair"].lower(), _title(acts), note=f"{_firmness(distinct)} {whose_word(acts)}", counts=quads
    )
    command = scope.command("events", actor=first["one"], with_=first["other"])
    return capped(section, drafts, scope, command, LINES_CAP)


def _title(acts: pl.DataFrame) -> str:
    first = acts.row(0, named=True)
    return f"{state_name(first['one'])} – {state_name(first['other'])}"


def _firmness(lines: pl.DataFrame) -> str:
    """How many facts, plans and denials, in one sentence."""
    numbers = {k: len(lines.filter(pl.col("counts_as") == k)) for k in load_wording().firmness}
    return f"{counted(len(lines), 'act')} told: {firmness_told(numbers)}."
