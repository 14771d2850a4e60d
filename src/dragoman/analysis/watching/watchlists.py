"""Saved questions, one table each of a TOML file that a person keeps; see docs/watchlists.md for its keys."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.analysis.ledger import OUTCOMES
from dragoman.analysis.wording import listed
from dragoman.atlas.atlas import load_atlas
from dragoman.atlas.circles import circle_of
from dragoman.atlas.corridors import load_corridors
from dragoman.errors import ChoiceUnknown, WatchlistUnreadable
from dragoman.record.filters import TAKEN, Filters, checked_filters

# What can be watched, and the rows of the record that tell it.
ROWS: Mapping[str, str] = {"events": "event", "ties": "tie", "statements": "statement", "reports": "report"}
PROMISES = "promises"
KINDS = (*ROWS, PROMISES)
USUAL = ("events", "ties", "statements")  # where a question does not say, as far as they take what it limits
KEYS = (
    "title", "what", "actor", "with", "pair", "group", "type", "kind", "status", "corridor", "text", "outlet", "outcome"
)  # fmt: skip
OF_TIES, OF_GROUPS, OF_PROMISES = ("ties",), ("events", "ties"), (PROMISES,)
# What rows are called, and how a limit is told, in the order of a sentence.
CALLED: Mapping[str, str] = {
    "events": "acts", "ties": "standing things", "statements": "statements", "reports": "reports", PROMISES: "promises"
}  # fmt: skip
LEADS: Mapping[str, str] = {
    "type": "of the type {}", "kind": "of the kind {}", "outcome": "that are {}", "status": "told as {}",
    "actor": "of {}", "with_": "with {}", "group": "among {}", "corridor": "on {}", "outlet": "in {}",
    "text": "with the words “{}”",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Watchlist:
    """A saved question: `what` kinds of rows, and what they are limited to; null limits nothing.

    `kind` of ties, `type` of events; `group` of whose states two take part; `corridor` that ties are about;
    `outcome` of promises.
    """

    name: str
    title: str
    what: tuple[str, ...]
    actor: str | None = None
    with_: str | None = None
    group: str | None = None
    type: str | None = None
    kind: str | None = None
    status: str | None = None
    corridor: str | None = None
    text: str | None = None
    outlet: str | None = None
    outcome: str | None = None

    @property
    def asked(self) -> str:
        """What it asks, in words: "standing things of the kind energy swap, of Iran, with Turkmenistan"."""
        limits = [lead.format(_named(n, v)) for n, lead in LEADS.items() if (v := getattr(self, n)) is not None]
        return f"{listed([CALLED[what] for what in self.what])}{' ' if limits else ''}{', '.join(limits)}"

    def filters(self, what: str) -> Filters:
        """The filters of the record for one kind of rows."""
        kind = {"events": self.type, "ties": self.kind}.get(what)
        return Filters(self.actor, self.with_, kind, self.status, outlet=self.outlet, text=self.text)


def _named(limit: str, value: str) -> str:
    """A value by its name: of a state, a body, a group of states, a leg; as it was written where it has none."""
    atlas = load_atlas()
    if limit in ("actor", "with_"):
        known = atlas.state(value) or atlas.body(value)
        return known.name if known else value
    if limit == "group":
        return circle_of(value).name
    if limit == "corridor" and value in (corridors := load_corridors()).legs:
        leg = corridors.legs[value]
        return f"{corridors.nodes[leg.a].name} – {corridors.nodes[leg.b].name}"
    return value.replace("_", " ").lower() if limit in ("type", "kind", "status") else value


def load_watchlists(path: Path) -> tuple[Watchlist, ...]:
    """The questions of a file, in its order.

    Raises WatchlistUnreadable for a file that is none, for a key that does not exist and for a value that cannot be.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WatchlistUnreadable(path, None, str(error)) from error
    if not tables:
        raise WatchlistUnreadable(path, None, "it holds no question; begin one with a line such as [gas]")
    return tuple(_watchlist(path, name, table) for name, table in tables.items())


def chosen(watchlists: Sequence[Watchlist], names: Sequence[str]) -> tuple[Watchlist, ...]:
    """Those of these names, all where none are given; raises ChoiceUnknown."""
    known = {w.name: w for w in watchlists}
    for name in names:
        if name not in known:
            raise ChoiceUnknown("watchlist", name, list(known))
    return tuple(known[n] for n in dict.fromkeys(names)) if names else tuple(watchlists)


def _watchlist(path: Path, name: str, table: object) -> Watchlist:
    if not isinstance(table, dict):
        raise WatchlistUnreadable(path, name, "a question is a table: [name], then its limits")
    try:
        given = _given(table)
        found = Watchlist(name, str(given.pop("title", name)), _what(given), **given)
        _check(found)
    except ChoiceUnknown as error:
        raise WatchlistUnreadable(path, name, str(error)) from error
    return found


def _given(table: Mapping[str, Any]) -> dict[str, Any]:
    """The limits by the names of Watchlist; raises ChoiceUnknown for what is no limit."""
    given: dict[str, Any] = {}
    for key, value in table.items():
        if key not in KEYS:
            raise ChoiceUnknown("key of a watchlist", key, KEYS)
        words = ",".join(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else value
        if not isinstance(words, str) or not words.strip():
            raise ChoiceUnknown(
                f"value of {key}", repr(value), ('words in quotation marks, or a list: ["IRN", "RUS"]',)
            )
        given["with_" if key == "with" else key] = words.strip()
    if "pair" in given:
        sides = [s.strip() for s in given.pop("pair").split(",")]
        if len(sides) != 2 or "actor" in given or "with_" in given:
            raise ChoiceUnknown("pair", ", ".join(sides), ('pair = ["IRN", "AZE"], without actor and with',))
        given["actor"], given["with_"] = sides
    return given


def _what(given: dict[str, Any]) -> tuple[str, ...]:
    """The kinds of rows: as told, else those that what is limited belongs to."""
    asked = given.pop("what", None)
    if asked is not None:
        kinds = tuple(k.strip() for k in str(asked).split(","))
        for kind in kinds:
            if kind not in KINDS:
                raise ChoiceUnknown("kind of rows", kind, KINDS)
        return kinds
    if "outcome" in given:
        return OF_PROMISES
    if "kind" in given or "corridor" in given:
        return OF_TIES
    if "type" in given:
        return ("events",)
    limits = {k for k in given if k in Filters.__slots__}
    usual = OF_GROUPS if "group" in given else USUAL
    return tuple(k for k in usual if limits <= set(TAKEN[ROWS[k]]))


def _check(found: Watchlist) -> None:
    """Raise ChoiceUnknown for a limit that its rows do not take, and for a value that does not exist."""
    only = {"corridor": OF_TIES, "kind": OF_TIES, "group": OF_GROUPS, "outcome": OF_PROMISES, "type": ("events",)}
    for limit, kinds in only.items():
        for what in found.what:
            if getattr(found, limit) is not None and what not in kinds:
                raise ChoiceUnknown(f"limit of {what}", limit, [f"{limit} with what = {kinds[0]!r}"])
    if found.group is not None:
        circle_of(found.group)
    if found.outcome is not None and found.outcome not in OUTCOMES:
        raise ChoiceUnknown("outcome", found.outcome, OUTCOMES)
    for what in found.what:
        checked_filters(found.filters(what), ROWS.get(what, "event"))
