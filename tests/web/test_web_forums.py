"""A forum of many meetings in the browser: page by page, with shares of all, and figures that open what they count."""

import csv
import io

from looking import Look

FORUM = "/forum?id=river-commission"


def days(look: Look) -> list[str]:
    """The days in the table of meetings."""
    return (
        look.page.get_by_role("region", name="Meetings", exact=True).locator("tbody td:first-child").all_inner_texts()
    )


def test_meetings_come_page_by_page(writing: Look) -> None:
    writing.at(FORUM)
    assert "What is to come (1)" in writing.text()
    first = days(writing)
    assert (len(first), first[:2]) == (20, ["May 2033", "20 Mar 2030"])
    writing.page.get_by_role("link", name="Earlier meetings").first.click()
    writing.settled()
    assert "offset=20" in writing.page.url
    assert days(writing)[-1] == "20 Mar 2006"
    assert len(days(writing)) == 6


def test_the_matrix_shows_the_newest_and_counts_all(writing: Look) -> None:
    writing.at(FORUM)
    heads = writing.page.locator(".matrix thead th").all_inner_texts()
    assert (len(heads), heads[1], heads[-2:]) == (14, "20 Mar 2020", ["May 2033", "named at"])
    row = writing.page.locator(".matrix tbody tr", has_text="Peru")
    assert row.locator("td.number").inner_text() == "25 of 25"
    row.locator("td.number a").click()
    assert "25 rows" in writing.panel().inner_text()
    assert "Forum" in writing.panel().inner_text()


def test_the_file_holds_all_meetings(writing: Look) -> None:
    writing.at(FORUM)
    figure = writing.page.locator(".figure", has=writing.page.get_by_role("region", name="Meetings", exact=True))
    figure.locator("summary", has_text="Keep, cite").click()
    with writing.page.expect_download() as given:
        figure.get_by_role("button", name="Table as CSV").click()
    rows = list(csv.reader(io.StringIO(given.value.path().read_text(encoding="utf-8"))))
    assert len(rows) == 1 + 26
    assert rows[1][0] == "2033-05"
