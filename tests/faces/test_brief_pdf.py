"""The PDF of a brief: words, notes, links and letters of many scripts; nothing of a report is markup."""

from dataclasses import replace

import pypdfium2
import pytest
from test_brief_page import brief_of

from dragoman.faces.brief import pdf
from dragoman.types import Brief, Section

MARKUP = '#panic("x") $x^2$ @ref <label> *bold* _it_ `raw` // gone #import "a.typ" \\ [end]'
URL = "https://fjord.example/1"


def opened(brief: Brief) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf(brief))


def text_of(document: pypdfium2.PdfDocument) -> str:
    pages = [document[i].get_textpage().get_text_bounded() for i in range(len(document))]
    return " ".join(" ".join(pages).split())


def fonts_of(document: pypdfium2.PdfDocument) -> set[str]:
    found = set()
    for number in range(len(document)):
        for piece in document[number].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            found.add(piece.get_font().get_base_name().partition("+")[2])
    return found


def links_of(document: pypdfium2.PdfDocument) -> set[str]:
    return {a for a in (URL, "javascript:1") if a.encode() in document._input}


def test_the_pages_have_all_that_the_brief_has() -> None:
    shown = brief_of(speaker="A minister", outlet="Fjord Post", published="2030-05-02", title="Talks", url=URL)
    document = opened(shown)
    text = text_of(document)
    for words in (
        "Brief: Norway", "Limited.", "One report.", "Norway – Sweden", "Norway held talks with Sweden.",
        "“Norway met Sweden.” — A minister; Fjord Post, 2 May 2030, Talks", "passed: due 2030", "One side's word.",
        "7 more lines: dragoman events x.duckdb --status denied", "Not read, or read with a caution",
        "x.txt: it is empty.", "Nothing of this kind is told.", "1 / ",
    ):  # fmt: skip
        assert words in text
    assert document.get_metadata_dict()["Title"] == "Brief: Norway"
    assert links_of(document) == {URL}


def test_the_same_sentence_has_one_footnote() -> None:
    told = brief_of()
    (section, *_) = (s for s in told.sections if s.lines)
    again = replace(told, sections=(section, replace(section, name="again")))
    words = f"“{section.lines[0].told_by[0].evidence.words}” —"
    assert text_of(opened(again)).count(words) == text_of(opened(told)).count(words) == 1


def test_markup_in_a_report_is_text() -> None:
    text = text_of(opened(brief_of(MARKUP, title=MARKUP, outlet=MARKUP, url="javascript:1")))
    assert text.count('#panic("x") $x^2$ @ref <label> *bold* _it_ `raw` // gone #import "a.typ"') >= 3
    assert links_of(opened(brief_of(url="javascript:1"))) == set()


@pytest.mark.parametrize(
    ("words", "font"),
    [
        ("Иран подписал соглашение", "LibertinusSerif-Regular"),
        ("İran ilə Azərbaycan görüşdü", "LibertinusSerif-Regular"),
        ("وزیر خارجه ایران گفت", "NotoNaskhArabic-Regular"),
        ("Հայաստանը ստորագրեց", "NotoSerifArmenian-Regular"),
        ("საქართველომ ხელი მოაწერა", "NotoSerifGeorgian-Regular"),
    ],
)
def test_letters_of_many_scripts_have_a_font(words: str, font: str) -> None:
    assert font in fonts_of(opened(brief_of(words)))


def test_what_turns_the_reading_order_is_shown_not_obeyed() -> None:
    text = text_of(opened(brief_of("The file \u202egnp.exe\u202c was\x00 opened.")))
    assert "⟨Right-To-Left Override⟩gnp.exe⟨Pop Directional Formatting⟩ was opened." in text


def test_the_same_brief_is_the_same_file() -> None:
    assert pdf(brief_of()) == pdf(brief_of())


def test_pages_are_numbered_and_notes_stand_on_them() -> None:
    line = brief_of().sections[0].parts[0].lines[0]
    (told,) = line.told_by
    each = [replace(told, evidence=replace(told.evidence, report=f"r{n}")) for n in range(60)]
    long = replace(brief_of(), sections=(Section("many", "Many", tuple(replace(line, told_by=(t,)) for t in each)),))
    document = opened(long)
    assert len(document) > 3
    for number in range(len(document)):
        text = " ".join(document[number].get_textpage().get_text_bounded().split())
        assert f"{number + 1} / {len(document)}" in text
        notes, lines = text.count("“Norway met Sweden.”"), text.count("Norway held talks with Sweden.")
        assert abs(notes - lines) <= 1  # of the line at the foot of a page


def test_words_from_right_to_left_leave_the_rest_in_order() -> None:
    shown = brief_of("وزیر خارجه گفت", outlet="روزنامه", published="2030-05-02", title="گزارش", url=URL)
    text = text_of(opened(shown))
    assert text.count("2 May 2030") >= 2
    assert "in the report's own voice" in text
