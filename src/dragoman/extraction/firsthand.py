"""Who is meant by "I" and "we" in words that are quoted: whoever is cited with them, and for whom they speak."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.extraction.coreference import pronoun_kind
from dragoman.extraction.draft import Draft, Reference
from dragoman.types import Actor

SPOKEN = frozenset({"direct", "mixed"})
FOR_STATE = frozenset({"GOV", "MIL"})
FOR_ITSELF = frozenset({"state", "igo", "armed_group"})


def with_first_persons(draft: Draft) -> Draft:
    """The draft with a reference for each "I", "we" and "our" of quoted words that stood for nobody yet."""
    found = tuple(_references(draft))
    return replace(draft, references=draft.references + found) if found else draft


def _references(draft: Draft) -> Iterator[Reference]:
    for number in sorted({i for s in draft.statements if s.kind in SPOKEN for c in s.content for i in draft.within(c)}):
        token = draft.doc[number]
        kind = pronoun_kind(token) if number not in draft.by_token else None
        if kind in {"i", "we"}:
            speakers = draft.speakers_at(token)
            ids = [i for a in speakers for i in ((a.id,) if kind == "i" else spoken_for(draft, a))]
            if ids:
                yield Reference(number, number + 1, number, tuple(dict.fromkeys(ids)), "pronoun")


def spoken_for(draft: Draft, actor: Actor) -> tuple[str, ...]:
    """For whom somebody says "we": an official for the state, a state or body for itself, others for nobody known."""
    if actor.country is not None and actor.country in draft.atlas.states and actor.sector in FOR_STATE:
        return (actor.country,)
    return (actor.id,) if actor.kind in FOR_ITSELF else ()
