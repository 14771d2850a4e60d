"""How long servers ask to be left alone, in every form of the header, and that they are."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from dragoman.outlets import visits
from dragoman.outlets.courtesy import in_words, wait_asked
from dragoman.outlets.fetching import Fetched, FetchRefused, FetchRules, Robots
from dragoman.outlets.visits import Visits

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "date", "seconds"),
    [
        ("120", None, 120),
        (" 0 ", None, 0),
        ("99999999999999999999", None, 86_400),
        ("Sun, 01 Mar 2026 12:02:00 GMT", None, 120),
        ("Sunday, 01-Mar-26 12:02:00 GMT", None, 120),
        ("Sun Mar  1 12:02:00 2026", None, 120),
        ("Sun, 01 Mar 2026 14:02:00 +0200", None, 120),
        ("Sun, 01 Mar 2026 11:02:00 GMT", None, 0),
        ("Sun, 01 Mar 2093 11:02:00 GMT", None, 86_400),
        # The clock of the server is an hour late, and says so.
        ("Sun, 01 Mar 2026 11:02:00 GMT", "Sun, 01 Mar 2026 11:00:00 GMT", 120),
        ("Sun, 01 Mar 2026 12:02:00 GMT", "tomorrow", 120),
        ("Sun, 99 Mar 2026 12:02:00 GMT", None, None),
        ("-5", None, None),
        ("1.5", None, None),
        ("\u0663", None, None),
        ("soon", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_how_long_a_server_asks_to_wait(said: str | None, date: str | None, seconds: int | None) -> None:
    assert wait_asked(said, date, NOW) == seconds


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (90, "90 seconds"), (300, "5 minutes"), (7200, "2 hours"), (0.2, "0 seconds")],
)
def test_a_time_to_wait_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


class Web:
    """Answers given one after the other, on a clock that only waiting moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: FetchRefused | None) -> None:
        self.answers, self.asked, self.now, self.waited = list(answers), list[str](), 1000.0, list[float]()
        self.visits = Visits(lambda: self.now, self.sleep)
        monkeypatch.setattr(visits, "fetch", self.fetch)

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds

    def fetch(self, url: str, *_: object) -> Fetched:
        self.asked.append(url)
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        return Fetched(url, 200, b"")

    def got(self, path: str) -> str:
        try:
            return self.visits.get(f"https://news.example/{path}", FetchRules()).url[-1]
        except FetchRefused as refused:
            return refused.reason


def busy(status: int = 429, wait: int | None = None) -> FetchRefused:
    return FetchRefused("a", "status", "busy", status=status, retry_after=wait)


CASES: dict[str, tuple[tuple[FetchRefused, ...], list[str], list[float]]] = {
    "a short wait is waited for": ((busy(wait=5),), ["a", "b"], [5.0]),
    "and so is that of a server that rests": ((busy(503, 7),), ["a", "b"], [7.0]),
    "only once": ((busy(wait=5), busy(wait=6)), ["busy", "b"], [5.0, 6.0]),
    "a broken server is no busy one": ((busy(500, 5),), ["busy", "b"], []),
    "nor one that rests and does not say how long": ((busy(503),), ["busy", "b"], []),
    "a long wait is not waited for": (
        (busy(wait=600),),
        ["busy", "its host asked to be left alone, so it was not asked for; try again in 10 minutes"],
        [],
    ),
    "nor one that is not said": (
        (busy(),),
        ["busy", "its host asked to be left alone, so it was not asked for; try again in 60 seconds"],
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_host_that_is_busy_is_left_alone(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    answers, got, waited = CASES[case]
    web = Web(monkeypatch, *answers)
    assert [web.got("a"), web.got("b")] == got
    assert web.waited == waited


def test_other_hosts_are_asked_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    web = Web(monkeypatch, busy(wait=600))
    assert web.got("a") == "busy"
    assert web.visits.get("https://other.example/c", FetchRules()).status == 200


@pytest.mark.parametrize(("asked", "waited"), [(4.0, [4.0]), (900.0, [30.0]), (None, [])])
def test_pages_of_a_host_are_asked_for_no_faster_than_its_robots_txt_wants(
    monkeypatch: pytest.MonkeyPatch, asked: float | None, waited: list[float]
) -> None:
    web = Web(monkeypatch)
    answer: Callable[..., float | None] = lambda *_: asked  # noqa: E731
    monkeypatch.setattr(Robots, "delay", answer)
    assert [web.got("a"), web.got("b")] == ["a", "b"]
    assert web.waited == waited


def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FetchRefused, match="is no address of a page"):
        Visits().get("http://[", FetchRules())
