"""PDF: columns in reading order, parted words whole again, nothing that runs over all pages, no dates of files."""

import io

import pytest
from written_articles import pdf_of, wrapped

from dragoman.errors import ReportUnreadable
from dragoman.outlets.fields import NOTHING
from dragoman.outlets.pdf import read_pdf
from dragoman.settings import Settings
from dragoman.types import Report

LEFT = (
    "Mongolia and the Republic of Korea opened talks on a trade agreement in Ulaanbaatar on Monday. The ministers said "
    "that the first round would deal with meat, cashmere and copper, and that lorries would cross the border freely."
)
SECOND = (
    "Fiji and Samoa will share a patrol boat from next year on. The boat is to guard the waters between both states, "
    "the prime minister of Fiji told reporters in Suva, and its crew will be drawn from the navies of both of them."
)
THIRD = (
    "Officials from Tonga watched the ceremony. They asked whether the boat could also call at their ports during the "
    "season of storms, and were told that this would be looked at when the boat had been in service for one year."
)
Lines = list[tuple[float, float, float, str]]


def column(left: float, top: float, *paragraphs: str, width: int = 40, size: float = 10) -> tuple[Lines, float]:
    lines: Lines = []
    for paragraph in paragraphs:
        for piece in wrapped(paragraph, width):
            lines.append((left, top, size, piece))
            top -= size * 1.2
        top -= size
    return lines, top


def read(data: bytes) -> Report:
    (found,) = read_pdf(io.BytesIO(data), "paper.pdf", Settings(), NOTHING)
    assert isinstance(found, Report)
    return found


def two_columns(row_by_row: bool) -> bytes:
    head: Lines = [(60, 780, 20, "News of two regions in one paper of the week")]
    one, _ = column(60, 740, LEFT, SECOND)
    two, _ = column(320, 740, THIRD, LEFT.replace("Mongolia", "Nepal"))
    lines = one + two
    return pdf_of([head + (sorted(lines, key=lambda line: -line[1]) if row_by_row else lines)])


@pytest.mark.parametrize("row_by_row", [False, True])
def test_columns_are_read_one_after_the_other(row_by_row: bool) -> None:
    found = read(two_columns(row_by_row))
    assert found.text.split("\n\n") == [LEFT, SECOND, THIRD, LEFT.replace("Mongolia", "Nepal")]
    assert found.title == "News of two regions in one paper of the week"
    assert dict(found.provenance)["title"] == "line in the largest type"


def test_a_headline_over_both_columns_parts_what_is_above_from_what_is_below() -> None:
    above, end = column(60, 780, LEFT)
    beside, _ = column(320, 780, SECOND)
    across: Lines = [(60, end - 20, 14, "A line in larger type that runs across the whole width of the page")]
    below, _ = column(60, end - 50, THIRD)
    last, _ = column(320, end - 50, LEFT.replace("Mongolia", "Nepal"))
    paragraphs = read(pdf_of([[*above, *beside, *across, *below, *last]])).text.split("\n\n")
    assert [p.split()[0] for p in paragraphs] == ["Mongolia", "Fiji", "Officials", "Nepal"]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    pieces = wrapped(f"{LEFT} {SECOND} {THIRD}", 40)
    third = len(pieces) // 3
    one = [(60.0, 700 - 12.0 * i, 10.0, piece) for i, piece in enumerate(pieces[:third])]
    two = [(320.0, 700 - 12.0 * i, 10.0, piece) for i, piece in enumerate(pieces[third : 2 * third])]
    rest = [(60.0, 700 - 12.0 * i, 10.0, piece) for i, piece in enumerate(pieces[2 * third :])]
    assert " ".join(read(pdf_of([[*one, *two], rest])).text.split()) == f"{LEFT} {SECOND} {THIRD}"


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["The ministers spoke of the trans-", "portation of fish to Suva on Monday."], "the transportation of fish"),
        (["They spoke of the state-", "owned railway of Bolivia at length."], "the state-owned railway"),
        (["A long-term plan was shown. The long-", "term plan costs little."], "The long-term plan"),
        (["They met the envoy of Guinea-", "Bissau in Dakar on Friday."], "Guinea- Bissau"),
        (["The price rose by 3 -", "4 per cent in Quito this year."], "3 - 4 per cent"),
        (
            ["He quoted the Ngaru-", "ndi report on Friday, twice. The Ngarundi", "report is old."],
            "the Ngarundi report on",
        ),
    ],
)
def test_a_parted_word_is_whole_again(lines: list[str], whole: str) -> None:
    page = [(60.0, 700 - 12.0 * i, 10.0, line) for i, line in enumerate(lines)]
    assert whole in read(pdf_of([page])).text


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = []
    for number, words in enumerate((LEFT, SECOND, THIRD), 1):
        body, _ = column(60, 740, words, width=80)
        head = (60.0, 810.0, 9.0, f"The Steppe Weekly, 4 May 2023, page {number}")
        foot = (60.0, 30.0, 9.0, "https://steppe.example/2023/05/04/talks")
        pages.append([head, *body, foot, (290.0, 20.0, 9.0, f"- {number} -")])
    found = read(pdf_of(pages))
    assert found.text.split("\n\n") == [LEFT, SECOND, THIRD]
    assert found.url == "https://steppe.example/2023/05/04/talks"
    assert (found.outlet, found.published) == ("steppe.example", "2023-05-04")
    assert dict(found.provenance)["url"] == "running line of the pages"


def test_a_running_head_is_known_however_its_page_is_parted() -> None:
    def head(day: str) -> Lines:
        return [(60, 800, 9, "The Ferry Gazette"), (440, 800, 9, f"Monday, {day} May 2024")]

    one, two = column(60, 760, LEFT, SECOND)[0], column(320, 760, THIRD, LEFT.replace("Mongolia", "Nepal"))[0]
    last, _ = column(60, 760, SECOND.replace("Fiji", "Palau"), width=90)
    found = read(pdf_of([[*head("6"), *one, *two], [*head("6"), *last]])).text
    assert found.split("\n\n") == [
        LEFT,
        SECOND,
        THIRD,
        LEFT.replace("Mongolia", "Nepal"),
        SECOND.replace("Fiji", "Palau"),
    ]


def test_a_sentence_goes_on_after_a_quotation_at_the_end_of_a_short_line() -> None:
    pieces = ["Palau closed its ports to tankers on Friday and the", "minister was curt: “We wait for nobody,”"]
    lines: Lines = [(60, 700 - 12 * i, 10, piece) for i, piece in enumerate([*pieces, "he said before the vote."])]
    more, _ = column(60, 640, SECOND)
    assert read(pdf_of([[*lines, *more]])).text.split("\n\n")[0].endswith("nobody,” he said before the vote.")


def test_only_lines_at_the_very_edge_are_running_ones() -> None:
    pages = []
    for town, words in (("Suva", LEFT), ("Apia", SECOND), ("Lomé", THIRD)):
        body, _ = column(60, 740, words, width=80)
        head = [(60.0, 800.0, 10.0, f"{town}, in the morning"), (60.0, 788.0, 10.0, "A line that returns")]
        pages.append([*head, *body, (60.0, 60.0, 10.0, "As told by those who were there")])
    text = read(pdf_of(pages)).text
    assert text.count("A line that returns") == 3
    assert "As told" not in text


@pytest.mark.parametrize(("number", "left_out"), [("- 7 -", True), ("Page 7 of 9", True), ("iv", True), ("7.", False)])
def test_a_number_is_that_of_the_page_only_if_it_stands_apart(number: str, left_out: bool) -> None:
    body, end = column(60, 700, LEFT, width=80)
    foot = (60.0, 30.0 if left_out else end + 10.0, 10.0, number)
    assert (number in read(pdf_of([[*body, foot]])).text) is not left_out


def test_the_title_of_the_document_is_taken_only_if_it_is_printed() -> None:
    body, _ = column(60, 700, LEFT, width=80)
    page = [(60.0, 740.0, 11.0, "Talks on meat"), *body]
    assert read(pdf_of([page], "Talks on meat")).title == "Talks on meat"
    found = read(pdf_of([page], "Microsoft Word - draft3.doc"))
    assert (found.title, dict(found.provenance)["title"]) == ("Talks on meat", "first line")


def test_the_date_of_the_file_is_no_date_of_publication() -> None:
    body, _ = column(60, 700, LEFT, width=80)
    data = pdf_of([body], "x").replace(b"/Title (x)", b"/CreationDate (D:20230504) /Title (x)")
    assert read(data).published is None


def test_offsets_count_the_text_that_is_kept() -> None:
    found = read(two_columns(True))
    start = found.text.index("Suva")
    assert found.text[start : start + 4] == "Suva"
    assert "\n" not in found.text.replace("\n\n", "")


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (pdf_of([[]]), "empty", "run text recognition"),
        (pdf_of([]), "malformed", "broken or no PDF"),
        (b"%PDF-1.4\n" + b"1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj\n" * 9, "malformed", "broken or no PDF"),
        (b"no PDF at all", "malformed", "broken or no PDF"),
    ],
)
def test_what_holds_no_words_is_refused(data: bytes, kind: str, words: str) -> None:
    with pytest.raises(ReportUnreadable, match=words) as error:
        read(data)
    assert error.value.kind == kind


def test_pages_that_hold_each_other_end() -> None:
    body, _ = column(60, 700, LEFT, width=80)
    data = pdf_of([body]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(ReportUnreadable):
        read(data)
