"""Names of states that people bear, too: Chad, Jordan, Georgia; which of them a lone word means."""

from dragoman.atlas.names import Match
from dragoman.extraction.cast import head_of
from dragoman.extraction.metonyms import is_state_verb
from dragoman.extraction.persons import is_title
from dragoman.extraction.roles import case_of
from dragoman.extraction.sectors import ORGAN, noun_of, words
from dragoman.language.plain import Doc, Token

INTO = frozenset(
    {"in", "into", "to", "from", "across", "inside", "throughout", "within", "outside", "towards", "toward"}
)
PLACED = frozenset({"LOC", "GPE"})


def is_meant_state(doc: Doc, match: Match) -> bool:
    """Whether words that the model holds for a person mean the state after all.

    No, where the text names a person so in full or with a title; yes, where it has an office or a place, where "it"
    stands for it, or where the sentence names it beside other places.
    """
    if names_person(doc, match):
        return False
    alike = [t for t in doc if t.text == doc[match.end - 1].text] if match.end - match.start == 1 else []
    if any(_is_addressed(doc, t.i) for t in alike):
        return False
    heads = {t.i: t for t in (head_of(doc, match.start, match.end), *alike)}.values()
    return any(
        _has_office(t) or case_of(t) in INTO or _is_thing(t) or _is_beside_places(t) or _acts_as_state(t) for t in heads
    )


def names_person(doc: Doc, match: Match) -> bool:
    """Whether a longer name of a person in the text has the word in it."""
    said = {t.text for t in doc[match.start : match.end]}
    longer = (e for e in doc.ents if e.label_ == "PERSON" and len(e) > match.end - match.start)
    return any(said <= {t.text for t in e} for e in longer)


def _is_addressed(doc: Doc, start: int) -> bool:
    return start > 0 and (is_title(doc[start - 1]) or doc[start - 1].text.lower() in words("titles"))


def _has_office(name: Token) -> bool:
    """Whether an office or organ is the name's: "Jordan's king", "the president of Chad"."""
    noun = noun_of(name.head)
    owns = name.dep_ in {"nmod:poss", "compound"} or (name.dep_ == "nmod" and case_of(name) in {"of", "for"})
    return owns and noun is not None and (noun.sector in {"GOV", "MIL", "LEG", "JUD"} or noun.nature == ORGAN)


def _is_thing(name: Token) -> bool:
    """Whether the clause that the name begins goes on with "it" or "its": "Jordan said it would take part"."""
    if name.dep_ not in {"nsubj", "nsubj:pass"}:
        return False
    return any(t.text.lower() in {"it", "its"} and t.i > name.i for t in name.head.subtree)


def _acts_as_state(name: Token) -> bool:
    """Whether the lone name does what states do, and nobody there is spoken of as a person: "Jordan expelled two"."""
    if name.dep_ != "nsubj" or not is_state_verb(name.head):
        return False
    last = name.sent.end
    around = name.doc[name.sent.start : name.doc[last].sent.end if last < len(name.doc) else last]
    return not any(t.lower_ in words("personal") for t in around)


def _is_beside_places(name: Token) -> bool:
    """Whether another place stands in the sentence as the name does: a party or a goal, and no other person."""
    sentence = name.sent
    labels = {e.label_ for e in sentence.ents if not e.start <= name.i < e.end}
    return bool(PLACED & labels) and "PERSON" not in labels and name.dep_ not in {"flat", "appos"}
