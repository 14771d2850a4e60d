"""Persons that reports told of: which of them a text may speak of, and that nobody else matters to it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.atlas.atlas import load_atlas
from dragoman.atlas.names import fold, runs
from dragoman.atlas.people import People
from dragoman.types import PersonTold

TOLD = (
    PersonTold("r1", "oriel-tanner", "Oriel Tanner", "NOR", "GOV"),
    PersonTold("r2", "jo-o-malley", "Jo O'Malley", "IRL", None),
    PersonTold("r3", "séga-bâ", "Séga Bâ", "SEN", None),
)


@pytest.fixture
def people() -> People:
    return People(load_atlas(), TOLD)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Oriel Tanner flew home.", ["oriel-tanner"]),
        ("ORIEL TANNER'S plane; Tanner, Oriel", ["oriel-tanner"]),
        ("The Tanner Act", []),
        ("Jo O’Malley's and Sega Ba's talks", ["jo-o-malley", "séga-bâ"]),
        ("", []),
    ],
)
def test_those_whose_name_stands_in_the_text_whether_few_are_known_or_many(
    people: People, text: str, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for few in (0, 1000):
        monkeypatch.setattr("dragoman.atlas.people.FEW", few)
        assert [known.person.id for known in people.within(text)] == ids


LETTERS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@given(st.lists(LETTERS, max_size=6), st.text("-—' \n"))
def test_the_pieces_of_every_word_lie_within_the_runs_of_its_text(words: list[str], between: str) -> None:
    held = runs(between.join(words))
    assert all(any(piece in run for run in held) for word in words for piece in fold(word))


def test_what_changes_is_counted_and_what_is_said_again_is_not(people: People) -> None:
    before = people.changes
    people.learn(TOLD[0])
    assert people.changes == before
    people.learn(PersonTold("r4", "oriel-tanner", "Oriel Tanner", "SWE", None))
    assert (people.changes > before, people.within("Oriel Tanner")) == (True, ())


def test_a_person_called_by_two_spellings_is_known_by_both(people: People) -> None:
    people.learn(PersonTold("r5", "séga-bâ", "Sega Bah", "SEN", None))
    fresh = People(load_atlas())
    fresh.only(people.within("Sega Bah, whom others spell Séga Bâ"))
    assert [k.name for k in fresh.within("Sega Ba and Sega Bah")] == ["Séga Bâ", "Sega Bah"]
    fresh.only(())
    assert fresh.within("Sega Ba and Sega Bah") == ()


def test_of_whom_two_states_are_told_is_known_by_no_spelling(people: People) -> None:
    people.learn(PersonTold("r5", "séga-bâ", "Sega Bah", "SEN", None))
    people.learn(PersonTold("r6", "séga-bâ", "Sega Bah", "MLI", None))
    assert [people.atlas.find(name.split(), 0) for name in ("Sega Bah", "Séga Bâ")] == [None, None]
    assert people.within("Sega Bah or Séga Bâ") == ()


def test_whose_a_name_is_and_how_it_is_written_are_changes(people: People) -> None:
    """Two persons whose names are the same without their accents: it is the one's who was told of last."""
    one, other = (
        PersonTold("r", i, n, "NOR", None) for i, n in (("pål-røste", "Pål Røste"), ("pal-roste", "Pal Roste"))
    )
    for told in (one, other, one, replace(one, name="PÅL RØSTE")):
        before = people.changes
        people.learn(told)
        assert people.changes == before + 1
        assert [(k.person.id, k.name) for k in people.within("Pål Røste")] == [(told.id, told.name)]
    before = people.changes
    people.learn(replace(other, country="SWE"))
    assert (people.changes, len(people.within("Pal Roste"))) == (before + 1, 1)  # the one keeps the name
    people.learn(replace(one, country="SWE"))
    assert (people.changes, people.within("Pal Roste")) == (before + 2, ())


def test_two_of_one_name_may_both_be_contradicted(people: People) -> None:
    for told in (
        PersonTold("r", i, n, c, None) for c in ("NOR", "SWE") for i, n in (("pål", "Pål Xe"), ("pal", "Pal Xe"))
    ):
        people.learn(told)
    assert people.within("Pal Xe") == ()


@pytest.mark.parametrize(
    ("day", "sector"),
    [("2018-01-01", None), ("2019-05-02", "GOV"), ("2021-12-31", "GOV"), ("2022-03-04", "ELI"), (None, "ELI")],
)
def test_an_office_is_never_carried_back_to_before_it_was_told(day: str | None, sector: str | None) -> None:
    people = People(load_atlas())
    people.learn(PersonTold("late", "ilse-maar", "Ilse Maar", "EST", "ELI", "2022-03-04"))
    people.learn(PersonTold("early", "ilse-maar", "Ilse Maar", "EST", "GOV", "2019-05-02"))
    people.learn(PersonTold("again", "ilse-maar", "Ilse Maar", "EST", "GOV", "2020-07-01"))
    (known,) = people.within("Ilse Maar spoke.")
    assert known.person.sector_on(day) == sector
