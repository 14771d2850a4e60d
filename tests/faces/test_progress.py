from io import StringIO

import pytest
from rich.console import Console

from dragoman.faces.cli.measuring import least
from dragoman.faces.cli.progress import progress, rate


@pytest.mark.parametrize(
    ("speed", "words"),
    [(None, ""), (0.0, ""), (0.05, "3.0 a minute"), (9.84, "9.8 a second"), (2800.4, "2,800 a second")],
)
def test_a_rate_in_words(speed: float | None, words: str) -> None:
    assert rate(speed) == words


@pytest.mark.parametrize("total", [4, None])
def test_a_bar_tells_how_fast(total: int | None) -> None:
    shown = StringIO()
    with progress(Console(file=shown, force_terminal=True, width=120), "Reading", total) as advance:
        for _ in range(3):
            advance(1)
    assert "a second" in shown.getvalue()


@pytest.mark.parametrize(("numbers", "expected"), [((None, 500, 60), 60), ((5, None, 60), 5), ((None, None), None)])
def test_how_many_there_will_be(numbers: tuple[int | None, ...], expected: int | None) -> None:
    assert least(*numbers) == expected
