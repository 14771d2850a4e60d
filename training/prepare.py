"""Turn the corpora into numbers for training: python training/prepare.py --shared ../shared --out DIR.

Nothing of a `dev` file is read here.  Each document is a list of sentences; each sentence a dict of equally long
lists over its words, with None for a layer that its corpus does not have.
"""

import argparse
import pickle
from itertools import pairwise
from pathlib import Path

from conllu_links import gum_links
from conllu_names import gum_names
from corpora import rows, treebank
from ewt_names import ewt_names, given_names
from gazetteer import names_of
from schemes import CROSSNER, RE3D, ROLES, TITLES, UPOS, allowed
from spacy.tokens import Doc
from swapping import KINDS, Pools, pools

from dragoman.language.reader.shapes import shape_number
from dragoman.language.sentences import sentence_starts
from dragoman.language.tokens import english_tokenizer

TOKENIZER = english_tokenizer()
LAYERS = ("upos", "heads", "labels", "names", "roles", "fact", "links", "events", "status")


def sentence(words: list[str], **layers: list) -> dict:
    """One sentence with the layers given; the others are None."""
    shapes = [shape_number(w, i == 0) for i, w in enumerate(words)]
    return {"words": words, "shapes": shapes} | {name: layers.get(name) for name in LAYERS}


def parsed(columns: list[list[str]], relations: dict[str, int], **others: list) -> dict:
    """A treebank sentence; new relations are added to `relations`."""
    labels = [relations.setdefault(c[7], len(relations)) for c in columns]
    upos, heads = [UPOS.index(c[3]) for c in columns], [int(c[6]) for c in columns]
    return sentence([c[1] for c in columns], upos=upos, heads=heads, labels=labels, **others)


def gum_document(doc: list, text: str, mentions: list[dict], relations: dict[str, int]) -> list[dict]:
    """A document of GUM with its names and the entities of its words."""
    layers = zip(doc, gum_names(doc, text, mentions), gum_links(doc), strict=True)
    return [parsed(s, relations, names=n, links=k) for s, n, k in layers]


def add_factuality(docs: list[list[dict]], found: list[list[dict]]) -> list[list[dict]]:
    """Give sentences the factuality that the same sentence has in the other corpus; what is left of that corpus."""
    known = {tuple(s["words"]): s["fact"] for d in found for s in d}
    own = {tuple(s["words"]) for d in docs for s in d}
    for s in (s for d in docs for s in d):
        s["fact"] = known.get(tuple(s["words"]))
    return [d for d in found if not own.issuperset(tuple(s["words"]) for s in d)]


def cut(text: str) -> tuple[Doc, list[tuple[int, int]]]:
    """The words of a text without its blanks, as a spaCy Doc, and its sentences as ranges of token numbers."""
    doc = TOKENIZER(text)
    words = [t for t in doc if not t.is_space]
    ends = [w.idx + len(w) for w in words]
    gaps = [text[a : b.idx] for a, b in zip(ends, words[1:], strict=False)] + [""]
    starts = [i for i, s in enumerate(sentence_starts([w.text for w in words], gaps)) if s]
    return [(w.text, w.idx, w.idx + len(w)) for w in words], list(pairwise([*starts, len(words)]))


def bio(words: list[tuple[str, int, int]], spans: list[list[int]]) -> list[int]:
    """0, 1 or 2 for each word: outside, first, inside of one of the spans."""
    tags = [0] * len(words)
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        inside = [i for i, (_, a, b) in enumerate(words) if a < end and start < b]
        if inside and not any(tags[i] for i in inside):
            tags[inside[0]] = 1
            tags[inside[0] + 1 : inside[-1] + 1] = [2] * (len(inside) - 1)
    return tags


def attributions(row: dict) -> list[dict]:
    """A document of PolNeAR: who is cited (source), how (cue), for what (content)."""
    words, ranges = cut(row["text"])
    roles = [bio(words, [s for a in row["attributions"] for s in a[role]]) for role in ROLES]
    return [sentence([w for w, _, _ in words[a:b]], roles=[r[a:b] for r in roles]) for a, b in ranges]


def factuality(row: dict, spaced: bool) -> list[dict]:
    """Sentences with a number from -3 (did not happen) to 3 (did) at the annotated words."""
    words, ranges = cut(row["text"])
    if spaced:
        words, at = [], 0
        for word in row["text"].split():
            at = row["text"].index(word, at)
            words.append((word, at, at + len(word)))
        ranges = [(0, len(words))]
    value = {e["start"]: e["factuality"] for e in row["events"]}
    return [sentence([w for w, _, _ in words[a:b]], fact=[value.get(s) for _, s, _ in words[a:b]]) for a, b in ranges]


def crossner(row: dict) -> list[dict]:
    """A sentence of CrossNER politics; it marks no dates."""
    covered = frozenset(CROSSNER.values())
    tags = [None if t == "O" else f"{t[:2]}{CROSSNER[t[2:]]}" for t in row["bio"]]
    return [sentence(row["tokens"], names=[allowed(t, covered) for t in tags])]


def re3d(row: dict) -> list[dict]:
    """A document of re3d; persons lose their titles, and nested names go."""
    words, ranges = cut(row["text"])
    tags: list[str | None] = [None] * len(words)
    for entity in sorted(row["entities"], key=lambda e: e["start"] - e["end"]):
        name = RE3D.get(entity["type"])
        inside = [i for i, (_, a, b) in enumerate(words) if a < entity["end"] and entity["start"] < b]
        while inside and words[inside[0]][0].lower() in TITLES:
            inside = inside[1:]
        if not inside or any(tags[i] for i in inside) or name is None or not _is_name(words, inside, name):
            continue
        tags[inside[0]] = f"B-{name}"
        for i in inside[1:]:
            tags[i] = f"I-{name}"
    covered = frozenset(RE3D.values())
    return [sentence([w for w, _, _ in words[a:b]], names=[allowed(t, covered) for t in tags[a:b]]) for a, b in ranges]


def _is_name(words: list[tuple[str, int, int]], inside: list[int], name: str) -> bool:
    capitals = [words[i][0][0].isupper() for i in inside]
    return name == "DATE" or (all(capitals) if name == "PERSON" else any(capitals))


def corpora(shared: Path) -> tuple[dict[str, list[list[dict]]], list[str]]:
    """All training documents by corpus, and the relations of the treebanks."""
    relations: dict[str, int] = {}
    gold, trees = shared / "gold", shared / "train" / "ud"
    entities = list(rows(gold / "names/gum_entities_train.jsonl.gz"))
    ewt, gum = (list(treebank(trees / f"en_{n}-ud-train.conllu.gz")) for n in ("ewt", "gum"))
    given = given_names([*ewt, *gum])
    out = {
        "ewt": [[parsed(s, relations, names=ewt_names(s, given)) for s in d] for d in ewt],
        "gum": [gum_document(d, r["text"], r["mentions"], relations) for d, r in zip(gum, entities, strict=True)],
        "polnear": [attributions(r) for r in rows(gold / "attribution/polnear_train.jsonl.gz")],
        "crossner": [crossner(r) for r in rows(gold / "names/crossner_politics_train.jsonl")],
        "re3d": [re3d(r) for r in rows(gold / "relations/re3d.jsonl")],
        "meantime": [factuality(r, False) for r in rows(gold / "factuality/factuality_meantime_train.jsonl")],
    }
    ih2 = [factuality(r, True) for r in rows(gold / "factuality/factuality_uds_ih2_train.jsonl")]
    out["uds"] = add_factuality(out["ewt"], ih2)
    return out, list(relations)


def atlas_pools() -> Pools:
    """The atlas's names by kind and number of words."""
    return pools((kind, tuple(name.split())) for kind in KINDS for name in names_of(kind))


def main() -> None:
    """Write DIR/data.pickle."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    docs, relations = corpora(options.shared)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "data.pickle").write_bytes(
        pickle.dumps({"docs": docs, "relations": relations, "pools": atlas_pools()})
    )
    for name, found in docs.items():
        print(f"{name}: {len(found)} documents, {sum(len(s['words']) for d in found for s in d)} words")


if __name__ == "__main__":
    main()
