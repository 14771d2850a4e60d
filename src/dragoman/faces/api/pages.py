"""The web app's files, which are built into `faces/web/static`; every address of the app opens the same page."""

from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, HTMLResponse, Response

from dragoman.faces.api.problems import problem

STATIC = Path(str(files("dragoman.faces") / "web" / "static"))
ENTRY = "index.html"
FOR_GOOD = "public, max-age=31536000, immutable"  # files under assets/ have a hash of their content in their name
NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Dragoman</title>
<h1>The web app is not built</h1>
<p>This copy of dragoman has no built pages. An installed package has them; in a checkout, build them with
<code>make web</code>.</p>
<p>The record is served all the same: <a href="/api/meta">what it holds</a>,
<a href="/api/openapi.json">the description of the API</a>.</p>
</html>
"""
router = APIRouter(include_in_schema=False)


@router.get("/api/{rest:path}")
def nothing(rest: str) -> Response:
    """Say that the API has no such address."""
    return problem(HTTPStatus.NOT_FOUND, f"There is nothing at /api/{rest}. See: /api/openapi.json")


@router.get("/{path:path}")
def page(request: Request, path: str) -> Response:
    """A built file, or the app's page for every address that is none."""
    return file_at(request.app.state.static, path)


def file_at(static: Path, path: str) -> Response:
    """The answer for a path within the folder of built files."""
    if not (static / ENTRY).is_file():
        return HTMLResponse(NOT_BUILT, HTTPStatus.SERVICE_UNAVAILABLE)
    found = (static / path).resolve()
    if found.is_relative_to(static.resolve()) and found.is_file():
        kept = FOR_GOOD if path.startswith("assets/") else "no-cache"
        return FileResponse(found, headers={"Cache-Control": kept})
    if "." in path.rpartition("/")[2]:
        return problem(HTTPStatus.NOT_FOUND, f"There is no file /{path}.")
    return FileResponse(static / ENTRY, headers={"Cache-Control": "no-cache"})
