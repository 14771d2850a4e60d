"""Models of the rows of the record's views, made from its codebook, so that the API tells what each column means."""

from datetime import datetime
from functools import cache
from typing import Any

from pydantic import BaseModel, Field, create_model

from dragoman.record.codebook import Column, load_codebook

TYPES: dict[str, Any] = {
    "VARCHAR": str,
    "INTEGER": int,
    "BIGINT": int,
    "DOUBLE": float,
    "BOOLEAN": bool,
    "TIMESTAMP": datetime,
}
# Columns that are never empty, whatever a text tells: ids, counts, and what the program decides itself.
ALWAYS = frozenset(
    {
        "id", "report", "mention", "happening", "type", "kind", "status", "reciprocal", "because", "contested", "start",
        "end", "sentence", "content", "characters", "statements", "events", "ties", "reports", "names", "origins",
        "voices", "tellings", "program", "added", "score", "copies", "is_copy",
    }
)  # fmt: skip


@cache
def row_model(of: str) -> type[BaseModel]:
    """The model of one row of the view of this kind ("event"); raises KeyError if there is none."""
    view = load_codebook()[f"{of}_row"]
    fields: dict[str, Any] = {c.name: _field(of, c) for c in view.columns}
    return create_model(f"{of.title()}Row", __doc__=view.meaning, **fields)


@cache
def page_model(of: str) -> type[BaseModel]:
    """The model of a page of such rows."""
    return create_model(
        f"{of.title()}Page",
        __doc__="One page of rows; `total` counts all that fit the filters.",
        items=(rows_of(of), ...),
        total=(int, Field(description="How many rows fit the filters.")),
        limit=(int, Field(description="Rows on a page at most.")),
        offset=(int, Field(description="Rows before this page.")),
    )


def rows_of(of: str) -> Any:
    """The type of a list of such rows."""
    return list[row_model(of)]  # type: ignore[misc]


def _field(of: str, column: Column) -> tuple[Any, Any]:
    kind = list[str] if column.type == "VARCHAR[]" else TYPES[column.type]
    always = (
        column.type.endswith("[]")
        or column.name in ALWAYS
        or (column.name == "name" and of in ("actor", "place", "tie"))
    )
    return (kind if always else kind | None), Field(description=column.meaning)
