"""Cutting a text into the windows that the model reads at once."""

from collections.abc import Iterator, Sequence

from dragoman.language.reader.pieces import Piece, Pieces
from dragoman.language.reader.shapes import shape_number

WINDOW = 128  # word pieces of neighbouring sentences that are read together
LONGEST = 186  # word pieces of one sentence; a longer one is chopped
BATCH = 1024  # word pieces that are read in one run, padding included


def sentence_pieces(words: Sequence[str], starts: Sequence[bool], pieces: Pieces) -> list[Piece]:
    """The sentences of a text; what has more than LONGEST pieces is cut into several."""
    found: list[Piece] = []
    begin, size = 0, 0
    ids = [pieces.of(w) for w in words]
    for i, of_word in enumerate(ids):
        if i > begin and (starts[i] or size + len(of_word) > LONGEST):
            found.append(_piece(words, ids, begin, i, size))
            begin, size = i, 0
        size += len(of_word)
    if words:
        found.append(_piece(words, ids, begin, len(words), size))
    return found


def _piece(words: Sequence[str], ids: Sequence[tuple[int, ...]], begin: int, end: int, size: int) -> Piece:
    shapes = tuple(shape_number(words[i], i == begin) for i in range(begin, end))
    return Piece(begin, end, tuple(ids[begin:end]), shapes, size)


def windows(sentences: Sequence[Piece], limit: int = WINDOW) -> Iterator[list[Piece]]:
    """Neighbouring sentences together up to `limit` pieces; a longer one stands alone."""
    current: list[Piece] = []
    used = 0
    for sentence in sentences:
        if current and used + sentence.size > limit:
            yield current
            current, used = [], 0
        current.append(sentence)
        used += sentence.size
    if current:
        yield current


def batches(found: Sequence[Sequence[Piece]]) -> Iterator[list[Sequence[Piece]]]:
    """Windows of one text, those of like length together: for devices that are quicker with many at once."""
    current: list[Sequence[Piece]] = []
    for window in sorted(found, key=lambda w: (-sum(p.size for p in w), w[0].start)):
        if current and (len(current) + 1) * sum(p.size for p in current[0]) > BATCH:
            yield current
            current = []
        current.append(window)
    if current:
        yield current
