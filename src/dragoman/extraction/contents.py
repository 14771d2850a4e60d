"""What a verb of saying or holding says: the clause, the infinitive or the noun phrase that is its content."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cache

from dragoman.extraction.phrases import RELATIVE, SUBJECTS, child, clause, clause_around, has_case, trimmed
from dragoman.extraction.sectors import noun_of
from dragoman.language import lexicon
from dragoman.language.lexicon import table
from dragoman.language.plain import Token

Range = tuple[int, int]
WH = frozenset({"whether", "if", "how", "why", "when", "where", "who"})
NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly"})
SEEING = frozenset({"see", "find", "hold", "view", "make"})
TO_SOMEBODY = ("on", "upon", "to", "for")
HANGING = frozenset({"xcomp", "advcl", "acl"})
CONTRAST = frozenset({"while", "whereas"})
GAP = 4  # tokens between a verb and the colon after it


@cache
def frames() -> Mapping[str, frozenset[str]]:
    """The lists of the lexicon in which a verb stands, by lemma."""
    found: dict[str, set[str]] = {}
    for frame, lemmas in table("en", "attribution")["verbs"].items():
        for lemma in lemmas:
            found.setdefault(lemma, set()).add(frame)
    return {lemma: frozenset(names) for lemma, names in found.items()}


def listed(part: str, key: str) -> frozenset[str]:
    """One list of the lexicon of attribution as a set."""
    return lexicon.listed("attribution", part, key)


def is_negated(verb: Token) -> bool:
    """Whether the verb, or the one that governs its infinitive, is negated or refused."""
    if any(c.text.lower() in NOT for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in {"decline", "refuse", "fail", "avoid"}


def that_clause(noun: Token) -> Token | None:
    """The clause with "that" that hangs on a noun."""
    return next((c for c in noun.children if c.dep_ in {"acl", "ccomp"} and has_case(c, "that")), None)


def speaks(token: Token) -> bool:
    """Whether the verb is a participle of saying that hangs on "cited" or on whom it cites: "cited him as saying"."""
    return token.pos_ == "VERB" and "clause" in frames().get(token.lemma_, ()) and token.dep_ in HANGING


def goes_on(verb: Token) -> bool:
    """Whether a verb goes on with the saying, though it hangs on what is said.

    A participle: "said it left, adding that"; a verb after a thing that cannot speak: "said the road was closed and
    warned that".
    """
    told = verb.head
    if told.dep_ != "ccomp" or "clause" not in frames().get(told.head.lemma_.lower(), ()):
        return False
    if "clause" not in frames().get(verb.lemma_.lower(), ()) or is_marked(verb, "content"):
        return False
    if verb.dep_ == "conj":
        subject = child(told, *SUBJECTS)
        return child(verb, *SUBJECTS) is None and subject is not None and not may_tell(subject)
    start = verb.left_edge.i
    parted = "," in {verb.doc[start - 1].text, verb.doc[start].text}
    return verb.dep_ == "advcl" and verb.text.endswith("ing") and start > told.i and parted


def may_tell(speaker: Token) -> bool:
    """Whether the subject is of a kind that thinks and speaks: a name, a pronoun, people, an organ, a text."""
    if speaker.lemma_.lower() in listed("nouns", "documents") | listed("nouns", "media"):
        return True
    if speaker.lemma_.lower().endswith(tuple(listed("speakers", "doers"))):
        return True
    if any(c.dep_ in {"flat", "appos"} and c.pos_ == "PROPN" for c in speaker.children):
        return True
    if speaker.lemma_.lower() in listed("speakers", "shares"):
        return any(c.dep_ == "nmod" and has_case(c, "of") and may_tell(c) for c in speaker.children)
    return (
        speaker.pos_ in {"PROPN", "PRON", "ADJ", "NUM", "DET"}
        or noun_of(speaker) is not None
        or speaker.ent_type_ != ""
    )


def is_marked(token: Token, role: str) -> bool:
    """Whether the taggers mark the token with the role."""
    marked = token.doc.spans.get(role, ())
    n = bisect_right(marked, token.i, key=lambda s: int(s.start))
    return n > 0 and token.i < marked[n - 1].end


def content_of(verb: Token, known: frozenset[str]) -> tuple[str, Range] | None:
    """The list in which the verb stands with such a content, and the content; null if it has none."""
    for frame, find in FINDERS:
        if frame in known and (content := find(verb)) is not None and content[0] < content[1]:
            return frame, _before_reaction(content, verb)
    return None


def _said_clause(verb: Token) -> Range | None:
    """The clause that depends on the verb, or on which the verb hangs as an aside."""
    told = child(verb, "ccomp") or _borrowed(verb)
    if told is not None:
        start, end = clause(told)
        added = next((c.left_edge.i for c in told.children if goes_on(c) or _contrasts(c)), end)
        return trimmed(verb.doc, start, min(end, added))
    return _beside(verb) or _as_aside(verb)


def _contrasts(clause_head: Token) -> bool:
    """Whether a clause with "while" tells, behind a comma, what another does: "said it left, while Peru stays"."""
    if clause_head.dep_ != "advcl" or not any(c.lower_ in CONTRAST and c.dep_ == "mark" for c in clause_head.children):
        return False
    start = clause_head.left_edge.i
    parted = "," in {clause_head.doc[start - 1].text, clause_head.doc[start].text}
    return parted and start > clause_head.head.i and child(clause_head, "nsubj") is not None


def _borrowed(verb: Token) -> Token | None:
    """The clause that hangs on "citing" but belongs to the verb before it: "reported, citing the minister, that"."""
    cite = child(verb, "advcl")
    if cite is None or cite.lemma_ not in listed("verbs", "cite") or child(cite, "obj") is None:
        return None
    return child(cite, "ccomp")


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
        said_so = said_so and not _reacts(verb)
        return clause_around(verb.head, verb) if said_so else None
    return None


def _reacts(verb: Token) -> bool:
    """Whether a clause with "as" tells what somebody does about what is told, and is no part of it."""
    if verb.lemma_.lower() not in listed("rules", "reacting") or child(verb, "nsubj") is None:
        return False
    start = verb.left_edge.i
    return start > 0 and verb.doc[start].lower_ == "as" and verb.doc[start - 1].text != ","


def _before_reaction(content: Range, verb: Token) -> Range:
    """The content up to what another one does about it: "agree to share a port [as Chile protests]"."""
    doc = verb.doc
    for i in range(content[0] + 1, content[1]):
        if doc[i].lower_ == "as" and doc[i].head.dep_ == "advcl" and _reacts(doc[i].head):
            return trimmed(doc, content[0], i)
    return content


def _put(verb: Token) -> Range | None:
    """What is said with "put": "put it bluntly: [we lost]", "put [the damage at nine million]"."""
    told = child(verb, "obj")
    if told is None or told.i < verb.i:
        return _as_aside(verb)
    if told.lower_ == "it":
        colon = next((t.i for t in verb.doc[told.i : told.i + GAP] if t.text == ":"), None)
        return _as_aside(verb) if colon is None else trimmed(verb.doc, colon + 1, verb.sent.end)
    at = [
        c for c in (*verb.children, *told.children) if c.i > told.i and has_case(c, "at") and c.dep_ in {"obl", "nmod"}
    ]
    counted = next((c for c in at if c.pos_ == "NUM" or child(c, "nummod", "compound") is not None), None)
    return _as_aside(verb) if counted is None else trimmed(verb.doc, told.left_edge.i, counted.right_edge.i + 1)


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
            named = seen is not None and seen.i < part.i and seen.text.lower() not in RELATIVE
            start = seen.left_edge.i if seen is not None and named else part.left_edge.i
            return trimmed(verb.doc, start, part.right_edge.i + 1)
    seen = child(verb, "obj")
    inner = None if seen is None else next((c for c in seen.children if c.dep_ == "nmod" and has_case(c, "as")), None)
    return None if seen is None or inner is None else trimmed(verb.doc, seen.left_edge.i, seen.right_edge.i + 1)


def _named(verb: Token) -> Range | None:
    named = child(verb, "obj", "iobj")
    after = (c for c in verb.children if c.dep_ in {"xcomp", "obj", "ccomp"} and c.i > verb.i)
    name = next((c for c in after if c is not named), None)
    if named is None or name is None or name.i <= named.i or name.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return None
    return None if has_case(name, "to") else trimmed(verb.doc, named.left_edge.i, name.right_edge.i + 1)


def _object(verb: Token) -> Range | None:
    noun = child(verb, "obj")
    if noun is None or noun.i < verb.i or any(speaks(c) for c in (*verb.children, *noun.children)):
        return None
    told = that_clause(noun)
    if told is not None and noun.lemma_ in listed("nouns", "that"):
        return None if verb.lemma_ in listed("nouns", "light") else clause(told)
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
    ("aside", _put),
    ("belief", _believed),
    ("naming", _named),
    ("promise", _promised),
    ("about", _about),
    ("object", _object),
)
