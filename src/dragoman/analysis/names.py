"""What a brief calls actors and places: the name, with its country where the name does not tell it."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.analysis.wording import listed, load_wording
from dragoman.atlas.atlas import load_atlas
from dragoman.record.record import Record

# A name that the text writes small within its sentences is written small here too.
NAMED = """
WITH written_small AS (
    SELECT DISTINCT a.id FROM actor a JOIN evidence e ON e.owner = 'actor' AND e.id = a.id AND e.part = 'name'
    WHERE lower(e.words) = lower(a.name) AND lower(left(e.words, 1)) = left(e.words, 1)
)
SELECT id, name, 'place' AS kind, NULL AS country FROM place
UNION ALL
SELECT id, CASE WHEN w.id IS NULL THEN name ELSE lower(left(name, 1)) || substring(name, 2) END, kind, country
FROM actor LEFT JOIN written_small w USING (id)
"""


@dataclass(frozen=True, slots=True)
class Name:
    """A name without the words that only its text makes clear, and the state that must be added to it."""

    bare: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Names of everybody and every place of a record, by id."""

    by_id: dict[str, Name]

    def one(self, identity: str) -> str:
        """The name of one: "Kazakhstan", "Foreign ministry (Iran)"; an id without a name stands for itself."""
        return self.listed([identity])

    def each(self, identities: Iterable[str]) -> list[str]:
        """Names in order, those of one wording together: "Ambassadors (Kazakhstan, Kyrgyzstan)"."""
        countries: dict[str, list[str]] = {}
        for identity in identities:
            name = self.by_id.get(identity, Name(identity))
            held = countries.setdefault(name.bare, [])
            if name.country is not None and name.country not in held:
                held.append(name.country)
        return [f"{bare} ({', '.join(held)})" if held else bare for bare, held in countries.items()]

    def listed(self, identities: Iterable[str]) -> str:
        """Names as a sentence lists them."""
        return listed(self.each(identities))


def names_of(record: Record) -> Names:
    """The names of a record."""
    rows = record.sql(NAMED).iter_rows(named=True)
    return Names({r["id"]: _name(r["name"], r["country"], is_state=r["kind"] == "state") for r in rows})


def state_name(code: str) -> str:
    """The name of a state by its code; a code that the atlas lacks stands for itself."""
    state = load_atlas().state(code)
    return code if state is None else state.name


def _name(name: str, country: str | None, *, is_state: bool) -> Name:
    bare = _without_pronoun(" ".join(name.split()))
    if is_state or country is None or _tells(bare, country):
        return Name(bare)
    return Name(bare, state_name(country))


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
