"""What goes into the record comes out of it, once, and nothing else does."""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from contents import TABLES, contents
from invented import ACCORD, accord, invented, renamed, visit

from dragoman.errors import EvidenceMismatch, ReportChanged, ReportUnstorable
from dragoman.record.appending import Appenders
from dragoman.record.record import Record
from dragoman.record.rows import rows_of
from dragoman.record.store import open_file
from dragoman.record.transactions import transaction
from dragoman.record.writing import write_rows
from dragoman.types import Actor, Findings, Mention, Place, Refusal, Report, Span


def made(path: Path, *findings: Findings, program: str = "1.0") -> Record:
    record = Record.open(path, write=True)
    assert record.add_many(findings, program) == ()
    return record


def test_every_table_of_the_schema_is_compared() -> None:
    names = ("schema.sql", "machine.sql", "joint.sql")
    schema = "\n".join(files("dragoman.record").joinpath(name).read_text(encoding="utf-8") for name in names)
    found = set(re.findall(r"^CREATE TABLE (?:machine\.)?(\w+)", schema, re.MULTILINE))
    assert found | {"evidence"} == set(TABLES)


def test_events_come_back_as_they_were_told(tmp_path: Path) -> None:
    with made(tmp_path / "r.duckdb", accord()) as record:
        signed, opened = record.events().sort("date", nulls_last=True).to_dicts()
    assert signed["id"] != opened["id"]
    told = {
        "type": "AGREE",
        "status": "done",
        "date": "2023-05-02",
        "date_to": "2023-05-02",
        "date_text": "on Tuesday",
        "actors": ["IRN"],
        "recipients": ["TKM"],
        "actor_names": ["Iran"],
        "recipient_names": ["Turkmenistan"],
        "reciprocal": True,
        "topics": ["energy"],
        "contexts": ["military"],
        "source": "irn-energy",
        "speaker": "Energy Ministry of Iran",
        "via": [],
        "outlet": "Ferghana Wire",
        "published": "2023-05-03",
        "title": "A gas accord",
        "report": "accord",
        "sentence": ACCORD[: ACCORD.index(" The Karakum")],
        "start": 0,
        "end": ACCORD.index(" The Karakum"),
        "trigger": "signed",
        "because": "the verb 'sign'",
        "place": None,
        "deadline_to": None,
    }
    assert {k: signed[k] for k in told} == told
    later = {
        "mode": "economic",
        "actors": ["IRN", "TKM"],
        "actor_names": ["Iran", "Turkmenistan"],
        "recipients": [],
        "recipient_names": [],
        "date": None,
        "deadline_from": None,
        "deadline_to": "2026-03",
        "deadline_text": "by March 2026",
        "place": "geonames:162183",
        "place_name": "Ashgabat",
        "via": ["karakum"],
        "topics": ["trade", "transport"],
    }
    assert {k: opened[k] for k in later} == later


def test_statements_come_back_with_their_chain(tmp_path: Path) -> None:
    with made(tmp_path / "r.duckdb", accord()) as record:
        first, second = record.statements().sort("start").to_dicts()
    assert (first["source_words"], first["cue"], first["kind"]) == ("Iran's energy ministry", "said", "direct")
    assert (first["speaker"], first["speaker_kind"], first["speaker_country"]) == (
        "Energy Ministry of Iran",
        "office",
        "IRN",
    )
    assert first["content"] == '"We have signed a ten-year gas accord with Turkmenistan."'
    assert second["cue"] == "quoting … reported that"
    assert second["content"] == "Iran and Turkmenistan will open a depot in Ashgabat … by March 2026"
    assert (second["start"], second["end"]) == (
        ACCORD.index("Iran and Turkmenistan will"),
        ACCORD.index(", and gas"),
    )
    assert (second["via"], second["within"]) == (["karakum"], first["id"])


def test_ties_come_back_with_roles_and_attributes(tmp_path: Path) -> None:
    with made(tmp_path / "r.duckdb", accord()) as record:
        agreement, swap = record.ties().to_dicts()
    assert (agreement["name"], agreement["stage"], agreement["date"]) == ("ten-year gas accord", "signed", "2023-05-02")
    assert agreement["attributes"] == ["term: ten-year"]
    assert swap["roles"] == ["receiver: Kazakhstan", "supplier: Turkmenistan", "via: Iran", "via: Ashgabat"]
    assert swap["party_names"] == ["Iran", "Turkmenistan", "Kazakhstan"]
    assert (swap["start"], swap["end"]) == (0, len(ACCORD))
    assert swap["speaker"] == "Energy Ministry of Iran"


def test_reports_actors_and_places_come_back(tmp_path: Path) -> None:
    with made(tmp_path / "r.duckdb", accord()) as record:
        (report,) = record.reports().to_dicts()
        iran = record.actors(actor="IRN").to_dicts()[0]
        (place,) = record.places().to_dicts()
        assert record.text("accord") == ACCORD
        assert record.text("another") is None
    assert (report["statements"], report["events"], report["ties"], report["characters"]) == (2, 2, 2, len(ACCORD))
    assert report["notes"] == "One picture had no caption. A table was left out."
    assert (report["author"], report["url"], report["origin"], report["program"]) == (
        "A. Writer",
        "https://ferghana.example/accord",
        "reports/accord.txt",
        "1.0",
    )
    assert (iran["names"], iran["reports"], iran["events"], iran["ties"]) == (2, 1, 2, 2)
    assert (place["lat"], place["lon"], place["country"], place["names"]) == (37.95, 58.38, "TKM", 1)


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    many = [*invented(12, seed=3), accord()]
    with made(tmp_path / "r.duckdb", *many) as record:
        before, added = contents(record), record.sql("SELECT id, added FROM report ORDER BY id")
        assert record.add_many(many, "1.0") == ()
        for findings in many:
            record.add(findings, "1.0")
        record.sweep()
        assert contents(record) == before
        assert record.sql("SELECT id, added FROM report ORDER BY id").equals(added)
        assert list(record.faults()) == []


def test_one_by_one_and_in_batches_are_the_same(tmp_path: Path) -> None:
    many = list(invented(12, seed=5))
    with made(tmp_path / "batch.duckdb", *many) as batch, Record.open(tmp_path / "single.duckdb", write=True) as single:
        for findings in many:
            single.add(findings, "1.0")
        assert contents(single) == contents(batch)


def test_ids_do_not_depend_on_other_reports(tmp_path: Path) -> None:
    with (
        made(tmp_path / "one.duckdb", accord()) as one,
        made(tmp_path / "many.duckdb", *invented(9, 1), accord()) as many,
    ):
        for of in ("events", "ties", "statements"):
            assert getattr(one, of)().equals(getattr(many, of)(report="accord"))


def test_reading_anew_takes_the_place_of_the_former_findings(tmp_path: Path) -> None:
    text = visit("v").report
    poorer = Findings(replace(text, outlet="Daily Karakum"), notes=("Read anew.",))
    with made(tmp_path / "r.duckdb", accord(), visit("v")) as record:
        record.add(poorer, "2.0")
        assert record.events(report="v").height == 0
        assert record.reports(report="v").select("outlet", "program", "notes").rows() == [
            ("Daily Karakum", "2.0", "Read anew.")
        ]
        assert set(record.actors(text="e")["id"]) >= {"GEO", "NPL"}
        record.sweep()
        assert {"GEO", "NPL"}.isdisjoint(record.actors()["id"])
        assert record.events(report="accord").height == 2
        assert list(record.faults()) == []
    with (
        Record.open(tmp_path / "r.duckdb", write=True) as record,
        made(tmp_path / "s.duckdb", accord(), poorer) as other,
    ):
        record.add(accord(), "1.0")
        record.add(poorer, "1.0")
        assert contents(record) == contents(other)


def test_sweep_keeps_whoever_is_only_referred_to(tmp_path: Path) -> None:
    nameless = tuple(replace(a, mentions=()) for a in accord().actors)
    findings = replace(accord(), actors=nameless)
    with made(tmp_path / "r.duckdb", findings) as record:
        record.sweep()
        assert record.counts()["actor"] == len(nameless)


def test_a_later_version_names_anew_and_the_first_telling_stands_within_one(tmp_path: Path) -> None:
    first, second = visit("a"), visit("b")
    with made(tmp_path / "r.duckdb", renamed(first, "Georgia"), renamed(second, "Sakartvelo")) as record:
        assert record.actor_id("Georgia") == "GEO"
        record.add(renamed(second, "Sakartvelo"), "2.0")
        record.add(renamed(first, "Georgia"), "2.0")
        assert record.actors(actor="GEO")["name"].to_list() == ["Sakartvelo"]


def test_a_later_telling_fills_holes_only(tmp_path: Path) -> None:
    told = Findings(Report("a", "Leader N."), (Actor("n", "N.", "person", mentions=(Span(0, 6),)),))
    fuller = Findings(Report("b", "Leader N."), (Actor("n", "Mr N.", "person", "NPL", "GOV", (Span(0, 6),)),))
    other = Findings(Report("c", "Leader N."), (Actor("n", "Dr N.", "person", "GEO", None, (Span(0, 6),)),))
    with made(tmp_path / "one.duckdb", told, fuller, other) as batch, made(tmp_path / "two.duckdb", told) as single:
        single.add(fuller, "1.0")
        single.add(other, "1.0")
        for record in (batch, single):
            assert record.actors().select("name", "country", "sector").rows() == [("N.", "NPL", "GOV")]


def test_another_text_under_a_known_id_is_refused(tmp_path: Path) -> None:
    other = visit("v", "IRN", "KAZ")
    with made(tmp_path / "r.duckdb", visit("v")) as record:
        before = contents(record)
        with pytest.raises(ReportChanged, match=r"Report v .* another text.*v\.txt"):
            record.add(other, "1.0")
        with pytest.raises(ReportChanged):
            record.knows(other.report)
        assert contents(record) == before
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        (refused,) = record.add_many([visit("w"), other], "1.0")
        assert (refused.origin, refused.kind) == ("v.txt", "not stored")
        assert "another text" in refused.reason
        assert record.text("v") == visit("v").report.text
        assert record.events(report="w").height == 1


def test_two_texts_under_one_id_in_one_batch(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        (refused,) = record.add_many([visit("v"), visit("v", "IRN", "KAZ"), visit("v")], "1.0")
        assert "another text" in refused.reason
        assert record.counts()["mention"] == 1


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record to which nothing bad is added, however often it is tried."""
    with made(tmp_path_factory.mktemp("good") / "r.duckdb", visit("good")) as record:
        yield record
        assert list(record.faults()) == []


def beyond(findings: Findings) -> Findings:
    (mention,) = findings.mentions
    end = len(findings.report.text)
    return replace(findings, mentions=(replace(mention, evidence=Span(0, end + 1)),))


def named_at(span: Span) -> Findings:
    first, second = visit("bad").actors
    return replace(visit("bad"), actors=(replace(first, mentions=(span,)), second))


BAD = {
    "a span beyond the text": beyond(visit("bad")),
    "an empty span": named_at(Span(3, 3)),
    "a blank span": named_at(Span(7, 8)),
    "a span backwards": named_at(Span(7, 3)),
    "a span before the text": named_at(Span(-4, -1)),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_words_that_do_not_stand_in_the_text_keep_the_whole_report_out(
    good: Record, bad: Findings, request: pytest.FixtureRequest
) -> None:
    before, more, last = contents(good), f"more {request.node.name}", f"last {request.node.name}"
    with pytest.raises(EvidenceMismatch, match=r"Report bad: evidence at .* Nothing of this report was stored"):
        good.add(bad, "1.0")
    assert contents(good) == before
    (refused,) = good.add_many([visit(more), bad, visit(last)], "1.0")
    assert refused.origin == "bad.txt"
    ids = set(good.reports()["id"])
    assert {"good", more, last} <= ids
    assert "bad" not in ids


def test_words_are_held_against_the_stored_text_too(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    made(path, visit("good")).close()
    rows = rows_of(visit("bad"), "1.0")
    rows.tables["evidence"] = [(*row[:-1], f"{row[-1]}!") for row in rows.tables["evidence"]]
    with open_file(path, write=True) as connection:
        into = Appenders(connection)
        with (
            pytest.raises(EvidenceMismatch, match=r"should read 'Georgia!' but the text has 'Georgia'"),
            transaction(connection),
        ):
            write_rows(connection, into, [rows], [])
        with transaction(connection):
            write_rows(connection, into, [rows_of(visit("next"), "1.0")], [])
    with Record.open(path) as record:
        assert set(record.reports()["id"]) == {"good", "next"}
        assert list(record.faults()) == []


def with_mention(**changes: object) -> Findings:
    findings = visit("bad")
    return replace(findings, mentions=tuple(replace(m, **changes) for m in findings.mentions))  # type: ignore[arg-type]


def with_tie(**changes: object) -> Findings:
    findings = accord("bad")
    return replace(findings, ties=tuple(replace(t, **changes) for t in findings.ties))  # type: ignore[arg-type]


def with_statement(**changes: object) -> Findings:
    findings = accord("bad")
    return replace(findings, statements=tuple(replace(s, **changes) for s in findings.statements))  # type: ignore[arg-type]


LOOSE = {
    "mention m1 refers to the statement 's9'": with_mention(statement="s9"),
    "mention m1 refers to the place 'geonames:1'": with_mention(place="geonames:1"),
    "mention m1 refers to the actor or region 'TKM'": with_mention(actors=("TKM",)),
    "mention m1 refers to the actor or region 'KAZ'": with_mention(recipients=("NPL", "KAZ")),
    "tie t1 refers to the statement 's9'": with_tie(statement="s9"),
    "tie t1 refers to the actor or place 'NPL'": with_tie(parties=("NPL",)),
    "tie t1 refers to the actor or place 'nowhere'": with_tie(roles={"via": ("IRN", "nowhere")}),
    "statement s1 refers to the actor 'NPL'": with_statement(source="NPL"),
    "statement s1 refers to the actor 'irna'": with_statement(via=("irna",)),
    "statement s1 refers to the statement 's9'": with_statement(within="s9"),
    "surrogates not allowed": Findings(Report("bad", "One \ud800 half of a pair.", origin="bad.txt")),
    "NOT NULL": Findings(visit("bad").report, (Actor("x", "X", None),)),  # type: ignore[arg-type]
}  # fmt: skip


@pytest.mark.parametrize(("words", "bad"), LOOSE.items(), ids=LOOSE.keys())
def test_what_does_not_fit_together_keeps_the_whole_report_out(
    good: Record, words: str, bad: Findings, request: pytest.FixtureRequest
) -> None:
    before, more = contents(good), f"more {request.node.name}"
    with pytest.raises(ReportUnstorable, match=words):
        good.add(bad, "1.0")
    assert contents(good) == before
    (refused,) = good.add_many([visit(more), bad], "1.0")
    assert "Report bad:" in refused.reason
    ids = set(good.reports()["id"])
    assert {"good", more} <= ids
    assert "bad" not in ids


def test_the_same_told_twice_in_one_report_is_kept_twice(tmp_path: Path) -> None:
    findings = accord()
    wanted = [replace(m, id=f"{m.id}x", status="wanted") for m in findings.mentions]
    swaps = [replace(t, id=f"{t.id}x", roles={}) for t in findings.ties]
    cited = [replace(s, id=f"{s.id}x", kind="mixed", within=None) for s in findings.statements]
    twice = Findings(
        findings.report,
        (*findings.actors, *findings.actors),
        (*findings.places, *findings.places),
        (*findings.statements, *cited),
        (*findings.mentions, *wanted, Mention("m9", "AGREE", ("IRN",), ("TKM",), "denied", Span(0, 4), Span(0, 9))),
        (*findings.ties, *swaps),
    )
    with made(tmp_path / "r.duckdb", twice) as record:
        assert (record.events().height, record.ties().height, record.statements().height) == (5, 4, 4)
        assert record.events(status="wanted").height == 2
        assert record.actors(actor="TKM")["names"].to_list() == [2, 1]
        assert list(record.faults()) == []


def test_a_region_may_be_a_party(tmp_path: Path) -> None:
    text = "Central Asia aids Nepal."
    findings = Findings(
        Report("r", text),
        (Actor("NPL", "Nepal", "state", "NPL", mentions=(Span(18, 23),)),),
        (Place("central-asia", "Central Asia", kind="region", mentions=(Span(0, 12),)),),
        mentions=(Mention("m1", "AID", ("central-asia",), ("NPL",), "done", Span(13, 17), Span(0, len(text))),),
    )
    with made(tmp_path / "r.duckdb", findings) as record:
        record.sweep()
        assert record.events(actor="NPL")["actor_names"].to_list() == [["Central Asia"]]
        assert list(record.faults()) == []


def test_refusals_are_kept_until_the_report_can_be_read(tmp_path: Path) -> None:
    with made(tmp_path / "r.duckdb") as record:
        record.refuse(Refusal("v.txt", "it was empty", "empty"))
        record.refuse(Refusal("w.txt", "it was empty", "empty"))
        seen = record.refusals()
        record.refuse(Refusal("w.txt", "it was empty", "empty"))
        assert record.refusals().equals(seen)
        record.refuse(Refusal("w.txt", "it is no text", "binary"))
        record.add(visit("v"), "1.0")
        assert record.refusals().select("origin", "kind", "reason").rows() == [("w.txt", "binary", "it is no text")]


def test_a_record_shows_itself_in_a_notebook(tmp_path: Path) -> None:
    with made(tmp_path / "r.duckdb", accord()) as record:
        assert "<td>evidence</td><td>28</td>" in record._repr_html_()
        record.close()
        record.close()
