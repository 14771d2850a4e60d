"""The machine interface: every field of the findings, in its shape, the same bytes each time."""

import json

from invented import ACCORD, accord, span

from dragoman.exchange.findings import findings_line
from dragoman.extraction.explaining import Considered, Explanation
from dragoman.types import Findings, Report, Span


def test_every_field_has_its_shape() -> None:
    row = json.loads(findings_line(accord()))
    assert list(row) == ["report", "actors", "places", "statements", "mentions", "ties", "notes"]
    assert row["report"] == {
        "id": "accord",
        "title": "A gas accord",
        "outlet": "Ferghana Wire",
        "published": "2023-05-03",
        "author": "A. Writer",
        "url": "https://ferghana.example/accord",
        "language": "en",
        "origin": "reports/accord.txt",
        "provenance": {},
    }
    assert row["actors"][3] == {
        "id": "irn-energy",
        "name": "Energy Ministry of Iran",
        "kind": "office",
        "country": "IRN",
        "sector": "GOV",
        "mentions": [list(span(ACCORD, "Iran's energy ministry"))],
    }
    assert row["places"][0]["lat"] == 37.95
    assert row["notes"] == ["One picture had no caption.", "A table was left out."]


def test_statements_mentions_and_ties() -> None:
    row = json.loads(findings_line(accord()))
    statement, mention, tie = row["statements"][1], row["mentions"][1], row["ties"][1]
    assert statement["content"] == [
        list(span(ACCORD, "Iran and Turkmenistan will open a depot in Ashgabat")),
        list(span(ACCORD, "by March 2026")),
    ]
    assert (statement["source"], statement["via"], statement["within"]) == ("irn-energy", ["karakum"], "s1")
    assert (mention["date"], mention["status"], mention["mode"]) == (None, "planned", "economic")
    assert mention["deadline"] == {
        "from": None,
        "to": "2026-03",
        "text": "by March 2026",
        "span": list(span(ACCORD, "by March 2026")),
    }
    assert mention["trigger"] == list(span(ACCORD, "open"))
    assert tie["roles"] == {"supplier": ["TKM"], "via": ["IRN", "geonames:162183"], "receiver": ["KAZ"]}
    assert (tie["stage"], tie["attributes"], tie["parties"]) == (None, {}, ["IRN", "TKM", "KAZ"])


def test_the_same_findings_are_the_same_bytes_on_one_line() -> None:
    line = findings_line(accord())
    assert line == findings_line(accord())
    assert b"\n" not in line


def test_what_is_not_known_is_null() -> None:
    row = json.loads(findings_line(Findings(Report("r", "No more than a text."))))
    assert {k: v for k, v in row["report"].items() if v is not None} == {"id": "r", "provenance": {}}
    assert [row[k] for k in ("actors", "places", "statements", "mentions", "ties", "notes")] == [[], [], [], [], [], []]


def test_explanations_come_under_a_key_of_their_own() -> None:
    why = Explanation("m1", "met", Span(3, 6), "CONSULT verbs: meet", considered=(Considered("met", "x", "no"),))
    row = json.loads(findings_line(accord(), [why]))
    assert row["explanations"][0] == {
        "of": "m1",
        "words": "met",
        "span": [3, 6],
        "rule": "CONSULT verbs: meet",
        "parties": [],
        "status": [],
        "date": None,
        "considered": [{"words": "met", "rule": "x", "outcome": "no"}],
    }
    assert "explanations" not in json.loads(findings_line(accord()))
