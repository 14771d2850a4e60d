"""The comparisons that a form may ask for: each makes an outcome of a case."""

from collections.abc import Callable

from dragoman.analysis.narratives.actors import against_the_others, highest_in_group
from dragoman.analysis.narratives.levels import Case
from dragoman.analysis.narratives.outcome import Outcome
from dragoman.analysis.narratives.times import against_before, extreme_so_far, none_before, trend

COMPARED: dict[str, Callable[[Case], Outcome]] = {
    "above before": against_before,
    "below before": against_before,
    "highest so far": extreme_so_far,
    "lowest so far": extreme_so_far,
    "none before": none_before,
    "highest in group": highest_in_group,
    "above the others": against_the_others,
    "below the others": against_the_others,
    "rising": trend,
    "falling": trend,
}
