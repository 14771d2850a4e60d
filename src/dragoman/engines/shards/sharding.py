"""From inputs to shards that are whole and final, begun anew or where a former try ended."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any, BinaryIO

import pyarrow as pa

from dragoman import VERSION
from dragoman.atlas.overlay import Extra
from dragoman.engines.shards.crews import Crew, Group
from dragoman.engines.shards.cutting import SIZE, Cut, cut, cuts_of
from dragoman.engines.shards.knowing import TOLD, told_table
from dragoman.engines.shards.repeats import find_repeats, repeats_of
from dragoman.engines.shards.waves import Step, read_waves
from dragoman.errors import ShardsUnusable
from dragoman.outlets import read_inputs
from dragoman.outlets.inputs import resolve
from dragoman.outlets.remote import is_remote
from dragoman.outlets.sampling import drawn, first
from dragoman.record.ids import content_id
from dragoman.record.merging.manifest import plan_of, put_plan
from dragoman.record.merging.place import Place
from dragoman.record.record import Record
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

BEFORE = "told/before.parquet"
# What a place is begun with and must stay the same: each with the words that name it.
FIXED = {
    "program": "version of dragoman",
    "settings": "settings",
    "actors": "added actors",
    "inputs": "inputs",
    "part": "--limit, --sample or --seed",
    "format": "--format",
    "size": "--size",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read: inputs as `outlets.read_inputs` takes them, of which the first or some, with which settings.

    `size`: items of a shard.
    """

    inputs: tuple[str, ...]
    settings: Settings
    extras: tuple[Extra, ...] = ()
    format: str | None = None
    limit: int | None = None
    sample: int | None = None
    seed: int = 0
    size: int = SIZE


def shard(
    wanted: Wanted, place: Place, crew: Crew, after: Record | None = None, stdin: BinaryIO | None = None
) -> Iterator[Step | Cut]:
    """Cut the reports into shards and read them; yields each shard as it is cut (in order), then each step of reading.

    `after`: a record into which they will go: what it has is not read, and whom it knows is known.
    Raises ShardsUnusable for a place that cannot be written or holds something else, and what inputs, model, cluster
    and record raise.
    """
    plan = _plan(wanted, place)
    if place.get_table(BEFORE, TOLD) is None:
        place.put_table(BEFORE, told_table(after.persons_told() if after is not None else ()))
    groups = yield from _cut(wanted, plan["groups"], place, crew, stdin)
    if "shards" not in plan:
        put_plan(place, plan | {"shards": sum(map(len, groups))})
    if repeats_of(place) is None:
        find_repeats(place, groups, _digests(after))
    told: pa.Table = place.get_table(BEFORE, TOLD)
    yield from read_waves(place, [one for cuts in groups for one in cuts], repeats_of(place) or {}, crew, told)


def _plan(wanted: Wanted, place: Place) -> dict[str, Any]:
    """The plan of the place, made where there is none; raises ShardsUnusable where it is another one."""
    plan: dict[str, Any] = {
        "program": VERSION,
        "settings": _of_reading(wanted.settings),
        "actors": content_id(*wanted.extras),
        "inputs": list(wanted.inputs),
        "part": [wanted.limit, wanted.sample, wanted.seed],
        "format": wanted.format,
        "size": wanted.size,
    }
    before = plan_of(place)
    if before is None:
        plan["groups"] = [list(names) for names in _groups(wanted)]
        put_plan(place, plan)
        return plan
    for key, words in FIXED.items():
        if before.get(key) != plan[key]:
            problem = f"they were begun with other {words} ({_short(before.get(key))}, now {_short(plan[key])})"
            raise ShardsUnusable(place.address, problem, "begin at another place, or go on with the same")
    return before


def _of_reading(settings: Settings) -> dict[str, object]:
    """The settings on which it depends what is found."""
    return {k: v for k, v in asdict(settings).items() if k not in ("threads", "workers", "loopback")}


def _short(value: object) -> str:
    return str(value) if len(str(value)) <= 100 else f"{str(value)[:100]}..."


def _groups(wanted: Wanted) -> list[tuple[str, ...]]:
    """Inputs that are cut together: each file elsewhere alone, those of this machine with their neighbours."""
    names = resolve(wanted.inputs)
    if wanted.limit is not None or wanted.sample is not None:
        return [tuple(names)]
    found: list[tuple[str, ...]] = []
    for remote, neighbours in groupby(names, is_remote):
        near = tuple(neighbours)
        found += [(name,) for name in near] if remote else [near]
    return found


def _cut(
    wanted: Wanted, groups: Sequence[Sequence[str]], place: Place, crew: Crew, stdin: BinaryIO | None
) -> Generator[Cut, None, list[tuple[Cut, ...]]]:
    found = {number: cuts for number in range(len(groups)) if (cuts := cuts_of(place, number)) is not None}
    missing = [number for number in range(len(groups)) if number not in found]
    far = [n for n in missing if is_remote(groups[n][0]) and len(groups[n]) == 1 and _whole(wanted)]
    for number in missing:
        if number not in far:
            items = _part(read_inputs(groups[number], wanted.settings, stdin, wanted.format), wanted)
            found[number] = cut(items, place, number, wanted.size)
    tasks = [Group(n, tuple(groups[n]), wanted.settings, wanted.format, wanted.size) for n in far]
    found |= dict(crew.cut(tasks)) if tasks else {}
    for number in range(len(groups)):
        yield from found[number]
    return [found[number] for number in range(len(groups))]


def _whole(wanted: Wanted) -> bool:
    return wanted.limit is None and wanted.sample is None


def _part(items: Iterable[Report | Refusal], wanted: Wanted) -> Iterable[Report | Refusal]:
    if wanted.sample is not None:
        return drawn(items, wanted.sample, wanted.seed)
    return items if wanted.limit is None else first(items, wanted.limit)


def _digests(record: Record | None) -> dict[str, str]:
    if record is None:
        return {}
    return dict(record.sql("SELECT id, digest FROM report").iter_rows())
