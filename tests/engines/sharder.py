"""Leads the reading of shards until it is killed: `sharder.py PLACE COUNT SEED SIZE LOG [RAY]`, a line a step."""

import sys

from handmade import Handmade, stories

from dragoman.engines.shards.crews import Alone
from dragoman.engines.shards.cutting import cut
from dragoman.engines.shards.datasets import crowd
from dragoman.engines.shards.knowing import told_table
from dragoman.engines.shards.waves import read_waves
from dragoman.record.merging.manifest import put_plan
from dragoman.record.merging.place import Place


def main() -> None:
    place, (count, seed, size), log = Place(sys.argv[1]), map(int, sys.argv[2:5]), sys.argv[5]
    put_plan(place, {})
    cuts = cut(stories(count, seed), place, 0, size)
    if len(sys.argv) > 6:
        with crowd(Handmade(log=log), place, sys.argv[6], 2) as crew:
            lead(place, cuts, crew)
    else:
        lead(place, cuts, Alone(Handmade(log=log), place))


def lead(place: Place, cuts: tuple, crew: object) -> None:  # type: ignore[type-arg]
    for step in read_waves(place, cuts, {}, crew, told_table(())):  # type: ignore[arg-type]
        sys.stdout.write(f"{step.shard}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
