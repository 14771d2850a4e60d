"""The answers that the first page asks for, kept beside a copy of the record: there before anything is opened."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

FIRST = "first.json"  # in the folder of a copy
META = "/api/meta"


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """An answer with status 200: its body, and the headers that name it."""

    body: bytes
    headers: Mapping[str, str]


def keep_first(path: Path, answers: Mapping[str, FirstAnswer]) -> None:
    """Write the answers, by address; raises OSError."""
    told = {a: {"body": b64encode(f.body).decode(), "headers": dict(f.headers)} for a, f in answers.items()}
    path.write_bytes(orjson.dumps(told))


def first_answers(folder: Path, *, read_only: bool) -> dict[str, FirstAnswer]:
    """The answers kept in a folder, by address, as a server gives them that is `read_only` or not."""
    try:
        told = orjson.loads((folder / FIRST).read_bytes())
    except (OSError, ValueError):  # then they are made anew
        return {}
    found = {address: FirstAnswer(b64decode(one["body"]), one["headers"]) for address, one in told.items()}
    meta = found.get(META)
    if meta is not None:
        found[META] = replace(meta, body=orjson.dumps({**orjson.loads(meta.body), "read_only": read_only}))
    return found
