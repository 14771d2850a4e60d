"""What the heads for acts and their standing are worth: python training/evaluate_acts.py --model DIR.

Types: the set of PLOVER types of a sentence, against the gold sets, by the surest word of each type.  Standing: at the
gold triggers of the annotated articles.  The rules' own figures beside it come from the findings of
`dragoman extract` (`--found FOLDER` with NAME.jsonl for each gold file); nothing here trains on either.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from corpora import rows
from schemes import EVENTS, STATUSES

from dragoman.language.parse import MODEL
from dragoman.language.reader.network import Network
from dragoman.language.reader.windows import sentence_pieces, windows
from dragoman.language.sentences import sentence_starts
from dragoman.language.tokens import cut, english_tokenizer

TOKENIZER = english_tokenizer()
SETS = ("plover_gsr", "up_petr2_validation", "ngec_headlines")
SURE = (0.3, 0.5, 0.7, 0.9)


def heads(network: Network, text: str) -> tuple[list[tuple[int, int]], np.ndarray, np.ndarray]:
    """Where the words of a text stand, and the probabilities of their acts and standing."""
    blank = cut(TOKENIZER, text)
    words = [blank.texts[i] for i in blank.words]
    pieces = sentence_pieces(words, sentence_starts(words, blank.gaps()), network.pieces)
    outs = network.run(list(windows(pieces)))
    spans = [(blank.starts[i], blank.starts[i] + len(blank.texts[i])) for i in blank.words]
    return spans, np.concatenate([o.acts for o in outs]), np.concatenate([o.statuses for o in outs])


def f1(pairs: list[tuple[set[str], set[str]]]) -> str:
    """Precision, recall and F1 of sets (gold, said)."""
    hit = sum(len(g & s) for g, s in pairs)
    p, r = hit / max(1, sum(len(s) for _, s in pairs)), hit / max(1, sum(len(g) for g, _ in pairs))
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"


def types(network: Network, gold: list[dict], rules: dict[str, set[str]]) -> Iterator[str]:
    """The figures of one set of sentences."""
    wanted = [{e["type"] for e in row["events"]} for row in gold]
    best = [heads(network, row["text"])[1].max(0) for row in gold]
    for sure in SURE:
        said = [{EVENTS[i] for i in range(1, len(EVENTS)) if p[i] >= sure} for p in best]
        yield f"head at {sure}: {f1(list(zip(wanted, said, strict=True)))}"
    if rules:
        known = [rules[row["id"]] for row in gold]
        yield f"rules: {f1(list(zip(wanted, known, strict=True)))}"
        for sure in (0.9, 0.97):
            sums = [
                k | {EVENTS[i] for i in range(1, len(EVENTS)) if p[i] >= sure} for k, p in zip(known, best, strict=True)
            ]
            yield f"rules, and the head at {sure}: {f1(list(zip(wanted, sums, strict=True)))}"
        for doubt in (0.02, 0.1):
            kept = [{t for t in k if p[EVENTS.index(t)] >= doubt} for k, p in zip(known, best, strict=True)]
            yield f"rules, where the head gives {doubt} or more: {f1(list(zip(wanted, kept, strict=True)))}"


def standing(network: Network, gold: list[dict], rules: dict[str, dict[int, str]]) -> Iterator[str]:
    """The figures of the articles: accuracy at gold triggers of the head, and, where the rules read one, of both."""
    right, both, count, shared = 0, [0, 0], 0, 0
    for row in gold:
        spans, _, statuses = heads(network, row["text"])
        for event in row["events"]:
            a, b = event["trigger"]
            inside = [i for i, (x, y) in enumerate(spans) if x < b and a < y]
            said = STATUSES[int(statuses[inside].mean(0).argmax())]
            right, count = right + (said == event["status"]), count + 1
            known = next((s for x, s in rules.get(row["id"], {}).items() if a <= x < b), None)
            if known:
                shared += 1
                both[0] += said == event["status"]
                both[1] += known == event["status"]
    yield f"standing at {count} gold triggers: head {right / count:.3f}"
    if shared:
        yield f"at the {shared} of them that the rules read: head {both[0] / shared:.3f}, rules {both[1] / shared:.3f}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--found", type=Path, help="folder with the findings of the rules, NAME.jsonl")
    options = parser.parse_args()
    network, gold = Network.load(options.model, 2, planned=False), options.shared / "gold"
    found = {} if options.found is None else {p.stem: list(rows(p)) for p in options.found.glob("*.jsonl")}
    for name in SETS:
        rules = {r["report"]["id"]: {m["type"] for m in r["mentions"]} for r in found.get(name, ())}
        for line in types(network, list(rows(gold / f"events/{name}.jsonl")), rules):
            print(f"{name}: {line}")
    articles = [row for p in sorted((gold / "articles").glob("*.json")) for row in rows_of(p)]
    rules = {
        r["report"]["id"]: {m["trigger"][0]: m["status"] for m in r["mentions"]} for r in found.get("articles", ())
    }
    for line in standing(network, articles, rules):
        print(f"articles: {line}")


def rows_of(path: Path) -> list[dict]:
    """The one row of a file of JSON."""
    return [json.loads(path.read_text(encoding="utf-8"))]


if __name__ == "__main__":
    main()
