"""The OpenAPI document as a file: python -m dragoman.faces.api.schema [FILE]; without a file it is printed."""

import sys
from pathlib import Path

import orjson

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.record.shelf import Shelf


def document() -> bytes:
    """The document, the same bytes for the same program; no record is opened for it."""
    app = create_app(Desk(Shelf(Path("record.duckdb"))))
    return orjson.dumps(app.openapi(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_bytes(document())
    else:
        sys.stdout.buffer.write(document())
