"""Cells of tables as people read them: no name with an underscore, no id where a name is known."""

from io import StringIO
from typing import Any

import polars as pl
import pytest
from rich.console import Console

from dragoman.faces.cli.tables import COLUMNS, show

TIE: dict[str, Any] = {
    "id": "7e6852aa", "kind": "forum_meeting", "name": "salmon talks", "party_names": ["Norway"], "status": "in_force",
    "stage": "partly_open", "roles": [], "attributes": [], "speaker": None, "statement": None, "via": [],
    "outlet": None, "title": "Talks begin", "report": "r1", "published": "2030-05-02", "sentence": "They met.",
}  # fmt: skip
PROMISE: dict[str, Any] = {
    "type": "forum_meeting", "mode": "scheduled", "actor_names": ["Norway"], "recipient_names": [], "reciprocal": None
}  # fmt: skip


def cell(of: str, title: str, row: dict[str, Any]) -> str:
    (found,) = (c for c in COLUMNS[of] if c.title == title)
    return found.cell(row)


@pytest.mark.parametrize(
    ("of", "title", "row", "told"),
    [
        ("tie", "Kind", TIE, "forum meeting"),
        ("tie", "Status", TIE, "in force (partly open)"),
        ("tie", "Report", TIE, "“Talks begin” 2030-05-02"),
        ("tie", "Report", TIE | {"title": None}, "r1 2030-05-02"),
        ("tie", "Report", TIE | {"outlet": "Fjord Post"}, "Fjord Post 2030-05-02"),
        ("event", "Status", {"status": "not_happened"}, "not happened"),
        ("promise", "What", PROMISE, "forum meeting, scheduled: Norway"),
        ("promise", "What", PROMISE | {"type": "CONSULT", "mode": "visit"}, "CONSULT visit: Norway"),
        ("side", "Side", {"side": "NOR"}, "Norway"),
        ("side", "Side", {"side": "osce"}, "osce"),
        ("side", "Side", {"side": None}, ""),
    ],
)
def test_cells(of: str, title: str, row: dict[str, Any], told: str) -> None:
    assert cell(of, title, row) == told


def test_a_table_holds_a_row_for_each() -> None:
    console = Console(width=200, record=True, file=StringIO())
    show(console, "tie", pl.DataFrame([TIE, TIE | {"name": "cod talks"}], infer_schema_length=None))
    text = console.export_text()
    assert "salmon talks" in text
    assert "cod talks" in text
    assert "_" not in text
