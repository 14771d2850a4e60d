"""Who publishes the reports of a record, and which state runs them, as the atlas or the user's own list knows."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.atlas.atlas import build, load_atlas
from dragoman.atlas.rows import Outlet
from dragoman.errors import ChoiceUnknown, DataError, InputMissing
from dragoman.record.origins import HOST
from dragoman.record.record import Record
from dragoman.record.resolving.publishers import folded, site_of

UNNAMED = ""  # the key of reports that name no outlet
OUTLET, SITE = "outlet:", "site:"
NAMES = f"""
SELECT p.key, p.name, count(r.id) AS reports FROM publisher p
LEFT JOIN report r ON coalesce(r.outlet, '') = p.name AND {HOST.replace("url", "r.url")} = p.host
GROUP BY p.key, p.name ORDER BY p.key, reports DESC, p.name
"""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: `key` as in the table `origin`, `names` as reports give them, the most frequent first.

    `country` and `state_run` are null where neither the atlas nor the user's list knows; `known`: who does.
    """

    key: str
    name: str
    names: tuple[str, ...] = ()
    country: str | None = None
    state_run: bool | None = None
    known: str | None = None

    @property
    def standing(self) -> str:
        """State-run, independent or unknown."""
        return "unknown" if self.state_run is None else "state-run" if self.state_run else "independent"


def publishers(record: Record, own: Mapping[str, Outlet] | None = None) -> dict[str, Publisher]:
    """Every publisher of a record by its key; `own`: outlets of the user's list, which stand before the atlas."""
    names: dict[str, list[str]] = {}
    for key, name, _ in record.sql(NAMES).iter_rows():
        names.setdefault(key, []).append(name)
    found = {key: _publisher(key, [n for n in told if n], own or {}) for key, told in names.items()}
    return {UNNAMED: Publisher(UNNAMED, "outlet not named"), **found}


def _publisher(key: str, names: Sequence[str], own: Mapping[str, Outlet]) -> Publisher:
    listed = next((o for o in own.values() if _is(o, key, names)), None)
    atlas = load_atlas().outlets.get(key.removeprefix(OUTLET)) if key.startswith(OUTLET) else None
    known = listed or atlas
    if known is not None:
        source = "the list given" if listed else "the atlas"
        return Publisher(key, known.name, tuple(names), known.country, known.state_run, source)
    return Publisher(key, names[0] if names else key.partition(":")[2], tuple(names))


def _is(outlet: Outlet, key: str, names: Sequence[str]) -> bool:
    """Whether an outlet of the user's list is this publisher: by its id, a name or a domain."""
    called = {folded(n) for n in (outlet.name, *outlet.aliases)}
    sites = {f"{SITE}{site_of(d)}" for d in outlet.domains}
    return key == f"{OUTLET}{outlet.id}" or key in sites or any(folded(n) in called for n in names)


def read_outlets(path: Path | None) -> Mapping[str, Outlet]:
    """The user's own list of outlets, in the shape of the atlas's outlets.toml; raises InputMissing and DataError."""
    if path is None:
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputMissing(str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(path, f"not TOML: {error}") from error
    return build(Outlet, "id", table, str(path))


def key_of(name: str, known: Mapping[str, Publisher]) -> str:
    """The key of the publisher of this name or key, whatever its case; raises ChoiceUnknown."""
    wanted = name.strip().lower()
    for key, one in known.items():
        if wanted in (key.lower(), one.name.lower(), *(n.lower() for n in one.names)) and key != UNNAMED:
            return key
    raise ChoiceUnknown("outlet", name, sorted({p.name for k, p in known.items() if k != UNNAMED})[:40] or ("none",))
