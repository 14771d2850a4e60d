"""What stands against what in the steps of a standing thing, in words; nothing is decided between them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.analysis.days import period, written
from dragoman.analysis.steps import Step, ends
from dragoman.analysis.wording import counted, in_words, listed


def contested(steps: Sequence[Step], kind: str) -> Iterator[str]:
    """Every contradiction in the steps of a thing of a kind, a sentence each (the module of histories says which)."""
    yield from _denied(steps)
    yield from _dated_twice(steps)
    yield from _over_and_going_on(steps, kind)


def _denied(steps: Sequence[Step]) -> Iterator[str]:
    told = [s for s in steps if s.counts_as != "refuted"]
    for denial in (s for s in steps if s.counts_as == "refuted"):
        if told:
            yield f"{_says(denial)}; told as {listed([_told(s) for s in told])}"


def _dated_twice(steps: Sequence[Step]) -> Iterator[str]:
    by_stage: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        if step.counts_as == "fact" and step.stage and (step.date or step.date_to):
            by_stage[step.stage].append(step)
    for stage, told in by_stage.items():
        if len(told) > 1:
            yield f"{in_words(stage)} is told for {counted(len(told), 'day')}: {listed([_told(s) for s in told])}"


def _over_and_going_on(steps: Sequence[Step], kind: str) -> Iterator[str]:
    facts = [s for s in steps if s.counts_as == "fact"]
    for over in (s for s in facts if s.stage in ends(kind)):
        later = [s for s in facts if s.stage not in ends(kind) and (s.last_said or "") > (over.said or "~")]
        if later:
            yield f"told as {_told(over)}, and by later reports as {listed([_told(s) for s in later])}"


def _told(step: Step) -> str:
    """A step in words: "signed on 11 April 2023 (2 origins)"."""
    when = period(step.date, step.date_to)
    words = " ".join(w for w in (in_words(step.stage or step.status), when) if w)
    return f"{words} ({counted(step.origins, 'origin')}{_since(step)})"


def _since(step: Step) -> str:
    return f", said {written(step.said)}" if step.said else ""


def _says(step: Step) -> str:
    who = listed(list(step.speakers)) or "a report"
    return f"denied by {who} ({counted(step.origins, 'origin')}{_since(step)})"
