"""Persons remembered across reports: told once, known later, never against what a report itself says."""

from pathlib import Path

from dragoman.atlas.people import People
from dragoman.pipeline import Tools, store
from dragoman.record.record import Record
from dragoman.types import Findings, PersonTold, Report

TOLD = "Nigeria's foreign minister, Yusuf Tuggar, met Ghana's trade minister, Ama Owusu, in Accra."
LATER = "Yusuf Tuggar met Ama Owusu on Monday."
OTHERWISE = "Togo's foreign minister, Yusuf Tuggar, resigned. Togo regretted it."


def read(tools: Tools, path: Path, *texts: str) -> list[Findings]:
    with Record.open(path, write=True) as record:
        reports = [Report(f"r{abs(hash(t))}", t, published="2022-07-15") for t in texts]
        return [f for f in store(reports, record, tools) if isinstance(f, Findings)]


def countries(findings: Findings) -> dict[str, str | None]:
    return {a.id: a.country for a in findings.actors if a.kind == "person"}


def test_a_later_report_knows_whom_an_earlier_one_introduced(tools: Tools, tmp_path: Path) -> None:
    first, second = read(tools, tmp_path / "one.duckdb", TOLD, LATER)
    assert countries(first) == {"yusuf-tuggar": "NGA", "ama-owusu": "GHA"}
    assert countries(second) == {"yusuf-tuggar": "NGA", "ama-owusu": "GHA"}


def test_so_does_a_report_of_a_later_run_and_the_record_says_who_told(tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "one.duckdb"
    first = read(tools, path, TOLD)[0]
    assert countries(read(tools, path, LATER)[0])["yusuf-tuggar"] == "NGA"
    with Record.open(path) as record:
        told = {(p.report, p.id, p.country, p.sector) for p in record.persons_told()}
    assert (first.report.id, "yusuf-tuggar", "NGA", "GOV") in told
    assert {report for report, *_ in told} == {first.report.id}


def test_what_the_report_itself_says_goes_first(tools: Tools, tmp_path: Path) -> None:
    _, second, third = read(tools, tmp_path / "one.duckdb", TOLD, OTHERWISE, LATER)
    assert countries(second)["yusuf-tuggar"] == "TGO"
    assert countries(third)["yusuf-tuggar"] is None


def test_nobody_is_remembered_where_nobody_told(tools: Tools, tmp_path: Path) -> None:
    assert set(countries(read(tools, tmp_path / "one.duckdb", LATER)[0]).values()) == {None}


def test_surnames_and_persons_of_the_atlas_are_not_remembered(tools: Tools) -> None:
    people = People(
        tools.atlas, [PersonTold("r", "tuggar", "Tuggar", "NGA"), PersonTold("r", "x", "Sergei Lavrov", "NGA")]
    )
    assert people.atlas.find(["Tuggar"], 0) is None
    found = people.atlas.find(["Sergei", "Lavrov"], 0)
    assert found is not None
    assert [e.target for e in found.entries] == ["sergei-lavrov"]
