"""An export holds what the record holds, for every format; it is whole or not there."""

import csv
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from invented import corridor
from kept import kept_tables

from dragoman.errors import ActorUnknown, ChoiceUnknown, FormatUnknown, OutputUnwritable
from dragoman.exchange import FORMATS, TABULAR
from dragoman.exchange.export import export
from dragoman.exchange.tables import ASKED, REFERENCES, TABLES, tables_of
from dragoman.record.filters import Filters
from dragoman.record.record import Record


@pytest.fixture(scope="session")
def frames(record: Record) -> dict[str, pl.DataFrame]:
    hanging = {table: frame for table, frame in kept_tables(record, Filters()).items() if table not in ASKED}
    return {table: getattr(record, table)() for table in ASKED} | hanging


@pytest.mark.parametrize("format", TABULAR)
def test_one_file_a_table_and_a_codebook(record: Record, tmp_path: Path, format: str) -> None:
    paths = export(record, tmp_path / "new" / "folder", format)
    suffix = {"excel": "csv"}.get(format, format)
    assert [p.name for p in paths] == [*(f"{table}.{suffix}" for table in TABLES), "codebook.md"]
    assert sorted((tmp_path / "new" / "folder").iterdir()) == sorted(paths)


@pytest.mark.parametrize("filters", [Filters(), Filters(report="accord")], ids=str)
def test_the_same_tables_come_again_in_the_same_order(record: Record, filters: Filters) -> None:
    first, again = tables_of(record, filters), tables_of(record, filters)
    assert list(again) == list(first)
    assert all(again[table].equals(frame) for table, frame in first.items())


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_export_again_is_the_same_to_the_byte(record: Record, tmp_path: Path, format: str) -> None:
    first = {p.name: p.read_bytes() for p in export(record, tmp_path, format)}
    assert {p.name: p.read_bytes() for p in export(record, tmp_path, format)} == first


def test_parquet_keeps_every_value(record: Record, tmp_path: Path, frames: dict[str, pl.DataFrame]) -> None:
    export(record, tmp_path, "parquet")
    for table, frame in frames.items():
        back = pl.read_parquet(tmp_path / f"{table}.parquet")
        assert back.schema == frame.schema
        assert back.equals(frame)


def test_json_lines_keep_every_value(record: Record, tmp_path: Path, frames: dict[str, pl.DataFrame]) -> None:
    export(record, tmp_path, "jsonl")
    for table, frame in frames.items():
        lines = (tmp_path / f"{table}.jsonl").read_bytes().decode().removesuffix("\n").split("\n")
        assert [from_json(json.loads(line)) for line in lines] == list(frame.iter_rows(named=True))


def from_json(row: dict[str, object]) -> dict[str, object]:
    if "added" in row:
        row["added"] = datetime.fromisoformat(str(row["added"])).astimezone(UTC).replace(tzinfo=None)
    return row


@pytest.mark.parametrize(("format", "encoding"), [("csv", "utf-8"), ("excel", "utf-8-sig")])
def test_csv_keeps_text(
    record: Record, tmp_path: Path, frames: dict[str, pl.DataFrame], format: str, encoding: str
) -> None:
    export(record, tmp_path, format)
    for table, frame in frames.items():
        assert (tmp_path / f"{table}.csv").read_bytes().startswith(b"\xef\xbb\xbf") == (format == "excel")
        with (tmp_path / f"{table}.csv").open(encoding=encoding, newline="") as file:
            header, *rows = csv.reader(file)
        assert header == frame.columns
        assert [[unguarded(cell) for cell in row] for row in rows] == [list(map(cell_of, row)) for row in frame.rows()]


def unguarded(cell: str) -> str:
    """What stood there before an apostrophe was put before it."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r\n＝＋－＠]", cell) else cell


def cell_of(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds") + "Z"
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_no_cell_of_text_begins_like_a_formula(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path, "csv")
    cells = []
    for table in TABLES:
        with (tmp_path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            cells += [cell for row in csv.reader(file) for cell in row]
    risky = [cell for cell in cells if cell[:1] in set("=+-@\t\r\n＝＋－＠") - {""}]
    assert {c for c in risky if not re.fullmatch(r"-[\d.]+", c)} == set()
    assert {"'=HYPERLINK('http://bad.example')", "'@minister", "'\tset in", "''=already quoted"} <= set(cells)
    assert "-71.25" in risky  # a number stays one


def test_the_codebook_explains_every_column(record: Record, tmp_path: Path, frames: dict[str, pl.DataFrame]) -> None:
    export(record, tmp_path, "csv")
    book = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", book, flags=re.MULTILINE)
    explained = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(explained) == [f"{table}.csv" for table in TABLES]
    assert parts[0].startswith("# Export of the record r.duckdb\n")
    for table, frame in frames.items():
        rows = re.findall(r"^\| (\w+) \| ([\w ()]+) \| (.+[.\"]) \|$", explained[f"{table}.csv"], re.MULTILINE)
        assert [column for column, _, _ in rows] == frame.columns
        assert f" {frame.height} rows." in explained[f"{table}.csv"]
    assert "Limits: none: the whole record." in parts[0]


def test_the_codebook_tells_the_limits(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path, "csv", Filters(actor="Nepal", with_="GEO", since="2020"))
    book = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    assert "Limits: actor = Nepal, with = GEO, since = 2020." in book


PARTIES = ("actors", "recipients", "parties", "holder")  # actors, or places such as regions
LIMITS = (
    Filters(actor="NPL"),
    Filters(actor="IRN", with_="TKM"),
    Filters(since="2022", until="2023-06"),
    Filters(outlet="caspian herald"),
    Filters(report="accord"),
    Filters(text="depot"),
    Filters(limit=3),
    Filters(type="AGREE", actor="IRN"),
    Filters(status="planned"),
)


@pytest.mark.parametrize("filters", LIMITS, ids=str)
def test_a_part_of_a_record_refers_to_nothing_outside(record: Record, filters: Filters) -> None:
    tables = kept_tables(record, filters)
    known = {table: set(frame["id"]) for table, frame in tables.items() if "id" in frame.columns}
    for table, references in REFERENCES.items():
        for other, columns in references.items():
            for column in columns:
                either = known["actors"] | known["places"] if column in PARTIES else known[table]
                ids = tables[other][column]
                used = set((ids.explode() if ids.dtype == pl.List else ids).drop_nulls())
                assert used <= either, f"{other}.{column}"


@pytest.mark.parametrize("filters", LIMITS[:7], ids=str)
def test_events_and_ties_are_those_within_the_limits(record: Record, filters: Filters) -> None:
    tables = kept_tables(record, filters)
    assert tables["events"].equals(record.ask("event", filters))
    assert tables["ties"].equals(record.ask("tie", filters))
    assert tables["events"].height < record.events().height


def test_whom_a_part_of_a_record_holds(record: Record) -> None:
    tables = kept_tables(record, Filters(report="v"))
    assert {name: frame["id"].to_list() for name, frame in tables.items() if name in {"reports", "actors", "ties"}} == {
        "reports": ["v"],
        "actors": ["GEO", "NPL"],
        "ties": [],
    }


def test_a_type_of_one_kind_empties_the_other(record: Record) -> None:
    tables = kept_tables(record, Filters(type="AGREE"))
    assert set(tables["events"]["type"]) == {"AGREE"}
    assert tables["ties"].height == 0
    assert tables["ties"].columns == record.ties().columns
    assert kept_tables(record, Filters(type="energy_swap"))["events"].height == 0
    assert kept_tables(record, Filters(type="energy_swap"))["ties"].height > 0


def test_what_hangs_on_events_and_ties(record: Record) -> None:
    part = kept_tables(record, Filters(report="accord"))
    assert set(part["tellings"]["mention"]) == set(part["events"]["id"])
    assert set(part["happenings"]["id"]) == set(part["tellings"]["happening"])
    assert set(part["roles"]["tie"]) <= set(part["ties"]["id"])
    assert part["roles"].height == 4
    assert set(part["evidence"]["report"]) == {"accord"}
    whole = kept_tables(record, Filters())
    assert whole["evidence"].height == record.counts()["evidence"]
    assert whole["tellings"].height == whole["events"].height


def test_what_does_not_exist_is_said(record: Record, tmp_path: Path) -> None:
    with pytest.raises(FormatUnknown, match=r"no format 'xls'\. Choices: csv, excel, jsonl, parquet, xlsx, geojson"):
        export(record, tmp_path / "x", "xls")
    with pytest.raises(ChoiceUnknown):
        export(record, tmp_path / "x", "csv", Filters(type="MEET"))
    with pytest.raises(ChoiceUnknown):
        export(record, tmp_path / "x", "csv", Filters(status="likely"))
    with pytest.raises(ActorUnknown, match="Near names: Nepal"):
        export(record, tmp_path / "x", "csv", Filters(actor="Nepall"))
    assert not (tmp_path / "x").exists()


def test_a_file_where_the_folder_should_be(record: Record, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(OutputUnwritable, match="File exists"):
        export(record, tmp_path / "x", "csv")
    with pytest.raises(OutputUnwritable, match="it is an address"):
        export(record, Path("s3://bucket/out"), "csv")
    with pytest.raises(OutputUnwritable, match="Not a directory"):
        export(record, tmp_path / "x" / "y", "csv")
    assert (tmp_path / "x").read_text() == "mine"


def test_a_folder_in_the_place_of_a_file(record: Record, tmp_path: Path) -> None:
    (tmp_path / "events.csv").mkdir()
    with pytest.raises(OutputUnwritable):
        export(record, tmp_path, "csv")
    assert (tmp_path / "events.csv").is_dir()


FULL = """
import resource, sys
from pathlib import Path
from dragoman.errors import OutputUnwritable
from dragoman.exchange.export import export
from dragoman.record.record import Record
with Record.open(sys.argv[1]) as record:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    for format in sys.argv[3:]:
        try:
            export(record, Path(sys.argv[2]) / format, format)
        except OutputUnwritable as error:
            print(error)
"""


def test_a_full_disk_leaves_the_former_export(record: Record, tmp_path: Path) -> None:
    formats = ["csv", "parquet", "xlsx", "gexf"]
    before = {p: p.read_bytes() for f in formats for p in export(record, tmp_path / f, f)}
    command = [sys.executable, "-c", FULL, str(record.path), str(tmp_path), *formats]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = done.stdout.splitlines()
    assert len(told) == len(formats), done.stderr
    assert all("File too large" in line for line in told)
    assert {p: p.read_bytes() for f in formats for p in (tmp_path / f).iterdir()} == before


def test_an_act_takes_along_all_who_told_it_together(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        record.add(corridor(), "1.0")
        found = tables_of(record, Filters(actor="GEO"))
    assert found["statements"]["source"].to_list() == ["GEO.officials", "IRN.officials", "NPL.officials"]
    assert found["events"]["sources"].to_list() == [found["statements"]["source"].to_list()]
    assert set(found["actors"]["id"]) >= set(found["statements"]["source"])
