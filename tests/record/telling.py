"""Reports made of chosen sentences that tell acts, for the tests of what is worked out across reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.record.record import Record
from dragoman.record.resolving.resolve import Resolved, resolve
from dragoman.types import Actor, Findings, Mention, Place, Report, Span, Statement, When

STATES = {"GEO": "Georgia", "NPL": "Nepal", "PER": "Peru", "KAZ": "Kazakhstan", "LAO": "Laos"}
TOWNS = {"Lima": ("PER", -12.05, -77.04), "Kathmandu": ("NPL", 27.7, 85.3), "Patan": ("NPL", 27.68, 85.32)}


@dataclass(frozen=True, slots=True)
class Act:
    """A sentence and what it tells; `said`: a speaker or outlet named in it, `via` an outlet that relays it."""

    text: str
    type: str = "AGREE"
    who: tuple[str, ...] = ("GEO",)
    whom: tuple[str, ...] = ("NPL",)
    status: str = "done"
    date: str | None = None
    to: str | None = None
    mode: str | None = None
    topics: tuple[str, ...] = ()
    place: str | None = None
    said: str | None = None
    via: str | None = None
    deadline: str | None = None


def telling(
    identity: str,
    *acts: Act | str,
    published: str | None = "2023-05-10",
    outlet: str | None = None,
    url: str | None = None,
    author: str | None = None,
    start: str = "",
) -> Findings:
    """A report of these sentences; by default each report is of an outlet of its own."""
    text, placed = start, []
    for act in acts:
        words = act if isinstance(act, str) else act.text
        begin = len(text) + (1 if text else 0)
        text = f"{text} {words}".strip()
        if isinstance(act, Act):
            placed.append((act, Span(begin, begin + len(words))))
    paper = f"Paper {identity}" if outlet is None else outlet
    report = Report(identity, text, f"Report {identity}", paper, published, author, url, "en", f"{identity}.txt")
    speakers = [n for act, _ in placed for n in (act.said, act.via) if n]
    statements = tuple(_statement(n, act, span) for n, (act, span) in enumerate(placed, 1) if act.said or act.via)
    return Findings(
        report,
        (*_states(placed, text), *(Actor(s, s, "outlet", None, "MED") for s in dict.fromkeys(speakers))),
        tuple(
            Place(t, t, TOWNS[t][1], TOWNS[t][2], TOWNS[t][0])
            for t in dict.fromkeys(a.place for a, _ in placed if a.place)
        ),
        statements,
        tuple(_mention(n, act, span) for n, (act, span) in enumerate(placed, 1)),
    )


def _states(placed: Sequence[tuple[Act, Span]], text: str) -> tuple[Actor, ...]:
    ids = dict.fromkeys(i for act, _ in placed for i in (*act.who, *act.whom))
    return tuple(Actor(i, STATES[i], "state", i, None, _named(text, STATES[i])) for i in ids)


def _named(text: str, name: str) -> tuple[Span, ...]:
    at = text.find(name)
    return (Span(at, at + len(name)),) if at >= 0 else ()


def _statement(number: int, act: Act, span: Span) -> Statement:
    return Statement(f"s{number}", act.said, (span,), (), (span,), "indirect", (act.via,) if act.via else ())


def _mention(number: int, act: Act, span: Span) -> Mention:
    second = act.text.split()[1]
    at = span.start + act.text.index(second)
    trigger = Span(at, at + len(second))
    date = When(act.date, act.to or act.date, act.date or "") if act.date else None
    due = When(None, act.deadline, act.deadline, deadline=True) if act.deadline else None
    return Mention(
        f"m{number}", act.type, act.who, act.whom, act.status, trigger, span, act.mode, topics=act.topics,
        statement=f"s{number}" if act.said or act.via else None, date=date, deadline=due, place=act.place,
        because="invented",
    )  # fmt: skip


def opened(path: Path, *findings: Findings) -> Record:
    """A record of these reports, nothing worked out yet."""
    record = Record.open(path, write=True)
    assert record.add_many(findings, "1.0") == ()
    return record


def resolved(record: Record, *, anew: bool = False) -> Resolved:
    """Work out what is new in the record."""
    return resolve(record._connection, anew=anew)
