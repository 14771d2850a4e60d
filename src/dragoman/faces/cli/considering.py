"""What was considered for a row of a record: its report is read anew, and every choice is shown with its reason."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from dragoman.extraction.explaining import Explanation
    from dragoman.record.record import Record
    from dragoman.settings import Settings

PARTS = ("trigger", "content", "sentence")  # of the evidence, where the row's explanation begins
FIELDS = "id, text, title, outlet, published, language"


def considered(
    opened: "Record", row: Mapping[str, object], settings: "Settings"
) -> "tuple[Explanation | None, list[Explanation]]":
    """The explanation of the row, null if the report read anew does not tell it, and those of its sentence's words."""
    from dragoman.pipeline import explained, load_tools
    from dragoman.types import Report

    query = f"SELECT {FIELDS} FROM report WHERE id = $id"
    report = Report(**opened.sql(query, {"id": row["report"]}).row(0, named=True))
    _, explanations = next(iter(explained([report], load_tools(settings))))
    start, end = _where(opened, row)
    kinds = {"statement": "s", "tie": "t"}.get(_kind(row), "m")
    own = [e for e in explanations if e.of and e.of[0] == kinds and start <= e.span.start < end]
    best = min(own, key=lambda e: abs(e.span.start - start) + abs(e.span.end - end), default=None)
    sentence = (int(str(row["start"])), int(str(row["end"])))
    return best, [e for e in explanations if e.of is None and sentence[0] <= e.span.start < sentence[1]]


def _kind(row: Mapping[str, object]) -> str:
    return "event" if "trigger" in row else "tie" if "stage" in row else "statement"


def _where(opened: "Record", row: Mapping[str, object]) -> tuple[int, int]:
    """Where the words of the row stand that its explanation is about."""
    query = 'SELECT part, start, "end" FROM machine.evidence WHERE id = $id AND report = $report ORDER BY start'
    found = list(opened.sql(query, {"id": row["id"], "report": row["report"]}).iter_rows())
    ranked = sorted(found, key=lambda f: PARTS.index(f[0]) if f[0] in PARTS else len(PARTS))
    return (ranked[0][1], ranked[0][2]) if ranked else (0, 0)


def show_considered(console: Console, best: "Explanation | None", others: "Sequence[Explanation]") -> None:
    """Print how each choice of the row was made, and what the other words of its sentence might have told."""
    if best is None:
        console.print(
            "Read anew, the report does not tell this any more: `dragoman read --again` brings it up to date."
        )
    for title, found in (("Considered", [best] if best else []), ("Words that tell no act", list(others))):
        table = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
        for explanation in found:
            _fill(table, explanation)
        if table.row_count:
            console.print(table)


def _fill(table: Table, explanation: "Explanation") -> None:
    from rich.markup import escape

    if explanation.of is not None:
        table.add_row("rule", escape(explanation.words[:60]), escape(explanation.rule))
    if explanation.date is not None:
        table.add_row("date", "", escape(explanation.date))
    for part in ("parties", "status", "considered"):
        for choice in getattr(explanation, part):
            label = choice.rule if part == "parties" else "standing" if part == "status" else "not"
            reason = choice.outcome if part == "parties" else f"{choice.rule}: {choice.outcome}"
            table.add_row(label, escape(choice.words), escape(reason))
