"""Invented reports of invented outlets on Andean states, and a record of them, for the tests of the web app."""

from pathlib import Path

from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Mention, Place, Report, Span, Statement, Tie, When

NAMES = {"PER": "Peru", "BOL": "Bolivia", "CHL": "Chile", "BRA": "Brazil"}
SIGNED = "Peru and Bolivia signed a pact on lithium in Puno on 4 March 2031."
BUILD = "Bolivia will open a railway from Puno to Santos by May 2031, its minister said."
# Signs beyond the first 65,536 come first: a mark counted in other units than code points stands beside its words.
LEAD = "\U0001f6a2\U0001f6e4 Freight news."
PACT = f"{LEAD}\n\n{SIGNED} {BUILD}"
DENIED = "Chile denied that it had closed a border post to Bolivia on 7 March 2031."
PRAISE = "Peru and Bolivia have never been closer, the presidency of Peru said."
QUARREL = f"{DENIED} {PRAISE}"
MET = "The Andean Community met in Lima on 12 March 2031."
MEETING = f"{MET} Brazil condemned Chile on Thursday."
PERSIAN = "وزیر خارجه پرو گفت که بولیوی شریک نزدیکی است."
HOSTILE = (
    "<script>document.title = 'taken'</script> <img src=x onerror=\"document.title='taken'\"> Chile met Brazil.\n\n"
    "The account \u202eyenom\u202c was closed."
)
HOSTILE_TITLE = "<b>Ports</b> & </title><script>document.title='taken'</script>"
QUESTIONS = """
[lithium]
title = "Lithium of Peru and Bolivia"
pair = ["PER", "BOL"]
text = "lithium"

[sea]
actor = "Atlantis"
"""
PUNO = Place("puno", "Puno", -15.84, -70.02, "PER")
SANTOS = Place("santos", "Santos", -23.96, -46.33, "BRA", "port")


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _day(words: str, date: str) -> When:
    return When(date, date, words)


def _states(text: str) -> tuple[Actor, ...]:
    return tuple(Actor(c, n, "state", c, mentions=(_span(text, n),) if n in text else ()) for c, n in NAMES.items())


def _act(
    text: str, sentence: str, trigger: str, kind: str, who: str, whom: str, status: str, **more: object
) -> Mention:
    identity = f"{kind} {trigger} {sentence[:12]}"
    told = (_span(text, trigger), _span(text, sentence))
    return Mention(identity, kind, (who,), (whom,), status, *told, because=f"{trigger} tells it", **more)  # type: ignore[arg-type]


def pact(identity: str, outlet: str, published: str) -> Findings:
    """A pact that is signed, a railway that is promised for a day, and the minister whose word that is."""
    minister = Actor("BOL.minister", "Bolivia's minister", "office", "BOL", mentions=(_span(PACT, "its minister"),))
    said = Statement(
        "said", "BOL.minister", (_span(PACT, "its minister"),), (_span(PACT, "said"),),
        (_span(PACT, BUILD.partition(", its")[0]),), "indirect",
    )  # fmt: skip
    due = When(None, "2031-05", "by May 2031", _span(PACT, "by May 2031"), deadline=True)
    signed = _act(
        PACT,
        SIGNED,
        "signed",
        "AGREE",
        "PER",
        "BOL",
        "done",
        reciprocal=False,
        date=_day("4 March 2031", "2031-03-04"),
        place="puno",
    )
    build = _act(
        PACT,
        BUILD,
        "open",
        "COOPERATE",
        "BOL",
        "BRA",
        "planned",
        statement="said",
        deadline=due,
        status_cues=(_span(PACT, "will"),),
    )
    agreed = Tie(
        "pact", "agreement", "pact on lithium", ("PER", "BOL"), "done", (_span(PACT, SIGNED),), stage="signed",
        attributes={"subject": "lithium"}, date=_day("4 March 2031", "2031-03-04"),
    )  # fmt: skip
    rails = Tie(
        "rails", "corridor", "railway from Puno", ("BOL", "BRA"), "planned", (_span(PACT, BUILD),),
        {"from": ("puno",), "to": ("santos",)}, statement="said",
    )  # fmt: skip
    places = (Place(PUNO.id, PUNO.name, PUNO.lat, PUNO.lon, PUNO.country, mentions=(_span(PACT, "Puno"),)), SANTOS)
    report = Report(
        identity, PACT, "A pact and a railway", outlet, published, language="en", url="https://wire.example/pact"
    )
    return Findings(report, (*_states(PACT), minister), places, (said,), (signed, build), (agreed, rails))


def quarrel() -> Findings:
    """What is denied, and what is only claimed."""
    presidency = Actor(
        "PER.presidency", "Peru's presidency", "office", "PER", mentions=(_span(QUARREL, "the presidency of Peru"),)
    )
    said = Statement(
        "praise", "PER.presidency", (_span(QUARREL, "the presidency of Peru"),), (_span(QUARREL, "said"),),
        (_span(QUARREL, "Peru and Bolivia have never been closer"),), "indirect",
    )  # fmt: skip
    closed = _act(
        QUARREL, DENIED, "closed", "SANCTION", "CHL", "BOL", "denied", date=_day("7 March 2031", "2031-03-07")
    )
    close = Tie(
        "closer",
        "partnership",
        "never closer",
        ("PER", "BOL"),
        "claimed",
        (_span(QUARREL, PRAISE),),
        attributes={"claim": "have never been closer"},
        statement="praise",
    )
    report = Report("quarrel", QUARREL, "Words at the border", "Cordillera Post", "2031-03-08", language="en")
    return Findings(report, (*_states(QUARREL), presidency), (), (said,), (closed,), (close,))


def meeting() -> Findings:
    """A body that meets, and an act without a day."""
    body = Actor("andean-community", "Andean Community", "igo", mentions=(_span(MEETING, "Andean Community"),))
    met = Tie(
        "met", "forum_meeting", "Andean Community", ("andean-community",), "done", (_span(MEETING, MET),),
        {"body": ("andean-community",)}, date=_day("12 March 2031", "2031-03-12"),
    )  # fmt: skip
    condemned = _act(MEETING, "Brazil condemned Chile on Thursday.", "condemned", "ACCUSE", "BRA", "CHL", "done")
    report = Report("meeting", MEETING, "A body meets", "Cordillera Post", "2031-03-13", language="en")
    return Findings(report, (*_states(MEETING), body), (), (), (condemned,), (met,))


def odd() -> tuple[Findings, Findings]:
    """A report that runs from right to left, and one that is written to do harm; neither is of a stated day."""
    minister = Actor("PER.minister", "وزیر خارجه پرو", "office", "PER", mentions=(_span(PERSIAN, "وزیر خارجه پرو"),))
    said = Statement(
        "farsi", "PER.minister", (_span(PERSIAN, "وزیر خارجه پرو"),), (_span(PERSIAN, "گفت"),),
        (_span(PERSIAN, "بولیوی شریک نزدیکی است"),), "indirect",
    )  # fmt: skip
    persian = Report("persian", PERSIAN, "گزارش", "روزنامه", "2031-03-10", language="fa")
    hostile = Report(
        "hostile", HOSTILE, HOSTILE_TITLE, None, None, language="en", url="javascript:document.title='taken'"
    )
    met = _act(HOSTILE, "Chile met Brazil.", "met", "CONSULT", "CHL", "BRA", "done")
    return Findings(persian, (minister,), (), (said,)), Findings(
        hostile, _states(HOSTILE), (), (), (met,), notes=("A table was left out.",)
    )


def another() -> Findings:
    """An act that a person may hold to be the signing of the pact, and the program does not."""
    text = "Peru reached an accord with Bolivia on fishing in June 2030."
    reached = _act(
        text, text, "reached", "AGREE", "PER", "BOL", "done", reciprocal=False, date=_day("June 2030", "2030-06")
    )
    return Findings(
        Report("another", text, "An accord", "Cordillera Post", "2030-07-01"), _states(text), (), (), (reached,)
    )


def commission(meetings: int = 25) -> Findings:
    """A body that has met every year, and will meet once more."""
    days = [f"{2006 + n}-03-20" for n in range(meetings)]
    told = [f"The River Commission met in session {n + 1} on {day}." for n, day in enumerate(days)]
    text = " ".join((*told, "It will meet again in May 2033."))
    body = Actor("river-commission", "River Commission", "igo", mentions=(_span(text, "River Commission"),))
    met = [
        Tie(
            f"met {n}", "forum_meeting", f"session {n + 1} of the commission", ("river-commission", "PER", "BOL"),
            "done", (_span(text, words),), {"body": ("river-commission",)}, date=_day(day, day),
        )
        for n, (words, day) in enumerate(zip(told, days, strict=True))
    ]  # fmt: skip
    again = Tie(
        "again", "forum_meeting", "session in May", ("river-commission", "PER", "BOL"), "planned",
        (_span(text, "It will meet again in May 2033."),), {"body": ("river-commission",)},
        date=_day("May 2033", "2033-05"),
    )  # fmt: skip
    report = Report("commission", text, "A river and its meetings", "Cordillera Post", "2031-02-01", language="en")
    return Findings(report, (*_states(text), body), (), (), (), (*met, again))


def write_record(path: Path) -> None:
    """Write the record of all of them; the second outlet prints the first's text."""
    told = (
        pact("pact", "Altiplano Wire", "2031-03-05"),
        pact("copy", "Pacific Mail", "2031-03-06"),
        quarrel(),
        meeting(),
        *odd(),
    )
    with Record.open(path, write=True) as record:
        assert record.add_many(told, "test") == ()
        record.resolve()
        assert list(record.faults()) == []
