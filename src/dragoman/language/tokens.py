"""Cutting a text into words as Universal Dependencies English does: hyphens and dashes stand by themselves."""

import re

import spacy
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

DASHES = "-‐‑–—―"
# A hyphen or slash between letters or digits is a word of its own (UD English since 2.8).
INFIXES = (
    rf"(?<=[^\W_])[{DASHES}](?=[^\W_])",
    r"(?<=[^\W\d_])/(?=[^\W\d_])",
    r"[—―]|--+|…|\.\.\.+",
    r"(?<=\w)[\"“”()\[\]](?=\w)",
)
PREFIXES = (rf"[{DASHES}]+(?=\w)", r"[“”„‟«»‹›]", r"\.\.\.+", r"[*•·]+")
# spaCy takes marks off the ends of a word one by one and copies the rest each time, so long runs are chopped first.
LONGEST_RUN = 300
LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
SUFFIXES = (rf"(?<=\w)[{DASHES}]+", r"[“”„‟«»‹›]", r"\.\.\.+", r"(?<=[^\W\d_]{2}[)\]”\"’'])\.")


def english_tokenizer() -> Tokenizer:
    """A spaCy tokenizer (with its own vocabulary) for English news; it never loses a character."""
    nlp = spacy.blank("en")
    tokenizer: Tokenizer = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, *INFIXES]).finditer
    tokenizer.prefix_search = compile_prefix_regex([*nlp.Defaults.prefixes, *PREFIXES]).search
    tokenizer.suffix_search = compile_suffix_regex([*nlp.Defaults.suffixes, *SUFFIXES]).search
    return tokenizer


def tokenize(tokenizer: Tokenizer, text: str) -> Doc:
    """The words of a text in time linear in its length; `doc.text` is the text."""
    cuts = [i for run in LONG_RUN.finditer(text) for i in range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN)]
    if not cuts:
        return tokenizer(text)
    parts = [tokenizer(text[a:b]) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    words = [t.text for part in parts for t in part]
    return Doc(tokenizer.vocab, words=words, spaces=[bool(t.whitespace_) for part in parts for t in part])
