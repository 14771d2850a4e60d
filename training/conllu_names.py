"""Names on treebanks: GUM's entities in the convention of UNER, and what EWT's tags tell about names."""

from functools import cache

from schemes import ANY_NAME, BIO_NAMES, GUM, NAMES, TITLES, allowed

from dragoman.atlas.atlas import load_atlas

COVERED = frozenset(NAMES)
INNER = frozenset({"flat", "compound", "amod", "nummod", "goeswith", "punct"})
LOOSE = frozenset({"parataxis", "list", "nmod:unmarked", "obl:unmarked", "dep", "vocative"})
_WORDS_OF_MONTHS = (
    "january february march april may june july august september october november december monday tuesday"
    " wednesday thursday friday saturday sunday"
)
MONTHS = frozenset(_WORDS_OF_MONTHS.split())


def gum_names(doc: list, text: str, mentions: list[dict]) -> list[list[int]]:
    """For each sentence the labels its words may have; the longest named mention wins."""
    places = _offsets(doc, text)
    tags: list[list[str | None]] = [[None] * len(s) for s in doc]
    for mention in sorted(mentions, key=lambda m: m["start"] - m["end"]):
        inside = [(s, w) for s, w, a in _within(places, mention["start"], mention["end"])]
        if inside and (name := GUM.get(mention["type"])):
            number = inside[0][0]
            words = [w for s, w in inside if s == number]
            _mark(doc[number], words, name, tags[number])
    return [[allowed(t, COVERED) for t in row] for row in tags]


def _offsets(doc: list, text: str) -> list[tuple[int, int, int]]:
    found, at = [], 0
    for s, sentence in enumerate(doc):
        for w, columns in enumerate(sentence):
            at = text.index(columns[1], at)
            found.append((s, w, at))
            at += len(columns[1])
    return found


def _within(places: list[tuple[int, int, int]], start: int, end: int) -> list[tuple[int, int, int]]:
    return [p for p in places if start <= p[2] < end]


def _mark(sentence: list, words: list[int], name: str, tags: list[str | None]) -> None:
    core = _dates(sentence, words) if name == "DATE" else _core(sentence, words, name)
    if core and not any(tags[i] for i in core):
        for k, i in enumerate(core):
            tags[i] = f"{'I' if k else 'B'}-{name}"


def _dates(sentence: list, words: list[int]) -> list[int]:
    known = any(sentence[i][3] == "NUM" or sentence[i][1].lower() in MONTHS for i in words)
    while words and sentence[words[0]][3] in ("DET", "ADP"):
        words = words[1:]
    return words if known and len(words) <= 6 else []


def _core(sentence: list, words: list[int], name: str) -> list[int]:
    """The run of words around the mention's head that is its name: no determiner, no title, no relative clause."""
    members = set(words)
    head = next(i for i in words if int(sentence[i][6]) - 1 not in members)
    if sentence[head][3] != "PROPN":
        return []
    start = end = head
    while start - 1 in members and _joins(sentence, start - 1):
        start -= 1
    while end + 1 in members and _follows(sentence, end + 1, name):
        end += 1
    while start < end and (name == "PERSON" and sentence[start][1].lower() in TITLES or sentence[start][3] == "PUNCT"):
        start += 1
    while end > start and sentence[end][3] in ("PUNCT", "ADP", "DET", "PART"):
        end -= 1
    return list(range(start, end + 1))


def _joins(sentence: list, i: int) -> bool:
    columns = sentence[i]
    return columns[3] == "PROPN" or columns[7] in INNER and (columns[1][0].isupper() or columns[1] in "-–'’&.")


def _follows(sentence: list, i: int, name: str) -> bool:
    columns = sentence[i]
    if columns[7] in LOOSE or (columns[7] in ("appos", "conj") and name in ("PERSON", "LOC")):
        return False
    if columns[3] == "PROPN" or columns[1] in "-–&":
        return True
    if columns[3] == "NUM":
        return columns[7] in ("nummod", "flat")
    following = sentence[i + 1] if i + 1 < len(sentence) else columns
    return (
        columns[1] in ("of", "the", "for", "and")
        and following[3] in ("PROPN", "DET")
        and name in ("ORG", "EVENT", "LOC", "MISC")
    )


@cache
def _gazetteer() -> dict[str, str]:
    """States and larger towns are LOC, the atlas's bodies, organisations and outlets ORG; what is both is left out."""
    atlas = load_atlas()
    places = {n for s in atlas.states.values() for n in (s.name, *s.aliases)}
    places |= {p.name for p in atlas.places.values() if (p.population or 0) > 50_000}
    bodies = [*atlas.bodies.values(), *atlas.organisations.values(), *atlas.outlets.values()]
    orgs = {n for b in bodies for n in (b.name, *b.aliases)}
    return dict.fromkeys(places - orgs, "LOC") | dict.fromkeys(orgs - places, "ORG")


def given_names(docs: list[list[list]]) -> frozenset[str]:
    """First words of names of two or three words that hang together by `flat`, at least two of them."""
    seen: dict[str, set[str]] = {}
    for sentence in (s for d in docs for s in d):
        for start, end in _runs(sentence):
            if _is_person(sentence, start, end):
                seen.setdefault(sentence[start][1], set()).add(sentence[end - 1][1])
    return frozenset(w for w, rest in seen.items() if len(rest) > 1 and w not in _gazetteer() and w.isalpha())


def ewt_names(sentence: list, given: frozenset[str]) -> list[int]:
    """What the gold tags and trees of a sentence say about names, and no more.

    Far from any proper noun there is none; words that do not hang together are not one name; a run of proper nouns
    that the atlas lists is what the atlas says; one that hangs together by `flat`, or is a given name, is a PERSON.
    """
    proper = [c[3] == "PROPN" for c in sentence]
    near = [any(proper[max(0, i - 2) : i + 3]) for i in range(len(sentence))]
    bits = [ANY_NAME if n else allowed(None, COVERED - {"DATE"}) for n in near]
    for start, end in _runs(sentence):
        if start and sentence[start - 1][3] in APART:
            bits[start] &= ~INSIDE
        if name := _run_name(sentence, start, end, given):
            bits[start:end] = [allowed(f"{'I' if k else 'B'}-{name}", COVERED) for k in range(end - start)]
    return bits


INSIDE = sum(1 << i for i, n in enumerate(BIO_NAMES) if n.startswith("I-"))
APART = frozenset({"VERB", "AUX", "SCONJ", "PRON", "ADV"})


def _runs(sentence: list) -> list[tuple[int, int]]:
    """Ranges of proper nouns that hang on each other inside one name."""
    found, start = [], None
    for i in range(len(sentence) + 1):
        here = i < len(sentence) and sentence[i][3] == "PROPN"
        if start is not None and (not here or _top(sentence, i) != _top(sentence, i - 1)):
            found.append((start, i))
            start = None
        if here and start is None:
            start = i
    return found


def _top(sentence: list, i: int) -> int:
    while (
        sentence[i][7] in ("flat", "compound", "goeswith", "nummod", "amod")
        and sentence[int(sentence[i][6]) - 1][3] == "PROPN"
    ):
        i = int(sentence[i][6]) - 1
    return i


def _is_person(sentence: list, start: int, end: int) -> bool:
    flat = [c for c in sentence[start + 1 : end] if c[7] == "flat" and int(c[6]) == start + 1]
    words = [c[1] for c in sentence[start:end]]
    whole = end - start in (2, 3) and len(flat) == end - start - 1 and all(w[0].isupper() for w in words)
    return whole and words[0].lower() not in TITLES


def _run_name(sentence: list, start: int, end: int, given: frozenset[str]) -> str | None:
    words = [c[1] for c in sentence[start:end]]
    if listed := _gazetteer().get(" ".join(words)):
        return listed
    is_given = len(words) == 1 and words[0] in given
    return "PERSON" if is_given or _is_person(sentence, start, end) else None
