"""The notebook of the docs works a verdict out again from exported rows, and comes to the same."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))
from golden_age import write_record

from dragoman.analysis.narratives.claims import claims
from dragoman.analysis.narratives.form import Form
from dragoman.analysis.narratives.frames import rows_frame
from dragoman.analysis.narratives.material import record_material
from dragoman.analysis.narratives.verdicts import Verdict, judge
from dragoman.record.record import Record

DOCS = Path(__file__).resolve().parents[2] / "docs"
ROWS = "verdict-rows.csv"


def run(folder: Path, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the notebook's cells leave behind when they are run in a folder with its rows."""
    book = json.loads((DOCS / "verdict.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(c["source"]) for c in book["cells"] if c["cell_type"] == "code"]
    left: dict[str, Any] = {}
    patch.chdir(folder)
    for cell in cells:
        exec(compile(cell, "verdict.ipynb", "exec"), left)
    return left


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Verdict, Verdict]:
    """A folder with the rows of a record's verdict, that verdict, and the one on counts."""
    folder = tmp_path_factory.mktemp("verdict")
    with Record.open(write_record(folder / "golden.duckdb")) as record:
        form = next(c.form for c in claims(record) if c.template == "golden_age")
        assert form is not None
        verdict = judge(form, record_material(record, form))
        counts = Form(form.actors, form.others, start=form.start, end=form.end)
        counted = judge(counts, record_material(record, counts))
    rows_frame(verdict).write_csv(folder / ROWS)
    return folder, verdict, counted


def test_the_notebook_comes_to_the_verdict(
    exported: tuple[Path, Verdict, Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, verdict, counted = exported
    left = run(folder, monkeypatch)
    assert verdict.effect is not None
    assert counted.effect is not None
    assert left["verdict"] == verdict.verdict
    assert [left[k] for k in ("claimed", "before", "estimate", "needed")] == pytest.approx(
        [verdict.effect.claimed, verdict.effect.other, verdict.effect.estimate, verdict.effect.needed]
    )
    assert [left["low"], left["high"]] == pytest.approx([verdict.effect.low, verdict.effect.high], rel=1e-3)
    assert [left[k] for k in ("ratio", "ratio_low", "ratio_high")] == pytest.approx(
        [counted.effect.estimate, counted.effect.low, counted.effect.high], rel=1e-6
    )


def test_the_rows_beside_it_are_those_it_speaks_of(monkeypatch: pytest.MonkeyPatch) -> None:
    left = run(DOCS, monkeypatch)
    assert (left["verdict"], left["points"]) == ("supported", [97.3, 47.9, 49.4, 11.3, 87.6])
    told = (DOCS / "verdict.ipynb").read_text(encoding="utf-8")
    assert all(f"{abs(value)}" in told for value in left["points"])


def test_each_step_is_short() -> None:
    book = json.loads((DOCS / "verdict.ipynb").read_text(encoding="utf-8"))
    assert max(len(c["source"]) for c in book["cells"] if c["cell_type"] == "code") <= 10
