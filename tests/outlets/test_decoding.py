"""Bytes to text: declared or beyond doubt, else refused."""

import pytest

from dragoman.errors import ReportUnreadable
from dragoman.outlets.decoding import decode, visible

RUSSIAN = "Министр иностранных дел прибыл в столицу с рабочим визитом и провёл переговоры. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), "here") == RUSSIAN


def test_a_declared_encoding_is_used() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "here", "windows-1251") == RUSSIAN


def test_windows_quotation_marks_are_the_same_in_every_code_page() -> None:
    assert decode("Iran’s “deal” – done…".encode("cp1252"), "here") == "Iran’s “deal” – done…"


@pytest.mark.parametrize("data", ["Визит".encode("cp1251"), "Türkiye, Erdoğan".encode("cp1254"), b"\xff\xfa text"])
def test_a_doubtful_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(ReportUnreadable, match="UTF-8") as caught:
        decode(data, "here")
    assert caught.value.kind == "encoding"


def test_a_wrong_declaration_is_not_trusted() -> None:
    assert decode(b"Iran and Oman", "here", "no-such-encoding") == "Iran and Oman"
    with pytest.raises(ReportUnreadable):
        decode(b"\xd2\xfe\xff short", "here", "ascii")


def test_line_ends_become_one() -> None:
    assert decode(b"a\r\nb\rc\nd", "here") == "a\nb\nc\nd"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_told_from_other_binary_files(encoding: str) -> None:
    with pytest.raises(ReportUnreadable, match="UTF-16") as caught:
        decode("Kenya and Uganda signed a treaty, «sic».".encode(encoding), "here")
    assert caught.value.kind == "encoding"


@pytest.mark.parametrize("data", [bytes(range(1, 32)) * 3, b"\x02\x03 text \x04\x05", b"text\0text"])
def test_binary_files_are_told(data: bytes) -> None:
    with pytest.raises(ReportUnreadable, match="binary file") as caught:
        decode(data, "here")
    assert caught.value.kind == "binary"


def test_a_stray_control_character_makes_no_file_binary() -> None:
    text = "Kenya and Uganda signed a treaty.\x0c\n\x1bTanzania did not sign it, and nobody knows why that is so."
    assert decode(text.encode(), "here") == text


def test_what_shows_nothing_is_left_out() -> None:
    assert (
        visible("\u200fKenya\u200f and U\u00adganda \u2067signed\u2069 a\u200b treaty\ufeff.")
        == "Kenya and Uganda signed a treaty."
    )
    assert decode("\ufeffKen\u00adya".encode(), "here") == "Kenya"


def test_joiners_that_show_something_stay() -> None:
    for text in ("می\u200cخواهد", "\U0001f468\u200d\U0001f469"):
        assert visible(text) == text
