"""Tables: a report a row, columns by their names or as they are asked for."""

import io
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from written_articles import zip_of

from dragoman.errors import ChoiceUnknown, SettingsError
from dragoman.outlets.formats import BY_NAME
from dragoman.outlets.parts import Part
from dragoman.outlets.reading import Course, read_document
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

NEWS = "The ports of Togo and Benin will share their pilots from May on, the harbour masters of both said on Monday."


def read(format_: str, data: bytes, columns: str = "") -> tuple[list[Report], list[Refusal]]:
    part = Part("", "t", io.BytesIO(data))
    found = list(read_document(part, Settings(columns=columns), BY_NAME[format_], Course()))
    return [r for r in found if isinstance(r, Report)], [r for r in found if isinstance(r, Refusal)]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_columns_are_guessed_by_their_names_and_the_guess_is_shown(mark: str) -> None:
    rows = (
        ("Headline", "Body", "Pub_Date", "Link", "Source"),
        ("Pilots", NEWS.replace(",", ""), "2024-04-16", "", "Gulf"),
    )
    (report,), (said,) = read("csv", "\n".join(mark.join(row) for row in rows).encode())
    assert (report.title, report.published, report.outlet, report.url) == ("Pilots", "2024-04-16", "Gulf", None)
    assert dict(report.provenance)["title"] == "column 'Headline'"
    assert said.kind == "noted"
    assert "published=Pub_Date,text=Body,title=Headline" in said.reason
    assert not said.is_failure


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_tables_in_wide_encodings_are_read(encoding: str, end: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    rows = "\n".join(f"{NEWS} {n}.\tPilots {n}" for n in range(400))  # more than is looked at to tell the encoding
    reports, _ = read("csv", f"{mark}body\ttitle\n{rows}{end}".encode(encoding))
    assert (len(reports), reports[-1].title, reports[-1].text) == (400, "Pilots 399", f"{NEWS} 399.")


def test_columns_are_taken_as_they_are_asked_for(tmp_path: Path) -> None:
    table = f'a,b,c\n"{NEWS}",Pilots,2024/4/6\n'.encode()
    mapping = tmp_path / "columns.toml"
    mapping.write_text("text = 'a'\nheadline = 'b'\ndate = 'c'\n")
    for asked in ("text=a, title=b, date=c", str(mapping)):
        (report,), refusals = read("csv", table, asked)
        assert (report.text, report.title, report.published, refusals) == (NEWS, "Pilots", "2024-04-06", [])


@pytest.mark.parametrize(
    ("columns", "words"),
    [("", "none of its columns looks like the text"), ("text=z", "it has no column 'z'; it has: a, b")],
)
def test_a_table_without_the_column_is_refused(columns: str, words: str) -> None:
    reports, (refusal,) = read("csv", b"a,b\n1,2\n", columns)
    assert (reports, refusal.kind) == ([], "columns")
    assert words in refusal.reason


@pytest.mark.parametrize(
    ("columns", "error"),
    [
        ("text", SettingsError),
        ("text=,title=b", SettingsError),
        ("mood=b", ChoiceUnknown),
        ("none.toml", SettingsError),
    ],
)
def test_a_mapping_that_is_none_is_an_error(columns: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read("csv", b"a,b\n1,2\n", columns)


def test_what_is_said_of_a_table_can_be_printed() -> None:
    reports, (refusal,) = read("csv", b"a\x1b[31m,b\x07\n1,2\n")
    assert reports == []
    assert refusal.reason.isprintable()


def test_a_row_without_text_does_not_spoil_the_others() -> None:
    table = f'text,title\n"{NEWS}",One\n,Two\n"{NEWS} Again.",Three\nshort\n'.encode()
    reports, (refusal,) = read("csv", table)
    assert [r.title for r in reports] == ["One", "Three", None]
    assert (refusal.origin, refusal.kind) == ("t:3", "text")


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (b'text\n"' + b"a" * 3_000_000, "malformed"),
        (b"text\n" + b"a\n" * 4_000 + b"\xff\xfe\x00", "encoding"),
        (b"\n\n\n", "empty"),
    ],
)
def test_a_broken_table_is_said_and_what_stands_before_is_read(table: bytes, kind: str) -> None:
    reports, refusals = read("csv", table)
    assert refusals[-1].kind == kind
    assert len(reports) == (4_000 if kind == "encoding" else 0)


def book(sheets: dict[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    sheet.write(i, j, cell, day if isinstance(cell, date) else None)
    return out.getvalue()


def test_every_sheet_with_texts_is_read_and_the_others_are_said() -> None:
    rows: list[list[object]] = [["date", "id", "text"], [date(2024, 4, 16), 7, NEWS]]
    reports, refusals = read(
        "excel", book({"One": rows, "Sums": [["a", "b"], [1, 2]], "Two": [["text"], [f"{NEWS} Again."]]})
    )
    assert [(r.id, r.published, r.origin) for r in reports][0] == ("7", "2024-04-16", "t!One:2")
    assert [r.text for r in reports] == [NEWS, f"{NEWS} Again."]
    assert ("t!Sums", "passed over") in [(r.origin, r.kind) for r in refusals]


def test_a_workbook_that_swells_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.outlets.tables.LARGEST_SHEET", 1 << 20)
    reports, (refusal,) = read("excel", zip_of({"[Content_Types].xml": b" " * 3_000_000}))
    assert (reports, refusal.kind) == ([], "bomb")


def test_a_workbook_without_texts_is_refused() -> None:
    reports, (refusal,) = read("excel", book({"Sums": [["a", "b"], [1, 2]]}))
    assert (reports, refusal.kind) == ([], "columns")


def test_parquet_is_read_by_its_names() -> None:
    table = pa.table({"maintext": [NEWS, None], "date_publish": [date(2024, 4, 16)] * 2, "authors": [["A", "B"], []]})
    out = io.BytesIO()
    pq.write_table(table, out)
    (report,), refusals = read("parquet", out.getvalue())
    assert (report.published, report.author, report.origin) == ("2024-04-16", "A, B", "t:1")
    assert [r.kind for r in refusals] == ["noted", "text"]


def test_lines_of_json_can_be_mapped_and_are_guessed() -> None:
    row = b'{"content": "%s", "headline": "Pilots"}\n' % NEWS.encode()
    (report,), (said,) = read("jsonl", row)
    assert (report.title, said.kind) == ("Pilots", "noted")
    (report,), refusals = read("jsonl", row, "text=content,id=headline")
    assert (report.id, report.title, refusals) == ("Pilots", None, [])


def test_a_thing_in_a_field_of_json_is_told_by_its_name() -> None:
    row = {"content": NEWS, "source": {"id": None, "name": "Gulf Courier"}, "author": [{"name": "Ann"}, {"name": "Bo"}]}
    (report,), _ = read("json", json.dumps({"status": "ok", "articles": [row]}).encode())
    assert (report.outlet, report.author) == ("Gulf Courier", "Ann, Bo")


def test_the_row_that_names_the_columns_may_stand_below_titles() -> None:
    top: list[list[object]] = [["Press review, May 2024", "", ""], ["About", "Article", ""], ["", "", ""]]
    rows = [*top, ["Date", "Headline", "Text"], [45419, "Pilots", NEWS], ["08.05.2024", "More", f"{NEWS} Again."]]
    reports, refusals = read("excel", book({"One": rows}))
    assert [(r.title, r.published) for r in reports] == [("Pilots", "2024-05-07"), ("More", "2024-05-08")]
    assert [r.kind for r in refusals] == ["noted"]


def test_a_table_without_a_column_of_texts_is_told_by_its_first_row() -> None:
    reports, (refusal,) = read("csv", b"a,b\n" + b"1,2\n" * 30)
    assert (reports, refusal.kind) == ([], "columns")
    assert "(a, b)" in refusal.reason
