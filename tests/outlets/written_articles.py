"""One invented article as every format writes it, and a writer of small PDF files."""

import base64
import bz2
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from html import escape

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from fastwarc.warc import WarcRecord, WarcRecordType

TITLE, OUTLET, DAY = "A deal", "Caspian Wire", "2024-03-05"
WORDS = "The ministers of Iran and Turkmenistan signed a gas swap agreement in Ashgabat on Wednesday, officials said."
MORE = "“Volumes will double by 2030,” Türkmengaz added; Baku – the buyer – did not comment on the terms of the deal."
DATELINE = "ASHGABAT, March 5, 2024 (Caspian Wire) – "  # for what has no place for date and outlet
LINK = "https://wire.example/n/7"


def text(one: str, two: str) -> bytes:
    return f"Title: {TITLE}\nOutlet: {OUTLET}\nPublished: {DAY}\n\n{one}\n\n{two}\n".encode("utf-8", "replace")


def markdown(one: str, two: str) -> bytes:
    head = f"---\ntitle: {TITLE}\noutlet: '{OUTLET}'\npublished: {DAY}\n---\n"
    return f"{head}\n{one}\n\n**{two}**\n".encode("utf-8", "replace")


def html(one: str, two: str) -> bytes:
    return (
        f'<html><head><meta charset="utf-8"><title>{TITLE}</title><meta property="og:site_name" content="{OUTLET}">'
        f'<meta property="article:published_time" content="{DAY}T10:00:00Z"></head><body>'
        '<nav><a href="/">Home</a></nav>'
        f"<article><h1>{TITLE}</h1><p>{one}</p><p>{two}</p></article><footer>All rights reserved</footer></body></html>"
    ).encode("utf-8", "replace")


def row(one: str, two: str) -> dict[str, str]:
    return {"text": f"{one}\n\n{two}", "title": TITLE, "outlet": OUTLET, "published": DAY}


def jsonl(one: str, two: str) -> bytes:
    return json.dumps(row(one, two)).encode()


def csv(one: str, two: str) -> bytes:
    cells = ['"' + cell.replace('"', '""') + '"' for cell in row(one, two).values()]
    return f"text,title,outlet,published\n{','.join(cells)}\n".encode("utf-8", "replace")


def excel(one: str, two: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("News")
        for place, (name, cell) in enumerate(row(one, two).items()):
            sheet.write_string(0, place, name)
            sheet.write_string(1, place, cell)
    return out.getvalue()


def parquet(one: str, two: str) -> bytes:
    out = io.BytesIO()
    clean = {name: [cell.encode("utf-8", "replace").decode()] for name, cell in row(one, two).items()}
    pq.write_table(pa.table(clean), out)
    return out.getvalue()


def mail(one: str, two: str) -> bytes:
    body = f"{one}\r\n\r\n{two}\r\n".encode("utf-8", "replace")
    head = (
        f"From: {OUTLET} <news@wire.example>\r\nTo: desk@example.org\r\nSubject: {TITLE}\r\n"
        "List-Id: <news.wire.example>\r\n"
        "Date: Tue, 05 Mar 2024 10:00:00 +0400\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head.encode() + body + b"\r\n-- \r\nThe desk\r\n"


def mbox(one: str, two: str) -> bytes:
    return b"From news@wire.example Tue Mar  5 10:00:00 2024\n" + mail(one, two).replace(b"\r\n", b"\n")


def feed(one: str, two: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{OUTLET}</title><link>https://wire.example</link><item><title>{TITLE}</title>"
        f"<link>{LINK}</link><pubDate>Tue, 05 Mar 2024 10:00:00 +0400</pubDate>"
        "<description>A deal was signed.</description>"
        f"<content:encoded><![CDATA[<p>{one}</p><p>{two}</p>]]></content:encoded></item></channel></rss>"
    ).encode("utf-8", "replace")


def warc(one: str, two: str, pack: bool = False) -> bytes:
    out = io.BytesIO()
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = LINK
    record.headers["Content-Type"] = "application/http; msgtype=response"
    body = html(one, two)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    record.set_bytes_content(head + body)
    record.write(out)
    return gzip.compress(out.getvalue()) if pack else out.getvalue()


def zipped(one: str, two: str) -> bytes:
    return zip_of({"news/a.txt": text(one, two)})


def tar(one: str, two: str) -> bytes:
    return tar_of({"news/a.html": html(one, two)})


def packed(one: str, two: str) -> bytes:
    return bz2.compress(jsonl(one, two))


def pdf(one: str, two: str) -> bytes:
    lines = [(72, 760, 18, TITLE)]
    height = 720
    for paragraph in (DATELINE + one, two):
        for piece in wrapped(paragraph, 80):
            lines.append((72, height, 11, piece))
            height -= 14
        height -= 14
    return pdf_of([lines])


def word(one: str, two: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    heading = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>'
    first, rest = (escape(p.encode("utf-8", "replace").decode()) for p in (DATELINE + one, two))
    gone = "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:del><w:r><w:delText>No</w:delText></w:r></w:del>"
    body = f"<w:p><w:r><w:t>{first}</w:t></w:r></w:p><w:p>{gone}<w:r><w:t>{rest}</w:t></w:r></w:p>"
    document = f"<w:document {space}><w:body>{heading}{body}</w:body></w:document>"
    return zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def odt(one: str, two: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "drawing")
    )
    first, rest = (escape(p.encode("utf-8", "replace").decode()) for p in (DATELINE + one, two))
    note = "<text:note><text:note-body><text:p>See below.</text:p></text:note-body></text:note>"
    body = f"<text:h>{TITLE}</text:h><text:p>{first}</text:p><text:p><text:span>{rest}</text:span>{note}</text:p>"
    document = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    return zip_of(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": document.encode()}, zipfile.ZIP_STORED
    )


def saved(one: str, two: str) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n"
    )
    part = (
        f"\r\n--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {LINK}\r\n\r\n"
    )
    return (head + part).encode() + base64.encodebytes(html(one, two)) + b"\r\n--B--\r\n"


def zip_of(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tar_of(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def wrapped(words: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def pdf_of(pages: Sequence[Sequence[tuple[float, float, float, str]]], title: str | None = None) -> bytes:
    """A PDF file: for each page its lines as (left, baseline, size, words), in points, in Helvetica."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = len(objects) + 1
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        stream = b"".join(_shown(*line) for line in lines)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (len(objects), font)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    if title is not None:
        objects.append(b"<< /Title (%s) >>" % title.encode("cp1252"))
    return _numbered(objects, len(objects) if title is not None else None)


def _shown(left: float, bottom: float, size: float, words: str) -> bytes:
    raw = words.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    raw = raw.replace(b"\r", b" ").replace(b"\n", b" ")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, left, bottom, raw)


def _numbered(objects: Sequence[bytes], info: int | None) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    about = b" /Info %d 0 R" % info if info else b""
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (len(objects) + 1, table)
    return out + b"<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, about, start)


WRITE: dict[str, Callable[[str, str], bytes]] = {
    "text": text,
    "markdown": markdown,
    "html": html,
    "pdf": pdf,
    "word": word,
    "odt": odt,
    "saved": saved,
    "mail": mail,
    "mbox": mbox,
    "jsonl": jsonl,
    "json": lambda one, two: json.dumps({"status": "ok", "articles": [row(one, two)]}, indent=1).encode(),
    "csv": csv,
    "excel": excel,
    "parquet": parquet,
    "feed": feed,
    "warc": warc,
    "zip": zipped,
    "tar": tar,
    "packed": packed,
}
