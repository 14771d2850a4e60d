"""What the tests of the command line share: `dragoman(...)` as a user types it, a folder of reports, its record."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from commandline import Dragoman, run, write_reports

from dragoman import pipeline
from dragoman.language import parse
from dragoman.settings import Settings


@pytest.fixture(scope="session")
def dragoman() -> Iterator[Dragoman]:
    """The command line in this process, so that the model is loaded once for each setting."""
    load = parse.load_parser

    @cache
    def loaded(reader: str, threads: int, device: str) -> parse.Parser:
        return load(Settings(reader=reader, threads=threads, device=device))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "load_tools", cache(pipeline.load_tools))
        patch.setattr(parse, "load_parser", lambda settings: loaded(settings.reader, settings.threads, settings.device))
        yield run


@pytest.fixture(scope="module", autouse=True)
def asked_once(questions_are_asked_once: None) -> None:
    """Many commands are given about the same record."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def record(dragoman: Dragoman, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the folder; tests only ask it."""
    path = tmp_path_factory.mktemp("record") / "invented.duckdb"
    assert dragoman("read", folder, "--into", path).code == 0
    return path
