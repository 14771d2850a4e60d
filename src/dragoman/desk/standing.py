"""How each feed stands: when it was and will be polled, what came of it, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.desk.agenda import DAY
from dragoman.desk.lanes import Lane
from dragoman.desk.plan import Feed, Plan, host_of
from dragoman.desk.state import Cursor, State


@dataclass(frozen=True, slots=True)
class Standing:
    """A feed: times are seconds since 1970, null where there are none; `again` is null for a feed that is gone.

    `entries` and `new` are of the last list that came; `waiting` to `refused` count its articles, `today` those that
    were begun today (of `per_day`); `back_off` is until when its host is left alone, `problem` what was wrong at the
    last poll.
    """

    feed: str
    address: str
    polled: float | None
    again: float | None
    entries: int
    new: int
    waiting: int
    stored: int
    known: int
    passed: int
    refused: int
    today: int
    per_day: int
    failures: int
    back_off: float | None
    problem: str | None


def standings(plan: Plan, state: State, now: float) -> tuple[Standing, ...]:
    """How the feeds of a plan stand, in its order."""
    counts, lanes, cursors = state.counts(), state.lanes(), state.cursors()
    found = []
    for feed in plan.feeds:
        mine = [c for c in cursors if c.feed == feed.name]
        ends = {end: counts.get((feed.name, end), 0) for end in ("waiting", "stored", "known", "passed", "refused")}
        ends["today"] = state.begun(feed.name, now // DAY * DAY)
        ends["waiting"] += counts.get((feed.name, "filing"), 0)
        found.append(_standing(feed, mine, lanes, ends, now))
    return tuple(found)


def _standing(
    feed: Feed, cursors: Sequence[Cursor], lanes: dict[str, Lane], ends: dict[str, int], now: float
) -> Standing:
    lane = lanes.get(host_of(feed.address))
    until = lane.until if lane and lane.until > now else None
    due = [c.due for c in cursors if not c.gone]
    return Standing(
        feed=feed.name,
        address=feed.address,
        polled=max((c.polled for c in cursors if c.polled is not None), default=None),
        again=max(min(due), now, until or 0.0) if due else None if cursors else now,
        entries=sum(c.entries or 0 for c in cursors),
        new=sum(c.new or 0 for c in cursors),
        per_day=feed.per_day,
        failures=max((c.failures for c in cursors), default=0),
        back_off=until,
        problem=next((c.problem for c in cursors if c.problem), None),
        **ends,
    )
