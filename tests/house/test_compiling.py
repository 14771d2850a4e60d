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


@pytest.mark.parametrize("path", COMPILED, ids=lambda p: str(p.relative_to(ROOT / "src" / "dragoman")))
def test_what_is_compiled_is_the_module_line_by_line(path: Path) -> None:
    module = path.read_text(encoding="utf-8")
    settled = TOOL["settled"](module)
    ast.parse(settled)
    given, made = module.split("\n"), settled.split("\n")
    assert len(made) == len(given)
    changed = [b for a, b in zip(given, made, strict=True) if a != b]
    assert all(
        ": Final" in b or b.endswith("; from typing import Final") or " def __init__(self, " in b for b in changed
    )


MODULE = '''"""A module."""

from dataclasses import dataclass, field

WORDS = frozenset({"a"})
TABLE: dict[str, int] = {}


@dataclass(frozen=True)
class Span:
    """A stretch."""

    start: int
    end: int = 0

    def size(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Held:
    held: list[int] = field(default_factory=list)


@dataclass
class Open:
    start: int
'''


def test_constants_are_final_and_frozen_values_are_filled_by_the_compiler() -> None:
    changed = set(TOOL["settled"](MODULE).split("\n")) - set(MODULE.split("\n"))
    assert changed == {
        '"""A module."""; from typing import Final',
        'WORDS: Final = frozenset({"a"})',
        "TABLE: Final[dict[str, int]] = {}",
        "    def __init__(self, start: int, end: int = 0) -> None: self.start = start; self.end = end  # type: ignore",
    }
