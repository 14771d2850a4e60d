"""Sentences, headlines and articles that nobody tuned for when they were written: how many of their acts are read.

The counts are what is read now, less two, so that they can only grow; the files tell what was read at first sight.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Findings, Mention, Report

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Act:
    """One line under a sentence: types and statuses that are right, who to whom ("=": each other, "-": any), when."""

    types: tuple[str, ...]
    parties: str
    statuses: tuple[str, ...]
    date: str | None

    def holds(self, findings: Findings, mention: Mention) -> bool:
        doing, suffering = (_named(findings, ids) for ids in (mention.actors, mention.recipients))
        if "=" in self.parties:
            sides = all(p in doing | suffering for p in self.parties.split("="))
        else:
            pairs = zip(self.parties.split(">"), (doing, suffering), strict=True)
            sides = all(p == "-" or p in found for p, found in pairs)
        return sides and mention.status in self.statuses

    def is_dated(self, mention: Mention) -> bool:
        start, _, end = (self.date or "").partition("/")
        when = mention.date
        return when is not None and when.start == start and when.end in {end or start, None}


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the acts of each of its sentences."""

    published: str | None
    title: str | None
    sentences: tuple[tuple[str, tuple[Act, ...]], ...]


def _named(findings: Findings, ids: tuple[str, ...]) -> set[str]:
    known = {a.id: a for a in findings.actors}
    states = {known[i].country or i for i in ids if i in known}
    return states | set(ids) | {i.replace("-", "") for i in ids}


def _texts(name: str) -> Iterator[Text]:
    published, title = None, None
    told: list[tuple[str, list[Act]]] = []
    rows = [r for r in (HERE / name).read_text(encoding="utf-8").splitlines() if r and not r.startswith("#")]
    articles = any(r.startswith("= ") for r in rows)
    for row in rows:
        if row.startswith("\t"):
            told[-1][1].extend(_acts(row))
            continue
        if told and (row.startswith("= ") or not articles):
            yield Text(published, title, tuple((s, tuple(a)) for s, a in told))
            told = []
        if row.startswith("= "):
            _, published, title = row.split(" ", 2)
        else:
            told.append((row, []))
    yield Text(published, title, tuple((s, tuple(a)) for s, a in told))


def _acts(row: str) -> Iterator[Act]:
    types, parties, statuses, *date = row.split()
    if types != "-":
        yield Act(tuple(types.split("/")), parties, tuple(statuses.split("/")), date[0] if date else None)


@dataclass(slots=True)
class Score:
    """How many acts were found by type, how many with parties and status, dates that are right, acts told besides."""

    typed: int = 0
    right: int = 0
    dated: int = 0
    besides: int = 0

    def add(self, findings: Findings, acts: tuple[Act, ...], mentions: list[Mention]) -> None:
        left = list(mentions)
        for act in acts:
            alike = [m for m in left if m.type in act.types]
            if alike:
                best = max(alike, key=lambda m: (act.holds(findings, m), act.is_dated(m)))
                left.remove(best)
                self.typed += 1
                self.right += act.holds(findings, best)
                self.dated += act.date not in {None, "-"} and act.is_dated(best)
        self.besides += len(left)


def _scored(tools: Tools, name: str) -> Score:
    texts, score = list(_texts(name)), Score()
    wholes = ["\n\n".join(s for s, _ in t.sentences) for t in texts]
    for text, whole, doc in zip(texts, wholes, tools.parser.parse(wholes), strict=True):
        report = Report("r", whole, title=text.title, published=text.published)
        findings = extract(report, doc, tools.ontology, tools.atlas)
        begin = 0
        for sentence, acts in text.sentences:
            here = [m for m in findings.mentions if begin <= m.trigger.start < begin + len(sentence)]
            score.add(findings, acts, here)
            begin += len(sentence) + 2
    return score


@pytest.mark.parametrize(
    ("name", "acts", "typed", "right", "dated", "besides"),
    [
        ("unseen_sentences.txt", 641, 460, 376, 0, 67),
        ("unseen_headlines.txt", 221, 155, 134, 0, 10),
        ("unseen_articles.txt", 238, 153, 115, 52, 16),
    ],
)
def test_acts_of_unseen_texts_are_read(
    tools: Tools, name: str, acts: int, typed: int, right: int, dated: int, besides: int
) -> None:
    assert sum(len(told) for t in _texts(name) for _, told in t.sentences) == acts
    score = _scored(tools, name)
    assert (score.typed >= typed, score.right >= right, score.dated >= dated) == (True, True, True), score
    assert score.besides <= besides, score
