"""Windows hold whole sentences as far as they can, in text order, and lose no word."""

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from dragoman.language.reader.pieces import Pieces
from dragoman.language.reader.windows import BATCH, LONGEST, WINDOW, batches, sentence_pieces, windows

VOCABULARY = {"[CLS]": 1, "[SEP]": 2, "[UNK]": 3, "port": 4}
PIECES = Pieces(Tokenizer(WordLevel(VOCABULARY, unk_token="[UNK]")))


@given(st.lists(st.booleans(), max_size=900))
def test_every_word_once_and_in_order(starts: list[bool]) -> None:
    sentences = sentence_pieces(["port"] * len(starts), starts, PIECES)
    assert [i for s in sentences for i in range(s.start, s.end)] == list(range(len(starts)))
    assert all(s.size <= LONGEST for s in sentences)
    found = list(windows(sentences))
    assert [s for w in found for s in w] == sentences
    assert all(len(w) == 1 or sum(s.size for s in w) <= WINDOW for w in found)
    read = list(batches(found))
    assert sorted(w[0].start for b in read for w in b) == [w[0].start for w in found]
    assert all(len(b) * max(sum(s.size for s in w) for w in b) <= BATCH for b in read)


def test_sentences_begin_where_they_are_said_to() -> None:
    sentences = sentence_pieces(["port"] * 5, [True, False, True, False, False], PIECES)
    assert [(s.start, s.end) for s in sentences] == [(0, 2), (2, 5)]
    assert [n % 2 for s in sentences for n in s.shapes] == [1, 0, 1, 0, 0]


def test_a_word_has_at_least_one_piece() -> None:
    assert PIECES.of("unheard") == (3,)
    assert PIECES.of("") == (3,)
