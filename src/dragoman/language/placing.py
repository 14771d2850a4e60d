"""Where on the calendar a date's words lie: one function for each shape of `datewords.SHAPES`.

Each takes the match and the publication date (an ISO prefix or null) and gives an Interval: NOWHERE if the
words are a date that cannot be placed, null if they are no date.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from dragoman.language.calendar import (
    NOWHERE,
    PRECISION,
    Interval,
    a_day,
    a_month,
    a_year,
    last_day,
    month_number,
    moved,
    part,
    shifted,
    whole,
)
from dragoman.language.datewords import next_with_year, words_of
from dragoman.language.tense import looks_ahead

Match = re.Match[str]
Place = Callable[[Match, str | None], Interval | None]


def _months() -> dict[str, int]:
    return words_of("months")


def _month(match: Match) -> int:
    return int(_months()[match["m"].rstrip(".").casefold()])


def _number(word: str) -> int:
    first = word.casefold().split(" ")[0]
    return int(first) if first.isdigit() else int(words_of("numbers").get(first, 0))


def _step(match: Match) -> int:
    return int(words_of("steps").get(match["step"].casefold(), 0))


def _day_of(published: str | None) -> date | None:
    return date.fromisoformat(published) if published and len(published) == 10 else None


def _ahead(match: Match) -> bool:
    return looks_ahead(match.string, match.start(), match.end())


def _lent_year(match: Match) -> int | None:
    """The year that the next date of a row gives to this one: "4 April and 5-6 April [2016]"."""
    found = next_with_year().match(match.string, match.end())
    return int(found["y"]) if found else None


def _year_for(match: Match, published: str | None, month: int, day: int) -> int | None:
    named = match.groupdict()
    if named.get("y") or named.get("step"):
        return _named_year(match, published)
    lent = _lent_year(match)
    if lent or published is None or len(published) < 7:
        return lent
    year, known = int(published[:4]), published[5:]
    here = f"{month:02}-{day:02}"[: len(known)] if day else f"{month:02}"
    if _ahead(match):
        return year if here >= known[: len(here)] else year + 1
    return year if here <= known[: len(here)] else year - 1


def _named_year(match: Match, published: str | None) -> int | None:
    """The year written out, or this, last or next year."""
    if match["y"]:
        return int(match["y"])
    return int(published[:4]) + _step(match) if published else None


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
    month = _month(match)
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
    return NOWHERE if year is None else a_month(year * 12 + _month(match) - 1)


def months(match: Match, published: str | None) -> Interval | None:
    """The first five months of 2022."""
    year, count = _named_year(match, published), _number(match["n"])
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
    year = _year_for(match, published, _month(match), 0)
    return NOWHERE if year is None else a_month(year * 12 + _month(match) - 1)


def step_month(match: Match, published: str | None) -> Interval | None:
    """Last March, next March, this March."""
    if published is None or len(published) < 7:
        return NOWHERE
    here, step = month_number(published), _step(match)
    found = here // 12 * 12 + _month(match) - 1
    if step < 0 and found >= here:
        found -= 12
    if step > 0 and found <= here:
        found += 12
    return a_month(found)


def years(match: Match, published: str | None) -> Interval | None:
    """2014-2016, 2014-16, 2014 to 2016."""
    first, second = match["y"], match["y2"]
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
    # \w+ alone would take the "s" of "Iran's" for a word.
    told = re.search(r"(?:(\()|['’]s |\b(?:[Mm]id|[Pp]re|[Pp]ost)-|([A-Za-z]+) )$", before)
    if told is None or (told[2] and told[2].casefold() not in words["before_year"] and not _capital_month(told[2])):
        return None
    return a_year(int(match["y"]))


def _capital_month(word: str) -> bool:
    return word[0].isupper() and word.casefold() in _months()


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
    return _season(match["season"], int(match["y"]))


def _season(word: str, year_number: int) -> Interval:
    first = int(words_of("seasons")[word.casefold()])
    start = year_number * 12 + first - 1
    return a_year(year_number) if first == 12 else Interval(a_month(start).start, a_month(start + 2).start)


def step_season(match: Match, published: str | None) -> Interval | None:
    """Last, this and next summer."""
    first, step = int(words_of("seasons")[match["season"].casefold()]), _step(match)
    if published is None or len(published) < 7 or first == 12:
        return NOWHERE
    number, month_now = int(published[:4]), int(published[5:7])
    if step < 0 and month_now <= first + 2:
        number -= 1
    if step > 0 and month_now >= first:
        number += 1
    return _season(match["season"], number)


def weekday(match: Match, published: str | None) -> Interval | None:
    """Wednesday: the last one up to the day of publication, or the coming one if the words look ahead."""
    if _is_name(match):
        return None
    today = _day_of(published)
    if today is None:
        return NOWHERE
    wanted = int(words_of("weekdays")[match["wd"].rstrip(".").casefold()])
    back = (today.weekday() - wanted) % 7
    step = _step(match) if match["step"] else (1 if _ahead(match) else -1)
    if step > 0:
        days = (7 - back) % 7 or (7 if match["step"] else 0)
    else:
        days = -back or (-7 if match["step"] and step < 0 else 0)
    day = moved(today, days)
    return a_day(day) if day else NOWHERE


def _is_name(match: Match) -> bool:
    words = words_of("words")
    after = re.match(r" ([A-Z]\w+)", match.string[match.end() : match.end() + 20])
    before = re.search(r"(\w+) $", match.string[max(0, match.start() - 12) : match.start()])
    name_after = after is not None and after[1].casefold() in words["name_after_weekday"]
    short = len(match["wd"].rstrip(".")) <= 3 and not match["wd"].endswith(".")
    return short or name_after or (before is not None and before[1].casefold() in words["name_before_weekday"])


def weekend(match: Match, published: str | None) -> Interval | None:
    """The weekend: the last one, or the coming one if the words look ahead."""
    today = _day_of(published)
    if today is None:
        return NOWHERE
    ahead = _step(match) > 0 or (match["step"].casefold() in ("the", "this") and _ahead(match))
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if ahead and today.weekday() < 5:
        saturday += timedelta(days=7)
    return Interval(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat())


def day(match: Match, published: str | None) -> Interval | None:
    """Yesterday, today, tomorrow and their parts."""
    today = _day_of(published)
    found = moved(today, int(words_of("days")[match["day"].casefold()])) if today else None
    return a_day(found) if found else NOWHERE


def step(match: Match, published: str | None) -> Interval | None:
    """Last week, this month, next year."""
    unit = _unit(match)
    return whole(shifted(published, unit, _step(match)), unit)


def _unit(match: Match) -> str:
    return str(words_of("units")[match["u"].casefold()])


def so_far(match: Match, published: str | None) -> Interval | None:
    """Earlier this month runs up to the day of publication, later this month from it on."""
    unit = _unit(match)
    found = whole(shifted(published, unit, _step(match)), unit)
    if found == NOWHERE or published is None:
        return NOWHERE
    if _step(match) != 0:
        return part(found, "early" if match["part"].casefold() == "earlier" else "late")
    return Interval(found.start, published) if match["part"].casefold() == "earlier" else Interval(published, found.end)


def rolling(match: Match, published: str | None) -> Interval | None:
    """The last eight years, the next two weeks: counted from the day of publication."""
    unit, sign = _unit(match), _step(match)
    if unit == "hour":
        return day_itself(published)
    if match["n"] is None and (_plural(match) or (match["prep"] is None and unit in ("day", "week", "quarter"))):
        return None
    far = shifted(published, unit, sign * (_number(match["n"]) if match["n"] else 1))
    if far is None:
        return NOWHERE
    return Interval(far, published) if sign < 0 else Interval(published, far)


def _plural(match: Match) -> bool:
    return match[0].endswith("s")


def day_itself(published: str | None) -> Interval:
    """The day of publication."""
    today = _day_of(published)
    return a_day(today) if today else NOWHERE


def current_unit(match: Match, published: str | None) -> Interval | None:
    """The current year."""
    return whole(published, _unit(match))


def ago(match: Match, published: str | None) -> Interval | None:
    """Two years ago: the year, month, week or day then."""
    unit, count = _unit(match), _number(match["n"])
    if unit == "hour":
        return day_itself(published)
    found = shifted(published, unit, -count)
    return Interval(found, found) if PRECISION[unit] == 4 else whole(found, "week" if unit == "fortnight" else unit)


def in_time(match: Match, published: str | None) -> Interval | None:
    """In two weeks, within three days: ahead; "the first visit in two years" looks back; else it is a duration."""
    unit, count = _unit(match), _number(match["n"])
    within = match["prep"].casefold() == "within"
    before = re.findall(r"\w+", match.string[max(0, match.start() - 40) : match.start()])[-5:]
    if unit == "hour" or not count:
        return NOWHERE if count else None
    if set(before) & set(words_of("words")["firsts"]) or (within and not _ahead(match)):
        found = shifted(published, unit, -count)
        return Interval(found, published) if found else NOWHERE
    if not within and not match[0].casefold().endswith("time") and not _ahead(match):
        return None
    found = shifted(published, unit, count)
    if found is None:
        return NOWHERE
    return Interval(published, found) if within else whole(found, "week" if unit == "fortnight" else unit)


def nowhere(match: Match, published: str | None) -> Interval | None:
    """Words of time without a place on the calendar: recently, two years later."""
    return NOWHERE


def of_unit(match: Match, published: str | None) -> Interval | None:
    """The end of the year, the middle of this month: of the one in which the report was published."""
    found = whole(published, _unit(match))
    return found if found == NOWHERE else part(found, words_of("parts")[match["part"].casefold()])


def year_end(match: Match, published: str | None) -> Interval | None:
    """Year-end."""
    found = whole(published, "year")
    return found if found == NOWHERE else part(found, "end")


PLACE: dict[str, Place] = {
    "iso": iso,
    "numeric": numeric,
    "day_month": days_of_month,
    "month_day": days_of_month,
    "month_year": month_year,
    "months": months,
    "month": month,
    "step_month": step_month,
    "years": years,
    "year": year,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "season": season,
    "step_season": step_season,
    "weekday": weekday,
    "weekend": weekend,
    "day": day,
    "step": step,
    "so_far": so_far,
    "rolling": rolling,
    "centuries": current_unit,
    "ago": ago,
    "in_time": in_time,
    "offset": nowhere,
    "of_unit": of_unit,
    "year_end": year_end,
    "vague": nowhere,
}
