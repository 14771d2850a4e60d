"""What the desk tells as it goes, one notice a happening; the same for people and, as JSON, for machines."""

from dataclasses import dataclass

# What each kind of notice means; the docs list them.
KINDS = {
    "polled": "a feed was polled: how many `entries` it has, how many are `new`, how many of these `passed` over, "
    "and the commonest `reason`",
    "unchanged": "a feed was polled and has not changed",
    "failed": "a feed could not be polled, and why; `again` is when it is tried next",
    "gone": "a feed is gone for good (410); it is not polled until its address is changed in feeds.toml",
    "stored": "an article was read and stored as `report`; `found` statements, acts and ties in it",
    "known": "an article that the record held already",
    "later": "an article could not be got, and why; `again` is when it is tried next",
    "refused": "an article that is given up, and why",
    "busy": "another process writes the record; the desk waits for it",
    "news": "something new that a watchlist asks for: `title` says it, `reason` is the sentence of the report",
    "round": "all that is due was done: how many articles are new in the record, known, refused, and still waiting",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened at the desk at a time (seconds since 1970); fields that mean nothing to it are null."""

    kind: str
    at: float
    feed: str | None = None
    address: str | None = None
    title: str | None = None
    report: str | None = None
    reason: str | None = None
    again: float | None = None
    entries: int | None = None
    new: int | None = None
    passed: int | None = None
    known: int | None = None
    refused: int | None = None
    found: int | None = None
    waiting: int | None = None
    watchlist: str | None = None
