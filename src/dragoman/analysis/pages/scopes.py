"""What a page may show of standing things."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.analysis.cited import Cited
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.analysis.pages.weighed import Weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScope(Cited):
    """The standing things that a page may show, weighed; `parties`: everybody of a copy, where the record is one."""

    weighed: Weighed
    parties: Mapping[str, Party] | None = None

    def named(self, ids: Iterable[str]) -> Mapping[str, Party]:
        """The actors and places with these ids."""
        if self.parties is None:
            return parties_of(self.record, ids)
        return {i: self.parties.get(i) or Party(i, i) for i in set(ids)}
