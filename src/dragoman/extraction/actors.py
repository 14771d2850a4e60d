"""Who takes part: every state, body, person, office, organisation and group of the report, and all words for them."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.atlas.atlas import Atlas
from dragoman.extraction.cast import Cast, head_of
from dragoman.extraction.draft import Draft
from dragoman.extraction.extents import capitalised
from dragoman.extraction.metonyms import is_dateline, stands_for_place, stands_for_state
from dragoman.extraction.names import Name, find_names
from dragoman.extraction.namesakes import without_divisions
from dragoman.extraction.organisations import add_organisation
from dragoman.extraction.persons import Registry, add_person, full_names
from dragoman.extraction.reading import read_unnamed
from dragoman.extraction.sectors import noun_of, words
from dragoman.language.lexicon import table
from dragoman.language.plain import Token
from dragoman.types import Actor

LARGE = 100_000
LOCATED = frozenset({"LOC", "GPE"})
FORMS = {"acronym": "name", "historic": "name", "demonym": "adjective", "prefix": "adjective", "seat": "metonym"}
ORGANISED = frozenset({"body", "organisation", "outlet", "office"})


def find_actors(draft: Draft) -> Draft:
    """The draft with its actors, and a reference for every name, role, description and pronoun that stands for one."""
    names = without_divisions(draft.doc, draft.atlas, find_names(draft.doc, draft.atlas))
    cast, registry = Cast(draft.doc), Registry()
    named = frozenset(n.target for n in names if n.table == "state" and n.form != "metonym")
    for name in names:
        body = _seated(draft, name, named)
        _add_listed(
            cast, draft.atlas, name if body is None else replace(name, table="body", target=body, form="metonym")
        )
    _add_sites(cast, draft.atlas, {i for n in names for i in range(n.start, n.end)})
    known: dict[str, str] = {}
    for name in names:
        if name.table == "organisation" and name.target is None:
            if (country := _town_of_office(cast, draft.atlas, name)) is not None:
                cast.sites[head_of(draft.doc, name.start, name.end).i] = country
            else:
                add_organisation(cast, known, name)
    _add_persons(draft, cast, registry, [n for n in names if n.table == "person"])
    covered = frozenset(i for n in names if n.table in ORGANISED | {"person"} for i in range(n.start, n.end))
    read_unnamed(cast, registry, covered)
    actors, references = cast.freeze()
    return replace(draft, actors=actors, references=draft.references + references)


def _add_sites(cast: Cast, atlas: Atlas, busy: set[int]) -> None:
    """Note the countries of towns whose name leaves hardly a doubt."""
    for entity in cast.doc.ents:
        located = entity.label_ in LOCATED and entity.start not in busy
        if located and (country := _state_of_town(atlas, entity.text)) is not None:
            cast.sites[entity.root.i] = country


def _seated(draft: Draft, name: Name, named: frozenset[str | None]) -> str | None:
    """The body that a capital stands for where it acts and the text does not name its state: "Brussels fined"."""
    if name.table != "state" or name.form != "metonym" or name.target in named:
        return None
    head = head_of(draft.doc, name.start, name.end)
    words_of = draft.doc[name.start : name.end].text
    body = next((b.id for b in draft.atlas.bodies.values() if b.acts_from == words_of), None)
    return body if body is not None and stands_for_state(head) and not is_dateline(head) else None


def _town_of_office(cast: Cast, atlas: Atlas, name: Name) -> str | None:
    """The state of a town whose officials are spoken of, though the model took its name for a body's."""
    head = head_of(cast.doc, name.start, name.end)
    if head.dep_ not in {"compound", "nmod:poss", "amod"} or noun_of(head.head) is None:
        return None
    return _state_of_town(atlas, cast.doc[name.start : name.end].text)


def _state_of_town(atlas: Atlas, words_of: str) -> str | None:
    """The state of the one large town of this name, if no other is nearly as large."""
    towns = atlas.toponyms(words_of)
    rival = towns[1].weight if len(towns) > 1 else 0
    return towns[0].country if towns and towns[0].weight >= max(LARGE, 4 * rival) else None


def _add_listed(cast: Cast, atlas: Atlas, name: Name) -> None:
    if name.target is None:
        return
    if name.table == "toponym":
        place = atlas.toponym(name.target)
        if place is not None and place.country is not None:
            cast.sites[head_of(cast.doc, name.start, name.end).i] = place.country
    elif name.table == "state":
        _add_state(cast, atlas, name)
    elif name.table == "group":
        _add_group(cast, atlas, name)
    elif name.table in ORGANISED and not (
        name.form == "seat" and stands_for_place(head_of(cast.doc, name.start, name.end))
    ):
        start, end = capitalised(cast.doc, name.start, name.end) if name.table == "outlet" else (name.start, name.end)
        cast.add(_listed(atlas, name.table, name.target), start, end, FORMS.get(name.form, name.form))


def _listed(atlas: Atlas, table: str, target: str) -> Actor:
    """The actor that a row of the atlas describes."""
    if table == "body":
        body = atlas.bodies[target]
        return Actor(body.id, body.name, body.kind)
    if table == "outlet":
        outlet = atlas.outlets[target]
        return Actor(outlet.id, outlet.name, "outlet", outlet.country, "JRN")
    if table == "office":
        office = atlas.offices[target]
        return Actor(office.id, office.name, "office", office.country, office.sector)
    organisation = atlas.organisations[target]
    return Actor(organisation.id, organisation.name, organisation.kind, organisation.country, organisation.sector)


def _state(atlas: Atlas, iso3: str) -> Actor:
    return Actor(iso3, atlas.states[iso3].name, "state", iso3)


def _add_state(cast: Cast, atlas: Atlas, name: Name) -> None:
    head = head_of(cast.doc, name.start, name.end)
    if name.form == "metonym" and (is_dateline(head) or not stands_for_state(head)):
        cast.sites[head.i] = name.target or ""
        return
    if name.form == "seat" and stands_for_place(head):
        return
    if name.form in {"adjective", "demonym", "prefix"} and _is_language(head):
        return
    if name.form == "demonym" and _is_people(head):
        _add_citizens(cast, name)
    else:
        cast.add(_state(atlas, name.target or ""), name.start, name.end, FORMS.get(name.form, name.form))


def _is_people(token: Token) -> bool:
    """Whether a demonym names some people and not the nation: "thousands of Iranians", but "the Iranians"."""
    named = token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"amod", "compound"}
    return named and token.text.endswith("s") and not any(c.text.lower() == "the" for c in token.children)


def _add_citizens(cast: Cast, name: Name) -> None:
    iso3 = name.target or ""
    words_of = cast.doc[name.start : name.end].text
    cast.add(Actor(f"{iso3}.citizens", words_of, "person", iso3, "CVL"), name.start, name.end, "adjective")


def _is_language(token: Token) -> bool:
    """Whether an adjective names a language or an ethnic group: "ethnic Russians", "the Uzbek language"."""
    lexicon = words("language", "heads")
    if token.dep_ in {"amod", "compound"} and (token.head.text.lower() in lexicon or token.head.lemma_ in lexicon):
        return True
    before = token.doc[token.i - 1].text.lower() if token.i else ""
    if before in words("language", "ethnic") or any(
        c.text.lower() in words("language", "ethnic") for c in token.children
    ):
        return True
    spoken = token.dep_ in {"obj", "obl"} and token.head.lemma_ in words("language", "verbs")
    return (
        spoken and not any(c.dep_ in {"det", "nummod"} for c in token.children) and not token.text.lower().endswith("s")
    )


def _add_group(cast: Cast, atlas: Atlas, name: Name) -> None:
    """Enter a fixed description of several states, with its members as actors."""
    group = atlas.groups[name.target or ""]
    if group.members and not _tells_region(cast, name):
        for member in group.members:
            cast.actors.setdefault(member, _state(atlas, member))
        cast.refer(group.members, name.start, name.end, "description")


def _tells_region(cast: Cast, name: Name) -> bool:
    """Whether the words name a region, which then stands for its states: "Central Asian countries"."""
    lead = [t.text.lower() for t in cast.doc[name.start : name.end]]
    regions = table("en", "actors")["regions"]
    return lead[0] in regions or " ".join(lead[:2]) in regions


def _add_persons(draft: Draft, cast: Cast, registry: Registry, names: Sequence[Name]) -> None:
    atlas, day = draft.atlas, draft.report.published
    for name in names:
        if name.target is not None:
            held = {office.rpartition(".")[2] for office, _, _ in atlas.persons[name.target].terms}
            registry.offices_of.setdefault(name.target, set()).update(held)
            registry.person(atlas.persons[name.target].name, _person(atlas, name.target, day))
    full_names([(n.start, n.end) for n in names if n.target is None], cast.doc, registry)
    for name in names:
        given = _person(atlas, name.target, day) if name.target else None
        firm = name.target is None or bool(atlas.persons[name.target].terms)
        add_person(cast, registry, name.start, name.end, given, firm)


def _person(atlas: Atlas, identity: str, day: str | None) -> Actor:
    row = atlas.persons[identity]
    return Actor(row.id, row.name, "person", row.country, row.sector_on(day))
