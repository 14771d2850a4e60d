"""How often a sentence in the manner of news that tells no act between international actors is taken for one."""

from test_events_told import lines, read

from dragoman.pipeline import Tools

MOST = 110  # alarms in 1,000 sentences


def test_news_without_acts_raises_few_alarms(tools: Tools) -> None:
    sentences = lines("event_free_news.txt")
    alarms = [s for s, f in zip(sentences, read(tools, sentences), strict=True) if f.mentions]
    assert len(sentences) >= 150
    assert 1000 * len(alarms) / len(sentences) <= MOST, alarms
