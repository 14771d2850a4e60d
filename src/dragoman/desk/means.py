"""What all parts of the desk work with."""

import random
from dataclasses import dataclass, field

from dragoman.desk.clock import Clock
from dragoman.desk.plan import Feed, Plan
from dragoman.desk.state import State
from dragoman.outlets.fetching import FetchRules
from dragoman.settings import Settings


@dataclass(frozen=True, slots=True)
class Means:
    """The plan, the state, the settings, the clock, and chance, for waits that are not all alike."""

    plan: Plan
    state: State
    settings: Settings
    clock: Clock
    chance: random.Random = field(default_factory=random.Random)

    @property
    def now(self) -> float:
        """The time: seconds since 1970."""
        return self.clock.now()

    def rules(self, feed: Feed, media: frozenset[str] = frozenset()) -> FetchRules:
        """Within what limits a feed and its articles are got."""
        manners = self.plan.manners
        loopback = bool(self.settings.loopback)
        return FetchRules(manners.seconds, manners.most_bytes, media=media, hosts=feed.allowed, loopback=loopback)
