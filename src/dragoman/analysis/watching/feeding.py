"""The newest answers of a watchlist, for a feed."""

from dragoman.analysis.watching.matches import Match, Promises, found, told
from dragoman.analysis.watching.watchlists import Watchlist
from dragoman.errors import ActorUnknown
from dragoman.record.record import Record

MOST = 100
BY_ADDED = """
SELECT a.key FROM (SELECT unnest($keys) AS key, unnest($ids) AS id) a
LEFT JOIN (
    SELECT m.id, r.added, r.published FROM mention m JOIN report r ON r.id = m.report
    UNION ALL SELECT t.id, r.added, r.published FROM tie t JOIN report r ON r.id = t.report
    UNION ALL SELECT s.id, r.added, r.published FROM statement s JOIN report r ON r.id = s.report
    UNION ALL SELECT id, added, published FROM report
) x ON x.id = a.id
ORDER BY x.added DESC NULLS LAST, x.published DESC NULLS LAST, a.id LIMIT $most
"""


def newest(
    record: Record, watchlist: Watchlist, promises: Promises | None = None, most: int = MOST
) -> tuple[Match, ...]:
    """Those that came into the record last, in words; none where the record does not name the actor yet."""
    try:
        answers = {f.key: f for f in found(record, watchlist, promises)}
    except ActorUnknown:
        return ()
    asked: dict[str, object] = {"keys": list(answers), "ids": [f.id for f in answers.values()], "most": most}
    keys = dict.fromkeys(record.sql(BY_ADDED, asked)["key"]) if answers else {}
    return told(record, [answers[k] for k in keys], promises)
