"""Cutting a text into words as Universal Dependencies English does: most hyphens and all dashes are words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import spacy
from spacy.attrs import IS_SPACE, LENGTH, SPACY
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
SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no text of ours can hold


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
    starts: Sequence[int]
    words: Sequence[int]

    def gaps(self) -> list[str]:
        """The white space after each word."""
        begins = [self.starts[i] for i in self.words]
        ends = [self.starts[i] + len(self.texts[i]) for i in self.words]
        return [self.text[a:b] for a, b in zip(ends, [*begins[1:], len(self.text)], strict=True)] if begins else []


def cut(tokenizer: Tokenizer, text: str) -> Cut:
    """The tokens of a text, all at once: asking spaCy for each of them takes longer than cutting."""
    doc = tokenize(tokenizer, text)
    table = doc.to_array([LENGTH, SPACY, IS_SPACE]).astype("int64").reshape(-1, 3)
    ends = (table[:, 0] + table[:, 1]).cumsum()
    starts = (ends - table[:, 0] - table[:, 1]).tolist()
    whole = doc.text
    texts = [whole[a : a + n] for a, n in zip(starts, table[:, 0].tolist(), strict=True)]
    words = (table[:, 2] == 0).nonzero()[0].tolist()
    return Cut(doc.vocab, whole, texts, table[:, 1].astype(bool).tolist(), starts, words)
