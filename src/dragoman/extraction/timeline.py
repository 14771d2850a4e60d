"""When an act took place whose own sentence does not say: what the sentences around it date.

Four rules carry a date over, each only from an act of the same standing: what the same doer did next in one clause
("met X on Monday and signed Y") has the day of the first; an act during a journey has the journey's
date; an act that goes on telling what the sentences before told, of the same type and between the same states, has
theirs; a headline has that of the act below it.  Never is the day of publication taken for the day of an act.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.extraction.arguments import VERBAL, children
from dragoman.extraction.circumstances import dates_in
from dragoman.extraction.draft import Draft
from dragoman.extraction.tense import is_headline
from dragoman.extraction.triggers import entries_at
from dragoman.language.lexicon import table
from dragoman.language.plain import Token
from dragoman.types import Mention, When

FIRM = frozenset({"done", "planned"})
PERFECT = frozenset({"has", "have", "had", "'ve", "’ve"})
NEXT = 2  # sentences over which a story goes on without a date
FAR = 10  # sentences around a journey in which it is still spoken of
OPENING = 6  # sentences below a headline
DAY = len("2020-01-01")
LONGEST = 62  # days of a date that says more than "in that year"


@dataclass(frozen=True, slots=True)
class _Telling:
    """A mention with its word, the number of its sentence, the states that take part and those where it is."""

    mention: Mention
    token: Token
    sentence: int
    states: frozenset[str]
    where: frozenset[str]
    travels: bool


def carried(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order, those without a date with the one that the text around them gives."""
    number = {t.i: n for n, sentence in enumerate(draft.sentences) for t in sentence}
    tellings = [t for m in found if (t := _telling(draft, m, number)) is not None]
    if len(tellings) < len(found) or not any(_is_exact(t.mention.date) for t in tellings):
        return list(found)
    for place, telling in enumerate(tellings):
        given = _twin(tellings, telling)
        if given is None and _lacks_date(draft, telling):
            given = _journey(tellings, telling) or _story(tellings, place) or _below(tellings, place)
        if given is not None:
            tellings[place] = replace(telling, mention=replace(telling.mention, date=given))
    return [t.mention for t in tellings]


def _telling(draft: Draft, mention: Mention, number: dict[int, int]) -> _Telling | None:
    words = draft.doc.char_span(mention.trigger.start, mention.trigger.end)
    if words is None:
        return None
    token = words[0]
    aims = _states(draft, mention.recipients)
    site = mention.place and (mention.place if mention.place in draft.atlas.states else _country(draft, mention.place))
    where = frozenset({site}) if site else aims
    states = _states(draft, mention.actors) | aims
    travels = any(e.travels for e in entries_at(draft, token))
    return _Telling(mention, token, number.get(token.i, 0), states, where, travels)


def _states(draft: Draft, ids: Sequence[str]) -> frozenset[str]:
    known = (draft.actor_by_id.get(i) for i in ids)
    named = {i for i in ids if i in draft.atlas.states}
    return frozenset(named | {a.country for a in known if a is not None and a.country is not None})


def _country(draft: Draft, place: str) -> str | None:
    found = draft.place_by_id.get(place)
    return found.country if found is not None else None


def _is_exact(when: When | None) -> bool:
    """Whether a date has both sides and tells more than the year."""
    if when is None or when.start is None or when.end is None or when.deadline:
        return False
    return min(len(when.start), len(when.end)) >= len("2020-01") and _days(when.start, when.end) <= LONGEST


def _days(start: str, end: str) -> int:
    first, last = (date.fromisoformat(f"{iso}-01"[:10]) for iso in (start, end))
    return (last - first).days


def _lacks_date(draft: Draft, telling: _Telling) -> bool:
    """Whether nothing in the sentence tells when: no date, no perfect, no word for another time."""
    mention, token = telling.mention, telling.token
    if mention.date is not None or mention.status not in FIRM or any(True for _ in dates_in(draft, token)):
        return False
    verb = token if token.pos_ in VERBAL else token.head
    if any(c.lower_ in PERFECT for c in children(verb, "aux")):
        return False
    return not any(c.lower_ in table("en", "dates")["words"]["elsewhen"] for c in (*token.children, *verb.children))


def _may_lend(telling: _Telling, to: _Telling) -> bool:
    return _is_exact(telling.mention.date) and telling.mention.status == to.mention.status


def _twin(tellings: Sequence[_Telling], act: _Telling) -> When | None:
    """The day of the act with which the same clause goes on: "met X on Monday and [signed] Y"."""
    if act.mention.date is not None or act.mention.status not in FIRM or act.token.dep_ != "conj":
        return None
    if act.token.pos_ not in VERBAL or children(act.token, "nsubj", "nsubj:pass", "aux"):
        return None
    first = (t for t in tellings if t.token.i == act.token.head.i and t is not act and _may_lend(t, act))
    given = next((t.mention.date for t in first), None)
    return given if given is not None and len(given.start or "") == DAY else None


def _journey(tellings: Sequence[_Telling], act: _Telling) -> When | None:
    """The date of the journey on which the act took place: one of its doers, in the state to which it went."""
    doers = set(act.mention.actors)
    journeys = [
        t
        for t in tellings
        if t.travels
        and t is not act
        and _may_lend(t, act)
        and doers & set(t.mention.actors)
        and act.where & t.where
        and abs(t.sentence - act.sentence) <= FAR
    ]
    near = min(journeys, key=lambda t: (abs(t.sentence - act.sentence), t.sentence > act.sentence), default=None)
    return near.mention.date if near is not None else None


def _story(tellings: Sequence[_Telling], place: int) -> When | None:
    """The date of the acts before, where the sentence goes on with the same states and the same kind of act."""
    act, states, last, given = tellings[place], frozenset[str](), tellings[place].sentence, None
    for before in _before(tellings, place):
        if last - before.sentence > NEXT:
            return None
        if before.mention.type != act.mention.type or not act.states or not _may_lend(before, act):
            continue
        if given is None or before.mention.date == given:
            given, states, last = before.mention.date, states | before.states, before.sentence
            if act.states <= states:
                return given
    return None


def _before(tellings: Sequence[_Telling], place: int) -> Iterator[_Telling]:
    for n in range(place - 1, -1, -1):
        yield tellings[n]


def _below(tellings: Sequence[_Telling], place: int) -> When | None:
    """The date of the act that a headline tells in short."""
    act = tellings[place]
    if act.sentence > 1 or not is_headline(act.token.sent) or len(act.states) < NEXT:
        return None
    for below in tellings[place + 1 :]:
        if below.sentence - act.sentence > OPENING:
            return None
        if below.mention.type == act.mention.type and act.states <= below.states and _may_lend(below, act):
            return below.mention.date
    return None
