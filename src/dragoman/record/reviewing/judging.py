"""What a decision says of each field: values as given by a person, made into values that the record understands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dragoman.errors import ChoiceUnknown
from dragoman.record.reviewing.decisions import Entity, Finding, Json, Value
from dragoman.record.reviewing.fields import FIELDS, Field, choices_of, field_of, listed, named, plain_value
from dragoman.record.reviewing.naming import ACTORS, BOTH, PLACES, Wanted, entity_of
from dragoman.record.store import Connection

# A field that can only have values which another field allows.
DEPENDS = {"mode": "type", "stage": "kind"}
GAP = " … "  # between the pieces of words that do not stand side by side


def accepted(finding: Finding, fields: Iterable[str] | None) -> tuple[Value, ...]:
    """The fields as they stand, held to be right: those named, or all."""
    names = [field_of(finding.kind, f).name for f in fields] if fields is not None else list(finding.stands)
    return tuple(Value(name, finding.found[name], finding.stands[name]) for name in names)


def corrected(
    connection: Connection, finding: Finding, changes: Mapping[str, object], *, whole: bool
) -> tuple[tuple[Value, ...], tuple[Entity, ...]]:
    """The fields that are named as they should be, with `whole` also all others as they stand; and whom they name.

    Raises ChoiceUnknown for a field or value that there is not, ActorUnknown for somebody that nobody knows.
    """
    right, entities = dict(finding.stands), list[Entity]()
    for field in [field_of(finding.kind, name) for name in _in_order(finding.kind, changes)]:
        right[field.name] = _understood(connection, finding, field, changes[field.name], right, entities)
    implied = [
        d for d, on in DEPENDS.items() if on in changes and d not in changes and _is_impossible(finding, d, right)
    ]
    right |= dict.fromkeys(implied)
    judged = list(FIELDS[finding.kind]) if whole else [field_of(finding.kind, n) for n in (*changes, *implied)]
    return tuple(Value(f.name, finding.found[f.name], right[f.name]) for f in judged), tuple(dict.fromkeys(entities))


def _in_order(kind: str, changes: Mapping[str, object]) -> list[str]:
    """The names as FIELDS has them in order, so that a mode is understood by the new type; unknown ones last."""
    order = [f.name for f in FIELDS[kind]]
    return sorted(changes, key=lambda n: order.index(n) if n in order else len(order))


def _is_impossible(finding: Finding, name: str, right: Mapping[str, Json]) -> bool:
    has_it = any(f.name == name for f in FIELDS[finding.kind])
    return has_it and right[name] is not None and right[name] not in choices_of(finding.kind, name, right)


def _understood(
    connection: Connection,
    finding: Finding,
    field: Field,
    given: object,
    others: Mapping[str, Json],
    entities: list[Entity],
) -> Json:
    """One correction as a value; whom it names is added to `entities`."""
    value = plain_value(finding.kind, field, given, others) if field.shape not in NAMING else None
    if field.shape not in NAMING:
        return value
    if plain_value(finding.kind, Field(field.name, "text", field.empty, ""), given, others) is None:
        return _nothing(field)
    if field.shape == "words":
        return _words(connection, finding, given)
    if field.shape == "statement":
        return _statement(connection, finding, field, given)
    if field.shape == "roles":
        return _roles(connection, field, given, entities)
    names = listed(given) if field.shape == "actors" else [str(given)]
    ids = list(_ids(connection, names, WANTED[field.shape] if field.name != "via" else ACTORS, entities))
    return list[Json](ids) if field.shape == "actors" else ids[0]


NAMING = ("actor", "actors", "place", "words", "statement", "roles")  # shapes that the record is needed for
WANTED: Mapping[str, Wanted] = {"actor": ACTORS, "actors": BOTH, "place": PLACES}


def _nothing(field: Field) -> Json:
    return [] if field.shape == "actors" else {} if field.shape == "roles" else None


def _ids(connection: Connection, names: Iterable[str], wanted: Wanted, entities: list[Entity]) -> Iterator[str]:
    for name in names:
        entity = entity_of(connection, name, wanted)
        entities.append(entity)
        yield entity.id


def _roles(connection: Connection, field: Field, given: object, entities: list[Entity]) -> Json:
    return {
        role: list[Json](_ids(connection, listed(holders), BOTH, entities))
        for role, holders in named(field, given).items()
    }


def _statement(connection: Connection, finding: Finding, field: Field, given: object) -> Json:
    """The statement of the same report with this id, or the one whose id begins so."""
    key = str(given["id"]) if isinstance(given, Mapping) else str(given)
    query = """SELECT s.id, e.start, e."end", e.words FROM machine.statement s JOIN machine.evidence e
        ON e.report = s.report AND e.owner = 'statement' AND e.id = s.id AND e.part = 'content' AND e.number = 1
        WHERE s.report = $report AND starts_with(s.id, $key) ORDER BY s.id"""
    found = connection.execute(query, {"report": finding.report, "key": key}).fetchall()
    if len(found) != 1 or found[0][0] == finding.id:
        own = connection.execute(query, {"report": finding.report, "key": ""}).fetchall()
        raise ChoiceUnknown(f"{field.name} of the same report", key, [str(r[0]) for r in own] or ("none",))
    identity, start, end, words = found[0]
    return {"id": identity, "start": start, "end": end, "exact": words}


def _words(connection: Connection, finding: Finding, given: object) -> Json:
    """Where the words stand in the report: given as words, or as [start, end] of each piece."""
    row = connection.execute("SELECT text FROM report WHERE id = ?", [finding.report]).fetchall()
    text = str(row[0][0])
    if isinstance(given, str):
        return list[Json](_quoted(text, finding, given))
    pieces = [(int(one[0]), int(one[1])) for one in given] if isinstance(given, Sequence) else []
    if not pieces or any(not 0 <= start < end <= len(text) for start, end in pieces):
        raise ChoiceUnknown("words", str(given), ("words of the report", "[[start, end]] of its text"))
    return [[start, end, text[start:end]] for start, end in pieces]


def _quoted(text: str, finding: Finding, given: str) -> Iterator[Json]:
    near = _beginning(finding)
    for piece in (p.strip() for p in given.split(GAP.strip()) if p.strip()):
        places = [n for n in range(len(text)) if text.startswith(piece, n)]
        if not places:
            raise ChoiceUnknown("words in the report", piece, ("words exactly as its text has them",))
        start = min(places, key=lambda n: abs(n - near))
        yield [start, start + len(piece), piece]


def _beginning(finding: Finding) -> int:
    content = finding.found.get("content")
    first = content[0] if isinstance(content, list) and content else None
    return int(str(first[0])) if isinstance(first, list) else 0
