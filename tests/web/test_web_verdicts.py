"""Claims held against the record: from the list to the verdict, the form, the sentences; whose word it all rests on."""

import pytest
from looking import Look


def opened(look: Look) -> Look:
    """The page of the one claim of the record."""
    look.to("/claims")
    look.page.get_by_role("link", name="have never been closer").first.click()
    return look.settled()


def test_from_the_list_to_the_verdict(look: Look) -> None:
    opened(look)
    assert look.heading() == "A peak: have never been closer"
    text = look.text()
    assert "The record: cannot be told" in text
    assert "is not covered" in text
    assert "says it first" in text
    assert look.faults() == []
    look.page.get_by_role("link", name="Why it is read so").click()
    assert "never been closer" in look.panel().inner_text()


def test_an_edited_form_is_run_and_can_be_shared(look: Look) -> None:
    opened(look)
    field = look.page.locator("#toml")
    edited = (
        field.input_value()
        .replace('compare = "highest so far"', 'compare = "none before"')
        .replace('measure = "score"', 'measure = "events"')
        .replace('from = "2030-04"', 'from = "2031-03"')
    )
    field.fill(edited)
    look.page.get_by_role("button", name="Run it").click()
    look.page.wait_for_url("**form=**")
    look.settled()
    assert "none before" in look.page.locator("#toml").input_value()
    look.page.get_by_role("link", name="Back to its own form").click()
    look.settled()
    assert "highest so far" in look.page.locator("#toml").input_value()


def test_a_question_of_ones_own_opens_its_sentences(look: Look) -> None:
    look.to("/claim?id=new")
    form = (
        'actors = ["BOL"]\nothers = ["PER"]\ncompare = "none before"\nper = "days"\nfrom = "2031-03"\nto = "2031-03"\n'
    )
    look.page.locator("#toml").fill(form)
    look.page.get_by_role("button", name="Run it").click()
    look.page.wait_for_url("**form=**")
    look.settled()
    look.page.locator(".verdict-chart a").last.click()
    look.settled()
    look.page.locator("a.words").first.click()
    assert "signed a pact on lithium" in look.panel().inner_text()


def test_a_form_that_cannot_be_tested_is_refused_with_a_sentence(look: Look) -> None:
    look.at("/claim?id=new&form=actors")
    assert "it is not TOML" in look.page.get_by_role("alert").inner_text()
    assert look.refused()


def test_whose_word_and_what_remains(look: Look) -> None:
    look.at("/word?actor=BOL&with=PER")
    assert "independent publisher" in look.text()
    assert look.page.locator("svg.origin-tree").is_visible()
    look.page.get_by_label("Leave out").select_option(label="Altiplano Wire")
    look.settled()
    look.page.locator(".rest").wait_for()
    assert "Without Altiplano Wire" in look.page.locator(".rest").inner_text()
    assert look.faults() == []
    look.page.get_by_role("link", name="Put everything back").click()
    look.settled()
    assert look.page.locator(".rest").count() == 0


@pytest.mark.parametrize("address", ["/claim?id=new", "/word?actor=BOL&with=PER"])
def test_verdicts_are_readable_in_the_dark_and_on_a_narrow_screen(look: Look, address: str) -> None:
    look.page.emulate_media(color_scheme="dark")
    look.at(address)
    assert look.faults() == []
    look.page.set_viewport_size({"width": 360, "height": 740})
    look.settled()
    assert look.page.evaluate("document.documentElement.scrollWidth") <= 360
