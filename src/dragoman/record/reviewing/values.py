"""The fields of findings as values: read from the machine's tables or from what stands after review."""

from collections.abc import Iterable, Mapping

from dragoman.record.reviewing.decisions import Json
from dragoman.record.reviewing.fields import FIELDS
from dragoman.record.store import Connection

Values = dict[str, Json]
# The columns after id, report and program are the fields of FIELDS, in their order; {s} is the schema.
WHEN = "CASE WHEN {0}_from IS NOT NULL OR {0}_to IS NOT NULL THEN [{0}_from, {0}_to] END"
PARTIES = "coalesce((SELECT list(actor ORDER BY number) FROM {{s}}.{0} p WHERE p.{1} = x.id{2}), [])"
STATEMENT = """(SELECT struct_pack(id := e.id, start := e.start, "end" := e."end", exact := e.words)
    FROM {{s}}.evidence e
    WHERE e.report = x.report AND e.owner = 'statement' AND e.id = x.{0} AND e.part = 'content' AND e.number = 1)"""
WORDS = """coalesce((SELECT list([e.start::VARCHAR, e."end"::VARCHAR, e.words] ORDER BY e.number) FROM {{s}}.evidence e
    WHERE e.report = x.report AND e.owner = 'statement' AND e.id = x.id AND e.part = '{0}'), [])"""
WANTED = "WHERE x.id IN (SELECT unnest($ids))"
OF_REPORT = f"JOIN report r ON r.id = x.report {WANTED}"
SQL: Mapping[str, str] = {
    "mention": f"""SELECT x.id, x.report, r.program, x.type, x.mode, x.status,
        {PARTIES.format("mention_party", "mention", " AND p.side = 'actor'")},
        {PARTIES.format("mention_party", "mention", " AND p.side = 'recipient'")},
        x.reciprocal, {WHEN.format("x.date")}, {WHEN.format("x.deadline")}, x.place, x.topics, x.contexts,
        {STATEMENT.format("statement")}
        FROM {{s}}.mention x {OF_REPORT}""",
    "statement": f"""SELECT x.id, x.report, r.program, x.source, x.kind,
        {WORDS.format("content")}, {WORDS.format("cue")}, {WORDS.format("source")}, x.via, {STATEMENT.format("within")}
        FROM {{s}}.statement x {OF_REPORT}""",
    "tie": f"""SELECT x.id, x.report, r.program, x.kind, x.name, {PARTIES.format("tie_party", "tie", "")},
        x.status, x.stage,
        (SELECT list([o.role, o.holder] ORDER BY o.role, o.number) FROM {{s}}.tie_role o WHERE o.tie = x.id),
        (SELECT list([a.name, a.value] ORDER BY a.name) FROM {{s}}.tie_attribute a WHERE a.tie = x.id),
        {WHEN.format("x.date")}, {STATEMENT.format("statement")}
        FROM {{s}}.tie x {OF_REPORT}""",
    "actor": f"SELECT x.id, NULL, x.program, x.name, x.kind, x.country, x.sector FROM {{s}}.actor x {WANTED}",
    "place": f"SELECT x.id, NULL, x.program, x.name, x.kind, x.lat, x.lon, x.country FROM {{s}}.place x {WANTED}",
}


class Read(dict[str, Values]):
    """The values of findings by id; `report` and `program` say for each where it stands and what found it."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.report: dict[str, str | None] = {}
        self.program: dict[str, str | None] = {}


def values_of(connection: Connection, schema: str, kind: str, ids: Iterable[str]) -> Read:
    """The fields of findings by id; `schema`: machine (as found) or main (as they stand after review)."""
    read = Read()
    wanted = sorted(set(ids))
    if not wanted:
        return read
    for identity, report, program, *cells in connection.execute(SQL[kind].format(s=schema), {"ids": wanted}).fetchall():
        fields = zip(FIELDS[kind], cells, strict=True)
        read[identity] = {f.name: _value(f.shape, cell) for f, cell in fields}
        read.report[identity], read.program[identity] = report, program
    return read


def _value(shape: str, cell: object) -> Json:
    if shape == "words":
        assert isinstance(cell, list)
        return [[int(start), int(end), words] for start, end, words in cell]
    if shape == "roles":
        held: dict[str, Json] = {}
        for role, holder in cell if isinstance(cell, list) else ():
            former = held.get(role, [])
            held[role] = [*(former if isinstance(former, list) else ()), holder]
        return held
    if shape == "attributes":
        return {str(k): str(v) for k, v in cell} if isinstance(cell, list) else {}
    return cell  # type: ignore[return-value]
