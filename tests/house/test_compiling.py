"""What mypyc reads otherwise than Python stands nowhere in the rooms that `make compiled` compiles."""

import ast
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "compiling.py"))
COMPILED = sorted(
    [p for room in TOOL["ROOMS"] for p in (ROOT / "src" / "dragoman" / room).rglob("*.py") if p.name != "__init__.py"]
    + [ROOT / "src" / "dragoman" / name for name in TOOL["MODULES"]]
)


def traps(source: str) -> Iterator[str]:
    """A property that compiled keeps nothing, generators that compiled are lists, types that compiled are gone."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id == "cached_property":
            yield "cached_property"
        if isinstance(node, ast.Return) and isinstance(node.value, ast.GeneratorExp):
            yield "return (... for ...)"
        if isinstance(node, ast.Attribute) and node.attr in {"__annotations__", "__dict__"}:
            yield node.attr
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.isascii():
            yield from ["half a character"] * any("\ud800" <= c <= "\udfff" for c in node.value)


@pytest.mark.parametrize("path", COMPILED, ids=lambda p: str(p.relative_to(ROOT / "src" / "dragoman")))
def test_nothing_that_is_read_otherwise(path: Path) -> None:
    assert list(traps(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "class A:\n    @cached_property\n    def b(self): ...",
        "def a(c):\n    return (b for b in c)",
        "a.__annotations__",
        'A = "\\ud800"',
    ],
)
def test_traps_are_seen(source: str) -> None:
    assert len(list(traps(source))) == 1
