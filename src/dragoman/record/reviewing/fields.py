"""Which fields of a finding can be judged and corrected, and how a correction is written."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dragoman.errors import ChoiceUnknown
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import ACTOR_KINDS, DATE, KINDS
from dragoman.record.reviewing.decisions import Json

PLACE_KINDS = ("place", "region", "waterbody", "port", "crossing")
NOTHING = ("", "none", "null", "-")
YES, NO = ("yes", "true"), ("no", "false")


class Field(NamedTuple):
    """A field: its name, the shape of its value, whether it may be empty, and what it means.

    Shapes: choice (of the ontology), choices, text, flag (true or false), number, date ([from, to] of ISO prefixes),
    actor, actors, place (ids), words ([[start, end, exact], ...] of the report), statement ({id, start, end, exact}),
    roles ({role: [ids]}), attributes ({name: text}).
    """

    name: str
    shape: str
    empty: bool
    meaning: str


FIELDS: Mapping[str, tuple[Field, ...]] = {
    "mention": (
        Field("type", "choice", False, "type of the act (PLOVER)"),
        Field("mode", "choice", True, "how it was done (PLOVER)"),
        Field("status", "choice", False, "how firmly it is told"),
        Field("actors", "actors", True, "who acts"),
        Field("recipients", "actors", True, "who is acted upon"),
        Field("reciprocal", "flag", False, "whether they act upon each other"),
        Field("date", "date", True, "when it happened or is to happen"),
        Field("deadline", "date", True, "by when it was promised"),
        Field("place", "place", True, "where"),
        Field("topics", "choices", True, "what it is about"),
        Field("contexts", "choices", True, "the wider matter (PLOVER)"),
        Field("statement", "statement", True, "the statement it stands on; none: the report's own voice"),
    ),
    "statement": (
        Field("source", "actor", True, "who is cited"),
        Field("kind", "choice", False, "direct, indirect or mixed"),
        Field("content", "words", False, "what is said, in the report's words"),
        Field("cue", "words", False, "the words that say that somebody says it"),
        Field("source_words", "words", False, "the words that name who is cited"),
        Field("via", "actors", True, "outlets that only relay it"),
        Field("within", "statement", True, "the statement whose content holds it"),
    ),
    "tie": (
        Field("kind", "choice", False, "kind of the tie"),
        Field("name", "text", False, "what it is called"),
        Field("parties", "actors", True, "its parties"),
        Field("status", "choice", False, "how firmly it is told"),
        Field("stage", "choice", True, "stage of its life cycle"),
        Field("roles", "roles", True, "who or what holds which role"),
        Field("attributes", "attributes", True, "what else is told of it"),
        Field("date", "date", True, "when it came about or is to"),
        Field("statement", "statement", True, "the statement it stands on; none: the report's own voice"),
    ),
    "actor": (
        Field("name", "text", False, "name"),
        Field("kind", "choice", False, "kind of actor"),
        Field("country", "text", True, "the state it belongs to (ISO 3166 alpha-3)"),
        Field("sector", "text", True, "sector (PLOVER)"),
    ),
    "place": (
        Field("name", "text", False, "name"),
        Field("kind", "choice", False, "kind of place"),
        Field("lat", "number", True, "latitude in degrees"),
        Field("lon", "number", True, "longitude in degrees"),
        Field("country", "text", True, "the state it lies in"),
    ),
}


def field_of(kind: str, name: str) -> Field:
    """The field of that name; raises ChoiceUnknown for one that such findings have not."""
    for field in FIELDS[kind]:
        if field.name == name:
            return field
    raise ChoiceUnknown(f"field of a {kind}", name, [f.name for f in FIELDS[kind]])


def choices_of(kind: str, field: str, values: Mapping[str, Json]) -> tuple[str, ...]:
    """What a choice can be; `values` are the other fields, since modes depend on the type and stages on the kind."""
    ontology = load_ontology()
    if kind == "mention":
        event = ontology.events.get(str(values.get("type")))
        of_mention: Mapping[str, Sequence[str]] = {
            "type": tuple(ontology.events),
            "mode": tuple(event.modes) if event else (),
            "status": tuple(ontology.statuses_of("event")),
            "topics": tuple(ontology.topics),
            "contexts": tuple(ontology.contexts),
        }
        return tuple(of_mention[field])
    if kind == "tie":
        tie = ontology.ties.get(str(values.get("kind")))
        stages = tuple(tie.stages) if tie else ()
        return {"kind": tuple(ontology.ties), "status": tuple(ontology.statuses_of("tie")), "stage": stages}[field]
    return {"statement": KINDS, "actor": ACTOR_KINDS, "place": PLACE_KINDS}[kind]


def plain_value(kind: str, field: Field, given: object, others: Mapping[str, Json]) -> Json:
    """A correction of a shape that needs no record to be understood; raises ChoiceUnknown for what it cannot be.

    `given` may be a text, as on a command line ("planned", "2022-06-29", "2022-06/2022-07", "none"), or the value.
    """
    if _is_nothing(given):
        return _empty(kind, field)
    if field.shape == "choice":
        return _chosen(kind, field, str(given), others)
    if field.shape == "choices":
        return [_chosen(kind, field, one, others) for one in listed(given)]
    if field.shape == "flag":
        return _flag(field, given)
    if field.shape == "number":
        return _number(field, given)
    if field.shape == "date":
        return _date(given)
    if field.shape == "attributes":
        return {k: v for k, v in named(field, given).items() if isinstance(v, str)}
    return str(given).strip()


def listed(given: object) -> list[str]:
    """The parts of a list, or of a text with commas between them."""
    if isinstance(given, str):
        return [one.strip() for one in given.split(",") if one.strip()]
    if isinstance(given, Sequence):
        return [str(one) for one in given]
    return [str(given)]


def named(field: Field, given: object) -> dict[str, object]:
    """What is named in a mapping, or in a text "name: value; name: value"."""
    if isinstance(given, Mapping):
        return {str(k): v for k, v in given.items()}
    parts = [one.split(":", 1) for one in str(given).split(";") if one.strip()]
    if any(len(p) != 2 for p in parts):
        raise ChoiceUnknown(field.name, str(given), ("name: value; name: value",))
    return {k.strip(): v.strip() for k, v in parts}


def _is_nothing(given: object) -> bool:
    return given is None or (isinstance(given, str) and given.strip().lower() in NOTHING) or given in ([], {}, ())


def _empty(kind: str, field: Field) -> Json:
    if not field.empty:
        raise ChoiceUnknown(f"{field.name} of a {kind}", "none", ("it cannot be empty",))
    empty: Mapping[str, Json] = {"actors": [], "choices": [], "roles": {}, "attributes": {}}
    return empty.get(field.shape)


def _chosen(kind: str, field: Field, given: str, others: Mapping[str, Json]) -> str:
    choices = choices_of(kind, field.name, others)
    for choice in choices:
        if choice.lower() == given.strip().lower():
            return choice
    raise ChoiceUnknown(f"{field.name} of a {kind}", given, choices or ("none",))


def _flag(field: Field, given: object) -> bool:
    if isinstance(given, bool):
        return given
    if str(given).lower() in (*YES, *NO):
        return str(given).lower() in YES
    raise ChoiceUnknown(field.name, str(given), ("yes", "no"))


def _number(field: Field, given: object) -> float:
    try:
        return float(str(given))
    except ValueError as error:
        raise ChoiceUnknown(field.name, str(given), ("a number of degrees, such as 37.95",)) from error


def _date(given: object) -> Json:
    """A day, month or year, or two of them with a slash between; an open side is empty: "/2030"."""
    sides = re.split(r"/", given.strip()) if isinstance(given, str) else [str(one or "") for one in _sides(given)]
    sides = sides * 2 if len(sides) == 1 else sides
    if len(sides) != 2 or not any(sides) or any(s and not DATE.fullmatch(s) for s in sides):
        raise ChoiceUnknown("date", str(given), ("2022", "2022-06", "2022-06-29", "2022-06/2022-09"))
    first, last = (s or None for s in sides)
    if first and last and first > last and not first.startswith(last):
        raise ChoiceUnknown("date", str(given), ("one whose end does not come before its beginning",))
    return [first, last]


def _sides(given: object) -> Sequence[object]:
    return given if isinstance(given, Sequence) else (given,)


def shown(field: Field, value: Json) -> str:
    """A value as a person reads and writes it."""
    if value is None or value == [] or value == {}:
        return "none"
    if field.shape == "date" and isinstance(value, list):
        first, last = (str(v or "") for v in value)
        return first if first == last else f"{first}/{last}"
    if field.shape == "flag":
        return "yes" if value else "no"
    if field.shape == "words" and isinstance(value, list):
        return " … ".join(str(piece[2]) for piece in value if isinstance(piece, list))
    if isinstance(value, dict):
        return _shown_named(field, value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _shown_named(field: Field, value: dict[str, Json]) -> str:
    if field.shape == "statement":
        return f"{value['id']}"
    pairs = ((k, ", ".join(map(str, v)) if isinstance(v, list) else v) for k, v in value.items())
    return "; ".join(f"{k}: {v}" for k, v in pairs)
