"""Persons that reports told of, beside those of the atlas: who has been introduced once is known afterwards."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields
from functools import cached_property

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.names import Key, Match, NameEntry, begins, entry, fold, folded, runs, stretches
from dragoman.atlas.rows import Person
from dragoman.types import PersonTold

SHORTEST = 2  # words of a name that is remembered; a surname alone may be anybody's
STEM = 4  # letters by which a name's longest piece is looked for in a text
FEW = 128  # stems that are sooner looked for one by one than a text is cut into all of its own


@dataclass(frozen=True, slots=True)
class Known:
    """A person, and a name by which a report called them."""

    name: str
    person: Person


@dataclass(frozen=True)
class PeopledAtlas(Atlas):
    """An atlas with further persons; `told` and `reach` lead to their names and may grow. Names of `base` go first."""

    base: Atlas
    told: dict[Key, NameEntry] = field(default_factory=dict)
    reach: dict[str, int] = field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[Key, tuple[NameEntry, ...]]:
        """The names of the atlas itself."""
        return self.base.names

    def begins(self, words: Sequence[str]) -> list[bool]:
        """As the atlas's own, or the name of a further person."""
        return begins(words, self._reach, self.reach)

    def find(self, words: Sequence[str], start: int) -> Match | None:
        """As the atlas's own, or a longer name of a further person."""
        found = super().find(words, start)
        for end, held in stretches(words, start, self.reach):
            if found is not None and end <= found.end:
                break
            if (known := self.told.get(folded(held))) is not None and known.fits(held):
                return Match(start, end, (known,))
        return found


def _dated(before: Iterable[tuple[str, str]], told: PersonTold) -> tuple[tuple[str, str], ...]:
    """The sectors by day with one more telling; a telling that repeats the one before it is left out."""
    added = {(told.published, told.sector)} if told.published and told.sector else set[tuple[str, str]]()
    found: list[tuple[str, str]] = []
    for day, sector in sorted({*before, *added}):
        if not found or found[-1][1] != sector:
            found.append((day, sector))
    return tuple(found)


class People:
    """What reports told of persons so far, and the atlas that knows it; one is used for one run of reading.

    A person for whom two reports give different states is not remembered, nor one of whom the atlas knows.
    """

    def __init__(self, atlas: Atlas, told: Iterable[PersonTold] = ()) -> None:
        """Begin with what was told before."""
        self.changes = 0  # how often what is known has changed
        self._base = atlas
        self._persons: dict[str, Person] = {}
        self._countries: dict[str, set[str]] = {}
        self._names: dict[str, set[Key]] = {}
        self._under: dict[str, set[Key]] = {}  # names by the stem of their longest piece
        self._brief: set[str] = set()  # the stems that are shorter than STEM
        self._written: dict[Key, str] = {}
        own = {f.name: getattr(atlas, f.name) for f in fields(Atlas)}
        own["persons"] = ChainMap(self._persons, dict(atlas.persons))
        self.atlas = PeopledAtlas(**own, base=atlas)
        for one in told:
            self.learn(one)

    def learn(self, told: PersonTold) -> None:
        """Remember what a report itself says of a person."""
        key = fold(told.name)
        if told.id in self._base.persons or len(key) < SHORTEST or key in self._base.names:
            return
        countries = self._countries.setdefault(told.id, set())
        countries.add(told.country)
        known = self._persons.get(told.id)
        if len(countries) > 1:
            self._forget(told.id)
            return
        dated = _dated(known.told if known else (), told)
        sector = dated[-1][1] if dated else told.sector or (known.sector if known else None)
        self._know(told.name, Person(told.id, told.name, told.country, sector, told=dated))

    def within(self, text: str) -> tuple[Known, ...]:
        """Those of whom a report with this text may speak: every piece of their names stands in it.

        What a report is found to say depends on no others, so it may be read where only these are known.
        """
        if not self._persons:
            return ()
        held = runs(text)
        whole = " ".join(held)
        near = (key for stem in self._stems(held, whole) for key in self._under[stem])
        keys = {key for key in near if all(p in whole for p in key)}
        found = {key: self.atlas.told[key].target for key in sorted(keys) if key in self.atlas.told}
        return tuple(Known(self._written[k], self._persons[t]) for k, t in found.items() if t in self._persons)

    def _stems(self, held: Set[str], whole: str) -> Set[str]:
        """The stems of names that stand in these runs, joined in `whole`, and those too short to be looked for."""
        if len(self._under) <= FEW:
            return {stem for stem in self._under if stem in whole}
        return (
            self._under.keys() & {run[i : i + STEM] for run in held for i in range(len(run) - STEM + 1)}
        ) | self._brief

    def only(self, known: Iterable[Known]) -> None:
        """Know these and nobody else."""
        for held in (self._persons, self._countries, self._names, self._under, self._brief, self._written):
            held.clear()
        self.atlas.told.clear()
        self.atlas.reach.clear()
        for one in known:
            self._know(one.name, one.person)

    def _forget(self, identity: str) -> None:
        """Know a person no more, by whatever name; a name that by now is somebody else's stays theirs."""
        self.changes += self._persons.pop(identity, None) is not None
        for key in self._names.pop(identity, ()):
            if key in self.atlas.told and self.atlas.told[key].target == identity:
                del self.atlas.told[key]

    def _know(self, name: str, person: Person) -> None:
        key = fold(name)
        before = self.atlas.told.get(key)
        same = before is not None and before.target == person.id and self._written[key] == name
        self.changes += not same or self._persons.get(person.id) != person
        self._persons[person.id] = person
        self._names.setdefault(person.id, set()).add(key)
        self._written[key] = name
        self.atlas.told[key] = entry(name, person.id, "person", "name", self._base.senses)
        self.atlas.reach[key[0]] = max(self.atlas.reach.get(key[0], 0), len(key))
        stem = max(key, key=len)[:STEM]
        self._under.setdefault(stem, set()).add(key)
        if len(stem) < STEM:
            self._brief.add(stem)
