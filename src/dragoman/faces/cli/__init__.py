"""The command line: `dragoman`."""

from dragoman.faces.cli.app import main

__all__ = ["main"]
