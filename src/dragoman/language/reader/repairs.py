"""What a tree of scores gets wrong in the same way again and again, set right by the kinds of the words."""

from collections.abc import Iterable, Sequence
from functools import cache

from dragoman.language.headlines import is_of_dictionary
from dragoman.language.lemmas import lemma
from dragoman.language.lexicon import table

NEAR = 30  # words on either side among which the arguments of a verb are looked for
NOMINAL = frozenset({"nmod", "obl", "obj", "conj"})
OF_NOUNS = frozenset({"compound", "amod", "det", "nmod:poss"})
OF_NAMES = frozenset({"compound", "flat", "nmod:desc"})
OF_VERBS = frozenset({"obj", "iobj", "nsubj", "aux", "xcomp", "ccomp", "compound:prt", "advmod"})
NOUNS = frozenset({"NOUN", "PROPN"})
ASIDE = frozenset({"vocative", "appos", "dep", "obl", "nmod", "flat"})  # what a name behind a noun is taken for
SUBORDINATE = frozenset({"advcl", "ccomp", "xcomp", "acl"})
BORDERS = frozenset({"border", "borders", "frontier", "boundary"})
OBJECTS = frozenset({"obj", "iobj", "ccomp", "nsubj:pass"})
CLAUSAL = frozenset({"cop", "mark", "aux", "case", "nsubj"})
# Verbs whose noun says what the subject is or becomes: "remained a member", "served two terms as minister".
_COPULAR = (
    "be become remain stay seem appear feel look sound turn prove get grow act serve end go die return emerge rank"
    " count stand retire start begin finish make call name elect appoint declare consider deem find leave keep crown"
    " dub term"
)
COPULAR = frozenset(_COPULAR.split())
BEING = frozenset({"be", "become", "remain", "stay", "seem", "appear", "feel", "look", "sound", "turn", "prove", "get"})


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
        if upos[head] == "VERB" and i > head and (dep == "nummod" or (dep in ("amod", "flat") and kind in NOUNS)):
            out[i] = "obj"  # a verb has neither: "shot down [12] of 20 drones"
        if dep in ("xcomp", "ccomp") and kind in NOUNS and i > head and upos[head] == "VERB":
            near = range(max(0, head - NEAR), min(len(deps), i + NEAR))
            own = {deps[j] for j in near if heads[j] == i}
            others = {deps[j] for j in near if heads[j] == head and j != i}
            plain = lemma(words[head], "VERB") not in (COPULAR if dep == "xcomp" else BEING)
            out[i] = "obj" if plain and not own & CLAUSAL and not others & OBJECTS else dep
    return out


def with_subjects(words: Sequence[str], upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> list[str]:
    """The relations, where a verb without a subject has a noun in its place.

    Such a noun is said to explain the verb, or stands before "to" and the verb at the root: "[Minister] to resign", in
    headlines.  What "and" leads in explains nothing and goes along.
    """
    out = list(deps)
    for i, (kind, head, dep) in enumerate(zip(upos, heads, deps, strict=True)):
        explains = dep == "appos"
        if kind not in NOUNS or not (explains or (i < head and dep != "nsubj" and _is_to(words, deps, i, head))):
            continue
        near = range(max(0, i - NEAR), min(len(deps), max(i, head) + NEAR))
        if explains and any(deps[j] == "cc" and i in (heads[j], heads[heads[j]]) for j in near if j < i):
            out[i] = "conj"
        elif i < head and upos[head] == "VERB" and not any(deps[j] == "case" and heads[j] == i for j in near):
            free = not any(deps[j].startswith("nsubj") for j in near if heads[j] == head)
            out[i] = "nsubj" if free else dep
    return out


def _is_to(words: Sequence[str], deps: Sequence[str], noun: int, verb: int) -> bool:
    return deps[verb] == "root" and noun == verb - 2 and words[verb - 1].lower() == "to" and deps[verb - 1] == "mark"


def with_nouns(words: Sequence[str], upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> list[str]:
    """The kinds, where a word in -ing with a noun's modifiers and nothing of a verb is a noun: "states [meeting]"."""
    out = list(upos)
    for i, (word, kind) in enumerate(zip(words, upos, strict=True)):
        if kind == "VERB" and deps[i] == "xcomp" and word.endswith("s") and lemma(word, "VERB") != word:
            out[i] = "NOUN"  # a verb that another governs has no ending in -s: "set up [barricades]"
        elif kind == "VERB" and word.endswith("ing") and deps[i] != "amod":
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


def with_common(
    words: Sequence[str], begins: Iterable[int], upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> list[str]:
    """The kinds, where a word in small letters is no name, nor one that begins a sentence: "[Rebels] fired".

    Such a word is one of the dictionary; one that begins a sentence stands alone, and is a plural or is led on by a
    preposition: "[Mayor] of Lima".
    """
    out = list(upos)
    for i, kind in enumerate(upos):
        if kind == "PROPN" and words[i].islower() and is_of_dictionary(words[i]):
            out[i] = "NOUN"
    for i in begins:
        if out[i] == "PROPN" and is_of_dictionary(words[i].lower()):
            near = range(i + 1, min(i + NEAR, len(words)))
            own = [j for j in near if heads[j] == i]
            alone = OF_NAMES.isdisjoint({deps[i], *(deps[j] for j in own)})
            plural = lemma(words[i].lower(), "NOUN") != words[i].lower()
            led = any(deps[j] == "nmod" and deps[j - 1] == "case" for j in own)
            out[i] = "NOUN" if alone and (plural or led) else out[i]
    return out


def with_participles(upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and relations, where a participle before a noun is of the noun, no verb's: "return [seized] ships"."""
    new_heads, new_deps = list(heads), list(deps)
    for i, (head, dep) in enumerate(zip(heads, deps, strict=True)):
        if dep == "amod" and head < i and upos[head] == "VERB":
            nouns = [j for j in range(i + 1, min(i + NEAR, len(heads))) if heads[j] == i and deps[j] == "obj"]
            if len(nouns) == 1 and upos[nouns[0]] in NOUNS:
                new_heads[i], new_heads[nouns[0]], new_deps[nouns[0]] = nouns[0], head, "obj"
    return new_heads, new_deps


def with_voices(words: Sequence[str], upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> list[str]:
    """The relations, where nothing makes a verb passive, and where an infinitive is of "the first" and no subject.

    "A [ship] docked." has no auxiliary, so the ship docks; headlines, which leave auxiliaries out, have no full stop.
    """
    out = list(deps)
    for i, (head, dep) in enumerate(zip(heads, deps, strict=True)):
        if dep not in ("nsubj:pass", "csubj"):
            continue
        near = range(max(0, min(i, head) - NEAR), min(len(deps), max(i, head) + NEAR))
        own = {deps[j] for j in near if heads[j] == head and j != head}
        if dep == "nsubj:pass" and deps[head] == "root" and upos[head] == "VERB":
            ends = any(words[j] == "." for j in near if j > head and heads[j] == head)
            out[i] = "nsubj" if ends and own.isdisjoint({"aux:pass", "aux", "obl:agent"}) else dep
        elif dep == "csubj" and i > head and upos[head] == "ADJ" and {"cop", "det", "nsubj"} <= own:
            out[i] = "acl"
    return out


def with_shared(
    words: Sequence[str], upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations, where two verbs side by side have one object, and a border one neighbour.

    "[beat] and robbed migrants": the object hangs on the first; "to the border with [Oman]": the name on the border.
    """
    new_heads, new_deps = list(heads), list(deps)
    for i, (head, dep) in enumerate(zip(heads, deps, strict=True)):
        if dep == "obj" and deps[head] == "conj" and head - 2 == heads[head] and upos[head - 2] == "VERB":
            near = range(max(0, head - NEAR), min(len(deps), i + NEAR))
            if not any(deps[j] in OBJECTS and heads[j] == head - 2 for j in near):
                new_heads[i] = head - 2
        elif (
            dep == "obl"
            and i > 1
            and words[i - 1] == "with"
            and words[i - 2].lower() in BORDERS
            and heads[i - 2] == head
        ):
            new_heads[i], new_deps[i] = i - 2, "nmod"
    return new_heads, new_deps


def with_sums(
    words: Sequence[str], upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations, where a noun sums up what was said: "accused Peru of spying on it, a [charge] Lima denies".

    Such a noun hangs on the verb of saying, not within what was said.
    """
    new_heads, new_deps = list(heads), list(deps)
    for i in range(2, len(words)):
        if words[i - 2] != "," or words[i - 1] not in {"a", "an"} or upos[i] != "NOUN" or words[i] not in _summing():
            continue
        led = any(heads[j] == i and deps[j] == "acl:relcl" for j in range(i + 1, min(i + NEAR, len(words))))
        over = heads[i]
        while deps[over] in SUBORDINATE and heads[over] < over:
            over = heads[over]
        if led and over != heads[i] and over < i:
            new_heads[i], new_deps[i] = over, "parataxis"
    return new_heads, new_deps


@cache
def _summing() -> frozenset[str]:
    return frozenset(table("en", "attribution")["nouns"]["that"])


def with_predicates(
    words: Sequence[str], upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Kinds and relations, where a word in -s between two names is a verb: "Peru [thanks] Oman for help"."""
    new_kinds, new_deps = list(upos), list(deps)
    for i, (kind, dep) in enumerate(zip(upos, deps, strict=True)):
        if dep == "root" and kind in NOUNS and 0 < i < len(words) - 1 and words[i].endswith("s"):
            around = (i - 1, i + 1)
            between = all(upos[j] == "PROPN" and heads[j] == i for j in around)
            if between and deps[i - 1] == "nsubj" and deps[i + 1] in ASIDE and lemma(words[i], "VERB") != words[i]:
                new_kinds[i], new_deps[i + 1] = "VERB", "obj"
    return new_kinds, new_deps


def with_bodies(upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and relations, where the body before a title is the title's: "spoke to [Senate] President Ana Paz"."""
    new_heads, new_deps = list(heads), list(deps)
    for i in range(1, len(heads)):
        name, body = heads[i], i - 1
        is_of_name = deps[i] == "nmod:desc" and name > i and heads[body] == heads[name] < body
        if is_of_name and upos[body] == "PROPN" and deps[body] == deps[name] != "conj":
            new_heads[body], new_deps[body] = i, "compound"
            for j in range(max(0, body - NEAR), body):
                new_heads[j] = name if heads[j] == body and deps[j] == "case" else new_heads[j]
    return new_heads, new_deps


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
