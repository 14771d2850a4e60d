"""Archives: every member by its own reader; nothing leaves the archive, nothing swells, nothing goes on for ever."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from written_articles import html, jsonl, mail, tar_of, text, zip_of

from dragoman.outlets.formats import BY_NAME
from dragoman.outlets.parts import ALWAYS, Part
from dragoman.outlets.reading import Course, read_document
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

ONE = "Ghana and Togo opened a bridge over the river at their border on Monday, the transport ministry of Ghana said."
TWO = "The bridge will carry lorries from the ports of both states to the markets of the north from next year on."


def read(format_: str, data: bytes, name: str = "a") -> tuple[list[Report], list[Refusal]]:
    found = list(read_document(Part(name, name, io.BytesIO(data)), Settings(), BY_NAME[format_], Course()))
    return [r for r in found if isinstance(r, Report)], [r for r in found if isinstance(r, Refusal)]


def members() -> dict[str, bytes]:
    return {
        "b/one.txt": text(ONE, TWO),
        "a/two.html": html(TWO, ONE),
        "three.eml": mail(ONE, ONE),
        "map.png": b"\x89PNG",
        ".x": b"",
    }


@pytest.mark.parametrize("format_", ["zip", "tar"])
def test_members_are_read_in_the_order_of_the_archive(format_: str) -> None:
    data = zip_of(members()) if format_ == "zip" else tar_of(members())
    reports, refusals = read(format_, data)
    assert [r.origin for r in reports] == ["a!b/one.txt", "a!a/two.html", "a!three.eml"]
    said = "2 files within it are passed over (1 .png, 1 hidden); such files are not read"
    assert [(r.kind, r.reason) for r in refusals] == [("passed over", said)]


@pytest.mark.parametrize(
    ("name", "pack"), [("n.jsonl.gz", gzip.compress), ("n.jsonl.bz2", bz2.compress), ("n.jsonl.xz", lzma.compress)]
)
def test_a_packed_file_is_read_as_its_name_says(name: str, pack: object) -> None:
    (report,), refusals = read("packed", pack(jsonl(ONE, TWO)), f"news/{name}")  # type: ignore[operator]
    assert (report.origin, refusals) == (f"news/{name}!n.jsonl:1", [])


def test_a_packed_archive_within_an_archive_is_read() -> None:
    inner = gzip.compress(tar_of({"deep/one.txt": text(ONE, TWO)}))
    (report,), refusals = read("zip", zip_of({"inner.tgz": inner}))
    assert (report.origin, refusals) == ("a!inner.tgz!inner.tar!deep/one.txt", [])


def test_archives_within_archives_end() -> None:
    data = text(ONE, TWO)
    for depth in range(12):
        data = zip_of({"inner.zip" if depth else "one.txt": data})
    reports, (refusal,) = read("zip", data)
    assert (reports, refusal.kind) == ([], "depth")


NAMES = ["../../escaped.txt", "/tmp/escaped.txt", "..\\..\\escaped.txt", "a/../../../escaped.txt", "C:\\escaped.txt"]


@pytest.mark.parametrize("format_", ["zip", "tar"])
def test_names_that_lead_out_of_the_archive_lead_nowhere(
    format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "in" / "deep")
    held = {name: text(f"{ONE} Ref {i}.", TWO) for i, name in enumerate(NAMES)}
    reports, _ = read(format_, zip_of(held) if format_ == "zip" else tar_of(held))
    assert len(reports) == len(NAMES)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
    assert not Path("/tmp/escaped.txt").exists()


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Secret words that nobody asked to be read, of which there are many here.")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("soft.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE), ("dev.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, str(tmp_path / "secret.txt")
            archive.addfile(info)
    reports, refusals = read("tar", out.getvalue())
    assert reports == []
    assert [r.reason.split(" within")[0] for r in refusals] == ["1 device or pipe", "2 links"]


def test_names_that_are_no_text_can_be_printed() -> None:
    (report,), _ = read("zip", zip_of({"a\x1b[31m\n.txt": text(ONE, TWO)}))
    assert (report.origin or "").isprintable()


def test_what_other_systems_hide_in_archives_is_passed_over() -> None:
    reports, (refusal,) = read("zip", zip_of({"one.txt": text(ONE, TWO), "__MACOSX/._one.txt": b"\0\5\26\7"}))
    assert (len(reports), refusal.kind) == (1, "passed over")


def test_a_member_that_swells_is_refused_and_the_others_are_read() -> None:
    data = zip_of({"one.txt": text(ONE, TWO), "bomb.txt": b"a" * 40_000_000, "two.txt": text(TWO, ONE)})
    reports, (refusal,) = read("zip", data)
    assert [r.origin for r in reports] == ["a!one.txt", "a!two.txt"]
    assert (refusal.origin, refusal.kind) == ("a!bomb.txt", "size")


@pytest.mark.parametrize("format_", ["zip", "packed"])
def test_a_bomb_is_told_by_how_it_swells(format_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ALWAYS >= 1 << 20
    monkeypatch.setattr("dragoman.outlets.parts.ALWAYS", 1 << 20)
    monkeypatch.setattr("dragoman.outlets.archives.ALWAYS", 1 << 20)
    row = b'{"text": "' + b"a" * 99_000 + b'"}\n'
    data = row * 300
    reports, refusals = read(format_, zip_of({"a.jsonl": data}) if format_ == "zip" else gzip.compress(data))
    assert refusals[-1].kind == "bomb"
    assert 0 < len(reports) < 300


def test_a_nested_bomb_unpacks_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.outlets.parts.ALWAYS", 1 << 20)
    flat = gzip.compress(b"a" * 30_000_000)
    reports, refusals = read("packed", gzip.compress(flat), "a.txt.gz.gz")
    assert reports == []
    assert {r.kind for r in refusals} <= {"bomb", "size"}


def test_a_locked_member_is_said() -> None:
    data = bytearray(zip_of({"one.txt": text(ONE, TWO)}))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + place] |= 1
    reports, (refusal,) = read("zip", bytes(data))
    assert (reports, refusal.kind) == ([], "locked")


def test_a_broken_member_does_not_spoil_the_others() -> None:
    data = zip_of({"one.txt": os.urandom(400), "two.txt": text(ONE, TWO)}, zipfile.ZIP_STORED)
    spoiled = data.replace(b"one.txt" + data[37:45], b"one.txt" + b"spoiled!", 1)
    reports, (refusal,) = read("zip", spoiled)
    assert [r.origin for r in reports] == ["a!two.txt"]
    assert refusal.origin == "a!one.txt"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(
    ("format_", "data"),
    [
        ("zip", zip_of(members())),
        ("packed", gzip.compress(tar_of(members()))),
        ("packed", lzma.compress(jsonl(ONE, TWO))),
    ],
    ids=["zip", "tar.gz", "xz"],
)
def test_an_archive_that_breaks_off_is_said(format_: str, data: bytes, share: float) -> None:
    _, refusals = read(format_, data[: int(len(data) * share)])
    assert [r for r in refusals if r.is_failure] != []


def test_the_list_of_an_archive_within_is_not_taken_for_that_of_one_that_breaks_off() -> None:
    data = zip_of({"one.zip": zip_of({"one.txt": text(ONE, TWO)}), "two.txt": text(TWO, TWO)}, zipfile.ZIP_STORED)
    reports, (refusal,) = read("zip", data[: data.rindex(b"two.txt") - 60])
    assert (reports, refusal.kind, "breaks off" in refusal.reason) == ([], "malformed", True)


@pytest.mark.parametrize("size", [300, 700, 1024, 1100, 1600, 2100])
def test_a_tar_that_breaks_off_anywhere_is_said(size: int) -> None:
    _, refusals = read("tar", tar_of(members())[:size])
    assert [r for r in refusals if r.is_failure] != []


def test_a_whole_tar_is_not_said_to_break_off() -> None:
    data = tar_of(members())
    assert [
        r for r in read("tar", data.rstrip(b"\0") + bytes(1024 + -len(data.rstrip(b"\0")) % 512))[1] if r.is_failure
    ] == []
