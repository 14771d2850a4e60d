"""A copy of a record laid out for many questions: its views worked out once and kept as tables in the same order.

Only ever for a copy that nobody writes: what stands in these tables does not follow the findings.
"""

from collections.abc import Mapping

from dragoman.record.bodies import OF_ALL
from dragoman.record.origins import WHOSE_REPORTS
from dragoman.record.store import Connection
from dragoman.record.transactions import transaction

# The views that questions ask, each after those it rests on, and the order in which questions want their rows: a table
# that lies in that order need not be sorted again.
LAID: Mapping[str, str] = {
    "joint_word": "statement",
    "mention_side": "mention",
    "event_row": "coalesce(date, date_to, published) NULLS LAST, published NULLS LAST, report, start, id",
    "tie_row": "kind, published NULLS LAST, report, start, id",
    "statement_row": "published NULLS LAST, report, start, id",
    "happening_row": "coalesce(split_part(date, '/', 1), first_told) NULLS LAST, first_told NULLS LAST, id",
    "happening_telling": "happening, published NULLS LAST, report, mention",
    "report_row": "published NULLS LAST, id",
    "actor_row": "events + statements + ties DESC, names DESC, id",
    "place_row": "names DESC, id",
}

# Who takes part in what, by whom, and of whom statements speak (`said`); `place`: the rowid in the laid table. A state
# stands also for whoever belongs to it.
WITH_STATES = """
CREATE TABLE {kind}_of AS
SELECT DISTINCT unnest(CASE WHEN a.country IS NULL THEN [t.who] ELSE [t.who, a.country] END) AS who, t.place
FROM ({takes_part}) t LEFT JOIN actor a ON a.id = t.who ORDER BY ALL
"""
TAKES_PART: Mapping[str, str] = {
    "event": "SELECT p.actor AS who, e.rowid AS place FROM event_row e JOIN mention_party p ON p.mention = e.id",
    "happening": """SELECT p.actor AS who, h.rowid AS place FROM happening_row h
        JOIN mention_party p ON p.mention = h.mention""",
    "tie": """SELECT p.who, t.rowid AS place FROM tie_row t JOIN (
        SELECT tie, actor AS who FROM tie_party UNION ALL SELECT tie, holder FROM tie_role) p ON p.tie = t.id""",
    "report": """SELECT p.id AS who, r.rowid AS place FROM report_row r
        JOIN presence p ON p.report = r.id AND p.owner = 'actor' AND p.names > 0""",
    "statement": "SELECT source AS who, rowid AS place FROM statement_row WHERE source IS NOT NULL",
    "said": "SELECT s.actor AS who, r.rowid AS place FROM spoken_of s JOIN statement_row r ON r.id = s.statement",
}
# Which things tell of which forum; whose word each report is.
ADDED = f"""
CREATE TABLE forum_tie AS {OF_ALL} FROM forum_tie ORDER BY body, id;
CREATE TABLE report_whose AS {WHOSE_REPORTS.format(reports="report")} ORDER BY r.id;
"""
# What stands in one report is looked up, also whom it names.
INDEXED = """
CREATE INDEX actor_evidence_report ON machine.actor_evidence (report);
CREATE INDEX place_evidence_report ON machine.place_evidence (report);
"""


def lay(connection: Connection) -> None:
    """Make the views of a copy into tables, and add those that only a copy has."""
    with transaction(connection):
        for view, order in LAID.items():
            connection.execute(f"CREATE TABLE laid AS SELECT * FROM {view} ORDER BY {order}")
            connection.execute(f"DROP VIEW {view}")
            connection.execute(f"ALTER TABLE laid RENAME TO {view}")
    with transaction(connection):  # rows have no lasting places before the first one ends
        for kind, takes_part in TAKES_PART.items():
            connection.execute(WITH_STATES.format(kind=kind, takes_part=takes_part))
        connection.execute(ADDED)
        connection.execute(INDEXED)
