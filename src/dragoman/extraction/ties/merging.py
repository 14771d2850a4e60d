"""When two sentences speak of one thing: the same parties and kind, a definite phrase, or "this will also ..."."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.extraction.draft import Draft
from dragoman.extraction.ties.partners import is_private, joined, sides
from dragoman.types import Tie

FAR = 8  # sentences back to which "the swap" points where it names nobody
MANY = 3  # sides that meet or bind themselves together, so that the same company means the same thing
ENDS = 3  # roles that together tell a direction
REACH = 3  # sentences back to which a definite phrase points
UNLIKE = ("wanted", "denied")
DISTINCT = ("fields", "subject", "term", "product")


@dataclass(frozen=True, slots=True)
class Found:
    """A tie as one sentence tells it.

    `sentence`: the sentence's number; `definite`: the phrase takes something up ("the swap"); `words`: the main one of
    its sign, none where it is a verb ("agreed") that any noun may take up; `needs`: how many sides it must have;
    `own`: the words themselves name at least one; `thing`: the id of the corridor, port or body that the sign names;
    `anaphor`: the words cannot tell a thing of their own; `distinct`: things of other names are other things;
    `firms`: a firm of no known state counts as a side; `headline`: a headline tells it, in short.
    """

    tie: Tie
    sentence: int
    definite: bool = False
    claim: bool = False
    words: frozenset[str] = frozenset()
    needs: int = 2
    own: bool = True
    anaphor: bool = False
    distinct: bool = False
    thing: str | None = None
    firms: bool = False
    headline: bool = False

    def is_whole(self, draft: Draft) -> bool:
        """Whether the text tells as many sides as the tie needs; one may be described and not named."""
        described = "counterpart" in self.tie.attributes and bool(self.tie.parties)
        told = sides(draft, self.tie.parties)
        firm = self.firms and bool(told) and any(is_private(draft, p) for p in self.tie.parties)
        return not self.anaphor and len(told) + (described or firm) >= self.needs


def merged(draft: Draft, found: Iterable[Found], before: Sequence[Found] = ()) -> list[Found]:
    """Those merged before and the findings, with what is one thing put together, in the order of the text."""
    kept = list(before)
    for one in found:
        order = sorted(range(len(kept)), key=lambda n: (kept[n].sentence, -n if one.anaphor else n), reverse=True)
        number = next((n for n in order if _is_one(draft, kept[n], one)), None)
        if number is None:
            kept += [one] if (one.own or not one.definite) and not one.anaphor else []
        elif kept[number].headline and not one.claim:
            kept[number] = _together(draft, one, kept[number])  # the text says more exactly what its headline means
        else:
            kept[number] = _together(draft, kept[number], one)
    return kept


def _is_one(draft: Draft, first: Found, second: Found) -> bool:
    a, b = first.tie, second.tie
    if a.kind != b.kind:
        return False
    mine, other = sides(draft, a.parties), sides(draft, b.parties)
    if first.sentence == second.sentence:
        return _is_one_in_sentence(first, second, mine, other)
    if first.claim or second.claim or _differ(a, b):
        return False
    if _is_below(first, second):
        return bool(mine) and (mine <= other or other <= mine)
    if first.thing is not None and first.thing == second.thing:
        return "denied" not in {a.status, b.status} or a.status == b.status
    return _takes_up(draft, first, second, mine, other)


def _is_below(first: Found, second: Found) -> bool:
    """Whether the second tells at length what a headline told."""
    return first.headline and second.sentence - first.sentence <= REACH and bool(first.words & second.words)


def _takes_up(draft: Draft, first: Found, second: Found, mine: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the second goes on about the first by its pronoun, article, parties or words."""
    a, b = first.tie, second.tie
    if second.anaphor:
        return second.definite and second.sentence - first.sentence <= REACH and other <= mine
    if second.definite and not second.own:
        return second.sentence - first.sentence < REACH or (
            second.sentence - first.sentence <= FAR and bool(first.words & second.words)
        )
    if mine == other and first.is_whole(draft) and second.is_whole(draft):
        near = second.sentence - first.sentence <= FAR
        alike = bool(first.words & second.words)
        near = near and (alike or not (first.distinct and second.distinct) or (not first.words and second.definite))
        near = near and (alike or second.definite or first.thing is None or not second.words)
        many = len(mine) >= MANY and not (first.distinct and second.distinct)
        return (a.status == b.status and (alike or near or many)) or (alike and not {a.status, b.status} & set(UNLIKE))
    same = not first.words or bool(first.words & second.words)
    points_back = second.definite and second.sentence - first.sentence <= REACH and same
    return points_back and other <= mine and (a.status in UNLIKE) == (b.status in UNLIKE)


def _is_one_in_sentence(first: Found, second: Found, mine: frozenset[str], other: frozenset[str]) -> bool:
    if _is_another(first, second):
        return False
    if mine == other:
        return first.claim or second.claim or not _differ(first.tie, second.tie, ("subject", "term"))
    return (mine <= other or other <= mine) and (first.tie.status == second.tie.status or first.claim != second.claim)


def _is_another(first: Found, second: Found) -> bool:
    """Whether the second is a new thing of another name and standing: "runs a base and is to build a depot"."""
    if first.tie.kind == "membership" and (first.tie.status in UNLIKE) != (second.tie.status in UNLIKE):
        return True  # "has applied for membership of the league, where it is an observer"
    told = first.distinct and second.distinct and not second.definite and bool(first.words and second.words)
    return (
        told
        and first.thing is None
        and second.thing is None
        and first.words.isdisjoint(second.words)
        and first.tie.status != second.tie.status
    )


def _differ(a: Tie, b: Tie, names: Sequence[str] = DISTINCT) -> bool:
    """Whether both tell a term, field or place, and not the same: then they are two things."""
    for name in names:
        if name in a.attributes and name in b.attributes:
            words = {w for w in a.attributes[name].lower().split() if len(w) > 3}
            if words.isdisjoint(b.attributes[name].lower().split()):
                return True
    return any(set(a.roles[r]).isdisjoint(b.roles[r]) for r in a.roles.keys() & b.roles.keys() if r in {"place", "to"})


def _together(draft: Draft, first: Found, second: Found) -> Found:
    """One tie of two tellings: the first's name, everybody's parties, the firmer status or the further stage."""
    a, b = first.tie, second.tie
    firm = _firmer(first, second)
    stages = draft.ontology.ties[a.kind].stages
    claim = first.claim or second.claim
    further = (
        b if not claim and b.stage and stages.index(b.stage) > (stages.index(a.stage) if a.stage else -1) else firm
    )
    tie = replace(
        a,
        name=firm.name,
        because=firm.because,
        parties=joined(a.parties, b.parties if second.own else ()),
        roles=_both(a.roles, b.roles),
        attributes={**b.attributes, **a.attributes} if not second.claim else _claims(a.attributes, b.attributes),
        evidence=tuple(sorted({*a.evidence, *b.evidence})),
        status=further.status if b.status not in UNLIKE else firm.status,
        stage=None if claim else further.stage or a.stage or b.stage,
        date=a.date or b.date,
        statement=a.statement or b.statement,
    )
    return replace(
        first,
        tie=tie,
        sentence=max(first.sentence, second.sentence),
        claim=claim,
        words=first.words | second.words,
        needs=min(first.needs, second.needs),
        thing=first.thing or second.thing,
    )


def _firmer(first: Found, second: Found) -> Tie:
    """Whose status holds: that of a judgement within one sentence, else the first that is more than a wish."""
    if first.sentence == second.sentence and first.claim != second.claim:
        return first.tie if first.claim else second.tie
    return first.tie if first.tie.status not in UNLIKE or first.sentence != second.sentence else second.tie


def _both(first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {**second, **first}


def _claims(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    claim = "; ".join(dict.fromkeys(a["claim"] for a in (first, second) if "claim" in a))
    return {**second, **first, **({"claim": claim} if claim else {})}


def lent_roles(draft: Draft, found: Sequence[Found]) -> list[Found]:
    """The findings; where one tells no direction, another of the kind and parties that tells one lends it its roles."""
    return [_lent(draft, one, found) if not one.tie.roles else one for one in found]


def _lent(draft: Draft, one: Found, found: Sequence[Found]) -> Found:
    parties = sides(draft, one.tie.parties)
    for other in found:
        tie = other.tie
        roles = {r: ids for r, ids in tie.roles.items() if sides(draft, ids) <= parties}
        if tie.kind == one.tie.kind and len(roles) >= ENDS and sides(draft, tie.parties) == parties:
            because = f"{one.tie.because}; roles as told of {tie.name}"
            return replace(one, tie=replace(one.tie, roles=roles, because=because))
    return one
