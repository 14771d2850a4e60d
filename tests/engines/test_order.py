"""Many workers say what one would: persons told of in between, refusals, languages that are not read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from dragoman.atlas.people import People
from dragoman.engines.choosing import WORTH, cores, engine, workers_for
from dragoman.engines.order import in_order
from dragoman.engines.work import Kit, Task
from dragoman.errors import ChoiceUnknown
from dragoman.exchange.findings import findings_line
from dragoman.pipeline import Tools, process
from dragoman.record.persons import persons_told
from dragoman.settings import Settings
from dragoman.types import Findings, Refusal, Report

TEXTS = (
    "Tala Orrin, the foreign minister of Peru, met officials in Lima on Monday.",
    "Tala Orrin said that talks with Chile would go on.",
    "Chile and Peru signed a treaty, said Tala Orrin.",
    "Bram Kestrel, Chile's trade minister, rejected the plan.",
    "Nothing was agreed, Bram Kestrel told reporters after meeting Tala Orrin.",
    "Tala Orrin, the foreign minister of Chile, arrived in Quito.",
    "Tala Orrin praised the treaty with Bolivia.",
)
REPORTS = [Report(f"r{n}", text, published="2024-05-06", language="en") for n, text in enumerate(TEXTS)]
REFUSAL = Refusal("bad.txt", "it holds no text", "empty")
ITEMS: list[Report | Refusal] = [
    REFUSAL,
    *REPORTS[:4],
    Report("de", "Peru und Chile", language="de"),
    *REPORTS[4:],
    REFUSAL,
]


@dataclass
class Eager:
    """A pool whose workers have done everything by the time it is asked for: what they knew is what was known then."""

    run: Callable[[Task], Findings | Refusal]
    ahead: int
    sent: list[str] = field(default_factory=list)

    def send(self, task: Task) -> "Done":
        self.sent.append(task.report.id)
        return Done(self.run(task))


@dataclass
class Done:
    found: Findings | Refusal

    def outcome(self) -> Findings | Refusal:
        return self.found


def learning(found: Iterator[Findings | Refusal], people: People, tools: Tools) -> list[bytes | Refusal]:
    """Lines of findings, the persons that they tell of learned as they come."""
    lines: list[bytes | Refusal] = []
    for item in found:
        if isinstance(item, Findings):
            for person in persons_told(item, tools.atlas.persons):
                people.learn(person)
        lines.append(findings_line(item) if isinstance(item, Findings) else item)
    return lines


@pytest.fixture(scope="module")
def one_by_one(tools: Tools) -> list[bytes | Refusal]:
    people = People(tools.atlas)
    return learning(process(ITEMS, tools, people), people, tools)


@pytest.mark.parametrize("ahead", [1, 2, 5, 40])
def test_workers_that_read_ahead_find_the_same(tools: Tools, one_by_one: list[bytes | Refusal], ahead: int) -> None:
    people, far = People(tools.atlas), People(tools.atlas)

    def run(task: Task) -> Findings | Refusal:
        far.only(task.known)
        return next(process([task.report], Tools(tools.parser, tools.ontology, far.atlas)))

    pool = Eager(run, ahead)
    assert learning(in_order(ITEMS, pool, people=people), people, tools) == one_by_one
    assert (len(pool.sent) > len(REPORTS) + 1) == (ahead > 1)


def test_what_a_report_tells_matters_to_those_behind_it(tools: Tools, one_by_one: list[bytes | Refusal]) -> None:
    assert one_by_one != learning(process(ITEMS, tools), People(tools.atlas), tools)


def test_processes_find_the_same_as_this_one(tools: Tools, one_by_one: list[bytes | Refusal]) -> None:
    people = People(tools.atlas)
    with engine("local", Kit(Settings()), 2) as reading:
        assert reading is not None
        assert learning(reading(ITEMS, people=people), people, tools) == one_by_one


@pytest.mark.parametrize(
    ("asked", "reports", "workers"), [(3, 1, 3), (0, 1, 1), (0, WORTH, cores()), (0, None, cores())]
)
def test_how_many_workers(asked: int, reports: int | None, workers: int) -> None:
    assert workers_for(asked, reports) == workers


def test_one_worker_is_this_process() -> None:
    with engine("local", Kit(Settings()), 1) as reading:
        assert reading is None


def test_an_engine_that_does_not_exist() -> None:
    with pytest.raises(ChoiceUnknown, match="ray"), engine("steam", Kit(Settings()), 1):
        pass
