"""Measured pages: what they show, that figures open their events, that nothing is faulty, narrow or dark."""

import pytest
from looking import Look

PAIR = "/partnership?actor=PER&with=BOL"
PAGES = [
    (PAIR, "Peru and Bolivia", ["Types by status", "Who begins", "On whose word", "Dossier", "cannot be told"]),
    ("/partnership?group=PER,BOL,CHL", "BOL, CHL, PER", ["Pairs of the group", "Attendance", "Who meets whom outside"]),
    ("/forum?id=andean-community", "Andean Community", ["Attendance", "Hosts", "Who belongs to it"]),
    ("/network?of=PER&power=CHL", "Network", ["Communities", "are outside the orbit of Chile", "Its bodies:"]),
]  # fmt: skip


@pytest.mark.parametrize(("address", "heading", "shown"), PAGES)
def test_measured_pages(look: Look, address: str, heading: str, shown: list[str]) -> None:
    look.to(address)
    assert look.heading() == heading
    text = look.text()
    assert [words for words in shown if words not in text] == []
    assert look.faults() == []


@pytest.mark.parametrize("address", [p[0] for p in PAGES[1:]])
def test_measured_pages_have_contrast_in_the_dark_and_fit_a_narrow_screen(look: Look, address: str) -> None:
    look.page.emulate_media(color_scheme="dark")
    look.to(address)
    assert look.faults() == []
    look.page.set_viewport_size({"width": 360, "height": 740})
    assert look.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_count_opens_its_events_and_these_their_sentence(look: Look) -> None:
    look.to(PAIR)
    look.page.get_by_role("region", name="Types by status").get_by_role("link").first.click()
    look.settled()
    panel = look.page.get_by_role("complementary", name="Sentences behind this")
    assert "signed a pact on lithium" in panel.inner_text()


def test_step_and_measure_are_chosen_and_stand_in_the_address(look: Look) -> None:
    look.to(PAIR)
    look.page.get_by_role("navigation", name="Step").get_by_role("link", name="quarter").click()
    look.settled()
    assert "step=quarter" in look.page.url
    assert "in 1 quarter with reports" in look.text()


def test_an_orbit_is_asked_by_a_form(look: Look) -> None:
    look.to("/network")
    form = look.page.get_by_role("form", name="Outside the orbit")
    form.get_by_label("Whose acts").fill("PER")
    form.get_by_label("Outside the orbit of").fill("CHL")
    form.get_by_role("button").click()
    look.settled()
    assert "power=CHL" in look.page.url
    assert "are outside the orbit of Chile" in look.text()


def test_a_group_is_opened_from_the_list_of_pairs(look: Look) -> None:
    look.to("/partnership")
    look.page.get_by_role("link", name="Caspian littoral states").click()
    look.settled()
    assert look.heading() == "Caspian littoral states"
