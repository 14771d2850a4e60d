"""Ties that nobody names but acts show: two states that strike, threaten and blame each other again and again."""

from collections.abc import Iterator
from itertools import product

from dragoman.extraction.draft import Draft
from dragoman.extraction.ties.merging import Found
from dragoman.extraction.ties.partners import side
from dragoman.types import Mention, Span, Tie

LEAST = 2  # sentences that tell such acts between two sides, so that one clash alone shows nothing
HAPPENED = frozenset({"done", "ongoing", "planned", "possible"})
Pair = tuple[str, str]


def shown(draft: Draft) -> list[Found]:
    """Ties of the kinds that the ontology lets acts show, between sides with enough of such acts."""
    found = []
    for kind in draft.ontology.ties.values():
        if kind.shown_by:
            for pair, acts in _by_pair(draft, kind.shown_by).items():
                if len({m.evidence for m in acts}) >= LEAST and max(
                    draft.ontology.events[m.type].quad for m in acts
                ) == max(kind.shown_by):
                    found.append(_found(draft, kind.kind, kind.plain, pair, acts))
    return found


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
    words = dict.fromkeys(draft.doc.text[m.trigger.start : m.trigger.end] for m in acts)
    evidence = tuple(sorted({Span(*m.evidence) for m in acts}))
    tie = Tie("", kind, ", ".join(list(words)[:LEAST]), pair, status, evidence, because=f"{len(acts)} acts")
    number = next((n for n, s in enumerate(draft.doc.sents) if s.end_char > acts[0].trigger.start), 0)
    return Found(tie, number)
