"""A parser that is loaded when it is first used; importing this loads no library of language."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc as Parsed

    from dragoman.language.parse import Parser
    from dragoman.language.plain import Doc


class Later:
    """The parser that the settings name."""

    def __init__(self, settings: Settings) -> None:
        """Load nothing yet."""
        self._settings = settings
        self._parser: Parser | None = None

    def read(self, texts: Iterable[str]) -> "Iterator[Doc]":
        """One document a text, in order; raises ModelError if there is no such parser."""
        return self._loaded().read(texts)

    def parse(self, texts: Iterable[str]) -> "Iterator[Parsed]":
        """The same as Docs of spaCy; raises ModelError if there is no such parser."""
        return self._loaded().parse(texts)

    def _loaded(self) -> "Parser":
        if self._parser is None:
            from dragoman.language.parse import load_parser

            self._parser = load_parser(self._settings)
        return self._parser
