"""What passing a leg and changing between two legs takes: km, days and dollars as intervals, and the cost of it all."""

from dataclasses import dataclass

from dragoman.analysis.corridors.world import World
from dragoman.atlas.corridors import Interval, Leg

NOTHING = Interval(0.0, 0.0)
OBJECTIVES = {
    "cost": "dollars and the value of time together",
    "usd": "dollars alone",
    "days": "days",
    "km": "kilometres",
}


@dataclass(frozen=True, slots=True)
class Effort:
    """What something takes, as intervals: km, days, dollars, and the generalised cost (with the worth of the days).

    `central` is the generalised cost with the middle of everything; ways are ranked by it, since the middle of the
    interval leans to its high end, where all that is uncertain is multiplied.
    """

    km: Interval = NOTHING
    days: Interval = NOTHING
    usd: Interval = NOTHING
    cost: Interval = NOTHING
    central: float = 0.0

    def __add__(self, other: "Effort") -> "Effort":
        """Both, one after the other."""
        return Effort(
            self.km + other.km,
            self.days + other.days,
            self.usd + other.usd,
            self.cost + other.cost,
            self.central + other.central,
        )

    def measure(self, objective: str) -> float:
        """What an objective counts, in the middle."""
        if objective == "cost":
            return self.central
        chosen: Interval = getattr(self, objective)
        return chosen.mid


def effort(world: World, km: Interval, days: Interval, usd: Interval) -> Effort:
    """The effort with its generalised cost: what is paid, and what the days cost the owner of the goods."""
    time = world.assumptions["time"]
    share, value = time["share_per_day"].interval, time["value"].interval
    return Effort(km, days, usd, usd + days * share * value, usd.mid + days.mid * share.mid * value.mid)


def passing(world: World, leg: Leg) -> Effort:
    """What passing a leg takes, its borders and changes not counted."""
    speed = world.assumptions["km_per_day"][leg.mode].interval
    price = world.assumptions["usd_per_km"][leg.mode].interval
    km = world.lengths[leg.id].bounds
    return effort(world, km, Interval(km.low / speed.high, km.high / speed.low), km * price)


def changing(world: World, first: Leg | None, second: Leg) -> Effort:
    """What lies before a leg: a change of mode or gauge after the leg before, and the border that the leg crosses."""
    found = Effort()
    for name in changes(world, first, second):
        found += _transfer(world, "mode" if name == "ship" else name)
    for _ in range(borders(world, second)):
        found += _transfer(world, "border")
    return found


def changes(world: World, first: Leg | None, second: Leg) -> tuple[str, ...]:
    """Which change lies between two legs.

    "mode", "gauge" between rails of different width, or "ship" where a sea leg ends in a port and another begins there
    (it takes what a change of mode takes); in a strait ships sail on.
    """
    if first is None:
        return ()
    if first.mode != second.mode:
        return ("mode",)
    node = first.a if first.a in (second.a, second.b) else first.b
    if first.mode == "sea" and world.atlas.nodes[node].kind == "port":
        return ("ship",)
    return ("gauge",) if first.gauge != second.gauge else ()


def borders(world: World, leg: Leg) -> int:
    """How many borders a leg crosses on land; a port has its customs in its change of mode."""
    if leg.mode in ("sea", "river", "ferry"):
        return 0
    return len(world.countries(leg)) - 1


def _transfer(world: World, name: str) -> Effort:
    of = world.assumptions["transfers"]
    return effort(world, NOTHING, of[f"{name}_days"].interval, of[f"{name}_usd"].interval)
