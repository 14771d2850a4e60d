"""What events count for: PLOVER's scores, the weights of weights.toml, and the steps of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.data import data_of
from dragoman.errors import ChoiceUnknown, DataError
from dragoman.ontology.ontology import load_ontology

FILE = "weights.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """A length of period: `shortest` periods lie between two changes, `longest` days may an event last within one."""

    name: str
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """When a change of a series is told; see weights.toml."""

    events: int
    periods: int
    penalty: float
    alpha: float
    permutations: int
    seed: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The tables of weights.toml."""

    status: Mapping[str, float]
    doubt: float
    contested: float
    changes: ChangeRules
    steps: Mapping[str, Step]

    def step(self, name: str) -> Step:
        """The step of this name; raises ChoiceUnknown."""
        if name not in self.steps:
            raise ChoiceUnknown("step", name, self.steps)
        return self.steps[name]


@cache
def load_weights() -> Weights:
    """The weights of the package; raises DataError where a status of the ontology has none."""
    found = data_of("dragoman.analysis.partners", FILE)
    missing = [name for name in load_ontology().statuses_of("event") if name not in found["status"]]
    if missing:
        raise DataError(FILE, f"no weight for status {', '.join(missing)}")
    steps = {name: Step(name, **found[name]) for name in ("week", "month", "quarter")}
    origins = found["origins"]
    return Weights(found["status"], origins["doubt"], origins["contested"], ChangeRules(**found["changes"]), steps)


@cache
def scores() -> Mapping[tuple[str, str | None], float]:
    """PLOVER's score of each type, and of each mode that has one of its own, -10 (harm) to +10 (help)."""
    found: dict[tuple[str, str | None], float] = {}
    for event in load_ontology().events.values():
        found[event.name, None] = event.score
        for mode in event.modes.values():
            found[event.name, mode.name] = event.score if mode.score is None else mode.score
    return found
