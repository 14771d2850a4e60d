"""Parties that are nobody in particular: "we", "media", "leaders", whom no state and no atlas knows."""

from dragoman.atlas.atlas import load_atlas
from dragoman.record.filters import Filters
from dragoman.record.paging import in_any_order, query_of
from dragoman.record.record import Record

# Without a state a person, office, organisation or outlet is somebody in particular only if the atlas knows it, or if
# its name is one of several words that each begin with a capital ("Caspian Wire", "Jane Doe").
UNRESOLVED = r"""
SELECT id FROM actor WHERE country IS NULL AND kind IN ('person', 'office', 'organisation', 'outlet')
    AND NOT list_contains($known, id) AND NOT regexp_matches(name, '^\p{Lu}\S*(\s\p{Lu}\S*)+$')
"""
EVENTS = "SELECT count(*) AS n FROM ({happenings}) WHERE list_has_any(parties, $unresolved::VARCHAR[])"


def unresolved(record: Record) -> list[str]:
    """The ids of such parties, which networks and tables of pairs leave out."""
    atlas = load_atlas()
    known = [*atlas.bodies, *atlas.organisations, *atlas.outlets, *atlas.persons, *atlas.offices, *atlas.groups]
    return [str(i) for i in record.sql(UNRESOLVED, {"known": known})["id"]]


def events_with(record: Record, parties: list[str], filters: Filters) -> int:
    """How many events within the filters have one of these parties."""
    if not parties:
        return 0
    query = query_of(record, "happening", filters)
    asked = {**query.values, "unresolved": parties}
    return int(record.sql(EVENTS.format(happenings=in_any_order(query)), asked)["n"].item())
