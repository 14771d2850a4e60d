"""Statements of other reports that doubt a claim: they hold its words and one of doubt, and name who it is about."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.analysis.names import Names
from dragoman.analysis.narratives.templates import doubted, pattern_of
from dragoman.record.origins import HOST
from dragoman.record.record import Record

Row = Mapping[str, Any]
# Statements that hold words of a template; `sentence` is what is said, a joint word once.
SAID = f"""
SELECT s.id, coalesce(u.sources, CASE WHEN s.source IS NULL THEN [] ELSE [s.source] END) AS sources,
    s.speaker_country AS speaker_state, s.cue, s.content AS sentence, s.via, s.outlet, s.published, s.report,
    'claimed' AS status, coalesce(o.first, s.report) AS text, o.publisher AS origin, p.key AS printed
FROM statement_row s
LEFT JOIN joint_word u ON u.statement = s.id
LEFT JOIN origin o ON o.report = s.report
LEFT JOIN publisher p ON p.name = coalesce(s.outlet, '') AND p.host = {HOST.replace("url", "s.url")}
WHERE regexp_matches(s.content, $words, 'i') AND coalesce(u.sources[1] = s.source, true)
ORDER BY s.published NULLS LAST, s.report, s.start, s.id
"""


def doubting(record: Record, templates: Sequence[str]) -> dict[str, list[Row]]:
    """By template the statements that hold its words and doubt something, each with the words of doubt (`doubt`)."""
    return {name: list(_doubting(record, name)) for name in sorted(set(templates))}


def _doubting(record: Record, template: str) -> Iterator[Row]:
    words = pattern_of(template)
    # What Python writes as a look-around DuckDB does not know; it only has to leave out what cannot fit.
    near = words.pattern.replace(r"(?<!\w)", "").replace(r"(?!\w)", "")
    for row in record.sql(SAID, {"words": near}).iter_rows(named=True):
        doubt = doubted(f"{row['cue'] or ''} {row['sentence'] or ''}")
        if doubt is not None and words.search(row["sentence"] or ""):
            yield {**row, "doubt": doubt}


def about(rows: Sequence[Row], parties: Sequence[str], names: Names, tellings: Sequence[Row]) -> list[Row]:
    """Those that name one of the parties and stand in no telling of the claim itself, not before its first one."""
    reports = {t["report"] for t in tellings}
    first = min((t["published"] for t in tellings if t["published"]), default="")
    return [
        row
        for row in rows
        if row["report"] not in reports
        and (row["published"] or "~") >= first
        and any(names.are_told(p, row["sentence"]) for p in parties)
    ]
