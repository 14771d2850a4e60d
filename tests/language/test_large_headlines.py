"""Headlines in large letters are read as if written small; sentences and names are left as they are."""

import pytest

from dragoman.language.headlines import in_small_letters

WRITTEN = [
    ("Rebels Free Ten Hostages in Peru", "Rebels free ten hostages in Peru"),
    ("Chile Threatens to Expel Lima Envoy Osvaldo Tirapegui", "Chile threatens to expel Lima envoy Osvaldo Tirapegui"),
    ("Police Storm OSCE Office, Arrest Reporters", "Police storm OSCE office , arrest reporters"),
    ("Rebels free Ten hostages", "Rebels free Ten hostages"),
    ("The Peruvian Ministry Freed Ten Hostages .", "The Peruvian Ministry Freed Ten Hostages ."),
    ("POLICE STORM OFFICE IN LIMA", "POLICE STORM OFFICE IN LIMA"),
    ("Peru Meets Chile", "Peru Meets Chile"),
]
# Of several the last comma before their verb stands for "and", and the verb is no noun.
SEVERAL = [
    ("Laos, Fiji scrap talks", "Laos and Fiji scrapped talks"),
    ("South Korea, Japan, Peru Sign Fishing Pact", "South Korea , Japan and Peru signed fishing pact"),
    ("Laos, Fiji scrap talks .", "Laos , Fiji scrap talks ."),
    ("Lima, Peru hit by floods", "Lima , Peru hit by floods"),
    ("Laos, whose exports fell, swap debt", "Laos , whose exports fell , swap debt"),
]


@pytest.mark.parametrize(("written", "read"), WRITTEN + SEVERAL)
def test_words_of_the_dictionary_become_small(written: str, read: str) -> None:
    words = written.replace(",", " ,").split()
    assert in_small_letters(words, [i == 0 for i in range(len(words))]) == read.split()


def test_each_sentence_is_looked_at_by_itself() -> None:
    words = ["Rebels", "Free", "Ten", "Hostages", "Peru", "Said", "On", "Monday", "That", "It", "Was", "Glad", "."]
    starts = [i in {0, 4} for i in range(len(words))]
    assert (
        " ".join(in_small_letters(words, starts)) == "Rebels free ten hostages Peru Said On Monday That It Was Glad ."
    )
