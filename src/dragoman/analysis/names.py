"""What a brief calls actors and places: the name, with its country where the name does not tell it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.analysis.wording import listed, load_wording
from dragoman.atlas.atlas import load_atlas
from dragoman.record.record import Record

# A name that the text writes small within its sentences is a common noun, and is written small here too.
NAMED = """
WITH written_small AS (
    SELECT DISTINCT a.id FROM actor a JOIN evidence e ON e.owner = 'actor' AND e.id = a.id AND e.part = 'name'
    WHERE lower(e.words) = lower(a.name) AND lower(left(e.words, 1)) = left(e.words, 1)
)
SELECT id, name, 'place' AS kind, NULL AS country, false AS common FROM place
UNION ALL
SELECT id, name, kind, country, w.id IS NOT NULL AS common FROM actor LEFT JOIN written_small w USING (id)
"""
DEFINITE = ("office", "igo", "forum")  # kinds of actors of which there is one: they take an article


@dataclass(frozen=True, slots=True)
class Name:
    """A name without the words that only its text makes clear, and the state that must be added to it.

    `common`: it is a common noun; `definite`: it takes an article.
    """

    bare: str
    country: str | None = None
    common: bool = False
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Names of everybody and every place of a record, by id."""

    by_id: dict[str, Name]

    def one(self, identity: str) -> str:
        """The name of one: "Kazakhstan", "Iran's foreign ministry"; an id without a name stands for itself."""
        return self.listed([identity])

    def each(self, identities: Iterable[str]) -> list[str]:
        """Names in order, those of one wording together: "ambassadors of Kazakhstan and Kyrgyzstan"."""
        countries: dict[Name, list[str]] = {}
        for identity in identities:
            name = self.by_id.get(identity, Name(identity))
            shared = Name(name.bare, None, name.common, name.definite)
            held = countries.setdefault(shared, [])
            if name.country is not None and name.country not in held:
                held.append(name.country)
        return [_with_countries(name, held) for name, held in countries.items()]

    def listed(self, identities: Iterable[str]) -> str:
        """Names as a sentence lists them."""
        return listed(self.each(identities))

    def are_told(self, identity: str, text: str) -> bool:
        """Whether a text names somebody, by name or by the adjective of a state."""
        return self.one(identity) in text or _tells(text, identity)


def names_of(record: Record) -> Names:
    """The names of a record."""
    return Names({r["id"]: _name(**r) for r in record.sql(NAMED).iter_rows(named=True)})


def state_name(code: str) -> str:
    """The name of a state by its code; a code that the atlas lacks stands for itself."""
    state = load_atlas().state(code)
    return code if state is None else state.name


def _name(id: str, name: str, kind: str, country: str | None, common: bool) -> Name:
    whole = " ".join(name.split())
    state = state_name(country) if country else None
    bare = _without_pronoun(whole).removeprefix(f"{state}'s ")
    within = state is not None and f" of {state}'" in whole
    common = (common or bare != whole or within) and kind != "state"
    bare = bare[:1].lower() + bare[1:] if common else bare
    told = kind == "state" or country is None or _tells(bare, country)
    return Name(bare, None if told else state, common, _is_definite(bare, kind, country, common))


def _is_definite(name: str, kind: str, country: str | None, common: bool) -> bool:
    """Whether a name takes an article: "the European Union", "the Russian consul", but "NATO" and "Kenya"."""
    if kind == "state":
        return name in load_wording().articled
    if kind not in DEFINITE or " " not in name and not common:
        return False
    return common or country is None or _begins_with_adjective(name, country)


def _with_countries(name: Name, countries: list[str]) -> str:
    """The name with its states: possessive before a common noun, else in brackets."""
    article = _article(name.bare) if name.definite and not _is_possessed(name.bare) else ""
    if not countries:
        return f"{article}{name.bare}"
    if not name.common or " of " in name.bare:
        return f"{article}{name.bare} ({', '.join(countries)})"
    if len(countries) == 1:
        return f"{countries[0]}'s {name.bare}"
    return f"the {_plural(name.bare)} of {listed(countries)}"


def _article(name: str) -> str:
    first = name.partition(" ")[0]
    if first not in load_wording().many:
        return "the "
    return "an " if first[0] in "aeiou" else "a "


def _plural(name: str) -> str:
    """The plural of a common noun, as far as offices and groups need it: "embassy" -> "embassies"."""
    if name.endswith("s"):
        return name
    return re.sub(r"(?<=[^aeiou])y$", "ie", name) + "s"


def _is_possessed(name: str) -> bool:
    owner = re.match(r"(\w+\s){0,2}\w+('s|’s|s'|s’)\s", name)
    return owner is not None and " of " not in owner.group()


def _without_pronoun(name: str) -> str:
    for pronoun in load_wording().pronouns:
        if name.lower().startswith(pronoun + " "):
            return name[len(pronoun) + 1 :]
    return name


def _tells(name: str, country: str) -> bool:
    """Whether a name holds one of the names of its state."""
    state = load_atlas().state(country)
    if state is None:
        return False
    forms = (state.name, *state.aliases, *state.adjectives, *state.demonyms)
    return any(form in name for form in forms)


def _begins_with_adjective(name: str, country: str) -> bool:
    state = load_atlas().state(country)
    return state is not None and name.partition(" ")[0] in state.adjectives
