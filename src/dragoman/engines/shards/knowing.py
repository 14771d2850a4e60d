"""Whom a shard's reports know: of all who were told of before it, those of whom its texts may speak."""

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.names import fold, runs
from dragoman.atlas.people import Known, People
from dragoman.record.ids import content_id
from dragoman.record.merging.place import VERSION_KEY
from dragoman.types import PersonTold

# `longest`: the longest piece of the name; where it does not occur, nothing is said of that name.
TOLD = pa.schema(
    [(name, pa.string()) for name in ("actor", "name", "country", "sector", "published", "longest")],
    metadata={VERSION_KEY: b"told 1"},
)


def told_table(told: Iterable[PersonTold]) -> pa.Table:
    """Tellings of persons as a table, in their order."""
    rows = [(p.id, p.name, p.country, p.sector, p.published, max(fold(p.name), key=len, default="")) for p in told]
    columns = list(zip(*rows, strict=True)) or [()] * len(TOLD)
    return pa.table([pa.array(c, pa.string()) for c in columns], schema=TOLD)


class Knowing:
    """The persons that the reports of a shard know, one report after the other.

    `told`: what all reports before the shard told, in order.  Only those rows are taken up that can matter to the
    texts; what the others would change is unseen in them.
    """

    def __init__(self, atlas: Atlas, told: pa.Table, texts: Sequence[str]) -> None:
        """Stand before the first report."""
        self._told = told
        near = _near(told, texts)
        self._met = set(near["actor"].to_pylist())
        self._people = People(atlas, _persons(near))

    def of(self, text: str) -> tuple[Known, ...]:
        """Those known now of whom a report with this text may speak."""
        return self._people.within(text)

    def learn(self, told: Iterable[PersonTold]) -> None:
        """Go on to the next report: this one told of these persons."""
        for one in told:
            if one.id not in self._met:
                self._met.add(one.id)
                for former in _persons(self._told.filter(pc.equal(self._told["actor"], one.id))):
                    self._people.learn(former)
            self._people.learn(one)


def print_of(known: Sequence[Known]) -> str:
    """A digest of who is known: equal for the same persons under the same names."""
    return content_id(*known) if known else ""


def _near(told: pa.Table, texts: Sequence[str]) -> pa.Table:
    """All that was told of persons with a name whose longest piece occurs in one of the texts."""
    if not told.num_rows:
        return told
    held = frozenset[str]().union(*map(runs, texts))
    lengths = [n for n in pc.unique(pc.utf8_length(told["longest"])).to_pylist() if n]
    parts = {run[i : i + n] for run in held for n in lengths for i in range(len(run) - n + 1)}
    named = told.filter(pc.is_in(told["longest"], pa.array(parts, pa.string())))
    return told.filter(pc.is_in(told["actor"], pc.unique(named["actor"])))


def _persons(told: pa.Table) -> Iterator[PersonTold]:
    columns = ("actor", "name", "country", "sector", "published")
    for row in zip(*(told[c].to_pylist() for c in columns), strict=True):
        yield PersonTold("", *row)
