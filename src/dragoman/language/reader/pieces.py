"""What the model takes: word pieces, as numbers."""

from dataclasses import dataclass

from tokenizers import Tokenizer

MOST_PIECES_A_WORD = 8
LONGEST_WORD = 100  # characters; the word pieces give up beyond that anyway
REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence, or a part of a very long one, as the model takes it: words `start` to `end` of a text."""

    start: int
    end: int
    ids: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]
    size: int


class Pieces:
    """The word pieces of single words, remembered as long as there is room."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Pieces as this tokenizer cuts them, without its own padding and cutting off."""
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        first, last, unknown = (tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]", "[UNK]"))
        self.first, self.last, self._unknown = first, last, (unknown,)

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of the word's pieces, from one to eight of them."""
        known = self._known.get(word)
        if known is None:
            ids = self._tokenizer.encode(word[: LONGEST_WORD + 1], add_special_tokens=False).ids
            known = tuple(ids[:MOST_PIECES_A_WORD]) or self._unknown
            if len(self._known) < REMEMBERED:
                self._known[word] = known
        return known
