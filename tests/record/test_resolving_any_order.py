"""Whatever reports come in whatever order and portions, what is worked out depends on the reports alone."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import STATES, Act, opened, resolved, telling

from dragoman.record import origins
from dragoman.record.record import Record
from dragoman.record.resolving import parting
from dragoman.record.resolving.clustering import Member, Pair, cluster
from dragoman.types import Findings

TABLES = (
    "fingerprinted", "sketch", "copy", "credit", "publisher", "origin", "mention_trait", "mention_block", "merge",
    "happening_mention", "happening", "resolved",
)  # fmt: skip
MATTERS = ("a gas accord", "a treaty on rivers", "visas for students", "a copper mine")
FILLERS = (
    "Traders from the plains bought what tea they could before the rain came to the hills.",
    "The ministers drank coffee in a garden while a band played until the evening.",
    "Nobody in the town had seen so many cars in one place since the fair of last year.",
)

days = st.integers(1, 28).map(lambda d: f"2023-05-{d:02}")
parties = st.lists(st.sampled_from(sorted(STATES)[:3]), min_size=0, max_size=3, unique=True)


@st.composite
def acts(draw: st.DrawFn) -> Act:
    who, matter = draw(parties), draw(st.sampled_from(MATTERS))
    names = " and ".join(STATES[i] for i in who) or "Somebody"
    cut = draw(st.integers(0, len(who)))
    return Act(
        f"{names} signed {matter}.",
        draw(st.sampled_from(["AGREE", "CONSULT"])),
        tuple(who[:cut]),
        tuple(who[cut:]),
        draw(st.sampled_from(["done", "planned", "denied", "possible"])),
        draw(st.none() | days | st.just("2023-05") | st.just("2023")),
    )


@st.composite
def corpora(draw: st.DrawFn) -> tuple[Findings, ...]:
    told = []
    for number in range(draw(st.integers(2, 7))):
        sentences = [
            *draw(st.lists(acts(), min_size=1, max_size=2)),
            *draw(st.lists(st.sampled_from(FILLERS), unique=True)),
        ]
        outlet = draw(st.sampled_from(["Hill Post", "Hill Post - World", "Lantern Wire", ""]))
        start = draw(st.sampled_from(["", "", "LIMA (Lantern Wire) -"]))
        told.append(telling(f"r{number}", *sentences, published=draw(st.none() | days), outlet=outlet, start=start))
    return tuple(told)


def outcome(record: Record) -> dict[str, list[tuple[object, ...]]]:
    """Every row that was worked out, sorted."""
    return {t: sorted(record._connection.execute(f"FROM {t}").fetchall(), key=repr) for t in TABLES}


def worked_out(portions: Sequence[Sequence[Findings]]) -> dict[str, list[tuple[object, ...]]]:
    with TemporaryDirectory() as folder, opened(Path(folder) / "r.duckdb") as record:
        for portion in portions:
            assert record.take(portion[::2], "1.0", lambda _: ()) == ()
            assert record.add_many(portion[1::2], "1.0") == ()
            resolved(record)
        first = outcome(record)
        resolved(record)
        assert outcome(record) == first
        return first


@settings(max_examples=4)
@given(corpora(), st.data())
def test_portions_and_order_do_not_matter(told: tuple[Findings, ...], data: st.DataObject) -> None:
    order = data.draw(st.permutations(told))
    cut = data.draw(st.integers(1, len(told) - 1))
    with pytest.MonkeyPatch.context() as patch:  # little is held in memory at a time
        patch.setattr(parting, "PART", 1)
        patch.setattr(origins, "CHUNK", 2)
        found = worked_out([order[:cut], order[cut:]])
    assert found == worked_out([told])


members = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 6), st.frozensets(st.sampled_from("ABC"), min_size=1)),
    min_size=1,
    max_size=12,
).map(lambda rows: [Member(f"m{n}", low, low + w, p, frozenset("X")) for n, (low, w, p) in enumerate(rows)])


@given(members, st.data())
def test_groups_are_a_partition_that_agrees_whatever_the_order(found: list[Member], data: st.DataObject) -> None:
    index = st.integers(0, len(found) - 1)
    drawn = data.draw(st.lists(st.tuples(index, index, st.floats(0, 10)), max_size=30))
    pairs = [
        Pair(f"m{a}", f"m{b}", s)
        for a, b, s in {(min(a, b), max(a, b)): (min(a, b), max(a, b), s) for a, b, s in drawn if a != b}.values()
    ]
    apart = [(p.a, p.b) for p in pairs[:2]]
    groups = sorted(cluster(found, pairs, [], apart, 1))
    assert sorted(m for g in groups for m in g) == sorted(m.mention for m in found)
    by_id = {m.mention: m for m in found}
    for group in groups:
        assert max(by_id[m].low for m in group) <= min(by_id[m].high for m in group) + 1
        several = [by_id[m].parties for m in group if len(by_id[m].parties) > 1]
        alone = {p for m in group for p in by_id[m].parties if len(by_id[m].parties) == 1}
        shared = frozenset.intersection(*several) if several else frozenset(alone)
        assert alone <= shared
        assert len(shared) >= 2 if several else len(alone) == 1
        assert not any({a, b} <= set(group) for a, b in apart)
    again = cluster(data.draw(st.permutations(found)), data.draw(st.permutations(pairs)), [], apart, 1)
    assert sorted(again) == groups
