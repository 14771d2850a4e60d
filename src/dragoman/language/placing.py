"""Dates that the calendar alone places: 29 June 2022, in March, Q3 2024, the 1990s; and the list of all shapes.

Each function takes the match of a shape of `datewords.SHAPES` and the publication date (an ISO prefix or null) and
gives an Interval: NOWHERE if it cannot be placed, null if the words are no date.
"""

import re
from collections.abc import Callable
from datetime import date

from dragoman.language import counting
from dragoman.language.calendar import NOWHERE, Interval, a_day, a_month, a_year, last_day
from dragoman.language.counting import is_ahead, month_of, number_of, number_of_month, season_of, step_of
from dragoman.language.datewords import a_day_with_year, next_with_year, words_of
from dragoman.language.tense import SENTENCE_END

Match = re.Match[str]
Place = Callable[[Match, str | None], Interval | None]

REACH = 100  # characters within which a day lends its year to one before

# A bracket, a possessive, another year of a row, or a word. \w+ alone would take the "s" of "Iran's" for a word.
BEFORE_YEAR = re.compile(r"(?:(\()|['’]s |(?:1[5-9]|20)\d\d(?:,|,? and) |\b(?:[Mm]id|[Pp]re|[Pp]ost)-|([A-Za-z]+) )$")


def _lent_year(match: Match) -> int | None:
    """The year that the next date of a row gives to this one: "4 April and 5-6 April [2016]".

    Words may stand between two days of one month in one sentence: "Peru on 4 April and Chile on 6 April 2016".
    """
    found = next_with_year().match(match.string, match.end()) or _same_month(match)
    return int(found["y"]) if found else None


def _same_month(match: Match) -> Match | None:
    if "d" not in match.re.groupindex:
        return None
    rest = SENTENCE_END.split(match.string[match.end() : match.end() + REACH])[0]
    found = a_day_with_year().search(rest)
    return found if found and number_of_month(found["m"] or found["m2"]) == month_of(match) else None


def _year_for(match: Match, published: str | None, month: int, day: int) -> int | None:
    named = match.groupdict()
    if named.get("y") or named.get("step"):
        return _named_year(match, published)
    lent = _lent_year(match)
    if lent or published is None or len(published) < 7:
        return lent
    year, known = int(published[:4]), published[5:]
    here = f"{month:02}-{day:02}"[: len(known)] if day else f"{month:02}"
    if is_ahead(match):
        return year if here >= known[: len(here)] else year + 1
    return year if here <= known[: len(here)] else year - 1


def _named_year(match: Match, published: str | None) -> int | None:
    """The year written out, or this, last or next year."""
    if match["y"]:
        return int(match["y"])
    return int(published[:4]) + step_of(match) if published else None


def iso(match: Match, published: str | None) -> Interval | None:
    """2016-04-05, 2016-04; "2011-12" are two years rather than a month."""
    year, month, day = match["y"], match["mm"], match["dd"]
    if day is None:
        two_years = int(month) == (int(year) + 1) % 100
        return Interval(year, f"{int(year) + 1}") if two_years else Interval(*2 * (f"{year}-{month}",))
    return _checked(int(year), int(month), int(day))


def numeric(match: Match, published: str | None) -> Interval | None:
    """5.4.2016 has the day first; 4/5/2016 is told by a part above twelve, else not placed."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == "." or first > 12:
        return _checked(year, second, first)
    if second > 12:
        return _checked(year, first, second)
    return NOWHERE if first != second else _checked(year, first, second)


def _checked(year: int, month: int, day: int) -> Interval | None:
    try:
        return a_day(date(year, month, day))
    except ValueError:
        return None


def days_of_month(match: Match, published: str | None) -> Interval | None:
    """29 June 2022, June 29, 5-6 April: from the first to the last of the days named."""
    days = [int(d) for d in re.findall(r"\d{1,2}", match["d"])]
    month = month_of(match)
    year = _year_for(match, published, month, days[0])
    if max(days) > last_day(2000, month):
        return None
    if year is None:
        return NOWHERE
    first, last = _checked(year, month, min(days)), _checked(year, month, max(days))
    return Interval(first.start, last.end) if first and last else None


def month_year(match: Match, published: str | None) -> Interval | None:
    """March 2026, March last year."""
    year = _named_year(match, published)
    return NOWHERE if year is None else a_month(year * 12 + month_of(match) - 1)


def months(match: Match, published: str | None) -> Interval | None:
    """The first five months of 2022."""
    year, count = _named_year(match, published), number_of(match["n"])
    if year is None or not 0 < count <= 12:
        return NOWHERE
    first = year * 12 + (0 if match["ord"].casefold() == "first" else 12 - count)
    return Interval(a_month(first).start, a_month(first + count - 1).start)


def month(match: Match, published: str | None) -> Interval | None:
    """In March: the last one, or the coming one if the words look ahead; it needs a word of time before it."""
    before = re.findall(r"[\w’']+", match.string[max(0, match.start() - 20) : match.start()])
    told = bool(before) and before[-1].casefold() in words_of("words")["before_month"]
    if not told and _lent_year(match) is None:
        return None
    year = _year_for(match, published, month_of(match), 0)
    return NOWHERE if year is None else a_month(year * 12 + month_of(match) - 1)


def years(match: Match, published: str | None) -> Interval | None:
    """2014-2016, 2014-16, 2014 to 2016."""
    first, second = match["y"], match["y2"]
    between = re.search(r"\b[Bb]etween $", match.string[max(0, match.start() - 10) : match.start()])
    if " and " in match[0] and not between:
        return None
    second = first[: 4 - len(second)] + second
    return Interval(first, second) if int(first) < int(second) < int(first) + 200 else None


def year(match: Match, published: str | None) -> Interval | None:
    """A bare year, if a word of time or a bracket stands before it and nothing counted after it."""
    text = match.string
    before = text[max(0, match.start() - 20) : match.start()]
    after = re.match(r"[ -]([A-Za-z]+)", text[match.end() : match.end() + 20])
    words = words_of("words")
    if after and after[1].casefold() in words["counted"]:
        return None
    told = BEFORE_YEAR.search(before)
    if told is None or (told[2] and told[2].casefold() not in words["before_year"] and not _capital_month(told[2])):
        return None
    return a_year(int(match["y"]))


def _capital_month(word: str) -> bool:
    return word[0].isupper() and word.casefold() in words_of("months")


def decade(match: Match, published: str | None) -> Interval | None:
    """The 1990s."""
    return Interval(match["y"], f"{int(match['y']) + 9}")


def century(match: Match, published: str | None) -> Interval | None:
    """The 19th century: 1801 to 1900."""
    last = int(match["n"]) * 100
    return Interval(str(last - 99), str(last))


def quarter(match: Match, published: str | None) -> Interval | None:
    """Q3 2024, the first half of 2024, the second quarter of this year."""
    year_number = _named_year(match, published)
    length = 6 if (match["q"] or match["half"] or "").casefold() in ("h", "half") else 3
    place = _ordinal(match, 12 // length)
    if place is None or year_number is None:
        return None if place is None else NOWHERE
    first = year_number * 12 + (place - 1) * length
    return Interval(a_month(first).start, a_month(first + length - 1).start)


def _ordinal(match: Match, count: int) -> int | None:
    word = (match["ord"] or "").casefold()
    place = int(match["n"] or 0) or (count if word == "last" else int(words_of("ordinals")[word]))
    return place if place <= count else None


def season(match: Match, published: str | None) -> Interval | None:
    """Summer 2024; a winter with one year is not told apart, and gives the year."""
    return season_of(match["season"], int(match["y"]))


def named(match: Match, published: str | None) -> Interval | None:
    """Days known by a name: the 9/11 attacks."""
    day_named = str(words_of("named")[match["name"].casefold()])
    return Interval(day_named, day_named)


PLACE: dict[str, Place] = {
    "iso": iso,
    "numeric": numeric,
    "day_month": days_of_month,
    "month_day": days_of_month,
    "month_year": month_year,
    "months": months,
    "month": month,
    "step_month": counting.step_month,
    "years": years,
    "year": year,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "season": season,
    "bare_season": counting.bare_season,
    "step_season": counting.step_season,
    "weekday": counting.weekday,
    "weekend": counting.weekend,
    "day": counting.day,
    "step": counting.step,
    "so_far": counting.so_far,
    "rolling": counting.rolling,
    "centuries": counting.current_unit,
    "ago": counting.ago,
    "in_time": counting.in_time,
    "offset": counting.nowhere,
    "of_unit": counting.of_unit,
    "year_end": counting.year_end,
    "vague": counting.nowhere,
    "occasion": counting.nowhere,
    "named": named,
}
