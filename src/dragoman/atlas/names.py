"""Finding names in running words: folding, and a longest-match index over folded pieces of words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

Key = tuple[str, ...]
JOINERS = frozenset({"-", "\u2010", "\u2011", "\u2013", "/", "'", "\u2019"})
DROPPED = dict.fromkeys(map(ord, ".'\u2019\u2018\u02bb\u02bc\u02be\u02bf`\u00b4\u200c\u200b\u00ad"))
LETTERS = str.maketrans(
    {"Æ": "AE"}
    | {"ə": "a", "Ə": "A", "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae"}
)
PLAIN = LETTERS | DROPPED
PIECE = re.compile(r"[^\W_]+|[+&]")
CONTRACTED = re.compile(r"\w+['\u2019](?:ll|re|ve|d|m|t)")
ARTICLES = frozenset({"al", "el"})
SHORT = 4
NO_REACH: Mapping[str, int] = {}
REMEMBERED = 1 << 16
FIRST: dict[str, str] = {}  # the first pieces of words that were met


def pieces(word: str) -> Key:
    """The letters and digits of a word without accents, dots and apostrophes, in its own case.

    Hyphens and slashes part: "Sino-Russian" gives two pieces, "U.S." one, a bare comma none.
    """
    return (word,) if word.isascii() and word.isalnum() else _parted(word)


@lru_cache(maxsize=1 << 16)
def _parted(word: str) -> Key:
    if CONTRACTED.fullmatch(word):  # "I'll" is not "Ill.", nor "she'll" Shell
        return ()
    plain = unicodedata.normalize("NFKD", word.translate(PLAIN))
    return tuple(PIECE.findall("".join(c for c in plain if not unicodedata.combining(c))))


def fold(words: str) -> Key:
    """The key under which a name is kept: its pieces in lower case."""
    return tuple(p.casefold() for p in pieces(words))


def runs(text: str) -> frozenset[str]:
    """The unbroken runs of folded letters and digits of a text; the pieces of each of its words lie within one of them.

    Linear in the length of the text.
    """
    plain = unicodedata.normalize("NFKD", text.translate(PLAIN))
    if not plain.isascii():
        plain = plain.translate({ord(c): None for c in set(plain) if unicodedata.combining(c)})
    return frozenset([r.casefold() for r in set(PIECE.findall(plain))])


def spellings(name: str) -> tuple[str, ...]:
    """The name, and with its inner apostrophes as gaps, as some tokenizers part them ("d'Ivoire")."""
    parted = re.sub(r"(?<=\w)['\u2019\u2018\u02bb\u02bc`](?=\w)", " ", name)
    return (name,) if parted == name else (name, parted)


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One meaning of a name.

    `table` is state, body, group, outlet, organisation, office, person or toponym; `form` name, acronym,
    adjective, demonym, prefix, metonym (a capital), seat, epithet (loaded) or historic; `senses` what else the
    same words may be (common_word, given_name, surname, us_state, place, acronym ...).
    """

    words: Key
    target: str
    table: str
    form: str
    senses: tuple[str, ...] = ()
    case_sensitive: bool = False

    @property
    def ambiguous(self) -> bool:
        """Whether context must decide that the words mean this."""
        return bool(self.senses)

    def fits(self, surface: Key) -> bool:
        """Whether the words in the text, in their own case, can be this name.

        An acronym must stand in capitals; of other names the first capitalised word (but "The") must be
        capitalised, so that "turkey" is never the state; an ambiguous "The Nation" also keeps its article's.
        """
        if self.case_sensitive:
            return surface == self.words
        if self.senses and self.words[0] == "The" and surface[0] == "the":
            return False
        for written, seen in zip(self.words, surface, strict=True):
            if written[0].isupper() and written != "The":
                return not seen[0].islower()
        return True


@dataclass(frozen=True, slots=True)
class Match:
    """The longest name from a word on: words [start, end) and every meaning that fits their case."""

    start: int
    end: int
    entries: tuple[NameEntry, ...]


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals only ("SCO"), or is short and holds one inside ("LeT")."""
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return " " not in name and capitals > 1 and (capitals == len(letters) or len(letters) <= SHORT)


def entry(name: str, target: str, table: str, form: str, senses: Mapping[Key, tuple[str, ...]]) -> NameEntry:
    """A meaning of a written name; a short or ambiguous acronym is held to its capitals."""
    also = tuple(dict.fromkeys(senses.get(fold(name), ())))
    acronym = is_acronym(name)
    strict = acronym and (len(name.replace(".", "")) <= SHORT or bool(also))
    return NameEntry(pieces(name), target, table, "acronym" if acronym and form == "name" else form, also, strict)


def key_of(found: NameEntry) -> Key:
    """The folded key of an entry."""
    return tuple(p.casefold() for p in found.words)


def reach_of(keys: Iterable[Key]) -> dict[str, int]:
    """For each first piece how many pieces the longest name with it has."""
    reach: dict[str, int] = {}
    for key in keys:
        if len(key) > reach.get(key[0], 0):
            reach[key[0]] = len(key)
    return reach


def begins(words: Sequence[str], reach: Mapping[str, int], further: Mapping[str, int] = NO_REACH) -> list[bool]:
    """For each word whether a name may begin with it."""
    firsts = [_first(word) for word in words]
    return [first in reach or first in further for first in firsts]


def stretches(
    words: Sequence[str], start: int, reach: Mapping[str, int], further: Mapping[str, int] = NO_REACH
) -> list[tuple[int, Key]]:
    """Ends and pieces of the stretches from a word on that may be names, longest first.

    Hyphens may stand inside a name, commas and brackets may not.
    """
    first = _first(words[start])
    most = max(reach.get(first, 0), further.get(first, 0))
    if most == 0:
        return []
    found: list[tuple[int, Key]] = []
    held: Key = ()
    for number in range(start, len(words)):
        more = pieces(words[number])
        if not more and words[number] not in JOINERS:
            break
        held += more
        if len(held) > most:
            break
        if more:
            found.append((number + 1, held))
    return found[::-1]


def longest(
    words: Sequence[str], start: int, reach: Mapping[str, int], names: Mapping[Key, tuple[NameEntry, ...]]
) -> Match | None:
    """The longest of the names that begins with words[start] and fits the words' case."""
    for end, held in stretches(words, start, reach):
        fitting = [e for e in names.get(folded(held), ()) if e.fits(held)]
        if fitting:
            return Match(start, end, tuple(fitting))
    return None


@lru_cache(maxsize=1 << 16)
def begins_name(word: str) -> bool:
    """Whether the name of a place may begin with the word: with a capital, a digit or an Arabic article."""
    held = pieces(word)
    return bool(held) and (not held[0][0].islower() or held[0] in ARTICLES)


def _first(word: str) -> str:
    """The first piece of a word in lower case; empty for a mark, which begins no name."""
    found = FIRST.get(word)
    if found is None:
        held = pieces(word)
        found = held[0].casefold() if held else ""
        if len(FIRST) < REMEMBERED:
            FIRST[word] = found
    return found


def folded(held: Key) -> Key:
    """Pieces in lower case."""
    return tuple(p.casefold() for p in held)
