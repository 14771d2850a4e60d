"""Where sentences begin, told from the words and the blanks between them."""

from collections.abc import Sequence

from dragoman.language.datelines import dateline_end

ENDS = frozenset({".", "!", "?", "…", "...", "。", "؟", "۔"})
CLOSING = frozenset("\"'”’»)]}") | {"''"}
PLAIN = frozenset({"", " "})
OPENING = frozenset("\"'“‘«([{") | {"``"}
# Words with a full stop of their own that rarely end a sentence; single letters are added in code.
_ABBREVIATIONS = (
    "mr mrs ms dr prof gen lt col capt sgt maj adm cmdr brig rev hon gov sen rep pres st mt ft no vs etc"
    " e.g i.e cf fig jan feb mar apr jun jul aug sep sept oct nov dec approx est dept univ assn bros"
    " messrs amb min sec supt"
)
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
ALWAYS_SHORT = frozenset({"vs", "etc", "e.g", "i.e", "cf", "approx", "est"})  # the others only with a capital
# After these a capital may begin a sentence or not; what follows decides.
_DOTTED = "u.s. u.k. u.n. e.u. d.c. a.m. p.m. inc. corp. co. ltd. jr. sr. u.s.a. ph.d."
DOTTED = frozenset(_DOTTED.split())
_STARTERS = (
    "the a an this that these those he she it they we i you his her its their in on at but and for after"
    " before as if when while since there however meanwhile according what who why how also another some"
    " many most"
)
STARTERS = frozenset(_STARTERS.split())


def sentence_starts(words: Sequence[str], gaps: Sequence[str]) -> list[bool]:
    """For each word whether it begins a sentence; `gaps[i]` is the white space after word i.

    A blank line always ends a sentence; a single line break does where the line before does not run on.  A dateline
    is a sentence of its own, so that its town and agency take no part in the first one.
    """
    starts = [i == 0 for i in range(len(words))]
    for i in range(len(words) - 1):
        if _breaks_line(words, gaps, i):
            starts[i + 1] = True
        elif words[i] in ENDS or words[i].endswith((".", "?", "!")):
            following = _after_closing(words, gaps, i)
            if following < len(words) and _ends_here(words, gaps, i, following):
                starts[following] = True
    _part_datelines(words, gaps, starts)
    return starts


def _part_datelines(words: Sequence[str], gaps: Sequence[str], starts: list[bool]) -> None:
    lines = [i for i in range(len(words)) if i == 0 or _breaks_line(words, gaps, i - 1)]
    for line in lines:
        end = dateline_end(words, gaps, line)
        if end is not None:
            starts[line + 1 : end + 1] = [False] * (end - line - 1) + [True]


def _breaks_line(words: Sequence[str], gaps: Sequence[str], i: int) -> bool:
    if gaps[i] in PLAIN:
        return False
    gap = gaps[i].replace("\r\n", "\n").replace("\r", "\n")
    if gap.count("\n") > 1 or "\u2029" in gap or "\x0c" in gap:
        return True
    return "\n" in gap and not (words[i + 1][:1].islower() or words[i] == ",")


def _after_closing(words: Sequence[str], gaps: Sequence[str], i: int) -> int:
    """The first word after a mark and the quotes and brackets that close behind it."""
    following = i + 1
    while following < len(words) and words[following] in CLOSING | ENDS and not gaps[following - 1]:
        following += 1
    return following


def _ends_here(words: Sequence[str], gaps: Sequence[str], i: int, following: int) -> bool:
    if not gaps[following - 1]:
        return False
    nxt = words[following]
    if nxt in OPENING and following + 1 < len(words):
        nxt = words[following + 1]
    if nxt[:1].islower():
        return False
    word, before = words[i], words[i - 1] if i else ""
    if word == "." and before.isdigit() and _numbers_a_list(words, gaps, i - 1):
        return False
    if word == "." and not gaps[i - 1 if i else 0]:
        return not _is_abbreviation(before) or nxt.lower() in STARTERS and len(before) > 2
    if word in ENDS:
        return True
    return _dotted_word_ends(word, nxt)


def _numbers_a_list(words: Sequence[str], gaps: Sequence[str], i: int) -> bool:
    return len(words[i]) < 3 and (i == 0 or words[i - 1] in ENDS or "\n" in gaps[i - 1])


def _is_abbreviation(word: str) -> bool:
    listed = word.lower() in ABBREVIATIONS and (word[:1].isupper() or word in ALWAYS_SHORT)
    return listed or len(word) == 1 and word.isalpha() and word != "I"


def _dotted_word_ends(word: str, nxt: str) -> bool:
    folded = word.lower()
    if folded in DOTTED or folded.count(".") > 1:
        return nxt.lower() in STARTERS and nxt[:1].isupper()
    return not _is_abbreviation(word.rstrip(".!?")) and not folded.rstrip(".").isdigit()
