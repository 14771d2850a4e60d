"""What a tree of scores gets wrong in the same way again and again, set right by the kinds of the words."""

from collections.abc import Sequence

from dragoman.language.lemmas import lemma

NEAR = 30  # words on either side among which the arguments of a verb are looked for
NOMINAL = frozenset({"nmod", "obl", "obj", "conj"})
OF_NOUNS = frozenset({"compound", "amod", "det", "nmod:poss"})
OF_VERBS = frozenset({"obj", "iobj", "nsubj", "aux", "xcomp", "ccomp", "compound:prt", "advmod"})
NOUNS = frozenset({"NOUN", "PROPN"})
OBJECTS = frozenset({"obj", "iobj", "ccomp", "nsubj:pass"})
CLAUSAL = frozenset({"cop", "mark", "aux", "case", "nsubj"})
# Verbs whose noun says what the subject is or becomes: "remained a member", "served two terms as minister".
_COPULAR = (
    "be become remain stay seem appear feel look sound turn prove get grow act serve end go die return emerge rank"
    " count stand retire start begin finish make call name elect appoint declare consider deem find leave keep crown"
    " dub term"
)
COPULAR = frozenset(_COPULAR.split())


def rejoined(upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> list[int]:
    """The heads, where a name is no longer coordinated with a number: "toured Oman on 4 May and Qatar on 5 May".

    Such a name goes on with the object of the verb that the number's phrase hangs on, if that is a name before it.
    """
    out = list(heads)
    for i, (kind, head, dep) in enumerate(zip(upos, heads, deps, strict=True)):
        if dep == "conj" and kind == "PROPN" and upos[head] == "NUM" and deps[head].startswith("obl"):
            verb = heads[head]
            objects = [j for j in range(verb, head) if heads[j] == verb and deps[j] == "obj" and upos[j] == "PROPN"]
            out[i] = objects[-1] if objects else head
    return out


def with_objects(words: Sequence[str], upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> list[str]:
    """The relations, where a bare noun under a plain verb is its object: "to attend the [talks]" is no predicate."""
    out = list(deps)
    for i, (kind, head, dep) in enumerate(zip(upos, heads, deps, strict=True)):
        if dep == "xcomp" and kind in NOUNS and i > head and upos[head] == "VERB":
            near = range(max(0, head - NEAR), min(len(deps), i + NEAR))
            own = {deps[j] for j in near if heads[j] == i}
            others = {deps[j] for j in near if heads[j] == head and j != i}
            plain = lemma(words[head], "VERB") not in COPULAR
            out[i] = "obj" if plain and not own & CLAUSAL and not others & OBJECTS else dep
    return out


def with_nouns(words: Sequence[str], upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> list[str]:
    """The kinds, where a word in -ing with a noun's modifiers and nothing of a verb is a noun: "states [meeting]"."""
    out = list(upos)
    for i, (word, kind) in enumerate(zip(words, upos, strict=True)):
        if kind == "VERB" and word.endswith("ing") and deps[i] != "amod":
            near = range(max(0, i - NEAR), min(len(deps), i + NEAR))
            own = {deps[j] for j in near if heads[j] == i and j != i}
            out[i] = "NOUN" if own & OF_NOUNS and not own & OF_VERBS else kind
    return out


def with_verbs(upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> list[str]:
    """The kinds, where a noun at the root has a subject and an object, or an object and a name: "Peru [jails] two"."""
    out = list(upos)
    for i, (kind, dep) in enumerate(zip(upos, deps, strict=True)):
        if dep == "root" and kind in NOUNS:
            near = range(max(0, i - NEAR), min(len(deps), i + NEAR))
            own = {deps[j] for j in near if heads[j] == i and j != i}
            acting = "nsubj" in own or ("compound" in own and kind == "PROPN")
            out[i] = "VERB" if "obj" in own and acting and not own & {"det", "cop", "case", "amod"} else kind
    return out


def without_owners(upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and relations, where a name after a preposition owns nothing: "a pact with [Oman] and Peru's navy"."""
    new_heads, new_deps = list(heads), list(deps)
    led = {heads[i] for i, dep in enumerate(deps) if dep == "case" and upos[i] == "ADP" and i < heads[i]}
    for i in led:
        owned = heads[i]
        if deps[i] == "nmod:poss" and upos[i] == "PROPN" and owned > i and deps[owned] in NOMINAL:
            new_heads[i] = heads[owned]
            new_deps[i] = "nmod" if upos[heads[owned]] in NOUNS else "obl"
    return new_heads, new_deps
