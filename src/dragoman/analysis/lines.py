"""Tellings of the board -> lines of a brief, each with its tellings and their paragraphs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from dragoman.analysis.acts import act_text
from dragoman.analysis.scope import Scope
from dragoman.analysis.standing import tie_text
from dragoman.analysis.tellings import ACTS_IN_FULL, TIES_IN_FULL
from dragoman.types import Evidence, Line, Section, Telling

Row = Mapping[str, Any]
CAP = 8  # lines in a section, where it does not say otherwise
MOST_TELLINGS = 12  # of one line that are cited
BLANK, LINE_BREAK = re.compile(r"\n[^\S\n]*\n"), re.compile(r"\n")
# The first lines of each part, and the first tellings of each line.
SHOWN = """
SELECT *, count(*) OVER one AS tellings, count(DISTINCT voice) OVER one AS outlets
FROM ({rows}) WINDOW one AS (PARTITION BY part, line)
QUALIFY dense_rank() OVER (PARTITION BY part ORDER BY {order}) <= {cap}
    AND row_number() OVER (PARTITION BY part, line ORDER BY turn) <= {tellings}
ORDER BY part, {order}, turn
"""
# The tellings of the lines that weigh most, which one section or the other will show.
FIRST = f"""
SELECT id, of, lies_at FROM telling WHERE turn <= {MOST_TELLINGS} ORDER BY weight, turn LIMIT 2000
"""
# Of each part: how many lines there are, and how many of them rest on the word of a party alone.
SIZES = """
SELECT part, count(DISTINCT line) AS size, count(DISTINCT line) FILTER (line_own) AS own FROM ({rows}) GROUP BY part
"""


def shown(scope: Scope, rows: str, cap: int = CAP, order: str = "weight", **values: object) -> dict[str, list[Line]]:
    """The first lines of each part of `rows`, a query for columns of `telling` and for `part`."""
    query = SHOWN.format(rows=rows, order=order, cap=cap, tellings=MOST_TELLINGS)
    frame = scope.ask(query, **values)
    full = _in_full(frame, scope)
    scope.read(frame["report"])
    parts: dict[str, dict[int, list[Row]]] = {}
    for row in frame.iter_rows(named=True):
        lines = parts.setdefault(row["part"], {})
        lines.setdefault(row["line"], []).append({**full[row["id"]], **row, "date": row["day"], "date_to": row["last"]})
    return {part: [_line(told, scope) for told in lines.values()] for part, lines in parts.items()}


def sizes(scope: Scope, rows: str, **values: object) -> dict[str, tuple[int, int]]:
    """Of each part of `rows`: how many lines there are, how many of them rest on the word of a party alone."""
    found = scope.ask(SIZES.format(rows=rows), **values).iter_rows(named=True)
    return {row["part"]: (row["size"], row["own"]) for row in found}


def limited(section: Section, lines: Sequence[Line], size: int, command: str) -> Section:
    """The section with its lines, saying how many more there are and what lists them."""
    left = size - len(lines)
    return replace(section, lines=tuple(lines), more=left, command=command if left else None)


def whose_word(size: int, own: int) -> str:
    """A sentence on how many lines rest on the word of a party alone."""
    end = "on the word of one of the parties alone."
    if size == 1:
        return f"Its one line {'rests' if own else 'does not rest'} {end}"
    if own in (0, size):
        return f"{'None' if own == 0 else 'Each'} of the {size:,} lines rests {end}"
    return f"{own:,} of {size:,} lines {'rests' if own == 1 else 'rest'} {end}"


def _in_full(frame: pl.DataFrame, scope: Scope) -> Mapping[str, Row]:
    """The fields of the acts and things of a frame, by id; a day that the board left out stays out."""
    missing = frame.select("id", "of", "lies_at").filter(~pl.col("id").is_in(list(scope.full)))
    if len(missing):
        first = scope.ask(FIRST) if not scope.full else missing  # what most sections show is read at once
        wanted = missing if scope.rows is not None else pl.concat([missing, first]).unique()
        for of, rows in wanted.group_by("of"):
            scope.full.update({row["id"]: row for row in _whole(scope, str(of[0]), rows).iter_rows(named=True)})
    return scope.full


def _whole(scope: Scope, of: str, wanted: pl.DataFrame) -> pl.DataFrame:
    acts = of == "act"
    if scope.rows is not None:
        return (scope.rows.acts if acts else scope.rows.ties).at(wanted["lies_at"])
    return scope.record.sql(ACTS_IN_FULL if acts else TIES_IN_FULL, {"ids": wanted["id"].to_list()})


def _line(rows: Sequence[Row], scope: Scope) -> Line:
    main = rows[0]
    return Line(
        text=act_text(main, scope.names) if main["of"] == "act" else tie_text(rows, scope.names),
        told_by=tuple(telling(row, scope) for row in _once(rows)),
        status=main["status"],
        counts_as=main["counts_as"],
        date=main["day"] or main["last"],
        parties=tuple(main["who"]),
        outlets=main["outlets"],
        remark=main["contested"],
        more=main["tellings"] - len(rows),
    )


def _once(rows: Sequence[Row]) -> Iterator[Row]:
    """One row for each sentence of a report."""
    kept: set[tuple[str, int]] = set()
    for row in rows:
        if (place := (row["report"], row["start"])) not in kept:
            kept.add(place)
            yield row


def telling(row: Row, scope: Scope) -> Telling:
    """The telling of a row with `sentence`, `start` and `end`, and the rest of its paragraph."""
    evidence = Evidence(row["report"], row["start"], row["end"], row["sentence"])
    before, after = paragraph_around(scope.text(row["report"]), evidence)
    return Telling(
        evidence=evidence,
        speaker=scope.names.one(row["source"]) if row["source"] else None,
        via=tuple(scope.names.each(row["via"])),
        outlet=row["outlet"],
        published=row["published"],
        title=row["title"],
        url=row["url"],
        before=before,
        after=after,
        due=row["due"],
        note=(row.get("stage") or "").replace("_", " ") or None,
    )


def paragraph_around(text: str, evidence: Evidence) -> tuple[str, str]:
    """What stands before and after the words in their paragraph.

    Paragraphs end at an empty line or, in a text without empty lines, at a line break.
    """
    between = BLANK if BLANK.search(text) else LINE_BREAK
    begin = max((m.end() for m in between.finditer(text, 0, evidence.start)), default=0)
    found = between.search(text, evidence.end)
    return text[begin : evidence.start], text[evidence.end : found.start() if found else len(text)]
