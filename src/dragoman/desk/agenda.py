"""What is due: which polls and which articles may be asked for now, and when something can be done next."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.desk.articles import MEDIA
from dragoman.desk.asking import Asking, Errand
from dragoman.desk.lanes import Lane
from dragoman.desk.means import Means
from dragoman.desk.state import Cursor, Link

DAY = 86_400.0
NEVER = float("inf")
PATIENCE = 150.0  # seconds of a host's back-off for which one round waits before it leaves out a poll


@dataclass(slots=True)
class Agenda:
    """What is due at the desk.

    `once`: only one round, in which each feed is polled once if at least half of its interval is over, and nothing is
    waited for but the pauses between requests and, for polls, the first back-offs of a host.  `polls_only`: articles
    are left where they are.
    """

    means: Means
    once: bool = False
    polls_only: bool = False
    lanes: dict[str, Lane] = field(default_factory=dict)
    polled: set[tuple[str, str]] = field(default_factory=set)  # in this round
    _after_poll: set[str] = field(default_factory=set)  # hosts of which a feed was polled last

    def lane(self, host: str) -> Lane:
        """What is known of a host."""
        return self.lanes.get(host, Lane(host))

    def keep(self, lane: Lane) -> None:
        """Keep what is known of a host, here and in the state."""
        self.lanes[lane.host] = lane
        self.means.state.keep_lane(lane)

    def errands(self, asking: Asking) -> Iterator[Errand]:
        """The requests that may be made now; the one at hand must be under way before the next is asked for."""
        feeds, polls = self._open_feeds(), self._polls()
        for host in sorted(frozenset().union(*(f.allowed for f in self.means.plan.feeds))):
            if len(asking.under_way) >= self.means.plan.manners.at_once:
                return
            if self.lane(host).free > self.means.now or host in asking.busy:
                continue
            errand = self._at(host, polls, feeds)
            if errand is not None and not errand.feed.allowed & asking.busy:
                self._begin(errand)
                yield errand

    def _at(self, host: str, polls: list[tuple[Errand, float]], feeds: list[str]) -> Errand | None:
        """The next request to a host; where many feeds lie on it, polls and articles take turns."""
        poll, article = self._poll(host, polls), self._article(host, feeds)
        return article or poll if host in self._after_poll else poll or article

    def _begin(self, errand: Errand) -> None:
        self._after_poll.discard(errand.host)
        if isinstance(errand.of, Cursor):
            self._after_poll.add(errand.host)
            self.polled.add((errand.of.feed, errand.of.address))
        else:
            self.means.state.begin(errand.of.address, self.means.now)

    def text(self) -> Link | None:
        """An article that is due and whose text the feed holds, so that nobody need be asked."""
        link = None if self.polls_only else self.means.state.next_link("", self._open_feeds(), self.means.now)
        if link is not None:
            self.means.state.begin(link.address, self.means.now)
        return link

    def soonest(self, asking: Asking) -> float:
        """When something can be done next (it may be long ago); with `once` only within the round, else NEVER."""
        dues = [(errand.host, due, 0.0 if self.polls_only else PATIENCE) for errand, due in self._polls()]
        if not self.polls_only:
            dues += [(host, due, 0.0) for host, due in self.means.state.first_due(self._open_feeds()).items()]
        busy, now = asking.busy, self.means.now
        found = [(self.lane(host), due, patience) for host, due, patience in dues if host not in busy]
        if self.once:
            found = [(lane, due, p) for lane, due, p in found if due <= now and lane.until <= now + p]
        return min((max(lane.free, due) for lane, due, _ in found), default=NEVER)

    def _open_feeds(self) -> list[str]:
        """The feeds of which more articles may be taken today."""
        today = self.means.now // DAY * DAY
        return [f.name for f in self.means.plan.feeds if self.means.state.begun(f.name, today) < f.per_day]

    def _polls(self) -> list[tuple[Errand, float]]:
        """Every poll that is to come in this round, and when it is due."""
        found = []
        for cursor in self.means.state.cursors():
            feed = self.means.plan.named(cursor.feed)
            done = self.once and (cursor.feed, cursor.address) in self.polled
            if feed is not None and not cursor.gone and not done:
                early = feed.interval / 2 if self.once and not cursor.failures else 0.0
                found.append((Errand(feed, cursor, self.means.rules(feed)), cursor.due - early))
        return sorted(found, key=lambda one: one[1])

    def _poll(self, host: str, polls: list[tuple[Errand, float]]) -> Errand | None:
        now = self.means.now
        return next((errand for errand, due in polls if errand.host == host and due <= now), None)

    def _article(self, host: str, feeds: list[str]) -> Errand | None:
        link = None if self.polls_only else self.means.state.next_link(host, feeds, self.means.now)
        feed = self.means.plan.named(link.feed) if link else None
        return Errand(feed, link, self.means.rules(feed, MEDIA)) if link and feed else None
