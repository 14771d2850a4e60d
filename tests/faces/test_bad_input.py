"""Files and records as bad as they come: each is said in a sentence, and the good reports beside are read."""

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from commandline import Dragoman, Ran, write_reports

from dragoman.record.record import Record

GOOD = "Chile and Peru signed a treaty on fish in Arica on Monday, the foreign ministry of Chile said. Ref {name}."
RUSSIAN = "Министр иностранных дел Чили заявил, что договор с Перу подписан в понедельник в Арике. "
PERSIAN = "وزیر امور خارجه شیلی گفت که پیمان با پرو روز دوشنبه در شهر آریکا امضا شد."
FRENCH = "Le ministre des affaires étrangères du Chili a déclaré que le traité avec le Pérou avait été signé lundi."
SPANISH = "La ministra de Relaciones Exteriores de Chile dijo que el tratado con el Perú se firmó el lunes en Arica."


def dated(day: str) -> bytes:
    return f"Date: {day}\n\n{GOOD.format(name=day)}".encode()


# What each bad file holds, and how its sentence begins.
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "it holds no text; check that the article was saved whole"),
    "blank.md": (b" \n\n\t\n", "it holds no text"),
    "binary.txt": (bytes(range(256)) * 40, "it is a binary file, which is not read yet; save the article as text"),
    "controls.txt": (bytes(range(1, 32)) * 40, "it is a binary file"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(99), "it is a PNG image"),
    "paper.txt": (b"%PDF-1.7 text", "it is a PDF file"),
    "bare16.txt": (GOOD.encode("utf-16-le"), "it looks like UTF-16 without the mark at its beginning"),
    "latin1.txt": ("Le café de São Tomé".encode("latin-1"), "its text is not in UTF-8 and its encoding cannot be told"),
    "cp1251.txt": ((RUSSIAN * 8).encode("cp1251"), "its text is not in UTF-8 and its encoding cannot be told"),
    "russian.txt": (RUSSIAN.encode(), "it is in a language that is not read yet ('ru')"),
    "persian.txt": (PERSIAN.encode(), "it is in a language that is not read yet ('fa')"),
    "french.txt": (FRENCH.encode(), "it is in a language that is not read yet ('fr')"),
    "spanish.txt": (SPANISH.encode(), "it is in a language that is not read yet ('es')"),
    "links.html": (b"<html><body><a href='/a'>News</a> <a href='/b'>Sport</a></body></html>", "no article was found"),
    "cut.html": (b"<html><head><title>News", "no article was found"),
    "pages.jsonl": (b'{"text": "Chile met Pe', "the row is not JSON (unexpected end of data, character"),
}
ROWS = (
    b'{"id": "r1", "text": "Kenya met Uganda.", "published": ["2022"], "title": {"a": 1}, "language": "en"}',
    b"[1, 2]",
    b'{"id": "r3"}',
    b'{"id": "r4", "text": 12}',
    b'{"id": "r1", "text": "Laos met Nepal.", "language": "en"}',
    b'{"id": ["x"], "text": "Oman met Qatar.", "language": "en"}',
    b'{"id": "r7", "text": "Fiji met Sam',
)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_reports(tmp_path_factory.mktemp("bad"))
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    for name, text in (("bom16.txt", GOOD), ("bom8.txt", GOOD)):
        (folder / name).write_bytes(text.format(name=name).encode("utf-16" if "16" in name else "utf-8-sig"))
    (folder / "nodate.txt").write_text(GOOD.format(name="without a date"))
    (folder / "old.txt").write_bytes(dated("1890-02-01"))
    (folder / "future.txt").write_bytes(dated((datetime.now(UTC) + timedelta(days=400)).date().isoformat()))
    (folder / "never.txt").write_bytes(dated("31 February 2022"))
    (folder / "rows.jsonl").write_bytes(b"\n".join(ROWS))
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    (folder / "around").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    return folder


@pytest.fixture(scope="module")
def told(dragoman: Dragoman, bad: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    into = tmp_path_factory.mktemp("record") / "bad.duckdb"
    return dragoman("read", bad, "--into", into, "--workers", "1")


@pytest.fixture(scope="module")
def every(dragoman: Dragoman, bad: Path) -> dict[str, str]:
    """What `extract` says on standard error, by the name of the file or row."""
    ran = dragoman("extract", bad)
    assert ran.code == 1
    sentences = (line.split(": ", 1) for line in ran.err.splitlines())
    return {os.path.basename(origin): sentence for origin, sentence in sentences}


def test_the_good_reports_are_read(told: Ran) -> None:
    # Five from the folder of good ones; two with a mark at their beginning, four with no or a wrong date, two rows.
    assert told.code == 1
    assert told.err.startswith("Read 13 reports into ")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_said(every: dict[str, str], name: str) -> None:
    found = every.get(name) or every[f"{name}:1"]
    assert found.startswith(BAD[name][1])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("dangling.txt", "the file cannot be read (No such file or directory); check that it exists and may be read"),
        ("circle.txt", "the file cannot be read (Too many levels of symbolic links)"),
        ("old.txt", "The publication date '1890-02-01' is before 1900, so the report is read without a date"),
        ("future.txt", "The publication date '20"),
        ("never.txt", "The publication date '31 February 2022' is not a date that can be read (write it as 2022-07-01"),
        ("rows.jsonl:1", "The publication date '['2022']' is not a date that can be read"),
        ("rows.jsonl:2", 'the row is not an object; write it as {"id": ..., "text": ...}'),
        ("rows.jsonl:3", "the row has no 'text'; put the report's words there"),
        ("rows.jsonl:4", "the row has a 'text' that is no string (int)"),
        ("rows.jsonl:5", "it has the same id (r1) as "),
        ("rows.jsonl:7", "the row is not JSON (unexpected end of data, character"),
    ],
)
def test_a_bad_link_date_or_row_is_said(every: dict[str, str], name: str, sentence: str) -> None:
    assert every[name].startswith(sentence)


def test_nothing_else_is_said(every: dict[str, str], bad: Path) -> None:
    rest = {name for name in every if name.split(":")[0] not in BAD}
    assert rest == {
        "dangling.txt", "circle.txt", "old.txt", "future.txt", "never.txt", bad.name,
        "rows.jsonl:1", "rows.jsonl:2", "rows.jsonl:3", "rows.jsonl:4", "rows.jsonl:5", "rows.jsonl:7",
    }  # fmt: skip
    assert every[bad.name].startswith("1 file is passed over (1 pipe or device)")


def test_reports_without_a_right_date_have_none(dragoman: Dragoman, bad: Path, tmp_path: Path) -> None:
    names = ("nodate.txt", "old.txt", "future.txt", "never.txt")
    assert dragoman("read", *(bad / n for n in names), "--into", tmp_path / "a.duckdb").code == 0
    with Record.open(tmp_path / "a.duckdb") as record:
        dates = record.sql("SELECT published, date_from FROM report JOIN mention ON report.id = mention.report").rows()
    assert len(dates) >= 4
    assert set(dates) == {(None, None)}


def test_what_is_not_read_is_not_misread(dragoman: Dragoman, bad: Path, tmp_path: Path) -> None:
    names = ("russian.txt", "persian.txt", "french.txt", "spanish.txt")
    ran = dragoman("read", *(bad / n for n in names), "--into", tmp_path / "a.duckdb")
    assert ran.code == 1
    assert "Read 0 reports" in ran.err
    with Record.open(tmp_path / "a.duckdb") as record:
        counts = record.counts()
    assert (counts["report"], counts["statement"], counts["mention"], counts["tie"]) == (4, 0, 0, 0)


def test_a_file_that_goes_away_is_said(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    # Thirty-two reports are taken at a time; the last file goes while the first are read.
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(GOOD.format(name=number))
    last = tmp_path / "39.txt"
    os.remove(last)
    os.mkfifo(last)
    swept = threading.Thread(target=lambda: (last.open("wb").close(), os.remove(last)))
    swept.start()
    ran = dragoman("extract", *sorted(tmp_path.iterdir()))
    swept.join()
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 39
    assert f"{last}: it holds no text" in ran.err


LARGE = 50_000_000


LONG = {
    "long.txt": (b"", b"", "it is larger than 4,000,000 bytes, more than one report can be; split it"),
    "long.md": (b"", b"", "it is larger than 4,000,000 bytes"),
    "long.html": (b"<html><body><p>", b"</p></body></html>", "it is larger than 10,000,000 bytes"),
    "long.jsonl": (b'{"id": "l", "text": "', b'"}\n', "the row is longer than 12,065,536 bytes; split it"),
}


def test_a_very_long_line_is_refused_at_once(folder: Path, tmp_path: Path) -> None:
    for name, (before, after, _) in LONG.items():
        (tmp_path / name).write_bytes(before + b"Kenya met Uganda. " * (LARGE // 18) + after)
    # Only what reads files is run: the model would hide how much memory the file takes.
    program = (
        "import resource, sys, time\n"
        "from dragoman.outlets import count_inputs, read_inputs\n"
        "from dragoman.settings import Settings\n"
        "list(read_inputs([sys.argv[1]], Settings()))\n"
        "for path in sys.argv[2:]:\n"
        "    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()\n"
        "    count_inputs([path])\n"
        "    (refusal,) = read_inputs([path], Settings())\n"
        "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, time.process_time() - began)\n"
        "    print(refusal.origin, refusal.reason, sep=': ')\n"
    )
    paths = [str(tmp_path / name) for name in LONG]
    arguments = [sys.executable, "-c", program, str(folder / "treaty.txt"), *paths]
    lines = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.splitlines()
    for path, figures, told, (_, _, sentence) in zip(paths, lines[::2], lines[1::2], LONG.values(), strict=True):
        kilobytes, seconds = map(float, figures.split())
        assert kilobytes < 40_000
        assert seconds < 5
        assert told.removeprefix(path).removeprefix(":1").startswith(f": {sentence}")


def text_file(path: Path) -> None:
    path.write_text("Kenya met Uganda.\n" * 400)


def foreign_database(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine (number INTEGER)")


def damaged_record(path: Path) -> None:
    with Record.open(path, write=True):
        pass
    data = bytearray(path.read_bytes())
    data[: len(data) // 2 : 64] = bytes(len(data[: len(data) // 2 : 64]))
    path.write_bytes(data)


@pytest.mark.parametrize("make", [text_file, foreign_database, damaged_record])
@pytest.mark.parametrize("command", ["read", "events"])
def test_a_file_that_is_no_record_is_left_alone(
    dragoman: Dragoman, folder: Path, tmp_path: Path, make: Callable[[Path], None], command: str
) -> None:
    path = tmp_path / "mine.duckdb"
    make(path)
    before = path.read_bytes()
    ran = dragoman("read", folder, "--into", path) if command == "read" else dragoman(command, path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {path} is not a Dragoman record (")
    assert ran.err.count("\n") == 1
    assert path.read_bytes() == before


def test_a_folder_is_no_record(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    ran = dragoman("read", folder, "--into", tmp_path)
    assert ran.code == 2
    assert ran.err.startswith(f"Error: {tmp_path} is not a Dragoman record (it is a folder)")


def test_a_record_in_a_missing_folder(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "missing" / "new.duckdb"
    ran = dragoman("read", folder, "--into", path)
    assert ran.code == 2
    assert ran.err.startswith(f"Error: {path} cannot be written: ")
    assert str(path.parent) in ran.err


def test_a_record_that_another_process_holds(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "held.duckdb"
    assert dragoman("read", folder / "treaty.txt", "--into", path).code == 0
    program = f"import duckdb; c = duckdb.connect({str(path)!r}); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        for ran in (dragoman("read", folder, "--into", path), dragoman("events", path)):
            assert ran.code == 2
            assert f"{path} is in use by another process ({holder.pid})" in ran.err
            assert "Wait until it ends" in ran.err
        holder.communicate("\n")
    assert dragoman("read", folder, "--into", path).code == 0


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """As on a full disk; what Python compiles in the meantime is not kept, or half of a module would be."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)
        patch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_keeps_what_was_stored(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    path, more = tmp_path / "full.duckdb", tmp_path / "more"
    assert dragoman("read", folder, "--into", path).code == 0
    more.mkdir()
    for number in range(4):
        (more / f"{number:02}.txt").write_text("\n\n".join(GOOD.format(name=f"{number}.{n}") for n in range(3)))
    with no_file_larger_than(20_000):
        ran = dragoman("read", more, "--into", path)
    assert ran.code == 2
    assert f"Error: Could not write to {path}: " in ran.err
    assert "What was stored before is kept; free some space and run the command again." in ran.err
    with Record.open(path) as record:
        assert record.counts()["report"] >= 5
        assert list(record.faults()) == []
    assert dragoman("read", more, "--into", path).code == 0
    with Record.open(path) as record:
        assert record.counts()["report"] == 9
        assert list(record.faults()) == []


def test_no_room_for_temporary_files_is_said(folder: Path, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from dragoman.outlets import read_inputs\n"
        "from dragoman.settings import Settings\n"
        "print(*read_inputs(sys.argv[1:], Settings()), sep='\\n')\n"
    )
    inputs = [str(folder / "treaty.txt"), str(folder / "visit.md")]
    with no_file_larger_than(20_000):
        ran = subprocess.run([sys.executable, "-c", program, *inputs], capture_output=True, text=True, check=True)
    assert ran.stdout.count("there is no room for temporary files (File too large); free some space") == 2
