"""Whether a shard was begun before and not ended: a report at which reader after reader dies is not tried for ever."""

from collections import Counter
from dataclasses import dataclass, field

from dragoman.record.merging.place import Place
from dragoman.types import Refusal, Report

FOLDER = "begun"
DEATHS = 3
REASON = "every worker that read it died ({deaths} times; out of memory?); read it alone to see what happens"


@dataclass(slots=True)
class Tries:
    """The tries to read one shard.

    From the second one on the place is told of every report before it is read, so that it is known at which one the
    reader died; what was killed from outside is hardly ever killed at one report three times.
    """

    place: Place
    shard: str
    deaths: Counter[int] = field(default_factory=Counter)
    again: bool = False

    def begin(self) -> None:
        """Look at what former tries left, and say that there is one more."""
        before = self.place.get_json(self._name)
        self.again = before is not None
        if before is not None:
            self.deaths = Counter({int(row): int(n) for row, n in before["deaths"].items()})
            if before["row"] is not None:
                self.deaths[int(before["row"])] += 1
        self._say(None)

    def refused(self, row: int, report: Report) -> Refusal | None:
        """Why a report is not tried once more; where it is, that is said at the place."""
        if self.deaths[row] >= DEATHS:
            return Refusal(report.origin or report.id, REASON.format(deaths=DEATHS), "failed")
        if self.again:
            self._say(row)
        return None

    def end(self) -> None:
        """The shard is read."""
        self.place.remove(self._name)

    @property
    def _name(self) -> str:
        return f"{FOLDER}/{self.shard}.json"

    def _say(self, row: int | None) -> None:
        self.place.put_json(self._name, {"row": row, "deaths": {str(k): n for k, n in self.deaths.items()}})
