"""The English of briefs, read from wording.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.data import data_of


@dataclass(frozen=True, slots=True)
class Wording:
    """The tables of wording.toml; their comments say what each is for."""

    pronouns: tuple[str, ...]
    articled: frozenset[str]
    many: frozenset[str]
    after_head: frozenset[str]
    forms: Mapping[str, tuple[str, str]]
    wished: str
    standing: Mapping[str, str]
    plain_stages: frozenset[str]
    roles: Mapping[str, str]
    asides: Mapping[str, str]
    attributes: Mapping[str, str]
    quads: Mapping[int, str]
    firmness: Mapping[str, tuple[str, str]]


@cache
def load_wording() -> Wording:
    """The wording of the package."""
    table = data_of("dragoman.analysis", "wording.toml")
    return Wording(
        pronouns=tuple(sorted(table["pronouns"], key=len, reverse=True)),
        articled=frozenset(table["articled"]),
        many=frozenset(table["many"]),
        after_head=frozenset(table["after_head"]),
        forms={name: (one, several) for name, (one, several) in table["forms"].items()},
        wished=table["wished"]["told"],
        standing=table["standing"],
        plain_stages=frozenset(table["plain_stages"]),
        roles=table["roles"],
        asides=table["asides"],
        attributes=table["attributes"],
        quads={int(number): words for number, words in table["quads"].items()},
        firmness={as_: (one, several) for as_, (one, several) in table["firmness"].items()},
    )


def in_words(name: str) -> str:
    """A name of the ontology as words: "in_force" -> "in force"."""
    return name.replace("_", " ")


def listed(words: list[str]) -> str:
    """Words as a sentence lists them: "a", "a and b", "a, b and c"."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def firmness_told(numbers: Mapping[str, int]) -> str:
    """Numbers by what statuses count as: "6 as facts and 4 as plans or wishes"."""
    firmness = load_wording().firmness.items()
    return listed([f"{n} {words[n > 1]}" for k, words in firmness if (n := numbers.get(k, 0))])


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun: "1 report", "2,000 reports"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
