"""Briefs for reading: as Markdown with footnotes, as one HTML page, as PDF."""

from dragoman.faces.brief.html import html
from dragoman.faces.brief.markdown import markdown
from dragoman.faces.brief.pdf import pdf

__all__ = ["html", "markdown", "pdf"]
