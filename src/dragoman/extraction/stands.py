"""Where the parties of an act may stand: the words in each place that an entry of the lexicon names."""

from collections.abc import Callable, Mapping

from dragoman.extraction.arguments import (
    VERBAL,
    agents,
    children,
    clause,
    complements,
    goes_along,
    is_passive,
    objects,
    obliques,
    preposition,
    subjects,
)
from dragoman.extraction.sectors import noun
from dragoman.extraction.triggers import HYPHENS, classes, words
from dragoman.language.plain import Token

# Phrases that tell why or when something is done, and not to whom.
REASONS = {"over", "after", "amid", "since", "during", "before", "because", "despite", "following", "until"}
VISITED = {"during", "after", "following", "before", "ahead"}
MEANS = ("sanction", "control", "weapon", "force", "blow", "violence", "bombs")  # classes of frames.toml
TOWARDS = {"to", "into", "through", "via", "towards"}
CONDITIONAL = {"if", "unless", "until"}
ASIDE = {"obl", "nmod"}
BESIDE = {"poss", "amod", "compound"}  # what stands before a noun


def stands(token: Token, slot: str, support: Token | None) -> list[Token]:
    """The words that stand in a slot of the trigger.

    "self" (the trigger, where it is a name), "subj", "obj", "iobj", "pass" (who suffers a passive), "agent", "comp"
    (within the clauses it governs), "deep" (within those that these govern), "clause" (who acts in the clause that a
    noun accompanies), "main" (the same, but not of an object), "along" (the same of a bare noun: "in protest"), "host"
    (who acts at the time of a visit), "there" (where a headline without a verb puts somebody), "aim" (whose row talks
    are to end), "above" (a name that the noun hangs on), "site" (the place of a passive act), "if" (whose act is the
    condition), "poss", "amod", "compound", a preposition; "light" the subject of the light verb, "light:with" its
    phrase with that preposition, "light:subj" the subject that only undergoes it; "obj." the object's inner phrases,
    "obj:with" and "by:to" phrases that hang on a phrase.  Of entries, "to+over" is both places at once.
    """
    if slot.startswith("light"):
        return _of_support(token, slot.removeprefix("light").removeprefix(":"), support)
    if slot == "obj." or (slot.startswith("obj:") and slot[4:] not in BESIDE):
        return [p for o in objects(token) for p in _hanging(o, slot[4:])]
    if slot in SIMPLE:
        return SIMPLE[slot](token)
    if slot in BESIDE:
        return [p for c in children(token, "nmod:poss" if slot == "poss" else slot) for p in (c, *hyphenated(c))]
    if slot == "comp:subj":
        return [s for c in complements(token) for s in children(c, "nsubj", "nsubj:pass")]
    if ":" in slot:
        first, second = slot.split(":")
        return [p for o in stands(token, first, support) for p in stands(o, second, None)]
    return _phrases(token, slot)


def _phrases(token: Token, word: str) -> list[Token]:
    """The phrases with the preposition, those of a participle or adverb too: "talks planned with", "home from"."""
    if token.pos_ in VERBAL:
        inner = [c for c in children(token, "advmod") if c.pos_ == "ADV"]
    else:
        inner = [c for c in children(token, "acl") if is_passive(c)]
    return [p for t in (token, *inner) for p in obliques(t, word)]


def hyphenated(word: Token) -> list[Token]:
    """The other parts of a hyphened chain of names: "Moroccan" in "Moroccan-Spanish talks"."""
    parts = [c for c in word.subtree if c.i != word.i]
    return parts if any(c.text in HYPHENS for c in parts) else []


def _itself(token: Token) -> list[Token]:
    return [token]


def _passive(token: Token) -> list[Token]:
    return objects(token) if is_passive(token) else []


def _sites(token: Token) -> list[Token]:
    """The places at which a passive act without a named doer puts it; who rules there did it."""
    if not is_passive(token) or agents(token):
        return []
    return [p for word in ("in", "at") for p in obliques(token, word)]


def _conditions(token: Token) -> list[Token]:
    """Who would bring it about by doing, or not doing, something: "will stop the talks if [Peru] builds the dam"."""
    verbs = (token, *complements(token))
    clauses = [c for v in verbs for c in children(v, "advcl") if _is_condition(c)]
    return [s for c in clauses for s in children(c, "nsubj")]


def _is_condition(clause_head: Token) -> bool:
    return not {m.lower_ for m in children(clause_head, "mark")}.isdisjoint(CONDITIONAL)


def _hanging(noun: Token, word: str) -> list[Token]:
    return obliques(noun, word) if word else [noun]


def _indirect(token: Token) -> list[Token]:
    return children(token, "iobj")


def _of_support(token: Token, slot: str, support: Token | None) -> list[Token]:
    if support is None:
        return []
    undergone = support.lemma_.lower() in words("undergoing") and not is_passive(support)
    if slot == "subj":
        return subjects(support) if undergone else []
    if not slot and undergone:
        return []
    if not slot:
        engaged = is_passive(support) and support.lemma_.lower() in words("engaged")
        doers = children(support, "nsubj:pass") if engaged else subjects(support)
        return [s for s in doers if s.i != token.i and not s.is_ancestor(token)]
    if slot == "obj":
        return [o for o in objects(support) if o.i != token.i and not token.is_ancestor(o)]
    return [o for o in obliques(support, slot) if o.i != token.i]


def _inside(token: Token) -> list[Token]:
    """The parties' places within the clauses that the trigger governs: "threatened to attack [Iran]"."""
    found: list[Token] = []
    if children(token, "obj", "iobj") and children(token, "xcomp"):
        return found
    for inner in complements(token):
        harmed = {"obl", "iobj", "nsubj:pass"} if not _is_of_others(token, inner) else set()
        beside = (c for c in inner.children if c.dep_ in {"nsubj", *harmed})
        hit = [o for o in objects(inner) if o.lemma_.lower() not in words("norms")] if harmed else []
        found += [*hit, *(c for c in beside if _is_party(c))]
    return found


def _is_of_others(verb: Token, inner: Token) -> bool:
    """Whether a warning tells what some thing does, so that whom it hurts is not warned: "that [the dam] would"."""
    doing = children(inner, "nsubj") if verb.lemma_.lower() in words("cautioning") else []
    things = (s for s in doing if s.pos_ == "NOUN" and noun(s.lemma_.lower()) is None)
    return any(not children(s, "nmod:poss") and not _is_means(s) for s in things)


def _is_means(thing: Token) -> bool:
    """Whether states threaten with it: "warned that [sanctions] would hit X"."""
    return any(thing.lemma_.lower() in classes()[name] for name in MEANS)


def _is_party(phrase: Token) -> bool:
    """Whether a phrase beside the act may tell to whom it is done, and not why, when or where to."""
    return preposition(phrase) not in REASONS and not _is_occasion(phrase) and not is_destination(phrase)


def is_destination(phrase: Token) -> bool:
    """Whether a phrase tells only where something is to go: "threatened to move its cargo to [Berbera]"."""
    if preposition(phrase) not in TOWARDS:
        return False
    verb = phrase.head.head if phrase.head.dep_ == "obj" else phrase.head
    if verb.dep_ not in {"xcomp", "ccomp", "advcl"} or verb.lemma_.lower() not in words("rerouting"):
        return False
    own = any(c.pos_ == "PRON" for o in children(verb, "obj") for c in children(o, "nmod:poss"))
    return own or verb.lemma_.lower() not in words("sending")


def _is_occasion(phrase: Token) -> bool:
    """Whether the phrase tells at what time: "on the eve of a visit", "in the wake of the raid"."""
    return phrase.lemma_.lower() in words("occasions")


def _deep_inside(token: Token) -> list[Token]:
    """The same within the clauses that those govern in turn: "vowed to help rebels to seize [Lome]"."""
    if children(token, "obj", "iobj") and children(token, "xcomp"):
        return []
    return [p for inner in complements(token) for p in _inside_next(inner)]


def _inside_next(clause_head: Token) -> list[Token]:
    further = [c for c in children(clause_head, "xcomp", "ccomp", "advcl") if not _is_condition(c)]
    doing = [s for c in further if c.dep_ == "ccomp" for s in children(c, "nsubj")]
    return doing + [o for c in further for o in (*objects(c), *children(c, "obl")) if not is_destination(o)]


def _above(token: Token) -> list[Token]:
    """The name on which the object of a verb that was not read as one hangs: "[Mali], Niger seal pact"."""
    hangs = token.dep_ in {"obj", "list", "appos"} and token.head.pos_ == "PROPN" and token.head.i < token.i
    return [token.head] if hangs else []


def _aims(token: Token) -> list[Token]:
    """What talks are for: "talks aimed at ending [Peru's] row with [Chile]"."""
    aims = [c for c in children(token, "acl") if c.lemma_.lower() in words("aiming")]
    ends = [e for a in aims for e in children(a, "advcl", "xcomp", "obl", "ccomp")]
    found = [o for e in ends for o in (objects(e) if e.pos_ in VERBAL else [e])]
    return [
        p
        for o in found
        for p in (*children(o, "nmod:poss", "amod", "compound"), *obliques(o, "with"), *obliques(o, "between"))
    ]


def _along(token: Token) -> list[Token]:
    return subjects(clause(token.head)) if goes_along(token) and preposition(token) == "in" else []


def _of_clause(token: Token) -> list[Token]:
    """The subject of the clause in which a noun only accompanies: "said after talks with ..."."""
    if children(token, "cop"):
        return subjects(token)
    if _is_verbless(token):
        return [token.head]
    current = token
    while current.dep_ in {"nmod", "conj", "compound"} and current.head.i != current.i:
        current = current.head
    verb = clause(current)
    if verb.i == token.i or current.dep_ not in {"obl", "obj", "acl", "advcl"} or preposition(current) in {"of", "by"}:
        return []
    return children(verb, "nsubj:pass") if is_passive(verb) else subjects(verb)


def _is_verbless(token: Token) -> bool:
    """Whether a headline leaves out that somebody is somewhere for it: "Thai king in Laos for [talks]"."""
    rooted = token.dep_ == "nmod" and token.head.dep_ in {"root", "ROOT"} and token.head.pos_ in {"NOUN", "PROPN"}
    return rooted and preposition(token) in {"for", "on"} and bool(_beside_it(token))


def _beside_it(token: Token) -> list[Token]:
    """Where a headline without a verb puts those whose talks it names."""
    return [c for c in children(token.head, "nmod", "obl") if preposition(c) in {"in", "to", "at"} and c.i < token.i]


def _there(token: Token) -> list[Token]:
    return _beside_it(token) if _is_verbless(token) else []


def _of_main(token: Token) -> list[Token]:
    """The subject of the clause in which the noun is no object: "[Peru] agreed after appeals from the UN"."""
    return [] if token.dep_ == "obj" else _of_clause(token)


def _hosts(token: Token) -> list[Token]:
    """Who does something while, before or after somebody comes: "[Peru] freed him after a visit by an envoy"."""
    return _of_clause(token) if token.dep_ in ASIDE and preposition(token) in VISITED else []


SIMPLE: Mapping[str, Callable[[Token], list[Token]]] = {
    "self": _itself,
    "subj": subjects,
    "obj": objects,
    "iobj": _indirect,
    "pass": _passive,
    "agent": agents,
    "comp": _inside,
    "deep": _deep_inside,
    "clause": _of_clause,
    "above": _above,
    "along": _along,
    "aim": _aims,
    "site": _sites,
    "if": _conditions,
    "host": _hosts,
    "main": _of_main,
    "there": _there,
}
