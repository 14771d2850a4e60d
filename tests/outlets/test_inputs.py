"""Files, folders, patterns and standard input come in a fixed order, and what is passed over is said."""

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from written_articles import DATELINE, DAY, MORE, OUTLET, TITLE, WORDS, WRITE, zip_of

from dragoman.errors import InputMissing
from dragoman.outlets import READERS, count_inputs, read_inputs
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

TEXT = "Iran's foreign minister met his counterpart of Oman in Muscat on Tuesday to talk about the ports of the region"


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT}, {name}.", encoding="utf-8")


def read(*inputs: Path | str, stdin: bytes = b"") -> tuple[list[str], list[Refusal]]:
    found = list(read_inputs(inputs, Settings(), io.BytesIO(stdin)))
    names = [os.path.basename(r.origin or "") for r in found if isinstance(r, Report)]
    return names, [r for r in found if isinstance(r, Refusal)]


def test_a_folder_is_read_in_order_with_what_lies_below(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.md", "sub/a.txt", "sub/deep/z.txt", "Z.TXT", "another/c.txt")
    assert read(tmp_path) == (["Z.TXT", "a.md", "b.txt", "c.txt", "a.txt", "z.txt"], [])


def test_what_is_passed_over_is_said_in_one_sentence(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.gif", "sub/c.gif", "d.doc", ".hidden.txt", ".git/e.txt", "README")
    names, (refusal,) = read(tmp_path)
    assert names == ["a.txt"]
    said = "5 files are passed over (1 without a suffix, 1 .doc, 2 .gif, 1 hidden)"
    assert (refusal.kind, refusal.reason.split(":")[0]) == ("passed over", said)


def test_a_folder_without_files_is_said(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    names, (refusal,) = read(tmp_path)
    assert (names, refusal.kind, refusal.origin) == ([], "empty", str(tmp_path))


def test_links_in_a_circle_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "sub/b.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "sub" / "self.txt").symlink_to(tmp_path / "sub" / "self.txt")
    names, (refusal,) = read(tmp_path)
    assert names == ["a.txt", "b.txt"]
    assert refusal.kind == "unreadable"


def test_pipes_and_devices_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    names, (refusal,) = read(tmp_path)
    assert (names, refusal.kind) == (["a.txt"], "passed over")
    assert refusal.reason.startswith("1 file is passed over (1 pipe or device)")


def test_a_pattern_gives_its_files_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.txt", "sub/c.txt", "d.md")
    assert read(f"{tmp_path}/*.txt")[0] == ["a.txt", "b.txt"]
    assert read(f"{tmp_path}/**/*.txt")[0] == ["a.txt", "b.txt", "c.txt"]


def test_a_file_with_brackets_in_its_name_is_a_file(tmp_path: Path) -> None:
    write(tmp_path, "a[1].txt")
    assert read(tmp_path / "a[1].txt")[0] == ["a[1].txt"]


@pytest.mark.parametrize("name", ["none.txt", "*.none", "none/"])
def test_a_path_that_leads_to_nothing_is_an_error_before_anything_is_read(tmp_path: Path, name: str) -> None:
    write(tmp_path, "a.txt")
    with pytest.raises(InputMissing, match="Nothing to read"):
        read_inputs([tmp_path / "a.txt", f"{tmp_path}/{name}"], Settings())


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert read(tmp_path / "a.txt", tmp_path / "a.txt") == (["a.txt"], [])


def test_of_two_equal_reports_the_second_is_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{TEXT}.", encoding="utf-8")
    names, (refusal,) = read(tmp_path)
    assert names == ["a.txt"]
    assert refusal.kind == "passed over"
    assert "a.txt" in refusal.reason


def test_of_two_reports_with_one_id_the_second_is_refused(tmp_path: Path) -> None:
    rows = [{"id": "x", "text": f"{TEXT}."}, {"id": "x", "text": f"{TEXT} once more."}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    reports, (refusal,) = read(tmp_path)
    assert len(reports) == 1
    assert refusal.kind == "duplicate"
    assert "a.jsonl:1" in refusal.reason


def test_the_number_of_reports_is_known_before(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.md")
    (tmp_path / "c.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n', encoding="utf-8")
    assert count_inputs([tmp_path]) == 4
    (tmp_path / "d.zip").write_bytes(zip_of({"a.txt": b"a", "b.html": b"b", "c.png": b"c"}))
    (tmp_path / "e.parquet").write_bytes(WRITE["parquet"]("a", "b"))
    (tmp_path / "f.zip").write_bytes(b"PK no archive")
    assert count_inputs([tmp_path]) == 8
    (tmp_path / "g.warc.gz").write_bytes(b"")
    assert count_inputs([tmp_path]) is None
    assert count_inputs([tmp_path / "c.jsonl", "-"]) is None


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.gif", "b")
    names, (refusal,) = read(tmp_path / "a.gif", tmp_path / "b")
    assert names == ["b"]
    assert (refusal.kind, refusal.origin) == ("format", str(tmp_path / "a.gif"))
    assert ".txt" in refusal.reason


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "b.txt")

    def forbidden(path: str, *args: object) -> io.BufferedReader:
        if path.endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return io.BufferedReader(io.BytesIO(TEXT.encode()))

    monkeypatch.setattr("builtins.open", forbidden)
    names, (refusal,) = read(tmp_path)
    assert names == ["b.txt"]
    assert (refusal.kind, os.path.basename(refusal.origin)) == ("unreadable", "a.txt")
    assert "Permission denied" in refusal.reason


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(f"{TEXT}.", encoding="utf-8")
    (tmp_path / os.fsdecode(b"caf\xe9.pdf")).write_bytes(b"%PDF")
    found = list(read_inputs([tmp_path], Settings()))
    assert [(r.origin or "").encode("utf-8")[-9:-4] for r in found[:1]] == ["af\ufffd".encode()]


@pytest.mark.parametrize(
    "data",
    [
        f"{TEXT}.".encode(),
        f'  {{"text": "{TEXT}."}}\n'.encode(),
        f"<!doctype html><html><body><article><p>{TEXT}.</p></article></body></html>".encode(),
        f"Title: A deal\n\n{TEXT}.".encode(),
    ],
)
def test_standard_input_is_told_by_how_it_begins(data: bytes) -> None:
    (report,) = read_inputs(["-"], Settings(), io.BytesIO(data))
    assert isinstance(report, Report)
    assert report.text == f"{TEXT}."
    assert (report.origin or "").startswith("standard input")


def test_no_standard_input_is_an_empty_report() -> None:
    (refusal,) = read_inputs(["-"], Settings())
    assert isinstance(refusal, Refusal)
    assert refusal.kind == "empty"


def test_a_folder_that_may_not_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a/a.txt", "b/b.txt")
    scandir = os.scandir

    def forbidden(folder: str) -> object:
        if folder.endswith("/a"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr("os.scandir", forbidden)
    names, (refusal,) = read(tmp_path)
    assert names == ["b.txt"]
    assert (refusal.kind, refusal.origin) == ("unreadable", str(tmp_path / "a"))


SUFFIXES = {"packed": ".jsonl.bz2", "warc": ".warc.gz", "mail": ".eml", "excel": ".xlsx", "feed": ".rss"}


def test_one_article_in_every_format_is_one_article_and_broken_files_hold_nothing_up(tmp_path: Path) -> None:
    for number, (name, write) in enumerate(WRITE.items()):
        suffix = SUFFIXES.get(name, next(s for f in READERS if f.name == name for s in f.suffixes))
        data = write(f"{WORDS} It was day {number}.", MORE)
        (tmp_path / f"{number:02}-good{suffix}").write_bytes(gzip.compress(data) if name == "warc" else data)
        (tmp_path / f"{number:02}-half{suffix}").write_bytes(data[: len(data) // 3] if name not in CUT else b"\0\1\2")
    found = list(read_inputs([tmp_path], Settings()))
    good = [r for r in found if isinstance(r, Report) and "-good" in (r.origin or "")]
    assert len(good) == len(WRITE)
    for number, report in enumerate(good):
        first, second = report.text.removeprefix(DATELINE).replace("\n\n", "\n").split("\n")
        assert (first, second) == (f"{WORDS} It was day {number}.", MORE)
        assert (report.title, report.outlet, report.published) == (TITLE, OUTLET, DAY)
    refused = [r for r in found if isinstance(r, Refusal) and r.is_failure]
    assert len(refused) == len(WRITE)
    assert all("-half" in r.origin and len(r.reason.split()) > 4 for r in refused)


CUT = ("text", "markdown", "mail", "mbox", "html", "csv", "jsonl", "tar")  # a third of these can be read
