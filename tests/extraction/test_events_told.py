"""Sentences by type with their parties and status, and sentences that tell no event."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Findings, Mention, Report

HERE = Path(__file__).parent
LOST = 0.04  # of the told sentences: those that the parser reads wrongly
LOST_LEADS = 0.09  # of the leads, which are harder
LOST_IDIOMS = 0.18  # of acts told in idioms
LOST_PHRASINGS = 0.17  # of the ways in which news tells each type
FALSE_ALARMS = 6  # in 1,000 sentences without an event


@dataclass(frozen=True, slots=True)
class Told:
    """One line of events.txt: who does what to whom ("=": to each other, "-": nobody named), and how firmly."""

    type: str
    parties: str
    status: str
    sentence: str

    def is_in(self, findings: Findings) -> bool:
        return any(
            m.type == self.type and m.status == self.status and self._fits(findings, m) for m in findings.mentions
        )

    def _fits(self, findings: Findings, mention: Mention) -> bool:
        doing, suffering = (countries(findings, ids) for ids in (mention.actors, mention.recipients))
        if "=" in self.parties:
            return set(self.parties.split("=")) <= doing | suffering
        actor, recipient = self.parties.split(">")
        return (actor == "-" or actor in doing) and (recipient == "-" or recipient in suffering)


def countries(findings: Findings, ids: Iterable[str]) -> set[str]:
    known = {a.id: a.country or a.id for a in findings.actors}
    return {known.get(i, i) for i in ids}


def lines(name: str) -> list[str]:
    rows = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


def told(name: str = "events.txt") -> list[Told]:
    rows = (line.split("\t") for line in lines(name))
    return [Told(*head.split(" "), sentence) for head, sentence in rows]


def read(tools: Tools, sentences: list[str]) -> list[Findings]:
    docs = tools.parser.parse(sentences)
    return [extract(Report("r", s), d, tools.ontology, tools.atlas) for s, d in zip(sentences, docs, strict=True)]


def test_told_events_are_found_with_parties_and_status(tools: Tools) -> None:
    expected = told()
    found = read(tools, [t.sentence for t in expected])
    lost = [t.sentence for t, f in zip(expected, found, strict=True) if not t.is_in(f)]
    assert len(lost) <= LOST * len(expected), lost


@pytest.mark.parametrize(
    ("listed", "least", "share"), [("leads.txt", 230, LOST_LEADS), ("phrasings.txt", 420, LOST_PHRASINGS)]
)
def test_what_agencies_and_each_type_tell_is_read_with_parties_and_status(
    tools: Tools, listed: str, least: int, share: float
) -> None:
    expected = told(listed)
    found = read(tools, [t.sentence for t in expected])
    lost = [t.sentence for t, f in zip(expected, found, strict=True) if not t.is_in(f)]
    assert len(expected) >= least
    assert len(lost) <= share * len(expected), lost


def test_acts_told_in_idioms_are_read(tools: Tools) -> None:
    expected = told("idioms.txt")
    found = read(tools, [t.sentence for t in expected])
    lost = [t.sentence for t, f in zip(expected, found, strict=True) if not t.is_in(f)]
    assert len(expected) >= 120
    assert len(lost) <= LOST_IDIOMS * len(expected), lost


def test_every_type_is_told() -> None:
    kinds = [t.type for t in told()]
    assert len(set(kinds)) == 16
    assert all(kinds.count(kind) >= 8 for kind in set(kinds))


def test_sentences_without_events_raise_few_alarms(tools: Tools) -> None:
    sentences = lines("event_free.txt")
    alarms = [s for s, f in zip(sentences, read(tools, sentences), strict=True) if f.mentions]
    assert len(sentences) >= 150
    assert len(alarms) <= FALSE_ALARMS * len(sentences) / 1000, alarms
