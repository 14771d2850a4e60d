"""Which words belong together: noun phrases, clauses and subjects, read off the dependencies."""

from dataclasses import dataclass

from dragoman.language.plain import Doc, Token
from dragoman.types import Span

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
CLAUSES = frozenset(
    {"root", "ROOT", "ccomp", "advcl", "advcl:relcl", "acl:relcl", "parataxis", "csubj", "xcomp", "acl", "conj"}
)
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
BEFORE_NOUN = frozenset(
    {
        "det",
        "det:predet",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "nmod",
        "nmod:desc",
        "flat",
        "advmod",
        "appos",
        "cc:preconj",
        "nmod:unmarked",
        "nmod:npmod",
        "acl",
    }
)
AFTER_NOUN = frozenset(
    {
        "nmod",
        "appos",
        "acl",
        "acl:relcl",
        "flat",
        "flat:name",
        "compound",
        "amod",
        "nmod:poss",
        "nmod:desc",
        "nmod:unmarked",
        "nmod:npmod",
        "nmod:tmod",
        "nummod",
        "fixed",
        "obl",
        "goeswith",
        "dep",
        "list",
        "advmod",
        "case",
    }
)
EDGES = frozenset(".,;:–—-…()[]") | {"--", "..."}
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
DEPTH = 6  # steps up the tree in search of a subject
LONGEST_SOURCE = 40  # tokens


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [start, end) and the number of their head."""

    start: int
    end: int
    head: int


def characters_of(doc: Doc, phrase: Phrase) -> Span:
    """The phrase's place in the text."""
    last = doc[phrase.end - 1]
    return Span(doc[phrase.start].idx, last.idx + len(last))


def child(token: Token, *relations: str) -> Token | None:
    """The first dependent with one of these relations."""
    return next((c for c in token.children if c.dep_ in relations), None)


def has_case(token: Token, *words: str) -> bool:
    """Whether one of these prepositions marks the noun phrase."""
    return any(c.dep_ in {"case", "mark"} and c.text.lower() in words for c in token.children)


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The tokens without punctuation and white space at their edges; quotation marks stay."""
    while start < end and _is_edge(doc[start]):
        start += 1
    while end > start and _is_edge(doc[end - 1]) and not _closes(doc, start, end):
        end -= 1
    return start, end


def _is_edge(token: Token) -> bool:
    return token.text in EDGES or token.is_space


def _closes(doc: Doc, start: int, end: int) -> bool:
    """Whether the last token closes a bracket that was opened within the words."""
    opening = {")": "(", "]": "["}.get(doc[end - 1].text)
    return opening is not None and any(t.text == opening for t in doc[max(start, end - LONGEST_SOURCE) : end - 1])


def noun_phrase(head: Token) -> Phrase:
    """The phrase of a noun with title and apposition, without its preposition and without further conjuncts."""
    start, end = head.i, head.i + 1
    for part in head.children:
        if part.i < head.i and part.dep_ in BEFORE_NOUN:
            start = min(start, part.left_edge.i)
        if part.i > head.i and part.dep_ in AFTER_NOUN:
            end = max(end, part.right_edge.i + 1)
    for part in head.children:
        if part.i > head.i and part.dep_ in {"conj", "cc", "parataxis"}:
            end = min(end, part.left_edge.i)
    start, end = trimmed(head.doc, start, end)
    if end - 1 > head.i and head.doc[end - 1].text in POSSESSIVE:
        end -= 1
    if end - start > LONGEST_SOURCE:
        end = next((t.i for t in head.doc[head.i : end] if t.text in {",", ";"}), end)
    return Phrase(start, end, head.i) if start <= head.i < end else Phrase(head.i, head.i + 1, head.i)


def coordinated(head: Token) -> tuple[Phrase, ...]:
    """The phrases of all members of a coordination, in text order."""
    members = [head, *(c for c in head.conjuncts if c.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"})]
    return tuple(noun_phrase(m) for m in sorted(members, key=lambda t: t.i))


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself; for a passive the agent, never the patient."""
    patient = child(verb, "nsubj:pass")
    if patient is not None or child(verb, "aux:pass") is not None:
        return agent(verb)
    return child(verb, "nsubj")


def agent(verb: Token) -> Token | None:
    """Who did it, of a passive: "by the ministry"."""
    for c in verb.children:
        if c.dep_ == "obl:agent" or (c.dep_ == "obl" and has_case(c, "by")):
            return c
    return None


def subject(verb: Token, depth: int = DEPTH) -> Token | None:
    """Who does what the verb says: its subject, or the one it shares with the verb it hangs on."""
    own = own_subject(verb)
    if own is not None:
        return antecedent(verb, own)
    if depth == 0 or child(verb, "nsubj:pass", "aux:pass") is not None or verb.head.i == verb.i:
        return None
    if _is_past_participle(verb):
        return None
    if verb.dep_ == "acl":
        return None if has_case(verb, "to") else verb.head
    if verb.dep_ == "acl:relcl":
        return None
    if verb.dep_ in {"conj", "xcomp", "advcl", "parataxis", "dep"} and verb.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return passive_or_active(verb, depth)
    return None


def _is_past_participle(verb: Token) -> bool:
    """Whether the verb is a participle without auxiliary, so that its subject would be the patient: "regarded as"."""
    past = "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
    return past and child(verb, "aux") is None and (verb.dep_ != "conj" or child(verb.head, "aux") is None)


def passive_or_active(verb: Token, depth: int) -> Token | None:
    """The subject of the governing verb, be it active or passive."""
    patient = child(verb.head, "nsubj:pass")
    return patient if patient is not None and verb.dep_ != "conj" else subject(verb.head, depth - 1)


def antecedent(verb: Token, own: Token) -> Token:
    """The noun that a relative pronoun takes up, else the subject itself."""
    if own.text.lower() not in RELATIVE:
        return own
    clause = verb
    for _ in range(DEPTH):
        if clause.dep_ == "acl:relcl":
            return clause.head
        if clause.head.i == clause.i or clause.dep_ not in {"conj", "xcomp"}:
            return own
        clause = clause.head
    return own


def clause_head(token: Token) -> Token:
    """The head of the smallest clause with a subject of its own that holds the token."""
    while token.head.i != token.i and (token.dep_ not in CLAUSES or _is_partial(token)):
        token = token.head
    return token


def _is_partial(head: Token) -> bool:
    """Whether the clause shares the subject of the one it hangs on: "killing ten", "to attend"."""
    return head.dep_ in {"advcl", "acl", "xcomp", "conj"} and child(head, *SUBJECTS, "expl") is None


def clause_around(head: Token, inner: Token) -> tuple[int, int] | None:
    """The tokens of a clause without a part of it that tells who speaks; the clause runs over a part in its middle."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    left, right = inner.left_edge.i, inner.right_edge.i + 1
    if left <= _first_word(head.doc, start, end):
        start = right
    if right >= _last_word(head.doc, start, end):
        end = left
    while start < end and (head.doc[start].text in EDGES or head.doc[start].dep_ == "cc"):
        start += 1
    start, end = trimmed(head.doc, start, end)
    return (start, end) if start < end else None


def _first_word(doc: Doc, start: int, end: int) -> int:
    return next((i for i in range(start, end) if is_word(doc[i]) and doc[i].dep_ not in {"mark", "cc"}), start)


def _last_word(doc: Doc, start: int, end: int) -> int:
    return next((i + 1 for i in range(end - 1, start - 1, -1) if is_word(doc[i])), end)


def clause(head: Token) -> tuple[int, int]:
    """The tokens of a clause without the conjunction "that" and punctuation at its edges."""
    parts = [head.i, *(i for c in head.children if not _is_across(c) for i in (c.left_edge.i, c.right_edge.i))]
    start, end = trimmed(head.doc, min(parts), max(parts) + 1)
    while (
        start < end
        and head.doc[start].text.lower() in {"that", "and", "but"}
        and head.doc[start].dep_ in {"mark", "cc"}
    ):
        start, end = trimmed(head.doc, start + 1, end)
    return start, end


def _is_across(part: Token) -> bool:
    """Whether a sign or a "that" stands on the far side of its head's governor, so that edges of the tree cross."""
    head, above = part.head, part.head.head.i
    return part.dep_ in {"punct", "mark"} and head.i != above and (part.i > above) != (head.i > above)


def is_word(token: Token) -> bool:
    """Whether the token holds a letter or a digit."""
    return token.is_alpha or any(c.isalnum() for c in token.text)
