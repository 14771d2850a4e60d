"""Settings: a TOML file and the environment, read once into one frozen value and passed down."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from dragoman.errors import SettingsError

PREFIX = "DRAGOMAN_"
KINDS = {str: "a text", int: "a whole number", float: "a number"}
RANGES: dict[str, tuple[Any, Any]] = {
    "threads": (1, 1024),
    "workers": (0, 4096),
    "max_characters": (1, 1_000_000_000),
    "language_certainty": (0.0, 1.0),
    "report_seconds": (1, 86_400),
    "memory": (200, 1_000_000),
    "copies_room": (1, 100_000_000),
    "loopback": (0, 1),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a user can set.

    `reader`: "dragoman" (the model in the package), a folder with another model, or "spacy:NAME" for a user's own
    spaCy pipeline.  `device`: where our models run, "cpu" or another that the installed onnxruntime knows ("cuda").
    `threads`: CPU threads of the model where one process reads.  `workers`: processes that read side
    by side, one thread each; 0: one a core where there is enough to read.  `max_characters`: longer texts are refused,
    not cut.  `language_certainty`: below this probability the language counts as unknown.  `columns`: which columns of
    tables are what of a report ("text=body,title=headline"), or a TOML file of such lines.  `report_seconds`: taking
    one document out of a file may take so long.  `memory`: megabytes that the database of a record may hold while it
    is read or merged into; what is more goes into a folder beside it for a while.  `copies`: the folder in which
    `dragoman serve` keeps laid-out copies of records for the next start; empty: dragoman/copies among the user's
    caches; "none": nothing is kept.  `copies_room`: megabytes that they may take together.  `loopback`: 1 lets
    addresses of this machine be fetched, for tests.
    """

    reader: str = "dragoman"
    device: str = "cpu"
    threads: int = 2
    workers: int = 0
    max_characters: int = 1_000_000
    language_certainty: float = 0.8
    columns: str = ""
    report_seconds: int = 60
    memory: int = 600
    copies: str = ""
    copies_room: int = 20_000
    loopback: int = 0

    def with_columns(self, columns: str | None) -> "Settings":
        """These settings with another mapping of columns, or themselves where none is given."""
        return self if columns is None else replace(self, columns=columns)

    def with_reader(self, name: str | None) -> "Settings":
        """These settings with another reader, or themselves where none is named."""
        return self if name is None else replace(self, reader=name)


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from a TOML file (default: dragoman.toml in the working folder) and DRAGOMAN_* variables.

    The environment wins.  Raises SettingsError for unknown names and bad values.
    """
    found = path or Path("dragoman.toml")
    values: dict[str, object] = {}
    if path is not None or found.exists():
        values |= _from_file(found)
    env = os.environ if environment is None else environment
    values |= {key.removeprefix(PREFIX).lower(): env[key] for key in sorted(env) if key.startswith(PREFIX)}
    return _typed(values)


def _from_file(path: Path) -> dict[str, object]:
    try:
        return dict(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(str(path), f"the file cannot be read ({error})") from error


def _typed(values: Mapping[str, object]) -> Settings:
    settings = Settings()
    kinds = {f.name: type(getattr(settings, f.name)) for f in fields(Settings)}
    for name, value in values.items():
        if name not in kinds:
            raise SettingsError(name, "is unknown", kinds)
        settings = replace(settings, **{name: _checked(name, value, kinds[name])})
    return settings


def _checked(name: str, value: object, kind: type) -> Any:
    """The value as its kind (variables of the environment are text), if it lies within its range."""
    found = value
    if isinstance(value, str) or (kind is float and type(value) is int):
        try:
            found = kind(value)
        except ValueError as error:
            raise SettingsError(name, f"{value!r} is not {KINDS[kind]}") from error
    if type(found) is not kind:
        raise SettingsError(name, f"{value!r} is not {KINDS[kind]}")
    least, most = RANGES.get(name, (found, found))
    if not least <= found <= most:
        raise SettingsError(name, f"{value!r} is not between {least:,} and {most:,}")
    return found
