"""Whose word an answer rests on, and what of it remains without some: for an id, two actors, a claim or its verdict."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import polars as pl

from dragoman.analysis.names import names_of
from dragoman.analysis.narratives.claims import Claim, claimable, claims
from dragoman.analysis.narratives.form import Form
from dragoman.analysis.narratives.judged import claim_of
from dragoman.analysis.narratives.material import record_material
from dragoman.analysis.narratives.verdicts import judge
from dragoman.analysis.whose_word.leaving import NOTHING, LeftOut, Without, left_out
from dragoman.analysis.whose_word.measured import index_of
from dragoman.analysis.whose_word.publishers import publishers
from dragoman.analysis.whose_word.tellings import (
    tellings_of,
    told_of_claim,
    told_of_events,
    told_of_pair,
    words_of,
)
from dragoman.analysis.whose_word.tree import (
    Branch,
    Known,
    Word,
    leaves_of,
    remaining,
    texts_of,
    word_of,
)
from dragoman.atlas.atlas import load_atlas
from dragoman.atlas.rows import Outlet
from dragoman.errors import FormUnusable
from dragoman.record.held import Held
from dragoman.record.record import Record
from dragoman.types import Count

T = TypeVar("T")
STATES_OF = """
SELECT DISTINCT coalesce(a.country, a.id) AS state FROM ({parties}) p JOIN actor a ON a.id = p.actor
WHERE a.country IS NOT NULL OR a.kind = 'state'
"""
PARTIES = {
    "happening": "SELECT unnest(parties) AS actor FROM happening WHERE id = $id",
    "tie": "SELECT actor FROM tie_party WHERE tie = $id",
    "statement": """SELECT source AS actor FROM statement WHERE id = $id
        UNION SELECT unnest(sources) FROM joint_word WHERE statement = $id""",
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
class Question:
    """Of what it is asked whose word it is: one id, or two actors; `verdict`: of a claim what its verdict rests on.

    `form`: in place of the claim's own; `own`: outlets of the user's list, which stand before the atlas.
    """

    of: Sequence[str]
    verdict: bool = False
    form: Form | None = None
    own: Mapping[str, Outlet] | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """A page of the texts that an outlet has, the earliest first, and how many there are."""

    items: tuple[Branch, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """An answer before anything is left out: its tellings, the states that are parties, the form of its figure.

    `two`: the actors, if they are two different ones.
    """

    kind: str
    of: str
    title: str | None
    told: pl.DataFrame
    parties: frozenset[str]
    form: Form | None = None
    two: tuple[str, str] | None = None


def resting(
    record: Record, question: Question, without: Without, *, held: Held | None = None, most: int | None = None
) -> Resting:
    """Whose word an answer rests on.

    `held`: the copy that the record is of, if it is one; `most`: texts of an outlet that its branch has, null: all.
    Raises RowUnknown, ActorUnknown, ChoiceUnknown, FormUnusable.
    """
    asked, known = _asked(record, question, held), _known(record, question, held, most)
    out = left_out(record, without, question.own, known.publishers)
    whole = _remains(record, asked, known, NOTHING)
    rest = None if without.nothing else _remains(record, asked, known, out)
    title = asked.title or _first_words(asked, known)
    return Resting(asked.kind, asked.of, title, whole, without.words or None, rest)


def texts_of_outlet(
    record: Record, question: Question, publisher: str, outlet: str, limit: int, offset: int = 0,
    held: Held | None = None,
) -> Texts:  # fmt: skip
    """The texts that an answer rests on of one outlet (`key` of its branch) with one publisher's words."""
    asked, known = _asked(record, question, held), _known(record, question, held, None)
    texts = texts_of(asked.told.filter(pl.col("origin") == publisher)).filter(pl.col("outlet") == outlet)
    return Texts(tuple(leaves_of(texts.slice(offset, limit), known)), texts.height)


def _known(record: Record, question: Question, held: Held | None, most: int | None) -> Known:
    """What a tree is made with, of the answer that is asked for."""
    names = _once(held, "names", names_of, record)
    known = publishers(record, question.own) if question.own else _once(held, "publishers", publishers, record)
    return Known(known, (), lambda told: words_of(record, told, held), names.listed, most)


def _once(held: Held | None, name: str, make: Callable[[Record], T], record: Record) -> T:
    return make(record) if held is None else held.once(name, make)


def _asked(record: Record, question: Question, held: Held | None) -> _Asked:
    if len(question.of) > 1:
        return _pair(record, *question.of[:2])
    if question.verdict:
        return _verdict(record, question, held)
    return _row(record, question.of[0], held)


def _first_words(asked: _Asked, known: Known) -> str:
    first = asked.told.head(1)
    return next((words.sentence for words in known.read(first).values()), asked.of)


def _remains(record: Record, asked: _Asked, known: Known, out: LeftOut) -> Remains:
    told = remaining(asked.told, out)
    lost = asked.told["of"].n_unique() - told["of"].n_unique()
    as_is = Remains(word_of(told, replace(known, parties=asked.parties)), _statuses(told), lost)
    if asked.kind == "pair":
        return replace(as_is, index=index_of(record, asked.two, told, out) if asked.two else 0.0)
    if asked.form is None:
        return as_is
    found = judge(asked.form, record_material(record, asked.form, out))
    return replace(as_is, verdict=found.verdict, because=found.because)


def _statuses(told: pl.DataFrame) -> tuple[Count, ...]:
    counts = told.group_by("status").len().sort("len", "status", descending=[True, False])
    return tuple(Count(name, number) for name, number in counts.iter_rows())


def _pair(record: Record, one: str, other: str) -> _Asked:
    a, b = record.actor_id(one), record.actor_id(other)
    told, title = told_of_pair(record, a, b), f"Events of {a} with {b}"
    return _Asked("pair", f"{a} {b}", title, told, _states((a, b)), two=(a, b) if a != b else None)


def _row(record: Record, identity: str, held: Held | None) -> _Asked:
    """An event, standing thing or statement; of one that is told as a claim every telling of the claim."""
    kind, told = tellings_of(record, identity)
    if kind == "tie" and claimable(record, told["id"].item()):
        claim = next((c for c in _claims(record, held) if any(v.id == told["id"].item() for v in c.voices)), None)
        if claim is not None:
            words = told_of_claim(record, [v.id for v in claim.voices]).with_columns(of=pl.lit(claim.id))
            return _Asked("claim", claim.id, f"{claim.title}: “{claim.words}”", words, _states(claim.parties))
    of = str(told["of"][0]) if told.height else identity
    return _Asked("event" if kind == "happening" else kind, of, None, told, _parties(record, kind, of))


def _claims(record: Record, held: Held | None, own: Mapping[str, Outlet] | None = None) -> tuple[Claim, ...]:
    return claims(record, own) if own else _once(held, "claims", claims, record)


def _verdict(record: Record, question: Question, held: Held | None) -> _Asked:
    """The tellings of the events that a verdict rests on."""
    form, identity = question.form, next(iter(question.of), None)
    claim = claim_of(_claims(record, held, question.own), identity) if identity is not None else None
    asked = form or (claim.form if claim and claim.problem is None else None)
    if asked is None:
        raise FormUnusable("The claim", claim.problem if claim and claim.problem else "it has no form")
    found = judge(asked, record_material(record, asked))
    told = told_of_events(record, [e.id for e in found.rows])
    title = f"What the verdict on “{asked.words or 'your question'}” rests on: {found.verdict}"
    return _Asked("verdict", claim.id if claim else "", title, told, _states((*asked.actors, *asked.others)), asked)


def _parties(record: Record, kind: str, identity: str) -> frozenset[str]:
    query = STATES_OF.format(parties=PARTIES[kind])
    return frozenset(record.sql(query, {"id": identity})["state"].to_list())


def _states(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(i for i in ids if i in load_atlas().states)
