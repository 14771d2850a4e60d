"""Attribution without a verb of saying: "according to", "Tehran's claim that", "is convinced that", "Minister: ..."."""

from collections.abc import Iterable, Iterator

from dragoman.extraction.contents import WH, Range, is_negated, listed
from dragoman.extraction.cues import Saying
from dragoman.extraction.phrases import (
    SUBJECTS,
    Phrase,
    child,
    clause,
    clause_around,
    clause_head,
    coordinated,
    has_case,
    subject,
    trimmed,
)
from dragoman.language.plain import Token

HEADLINE = 8  # tokens before the colon


def nominals(tokens: Iterable[Token]) -> Iterator[Saying]:
    """Every attribution among the tokens that a preposition, noun, adjective or colon makes."""
    for token in tokens:
        found = None
        if token.text.lower() in {"according", "per"}:
            found = _according(token)
        elif token.pos_ in {"NOUN", "PROPN"}:
            found = _noun(token)
        elif token.pos_ in {"ADJ", "VERB"} and token.text.lower() in listed("adjectives", "words"):
            found = _adjective(token)
        elif token.text == ":":
            found = _headline(token)
        if found is not None and found.sources:
            yield found


def _according(word: Token) -> Saying | None:
    """The clause that holds "according to X", told by X."""
    if word.text.lower() == "per" and (word.dep_ != "case" or word.head.pos_ != "PROPN"):
        return None
    noun = word.head if word.dep_ in {"case", "mark"} else child(word, "obl", "nmod", "obj", "pobj")
    if noun is None or noun.i < word.i or noun.text.lower() in listed("speakers", "author"):
        return None
    if noun.lemma_.lower() in listed("speakers", "measures"):
        return None
    inner = noun if word.dep_ in {"case", "mark"} else word
    above = clause_head(inner.head)
    if above.dep_ == "conj" and _closes_both(above, inner):
        above = above.head
    content = clause_around(above, inner) if inner.head.i != inner.i else None
    end = word.i + 2 if word.i + 1 < len(word.doc) and word.nbor().text.lower() == "to" else word.i + 1
    sources = tuple(_after(p, end) for p in coordinated(noun))
    return Saying(Phrase(word.i, end, word.i), sources, content, frame="according")


def _closes_both(second: Token, inner: Token) -> bool:
    """Whether, set off by a comma, it tells of both clauses: "the army left and shops opened, according to X"."""
    start = inner.left_edge.i
    parted = start > 0 and "," in {second.doc[start - 1].text, second.doc[start].text}
    joined = any(c.lower_ == "and" and c.dep_ == "cc" for c in second.children)
    own = all(child(v, "nsubj", "nsubj:pass") is not None for v in (second, second.head))
    return parted and joined and own and start > second.i and second.head.dep_ in {"root", "ROOT"}


def _after(source: Phrase, least: int) -> Phrase:
    return Phrase(max(source.start, least), source.end, source.head) if source.head >= least else source


def _noun(noun: Token) -> Saying | None:
    lemma = noun.lemma_.lower()
    if lemma in listed("prepositions", "in_the") and has_case(noun, "in"):
        return _in_the_words(noun)
    if lemma not in listed("nouns", "that"):
        return None
    content = _extraposed(noun) or _that_clause(noun) or _copular(noun)
    owner = None if content is None else _owner(noun)
    if content is None or owner is None or owner.text.lower() in listed("speakers", "author"):
        return None
    sources = tuple(
        Phrase(p.start, min(p.end, content[0] - 1), p.head) if p.head < content[0] - 1 < p.end else p
        for p in coordinated(owner)
    )
    return Saying(Phrase(noun.i, noun.i + 1, noun.i), sources, content, frame="noun")


def _extraposed(noun: Token) -> Range | None:
    """The clause of "it is the view of the army that ...", wherever the parser hung it."""
    if child(noun, "cop") is None or (opener := child(noun, "expl", "nsubj")) is None or opener.lower_ != "it":
        return None
    that = next((t for t in noun.doc[noun.i + 1 : noun.sent.end] if t.lower_ == "that" and t.pos_ != "DET"), None)
    if that is None or noun not in that.ancestors or child(that.head, *SUBJECTS) is None:
        return None
    return trimmed(noun.doc, that.i + 1, that.head.right_edge.i + 1)


def _in_the_words(noun: Token) -> Saying | None:
    owner = child(noun, "nmod:poss") or next((c for c in noun.children if c.dep_ == "nmod" and has_case(c, "of")), None)
    if owner is None or owner.text.lower() in listed("speakers", "author") | {"its"}:
        return None
    content = clause_around(clause_head(noun.head), noun)
    return Saying(Phrase(noun.i, noun.i + 1, noun.i), coordinated(owner), content, frame="according")


def _that_clause(noun: Token) -> Range | None:
    for part in noun.children:
        if part.dep_ in {"acl", "ccomp", "acl:relcl"} and part.i > noun.i and _has_that(part):
            return clause(part)
    return None


def _has_that(head: Token) -> bool:
    """Whether "that" opens the clause as a conjunction; in a relative clause it would be a pronoun."""
    return (
        any(c.text.lower() == "that" and c.dep_ == "mark" for c in head.children) and child(head, *SUBJECTS) is not None
    )


def _copular(noun: Token) -> Range | None:
    """The clause of "the view in Lima is that ..."."""
    if noun.dep_ not in SUBJECTS or noun.head.i < noun.i:
        return None
    head = noun.head
    if head.lemma_ == "be" and (part := child(head, "ccomp", "advcl")) is not None:
        return clause(part)
    for part in head.children:
        if part.dep_ == "mark" and part.text.lower() == "that" and part.i > noun.right_edge.i:
            return trimmed(head.doc, part.i + 1, head.right_edge.i + 1)
    return None


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: a possessor, a phrase with "by" or "in", or the subject of the verb that lends it."""
    owner = child(noun, "nmod:poss") or next(
        (
            c
            for c in noun.children
            if c.dep_ in {"nmod", "obl"} and c.i > noun.i and has_case(c, *listed("nouns", "of"))
        ),
        None,
    )
    if owner is not None:
        return owner
    verb = noun.head
    if noun.dep_ in {"obj", "obl"} and verb.lemma_ in listed("nouns", "light") and not is_negated(verb):
        return subject(verb)
    adjective = next((c for c in noun.children if c.dep_ in {"amod", "compound"} and c.text[:1].isupper()), None)
    return adjective if adjective is not None and adjective.i < noun.i else None


def _adjective(word: Token) -> Saying | None:
    """ "X is convinced that": what X holds."""
    part = child(word, "ccomp", "advcl")
    if part is None or part.i < word.i:
        return None
    opening = {c.text.lower() for c in part.children if c.dep_ in {"mark", "advmod"}}
    if "that" not in opening and (
        opening & (WH | {"as", "because", "since", "after", "while", "to", "when"}) or part.dep_ == "advcl"
    ):
        return None
    holder = child(word, "nsubj", "nsubj:pass") or subject(word)
    if holder is None or holder.text.lower() in listed("speakers", "nobody") | listed("speakers", "author"):
        return None
    return Saying(Phrase(word.i, word.i + 1, word.i), coordinated(holder), clause(part), frame="adjective")


def _headline(colon: Token) -> Saying | None:
    """ "Minister: trade will double", at the head of a line."""
    doc = colon.doc
    start = colon.i
    while start > 0 and colon.i - start < HEADLINE and "\n" not in doc[start - 1].text + doc[start - 1].whitespace_:
        start -= 1
    if start == colon.i or (start > 0 and "\n" not in doc[start - 1].text) or colon.i + 3 > len(doc):
        return None
    before = doc[start : colon.i]
    if any(t.pos_ in {"VERB", "AUX", "PUNCT", "NUM"} for t in before):
        return None
    if not any(t.pos_ == "PROPN" or t.lemma_.lower() in listed("speakers", "headlines") for t in before):
        return None
    end = next((t.i for t in doc[colon.i + 1 :] if "\n" in t.text), len(doc))
    end = min(end, next((t.i for t in doc[colon.i + 2 : end] if t.is_sent_start), end))
    content = trimmed(doc, colon.i + 1, end)
    head = before.root
    if content[1] - content[0] < 3 or not (_may_head(head) or _has_verb(doc[content[0] : content[1]])):
        return None
    return Saying(Phrase(colon.i, colon.i + 1, colon.i), (Phrase(start, colon.i, head.i),), content, frame="headline")


def _may_head(head: Token) -> bool:
    """Whether whatever stands after the colon is said by the word before it: a person, or "Poll", "Minister"."""
    return head.ent_type_ == "PERSON" or head.lemma_.lower() in listed("speakers", "headlines")


def _has_verb(words: Iterable[Token]) -> bool:
    """Whether the words are more than a list of things: "Mali: the line must come", not "Mali: one line, two bills"."""
    return any(t.pos_ in {"VERB", "AUX"} for t in words)
