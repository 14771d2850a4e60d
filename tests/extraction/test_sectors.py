"""Words for people and organs."""

import pytest

from dragoman.extraction.sectors import noun, offices, plural_of

NOUNS = [
    ("president", "GOV"),
    ("officials", "GOV"),
    ("troops", "MIL"),
    ("policemen", "COP"),
    ("rebels", "REB"),
    ("lawmakers", "LEG"),
    ("companies", "BUS"),
    ("students", "EDU"),
    ("refugees", "REF"),
    ("protesters", "CVL"),
    ("judges", "JUD"),
    ("table", None),
]


@pytest.mark.parametrize(("word", "sector"), NOUNS)
def test_the_sector_of_a_word(word: str, sector: str | None) -> None:
    found = noun(word)
    assert (found.sector if found else None) == sector


@pytest.mark.parametrize(
    ("lemma", "plural"), [("official", "officials"), ("gunman", "gunmen"), ("deputy", "deputies"), ("police", "police")]
)
def test_groups_are_kept_in_the_plural(lemma: str, plural: str) -> None:
    assert plural_of(lemma) == plural


def test_ways_of_naming_an_office_lead_to_one() -> None:
    assert {offices()[w] for w in ("foreign minister", "top diplomat", "secretary of state")} == {"foreign_minister"}
