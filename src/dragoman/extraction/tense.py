"""What the tense of a verb says of its act: done, ongoing or, as an infinitive, planned."""

from functools import cache

from dragoman.extraction.arguments import VERBAL, children, clause, is_passive, is_ranked, preposition
from dragoman.language.lexicon import table
from dragoman.language.plain import Span, Token

HEADLINE_WORDS = 22


def by_tense(token: Token, support: Token | None, standing: bool) -> str:
    """What the tense of the act's verb, or of the verb that carries its noun, says: done, ongoing or planned."""
    verb = token if token.pos_ in VERBAL else support
    if verb is None:
        lasting = standing or any(c.lower_ in {"is", "are"} for c in children(token, "cop"))
        return "ongoing" if lasting else "done"
    auxiliaries = [c.lower_ for c in children(verb, "aux", "aux:pass")]
    if verb.lower_.endswith("ing") and verb.dep_ not in {"amod", "compound"}:
        return _progressive(verb, auxiliaries)
    if infinitive(verb):
        return "done" if _is_done(verb) else "planned"
    if _lasts(verb, auxiliaries):
        return "ongoing"
    noted = token.pos_ not in VERBAL and not standing and not auxiliaries and _is_subject(token, verb)
    status, plain = table("en", "status"), verb.lemma_
    told = is_headline(verb.sent) or plain in status["speech"]["verbs"] or plain in status["performed"]["verbs"]
    return "done" if noted or told or not present(verb, auxiliaries) else "ongoing"


def _lasts(verb: Token, auxiliaries: list[str]) -> bool:
    """Whether the verb says of itself that something goes on, or a perfect since when it has: not "has taken in 90"."""
    perfect = bool({"has", "have"} & set(auxiliaries))
    since = any(preposition(c) == "since" for c in children(verb, "obl"))
    words, lemma = table("en", "status")["verbs"], verb.lemma_.lower()
    counted = lemma in table("en", "status")["at_once"]["verbs"] and any(
        children(o, "nummod") for o in children(verb, "obj")
    )
    return lemma in words["ongoing"] or (perfect and since and not counted)


def _is_subject(noun: Token, verb: Token) -> bool:
    """Whether something is said about the noun's act, which is no act itself: "the visit comes as"."""
    return any(s.i == noun.i or s.is_ancestor(noun) for s in children(verb, "nsubj"))


def _is_done(verb: Token) -> bool:
    """Whether an infinitive tells what was done: a purpose, "the first to"; not "X to sign Y"."""
    if is_ranked(verb.head):
        return True
    return verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and verb.head.pos_ not in {"NOUN", "PROPN"})


def infinitive(verb: Token) -> bool:
    """Whether the verb stands with "to"."""
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)


def _progressive(verb: Token, auxiliaries: list[str]) -> str:
    """An -ing form: ongoing by itself, as firm and as past as its main clause where it only accompanies it."""
    if {"was", "were"} & set(auxiliaries):
        return "ongoing"
    if auxiliaries or verb.dep_ in {"ROOT", "root"}:
        return "ongoing"
    main = clause(verb.head) if verb.head.i != verb.i else verb
    past = main.pos_ in VERBAL and not present(main, [c.lower_ for c in children(main, "aux")])
    if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN", "PRON"} and not children(verb, "mark", "case"):
        return "ongoing"
    return "done" if past or verb.dep_ == "advcl" else "ongoing"


def present(verb: Token, auxiliaries: list[str]) -> bool:
    """Whether the form is of the present: the bare lemma or with -s, or an auxiliary of the present."""
    if auxiliaries:
        return {"do", "does", "is", "are", "am", "'s"} >= set(auxiliaries)
    lemma = verb.lemma_.lower()
    if is_passive(verb):
        return False
    stems = {lemma, lemma + "s", lemma + "es", lemma[:-1] + "ies"}
    return verb.lower_ in stems and verb.lower_ not in _same_in_past()


@cache
def _same_in_past() -> frozenset[str]:
    return frozenset(
        {
            "cut",
            "put",
            "hit",
            "set",
            "shut",
            "let",
            "cast",
            "spread",
            "quit",
            "beset",
            "bid",
            "split",
            "cost",
            "beat",
            "burst",
            "hurt",
            "thrust",
        }
    )


def is_headline(sentence: Span) -> bool:
    """Whether a sentence is a headline: short and without a full stop."""
    words = [t for t in sentence if not t.is_space]
    return (
        bool(words) and len(words) <= HEADLINE_WORDS and words[-1].text not in {".", "!", "?", ".”", '"', "”", ":", ";"}
    )
