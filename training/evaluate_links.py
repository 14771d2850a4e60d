"""How often a pronoun, a name or a description is linked to the right entity, from raw text."""

from collections.abc import Sequence
from pathlib import Path

from conllu_links import gum_links
from corpora import treebank

from dragoman.language.parse import Reader

KINDS = {"PRON": "pronouns", "PROPN": "names", "NOUN": "descriptions"}
Gold = dict[int, tuple[int, str]]


def gold_heads(doc: list[list[list[str]]], text: str) -> Gold:
    """By the place where the main word of a mention begins: its entity and its kind."""
    at, found = 0, {}
    for sentence, entities in zip(doc, gum_links(doc), strict=True):
        for columns, entity in zip(sentence, entities, strict=True):
            begin = text.index(columns[1], at)
            at = begin + len(columns[1])
            if entity:
                found[begin] = (entity, KINDS[columns[3]])
    return found


def coreference(reader: Reader, path: Path, texts: Sequence[str]) -> dict[str, float]:
    """Percent of those that mean somebody or something mentioned before which are linked to a mention of the same.

    `right` is the percent of the links from mentions that lead to the same entity.
    """
    hits, counts = dict.fromkeys(KINDS.values(), 0), dict.fromkeys(KINDS.values(), 0)
    right = made = 0
    for gold_doc, text, doc in zip(treebank(path), texts, reader.parse(texts), strict=True):
        gold = gold_heads(gold_doc, text)
        said = {doc[a].idx: doc[b].idx for a, b in doc._.coref}
        before: set[int] = set()
        for place, (entity, kind) in sorted(gold.items()):
            target = gold.get(said.get(place, -1), (0, ""))[0]
            made += place in said
            right += target == entity
            if entity in before:
                counts[kind] += 1
                hits[kind] += target == entity
            before.add(entity)
    both = (hits["pronouns"] + hits["names"]) / max(1, counts["pronouns"] + counts["names"])
    shares = {k: round(100 * hits[k] / max(1, n), 2) for k, n in counts.items()}
    return {"pronouns and names": round(100 * both, 2)} | shares | {"right": round(100 * right / max(1, made), 2)}
