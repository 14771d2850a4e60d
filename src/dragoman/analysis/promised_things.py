"""Promises of standing things: an agreement to be signed, a railway to be ready, a summit to be held by a day.

The steps of a thing (steps.py) decide: it is promised by a step that is planned for a day after its report, and
done by a later one that tells it as a fact of the status that things of its kind have when they exist.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from dragoman.analysis.days import first_number, last_day, last_number
from dragoman.analysis.histories import History, histories_of
from dragoman.analysis.outcomes import PUT_OFF, TOLD_WITHIN, TOLERANCE
from dragoman.analysis.promise import Announced, Promise, Promised
from dragoman.analysis.steps import Step, ends
from dragoman.analysis.wording import in_words
from dragoman.ontology.ontology import load_ontology
from dragoman.record.record import Record

# The things of which a telling is planned for a day after its report.
PLANNED = """
SELECT t.id FROM tie t JOIN report r ON r.id = t.report
WHERE list_contains($promised, t.status) AND coalesce(t.date_to, t.date_from) IS NOT NULL
    AND (r.published IS NULL OR coalesce(t.date_to, t.date_from) || '~' > r.published)
"""


def promised_things(
    record: Record,
    end: int | None,
    things: Mapping[str, str] | None = None,
    told: Sequence[History] | None = None,
) -> Iterator[Promise]:
    """A row for each promised thing, as the ledger has them for acts; `end`: the day from which is counted.

    `things` and `told`: what `things_of` and `histories` give of the whole record, if that was asked already.
    """
    promised = load_ontology().promising()
    ids = [str(i) for i in record.sql(PLANNED, {"promised": promised})["id"]]
    rows = (_row(h, [s for s in h.steps if _promises(s, promised)], end) for h in _told_of(record, ids, things, told))
    found = [r for r in rows if r is not None]
    whose = _announcers(record, [r["id"] for r in found])
    for row in found:
        yield {**row, **whose[row["id"]]}


def _told_of(
    record: Record, ids: Sequence[str], things: Mapping[str, str] | None, told: Sequence[History] | None
) -> Sequence[History]:
    if not ids or things is None or told is None:
        return histories_of(record, ids, things) if ids else ()
    wanted = {things[i] for i in ids}
    return [h for h in told if h.id in wanted]


def _promises(step: Step, promised: Sequence[str]) -> bool:
    due = step.date_to or step.date
    return step.status in promised and due is not None and (step.said is None or last_day(due) > step.said)


def _row(thing: History, promises: Sequence[Step], end: int | None) -> Promised | None:
    if not promises:
        return None
    first = promises[0]
    due = str(first.date_to or first.date)
    due_day = last_number(due)
    done = [s for s in thing.steps if _fulfils(s, thing.kind) and _after(s, first)]
    refuted = [s for s in thing.steps if _undoes(s, thing.kind) and _after(s, first)]
    later = [d for s in promises[1:] if (d := str(s.date_to or s.date)) and last_number(d) > due_day + PUT_OFF]
    last_due = max(map(last_number, later), default=None)
    answer = next(iter(done or refuted), None)
    word = _last_word(thing.steps, first)
    low, high = _span(done[0]) if done else (None, None)
    return {
        "kind": "thing", "due": due, "due_day": due_day, "low": low, "high": high,
        "outcome": _judged(due_day, last_due, low, high, bool(refuted), end),
        "is_dated": bool(done and (done[0].date or done[0].date_to)),
        "done_origins": sum(s.origins for s in done) or None,
        "refuted_origins": sum(s.origins for s in refuted) or None,
        "refuted_day": first_number(refuted[0].said) if refuted and refuted[0].said else None,
        "last_word": in_words(word.stage or word.status) if word else None,
        "last_word_said": word.last_said if word else None,
        "last_due_day": last_due, "later_dues": later, "type": thing.kind, "mode": first.stage,
        "actors": list(thing.parties), "recipients": [], "actor_names": list(thing.party_names), "recipient_names": [],
        "reciprocal": True, "said": first.said, "published": first.said, "outlet": first.outlet, "report": first.report,
        "sentence": first.sentence, "id": first.tie, "happening": thing.id,
        "origins": max(s.origins for s in promises), "tellings": [first.tie] * sum(s.tellings for s in promises),
        "answer": answer.tie if answer else None, "answer_report": answer.report if answer else None,
        "answer_sentence": answer.sentence if answer else None,
    }  # fmt: skip


def _after(step: Step, promise: Step) -> bool:
    return step is not promise and (step.last_said is None or promise.said is None or step.last_said >= promise.said)


def _fulfils(step: Step, kind: str) -> bool:
    tie = load_ontology().ties[kind]
    return step.counts_as == "fact" and step.status in (tie.plain, "in_force") and step.stage not in ends(kind)


def _undoes(step: Step, kind: str) -> bool:
    """It is denied, or told as called off: a stage after the last, told as a fact or as denied."""
    return step.counts_as == "refuted" or step.counts_as == "fact" and step.stage in ends(kind)


def _span(step: Step) -> tuple[int | None, int | None]:
    """When it was done: by its date and not after its report; without a date within a week before that."""
    said = first_number(step.said) if step.said else None
    first, last = step.date or step.date_to, step.date_to or step.date
    if first is None or last is None:
        return None if said is None else said - TOLD_WITHIN, said
    low, high = first_number(first), last_number(last)
    return low, high if said is None else max(low, min(high, said))


def _judged(due: int, last_due: int | None, low: int | None, high: int | None, refuted: bool, end: int | None) -> str:
    """The outcome, by the rules of acts."""
    if low is not None and high is not None:
        in_time = high <= due + TOLERANCE or low <= due and high <= due + TOLD_WITHIN
        return "kept" if in_time else "late" if low > due else "unknowable"
    if refuted:
        return "broken"
    return "overdue" if end is not None and max(due, last_due or due) < end else "open"


def _last_word(steps: Sequence[Step], promise: Step) -> Step | None:
    """What is told of it last, if not as at first."""
    last = max(steps, key=lambda s: s.last_said or "")
    return last if last is not promise and last.stage != promise.stage and last.last_said else None


def _announcers(record: Record, ties: Sequence[str]) -> dict[str, Announced]:
    """Who announced each of these: whoever is cited for it, else the first that takes part."""
    query = """
        SELECT t.id, coalesce(u.sources[1], s.source, p.actor) AS announcer,
            coalesce(u.sources, [coalesce(s.source, p.actor)]) AS announcers,
            coalesce(u.speakers, a.name) AS announcer_name, coalesce(a.country, a.id) AS side,
            coalesce(u.speakers, v.name) AS speaker, t.statement, coalesce(s.via, []) AS via
        FROM tie t
        LEFT JOIN joint_word u ON u.statement = t.statement
        LEFT JOIN tie_party p ON p.tie = t.id AND p.number = 1
        LEFT JOIN statement s ON s.id = t.statement AND s.report = t.report
        LEFT JOIN actor v ON v.id = s.source
        LEFT JOIN actor a ON a.id = coalesce(u.sources[1], s.source, p.actor)
        WHERE t.id IN (SELECT unnest($ids))"""
    return {r.pop("id"): cast(Announced, r) for r in record.sql(query, {"ids": list(ties)}).to_dicts()}
