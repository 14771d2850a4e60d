"""The testable form of a claim: which actors, which measure, which period, which comparison; and its TOML text."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from dragoman.errors import FormUnusable
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import DATE

MEASURES = {
    "events": "how many different events there are",
    "score": "the sum of their PLOVER scores, weighted as in the index of cooperation",
    "quantity": "figures in the unit that their sentences tell",
}
COMPARISONS = {
    "above before": "more in the period than before it",
    "below before": "less in the period than before it",
    "highest so far": "no stretch of the same length before had more, and it is above their level",
    "lowest so far": "no stretch of the same length before had less, and it is below their level",
    "none before": "there is one in the period and none before it",
    "highest in group": "more than any other actor of the group has with the same others",
    "above the others": "more for each of these states than for each other state that the actors deal with",
    "below the others": "less for each of these states than for each other state that the actors deal with",
    "rising": "it grows from month to month until the end of the period",
    "falling": "it shrinks from month to month until the end of the period",
}
PER = {
    "reports": "reports of the time that are no copies",
    "contacts": "all events of the actors with anybody",
    "pair": "all events between the two sides",
    "days": "days",
}
UNDATED = {"leave out": "no day of their own", "as told": "counted on the day on which they were first told"}
FALLING = frozenset({"below before", "lowest so far", "below the others", "falling"})
CALLED = {"start": "from", "end": "to"}  # names in TOML that Python keeps for itself
QUADS = (1, 2, 3, 4)
YEARS = (1800, 2200)


@dataclass(frozen=True, slots=True)
class Form:
    """A question that can be put to events; what is empty limits nothing.

    `actors` and `others`: ISO 3166 alpha-3 codes or ids of bodies; an event counts if one of the actors and another one
    of the others take part, `others` empty: anybody.  `measure`, `compare`, `per`, `undated`: keys of the tables above.
    `types`, `modes` PLOVER's, `quads` 1 to 4, `topics` and `statuses` the ontology's; `origins`: so many independent
    ones at least; `unit` of figures.  `start`, `end`: the period claimed, `since`: where what it is held against begins
    (null: where the data begin), all ISO prefixes.  `group`: who is compared (empty: everybody found).  `margin`: the
    smallest ratio that is worth the words; `least`: events without which nothing is told; `cover`: share of the months
    of a period for which there must be reports.  `words`: of the claim; `reason`: why it is tested so.
    """

    actors: tuple[str, ...]
    others: tuple[str, ...] = ()
    measure: str = "events"
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("done", "ongoing")
    unit: str | None = None
    origins: int = 1
    undated: str = "leave out"
    per: str = "reports"
    compare: str = "above before"
    start: str = ""
    end: str = ""
    since: str | None = None
    group: tuple[str, ...] = ()
    margin: float = 1.5
    least: int = 8
    cover: float = 0.5
    words: str = ""
    reason: str = ""

    @property
    def falling(self) -> bool:
        """Whether the claim says less, not more."""
        return self.compare in FALLING


COMMENTS = {
    "actors": "an event counts if one of the actors ...",
    "others": "... and another one of these takes part; [] for anybody",
    "measure": " | ".join(MEASURES),
    "types": "PLOVER's types, [] for all; quads: 1 and 2 cooperation, 3 and 4 conflict",
    "statuses": "how firmly it must be told",
    "unit": "of figures, for the measure quantity: a unit of lexicons/en/quantities.toml",
    "origins": "independent origins at least",
    "undated": " | ".join(UNDATED),
    "per": " | ".join(PER),
    "compare": " | ".join(COMPARISONS),
    "start": "the period that the claim is about",
    "since": "where what it is held against begins; left out: where the data begin",
    "group": "who is compared, [] for everybody found",
    "margin": "smallest ratio that is worth the words",
    "least": "events without which nothing is told",
    "cover": "share of the months for which there must be reports",
}


def write_form(form: Form) -> str:
    """The form as TOML text with its choices as comments; `read_form` gives the same form back."""
    lines = []
    for f in fields(Form):
        value = getattr(form, f.name)
        if value is None:
            continue
        comment = f"  # {COMMENTS[f.name]}" if f.name in COMMENTS else ""
        lines.append(f"{CALLED.get(f.name, f.name)} = {_toml(value)}{comment}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    """A basic string of TOML; line breaks and control characters become spaces."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_form(text: str, origin: str = "the form") -> Form:
    """The form of a TOML text; raises FormUnusable with what is wrong and what would do."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormUnusable(origin, f"it is not TOML: {error}") from error
    names = {CALLED.get(f.name, f.name): f.name for f in fields(Form)}
    unknown = [key for key in table if key not in names]
    if unknown:
        raise FormUnusable(origin, f"there is no field '{unknown[0]}'; fields: {', '.join(names)}")
    if "actors" not in table:
        raise FormUnusable(origin, 'actors are missing, for instance: actors = ["NOR"]')
    values = {names[key]: _value(names[key], value, origin) for key, value in table.items()}
    return checked_form(Form(**values), origin)


def _value(name: str, value: Any, origin: str) -> Any:
    """The value of a field in its own type."""
    default = next(f for f in fields(Form) if f.name == name)
    if "tuple" in str(default.type):
        kind = int if name == "quads" else str
        if not isinstance(value, list) or not all(type(v) is kind for v in value):
            raise FormUnusable(
                origin, f"{CALLED.get(name, name)} must be a list, like [{'1, 2' if kind is int else '...'}]"
            )
        return tuple(value)
    if name in ("origins", "least"):
        return _number(name, value, origin, whole=True)
    if name in ("margin", "cover"):
        return _number(name, value, origin, whole=False)
    if not isinstance(value, str):
        raise FormUnusable(origin, f"{CALLED.get(name, name)} must be a text in quotation marks")
    return value


def _number(name: str, value: Any, origin: str, *, whole: bool) -> Any:
    fits = type(value) is int or not whole and type(value) is float
    if not fits or value < 0 or value > 1e9:
        raise FormUnusable(origin, f"{name} must be a {'whole ' if whole else ''}number that is not negative")
    return value


def checked_form(form: Form, origin: str = "the form") -> Form:
    """The form, if all its values exist; raises FormUnusable."""
    for name, known in _choices().items():
        given = getattr(form, name)
        for value in given if isinstance(given, tuple) else (given,):
            if value not in known:
                raise FormUnusable(origin, f"{name} has no choice '{value}'; choices: {', '.join(map(str, known))}")
    for name in ("start", "end", "since"):
        value = getattr(form, name)
        if value == "":
            raise FormUnusable(origin, 'the period is missing, for instance: from = "2022-07" and to = "2023-06"')
        if value is not None and not _is_time(value):
            told = f"not a year, month or day between {YEARS[0]} and {YEARS[1]}, like 2022-06"
            raise FormUnusable(origin, f"{CALLED.get(name, name)} is '{value}', {told}")
    for problem in _faults(form):
        raise FormUnusable(origin, problem)
    return form


def _faults(form: Form) -> Iterable[str]:
    """What does not fit together, in sentences."""
    per_state, sides = ("above the others", "below the others"), "highest in group"
    counting = ("none before", sides, *per_state)
    faults = {
        "actors are empty: name at least one": not form.actors,
        f"the period ends ({form.end}) before it begins ({form.start})": _later(form.start, form.end),
        f"since ({form.since}) lies after the period begins ({form.start})": form.since and form.since > form.start,
        "margin must be above 1: it is the smallest ratio that is worth the words": form.margin <= 1,
        "cover is a share, from 0 to 1": form.cover > 1,
        f"'{form.compare}' needs the states that are meant: others is empty": form.compare in per_state
        and not form.others,
        "it is not told in which states somebody leads, or among whom: name them in others or group": form.compare
        == sides
        and not (form.others or form.group),
        'the measure quantity needs a unit, for instance: unit = "US dollars"': form.measure == "quantity"
        and not form.unit,
        f"figures can be compared as {', '.join(QUANTITY_COMPARISONS)}": form.measure == "quantity"
        and form.compare not in QUANTITY_COMPARISONS,
        f"'{form.compare}' counts events: measure must be \"events\"": form.measure == "score"
        and form.compare in counting,
    }
    return [sentence for sentence, is_so in faults.items() if is_so]


def _is_time(prefix: str) -> bool:
    """Whether an ISO prefix is a time that there is, within the years that can be asked for."""
    if not DATE.fullmatch(prefix) or not YEARS[0] <= int(prefix[:4]) <= YEARS[1]:
        return False
    try:
        date.fromisoformat(f"{prefix}-01-01"[:10])
    except ValueError:
        return False
    return True


def _later(start: str, end: str) -> bool:
    """Whether an ISO prefix lies wholly after another."""
    return end[: len(start)] < start[: len(end)]


QUANTITY_COMPARISONS = ("above before", "below before", "highest so far", "lowest so far")


@cache
def _choices() -> Mapping[str, tuple[object, ...]]:
    ontology = load_ontology()
    modes = sorted({m for e in ontology.events.values() for m in e.modes})
    return {
        "measure": tuple(MEASURES),
        "compare": tuple(COMPARISONS),
        "per": tuple(PER),
        "undated": tuple(UNDATED),
        "types": tuple(ontology.events),
        "modes": tuple(modes),
        "quads": QUADS,
        "topics": tuple(ontology.topics),
        "statuses": tuple(ontology.statuses_of("event")),
    }
