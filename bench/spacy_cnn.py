"""spaCy's CNN pipeline beside our reader: python bench/spacy_cnn.py --data DIR --keep FOLDER --minutes 20.

Trains tok2vec, tagger, parser and ner with spaCy's own configuration for efficiency on the very sentences that the
reader learns from (DIR/data.pickle of training/prepare.py: the treebanks, and every name whose label is certain), then
measures both in one run, on one thread: tags and trees of the treebanks' dev files on gold words, names from raw text
against UNER, words a second on news.  Needs PYTHONPATH=src:training.
"""

import argparse
import pickle
import random
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy
from corpora import rows, treebank
from evaluate import names, trees
from schemes import BIO_NAMES, UPOS
from spacy.cli.init_config import init_config
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch

from dragoman.language.parse import Reader

OUTSIDE = 1
BATCH = 64
CORPORA = ("ewt", "gum", "crossner", "re3d")
Figures = dict[str, object]


def docs_of(data: dict, vocab: spacy.Vocab) -> list[Doc]:
    """The training sentences as Docs; a layer that a sentence lacks stays unset."""
    out = []
    for sentence in (s for name in CORPORA for d in data["docs"][name] for s in d):
        out.append(as_doc(sentence, data["relations"], vocab))
    return out


def as_doc(sentence: dict, relations: list[str], vocab: spacy.Vocab) -> Doc:
    """One sentence; names are given where each of its words may have one label only."""
    made: dict[str, list] = {}
    if sentence["heads"]:
        made["tags"] = [UPOS[i] for i in sentence["upos"]]
        made["heads"] = [h - 1 if h else i for i, h in enumerate(sentence["heads"])]
        made["deps"] = [relations[i] if relations[i] != "root" else "ROOT" for i in sentence["labels"]]
    certain = sentence["names"] and all(n.bit_count() == 1 or n & OUTSIDE for n in sentence["names"])
    if certain:
        made["ents"] = ["O" if n & OUTSIDE else BIO_NAMES[n.bit_length() - 1] for n in sentence["names"]]
    return Doc(vocab, words=sentence["words"], **made)


def trained(docs: list[Doc], minutes: float, seed: int, keep: Path) -> Language:
    """A pipeline after so many minutes of processor time, with the mean of its weights."""
    config = init_config(lang="en", pipeline=["tagger", "parser", "ner"], optimize="efficiency", gpu=False)
    config["components"]["tok2vec"]["model"]["embed"]["include_static_vectors"] = False
    config["initialize"]["vectors"] = None
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    examples = [Example(Doc(nlp.vocab, words=[t.text for t in d]), d) for d in docs]
    adam = nlp.initialize(lambda: examples)
    rng, begun, rounds = random.Random(seed), time.process_time(), 0
    while time.process_time() - begun < 60 * minutes:
        rng.shuffle(examples)
        for batch in minibatch(examples, BATCH):
            nlp.update(batch, sgd=adam, drop=0.1)
            if time.process_time() - begun > 60 * minutes:
                break
        rounds += 1
    print(f"spaCy's CNN: {rounds} rounds, in {minutes} minutes of one core, {len(examples)} sentences")
    with nlp.use_params(adam.averages):
        nlp.to_disk(keep)
    return spacy.load(keep)


def tree_figures(nlp: Language, path: Path) -> Figures:
    """UPOS, UAS and LAS on gold words of single sentences, punctuation counted."""
    right, count = [0, 0, 0], 0
    for columns in (s for d in treebank(path) for s in d):
        doc = Doc(nlp.vocab, words=[c[1] for c in columns])
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        for i, c in enumerate(columns):
            hit = doc[i].head.i == (int(c[6]) - 1 if int(c[6]) else i)
            right[0] += doc[i].tag_ == c[3]
            right[1] += hit
            right[2] += hit and doc[i].dep_.lower() == c[7]
        count += len(columns)
    return {k: round(100 * r / count, 2) for k, r in zip(("upos", "uas", "las"), right, strict=True)}


class Plain:
    """A pipeline as `evaluate.names` asks for it."""

    def __init__(self, nlp: Language) -> None:
        """Read with this pipeline."""
        self.nlp = nlp

    def parse(self, texts: Iterable[str]) -> Iterable[Doc]:
        """One Doc a text."""
        return self.nlp.pipe(texts)


def speed(parse: Callable[[list[str]], Iterable[Doc]], texts: list[str]) -> int:
    """Words a second of processor time, the better of two readings."""
    best = 0.0
    for _ in range(2):
        begun = time.process_time()
        words = sum(not t.is_space for doc in parse(texts) for t in doc)
        best = max(best, words / (time.process_time() - begun))
    return round(best)


def main() -> None:
    """Train theirs, and print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="the folder of another reader of ours")
    parser.add_argument("--keep", type=Path, required=True, help="the folder that spaCy's pipeline is written to")
    parser.add_argument("--minutes", type=float, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    data = pickle.loads((options.data / "data.pickle").read_bytes())  # noqa: S301 (written by prepare.py)
    theirs = trained(docs_of(data, spacy.blank("en").vocab), options.minutes, options.seed, options.keep)
    ours = Reader.load(options.model, 1)
    gold, ud = options.shared / "gold", options.shared / "train/ud"
    texts = [r["text"] for r in rows(gold / "attribution/polnear_dev.jsonl")]
    for name in ("ewt", "gum"):
        path = ud / f"en_{name}-ud-dev.conllu"
        print(f"{name} dev, gold words, single sentences: spaCy's {tree_figures(theirs, path)}")
        print(f"{name} dev, gold words, single sentences: ours {trees(ours.network, path, 1)}")
    for name in ("ewt_ner_dev", "pud_ner"):
        path = gold / f"names/{name}.jsonl"
        print(f"{name}, raw text: spaCy's {names(Plain(theirs), path)}")
        print(f"{name}, raw text: ours {names(ours, path)}")
    print(f"words/s of one core: spaCy's {speed(theirs.pipe, texts)}, ours {speed(ours.parse, texts)}")


if __name__ == "__main__":
    main()
