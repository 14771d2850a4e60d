"""One finding as it stands after review, into the tables of the schema `reviewed`."""

from collections.abc import Callable, Mapping, Sequence

from dragoman.record.reviewing.decisions import Json
from dragoman.record.reviewing.values import PARTS, Values
from dragoman.record.store import Connection

HANGING: Mapping[str, tuple[tuple[str, str], ...]] = {
    "mention": (("mention_party", "mention"),),
    "tie": (("tie_party", "tie"), ("tie_role", "tie"), ("tie_attribute", "tie")),
}
MENTION = """
INSERT INTO reviewed.mention SELECT * REPLACE (
    $type AS type, $mode AS mode, $status AS status, $reciprocal AS reciprocal, $contexts AS contexts,
    $topics AS topics, $statement AS statement, $date_from AS date_from, $date_to AS date_to,
    $deadline_from AS deadline_from, $deadline_to AS deadline_to, $place AS place)
FROM machine.mention WHERE id = $id
"""
STATEMENT = """
INSERT INTO reviewed.statement SELECT * REPLACE ($source AS source, $kind AS kind, $via AS via, $within AS within)
FROM machine.statement WHERE id = $id
"""
TIE = """
INSERT INTO reviewed.tie SELECT * REPLACE (
    $kind AS kind, $name AS name, $status AS status, $stage AS stage, $statement AS statement,
    $date_from AS date_from, $date_to AS date_to)
FROM machine.tie WHERE id = $id
"""
ACTOR = """
INSERT INTO reviewed.actor SELECT * REPLACE ($name AS name, $kind AS kind, $country AS country, $sector AS sector)
FROM machine.actor WHERE id = $id
"""
PLACE = """
INSERT INTO reviewed.place
SELECT * REPLACE ($name AS name, $kind AS kind, $lat AS lat, $lon AS lon, $country AS country)
FROM machine.place WHERE id = $id
"""
LISTED = "SELECT {first}, generate_subscripts($list, 1), unnest($list)"


def remove(connection: Connection, kind: str, ids: Sequence[str]) -> None:
    """Take away what was laid over these findings."""
    if not ids:
        return
    values: dict[str, object] = {"ids": list(ids)}
    for table, owner in HANGING.get(kind, ()):
        connection.execute(f"DELETE FROM reviewed.{table} WHERE {owner} IN (SELECT unnest($ids))", values)
    connection.execute(f"DELETE FROM reviewed.{kind} WHERE id IN (SELECT unnest($ids))", values)
    if kind == "statement":
        connection.execute(
            "DELETE FROM reviewed.evidence WHERE owner = 'statement' AND id IN (SELECT unnest($ids))", values
        )
    connection.execute(
        "DELETE FROM reviewed.finding WHERE kind = $kind AND id IN (SELECT unnest($ids))", {**values, "kind": kind}
    )


def write(connection: Connection, kind: str, identity: str, stands: Values, machine: Values, verdict: str) -> None:
    """Write one finding as it stands, under its verdict."""
    connection.execute("INSERT INTO reviewed.finding VALUES (?, ?, ?)", [kind, identity, verdict])
    WRITERS[kind](connection, identity, stands, machine)


def _mention(connection: Connection, identity: str, stands: Values, machine: Values) -> None:
    plain = {n: stands[n] for n in ("type", "mode", "status", "reciprocal", "contexts", "topics", "place")}
    connection.execute(
        MENTION,
        {**plain, "id": identity, "statement": _id(stands["statement"]), **_dates(stands, "date", "deadline")},
    )
    for side, field in (("actor", "actors"), ("recipient", "recipients")):
        _list(connection, "mention_party", f"'{side}'", identity, stands[field])


def _statement(connection: Connection, identity: str, stands: Values, machine: Values) -> None:
    values = {n: stands[n] for n in ("source", "kind", "via")}
    connection.execute(STATEMENT, {**values, "id": identity, "within": _id(stands["within"])})
    for part, field in PARTS.items():
        if stands[field] != machine[field]:
            _words(connection, identity, part, stands[field])


def _words(connection: Connection, identity: str, part: str, pieces: Json) -> None:
    """The corrected words of a part, where the report has them."""
    assert isinstance(pieces, list)
    query = """INSERT INTO reviewed.evidence
        SELECT s.report, 'statement', s.id, $part, $number, $start, $end, $words
        FROM machine.statement s JOIN report r ON r.id = s.report
        WHERE s.id = $id AND substring(r.text, $start + 1, $end - $start) = $words"""
    for number, piece in enumerate(pieces, 1):
        assert isinstance(piece, list)
        start, end, words = piece
        values = {"id": identity, "part": part, "number": number, "start": start, "end": end, "words": words}
        connection.execute(query, values)


def _tie(connection: Connection, identity: str, stands: Values, machine: Values) -> None:
    plain = {n: stands[n] for n in ("kind", "name", "status", "stage")}
    connection.execute(TIE, {**plain, "id": identity, "statement": _id(stands["statement"]), **_dates(stands, "date")})
    _list(connection, "tie_party", None, identity, stands["parties"])
    roles, attributes = stands["roles"], stands["attributes"]
    assert isinstance(roles, dict)
    assert isinstance(attributes, dict)
    for role, holders in roles.items():
        rows = [(identity, role, n, holder) for n, holder in enumerate(_listed(holders), 1)]
        connection.executemany("INSERT INTO reviewed.tie_role VALUES (?, ?, ?, ?)", rows)
    for name, value in attributes.items():
        connection.execute("INSERT INTO reviewed.tie_attribute VALUES (?, ?, ?)", [identity, name, value])


def _actor(connection: Connection, identity: str, stands: Values, machine: Values) -> None:
    connection.execute(ACTOR, {**stands, "id": identity})


def _place(connection: Connection, identity: str, stands: Values, machine: Values) -> None:
    connection.execute(PLACE, {**stands, "id": identity})


def _list(connection: Connection, table: str, side: str | None, identity: str, holders: Json) -> None:
    first = "$id" if side is None else f"$id, {side}"
    values = {"id": identity, "list": _listed(holders)}
    if values["list"]:
        connection.execute(f"INSERT INTO reviewed.{table} {LISTED.format(first=first)}", values)


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _id(reference: Json) -> Json:
    return reference["id"] if isinstance(reference, dict) else None


def _dates(stands: Values, *fields: str) -> dict[str, Json]:
    """The two columns of each date."""
    dates: dict[str, Json] = {}
    for field in fields:
        value = stands[field]
        dates[f"{field}_from"], dates[f"{field}_to"] = value if isinstance(value, list) else (None, None)
    return dates


WRITERS: Mapping[str, Callable[[Connection, str, Values, Values], None]] = {
    "mention": _mention,
    "statement": _statement,
    "tie": _tie,
    "actor": _actor,
    "place": _place,
}
