"""Northern states that deal with each other on known days: a record whose every figure is known."""

from dataclasses import dataclass
from pathlib import Path

from north_sea import day, findings, span

from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Mention, Statement

NAMES = {"NOR": "Norway", "ISL": "Iceland", "SWE": "Sweden", "DNK": "Denmark"}
WORDS = ("herring", "timber", "ferries", "salt", "glass", "ropes", "anchors", "sheep", "peat", "iron", "wool", "boats")


@dataclass(frozen=True, slots=True)
class Deed:
    """One act that one report tells: who does what to whom, when, how firmly; `by`: the office that is cited."""

    kind: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    date: str | None
    status: str = "done"
    published: str = "2031-01-10"
    outlet: str = "Fjord Post"
    topics: tuple[str, ...] = ()
    by: str | None = None
    mode: str | None = None


def report(number: int, deed: Deed, about: int | None = None) -> Findings:
    """The report of a deed over a matter of its own, or that of another report."""
    matter = number if about is None else about
    thing = f"{WORDS[matter % len(WORDS)]} {matter}"
    who = " and ".join(NAMES[s] for s in deed.one)
    whom = " and ".join(NAMES[s] for s in deed.other) or "nobody"
    text = f"{who} dealt with {whom} over {thing}."
    text += f" The {NAMES[deed.by[:3]]} office said so." if deed.by else ""
    sentence = text.partition(".")[0] + "."
    said = ()
    if deed.by:
        where = span(text, f"The {NAMES[deed.by[:3]]} office")
        said = (Statement("s", deed.by, (where,), (span(text, "said"),), (span(text, sentence),), "indirect"),)
    mention = Mention(
        "m", deed.kind, deed.one, deed.other, deed.status, span(text, "dealt"), span(text, sentence), deed.mode,
        topics=deed.topics, date=None if deed.date is None else day("", *deed.date.split("/")),
        statement="s" if deed.by else None, reciprocal=not deed.other, because="invented",
    )  # fmt: skip
    office = (
        (Actor(deed.by, f"{NAMES[deed.by[:3]]} office", "office", deed.by[:3], mentions=said[0].source_span),)
        if deed.by
        else ()
    )
    return findings(
        f"r{number}", text, deed.outlet, deed.published, mentions=(mention,), statements=said, actors=office
    )


def quiet(number: int, published: str) -> Findings:
    """A report that tells no act: the record has something of that day."""
    return findings(f"q{number}", f"Nothing happened by the fjord, {number}.", "Harbour Mail", published)


def fjord_record(folder: Path, *told: Findings) -> Record:
    """A record of these reports with its events worked out, open for reading."""
    path = folder / "fjords.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many(list(told), "test") == ()
        record.resolve()
    return Record.open(path)
