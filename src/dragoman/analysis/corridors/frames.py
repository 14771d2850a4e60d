"""Answers about corridors as DataFrames: one row a way, a leg, a port or a claim."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import polars as pl

from dragoman.analysis.corridors.access import Access, AccessChange
from dragoman.analysis.corridors.checks import Comparison
from dragoman.analysis.corridors.claims import ReportClaim
from dragoman.analysis.corridors.paths import Step, Way
from dragoman.analysis.corridors.ways import Answer
from dragoman.analysis.corridors.world import World
from dragoman.atlas.corridors import Corridors, Interval


def roles(answer: Answer) -> list[tuple[str, Way]]:
    """Every way of an answer with its part in it: "1", "2" ..., "baseline", "over LEG" and "before"."""
    named = [(str(n), way) for n, way in enumerate(answer.ways, start=1)]
    for way in answer.using:
        leg = next(s.leg.id for s in way.steps if s.state.assumed)
        named.append((f"over {leg}", way))
    if answer.baseline is not None and answer.baseline_way is not None:
        named.append((f"baseline {answer.baseline.name}", answer.baseline_way))
    if answer.before is not None:
        named.append(("before", answer.before))
    return named


def role_name(atlas: Corridors, role: str) -> str:
    """A way's part in an answer in words: "way 1", "baseline Suez", "over Rasht to Astara (Iran)", "as things are"."""
    kind, _, of = role.partition(" ")
    if kind == "over" and of in atlas.legs:
        leg = atlas.legs[of]
        return f"over {atlas.nodes[leg.a].name} to {atlas.nodes[leg.b].name}"
    if kind == "baseline":
        return f"baseline {of.capitalize()}"
    return {"before": "as things are"}.get(role, f"way {role}")


def stretches(atlas: Corridors, way: Way) -> str:
    """A way in words, one stretch for each mode: "rail to Astrakhan, sea to Anzali"."""
    told: list[str] = []
    for number, step in enumerate(way.steps):
        last = number + 1 == len(way.steps)
        if last or way.steps[number + 1].leg.mode != step.leg.mode:
            told.append(f"{step.leg.mode} to {atlas.nodes[step.end].name}")
    return ", ".join(told)


def ways_frame(answer: Answer, claims: Sequence[ReportClaim] = ()) -> pl.DataFrame:
    """One row a way, with its legs and the claims of reports on them as lists.

    Intervals stand in columns ending in _low and _high.
    """
    rows = [{**_way(answer, role, way), "claims": _told(way, claims)} for role, way in roles(answer)]
    return pl.DataFrame(rows, infer_schema_length=None)


def _told(way: Way, claims: Sequence[ReportClaim]) -> list[dict[str, Any]]:
    on = {*(s.leg.id for s in way.steps), *way.nodes}
    return [{**asdict(c), "via": list(c.via)} for c in claims if c.of in on]


def _way(answer: Answer, role: str, way: Way) -> dict[str, Any]:
    atlas, weakest = answer.world.atlas, way.weakest
    return {
        "role": role,
        "from": answer.origin,
        "to": answer.destination,
        "objective": answer.objective,
        "way": stretches(atlas, way),
        "nodes": list(way.nodes),
        "modes": list(way.modes),
        "km": round(way.km),
        **_span("km", way.effort.km, 0),
        **_span("days", way.effort.days, 1),
        **_span("usd", way.effort.usd, 0),
        **_span("cost", way.effort.cost, 0),
        "cost": round(way.effort.central),
        "mode_changes": way.mode_changes,
        "gauge_breaks": way.gauge_breaks,
        "borders": way.borders,
        "known_length": round(way.known, 3),
        "sourced_status": round(way.sourced, 3),
        "weakest_leg": weakest.leg.id if weakest else None,
        "weakest_word": weakest.state.standing if weakest else None,
        "assumed": [f"{name}={status}" for name, status in answer.world.assumed.items()],
        "warnings": [s.id for s in way.warnings],
        "legs": [_step(answer.world, step) for step in way.steps],
        "atlas": answer.completeness.sentence,
    }


def _span(name: str, interval: Interval, digits: int) -> dict[str, float]:
    return {f"{name}_low": round(interval.low, digits), f"{name}_high": round(interval.high, digits)}


def _step(world: World, step: Step) -> dict[str, Any]:
    bounds = world.lengths[step.leg.id].bounds
    return {
        "leg": step.leg.id,
        "from": step.start,
        "to": step.end,
        "mode": step.leg.mode,
        "gauge": step.leg.gauge,
        "km": round(step.km, 1),
        **_span("km", bounds, 0),
        "length": step.leg.basis or "estimate",
        "length_sources": [_source(world, s) for s in step.leg.sources],
        "status": step.state.status,
        "decided_by": step.state.of,
        "status_before": step.state.before or step.state.status,
        "since": step.state.date or None,
        "expected": step.state.expected or None,
        "says": step.state.says or None,
        "standing": step.state.standing,
        "status_sources": [_source(world, s) for s in step.state.sources],
        "changes": list(step.changes),
        "borders": step.borders,
        "warnings": [s.id for s in step.warnings],
    }


def _source(world: World, identity: str) -> str:
    source = world.atlas.sources.get(identity)
    return identity if source is None else source.url


def claims_frame(claims: Iterable[ReportClaim]) -> pl.DataFrame:
    """One row a claim of a report on a leg or node."""
    return pl.DataFrame([asdict(c) for c in claims], infer_schema_length=None)


def access_frame(atlas: Corridors, found: Sequence[Access]) -> pl.DataFrame:
    """One row for each state and open-sea port that it reaches, the cheapest first."""
    return pl.DataFrame(
        [
            {"state": a.state, "hub": a.hub, "port": port, "port_state": atlas.nodes[port].country, **_reach("", way)}
            for a in found
            for port, way in a.ports
        ],
        infer_schema_length=None,
    )


def changes_frame(atlas: Corridors, found: Sequence[AccessChange]) -> pl.DataFrame:
    """One row for each state and port for which something changes, before and after."""
    return pl.DataFrame(
        [
            {
                "state": c.state,
                "port": p.port,
                "port_state": atlas.nodes[p.port].country,
                "change": p.kind,
                **_reach("_before", p.before),
                **_reach("_after", p.after),
            }
            for c in found
            for p in c.ports
        ],
        infer_schema_length=None,
    )


def _reach(when: str, way: Way | None) -> dict[str, Any]:
    return {
        f"km{when}": None if way is None else round(way.km),
        f"cost{when}": None if way is None else round(way.effort.central),
        f"modes{when}": None if way is None else list(way.modes),
        f"mode_changes{when}": None if way is None else way.mode_changes,
        f"gauge_breaks{when}": None if way is None else way.gauge_breaks,
        f"borders{when}": None if way is None else way.borders,
    }


def legs_frame(world: World) -> pl.DataFrame:
    """One row a leg: ends, mode, gauge, length with its basis, status with its sources."""
    return pl.DataFrame([_leg(world, i) for i in world.atlas.legs], infer_schema_length=None)


def _leg(world: World, identity: str) -> dict[str, Any]:
    leg = world.atlas.legs[identity]
    length, state = world.lengths[identity], world.state(leg)
    return {
        "leg": identity,
        "from": leg.a,
        "to": leg.b,
        "states": list(world.countries(leg)),
        "mode": leg.mode,
        "gauge": leg.gauge,
        "km": round(length.best, 1),
        **_span("km", length.bounds, 0),
        "length": leg.basis or "estimate",
        "length_sources": [_source(world, s) for s in leg.sources],
        "status": state.status,
        "decided_by": state.of,
        "since": state.date or None,
        "expected": state.expected or None,
        "says": state.says or None,
        "standing": state.standing,
        "status_sources": [_source(world, s) for s in state.sources],
    }


def comparisons_frame(found: Iterable[Comparison]) -> pl.DataFrame:
    """One row a length that was published: the atlas's, the published ones, and by how much they differ."""
    return pl.DataFrame(
        [
            {
                "of": c.of,
                "atlas_km": round(c.atlas, 1),
                "published_km": [k for k, _ in c.figures],
                "sources": [s for _, s in c.figures],
                "off": round(c.off, 4),
                "within_5_percent": c.near,
                "independent": c.independent,
                "disputed": c.disputed,
                "known": round(c.known, 3),
            }
            for c in found
        ],
        infer_schema_length=None,
    )
