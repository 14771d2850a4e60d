"""Shards go into a record as reports would one by one, each whole or not at all."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from contents import contents
from invented import accord, corridor, invented, renamed, visit

from dragoman.errors import RecordLocked, ShardsUnusable
from dragoman.record.merging.manifest import Listed, put_plan, put_wave
from dragoman.record.merging.merging import LOT, Taken, listed, merge
from dragoman.record.merging.place import Place
from dragoman.record.merging.shapes import NESTED, REPORT, SHAPE, Outcome, shard_of
from dragoman.record.persons import persons_told
from dragoman.record.record import Record
from dragoman.types import FieldSource, Findings, Refusal, Report, Span

Items = Sequence[Findings | Refusal | None]
REFUSALS = [Refusal("bad.txt", "it holds no text", "empty"), Refusal("columns", "text is 'body'", "noted")]


def outcome(item: Findings | Refusal | None) -> Outcome:
    return Outcome(item, tuple(persons_told(item, ())) if isinstance(item, Findings) else (), "")


def put(place: Place, *shards: Items) -> None:
    """Write shards and say that they are whole."""
    rows: list[Listed] = []
    for number, items in enumerate(shards):
        name = f"read/000000-{number:06}.parquet"
        data = place.put_table(name, shard_of([outcome(item) for item in items], "1.0"))
        rows.append(Listed(name, len(data), hashlib.sha256(data).hexdigest(), len(items), 0))
    put_plan(place, {"shards": len(shards)})
    put_wave(place, 0, rows)


def taken(place: Place, path: Path, lot: int = LOT) -> list[Taken]:
    with Record.open(path, write=True) as record:
        return list(merge(place, record, lot))


def resolved(path: Path) -> Path:
    with Record.open(path, write=True) as record:
        record.resolve()
    return path


def one_by_one(path: Path, items: Items) -> None:
    with Record.open(path, write=True) as record:
        for item in items:
            if isinstance(item, Refusal) and item.kind != "noted":
                record.refuse(item)
            elif isinstance(item, Findings):
                for refusal in record.take([item], "1.0", lambda item: outcome(item).told):
                    record.refuse(refusal)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(str(tmp_path / "place"))


def stated(path: Path) -> tuple[object, ...]:
    """What a record holds, and that nothing of it is wrong."""
    with Record.open(path) as record:
        assert list(record.faults()) == []
        beside = [record.sql(f"FROM {t}").rows() for t in ("memory.person", "memory.report_field")]
        events = record.sql("FROM happening ORDER BY ALL").rows()
        return contents(record), *beside, events


@pytest.mark.parametrize("lot", [1, LOT])
def test_the_record_is_the_one_that_reports_make_one_by_one(tmp_path: Path, place: Place, lot: int) -> None:
    findings = [
        replace(f, report=replace(f.report, provenance=(FieldSource("title", "header"),)))
        for f in (corridor(), *invented(15, 3))
    ]
    items: list[Findings | Refusal] = [*findings[:9], *REFUSALS, *findings[9:], renamed(accord("named"), "Persia")]
    put(place, items[:10], items[10:11], items[11:])
    assert sum(one.merged.reports for one in taken(place, tmp_path / "r.duckdb", lot)) == 17
    one_by_one(tmp_path / "one.duckdb", items)
    assert stated(resolved(tmp_path / "r.duckdb")) == stated(resolved(tmp_path / "one.duckdb"))


def test_what_is_there_already_is_passed_over(tmp_path: Path, place: Place) -> None:
    items, path = list(invented(12, 1)), tmp_path / "r.duckdb"
    one_by_one(path, items[3:6])
    put(place, items[:5], items[5:])
    assert [(one.merged.reports, one.merged.known) for one in taken(place, path)] == [(9, 3)]
    before = stated(path)
    assert [(one.merged.reports, one.merged.known) for one in taken(place, path)] == [(0, 5), (0, 7)]
    assert stated(path) == before


def test_a_report_that_stands_there_with_another_text_is_refused(tmp_path: Path, place: Place) -> None:
    path = tmp_path / "r.duckdb"
    one_by_one(path, [visit("a")])
    put(place, [visit("a", who="IRN"), visit("b")])
    (done,) = taken(place, path)
    assert (done.merged.reports, done.merged.known) == (1, 0)
    assert [r.kind for r in done.merged.refusals] == ["changed"]
    assert "another text, which was kept" in done.merged.refusals[0].reason
    with Record.open(path) as record:
        assert record.refusals()["kind"].to_list() == ["changed"]


def test_what_no_record_would_take_is_refused_in_the_same_words(tmp_path: Path, place: Place) -> None:
    lost = replace(visit("lost"), mentions=(replace(visit("lost").mentions[0], actors=("NOBODY",)),))
    blank = replace(visit("blank"), mentions=(replace(visit("blank").mentions[0], trigger=Span(5, 5)),))
    torn = Findings(Report("torn", "Half a \ud83d sign.", origin="torn.txt"))
    items = [visit("a"), lost, blank, torn, visit("b")]
    put(place, items)
    taken(place, tmp_path / "r.duckdb")
    one_by_one(tmp_path / "one.duckdb", items)
    assert stated(tmp_path / "r.duckdb") == stated(tmp_path / "one.duckdb")


def _rewritten(change: Callable[[pa.Table], pa.Table]) -> Callable[[Path], None]:
    """A file that is sound as a file but holds something else, and a manifest that names it."""

    def rewrite(path: Path) -> None:
        pq.write_table(change(pq.read_table(path)), path)

    return rewrite


def _with(table: pa.Table, column: str, value: Callable[[list[object]], list[object]]) -> pa.Table:
    at = table.schema.get_field_index(column)
    return table.set_column(
        at, table.schema.field(at), pa.array(value(table[column].to_pylist()), SHAPE.field(at).type)
    )


def _other_words(rows: list[object]) -> list[object]:
    return [[e | {"words": e["words"] + "!"} for e in row] for row in rows]  # type: ignore[attr-defined]


def _nobody(rows: list[object]) -> list[object]:
    return [[p | {"actor": "nobody"} for p in row] for row in rows]  # type: ignore[attr-defined]


BROKEN = {
    "half": (lambda path: path.write_bytes(path.read_bytes()[:200]), "the file is damaged"),
    "gone": (lambda path: path.unlink(), "the file is gone"),
    "version": (_rewritten(lambda t: t.replace_schema_metadata({"dragoman.shape": "read 99"})), "written as read 99"),
    "columns": (_rewritten(lambda t: t.drop_columns(["known"])), "its columns are not those of a shard"),
    "words": (_rewritten(lambda t: _with(t, "evidence", _other_words)), "should read"),
    "text": (_rewritten(lambda t: _with(t, "digest", lambda rows: ["0" for _ in rows])), "not the one that was read"),
    "parties": (_rewritten(lambda t: _with(t, "mention_party", _nobody)), "refers to 'nobody'"),
    "twice": (_rewritten(lambda t: pa.concat_tables([t, t])), "(?i)duplicate key"),
}  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_shard_is_told_and_the_others_go_in(tmp_path: Path, place: Place, how: str) -> None:
    shards, path = [list(invented(2, seed)) for seed in range(3)], tmp_path / "r.duckdb"
    shards = [
        [replace(f, report=replace(f.report, id=f"{n}-{f.report.id}")) for f in shard] for n, shard in enumerate(shards)
    ]
    put(place, *shards)
    broken = tmp_path / "place" / "read" / "000000-000001.parquet"
    kept = tmp_path / "kept.parquet"
    shutil.copy(broken, kept)
    spoil, words = BROKEN[how]
    spoil(broken)
    _listed_as_they_are(place)
    done = taken(place, path)
    (problem,) = (one.problem for one in done if one.problem)
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(problem)
    assert "000000-000001" in problem
    with Record.open(path) as record:
        assert set(record.sql("SELECT id FROM report")["id"]) == {f.report.id for shard in shards[::2] for f in shard}
        assert record.sql("SELECT report FROM machine.mention WHERE report LIKE '1-%'").is_empty()
    shutil.copy(kept, broken)
    _listed_as_they_are(place)
    assert sum(one.merged.reports for one in taken(place, path)) == 2


def _listed_as_they_are(place: Place) -> None:
    rows = []
    for one in listed(place)[0]:
        data = place.get(one.name) or b""
        rows.append(replace(one, bytes=len(data), digest=hashlib.sha256(data).hexdigest()))
    put_wave(place, 0, rows)


def test_a_file_that_changed_since_it_was_listed_is_not_taken(tmp_path: Path, place: Place) -> None:
    put(place, [visit("a")])
    place.put_table("read/000000-000000.parquet", shard_of([outcome(visit("b"))], "1.0"))
    (done,) = taken(place, tmp_path / "r.duckdb")
    assert "not the one that was written" in str(done.problem)


@pytest.mark.parametrize(
    ("plan", "words"),
    [(None, "there are none.*dragoman shard"), ("{", "damaged"), ('{"kind": "a cake"}', "a cake"),
     ('{"kind": "shards of reports", "layout": 99}', "layout 99")],
)  # fmt: skip
def test_a_place_without_shards_is_said(tmp_path: Path, place: Place, plan: str | None, words: str) -> None:
    if plan is not None:
        place.put("plan.json", plan.encode())
    with Record.open(tmp_path / "r.duckdb", write=True) as record, pytest.raises(ShardsUnusable, match=words):
        list(merge(place, record))


def test_decisions_find_what_comes_in_shards(tmp_path: Path, place: Place) -> None:
    path = tmp_path / "r.duckdb"
    one_by_one(path, [visit("a")])
    with Record.open(path, write=True) as record:
        record.review.reject(str(record.events()["id"][0]), by="ann")
    put(place, [visit("b"), visit("a")])
    taken(place, path)
    with Record.open(path) as record:
        assert record.events()["report"].to_list() == ["b"]
        assert list(record.faults()) == []


def test_every_column_of_the_record_has_its_place_in_a_shard(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        for table, columns in (("report", REPORT), *NESTED.items()):
            if table == "report_field":
                continue
            of = f"machine.{table}" if table not in ("report", "report_note", "presence", "spoken_of") else table
            assert [c for c in record.sql(f"FROM {of}").columns if c != "added"] == list(columns)


def test_a_record_that_is_in_use_is_said(tmp_path: Path, place: Place) -> None:
    put(place, [visit("a")])
    with Record.open(tmp_path / "r.duckdb", write=True), pytest.raises(RecordLocked):
        taken(place, tmp_path / "r.duckdb")
