"""Give words acts and their standing: python training/acts.py --data DIR --shared ../shared --found FILE.

The sentences of compose.py become documents of one sentence each.  FILE holds what the program's own rules found in
PolNeAR's training texts (`dragoman extract IN.jsonl --format jsonl`): the word that triggers a mention gets its type
and status, all others of the text none.  So the network learns from rules what it may later see where no rule fits.
Writes DIR/data.pickle anew.
"""

import argparse
import pickle
from pathlib import Path

from compose import Told, sentences
from corpora import rows
from prepare import cut, sentence
from schemes import EVENTS, STATUSES


def layers(words: list[tuple[str, int, int]], told: dict[int, tuple[str, str]]) -> dict[str, list]:
    """The layers of acts over words, given type and status by the character at which the act's word begins."""
    here = [told.get(a) for _, a, _ in words]
    return {
        "events": [EVENTS.index(t[0]) if t else 0 for t in here],
        "status": [STATUSES.index(t[1]) if t and t[1] in STATUSES else None for t in here],
    }


def composed(one: Told) -> list[dict]:
    """A composed sentence as a document."""
    words, _ = cut(one.text)
    told = {} if one.at is None else {one.at: (one.type, one.status)}
    return [sentence([w for w, _, _ in words], **layers(words, told))]


def of_rules(doc: list[dict], text: str, found: dict) -> None:
    """Put the acts that rules found into the sentences of a document."""
    words, _ = cut(text)
    told = {m["trigger"][0]: (m["type"], m["status"]) for m in found["mentions"]}
    made, at = layers(words, told), 0
    for s in doc:
        for name, layer in made.items():
            s[name] = layer[at : at + len(s["words"])]
        at += len(s["words"])


def main() -> None:
    """Add the layers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--found", type=Path, required=True)
    parser.add_argument("--count", type=int, default=7000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    data = pickle.loads((options.data / "data.pickle").read_bytes())  # noqa: S301 (written by prepare.py)
    found = {r["report"]["id"]: r for r in rows(options.found)}
    texts = list(rows(options.shared / "gold/attribution/polnear_train.jsonl.gz"))
    for doc, row in zip(data["docs"]["polnear"], texts, strict=True):
        if row["id"] in found:
            of_rules(doc, row["text"], found[row["id"]])
    data["docs"]["composed"] = [composed(s) for s in sentences(options.count, options.seed)]
    (options.data / "data.pickle").write_bytes(pickle.dumps(data))
    acts = sum(e > 0 for docs in data["docs"].values() for d in docs for s in d for e in s.get("events") or ())
    print(f"{acts} words tell an act, {len(data['docs']['composed'])} sentences are composed")


if __name__ == "__main__":
    main()
