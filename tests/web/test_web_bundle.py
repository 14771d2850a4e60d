"""The built files: those of the sources, complete, small, and nothing in them that a strict policy would forbid."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "frontend"))
import bundle as web  # noqa: E402

from dragoman.faces.api.schema import document  # noqa: E402

SCRIPTS_AND_STYLES = 500_000  # bytes; the map of the world comes on top, and only where a map is shown
STYLED = re.compile(r"<(script(?![^>]*src=)|style)|\son\w+=|style=", re.IGNORECASE)


def test_built_files_are_those_of_the_sources() -> None:
    assert web.is_built(), "frontend/ was changed and not built: make web, and commit what it wrote"


def test_types_of_the_client_come_from_the_document_as_it_is() -> None:
    kept = (ROOT / "frontend" / "openapi.json").read_bytes()
    assert kept == document(), "the API was changed: make web, and commit what it wrote"


def test_a_change_of_a_source_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    source = tmp_path / "src" / "page.ts"
    source.write_text("one", encoding="utf-8")
    before = web.mark(tmp_path)
    source.write_text("two", encoding="utf-8")
    assert web.mark(tmp_path) != before
    (tmp_path / "src" / web.TYPES).write_text("made from the API's document", encoding="utf-8")
    source.write_text("one", encoding="utf-8")
    assert web.mark(tmp_path) == before


def test_the_page_has_no_script_or_style_in_it() -> None:
    page = (web.STATIC / "index.html").read_text(encoding="utf-8")
    assert STYLED.findall(page) == []
    assert "script-src 'self'" in page
    assert "unsafe" not in page


def test_scripts_and_styles_are_small() -> None:
    files = [f for f in web.STATIC.rglob("*") if f.suffix in (".js", ".css")]
    assert files
    assert sum(f.stat().st_size for f in files) < SCRIPTS_AND_STYLES
