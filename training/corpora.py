"""Reading the corpora's own formats."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path


def lines(path: Path) -> Iterator[str]:
    """The lines of a file, which may be compressed."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from file


def rows(path: Path) -> Iterator[dict]:
    """The rows of a JSON-lines file."""
    return (json.loads(line) for line in lines(path) if line.strip())


def treebank(path: Path) -> Iterator[list[list[list[str]]]]:
    """The documents of a CoNLL-U file: sentences of rows of columns."""
    doc: list[list[list[str]]] = []
    current: list[list[str]] = []
    for line in lines(path):
        if line.startswith("# newdoc") and doc:
            yield doc
            doc = []
        elif line[0].isdigit():
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                current.append(columns)
        elif not line.strip() and current:
            doc.append(current)
            current = []
    if doc:
        yield doc


def gum_texts(path: Path) -> list[str]:
    """The raw texts of GUM's documents, in the order of the treebank."""
    return [row["text"] for row in rows(path)]
