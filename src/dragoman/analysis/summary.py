"""The first sentences of a brief: what it rests on, what is told most, what is contested, what could not be read."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polars as pl

from dragoman.analysis.days import written
from dragoman.analysis.scope import Scope
from dragoman.analysis.wording import counted, firmness_told, listed
from dragoman.record.paging import query_of
from dragoman.record.questions import reports_sql
from dragoman.types import NO_FAILURES, Section

REPORTS = ("id", "origin", "published", "outlet", "statements", "notes")  # what is told of them
MOST_PAIRS = 3
MOST_ORIGINS = 5


def summary_of(scope: Scope, sections: tuple[Section, ...]) -> tuple[str, ...]:
    """The summary's sentences, each with its numbers."""
    ground = _ground(scope)
    if not ground["reports"]:
        return ("This record holds no report that these limits let through.", *_unread(scope))
    first = scope.board.rows.filter(pl.col("turn") == 1).group_by("counts_as")
    counted_as = first.agg(number=pl.len(), own=pl.col("line_own").sum())
    firmness = {r["counts_as"]: r for r in counted_as.iter_rows(named=True)}
    return (
        _rests_on(ground),
        _told(ground, {k: r["number"] for k, r in firmness.items()}),
        *_pairs(sections),
        *_contested(firmness, sections),
        *_unread(scope),
    )


def left_out(scope: Scope) -> tuple[str, ...]:
    """What was not read, or with a caution, one sentence for each reason."""
    refused = scope.record.refusals().select("origin", "reason").iter_rows()
    noted = _noted(scope).select(pl.coalesce(_stated("origin"), "id"), "notes").iter_rows()
    by_reason: dict[str, list[str]] = {}
    for origin, reason in (*refused, *noted):
        by_reason.setdefault(f"{reason.rstrip('.')}.", []).append(origin)
    return tuple(f"{_some(origins)}: {reason}" for reason, origins in by_reason.items())


def _some(origins: list[str]) -> str:
    """The first of many, and how many more."""
    more = len(origins) - MOST_ORIGINS
    return f"{', '.join(origins[:MOST_ORIGINS])} and {more:,} more" if more > 0 else listed(origins)


def _reports(scope: Scope) -> pl.DataFrame:
    """The reports within the limits; the words that sentences must hold do not limit reports."""
    if "reports" not in scope.frames:
        limits = replace(scope.filters, text=None)
        query = query_of(scope.record, "report", limits) if scope.held else reports_sql(limits)
        asked = query.sql.replace("SELECT *", f"SELECT {', '.join(REPORTS)}", 1)
        found = scope.record.sql(asked, query.values)
        if scope.subject is not None:
            told = scope.board.read(scope.board.rows["at"], ("report",)).rename({"report": "id"})
            found = found.join(told, on="id", how="semi")
        scope.frames["reports"] = found
    return scope.frames["reports"]


def _noted(scope: Scope) -> pl.DataFrame:
    """Those that were read with a caution, or kept without findings."""
    return _reports(scope).filter(_stated("notes").is_not_null())


def _stated(column: str) -> pl.Expr:
    """The words of a column, null where there are none."""
    return pl.when(pl.col(column) != "").then(pl.col(column))


def _ground(scope: Scope) -> dict[str, Any]:
    reports = _reports(scope)
    days = reports.select(_stated("published")).to_series().drop_nulls()
    return {
        "reports": reports.height,
        "outlets": reports.select(_stated("outlet")).to_series().drop_nulls().n_unique(),
        "dated": [str(days.min()), str(days.max())][: days.len()],
        "undated": reports.height - days.len(),
        "statements": int(reports["statements"].sum()),
    }


def _rests_on(ground: dict[str, Any]) -> str:
    days = ground["dated"]
    span = f", published between {written(days[0])} and {written(days[-1])}" if len(days) > 1 else ""
    single = f", published on {written(days[0])}" if len(days) == 1 else ""
    undated = f" ({counted(ground['undated'], 'report')} without a date)" if ground["undated"] else ""
    return (
        f"This brief rests on {counted(ground['reports'], 'report')} of "
        f"{counted(ground['outlets'], 'outlet')}{span}{single}{undated}."
    )


def _told(ground: dict[str, Any], numbers: dict[str, int]) -> str:
    cited = counted(ground["statements"], "statement")
    if not numbers:
        return f"The reports cite {cited}, but tell no act and no standing thing within these limits."
    told = counted(sum(numbers.values()), "act or standing thing", "acts and standing things")
    once = "each counted once however many reports tell it"
    return f"The reports cite {cited} and tell {told}, {once}: {firmness_told(numbers)}."


def _pairs(sections: tuple[Section, ...]) -> Iterator[str]:
    """The pairs of which most is told, from the section that counts them."""
    bars = next((s.counts for s in sections if s.name == "partnerships"), ())
    if bars:
        told = [f"{c.name} ({counted(c.number, 'act')})" for c in bars[:MOST_PAIRS]]
        yield f"Most is told of {listed(told)}."


def _contested(firmness: dict[str, dict[str, Any]], sections: tuple[Section, ...]) -> Iterator[str]:
    total, own = (sum(r[k] for r in firmness.values()) for k in ("number", "own"))
    if total:
        verb = "rests" if own == 1 else "rest"
        share = f"{own} of {total} ({own / total:.0%}) {verb} on the word of a party alone"
        yield f"{share}; the others are told by reports in their own voice or by third parties."
    denials = next((s for s in sections if s.name == "contradictions"), None)
    if denials is not None and denials.counts:
        against, nothing = (c.number for c in denials.counts)
        beside = counted(against, "denial stands", "denials stand") if against else "No denial stands"
        alone = (
            f"; {nothing} {'has' if nothing == 1 else 'have'} nothing told against {'it' if nothing == 1 else 'them'}"
            if nothing
            else ""
        )
        yield f"{beside} against other tellings in this record{alone}."


def _unread(scope: Scope) -> Iterator[str]:
    kinds = [str(k) for k in scope.record.refusals()["kind"] if k not in NO_FAILURES]
    if kinds:
        reasons = listed([f"{kinds.count(k)} {k}" for k in dict.fromkeys(kinds)])
        yield f"{counted(len(kinds), 'input')} could not be read ({reasons}); the reasons stand at the end."
    noted = _noted(scope).height
    if noted:
        verb = "was" if noted == 1 else "were"
        said = f"{counted(noted, 'report')} {verb} read with a caution or kept without findings"
        yield f"{said}; the reasons stand at the end."
