"""Report -> Doc: tokens, sentences, the reader's network, dates."""

from importlib.util import find_spec


def is_compiled() -> bool:
    """Whether the rooms that read were compiled to C when this package was built (`tools/compiling.py`)."""
    found = find_spec("dragoman.language.plain")
    return found is not None and not str(found.origin).endswith(".py")
