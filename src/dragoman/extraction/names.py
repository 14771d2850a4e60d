"""Names in running text: the atlas's longest matches and the model's entities, brought into one list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.names import Match, NameEntry
from dragoman.extraction.cast import head_of
from dragoman.extraction.extents import LARGE, extent, goes_with, is_credit, is_name, is_suffix, is_town
from dragoman.extraction.namelike import is_meant_state, names_person
from dragoman.extraction.persons import is_title
from dragoman.extraction.sectors import PERSON, is_plural, noun, noun_of, words
from dragoman.language.lemmas import lemma
from dragoman.language.lexicon import table
from dragoman.language.plain import Doc, Span, Token

TABLES = ("state", "body", "organisation", "outlet", "office", "person", "group", "toponym")
PREFERRED = {
    "ORG": ("body", "organisation", "outlet", "office"),
    "PERSON": ("person",),
    "LOC": ("state", "toponym", "group"),
    "GPE": ("state", "toponym", "group"),
}
HALVES = frozenset({"North", "South"})
GOALS = frozenset({"into", "toward", "towards", "against", "with"})
ORGANISED = frozenset({"body", "organisation", "outlet", "office"})
SHORT = 4
LOOSE = frozenset({"today", "times", "post", "daily", "news", "now", "live"})
OWN = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
CLOSED = frozenset({"DET", "ADP", "PART", "PUNCT"})
FLAT = frozenset({"flat", "flat:name"})
PERSONAL = frozenset({"he", "she", "his", "her"})
NAMELIKE = frozenset({"given_name", "surname"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name on tokens [start, end): the table and id of the atlas, or the model's kind with no target.

    `table`: one of the atlas's, else person, organisation or event; `inner` the id of a state inside the name.
    """

    start: int
    end: int
    table: str
    target: str | None
    form: str
    inner: str | None = None


def find_names(doc: Doc, atlas: Atlas) -> tuple[Name, ...]:
    """All names of actors in text order; of what lies inside a longer name only states stay names of their own."""
    entities = _entities(doc)
    listed = list(_matches(doc, atlas, entities))
    taken = {i for n in listed if n.table not in {"state", "toponym", "group"} for i in range(n.start, n.end)}
    told = list(_told(doc, atlas, listed, taken))
    busy = taken | {i for n in (*told, *listed) for i in range(n.start, n.end)}
    told += _titled(doc, busy | {i for i, e in entities.items() if not _is_owned(doc, e)})
    told += _surnames(doc, told, busy)
    told += _unmarked(doc, busy | {i for n in told for i in range(n.start, n.end)} | set(entities))
    whole = {i: n for n in told if not _is_organ(doc, n) for i in range(n.start, n.end)}
    kept = [n for n in listed if n.start not in whole or _stays(doc, n, whole[n.start])]
    kept = [n for n in kept if n.table == "outlet" or not is_credit(doc, n.start, n.end)]
    return tuple(sorted([*kept, *told], key=lambda n: (n.start, -n.end)))


def _entities(doc: Doc) -> dict[int, Span]:
    """The model's entities by each of their tokens."""
    return {i: e for e in doc.ents for i in range(e.start, e.end)}


def _matches(doc: Doc, atlas: Atlas, entities: dict[int, Span]) -> Iterator[Name]:
    surface = [t.text for t in doc]
    begins, start = atlas.begins(surface), 0
    wholes: dict[str, str] = {}
    while start < len(surface):
        name = _half(doc, atlas, start, wholes) if surface[start].capitalize() in HALVES else None
        if name is None and begins[start]:
            name = _match_at(doc, atlas, surface, start, entities)
        if name is None:
            start += 1
            continue
        yield name
        if name.table in {"office", "organisation"}:
            yield from _inner_states(atlas, surface, name)
        if name.table == "state" and name.target and doc[name.start].text in HALVES:
            wholes[doc[name.start].text] = name.target
        start = name.end


def _match_at(doc: Doc, atlas: Atlas, surface: list[str], start: int, entities: dict[int, Span]) -> Name | None:
    """The longest listed name from a token on that the context allows."""
    match = atlas.find(surface, start)
    if match is not None and _is_part_of_state(atlas, surface, match):
        return None
    if match is not None and match.end > start + 1 and doc[start].pos_ == "DET":
        inner = atlas.find(surface, start + 1)
        match = None if inner is not None and inner.end > match.end else match
    while match is not None:
        entry = _chosen(doc, atlas, match, entities)
        if entry is not None:
            first = start + 1 if doc[start].pos_ == "DET" and match.end > start + 1 else start
            return Name(first, match.end, entry.table, entry.target, entry.form)
        shorter = atlas.find(surface[start : match.end - 1], 0) if match.end - start > 1 else None
        match = shorter and Match(start, start + shorter.end, shorter.entries)
    return None


def _is_part_of_state(atlas: Atlas, surface: list[str], match: Match) -> bool:
    """Whether a listed region is told by a direction and its state, which then is named: "northern [Iraq]"."""
    if not surface[match.start].islower() or match.end - match.start == 1:
        return False
    inner = atlas.find(surface, match.start + 1)
    return inner is not None and inner.end == match.end and any(e.table == "state" for e in inner.entries)


def _inner_states(atlas: Atlas, surface: list[str], name: Name) -> Iterator[Name]:
    """The state in the name of its own organ: "US" in "US Department of State"."""
    rows = atlas.offices if name.table == "office" else atlas.organisations
    row = rows[name.target or ""]
    if row.sector not in OWN:
        return
    for number in range(name.start, name.end):
        last = name.end - 1 if number == name.start else name.end
        inner = atlas.find(surface[number:last], 0) if number < last else None
        for entry in inner.entries if inner is not None else ():
            if entry.table == "state" and entry.target == row.country and inner is not None:
                yield Name(number, number + inner.end, "state", entry.target, entry.form)
                return


def _half(doc: Doc, atlas: Atlas, start: int, wholes: Mapping[str, str]) -> Name | None:
    """The state that "the North" stands for after "North Korea" was named, or "North" in "North and South Korea"."""
    word = doc[start].text
    if word.islower() and _is_goal(doc, start):
        word = word.capitalize()
    if word not in HALVES:
        return None
    shared = doc[start + 1 : start + 4]
    if [t.text for t in shared[:-1]] in ([["and", h] for h in HALVES - {word}]):
        target = atlas.find([word, shared[-1].text], 0)
        entry = next((e for e in target.entries if e.table == "state"), None) if target and target.end == 2 else None
        return None if entry is None else Name(start, start + 1, "state", entry.target, "name")
    if word not in wholes or start == 0 or doc[start - 1].text.lower() != "the":
        return None
    if start + 1 < len(doc) and doc[start + 1].pos_ in {"PROPN", "NOUN", "ADJ"}:
        return None
    return Name(start, start + 1, "state", wholes[word], "name")


def _is_goal(doc: Doc, start: int) -> bool:
    """Whether the word closes a phrase of direction, so that a half in small letters is one too: "into the north"."""
    if start < 2 or doc[start - 1].lower_ != "the" or doc[start - 2].lower_ not in GOALS:
        return False
    return start + 1 == len(doc) or doc[start + 1].pos_ == "PUNCT"


def _chosen(doc: Doc, atlas: Atlas, match: Match, entities: dict[int, Span]) -> NameEntry | None:
    """The meaning that fits the model's entity and the context, or null."""
    entity = entities.get(match.start)
    label = entity.label_ if entity is not None else ""
    likely = PREFERRED.get(label, ())
    ranked = sorted(match.entries, key=lambda e: (e.table not in likely, TABLES.index(e.table)))
    return next((e for e in ranked if _plausible(doc, atlas, match, e, entity)), None)


def _plausible(doc: Doc, atlas: Atlas, match: Match, entry: NameEntry, entity: Span | None) -> bool:
    """Whether the model's entity and the words around allow the meaning."""
    label = entity.label_ if entity is not None else ""
    longer = entity is not None and _length(doc, entity) > match.end - match.start
    if label == "PERSON" and entry.table != "person":
        return _is_no_person(doc, match, entry, longer) or (not longer and _is_capital_here(doc, atlas, match, entry))
    if entry.table == "person":
        return label in {"PERSON", ""} and not longer and (label == "PERSON" or not entry.senses)
    if longer and (entry.form == "seat" or (entry.table == "state" and _is_inside_place(doc, match, entity))):
        return False
    if entry.table in ORGANISED and not _spelt(doc, match, entry) and (label != "ORG" or longer):
        return False
    part = label == "ORG" and longer and entry.table in {"body", "outlet", "organisation"} and entry.form != "adjective"
    whole = part and not _only_news(match, entity) and not _is_placed_firm(atlas, match, entry, entity)
    return not (whole or _is_other_word(doc, match, entry))


def _is_no_person(doc: Doc, match: Match, entry: NameEntry, longer: bool) -> bool:
    """Whether words that the model holds for a person, or for a part of one, mean somebody else."""
    if longer:  # "[Ada Keita of Guinea]"
        return _leads_title(doc, match, entry) or (entry.table == "state" and doc[match.start - 1].lower_ == "of")
    return not NAMELIKE & set(entry.senses) or (entry.table == "state" and is_meant_state(doc, match))


def _is_capital_here(doc: Doc, atlas: Atlas, match: Match, entry: NameEntry) -> bool:
    """Whether the words name the capital of a state that the text names, too: "Santiago" beside "Chile"."""
    state = atlas.states.get(entry.target or "") if entry.form == "metonym" else None
    addressed = match.start > 0 and is_title(doc[match.start - 1])
    return state is not None and state.name in doc.text and not addressed and not names_person(doc, match)


def _is_other_word(doc: Doc, match: Match, entry: NameEntry) -> bool:
    """Whether the words are no name here: common ones at the head of a sentence, or before what they modify."""
    token = doc[match.start]
    if "common_word" in entry.senses and token.is_sent_start and token.pos_ not in {"PROPN", "ADJ"}:
        return True
    if entry.table == "office":
        return _is_common(doc[match.end - 1])
    return entry.table == "outlet" and token.pos_ == "DET" and _modifies(doc, match)


def _is_inside_place(doc: Doc, match: Match, entity: Span | None) -> bool:
    """Whether a state's name only begins the name of a place: "Jordan Valley"."""
    if entity is None or entity.label_ not in {"LOC", "GPE"} or entity.start != match.start or match.end >= entity.end:
        return False
    return doc[match.end].pos_ == "PROPN" and doc[match.end].text[0].isupper()


def _is_common(token: Token) -> bool:
    """Whether a listed office is told by a common word for people, which a role phrase reads better: "US troops"."""
    entry = noun_of(token)
    return entry is not None and entry.nature == PERSON and token.text.islower()


def _spelt(doc: Doc, match: Match, entry: NameEntry) -> bool:
    """Whether a short or all-capital name stands in its own case, so that "Let" and "Plan" name nobody."""
    if entry.table == "outlet" and any(t.text in LOOSE for t in doc[match.start + 1 : match.end]):
        return False
    if match.end - match.start > 1 or (entry.form != "acronym" and len(entry.words[0]) > SHORT):
        return True
    text = doc[match.start].text
    return text.isupper() or text == entry.words[0]


def _length(doc: Doc, entity: Span) -> int:
    start, end = extent(doc, entity)
    return end - start


def _modifies(doc: Doc, match: Match) -> bool:
    """Whether the words only modify what follows: "the Australian government" names no newspaper."""
    head = head_of(doc, match.start, match.end)
    return match.end < len(doc) and head.dep_ in {"amod", "compound", "det"} and head.head.i >= match.end


def _leads_title(doc: Doc, match: Match, entry: NameEntry) -> bool:
    """Whether the word before a person's title was drawn into the name: "Iranian President X"."""
    following = noun(doc[match.end].text.lower()) if match.end < len(doc) else None
    return entry.table in {"state", "body"} and following is not None


def _only_news(match: Match, entity: Span | None) -> bool:
    """Whether the entity adds only closed words or a common noun of its kind to the listed name."""
    if entity is None:
        return True
    rest = [t for t in entity if not match.start <= t.i < match.end]
    return all(t.pos_ in CLOSED or t.text.lower() in words("outlets") | {"news", "agency", "tv"} for t in rest)


def _is_placed_firm(atlas: Atlas, match: Match, entry: NameEntry, entity: Span | None) -> bool:
    """Whether the entity is a listed firm and only adds where it is: "DP World [of Dubai]"."""
    row = atlas.organisations.get(entry.target or "") if entry.table == "organisation" else None
    if row is None or row.sector != "BUS" or entity is None:
        return False
    rest = [t for t in entity if t.i >= match.end]
    return len(rest) > 1 and rest[0].lower_ == "of" and all(t.pos_ == "PROPN" for t in rest[1:])


def _told(doc: Doc, atlas: Atlas, listed: Sequence[Name], taken: set[int]) -> Iterator[Name]:
    """Persons, organisations and events that only the model knows."""
    states = {n.start: n for n in listed if n.table == "state"}
    spans = {n.start: n.end for n in listed}
    modifiers = {i for n in listed if n.table in {"state", "group"} for i in range(n.start, n.end)}
    holders = {i: n for n in listed for i in range(n.start, n.end)}
    for entity in doc.ents:
        start, end = extent(doc, entity, atlas)
        if start >= end or any(i in taken for i in range(start, end)) or is_suffix(doc[start]):
            continue
        if start in holders and holders[start].end - holders[start].start > end - start:
            continue
        if _is_word_of_headline(doc, start, end) or _is_portfolio(doc, start, end, states):
            continue
        if entity.label_ == "PERSON" and not _is_state(states, start, end) and not is_town(doc, atlas, start, end):
            yield Name(start, end, "person", None, "name")
        elif entity.label_ == "ORG" and spans.get(start) != end and is_name(doc, start, end, modifiers):
            inner = next((states[i].target for i in range(start, end) if i in states), None)
            yield Name(start, end, "organisation", None, "name", inner or _seat(doc, atlas, start, end))


def _is_portfolio(doc: Doc, start: int, end: int, states: Mapping[int, Name]) -> bool:
    """Whether one word between a state and a title says what somebody is in charge of: "Chad's [Energy] Minister"."""
    if end - start > 1 or start == 0 or end >= len(doc) or not is_title(doc[end]) or doc[start].head.i != end:
        return False
    return doc[start].dep_ == "compound" and (doc[start - 1].text in POSSESSIVE or start - 1 in states)


def _seat(doc: Doc, atlas: Atlas, start: int, end: int) -> str | None:
    """The state of the great town that the name itself tells: "Garagum Shipping of [Geneva]"."""
    of = next((i for i in range(start + 1, end - 1) if doc[i].lower_ == "of"), None)
    towns = atlas.toponyms(doc[of + 1 : end].text) if of is not None else ()
    return towns[0].country if towns and towns[0].weight >= LARGE and not towns[0].common_word else None


def _is_word_of_headline(doc: Doc, start: int, end: int) -> bool:
    """Whether a line that writes all words large makes a plain verb look like a name: "Premier Meets Envoy"."""
    if start == doc[start].sent.start:
        return False
    large = [t for t in doc[start].sent if t.is_alpha and len(t) >= SHORT]
    written = len(large) >= SHORT and all(t.text[0].isupper() for t in large)
    return written and any(_is_headline_verb(t) for t in doc[start:end])


def _is_headline_verb(token: Token) -> bool:
    plain = lemma(token.text, "VERB")
    return plain != token.lower_ and plain in table("en", "events/frames")["words"]["headline_verbs"]


def _titled(doc: Doc, busy: set[int]) -> Iterator[Name]:
    """Names that only a title betrays: proper nouns after it that hang on it, or on which it hangs."""
    for token in doc[: max(0, len(doc) - 1)]:
        name = doc.tokens[token.i + 1]
        if name.pos_ != "PROPN" or name.i in busy or not is_title(token) or is_title(name):
            continue
        if _is_word_of_headline(doc, name.i, name.i + 1):
            continue
        if goes_with(token, name):
            end = name.i + 1
            while (
                end < len(doc) and end not in busy and doc[end].pos_ == "PROPN" and doc[end].head.i in {name.i, token.i}
            ):
                end += 1
            yield Name(name.i, end, "person", None, "name")
            yield from _also_titled(doc, token, name, busy)


def _also_titled(doc: Doc, title: Token, name: Token, busy: set[int]) -> Iterator[Name]:
    """Further names behind a title for several: "presidents Ali Sow of Mali and [Ada Keita] of Guinea"."""
    for token in name.conjuncts if is_plural(title) else ():
        if token.i > name.i and token.pos_ == "PROPN" and token.i not in busy:
            ends = [c.i + 1 for c in token.children if c.dep_ in FLAT and c.pos_ == "PROPN" and c.i not in busy]
            yield Name(token.i, max(ends, default=token.i + 1), "person", None, "name")


def _is_owned(doc: Doc, entity: Span) -> bool:
    """Whether the model made one place of a titled person and the state: "President [Ali Sow of Mali]"."""
    titled = entity.start > 0 and is_title(doc[entity.start - 1])
    return titled and entity.label_ in {"LOC", "GPE"} and any(t.lower_ == "of" for t in entity)


def _surnames(doc: Doc, told: Sequence[Name], busy: set[int]) -> Iterator[Name]:
    """Lone words that the model holds for no person, though the text names one so in full before: "met Fall"."""
    full = [n for n in told if n.table == "person" and n.end - n.start > 1]
    first = {doc[n.end - 1].text: n.end for n in sorted(full, key=lambda n: -n.start)}
    for entity in doc.ents:
        word, start = doc[entity.start], entity.start
        known = len(entity) == 1 and entity.label_ != "PERSON" and first.get(word.text, len(doc)) <= start
        if known and start not in busy:
            yield Name(start, start + 1, "person", None, "name")


def _unmarked(doc: Doc, busy: set[int]) -> Iterator[Name]:
    """Full names that the model overlooks, of whom the clause or the next goes on as of a person: "she argues"."""
    for token in doc:
        parts = [c.i for c in token.children if c.dep_ in FLAT and c.pos_ == "PROPN" and c.i > token.i]
        end = token.i + 1 + len(parts)
        alone = token.pos_ == "PROPN" and token.dep_ in {"nsubj", "nsubj:pass"} and 0 < len(parts) < SHORT
        if not alone or parts != list(range(token.i + 1, end)) or not busy.isdisjoint(range(token.i, end)):
            continue
        if all(t.text[:1].isupper() and not t.text.isupper() for t in doc[token.i : end]) and _is_he(doc, token):
            yield Name(token.i, end, "person", None, "name")


def _is_he(doc: Doc, name: Token) -> bool:
    """Whether the sentence, or the one behind it, goes on with "he" or "she"."""
    last = name.sent.end
    end = doc[last].sent.end if last < len(doc) else last
    return any(t.lower_ in PERSONAL for t in doc[name.i : end])


def _is_state(states: dict[int, Name], start: int, end: int) -> bool:
    return start in states and states[start].end == end


def _is_organ(doc: Doc, name: Name) -> bool:
    """Whether an unlisted organisation is an organ of a state ("Foreign Ministry")."""
    if name.table != "organisation":
        return False
    entry = noun(head_of(doc, name.start, name.end).text.lower())
    return entry is not None and entry.sector in OWN


def _stays(doc: Doc, inner: Name, outer: Name) -> bool:
    """Whether a listed name inside an unlisted one is a name of its own: "Iran's" before it, or a title's adjective."""
    if inner.table != "state" or outer.table == "person":
        return inner.end <= outer.start or inner.start >= outer.end
    return inner.end < len(doc) and doc[inner.end].text.lower() in POSSESSIVE and inner.end < outer.end


def renamed(name: Name, table: str) -> Name:
    """The same words as a name of another kind."""
    return replace(name, table=table)
