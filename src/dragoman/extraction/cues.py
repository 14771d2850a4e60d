"""Verbs that attribute: "said that", "views itself as", "urged both to talk"; who speaks and what is said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.extraction.contents import (
    SEEING,
    Range,
    content_of,
    frames,
    goes_on,
    is_negated,
    listed,
    may_tell,
    speaks,
    that_clause,
)
from dragoman.extraction.metonyms import is_dateline
from dragoman.extraction.phrases import (
    Phrase,
    agent,
    child,
    clause_around,
    coordinated,
    has_case,
    noun_phrase,
    subject,
    trimmed,
)
from dragoman.language.plain import Token

IRREALIS = frozenset({"if", "unless", "whether"})
CLOSING = 4  # tokens of a sentence in which its question mark stands
THROUGH = ("with", "to", "by", "on")


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution in tokens: cue, the phrases of its sources, content; `relays` passed it on.

    No content: the cue waits for a quotation.  `unsure`: to be believed only if the tagger of contents agrees.
    `relays` are whoever may have passed it on, outlets or not; `above` the token to which "citing" is added.
    """

    cue: Phrase | None
    sources: tuple[Phrase, ...]
    content: Range | None
    relays: tuple[Phrase, ...] = ()
    unsure: bool = False
    frame: str = ""
    above: int = -1


def verb_saying(verb: Token) -> Saying | None:
    """What the verb attributes to whom; null if it is no cue or nobody is named who says it."""
    known = frames().get(verb.lemma_.lower())
    if known is None or _is_unreal(verb) or is_asked(verb):
        return None
    found = content_of(verb, known)
    if found is None and not known & {"clause", "told"}:
        return None
    frame, content = found or ("quotation", None)
    if frame in listed("rules", "not_said") and is_negated(verb) and verb.lemma_ not in listed("rules", "denying"):
        return None
    speaker, relay = _speaker(verb)
    if speaker is None or _is_nobody(speaker, verb):
        return None
    if verb.lemma_ in listed("rules", "evidence") and not may_show(speaker, verb):
        return None
    if not _is_plain(frame, verb) and not may_tell(speaker):
        return None
    sources = _before(coordinated(speaker), verb)
    unsure = frame in listed("rules", "unsure") and not _is_word(verb, content)
    relays = (*relay, *_through(verb))
    return Saying(Phrase(verb.i, verb.i + 1, verb.i), sources, content, relays, unsure, frame)


def _through(verb: Token) -> Iterator[Phrase]:
    """Whom the words went through, if it is an outlet: "told Reuters", "in remarks carried by Reuters"."""
    for part in verb.children:
        if part.dep_ in {"obj", "iobj"} and "told" in frames()[verb.lemma_.lower()]:
            yield from coordinated(part)
        elif part.dep_ == "obl" and part.lemma_.lower() in listed("nouns", "relayed"):
            yield from _interview(part)
        elif part.dep_ == "obl" and has_case(part, *THROUGH):
            yield noun_phrase(part)


def _interview(noun: Token) -> Iterator[Phrase]:
    """The outlet behind "in an interview with X", "in a statement carried by X", "in comments to X"."""
    for part in noun.children:
        if part.dep_ in {"nmod", "obl", "nmod:poss", "compound"} and (
            part.i < noun.i or has_case(part, "with", "to", "by", "on")
        ):
            yield noun_phrase(part)
        elif part.dep_ in {"acl", "acl:relcl"} and (doer := agent(part) or child(part, "obl")) is not None:
            yield noun_phrase(doer)


def _before(sources: tuple[Phrase, ...], verb: Token) -> tuple[Phrase, ...]:
    """The source phrases, none of which may run over the cue."""
    return tuple(_cut(s, verb) if s.head < verb.i < s.end else s for s in sources)


def _cut(source: Phrase, verb: Token) -> Phrase:
    """The source phrase up to the relative clause or participle in which the cue stands."""
    inside = [t for t in (verb, *verb.ancestors) if t.head.i == source.head and t.i > source.head]
    end = min([verb.i, *(t.left_edge.i for t in inside)])
    start, end = trimmed(verb.doc, source.start, max(end, source.head + 1))
    return Phrase(start, end, source.head)


def _is_unreal(verb: Token) -> bool:
    if verb.pos_ not in {"VERB", "AUX"} or opens_with(verb):
        return True
    return any(c.dep_ == "mark" and c.text.lower() in IRREALIS for c in verb.children)


def is_asked(verb: Token) -> bool:
    """Whether the clause asks whether it was said: "Has Chad asked for aid?"."""
    auxiliary, subject_of = child(verb, "aux", "aux:pass"), child(verb, "nsubj", "nsubj:pass")
    inverted = auxiliary is not None and subject_of is not None and auxiliary.i < subject_of.i
    return inverted and any(t.text == "?" for t in list(verb.sent)[-CLOSING:])


def opens_with(verb: Token) -> bool:
    """Whether a participle that opens the sentence tells what was done to the speaker: "[Asked] about it, she said"."""
    opens = verb.is_sent_start and verb.dep_ == "advcl" and verb.head.i > verb.i
    return bool(opens) and not verb.text.endswith("ing") and child(verb, "nsubj", "aux", "mark") is None


def _speaker(verb: Token) -> tuple[Token | None, tuple[Phrase, ...]]:
    """Who speaks, and who passes it on: "TASS cited Lavrov as saying", "Lavrov was quoted by TASS as saying"."""
    above = verb.head
    if above.lemma_ in listed("verbs", "cite") and verb.dep_ in {"xcomp", "advcl", "obl", "ccomp", "acl"}:
        patient = child(above, "nsubj:pass")
        relay = agent(above) if patient is not None else subject(above)
        return patient or child(above, "obj"), () if relay is None else coordinated(relay)
    if verb.dep_ == "acl" and above.head.lemma_ in listed("verbs", "cite"):
        relay = subject(above.head)
        return above, () if relay is None else coordinated(relay)
    return subject(above.head if goes_on(verb) else verb), ()


def _is_nobody(speaker: Token, verb: Token) -> bool:
    if speaker.dep_ == "expl" or (speaker.text.isupper() and is_dateline(speaker)):
        return True
    if speaker.text.lower() in listed("speakers", "author"):
        return True
    if speaker.text.lower() == "it":
        return child(verb, "csubj", "csubj:pass", "expl") is not None
    if speaker.text.lower() == "one" and any(c.dep_ in {"nmod", "appos"} for c in speaker.children):
        return False  # "one of the diplomats"
    return speaker.text.lower() in listed("speakers", "nobody")


def may_show(speaker: Token, verb: Token) -> bool:
    """Whether the subject of "shows" or "suggests" can tell something at all: a text, or for some verbs a person."""
    if speaker.lemma_.lower() in listed("nouns", "documents") | listed("nouns", "media"):
        return not _is_unowned(speaker)
    return verb.lemma_ not in listed("rules", "texts_only") and may_tell(speaker)


def _is_plain(frame: str, verb: Token) -> bool:
    """Whether verb and clause alone show that somebody speaks or thinks: "believes that"."""
    return frame in {"clause", "told", "belief"} and child(verb, "ccomp") is not None and verb.lemma_ not in SEEING


def _is_unowned(noun: Token) -> bool:
    """Whether nobody owns the words: "reports suggest", "estimates show"."""
    return noun.lemma_.lower() in listed("rules", "unowned") and not any(
        c.dep_ != "det" for c in noun.children if c.i < noun.i
    )


def _is_word(verb: Token, content: Range | None) -> bool:
    """Whether the object is itself a word for something said, with a clause: "expressed the view that"."""
    if content is None:
        return False
    noun = child(verb, "obj")
    return noun is not None and noun.lemma_ in listed("nouns", "that") and that_clause(noun) is not None


def citing(verb: Token) -> Saying | None:
    """Whose words are passed on by "citing" and "quoting"; the content is the clause to which it is added."""
    cited = child(verb, "obj")
    if verb.lemma_ not in listed("verbs", "cite") or verb.dep_ not in {"advcl", "acl", "xcomp"}:
        return None
    if cited is None or any(speaks(c) for c in (*verb.children, *cited.children)):
        return None
    above = verb.head
    content = clause_around(above, verb) if verb.dep_ == "advcl" and above.pos_ in {"VERB", "AUX"} else None
    return Saying(Phrase(verb.i, verb.i + 1, verb.i), coordinated(cited), content, frame="cite", above=above.i)


def verbs(tokens: Iterable[Token]) -> Iterator[Saying]:
    """Every attribution by a verb among the tokens."""
    for token in tokens:
        if token.pos_ in {"VERB", "AUX"}:
            found = citing(token) or verb_saying(token)
            if found is not None:
                yield found
