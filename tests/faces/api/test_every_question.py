"""Whatever can be asked on the command line can be asked over HTTP, with the same limits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from dragoman.faces.api.desk import Desk
from dragoman.faces.api.schema import create_app
from dragoman.faces.cli.app import app
from dragoman.record.shelf import Shelf

# What a command asks, and where it is asked.
ASKED = {
    "reports": ["/api/reports", "/api/reports/{report}"],
    "actors": ["/api/actors", "/api/actors/{actor}"],
    "places": ["/api/places"],
    "statements": ["/api/statements"],
    "events": ["/api/events"],
    "ties": ["/api/ties"],
    "happenings": ["/api/happenings"],
    "refused": ["/api/refused"],
    "why": ["/api/why/{id}"],
    "history": ["/api/histories"],
    "promises": ["/api/promises", "/api/promises/sides"],
    "brief": ["/api/brief"],
    "watchlist": ["/api/watchlists", "/api/watchlists/{name}", "/api/watchlists/{name}.atom"],
    "export": ["/api/export/{format}", "/api/download/events.{format}"],
    "corridor": ["/api/corridor", "/api/corridor/map.svg"],
    "access": ["/api/corridor/access"],
    "legs": ["/api/corridor/legs", "/api/corridor/claims", "/api/corridor/checks"],
    "swap": ["/api/swaps", "/api/swaps/{swap}", "/api/swaps/{swap}/{chart}.svg"],
    "partnership": ["/api/partnership", "/api/partnership/index", "/api/partnership/dossier"],
    "groups": ["/api/groups"],
    "forum": ["/api/forums", "/api/forums/{forum}"],
    "network": ["/api/network"],
    "orbit": ["/api/orbit"],
    "narrative": ["/api/narratives", "/api/narratives/{id}"],
    "whose-word": ["/api/whose-word"],
    "background": ["/api/background", "/api/background/counts"],
    "review accept": ["/api/review/accept"],
    "review correct": ["/api/review/correct"],
    "review reject": ["/api/review/reject"],
    "review merge": ["/api/review/merge"],
    "review split": ["/api/review/split"],
    "review undo": ["/api/review/undo"],
    "review list": ["/api/review/decisions"],
    "review orphans": ["/api/review/orphans"],
    "review disagreements": ["/api/review/disagreements"],
    "review sample": ["/api/review/sample"],
    "review precision": ["/api/review/precision"],
    "review fields": ["/api/review/fields"],
    "review export": ["/api/review/export"],
}
# Commands that ask nothing of a record: they write one, read files of this machine, or are servers themselves.
NO_QUESTION = {
    "read", "watch", "extract", "demo", "import", "shard", "merge", "doctor", "serve", "copies", "mcp",
    "review walk", "review import",
}  # fmt: skip


def commands(of: typer.Typer, before: str = "") -> Iterator[str]:
    for command in of.registered_commands:
        assert command.name or command.callback
        yield before + (command.name or command.callback.__name__).replace("_", "-")  # type: ignore[union-attr]
    for group in of.registered_groups:
        assert group.typer_instance is not None
        yield from commands(group.typer_instance, f"{group.name} ")


@pytest.fixture(scope="module")
def paths() -> dict[str, Any]:
    found: dict[str, Any] = create_app(Desk(Shelf(Path("none.duckdb")))).openapi()["paths"]
    return found


def test_every_question_has_its_address(paths: dict[str, Any]) -> None:
    every = set(commands(app))
    assert every - ASKED.keys() - NO_QUESTION == set()
    assert {*ASKED, *NO_QUESTION} - every == set()
    assert [p for asked in ASKED.values() for p in asked if p not in paths] == []
