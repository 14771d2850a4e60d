"""What a search finds: reports, statements, actors, places and acts that hold the words."""

from dataclasses import dataclass

from dragoman.record.record import Record
from dragoman.types import Count

KINDS = ("actor", "place", "report", "statement", "event", "tie")
HELD = """
WITH found AS (
    SELECT 'actor' AS kind, id, NULL AS report, name AS text, NULL AS published, NULL AS outlet, 0 AS start, 0 AS "end"
    FROM actor
    UNION ALL SELECT 'place', id, NULL, name, NULL, NULL, 0, 0 FROM place
    UNION ALL SELECT 'report', id, id, concat_ws(' — ', title, text), published, outlet, 0, length(text) FROM report
    UNION ALL SELECT 'statement', id, report, content, published, outlet, start, "end" FROM statement_row
    UNION ALL SELECT 'event', id, report, sentence, published, outlet, start, "end" FROM event_row
    UNION ALL SELECT 'tie', id, report, sentence, published, outlet, start, "end" FROM tie_row
),
fitting AS (
    SELECT * FROM found WHERE ($kind IS NULL OR kind = $kind)
    AND len(list_filter($words, lambda w: NOT contains(strip_accents(lower(text)), w))) = 0
)
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that holds the words: its kind, id and name or words; `start` and `end` are where in the report.

    `text` is cut around the words; `score` orders what was found, higher first, and means nothing else.
    """

    kind: str
    id: str
    text: str
    report: str | None
    published: str | None
    outlet: str | None
    start: int | None
    end: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Finds:
    """A page of finds, how many there are, and of each kind."""

    items: tuple[Found, ...]
    total: int
    kinds: tuple[Count, ...]


def search(record: Record, words: str, kind: str | None, limit: int, offset: int) -> Finds:
    """Whatever holds all the words."""
    values: dict[str, object] = {"words": words.lower().split(), "kind": kind}
    counts = record.sql(f"{HELD} SELECT kind AS name, count(*)::INTEGER AS number FROM fitting GROUP BY kind", values)
    rows = record.sql(
        f"{HELD} SELECT *, 1.0::DOUBLE AS score FROM fitting ORDER BY kind, published DESC NULLS LAST, id "
        "LIMIT $limit OFFSET $offset",
        {**values, "limit": limit, "offset": offset},
    ).to_dicts()
    kinds = tuple(Count(**c) for c in counts.to_dicts())
    items = tuple(Found(**{**r, "text": r["text"][:300]}) for r in rows)
    return Finds(items, sum(c.number for c in kinds), kinds)
