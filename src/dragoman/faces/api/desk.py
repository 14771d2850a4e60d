"""What the endpoints ask: the open copy of the record, given to each request, and the state of the server."""

import weakref
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from dragoman.record.held import Held
from dragoman.record.record import Record
from dragoman.record.search import Index
from dragoman.record.shelf import Shelf


def _index() -> Index:
    """An index in a folder that goes with the program."""
    folder = TemporaryDirectory(prefix="dragoman-words-")
    index = Index(Path(folder.name) / "words.sqlite")
    weakref.finalize(index, folder.cleanup)
    return index


@dataclass(frozen=True, slots=True)
class Desk:
    """The record that a server shows: the shelf with its copies; and whether people may write, one after the other.

    `watchlists`: a file of saved questions, null for none.  `memory`: megabytes that the record's database may hold
    while a decision is written; null: most of what the machine has.
    """

    shelf: Shelf
    read_only: bool = True
    watchlists: Path | None = None
    memory: int | None = None
    index: Index = field(default_factory=_index)
    writing: Lock = field(default_factory=Lock)

    def delete_index(self) -> None:
        """Delete the index of words, also while a thread writes it: a process that ends at once does not itself."""
        rmtree(self.index.path.parent, ignore_errors=True)


def desk_of(request: Request) -> Desk:
    """The desk of the app that answers the request."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def held(request: Request) -> Held:
    """The newest copy, open until the request is answered (freshness.py)."""
    newest = request.state.held
    assert isinstance(newest, Held)
    return newest


def opened(newest: Annotated[Held, Depends(held)]) -> Record:
    """The record of the newest copy."""
    return newest.record


Opened = Annotated[Record, Depends(opened)]
Newest = Annotated[Held, Depends(held)]
AtDesk = Annotated[Desk, Depends(desk_of)]
