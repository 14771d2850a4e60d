"""The options by which outlets, sides or speakers are left out of an answer."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.analysis.whose_word.leaving import Without

WithoutOutlet = Annotated[
    list[str] | None, typer.Option("--without", help="Leave out what this outlet says. May be repeated.")
]
WithoutSide = Annotated[
    list[str] | None, typer.Option("--without-side", help="Leave out the media of this state (IRN). May be repeated.")
]
WithoutSpeakers = Annotated[
    list[str] | None,
    typer.Option("--without-word-of", help="Leave out what somebody of this state is cited for. May be repeated."),
]
WithoutStateRun = Annotated[
    bool, typer.Option("--without-state-run", help="Leave out every outlet that is known to be run by a state.")
]
Outlets = Annotated[
    Path | None,
    typer.Option("--outlets", help="Your own list of outlets (TOML, as in the atlas): country and state_run of each."),
]


def without(
    outlets: list[str] | None, sides: list[str] | None, speakers: list[str] | None, state_run: bool
) -> "Without":
    """What is left out, as the options say."""
    from dragoman.analysis.whose_word.leaving import Without

    return Without(tuple(outlets or ()), tuple(sides or ()), tuple(speakers or ()), state_run)
