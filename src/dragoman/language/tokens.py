"""Cutting a text into words as Universal Dependencies English does: most hyphens and all dashes are words."""

import re
from dataclasses import dataclass
from itertools import pairwise

import spacy
from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

DASHES = "-‐‑–—―"
# UD English writes "non-aligned" and "co-operation" as one word, but "self - defence" as three.
WHOLE = "anti co cross e ex inter intra micro mid mini multi neo non pan post pre pro re semi sub un"
NOT_AFTER = "".join(rf"(?<!^[{w[0]}{w[0].upper()}]{w[1:]})" for w in WHOLE.split())
INFIXES = (
    rf"(?<=[^\W_]){NOT_AFTER}[-‐‑](?=[^\W_])",
    r"(?<=[^\W_])[–—―](?=[^\W_])",
    r"(?<=[^\W\d_])/(?=[^\W\d_])",
    r"[—―]|--+|…|\.\.\.+",
    r"(?<=\w)[\"“”()\[\]](?=\w)",
)
RUNS = r"[!?]{2,}|_{2,}|={2,}|\*{2,}|#{2,}|>{2,}|<{2,}|~{2,}|-{2,}"
PREFIXES = (RUNS, rf"[{DASHES}]+(?=\w)", r"[“”„‟«»‹›]", r"\.\.\.+", r"[*•·]+")
SUFFIXES = (*RUNS.split("|"), rf"(?<=\w)[{DASHES}]+", r"[“”„‟«»‹›]", r"\.\.\.+", r"(?<=[^\W\d_]{2}[)\]”\"’'])\.")
SPLIT_ANYWAY = frozenset({"and/or"})
DOTTED = ("etc.", "al.", "Amb.", "Cmdr.", "Maj.", "Capt.", "approx.", "dept.", "Dept.", "Sgt.", "Ret.", "ret.")
# spaCy takes marks off the ends of a word one by one and copies the rest each time, so long runs are chopped first.
LONGEST_RUN = 300
LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
REMEMBERED = 200_000  # stretches without blanks
STRETCH = re.compile(r"\S+|\s+")
SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character, which no text of ours can hold


def english_tokenizer() -> Tokenizer:
    """A spaCy tokenizer (with its own vocabulary) for English news; it never loses a character."""
    defaults = English.Defaults
    tokenizer: Tokenizer = spacy.blank("en").tokenizer
    infixes = [r for r in defaults.infixes or () if "|---|" not in r]  # spaCy's own rule of hyphens
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *INFIXES]).finditer
    tokenizer.prefix_search = compile_prefix_regex([*PREFIXES, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or ()), *SUFFIXES]).search
    tokenizer.rules = {k: v for k, v in tokenizer.rules.items() if k not in SPLIT_ANYWAY}
    for word in DOTTED:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return tokenizer


def tokenize(tokenizer: Tokenizer, text: str) -> Doc:
    """The words of a text in time linear in its length.

    `doc.text` is the text, save that a lone surrogate (half a character, from broken JSON) becomes U+FFFD.
    """
    text = SURROGATE.sub("\ufffd", text)
    cuts = [i for run in LONG_RUN.finditer(text) for i in range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN)]
    if not cuts:
        whole: Doc = tokenizer(text)
        return whole
    parts = [tokenizer(text[a:b]) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    words = [t.text for part in parts for t in part]
    return Doc(tokenizer.vocab, words=words, spaces=[bool(t.whitespace_) for part in parts for t in part])


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into tokens: their texts, whether a blank follows, and which of them are words, no white space."""

    vocab: Vocab
    text: str
    texts: list[str]
    spaces: list[bool]
    starts: list[int]
    words: list[int]

    def gaps(self) -> list[str]:
        """The white space after each word."""
        begins = [self.starts[i] for i in self.words]
        ends = [self.starts[i] + len(self.texts[i]) for i in self.words]
        return [self.text[a:b] for a, b in zip(ends, [*begins[1:], len(self.text)], strict=True)] if begins else []


class Cutter:
    """Cuts texts, and remembers how a stretch without blanks was cut: spaCy cuts nearly each of them by itself."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._tokenizer = english_tokenizer()
        self._joining = _joining(self._tokenizer)
        self._listed = frozenset(self._tokenizer.rules)
        self._known: dict[str, tuple[tuple[str, bool], ...]] = {}

    def cut(self, text: str) -> Cut:
        """The tokens of a text; one blank after a word is its own, other white space is a token."""
        text = SURROGATE.sub("\ufffd", text)
        found = Cut(self._tokenizer.vocab, text, [], [], [], [])
        texts, spaces, starts, words = found.texts, found.spaces, found.starts, found.words
        at = 0
        for match in STRETCH.finditer(text):
            start, end = match.span()
            if start < at:
                continue  # it was cut together with what stands before it
            if start and text[start] == " ":
                spaces[-1] = True
                start += 1
            elif end < len(text) and text[end] == " ":
                end = self._end(text, end)
            at, stretch = end, text[start:end]
            blank = stretch.isspace()
            for token, space in self._tokens(stretch) if stretch else ():
                if not blank:
                    words.append(len(texts))
                texts.append(token)
                spaces.append(space)
                starts.append(start)
                start += len(token) + space
        return found

    def _end(self, text: str, end: int) -> int:
        """Where a stretch ends that must be cut together with those behind the next blanks."""
        while text[end - 1 : end + 2] in self._joining:
            after = STRETCH.match(text, end + 1)
            end = after.end() if after else len(text)
        return end

    def _tokens(self, stretch: str) -> tuple[tuple[str, bool], ...]:
        """The tokens, and whether a blank follows."""
        known = self._known.get(stretch)
        if known is None:
            known = self._plain(stretch) or tuple(
                (t.text, bool(t.whitespace_)) for t in tokenize(self._tokenizer, stretch)
            )
            if len(self._known) < REMEMBERED and len(stretch) < LONGEST_RUN:
                self._known[stretch] = known
        return known

    def _plain(self, stretch: str) -> tuple[tuple[str, bool], ...]:
        """What spaCy does with letters alone, and with a comma or, after a small letter, a full stop behind them.

        Nothing where the stretch is of another kind, or listed.
        """
        if len(stretch) > LONGEST_RUN:
            return ()
        if stretch.isalpha():
            return () if stretch in self._listed else ((stretch, False),)
        word, mark = stretch[:-1], stretch[-1]
        ends = mark == "," or (mark == "." and "a" <= word[-1:] <= "z")
        if not ends or not word.isalpha() or stretch in self._listed or word in self._listed:
            return ()
        return (word, False), (mark, False)


def _joining(tokenizer: Tokenizer) -> frozenset[str]:
    """The last and first letters, with a blank between, of neighbouring tokens that spaCy may hold for a listed word.

    It looks for those without regard to a blank between the tokens, so that "' ''" is cut otherwise than "''" is.
    """
    bare = Tokenizer(
        tokenizer.vocab,
        prefix_search=tokenizer.prefix_search,
        suffix_search=tokenizer.suffix_search,
        infix_finditer=tokenizer.infix_finditer,
        token_match=tokenizer.token_match,
        url_match=tokenizer.url_match,
    )
    listed = ([t.text for t in bare(word)] for word in tokenizer.rules)
    return frozenset(f"{a[-1]} {b[0]}" for words in listed for a, b in pairwise(words) if not (a + b).isspace())
