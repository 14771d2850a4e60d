"""Datelines are told from sentences that begin with capitals or hold a dash."""

import pytest

from dragoman.language.datelines import dateline_end, stated_day

DATELINES = [
    "OSLO - |Norway",
    "NAIROBI , Kenya — |The",
    "LA PAZ , June 4 ( Andean Wire ) - |Bolivia",
    "Quito ( Agency ) – |Ecuador",
    "Lima , 12 May ( Agency ) — |Peru",
    "BERN / GENEVA , Sept. 2 -- |Swiss",
    "WASHINGTON and OTTAWA - |The",
]
OTHERS = [
    "NATO will not - he said - move",
    "Norway - a founding member - agreed",
    "The talks - in Oslo - failed",
    "OPEC cut output . Prices - rose",
    "May ( the month ) - rain",
    "OSLO agreed with Bergen",
    "UN - ",
]


def split(text: str) -> tuple[list[str], int | None]:
    before, bar, after = text.partition("|")
    words = (before + after).split()
    return words, len(before.split()) if bar else None


@pytest.mark.parametrize("text", DATELINES + OTHERS)
def test_where_a_dateline_ends(text: str) -> None:
    words, expected = split(text)
    assert dateline_end(words, [" "] * len(words), 0) == expected


def test_a_hyphen_within_a_word_ends_no_dateline() -> None:
    assert dateline_end(["OSLO", "-", "Bergen", "line"], ["", "", " ", ""], 0) is None


def test_a_dateline_ends_on_its_line() -> None:
    assert dateline_end(["OSLO", "TALKS", "He", "-", "she"], [" ", "\n", " ", " ", ""], 0) is None


STATED = [
    ("Ministers meet in Lima\nFriday, 21 August 2015\nPeru said on Monday that talks went on.", "2015-08-21"),
    ("QUITO, March 3, 2019 (Agency) - Ecuador said it would host the talks.", "2019-03-03"),
    ("LIMA, 3 March 2019 — Peru agreed.", "2019-03-03"),
    ("LA\u00a0PAZ, 3 March 2019\u00a0— Peru agreed.", "2019-03-03"),
    ("LIMA, 3 March 2019. Peru agreed.", "2019-03-03"),
    ("Peru and Chile met, 3 March 2019. they agreed.", None),
    ("Published: March 3, 2019 09:15 GMT\nPeru agreed.", "2019-03-03"),
    ("Peru agrees\n\n2019-05-06\n\nPeru agreed.", "2019-05-06"),
    ("On March 3, 2019 it agreed.", None),
    ("The war of 3 March 2019 - a history", None),
    ("March 2019\nPeru agreed.", None),
    ("Peru agreed on 3 March 2019.", None),
    ("A" * 600 + "\n3 March 2019\n", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "day"), STATED)
def test_the_day_that_a_report_gives_as_its_own(text: str, day: str | None) -> None:
    assert stated_day(text) == day
