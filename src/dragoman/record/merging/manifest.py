"""What a place says of itself: what was to be read there, and which shards are whole."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.errors import ShardsUnusable
from dragoman.record.merging.place import Place

KIND = "shards of reports"
PLAN = "plan.json"
WAVES = "waves"
LAYOUT = 1  # of the folders and manifests; a change of either is another one


@dataclass(frozen=True, slots=True)
class Listed:
    """A shard that was read: its file, the file's bytes and their SHA-256, how many reports and failures are in it."""

    name: str
    bytes: int
    digest: str
    reports: int
    failures: int


def plan_of(place: Place) -> dict[str, Any] | None:
    """What the shards at a place were made from, or null where there are none; raises ShardsUnusable."""
    plan = place.get_json(PLAN)
    if plan is None:
        return None
    if plan.get("kind") != KIND or plan.get("layout") != LAYOUT:
        told = f"layout {plan.get('layout')} of {plan.get('kind', 'something unknown')}"
        remedy = "use the version of dragoman that made it, or another place"
        raise ShardsUnusable(place.address, f"it holds {told}, and this version reads layout {LAYOUT}", remedy)
    return plan


def put_plan(place: Place, plan: dict[str, Any]) -> None:
    """Say what the shards of a place are made from."""
    place.put_json(PLAN, {"kind": KIND, "layout": LAYOUT} | plan)


def put_wave(place: Place, number: int, shards: Sequence[Listed]) -> None:
    """Say that these shards are whole and final."""
    place.put_json(f"{WAVES}/{number:06}.json", {"shards": [asdict(one) for one in shards]})


def waves_of(place: Place) -> tuple[tuple[Listed, ...], ...]:
    """The shards that are whole and final, in the order of the input, wave by wave; raises ShardsUnusable."""
    found: list[tuple[Listed, ...]] = []
    for number, name in enumerate(place.sizes(WAVES)):
        if name != f"{WAVES}/{number:06}.json":  # a gap: what comes after it was read with other knowledge
            break
        told = place.get_json(name) or {}
        try:
            found.append(tuple(Listed(**one) for one in told["shards"]))
        except (TypeError, KeyError) as error:
            raise ShardsUnusable(place.address, f"{name} is damaged", "remove it, and shard again") from error
    return tuple(found)
