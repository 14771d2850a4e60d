"""Whose word an answer rests on, and what of it remains without some: for an id, two actors, a claim or its verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.analysis.names import names_of
from dragoman.analysis.narratives.claims import claims
from dragoman.analysis.narratives.form import Form
from dragoman.analysis.narratives.judged import claim_of
from dragoman.analysis.narratives.material import record_material
from dragoman.analysis.narratives.verdicts import Verdict, judge
from dragoman.analysis.whose_word.leaving import NOTHING, LeftOut, Without, left_out
from dragoman.analysis.whose_word.publishers import Publisher, publishers
from dragoman.analysis.whose_word.tellings import (
    Told,
    tellings_of,
    told_of_claim,
    told_of_events,
    told_of_pair,
)
from dragoman.analysis.whose_word.tree import Word, remaining, word_of
from dragoman.atlas.atlas import load_atlas
from dragoman.atlas.rows import Outlet
from dragoman.errors import FormUnusable
from dragoman.record.record import Record
from dragoman.types import Count

ALL_TIME = ("1900", "2099")
STATES_OF = """
SELECT DISTINCT coalesce(a.country, a.id) AS state FROM ({parties}) p JOIN actor a ON a.id = p.actor
WHERE a.country IS NOT NULL OR a.kind = 'state'
"""
PARTIES = {
    "happening": "SELECT unnest(parties) AS actor FROM happening WHERE id = $id",
    "tie": "SELECT actor FROM tie_party WHERE tie = $id",
    "statement": "SELECT source AS actor FROM statement WHERE id = $id",
}


@dataclass(frozen=True, slots=True)
class Remains:
    """What an answer is with or without some: `word` whose word; `told_as` tellings by status; `lost` events.

    `index`: of two actors the index of cooperation over all time, `verdict` and `because` of a claim; else null.
    """

    word: Word
    told_as: tuple[Count, ...]
    lost: int
    index: float | None = None
    verdict: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Resting:
    """Whose word an answer rests on, as it is and without some.

    `kind`: event, tie, statement, pair, claim or verdict, `of`: its id or the two actors, `title`: it in words;
    `without`: what was left out, in words; `rest` is null where nothing was.
    """

    kind: str
    of: str
    title: str
    whole: Remains
    without: str | None
    rest: Remains | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """An answer before anything is left out: its tellings, the states that are parties, the form of its figure."""

    kind: str
    of: str
    title: str
    told: tuple[Told, ...]
    parties: frozenset[str]
    form: Form | None = None


def resting(
    record: Record,
    of: Sequence[str],
    without: Without,
    own: Mapping[str, Outlet] | None = None,
    *,
    verdict: bool = False,
    form: Form | None = None,
) -> Resting:
    """Whose word an answer rests on; `of`: one id, or two actors; `verdict`: of a claim what its verdict rests on.

    `form`: in place of the claim's own.  Raises RowUnknown, ActorUnknown, ChoiceUnknown, FormUnusable.
    """
    known = publishers(record, own)
    if len(of) > 1:
        asked = _pair(record, *of[:2])
    elif verdict:
        asked = _verdict(record, of[0] if of else None, form, own)
    else:
        asked = _row(record, of[0])
    names = names_of(record)
    told = tuple(replace(t, speaker=names.one(t.source) if t.source else None) for t in asked.told)
    asked, out = replace(asked, told=told), left_out(record, without, own)
    whole = _remains(record, asked, known, NOTHING)
    rest = None if without.nothing else _remains(record, asked, known, out)
    return Resting(asked.kind, asked.of, asked.title, whole, without.words or None, rest)


def _remains(record: Record, asked: _Asked, known: Mapping[str, Publisher], out: LeftOut) -> Remains:
    told = remaining(asked.told, out)
    lost = len({t.of for t in asked.told} - {t.of for t in told})
    as_is = Remains(word_of(told, known, asked.parties), _statuses(told), lost)
    if asked.form is None:
        return as_is
    if asked.kind == "pair":
        events = record_material(record, asked.form, out).events
        return replace(as_is, index=sum(e.weight for e in events))
    found = judge(asked.form, record_material(record, asked.form, out))
    return replace(as_is, verdict=found.verdict, because=found.because)


def _statuses(told: Iterable[Told]) -> tuple[Count, ...]:
    counts: dict[str, int] = {}
    for one in told:
        counts[one.status] = counts.get(one.status, 0) + 1
    return tuple(Count(name, number) for name, number in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _pair(record: Record, one: str, other: str) -> _Asked:
    a, b = record.actor_id(one), record.actor_id(other)
    told = told_of_pair(record, a, b)
    form = Form((a,), (b,), "score", start=ALL_TIME[0], end=ALL_TIME[1])
    return _Asked("pair", f"{a} {b}", f"Events of {a} with {b}", told, _states((a, b)), form)


def _row(record: Record, identity: str) -> _Asked:
    """An event, standing thing or statement; of one that is told as a claim every telling of the claim."""
    kind, told = tellings_of(record, identity)
    if kind == "tie":
        claim = next((c for c in claims(record) if any(v.id == told[0].id for v in c.voices)), None)
        if claim is not None:
            ids = [v.id for v in claim.voices]
            words = tuple(replace(t, of=claim.id) for t in told_of_claim(record, ids))
            return _Asked("claim", claim.id, f"{claim.title}: “{claim.words}”", words, _states(claim.parties))
    title = told[0].sentence if told else identity
    of = told[0].of if told else identity
    return _Asked("event" if kind == "happening" else kind, of, title, told, _parties(record, kind, of))


def _verdict(record: Record, identity: str | None, form: Form | None, own: Mapping[str, Outlet] | None) -> _Asked:
    """The tellings of the events that a verdict rests on."""
    claim = claim_of(claims(record, own), identity) if identity is not None else None
    asked = form or (claim.form if claim and claim.problem is None else None)
    if asked is None:
        raise FormUnusable("The claim", claim.problem if claim and claim.problem else "it has no form")
    found = judge(asked, record_material(record, asked))
    told = told_of_events(record, [e.id for e in found.rows])
    title = f"What the verdict on “{asked.words or 'your question'}” rests on: {found.verdict}"
    return _Asked("verdict", claim.id if claim else "", title, told, _states((*asked.actors, *asked.others)), asked)


def verdict_without(record: Record, form: Form, out: LeftOut) -> Verdict:
    """The verdict of the record on a form without what is left out."""
    return judge(form, record_material(record, form, out))


def _parties(record: Record, kind: str, identity: str) -> frozenset[str]:
    query = STATES_OF.format(parties=PARTIES[kind])
    return frozenset(record.sql(query, {"id": identity})["state"].to_list())


def _states(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(i for i in ids if i in load_atlas().states)
