"""Whether the words around a date look ahead."""

import pytest

from dragoman.language.tense import looks_ahead


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("They will meet on X.", True),
        ("They met on X.", False),
        ("On X they will meet.", True),
        ("On X they met.", False),
        ("They are to meet on X.", True),
        ("They were to meet on X.", False),
        ("They agreed to meet on X.", True),
        ("They are set to meet on X.", True),
        ("They set up a council on X.", False),
        ("The summit is expected to be held on X.", True),
        ("The summit had been held on X.", False),
        ("He said on X that they will meet.", False),
        ("He said. They will meet on X.", True),
        ("They will meet. He came on X.", False),
        ("By X they will have met.", True),
        ("By X they had met.", False),
        ("THEY WILL MEET ON X", True),
        ("In May he came on X.", False),
        ("X", False),
    ],
)
def test_the_nearest_word_decides(text: str, ahead: bool) -> None:
    start = text.index("X")
    assert looks_ahead(text, start, start + 1) is ahead
