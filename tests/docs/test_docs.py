"""The docs say all there is to say, are made anew when the program changes, and lead nowhere that is not there."""

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from dragoman import errors
from dragoman.faces.cli.app import app
from dragoman.ontology.ontology import load_ontology
from dragoman.outlets import READERS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))
OTHERS = [path for path in (ROOT / "README.md", ROOT / "ARCHITECTURE.md") if path.exists()]
GROUP: Any = typer.main.get_command(app)
# What runs the reader is held fresh by `make lint`, which runs every block.
READ = {"first_reading", "findings_example"}


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def generators() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.setdefault("generate", importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


GENERATE = generators()
FRESH = [f for f in GENERATE.GENERATORS if f.__name__ not in READ]


def family(error: type[Exception]) -> Iterator[str]:
    yield error.__name__
    for child in error.__subclasses__():
        yield from family(child)


@pytest.mark.parametrize("name", sorted(GROUP.commands))
def test_every_command_and_option_is_documented(name: str) -> None:
    section = page("cli.md").split(f"\n## dragoman {name}\n")[1].split("\n## ")[0]
    assert section.strip()
    for parameter in GROUP.commands[name].params:
        if parameter.param_type_name == "option" and "--help" not in parameter.opts:
            assert all(f"`{option}" in section for option in parameter.opts)
        assert parameter.help in section.replace("\\|", "|") or "--help" in parameter.opts


def test_every_error_is_documented() -> None:
    told = page("cli.md")
    assert [name for name in family(errors.DragomanError) if f" {name} " not in f" {told}".replace("\n", " ")] == []


def test_what_can_be_recorded_is_documented() -> None:
    told, found = page("ontology.md"), load_ontology()
    for name in (*found.events, *found.ties):
        assert f"\n### {name}\n" in told
    for event in found.events.values():
        section = told.split(f"\n### {event.name}\n")[1].split("\n### ")[0]
        assert [mode for mode in event.modes if f"| `{mode}` |" not in section] == []
    for tie in found.ties.values():
        section = told.split(f"\n### {tie.kind}\n")[1].split("\n## ")[0].split("\n### ")[0]
        names = (*tie.roles, *tie.attributes, *tie.stages, *tie.statuses)
        assert [name for name in names if f"`{name}`" not in section] == []
    for name in (*found.statuses, *found.topics, *found.contexts):
        assert f"| `{name}` |" in told


def test_every_format_is_documented() -> None:
    assert [s for f in READERS for s in f.suffixes if f"`{s}`" not in page("cli.md")] == []


@pytest.mark.parametrize("generate", FRESH, ids=lambda f: f.__name__)
def test_generated_parts_are_fresh(generate: Callable[[], str]) -> None:
    made = generate()
    assert any(made in path.read_text(encoding="utf-8") for path in PAGES), "run: make docs"


def test_every_generated_part_says_something() -> None:
    for path in [*PAGES, *OTHERS]:
        text = path.read_text(encoding="utf-8")
        blocks = re.findall(r"\]\]\] -->\n(.*?)<!-- \[\[\[end\]\]\]", text, re.DOTALL)
        assert all(block.strip() for block in blocks), path


def slug(heading: str) -> str:
    """The anchor that GitHub and mkdocs give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().casefold()).replace(" ", "-")


def links(path: Path) -> Iterator[str]:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            yield target


@pytest.mark.parametrize("path", [*PAGES, *OTHERS], ids=lambda p: p.name)
def test_links_resolve(path: Path) -> None:
    for target in links(path):
        name, _, anchor = target.partition("#")
        aim = (path.parent / name) if name else path
        assert aim.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", aim.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {slug(h) for h in headings}, target


def test_every_page_can_be_reached() -> None:
    reached, waiting = set(), [ROOT / "docs" / "index.md"]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting += [
                p for t in links(path) if (p := (path.parent / t.partition("#")[0])).suffix == ".md" and p.exists()
            ]
    assert set(PAGES) <= {p.resolve() for p in reached}


def test_paths_that_the_docs_name_exist() -> None:
    for path in PAGES:
        for name in re.findall(r"`((?:src|tests|demo|training|docs)/[\w./]+)`", path.read_text(encoding="utf-8")):
            assert (ROOT / name).exists(), f"{path.name}: {name}"


def test_the_site_has_every_page() -> None:
    listed = re.findall(
        r"^ +- [\w ()]+: ([\w-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(listed) == [p.name for p in PAGES]
