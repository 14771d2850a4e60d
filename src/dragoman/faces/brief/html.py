"""A brief as one HTML page that needs nothing from outside: no script, no font, no picture is fetched."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from dragoman.analysis.days import written
from dragoman.faces.brief.citing import address, also_in, left, origin, status_words, voice, where
from dragoman.types import Brief


def html(brief: Brief) -> str:
    """The page; everything that comes from reports is escaped, so that their markup shows as text."""
    return _environment().get_template("page.html").render(brief=brief, style=_style())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dragoman.faces.brief", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"written": written, "voice": voice, "origin": origin, "also_in": also_in, "where": where}
    environment.filters |= {"left": left, "status_words": status_words, "address": address, "coded": _coded}
    return environment


def _coded(note: str) -> Markup:
    """A note of ours, in which commands stand between ticks."""
    pieces = [escape(p) if n % 2 == 0 else Markup("<code>{}</code>").format(p) for n, p in enumerate(note.split("`"))]
    return Markup("").join(pieces)


@cache
def _style() -> Markup:
    """Our own style sheet, the only text that goes in unescaped."""
    return Markup(files("dragoman.faces.brief").joinpath("page.css").read_text(encoding="utf-8"))
