"""Bytes to text: declared or beyond doubt, else refused."""

import pytest

from dragoman.errors import ReportUnreadable
from dragoman.outlets.decoding import decode, in_unicode, visible

RUSSIAN = "Министр иностранных дел прибыл в столицу с рабочим визитом и провёл переговоры. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), "here") == RUSSIAN


def test_a_declared_encoding_is_used() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "here", "windows-1251") == RUSSIAN


def test_windows_quotation_marks_are_the_same_in_every_code_page() -> None:
    assert decode("Iran’s “deal” – done…".encode("cp1252"), "here") == "Iran’s “deal” – done…"


# The bytes are words of Portugal in one Windows encoding and of Romania in another.
LUSA = (
    "The minister João Paixão met his colleague Inês Conceição in São Tomé on Friday, and both of them said that the "
    "talks went well. “We agree on the price of fish,” Conceição told reporters in São Tomé. Mr Paixão denied nothing, "
    "and his office in São Tomé gave no reason. João Paixão leaves on Sunday, as he had said he would."
).encode("cp1252")


@pytest.mark.parametrize(
    "data", ["Визит".encode("cp1251"), "Türkiye, Erdoğan".encode("cp1254"), b"\xff\xfa text", LUSA]
)
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
        visible("\u200fKenya\u200f and\u00a0U\u00adganda \u2067signed\u2069 a\u200b treaty\ufeff.")
        == "Kenya and Uganda signed a treaty."
    )
    assert decode("\ufeffKen\u00adya".encode(), "here") == "Kenya"


def test_joiners_that_show_something_stay() -> None:
    for text in ("می\u200cخواهد", "\U0001f468\u200d\U0001f469"):
        assert visible(text) == text


CHINESE = (
    "两国外交部长星期一在港口城市签署了渡轮协议，双方官员表示，该协议将在五年内有效。“我们等了十一年，”部长对记者说。"
)
JAPANESE = "両国の外務大臣は月曜日に港町でフェリー協定に署名したと、双方の当局者が発表した。船は来月から運航する。"


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (CHINESE * 4, "gb18030", None),
        (JAPANESE * 4, "shift_jis", None),
        (CHINESE, "gb18030", "gb2312"),
        ("“Çan” – şimdi", "cp1254", "iso-8859-9"),
        ("“Yes” – she said’", "cp1252", "iso-8859-1"),
    ],
)
def test_encodings_are_told_by_their_text_and_meant_as_browsers_mean_them(
    text: str, encoding: str, declared: str | None
) -> None:
    assert decode(text.encode(encoding), "here", declared) == text


def test_letters_are_whole_and_signs_of_two_letters_are_two() -> None:
    assert decode("Zu\u0308rich \ufb01rst o\ufb03ce Ber\u00adgen".encode(), "here") == "Z\u00fcrich first office Bergen"


@pytest.mark.parametrize(
    ("body", "media", "read"),
    [
        ("Порт".encode("koi8-r"), "text/html; charset=KOI8-R", "Порт"),
        ("Порт".encode(), "text/html; charset=iso-8859-1", "Порт"),
        ("“Yes”".encode("cp1252"), "text/html; charset=ISO-8859-1", "“Yes”"),
    ],
)
def test_the_encoding_that_a_server_names(body: bytes, media: str, read: str) -> None:
    assert in_unicode(body, media).decode("utf-8-sig") == read


@pytest.mark.parametrize(
    "media",
    [None, "", "text/html", "text/html; charset=no-such", "text/plain; charset=utf-8", "image/png; charset=koi8-r"],
)
def test_bytes_of_no_named_encoding_stay_as_they_are(media: str | None) -> None:
    assert in_unicode(b"\xd0\xff", media) == b"\xd0\xff"
