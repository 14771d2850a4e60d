"""Search for inputs that bring a reader down, guided by coverage (atheris, https://github.com/google/atheris).

    uv pip install atheris
    python bench/fuzz.py pdf -max_total_time=300 corpus/     # any option of libFuzzer; a folder keeps what it finds

The first argument is the name of a format (`dragoman read`), of a data set that comes in (`dragoman import`), or of
another file that a user writes: feeds.toml, watchlists, settings, columns; or rest: bodies that are sent to the server.
It starts from what the tests write in this format.  What must come of any bytes is a report, a refusal in a sentence,
or an error of ours; anything else is shown with the bytes that caused it.
"""

import io
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["dragoman.outlets", "dragoman.desk", "dragoman.settings"]):
    from dragoman.desk.plan import load_plan
    from dragoman.errors import DragomanError
    from dragoman.outlets.columns import asked_for
    from dragoman.outlets.formats import BY_NAME, named
    from dragoman.outlets.parts import Part
    from dragoman.outlets.reading import Course, read_document
    from dragoman.settings import Settings, load_settings
    from dragoman.types import Report

TESTS = Path(__file__).parents[1] / "tests"
sys.path += [str(TESTS / "outlets"), str(TESTS / "exchange"), str(TESTS / "faces" / "api"), str(TESTS / "record")]
from written_articles import MORE, WORDS, WRITE  # noqa: E402

# What reading.py says of an error that no reader foresaw.
MISTAKE = re.compile(r"it is broken \((?:\w*(?:Key|Index|Value|Type|Attribute|Assertion|Recursion|Overflow)\w*Error):")
SETTINGS = Settings(max_characters=100_000)
FOLDER = Path(tempfile.mkdtemp(prefix="dragoman-fuzz-"))
FILE = FOLDER / "file.toml"
Target = Callable[[bytes], None]
SITEMAP = (
    b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url>"
    b"<loc>https://a.example/1</loc><lastmod>2024-05-07T06:10:00+06:00</lastmod></url></urlset>"
)


def reading(name: str) -> Target:
    """Read a document of a format."""
    format_ = named(name)

    def one(data: bytes) -> None:
        for item in read_document(Part("", "fuzzed", io.BytesIO(data)), SETTINGS, format_, Course()):
            if isinstance(item, Report):
                assert item.text.strip()
            else:
                assert len(item.reason.split()) > 3, item
                assert item.reason.isprintable(), item
                assert not MISTAKE.search(item.reason), item

    return one


def loading(load: Callable[[Path], object]) -> Target:
    """Load a file; an error of ours is an answer."""

    def one(data: bytes) -> None:
        FILE.write_bytes(data)
        with suppress(DragomanError):
            load(FILE)

    return one


def importing(name: str) -> Callable[[Path], object]:
    """All rows of a data set that comes in."""
    with atheris.instrument_imports(include=["dragoman.exchange.incoming"]):
        from dragoman.exchange.incoming import _read
        from dragoman.exchange.incoming.lines import opened

    def load(path: Path) -> object:
        with opened(path) as file:
            return list(_read(path, name, file)[1])

    return load


def following(path: Path) -> object:
    """The watchlists of a file."""
    from dragoman.analysis.watching.watchlists import load_watchlists

    return load_watchlists(path)


def asking() -> Target:
    """Send a body to one of the addresses of the server that take one; the first byte says to which."""
    from invented_server import HERE, make_record
    from starlette.testclient import TestClient

    from dragoman.faces.api.app import create_app
    from dragoman.faces.api.desk import Desk
    from dragoman.record.shelf import Shelf

    app = create_app(Desk(Shelf(make_record(FOLDER / "served.duckdb"))))
    client = TestClient(app, base_url=HERE, raise_server_exceptions=False)
    paths = sorted(path for path, methods in app.openapi()["paths"].items() if "post" in methods)

    def one(data: bytes) -> None:
        path = paths[data[0] % len(paths)] if data else paths[0]
        headers = {"X-Dragoman": "1", "Content-Type": "application/json"}
        assert client.post(path, content=data[1:], headers=headers).status_code < 500, path

    return one


FILES: Mapping[str, tuple[Callable[[Path], object], bytes]] = {
    "feeds.toml": (load_plan, (TESTS.parent / "docs" / "feeds.toml").read_bytes()),
    "watchlists": (following, b'[gas]\nactors = ["RUS", "Kazakhstan"]\ntypes = ["AGREE"]\ntopics = ["energy"]\n'),
    "settings": (lambda path: load_settings(path, {}), b'max_characters = 9\nreader = "x"\nlanguage_certainty = 0.8\n'),
    "columns": (lambda path: asked_for(Settings(columns=str(path))), b"text = 'body'\ndate = 'day'\n"),
}


def chosen(name: str) -> tuple[Target, bytes]:
    """What is fuzzed under a name, and what it starts from."""
    if name in BY_NAME:
        return reading(name), WRITE[name](WORDS, MORE)
    if name == "sitemap":
        return reading("feed"), SITEMAP
    if name == "rest":
        return asking(), b'\x00{"ids": ["a"], "note": "x", "decision": "right"}'
    if name in FILES:
        return loading(FILES[name][0]), FILES[name][1]
    return loading(importing(name)), b"id,name,kind\na,Oman Air,organisation\n"


def main() -> None:
    """Fuzz one of them until the time is over or something goes wrong."""
    target, seed = chosen(sys.argv.pop(1))
    target(seed)  # loads what is loaded late, before time is taken
    seeds = FOLDER / "seeds"
    seeds.mkdir()
    (seeds / "seed").write_bytes(seed)
    atheris.Setup([sys.argv[0], *sys.argv[1:], str(seeds)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
