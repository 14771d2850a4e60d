"""The desk at work: what is due is asked for, what came is listed or filed, and every happening is told."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.desk.agenda import DAY, NEVER, Agenda
from dragoman.desk.articles import from_feed
from dragoman.desk.asking import Answer, Asking
from dragoman.desk.lanes import Lane, answered, is_trouble, troubled
from dragoman.desk.means import Means
from dragoman.desk.notices import Notice
from dragoman.desk.plan import host_of
from dragoman.desk.polls import polled
from dragoman.desk.state import Link
from dragoman.desk.tray import PATIENCE, Tally, Tray
from dragoman.desk.tries import not_got
from dragoman.outlets.fetching import FetchRefused
from dragoman.types import Refusal, Report

LOOK = 60.0  # seconds after which it is looked again what is due
BROKEN = ("crash", "time", "memory")  # kinds of refusals of pages that may go well another time
GLANCE = 0.2  # seconds that an answer is waited for at least


@dataclass(slots=True)
class Watcher:
    """A desk at work: `agenda` says what is due, `asking` gets it, `tray` holds what came until it is filed."""

    means: Means
    agenda: Agenda
    tray: Tray
    asking: Asking
    _told: Tally = field(default_factory=Tally)  # what the last notice of a round said

    def run(self, end: float = NEVER) -> Iterator[Notice]:
        """Work until `end` (seconds since 1970), until the clock is stopped, or until the one round is over.

        What is at hand then is finished and filed.  Raises the errors of the record and of the state.
        """
        self.tray.recover()
        yield from self._work(end)
        yield from self._finished()
        yield from self.tray.file()
        yield from self._round()

    def polls(self) -> Iterator[Notice]:
        """Only poll, once, what is due: the articles that would be got wait in the state then."""
        self.agenda.once = self.agenda.polls_only = True
        yield from self._work(NEVER)
        yield from self._finished()

    def _work(self, end: float) -> Iterator[Notice]:
        self.means.state.follow(self.means.plan)
        self.agenda.lanes |= self.means.state.lanes()
        while not self.means.clock.stopped() and self.means.now < end:
            yield from self._step()
            soonest = self.agenda.soonest(self.asking)
            if self.tray.is_due(self.means.now if self.asking.under_way else soonest):
                yield from self.tray.file()
            elif not self.asking.under_way and soonest > self.means.now:
                if soonest > self.means.now + PATIENCE and not self.agenda.once:
                    yield from self._round()
                if self.agenda.once and soonest == NEVER:
                    return
                self.means.clock.wait(min(soonest - self.means.now, LOOK, end - self.means.now))

    def _step(self) -> Iterator[Notice]:
        """Take the texts that feeds hold, make the requests that may be made, and take an answer."""
        while not self.tray.is_full and (link := self.agenda.text()) is not None:
            feed = self.means.plan.named(link.feed)
            assert feed is not None
            self.tray.hold(link, from_feed(link, feed, self.means.settings))
        for errand in self.agenda.errands(self.asking):
            self.asking.start(errand)
        if self.asking.under_way:
            soonest = self.agenda.soonest(self.asking)
            yield from self._taken(self.asking.take(min(max(soonest - self.means.now, GLANCE), LOOK)))

    def _finished(self) -> Iterator[Notice]:
        """Wait for what is under way; each request has its limit of time."""
        while self.asking.under_way:
            yield from self._taken(self.asking.take(LOOK))

    def _taken(self, answer: Answer | None) -> Iterator[Notice]:
        if answer is None:
            return
        before = self.agenda.lane(answer.errand.host)
        self._settle(answer, before)
        if isinstance(answer.errand.of, Link):
            yield from self._article(answer, answer.errand.of, before)
            return
        notice = polled(self.means, answer, self.agenda.lane(before.host).until)
        self.tray.tally.failed += notice.kind in ("failed", "gone")
        yield notice

    def _article(self, answer: Answer, link: Link, before: Lane) -> Iterator[Notice]:
        feed, came = answer.errand.feed, answer.came
        if not isinstance(came, FetchRefused):
            made = answer.made
            assert isinstance(made, Report | Refusal)
            if not (isinstance(made, Refusal) and made.kind in BROKEN):
                self.tray.hold(link, made)
                return
            came = FetchRefused(link.address, made.kind, made.reason)
        until = self.agenda.lane(before.host).until
        outcome = not_got(self.means, feed, link, came, before, until)
        if isinstance(outcome, Refusal):
            self.tray.hold(link, outcome)
        else:
            yield outcome

    def _settle(self, answer: Answer, lane: Lane) -> None:
        """Keep when the host, and the one to which it led, may be asked again."""
        now, pause = self.means.now, max(answer.errand.feed.pause, min(answer.delay or 0.0, DAY))
        if not isinstance(answer.came, FetchRefused):
            for host in {lane.host, host_of(answer.came.url)}:
                self.agenda.keep(answered(Lane(host), now, pause))
        elif is_trouble(answer.came):
            self.agenda.keep(troubled(lane, now, pause, answer.came, self.means.chance))
        else:
            self.agenda.keep(answered(lane, now, pause))

    def _round(self) -> Iterator[Notice]:
        """Tell what was done since this was told last, if anything was."""
        done = self.tray.tally
        new = done.stored - self._told.stored, done.known - self._told.known, done.refused - self._told.refused
        if not any(new) and not self.agenda.once:
            return
        self._told = replace(done)
        waiting = sum(count for (_, state), count in self.means.state.counts().items() if state == "waiting")
        yield Notice("round", self.means.now, new=new[0], known=new[1], refused=new[2], waiting=waiting)
