"""Ties that nobody names but acts show: two states that strike, threaten and blame each other again and again."""

from collections.abc import Iterator
from itertools import product

from dragoman.extraction.draft import Draft
from dragoman.extraction.ties.merging import Found
from dragoman.extraction.ties.partners import side
from dragoman.types import Mention, Span, Tie

FEWEST, LEAST = 2, 3  # sentences with acts of the hardest quad, or of any: one clash alone shows nothing
HAPPENED = frozenset({"done", "ongoing", "planned", "possible"})
Pair = tuple[str, str]


def shown(draft: Draft) -> list[Found]:
    """Ties of the kinds that the ontology lets acts show, between sides with enough of such acts."""
    found = []
    for kind in draft.ontology.ties.values():
        if kind.shown_by:
            for pair, acts in _by_pair(draft, kind.shown_by).items():
                if _shows(draft, kind.shown_by, acts):
                    found.append(_found(draft, kind.kind, kind.plain, pair, acts))
    return found


def _shows(draft: Draft, quads: tuple[int, ...], acts: list[Mention]) -> bool:
    """Whether the acts are so hard, or so many, that they show a tie; what both do to each other counts twice."""
    hard = {(m.evidence, n) for m in acts for n in range(1 + m.reciprocal) if _is_hard(draft, m, quads)}
    return len(hard) >= FEWEST or (bool(hard) and len({m.evidence for m in acts}) >= LEAST)


def _is_hard(draft: Draft, mention: Mention, quads: tuple[int, ...]) -> bool:
    return draft.ontology.events[mention.type].quad == max(quads)


def _by_pair(draft: Draft, quads: tuple[int, ...]) -> dict[Pair, list[Mention]]:
    pairs: dict[Pair, list[Mention]] = {}
    for mention in draft.mentions:
        if mention.status in HAPPENED and draft.ontology.events[mention.type].quad in quads:
            for pair in sorted(set(_pairs(draft, mention))):
                pairs.setdefault(pair, []).append(mention)
    return pairs


def _pairs(draft: Draft, mention: Mention) -> Iterator[Pair]:
    for actor, recipient in product(mention.actors, mention.recipients):
        a, b = sorted((side(draft, actor), side(draft, recipient)))
        if a != b and a in draft.atlas.states and b in draft.atlas.states:
            yield a, b


def _found(draft: Draft, kind: str, status: str, pair: Pair, acts: list[Mention]) -> Found:
    words = dict.fromkeys(draft.text[m.trigger.start : m.trigger.end] for m in acts)
    evidence = tuple(sorted({Span(*m.evidence) for m in acts}))
    tie = Tie("", kind, ", ".join(list(words)[:LEAST]), pair, status, evidence, because=f"{len(acts)} acts")
    number = next((n for n, s in enumerate(draft.sentences) if s[-1].idx >= acts[0].trigger.start), 0)
    return Found(tie, number)
