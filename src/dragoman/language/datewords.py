"""The regular expressions of dates, built from the words of the lexicon; each finds one way to say when."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from dragoman.language.lexicon import table


def words_of(name: str) -> dict[str, Any]:
    """One table of the lexicon's dates."""
    found: dict[str, Any] = table("en", "dates")[name]
    return found


def any_of(words: Iterable[str]) -> str:
    """One of the words, the longest that fits."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


def _capital(values: dict[str, int]) -> str:
    """The words with a capital or in capitals, and perhaps a dot after those that shorten another."""
    short = {w for w in values if any(o != w and o.startswith(w) and values[o] == values[w] for o in values)}
    whole = any_of(form for w in values if w not in short for form in (w.capitalize(), w.upper()))
    dotted = any_of(form for w in short for form in (w.capitalize(), w.upper()))
    return rf"(?:{whole}\b|{dotted}\b\.?)"


@cache
def pieces() -> dict[str, str]:
    """The parts from which the expressions are put together."""
    numbers, units = any_of(words_of("numbers")), any_of(words_of("units"))
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
    month, year = _capital(words_of("months")), r"(?:1[5-9]|20)\d\d\b(?![.,]\d|%)"
    return {
        "M": month,
        "WD": _capital(words_of("weekdays")),
        "Y": year,
        "YEAR": rf"(?: of)?,? (?P<y>{year})|(?: of)? (?P<step>this|last|next) year\b",
        "D": day,
        "DD": rf"{day}(?:(?:\s?[-–—]\s?|, (?:and )?| and | to | or ){day}){{0,4}}",
        "DA": rf"{day}(?:(?:\s?[-–—]\s?| and | to | or ){day}){{0,2}}",
        "N": rf"(?:{numbers}|\d{{1,3}})",
        "U": units,
        "SEASON": any_of(words_of("seasons")),
        "STEP": any_of(words_of("steps")),
        "ORD": any_of(words_of("ordinals")),
        "SIZE": any_of(
            w for w, u in words_of("units").items() if u in ("week", "month", "quarter", "year", "decade", "century")
        ),
    }


# Named groups: m month, d days, y year, wd weekday, n number, u unit, step, part, ord; matched without regard to
# case only in the words marked (?i:...), since "may" and "march" are verbs.
SHAPES: dict[str, str] = {
    "iso": r"(?<![\w.-])(?P<y>(?:1[5-9]|20)\d\d)-(?P<mm>0[1-9]|1[0-2])(?:-(?P<dd>\d\d))?(?:T[\d:.]{4,15}Z?)?(?![\w-])",
    "numeric": r"(?<![\w.,/-])(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?![\w/])",
    "day_month": r"(?<![\w.,$€£:-])(?:{WD},? )?(?:(?i:the) )?(?P<d>{DD})(?: of)? (?P<m>{M})(?:{YEAR})?",
    "month_day": r"\b(?:{WD},? \(?)?(?P<m>{M}) (?P<d>{DA})(?!\s?(?:%|percent\b))(?:{YEAR})?",
    "month_year": r"\b(?P<m>{M})(?:{YEAR})",
    "month": r"\b(?P<m>{M})(?!\w|-(?!{M})|\s\d)",
    "step_month": r"\b(?P<step>(?i:{STEP})) (?P<m>{M})(?!\w)",
    "years": r"(?<![\w.,$€£-])(?P<y>(?:1[5-9]|20)\d\d)(?:\s?[-–/]\s?| to | and | until | through )"
    r"(?P<y2>(?:1[5-9]|20)\d\d|\d\d)(?![\w-]|[.,]\d)",
    "year": r"(?:(?<![\w.,$€£/-])|(?<=[Mm]id-)|(?<=[Pp]re-)|(?<=[Pp]ost-))(?P<y>{Y})(?![-–]\d|/\d)",
    "decade": r"(?<!\w)(?:(?i:the) )?(?P<y>(?:1[5-9]|20)\d0)['’]?s\b",
    "century": r"(?i:\b(?:the )?(?P<n>1[5-9]|2[01])(?:st|th)[ -]century\b)",
    "quarter": r"\b(?:(?P<q>[QH])(?P<n>[1-4])|(?i:(?:the )?(?P<ord>{ORD})[ -](?P<half>half|quarter)))(?:(?i: of))?"
    r"[ -](?:(?P<y>{Y})|(?i:(?P<step>this|last|next|the) year))",
    "months": r"(?i:\b(?:the )?(?P<ord>first|last) (?P<n>{N}) months of )"
    r"(?:(?P<y>{Y})|(?i:(?P<step>this|last|next|the) year\b))",
    "season": r"(?i:\b(?P<season>{SEASON})(?: of)? (?P<y>{Y}))",
    "bare_season": r"(?i:\b(?:in|during|by|until|since|this) (?:the )?(?P<season>{SEASON})\b(?!-| of | \d))",
    "step_season": r"(?i:\b(?P<step>{STEP}) (?P<season>{SEASON}))\b",
    "weekday": r"\b(?:(?P<step>(?i:{STEP})) )?(?P<wd>{WD})(?!\w)(?: (?:morning|afternoon|evening|night))?",
    "weekend": r"(?i:\b(?P<step>{STEP}|the) weekend\b)",
    "day": r"(?i:(?<!usa )\b(?:earlier |later )?(?P<day>{DAY})\b)",
    "step": r"(?i:(?<!the )\b(?P<step>{STEP}) (?P<u>{SIZE})\b)",
    "so_far": r"(?i:\b(?P<part>earlier|later) (?P<step>this|the current|next|last) (?P<u>{SIZE})\b)",
    "rolling": r"(?i:\b(?:(?P<prep>in|over|during|for|within|throughout|through|across) )?the "
    r"(?P<step>last|past|next|coming) (?:(?P<n>{N}) )?(?P<u>{U})s?\b(?! of\b))",
    "centuries": r"(?i:\b(?:the )?(?P<half>current|present) (?P<u>{SIZE})\b)",
    "ago": r"(?i:\b(?:(?:about|around|nearly|almost|more than|over|some) )?(?P<half>half )?(?P<n>{N})[ -](?P<u>{U})s?"
    r"(?P<and_half> and a half)? ago\b)",
    "in_time": r"(?i:\b(?P<prep>in|within) (?:(?:about|around|less than|the space of) )?(?P<n>{N}) (?P<u>{U})s?['’]?"
    r"(?: time)?\b)",
    "offset": r"(?i:\b(?P<n>{N}|some|several|a few) (?P<u>{U})s? "
    r"(?:later|earlier|after|before|afterwards|beforehand)\b)",
    "occasion": r"(?i:\b(?:the|its|their|his|her) (?P<occasion>(?:next|coming|upcoming|following) {OCCASION})\b)",
    "of_unit": r"(?i:\b(?P<part>{PART}) (?:the|this) (?P<u>{SIZE})\b(?! (?:old|long)\b))",
    "year_end": r"(?i:\b(?:the )?year(?:-end|['’]s end)\b)",
    "named": r"(?i:(?<!\w)(?P<name>{NAME})\b)",
    "vague": r"(?i:(?<![\w-])(?P<vague>{VAGUE})(?![\w-]))",
}


@cache
def shapes() -> dict[str, re.Pattern[str]]:
    """Every shape of date by name."""
    parts = pieces() | {
        "DAY": any_of(words_of("days")),
        "PART": any_of(w for w in words_of("parts") if w.endswith((" of", " in"))),
        "NAME": any_of(words_of("named")),
        "VAGUE": any_of(words_of("words")["vague"]),
        "OCCASION": any_of(words_of("words")["occasions"]),
    }
    filled = {}
    for name, shape in SHAPES.items():
        for key, value in parts.items():
            shape = shape.replace("{" + key + "}", value)
        filled[name] = re.compile(shape)
    return filled


@cache
def next_with_year() -> re.Pattern[str]:
    """What follows a date without a year when the next in the row has one: " and 5-6 April 2016"."""
    p = pieces()
    dates = rf"(?:{p['DD']} {p['M']}|{p['M']} {p['DA']}|{p['M']})"
    return re.compile(rf"(?:\s?[-–—,]\s?|,? (?:and|to|until|through) ){dates},? (?P<y>{p['Y']})")


@cache
def a_day_with_year() -> re.Pattern[str]:
    """A day with its month and year: "6 April 2016"."""
    p = pieces()
    return re.compile(rf"(?<!\w)(?:{p['DD']} (?P<m>{p['M']})|(?P<m2>{p['M']}) {p['DA']}),? (?P<y>{p['Y']})")


@cache
def before(kind: str) -> re.Pattern[str]:
    """What may stand right before a date and change it: kind is "parts" or "bounds"."""
    gap = "[ -]" if kind == "parts" else " (?P<the>the )?"
    return re.compile(rf"(?i:(?<!\w)(?P<word>{any_of(words_of(kind))}){gap}$)")
