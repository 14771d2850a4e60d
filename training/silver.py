"""Let a trained reader vote on names: python training/silver.py --data DIR [--model FOLDER] [--share 0.3].

A name that stands in a corpus several times is of the kind that the model sees in it most, all places together; the
words of clear cases become labels, unclear ones stay unknown.  In EWT the names are those that its gold tags show, and
the votes are asked for their kind alone.  What the atlas lists is what the atlas says.  Writes
DIR/data.pickle anew; training goes on with --resume and more --minutes.
"""

import argparse
import pickle
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from ewt_names import ENTITIES, some_name
from gazetteer import demonyms, listed
from schemes import ANY_NAME, BIO_NAMES, NAMES, TITLES, allowed

from dragoman.language.parse import MODEL
from dragoman.language.reader.network import Network
from dragoman.language.reader.tags import named
from dragoman.language.reader.windows import sentence_pieces, windows

CLEAR = 0.7  # the share of the votes that the first kind must have
ALONE = 0.9  # how sure the model must be of a name that stands in the corpus once
NO_NAME = 0.95
POSSIBLE = 0.1  # the share of a kind that is not ruled out
OUTSIDE = 1 << BIO_NAMES.index("O")
COVERED = frozenset(NAMES)
Spans = list[tuple[int, int, str]]


def read(network: Network, doc: list[dict]) -> tuple[list[str], np.ndarray, Spans]:
    """The words of a document, the probabilities of their labels of names, and the names, titles cut off."""
    words = [w for s in doc for w in s["words"]]
    starts = [i == 0 for s in doc for i in range(len(s["words"]))]
    pieces = sentence_pieces(words, starts, network.pieces)
    tags = np.concatenate([o.names for o in network.run(list(windows(pieces)))])
    spans = []
    for a, b, kind in named(tags, network.labels.names):
        while a < b and kind == "PERSON" and words[a].lower().rstrip(".") in TITLES:
            a += 1
        if a < b and all("@" not in w and "." not in w[1:-1] for w in words[a:b]):
            spans.append((a, b, kind))
    return words, tags, spans


def vote(found: list[tuple[list[str], np.ndarray, Spans]]) -> dict[str, str]:
    """The kind of each name that the corpus is clear about."""
    votes: dict[str, Counter] = defaultdict(Counter)
    times: Counter = Counter()
    for words, tags, spans in found:
        for a, b, _ in spans:
            name = " ".join(words[a:b])
            times[name] += 1
            for i, label in enumerate(BIO_NAMES[1:], start=1):
                votes[name][label[2:]] += float(tags[a:b, i].mean())
    clear = {}
    for name, count in votes.items():
        if name in demonyms():
            continue
        kind, mass = count.most_common(1)[0]
        if known := listed(name):
            clear[name] = known
        elif mass >= (CLEAR if times[name] > 1 else ALONE) * times[name]:
            clear[name] = kind
    return clear


def bits(words: list[str], tags: np.ndarray, spans: Spans, clear: dict[str, str]) -> list[int]:
    """What each word of a document may be after the vote."""
    out = [allowed(None, COVERED) if p > NO_NAME else ANY_NAME for p in tags[:, 0].tolist()]
    for a, b, _ in spans:
        kind = clear.get(" ".join(words[a:b]))
        for i in range(a, b):
            out[i] = ANY_NAME if kind is None else allowed(f"{'I' if i > a else 'B'}-{kind}", COVERED)
    return out


def known_spans(sentence: dict) -> list[tuple[int, int]]:
    """The names of a sentence whose place is known and whose kind is not."""
    found, names = [], sentence["names"] or []
    for i, may in enumerate(names):
        if may == some_name(True):
            end = i + 1
            while end < len(names) and names[end] == some_name(False):
                end += 1
            found.append((i, end))
    return found


def kinds_of_known(network: Network, docs: list[list[dict]]) -> int:
    """Give the names whose place alone is known the kind that the votes are clear about, else likely ones or none."""
    places: dict[str, list[tuple[dict, int, int]]] = defaultdict(list)
    mass: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(len(ENTITIES)))
    for doc in docs:
        _, tags, _ = read(network, doc)
        at = 0
        for s in doc:
            for a, b in known_spans(s):
                name = " ".join(s["words"][a:b])
                places[name].append((s, a, b))
                mass[name] += by_kind(tags[at + a : at + b])
            at += len(s["words"])
    for name, found in places.items():
        shares = mass[name] / len(found)
        enough = CLEAR if len(found) > 1 else ALONE
        clear = shares.max() >= enough
        likely = [
            k for k, share in zip(ENTITIES, shares, strict=True) if share >= (shares.max() if clear else POSSIBLE)
        ]
        for s, a, b in found:
            for i in range(a, b):
                some = sum(allowed(f"{'I' if i > a else 'B'}-{k}", COVERED) for k in likely)
                s["names"][i] = some if clear else some | OUTSIDE
    return sum(m.max() >= CLEAR * len(places[n]) for n, m in mass.items())


def by_kind(tags: np.ndarray) -> np.ndarray:
    """How likely each kind of ENTITIES is for a name, given that it is one."""
    columns = [[BIO_NAMES.index(f"{p}-{k}") for p in "BI"] for k in ENTITIES]
    sums = np.array([tags[:, c].sum() for c in columns]) + 1e-6
    return sums / sums.sum()


def relabel(network: Network, docs: list[list[dict]]) -> int:
    """Put the votes into documents of which nothing is known; how many names were clear."""
    found = [read(network, doc) for doc in docs]
    clear = vote(found)
    for doc, (words, tags, spans) in zip(docs, found, strict=True):
        fresh, at = bits(words, tags, spans, clear), 0
        for sentence in doc:
            sentence["names"] = fresh[at : at + len(sentence["words"])]
            at += len(sentence["words"])
    return len(clear)


def main() -> None:
    """Vote on EWT and a part of PolNeAR."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--share", type=float, default=0.3, help="of PolNeAR")
    options = parser.parse_args()
    data = pickle.loads((options.data / "data.pickle").read_bytes())  # noqa: S301 (written by prepare.py)
    network = Network.load(options.model, 2)
    news = data["docs"]["polnear"]
    print(f"ewt: {kinds_of_known(network, data['docs']['ewt'])} names are clear")
    print(f"polnear: {relabel(network, news[: int(len(news) * options.share)])} names are clear")
    (options.data / "data.pickle").write_bytes(pickle.dumps(data))


if __name__ == "__main__":
    main()
