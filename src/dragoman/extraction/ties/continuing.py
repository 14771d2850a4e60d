"""Sentences that go on about the thing of the one before: "This will also ...", "These include ..."."""

from dataclasses import replace

from dragoman.extraction.draft import Draft, characters
from dragoman.extraction.ties.merging import Found
from dragoman.extraction.ties.partners import joined, named_by
from dragoman.extraction.ties.signs import classes
from dragoman.language.plain import Token


def continued(draft: Draft, sentences: list[list[Token]], found: list[Found]) -> list[Found]:
    """The findings with the evidence and parties of sentences that only take them up."""
    told = {(one.sentence, one.tie.kind) for one in found if one.is_whole(draft)}
    kept = list(found)
    for number in range(1, len(sentences)):
        words = [t for t in sentences[number] if not t.is_space]
        held = [n for n, one in enumerate(kept) if one.sentence == number - 1] if _takes_up(words) else []
        if held and (number, kept[held[-1]].tie.kind) not in told:
            kept[held[-1]] = _with(draft, kept[held[-1]], words, number)
    return kept


def _takes_up(words: list[Token]) -> bool:
    """Whether the sentence opens with a pronoun that means the thing just told: "These include", "It links"."""
    opening = next((t for t in words[:3] if not t.is_punct), None)
    if opening is None or opening.lower_ not in classes()["taking_up"] or opening.pos_ not in {"PRON", "DET"}:
        return False
    alone = opening.dep_ in {"nsubj", "nsubj:pass"}
    return alone and (opening.lower_ not in {"it", "they"} or _reaches(words))


def _reaches(words: list[Token]) -> bool:
    """Whether the main verb of the sentence tells whom the thing reaches."""
    return _main(words) in classes()["reaching"]


def _main(words: list[Token]) -> str:
    return next((t.lemma_.lower() for t in words if t.head.i == t.i), "")


def _with(draft: Draft, one: Found, words: list[Token], number: int) -> Found:
    span = characters(draft.doc, words[0].i, words[-1].i + 1)
    parties = one.tie.parties
    if _reaches(words) and (one.is_whole(draft) or _main(words) in classes()["linking"]):
        named = named_by(draft, (draft.by_token.get(t.i) for t in words[1:]))
        parties = joined(parties, named.actors)
    tie = replace(one.tie, evidence=tuple(sorted({*one.tie.evidence, span})), parties=parties)
    return replace(one, tie=tie, sentence=number)
