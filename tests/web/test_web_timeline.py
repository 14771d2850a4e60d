"""Time lines of many events: counted by period, each number opens its events; a brief says that it is being made."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from looking import Look

if TYPE_CHECKING:
    from playwright.sync_api import Route

MANY = 5_000  # times as many events as the record tells
PAIR = "/partnership?actor=PER&with=BOL"


def more(route: "Route") -> None:
    """The server's own counts, as if so many more were told."""
    told = json.loads(route.fetch().body())
    told["total"] *= MANY
    told["items"] = [{**b, "number": b["number"] * MANY} for b in told["items"]]
    route.fulfill(json=told)


@pytest.fixture
def crowded(look: Look) -> Iterator[Look]:
    look.page.route("**/api/happenings/periods?*", more)
    yield look
    look.page.unroute_all()


def test_many_events_are_counted_and_open_what_is_counted(crowded: Look) -> None:
    crowded.at(PAIR)
    columns = crowded.page.locator(".timeline a.bin")
    label = columns.first.get_attribute("aria-label") or ""
    assert ",000 (" in label
    columns.first.focus()
    crowded.page.keyboard.press("Enter")
    assert crowded.panel().locator("ol.rows li").count() >= 1
    assert "see=happenings" in crowded.page.url


def test_a_lane_of_columns_is_one_stop_and_arrows_go_on(crowded: Look) -> None:
    crowded.at("/events")
    lanes = crowded.page.locator(".timeline g.bins").count()
    assert lanes > 1
    assert crowded.page.locator(".timeline a.bin[tabindex='0']").count() == lanes
    crowded.page.locator(".timeline a.bin").first.focus()
    crowded.page.keyboard.press("ArrowDown")
    assert crowded.page.evaluate("document.activeElement.closest('g.bins') !== document.querySelector('g.bins')")


def test_closer_few_events_stand_by_themselves(look: Look) -> None:
    look.page.route("**/api/happenings/periods?*by=year*", more)  # the finer counts are the server's own
    look.at("/events")
    look.page.locator(".timeline a.mark").first.wait_for()
    assert "each of those in view by itself" in look.text()
    look.page.unroute_all()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_columns_have_no_serious_fault(crowded: Look, scheme: str) -> None:
    crowded.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    crowded.page.set_viewport_size({"width": 420, "height": 860})
    crowded.at("/actor?id=PER")
    assert crowded.page.locator(".timeline a.bin").count() >= 1
    assert crowded.faults() == []
    assert crowded.cut_labels() == []


def test_a_brief_says_that_it_is_being_made(look: Look) -> None:
    look.at(PAIR)
    waiting: list[Route] = []
    look.page.route("**/api/brief?*", lambda route: waiting.append(route))
    look.page.get_by_role("link", name="Markdown").click()
    assert look.page.get_by_role("status").inner_text() == "The brief is being made as Markdown …"
    with look.page.expect_download() as kept:
        waiting[0].continue_()
    assert kept.value.suggested_filename == "brief.md"
    look.page.get_by_role("link", name="Markdown").wait_for()
    look.page.unroute_all()


def test_a_brief_that_cannot_be_made_says_why(look: Look) -> None:
    look.at(PAIR)
    look.page.route("**/api/brief?*", lambda route: route.fulfill(status=503, json={"title": "No", "detail": "Full."}))
    look.page.get_by_role("link", name="HTML").click()
    assert look.page.locator(".brief [role=alert]").inner_text() == "Full."
    assert look.refused()
    look.page.unroute_all()
