"""What a mail itself says: without what it answers, how that is introduced, and the signature."""

import re

# How mail programs mark what follows: a line of its own, or the headers of the older mail (RFC 3676 has no word on it).
ORIGINAL = re.compile(r"-{2,} ?(?:Original Message|Forwarded message) ?-{2,}", re.IGNORECASE)
RULE = re.compile(r"_{20,}|-{20,}")
HEADER = re.compile(r"\*?[A-Z][\w-]{1,15}(?: [\w-]{1,12})?:\*?\s+\S.*")  # "From: ...", "Sent: ...", in any language
HEADERS = 3  # so many lines in a row are the headers of a mail, of which one holds an address or a time
TELLING = re.compile(r"@|\d{1,2}[:.]\d\d")
FORWARDED = re.compile(r"\s*(?:fwd?|wg|tr|rv|i|doorst)\s*:", re.IGNORECASE)  # as programs begin the subject
SIGNATURE, LONGEST_SIGNATURE = "--", 8  # lines
LONGEST_INTRODUCTION = 4  # lines, of "On Monday ... <a@b.example> wrote:"


def own_words(words: str, subject: str = "") -> str:
    """The words without quoted lines, what introduces them, and the signature.

    Where the subject says that a mail is handed on, or nothing stands before it, the older mail is what is said.
    """
    lines = words.replace("\r\n", "\n").split("\n")
    lines = _without_older(lines, bool(FORWARDED.match(subject)))
    quoted = [line.startswith(">") for line in lines]
    dropped = {i for i, is_quoted in enumerate(quoted) if is_quoted}
    for first in (i for i in sorted(dropped) if i - 1 not in dropped):
        dropped |= _introduction(lines, first)
    kept = [line for i, line in enumerate(lines) if i not in dropped]
    return "\n".join(_unsigned(kept)).strip("\n")


def flowed(words: str, delsp: bool = False) -> str:
    """A text whose lines were broken for the screen (format=flowed, RFC 3676), with a paragraph a line."""
    done: list[str] = []
    broken = False
    for line in words.replace("\r\n", "\n").split("\n"):
        plain = line.removeprefix(" ") if not line.startswith(">") else line
        if broken and not plain.startswith(">") and plain != "-- ":
            done[-1] += plain
        else:
            done.append(plain)
        broken = plain.endswith(" ") and plain != "-- " and not plain.startswith(">")
        if broken and delsp:
            done[-1] = done[-1][:-1]
    return "\n".join(line if line == "-- " else line.rstrip(" ") for line in done)


def _without_older(lines: list[str], forwarded: bool) -> list[str]:
    for start in range(len(lines)):
        length = _marks(lines, start)
        if length:
            before = lines[:start]
            if not forwarded and any(line.strip() for line in before):
                return before
            return [*before, "", *_without_older(lines[start + length :], False)]
    return lines


def _marks(lines: list[str], start: int) -> int:
    """How many lines from here on mark an older mail, 0 if none does."""
    line = lines[start].strip()
    after = _headers(lines, start + 1)
    if ORIGINAL.fullmatch(line):
        return 1 + after
    return 1 + after if after and RULE.fullmatch(line) else _headers(lines, start)


def _headers(lines: list[str], start: int) -> int:
    end = start
    while end < len(lines) and HEADER.fullmatch(lines[end].strip()):
        end += 1
    told = any(TELLING.search(line) for line in lines[start:end])
    return end - start if end - start >= HEADERS and told else 0


def _introduction(lines: list[str], quoted: int) -> set[int]:
    """The lines before a quotation that say whose it is."""
    end = quoted - 1
    while end >= 0 and not lines[end].strip():
        end -= 1
    if end < 0 or quoted - end > 2 or not lines[end].rstrip().endswith(":"):
        return set()
    start = end
    while start > 0 and lines[start - 1].strip() and not lines[start - 1].startswith(">"):
        start -= 1
    if end - start >= LONGEST_INTRODUCTION or not any(TELLING.search(line) for line in lines[start : end + 1]):
        start = end
    return set(range(start, end + 1))


def _unsigned(lines: list[str]) -> list[str]:
    marks = [i for i, line in enumerate(lines) if line.rstrip() == SIGNATURE]
    if not marks:
        return lines
    is_short = len([line for line in lines[marks[-1] + 1 :] if line.strip()]) <= LONGEST_SIGNATURE
    first = next((i for i in marks if lines[i] == "-- "), None)
    end = first if first is not None else marks[-1] if is_short else len(lines)
    return lines[:end]
