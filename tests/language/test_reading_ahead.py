"""With threads the network reads ahead; what comes out, and in which order, is what one thread gives."""

from collections.abc import Iterator

import pytest

from dragoman.language.parse import Reader

TEXTS = (
    "Senegal's president met the envoy of Peru on Monday. They signed a fishing accord, he said.",
    "",
    "The Nepali army denied that its soldiers had crossed the border with Bhutan.",
    " \n ",
    'Officials in Tallinn said that the pipeline would be repaired. Norway\'s minister disagreed: "It cannot be." ' * 9,
    "No comment.",
)


@pytest.fixture(scope="module")
def plain() -> list[bytes]:
    return [doc.to_bytes() for doc in Reader.load(threads=1).parse(TEXTS)]


@pytest.fixture(scope="module")
def threaded() -> Reader:
    return Reader.load(threads=3)


def test_the_docs_are_those_of_one_thread(threaded: Reader, plain: list[bytes]) -> None:
    assert [doc.to_bytes() for doc in threaded.parse(TEXTS)] == plain


def test_a_text_says_the_same_whatever_is_read_beside_it(threaded: Reader, plain: list[bytes]) -> None:
    assert [next(threaded.parse([text])).to_bytes() for text in reversed(TEXTS)] == plain[::-1]


@pytest.mark.parametrize(("threads", "ahead"), [(1, 0), (3, 1)])
def test_no_more_texts_are_asked_for_than_are_read_ahead(threaded: Reader, threads: int, ahead: int) -> None:
    reader, asked = threaded if threads == 3 else Reader.load(threads=1), 0

    def texts() -> Iterator[str]:
        nonlocal asked
        for text in TEXTS:
            asked += 1
            yield text

    docs = reader.parse(texts())
    for number in range(1, len(TEXTS) + 1):
        assert next(docs).text == TEXTS[number - 1]
        assert asked == min(number + ahead, len(TEXTS))
