"""Lines on the console as they are: nothing in them is markup, nothing is coloured by itself, nothing is broken."""

from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rich.text import Text


def say(console: Console, line: "str | Text", style: str = "") -> None:
    """Print a line whole, however long, in a style of rich or plain."""
    console.print(line, style=style, markup=False, highlight=False, soft_wrap=True)
