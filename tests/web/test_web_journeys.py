"""What people come to do: from a figure to the sentence, an address to share, a file to keep, a note to cite."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from andes import BUILD, SIGNED
from looking import Look


def test_two_clicks_from_a_figure_to_the_text(look: Look) -> None:
    look.at("/network")
    row = look.page.get_by_role("row", name="Bolivia – Peru")
    row.get_by_role("link", name="1", exact=True).click()
    panel = look.panel()
    assert "1 row" in panel.inner_text()
    assert SIGNED in panel.inner_text()
    panel.locator("a.source").click()
    look.settled()
    assert look.heading() == "A pact and a railway"
    assert SIGNED in "".join(look.page.locator(".text .lit").all_inner_texts())


def test_every_count_of_the_actors_opens_as_many_rows(look: Look) -> None:
    look.at("/actors")
    figures = look.page.locator("td a.n")
    assert figures.count() > 6
    for figure in figures.all()[:6]:
        number = int(figure.inner_text())
        figure.click()
        assert f"{number} row" in look.panel().inner_text()
        look.page.keyboard.press("Escape")
        look.panel().wait_for(state="detached")


def test_an_address_shows_the_same_to_somebody_else(look: Look) -> None:
    look.at("/events")
    look.page.get_by_label("Type", exact=True).select_option("AGREE")
    look.page.get_by_label("Since", exact=True).fill("2031-03")
    look.page.get_by_role("button", name="Apply").click()
    look.settled()
    shared = look.page.url
    assert "type=AGREE" in shared
    assert "since=2031-03" in shared
    rows = look.page.locator("table tbody tr").count()
    look.page.goto(shared)
    look.settled()
    assert look.page.locator("table tbody tr").count() == rows == 1
    assert look.page.get_by_label("Since", exact=True).input_value() == "2031-03"
    look.page.get_by_role("link", name="Clear").click()
    look.settled()
    assert look.page.locator("table tbody tr").count() > 1


def test_a_date_that_is_none_is_refused_with_a_sentence(look: Look) -> None:
    look.at("/events?since=soon")
    assert "soon" in look.page.get_by_role("alert").inner_text()
    assert look.refused()


def test_the_menu_carries_the_time_along(look: Look) -> None:
    look.at("/events?since=2031-03-07")
    look.page.get_by_role("link", name="Statements").click()
    look.settled()
    assert "since=2031-03-07" in look.page.url
    look.page.go_back()
    look.settled()
    assert look.heading() == "Events"


def test_the_time_line_zooms_to_the_day(look: Look) -> None:
    look.at("/events")
    shown = look.page.locator(".timeline .zoom span")
    whole = shown.inner_text()
    for _ in range(8):
        look.page.get_by_role("button", name="Closer").click()
    first, last = (datetime.strptime(d, "%d %b %Y") for d in shown.inner_text().partition(";")[0].split(" to "))
    assert (last - first).days <= 3
    assert "outside" in shown.inner_text()
    look.page.get_by_role("button", name="All", exact=True).click()
    assert shown.inner_text() == whole


def test_a_mark_of_the_time_line_tells_why(look: Look) -> None:
    look.at("/partnership?actor=PER&with=BOL")
    look.page.locator(".timeline a.mark").first.focus()
    look.page.keyboard.press("Enter")
    assert SIGNED in look.panel().inner_text()
    assert "see=why" in look.page.url


def test_the_map_draws_a_leg_and_says_whose_borders(look: Look) -> None:
    look.at("/corridors")
    leg = look.page.locator(".map a.route.intention")
    assert leg.get_attribute("aria-label") == "corridor, planned: railway from Puno"
    ground = look.page.locator(".map path.contested").get_attribute("d")
    look.page.get_by_label("Borders").select_option("united nations")
    look.settled()
    assert "borders=united" in look.page.url
    assert "Crimea in Ukraine" in look.text()
    assert look.changes(".map path.contested", "d", ground)
    leg.focus()
    look.page.keyboard.press("Enter")
    assert BUILD in look.panel().inner_text()


def test_a_search_finds_persian_words(look: Look) -> None:
    look.at("/")
    look.page.keyboard.press("/")
    look.page.keyboard.type("شریک")
    look.page.keyboard.press("Enter")
    look.settled()
    assert "شریک" in look.page.locator(".found mark").first.inner_text()


def test_a_search_tells_whose_words_each_find_is_and_can_be_kept(look: Look, tmp_path: Path) -> None:
    look.to("/search?q=railway")
    found = look.page.locator(".found").inner_text()
    assert "Bolivia's minister said" in found
    assert "Cooperate" in found
    assert "Bolivia → Brazil" in found
    title = look.page.locator("section.figure h2").inner_text()
    rows = list(csv.DictReader(io.StringIO(_kept(look, tmp_path, title, "Table as CSV").read_text("utf-8"))))
    assert {("statement", "Bolivia's minister"), ("event", "Bolivia → Brazil")} <= {(r["kind"], r["who"]) for r in rows}


def test_actors_are_asked_for_and_shown_by_name(look: Look) -> None:
    """The address keeps the code of a state, whatever a person writes."""
    look.at("/events?actor=BOL")
    field = look.page.get_by_label("Actor", exact=True)
    assert field.input_value() == "Bolivia"
    field.fill("peru")
    look.page.get_by_role("button", name="Apply").click()
    look.settled()
    assert "actor=PER" in look.page.url
    assert field.input_value() == "Peru"


def test_rows_of_a_table_stand_whole_on_a_narrow_screen(look: Look) -> None:
    look.page.set_viewport_size({"width": 360, "height": 740})
    look.at("/promises")
    frame = look.page.locator(".table-frame").first
    assert frame.evaluate("f => f.scrollWidth <= f.clientWidth")
    assert BUILD in frame.inner_text()


@pytest.mark.parametrize(("address", "name", "ending"), [
    ("/partnership?actor=PER&with=BOL", "Events by type and status", "svg"),
    ("/corridors", "On the map", "svg"),
    ("/network", "Who is tied to whom", "svg"),
    ("/ways?from=Moscow&to=Mumbai", "The ways on the map", "svg"),
    ("/swaps", "The balancing account: least quantity, least fee", "png"),
    ("/network", "Who is tied to whom", "png"),
    ("/partnership?actor=PER&with=BOL", "Cooperation over time", "png"),
])  # fmt: skip
def test_drawings_can_be_kept(look: Look, tmp_path: Path, address: str, name: str, ending: str) -> None:
    look.to(address)
    kept = _kept(look, tmp_path, name, {"svg": "Drawing as SVG", "png": "Picture as PNG"}[ending])
    assert kept.name.endswith(ending)
    start = {"svg": b"<svg", "png": b"\x89PNG"}[ending]
    assert kept.read_bytes().startswith(start)
    assert kept.stat().st_size > 500
    if ending == "svg":
        assert "andes.duckdb" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(("address", "name", "cell"), [
    ("/network", "Pairs (4)", "Bolivia – Peru"),
    ("/reports", "Reports", "A pact and a railway"),
    ("/promises", "Promises", "2031-05"),
])  # fmt: skip
def test_tables_can_be_kept(look: Look, tmp_path: Path, address: str, name: str, cell: str) -> None:
    look.to(address)
    kept = _kept(look, tmp_path, name, "Table as CSV")
    rows = list(csv.reader(io.StringIO(kept.read_text(encoding="utf-8"))))
    assert cell in [value for row in rows[1:] for value in row]
    assert len({len(row) for row in rows}) == 1


def test_a_citation_names_the_record_and_its_state(look: Look) -> None:
    look.to("/sources")
    look.page.locator("summary", has_text="Keep, cite").first.click()
    look.page.get_by_role("button", name="Citation").click()
    line = look.page.get_by_label("Citation", exact=True).input_value()
    version = look.page.evaluate("fetch('/api/meta').then(a => a.json()).then(m => m.version)")
    assert line.startswith("“Outlets”, record andes.duckdb")
    assert version in line
    assert line.endswith(f"{look.site}/sources")


def test_the_brief_of_a_view_keeps_its_filters(look: Look) -> None:
    look.to("/partnership?actor=PER&with=BOL&since=2031")
    with look.page.expect_download() as given:
        look.page.get_by_role("link", name="Markdown").click()
    text = given.value.path().read_text(encoding="utf-8")
    assert "Peru" in text
    assert "lithium" in text


def _kept(look: Look, folder: Path, figure: str, choice: str) -> Path:
    look.page.locator(f'summary[aria-label="Keep or cite: {figure}"]').click()
    box = look.page.locator("details.keep[open]")
    with look.page.expect_download() as given:
        box.get_by_text(choice).click()
    path = folder / given.value.suggested_filename
    given.value.save_as(path)
    return path
