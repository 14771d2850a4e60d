"""How often text that tells no act between international actors is taken for one."""

import pytest
from test_events_told import lines, read

from dragoman.pipeline import Tools


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("event_free_news.txt", 150, 75),
        ("event_free_hard.txt", 300, 32),
        ("event_free_headlines.txt", 55, 40),
    ],
)
def test_what_tells_no_act_raises_few_alarms(tools: Tools, name: str, least: int, most: int) -> None:
    """`most` alarms in 1,000 sentences."""
    sentences = lines(name)
    alarms = [s for s, f in zip(sentences, read(tools, sentences), strict=True) if f.mentions]
    assert len(sentences) >= least
    assert 1000 * len(alarms) / len(sentences) <= most, alarms
