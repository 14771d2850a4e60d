"""The fields of findings as values: read from the machine's tables or from what stands after review."""

from collections.abc import Iterable, Iterator, Mapping

from dragoman.record.reviewing.among import among
from dragoman.record.reviewing.decisions import Json
from dragoman.record.reviewing.fields import FIELDS
from dragoman.record.store import Connection

Values = dict[str, Json]
WHEN = "CASE WHEN {0}_from IS NOT NULL OR {0}_to IS NOT NULL THEN [{0}_from, {0}_to] END"
# The columns after id, report and program are fields; {s} is the schema, {w} which rows. Statements are their ids here.
SQL: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "mention": (
        f"""SELECT x.id, x.report, r.program, x.type, x.mode, x.status, x.reciprocal, {WHEN.format("x.date")},
        {WHEN.format("x.deadline")}, x.place, x.topics, x.contexts, x.statement
        FROM {{s}}.mention x JOIN report r ON r.id = x.report WHERE {{w}}""",
        ("type", "mode", "status", "reciprocal", "date", "deadline", "place", "topics", "contexts", "statement"),
    ),
    "statement": (
        """SELECT x.id, x.report, r.program, x.source, x.kind, x.via, x.within
        FROM {s}.statement x JOIN report r ON r.id = x.report WHERE {w}""",
        ("source", "kind", "via", "within"),
    ),
    "tie": (
        f"""SELECT x.id, x.report, r.program, x.kind, x.name, x.status, x.stage, {WHEN.format("x.date")}, x.statement
        FROM {{s}}.tie x JOIN report r ON r.id = x.report WHERE {{w}}""",
        ("kind", "name", "status", "stage", "date", "statement"),
    ),
    "actor": (
        "SELECT x.id, NULL, x.program, x.name, x.kind, x.country, x.sector FROM {s}.actor x WHERE {w}",
        ("name", "kind", "country", "sector"),
    ),
    "place": (
        "SELECT x.id, NULL, x.program, x.name, x.kind, x.lat, x.lon, x.country FROM {s}.place x WHERE {w}",
        ("name", "kind", "lat", "lon", "country"),
    ),
}
# What hangs on findings: (id, key, member) in order.
PARTIES = "SELECT mention, side || 's', actor FROM {s}.mention_party WHERE {w} ORDER BY mention, side, number"
TIE_PARTIES = "SELECT tie, 'parties', actor FROM {s}.tie_party WHERE {w} ORDER BY tie, number"
ROLES = "SELECT tie, role, holder FROM {s}.tie_role WHERE {w} ORDER BY tie, role, number"
ATTRIBUTES = "SELECT tie, name, value FROM {s}.tie_attribute WHERE {w} ORDER BY tie, name"
WORDS = """SELECT id, part, number, start, "end", words FROM {s}.evidence
    WHERE owner = 'statement' AND {w} AND {v} ORDER BY id, part, number"""
PARTS = {"content": "content", "cue": "cue", "source": "source_words"}  # of statements, and the fields with their words


class Read(dict[str, Values]):
    """The values of findings by id; `report` and `program` say for each where it stands and what found it."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.report: dict[str, str | None] = {}
        self.program: dict[str, str | None] = {}


def values_of(connection: Connection, schema: str, kind: str, ids: Iterable[str]) -> Read:
    """The fields of findings by id; `schema`: machine (as found) or main (as they stand after review)."""
    read, (query, names) = Read(), SQL[kind]
    which = among("x.id", ids)
    for identity, report, program, *cells in connection.execute(
        query.format(s=schema, w=which.sql), which.values
    ).fetchall():
        read[identity] = {f.name: None for f in FIELDS[kind]} | dict(zip(names, cells, strict=True))
        read.report[identity], read.program[identity] = report, program
    if read:
        _hang(connection, schema, kind, read)
    return read


def _hang(connection: Connection, schema: str, kind: str, read: Read) -> None:
    """Add what stands in tables of its own: parties, roles, attributes, words and the statements referred to."""
    if kind == "mention":
        _listed(connection, schema, PARTIES, "mention", read, ("actors", "recipients"))
    if kind == "tie":
        _listed(connection, schema, TIE_PARTIES, "tie", read, ("parties",))
        _tie(connection, schema, read)
    if kind == "statement":
        _words(connection, schema, read)
    for field in ("statement", "within"):
        if any(values.get(field) for values in read.values()):
            _refer(connection, schema, field, read)


def _listed(connection: Connection, schema: str, query: str, column: str, read: Read, names: tuple[str, ...]) -> None:
    for values in read.values():
        values.update({name: [] for name in names})
    for identity, name, member in _hanging(connection, schema, query, column, read):
        _append(read[identity], name, member)


def _tie(connection: Connection, schema: str, read: Read) -> None:
    for values in read.values():
        values.update({"roles": {}, "attributes": {}})
    for identity, role, holder in _hanging(connection, schema, ROLES, "tie", read):
        roles = read[identity]["roles"]
        assert isinstance(roles, dict)
        _append(roles, role, holder)
    for identity, name, value in _hanging(connection, schema, ATTRIBUTES, "tie", read):
        attributes = read[identity]["attributes"]
        assert isinstance(attributes, dict)
        attributes[name] = value


def _append(values: Values, name: str, member: Json) -> None:
    former = values.get(name)
    values[name] = [*(former if isinstance(former, list) else ()), member]


def _hanging(
    connection: Connection, schema: str, query: str, column: str, read: Read
) -> Iterator[tuple[str, str, str]]:
    which = among(column, read)
    yield from connection.execute(query.format(s=schema, w=which.sql), which.values).fetchall()


def _words(connection: Connection, schema: str, read: Read) -> None:
    for values in read.values():
        values.update({name: [] for name in PARTS.values()})
    for identity, part, _, start, end, words in _cited(connection, schema, read, read):
        _append(read[identity], PARTS[part], [start, end, words])


def _refer(connection: Connection, schema: str, field: str, read: Read) -> None:
    """Put in place of a statement's id what it is known by: its id and the first words of its content."""
    known: dict[str, Json] = {}
    wanted = [str(v[field]) for v in read.values() if v[field] is not None]
    for identity, part, number, start, end, words in _cited(connection, schema, wanted, read):
        if (part, number) == ("content", 1):
            known[identity] = {"id": identity, "start": start, "end": end, "exact": words}
    for values in read.values():
        values[field] = known.get(str(values[field]))


def _cited(
    connection: Connection, schema: str, ids: Iterable[str], read: Read
) -> Iterator[tuple[str, str, int, int, int, str]]:
    which, reports = among("id", ids), among("report", read.report.values(), "report")
    query = WORDS.format(s=schema, w=which.sql, v=reports.sql)
    yield from connection.execute(query, which.values | reports.values).fetchall()
