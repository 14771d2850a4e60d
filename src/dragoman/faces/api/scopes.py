"""The board of what a record tells within filters, open for one answer."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from dragoman.analysis.scope import Scope, scope_of
from dragoman.record.filters import Filters
from dragoman.record.record import Record


@contextmanager
def scoped(record: Record, filters: Filters) -> Iterator[Scope]:
    """The scope of the filters; raises ActorUnknown and ChoiceUnknown."""
    scope = scope_of(record, filters)
    with closing(scope.board):
        yield scope
