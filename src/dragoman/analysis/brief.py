"""The brief: every analysis over one record, with a summary in front."""

from dragoman.analysis import ANALYSES
from dragoman.analysis.days import written
from dragoman.analysis.scope import Scope, scope_of
from dragoman.analysis.subject import Subject
from dragoman.analysis.summary import left_out, summary_of
from dragoman.analysis.timeline import timeline
from dragoman.record.filters import Filters
from dragoman.record.held import Held
from dragoman.record.record import Record
from dragoman.types import Brief


def write_brief(
    record: Record,
    filters: Filters,
    *,
    title: str | None = None,
    subject: Subject | None = None,
    held: Held | None = None,
) -> Brief:
    """The brief on what a record tells within the filters and of the subject.

    `actor`, `with_`, `since`, `until`, `outlet`, `report` and `text` limit it.  `held` is the copy that the record is
    of, where there is one.  Raises ActorUnknown for a stranger, and ChoiceUnknown for a filter that a brief does not
    take or a date that is none.
    """
    scope = scope_of(record, filters, subject, held)
    sections = tuple(analysis(scope) for analysis in ANALYSES)
    return Brief(
        title=title or _title(scope),
        summary=summary_of(scope, sections),
        sections=sections,
        asked=_asked(scope),
        left_out=left_out(scope),
        timeline=timeline(scope),
    )


def _title(scope: Scope) -> str:
    sides = [scope.names.one(s) for s in (scope.filters.actor, scope.filters.with_) if s]
    told = [*([scope.subject.title] if scope.subject else []), *([" and ".join(sides)] if sides else [])]
    return f"Brief: {': '.join(told)}" if told else f"Brief on {scope.record.path.stem}"


def _asked(scope: Scope) -> str | None:
    """The limits in words, or null if there are none."""
    f = scope.filters
    parts = (
        scope.subject.asked if scope.subject else None,
        f"involving {scope.names.one(f.actor)}" if f.actor else None,
        f"together with {scope.names.one(f.with_)}" if f.with_ else None,
        f"since {written(f.since)}" if f.since else None,
        f"until {written(f.until)}" if f.until else None,
        f"by {f.outlet}" if f.outlet else None,
        f"in report {f.report}" if f.report else None,
        f"in sentences with “{f.text}”" if f.text else None,
    )
    told = [p for p in parts if p]
    return f"Only what is told {', '.join(told)}." if told else None
