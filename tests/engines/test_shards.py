"""Shards make the record that one process makes, whatever ends the reading on the way and lies at the place."""

import random
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import fsspec
import orjson
import pyarrow.parquet as pq
import pytest
from handmade import Handmade, HandReader, found, merged, read_alone, stories, tables

from dragoman.atlas.atlas import Atlas
from dragoman.engines.shards import waves
from dragoman.engines.shards.crews import Alone
from dragoman.engines.shards.cutting import Cut, cut
from dragoman.engines.shards.knowing import told_table
from dragoman.engines.shards.settling import file_of
from dragoman.engines.shards.sharding import Wanted, shard
from dragoman.engines.shards.tries import DEATHS
from dragoman.engines.shards.waves import Step, read_waves
from dragoman.engines.work import Task
from dragoman.errors import InputMissing, ShardsUnusable
from dragoman.exchange.export import export
from dragoman.ontology.ontology import Ontology
from dragoman.pipeline import Tools
from dragoman.record.merging.manifest import put_plan, waves_of
from dragoman.record.merging.place import Place
from dragoman.record.record import Record
from dragoman.settings import Settings
from dragoman.types import Findings, Refusal, Report

COUNT, SIZE, SEED = 56, 7, 5
SHARDER = str(Path(__file__).with_name("sharder.py"))


@pytest.fixture(scope="module")
def hand(atlas: Atlas, ontology: Ontology) -> Tools:
    return Tools(HandReader(Handmade(), atlas), ontology, atlas)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def items() -> list[Report | Refusal]:
    return stories(COUNT, SEED)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, items: list[Report | Refusal]) -> list[dict[str, object]]:
    """What is found where nothing goes wrong; that it is what one process finds is tested below."""
    place = Place(str(tmp_path_factory.mktemp("whole")))
    cuts = begun(place, items)
    steps(place, cuts, Alone(Handmade(), place))
    return found(place, cuts)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(str(tmp_path / "place"))


def begun(place: Place, items: Sequence[Report | Refusal], size: int = SIZE) -> tuple[Cut, ...]:
    put_plan(place, {})
    return cut(items, place, 0, size)


def steps(place: Place, cuts: Sequence[Cut], crew: Alone) -> list[Step]:
    return list(read_waves(place, cuts, {}, crew, told_table(())))


@pytest.mark.parametrize(("size", "seed", "scheme"), [(1, 0, "memory://"), (SIZE, SEED, "file://"), (500, 2, "")])
def test_whatever_the_shards_and_waves_the_record_is_that_of_one_process(
    tmp_path: Path, hand: Tools, monkeypatch: pytest.MonkeyPatch, size: int, seed: int, scheme: str
) -> None:
    told = stories(30 if size == 1 else COUNT, seed)
    monkeypatch.setattr(waves, "FIRST", 1 + 7 * seed)
    place = Place(f"{scheme}{tmp_path}/place")
    made = steps(place, begun(place, told, size), Alone(Handmade(), place))
    assert (sum(one.read for one in made if one.again) > 2) == (size < 500)  # the stories are such that it matters
    assert [one for one in merged(place, tmp_path / "shards.duckdb") if one.problem] == []
    read_alone(told, tmp_path / "alone.duckdb", hand)
    assert tables(tmp_path / "shards.duckdb") == tables(tmp_path / "alone.duckdb")
    for name in ("shards", "alone"):
        with Record.open(tmp_path / f"{name}.duckdb") as record:
            assert list(record.faults()) == []
            export(record, tmp_path / name, "jsonl")
    files = sorted(path.name for path in (tmp_path / "alone").glob("*.jsonl"))
    assert "events.jsonl" in files
    for file in files:
        assert _bytes(tmp_path / "shards" / file) == _bytes(tmp_path / "alone" / file)


def _bytes(path: Path) -> bytes:
    """A file without the moments when reports came into the record."""
    return re.sub(rb'"added":"[^"]+"', b"", path.read_bytes())


def test_reading_side_by_side_without_looking_again_would_find_something_else(
    place: Place, items: list[Report | Refusal], whole: list[dict[str, object]]
) -> None:
    cuts, crew, nobody = begun(place, items), Alone(Handmade(), place), told_table(())
    assert list(crew.settle(waves.Wave(place, cuts, {}, nobody)._tasks(cuts), nobody))
    assert found(place, cuts) != whole


def test_what_is_whole_is_not_read_again(place: Place, items: list[Report | Refusal], tmp_path: Path) -> None:
    cuts = begun(place, items)
    steps(place, cuts, Alone(Handmade(), place))
    assert sum(one.read for one in steps(place, cuts, Alone(Handmade(log=str(tmp_path / "log")), place))) == 0
    assert not (tmp_path / "log").exists()


@pytest.mark.parametrize("harm", ["half", "gone", "another", "version", "leftover"])
def test_a_file_that_is_not_what_it_was_is_read_again(
    place: Place, items: list[Report | Refusal], whole: list[dict[str, object]], harm: str
) -> None:
    cuts = begun(place, items)
    steps(place, cuts, Alone(Handmade(), place))
    path = Path(place.address) / file_of(cuts[3].name)
    harmed(path, harm)
    again = steps(place, cuts, Alone(Handmade(), place))
    assert sum(one.read for one in again) == {"leftover": 0}.get(
        harm, sum(isinstance(i, Report) for i in items[3 * SIZE : 4 * SIZE])
    )
    assert found(place, cuts) == whole


def harmed(path: Path, how: str) -> None:
    if how == "half":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif how == "gone":
        path.unlink()
    elif how == "another":
        path.write_bytes(b"something else")
    elif how == "version":
        table = pq.read_table(path)
        pq.write_table(table.replace_schema_metadata({"dragoman.shape": "read 0"}), path)
    else:  # what a worker that was killed while it wrote leaves
        path.with_name(path.name + ".0123.part").write_bytes(path.read_bytes()[:100])


@dataclass
class Killed(HandReader):
    """A reader that is gone, all of a sudden, at chosen reports."""

    at: set[str] = field(default_factory=set)
    always: bool = False

    def run(self, task: Task) -> Findings | Refusal:
        if task.report.id in self.at:
            self.at -= set() if self.always else {task.report.id}
            raise KeyboardInterrupt
        return super().run(task)


@dataclass(frozen=True)
class Mortal:
    reader: Killed

    def worker(self) -> Killed:
        return self.reader


@pytest.mark.parametrize("seed", range(3))
def test_readers_that_die_change_nothing(
    place: Place, items: list[Report | Refusal], whole: list[dict[str, object]], atlas: Atlas, seed: int
) -> None:
    ids = [item.id for item in items if isinstance(item, Report)]
    reader = Killed(Handmade(), atlas, at=set(random.Random(seed).sample(ids, 4)))
    cuts, deaths = begun(place, items), 0
    while True:
        try:
            steps(place, cuts, Alone(Mortal(reader), place))
            break
        except KeyboardInterrupt:
            deaths += 1
    assert deaths == 4
    assert found(place, cuts) == whole
    assert list((Path(place.address) / "begun").iterdir()) == []


def test_a_report_at_which_every_reader_dies_is_refused(place: Place, atlas: Atlas, tmp_path: Path) -> None:
    items = stories(10, SEED)
    deadly = next(item for item in items[4:] if isinstance(item, Report))
    cuts, deaths = begun(place, items), 0
    while deaths < 10:
        try:
            steps(place, cuts, Alone(Mortal(Killed(Handmade(), atlas, at={deadly.id}, always=True)), place))
            break
        except KeyboardInterrupt:
            deaths += 1
    assert deaths == DEATHS + 1  # the first one does not tell where
    merged(place, tmp_path / "r.duckdb")
    with Record.open(tmp_path / "r.duckdb") as record:
        refused = record.refusals().filter(origin=deadly.origin)
    assert refused["kind"].to_list() == ["failed"]
    assert "every worker that read it died" in refused["reason"][0]


@pytest.mark.parametrize("seed", range(2))
def test_the_process_that_leads_is_killed_and_begun_again(
    tmp_path: Path, place: Place, items: list[Report | Refusal], whole: list[dict[str, object]], seed: int
) -> None:
    chance, log = random.Random(seed), tmp_path / "log"
    command = [sys.executable, SHARDER, place.address, str(COUNT), str(SEED), str(SIZE), str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as leading:
        assert leading.stdout is not None
        for _ in range(chance.randint(1, 20)):
            leading.stdout.readline()
        leading.kill()
        assert leading.wait() == -signal.SIGKILL
    final = [file.name for wave in waves_of(place) for file in wave]
    before = log.read_text().split() if log.exists() else []
    cuts = begun(place, items)
    steps(place, cuts, Alone(Handmade(log=str(tmp_path / "again")), place))
    assert found(place, cuts) == whole
    again = set((tmp_path / "again").read_text().split()) if (tmp_path / "again").exists() else set()
    names = (pq.read_table(Path(place.address) / name, columns=["id"])["id"].to_pylist() for name in final)
    assert not {i for ids in names for i in ids} & again
    assert len(before) + len(again) >= sum(isinstance(item, Report) for item in items)


# The whole way, from inputs -------------------------------------------------------------------------------------


def written(path: Path, items: Sequence[Report | Refusal]) -> Path:
    rows = [
        {"id": i.id, "text": i.text, "published": i.published, "language": "en"} for i in items if isinstance(i, Report)
    ]
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    return path


def wanted(*inputs: Path | str, size: int = SIZE) -> Wanted:
    return Wanted(tuple(map(str, inputs)), Settings(), size=size)


def ran(wanted: Wanted, place: Place, after: Record | None = None) -> list[Step]:
    made = shard(wanted, place, Alone(Handmade(), place), after)
    return [one for one in made if isinstance(one, Step)]


def test_files_here_and_elsewhere_are_read_in_their_order(tmp_path: Path, place: Place, hand: Tools) -> None:
    told = [i for i in stories(40, 2) if isinstance(i, Report)]
    here, there = written(tmp_path / "a.jsonl", told[:15]), "memory:///elsewhere/b.jsonl"
    with fsspec.open(there, "wb") as file:
        file.write(written(tmp_path / "b.jsonl", [*told[15:30], *told[5:8]]).read_bytes())
    last = written(tmp_path / "c.jsonl", [replace(told[0], text="Something else entirely."), *told[30:]])
    ran(wanted(here, there, last), place)
    merged(place, tmp_path / "r.duckdb")
    with Record.open(tmp_path / "r.duckdb") as record:
        assert sorted(record.reports(limit=None)["id"]) == sorted(one.id for one in told)
        kinds = {row["origin"]: row["kind"] for row in record.refusals().iter_rows(named=True)}
    assert kinds == {f"{there}:{n}": "passed over" for n in (16, 17, 18)} | {f"{last}:1": "duplicate"}
    origins = [f"{here}:{n}" for n in range(1, 16)] + [f"{there}:{n}" for n in range(1, 16)]
    origins += [f"{last}:{n}" for n in range(2, 12)]
    items = [replace(one, origin=origin, **_read_as(one)) for one, origin in zip(told, origins, strict=True)]
    read_alone(items, tmp_path / "alone.duckdb", hand)
    for table in ("machine.statement", "machine.mention", "machine.actor_evidence", "memory.person"):
        assert tables(tmp_path / "r.duckdb")[table] == tables(tmp_path / "alone.duckdb")[table]


def _read_as(report: Report) -> dict[str, str | None]:
    return {"published": report.published}


def test_what_goes_into_a_record_knows_whom_it_knows_and_is_not_read_twice(
    tmp_path: Path, place: Place, items: list[Report | Refusal], hand: Tools
) -> None:
    told = [i for i in items if isinstance(i, Report)]
    first, rest = written(tmp_path / "a.jsonl", told[:20]), written(tmp_path / "b.jsonl", told)
    ran(wanted(first), Place(f"{tmp_path}/first"))
    merged(Place(f"{tmp_path}/first"), tmp_path / "one.duckdb")
    with Record.open(tmp_path / "one.duckdb") as record:
        made = ran(wanted(rest), place, record)
    gone = sum("unreadable" in one.text for one in told[:20])  # what failed is tried again
    assert sum(one.read for one in made if not one.again) == len(told) - 20 + gone
    merged(place, tmp_path / "one.duckdb")
    read_alone(told, tmp_path / "alone.duckdb", hand)
    after, alone = tables(tmp_path / "one.duckdb"), tables(tmp_path / "alone.duckdb")
    for table in ("machine.statement", "machine.mention", "memory.person"):
        assert after[table] == alone[table]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"size": 3}, "other --size \\(7, now 3\\)"),
        ({"inputs": ("b.jsonl",)}, "other inputs"),
        ({"settings": Settings(reader="spacy:x")}, "other settings"),
        ({"limit": 2}, "other --limit"),
    ],
)
def test_a_place_is_for_one_thing(tmp_path: Path, place: Place, change: dict[str, object], words: str) -> None:
    asked = wanted(written(tmp_path / "a.jsonl", stories(5, 1)))
    ran(asked, place)
    with pytest.raises(ShardsUnusable, match=words):
        ran(replace(asked, **change), place)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/proc/nothing/here", "cannot be used.*Choose a place"),
        ("s3::file:///tmp/x", "chained"),
        ("nowhere://x", "nowhere"),
    ],
)
def test_a_place_that_cannot_be_used_is_said(tmp_path: Path, address: str, words: str) -> None:
    asked = wanted(written(tmp_path / "a.jsonl", stories(5, 1)))
    with pytest.raises(ShardsUnusable, match=words):
        ran(asked, Place(address))


def test_inputs_that_are_not_there_leave_no_place_behind(place: Place) -> None:
    with pytest.raises(InputMissing):
        ran(wanted("/nowhere/at/all"), place)
    assert not Path(place.address).exists()


def test_the_first_and_some(tmp_path: Path, place: Place) -> None:
    asked = wanted(written(tmp_path / "a.jsonl", stories(30, 1)), size=40)
    assert sum(one.items for one in ran(replace(asked, limit=4), place)) == 4
    assert sum(one.items for one in ran(replace(asked, sample=9, seed=3), Place(f"{tmp_path}/other"))) == 9
