"""Dragoman beside its peers, on one core: python bench/peers.py --shared ../shared --cnn FOLDER [--markdown FILE].

Three programs read the same texts, one after the other, each in a process of its own:

- Dragoman, from raw text to findings;
- spaCy's CNN pipeline (FOLDER, as bench/spacy_cnn.py trains it on the reader's own sentences) with textacy's rules for
  direct quotations: names and quotations, no events;
- a dictionary coder of TABARI's kind as a floor: in each sentence the first known verb, the last state named before it
  and the first one after it (Schrodt 2001 describes the original); its verbs and names are Dragoman's own.

For each: articles and words a second of one core and the most memory over PolNeAR's dev part (model loaded), and its F1
on the same gold.  Needs the group `bench`.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

SETS = {
    "attribution": "attribution/polnear_dev.jsonl",
    "names": "names/pud_ner.jsonl",
    "events": "events/plover_gsr.jsonl",
}
KINDS = {"PERSON": "PER", "ORG": "ORG", "LOC": "LOC"}
Row = dict[str, Any]
Coder = Callable[[list[Row]], Iterator[Row]]


def rows(path: Path) -> list[Row]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def dragoman(_: Path) -> Coder:
    """Our program: its findings, as `extract` prints them."""
    from dragoman.exchange.findings import findings_line
    from dragoman.pipeline import load_tools, process
    from dragoman.settings import Settings
    from dragoman.types import Findings, Report

    tools = load_tools(Settings(threads=1))

    def code(found: list[Row]) -> Iterator[Row]:
        reports = (Report(r["id"], r["text"], published=r.get("date"), language="en") for r in found)
        for item in process(reports, tools):
            yield json.loads(findings_line(item)) if isinstance(item, Findings) else {"report": {"id": item.origin}}

    return code


def cnn(folder: Path) -> Coder:
    """spaCy's pipeline and textacy's quotations."""
    import spacy
    from simplemma import lemmatize
    from textacy.extract.triples import direct_quotations

    nlp = spacy.load(folder)

    def code(found: list[Row]) -> Iterator[Row]:
        for row in found:
            doc = nlp(row["text"])
            for token in doc:
                token.pos_, token.lemma_ = token.tag_, lemmatize(token.text.lower(), "en")
            yield {
                "id": row["id"],
                "entities": list(entities(doc)),
                "attributions": list(quoted(doc, direct_quotations)),
            }

    return code


def entities(doc: Any) -> Iterator[Row]:
    """The names of the kinds that gold has."""
    for ent in doc.ents:
        if ent.label_ in KINDS:
            yield {"start": ent.start_char, "end": ent.end_char, "type": KINDS[ent.label_]}


def quoted(doc: Any, quotations: Callable[[Any], Iterable[Any]]) -> Iterator[Row]:
    """The quotations as attributions."""
    try:
        found = list(quotations(doc))
    except ValueError:  # textacy gives a text up whose quotation marks do not pair
        return
    for speaker, cue, content in found:
        parts = {"source": speaker, "cue": cue, "content": content}
        yield {name: [[t.idx, t.idx + len(t)] for t in tokens] for name, tokens in parts.items()}


def dictionary(_: Path) -> Coder:
    """First verb of a dictionary, the state before it and the state after it."""
    from dragoman.atlas.atlas import load_atlas

    atlas, verbs = load_atlas(), verb_types()

    def code(found: list[Row]) -> Iterator[Row]:
        for row in found:
            events = [e for part in row["text"].replace("\n", ". ").split(". ") if (e := event(part.split()))]
            yield {"id": row["id"], "events": events}

    def event(words: list[str]) -> Row | None:
        at = next((i for i, w in enumerate(words) if stem(w) in verbs), None)
        if at is None:
            return None
        states = [
            (i, e.target)
            for i in range(len(words))
            if (m := atlas.find(words, i))
            for e in m.entries
            if e.table == "state"
        ]
        before, after = [s for i, s in states if i < at], [s for i, s in states if i > at]
        return {"type": verbs[stem(words[at])], "source": (before or [None])[-1], "target": (after or [None])[0]}

    return code


def stem(word: str) -> str:
    """A word without its commonest endings."""
    bare = word.strip(".,;:\"'()").lower()
    return next((bare[: -len(end)] for end in ("ing", "ed", "es", "s", "e") if bare.endswith(end)), bare)


def verb_types() -> dict[str, str]:
    """The single verbs of Dragoman's lexicon that ask for no object of some kind, cut down, with their first type."""
    import tomllib

    import dragoman

    found: dict[str, str] = {}
    for path in sorted((Path(dragoman.__file__).parent / "lexicons/en/events").glob("[A-Z]*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("verbs", ()):
            for word in () if "object" in entry else entry["words"]:
                if " " not in word and len(word) > 3:
                    found.setdefault(stem(word), path.stem)
    return found


CODERS = {"dragoman": dragoman, "cnn": cnn, "dictionary": dictionary}
NAMES = {"dragoman": "Dragoman", "cnn": "spaCy CNN + textacy", "dictionary": "dictionary coder"}
TASKS = {"dragoman": ("attribution", "names", "events"), "cnn": ("attribution", "names"), "dictionary": ("events",)}


def measured(name: str, shared: Path, folder: Path) -> Row:
    """One program's figures; run in a process of its own."""
    code = CODERS[name](folder)
    texts = rows(shared / "gold" / SETS["attribution"])
    list(code(texts[:4]))
    begun = time.process_time()
    said = list(code(texts))
    seconds = time.process_time() - begun
    words = sum(len(r["text"].split()) for r in texts)
    figures: Row = {"articles": len(texts) / seconds, "words": words / seconds}
    figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    for task in TASKS[name]:
        gold = rows(shared / "gold" / SETS[task])
        figures |= scored(task, gold, said if task == "attribution" else list(code(gold)), shared, name == "dragoman")
    return figures


def scored(task: str, gold: list[Row], said: Iterable[Row], shared: Path, findings: bool) -> Row:
    """F1 by the scorers in shared/score."""
    sys.path.insert(0, str(shared / "score"))
    import score
    import score_attribution
    import score_events
    import score_ner

    by_id = {r["id"]: r for r in gold}
    if findings:
        held = {f["report"]["id"]: f for f in said}
        made = {
            "events": score.score_task_events,
            "attribution": score.score_task_attribution,
            "names": score.score_task_names,
        }
        out = made[task](gold, held)
    elif task == "events":
        out = {}
        for level in score_events.LEVELS:
            hits, predicted, wanted, *_ = score_events.score(gold, list(said), level)
            out[level] = {"f1": score_events.prf(hits, predicted, wanted)[2]}
    elif task == "names":
        out = score_ner.score(by_id, {r["id"]: r for r in said}, types={"PER", "ORG", "LOC"})
    else:
        out = score_attribution.score(by_id, {r["id"]: r for r in said})
    return picked(task, out)


def picked(task: str, out: Row) -> Row:
    """The figures of a task that the table shows."""
    if task == "events":
        return {"type": 100 * out["type"]["f1"], "both": 100 * out["type+src+tgt"]["f1"]}
    if task == "names":
        return {"names": out["exact"]["f1"]}
    return {role: out["token"][role]["f1"] for role in ("source", "content")}


COLUMNS = {
    "articles": ("articles/s", "{:.2f}"),
    "words": ("words/s", "{:,.0f}"),
    "memory": ("MB", "{:,.0f}"),
    "type": ("event types F1", "{:.1f}"),
    "both": ("with both sides F1", "{:.1f}"),
    "source": ("sources F1", "{:.1f}"),
    "content": ("contents F1", "{:.1f}"),
    "names": ("names F1", "{:.1f}"),
}


def table(found: dict[str, Row]) -> str:
    """The figures as a Markdown table."""
    lines = ["| | " + " | ".join(title for title, _ in COLUMNS.values()) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for name, figures in found.items():
        cells = (form.format(figures[key]) if key in figures else "-" for key, (_, form) in COLUMNS.items())
        lines.append(f"| {NAMES[name]} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure each program in a process of its own, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--cnn", type=Path, required=True)
    parser.add_argument("--only", choices=CODERS)
    parser.add_argument("--markdown", type=Path)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measured(options.only, options.shared, options.cnn)))
        return
    found = {}
    for name in CODERS:
        command = [sys.executable, __file__, "--shared", str(options.shared), "--cnn", str(options.cnn), "--only", name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found[name] = json.loads(done.stdout.splitlines()[-1])
    print(table(found))
    if options.markdown:
        options.markdown.write_text(table(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
