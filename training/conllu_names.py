"""Names on treebanks: GUM's entities in the convention of UNER, and what EWT's tags tell about names."""

from functools import cache

from schemes import ANY_NAME, GUM, NAMES, TITLES, allowed

from dragoman.atlas.atlas import load_atlas

COVERED = frozenset(NAMES)
INNER = frozenset({"flat", "compound", "amod", "nummod", "goeswith", "punct"})
MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)


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
    if columns[3] == "PROPN" or columns[1] in "-–&":
        return columns[7] not in ("appos", "conj") or name != "PERSON"
    if columns[3] == "NUM":
        return columns[7] in ("nummod", "flat")
    following = sentence[i + 1] if i + 1 < len(sentence) else columns
    return (
        columns[1] in ("of", "the", "for", "and")
        and following[3] in ("PROPN", "DET")
        and name in ("ORG", "EVENT", "LOC", "MISC")
    )


@cache
def _towns() -> frozenset[str]:
    atlas = load_atlas()
    states = {n for s in atlas.states.values() for n in (s.name, *s.aliases)}
    return frozenset(states | {p.name for p in atlas.places.values() if (getattr(p, "population", 0) or 0) > 50_000})


def ewt_names(sentence: list) -> list[int]:
    """What the gold tags of a sentence say about names, and no more: far from any proper noun there is none; a run
    of proper nouns that is a state or a larger town is LOC; one that hangs together by `flat` is a PERSON."""
    proper = [c[3] == "PROPN" for c in sentence]
    near = [any(proper[max(0, i - 2) : i + 3]) for i in range(len(sentence))]
    bits = [ANY_NAME if n else allowed(None, COVERED - {"DATE"}) for n in near]
    i = 0
    while i < len(sentence):
        end = i
        while end < len(sentence) and proper[end]:
            end += 1
        if end > i and (name := _run_name(sentence, i, end)):
            bits[i:end] = [allowed(f"{'I' if k else 'B'}-{name}", COVERED) for k in range(end - i)]
        i = max(end, i + 1)
    return bits


def _run_name(sentence: list, start: int, end: int) -> str | None:
    words = [c[1] for c in sentence[start:end]]
    if " ".join(words) in _towns():
        return "LOC"
    flat = [c for c in sentence[start + 1 : end] if c[7] == "flat" and int(c[6]) == start + 1]
    is_person = end - start in (2, 3) and len(flat) == end - start - 1 and all(w[0].isupper() for w in words)
    return "PERSON" if is_person and words[0].lower() not in TITLES else None
