"""What is denied or told as not happened, beside what other tellings say of the same parties and kind of act."""

from dataclasses import replace

import polars as pl

from dragoman.analysis.lines import limited, lines_of, shown, sizes
from dragoman.analysis.scope import Scope
from dragoman.analysis.told import REFUTED
from dragoman.analysis.wording import counted
from dragoman.types import Count, Line, Section

PARTS_CAP, LINES_CAP = 8, 6
AGAINST, NOTHING = "against other tellings", "nothing told against them"
NOTE = (
    "Beside each denial stands what the record tells of the same parties and the same kind of act or thing. They need "
    "not be about one and the same matter: read the words. Where nothing stands against a denial, none was told."
)


def contradictions(scope: Scope) -> Section:
    """The section on denials, one part for those that stand against other tellings of the same parties and kind.

    Acts are held against each other by type and states, of which there must be two to tell them from others; things by
    kind and parties.
    """
    section = Section("contradictions", "Denials and contradictions")
    told = scope.board.rows.with_columns(denied=pl.col("counts_as") == REFUTED)
    matters = _opposed(told)
    beside = told.join(matters.head(PARTS_CAP).select("matter"), on="matter").with_columns(part="matter")
    found = lines_of(beside, ("denied", "weight"))  # what stands against a denial comes after it
    found = found.sort("part", ~pl.col("denied"), "weight")
    lines, size = shown(scope, beside, found, LINES_CAP), sizes(found)
    opposed = [_part(scope, n, told_, size[key][0]) for n, (key, told_) in enumerate(lines.items(), 1)]
    denied = _alone(told, matters)
    alone = lines_of(denied)
    if not len(matters) and not len(alone):
        return section
    further = (
        f" {counted(len(matters) - len(opposed), 'further contradiction')} left out."
        if len(matters) > len(opposed)
        else ""
    )
    parts = (*opposed, *([_denied(scope, denied, alone)] if len(alone) else []))
    counts = (Count(AGAINST, len(matters)), Count(NOTHING, len(alone)))
    return replace(section, note=NOTE + further, parts=parts, counts=counts)


def _opposed(told: pl.DataFrame) -> pl.DataFrame:
    """The matters of which one telling denies what another one tells, that with the firmest line first."""
    by_matter = told.filter(pl.col("matter").is_not_null()).group_by("matter")
    told_both_ways = by_matter.agg(pl.col("denied").any(), told=(~pl.col("denied")).any(), first=pl.col("weight").min())
    return told_both_ways.filter("denied", "told").sort("first", "matter")


def _alone(told: pl.DataFrame, matters: pl.DataFrame) -> pl.DataFrame:
    """What is denied and stands against nothing; a denied thing whose sentences also deny an act is told as the act."""
    denied = told.filter("denied").join(matters, on="matter", how="anti")
    in_acts = pl.col("earliest").is_in(denied.filter("act")["earliest"].unique().implode())
    things = denied.filter(~pl.col("act")).group_by("line").agg(in_acts.all())
    told_too = things.filter("earliest")
    return denied.join(told_too, on="line", how="anti").with_columns(part=pl.lit("alone"))


def _part(scope: Scope, number: int, lines: list[Line], size: int) -> Section:
    parties = scope.names.listed(lines[0].parties)
    section = Section(f"contradiction-{number}", parties or "Parties that are not named")
    return limited(section, lines, size, scope.command("events"))


def _denied(scope: Scope, told: pl.DataFrame, lines: pl.DataFrame) -> Section:
    section = Section("denied-alone", "Denials with nothing told against them")
    return limited(section, shown(scope, told, lines)["alone"], len(lines), scope.command("events", status="denied"))
