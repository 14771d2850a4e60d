"""Decisions as JSON Lines, one object each, to be kept, sent and taken into another record.

Targets carry W3C Web Annotation selectors, so that a decision finds its finding where the ids are others.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from dragoman.errors import ReviewUnreadable
from dragoman.record.reviewing.decisions import KINDS, VERBS, Entity, Review, Selector, Target, Value, identified

SIDES = ("one", "other")


def written(reviews: Iterable[Review]) -> Iterator[str]:
    """Each decision as a line of JSON, without the line's end."""
    for review in reviews:
        yield orjson.dumps(_plain(review)).decode()


def _plain(r: Review) -> dict[str, object]:
    return {
        "id": r.id,
        "verb": r.verb,
        "kind": r.kind,
        "author": r.author,
        "reason": r.reason,
        "made": r.made.isoformat(timespec="microseconds") + "Z",
        "program": r.program,
        "sample": r.sample,
        "undoes": r.undoes,
        "targets": [_plain_target(t) for t in r.targets],
        "values": [v._asdict() for v in r.values],
        "entities": [e._asdict() for e in r.entities],
    }


def _plain_target(t: Target) -> dict[str, object]:
    plain: dict[str, object] = {"side": t.side, "number": t.number, "kind": t.kind, "id": t.id, "type": t.type}
    if (s := t.selector) is not None:
        plain |= {"report": s.report, "digest": s.digest, "url": s.url, "part": s.part}
        plain["selector"] = [
            {"type": "TextQuoteSelector", "exact": s.exact, "prefix": s.prefix, "suffix": s.suffix},
            {"type": "TextPositionSelector", "start": s.start, "end": s.end},
        ]
    return plain


def read(lines: Iterable[str], origin: str = "the input") -> Iterator[Review]:
    """The decisions of lines of JSON; empty lines are passed over.

    Raises ReviewUnreadable, which names the line, for what is no decision; nothing is passed over unsaid.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            review = _review(orjson.loads(line))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ReviewUnreadable(origin, number, _problem(error)) from error
        yield review


def _problem(error: Exception) -> str:
    return f"it lacks {error}" if isinstance(error, KeyError) else str(error)


def _review(row: Mapping[str, Any]) -> Review:
    if row["verb"] not in VERBS or row["kind"] not in (*KINDS, "review"):
        raise ValueError(f"there is no '{row['verb']}' of a {row['kind']}")
    made = datetime.fromisoformat(row["made"])
    made = made.astimezone(UTC).replace(tzinfo=None) if made.tzinfo else made
    review = Review(
        row["verb"], row["kind"], _text(row, "author"), str(row.get("reason") or ""), made,
        tuple(_target(t) for t in row.get("targets", ())),
        tuple(Value(v["field"], v["found"], v["value"]) for v in row.get("values", ())),
        tuple(Entity(**e) for e in row.get("entities", ())),
        row.get("program"), row.get("sample"), row.get("undoes"),
    )  # fmt: skip
    return identified(review)


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"its {key} is empty")
    return value


def _target(row: Mapping[str, Any]) -> Target:
    if row["side"] not in SIDES or row["kind"] not in KINDS:
        raise ValueError(f"there is no target '{row['side']}' of the kind '{row['kind']}'")
    if "selector" not in row:
        return Target(row["side"], int(row["number"]), row["kind"], row["id"], row.get("type"), None)
    parts = {s["type"]: s for s in row["selector"]}
    quote, position = parts["TextQuoteSelector"], parts["TextPositionSelector"]
    selector = Selector(
        row["report"], row["digest"], row.get("url"), row["part"], int(position["start"]), int(position["end"]),
        quote["exact"], quote.get("prefix", ""), quote.get("suffix", ""),
    )  # fmt: skip
    return Target(row["side"], int(row["number"]), row["kind"], row["id"], row.get("type"), selector)
