"""Every text that an export holds, read back with what reads such files, and where in reports it says words stand."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import polars as pl
from lxml import etree

GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
STRAY = {"None", "nan", "NaN", "null", "NULL", "[]", "[None]"}


class Stand(NamedTuple):
    """Words that an export says stand in a report."""

    report: str
    start: int
    end: int
    words: str


def unguarded(cell: str) -> str:
    """What stood there before an apostrophe was put before it."""
    return cell[1:] if GUARDED.match(cell) else cell


def texts_of(folder: Path) -> set[str]:
    """Every text in the files of an export, but the codebook's."""
    return {text for path in sorted(folder.iterdir()) if path.name != "codebook.md" for text in texts_in(path)}


def texts_in(path: Path) -> Iterator[str]:
    return TEXTS[path.suffix](path)


def stands_of(folder: Path) -> list[Stand]:
    """Wherever an export says that words stand in a report."""
    return [stand for path in sorted(folder.iterdir()) for stand in STANDS.get(path.name, nowhere)(path)]


def delimited(path: Path) -> Iterator[dict[str, str]]:
    encoding = "utf-8-sig" if path.read_bytes().startswith(b"\xef\xbb\xbf") else "utf-8"
    with path.open(encoding=encoding, newline="") as file:
        for row in csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","):
            yield {name: unguarded(cell) for name, cell in row.items()}


def lines(path: Path) -> Iterator[Any]:
    for line in path.read_bytes().decode().split("\n"):
        if line:
            yield json.loads(line)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (s for v in value.values() for s in strings(v))
    elif isinstance(value, list | tuple):
        yield from (s for v in value for s in strings(v))


def of_cells(path: Path) -> Iterator[str]:
    return (cell for row in delimited(path) for cell in row.values())


def of_workbook(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path):
        yield from (unescaped(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def unescaped(cell: object) -> str:
    """A cell's text as Excel shows it: openpyxl leaves `_x000D_` as it is written (ECMA-376, ST_Xstring)."""
    return re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), str(cell))


def of_xml(path: Path) -> Iterator[str]:
    for element in etree.parse(path).iter():
        yield from map(str, element.attrib.values())
        if element.text:
            yield element.text


TEXTS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".csv": of_cells,
    ".tsv": of_cells,
    ".jsonl": lambda path: strings(list(lines(path))),
    ".parquet": lambda path: strings(pl.read_parquet(path).rows()),
    ".xlsx": of_workbook,
    ".geojson": lambda path: strings(json.loads(path.read_bytes())),
    ".json": lambda path: strings(
        json.loads(path.read_bytes()) if path.name.endswith(".stix.json") else list(lines(path))
    ),
    ".jsonld": lambda path: strings(json.loads(path.read_bytes())),
    ".gexf": of_xml,
    ".graphml": of_xml,
}


def nowhere(path: Path) -> Iterator[Stand]:
    return iter(())


def of_evidence(rows: Callable[[Path], Iterator[Any]]) -> Callable[[Path], Iterator[Stand]]:
    def stands(path: Path) -> Iterator[Stand]:
        for row in rows(path):
            yield Stand(row["report"], int(row["start"]), int(row["end"]), row["words"])

    return stands


def of_sheet(path: Path) -> Iterator[Stand]:
    head, *rows = openpyxl.load_workbook(path)["evidence"].iter_rows(values_only=True)
    at = [head.index(name) for name in ("report", "start", "end", "words")]
    for row in rows:
        report, start, end, words = (row[i] for i in at)
        yield Stand(report, start, end, unescaped(words))


def of_sentences(path: Path) -> Iterator[Stand]:
    for row in delimited(path):
        yield Stand(row["Report"], int(row["Start"]), int(row["End"]), row["Sentence"])


def of_plover(path: Path) -> Iterator[Stand]:
    for row in lines(path):
        info = row["text_info"]
        yield Stand(info["text_story"], info["start"], info["end"], row["text"])


def of_annotations(path: Path) -> Iterator[Stand]:
    for node in json.loads(path.read_bytes())["@graph"]:
        if node["@type"] == "oa:Annotation":
            position, words = node["hasTarget"]["hasSelector"]
            report = node["hasTarget"]["hasSource"].removeprefix("urn:dragoman:report:")
            yield Stand(report, position["start"], position["end"], words["exact"])


def of_bundle(path: Path) -> Iterator[Stand]:
    for item in json.loads(path.read_bytes())["objects"]:
        if item["type"] == "relationship":
            told = item["external_references"][0]["description"]
            report, start, end = re.fullmatch(r"Report (.+), characters (\d+) to (\d+)\.", told).groups()  # type: ignore[union-attr]
            yield Stand(report, int(start), int(end), item["description"])


STANDS: dict[str, Callable[[Path], Iterator[Stand]]] = {
    "evidence.csv": of_evidence(delimited),
    "evidence.jsonl": of_evidence(lines),
    "evidence.parquet": of_evidence(lambda path: pl.read_parquet(path).iter_rows(named=True)),
    "record.xlsx": of_sheet,
    "polecat.tsv": of_sentences,
    "polecat_no_facts.tsv": of_sentences,
    "cameo.csv": of_sentences,
    "cameo_no_facts.csv": of_sentences,
    "plover.jsonl": of_plover,
    "plover_no_facts.jsonl": of_plover,
    "record.jsonld": of_annotations,
    "bundle.stix.json": of_bundle,
}
