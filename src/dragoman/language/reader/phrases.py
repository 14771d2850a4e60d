"""Names as wholes: the tree says where a name begins and ends, the probabilities of its words say of what kind it is.

Proper nouns that hang together by `flat`, `compound` and the like are one name, and so are two of them of which one
hangs on the other by "of".  Titles (`nmod:desc`) stay outside, addresses of the net are no names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Probabilities = NDArray[np.float32]
Range = tuple[int, int]
TIGHT = frozenset({"flat", "compound", "amod", "nummod", "goeswith", "punct"})
BESIDE = frozenset({"amod", "compound"})
JOINING = frozenset({"-", "&"})
OF = (["of"], ["of", "the"])
WHOLE = frozenset({"PERSON", "ORG", "LOC"})  # kinds whose names are proper nouns; dates and works are not always
SURE = 0.5  # the mean probability of its kind that makes a phrase a name
WEB = re.compile(r"@|://|^www\.|\w\.(?:com|net|org|edu|gov|info|html?|docx?|pdf)$", re.IGNORECASE)
FAR = 6
# Of names of firms; a comma may stand before it.
_FIRM = "inc inc. ltd ltd. llc llp plc corp corp. co co. pvt gmbh ag s.a. s.p.a. n.v. b.v. a.s."
FIRM = frozenset(_FIRM.split())
_BODIES = (
    "administration agency association board bureau center centre chamber commission committee council court department"
    " directorate faculty fund institute ministry office organisation organization school secretariat society union"
)
BODIES = frozenset(_BODIES.split())  # "Ministry of Roads and Urban Development" is one name
_DAYS = "mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec"
DAYS = frozenset(_DAYS.split())


@dataclass(frozen=True, slots=True)
class Tree:
    """Words with their kinds, heads (numbers of words) and relations."""

    words: Sequence[str]
    upos: Sequence[str]
    heads: Sequence[int]
    deps: Sequence[str]


def whole_names(
    tags: Probabilities, labels: Sequence[str], tree: Tree, told: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Ranges of words with their kind, in text order.

    `told` are the names as the probabilities alone have them: of persons, organisations and places those that the tree
    knows nothing of stay, of other kinds all that leave the others room.
    """
    runs, kinds = list(proper_phrases(tree)), [label[2:] for label in labels]
    found: list[tuple[int, int, str]] = []
    for a, b in runs:
        begun = not found or a >= found[-1][1]
        if begun and (kind := _kind(tags[a:b], kinds)) and _may_be_name(tree.words[a:b]):
            found.append((a, _with_firm(tree, b) if kind == "ORG" else b, kind))
    taken = {i for a, b, _ in found for i in range(a, b)}
    seen = {i for a, b in runs for i in range(a, b)}
    for a, b, kind in told:
        here = range(a, b)
        plain = kind in WHOLE and (not seen.isdisjoint(here) or not _may_be_name(tree.words[a:b]))
        if not plain and taken.isdisjoint(here):
            found.append((a, b, kind))
    return sorted(found)


def proper_phrases(tree: Tree) -> Iterator[Range]:
    """Ranges of words that are one proper name each, by the tree."""
    last: Range | None = None
    for run in _runs(tree):
        for start, end in _parts(tree, run):
            if last is not None and _goes_on(tree, last, start):
                last = (last[0], end)
                continue
            if last is not None:
                yield last
            last = (start, end)
    if last is not None:
        yield last


def _is_proper(tree: Tree, i: int) -> bool:
    if tree.deps[i] == "nmod:desc" or tree.upos[i] == "PROPN":
        return tree.deps[i] != "nmod:desc"
    head = tree.heads[i]
    beside = tree.deps[i] in BESIDE and tree.upos[head] == "PROPN" and abs(head - i) < FAR
    return beside and tree.upos[i] != "DET" and tree.words[i][0].isupper()


def _runs(tree: Tree) -> Iterator[Range]:
    """Ranges of neighbouring proper words, and of marks between them."""
    proper = [_is_proper(tree, i) for i in range(len(tree.words))]
    start: int | None = None
    for i in range(len(proper) + 1):
        inside = i < len(proper) and proper[i]
        joined = start is not None and i + 1 < len(proper) and tree.words[i] in JOINING and proper[i + 1]
        if start is not None and not inside and not joined:
            yield start, i
            start = None
        elif inside and start is None:
            start = i


def _parts(tree: Tree, run: Range) -> Iterator[Range]:
    """A run cut where its words do not hang together."""
    tops = [_top(tree, i, run) for i in range(*run)]
    start = run[0]
    for i in range(run[0] + 1, run[1]):
        if tops[i - run[0]] != tops[i - run[0] - 1]:
            yield start, i
            start = i
    yield start, run[1]


def _top(tree: Tree, i: int, run: Range) -> int:
    """The word of the run on which a word hangs, over as many others as lie between."""
    while tree.deps[i] in TIGHT and run[0] <= tree.heads[i] < run[1] and tree.heads[i] != i:
        i = tree.heads[i]
    return i


def _goes_on(tree: Tree, before: Range, start: int) -> bool:
    """Whether the name before goes on here, as in "Bank of Albania" and "Ministry of Roads and Works"."""
    if _is_for_two(tree, before, start):
        return True
    if list(tree.words[before[1] : start]) == ["and"]:
        return _is_body(tree, before) and _hangs(tree, before, start, "conj")
    if not 0 < start - before[1] < 3 or [w.lower() for w in tree.words[before[1] : start]] not in OF:
        return False
    return _hangs(tree, before, start)


def _is_for_two(tree: Tree, before: Range, start: int) -> bool:
    """Whether two words tell what the body behind them is for: "Peace and Security Council", part after part."""
    first, body = before[0], tree.heads[before[0]]
    if tree.deps[first] not in BESIDE or tree.words[body].lower() not in BODIES:
        return False
    if tree.words[first + 1] != "and" or body != first + 3:
        return False
    return start == body or (start == first + 2 and tree.deps[start] == "conj" and tree.heads[start] == first)


def _hangs(tree: Tree, before: Range, start: int, dep: str | None = None) -> bool:
    """Whether what begins here hangs on a word of the name before, by this relation if one is given."""
    top = _top(tree, start, (before[1], len(tree.words)))
    return before[0] <= tree.heads[top] < before[1] and dep in (None, tree.deps[top])


def _is_body(tree: Tree, name: Range) -> bool:
    """Whether the name is that of a body for something: "Department of Housing"."""
    folded = [w.lower() for w in tree.words[slice(*name)]]
    return "of" in folded and not BODIES.isdisjoint(folded[: folded.index("of")])


def _with_firm(tree: Tree, end: int) -> int:
    """The end of a name with the "Inc." behind it."""
    after = end + (list(tree.words[end : end + 1]) == [","])
    return after + 1 if after < len(tree.words) and tree.words[after].lower() in FIRM else end


def _kind(tags: Probabilities, kinds: Sequence[str]) -> str | None:
    """The kind of a phrase, if it is likelier than all else and one whose names are proper nouns."""
    shares: dict[str, float] = {}
    means: list[float] = (tags.mean(0) if len(tags) > 1 else tags[0]).tolist()
    for kind, share in zip(kinds, means, strict=True):
        shares[kind] = shares.get(kind, 0.0) + share
    likeliest = max(shares, key=shares.__getitem__)
    return likeliest if likeliest in WHOLE and shares[likeliest] >= SURE else None


def _may_be_name(words: Sequence[str]) -> bool:
    return not any(WEB.search(w) for w in words) and not DAYS.issuperset(w.lower().rstrip(".") for w in words)
