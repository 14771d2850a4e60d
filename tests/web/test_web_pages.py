"""Every page: what it shows, that nothing leaves the machine, and that axe-core finds no serious fault."""

from typing import TYPE_CHECKING

import pytest
from looking import Look

if TYPE_CHECKING:  # loading it costs every process a second, and one uses it
    from playwright.sync_api import Route

PAGES = [
    ("/", "What the record holds", ["Altiplano Wire", "of 6 reports", "Bolivia – Peru"]),
    ("/search?q=lithium", "Search: lithium", ["signed a pact on lithium"]),
    ("/actors", "Actors", ["Bolivia's minister", "Andean Community"]),
    ("/actor?id=BOL", "Bolivia", ["Whom it acts with", "Bolivia's minister", "pact on lithium"]),
    ("/partnership", "Partnerships", ["Bolivia – Peru"]),
    ("/partnership?actor=PER&with=BOL", "Peru and Bolivia", ["pact on lithium", "Cooperation over time", "closer"]),
    ("/forums", "Forums", ["Andean Community"]),
    ("/forum?id=andean-community", "Andean Community", ["12 Mar 2031", "not stated", "No report announces"]),
    ("/events", "Events", ["Agree", "denied", "told as a fact"]),
    ("/agreements", "Agreements", ["pact on lithium", "signed", "not told"]),
    ("/histories", "Histories", ["railway from Puno", "pact on lithium", "Bolivia's minister"]),
    ("/watchlists", "Watchlists", ["Lithium of Peru and Bolivia", "never", "Nobody called 'Atlantis'"]),
    ("/watchlists?name=lithium", "Lithium of Peru and Bolivia", ["new", "signed a pact on lithium", "Altiplano Wire"]),
    ("/corridors", "Corridors and swaps", ["railway from Puno", "as governed on the ground"]),
    ("/claims", "Claims", ["never closer", "Held against the record"]),
    ("/claim", "A question of your own", ["The form it is tested in"]),
    ("/ways", "Ways and what-if", ["Name two places", "No report of this record tells of a leg"]),
    ("/ways?from=Moscow&to=Mumbai&assume=rasht-astara=open", "Ways and what-if",
     ["way 1", "over Rasht – Astara (Iran)", "as things are", "Access to the sea if Rasht – Astara (Iran) is open"]),
    ("/swaps", "Swaps: sources and a model", ["Turkmen gas to Azerbaijan through Iran", "billion m³ a year"]),
    ("/promises", "Promises", ["May 2031", "open"]),
    ("/network", "Network", ["Communities", "Bolivia – Peru"]),
    ("/reports", "Reports", ["A pact and a railway", "not stated"]),
    ("/report?id=pact", "A pact and a railway", ["Freight news", "Found here"]),
    ("/statements", "Statements", ["Bolivia's minister", "Bolivia will open a railway"]),
    ("/sources", "Sources", ["Altiplano Wire", "not known", "What could not be read (0)"]),
    ("/word?actor=PER&with=BOL", "Whose word", ["All events of Peru with Bolivia", "Altiplano Wire", "1 copy"]),
    ("/nowhere", "There is no page at /nowhere", ["overview"]),
]  # fmt: skip


@pytest.mark.parametrize(("address", "heading", "shown"), PAGES)
def test_every_page(look: Look, address: str, heading: str, shown: list[str]) -> None:
    """What it says; that nothing is at fault, cut off, lost to whoever would keep it, without contrast or too wide."""
    look.to(address)
    assert look.heading() == heading
    text = look.text()
    assert [words for words in shown if words not in text] == []
    assert look.faults() == []
    assert look.cut_labels() == []
    assert look.unkept() == []
    look.page.emulate_media(color_scheme="dark")
    look.settled()
    assert look.faults("color-contrast") == []
    look.page.set_viewport_size({"width": 360, "height": 740})
    look.settled()
    assert look.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert look.cut_labels() == []


def test_the_menu_opens_on_a_narrow_screen(look: Look) -> None:
    look.page.set_viewport_size({"width": 360, "height": 740})
    look.at("/")
    look.page.get_by_role("button", name="Menu").click()
    assert look.page.get_by_role("link", name="Promises").is_visible()


def test_an_actor_that_nobody_names_is_said_to_be_unknown(look: Look) -> None:
    look.at("/actor?id=Atlantis")
    assert "Atlantis" in look.page.get_by_role("alert").inner_text()
    assert look.refused()


def test_what_is_being_made_is_asked_for_again(look: Look) -> None:
    held: list[Route] = []

    def unready(route: "Route") -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()
        else:
            route.fulfill(status=503, json={"title": "Not yet", "detail": "It is being laid out."})

    look.page.route("**/api/outlets*", unready)
    look.at("/sources")
    look.page.get_by_text("It is being laid out.").wait_for()
    look.page.get_by_role("table").first.wait_for()
    assert look.page.get_by_text("It is being laid out.").count() == 0
    assert look.refused()


def test_a_server_that_is_gone_is_told(look: Look) -> None:
    look.at("/")
    look.page.route("**/api/sou*", lambda route: route.abort())
    look.page.route("**/api/outlets*", lambda route: route.abort())
    look.page.get_by_role("link", name="Sources").click()
    assert "does not answer" in look.page.get_by_role("alert").inner_text()
    assert look.refused()


def test_colours_can_be_chosen_and_are_kept(look: Look) -> None:
    look.at("/")
    light = look.page.evaluate("getComputedStyle(document.body).backgroundColor")
    look.page.get_by_label("Colours").select_option("dark")
    dark = look.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    look.at("/sources")
    assert look.page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
