"""What the reports of a record say of legs and nodes: their ties on routes, attached by name or by both ends."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dragoman.analysis.corridors.world import World
from dragoman.atlas.corridors import USABLE, Corridors, Leg, Node
from dragoman.atlas.names import fold
from dragoman.ontology.ontology import load_ontology
from dragoman.record.held import Held
from dragoman.record.record import Record

QUESTION = "routes"  # the kinds of ties whose briefs answer it are claims on corridors
GAP = " … "  # between the pieces of a tie's evidence
ENDS = ("from", "to")  # the roles that say from where to where a route runs
NODES_NAMED = ("port", "crossing", "strait")  # kinds of nodes that a tie may be about by its name alone

# Ties that can be about a leg, of which few are: plain letters of a first word of a name, an end that is told, or
# letters beyond ASCII, which may be written otherwise in a name.  Dots and apostrophes are no part of a word (`fold`).
HOLD = r"regexp_matches(regexp_replace(lower(concat_ws(' ', name, sentence)), '[.''`]', '', 'g'), $words)"
TOLD = f"""
SELECT * FROM tie_row t WHERE list_contains($kinds, kind) AND (
    {HOLD}
    OR id IN (SELECT tie FROM tie_role WHERE role IN ('from', 'to') AND list_contains($places::VARCHAR[], holder))
)
ORDER BY kind, published NULLS LAST, report, start, id
"""

Words = tuple[str, ...]
Names = Mapping[str, Sequence[Words]]


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """What one report says of a leg or node (`of`), found by `matched`: its name, the tie's roles or both ends.

    `reads` is how its stage or status reads as the state of a leg, null where it tells none; `agrees` says whether that
    is also what the atlas holds (open or not open), null where there is nothing to compare.
    """

    of: str
    matched: str
    reads: str | None
    agrees: bool | None
    tie: str
    kind: str
    name: str
    status: str
    stage: str | None
    speaker: str | None
    via: tuple[str, ...]
    outlet: str | None
    published: str | None
    report: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Match:
    """A tie (`row` of `tie_row`) that is about a leg or node."""

    of: str
    matched: str
    row: Mapping[str, Any]


def report_claims(
    record: Record, world: World, legs: Iterable[str] | None = None, held: Held | None = None
) -> list[ReportClaim]:
    """Claims of a record on legs and their nodes (default: all of the atlas), the newest last.

    A tie is about a leg if its name or one of its sentences has a name of the leg, if its roles say that it runs from
    one end to the other, or, where they do not say from where to where, if one sentence names both ends; where it tells
    its modes, the leg's must be among them.  It is about a port, crossing or strait if its own name has that name.
    `held`: the copy that the record is of, if it is one: what it tells of the whole atlas is then looked for once.
    """
    chosen = list(world.atlas.legs) if legs is None else list(dict.fromkeys(legs))
    if held is None:
        found = matches(record, world.atlas, chosen)
    else:
        wanted = {*chosen, *(n.id for n in _nodes(world.atlas, chosen))}
        found = [m for m in kept_matches(held, world.atlas) if m.of in wanted]
    return sorted((_claim(world, m) for m in found), key=lambda c: (c.published or "", c.report, c.tie, c.of))


def kept_matches(held: Held, atlas: Corridors) -> list[Match]:
    """What a copy tells of the whole atlas, looked for once."""
    return held.once("told of corridors", lambda record: matches(record, atlas, list(atlas.legs)))


def matches(record: Record, atlas: Corridors, legs: Sequence[str]) -> list[Match]:
    """The ties of a record that are about one of these legs or their nodes."""
    chosen, nodes = [atlas.legs[i] for i in legs], _nodes(atlas, legs)
    kinds = load_ontology().ties_on(QUESTION)
    names = {n.id: [fold(name) for name in (n.name, *n.aliases)] for n in atlas.nodes.values()}
    told = _told(record, kinds, chosen, names).iter_rows(named=True)
    return [match for row in told for match in _matches(atlas, row, chosen, nodes, names)]


def _nodes(atlas: Corridors, legs: Iterable[str]) -> list[Node]:
    """The ends of legs that a tie may be about by their name alone."""
    ends = dict.fromkeys(n for i in legs for n in (atlas.legs[i].a, atlas.legs[i].b))
    return [atlas.nodes[n] for n in ends if atlas.nodes[n].kind in NODES_NAMED]


def _told(record: Record, kinds: Sequence[str], legs: Sequence[Leg], names: Names) -> pl.DataFrame:
    """The ties on routes that can be about one of these legs or their ends."""
    places = {name for leg in legs for end in (leg.a, leg.b) for name in names[end]}
    words = {name[0] for name in (*places, *(fold(a) for leg in legs for a in leg.aliases)) if name}
    held = record.sql("SELECT id, name FROM holder")
    ends = [i for i, name in held.iter_rows() if fold(name) in places]
    asked: dict[str, object] = {"kinds": list(kinds), "words": pattern_of(words), "places": ends}
    return record.sql(TOLD, asked)


def pattern_of(words: Iterable[str]) -> str:
    """What holds one of these folded words, or letters beyond ASCII (`HOLD`)."""
    plain = "|".join(sorted(map(re.escape, words)))
    return rf"(^|[^a-z0-9])({plain})($|[^a-z0-9])|[^\x00-\x7F]" if plain else r"[^\x00-\x7F]"


def _matches(
    atlas: Corridors, row: dict[str, Any], legs: Sequence[Leg], nodes: Sequence[Node], names: Names
) -> Iterator[Match]:
    name, sentences = fold(row["name"]), [fold(s) for s in (row["sentence"] or "").split(GAP)]
    route = _route(row)
    for leg in legs:
        matched = _matched(leg, names, [name, *sentences], route)
        if matched and _mode_fits(atlas, row, leg):
            yield Match(leg.id, matched, row)
    for node in nodes:
        if any(holds(name, words) for words in names[node.id]):
            yield Match(node.id, "name", row)


def _route(row: dict[str, Any]) -> tuple[Words, Words] | None:
    """From where to where a tie says that it runs, null where it tells only one end or none."""
    told = dict(r.split(": ", 1) for r in row["roles"])
    return (fold(told[ENDS[0]]), fold(told[ENDS[1]])) if set(ENDS) <= set(told) else None


def _matched(leg: Leg, names: Names, sentences: list[Words], route: tuple[Words, Words] | None) -> str | None:
    """How a tie is about a leg: by one of the leg's names, by its own roles, by both ends in a sentence, or not."""
    aliases = [fold(alias) for alias in leg.aliases]
    if any(holds(told, alias) for alias in aliases for told in sentences):
        return "name"
    if route is not None:
        ways = ((leg.a, leg.b), (leg.b, leg.a))
        return "roles" if any(route[0] in names[a] and route[1] in names[b] for a, b in ways) else None
    return "ends" if any(_both_ends(leg, names, told) for told in sentences) else None


def _both_ends(leg: Leg, names: Names, told: Words) -> bool:
    places = [{words for words in names[end] if holds(told, words)} for end in (leg.a, leg.b)]
    # Twins across a border share a name, which must then be said twice.
    return all(places) and (places[0] != places[1] or all(_count(w, told) > 1 for w in places[0]))


def holds(told: Words, words: Words) -> bool:
    """Whether folded words have some others among them, side by side."""
    return _count(words, told) > 0


def _count(words: Words, told: Words) -> int:
    if not words or words[0] not in told:
        return 0
    size = len(words)
    return sum(told[n : n + size] == words for n in range(len(told) - size + 1))


def _mode_fits(atlas: Corridors, row: dict[str, Any], leg: Leg) -> bool:
    """Whether the modes that a tie tells allow for the leg's; words that are no modes restrict nothing."""
    told = [word for a in row["attributes"] if a.startswith("modes: ") for word in fold(a.removeprefix("modes: "))]
    modes = {atlas.mode_words[word] for word in told if word in atlas.mode_words}
    return not modes or leg.mode in modes


def _claim(world: World, match: Match) -> ReportClaim:
    of, row = match.of, match.row
    reads = world.atlas.readings.get(row["stage"] or "") or world.atlas.readings.get(row["status"])
    held = world.states.get(of)
    compared = None if reads is None or held is None else (reads in USABLE) == ((held.before or held.status) in USABLE)
    return ReportClaim(
        of=of,
        matched=match.matched,
        reads=reads,
        agrees=compared,
        tie=row["id"],
        kind=row["kind"],
        name=row["name"],
        status=row["status"],
        stage=row["stage"],
        speaker=row["speaker"],
        via=tuple(row["via"]),
        outlet=row["outlet"],
        published=row["published"],
        report=row["report"],
        sentence=row["sentence"] or "",
    )
