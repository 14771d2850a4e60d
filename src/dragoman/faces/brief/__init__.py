"""Briefs for reading: as Markdown with footnotes, and as one HTML page."""

from dragoman.faces.brief.html import html
from dragoman.faces.brief.markdown import markdown

__all__ = ["html", "markdown"]
