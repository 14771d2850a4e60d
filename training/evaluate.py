"""Measure the reader on what it never saw: python training/evaluate.py --shared ../shared [--json FILE].

Runs without torch.  On gold words: tags and trees of the treebanks' dev files, sentences singly and in windows.
From raw text: names against UNER (EWT and PUD), attribution against PolNeAR, both as the program reads them, and
words, sentences and trees of GUM's documents as the CoNLL 2018 evaluation counts them.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpora import gum_texts, rows, treebank
from evaluate_links import coreference
from schemes import CROSSNER
from spacy.tokens import Doc

from dragoman.language.parse import Reader
from dragoman.language.reader.filling import Analysis, analysis
from dragoman.language.reader.network import Network
from dragoman.language.reader.windows import WINDOW, sentence_pieces, windows

NAMES = {"PERSON": "PER", "ORG": "ORG", "LOC": "LOC"}
MAPPED = ("PERSON", "ORG", "LOC", "EVENT")
ROLES = ("source", "cue", "content")
Spans = set[tuple[int, int, str]]


def percent(right: int, found: int, gold: int) -> float:
    """F1 in percent."""
    return round(200 * right / (found + gold), 2) if found + gold else 0.0


def read_words(network: Network, sentences: list[list[str]], limit: int) -> Analysis:
    """What the model says about sentences whose words are given, in windows of up to `limit` pieces."""
    words = [w for s in sentences for w in s]
    starts = [i == 0 for s in sentences for i in range(len(s))]
    found = list(windows(sentence_pieces(words, starts, network.pieces), limit))
    return analysis(list(zip(found, network.run(found), strict=True)), network.labels, words)


def trees(network: Network, path: Path, limit: int) -> dict[str, float]:
    """UPOS, UAS and LAS on gold words, punctuation counted."""
    right, count = [0, 0, 0], 0
    for doc in treebank(path):
        found = read_words(network, [[c[1] for c in s] for s in doc], limit)
        at = 0
        for sentence in doc:
            for i, columns in enumerate(sentence):
                head = at + int(columns[6]) - 1 if int(columns[6]) else at + i
                hit = found.heads[at + i] == head
                right[0] += found.upos[at + i] == columns[3]
                right[1] += hit
                right[2] += hit and found.deps[at + i] == columns[7]
            at += len(sentence)
        count += at
    return {k: round(100 * r / count, 2) for k, r in zip(("upos", "uas", "las"), right, strict=True)}


def raw_trees(reader: Reader, path: Path, texts: list[str]) -> dict[str, float]:
    """F1 of words, sentences, UPOS and labelled arcs from raw documents."""
    sums = {k: [0, 0, 0] for k in ("words", "sentences", "upos", "uas", "las")}
    for gold_doc, text, doc in zip(treebank(path), texts, reader.parse(texts), strict=True):
        gold, found = gold_facts(gold_doc, text), doc_facts(doc)
        for key, total in sums.items():
            total[0] += len(gold[key] & found[key])
            total[1] += len(found[key])
            total[2] += len(gold[key])
    return {k: percent(*v) for k, v in sums.items()}


def gold_facts(doc: list[list[list[str]]], text: str) -> dict[str, set]:
    """Everything about a treebank document as sets of facts with character offsets."""
    at, facts = 0, {k: set() for k in ("words", "sentences", "upos", "uas", "las")}
    for sentence in doc:
        spans = []
        for columns in sentence:
            begin = text.index(columns[1], at)
            at = begin + len(columns[1])
            spans.append((begin, at))
        facts["sentences"].add((spans[0][0], spans[-1][1]))
        for span, columns in zip(spans, sentence, strict=True):
            head = spans[int(columns[6]) - 1] if int(columns[6]) else None
            add(facts, span, columns[3], head, columns[7])
    return facts


def add(facts: dict[str, set], span: tuple[int, int], upos: str, head: tuple[int, int] | None, label: str) -> None:
    """Add one word's facts."""
    facts["words"].add(span)
    facts["upos"].add((span, upos))
    facts["uas"].add((span, head))
    facts["las"].add((span, head, label))


def doc_facts(doc: Doc) -> dict[str, set]:
    """The same facts of a Doc."""
    facts: dict[str, set] = {k: set() for k in ("words", "sentences", "upos", "uas", "las")}
    for sent in doc.sents:
        words = [t for t in sent if not t.is_space]
        if words:
            facts["sentences"].add((words[0].idx, words[-1].idx + len(words[-1])))
        for t in words:
            head = None if t.head.i == t.i else (t.head.idx, t.head.idx + len(t.head))
            add(facts, (t.idx, t.idx + len(t)), t.pos_, head, t.dep_)
    return facts


def names(reader: Reader, path: Path) -> dict[str, float]:
    """F1 of exact PER, ORG and LOC from raw text."""
    table = list(rows(path))
    counts: dict[str, list[int]] = {k: [0, 0, 0] for k in ("all", *NAMES.values())}
    for row, doc in zip(table, reader.parse(r["text"] for r in table), strict=True):
        gold = {(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in counts}
        found = {(e.start_char, e.end_char, NAMES[e.label_]) for e in doc.ents if e.label_ in NAMES}
        for kind, total in counts.items():
            g, f = ({s for s in spans if kind in ("all", s[2])} for spans in (gold, found))
            total[0], total[1], total[2] = total[0] + len(g & f), total[1] + len(f), total[2] + len(g)
    return {k: percent(*v) for k, v in counts.items()}


def crossner(reader: Reader, path: Path) -> dict[str, float]:
    """F1 of exact spans over CrossNER's kinds that map to ours; its words are joined by blanks and read as text."""
    table = list(rows(path))
    counts: dict[str, list[int]] = {k: [0, 0, 0] for k in ("all", *MAPPED)}
    for row, doc in zip(table, reader.parse(" ".join(r["tokens"]) for r in table), strict=True):
        gold = bio_spans(row["tokens"], row["bio"])
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in MAPPED}
        for kind, total in counts.items():
            g, f = ({s for s in spans if kind in ("all", s[2])} for spans in (gold, found))
            total[0], total[1], total[2] = total[0] + len(g & f), total[1] + len(f), total[2] + len(g)
    return {k: percent(*v) for k, v in counts.items()}


def bio_spans(words: list[str], tags: list[str]) -> Spans:
    """The spans of tags over words that are joined by blanks, of MAPPED kinds."""
    found, at = [], 0
    for word, tag in zip(words, tags, strict=True):
        if tag.startswith("B"):
            found.append([at, at + len(word), CROSSNER[tag[2:]]])
        elif tag.startswith("I"):
            found[-1][1] = at + len(word)
        at += len(word) + 1
    return {(a, b, k) for a, b, k in found if k in MAPPED}


def attribution_rows(reader: Reader, path: Path) -> Iterator[tuple[dict, dict]]:
    """Gold rows and what the taggers say in the same form, one attribution a stretch."""
    table = list(rows(path))
    for row, doc in zip(table, reader.parse(r["text"] for r in table), strict=True):
        marks = [{r: [[s.start_char, s.end_char]] for r in (role,)} for role in ROLES for s in doc.spans[role]]
        yield row, {"id": row["id"], "attributions": [dict.fromkeys(ROLES, []) | m for m in marks]}


def attribution(reader: Reader, path: Path, scorer: Path) -> dict[str, float]:
    """Token F1 of source, cue and content from raw text, as shared/score counts them."""
    sys.path.insert(0, str(scorer))
    from score_attribution import score

    pairs = list(attribution_rows(reader, path))
    result = score({g["id"]: g for g, _ in pairs}, {p["id"]: p for _, p in pairs})
    return {role: result["token"][role]["f1"] for role in ROLES}


def factuality(network: Network, found: Iterable[dict]) -> dict[str, float]:
    """Mean absolute error, Pearson's r, and percent of did happen against did not, on annotated words."""
    gold, said = [], []
    for row in found:
        words = row["text"].split()
        values = {e["start"]: e["factuality"] for e in row["events"]}
        pieces = sentence_pieces(words, [i == 0 for i in range(len(words))], network.pieces)
        out = [o.factuality.tolist() for o in network.run(list(windows(pieces)))]
        at = 0
        for word, value in zip(words, [v for part in out for v in part], strict=True):
            at = row["text"].index(word, at)
            if at in values:
                gold.append(values[at])
                said.append(max(-3.0, min(3.0, value)))
            at += len(word)
    pairs = list(zip(gold, said, strict=True))
    told = [(a > 0, b > 0) for a, b in pairs if a]
    return {
        "mae": round(sum(abs(a - b) for a, b in pairs) / len(gold), 3),
        "r": pearson(gold, said),
        "happened or not": round(100 * sum(a == b for a, b in told) / len(told), 2),
        "by always the commoner": round(100 * max(sum(a for a, _ in told), sum(not a for a, _ in told)) / len(told), 2),
    }


def pearson(a: list[float], b: list[float]) -> float:
    """The correlation of two lists."""
    ma, mb = sum(a) / len(a), sum(b) / len(b)
    shared = sum((x - ma) * (y - mb) for x, y in zip(a, b, strict=True))
    return round(shared / (sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b)) ** 0.5, 3)


def measure(folder: Path | None, shared: Path, threads: int, quick: bool) -> dict[str, dict[str, float]]:
    """All figures, by name."""
    reader = Reader.load(folder, threads)
    network, gold, ud = reader.network, shared / "gold", shared / "train/ud"
    out = {
        "EWT dev, gold words, sentences singly": trees(network, ud / "en_ewt-ud-dev.conllu", 1),
        "GUM dev, gold words, sentences singly": trees(network, ud / "en_gum-ud-dev.conllu", 1),
        "EWT dev, gold words, windows as read": trees(network, ud / "en_ewt-ud-dev.conllu", WINDOW),
        "GUM dev, gold words, windows as read": trees(network, ud / "en_gum-ud-dev.conllu", WINDOW),
        "UNER EWT dev, names from raw text": names(reader, gold / "names/ewt_ner_dev.jsonl"),
        "UNER PUD, names from raw text": names(reader, gold / "names/pud_ner.jsonl"),
        "CrossNER politics dev, names": crossner(reader, gold / "names/crossner_politics_dev.jsonl"),
        "PolNeAR dev, token F1 from raw text": attribution(
            reader, gold / "attribution/polnear_dev.jsonl", shared / "score"
        ),
    }
    if not quick:
        texts = gum_texts(gold / "names/gum_entities_dev.jsonl")
        out["GUM dev, from raw text"] = raw_trees(reader, ud / "en_gum-ud-dev.conllu", texts)
        uds = rows(gold / "factuality/factuality_uds_ih2_dev.jsonl")
        out["UDS-IH2 dev, factuality on gold words"] = factuality(network, uds)
        meantime = rows(gold / "factuality/factuality_meantime_dev.jsonl")
        out["MEANTIME dev, factuality on gold words"] = factuality(network, meantime)
        links = coreference(reader, ud / "en_gum-ud-dev.conllu", texts)
        out["GUM dev, coreference from raw text"] = links
    return out


def main() -> None:
    """Print the figures, and write them as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="leave out the slower measurements")
    options = parser.parse_args()
    found = measure(options.model, options.shared, options.threads, options.quick)
    for name, figures in found.items():
        print(f"{name}: " + ", ".join(f"{k} {v}" for k, v in figures.items()))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
