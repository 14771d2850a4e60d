"""Watchlists in the browser: what is new, marked as seen; who may not write is offered nothing."""

from looking import Look


def test_what_is_marked_is_no_longer_new(writing: Look) -> None:
    writing.at("/watchlists?name=lithium")
    assert writing.page.locator(".card .flag").count() > 0
    writing.page.get_by_role("button", name="Mark these").click()
    writing.page.locator(".card .flag").first.wait_for(state="detached")
    writing.settled()
    assert "0 new of" in writing.text()
    writing.to("/watchlists")
    row = writing.page.get_by_role("row", name="Lithium of Peru and Bolivia")
    assert "never" not in row.inner_text()


def test_a_match_leads_to_its_words(look: Look) -> None:
    look.at("/watchlists?name=lithium")
    assert look.page.get_by_role("button", name="Mark these").count() == 0
    look.page.locator(".card a", has_text="why").first.click()
    assert "lithium" in look.panel().inner_text()
