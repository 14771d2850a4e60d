"""Who belongs to a body, and since when: as the atlas has it from the body's charter, and as reports tell it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.analysis.meetings.gathered import Gathering
from dragoman.analysis.pages.parties import Party
from dragoman.analysis.pages.things import Thing
from dragoman.atlas.circles import Circle

Told = Mapping[str, Sequence[Gathering]]  # of each member, by its id


@dataclass(frozen=True, slots=True)
class Belonging:
    """One state: `since` and `until` of the atlas, null where it has none.

    `told`: what reports tell of it, the firmest first, of `things` in all.
    """

    state: Party
    listed: bool
    since: str | None
    until: str | None
    told: tuple[Thing, ...]
    things: int


def by_member(memberships: Iterable[Gathering]) -> dict[str, list[Gathering]]:
    """Memberships of each member that reports call one, in the order given."""
    told: dict[str, list[Gathering]] = {}
    for found in memberships:
        for holder in found.held("member"):
            told.setdefault(holder.id, []).append(found)
    return told


def belongings(
    told: Told, things: Mapping[str, Thing], circle: Circle | None, named: Mapping[str, Party]
) -> tuple[Belonging, ...]:
    """Each member of the atlas and each that reports call one, the earliest first; `things`: what is shown, by id."""
    parties = {h.id: h for found in told.values() for g in found for h in g.held("member")}
    terms = circle.terms if circle else ()
    known = {state for state, _, _ in terms}

    def belonging(state: str, since: str, until: str) -> Belonging:
        shown = tuple(things[g.id] for g in told.get(state, ()) if g.id in things)
        party = named.get(state) or parties.get(state) or Party(state, state)
        return Belonging(party, state in known, since or None, until or None, shown, len(told.get(state, ())))

    found = [belonging(*term) for term in (*terms, *((i, "", "") for i in told if i not in known))]
    return tuple(sorted(found, key=lambda b: (not b.listed, b.since or "", b.state.name)))
