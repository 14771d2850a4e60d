"""GUM's entities as names in the convention of UNER: no titles, no peoples, no determiners."""

from gazetteer import demonyms, states
from schemes import GUM, MONTHS, NAMES, TITLES, allowed

COVERED = frozenset(NAMES)
INNER = frozenset({"flat", "compound", "amod", "nummod", "goeswith", "punct"})
LOOSE = frozenset({"parataxis", "list", "nmod:unmarked", "obl:unmarked", "dep", "vocative"})


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
    text = " ".join(sentence[i][1] for i in core)
    if not core or name == "PERSON" and _is_no_person(sentence, core) or text in demonyms():
        return
    name = "LOC" if name in ("ORG", "MISC") and text in states() else name
    if not any(tags[i] for i in core):
        for k, i in enumerate(core):
            tags[i] = f"{'I' if k else 'B'}-{name}"


def _is_no_person(sentence: list, core: list[int]) -> bool:
    """Peoples, offices without a name, and addresses of the net."""
    tags = {sentence[i][4] for i in core}
    return bool(tags & {"NNPS", "ADD"}) or all(sentence[i][1].lower() in TITLES for i in core)


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
