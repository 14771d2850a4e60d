"""The weights of merging fit the comparisons, and hold on an invented corpus with known truth."""

import importlib
import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest
from telling import opened, resolved, telling

from dragoman.ontology.ontology import Ontology
from dragoman.record.record import Record
from dragoman.record.resolving.resolve import resolve
from dragoman.record.resolving.rules import families, load_rules, rules_of
from dragoman.record.resolving.scoring import COMPARISONS

BENCH = str(Path(__file__).parents[2] / "bench")


def weights() -> str:
    return files("dragoman.record.resolving").joinpath("weights.toml").read_text(encoding="utf-8")


def test_every_level_has_a_weight_and_every_weight_a_level() -> None:
    levels = {c.name: {level.name for level in c.levels} for c in COMPARISONS}
    assert {name: set(found) for name, found in load_rules().weights.items()} == levels


@pytest.mark.parametrize("change", [("prior = -2.5", "prior = -2.6"), ("horizon = 365", "horizon = 364")])
def test_other_rules_have_another_print(change: tuple[str, str]) -> None:
    text = weights()
    other = text.replace(*change)
    assert text != other
    assert rules_of(tomllib.loads(text), text).print != rules_of(tomllib.loads(other), other).print


def test_other_rules_make_all_be_worked_out_anew(tmp_path: Path) -> None:
    with opened(
        tmp_path / "r.duckdb", telling("a", "Nothing happened in Lima on that day, as far as anybody knows.")
    ) as record:
        assert resolved(record).reports == 1
        assert resolved(record).reports == 0
        record._connection.execute("UPDATE resolved SET value = 'former' WHERE key = 'rules'")
        assert resolved(record).reports == 1


def test_a_plan_is_of_the_families_of_what_it_may_be_a_promise_of(ontology: Ontology) -> None:
    found = list(families(ontology))
    assert ("CONSULT", True, "CONSULT") in found
    assert ("AGREE", False, "CONSULT") in found
    assert ("AGREE", True, "CONSULT") not in found


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(BENCH)
    yield importlib.import_module("resolving")
    for name in ("resolving", "corpus"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize(("seed", "days"), [(3, None), (4, 60)])
def test_invented_corpora_are_told_apart(tmp_path: Path, bench: ModuleType, seed: int, days: int | None) -> None:
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        truth = bench.store(record, bench.corpus(500, seed, days=days))
        resolve(record._connection)
        events = dict(record._connection.execute("SELECT mention, happening FROM happening_mention").fetchall())
        firsts = dict(record._connection.execute("SELECT report, first FROM origin").fetchall())
    assert len(truth.events) > 500
    assert min(*bench.pairwise(events, truth.events), *bench.bcubed(events, truth.events)) >= 0.94
    assert min(*bench.pairwise(firsts, truth.roots), *bench.bcubed(firsts, truth.roots)) >= 0.98
