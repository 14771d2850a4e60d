"""Markdown: the words without the marks."""

import io

import pytest

from dragoman.outlets.markdown import read_markdown
from dragoman.settings import Settings
from dragoman.types import Report


def read(source: str) -> Report:
    (found,) = read_markdown(io.BytesIO(source.encode()), "a.md", Settings())
    assert isinstance(found, Report)
    return found


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Iran **met** [Oman](https://x.example) in\n_Muscat_.", "Iran met Oman in Muscat."),
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("- One\n- Two", "One\n\nTwo"),
        ("> “Quoted,” he said.", "“Quoted,” he said."),
        ("Words\n\n## Between\n\nMore words", "Words\n\nBetween\n\nMore words"),
        ("A `code` and ![picture](a.png)", "A code and"),
        ("Fish &amp; chips \\*", "Fish & chips *"),
    ],
)
def test_words(source: str, text: str) -> None:
    assert read(source).text == text


def test_a_first_heading_is_the_title() -> None:
    found = read("# A deal\n\nIran met Oman.\n\n# Another\n\nThey met.")
    assert (found.title, found.text) == ("A deal", "Iran met Oman.\n\nAnother\n\nThey met.")


def test_the_header_wins_over_the_heading() -> None:
    found = read("---\ntitle: The deal\ntags: [a, b]\n---\n# A deal\n\nIran met Oman.")
    assert (found.title, found.text) == ("The deal", "A deal\n\nIran met Oman.")
