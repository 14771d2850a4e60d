"""Dates: what the words say, counted from Friday, 1 July 2022, unless a row says otherwise."""

from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.dates import find_dates
from dragoman.language.layers import register_layers
from dragoman.language.plain import Doc, plain
from dragoman.types import When

ENGLISH = spacy.blank("en")
ENGLISH.add_pipe("sentencizer")
PUBLISHED = "2022-07-01"

# text | words of the date | start | end ("-" for null)
PLACED = """
The summit was held on 29 June 2022 in Ashgabat. | 29 June 2022 | 2022-06-29 | 2022-06-29
The summit was held on June 29. | June 29 | 2022-06-29 | 2022-06-29
They met on Jan. 5, 2021, in Baku. | Jan. 5, 2021 | 2021-01-05 | 2021-01-05
The pact of 3rd September 2018 lapsed. | 3rd September 2018 | 2018-09-03 | 2018-09-03
It was signed on the 12th of August 2018. | the 12th of August 2018 | 2018-08-12 | 2018-08-12
On Monday, June 27, they met. | Monday, June 27 | 2022-06-27 | 2022-06-27
On Monday (June 27) they met. | Monday (June 27 | 2022-06-27 | 2022-06-27
They traded blows on April 5-6. | April 5-6 | 2022-04-05 | 2022-04-06
They traded blows on 5 and 6 April 2016. | 5 and 6 April 2016 | 2016-04-05 | 2016-04-06
They met on 2016-04-05 in Vienna. | 2016-04-05 | 2016-04-05 | 2016-04-05
The note is dated 2016-04. | 2016-04 | 2016-04 | 2016-04
The note is dated 5.4.2016 there. | 5.4.2016 | 2016-04-05 | 2016-04-05
The note is dated 25/04/2016 there. | 25/04/2016 | 2016-04-25 | 2016-04-25
The note is dated 04/25/2016 there. | 04/25/2016 | 2016-04-25 | 2016-04-25
The note is dated 05/04/2016 there. | 05/04/2016 | - | -
He visited Peru on 4 April and Chile from 6-8 April 2016. | 4 April | 2016-04-04 | 2016-04-04
He visited Chile from 6-8 April 2016. | from 6-8 April 2016 | 2016-04-06 | 2016-04-08
It was open from 5 June until 9 June. | from 5 June until 9 June | 2022-06-05 | 2022-06-09
It was open from 20 December until 9 January. | from 20 December until 9 January | 2021-12-20 | 2022-01-09
The next day they met again. | The next day | - | -
The next round of talks will be held in Muscat. | The next round | - | -
They met in spring. | in spring | 2022-03 | 2022-05
They will meet in spring. | in spring | 2023-03 | 2023-05
On Sunday they threatened to leave. | Sunday | 2022-06-26 | 2022-06-26
They invited the Polish minister to visit in May. | May | 2023-05 | 2023-05
They signed it in 2019. | 2019 | 2019 | 2019
Iran's 2015 deal with six powers lapsed. | 2015 | 2015 | 2015
The 2019 agreement lapsed. | 2019 | 2019 | 2019
The agreement (2019) lapsed. | 2019 | 2019 | 2019
The treaty was signed in 1828. | 1828 | 1828 | 1828
They signed it in March 2021. | March 2021 | 2021-03 | 2021-03
They signed it in March. | March | 2022-03 | 2022-03
They signed it in September. | September | 2021-09 | 2021-09
They will sign it in March. | March | 2023-03 | 2023-03
They will sign it in September. | September | 2022-09 | 2022-09
They will sign it in July. | July | 2022-07 | 2022-07
In May, they met. | May | 2022-05 | 2022-05
The May summit ended well. | May | 2022-05 | 2022-05
They signed it in September last year. | September last year | 2021-09 | 2021-09
They signed it in May of this year. | May of this year | 2022-05 | 2022-05
They signed it on 5 May last year. | 5 May last year | 2021-05-05 | 2021-05-05
They signed it last March. | last March | 2022-03 | 2022-03
They signed it last August. | last August | 2021-08 | 2021-08
They will sign it next March. | next March | 2023-03 | 2023-03
Trade grew in Q3 2021. | Q3 2021 | 2021-07 | 2021-09
Trade grew in H1 2021. | H1 2021 | 2021-01 | 2021-06
Trade grew in the third quarter of 2021. | the third quarter of 2021 | 2021-07 | 2021-09
Trade grew in the first half of 2021. | the first half of 2021 | 2021-01 | 2021-06
Trade will grow in the second half of this year. | the second half of this year | 2022-07 | 2022-12
Trade will grow in the fourth quarter of next year. | the fourth quarter of next year | 2023-10 | 2023-12
Trade grew in the first five months of 2022. | the first five months of 2022 | 2022-01 | 2022-05
Trade grew in the first 3 months of the year. | the first 3 months of the year | 2022-01 | 2022-03
Relations were poor in the 1990s. | the 1990s | 1990 | 1999
Relations were poor in the 19th century. | the 19th century | 1801 | 1900
They met in the summer of 2021. | summer of 2021 | 2021-06 | 2021-08
They met in spring 2021. | spring 2021 | 2021-03 | 2021-05
They met in winter 2021. | winter 2021 | 2021 | 2021
They met last summer. | last summer | 2021-06 | 2021-08
They met last spring. | last spring | 2022-03 | 2022-05
They will meet next summer. | next summer | 2023-06 | 2023-08
They will meet this autumn. | this autumn | 2022-09 | 2022-11
They met in early March 2021. | early March 2021 | 2021-03-01 | 2021-03-10
They met in mid-March. | mid-March | 2022-03-11 | 2022-03-20
They met in late February. | late February | 2022-02-21 | 2022-02-28
They met in early 2021. | early 2021 | 2021-01 | 2021-04
They met in mid-2021. | mid-2021 | 2021-05 | 2021-08
They met late in 2021. | late in 2021 | 2021-09 | 2021-12
They met late last year. | late last year | 2021-09 | 2021-12
They met at the end of 2021. | the end of 2021 | 2021-12 | 2021-12
They met at the start of this year. | the start of this year | 2022-01 | 2022-01
They will meet at the end of the month. | the end of the month | 2022-07-21 | 2022-07-31
They will meet at the beginning of next year. | the beginning of next year | 2023-01 | 2023-01
They met yesterday. | yesterday | 2022-06-30 | 2022-06-30
They met the day before yesterday. | the day before yesterday | 2022-06-29 | 2022-06-29
They met this morning. | this morning | 2022-07-01 | 2022-07-01
Earlier today they met. | Earlier today | 2022-07-01 | 2022-07-01
They will meet tomorrow. | tomorrow | 2022-07-02 | 2022-07-02
They met last night. | last night | 2022-06-30 | 2022-06-30
They met on Wednesday. | Wednesday | 2022-06-29 | 2022-06-29
They met on Friday. | Friday | 2022-07-01 | 2022-07-01
They met last Friday. | last Friday | 2022-06-24 | 2022-06-24
They will meet on Wednesday. | Wednesday | 2022-07-06 | 2022-07-06
They will meet on Friday. | Friday | 2022-07-01 | 2022-07-01
They will meet next Friday. | next Friday | 2022-07-08 | 2022-07-08
They will meet this coming Wednesday. | this coming Wednesday | 2022-07-06 | 2022-07-06
On Wednesday the ministers will meet. | Wednesday | 2022-07-06 | 2022-07-06
On Wednesday the ministers signed a deal that will last. | Wednesday | 2022-06-29 | 2022-06-29
The talks are due to be held on Wednesday. | Wednesday | 2022-07-06 | 2022-07-06
He said on Wednesday that talks will follow. | Wednesday | 2022-06-29 | 2022-06-29
He said it would be signed on Wednesday. | Wednesday | 2022-07-06 | 2022-07-06
They agreed to meet on Wednesday. | Wednesday | 2022-07-06 | 2022-07-06
The summit opens on Wednesday. | Wednesday | 2022-07-06 | 2022-07-06
He flew to Baku on Wednesday night. | Wednesday night | 2022-06-29 | 2022-06-29
Wednesday's meeting was brief. | Wednesday | 2022-06-29 | 2022-06-29
IRAN, TURKMENISTAN WILL MEET ON WEDNESDAY | WEDNESDAY | 2022-07-06 | 2022-07-06
They met over the weekend. | the weekend | 2022-06-25 | 2022-06-26
They will meet this weekend. | this weekend | 2022-07-02 | 2022-07-03
They met last week. | last week | 2022-06-20 | 2022-06-26
They will meet next week. | next week | 2022-07-04 | 2022-07-10
They met last month. | last month | 2022-06 | 2022-06
They met this month. | this month | 2022-07 | 2022-07
They met last year. | last year | 2021 | 2021
They met this year. | this year | 2022 | 2022
They will meet next year. | next year | 2023 | 2023
They met earlier this year. | earlier this year | 2022 | 2022-07-01
They met earlier this week. | earlier this week | 2022-06-27 | 2022-07-01
They will meet later this year. | later this year | 2022-07-01 | 2022
They met two years ago. | two years ago | 2020 | 2020
They met a decade ago. | a decade ago | 2012 | 2012
They met three months ago. | three months ago | 2022-04 | 2022-04
They met two weeks ago. | two weeks ago | 2022-06-13 | 2022-06-19
They met ten days ago. | ten days ago | 2022-06-21 | 2022-06-21
They met five hours ago. | five hours ago | 2022-07-01 | 2022-07-01
Trade grew in the last decade. | in the last decade | 2012 | 2022-07-01
Trade grew over the past eight years. | over the past eight years | 2014 | 2022-07-01
Trade grew over the past month. | over the past month | 2022-06 | 2022-07-01
It was the first visit in two years. | in two years | 2020 | 2022-07-01
Trade will double over the next five years. | over the next five years | 2022-07-01 | 2027
They will meet in two weeks. | in two weeks | 2022-07-11 | 2022-07-17
The port will open in three years' time. | in three years' time | 2025 | 2025
Since 2014 trade has grown. | Since 2014 | 2014 | -
It has been shut since March. | since March | 2022-03 | -
It has been open from 1 May 2021. | from 1 May 2021 | 2021-05-01 | -
After 2014 trade fell. | After 2014 | 2014 | -
It ran from 2014 to 2016. | from 2014 to 2016 | 2014 | 2016
It ran between 2014 and 2016. | between 2014 and 2016 | 2014 | 2016
It ran in 2014-16. | 2014-16 | 2014 | 2016
The plan for 2020–2025 was dropped. | 2020–2025 | 2020 | 2025
Trade grew in January-May 2022. | January-May 2022 | 2022-01 | 2022-05
It ran from 28 June to 3 July. | from 28 June to 3 July | 2022-06-28 | 2022-07-03
It ran from Monday to Wednesday. | from Monday to Wednesday | 2022-06-27 | 2022-06-29
It ran between March and May. | between March and May | 2022-03 | 2022-05
After the March summit they spoke. | March | 2022-03 | 2022-03
They spoke before Wednesday's vote. | Wednesday | 2022-06-29 | 2022-06-29
Trade rose by 40 percent within a year. | within a year | 2021 | 2022-07-01
Trade doubled within the last two years. | within the last two years | 2020 | 2022-07-01
Work, which was to begin in March, has not started. | March | 2022-03 | 2022-03
They put off the opening to 2029. | 2029 | 2029 | 2029
Relations were poor in the mid-1990s. | mid-1990s | 1993 | 1996
Relations were poor in the early 1990s. | early 1990s | 1990 | 1993
After the Sept. 11 attacks the bases were opened. | After the Sept. 11 attacks | 2001-09-11 | -
After the 2015 Vienna deal trade grew. | 2015 | 2015 | 2015
The talks of 2014 and 2016 failed. | 2014 | 2014 | 2014
They met half a year ago. | half a year ago | 2022-01 | 2022-01
They met a year and a half ago. | a year and a half ago | 2021-01 | 2021-01
They met half a decade ago. | half a decade ago | 2017 | 2017
They'll meet Thursday. | Thursday | 2022-07-07 | 2022-07-07
The port handled more in the years 2019, 2020. | 2019 | 2019 | 2019
Beginning in 2025 the port will open. | Beginning in 2025 | 2025 | -
It ran from late 2014 until early 2016. | from late 2014 until early 2016 | 2014-09 | 2016-04
They met on Tue. in Baku. | Tue | 2022-06-28 | 2022-06-28
They met recently. | recently | - | -
Trade grew in recent years. | in recent years | - | -
They will meet in the coming days. | in the coming days | - | -
They left two years later. | two years later | - | -
"""

DEADLINES = """
It is to be ready by March 2026. | by March 2026 | - | 2026-03
It is to be ready by 2030. | by 2030 | - | 2030
It is to be ready by Wednesday. | by Wednesday | - | 2022-07-06
It is to be ready by the end of the year. | by the end of the year | - | 2022-12
It is to be ready by the end of 2023. | by the end of 2023 | - | 2023-12
It is to be ready by next summer. | by next summer | - | 2023-08
It will last until 2030. | until 2030 | - | 2030
It will open no later than March. | no later than March | - | 2023-03
It will open before the end of 2023. | before the end of 2023 | - | 2023-12
It will open before the end of March. | before the end of March | - | 2023-03-31
It will be ready by 2025-2026. | by 2025-2026 | - | 2026
It will be ready within 2024. | within 2024 | - | 2024
It will open before 2024. | before 2024 | - | 2023
It will open before 1 March 2024. | before 1 March 2024 | - | 2024-02-29
It will open within two weeks. | within two weeks | 2022-07-01 | 2022-07-15
It will open within the next two years. | within the next two years | 2022-07-01 | 2024
"""

NO_DATES = """
Iran may march on, and the deal may fail.
May they rest in peace.
The Sunday Times said so.
Good Friday prayers were held.
For the second time they met.
Some 2000 troops crossed, with 1900 vehicles and 2019 tonnes of grain.
The price rose to $2015 a tonne and 2,019 people came.
It is a 25-year deal after a 10-day trip.
UN resolution 1929 and the COP28 talks were named.
For eight years they worked in two rooms.
He sat in the second row on the last day of the talks.
The sun set on the sat image.
Vision 2030 is a plan.
The USA Today newsroom was told.
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in table.strip().splitlines()]


def read(text: str) -> Doc:
    """A document of which only words are known."""
    register_layers()
    return plain(ENGLISH(text))


def dates(text: str, published: str | None = PUBLISHED) -> tuple[When, ...]:
    return find_dates(read(text), published)


def test_the_table_is_long_enough() -> None:
    assert len(rows(PLACED) + rows(DEADLINES)) >= 120


ANCHORED = """
They met on 3 May 2021. The next day they signed it. | The next day | 2021-05-04 | 2021-05-04
They met on 3 May 2021 and signed it two weeks later. | two weeks later | 2021-05-17 | 2021-05-23
They met in March 2012 and fell out two years later. | two years later | 2014 | 2014
They met in 2010. A year earlier they had fallen out. | A year earlier | 2009 | 2009
They met on Monday and dined the same day. | the same day | 2022-06-27 | 2022-06-27
They met on 3 May 2021, two days after the vote. | two days after | - | -
"""


@pytest.mark.parametrize(("text", "words", "start", "end"), rows(ANCHORED))
def test_placed_by_the_date_before(text: str, words: str, start: str, end: str) -> None:
    last = dates(text)[-1]
    assert (last.text, last.start or "-", last.end or "-") == (words, start, end)


@pytest.mark.parametrize(("text", "words", "start", "end"), rows(PLACED))
def test_placed(text: str, words: str, start: str, end: str) -> None:
    found = [(w.text, w.start or "-", w.end or "-", w.deadline) for w in dates(text)]
    assert found[:1] == [(words, start, end, False)]


@pytest.mark.parametrize(("text", "words", "start", "end"), rows(DEADLINES))
def test_deadlines(text: str, words: str, start: str, end: str) -> None:
    assert [(w.text, w.start or "-", w.end or "-", w.deadline) for w in dates(text)] == [(words, start, end, True)]


@pytest.mark.parametrize("text", NO_DATES.strip().splitlines())
def test_no_dates(text: str) -> None:
    assert dates(text) == ()


def test_a_year_is_lent_along_a_row() -> None:
    found = dates("Fighting broke out on 4 April and 5-6 April 2016.")
    assert [(w.start, w.end) for w in found] == [("2016-04-04", "2016-04-04"), ("2016-04-05", "2016-04-06")]


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (None, "They met yesterday.", (None, None)),
        (None, "They met in March.", (None, None)),
        (None, "They met on June 29.", (None, None)),
        (None, "They met on June 29, 2022.", ("2022-06-29", "2022-06-29")),
        (None, "They met two years ago.", (None, None)),
        ("2022", "They met last year.", ("2021", "2021")),
        ("2022", "They met last month.", (None, None)),
        ("2022-07", "They met last month.", ("2022-06", "2022-06")),
        ("2022-07", "They met on Wednesday.", (None, None)),
        ("2022-07", "They met in March.", ("2022-03", "2022-03")),
        ("2022-01-05", "They met last month.", ("2021-12", "2021-12")),
        ("2022-01-05", "They met last week.", ("2021-12-27", "2022-01-02")),
        ("2024-02-29", "They met a year ago.", ("2023", "2023")),
        ("2022-01-05", "They met on December 30.", ("2021-12-30", "2021-12-30")),
        ("2021-12-30", "They will meet on January 3.", ("2022-01-03", "2022-01-03")),
        ("0001-01-01", "They met 900 years ago.", (None, None)),
    ],
)
def test_only_what_the_publication_date_bears(published: str | None, text: str, expected: tuple[str, str]) -> None:
    assert [(w.start, w.end) for w in dates(text, published)] == [expected]


def test_a_verb_is_no_month() -> None:
    doc = read("The troops set to March in line and the March rally")
    for token in doc:
        token.pos_ = "VERB" if token.i == 4 else "NOUN"
    assert [w.span.start for w in find_dates(doc, PUBLISHED) if w.span] == [40]


VOCABULARY = """
by until since from to between and the last next this early mid- late end of in on within two 5 31
6-7 May March Feb. Wednesday Sunday 2016 2014-16 1990s years months week ago year decade
summer quarter Q3 yesterday , . (
' 's will said first time weekend recently 2016-04-31 30/02/2020 0 999 century
"""
WORDS = VOCABULARY.split()


@given(
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.sampled_from([None, "2022", "2022-07", "2024-02-29", "9999-12-31"]),
)
def test_any_words_give_dates_in_order_and_true_to_the_text(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    found = dates(text, published)
    spans = [w.span for w in found if w.span]
    assert all(text[s.start : s.end] == w.text for s, w in zip(spans, found, strict=True))
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert all(_is_prefix(side) for w in found for side in (w.start, w.end) if side)
    assert found == dates(text, published)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    dates(text)


def _is_prefix(iso: str) -> bool:
    date.fromisoformat(iso + "-01-01"[len(iso) - 4 :] if len(iso) < 10 else iso)
    return len(iso) in (4, 7, 10)
