"""What an article says of itself: headline, byline and dateline in its first lines, outlet and day in its address."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from dragoman.language.datelines import stated_day
from dragoman.language.lexicon import table
from dragoman.outlets.fields import NOTHING, Fields, Given

# How far into a text these lines stand, and how long a byline can be.
LINES, HEAD, LONGEST = 6, 1500, 90
SHORT_WORD = 3  # "de", "al", "bin" within a name, "and" between two
NAMES = (2, 10)  # words of a byline
HEADLINE = (3, 25)  # words of a headline
BYLINE = re.compile(r"[Bb][Yy]:? (?P<names>[A-Z][^!?:;]*[^!?:;. ])")
AGENCY = r"(?P<outlet>[A-Z][\w.&'’-]*(?: [\w.&'’-]+){0,5})"
QUOTES = "”’\"')?"  # what a headline may end in, beside a letter or digit
DAY_AND_YEAR = re.compile(r"\b\d\d?\b.*\b(?:19|20)\d\d\b")
PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)")


def opening(text: str) -> Fields:
    """Title, author, outlet and day of publication as the first lines give them; a day without a year is none."""
    found: dict[str, Given] = {}
    if title := _headline(text[:HEAD]):
        found["title"] = Given(title, "first line")
    if day := stated_day(text):
        found["published"] = Given(day, "date in the first lines")
    for line in _lines(text[:HEAD]):
        if names := _names(line):
            found.setdefault("author", Given(names, "byline"))
        elif agency := _dateline().match(line):
            found.setdefault("outlet", Given(agency["outlet"], "dateline"))
    return found


def address(url: object) -> Fields:
    """The site as outlet, and the day in the path ("/2024/03/05/"), as an address gives them."""
    try:
        parts = urlsplit(url if isinstance(url, str) else "")
        host = parts.hostname
    except ValueError:
        return NOTHING
    if not host:
        return NOTHING
    found = {"outlet": Given(host.removeprefix("www."), "address")}
    if day := PATH_DAY.search(parts.path):
        found["published"] = Given(f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}", "address")
    return found


def _lines(head: str) -> Iterator[str]:
    lines = [line.strip() for line in head.split("\n") if line.strip()][:LINES]
    return (line for line in lines if len(line) <= LONGEST or "(" in line[:LONGEST])


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(table("en", "credits")["patterns"]["dateline"]["regex"].replace("{outlet}", AGENCY))


def _headline(head: str) -> str | None:
    """The first line, if it is no sentence and stands by itself or above a byline, a dateline or a day; else null."""
    first, _, rest = head.strip("\n").partition("\n")
    first, following = first.strip(), rest.partition("\n")[0].strip()
    if not HEADLINE[0] <= len(first.split()) <= HEADLINE[1] or not rest.strip() or DAY_AND_YEAR.search(first):
        return None
    is_sentence = not first[-1].isalnum() and first[-1] not in QUOTES
    apart = not following or _names(following) or _dateline().match(following) or stated_day(following)
    return None if is_sentence or not apart or _names(first) or _dateline().match(first) else first


def _names(line: str) -> str | None:
    """Who wrote it, if the line is a byline, without the place or outlet that may follow."""
    byline = BYLINE.fullmatch(line)
    names = _after_names().sub("", byline["names"]) if byline else ""
    return names if _are_names(names) else None


@cache
def _after_names() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(table('en', 'bylines')['after'])}) (?=[A-Z]).*")


def _are_names(words: str) -> bool:
    parts = words.replace(",", " ").split()
    named = all(p[0].isupper() or len(p) <= SHORT_WORD or ("-" in p and not p.islower()) for p in parts)
    return NAMES[0] <= len(parts) <= NAMES[1] and named and not any(c.isdigit() for c in words)
