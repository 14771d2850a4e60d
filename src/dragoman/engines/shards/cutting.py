"""Reports in the order of the input into shards: Parquet files of so many reports each."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

import numpy as np
import pyarrow as pa

from dragoman.errors import ReportUnstorable
from dragoman.record.merging.place import VERSION_KEY, Place
from dragoman.types import FieldSource, Refusal, Report

SIZE = 256  # items of a shard: about a minute of one core's reading
CHARACTERS = 8_000_000  # of texts in a shard, at most, but for a single longer one
FIELDS = ("id", "text", "title", "outlet", "published", "author", "url", "language", "origin")
FOLDER, GROUPS = "cut", "groups"
CUT = pa.schema(
    [
        *(pa.field(name, pa.string()) for name in FIELDS),
        pa.field("notes", pa.list_(pa.string())),
        pa.field("provenance", pa.list_(pa.struct([("field", pa.string()), ("source", pa.string())]))),
        pa.field("refusal", pa.struct([("origin", pa.string()), ("kind", pa.string()), ("reason", pa.string())])),
    ],
    metadata={VERSION_KEY: b"cut 1"},
)
Item = Report | Refusal


@dataclass(frozen=True, slots=True)
class Cut:
    """A shard that is to be read: its name, and how many items of the input it holds, reports and refusals."""

    name: str
    items: int


def cut(items: Iterable[Item], place: Place, group: int, size: int = SIZE) -> tuple[Cut, ...]:
    """Cut the items of one group of inputs into shards at a place; groups are told apart by their numbers.

    When all is there, the group is said to be whole, with a number made of each report's id beside it.
    """
    cuts: list[Cut] = []
    marks: list[np.ndarray] = []
    for number, part in zip(count(), _parts(items, size), strict=False):
        name = f"{group:06}-{number:06}"
        place.put_table(f"{FOLDER}/{name}.parquet", _table(part))
        cuts.append(Cut(name, len(part)))
        marks.append(np.array([mark(i.id) if isinstance(i, Report) else 0 for i in part], dtype=np.uint64))
    out = io.BytesIO()
    np.save(out, np.concatenate(marks) if marks else np.array([], dtype=np.uint64))
    place.put(f"{GROUPS}/{group:06}.npy", out.getvalue())
    place.put_json(f"{GROUPS}/{group:06}.json", {"shards": [asdict(one) for one in cuts]})
    return tuple(cuts)


def cuts_of(place: Place, group: int) -> tuple[Cut, ...] | None:
    """The shards of a group that was cut before, or null."""
    told = place.get_json(f"{GROUPS}/{group:06}.json")
    return None if told is None else tuple(Cut(**one) for one in told["shards"])


def marks_of(place: Place, group: int) -> np.ndarray:
    """For each item of a group a number made of its report's id; 0 for a refusal."""
    found: np.ndarray = np.load(io.BytesIO(place.get(f"{GROUPS}/{group:06}.npy") or b""), allow_pickle=False)
    return found


def mark(identity: str) -> int:
    """A number made of an id, the same for the same id and hardly ever for others; never 0."""
    digest = hashlib.blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) or 1


def items_of(table: pa.Table) -> list[Item]:
    """The items of a shard's table."""
    return [_item(row) for row in table.to_pylist()]


def _parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    part: list[Item] = []
    characters = 0
    for item in items:
        more = len(item.text) if isinstance(item, Report) else 0
        if part and (len(part) == size or characters + more > CHARACTERS):
            yield part
            part, characters = [], 0
        part.append(item)
        characters += more
    if part:
        yield part


def _table(items: Sequence[Item]) -> pa.Table:
    rows = [_row(item) for item in items]
    try:
        return pa.Table.from_pylist(rows, schema=CUT)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([_encodable(item) for item in items], schema=CUT)


def _encodable(item: Item) -> dict[str, object]:
    """A report whose text is none that can be stored is refused here, as a record would refuse it."""
    try:
        pa.Table.from_pylist([_row(item)], schema=CUT)
    except UnicodeEncodeError as error:
        if isinstance(item, Refusal):
            raise
        problem = str(ReportUnstorable(item.id, str(error).rstrip(".")))
        return _row(Refusal(item.origin or item.id, problem, "not stored"))
    return _row(item)


def _row(item: Item) -> dict[str, object]:
    if isinstance(item, Refusal):
        return {"refusal": {"origin": item.origin, "kind": item.kind, "reason": item.reason}}
    sources = [source._asdict() for source in item.provenance]
    return {name: getattr(item, name) for name in FIELDS} | {"notes": list(item.notes), "provenance": sources}


def _item(row: dict[str, Any]) -> Item:
    refusal, notes, sources = row.pop("refusal"), row.pop("notes"), row.pop("provenance")
    if isinstance(refusal, dict):
        return Refusal(refusal["origin"], refusal["reason"], refusal["kind"])
    provenance = tuple(FieldSource(**source) for source in sources or ())
    return Report(**row, notes=tuple(notes or ()), provenance=provenance)
