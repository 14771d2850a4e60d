"""How long a server asks to be left alone (the header Retry-After)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 86_400  # seconds; whoever asks for more gets a day


def wait_asked(said: str | None, date: str | None, now: datetime) -> int | None:
    """The seconds that a Retry-After header asks to wait, from 0 to a day; null if there is none that can be read.

    It holds seconds or a date (RFC 9110, 10.2.3); a date is held against the answer's own `date`, since the clocks of
    two machines differ, else against `now`.
    """
    words = (said or "").strip()
    if words.isascii() and words.isdecimal():
        return min(int(words[:9]), LONGEST)
    until = _moment(words)
    if until is None:
        return None
    seconds = (until - (_moment(date or "") or now)).total_seconds()
    return int(min(max(seconds, 0.0), LONGEST))


def _moment(words: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)  # the three forms of HTTP are all in GMT


def in_words(seconds: float) -> str:
    """A time to wait: "40 seconds", "5 minutes", "2 hours"."""
    for unit, size in (("hour", 3600), ("minute", 60)):
        if seconds >= 2 * size:
            return f"{round(seconds / size)} {unit}s"
    return f"{round(seconds)} second{'' if round(seconds) == 1 else 's'}"
