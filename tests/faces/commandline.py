"""The command line as a user types it, and a folder of invented reports."""

import io
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import typer.main

from dragoman.faces.cli import main

REPORTS = {
    "treaty.txt": (
        "Title: A treaty on the river\nOutlet: Rift Gazette\nDate: 2023-05-03\nId: treaty\n\n"
        "Kenya and Uganda signed a treaty on the waters of the Nile on Monday, the foreign ministry of Kenya said. "
        'Uganda will open a depot in Mombasa next year. "We will never leave the treaty," said the president of Uganda.'
    ),
    "visit.md": (
        "---\ntitle: Guests in Lusaka\noutlet: Copper Post\ndate: 2023-06-11\nid: visit\n---\n\n"
        "Malawi held talks with Zambia in Lusaka on Friday. Zambia denied that it had attacked a village in Malawi.\n"
    ),
    "page.html": (
        "<html><head><title>Rails to the sea</title><meta property='og:site_name' content='Savanna Times'>"
        "<meta property='article:published_time' content='2024-02-20'></head><body><nav><a href='/'>Home</a></nav>"
        "<article><h1>Rails to the sea</h1><p>Ethiopia and Djibouti agreed on Tuesday to build a second railway from "
        "Addis Ababa to the port of Djibouti, the transport ministry of Ethiopia said.</p>"
        "<p>The railway will carry grain and cement to the sea, and both countries want to open it in 2027.</p>"
        "</article></body></html>"
    ),
    "wire.jsonl": (
        '{"id": "w1", "text": "Ghana condemned Togo on Sunday over a closed border.", "published": "2024-03-04", '
        '"outlet": "Volta Wire", "language": "en"}\n'
        '{"id": "w2", "text": "Botswana and Namibia want to sign an agreement on beef next month.", '
        '"published": "2024-03-05", "outlet": "Volta Wire", "language": "en"}\n'
    ),
}


class Ran(NamedTuple):
    """How a command ended: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


Dragoman = Callable[..., Ran]
laid_out = cache(typer.main.get_command)  # a process lays out its commands once


def run(*arguments: str | Path, stdin: bytes = b"") -> Ran:
    """Run `dragoman ARGUMENTS` and give back what it did."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    given = io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin)))  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", laid_out)
        patch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        for name, stream in (("stdout", out), ("stderr", err), ("stdin", given)):
            patch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as ended:
            main()
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return Ran(int(ended.value.code or 0), *texts)


def write_reports(folder: Path) -> Path:
    """The folder with the invented reports in it."""
    folder.mkdir(exist_ok=True)
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
