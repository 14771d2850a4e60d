"""Agreements, meetings, routes and claims: what is one line, and how it reads."""

from pathlib import Path

import pytest
from north_sea import day, findings, record_of, tie

from dragoman.analysis.agreements import agreements
from dragoman.analysis.claims import claims
from dragoman.analysis.forums import forums
from dragoman.analysis.routes import routes
from dragoman.analysis.scope import Scope, scope_of
from dragoman.analysis.standing import title_of, titled
from dragoman.record.filters import Filters
from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Tie


def scope(record: Record) -> Scope:
    return scope_of(record, Filters())


def told(identity: str, text: str, published: str, *ties: Tie, outlet: str = "Fjord Post") -> Findings:
    return findings(identity, text, outlet, published, ties=ties, actors=(Actor("nc", "Nordic Council", "igo"),))


def accord(text: str, stage: str, date: str, name: str = "accord on eels") -> Tie:
    return tie(
        text,
        text,
        "agreement",
        name,
        ("NOR", "SWE"),
        "done",
        stage=stage,
        date=day("", date),
        attributes={"subject": "eels"},
    )


def test_stages_of_one_agreement_stand_in_one_line_in_their_order(tmp_path: Path) -> None:
    first, second = "Norway and Sweden signed an accord on eels.", "Norway and Sweden ratified the eel accord."
    with record_of(
        tmp_path,
        told("late", second, "2031-02-01", accord(second, "ratified", "2031-01", "eel accord"), outlet="Baltic Star"),
        told("early", first, "2030-03-05", accord(first, "signed", "2030-03-04")),
    ) as record:
        (line,) = agreements(scope(record)).lines
    assert line.text == "Norway and Sweden have an accord on eels (signed 4 March 2030; ratified January 2031)."
    assert [t.note for t in line.told_by] == ["signed", "ratified"]
    assert line.outlets == 2


def test_a_denied_agreement_is_a_line_of_its_own(tmp_path: Path) -> None:
    text = "Norway and Sweden signed an accord on eels. Norway denied any accord on eels with Sweden."
    signed, denied = (f"{s}." for s in text.rstrip(".").split(". "))
    one = tie(text, signed, "agreement", "accord on eels", ("NOR", "SWE"), "done", attributes={"subject": "eels"})
    other = tie(
        text,
        denied,
        "agreement",
        "accord on eels with Sweden",
        ("NOR", "SWE"),
        "denied",
        attributes={"subject": "eels"},
    )
    with record_of(tmp_path, told("r", text, "2030-03-05", one, other)) as record:
        section = agreements(scope(record))
    assert [line.text for line in section.lines] == [
        "Norway and Sweden have an accord on eels.",
        "Norway and Sweden are said not to have an accord on eels.",
    ]
    assert [(c.name, c.number) for c in section.counts] == [("done", 1), ("denied", 1)]


def test_what_only_a_verb_names_is_told_with_its_words(tmp_path: Path) -> None:
    text = "Norway and Sweden agreed on a common price for salmon, officials said."
    agreed = tie(
        text, text, "agreement", "agreed on", ("NOR", "SWE"), "done", stage="agreed", because="verbs: agree on"
    )
    with record_of(tmp_path, told("r", text, "2030-03-05", agreed)) as record:
        (line,) = agreements(scope(record)).lines
    assert line.text == "Norway and Sweden have an agreement (agreed): “agreed on a common price for salmon”."


def test_meetings_and_memberships_are_parts_of_one_section(tmp_path: Path) -> None:
    text = "The herring summit will be held in Denmark. Iceland wants to join the Nordic Council."
    summit, join = (f"{s}." for s in text.rstrip(".").split(". "))
    meeting = tie(
        text,
        summit,
        "forum_meeting",
        "herring summit",
        ("NOR", "DNK"),
        "planned",
        roles={"host": ("DNK",)},
        stage="scheduled",
        date=day("", "2030-08-11"),
    )
    member = tie(text, join, "membership", "join", ("ISL", "nc"), "wanted", roles={"member": ("ISL",), "body": ("nc",)})
    with record_of(tmp_path, told("r", text, "2030-03-05", meeting, member)) as record:
        section = forums(scope(record))
    assert [p.title for p in section.parts] == ["Meetings", "Memberships"]
    assert [line.text for part in section.parts for line in part.lines] == [
        "Herring summit is planned (hosted by Denmark; scheduled for 11 August 2030; with Norway).",
        "Membership of Iceland in the Nordic Council is wanted.",
    ]


def test_routes_with_the_same_ends_are_one_line(tmp_path: Path) -> None:
    first, second = "Norway will build a railway to Sweden.", "The line from Norway to Sweden is late."
    ends = {"from": ("NOR",), "to": ("SWE",)}
    one = tie(
        first,
        first,
        "corridor",
        "railway",
        ("NOR", "SWE"),
        "planned",
        roles=ends,
        attributes={"amount": "2 million euros"},
    )
    other = tie(second, second, "corridor", "line from Norway to Sweden", ("NOR",), "planned", roles=ends)
    power = tie(first, first, "corridor", "power lines", ("NOR", "DNK"), "in_force")
    with record_of(
        tmp_path,
        told("a", first, "2030-03-05", one, power),
        told("b", second, "2031-03-05", other, outlet="Baltic Star"),
    ) as record:
        section = routes(scope(record))
    assert [line.text for line in section.lines] == [
        "Power lines are in use (with Norway and Denmark).",
        "Railway from Norway to Sweden is planned (2 million euros).",
    ]
    assert [len(line.told_by) for line in section.lines] == [1, 2]


def test_claims_stand_apart_and_in_their_own_words(tmp_path: Path) -> None:
    text = (
        "Sweden sees itself as the voice of the north. Ties of Norway and Sweden have never been better, Norway said."
    )
    voice, better = (
        "Sweden sees itself as the voice of the north.",
        "Ties of Norway and Sweden have never been better, Norway said.",
    )
    lead = tie(
        text,
        voice,
        "leadership_claim",
        "voice of the north",
        ("SWE",),
        "claimed",
        roles={"claimant": ("SWE",)},
        attributes={"claim": "the voice of the north"},
    )
    golden = tie(
        text, better, "partnership", "ties", ("NOR", "SWE"), "claimed", attributes={"claim": "have never been better"}
    )
    with record_of(tmp_path, told("r", text, "2030-03-05", lead, golden)) as record:
        section = claims(scope(record))
        assert agreements(scope(record)).lines == ()
    assert {line.text for line in section.lines} == {
        "Sweden is said to have a leading role: “the voice of the north”.",
        "Norway and Sweden: “have never been better”.",
    }
    assert {line.counts_as for line in section.lines} == {"possibility"}
    assert section.note is not None
    assert "None of the 2 lines rests" in section.note


@pytest.mark.parametrize(
    ("kind", "parties", "roles", "date", "title"),
    [
        ("forum_meeting", ["Peru", "Chile"], {"place": ["Lima"]}, "2031-03-12",
         "Meeting of Peru and Chile in Lima on 12 March 2031"),
        ("forum_meeting", [], {}, None, "Meeting"),
        ("agreement", ["Kenya", "Uganda"], {}, "2030", "Agreement of Kenya and Uganda in 2030"),
        ("agreement", list("ABCDEFGH"), {}, None, "Agreement of A, B, C, D, E and 3 others"),
        ("corridor", ["Ghana"], {"from": ["Tema"], "to": ["Kumasi"]}, None, "Route of Ghana from Tema to Kumasi"),
        ("membership", ["Fiji", "Forum"], {"member": ["Fiji"], "body": ["Forum"]}, None, "Membership of Fiji in Forum"),
        ("membership", ["Fiji"], {"member": ["Fiji"]}, "2030-05", "Membership of Fiji in May 2030"),
        ("rivalry", ["Ghana", "Togo"], {}, "2030-01", "Rivalry of Ghana and Togo in January 2030"),
    ],
)  # fmt: skip
def test_what_only_a_verb_names_has_a_title(
    kind: str, parties: list[str], roles: dict[str, list[str]], date: str | None, title: str
) -> None:
    assert titled(kind, parties, roles, date, date) == title


def test_a_row_that_a_verb_names_has_its_title_by_its_words() -> None:
    row = {"kind": "forum_meeting", "party_names": ["Peru"], "date": "2031-04", "date_to": "2031-04"}
    row["roles"] = ["place: Cusco", "host: Peru"]
    assert title_of(row) == "Meeting of Peru in Cusco in April 2031"
    assert title_of({**row, "date": None, "date_to": None}, "summit") == "Summit of Peru in Cusco"
