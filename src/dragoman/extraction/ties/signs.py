"""The words that betray a tie: the lexicon of each kind, read once, and where its entries occur in a sentence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from dragoman.errors import DataError
from dragoman.extraction.draft import Draft, Reference
from dragoman.language.lexicon import table
from dragoman.language.plain import Token

PARTS = {"nouns": {"NOUN", "PROPN", "ADJ", "NUM", "X", "VERB"}, "verbs": {"VERB", "AUX"}}
HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})
NAMED = frozenset({"name", "acronym", "epithet"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One way to speak of a tie.

    `part`: nouns, verbs (also predicates) or names (of somebody or something whose kind is in `kinds`).
    `words`: the lemmas in a row, none for names.
    `parties`: where the parties stand, all of which count; `roles`: where those in a role stand, best first.
    `object`, `subject`, `modifier`, `carrier`, `near` (in the sentence): words or classes ("@igo") of which one must be
    there; `not_object`, `not_modifier`, `not_carrier`: none may be.
    `demands`: roles that must be filled; `needs`: how many sides the text must name; `unfold`: a body of at most so
    many members counts as its members.
    `claim`: the words are a judgement; `status`: that of a plain telling, if not the kind's own.
    `speaker`: whoever says it is a party where a side is missing; `topic`: so is whoever the text spoke of last;
    `company`: so are the parties of the last tie of three or more.
    `weak`: no tie of its own below another sign; `lands`: the state of a place counts as a party.
    `predicate`: the words must be said of somebody ("is", "sees itself as").
    `recall`: roles that the text may have filled before; `again`: "another" one is between those told before.
    `anaphor`: the words only take up a thing told before ("the line"); `fact`: what is hoped or planned around the
    thing leaves it a fact ("wants to end the war"); `shores`: the name of a sea means its states.
    `distinct`: things of other names are other things, even if told of the same parties ("treaty", "protocol").
    `made`: a wish for more of it is a wish for it ("expand cooperation"), not a change to what exists.
    `yields`: the words only carry another tie where their sentence tells one ("agreed to build a railway").
    `capital`: the word must be written as part of a name ("the Lima Declaration"); `firms`: beside a state a firm of
    which the text does not say whose it is counts as a side.
    `denies`: that it is not done is a tie denied ("does not recognise Peru").
    `direct`: its carrier acts on the thing and does not only start or pass there ("runs from the port").
    `other`: where the words name one side only, the other is whoever the text spoke of last.
    `otherwise`: where more parties stand if those places name too few.
    """

    kind: str
    part: str
    words: tuple[str, ...]
    parties: tuple[str, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    modifier: frozenset[str] = frozenset()
    not_modifier: frozenset[str] = frozenset()
    carrier: frozenset[str] = frozenset()
    not_carrier: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    demands: frozenset[str] = frozenset()
    needs: int = 2
    unfold: int = 0
    status: str | None = None
    claim: bool = False
    speaker: bool = False
    topic: bool = False
    weak: bool = False
    lands: bool = False
    company: bool = False
    predicate: bool = False
    again: bool = False
    anaphor: bool = False
    distinct: bool = False
    fact: bool = False
    made: bool = False
    shores: bool = False
    yields: bool = False
    capital: bool = False
    firms: bool = False
    denies: bool = False
    direct: bool = False
    other: bool = False
    otherwise: tuple[str, ...] = ()
    recall: frozenset[str] = frozenset()

    @property
    def rule(self) -> str:
        """The sign's name for people who ask why."""
        return f"{self.part}: {' '.join(self.words) or ', '.join(sorted(self.kinds))}"


@dataclass(frozen=True, slots=True)
class Spotted:
    """A sign on the tokens [start, end); `anchor` is the word by which it hangs in the sentence."""

    sign: Sign
    start: int
    end: int
    anchor: Token


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The signs of every kind by first word, the longest first, and those of names."""

    by_word: dict[str, tuple[Sign, ...]]
    by_name: tuple[Sign, ...]
    stages: Mapping[str, Mapping[str, frozenset[str]]]


FIELDS = {f.name: f.type for f in fields(Sign)} | {"words": "words"}
SETS = {
    "kinds",
    "object",
    "not_object",
    "modifier",
    "not_modifier",
    "carrier",
    "not_carrier",
    "subject",
    "near",
    "demands",
    "recall",
}


@cache
def lexicon(kinds: tuple[str, ...]) -> Lexicon:
    """The lexicon of these kinds of ties; raises DataError if a file is missing or holds an unknown key."""
    signs = [sign for kind in kinds for sign in _signs(kind)]
    found: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        if sign.words:
            found[sign.words[0]].append(sign)
    by_word = {word: tuple(sorted(held, key=_special)) for word, held in found.items()}
    return Lexicon(by_word, tuple(s for s in signs if not s.words), {kind: _stages(kind) for kind in kinds})


def _special(sign: Sign) -> int:
    """The order of signs that begin alike: many words and conditions first."""
    return -(
        4 * len(sign.words)
        + sum(map(bool, (sign.object, sign.modifier, sign.carrier, sign.subject, sign.demands, sign.claim)))
    )


def _signs(kind: str) -> Iterator[Sign]:
    source = table("en", f"ties/{kind}")
    defaults = source.get("defaults", {})
    for group in source["signs"]:
        values = {**defaults.get(group.get("part", ""), {}), **group}
        if unknown := set(values) - set(FIELDS):
            raise DataError(f"lexicons/en/ties/{kind}.toml", f"signs: unknown keys {sorted(unknown)}")
        for words in values.get("words", [""]):
            yield _sign(kind, words, values)


def _sign(kind: str, words: str, values: Mapping[str, Any]) -> Sign:
    kept: dict[str, Any] = {k: v for k, v in values.items() if k not in {"words", "part"}}
    kept |= {k: frozenset(kept[k]) for k in SETS if k in kept}
    kept |= {name: tuple(kept.get(name, ())) for name in ("parties", "otherwise")}
    kept |= {"roles": {role: tuple(slots) for role, slots in kept.get("roles", {}).items()}}
    return Sign(kind, values["part"], tuple(words.split()), **kept)


def _stages(kind: str) -> Mapping[str, frozenset[str]]:
    return {stage: frozenset(words) for stage, words in table("en", f"ties/{kind}").get("stages", {}).items()}


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Classes of words that several kinds share, by name."""
    return {name: frozenset(words) for name, words in table("en", "ties")["classes"].items()}


def spot(draft: Draft, sentence: list[Token]) -> list[Spotted]:
    """Every sign in a sentence, in text order, those of more words and conditions first."""
    known = lexicon(tuple(draft.ontology.ties))
    words = [t for t in sentence if t.text not in HYPHENS and not t.is_space]
    forms, heads = known.by_word, draft.by_head
    telling = [n for n, t in enumerate(words) if t.lower_ in forms or t.lemma_.lower() in forms or t.i in heads]
    found = [s for n in telling for s in _at(draft, known, words, n)]
    return sorted(found, key=lambda s: (s.anchor.i, s.sign.kind, _special(s.sign)))


def _at(draft: Draft, known: Lexicon, words: list[Token], number: int) -> Iterator[Spotted]:
    token = words[number]
    lemma, lower = token.lemma_.lower(), token.lower_
    for form in (lemma, lower) if lemma != lower else (lemma,):
        for sign in known.by_word.get(form, ()):
            held = words[number : number + len(sign.words)]
            if _reads(held, sign) and (anchor := _anchor(draft, held, sign)) is not None:
                yield Spotted(sign, token.i, held[-1].i + 1, anchor)
    if token.i in draft.by_head:
        yield from (s for sign in known.by_name if (s := _name_at(draft, token, sign)))


def _reads(held: list[Token], sign: Sign) -> bool:
    """Whether the words are those of the sign, of which the first is known to be."""
    if len(sign.words) == 1:
        return True
    rest = zip(sign.words[1:], held[1:], strict=False)
    return len(held) == len(sign.words) and all(w in (t.lemma_.lower(), t.lower_) for w, t in rest)


def _anchor(draft: Draft, held: list[Token], sign: Sign) -> Token | None:
    """The word of the sign on which the others hang, if it has the right part of speech and is no part of a name."""
    inside = {t.i for t in held}
    ordered = held if sign.part == "verbs" else held[::-1]
    anchor = next((t for t in ordered if t.head.i not in inside or t.head.i == t.i), held[-1])
    if sign.part == "nouns" and anchor.pos_ == "VERB" and len(held) == 1 and not _joins_nouns(anchor):
        return None
    if sign.weak and sign.part == "nouns" and anchor.pos_ == "PROPN" and len(held) == 1:
        return None
    if sign.capital and not (anchor.text[:1].isupper() and anchor.i > anchor.sent.start):
        return None
    fits = anchor.pos_ in PARTS[sign.part] or (sign.part == "verbs" and _is_infinitive(anchor))
    return anchor if fits and not _in_name(draft, anchor, sign) else None


def _is_infinitive(token: Token) -> bool:
    """Whether a word that looks like a noun follows "to" as a verb does: "strives to work"."""
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children)


def _joins_nouns(token: Token) -> bool:
    """Whether a word that looks like a verb is one of several nouns: "transit and swaps"."""
    head = token.head
    return token.dep_ == "conj" and (head.pos_ == "NOUN" or any(c.dep_ == "case" for c in head.children))


def _in_name(draft: Draft, token: Token, sign: Sign) -> bool:
    """Whether the word belongs to the name of somebody ("Organization" in that of a body) or tells an office."""
    reference = draft.by_token.get(token.i)
    if reference is None or _is_called_so(draft, token, reference, sign):
        return False
    if reference.place:
        return reference.end - reference.start > 1 and token.text[:1].isupper()
    if reference.form == "role" and not sign.predicate and len(sign.words) == 1:
        return any((a := draft.actor_by_id.get(i)) is None or a.kind != "organisation" for i in reference.ids)
    return reference.form in NAMED


def _is_called_so(draft: Draft, token: Token, reference: Reference, sign: Sign) -> bool:
    """Whether a name that no list knows ends with the word, in the singular: "the Lima Bridge"; a firm is none."""
    last = token.i == reference.end - 1 and reference.end - reference.start > 1 and token.lower_ == sign.words[-1]
    if not last or not (sign.distinct or sign.capital) or reference.form != "name" or len(reference.ids) != 1:
        return False
    identity, atlas = reference.ids[0], draft.atlas
    if reference.place:
        return draft.place_by_id[identity].lat is None and atlas.toponym(identity) is None
    actor, known = draft.actor_by_id.get(identity), identity in atlas.organisations or identity in atlas.bodies
    return actor is not None and actor.kind == "organisation" and actor.country is None and not known


def _name_at(draft: Draft, token: Token, sign: Sign) -> Spotted | None:
    reference = draft.by_head.get(token.i)
    if reference is None or reference.form == "pronoun" or len(reference.ids) != 1:
        return None
    held = draft.place_by_id.get(reference.ids[0]) or draft.actor_by_id.get(reference.ids[0])
    return Spotted(sign, reference.start, reference.end, token) if held and held.kind in sign.kinds else None
