"""How a report names those whom it tells of: the words in a sentence, and everybody whom it names, by kind."""

from collections.abc import Mapping
from typing import NamedTuple

from dragoman.atlas.atlas import load_atlas
from dragoman.exchange.acts import Act, Party
from dragoman.exchange.files import Tables

PEOPLE = frozenset({"person"})
ORGANISATIONS = frozenset({"igo", "forum", "organisation", "office", "outlet", "armed_group"})


class Named(NamedTuple):
    """Where a report names an actor or place: code points of its text, and the words."""

    start: int
    end: int
    words: str


class Names(NamedTuple):
    """By report and id: where it names whom; and by report the names of people, organisations and places in it."""

    at: Mapping[tuple[str, str], list[Named]]
    people: Mapping[str, str]
    organisations: Mapping[str, str]
    places: Mapping[str, str]

    def words(self, act: Act, party: Party) -> str:
        """The words by which an act's own sentence names a party, else the report's first, else the party's name."""
        named = self.at.get((act.report, party.id), [])
        inside = (n.words for n in named if act.start <= n.start and n.end <= act.end)
        return next(inside, named[0].words if named else party.name)


def names_of(tables: Tables) -> Names:
    """The names in the reports of an export."""
    kinds = {i: (k, n) for i, n, k in tables["actors"].select("id", "name", "kind").rows()}
    places = dict(tables["places"].select("id", "name").rows())
    at: dict[tuple[str, str], list[Named]] = {}
    story: dict[str, dict[str, dict[str, None]]] = {"people": {}, "organisations": {}, "places": {}}
    for report, owner, identity, start, end, words in _named(tables):
        at.setdefault((report, identity), []).append(Named(start, end, words))
        kind, name = ("place", places[identity]) if owner == "place" else kinds[identity]
        of = "people" if kind in PEOPLE else "organisations" if kind in ORGANISATIONS else "places"
        if kind != "state":
            story[of].setdefault(report, {})[name] = None
    return Names(at, **{of: {r: "; ".join(names) for r, names in by.items()} for of, by in story.items()})


def _named(tables: Tables) -> list[tuple[str, str, str, int, int, str]]:
    evidence = tables["evidence"].select("report", "owner", "id", "start", "end", "words")
    return [row for row in evidence.rows() if row[1] in {"actor", "place"}]


def wikidata_of(party: Party) -> str | None:
    """The Wikidata item of a party, where its id or the atlas tells one."""
    if party.id.startswith("wikidata:"):
        return party.id.removeprefix("wikidata:")
    atlas = load_atlas()
    tables = (atlas.states, atlas.bodies, atlas.organisations, atlas.outlets)
    return next((table[party.id].wikidata for table in tables if party.id in table), None)


def code_of(party: Party) -> str | None:
    """PLOVER's three letters for a party: the state's, or UNO, EUR, IGO of a body; null where there are none."""
    body = load_atlas().bodies.get(party.id)
    return party.country or (body.code if body else None)
