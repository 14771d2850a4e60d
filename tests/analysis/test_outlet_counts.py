"""What the record rests on: a report is counted once, however many publishers its outlet's name leads to."""

from pathlib import Path

from dragoman.analysis.pages.sources import sources
from dragoman.record.record import Record
from dragoman.types import Findings, Report


def test_an_outlet_with_and_without_an_address_counts_each_report_once(tmp_path: Path) -> None:
    urls = ("https://puna.example/1", "https://puna.example/2", None)
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        told = [Report(f"r{n}", f"Wool, part {n}.", outlet="Puna Post", url=u) for n, u in enumerate(urls)]
        assert record.add_many([Findings(r) for r in told], "1.0") == ()
        record.resolve()
        found, many = sources(record, 10)
    assert [(s.name, s.reports, s.share) for s in found] == [("Puna Post", 3, 1.0)]
    assert many == 1
