"""What is found by the signs of dates is what the expressions find on their own."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.datesigns import matches, signs
from dragoman.language.datewords import shapes, words_of

LISTS = ("months", "weekdays", "seasons", "numbers", "ordinals", "units", "days", "steps", "parts", "anchors", "named")
LISTED = [w for name in LISTS for w in words_of(name)] + words_of("words")["vague"] + words_of("words")["occasions"]
LOOSE = [
    "the",
    "of",
    "in",
    "within",
    "ago",
    "half",
    "and a half",
    "for",
    "to",
    "its",
    "months of",
    "weekend",
    "earlier",
]
FIGURES = ["5", "21", "31st", "1999", "2016", "2016-04-05", "5/4/2016", "5.4.16", "1990s", "21st", "Q3", "H1", "85"]
WORD = st.one_of(st.sampled_from(LISTED), st.sampled_from(LOOSE), st.sampled_from(FIGURES))
CASED = st.builds(lambda word, form: form(word), WORD, st.sampled_from([str, str.capitalize, str.upper]))
GAP = st.sampled_from([" ", " ", " ", " ", ", ", "-", "–", "’s ", "s ", ". ", "\n", ""])
TEXT = st.lists(st.tuples(CASED, GAP), max_size=40).map(lambda rows: "".join(word + gap for word, gap in rows))


def plainly(text: str) -> list[tuple[str, int, int]]:
    return [(name, *match.span()) for name, pattern in shapes().items() for match in pattern.finditer(text)]


def by_signs(text: str) -> list[tuple[str, int, int]]:
    return [(name, *match.span()) for name, match in matches(text)]


@settings(max_examples=300, deadline=None)
@given(text=TEXT)
def test_signs_lose_nothing(text: str) -> None:
    assert by_signs(text) == plainly(text)


def test_every_shape_has_a_sign() -> None:
    assert signs().keys() == shapes().keys()


def test_letters_that_count_as_others() -> None:
    text = "He left thiſ week, and İn 5 weeKs, laſt Spring."
    assert by_signs(text) == plainly(text) != []


def test_the_longest_list_of_days_is_read_to_its_beginning() -> None:
    text = "Wednesday, the 21st, and 22nd, and 23rd, and 24th, and 25th of September 2016"
    assert by_signs(text) == plainly(text)
    assert ("day_month", 0, len(text)) in by_signs(text)
