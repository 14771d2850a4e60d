"""Files elsewhere are read as files here are, wherever fsspec reaches."""

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from written_articles import text, zip_of

from dragoman.errors import ExtraMissing, InputMissing
from dragoman.outlets import count_inputs, read_inputs
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

WORDS = "Ghana and Togo opened a bridge over the river at their border on Monday, the transport ministry said. Ref {}."


@pytest.fixture
def bucket() -> Iterator[str]:
    system = fsspec.filesystem("memory")
    for name in ("b.txt", "a.txt", "sub/c.zip", "d.png"):
        inner = text(WORDS.format(name), "")
        system.pipe(f"/news/{name}", zip_of({"in.txt": inner}) if name.endswith("zip") else inner)
    yield "memory://news"
    system.rm("/news", recursive=True)


def read(*inputs: str) -> tuple[list[str | None], list[Refusal]]:
    found = list(read_inputs(inputs, Settings()))
    return [r.origin for r in found if isinstance(r, Report)], [r for r in found if isinstance(r, Refusal)]


def test_a_folder_elsewhere_is_read_in_order(bucket: str) -> None:
    origins, refusals = read(bucket)
    assert origins == ["memory:///news/a.txt", "memory:///news/b.txt", "memory:///news/sub/c.zip!in.txt"]
    assert [r.kind for r in refusals] == ["passed over"]
    assert count_inputs([bucket]) is None


def test_a_pattern_elsewhere_is_read(bucket: str) -> None:
    assert read(f"{bucket}/*.txt")[0] == ["memory:///news/a.txt", "memory:///news/b.txt"]


def test_files_of_this_machine_can_be_named_so_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(text(WORDS.format(1), ""))
    assert read(f"file://{tmp_path}/a.txt")[0] == [f"{tmp_path}/a.txt"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("memory://none/x.txt", "Nothing to read"),
        ("memory://none/*.txt", "Nothing to read"),
        ("nowhere://x/y.txt", "Nothing to read"),
        ("zip://a.txt::http://127.0.0.1/a.zip", "chained"),
        ("simplecache::http://127.0.0.1/a.txt", "Nothing to read"),
    ],
)
def test_what_is_not_there_is_said_before_anything_is_read(name: str, words: str) -> None:
    with pytest.raises(InputMissing, match=words):
        read_inputs([name], Settings())


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(address: str) -> object:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    with pytest.raises(ExtraMissing, match=r"Reading from s3:// needs the library s3fs.*pip install 'dragoman\[s3\]'"):
        read_inputs(["s3://bucket/a.txt"], Settings())


@pytest.mark.parametrize(
    ("format_", "library", "extra"),
    [("pdf", "pypdfium2", "pdf"), ("excel", "python-calamine", "excel"), ("warc", "fastwarc", "warc")],
)
def test_a_format_whose_library_is_missing_says_how_to_get_it(
    format_: str, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    from written_articles import MORE, WORDS, WRITE

    from dragoman.outlets.formats import BY_NAME
    from dragoman.outlets.parts import Part
    from dragoman.outlets.reading import Course, read_document

    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("dragoman.outlets.extras.import_module", missing)
    part = Part("", "x", io.BytesIO(WRITE[format_](WORDS, MORE)))
    (refusal,) = read_document(part, Settings(), BY_NAME[format_], Course())
    assert isinstance(refusal, Refusal)
    assert refusal.kind == "extra"
    assert f"needs the library {library}. Install it with: pip install 'dragoman[{extra}]'" in refusal.reason
    assert BY_NAME[format_].extra == extra
