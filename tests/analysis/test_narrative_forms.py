"""Forms as TOML: what comes out goes in again, and what cannot be tested says why."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.days import first_number
from dragoman.analysis.narratives.form import COMPARISONS, Form, checked_form, read_form, write_form
from dragoman.analysis.narratives.periods import blocks_before, stretch_of
from dragoman.analysis.narratives.shaping import Told, shaped, since_named, states_of
from dragoman.analysis.narratives.templates import doubted, first_told, templates, worded
from dragoman.errors import FormUnusable

PLAIN = Form(("NOR",), ("ISL",), start="2030-07", end="2031-06")


@given(st.text(max_size=60), st.sampled_from(sorted(COMPARISONS)), st.integers(1, 99))
def test_a_form_survives_its_text(words: str, compare: str, least: int) -> None:
    form = replace(PLAIN, words="".join(c if c.isprintable() else " " for c in words), compare=compare, least=least)
    assert read_form(write_form(form)) == form


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("actors = [", "it is not TOML"),
        ("others = []", "actors are missing"),
        ("actors = []\nfrom = '2030'\nto = '2031'", "actors are empty"),
        ("actors = ['NOR']\nsize = 1", "there is no field 'size'"),
        ("actors = 'NOR'", "actors must be a list"),
        ("actors = ['NOR']\nfrom = '2030'\nto = '2029'", "the period ends (2029) before it begins (2030)"),
        ("actors = ['NOR']\nfrom = 'May'\nto = '2029'", "from is 'May'"),
        ("actors = ['NOR']\nfrom = '2029-02-30'\nto = '2030'", "from is '2029-02-30'"),
        ("actors = ['NOR']\nfrom = '0001'\nto = '2030'", "between 1800 and 2200"),
        ("actors = ['NOR']\nfrom = '2030'\nto = '2030'\ncompare = 'bigger'", "compare has no choice 'bigger'"),
        ("actors = ['NOR']\nfrom = '2030'\nto = '2030'\ntypes = ['HUG']", "types has no choice 'HUG'"),
        ("actors = ['NOR']\nfrom = '2030'\nto = '2030'\nmargin = 1", "margin must be above 1"),
        ("actors = ['NOR']\nfrom = '2030'\nto = '2030'\nleast = 2.5", "least must be a whole number"),
        ("actors = ['NOR']\nfrom = '2030'\nto = '2030'\nsince = '2031'", "since (2031) lies after"),
        ("actors = ['NOR']\nfrom = '2030'\nto = '2030'\ncompare = 'below the others'", "others is empty"),
        ("actors = ['NOR']\nfrom = '2030'\nto = '2030'\ncompare = 'highest in group'", "name them in others or group"),
        ("actors = ['NOR']\nfrom = '2030'\nto = '2030'\nmeasure = 'quantity'", "needs a unit"),
        ("actors = ['NOR']\nfrom = '2030'\nto = '2030'\nmeasure = 'score'\ncompare = 'none before'", "counts events"),
    ],
)
def test_what_is_wrong_with_a_form_is_said(text: str, told: str) -> None:
    with pytest.raises(FormUnusable) as error:
        read_form(text, "form.toml")
    assert told in str(error.value)
    assert str(error.value).startswith("form.toml")


@pytest.mark.parametrize("template", sorted(templates()))
def test_every_template_makes_a_form(template: str) -> None:
    told = Told("words", ("NOR", "ISL"), "2031-06-10", None, ("ISL",))
    found = shaped(templates()[template], told, ("2028-01", "2031-06"))
    assert found.problem is None
    assert found.form is not None
    assert checked_form(found.form) == read_form(write_form(found.form))
    assert found.form.reason


@pytest.mark.parametrize(
    ("words", "kind", "template"),
    [
        ("have never been closer", "partnership", "peak"),
        ("reached an all-time high", "partnership", "peak"),
        ("entered a golden era of friendship", "partnership", "golden_age"),
        ("opened a new chapter", "partnership", "new_era"),
        ("have soured since the spring", "partnership", "worsening"),
        ("ties were long neglected", "partnership", "neglected"),
        ("the leading power of the Andes", "leadership_claim", "leader"),
        ("is bound to clash with Chad", "rivalry", "clash"),
        ("Togo's biggest trading partner", "partnership", "first_partner"),
        ("relations are at an all-time low", "partnership", "lowest"),
        ("trade in pepper", "partnership", None),
        ("a golden age", "rivalry", None),
    ],
)
def test_words_find_their_template(words: str, kind: str, template: str | None) -> None:
    found = worded(words, kind)
    assert (found.template.name if found else None) == template


@pytest.mark.parametrize(
    ("sentence", "is_first"),
    [
        ("Peru and Chile held their first official meeting in Arica.", True),
        ("For the first time Togo sold cotton to Benin.", True),
        ("The First Lady of Ghana met the visitors.", False),
        ("Kenya received its first Ugandan milk.", False),
    ],
)
def test_acts_that_are_called_the_first(sentence: str, is_first: bool) -> None:
    assert (first_told(sentence) is not None) is is_first


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("the first visit since 2012", ("2012", None)),
        ("the first talks in ten years", ("2021", None)),
        ("the first visit in two decades", ("2011", None)),
        ("the first meeting since the flood", (None, "since when is not told as a year: name it (since = ...)")),
        ("their first meeting", (None, None)),
    ],
)
def test_since_when_there_was_none(sentence: str, found: tuple[str | None, str | None]) -> None:
    assert since_named(sentence, "2031-03-03") == found


def test_doubt_is_found_in_words() -> None:
    assert doubted("Analysts dismissed talk of") == "dismissed"
    assert doubted("The minister praised") is None


@pytest.mark.parametrize(
    ("identity", "states"),
    [("NOR", ("NOR",)), ("central-asia", ("KAZ", "KGZ", "TJK", "TKM", "UZB")), ("sco", ("sco",)), ("moon", ("moon",))],
)
def test_regions_stand_for_their_states(identity: str, states: tuple[str, ...]) -> None:
    assert states_of(identity, "2023-06-20") == states


def test_blocks_have_the_length_of_the_period() -> None:
    claimed = stretch_of("2023-02", "2023-03")
    assert [b.name for b in blocks_before(claimed, first_number("2022-09"))] == ["2022-10/2022-11", "2022-12/2023-01"]
    week = stretch_of("2023-02-08", "2023-02-14")
    assert [b.name for b in blocks_before(week, first_number("2023-01-20"))] == [
        "2023-01-25/2023-01-31", "2023-02-01/2023-02-07",
    ]  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 30))
def test_blocks_join_without_a_gap(day: date, months: int) -> None:
    first = first_number(str(day)[:7])
    claimed = stretch_of(str(day)[:7], str(day)[:7])
    found = [*blocks_before(claimed, first - months * 31), claimed]
    assert all(b.first == a.last + 1 for a, b in zip(found, found[1:], strict=False))
