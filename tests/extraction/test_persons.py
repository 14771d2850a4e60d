"""Names of persons: ids, titles, shorter names."""

import pytest
from hand import doc_of
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction.persons import Registry, slug, trim

SLUGS = [
    ("Hossein Amir-Abdollahian", "hossein-amir-abdollahian"),
    ("José Ñandú", "jose-nandu"),
    ("O’Neill", "oneill"),
    ("İlham Əliyev", "ilham-əliyev"),
    ("…", "unnamed"),
]


@pytest.mark.parametrize(("name", "expected"), SLUGS)
def test_a_name_as_an_id(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=40))
def test_an_id_is_never_empty_and_stable(name: str) -> None:
    assert slug(name)
    assert slug(slug(name)) == slug(name)


TITLED = [
    ("President/PROPN/root/0 Ada/PROPN/flat/1 Berg/PROPN/flat/1", "Ada Berg"),
    ("Home/PROPN/compound/2 Secretary/PROPN/root/0 Ada/PROPN/flat/2", "Ada"),
    ("Ada/PROPN/root/0 King/PROPN/flat/1", "Ada King"),
]


@pytest.mark.parametrize(("rows", "expected"), TITLED)
def test_titles_are_no_part_of_the_name(rows: str, expected: str) -> None:
    doc = doc_of(rows)
    start, end = trim(doc, 0, len(doc))
    assert doc[start:end].text == expected


def test_a_shorter_name_finds_the_person() -> None:
    registry = Registry()
    whole = registry.person("Ada Maria Berg")
    assert registry.person("Berg") is whole
    assert registry.person("Maria Berg") is whole
    assert registry.person("Otto Berg") is not whole
