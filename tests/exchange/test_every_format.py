"""What holds for every format: words come back as they went in, offsets lead to them, holes stay holes."""

import json
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from odd import HARD, hard_reports
from reading_back import STRAY, Stand, delimited, lines, stands_of, texts_of

from dragoman.exchange import FORMATS
from dragoman.exchange.export import export
from dragoman.record.filters import Filters
from dragoman.record.record import Record

GRAPHS = ("gexf", "graphml")  # names of actors alone
NO_OFFSETS = (*GRAPHS, "geojson", "ftm")


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record in which every place and actor with a hard name has a point and acts on somebody."""
    path = tmp_path_factory.mktemp("hard") / "hard.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many(hard_reports(), "1.0") == ()
        record.resolve()
    with Record.open(path) as record:
        yield record


@pytest.fixture(scope="session")
def exported(hard: Record, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The export of that record in every format, by format."""
    folder = tmp_path_factory.mktemp("exported")
    return {format: export(hard, folder / format, format)[0].parent for format in FORMATS}


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("empty") / "empty.duckdb"
    Record.open(path, write=True).close()
    with Record.open(path) as record:
        yield record


def squeezed(text: str) -> str:
    """The text as FollowTheMoney keeps it: white space as single blanks, no signs that only steer the line."""
    return " ".join(re.sub("[\u202e\u200d]", "", text).split())


@pytest.mark.parametrize("format", FORMATS)
def test_hard_words_come_back(exported: dict[str, Path], format: str) -> None:
    found = texts_of(exported[format])
    wanted = [words for words in HARD if words.strip()]
    if format == "ftm":
        found, wanted = {squeezed(t) for t in found}, [squeezed(w) for w in wanted]
    if format in {"csv", "excel", "polecat", "cameo"}:  # a line end within a cell is read as what it was
        assert set(wanted) <= found | {t for text in found for t in text.split("; ")}
    else:
        assert set(wanted) <= found


@pytest.mark.parametrize("format", FORMATS)
def test_sentences_come_back_from_every_report(hard: Record, exported: dict[str, Path], format: str) -> None:
    events = hard.events()
    if format == "geojson":  # what has a place
        events = events.filter(events["place"].is_not_null() & (events["status"] == "done"))
    sentences = set(events["sentence"].to_list())
    found = texts_of(exported[format])
    if format in GRAPHS:
        assert {"Georgia", "Nepal"} <= found
    elif format == "ftm":
        assert {squeezed(s) for s in sentences} <= {squeezed(t) for t in found}
    else:
        assert sentences <= found


@pytest.mark.parametrize("format", [f for f in FORMATS if f not in NO_OFFSETS])
def test_offsets_lead_to_the_words(hard: Record, exported: dict[str, Path], format: str) -> None:
    stands = stands_of(exported[format])
    assert len({s.report for s in stands}) >= len(HARD)
    wrong = [s for s in stands if read_at(hard, s) != s.words]
    assert wrong == []


def read_at(record: Record, stand: Stand) -> str:
    text = record.text(stand.report)
    assert text is not None
    return text[stand.start : stand.end]


@pytest.mark.parametrize("format", FORMATS)
def test_holes_stay_holes(exported: dict[str, Path], format: str) -> None:
    assert texts_of(exported[format]) & STRAY == set()


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_record_gives_files_that_can_be_read(empty: Record, tmp_path: Path, format: str) -> None:
    paths = export(empty, tmp_path, format)
    assert paths[-1].name == "codebook.md"
    assert stands_of(tmp_path) == []
    texts_of(tmp_path)


@pytest.mark.parametrize("format", FORMATS)
def test_the_codebook_names_every_file(exported: dict[str, Path], format: str) -> None:
    book = (exported[format] / "codebook.md").read_text(encoding="utf-8")
    written = {p.name for p in exported[format].iterdir()} - {"codebook.md"}
    assert set(re.findall(r"^## (.+)$", book, re.MULTILINE)) == written
    assert FORMATS[format].meaning in book


@pytest.mark.parametrize("format", FORMATS)
def test_a_part_is_smaller_than_the_whole(hard: Record, exported: dict[str, Path], tmp_path: Path, format: str) -> None:
    export(hard, tmp_path, format, Filters(report="odd0"))
    assert texts_of(tmp_path) & set(HARD) < texts_of(exported[format]) & set(HARD)


def fields_of(format: str, file: str) -> set[str]:
    pages = tomllib.loads(files("dragoman.exchange").joinpath("codebooks", f"{format}.toml").read_text())
    return set(pages[file]["fields"])


@pytest.mark.parametrize(("format", "file"), [("cameo", "cameo.csv"), ("polecat", "polecat.tsv")])
def test_the_codebook_explains_the_columns(exported: dict[str, Path], format: str, file: str) -> None:
    assert set(next(delimited(exported[format] / file))) == fields_of(format, file)


def test_the_codebook_explains_the_keys_of_plover(exported: dict[str, Path]) -> None:
    for row in lines(exported["plover"] / "plover.jsonl"):
        assert set(row) == fields_of("plover", "plover.jsonl")


@pytest.mark.parametrize("file", ["places.geojson", "events.geojson", "ties.geojson"])
def test_the_codebook_explains_the_properties_of_features(exported: dict[str, Path], file: str) -> None:
    features = json.loads((exported["geojson"] / file).read_bytes())["features"]
    assert features
    assert {frozenset(f["properties"]) for f in features} == {frozenset(fields_of("geojson", file))}


def test_the_codebook_explains_the_kinds_of_objects(exported: dict[str, Path]) -> None:
    bundle = json.loads((exported["stix"] / "bundle.stix.json").read_bytes())
    assert {item["type"] for item in bundle["objects"]} == fields_of("stix", "bundle.stix.json")
    schemata = {row["schema"] for row in lines(exported["ftm"] / "entities.ftm.json")}
    assert schemata <= fields_of("ftm", "entities.ftm.json")
    graph = json.loads((exported["jsonld"] / "record.jsonld").read_bytes())["@graph"]
    types = {t for node in graph for t in ([node["@type"]] if isinstance(node["@type"], str) else node["@type"])}
    own = {t for t in types if not t.startswith("schema:") or t == "schema:NewsArticle"}
    assert own == fields_of("jsonld", "record.jsonld")
