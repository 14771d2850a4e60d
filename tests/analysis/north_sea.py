"""Invented reports of invented outlets on northern states, and a record of them, for the tests of briefs."""

from collections.abc import Iterable
from pathlib import Path

from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Mention, Report, Span, Statement, Tie, When

NAMES = {"NOR": "Norway", "ISL": "Iceland", "SWE": "Sweden", "DNK": "Denmark"}
PACT = "Norway and Iceland signed a herring pact in Bergen on 8 February 2030."
PLANT = "Norway will build a fish plant in Iceland by 2031, its minister said."
LATER = "The Nordic neighbours Norway and Iceland sealed their pact on herring on 8 February."


def span(text: str, words: str) -> Span:
    """Where the words first stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def states(*codes: str) -> tuple[Actor, ...]:
    return tuple(Actor(c, NAMES[c], "state", c) for c in codes)


def day(words: str, date: str | None, end: str | None = None) -> When:
    return When(date, end or date, words)


def findings(
    identity: str,
    text: str,
    outlet: str | None,
    published: str | None,
    *,
    mentions: Iterable[Mention] = (),
    ties: Iterable[Tie] = (),
    statements: Iterable[Statement] = (),
    actors: Iterable[Actor] = (),
    notes: tuple[str, ...] = (),
) -> Findings:
    report = Report(identity, text, f"Title of {identity}", outlet, published, language="en", origin=f"{identity}.txt")
    everybody = (*states(*NAMES), *actors)
    return Findings(report, everybody, (), tuple(statements), tuple(mentions), tuple(ties), notes)


def act(
    text: str,
    sentence: str,
    trigger: str,
    kind: str = "AGREE",
    who: tuple[str, ...] = ("NOR", "ISL"),
    whom: tuple[str, ...] | None = None,
    status: str = "done",
    **more: object,
) -> Mention:
    """An act told by a sentence of the text; without `whom` the actors do it with each other."""
    recipients = who if whom is None else whom
    where = (span(text, trigger), span(text, sentence))
    identity = f"{kind} {sentence[:20]} {trigger} {status}"
    return Mention(identity, kind, who, recipients, status, *where, reciprocal=whom is None, **more)  # type: ignore[arg-type]


def tie(text: str, sentence: str, kind: str, name: str, parties: tuple[str, ...], status: str, **more: object) -> Tie:
    return Tie(f"{kind} {name} {sentence[:9]}", kind, name, parties, status, (span(text, sentence),), **more)  # type: ignore[arg-type]


def pact_findings(identity: str, outlet: str, published: str) -> Findings:
    """The same two sentences, whoever prints them: a pact that is signed and a plant that is promised by a minister."""
    text = f"{PACT} {PLANT}"
    said = Statement(
        "s1", "NOR.minister", (span(text, "its minister"),), (span(text, "said"),), (span(text, PLANT),), "indirect"
    )
    signed = act(text, PACT, "signed", date=day("8 February 2030", "2030-02-08"))
    build = act(
        text,
        PLANT,
        "build",
        "COOPERATE",
        ("NOR",),
        ("ISL",),
        "planned",
        statement="s1",
        deadline=When(None, "2031", "by 2031", deadline=True),
        status_cues=(span(text, "will"),),
    )
    minister = Actor("NOR.minister", "Its minister", "office", "NOR", mentions=(span(text, "its minister"),))
    pact = tie(
        text,
        PACT,
        "agreement",
        "herring pact with Norway and Iceland",
        ("NOR", "ISL"),
        "done",
        stage="signed",
        attributes={"subject": "herring"},
        date=day("8 February 2030", "2030-02-08"),
    )
    found = {"mentions": (signed, build), "ties": (pact,), "statements": (said,), "actors": (minister,)}
    return findings(identity, text, outlet, published, **found)  # type: ignore[arg-type]


def later_findings() -> Findings:
    """Another outlet on the same pact, in words of its own."""
    sealed = act(LATER, LATER, "sealed", date=day("8 February", "2030-02-08"))
    return findings("star", LATER, "Baltic Star", "2030-02-12", mentions=(sealed,))


def record_of(folder: Path, *told: Findings, resolved: bool = False) -> Record:
    """A record of these findings, open for reading and closed by the one who asked for it.

    `resolved`: with events worked out.
    """
    path = folder / "north.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many(told, "test") == ()
        if resolved:
            record.resolve()
        assert list(record.faults()) == []
    return Record.open(path)


def pact_record(folder: Path) -> Record:
    """A report, its syndicated copy, and another outlet's own words on the same act."""
    post = pact_findings("post", "Fjord Post", "2030-02-10")
    copy = pact_findings("mail", "Harbour Mail", "2030-02-11")
    return record_of(folder, post, copy, later_findings())
