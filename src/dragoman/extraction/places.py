"""Where things happen: every place the report names, with its point where the atlas knows one."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.names import fold
from dragoman.atlas.rows import Toponym
from dragoman.extraction.cast import head_of
from dragoman.extraction.draft import Draft, Reference, characters
from dragoman.extraction.extents import capitalised, is_credit, is_town
from dragoman.extraction.geocoding import Mentioned, distance, locate
from dragoman.extraction.metonyms import PLACE_CASES, stands_for_state
from dragoman.extraction.persons import slug
from dragoman.extraction.roles import case_of
from dragoman.extraction.sectors import words
from dragoman.language.lexicon import table
from dragoman.language.plain import Doc, Span, Token
from dragoman.types import Place

LOCATED = frozenset({"LOC", "GPE", "FAC"})
OTHER = frozenset({"PERSON", "ORG", "EVENT", "MISC"})
SEAT, KNOWN, SHORTEST = 60.0, 50_000, 4
LONGEST_REGION = 4  # tokens: "South-East Asian"
NAMES = frozenset({"name", "acronym", "metonym", "seat", "epithet", "adjective"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place's name on tokens [start, end); `candidates` are empty when the atlas does not know it.

    `region`: a region told by its adjective or by a name for its states ("Central Asian", "the West").
    """

    start: int
    end: int
    candidates: tuple[Toponym, ...]
    region: bool = False

    def words(self, doc: Doc) -> str:
        """The name as the text writes it."""
        return doc[self.start : self.end].text


def find_places(draft: Draft) -> Draft:
    """The draft with its places, each under one id, and a reference for every name of one."""
    spots = tuple(_spots(draft))
    countries = _countries(draft)
    chosen = locate(_mentioned(draft, spots), countries)
    places: dict[str, Place] = {}
    references: list[Reference] = []
    for spot in spots:
        place = _place(spot, draft.doc, chosen)
        if place.country is None and place.lat is None and not spot.region:
            place = replace(place, country=_state_behind(draft, spot))
        held = places.get(place.id, place)
        held = replace(held, country=held.country or place.country)
        places[place.id] = replace(held, mentions=(*held.mentions, characters(draft.doc, spot.start, spot.end)))
        references.append(_reference(draft.doc, spot, place))
    return replace(draft, places=tuple(places.values()), references=draft.references + tuple(references))


def _place(spot: Spot, doc: Doc, chosen: Mapping[str, Toponym]) -> Place:
    name = spot.words(doc)
    row = chosen.get(name.lower())
    if row is None:
        return Place(slug(name), name, kind=_kind(doc, spot))
    return Place(row.id, row.name, row.lat, row.lon, row.country, row.kind)


def _state_behind(draft: Draft, spot: Spot) -> str | None:
    """The state that the words behind a place that no list knows name as its own: "Tebessit in Algeria"."""
    start = spot.end + 1
    if start >= len(draft.doc) or draft.doc[spot.end].lower_ not in {"in", ","}:
        return None
    reference = draft.by_token.get(start + (draft.doc[start].lower_ == "the"))
    named = reference is not None and not reference.place and reference.form == "name" and len(reference.ids) == 1
    state = reference.ids[0] if named and reference is not None else None
    return state if state in draft.atlas.states else None


def _kind(doc: Doc, spot: Spot) -> str:
    """The kind of an unlisted place by the common noun in its name."""
    inside = {t.text.lower() for t in doc[spot.start : spot.end]}
    return next((kind for kind in ("waterbody", "port", "region") if inside & words("places", kind)), "place")


def _reference(doc: Doc, spot: Spot, place: Place) -> Reference:
    head = head_of(doc, spot.start, spot.end)
    acts = place.kind == "region" and _is_party(head)
    return Reference(spot.start, spot.end, head.i, (place.id,), "name", place=not acts)


def _is_party(head: Token) -> bool:
    """Whether a region stands for its states: it acts, or modifies "countries"."""
    if head.dep_ in {"amod", "compound", "nmod:poss"}:
        return head.head.text.lower() in words("places", "states")
    return stands_for_state(head)


def _countries(draft: Draft) -> Counter[str]:
    """How often the text names each state, or somebody of it."""
    told: Counter[str] = Counter()
    for actor in draft.actors:
        if actor.country is not None:
            told[actor.country] += len(actor.mentions)
    return told


def _spots(draft: Draft) -> Iterator[Spot]:
    doc, atlas = draft.doc, draft.atlas
    taken = _taken(draft)
    entities = {i: e for e in doc.ents for i in range(e.start, e.end)}
    located = dict(_located(doc))
    surface = [t.text for t in doc]
    start = 0
    while start < len(surface):
        entity = entities.get(start)
        spot = (
            None if start in taken else _region_at(doc, atlas, surface, start) or _spot_at(doc, atlas, surface, start)
        )
        refused = spot.end if spot is not None else start + 1
        if spot is not None and any(i in taken for i in range(spot.start, spot.end)):
            spot = None
        if spot is not None and spot.region:
            pass
        elif start in located and start not in taken:
            spot = _widened(doc, start, located[start], spot or _behind(doc, atlas, surface, start, located[start]))
        elif spot is not None and not _plausible(doc, atlas, spot, entity):
            spot = None
        if spot is not None and not is_credit(doc, spot.start, spot.end):
            yield spot
        start = spot.end if spot is not None else refused


def _taken(draft: Draft) -> set[int]:
    """Tokens that name an actor or a month, so that no place begins there."""
    kinds = draft.actor_by_id
    return _months(draft) | {
        i
        for r in draft.references
        if r.form in NAMES and not r.place and all(k in kinds for k in r.ids)
        for i in range(r.start, r.end)
    }


def _months(draft: Draft) -> set[int]:
    """Names of months within dates: there are towns called March and August."""
    months = table("en", "dates")["months"]
    spans = [w.span for w in draft.dates if w.span is not None]
    named = (t for t in draft.doc if t.text.rstrip(".").lower() in months)
    return {t.i for t in named if any(s.start <= t.idx < s.end for s in spans)}


def _spot_at(doc: Doc, atlas: Atlas, surface: list[str], start: int) -> Spot | None:
    token = doc.tokens[start]
    lower = not token.text[0].isupper() and token.lower_ not in {"al", "el"}
    if lower and token.text not in words("places", "generic"):
        return None
    found = atlas.find_places(surface, start)
    if found is None or (lower and (found[0] == start + 1 or not doc[found[0] - 1].text[0].isupper())):
        return None
    end, candidates = found
    return Spot(start, end, tuple(c for c in candidates if not _has_article(doc, start, end) or _takes_article(c)))


def _has_article(doc: Doc, start: int, end: int) -> bool:
    """Whether "the" stands before a single word: "the Horn" is no town called Horn."""
    return end - start == 1 and start > 0 and doc[start - 1].text.lower() == "the" and doc[start].dep_ != "compound"


def _takes_article(place: Toponym) -> bool:
    return place.kind != "place" or place.name.lower().startswith("the ")


def _region_at(doc: Doc, atlas: Atlas, surface: list[str], start: int) -> Spot | None:
    """A region that its adjective tells, or a group of states that the atlas does not count out."""
    if not surface[start][0].isupper():
        return None
    longest = LONGEST_REGION if surface[start].lower() in _leads() else 0
    for end in range(min(start + longest, len(doc)), start + 1, -1):
        if (region := _region(doc, start, end)) is not None:
            return Spot(start, end, atlas.toponyms(region) or _as_place(region), region=True)
    match = atlas.find(surface, start)
    if match is None:
        return None
    for end in (match.end, min(match.end, start + 2), start + 1):
        region = _region(doc, start, end)
        if region is not None:
            return Spot(start, end, atlas.toponyms(region) or _as_place(region), region=True)
    groups = [atlas.groups[e.target] for e in match.entries if e.table == "group"]
    if groups and not groups[0].members and _is_whole(doc, start, match.end):
        return Spot(start, match.end, _as_place(groups[0].name), region=True)
    return None


@cache
def _leads() -> frozenset[str]:
    """The first words of adjectives of several words that tell a region: "south" of "south-east asian"."""
    told = (re.split(r"[ -]", words_of) for words_of in table("en", "actors")["regions"])
    return frozenset(parts[0] for parts in told if len(parts) > 1)


def _region(doc: Doc, start: int, end: int) -> str | None:
    """The region that an adjective tells, or null; "Western" tells one only before "states" and the like."""
    words_of = doc[start:end].text.lower()
    if words_of in words("places", "directions") and head_of(doc, start, end).head.text.lower() not in words(
        "places", "states"
    ):
        return None
    region: str | None = table("en", "actors")["regions"].get(words_of)
    return region


def _is_whole(doc: Doc, start: int, end: int) -> bool:
    """Whether a name for many states stands by itself: "the West", but no "West" in "West Street"."""
    if end - start > 1 and doc[start].pos_ != "DET":
        return True
    after = doc[end] if end < len(doc) else None
    free = after is None or after.pos_ not in {"PROPN", "NOUN"}
    return free and (doc[start].pos_ == "DET" or (start > 0 and doc[start - 1].text.lower() == "the"))


def _as_place(name: str) -> tuple[Toponym, ...]:
    """A region without a point."""
    return (Toponym(slug(name), name, None, None, kind="region"),)


def _located(doc: Doc) -> Iterator[tuple[int, int]]:
    """Where the model's places begin and end, without what stands around the name itself: "southern", "district"."""
    for entity in doc.ents:
        if entity.label_ in LOCATED:
            start, end = entity.start, entity.end
            while start < end and doc[start].pos_ in {"DET", "PUNCT", "ADP"}:
                start += 1
            while start < end and doc[end - 1].pos_ == "PUNCT" and doc[end - 1].text != ".":
                end -= 1
            start, end = capitalised(doc, start, end)
            if not all(t.text in words("places", "generic") for t in doc[start:end]):
                yield start, end


def _behind(doc: Doc, atlas: Atlas, surface: list[str], start: int, end: int) -> Spot | None:
    """The listed name behind a direction, with it: "Northeast Texas"."""
    if start + 1 >= end or surface[start].lower() not in words("places", "generic"):
        return None
    inner = _spot_at(doc, atlas, surface, start + 1)
    if inner is None or inner.end != end or not inner.candidates:
        return None
    known = inner.candidates[0].kind != "place" or inner.candidates[0].weight >= KNOWN
    return Spot(start, end, inner.candidates) if known else None


def _widened(doc: Doc, start: int, end: int, spot: Spot | None) -> Spot:
    """The model's place: its own words, with the candidates of the listed name that it consists of."""
    if spot is None:
        return Spot(start, end, ())
    if spot.end >= end or doc[spot.end].text == ",":
        return spot
    rest = {t.text.lower() for t in doc[spot.end : end]}
    return Spot(start, end, spot.candidates if rest <= words("places", "generic") else ())


def _plausible(doc: Doc, atlas: Atlas, spot: Spot, entity: Span | None) -> bool:
    """Whether a listed name that the model does not hold for a place is one all the same."""
    label = entity.label_ if entity is not None else ""
    if label == "PERSON" and entity is not None and (spot.start, spot.end) == (entity.start, entity.end):
        return is_town(doc, atlas, spot.start, spot.end)
    token = head_of(doc, spot.start, spot.end)
    first = doc[spot.start]
    if not spot.candidates:
        return False
    curated = any(c.kind != "place" for c in spot.candidates)
    named = "PROPN" in {t.pos_ for t in doc[spot.start : spot.end]}
    if label in OTHER or not (named or first.pos_ == "X" or (curated and first.pos_ in {"ADJ", "NOUN"})):
        return False
    if _is_abbreviation(first.text, spot):
        return spot.start > 0 and doc[spot.start - 1].text == ","
    located = case_of(token) in PLACE_CASES | {"from", "to"} or curated
    if spot.end - spot.start == 1 and (first.is_sent_start or spot.candidates[0].common_word):
        return located
    return located or spot.candidates[0].weight >= KNOWN


def _is_abbreviation(text: str, spot: Spot) -> bool:
    """Whether the name is a short form of a division, which stands after a town and a comma: "Va.", "MD"."""
    letters = text.replace(".", "")
    return spot.end - spot.start == 1 and len(letters) <= SHORTEST and fold(spot.candidates[0].name) != fold(text)


def _mentioned(draft: Draft, spots: tuple[Spot, ...]) -> dict[str, list[Mentioned]]:
    """What stands around each name of a place, by the name in lower case."""
    told: dict[str, list[Mentioned]] = {}
    at = {s.start: s for s in spots}
    for spot in spots:
        if spot.candidates:
            containers = frozenset(_containers(draft, spot, at))
            told.setdefault(spot.words(draft.doc).lower(), []).append(
                Mentioned(
                    spot.candidates,
                    containers,
                    _near(draft, spot),
                    capital(draft.atlas, spot.words(draft.doc), spot.candidates),
                )
            )
    return told


def capital(atlas: Atlas, name: str, candidates: tuple[Toponym, ...]) -> str | None:
    """The id of the candidate that is the capital of the state for which the name can stand, or null."""
    for iso3 in atlas.targets(name, "state"):
        seat = Toponym(iso3, name, atlas.states[iso3].lat, atlas.states[iso3].lon)
        close = [c for c in candidates if c.kind == "place" and distance(seat, c) <= SEAT]
        if close:
            return max(close, key=lambda c: (c.weight, c.id)).id
    return None


def _containers(draft: Draft, spot: Spot, at: Mapping[int, Spot]) -> Iterator[str]:
    """Countries and divisions that the words after a name give: "Paris, Texas", "Astara in Iran"."""
    doc = draft.doc
    after = spot.end
    if after + 1 >= len(doc) or doc[after].text.lower() not in {",", "in", "(", "of"}:
        return
    start = after + 2 if doc[after + 1].text.lower() == "the" else after + 1
    reference = draft.by_token.get(start)
    if reference is not None and not reference.place:
        yield from (a.country for i in reference.ids if (a := draft.actor_by_id.get(i)) and a.country)
    outer = at.get(start)
    if outer is not None and not (doc[after].text == "," and _are_listed(doc, spot, outer)):
        for place in outer.candidates[:3]:
            if place.admin1 and place.country:
                yield f"{place.country}.{place.admin1}"


def _are_listed(doc: Doc, spot: Spot, outer: Spot) -> bool:
    """Whether both are divisions, of which neither holds the other: "Bavaria, Hesse and Saxony"."""
    inner, around = (
        {(c.country, c.admin1) for c in s.candidates if c.kind == "region" and c.admin1} for s in (spot, outer)
    )
    return bool(inner) and bool(around) and inner.isdisjoint(around) and not _is_short(outer.words(doc))


def _is_short(name: str) -> bool:
    return name.endswith(".") or name.isupper()


def _near(draft: Draft, spot: Spot) -> frozenset[str]:
    """Countries of whoever is named in the same sentence."""
    sentence = draft.doc[spot.start].sent
    near = (draft.by_token.get(i) for i in range(sentence.start, sentence.end))
    actors = (draft.actor_by_id.get(i) for r in near if r is not None for i in r.ids)
    return frozenset(a.country for a in actors if a is not None and a.country)
