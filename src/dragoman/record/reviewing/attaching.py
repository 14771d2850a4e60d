"""Decisions find what they are about again: by its id, else by its words, after a report was read anew or imported.

The same id tells the same at the same words.  Where it is gone, a finding of the same kind whose words overlap those of
the decision takes its place: of a mention its trigger, of a statement its content, of a tie its sentences.  What was
rejected must also be of the same type, lest another finding of the same words be rejected with it; a tie must be of the
same kind.  Nothing is guessed: of several that fit alike none is taken, and the decision is an orphan with its reason.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dragoman.record.reviewing.among import among
from dragoman.record.reviewing.decisions import ANCHORS, Review, Selector, Target
from dragoman.record.reviewing.selecting import TYPE, located
from dragoman.record.reviewing.storing import load
from dragoman.record.store import Connection

LEAST_ALIKE = {"mention": 0.0, "statement": 0.5, "tie": 0.5}  # share of the words of both that both have
SAME_TYPE = 1.0  # what the same type counts, where the overlap counts from 0 to 1
NO_REPORT = "its report is not in the record"
NO_WORDS = "its words do not stand in the report any more"
NO_FINDING = "no finding stands at its words any more"
NO_ENTITY = "the record has nobody and nothing of its id or words any more"
REPORT_SQL = """
SELECT id, text FROM report WHERE id = $report OR digest = $digest OR url = $url
ORDER BY id = $report DESC, digest = $digest DESC, id LIMIT 1
"""
CANDIDATES_SQL = """
SELECT e.id, o.{type}, sum(least(e."end", $end) - greatest(e.start, $start)), sum(e."end" - e.start)
FROM machine.evidence e JOIN machine.{kind} o ON o.id = e.id
WHERE e.report = $report AND e.owner = '{kind}' AND e.part = '{part}' AND e.start < $end AND e."end" > $start
GROUP BY ALL ORDER BY e.id
"""
# Findings that other decisions are about by their very ids are not to be had.
TAKEN_SQL = """
SELECT DISTINCT attached FROM review_target WHERE kind = $kind AND attached = id AND id <> $id
"""
BEARING_SQL = """
SELECT DISTINCT t.review FROM review_target t
WHERE t.report IN (SELECT unnest($reports))
    OR t.attached IS NULL AND t.digest IN (SELECT digest FROM report WHERE id IN (SELECT unnest($reports)))
    OR t.attached IS NULL AND t.url IN (SELECT url FROM report WHERE id IN (SELECT unnest($reports)))
    OR t.kind IN ('actor', 'place')
    OR t.attached IS NOT NULL AND t.kind = 'mention' AND t.attached NOT IN (SELECT id FROM machine.mention)
    OR t.attached IS NOT NULL AND t.kind = 'statement' AND t.attached NOT IN (SELECT id FROM machine.statement)
    OR t.attached IS NOT NULL AND t.kind = 'tie' AND t.attached NOT IN (SELECT id FROM machine.tie)
"""


class Fit(NamedTuple):
    """A finding that a decision may be about, and how well its words and type fit."""

    id: str
    score: float


def bearing_on(connection: Connection, reports: Sequence[str]) -> list[Review]:
    """The decisions on what these reports tell, on actors and places, and on what is no longer there."""
    where = f"WHERE id IN ({BEARING_SQL})"
    return load(connection, where, {"reports": list(reports)})


def attach(connection: Connection, reviews: Iterable[Review]) -> set[tuple[str, str]]:
    """Attach decisions to what they are about now; returns (kind, id) of all that they were or are attached to.

    Ids are looked for first, for all of them, since what is known by its id is not to be had by its words.
    """
    every = [(r, t) for r in reviews for t in r.targets]
    touched = {(t.kind, t.attached) for _, t in every if t.attached is not None}
    known = {kind: _known(connection, kind, [t.id for _, t in every if t.kind == kind]) for kind in ANCHORS}
    exact = [(r, t) for r, t in every if t.id in known[t.kind]]
    for review, target in exact:
        _keep(connection, review, target, target.id, None)
    for review, target in (pair for pair in every if pair[1].id not in known[pair[1].kind]):
        found, lost = _sought(connection, review, target)
        _keep(connection, review, target, found, lost)
        touched |= {(target.kind, found)} if found else set()
    return touched | {(t.kind, t.id) for _, t in exact}


def _known(connection: Connection, kind: str, ids: Sequence[str]) -> set[str]:
    which = among("id", ids)
    found = connection.execute(f"SELECT id FROM machine.{kind} WHERE {which.sql}", which.values).fetchall()
    return {str(r[0]) for r in found}


def _keep(connection: Connection, review: Review, target: Target, attached: str | None, lost: str | None) -> None:
    if (attached, lost) != (target.attached, target.lost):
        connection.execute(
            "UPDATE review_target SET attached = ?, lost = ? WHERE review = ? AND side = ? AND number = ?",
            [attached, lost, review.id, target.side, target.number],
        )


def _sought(connection: Connection, review: Review, target: Target) -> tuple[str | None, str | None]:
    """What has the words of a target, or why nothing has."""
    selector = target.selector
    if selector is None:
        return None, NO_ENTITY
    names = {"report": selector.report, "digest": selector.digest, "url": selector.url}
    found = connection.execute(REPORT_SQL, names).fetchall()
    if not found:
        return None, NO_REPORT
    report, text = found[0]
    where = located(text, selector)
    if where is None:
        return None, NO_WORDS
    return _best(target, list(_fits(connection, review, target, selector, report, where)))


def _best(target: Target, fits: Sequence[Fit]) -> tuple[str | None, str | None]:
    best = [f for f in fits if f.score == max(g.score for g in fits)]
    if len(best) == 1:
        return best[0].id, None
    if not best:
        return None, NO_ENTITY if target.kind in ("actor", "place") else NO_FINDING
    return None, f"{len(best)} findings fit its words alike"


def _fits(
    connection: Connection, review: Review, target: Target, selector: Selector, report: str, where: tuple[int, int]
) -> Iterator[Fit]:
    start, end = where
    query = CANDIDATES_SQL.format(kind=target.kind, part=ANCHORS[target.kind], type=TYPE[target.kind])
    taken = {r[0] for r in connection.execute(TAKEN_SQL, {"kind": target.kind, "id": target.id}).fetchall()}
    types = {target.type, *(v.value for v in review.values if v.field == TYPE[target.kind])}
    needed = review.verb == "reject" or target.kind == "tie"
    values = {"report": report, "start": start, "end": end}
    for identity, type_, common, length in connection.execute(query, values).fetchall():
        alike = float(common) / (float(length) + (end - start) - float(common))
        if identity in taken or alike <= LEAST_ALIKE.get(target.kind, 0.0) or (needed and type_ not in types):
            continue
        yield Fit(identity, round(alike + (SAME_TYPE if type_ in types else 0.0), 6))
