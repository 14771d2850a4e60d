"""From texts to documents: words, sentences, trees, names, and who is cited as saying what.

`read` gives the plain objects of `plain.py`, which extraction works on; `parse` gives spaCy's own.

The annotation is Universal Dependencies English (UPOS in `pos_`, relations such as `nsubj:pass` in `dep_`, the root's
relation is `root`), names in `ents` (PERSON, ORG, LOC, EVENT, DATE, MISC), and what `layers.py` lists.
`doc.text` is the text, character for character (a lone surrogate becomes U+FFFD).
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc as Parsed

from dragoman.errors import ModelMissing
from dragoman.language.headlines import in_small_letters
from dragoman.language.layers import fill_missing, register_layers
from dragoman.language.plain import Doc, plain
from dragoman.language.reader.filling import Analysis, analysis, fill
from dragoman.language.reader.growing import grow
from dragoman.language.reader.network import Network, Outputs, Window
from dragoman.language.reader.windows import sentence_pieces, windows
from dragoman.language.sentences import sentence_starts
from dragoman.language.tokens import Cut, Cutter
from dragoman.settings import Settings

MODEL = Path(__file__).parent / "reader" / "model"
MODELS = {"dragoman": MODEL}  # those of the package, by the name in the settings
RENEWED = 5_000  # texts after which the vocabulary is made anew, as it keeps every word it has met


class Parser(Protocol):
    """Anything that turns texts into filled documents, in order."""

    def read(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One document a text, in the order of the texts."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """The same as Docs of spaCy."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A text whose windows are being read."""

    blank: Cut
    words: Sequence[str]
    windows: Sequence[Window]
    outputs: Callable[[], list[Outputs]]


class Reader:
    """Our own model, loaded once; the same text gives the same Doc, whatever is read beside it."""

    def __init__(self, network: Network) -> None:
        """Use `load` for a model in a folder."""
        self.network = network
        self._cutter = Cutter()
        self._read = 0

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 2, device: str = "cpu") -> "Reader":
        """The reader with the model of a folder (default: the package's); raises ModelError."""
        register_layers()
        return cls(Network.load(path or MODEL, threads, device))

    def read(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One document a text, in order; the network reads ahead of what is asked for, if it has threads of its own."""
        for begun in self._ahead(texts):
            yield grow(begun.blank, self._found(begun))

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """The same as Docs of spaCy."""
        for begun in self._ahead(texts):
            yield fill(begun.blank, self._found(begun))

    def _ahead(self, texts: Iterable[str]) -> Iterator[Begun]:
        waiting: deque[Begun] = deque()
        for text in texts:
            if self._read and self._read % RENEWED == 0:
                self._cutter = Cutter()
            self._read += 1
            waiting.append(self._begun(text))
            if len(waiting) > self.network.ahead:
                yield waiting.popleft()
        yield from waiting

    def _begun(self, text: str) -> Begun:
        blank = self._cutter.cut(text)
        words = [blank.texts[i] for i in blank.words]
        starts = sentence_starts(words, blank.gaps())
        spoken = in_small_letters(words, starts)
        found = list(windows(sentence_pieces(spoken, starts, self.network.pieces)))
        return Begun(blank, words, found, self.network.start(found))

    def _found(self, begun: Begun) -> Analysis:
        read = list(zip(begun.windows, begun.outputs(), strict=True))
        return analysis(read, self.network.labels, begun.words)


class SpacyParser:
    """A user's own spaCy pipeline, which should speak Universal Dependencies; layers that it lacks are empty."""

    def __init__(self, nlp: Language) -> None:
        """Use `spacy_parser` for a pipeline by name."""
        self._nlp = nlp

    def read(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One document a text, in order."""
        return map(plain, self.parse(texts))

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """The same as Docs of spaCy."""
        return map(fill_missing, self._nlp.pipe(texts))


def spacy_parser(name_or_path: str) -> SpacyParser:
    """The spaCy pipeline with this name or in this folder; raises ModelMissing."""
    register_layers()
    try:
        return SpacyParser(spacy.load(name_or_path))
    except OSError as error:
        raise ModelMissing(f"spacy:{name_or_path}") from error


def load_parser(settings: Settings) -> Parser:
    """The parser that the settings name: one of ours, a folder with a model like ours, or "spacy:NAME"."""
    name = settings.reader
    if match := re.fullmatch(r"spacy:(.+)", name):
        return spacy_parser(match[1])
    return Reader.load(MODELS.get(name, Path(name)), settings.threads, settings.device)
