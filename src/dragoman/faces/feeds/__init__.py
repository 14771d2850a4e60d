"""Feeds of watchlists, for readers of feeds."""

from dragoman.faces.feeds.atom import atom

__all__ = ["atom"]
