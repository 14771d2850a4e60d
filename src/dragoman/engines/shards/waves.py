"""Shards wave by wave, until each was read with exactly what all before it told.

In a wave all shards are read side by side with what was told before the wave.  Then those are looked at again before
which, in the same wave, somebody was told of: the reports whose text may speak of such a person are read again, and so
on until nothing changes.  The first shard of a wave is right at once, the second after the first is, and so forth; so
what does not change any more is what one process would have found.
"""

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from dragoman.engines.shards.crews import Crew
from dragoman.engines.shards.cutting import Cut
from dragoman.engines.shards.knowing import TOLD, told_table
from dragoman.engines.shards.repeats import Without
from dragoman.engines.shards.settling import FOLDER as READ_FOLDER
from dragoman.engines.shards.settling import Assignment, Settled, file_of, told_before
from dragoman.record.merging.manifest import put_wave, waves_of
from dragoman.record.merging.place import Place

FIRST, MOST = 4, 64  # shards for each worker in the first wave, and in the largest ones
FOLDER = "told"


@dataclass(frozen=True, slots=True)
class Step:
    """A shard that a worker is done with for now: `again` if it was looked at once more, `read` reports for it."""

    shard: str
    items: int
    read: int
    again: bool


def read_waves(place: Place, shards: Sequence[Cut], without: Without, crew: Crew, told: pa.Table) -> Iterator[Step]:
    """Read the shards that are not whole and final yet; `told`: whom a record told of before them all."""
    done, sizes = 0, place.sizes(READ_FOLDER)
    for number, manifest in enumerate(waves_of(place)):
        wave = shards[done : done + len(manifest)]
        done += len(wave)
        before = place.get_table(_told_file(number), TOLD)
        if before is None or any(sizes.get(one.name) != one.bytes for one in manifest):
            found = yield from Wave(place, wave, without, told, sizes).read(crew)
            before = _commit(place, number, found)
        else:
            yield from (Step(one.name, one.items, 0, again=False) for one in wave)
        told = pa.concat_tables([told, before])
    number = len(waves_of(place))
    while done < len(shards):
        size = min(max(crew.workers * FIRST, done), crew.workers * MOST)
        wave = shards[done : done + size]
        found = yield from Wave(place, wave, without, told, sizes).read(crew)
        told = pa.concat_tables([told, _commit(place, number, found)])
        done, number = done + len(wave), number + 1


def _commit(place: Place, number: int, found: Sequence[Settled]) -> pa.Table:
    told = pa.concat_tables([one.told for one in found])
    place.put_table(_told_file(number), told)
    put_wave(place, number, [one.listed for one in found])
    return told


def _told_file(number: int) -> str:
    return f"{FOLDER}/{number:06}.parquet"


class Wave:
    """Shards that are read side by side; `before`: what was told before them."""

    def __init__(
        self, place: Place, cuts: Sequence[Cut], without: Without, before: pa.Table, there: Collection[str] = ()
    ) -> None:
        """Take up what a former try found of them, as a first guess at what they tell; `there`: files of that try."""
        self._cuts, self._without, self._before = cuts, without, before
        nobody = told_table(())
        self._told = {c.name: told_before(place, c.name) if file_of(c.name) in there else nobody for c in cuts}
        self._settled: dict[str, Settled] = {}

    def read(self, crew: Crew) -> Generator[Step, None, list[Settled]]:
        """Read until nothing changes; returns the shards in their order."""
        todo, again = list(self._cuts), False
        items = {one.name: one.items for one in self._cuts}
        while todo:
            guessed = dict(self._told)
            for done in crew.settle(self._tasks(todo), self._table()):
                self._settled[done.shard] = done
                self._told[done.shard] = done.told
                yield Step(done.shard, items[done.shard], done.read, again)
            todo, again = self._behind(guessed), True
        return [self._settled[one.name] for one in self._cuts]

    def _tasks(self, todo: Sequence[Cut]) -> list[Assignment]:
        wanted, upto = {one.name for one in todo}, self._before.num_rows
        tasks: list[Assignment] = []
        for one in self._cuts:
            if one.name in wanted:
                tasks.append(Assignment(one.name, self._without.get(one.name, {}), upto))
            upto += self._told[one.name].num_rows
        return tasks

    def _behind(self, guessed: Mapping[str, pa.Table]) -> list[Cut]:
        """The shards behind the first that told something else than was thought when they were read."""
        wrong = (n for n, one in enumerate(self._cuts) if not self._told[one.name].equals(guessed[one.name]))
        first = next(wrong, len(self._cuts))
        return list(self._cuts[first + 1 :])

    def _table(self) -> pa.Table:
        return pa.concat_tables([self._before, *(self._told[one.name] for one in self._cuts)]).combine_chunks()
