"""What was reported of each watchlist already: a small file beside the questions, written whole or not at all."""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dragoman.errors import OutputUnwritable, WatchlistUnreadable

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Looked:
    """When a watchlist was last reported (UTC, ISO 8601; null: never) and the keys of all that was."""

    when: str | None = None
    keys: frozenset[str] = field(default_factory=frozenset)


def place_of(watchlists: Path) -> Path:
    """Where it is kept unless told otherwise: beside the questions, gas.toml -> gas.seen.json."""
    return watchlists.with_suffix(".seen.json")


def looked(path: Path) -> Mapping[str, Looked]:
    """Of each watchlist by name what was seen; nothing if there is no such file; raises WatchlistUnreadable."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        assert kept["format"] == FORMAT
        return {name: Looked(one["looked"], frozenset(one["seen"])) for name, one in kept["watchlists"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, AssertionError) as error:
        says = f"it does not hold what was seen ({error}); move it away, and everything is new again"
        raise WatchlistUnreadable(path, None, says) from error


def mark(path: Path, name: str, keys: Iterable[str], when: datetime | None = None) -> None:
    """Keep that these were seen, beside what was before; nothing is written if that changes nothing.

    What others marked meanwhile stays.  Raises OutputUnwritable; the file is as it was then.
    """
    kept = dict(looked(path))
    before = kept.get(name, Looked())
    seen = before.keys | frozenset(keys)
    if before.when is not None and seen == before.keys:
        return
    kept[name] = Looked((when or datetime.now(UTC)).isoformat(timespec="seconds"), seen)
    told = {n: {"looked": one.when, "seen": sorted(one.keys)} for n, one in kept.items()}
    _write(path, json.dumps({"format": FORMAT, "watchlists": told}, indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    """Put the text in place of the file in one step."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise OutputUnwritable(path, error.strerror or str(error)) from error
