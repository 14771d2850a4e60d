"""Questions about decisions, and what an id that a person names stands for."""

from collections.abc import Callable, Sequence
from dataclasses import fields

import polars as pl

from dragoman.errors import ChoiceUnknown
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.gathering import fitting_ids
from dragoman.record.questions import Query
from dragoman.record.reviewing.decisions import KINDS, Review
from dragoman.record.reviewing.precision import JUDGED_SQL as PRECISION_SQL
from dragoman.record.reviewing.storing import load
from dragoman.record.store import Connection

__all__ = ["COUNTS_SQL", "DISAGREEMENTS_SQL", "LIST_SQL", "ORPHANS_SQL", "PRECISION_SQL"]
SHOWN = 5  # ids that are named where the beginning of an id fits several
SAMPLED = {"event": "mention", "statement": "statement", "tie": "tie"}
LIST_SQL = """
SELECT * FROM review_row r
WHERE ($of IS NULL OR EXISTS (SELECT 1 FROM review_target t WHERE t.review = r.id AND starts_with(t.attached, $of)))
    AND ($author IS NULL OR author = $author) AND ($verb IS NULL OR verb = $verb) AND ($kind IS NULL OR kind = $kind)
ORDER BY made DESC, id
"""
ORPHANS_SQL = """
SELECT r.id, r.made, r.author, r.verb, t.kind, t.id AS finding, t.lost, t.report, t.exact AS words, r.reason, r.stands
FROM review_target t JOIN review r ON r.id = t.review WHERE t.attached IS NULL ORDER BY r.made DESC, r.id, t.number
"""
DISAGREEMENTS_SQL = """
WITH judged AS (
    SELECT t.kind, t.attached AS finding, r.id, r.author, r.made, r.verb, v.field, v.value
    FROM review r JOIN review_target t ON t.review = r.id AND t.attached IS NOT NULL
    LEFT JOIN review_value v ON v.review = r.id
    WHERE r.stands AND r.verb IN ('accept', 'correct', 'reject')
),
verdicts AS (SELECT DISTINCT kind, finding, id, author, made, verb, 'finding' AS field,
        CASE verb WHEN 'reject' THEN 'reject' ELSE 'keep' END AS value FROM judged),
said AS (SELECT * FROM verdicts UNION ALL SELECT * FROM judged WHERE field IS NOT NULL)
SELECT n.kind, n.finding, n.field, n.author AS rules, n.value AS ruling, n.made, n.id,
    o.author AS against, o.value AS other, o.made AS other_made, o.id AS other_id
FROM said n JOIN said o ON o.kind = n.kind AND o.finding = n.finding AND o.field = n.field
    AND o.author <> n.author AND o.value <> n.value AND (o.made, o.id) < (n.made, n.id)
ORDER BY n.made DESC, n.id, n.field, o.made DESC, o.id
"""
COUNTS_SQL = f"""
SELECT v.verdict, count(f.id) FROM (VALUES ('accepted'), ('corrected'), ('rejected')) v(verdict)
    LEFT JOIN reviewed.finding f ON f.verdict = v.verdict GROUP BY v.verdict
UNION ALL SELECT 'merges', count(*) FROM review WHERE verb = 'merge' AND stands
UNION ALL SELECT 'splits', count(*) FROM review WHERE verb = 'split' AND stands
UNION ALL SELECT 'undone', count(*) FROM review WHERE NOT stands
UNION ALL SELECT 'decisions', count(*) FROM review
UNION ALL SELECT 'orphans', count(DISTINCT review) FROM review_target t JOIN review r ON r.id = t.review
    WHERE attached IS NULL AND r.stands
UNION ALL SELECT 'disagreements', count(DISTINCT (kind, finding, field)) FROM ({DISAGREEMENTS_SQL})
"""
FOUND_SQL = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, id FROM machine.{kind} WHERE "
    + ("upper(id) = upper($id)" if kind in ("actor", "place") else "starts_with(id, $id)")
    for kind in KINDS
)
EXACT_SQL = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, id FROM machine.{kind} WHERE id = $id AND ($kind IS NULL OR $kind = '{kind}')"
    for kind in KINDS
)
# Which are drawn is told from their ids alone; what was decided is looked up for those that are.
SAMPLE_SQL = """
WITH drawn AS MATERIALIZED (
    SELECT id, md5(id || ' ' || $seed) AS place FROM ({ids}) ORDER BY place, id LIMIT $size
)
SELECT s.id, $name AS sample, EXISTS (
    SELECT 1 FROM review r JOIN review_target t ON t.review = r.id
    WHERE r.stands AND r.sample = $name AND t.attached = s.id) AS reviewed
FROM drawn s ORDER BY s.place, s.id
"""


def only(connection: Connection, identity: str, kind: str | None = None) -> tuple[str, str]:
    """The kind and id of the one finding whose id is or begins so; raises ChoiceUnknown for none or several."""
    whole = connection.execute(EXACT_SQL, {"id": identity, "kind": kind}).fetchall()
    if len(whole) == 1:
        return str(whole[0][0]), str(whole[0][1])
    query = f"FROM ({FOUND_SQL}) WHERE $kind IS NULL OR kind = $kind ORDER BY id <> $id, kind, id LIMIT {SHOWN + 1}"
    found = [(str(k), str(i)) for k, i in connection.execute(query, {"id": identity, "kind": kind}).fetchall()]
    exact = [row for row in found if row[1] == identity]
    if len(exact or found) == 1 and identity:
        return (exact or found)[0]
    if not found or not identity:
        raise ChoiceUnknown("finding", identity, ("an id from `dragoman events`, ties, statements, actors or places",))
    raise ChoiceUnknown("single finding", identity, [f"{i} ({k})" for k, i in found[:SHOWN]])


def actors(connection: Connection, identities: Sequence[str]) -> list[str] | None:
    """The machine's actors with these ids or names, whatever their case; null unless each is one actor."""
    query = "SELECT id FROM machine.actor WHERE {0} = $who"
    found = []
    for identity in identities:
        values = {"who": identity.lower()}
        rows = connection.execute(query.format("lower(id)"), values).fetchall()
        rows = rows or connection.execute(query.format("lower(name)"), values).fetchall()
        if len(rows) != 1:
            return None
        found.append(str(rows[0][0]))
    return found


def mention(connection: Connection, identity: str, *, telling: bool = False) -> str:
    """The mention with this id or beginning of one, or the earliest telling of the event with it (unless `telling`)."""
    query = "SELECT first FROM happening WHERE starts_with(id, $id) ORDER BY id LIMIT 2"
    found = [] if telling or not identity else connection.execute(query, {"id": identity}).fetchall()
    return str(found[0][0]) if len(found) == 1 else only(connection, identity, "mention")[1]


def whole_events(connection: Connection, mentions: Sequence[str]) -> list[str]:
    """The mentions, then all others that tell the same events."""
    query = """SELECT DISTINCT o.mention FROM happening_mention h JOIN happening_mention o USING (happening)
        WHERE h.mention IN (SELECT unnest($ids)) ORDER BY o.mention"""
    others = [str(r[0]) for r in connection.execute(query, {"ids": list(mentions)}).fetchall()]
    return list(dict.fromkeys([*mentions, *others]))


def review(connection: Connection, identity: str) -> Review:
    """The decision whose id is or begins so; raises ChoiceUnknown for none or several."""
    found = load(connection, "WHERE starts_with(id, $id)", {"id": identity}) if identity else []
    if len(found) != 1:
        raise ChoiceUnknown(
            "decision", identity, [r.id for r in found[:SHOWN]] or ("an id from `dragoman review list`",)
        )
    return found[0]


def sample(
    ask: Callable[[str, dict[str, object]], pl.DataFrame],
    of: str,
    size: int,
    seed: int,
    filters: dict[str, str | int | None],
) -> pl.DataFrame:
    """A random sample of the machine's findings, in the order of a hash of their ids and the seed."""
    if of not in SAMPLED:
        raise ChoiceUnknown("sample", of, SAMPLED)
    if size < 1:
        raise ChoiceUnknown("size of a sample", str(size), ("1 or more",))
    limits = checked_filters(Filters(**{**filters, "review": "machine"}), of)  # type: ignore[arg-type]
    everything = limits == Filters(review=limits.review)
    found = Query(f"SELECT id FROM machine.{SAMPLED[of]}", {}) if everything else fitting_ids(of, limits)
    name = sample_name(of, seed, limits)
    return ask(SAMPLE_SQL.format(ids=found.sql), {**found.values, "name": name, "seed": str(seed), "size": size})


def sample_name(of: str, seed: int, limits: Filters) -> str:
    """A sample's name tells how it was drawn: "events, seed 7, actor IRN"."""
    set_ = [(f.name.strip("_"), getattr(limits, f.name)) for f in fields(Filters) if f.name != "review"]
    return ", ".join([f"{of}s", f"seed {seed}", *(f"{name} {value}" for name, value in set_ if value is not None)])
