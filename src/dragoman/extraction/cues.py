"""Verbs that attribute: "said that", "views itself as", "urged both to talk"; who speaks and what is said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dragoman.extraction.phrases import (
    SUBJECTS,
    Phrase,
    agent,
    child,
    clause,
    clause_around,
    coordinated,
    has_case,
    noun_phrase,
    subject,
    trimmed,
)
from dragoman.extraction.sectors import noun_of
from dragoman.language.lexicon import table

Range = tuple[int, int]
WH = frozenset({"whether", "if", "how", "why", "when", "where", "who"})
NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly"})
IRREALIS = frozenset({"if", "unless", "whether"})
SEEING = frozenset({"see", "find", "hold", "view", "make"})
THROUGH = ("with", "to", "by", "on")
TO_SOMEBODY = ("on", "upon", "to", "for")
GAP = 4  # tokens between a verb and the colon after it


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


@cache
def frames() -> Mapping[str, frozenset[str]]:
    """The lists of the lexicon in which a verb stands, by lemma."""
    found: dict[str, set[str]] = {}
    for frame, lemmas in table("en", "attribution")["verbs"].items():
        for lemma in lemmas:
            found.setdefault(lemma, set()).add(frame)
    return {lemma: frozenset(names) for lemma, names in found.items()}


@cache
def listed(part: str, key: str) -> frozenset[str]:
    """One list of the lexicon of attribution as a set."""
    return frozenset(table("en", "attribution")[part][key])


def verb_saying(verb: Token) -> Saying | None:
    """What the verb attributes to whom; null if it is no cue or nobody is named who says it."""
    known = frames().get(verb.lemma_.lower())
    if known is None or _is_unreal(verb):
        return None
    found = _content(verb, known)
    if found is None and not known & {"clause", "told"}:
        return None
    frame, content = found or ("quotation", None)
    if frame in listed("rules", "not_said") and is_negated(verb) and verb.lemma_ not in listed("rules", "denying"):
        return None
    speaker, relay = _speaker(verb)
    if speaker is None or _is_nobody(speaker, verb):
        return None
    if verb.lemma_ in listed("rules", "evidence") and not _may_show(speaker, verb):
        return None
    if not _is_plain(frame, verb) and not _may_tell(speaker):
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
    if verb.pos_ not in {"VERB", "AUX"}:
        return True
    return any(c.dep_ == "mark" and c.text.lower() in IRREALIS for c in verb.children)


def is_negated(verb: Token) -> bool:
    """Whether the verb, or the one that governs its infinitive, is negated or refused."""
    if any(c.text.lower() in NOT for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in {"decline", "refuse", "fail", "avoid"}


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
    return subject(verb), ()


def _is_nobody(speaker: Token, verb: Token) -> bool:
    if speaker.dep_ == "expl" or speaker.text.lower() in listed("speakers", "author"):
        return True
    if speaker.text.lower() == "it":
        return child(verb, "csubj", "csubj:pass", "expl") is not None
    return speaker.text.lower() in listed("speakers", "nobody")


def _may_show(speaker: Token, verb: Token) -> bool:
    """Whether the subject of "shows" or "suggests" can tell something at all: a text, or for some verbs a person."""
    if speaker.lemma_.lower() in listed("nouns", "documents") | listed("nouns", "media"):
        return not _is_unowned(speaker)
    return verb.lemma_ not in listed("rules", "texts_only") and (
        speaker.pos_ in {"PROPN", "PRON"} or noun_of(speaker) is not None
    )


def _is_plain(frame: str, verb: Token) -> bool:
    """Whether verb and clause alone show that somebody speaks or thinks: "believes that"."""
    return frame in {"clause", "told", "belief"} and child(verb, "ccomp") is not None and verb.lemma_ not in SEEING


def _may_tell(speaker: Token) -> bool:
    """Whether the subject is of a kind that thinks and speaks: a name, a pronoun, people, an organ, a text."""
    if speaker.lemma_.lower() in listed("nouns", "documents") | listed("nouns", "media"):
        return True
    if speaker.lemma_.lower().endswith(tuple(listed("speakers", "doers"))):
        return True
    if any(c.dep_ in {"flat", "appos"} and c.pos_ == "PROPN" for c in speaker.children):
        return True
    return (
        speaker.pos_ in {"PROPN", "PRON", "ADJ", "NUM", "DET"}
        or noun_of(speaker) is not None
        or speaker.ent_type_ != ""
    )


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
    return noun is not None and noun.lemma_ in listed("nouns", "that") and _that_clause(noun) is not None


def _that_clause(noun: Token) -> Token | None:
    return next((c for c in noun.children if c.dep_ in {"acl", "ccomp"} and has_case(c, "that")), None)


def _content(verb: Token, known: frozenset[str]) -> tuple[str, Range] | None:
    for frame, find in FINDERS:
        if frame in known and (content := find(verb)) is not None and content[0] < content[1]:
            return frame, content
    return None


def _said_clause(verb: Token) -> Range | None:
    """The clause that depends on the verb, or on which the verb hangs as an aside."""
    told = child(verb, "ccomp")
    if told is not None:
        return clause(told)
    return _beside(verb) or _as_aside(verb)


def _beside(verb: Token) -> Range | None:
    """What stands beside the verb: "He said: we go", "We go, he said"."""
    for part in verb.children:
        if part.dep_ == "parataxis" and part.i > verb.i and any(t.text in {":", ","} for t in _gap(verb, part)):
            return clause(part)
    return clause_around(verb.head, verb) if _is_aside(verb) else None


def _is_aside(verb: Token) -> bool:
    """Whether the verb with its subject is only thrown in: "he said"; a clause after a colon is none."""
    if verb.dep_ != "parataxis" or child(verb, *SUBJECTS) is None or verb.head.pos_ == "PUNCT":
        return False
    addressed = "told" in frames().get(verb.lemma_.lower(), ())
    if child(verb, "obj", "ccomp", "xcomp") is not None and not addressed:
        return False
    before = verb.doc[verb.left_edge.i - 1].text if verb.left_edge.i > 0 else ""
    return before not in {":", ";", "."} and verb.left_edge.text not in {":", ";"}


def _gap(verb: Token, part: Token) -> list[Token]:
    start = part.left_edge.i
    return list(verb.doc[max(verb.i + 1, start - GAP) : start + 1])


def _as_aside(verb: Token) -> Range | None:
    """The clause to which "as he said" is added."""
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.text.lower() == "as" for c in verb.children):
        said_so = child(verb, "nsubj") is not None and child(verb, "obj", "xcomp") in (None, _it(verb))
        return clause_around(verb.head, verb) if said_so else None
    return None


def _it(verb: Token) -> Token | None:
    """The object of "as he put it"."""
    return next((c for c in verb.children if c.dep_ == "obj" and c.text.lower() == "it"), None)


def _believed(verb: Token) -> Range | None:
    """The clause that somebody holds to be true; "saw him leave" is none."""
    held = child(verb, "ccomp")
    if held is None:
        return _beside(verb) if verb.dep_ == "parataxis" else _as_aside(verb)
    words = {c.text.lower() for c in held.children if c.dep_ in {"mark", "advmod", "nsubj", "obj"}}
    finite = "Fin" in held.morph.get("VerbForm", []) or any(c.dep_ in {"aux", "cop"} for c in held.children)
    marked = "that" in words
    if words & WH and not marked:
        return None
    bare = finite and child(held, *SUBJECTS) is not None and verb.lemma_ not in listed("rules", "perception")
    return clause(held) if marked or bare else None


def _infinitive(verb: Token) -> Token | None:
    """The infinitive with "to" that depends on the verb."""
    for part in verb.children:
        if part.dep_ in {"xcomp", "ccomp"} and part.i > verb.i and has_case(part, "to"):
            return part
    return None


def _promised(verb: Token) -> Range | None:
    part = _infinitive(verb)
    return None if part is None else clause(part)


def _requested(verb: Token) -> Range | None:
    part = _infinitive(verb) or child(verb, "advcl")
    addressed = None if verb.lemma_ in listed("rules", "on_somebody") else child(verb, "obj", "iobj")
    if addressed is None:
        addressed = next(
            (c for c in verb.children if c.dep_ == "obl" and has_case(c, *TO_SOMEBODY) and c.i > verb.i), None
        )
    if (
        part is not None
        and part.dep_ == "advcl"
        and (addressed is None or addressed.dep_ != "obl" or not has_case(part, "to"))
    ):
        return None
    if part is None or addressed is None or addressed.i > part.i:
        return None
    start = next((c.i + 1 for c in addressed.children if c.dep_ == "case"), addressed.left_edge.i)
    return trimmed(verb.doc, start, part.right_edge.i + 1)


def _told(verb: Token) -> Range | None:
    return _said_clause(verb) if child(verb, "obj", "iobj") is not None else None


def _seen_as(verb: Token) -> Range | None:
    """The object with what it is seen as; of a passive only the latter."""
    for part in verb.children:
        if part.dep_ in {"obl", "xcomp", "advcl", "ccomp", "nmod"} and has_case(part, "as") and part.i > verb.i:
            seen = child(verb, "obj")
            start = seen.left_edge.i if seen is not None and seen.i < part.i else part.left_edge.i
            return trimmed(verb.doc, start, part.right_edge.i + 1)
    seen = child(verb, "obj")
    inner = None if seen is None else next((c for c in seen.children if c.dep_ == "nmod" and has_case(c, "as")), None)
    return None if seen is None or inner is None else trimmed(verb.doc, seen.left_edge.i, seen.right_edge.i + 1)


def _named(verb: Token) -> Range | None:
    named = child(verb, "obj", "iobj")
    name = next(
        (c for c in verb.children if c.dep_ in {"xcomp", "obj", "ccomp"} and c is not named and c.i > verb.i), None
    )
    if named is None or name is None or name.i <= named.i or name.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return None
    return None if has_case(name, "to") else trimmed(verb.doc, named.left_edge.i, name.right_edge.i + 1)


def _object(verb: Token) -> Range | None:
    noun = child(verb, "obj")
    if noun is None or noun.i < verb.i:
        return None
    told = _that_clause(noun)
    if told is not None and noun.lemma_ in listed("nouns", "that"):
        return clause(told)
    return trimmed(verb.doc, noun.left_edge.i, noun.right_edge.i + 1)


def _about(verb: Token) -> Range | None:
    words = table("en", "attribution")["verbs"]["about"][verb.lemma_.lower()]
    for part in verb.children:
        if part.dep_ in {"obl", "advcl"} and part.i > verb.i and has_case(part, *words):
            marks = [c.i for c in part.children if c.dep_ in {"case", "mark"}]
            return trimmed(verb.doc, max(marks) + 1 if marks[0] < part.i else part.left_edge.i, part.right_edge.i + 1)
    return None


FINDERS: tuple[tuple[str, Callable[[Token], Range | None]], ...] = (
    ("told", _told),
    ("request", _requested),
    ("as", _seen_as),
    ("clause", _said_clause),
    ("belief", _believed),
    ("naming", _named),
    ("promise", _promised),
    ("about", _about),
    ("object", _object),
)


def citing(verb: Token) -> Saying | None:
    """Whose words are passed on by "citing" and "quoting"; the content is the clause to which it is added."""
    if verb.lemma_ not in listed("verbs", "cite") or verb.dep_ not in {"advcl", "acl", "xcomp"}:
        return None
    cited = child(verb, "obj")
    if cited is None or any(_speaks(c) for c in (*verb.children, *cited.children)):
        return None
    above = verb.head
    content = clause_around(above, verb) if verb.dep_ == "advcl" and above.pos_ in {"VERB", "AUX"} else None
    return Saying(Phrase(verb.i, verb.i + 1, verb.i), coordinated(cited), content, frame="cite", above=above.i)


def _speaks(token: Token) -> bool:
    return (
        token.pos_ == "VERB" and "clause" in frames().get(token.lemma_, ()) and token.dep_ in {"xcomp", "advcl", "acl"}
    )


def verbs(tokens: Iterable[Token]) -> Iterator[Saying]:
    """Every attribution by a verb among the tokens."""
    for token in tokens:
        if token.pos_ in {"VERB", "AUX"}:
            found = citing(token) or verb_saying(token)
            if found is not None:
                yield found
