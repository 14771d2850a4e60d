"""The sizes that keep the house comprehensible (HOUSE: median function <= 10 lines, none over 60, files <= 400)."""

import ast
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "src").rglob("*.py"))


@cache
def functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(n.name, (n.end_lineno or n.lineno) - n.lineno + 1) for n in found]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_over_400_lines_and_no_function_over_60(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert {name: lines for name, lines in functions(path) if lines > 60} == {}


def test_median_function_is_short() -> None:
    assert median(lines for path in FILES for _, lines in functions(path)) <= 10


def test_no_rooms_without_a_meaning() -> None:
    assert [p for p in FILES if p.stem in {"utils", "helpers", "common", "misc"}] == []
