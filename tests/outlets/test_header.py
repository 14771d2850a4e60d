"""The header block of text files."""

import pytest

from dragoman.outlets.header import split_header


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        ("Title: T\nDate: 2022\n\nWords.", {"title": "T", "published": "2022"}, "Words."),
        ("headline: T\nSOURCE: O\nTags: x\n\n\nWords.", {"title": "T", "outlet": "O"}, "Words."),
        ('---\ntitle: "T"\nlist:\n  - a\n---\n\nWords.', {"title": "T"}, "Words."),
        ("URL: https://a.example/b?c=d:e\n\nWords.", {"url": "https://a.example/b?c=d:e"}, "Words."),
        ("Tehran: the ministers met.\n\nWords.", {}, "Tehran: the ministers met.\n\nWords."),
        ("Title: T\nno key here\n\nWords.", {}, "Title: T\nno key here\n\nWords."),
        ("Title: T\nWords that go on.", {}, "Title: T\nWords that go on."),
        ("---\nWords.\n---\nMore.", {}, "---\nWords.\n---\nMore."),
        ("", {}, ""),
        ("Words.", {}, "Words."),
    ],
)
def test_headers(text: str, fields: dict[str, object], rest: str) -> None:
    assert split_header(text) == (fields, rest)
