"""Claims and verdicts as DataFrames: one row a claim and data set, and the rows of a verdict."""

from collections.abc import Iterable
from dataclasses import asdict
from math import isfinite
from typing import Any

import polars as pl

from dragoman.analysis.narratives.effects import Effect
from dragoman.analysis.narratives.judged import Judged
from dragoman.analysis.narratives.levels import Base
from dragoman.analysis.narratives.material import Event
from dragoman.analysis.narratives.verdicts import Verdict

LEFT_OUT = ("first", "last", "by_telling")  # fields of an event that are days as numbers


def claims_frame(found: Iterable[Judged]) -> pl.DataFrame:
    """One row for each claim and data set: what is claimed by whom, the verdict and why, what is missing."""
    return pl.DataFrame([_claim(t, v) for t in found for v in t.verdicts], infer_schema_length=None)


def _claim(judged: Judged, verdict: Verdict) -> dict[str, Any]:
    claim, first = judged.claim, judged.claim.first
    return {
        "claim": claim.id,
        "title": claim.title,
        "words": claim.words,
        "parties": list(claim.parties),
        "day": claim.day,
        "speaker": first.speaker,
        "outlet": first.outlet,
        "hands": list(first.hands),
        "tellings": len(claim.voices),
        "disputed": sum(v.does == "disputes" for v in claim.voices) + len(claim.disputed_by),
        **verdict_row(verdict),
        "sentence": first.sentence,
        "report": first.report,
    }


def verdict_row(verdict: Verdict) -> dict[str, Any]:
    """A verdict as one row; numbers that are infinite become null."""
    effect = {f"effect_{k}": v for k, v in effect_row(verdict.effect).items()}
    return {
        "dataset": verdict.dataset,
        "verdict": verdict.verdict,
        "because": verdict.because,
        "missing": list(verdict.missing),
        **effect,
        "events": len(verdict.rows),
        "undated": verdict.undated,
        "contested": verdict.contested,
        "dispersion": verdict.dispersion,
        "reports": verdict.reports,
    }


def effect_row(effect: Effect | None) -> dict[str, Any]:
    """An effect as one row, all null where there is none."""
    names = ("kind", "than", "claimed", "other", "estimate", "low", "high", "p", "needed")
    return {name: _finite(getattr(effect, name)) if effect else None for name in names}


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not isfinite(value) else value


def rows_frame(verdict: Verdict) -> pl.DataFrame:
    """Exactly what a verdict rests on: one row for each level (of = level) and one for each event in it (of = event).

    A level has its exposure (reports, contacts or days) and the dispersion by which intervals are widened, an event its
    weight; both have the name of the level and its side.
    """
    rows = [
        row
        for base in verdict.bases
        for row in (_level(base, verdict.dispersion), *(_event(base, e) for e in base.events))
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def _level(base: Base, dispersion: float) -> dict[str, Any]:
    bar = base.bar
    return {
        "of": "level", "level": bar.name, "side": bar.side, "from": bar.first, "to": bar.last, "exposure": bar.exposure,
        "events": bar.events, "weight": bar.total, "dispersion": dispersion,
    }  # fmt: skip


def _event(base: Base, event: Event) -> dict[str, Any]:
    told = {k: v for k, v in asdict(event).items() if k not in LEFT_OUT}
    return {
        "of": "event",
        "level": base.bar.name,
        "side": base.bar.side,
        **{k: v for k, v in told.items() if k in SCHEMA},
        "parties": "; ".join(event.parties),
        "day_of_telling": event.by_telling,
    }


SCHEMA: dict[str, Any] = {
    "of": pl.String, "level": pl.String, "side": pl.String, "from": pl.String, "to": pl.String, "exposure": pl.Float64,
    "events": pl.Int64, "weight": pl.Float64, "dispersion": pl.Float64, "id": pl.String, "date": pl.String,
    "day_of_telling": pl.Boolean, "type": pl.String, "mode": pl.String, "parties": pl.String, "score": pl.Float64,
    "origins": pl.Int64, "contested": pl.Boolean, "sentence": pl.String, "mention": pl.String, "report": pl.String,
    "outlet": pl.String, "url": pl.String,
}  # fmt: skip
