"""Events from mentions, for what is new in the record: compare, merge, sum up.

The steps and their tables: traits (`mention_trait`), blocks (`mention_block`), pairs and scores (`merge`), groups and
summaries (`happening_mention`, `happening`).  Only mentions that are new, or whose report's origin changed, and the
events that they bear on are worked out; the outcome is the same as if all were worked out anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.atlas.atlas import Atlas, load_atlas
from dragoman.ontology.ontology import Ontology, load_ontology
from dragoman.record.ids import content_id
from dragoman.record.origins import find_copies, fingerprint, fingerprint_texts, list_new, trace
from dragoman.record.resolving.blocking import PAIRS_SQL, blocks_sql
from dragoman.record.resolving.clustering import Member, Pair, cluster
from dragoman.record.resolving.parting import part
from dragoman.record.resolving.rules import Rules, lay_out, load_rules
from dragoman.record.resolving.scoring import measuring_sql, scores_sql
from dragoman.record.resolving.summing import STEPS
from dragoman.record.resolving.tables import lay, list_ids, rows
from dragoman.record.resolving.traits import traits_sql
from dragoman.record.store import Connection
from dragoman.record.transactions import transaction
from dragoman.types import Report

CHUNK = 10_000  # mentions compared at a time
DERIVED = (
    "fingerprinted", "sketch", "copy", "credit", "publisher", "origin",
    "mention_trait", "mention_block", "merge", "happening_mention", "happening",
)  # fmt: skip
# Columns of these tables that records made before lack; they hold nothing that cannot be worked out anew.
ADDED = ("mention_trait ADD COLUMN IF NOT EXISTS names VARCHAR[]",)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was worked out: new reports, copies among them, new mentions, decisions kept, and events that changed."""

    reports: int
    copies: int
    mentions: int
    decisions: int
    happenings: int


def resolve(
    connection: Connection, *, anew: bool = False, atlas: Atlas | None = None, ontology: Ontology | None = None
) -> Resolved:
    """Work out copies, origins and events for what is new in the record, all or nothing; `anew`: for everything.

    Everything is worked out anew by itself where the rules are not those by which it was worked out before.
    What people ruled (`ruling`) is kept and obeyed.
    """
    with transaction(connection):
        return _resolved(connection, anew, atlas or load_atlas(), ontology or load_ontology(), load_rules())


def fingerprint_ahead(connection: Connection, atlas: Atlas, reports: Sequence[Report], anew: Sequence[str]) -> None:
    """Fingerprint reports that were just stored; not where resolving will work out everything anew.

    `anew`: those that were in the record before.
    """
    rules = load_rules()
    before = _rules_before(connection)
    if before is None:
        _renew(connection, anew=True, rules=rules)  # nothing was worked out yet: what follows is by these rules
    if before in (None, rules.print):
        fingerprint_texts(connection, atlas, [(r.id, r.text, r.author, r.published) for r in reports], anew)


def _resolved(connection: Connection, anew: bool, atlas: Atlas, ontology: Ontology, rules: Rules) -> Resolved:
    lay_out(connection, ontology)
    _renew(connection, anew, rules)
    fingerprint(connection, atlas)
    reports = list_new(connection)
    copied = find_copies(connection)
    changed = trace(connection, atlas)
    gone = _forget(connection)
    new = [str(r[0]) for r in rows(connection, NEW_SQL)]
    decisions = _compare(connection, new, rules)
    list_ids(connection, "moved", [*new, *gone, *_ruled(connection), *_of_reports(connection, changed)])
    return Resolved(reports, copied, len(new), decisions, _regroup(connection, rules))


NEW_SQL = """
SELECT m.id FROM mention m JOIN report r ON r.id = m.report ANTI JOIN mention_trait t ON t.mention = m.id
ORDER BY r.published NULLS LAST, m.id
"""
GONE_SQL = """
SELECT t.mention FROM mention_trait t ANTI JOIN mention m ON m.id = t.mention
UNION SELECT h.mention FROM happening_mention h ANTI JOIN mention_trait t ON t.mention = h.mention
"""
NEIGHBOURS_SQL = """
SELECT a AS id FROM merge WHERE verdict = 'same' AND b IN (SELECT id FROM frontier)
UNION SELECT b FROM merge WHERE verdict = 'same' AND a IN (SELECT id FROM frontier)
UNION SELECT a FROM standing WHERE verdict = 'together' AND b IN (SELECT id FROM frontier)
UNION SELECT b FROM standing WHERE verdict = 'together' AND a IN (SELECT id FROM frontier)
UNION SELECT o.mention FROM happening_mention h JOIN happening_mention o USING (happening)
    WHERE h.mention IN (SELECT id FROM frontier)
"""
STANDING_SQL = """
CREATE OR REPLACE TEMP TABLE standing AS
SELECT a, b, arg_max(verdict, number) AS verdict, max(number) AS number FROM ruling GROUP BY a, b
"""


def _renew(connection: Connection, anew: bool, rules: Rules) -> None:
    """Forget all that was worked out, if that is asked for or the rules are others."""
    if anew or _rules_before(connection) != rules.print:
        for table in DERIVED:
            connection.execute(f"DELETE FROM {table}")
        for column in ADDED:
            connection.execute(f"ALTER TABLE {column}")
        connection.execute("DELETE FROM resolved")
        connection.execute("INSERT INTO resolved VALUES ('rules', ?), ('rulings', '0')", [rules.print])


def _rules_before(connection: Connection) -> str | None:
    """The fingerprint of the rules by which the record was worked out; null if it never was."""
    found = connection.execute("SELECT value FROM resolved WHERE key = 'rules'").fetchall()
    return str(found[0][0]) if found else None


def _forget(connection: Connection) -> list[str]:
    """Drop what hangs on mentions that the record no longer has; returns the ids of those that told events."""
    gone = [str(r[0]) for r in rows(connection, GONE_SQL)]
    list_ids(connection, "gone", gone)
    for table in ("mention_trait", "mention_block"):
        connection.execute(f"DELETE FROM {table} WHERE mention IN (SELECT id FROM gone)")
    connection.execute("DELETE FROM merge WHERE a IN (SELECT id FROM gone) OR b IN (SELECT id FROM gone)")
    return gone


def _compare(connection: Connection, new: Sequence[str], rules: Rules) -> int:
    """Compare the new mentions with all of their blocks; returns how many decisions were kept."""
    before = connection.execute("SELECT count(*) FROM merge").fetchall()[0][0]
    for start in range(0, len(new), CHUNK):
        list_ids(connection, "chunk", new[start : start + CHUNK])
        for step in (traits_sql(rules), blocks_sql(rules), PAIRS_SQL):
            connection.execute(step)
        if connection.execute("SELECT 1 FROM block_pair LIMIT 1").fetchall():
            for step in (*measuring_sql(), scores_sql(rules)):
                connection.execute(step)
    return int(connection.execute("SELECT count(*) FROM merge").fetchall()[0][0]) - int(before)


def _ruled(connection: Connection) -> list[str]:
    """The mentions of rulings that were made since the last time; the latest ruling on a pair stands."""
    connection.execute(STANDING_SQL)
    last = connection.execute("SELECT value FROM resolved WHERE key = 'rulings'").fetchall()[0][0]
    found = connection.execute("SELECT a, b, number FROM standing WHERE number > ?", [int(last)]).fetchall()
    newest = max((r[2] for r in found), default=int(last))
    connection.execute("UPDATE resolved SET value = ? WHERE key = 'rulings'", [str(newest)])
    return sorted({m for a, b, _ in found for m in (a, b)})


def _of_reports(connection: Connection, reports: Sequence[str]) -> list[str]:
    list_ids(connection, "chunk", reports)
    return [str(r[0]) for r in rows(connection, "SELECT id FROM mention WHERE report IN (SELECT id FROM chunk)")]


def _regroup(connection: Connection, rules: Rules) -> int:
    """Group anew the mentions that moved and all that are joined to them; returns how many events there are of them."""
    _spread(connection)
    parts = part(connection)
    connection.execute(
        "DELETE FROM happening WHERE id IN (SELECT happening FROM happening_mention SEMI JOIN reach ON id = mention)"
    )
    connection.execute("DELETE FROM happening_mention WHERE mention IN (SELECT id FROM reach)")
    return sum(_regroup_part(connection, rules, number) for number in range(parts))


def _regroup_part(connection: Connection, rules: Rules, number: int) -> int:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE here AS SELECT id FROM reach_part WHERE part = {number}")
    groups = list(
        cluster(
            map(_member, rows(connection, MEMBERS_SQL)),
            (Pair(*row) for row in rows(connection, SAME_SQL)),
            rows(connection, STANDING.format(verdict="together")),
            rows(connection, STANDING.format(verdict="apart")),
            rules.days["tolerance"],
        )
    )
    _sum_up(connection, groups)
    return len(groups)


def _member(row: tuple[Any, ...]) -> Member:
    mention, low, high, parties, families, names, told = row
    return Member(mention, low, high, frozenset(parties), frozenset(families), frozenset(names), told)


MEMBERS_SQL = """
WITH families AS (SELECT type, firm, list(family) AS families FROM family_of GROUP BY type, firm)
SELECT t.mention, t.low, t.high, t.parties, f.families, t.names,
    CASE WHEN t.counts_as IN ('fact', 'refuted') THEN t.counts_as ELSE 'plan' END
FROM mention_trait t JOIN families f ON f.type = t.type AND f.firm = (t.counts_as IN ('fact', 'refuted'))
WHERE t.mention IN (SELECT id FROM here)
ORDER BY t.mention
"""
SAME_SQL = "SELECT a, b, score FROM merge WHERE verdict = 'same' AND a IN (SELECT id FROM here)"
STANDING = "SELECT a, b FROM standing WHERE verdict = '{verdict}' AND a IN (SELECT id FROM here)"


def _spread(connection: Connection) -> None:
    """The temporary table `reach`: the mentions that moved, and all that pairs or events join to them."""
    connection.execute("CREATE OR REPLACE TEMP TABLE reach AS SELECT DISTINCT id FROM moved")
    connection.execute("CREATE OR REPLACE TEMP TABLE frontier AS FROM reach")
    while connection.execute("SELECT 1 FROM frontier LIMIT 1").fetchall():
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE next AS SELECT id FROM ({NEIGHBOURS_SQL}) ANTI JOIN reach USING (id)"
        )
        connection.execute("INSERT INTO reach FROM next")
        connection.execute("CREATE OR REPLACE TEMP TABLE frontier AS FROM next")


def _sum_up(connection: Connection, groups: Sequence[Sequence[str]]) -> None:
    """Write the events of these groups; an event's id is made of its earliest mention."""
    named = [(n, m) for n, group in enumerate(groups) for m in group]
    lay(connection, "grouped", "number INTEGER, mention VARCHAR", named)
    first = {n: content_id("happening", mention) for n, mention in rows(connection, FIRST_SQL)}
    lay(connection, "chunk_happening", "happening VARCHAR, mention VARCHAR", [(first[n], m) for n, m in named])
    for step in STEPS:
        connection.execute(step)


FIRST_SQL = """
SELECT g.number, arg_min(g.mention, (coalesce(r.published, '~'), m.report, m.id))
FROM grouped g JOIN mention m ON m.id = g.mention JOIN report r ON r.id = m.report GROUP BY g.number
"""
