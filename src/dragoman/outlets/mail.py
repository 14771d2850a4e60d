"""E-mail: a message (.eml) or a mailbox (.mbox), without what it answers and the signature, and what hangs on it."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from io import BytesIO
from itertools import count
from typing import BinaryIO

from dragoman.errors import ReportUnreadable
from dragoman.outlets.decoding import content, decode
from dragoman.outlets.fields import NOTHING, Fields, Given, first_of
from dragoman.outlets.markup import plain
from dragoman.outlets.parts import Items, Part, printable
from dragoman.outlets.quoting import flowed, own_words
from dragoman.outlets.report import make_report
from dragoman.settings import Settings
from dragoman.types import Refusal

LARGEST = 64 << 20  # bytes of a message with its attachments
TEXT = ("text/plain", "text/markdown", "text/html")
PDF, MESSAGE = "application/pdf", "message/rfc822"
OFFICE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)
NAMED = {".pdf": PDF, ".docx": OFFICE[0], ".odt": OFFICE[1]}
READ = (*TEXT, PDF, MESSAGE, *OFFICE)  # attachments of these kinds are read
# What the standard library's parser of mail raises for headers that are none.
MALFORMED = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError, ArithmeticError)
STUB = 4  # times as many words in the HTML of a message make its plain text a stub ("open this in a browser")


def read_mail(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Items:
    """The report of one message, and its attachments that are texts, documents or messages; raises ReportUnreadable.

    Title: Subject. Date: Date. Outlet: who sends, where a list or an organisation sends; else who sends is the author.
    """
    yield from _message(content(stream, origin, LARGEST), origin, settings, told)


def read_mailbox(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Items:
    """The reports of a mailbox (mbox), message by message, in its order."""
    for number, data in enumerate(_messages(stream), 1):
        where = f"{origin}:{number}"
        if len(data) > LARGEST:
            yield Refusal(where, f"the message is larger than {LARGEST:,} bytes; save its text", "size")
            continue
        try:
            yield from _message(data, where, settings, told)
        except ReportUnreadable as error:
            yield Refusal(where, error.reason, error.kind)


def _messages(stream: BinaryIO) -> Iterator[bytes]:
    """The messages between lines that begin with "From "; of one that is too large only its beginning is kept."""
    lines: list[bytes] = []
    size, blank = 0, True
    while line := stream.readline(1 << 20):
        if blank and line.startswith(b"From "):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= LARGEST:
            lines.append(line[1:] if re.match(rb">+From ", line) else line)
            size += len(line)
        blank = not line.strip()
    if any(line.strip() for line in lines):
        yield b"".join(lines)


def _message(data: bytes, origin: str, settings: Settings, told: Fields) -> Items:
    if not data.strip():
        raise ReportUnreadable(origin, "empty", "the message is empty; save it again")
    try:
        message = message_from_bytes(data, policy=policy.default)
        fields, text, names = _headers(message), _body(message), [_name(part) for part in _attached(message)]
        attached = [(_kind(part), _content(part)) for part in _attached(message)]
    except MALFORMED as error:
        raise ReportUnreadable(
            origin, "malformed", f"it is no message that can be taken apart ({type(error).__name__}); save its text"
        ) from error
    if not fields and not names:
        raise ReportUnreadable(origin, "malformed", "it has none of the headers of a message (From, Date, Subject)")
    if text.strip() or not names:
        yield make_report(text, first_of(fields, told), origin, settings)
    numbers = count(1)
    for name, (kind, payload) in zip(names, attached, strict=True):
        where = f"{origin}!{name}" if names.count(name) == 1 else f"{origin}!{next(numbers)}-{name}"
        if kind in READ and payload is not None:
            yield Part(name, where, BytesIO(payload), told, kind)
        else:
            yield Refusal(
                where, "an attachment that is no text, passed over; save it and read it by itself", "passed over"
            )


def _headers(message: EmailMessage) -> Fields:
    sender, address = parseaddr(_header(message, "From"))
    listed = next((h for h in ("List-Id", "List-Unsubscribe", "List-Post") if _header(message, h)), None)
    name = sender or (_list_name(message) or address.rpartition("@")[2] if listed else address)
    organisation = _header(message, "Organization") or _header(message, "Organisation")
    fields = {
        "title": Given(_header(message, "Subject"), "Subject"),
        "published": Given(_header(message, "Date"), "Date"),
        "url": Given(_link(_header(message, "Archived-At")), "Archived-At"),
    }
    if organisation:
        fields |= {"outlet": Given(organisation, "Organization"), "author": Given(name, "From")}
    else:
        fields |= {"outlet" if listed else "author": Given(name, f"From, with {listed}" if listed else "From")}
    return {name: given for name, given in fields.items() if given.value}


def _list_name(message: EmailMessage) -> str:
    """What a list calls itself before its id (RFC 2919), without quotation marks."""
    return _header(message, "List-Id").partition("<")[0].strip(' "')


def _header(message: EmailMessage, name: str) -> str:
    """What a header says; as it stands, where it cannot be taken apart (a date in the year 99999999999)."""
    try:
        return str(message.get(name, "")).strip()
    except MALFORMED:
        raw = (value for key, value in message.raw_items() if key.casefold() == name.casefold())
        return str(next(raw, "")).strip()


def _link(words: str) -> str | None:
    found = re.search(r"https?://[^\s<>]+", words)
    return found[0] if found else None


def _leaves(message: MIMEPart) -> Iterator[MIMEPart]:
    """The parts that hold no others; a message within this one is one of them."""
    for part in message.iter_parts():
        if part.get_content_maintype() == "multipart":
            yield from _leaves(part)
        else:
            yield part


def _attached(message: MIMEPart) -> list[MIMEPart]:
    """The parts that are no body: named, or said to be attachments, or of no kind that a body has."""
    return [
        p
        for p in _leaves(message)
        if p.get_content_disposition() == "attachment" or p.get_filename() or p.get_content_type() not in TEXT
    ]


def _kind(part: MIMEPart) -> str:
    """The media type of an attachment; that of documents also where only its name tells."""
    name = _name(part).casefold()
    return next((media for suffix, media in NAMED.items() if name.endswith(suffix)), part.get_content_type())


def _content(part: MIMEPart) -> bytes | None:
    """The bytes of an attachment, null where it has none."""
    if part.get_content_type() == MESSAGE:
        return next((inner.as_bytes() for inner in part.iter_parts()), None)
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else None


def _name(part: MIMEPart) -> str:
    usual = "message.eml" if part.get_content_type() == MESSAGE else part.get_content_type().replace("/", ".")
    return printable(str(part.get_filename() or usual))


def _body(message: EmailMessage) -> str:
    parts = {p.get_content_type(): _text(p) for p in reversed(_bodies(message))}
    words, page = parts.get("text/plain", ""), parts.get("text/html", "")
    shown = plain(page, answered=False) if page else ""
    return (
        shown if len(words) * STUB < len(shown) or not words.strip() else own_words(words, _header(message, "Subject"))
    )


def _bodies(message: MIMEPart) -> list[MIMEPart]:
    attached = {id(p) for p in _attached(message)}
    parts = [p for p in _leaves(message) if id(p) not in attached] if message.is_multipart() else [message]
    return [p for p in parts if p.get_content_type() in TEXT]


def _text(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    charset = part.get_content_charset() or "ascii"
    words = decode(payload, "its text", charset) if isinstance(payload, bytes) and payload else ""
    is_flowed = str(part.get_param("format", "")).casefold() == "flowed"
    return flowed(words, str(part.get_param("delsp", "")).casefold() == "yes") if is_flowed else words
