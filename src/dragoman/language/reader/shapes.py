"""What a word looks like: the model's word pieces are lower-cased, and names need their capitals."""

SHAPES = ("none", "lower", "title", "upper", "initial", "mixed", "digits", "code", "quote", "mark", "letters")
COUNT = 2 * len(SHAPES)
NUMBERS = {name: number for number, name in enumerate(SHAPES)}
REMEMBERED = 100_000
KNOWN: dict[str, str] = {}  # shapes of words that were met
QUOTES = frozenset("\"'“”‘’«»„‟`")


def shape(word: str) -> str:
    """The name of the word's shape, one of SHAPES."""
    known = KNOWN.get(word)
    if known is None:
        known = _shape(word)
        if len(KNOWN) < REMEMBERED:
            KNOWN[word] = known
    return known


def _shape(word: str) -> str:
    if word.isalpha():
        return _of_letters(word)
    if any(c.isdigit() for c in word):
        return "code" if any(c.isalpha() for c in word) else "digits"
    if any(c.isalpha() for c in word):
        return "upper" if word.isupper() and len(word) > 2 else "title" if word[0].isupper() else "lower"
    return "quote" if QUOTES.issuperset(word) else "mark"


def _of_letters(word: str) -> str:
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper" if len(word) > 1 else "initial"
    if word[0].isupper() and word[1:].islower():
        return "title"
    return "mixed" if word.lower() != word else "letters"


def shape_number(word: str, first_of_sentence: bool) -> int:
    """The model's number for a word's shape and whether it begins a sentence; 0 and 1 stand for no word."""
    return 2 * NUMBERS[shape(word)] + first_of_sentence
