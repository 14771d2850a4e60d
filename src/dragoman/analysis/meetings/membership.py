"""Who belongs to a body, and since when: as the atlas has it from the body's charter, and as reports tell it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analysis.pages.parties import Party
from dragoman.analysis.pages.things import Thing
from dragoman.atlas.circles import Circle


@dataclass(frozen=True, slots=True)
class Belonging:
    """One state: `since` and `until` of the atlas, null where it has none; `told`: what reports tell of it."""

    state: Party
    listed: bool
    since: str | None
    until: str | None
    told: tuple[Thing, ...]


def belongings(memberships: Sequence[Thing], circle: Circle | None, named: dict[str, Party]) -> tuple[Belonging, ...]:
    """Each member of the atlas and each that reports call one, the earliest first."""
    told: dict[str, list[Thing]] = {}
    parties = dict(named)
    for thing in memberships:
        for holder in (h for r in thing.roles if r.role == "member" for h in r.holders):
            told.setdefault(holder.id, []).append(thing)
            parties[holder.id] = holder
    terms = circle.terms if circle else ()
    listed = [
        Belonging(parties.get(s) or Party(s, s), True, since or None, until or None, tuple(told.get(s, ())))
        for s, since, until in terms
    ]
    known = {state for state, _, _ in terms}
    rest = [Belonging(parties[i], False, None, None, tuple(t)) for i, t in told.items() if i not in known]
    return tuple(sorted((*listed, *rest), key=lambda b: (not b.listed, b.since or "", b.state.name)))
