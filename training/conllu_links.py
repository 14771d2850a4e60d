"""GUM's coreference on its treebank: for each word the entity that it is the main word of a mention of."""

import re

from dragoman.language.reader.links import is_candidate

OPENED = re.compile(r"\((?P<id>\d+)(?:\[\d+/\d+\])?-[^()]*(?P<closed>\))?|(?P<end>\d+)(?:\[\d+/\d+\])?\)")


def gum_links(doc: list[list[list[str]]]) -> list[list[int | None]]:
    """For each word of each sentence the number of its entity, 0 for a word that could be of one, None for others."""
    return [_sentence(s) for s in doc]


def _sentence(sentence: list[list[str]]) -> list[int | None]:
    out = [0 if is_candidate(c[3], c[7]) else None for c in sentence]
    for start, end, entity in sorted(_mentions(sentence), key=lambda m: m[1] - m[0]):
        head = next(i for i in range(start, end) if not start <= int(sentence[i][6]) - 1 < end)
        if out[head] is not None:
            out[head] = entity
    return out


def _mentions(sentence: list[list[str]]) -> list[tuple[int, int, int]]:
    """Ranges of words with the number of their entity; pieces of one mention stand for themselves."""
    found, opened = [], []
    for i, columns in enumerate(sentence):
        marks = next((f.removeprefix("Entity=") for f in columns[9].split("|") if f.startswith("Entity=")), "")
        for mark in OPENED.finditer(marks):
            if mark["id"] and mark["closed"]:
                found.append((i, i + 1, int(mark["id"])))
            elif mark["id"]:
                opened.append((i, int(mark["id"])))
            else:
                place = max(n for n, (_, e) in enumerate(opened) if e == int(mark["end"]))
                found.append((opened[place][0], i + 1, opened.pop(place)[1]))
    return found
