"""Search for inputs that bring a reader down, guided by coverage (atheris, https://github.com/google/atheris).

    uv pip install atheris
    python bench/fuzz.py pdf -max_total_time=300 corpus/     # any option of libFuzzer; a folder keeps what it finds

The first argument is the name of a format.  It starts from the article that the tests write in this format; a report
or a refusal in a sentence is what must come of any bytes, and anything else is shown with the bytes that caused it.
"""

import io
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["dragoman.outlets"]):
    from dragoman.outlets.formats import named
    from dragoman.outlets.parts import Part
    from dragoman.outlets.reading import Course, read_document
    from dragoman.settings import Settings
    from dragoman.types import Report

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "outlets"))
from written_articles import MORE, WORDS, WRITE  # noqa: E402

SETTINGS = Settings(max_characters=100_000)


def main() -> None:
    """Fuzz one format until the time is over or something goes wrong."""
    format_ = named(sys.argv.pop(1))
    seeds = Path(tempfile.mkdtemp(prefix="dragoman-seeds-"))
    (seeds / "article").write_bytes(WRITE[format_.name](WORDS, MORE))

    def one(data: bytes) -> None:
        for item in read_document(Part("", "fuzzed", io.BytesIO(data)), SETTINGS, format_, Course()):
            if isinstance(item, Report):
                assert item.text.strip()
            else:
                assert len(item.reason.split()) > 3, item

    atheris.Setup([sys.argv[0], *sys.argv[1:], str(seeds)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
