"""What a brief may be on beside actors: a circle of states, or a corridor."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from dragoman.analysis.corridors.claims import HOLD, QUESTION, holds, pattern_of, report_claims
from dragoman.analysis.corridors.ways import find_ways
from dragoman.analysis.corridors.world import World, world
from dragoman.analysis.told import Numbers, read
from dragoman.atlas.atlas import load_atlas
from dragoman.atlas.circles import circle_of
from dragoman.atlas.corridors import load_corridors, read_assumptions
from dragoman.atlas.names import fold
from dragoman.errors import ChoiceUnknown
from dragoman.ontology.ontology import load_ontology
from dragoman.record.held import Held
from dragoman.record.record import Record

BETWEEN = ":"  # parts the two ends of a way: "Moscow:Mumbai"
ROUTES = ("corridor",)  # kinds of places of the atlas that have no point
NAMED = f"SELECT id, name, sentence FROM tie_row WHERE list_contains($kinds, kind) AND {HOLD} ORDER BY id"
TOGETHER = 2  # states of a circle that must take part


@dataclass(frozen=True, slots=True)
class Subject:
    """What a brief is on: `title` and `asked` in words; `states` of which two must take part, or `ties` that are told.

    With `ties` only those are told, and acts that are told in the same sentences.
    """

    title: str
    asked: str
    states: tuple[str, ...] = ()
    ties: tuple[str, ...] | None = None

    def chosen(self, numbers: Numbers) -> pl.Series:
        """Which of the tellings (`rows`) are of the subject."""
        rows = numbers.rows
        if self.ties is None:
            at = rows["at"].sort()
            told = at.to_frame().hstack(read(numbers.words, at, ("who", "states")))
            named = (told.select("at", state=side).explode("state") for side in ("who", "states"))
            among = pl.concat(named, how="vertical_relaxed").filter(pl.col("state").is_in(self.states)).unique()
            together = among.group_by("at").len().filter(pl.col("len") >= TOGETHER)["at"]
            return rows["at"].is_in(together.implode())
        things = rows.filter(~pl.col("act"))
        ids = read(numbers.words, things["at"], ("id",))["id"]
        kept = things.filter(ids.is_in(pl.Series(self.ties, dtype=pl.String).implode()))
        beside = pl.col("act") & pl.col("earliest").is_in(kept["earliest"].unique().implode())
        return rows.select(beside | pl.col("at").is_in(kept["at"].implode())).to_series()


def subject_of(record: Record, group: str | None, corridor: str | None, held: Held | None = None) -> Subject | None:
    """The subject that was named, or null for none; raises ChoiceUnknown, also where both are named.

    `held`: the copy that the record is of, if it is one.
    """
    if group and corridor:
        raise ChoiceUnknown("brief", "one on a group and a corridor", ("one on a group", "one on a corridor"))
    if group:
        return group_subject(group)
    return corridor_subject(record, corridor, held) if corridor else None


def group_subject(name: str) -> Subject:
    """What states do together: of a body, of a group of the atlas or of a list (IRN,RUS,AZE); raises ChoiceUnknown."""
    circle = circle_of(name)
    return Subject(circle.name, f"between states of: {circle.name}", circle.states)


def corridor_subject(record: Record, name: str, held: Held | None = None) -> Subject:
    """What is told of a corridor: one with a name (INSTC), a leg or node of the atlas, or a way (Moscow:Mumbai).

    `held`: the copy that the record is of, if it is one.  Raises ChoiceUnknown for a name that is none of them.
    """
    now = world(load_corridors(), read_assumptions(None), (), None)
    if BETWEEN in name:
        start, _, end = name.partition(BETWEEN)
        ways = find_ways(now, start.strip(), end.strip(), number=1).ways
        taken = [step.leg.id for way in ways for step in way.steps]
        return _subject(f"The way from {start.strip()} to {end.strip()}", _claimed(record, now, taken, taken, held))
    called = fold(name)
    title, ties = _with_a_name(record, called)
    legs = [leg.id for leg in now.atlas.legs.values() if called in map(fold, (leg.id, *leg.aliases))]
    nodes = [n.id for n in now.atlas.nodes.values() if called in map(fold, (n.id, n.name, *n.aliases))]
    if not legs and not nodes and title is None:
        raise ChoiceUnknown("corridor", name, ("rasht-astara (a leg)", "INSTC (a name)", "Moscow:Mumbai (a way)"))
    touching = [leg.id for leg in now.atlas.legs.values() if {leg.a, leg.b} & set(nodes)]
    claimed = _claimed(record, now, legs or touching, legs or [*nodes, *touching], held)
    return _subject(title or (_title(now, legs[0]) if legs else now.atlas.nodes[nodes[0]].name), [*ties, *claimed])


def _with_a_name(record: Record, called: tuple[str, ...]) -> tuple[str | None, list[str]]:
    """The corridor of the atlas that is called so and the ties that name it; null if none is."""
    for route in (p for p in load_atlas().places.values() if p.kind in ROUTES):
        names = [fold(n) for n in (route.id, route.name, *route.aliases)]
        if called in names:
            return route.name, list(_named(record, names))
    return None, []


def _subject(title: str, ties: Iterable[str]) -> Subject:
    return Subject(title, f"about: {title}", ties=tuple(dict.fromkeys(ties)))


def _title(now: World, leg: str) -> str:
    found = now.atlas.legs[leg]
    ends = " – ".join(now.atlas.nodes[n].name for n in (found.a, found.b))
    return f"{ends} ({found.mode})"


def _claimed(record: Record, now: World, legs: Sequence[str], of: Sequence[str], held: Held | None) -> Iterator[str]:
    wanted = set(of)
    return (claim.tie for claim in report_claims(record, now, legs, held) if claim.of in wanted)


def _named(record: Record, names: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The ties on routes whose name or words have one of the names."""
    kinds = load_ontology().ties_on(QUESTION)
    asked: dict[str, object] = {"kinds": kinds, "words": pattern_of(name[0] for name in names if name)}
    for tie, name, sentence in record.sql(NAMED, asked).iter_rows():
        told = fold(f"{name} {sentence or ''}")
        if any(holds(told, words) for words in names):
            yield str(tie)
