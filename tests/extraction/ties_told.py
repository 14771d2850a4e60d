"""Ties that invented texts tell, and how many the program finds: `python tests/extraction/ties_told.py [--misses]`."""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Findings, Report, Tie

HERE = Path(__file__).parent
HALVES = ("open", "sealed", "articles")


@dataclass(frozen=True)
class Told:
    """A tie that a text tells: kinds and statuses that are right; `start` to `end` a sentence that tells it."""

    kinds: tuple[str, ...]
    parties: tuple[str, ...]
    statuses: tuple[str, ...]
    start: int
    end: int
    stages: tuple[str, ...] = ()
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    loose: bool = False


@dataclass(frozen=True)
class Text:
    half: str
    part: str
    text: str
    ties: tuple[Told, ...]


@dataclass
class Counts:
    """What a list of texts yields; figures are shares, 0 where there is nothing to count."""

    n: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float:
        return self.n[part] / self.n[whole] if self.n[whole] else 0.0

    def figures(self) -> dict[str, float]:
        precision, recall = self.share("right", "found"), self.share("hit", "told")
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "precision": precision,
            "recall": recall,
            "f1": f1,
            "status": self.share("status", "paired"),
            "stage": self.share("stage", "staged"),
            "roles": self.share("role", "roled"),
        }


def texts() -> list[Text]:
    """The passages and then the sentences, as their files hold them."""
    passages = tomllib.loads((HERE / "ties_passages.toml").read_text(encoding="utf-8"))["passage"]
    found = [Text(p["half"], "passages", p["text"], tuple(_told(p["text"], t) for t in p["ties"])) for p in passages]
    for group in tomllib.loads((HERE / "ties_sentences.toml").read_text(encoding="utf-8"))["sentence"]:
        found += [Text(group["half"], "sentences", row[0], tuple(_of_row(*row))) for row in group["of"]]
    return found


def _told(text: str, row: dict[str, object]) -> Told:
    at = text.index(str(row["at"]))
    roles = {str(r): tuple(ids) for r, ids in dict(row.get("roles", {})).items()}  # type: ignore[call-overload]
    kinds, statuses = _list(row["kind"]), _list(row["status"])
    parties = _list(row["parties"])
    return Told(kinds, parties, statuses, at, at + 1, _list(row.get("stage", ())), roles, bool(row.get("loose")))


def _list(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def _of_row(text: str, kind: str, parties: list[str], status: str, stage: str) -> Iterator[Told]:
    if kind:
        stages = tuple(stage.split("|")) if stage else ()
        yield Told((kind,), tuple(parties), tuple(status.split("|")), 0, len(text), stages)


def read(tools: Tools, text: str) -> Findings:
    doc = next(iter(tools.parser.parse([text])))
    return extract(Report("r", text), doc, tools.ontology, tools.atlas)


def fit(findings: Findings, told: Told, tie: Tie) -> float:
    """How many of both's parties agree, by id or by the state they belong to (Jaccard); 0 for another kind or place."""
    if tie.kind not in told.kinds or not any(e.start < told.end and told.start < e.end for e in tie.evidence):
        return 0.0
    country = {a.id: a.country for a in findings.actors}
    mine = [{p, country.get(p)} for p in tie.parties]
    both = sum(any(p in held for held in mine) for p in told.parties)
    extra = sum(not held & set(told.parties) for held in mine)
    return both / (len(told.parties) + extra)


def count(counts: Counts, text: Text, findings: Findings) -> None:
    """Add one text: each tie told is paired with the best tie found that shares half of the parties."""
    pairs = sorted(
        ((fit(findings, t, f), -n, -m) for n, t in enumerate(text.ties) for m, f in enumerate(findings.ties))
    )
    told_left, left = dict(enumerate(text.ties)), dict(enumerate(findings.ties))
    for score, n, m in reversed(pairs):
        if score >= 0.5 and -n in told_left and -m in left:
            _pair(counts, text, told_left.pop(-n), left.pop(-m))
    counts.n["told"] += sum(not t.loose for t in told_left.values())
    counts.n["found"] += len(left)
    counts.misses += [
        f"  - {', '.join(t.kinds)} {t.parties} | {text.text[t.start :][:50]}" for t in told_left.values() if not t.loose
    ]
    counts.misses += [f"  + {_line(f)} | {text.text[f.evidence[0].start :][:90]}" for f in left.values()]


def _line(tie: Tie) -> str:
    return f"{tie.kind} {tie.parties} {tie.status}/{tie.stage} '{tie.name}' {dict(tie.roles)} [{tie.because}]"


def _pair(counts: Counts, text: Text, told: Told, tie: Tie) -> None:
    n = counts.n
    n["paired"] += 1
    n["right"] += 1
    n["found"] += 1
    n["hit"] += not told.loose
    n["told"] += not told.loose
    n["status"] += tie.status in told.statuses
    n["staged"] += bool(told.stages)
    n["stage"] += bool(told.stages) and tie.stage in told.stages
    n["roled"] += len(told.roles)
    n["role"] += sum(set(ids) <= set(tie.roles.get(r, ())) for r, ids in told.roles.items())
    wrong = [tie.status not in told.statuses, bool(told.stages) and tie.stage not in told.stages]
    wrong += [not set(ids) <= set(tie.roles.get(r, ())) for r, ids in told.roles.items()]
    if any(wrong):
        counts.misses.append(
            f"  ~ {told.statuses}/{told.stages} {told.roles} but {_line(tie)} | {text.text[told.start :][:60]}"
        )


def measured(tools: Tools) -> dict[tuple[str, str], Counts]:
    """Counts by half and part: what is open and sealed, passages and sentences."""
    found = {(half, part): Counts() for half in HALVES for part in ("passages", "sentences")}
    for text in texts():
        count(found[text.half, text.part], text, read(tools, text.text))
    return found


def main() -> None:
    from dragoman.atlas.atlas import load_atlas
    from dragoman.language.parse import load_parser
    from dragoman.ontology.ontology import load_ontology
    from dragoman.settings import Settings

    tools = Tools(load_parser(Settings()), load_ontology(), load_atlas())
    for (half, part), counts in measured(tools).items():
        figures = "  ".join(f"{k} {v:.3f}" for k, v in counts.figures().items())
        sys.stdout.write(f"{half:7s}{part:10s}{figures}  {dict(counts.n)}\n")
        if half != "sealed" and "--misses" in sys.argv:
            sys.stdout.write("\n".join(counts.misses) + "\n")


if __name__ == "__main__":
    main()
