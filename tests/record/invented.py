"""Invented reports and what they say, for the tests of the record and of what is exported from it."""

import random
from collections.abc import Iterator
from dataclasses import replace

from dragoman.types import Actor, Findings, Mention, Place, Report, Span, Statement, Tie, When

STATES = {"IRN": "Iran", "TKM": "Turkmenistan", "KAZ": "Kazakhstan", "GEO": "Georgia", "NPL": "Nepal"}
OUTLETS = ("Ferghana Wire", "Caspian Herald", "Daily Karakum")
ACCORD = (
    'Iran\'s energy ministry said on Tuesday: "We have signed a ten-year gas accord with Turkmenistan." '
    "The Karakum agency, quoting the ministry, reported that Iran and Turkmenistan will open a depot in Ashgabat "
    "by March 2026, and gas will flow to Kazakhstan."
)


def span(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand in the text for the nth time (from 0)."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def accord(identity: str = "accord", published: str | None = "2023-05-03", outlet: str | None = OUTLETS[0]) -> Findings:
    """Findings in which every field of every type holds something."""
    text = ACCORD
    first, second = span(text, text[: text.index(" The Karakum")]), span(text, text[text.index("The Karakum") :])
    report = Report(
        id=identity,
        text=text,
        title="A gas accord",
        outlet=outlet,
        published=published,
        author="A. Writer",
        url=f"https://ferghana.example/{identity}",
        language="en",
        origin=f"reports/{identity}.txt",
    )
    return Findings(
        report, _actors(text), _places(text), _statements(text), _acts(text, first, second), _ties(text, first, second),
        ("One picture had no caption.", "A table was left out."),
    )  # fmt: skip


def _actors(text: str) -> tuple[Actor, ...]:
    return (
        Actor("IRN", "Iran", "state", "IRN", None, (span(text, "Iran"), span(text, "Iran", 1))),
        Actor("TKM", "Turkmenistan", "state", "TKM", None, (span(text, "Turkmenistan"), span(text, "Turkmenistan", 1))),
        Actor("KAZ", "Kazakhstan", "state", "KAZ", None, (span(text, "Kazakhstan"),)),
        Actor("irn-energy", "Energy Ministry of Iran", "office", "IRN", "GOV", (span(text, "Iran's energy ministry"),)),
        Actor("karakum", "Karakum", "outlet", "TKM", "MED", (span(text, "Karakum agency"),)),
    )


def _places(text: str) -> tuple[Place, ...]:
    return (Place("geonames:162183", "Ashgabat", 37.95, 58.38, "TKM", "place", (span(text, "Ashgabat"),)),)


def _statements(text: str) -> tuple[Statement, ...]:
    return (
        Statement(
            "s1", "irn-energy", (span(text, "Iran's energy ministry"),), (span(text, "said"),),
            (span(text, '"We have signed a ten-year gas accord with Turkmenistan."'),), "direct",
        ),
        Statement(
            "s2", "irn-energy", (span(text, "the ministry"),), (span(text, "quoting"), span(text, "reported that")),
            (span(text, "Iran and Turkmenistan will open a depot in Ashgabat"), span(text, "by March 2026")),
            "indirect", ("karakum",), "s1",
        ),
    )  # fmt: skip


def _acts(text: str, first: Span, second: Span) -> tuple[Mention, ...]:
    return (
        Mention(
            "m1", "AGREE", ("IRN",), ("TKM",), "done", span(text, "signed"), first, None, ("military",), ("energy",),
            True, "s1", When("2023-05-02", "2023-05-02", "on Tuesday", span(text, "on Tuesday")), None, None,
            (span(text, "have"),), "the verb 'sign'",
        ),
        Mention(
            "m2", "COOPERATE", ("IRN", "TKM"), (), "planned", span(text, "open"), second, "economic", (),
            ("trade", "transport"), False, "s2", None,
            When(None, "2026-03", "by March 2026", span(text, "by March 2026"), deadline=True),
            "geonames:162183", (span(text, "will"),), "the verb 'open' after 'will'",
        ),
    )  # fmt: skip


def _ties(text: str, first: Span, second: Span) -> tuple[Tie, ...]:
    date = When("2023-05-02", "2023-05-02", "on Tuesday", span(text, "on Tuesday"))
    return (
        Tie("t1", "agreement", "ten-year gas accord", ("IRN", "TKM"), "done", (first,), {}, "signed",
            {"term": "ten-year"}, "s1", date, "'sign' with 'accord'"),
        Tie("t2", "energy_swap", "gas to Kazakhstan", ("IRN", "TKM", "KAZ"), "planned", (first, second),
            {"supplier": ("TKM",), "via": ("IRN", "geonames:162183"), "receiver": ("KAZ",)}, None,
            {}, "s2", None, "'flow to'"),
    )  # fmt: skip


def corridor(identity: str = "corridor", outlet: str | None = OUTLETS[1]) -> Findings:
    """One report in which officials of three states say together that they will open a corridor."""
    text = f"Officials of Georgia, Iran and Nepal said that they would open a corridor, note {identity}."
    source, cue = span(text, "Officials of Georgia, Iran and Nepal"), span(text, "said")
    content, whole = span(text, f"they would open a corridor, note {identity}"), Span(0, len(text))
    sides = ("GEO", "IRN", "NPL")
    officials = [Actor(f"{i}.officials", f"{STATES[i]}'s officials", "office", i, "GOV", (source,)) for i in sides]
    ids = tuple(o.id for o in officials)
    return Findings(
        Report(identity, text, "A corridor", outlet, "2023-05-04", language="en", origin=f"{identity}.txt"),
        (*(Actor(i, STATES[i], "state", i, None, (span(text, STATES[i]),)) for i in sides), *officials), (),
        tuple(
            Statement(f"s{n}", i, (source,), (cue,), (content,), "indirect", joint="s1") for n, i in enumerate(ids, 1)
        ),
        (Mention("m1", "COOPERATE", ids, ids, "planned", span(text, "open"), whole, reciprocal=True, statement="s1"),),
        (Tie("t1", "corridor", "corridor", sides, "planned", (whole,), statement="s1"),),
    )  # fmt: skip


def visit(
    identity: str,
    who: str = "GEO",
    whom: str = "NPL",
    published: str | None = "2022-06-29",
    outlet: str | None = OUTLETS[1],
    status: str = "done",
    date: tuple[str | None, str | None] | None = None,
) -> Findings:
    """One report that tells one consultation in one sentence; `date` is what the text tells of its time."""
    said = f" {'/'.join(d or 'open' for d in date)}" if date else ""
    text = f"{STATES[who]} held talks with {STATES[whom]}{said}, note {identity}."
    when = When(*date, said.strip(), span(text, said.strip())) if date else None
    return Findings(
        Report(identity, text, f"Talks {identity}", outlet, published, language="en", origin=f"{identity}.txt"),
        tuple(Actor(i, STATES[i], "state", i, None, (span(text, STATES[i]),)) for i in dict.fromkeys((who, whom))),
        mentions=(
            Mention("m1", "CONSULT", (who,), (whom,), status, span(text, "talks"), Span(0, len(text)), date=when),
        ),
    )


def invented(count: int, seed: int) -> Iterator[Findings]:
    """Many reports, the same for the same seed: visits and accords of chance parties, days and outlets."""
    chance = random.Random(seed)
    for number in range(count):
        who, whom = chance.sample(sorted(STATES), 2)
        day = f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        if chance.random() < 0.4:
            yield accord(f"a{number}", day, chance.choice(OUTLETS))
        else:
            yield visit(f"v{number}", who, whom, day, chance.choice(OUTLETS), date=(day[:7], day[:7]))


def renamed(findings: Findings, name: str) -> Findings:
    """The same with another name for its first actor."""
    first, *others = findings.actors
    return replace(findings, actors=(replace(first, name=name), *others))
