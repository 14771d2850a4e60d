"""Web archives (WARC, WARC.gz), as crawlers and CC-NEWS keep them: every page, feed and document that was got whole."""

import io
from collections import Counter
from typing import Any, BinaryIO, cast

from dragoman.elsewhere import complaint
from dragoman.errors import ReportUnreadable
from dragoman.outlets.decoding import in_unicode
from dragoman.outlets.extras import extra
from dragoman.outlets.fields import NOTHING, Fields, first_of, given
from dragoman.outlets.parts import Items, Part, length, printable, seekable
from dragoman.outlets.transfer import TransferError, unpacked
from dragoman.settings import Settings
from dragoman.types import Refusal

LARGEST_WARC, LARGEST_PAGE = 64 << 30, 32 << 20
PACKING = ("Transfer-Encoding", "Content-Encoding")
WHOLE = 200  # HTTP's status for a page that was got
# The library is not to unpack what servers packed: it ends without a word after a page in chunks of gzip, and with an
# error at the first that is broken, whatever follows.
OPTIONS = {"parse_http": True, "auto_decode": "none", "fsspec_args": False, "max_header_len": 1 << 16}
READ = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "text/plain": "page.txt",
    "text/markdown": "page.md",
    "application/pdf": "page.pdf",
    "application/rss+xml": "feed.xml",
    "application/atom+xml": "feed.xml",
    "application/xml": "feed.xml",
    "text/xml": "feed.xml",
    "message/rfc822": "message.eml",
}


def read_warc(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Items:
    """The documents among the responses and resources of a web archive; what is none is counted and said.

    The address is the record's target; when it was fetched (WARC-Date) is no date of publication.
    Raises ReportUnreadable.
    """
    warc = extra("fastwarc.warc", "warc", "Reading web archives")
    kinds = warc.WarcRecordType
    passed: Counter[str] = Counter()
    count = 0
    try:
        with seekable(stream, origin, LARGEST_WARC) as whole:
            if not length(whole):
                raise ReportUnreadable(origin, "empty", "the web archive is empty")
            for record in warc.ArchiveIterator(whole, record_types=kinds.response | kinds.resource, **OPTIONS):
                count += 1
                part = _document(record, origin, told)
                if isinstance(part, str):
                    passed[part] += 1
                else:
                    yield part
    except (OSError, ValueError, EOFError) as error:
        problem = f"the web archive is broken after {count:,} records ({complaint(error)}); those were read"
        raise ReportUnreadable(origin, "malformed", problem) from error
    yield from _said(origin, passed, count)


def _document(record: Any, origin: str, told: Fields) -> Part | Refusal | str:
    """The document of a record, or why there is none."""
    media = (record.http_content_type or record.headers.get("Content-Type") or "").partition(";")[0].strip().casefold()
    headers = record.http_headers
    if record.is_http and (headers is None or headers.status_code != WHOLE):
        return "answers other than 200"
    if media not in READ:
        return media or "documents without a media type"
    url = printable(str(record.headers.get("WARC-Target-URI") or "").strip("<>"))
    where = f"{origin}!{url or record.record_id}"
    whole = record.content_length  # counts down while it is read
    data = record.reader.read(LARGEST_PAGE + 1)
    if len(data) < min(whole, LARGEST_PAGE):
        return Refusal(where, f"it breaks off {whole - len(data):,} bytes before its end; get it anew", "malformed")
    if record.is_http and len(data) <= LARGEST_PAGE:
        try:
            data = unpacked(data, {name: str(headers.get(name) or "") for name in PACKING}, LARGEST_PAGE)
        except TransferError as error:
            return Refusal(where, f"{error}; get it anew", "malformed")
    if len(data) > LARGEST_PAGE:
        return Refusal(
            where, f"the document is larger than {LARGEST_PAGE:,} bytes; save it and read it by itself", "size"
        )
    data = in_unicode(data, headers.get("Content-Type") if headers is not None else None)
    address = given({"url": url if url.startswith("http") else None}, "WARC-Target-URI")
    return Part(READ[media], where, cast(BinaryIO, io.BytesIO(data)), first_of(told, address), media)


def _said(origin: str, passed: Counter[str], count: int) -> Items:
    for what, number in sorted(passed.items()):
        records = "record" if number == 1 else "records"
        yield Refusal(origin, f"{number:,} {records} passed over: {printable(what)}", "passed over")
    if not count:
        raise ReportUnreadable(origin, "empty", "the web archive holds no responses, or is no web archive")
