"""What is new of a watchlist: all that answers, less what was seen; tellings of one event together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.analysis.watching.matches import Found, Match, Promises, found, told
from dragoman.analysis.watching.seen import Looked
from dragoman.analysis.watching.watchlists import Watchlist
from dragoman.errors import ActorUnknown
from dragoman.record.record import Record

HAPPENED = """
SELECT DISTINCT h.happening FROM happening_mention h JOIN happening_mention o ON o.happening = h.happening
WHERE h.mention IN (SELECT unnest($new::VARCHAR[])) AND o.mention IN (SELECT unnest($old::VARCHAR[]))
"""


@dataclass(frozen=True, slots=True)
class Item:
    """Something new: its first telling, `more` that are new too, and whether the event was `known` before."""

    match: Match
    more: tuple[Match, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What is new of a watchlist since it was last `looked` at (null: never): `number` rows, of which items are told.

    `keys` are those of the rows told: who has shown them marks them as seen.  `note` says why
    nothing can answer yet.
    """

    watchlist: Watchlist
    looked: str | None
    items: tuple[Item, ...]
    number: int
    total: int
    keys: tuple[str, ...]
    note: str | None = None


def news(
    record: Record, watchlist: Watchlist, before: Looked, most: int | None = None, promises: Promises | None = None
) -> News:
    """The news of a watchlist, the newest first, `most` rows at most in words; raises ChoiceUnknown.

    An actor that the record does not name yet is no error: `note` says so, and there is no news.
    """
    try:
        answers = found(record, watchlist, promises)
    except ActorUnknown as unknown:
        return News(watchlist, before.when, (), 0, 0, (), str(unknown))
    new = sorted((f for f in answers if f.key not in before.keys), key=lambda f: f.published or "", reverse=True)
    shown = told(record, new[:most] if most else new, promises)
    known = _known(record, new, [f for f in answers if f.key in before.keys])
    return News(
        watchlist, before.when, tuple(_together(shown, known)), len(new), len(answers), tuple(m.key for m in shown)
    )


def _known(record: Record, new: Sequence[Found], old: Sequence[Found]) -> frozenset[str]:
    """The events of which something was seen before."""
    asked: dict[str, object] = {"new": [f.id for f in new], "old": [f.id for f in old]}
    return frozenset(record.sql(HAPPENED, asked)["happening"]) if new and old else frozenset()


def _together(matches: Sequence[Match], known: frozenset[str]) -> Iterator[Item]:
    events: dict[str, list[Match]] = {}
    for match in matches:
        events.setdefault(match.event or match.key, []).append(match)
    for tellings in events.values():
        yield Item(tellings[0], tuple(tellings[1:]), tellings[0].event in known)
