"""What EWT's gold tags and trees tell about names, though nobody marked them there: where they are, and often the kind.

Words tagged NNP and NNPS that hang together inside a phrase are one name.  Its kind is known from the atlas, from the
shape of its tree (persons' names are `flat`), or from a word such as "Inc." or "River"; where nothing tells it, it is
known to be some name and no more.  Demonyms, titles, weekdays, months and addresses of the net are no names.
"""

from functools import cache

from gazetteer import demonyms, listed
from schemes import ANY_NAME, BIO_NAMES, MONTHS, NAMES, TITLES, allowed

COVERED = frozenset(NAMES)
ENTITIES = ("PERSON", "ORG", "LOC", "EVENT", "MISC")
TIGHT = frozenset({"flat", "compound", "amod", "nummod", "goeswith", "punct"})
OF = frozenset({"department", "ministry", "university", "bank", "court", "school", "institute", "office", "college"})
_WORDS_OF_ORGANISATIONS = (
    "inc inc. corp corp. corporation ltd ltd. llc l.l.c. lp l.p. llp co. plc gmbh company university college institute"
    " committee commission association agency council party bank group foundation ministry department federation times"
    " post news press tribune journal airlines airways enterprises industries bureau authority senate congress"
)
ORG_WORDS = frozenset(_WORDS_OF_ORGANISATIONS.split())
_WORDS_OF_PLACES = (
    "river lake island islands mountain mountains valley bay park airport sea ocean beach county hills desert"
    " peninsula strait canyon falls creek"
)
LOC_WORDS = frozenset(_WORDS_OF_PLACES.split())
OFFICES = TITLES - {"us", "u.s.", "the", "he", ".", "foreign", "defense", "defence", "interior"}
_WORDS_OF_FIRMS = "inc inc. corp corp. ltd ltd. llc l.l.c. lp l.p. llp plc"
LEGAL = frozenset(_WORDS_OF_FIRMS.split())
Sentence = list[list[str]]


def spans(sentence: Sentence) -> list[tuple[int, int]]:
    """Ranges of words that are one name each, titles left out."""
    parts = [g for run in _runs(sentence) for g in _groups(sentence, *run)]
    out: list[tuple[int, int]] = []
    for start, end in parts:
        if out and _continues(sentence, out[-1], start):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _is_proper(sentence: Sentence, i: int) -> bool:
    return sentence[i][4] in ("NNP", "NNPS") and sentence[i][7] != "nmod:desc"


def _runs(sentence: Sentence) -> list[tuple[int, int]]:
    """Ranges of proper words, and of hyphens between them."""
    found, start = [], None
    for i in range(len(sentence) + 1):
        inside = i < len(sentence) and (
            _is_proper(sentence, i)
            or start is not None
            and sentence[i][1] in ("-", "&")
            and i + 1 < len(sentence)
            and _is_proper(sentence, i + 1)
        )
        if start is not None and not inside:
            found.append((start, i))
            start = None
        elif inside and start is None:
            start = i
    return found


def _groups(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """A run cut where words do not hang together."""
    found, begin = [], start
    for i in range(start + 1, end + 1):
        if i == end or _top(sentence, i, start, end) != _top(sentence, i - 1, start, end):
            found.append((begin, i))
            begin = i
    return found


def _top(sentence: Sentence, i: int, start: int, end: int) -> int:
    while sentence[i][7] in TIGHT and start <= int(sentence[i][6]) - 1 < end:
        i = int(sentence[i][6]) - 1
    return i


def _continues(sentence: Sentence, before: tuple[int, int], start: int) -> bool:
    """Whether a name goes on in the next one: "Bank of Albania", "Lake, Inc."."""
    words = [c[1] for c in sentence]
    between = [w.lower() for w in words[before[1] : start]]
    if between == [","]:
        return words[start].lower() in LEGAL
    if between not in (["of"], ["of", "the"]):
        name = {w.lower() for w in words[before[0] : before[1]]}
        return between == ["and"] and "of" in name and not name.isdisjoint(OF)
    head = _head(sentence, start)
    barred = (
        words[before[0]].lower() in OFFICES or words[before[1] - 1].lower() in LEGAL or is_person(sentence, *before)
    )
    return before[0] <= int(sentence[head][6]) - 1 < before[1] and not barred


def _head(sentence: Sentence, i: int) -> int:
    while sentence[i][7] in TIGHT and int(sentence[i][6]):
        i = int(sentence[i][6]) - 1
    return i


def kind(sentence: Sentence, start: int, end: int, given: frozenset[str]) -> str | None:
    """PERSON, ORG or LOC where the tree or a list tells it, O for what is no name, None where nobody knows."""
    words = [c[1] for c in sentence[start:end]]
    low = [w.lower() for w in words]
    if low[-1] in MONTHS or all(w in OFFICES for w in low) or end - start == 1 and _is_people(sentence[start]):
        return "O"
    person = is_person(sentence, start, end)
    known = listed(" ".join(words))
    if known and not (known == "LOC" and person and words[0] in given):
        return known
    if low[-1] in ORG_WORDS and end - start > 1:
        return "ORG"
    if low[-1] in LOC_WORDS and end - start > 1:
        return "LOC"
    called = sentence[_head(sentence, start)][7] == "vocative" and low[0] not in ("god", "lord", "america")
    return "PERSON" if words[0] in given and end - start == 1 or person or called else None


def _is_people(columns: list[str]) -> bool:
    return columns[1] in demonyms() or columns[4] == "NNPS" and listed(columns[1]) is None


def is_person(sentence: Sentence, start: int, end: int) -> bool:
    """Whether two or three words hang together as first and last names do."""
    flat = [c for c in sentence[start + 1 : end] if c[7] == "flat" and int(c[6]) == start + 1]
    words = [c[1] for c in sentence[start:end]]
    whole = end - start in (2, 3) and len(flat) == end - start - 1 and all(w[0].isupper() for w in words)
    return whole and words[0].lower() not in TITLES


def given_names(docs: list[list[Sentence]]) -> frozenset[str]:
    """First words of persons' names that stand before at least two last words."""
    seen: dict[str, set[str]] = {}
    for sentence in (s for d in docs for s in d):
        for start, end in spans(sentence):
            if is_person(sentence, start, end):
                seen.setdefault(sentence[start][1], set()).add(sentence[end - 1][1])
    return frozenset(w for w, rest in seen.items() if len(rest) > 1 and listed(w) is None and w.isalpha())


@cache
def some_name(first: bool) -> int:
    """The labels of a name's first or further words where its kind is not known."""
    return sum(1 << BIO_NAMES.index(f"{'B' if first else 'I'}-{n}") for n in ENTITIES)


def ewt_names(sentence: Sentence, given: frozenset[str]) -> list[int]:
    """For each word the labels of names that it may have."""
    near = {j for i in range(len(sentence)) if _may_belong(sentence, i) for j in (i - 1, i, i + 1)}
    free = {i for i in near if 0 <= i < len(sentence) and _may_belong(sentence, i)}
    bits = [ANY_NAME if i in free else allowed(None, COVERED - {"DATE"}) for i in range(len(sentence))]
    for start, end in spans(sentence):
        name = kind(sentence, start, end, given)
        for i in range(start, end):
            if name == "O":
                bits[i] = allowed(None, COVERED - {"DATE", "EVENT"})
            elif name is None:
                bits[i] = some_name(i == start)
            else:
                bits[i] = allowed(f"{'I' if i > start else 'B'}-{name}", COVERED)
    return bits


def _may_belong(sentence: Sentence, i: int) -> bool:
    """Whether a word beside names may be a part of one for all that the tags say."""
    columns = sentence[i]
    beside = any(_is_proper(sentence, j) for j in (i - 1, i + 1) if 0 <= j < len(sentence))
    odd = columns[4] in ("POS", "CD", "FW", "GW", "AFX", "HYPH", "_")
    return beside and (odd or i > 0 and columns[1][0].isupper() and columns[3] in ("NOUN", "ADJ", "DET", "PROPN", "X"))
