"""Mail: the words of whoever sends it, without what is answered; attachments are named, text ones are read."""

import base64
import io

import pytest
from written_articles import pdf, word

from dragoman.outlets.formats import BY_NAME
from dragoman.outlets.parts import Part
from dragoman.outlets.reading import Course, read_document
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

NEWS = "The ports of Togo and Benin will share their pilots from May on, the harbour masters of both said on Monday."
HEAD = "From: Esi Mensah <esi@gulf.example>\nSubject: Pilots\nDate: Mon, 15 Apr 2024 23:30:00 -0500\n"
PLAIN = "Content-Type: text/plain; charset=utf-8\n"


def read(message: str | bytes, format_: str = "mail") -> list[Report | Refusal]:
    data = message if isinstance(message, bytes) else message.encode()
    return list(read_document(Part("", "m.eml", io.BytesIO(data)), Settings(), BY_NAME[format_], Course()))


def one(message: str | bytes) -> Report:
    (found,) = read(message)
    assert isinstance(found, Report)
    return found


def test_who_writes_is_the_author_and_the_day_is_that_of_the_sender() -> None:
    found = one(f"{HEAD}{PLAIN}\n{NEWS}\n")
    assert (found.title, found.author, found.outlet, found.published) == ("Pilots", "Esi Mensah", None, "2024-04-15")
    assert dict(found.provenance)["published"] == "Date: Mon, 15 Apr 2024 23:30:00 -0500"


@pytest.mark.parametrize(
    ("header", "outlet", "author"),
    [
        ("List-Unsubscribe: <mailto:x@gulf.example>\n", "Esi Mensah", None),
        ("Organization: Gulf Courier\n", "Gulf Courier", "Esi Mensah"),
    ],
)
def test_a_list_or_an_organisation_is_the_outlet(header: str, outlet: str, author: str | None) -> None:
    found = one(f"{HEAD}{header}{PLAIN}\n{NEWS}\n")
    assert (found.outlet, found.author) == (outlet, author)


@pytest.mark.parametrize(
    ("listed", "outlet"),
    [
        ('List-Id: "Gulf Wire" <wire.gulf.example>', "Gulf Wire"),
        ("List-Id: <wire.gulf.example>", "gulf.example"),
        ("List-Unsubscribe: <mailto:x@gulf.example>", "gulf.example"),
    ],
)
def test_a_list_whose_sender_has_no_name_is_called_as_it_calls_itself(listed: str, outlet: str) -> None:
    header = f"From: news@gulf.example\nSubject: Pilots\n{listed}\n"
    assert one(f"{header}{PLAIN}\n{NEWS}\n").outlet == outlet


@pytest.mark.parametrize(
    "rest",
    [
        "\nOn Sunday Kofi wrote:\n> Ghana attacked Togo.\n> It was long ago.\n",
        "\nKofi, on Sunday:\n\n> Ghana attacked Togo.\n",
        "\n> Ghana attacked Togo.\n",
        "\n-- \nGhana attacked Togo.\n",
        "\n-----Original Message-----\nFrom: Kofi\n\nGhana attacked Togo.\n",
        "\nOn Sun, Apr 14, 2024 at 9:00 PM Kofi <\nkofi@volta.example> wrote:\n\n> Ghana attacked.\n>> No.\n",
        "\n--\nEsi Mensah\nGulf Courier\n",
        "\n____________________\nFrom: Kofi <k@volta.example>\nSent: Sunday\nSubject: War\n\nGhana attacked Togo.",
        "\nVon: Kofi\nGesendet: Sonntag, 14. April 2024 21:00\nAn: Esi\nBetreff: Krieg\n\nGhana attacked Togo.\n",
    ],
)
def test_what_is_answered_and_the_signature_are_left_out(rest: str) -> None:
    assert one(f"{HEAD}{PLAIN}\n{NEWS}\n{rest}").text == NEWS


@pytest.mark.parametrize(
    "before",
    [
        "---------- Forwarded message ---------\nFrom: Kofi <k@volta.example>\nDate: Sunday\nSubject: Pilots\n",
        "FYI\n\nFrom: Kofi <k@volta.example>\nSent: Sunday\nTo: Esi\nSubject: Pilots\n",
    ],
)
def test_what_is_handed_on_is_read(before: str) -> None:
    found = one(f"{HEAD.replace('Pilots', 'Fwd: Pilots')}{PLAIN}\n{before}\n{NEWS}\n")
    assert found.text.removeprefix("FYI").strip() == NEWS


def test_lines_that_were_broken_for_the_screen_are_put_together() -> None:
    first, second = NEWS.replace("share ", "share \n"), "It is the first of its kind."
    text = f"{first}\n\n{second}\n\n> Ghana \n> attacked Togo.\n-- \nEsi"
    found = one(f"{HEAD}Content-Type: text/plain; charset=utf-8; format=flowed\n\n{text}\n")
    assert found.text == f"{NEWS}\n\n{second}"


def test_words_that_a_mail_does_not_show_are_left_out() -> None:
    page = f"<div style='display: none'>Ghana attacked Togo.</div><p hidden>Never.</p><p>{NEWS}</p>"
    assert one(f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{page}\n").text == NEWS


def multipart(*parts: str, kind: str = "mixed") -> str:
    body = "".join(f"--cut\n{part}\n" for part in parts)
    return f'{HEAD}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="cut"\n\n{body}--cut--\n'


def test_attachments_are_named_and_those_that_are_text_are_read() -> None:
    text = f'Content-Type: text/plain\nContent-Disposition: attachment; filename="brief.txt"\n\n{NEWS} It is a start.'
    picture = 'Content-Type: image/png\nContent-Disposition: attachment; filename="map.png"\n\niVBORw0KGgo='
    first, second, third = read(multipart(f"{PLAIN}\n{NEWS}", text, picture))
    assert isinstance(first, Report)
    assert first.text == NEWS
    assert isinstance(second, Report)
    assert (second.text, second.origin) == (f"{NEWS} It is a start.", "m.eml!brief.txt")
    assert isinstance(third, Refusal)
    assert (third.origin, third.kind) == ("m.eml!map.png", "passed over")


def test_messages_and_documents_that_hang_on_a_message_are_read_by_themselves() -> None:
    inner = f"From: Kofi <k@volta.example>\nSubject: Pilots again\n{PLAIN}\n{NEWS} It is the second time."
    message = f"Content-Type: message/rfc822\n\n{inner}"
    paper = base64.encodebytes(pdf(NEWS, NEWS)).decode()
    named = 'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="paper.PDF"\n'
    sheet = f"{named}Content-Transfer-Encoding: base64\n\n{paper}"
    typed = f"{named}Content-Transfer-Encoding: base64\n\n{base64.encodebytes(word(NEWS, NEWS)).decode()}"
    typed = typed.replace("paper.PDF", "paper.docx")
    outer, forwarded, printed, written = read(multipart(f"{PLAIN}\nSee below.", message, sheet, typed))
    assert isinstance(written, Report)
    assert (written.origin, NEWS in written.text) == ("m.eml!paper.docx", True)
    assert isinstance(outer, Report)
    assert isinstance(forwarded, Report)
    assert isinstance(printed, Report)
    assert outer.text == "See below."
    assert (forwarded.origin, forwarded.title, forwarded.author) == ("m.eml!message.eml", "Pilots again", "Kofi")
    assert (printed.origin, NEWS in printed.text) == ("m.eml!paper.PDF", True)


def test_a_digest_is_its_messages() -> None:
    inner = [f"\nFrom: K <k@volta.example>\nSubject: Note {n}\n\n{NEWS} Note {n}." for n in (1, 2)]
    found = [r for r in read(multipart(*inner, kind="digest")) if isinstance(r, Report)]
    assert [(r.title, r.text) for r in found] == [(f"Note {n}", f"{NEWS} Note {n}.") for n in (1, 2)]


def test_a_plain_text_that_is_only_a_stub_gives_way_to_the_page() -> None:
    page = f"<html><body><style>p {{}}</style><p>{NEWS}</p><p>{NEWS} Twice.</p><script>x</script></body></html>"
    html = f"Content-Type: text/html; charset=utf-8\n\n{page}"
    found = one(multipart(f"{PLAIN}\nOpen this message in a browser.", html, kind="alternative"))
    assert found.text == f"{NEWS}\n{NEWS} Twice."


def test_what_a_page_answers_is_left_out() -> None:
    page = f"<p>{NEWS}</p><blockquote type='cite'>Ghana attacked Togo.</blockquote><div class='gmail_quote'>Old.</div>"
    assert one(f"{HEAD}Content-Type: text/html\n\n{page}").text == NEWS


def test_words_in_other_encodings_are_read() -> None:
    subject = "=?iso-8859-1?q?L=F6tsen?="
    body = b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
    found = one(HEAD.replace("Pilots", subject).encode() + body + NEWS.replace("Togo", "T=F6go").encode())
    assert (found.title, found.text) == ("Lötsen", NEWS.replace("Togo", "Tögo"))


def test_a_mailbox_is_read_message_by_message() -> None:
    bad = "From nobody\n\n\x00\x01\n"
    good = f"From esi Mon Apr 15 10:00:00 2024\n{HEAD}{PLAIN}\n{NEWS}\n>From Lome they go on.\n\n"
    first, second, third = read(f"{good}{bad}\n{good.replace('Monday', 'Friday')}", "mbox")
    assert isinstance(first, Report)
    assert (first.text, first.origin) == (f"{NEWS}\nFrom Lome they go on.", "m.eml:1")
    assert isinstance(second, Refusal)
    assert isinstance(third, Report)
    assert "Friday" in third.text


@pytest.mark.parametrize(
    "message",
    [
        "no headers at all",
        f"{HEAD}Content-Type: multipart/mixed\n\n{NEWS}",
        f"{HEAD}Content-Type: text/plain; charset=klingon\n\n{NEWS}",
        f"{HEAD}Content-Transfer-Encoding: base64\n\n!!!!",
        "From: " + "<" * 5000 + "\nDate: 99 Foo\n\nText",
        "Subject: =?utf-8?b?////?=\nFrom: a\n\nText of the mail, which is short.",
        multipart(*[f"{PLAIN}\n{NEWS}"] * 200),
        "Content-Type: multipart/mixed; boundary=a\nFrom: x\n\n"
        + "--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 300,
    ],
)
def test_broken_messages_are_read_or_refused(message: str) -> None:
    for item in read(message):
        assert isinstance(item, Report) or len(item.reason.split()) > 3


@pytest.mark.parametrize(
    "day", ["Tue, 7 May 2024 99999999999999999999:10:00 +0600", "Tue, 7 May 99999999999999999 06:10:00", "x"]
)
def test_a_date_that_is_none_costs_neither_the_message_nor_those_after_it(day: str) -> None:
    one_message = f"From x\n{HEAD.replace('Mon, 15 Apr 2024 23:30:00 -0500', day)}{PLAIN}\n{NEWS}\n\n"
    first, second = read(f"{one_message}From x\n{HEAD}{PLAIN}\n{NEWS} Again.\n", "mbox")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.published, first.text, second.published) == (None, NEWS, "2024-04-15")
    assert "is not a date that can be read" in first.notes[0]
