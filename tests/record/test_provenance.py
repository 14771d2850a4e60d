"""Where each field of a report was taken from is kept with the record, and renewed when it is read anew."""

from dataclasses import replace
from pathlib import Path

from dragoman.record.record import Record
from dragoman.types import FieldSource, Findings, Report

REPORT = Report(
    "r1",
    "Malta met Tunisia.",
    title="A pier",
    provenance=(FieldSource("title", "JSON-LD headline"), FieldSource("published", "dateline")),
)


def test_the_sources_of_fields_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    with Record.open(path, write=True) as record:
        assert record.provenance("r1") == ()
        found = [Findings(REPORT), Findings(replace(REPORT, id="r2", provenance=()))]
        assert record.take(found, "1", lambda _: ()) == ()
    with Record.open(path) as record:
        assert record.provenance("r1") == REPORT.provenance
        assert record.provenance("r2") == ()
        assert record.sql("SELECT count(*) AS n FROM memory.report_field")["n"].to_list() == [2]


def test_reading_anew_renews_them(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        record.take([Findings(REPORT)], "1", lambda _: ())
        anew = replace(REPORT, provenance=(FieldSource("title", "header"),))
        record.take([Findings(anew)], "1", lambda _: ())
        assert record.provenance("r1") == anew.provenance
        assert list(record.faults()) == []
