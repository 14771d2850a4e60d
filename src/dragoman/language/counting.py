"""Dates that count from the day of publication: yesterday, on Friday, last month, two years ago, in three weeks.

Each public function from `step_month` on takes the match of a shape of `datewords.SHAPES` and the publication date
(an ISO prefix or null) and gives an Interval: NOWHERE if it cannot be placed, null if the words are no date.
"""

import re
from datetime import date, timedelta

from dragoman.language.calendar import (
    NOWHERE,
    PRECISION,
    Interval,
    a_day,
    a_month,
    a_year,
    month_number,
    moved,
    part,
    shifted,
    whole,
)
from dragoman.language.datewords import words_of
from dragoman.language.tense import looks_ahead

Match = re.Match[str]


def month_of(match: Match) -> int:
    """The number of the month that the match names."""
    return number_of_month(match["m"])


def number_of_month(word: str) -> int:
    """The number of a month by its name."""
    return int(words_of("months")[word.rstrip(".").casefold()])


def number_of(word: str) -> int:
    """A number in digits or words; 0 if it is none."""
    first = word.casefold().split(" ")[0]
    return int(first) if first.isdigit() else int(words_of("numbers").get(first, 0))


def step_of(match: Match) -> int:
    """How many units from the one in which the report was published: last -1, this 0, next 1."""
    return int(words_of("steps").get(match["step"].casefold(), 0))


def _day_of(published: str | None) -> date | None:
    return date.fromisoformat(published) if published and len(published) == 10 else None


def is_ahead(match: Match) -> bool:
    """Whether the words around the date look ahead."""
    return looks_ahead(match.string, match.start(), match.end())


def step_month(match: Match, published: str | None) -> Interval | None:
    """Last March, next March, this March."""
    if published is None or len(published) < 7:
        return NOWHERE
    here, step = month_number(published), step_of(match)
    found = here // 12 * 12 + month_of(match) - 1
    if step < 0 and found >= here:
        found -= 12
    if step > 0 and found <= here:
        found += 12
    return a_month(found)


def season_of(word: str, year_number: int) -> Interval:
    """A season of a year; a winter lies in two years, and gives the year."""
    first = int(words_of("seasons")[word.casefold()])
    start = year_number * 12 + first - 1
    return a_year(year_number) if first == 12 else Interval(a_month(start).start, a_month(start + 2).start)


def step_season(match: Match, published: str | None) -> Interval | None:
    """Last, this and next summer."""
    first, step = int(words_of("seasons")[match["season"].casefold()]), step_of(match)
    if published is None or len(published) < 7 or first == 12:
        return NOWHERE
    number, month_now = int(published[:4]), int(published[5:7])
    if step < 0 and month_now <= first + 2:
        number -= 1
    if step > 0 and month_now >= first:
        number += 1
    return season_of(match["season"], number)


def bare_season(match: Match, published: str | None) -> Interval | None:
    """In spring: the last one, or the coming one if the words look ahead."""
    first = int(words_of("seasons")[match["season"].casefold()])
    if published is None or len(published) < 7 or first == 12:
        return NOWHERE
    number, month_now = int(published[:4]), int(published[5:7])
    if is_ahead(match):
        number += month_now > first + 2
    else:
        number -= month_now < first
    return season_of(match["season"], number)


def weekday(match: Match, published: str | None) -> Interval | None:
    """Wednesday: the last one up to the day of publication, or the coming one if the words look ahead."""
    if _is_name(match):
        return None
    today = _day_of(published)
    if today is None:
        return NOWHERE
    wanted = int(words_of("weekdays")[match["wd"].rstrip(".").casefold()])
    back = (today.weekday() - wanted) % 7
    step = step_of(match) if match["step"] else (1 if is_ahead(match) else -1)
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
    short = len(match["wd"].rstrip(".")) <= 4 and (before is None or before[1].casefold() != "on")
    return short or name_after or (before is not None and before[1].casefold() in words["name_before_weekday"])


def weekend(match: Match, published: str | None) -> Interval | None:
    """The weekend: the last one, or the coming one if the words look ahead."""
    today = _day_of(published)
    if today is None:
        return NOWHERE
    ahead = step_of(match) > 0 or (match["step"].casefold() in ("the", "this") and is_ahead(match))
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
    return whole(shifted(published, unit, step_of(match)), unit)


def _unit(match: Match) -> str:
    return str(words_of("units")[match["u"].casefold()])


def so_far(match: Match, published: str | None) -> Interval | None:
    """Earlier this month runs up to the day of publication, later this month from it on."""
    unit = _unit(match)
    found = whole(shifted(published, unit, step_of(match)), unit)
    if found == NOWHERE or published is None:
        return NOWHERE
    if step_of(match) != 0:
        return part(found, "early" if match["part"].casefold() == "earlier" else "late")
    return Interval(found.start, published) if match["part"].casefold() == "earlier" else Interval(published, found.end)


def rolling(match: Match, published: str | None) -> Interval | None:
    """The last eight years, the next two weeks: counted from the day of publication."""
    unit, sign = _unit(match), step_of(match)
    if unit == "hour":
        return day_itself(published)
    if match["n"] is None and (_plural(match) or (match["prep"] is None and unit in ("day", "week", "quarter"))):
        return None
    far = shifted(published, unit, sign * (number_of(match["n"]) if match["n"] else 1))
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
    unit, count = _unit(match), number_of(match["n"])
    if unit == "hour":
        return day_itself(published)
    if match["half"] or match["and_half"]:
        return _halves_ago(published, unit, 1 if match["half"] else 2 * count + 1)
    found = shifted(published, unit, -count)
    return Interval(found, found) if PRECISION[unit] == 4 else whole(found, "week" if unit == "fortnight" else unit)


def _halves_ago(published: str | None, unit: str, halves: int) -> Interval:
    smaller, size = {"year": ("month", 6), "decade": ("year", 5), "century": ("year", 50)}.get(unit, ("", 0))
    found = shifted(published, smaller, -halves * size) if smaller else None
    return Interval(found, found)


def in_time(match: Match, published: str | None) -> Interval | None:
    """In two weeks, within three days: ahead; "the first visit in two years" looks back; else it is a duration."""
    unit, count = _unit(match), number_of(match["n"])
    within = match["prep"].casefold() == "within"
    before = re.findall(r"\w+", match.string[max(0, match.start() - 40) : match.start()])[-5:]
    if unit == "hour" or not count:
        return NOWHERE if count else None
    if set(before) & set(words_of("words")["firsts"]) or (within and not is_ahead(match)):
        found = shifted(published, unit, -count)
        return Interval(found, published) if found else NOWHERE
    if not within and not match[0].casefold().endswith("time") and not is_ahead(match):
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
