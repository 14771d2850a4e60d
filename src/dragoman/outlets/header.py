"""The block of "Title: ...", "Outlet: ..." lines, bare or between two "---" lines, that a text file may begin with."""

import re

KEYS = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "source": "outlet",
    "published": "published",
    "date": "published",
    "author": "author",
    "by": "author",
    "url": "url",
    "link": "url",
    "language": "language",
    "lang": "language",
    "id": "id",
}
LINE = re.compile(r"([A-Za-z][\w -]{0,30}):[ \t]*(.*)")
LONGEST = 40


def split_header(text: str) -> tuple[dict[str, object], str]:
    """The fields of the header and the text after it; no fields and the whole text if there is no header.

    A bare header ends with an empty line and must begin with a key that we know; unknown keys are passed over.
    """
    lines = text.split("\n", LONGEST + 1)
    fenced = lines[0].strip() == "---"
    body = lines[1:] if fenced else lines
    end = next((i for i, line in enumerate(body) if line.strip() == ("---" if fenced else "")), None)
    if end is None or not _is_header(body[:end], fenced):
        return {}, text
    fields: dict[str, object] = {}
    for key, value in (found.groups() for line in body[:end] if (found := LINE.fullmatch(line.strip()))):
        if name := KEYS.get(key.casefold()):
            fields.setdefault(name, value.strip().strip("\"'"))
    return fields, "\n".join(body[end + 1 :]).lstrip("\n")


def _is_header(lines: list[str], fenced: bool) -> bool:
    found = [LINE.fullmatch(line.strip()) for line in lines]
    known = [f is not None and f[1].casefold() in KEYS for f in found]
    return any(known) if fenced else bool(known) and known[0] and all(found)
