"""Outside the orbit: the share of what a state does with others that involves neither a power nor the power's bodies.

Counted are events told as facts that join the state with somebody else: `cooperation` (PLOVER's quads 1 and 2),
`meetings` (CONSULT), or `trade` (cooperation about the topics of trade of orbit.toml).  An event lies within
the orbit if the power takes part, or one of its bodies: those that it leads (atlas, orbits.toml), or all of the atlas
that list it as a member on the day (`bodies`).  Of an event without a date the day on which it was first told stands
for membership, and it counts in the whole but in no period.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from dragoman.analysis.names import state_name
from dragoman.analysis.pages.pairs import firmness
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.analysis.partners.between import AT_HOME, IN_PERSON, sides_of
from dragoman.analysis.partners.events import COARSE, EVENTS, UNDATED, limited, named, placed, starts, weighed
from dragoman.analysis.partners.tallies import Share, share
from dragoman.analysis.partners.weights import Step, load_weights
from dragoman.atlas.atlas import load_atlas
from dragoman.atlas.circles import leads, of_member, state_code
from dragoman.data import data_of
from dragoman.errors import ActorUnknown, ChoiceUnknown
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.record import Record

BODIES = ("member", "led", "none")
COUNTED = "len(h.parties) > 1 AND list_contains($kinds, h.type) AND list_contains($facts, h.status)"
# Others are states and bodies: of a crowd that no state could be given nobody can tell whose orbit it is in.
STATES_AND_BODIES = "SELECT id FROM actor WHERE kind IN ('state', 'igo', 'forum')"
YEAR = Step("year", 1, 366)
REPORTS = """
SELECT left(published, 4) AS year, length(published) AS precise, published, count(*)::INTEGER AS number FROM report
WHERE published IS NOT NULL GROUP BY published
"""


@dataclass(frozen=True, slots=True)
class OrbitPoint:
    """One period: the events, those outside, the share with its interval; and how many reports the record has of it."""

    period: str
    outside: Share
    reports: int


@dataclass(frozen=True, slots=True)
class PartnerShare:
    """Another party: the events with it, and how many of them are outside the orbit."""

    party: Party
    outside: Share


@dataclass(frozen=True, slots=True)
class OrbitBody:
    """A body that counts as the power's: why, and how many of the events involve it."""

    body: str
    name: str
    because: str
    events: int


@dataclass(frozen=True, slots=True)
class Orbit:
    """What an actor does outside the orbit of a power; `undated` and `coarse` events count in `whole` alone."""

    actor: Party
    power: Party
    measure: str
    bodies: str
    step: str
    whole: Share
    with_power: int
    through_bodies: int
    undated: int
    coarse: int
    points: tuple[OrbitPoint, ...]
    partners: tuple[PartnerShare, ...]
    counted: tuple[OrbitBody, ...]


@dataclass(frozen=True, slots=True)
class AskedOrbit:
    """Whose events, outside whose orbit, which of them, with which bodies of the power, by which step."""

    actor: str
    power: str
    measure: str = "cooperation"
    bodies: str = "member"
    step: str = "year"
    filters: Filters = Filters()


@cache
def measures() -> Mapping[str, Mapping[str, Sequence[object]]]:
    """What each measure counts: quads, types and topics; empty is any."""
    return data_of("dragoman.analysis.alignment", "orbit.toml")


def orbit(record: Record, asked: AskedOrbit) -> Orbit:
    """The share outside; raises ActorUnknown, ChoiceUnknown for a measure, step or choice of bodies."""
    actor, power, events = counted(record, asked)
    step = _step(asked.step)
    dated = events.filter(~pl.col("period").is_in([UNDATED, COARSE]))
    outside = int(events["outside"].sum())
    return Orbit(
        actor, power, asked.measure, asked.bodies, step.name, share(outside, events.height),
        int(events["with_power"].sum()), int((~events["outside"] & ~events["with_power"]).sum()),
        events.filter(pl.col("period") == UNDATED).height, events.filter(pl.col("period") == COARSE).height,
        _points(record, dated, step), _partners(record, events), _bodies(events, power, asked.bodies),
    )  # fmt: skip


def ids(
    record: Record, asked: AskedOrbit, *, outside: bool | None, period: str | None, partner: str | None
) -> list[str]:
    """The ids of the events behind a figure of `orbit`, the earliest first."""
    _, _, events = counted(record, asked)
    if outside is not None:
        events = events.filter(pl.col("outside") == outside)
    if period:
        events = events.filter(pl.col("period") == period)
    if partner:
        events = events.filter(pl.col("parties").list.contains(partner))
    return events["id"].to_list()


def counted(record: Record, asked: AskedOrbit) -> tuple[Party, Party, pl.DataFrame]:
    """(actor, power, the events that count with `period`, `with_power`, `through` and `outside`)."""
    rules = _rules(asked)
    side = sides_of(record, [record.actor_id(asked.actor)])[0]
    power = _power(record, asked.power)
    home = side.party.id if side.whole or side.home is None else side.home
    if power.id == home:
        raise ChoiceUnknown("orbit of", asked.power, ("a power other than the actor's own state",))
    where = (AT_HOME if side.whole else IN_PERSON).format("one")
    limits = checked_filters(asked.filters, "happening")
    values = {"one": side.party.id, "kinds": _kinds(rules), "facts": firmness()["facts"]}
    found = record.sql(EVENTS.format(condition=f"{where} AND {COUNTED}"), values)
    events = _measured(weighed(limited(found, limits)), rules)
    known = record.sql(STATES_AND_BODIES)["id"].to_list()
    others = pl.col("parties").list.set_intersection(pl.lit([k for k in known if k != home]))
    events = placed(events, _step(asked.step)).with_columns(others=others).filter(pl.col("others").list.len() > 0)
    through = _through(events, power.id, asked.bodies)
    events = events.join(through, on="id", how="left", maintain_order="left").with_columns(
        with_power=pl.col("parties").list.contains(power.id)
    )
    return side.party, power, events.with_columns(outside=~pl.col("with_power") & pl.col("through").is_null())


def _rules(asked: AskedOrbit) -> Mapping[str, Sequence[object]]:
    if asked.measure not in measures():
        raise ChoiceUnknown("measure", asked.measure, measures())
    if asked.bodies not in BODIES:
        raise ChoiceUnknown("bodies of an orbit", asked.bodies, BODIES)
    return measures()[asked.measure]


def _step(name: str) -> Step:
    return YEAR if name == YEAR.name else load_weights().step(name)


def _power(record: Record, name: str) -> Party:
    """The power, which need not be in the record."""
    try:
        identity = record.actor_id(name)
    except ActorUnknown:
        code = state_code(name)
        return Party(code, state_name(code), "state", code)
    return parties_of(record, [identity])[identity]


def _measured(events: pl.DataFrame, rules: Mapping[str, Sequence[object]]) -> pl.DataFrame:
    if not rules["topics"]:
        return events
    return events.filter(pl.col("topics").list.set_intersection(pl.lit(list(rules["topics"]))).list.len() > 0)


def _kinds(rules: Mapping[str, Sequence[object]]) -> list[object]:
    """The types of events that a measure counts."""
    return [*(e.name for e in load_ontology().events.values() if e.quad in rules["quads"]), *rules["types"]]


def terms(power: str, bodies: str) -> list[tuple[str, str, str, str]]:
    """(body, from, until, because) of the bodies that count as the power's."""
    led = {lead.body: lead.because for lead in leads() if lead.power == power}
    if bodies == "none":
        return []
    found = [(body, "", "", f"leads it: {because}") for body, because in led.items()]
    if bodies == "member":
        found += [
            (c.id, since, until, "belongs to it")
            for c in of_member(power)
            for state, since, until in c.terms
            if state == power and c.id not in led
        ]
    return found


def _through(events: pl.DataFrame, power: str, bodies: str) -> pl.DataFrame:
    """To each event that involves a body of the power: the bodies."""
    schema = ["body", "since", "until", "because"]
    held = pl.DataFrame(terms(power, bodies), schema=dict.fromkeys(schema, pl.String), orient="row")
    day = pl.coalesce(pl.col("date").str.split("/").list.first(), "first_told")
    return (
        events.select("id", day=day, body=pl.col("others"))
        .explode("body")
        .join(held, on="body")
        .filter(
            pl.col("day").is_null()
            | ((pl.col("since") == "") | (pl.col("since") <= pl.col("day") + "~"))
            & ((pl.col("until") == "") | (pl.col("day") < pl.col("until")))
        )
        .group_by("id")
        .agg(through=pl.col("body").unique().sort())
    )


def _points(record: Record, dated: pl.DataFrame, step: Step) -> tuple[OrbitPoint, ...]:
    sums = dated.group_by("period").agg(pl.col("outside").sum(), of=pl.len()).sort("period")
    volume = record.sql(REPORTS)
    if step is YEAR:
        reports = dict(volume.group_by("year").agg(pl.col("number").sum()).iter_rows())
    else:
        days = volume.filter(pl.col("precise") >= len("2023-04-11")).with_columns(
            day=pl.col("published").str.head(10).str.to_date(strict=False)
        )
        by = days.group_by(named(starts("day", step), step).alias("period")).agg(pl.col("number").sum())
        reports = dict(by.iter_rows())
    return tuple(OrbitPoint(name, share(out, of), reports.get(name, 0)) for name, out, of in sums.iter_rows())


def _partners(record: Record, events: pl.DataFrame, most: int = 30) -> tuple[PartnerShare, ...]:
    found = (
        events.select("outside", other="others")
        .explode("other")
        .group_by("other")
        .agg(pl.col("outside").sum(), of=pl.len())
        .sort(["of", "other"], descending=[True, False])
        .head(most)
    )
    known = parties_of(record, found["other"].to_list())
    return tuple(PartnerShare(known[other], share(out, of)) for other, out, of in found.iter_rows())


def _bodies(events: pl.DataFrame, power: Party, bodies: str) -> tuple[OrbitBody, ...]:
    """The bodies that count as the power's, those first that events involve."""
    involved = dict(events.select("through").explode("through").drop_nulls().group_by("through").len().iter_rows())
    known = load_atlas().bodies
    because = {body: why for body, _, _, why in terms(power.id, bodies)}
    found = [
        OrbitBody(body, known[body].name if body in known else body, why, involved.get(body, 0))
        for body, why in because.items()
    ]
    return tuple(sorted(found, key=lambda b: (-b.events, b.name)))
