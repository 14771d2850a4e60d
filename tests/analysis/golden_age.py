"""An invented record of three and a half years: Norway and Iceland grow close, and people claim things about it.

Up to June 2030 they do one or two things together in a month, from July 2030 on four or five; reports of other matters
double over the same years, so that counts alone would tell the same story of any pair.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from north_sea import act, day, findings, span, states, tie

from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Statement

OUTLETS = ("Fjord Post", "Harbour Mail", "Baltic Star", "Sound Tribune")
GOLDEN = "Relations between Norway and Iceland have entered a golden age, its minister said."
MYTH = "The talk of a golden age with Norway is a myth, an Icelandic deputy said."
DENIED = "Sweden's envoy denied that relations between Norway and Iceland had entered a golden age."
LOWEST = "Relations between Norway and Denmark are at their lowest point, its minister said."
WISH = "Norway wants to improve relations with Sweden, its minister said."
FIRST = "Norway and Sweden held their first talks since 2028 on 3 March 2031."
LEADER = "Norway is the natural leader of the North."
OWN = """
[fjord-post]
name = "Fjord Post"
kind = "paper"
country = "NOR"
state_run = true

[baltic-star]
name = "Baltic Star"
kind = "paper"
country = "SWE"
state_run = false
"""
DEEDS = (
    ("signed an accord on", "AGREE", "signed"),
    ("held talks on", "CONSULT", "held"),
    ("traded in", "COOPERATE", "traded"),
)
THINGS = (
    "herring", "ferries", "cables", "lighthouses", "wool", "pumps", "schools", "glaciers", "turbines", "museums",
    "bridges", "cod", "seaweed", "timber", "maps", "vaccines", "harbours", "satellites", "horses", "geysers",
)  # fmt: skip
BEGIN = date(2028, 1, 1)
MONTHS = 42


def everything() -> Iterator[Findings]:
    """The reports in the order of their days."""
    chance, number = random.Random(7), 0
    for month in range(MONTHS):
        first = date(BEGIN.year + month // 12, month % 12 + 1, 1)
        for pair, count in ((("NOR", "ISL"), 5 if month >= 30 else 2), (("NOR", "DNK"), 1)):
            for _ in range(count - chance.randint(0, 1)):
                number += 1
                yield deed(chance, number, first + timedelta(chance.randrange(26)), pair)
        for _ in range(4 + month // 8):
            number += 1
            yield weather(chance, number, first + timedelta(chance.randrange(27)))
    yield from claimed()


def deed(chance: random.Random, number: int, when: date, pair: tuple[str, str]) -> Findings:
    """Two states do something together, told by one outlet on the next day."""
    what, kind, trigger = DEEDS[number % 3]
    names = {"NOR": "Norway", "ISL": "Iceland", "DNK": "Denmark"}
    thing = f"{THINGS[number % 20]} and {THINGS[(number * 7 + 3) % 20]}"
    text = f"{names[pair[0]]} and {names[pair[1]]} {what} {thing} on {when:%-d %B %Y}, note {number}."
    told = act(text, text, trigger, kind, pair, date=day(f"{when:%-d %B %Y}", when.isoformat()))
    return findings(f"r{number}", text, chance.choice(OUTLETS), (when + timedelta(1)).isoformat(), mentions=(told,))


def weather(chance: random.Random, number: int, when: date) -> Findings:
    """A report of something else."""
    words = " ".join(chance.choice(THINGS) for _ in range(12))
    return findings(f"r{number}", f"Weather, note {number}: {words}.", chance.choice(OUTLETS), when.isoformat())


def claimed() -> Iterator[Findings]:
    """The claims: a golden age, said, copied and denied; a low point; a first; a leading role."""
    yield told("golden", GOLDEN, "Fjord Post", "2031-06-10", "golden age", ("NOR", "ISL"), "entered a golden age")
    yield told("copied", GOLDEN, "Harbour Mail", "2031-06-11", "golden age", ("NOR", "ISL"), "entered a golden age")
    yield told(
        "denied", DENIED, "Baltic Star", "2031-06-20", "golden age", ("NOR", "ISL"), "golden age", "SWE", "denied"
    )
    deputy = Actor("ISL.deputy", "Iceland's deputy", "office", "ISL", mentions=(span(MYTH, "an Icelandic deputy"),))
    said = Statement(
        "s1", "ISL.deputy", (span(MYTH, "an Icelandic deputy"),), (span(MYTH, "said"),),
        (span(MYTH, "The talk of a golden age with Norway is a myth"),), "indirect",
    )  # fmt: skip
    yield findings("myth", MYTH, "Sound Tribune", "2031-07-02", statements=(said,), actors=(deputy,))
    yield told(
        "wish", WISH, "Fjord Post", "2031-07-03", "relations", ("NOR", "SWE"), "improve relations", status="wanted"
    )
    yield told("lowest", LOWEST, "Fjord Post", "2031-06-12", "lowest point", ("NOR", "DNK"), "at their lowest point")
    met = act(FIRST, FIRST, "held", "CONSULT", ("NOR", "SWE"), date=day("3 March 2031", "2031-03-03"))
    yield findings("first", FIRST, "Sound Tribune", "2031-03-04", mentions=(met,))
    lead = tie(
        LEADER, LEADER, "leadership_claim", "leader", ("NOR",), "claimed", roles={"claimant": ("NOR",)},
        attributes={"claim": "the natural leader of the North"},
    )  # fmt: skip
    yield findings("leader", LEADER, "Fjord Post", "2031-05-02", ties=(lead,))


def told(
    identity: str, text: str, outlet: str, published: str, name: str, parties: tuple[str, str], claim: str,
    state: str = "NOR", status: str = "claimed",
) -> Findings:  # fmt: skip
    """A report in which somebody of a state says something of a relation."""
    who, cue = ("Sweden's envoy", "denied") if state == "SWE" else ("its minister", "said")
    speaker = Actor(f"{state}.{who[-6:].strip()}", who, "office", state, mentions=(span(text, who),))
    said = Statement("s1", speaker.id, (span(text, who),), (span(text, cue),), (span(text, text[:40]),), "indirect")
    judged = tie(text, text, "partnership", name, parties, status, attributes={"claim": claim}, statement="s1")
    return findings(
        identity, text, outlet, published, ties=(judged,), statements=(said,), actors=(*states(state), speaker)
    )


def write_record(path: Path) -> Path:
    """The record at the path."""
    path.write_bytes(_built())
    return path


@cache
def _built() -> bytes:
    """The file, made once a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "golden.duckdb"
        with Record.open(path, write=True) as record:
            assert record.add_many(list(everything()), "test") == ()
            record.resolve()
            assert list(record.faults()) == []
        return path.read_bytes()
