"""What the user names (files, folders, patterns, addresses) as files in a fixed order."""

import glob
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from dragoman.errors import InputMissing
from dragoman.outlets.remote import expanded, here, is_remote, is_web
from dragoman.types import Refusal

STANDARD_INPUT = "-"
ROW = re.compile(r":\d+$")
SAID = {"hidden": "hidden", "pipe": "pipe or device", "": "without a suffix"}


def shown(path: str) -> str:
    """A path that can be printed and stored: bytes of its name that are no UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def resolve(inputs: Sequence[str | Path]) -> list[str]:
    """The inputs with patterns replaced by the files that fit, in the order given, each once.

    Raises InputMissing for a path or pattern that leads to nothing, ExtraMissing for places that need a library.
    """
    found: list[str] = []
    for name in map(here, map(str, inputs)):
        if name == STANDARD_INPUT or is_web(name) or os.path.lexists(name):
            found.append(name)
        else:
            found += expanded(name) if is_remote(name) else _fitting(name)
    return list(dict.fromkeys(found))


def input_of(origin: str) -> str | None:
    """The input that an origin was read from ("a.zip!b/c.html", "news.jsonl:12"); null if it is there no more."""
    whole = origin.split("!")
    outer = ["!".join(whole[:n]) for n in range(len(whole), 0, -1)]
    for name in (n for one in outer for n in (one, ROW.sub("", one))):
        if os.path.lexists(name):
            return name
    return ROW.sub("", whole[0]) if is_web(origin) or is_remote(origin) else None


def _fitting(pattern: str) -> list[str]:
    found = sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []
    if not found:
        raise InputMissing(shown(pattern))
    return found


def walk(folder: str, suffixes: Collection[str]) -> Iterator[str | Refusal]:
    """The files below a folder that can be read, sorted by name, folders after files; links are followed once.

    What is passed over is said at the end, in one sentence.
    """
    passed: Counter[str] = Counter()
    seen: set[tuple[int, int]] = set()
    waiting, read = [folder], 0
    while waiting:
        entries = _listed(waiting.pop(), seen)
        if isinstance(entries, Refusal):
            yield entries
            continue
        folders, files = entries
        waiting += reversed(folders)
        for path in files:
            if (suffix := _foreign(path, suffixes)) is None:
                read += 1
                yield path
            else:
                passed[suffix] += 1
    yield from _said(folder, passed, read, suffixes)


def _listed(folder: str, seen: set[tuple[int, int]]) -> tuple[list[str], list[str]] | Refusal:
    try:
        status = os.stat(folder)
        if (status.st_dev, status.st_ino) in seen:
            return [], []
        seen.add((status.st_dev, status.st_ino))
        paths = sorted(entry.path for entry in os.scandir(folder))
    except OSError as error:
        return Refusal(
            shown(folder), f"the folder cannot be listed ({error.strerror}); check its permissions", "unreadable"
        )
    kept = [p for p in paths if not (os.path.isdir(p) and os.path.basename(p).startswith("."))]
    return [p for p in kept if os.path.isdir(p)], [p for p in kept if not os.path.isdir(p)]


def _foreign(path: str, suffixes: Collection[str]) -> str | None:
    """Why a file is passed over: hidden, a pipe or device (opening one would wait for ever), or its suffix."""
    name = os.path.basename(path)
    suffix = os.path.splitext(name)[1].casefold()
    if name.startswith("."):
        return "hidden"
    if os.path.exists(path) and not os.path.isfile(path):
        return "pipe"
    return None if suffix in suffixes else suffix


def _said(folder: str, passed: Counter[str], read: int, suffixes: Collection[str]) -> Iterator[Refusal]:
    folder = shown(folder)
    if passed:
        count = passed.total()
        kinds = ", ".join(f"{number} {SAID.get(suffix, shown(suffix))}" for suffix, number in sorted(passed.items()))
        files = "file is" if count == 1 else "files are"
        save = "save such articles as text, HTML or PDF; a file named by itself is read by how it begins"
        said = f"{count:,} {files} passed over ({kinds}): in folders the suffix decides; {save}"
        yield Refusal(folder, said, "passed over")
    elif not read:
        yield Refusal(folder, f"the folder holds no files; what is read: {', '.join(sorted(suffixes))}", "empty")
