"""The nouns of review: a decision, what it is about, and what it says of each field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

import orjson

from dragoman.record.ids import content_id

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
VERBS = ("accept", "correct", "reject", "merge", "split", "undo")
KINDS = ("mention", "statement", "tie", "actor", "place")
# The evidence by which a finding is found again: the words that tell it.
ANCHORS: Mapping[str, str] = {
    "mention": "trigger",
    "statement": "content",
    "tie": "sentence",
    "actor": "name",
    "place": "name",
}


class Selector(NamedTuple):
    """Where the words of a finding stand (W3C Web Annotation): position and quote, in which report.

    `start`, `end`: code points of the report's text; `prefix` and `suffix`: the 32 characters around; `digest`: SHA-256
    of that text, `url` of the report, by which it is known where its id is another one.
    """

    report: str
    digest: str
    url: str | None
    part: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a decision is about; `id` as it was then, `attached` as it is now (null: an orphan, `lost` says why).

    `side`: "one" is judged, merged or split off; "other" is what it is split off from.  `type`: of the finding then.
    """

    side: str
    number: int
    kind: str
    id: str
    type: str | None
    selector: Selector | None
    attached: str | None = None
    lost: str | None = None


class Value(NamedTuple):
    """One field that was judged: as the program found it, and as it is right."""

    field: str
    found: Json
    value: Json


class Entity(NamedTuple):
    """An actor or place that a correction names; the fields are those of their tables."""

    owner: str
    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One decision of one person; it never changes, and `stands` until another one (an undo) takes it back.

    `made` is UTC; `program` the version whose finding was judged; `sample` the random sample it was judged in, or null.
    """

    verb: str
    kind: str
    author: str
    reason: str
    made: datetime
    targets: tuple[Target, ...] = ()
    values: tuple[Value, ...] = ()
    entities: tuple[Entity, ...] = ()
    program: str | None = None
    sample: str | None = None
    undoes: str | None = None
    stands: bool = True
    id: str = ""


def text_of(value: Json) -> str:
    """A value as it is stored: JSON with sorted keys, so that equal values are equal texts."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def identified(review: Review) -> Review:
    """The review with its id: a hash of who decided what of which finding when, whatever became of it since."""
    targets = sorted((t.side, t.number, t.kind, t.id, repr(t.selector)) for t in review.targets)
    values = sorted((v.field, text_of(v.found), text_of(v.value)) for v in review.values)
    made = review.made.isoformat(timespec="microseconds")
    parts = (review.verb, review.kind, review.author, review.reason, made, targets, values, review.undoes)
    return replace(review, id=content_id(*parts))


class Finding(NamedTuple):
    """A finding as it can be judged: its kind, its fields as the program has them and as they stand after review.

    `found` and `stands` are keyed by the names of FIELDS; `verdict` is accepted, corrected, rejected, follows or null.
    """

    kind: str
    id: str
    report: str | None
    program: str | None
    found: Mapping[str, Json]
    stands: Mapping[str, Json]
    verdict: str | None
