"""Pages as browsers save them in one file (MHTML, RFC 2557): the page alone, without its pictures and styles."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from io import BytesIO
from typing import BinaryIO

from dragoman.errors import ReportUnreadable
from dragoman.outlets.decoding import content, in_unicode
from dragoman.outlets.fields import NOTHING, Fields, Given, first_of
from dragoman.outlets.html import read_html
from dragoman.outlets.mail import LARGEST, MALFORMED
from dragoman.settings import Settings
from dragoman.types import Refusal, Report


def read_saved(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Iterator[Report | Refusal]:
    """The report of the page in the file, as `read_html` reads it, with its address; raises ReportUnreadable."""
    data = content(stream, origin, LARGEST)
    if not data.strip():
        raise ReportUnreadable(origin, "empty", "the file is empty; save the page again")
    try:
        page = next((p for p in message_from_bytes(data, policy=policy.default).walk() if _is_page(p)), None)
        body = page.get_payload(decode=True) if page is not None else None
        address = str(page.get("Content-Location", "")) if page is not None else ""
        media = str(page.get("Content-Type", "")) if page is not None else ""
    except MALFORMED as error:
        problem = f"it is no saved page that can be taken apart ({type(error).__name__}); save the page as HTML"
        raise ReportUnreadable(origin, "malformed", problem) from error
    if not isinstance(body, bytes):
        raise ReportUnreadable(origin, "malformed", "it holds no page; save the page as HTML")
    own = {"url": Given(address, "Content-Location")} if address.startswith(("http://", "https://")) else NOTHING
    yield from read_html(BytesIO(in_unicode(body, media)), origin, settings, first_of(told, own))


def _is_page(part: object) -> bool:
    return getattr(part, "get_content_type", str)() in ("text/html", "application/xhtml+xml")
