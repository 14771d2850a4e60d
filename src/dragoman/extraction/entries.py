"""The entries of the lexicon of events: each is one way to say an act, and says where its parties stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from dragoman.errors import DataError
from dragoman.language.lexicon import table

PART_OF_SPEECH = {"verbs": {"VERB", "AUX"}, "nouns": {"NOUN", "PROPN"}, "adjectives": {"ADJ", "VERB"}}
LINKS = {"of", "with", "between", "for", "to", "in"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to say an act.

    `words`: the lemma that triggers and the words that must hang on it; `actor`, `recipient`: where the parties stand,
    best first; `object`, `not_object`: words or classes ("@agreement") that the object must or must not be; `modifier`,
    `not_modifier`: the same for the words before a noun; `subject`, `not_subject`: the same for who or what does it;
    `complement`: there must be a governed clause; `inner`, `aux`: words and auxiliaries of which it must have one;
    `not_inner`: verbs that it must not be;
    `own`: it must have no subject but the doer; `conditional`: it must hang on an "if" or "unless";
    `without`: words that must not hang on the trigger.

    `reciprocal`: parties do it to each other; `travels`: the actor goes to the recipient, `hosts`:
    the recipient comes to the actor; `aimed`: the text must tell
    to whom; `weak`: common words that are an act of states only if both sides are named actors; `alone`: or if a
    state or international body does it to nobody named; `standing`: the word denotes a lasting practice; `sought`: a
    relation that is an act only where it is planned or wanted.

    `swallows`: what hangs on the word is wished or refused and no act of its own; `voices`: what is demanded or blamed
    by it is none; `charges`: neither is what somebody is seized or tried for; `promise`: no act if the promised act is
    told by its own word.  `home`: an act within one state counts too, though those of its type do not.
    `official`: only states, their offices and bodies of states do it; `popular`: only others do.  `answers`: it answers
    what somebody did or asked, so that to whom it is done may be told before.  `singly`: one side does it to another,
    so it is none where nobody is told to do it, or both do it together.
    """

    type: str
    part: str
    words: tuple[str, ...]
    mode: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    modifier: frozenset[str] = frozenset()
    not_modifier: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    not_subject: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    not_inner: frozenset[str] = frozenset()
    aux: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    reciprocal: bool = False
    charges: bool = False
    weak: bool = False
    alone: bool = False
    swallows: bool = False
    promise: bool = False
    complement: bool = False
    standing: bool = False
    aimed: bool = False
    sought: bool = False
    voices: bool = False
    travels: bool = False
    hosts: bool = False
    own: bool = False
    conditional: bool = False
    home: bool = False
    official: bool = False
    popular: bool = False
    answers: bool = False
    singly: bool = False

    @property
    def rule(self) -> str:
        """The entry's name for people who ask why."""
        return f"{self.part}: {' '.join(self.words)}"

    @property
    def weight(self) -> int:
        """How special the entry is; of two that fit, the more special holds."""
        refining = (self.not_object, self.not_modifier)
        phrases = any(" " in word for word in self.object)
        narrowing = (self.object, self.modifier, self.complement, self.subject, self.inner)
        return 4 * len(self.words) + 2 * sum(map(bool, narrowing)) + sum(map(bool, refining)) + 2 * phrases


FLAGS = tuple(f.name for f in fields(Entry) if isinstance(f.default, bool))
SETS = tuple(f.name for f in fields(Entry) if isinstance(f.default, frozenset))
KEYS = {*FLAGS, *SETS, "words", "mode", "actor", "recipient"}


@cache
def entries(types: tuple[str, ...]) -> dict[str, dict[str, tuple[Entry, ...]]]:
    """The lexicon's entries by part of speech and first word, the most special first; raises DataError if broken."""
    found: dict[str, dict[str, list[Entry]]] = {part: defaultdict(list) for part in PART_OF_SPEECH}
    for kind in types:
        for part, group in _groups(kind):
            for words in group["words"]:
                entry = _entry(kind, part, words, group)
                found[part][entry.words[0]].append(entry)
    return {part: {k: tuple(sorted(v, key=lambda e: -e.weight)) for k, v in found[part].items()} for part in found}


@cache
def first_words(types: tuple[str, ...]) -> frozenset[str]:
    """The words with which entries begin."""
    return frozenset(word for part in entries(types).values() for word in part)


def _groups(kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for part, groups in table("en", f"events/{kind}").items():
        if part not in PART_OF_SPEECH:
            raise DataError(f"lexicons/en/events/{kind}.toml", f"key '{part}' is not known")
        for group in groups:
            unknown = set(group) - KEYS
            if unknown or "words" not in group:
                raise DataError(f"lexicons/en/events/{kind}.toml", f"{part}: keys {sorted(unknown)} or no 'words'")
            yield part, group


def _entry(kind: str, part: str, words: str, group: Mapping[str, Any]) -> Entry:
    sets: dict[str, Any] = {k: frozenset(group[k]) for k in SETS if k in group}
    lists: dict[str, Any] = {k: tuple(group[k]) for k in ("actor", "recipient") if k in group}
    flags: dict[str, Any] = {k: group[k] for k in FLAGS if k in group}
    return Entry(kind, part, _headed(part, words.split()), group.get("mode"), **sets, **lists, **flags)


def _headed(part: str, words: list[str]) -> tuple[str, ...]:
    """The word that triggers first, then the others: of nouns the one before "of" or "between", else the last."""
    if part != "nouns" or len(words) == 1:
        return tuple(words)
    linked = [n for n, word in enumerate(words) if word in LINKS]
    head = linked[0] - 1 if linked else len(words) - 1
    return words[head], *(w for n, w in enumerate(words) if n != head)
