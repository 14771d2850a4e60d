"""From words to a form: who is meant, which period, and why it is tested so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.analysis.days import day_of, first_number, last_day, written
from dragoman.analysis.narratives.form import Form, checked_form
from dragoman.analysis.narratives.periods import moved
from dragoman.analysis.narratives.templates import Template
from dragoman.atlas.atlas import load_atlas
from dragoman.atlas.circles import circles
from dragoman.errors import FormUnusable
from dragoman.language.lexicon import table

CLAIM = "The claim"
UNDATED_SINCE = "since when is not told as a year: name it (since = ...)"


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim says: `parties`: ids in the order of the text, `field`: whom a leader leads, `day`: of the claim.

    `since`: the time from which on, as an ISO prefix; `type`, `mode`: of the act that is called the first; `problem`:
    what of it cannot be told.
    """

    words: str
    parties: tuple[str, ...]
    day: str | None
    since: str | None = None
    field: tuple[str, ...] = ()
    type: str | None = None
    mode: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Shaped:
    """The form of a claim, and in a sentence what stands in the way of testing it; null: nothing."""

    form: Form | None
    problem: str | None = None


def shaped(template: Template, told: Told, reach: tuple[str, str] | None) -> Shaped:
    """The form that a template makes of what is told; `reach`: the first and last month with reports."""
    if told.day is None:
        return Shaped(None, "neither the claim nor its report has a day, so that no period can be named")
    sides, notes = _sides(template, told)
    if sides is None:
        return Shaped(None, "it is not told of whom: name them in a form (see --form)")
    start, end = _period(template, told.day, reach)
    form = Form(actors=sides[0], others=sides[1], start=start, end=end, since=_since(told, start), words=told.words)
    form = replace(form, **template.fields, reason=" ".join((template.reason, *notes)))
    if told.type is not None:
        form = replace(form, types=(told.type,), modes=(told.mode,) if told.mode else (), undated="as told")
    try:
        return Shaped(checked_form(form, CLAIM), told.problem)
    except FormUnusable as error:
        return Shaped(form, str(error).removeprefix(f"{CLAIM} cannot be tested: "))


def _sides(template: Template, told: Told) -> tuple[tuple[tuple[str, ...], tuple[str, ...]] | None, list[str]]:
    """Who acts with whom, and in sentences what was taken for what."""
    expanded = [states_of(p, told.day or "") for p in told.parties]
    notes = [f"{p} stands for {', '.join(s)}." for p, s in zip(told.parties, expanded, strict=True) if s != (p,)]
    if not expanded:
        return None, notes
    if template.fields["compare"] == "highest in group":
        field = [s for f in told.field or told.parties[1:] for s in states_of(f, told.day or "")]
        return (expanded[0], tuple(sorted({*field} - {*expanded[0]}))), notes
    if len(expanded) == 1:
        return (expanded[0], ()), [*notes, "With whom is not told, so everybody is counted."]
    if len(expanded) == 2:
        one, other = sorted(expanded, key=len)
        return (one, tuple(s for s in other if s not in one) or one), notes
    everybody = tuple(sorted({s for states in expanded for s in states}))
    return (everybody, everybody), notes


def states_of(identity: str, day: str) -> tuple[str, ...]:
    """The states that an id stands for: itself, or the members of a region, group or body on a day."""
    if identity in load_atlas().states:
        return (identity,)
    for circle in circles().values():
        if identity == circle.id or identity in circle.short:
            return circle.members_on(day) if circle.kind == "group" else (identity,)
    return (identity,)


def _period(template: Template, day: str, reach: tuple[str, str] | None) -> tuple[str, str]:
    """The months that the words mean, or the very day."""
    if template.window == "day":
        return day, day
    if template.window == "all":
        return reach or (day[:7], day[:7])
    here = first_number(last_day(day))
    if template.window == "after":
        return _month(moved(here, 1)), _month(moved(here, template.months))
    return _month(moved(here, 1 - template.months)), _month(moved(here, 0))


def _month(number: int) -> str:
    found: date = day_of(number)
    return f"{found:%Y-%m}"


def _since(told: Told, start: str) -> str | None:
    return told.since if told.since is not None and told.since[: len(start)] < start[: len(told.since)] else None


def since_named(sentence: str, day: str) -> tuple[str | None, str | None]:
    """(the year from which on something is said not to have been, what of that cannot be told).

    "the first visit since 2012", "in ten years"; both null where nothing of the kind is said.
    """
    words, quantities = table("en", "narratives")["since"], table("en", "quantities")["numbers"]
    points, spans, units = ("|".join(map(re.escape, words[k])) for k in ("points", "spans", "units"))
    if year := re.search(rf"\b(?:{points})\s+(?:[a-z]+\s+){{0,2}}((?:19|20)\d\d)\b", sentence, re.IGNORECASE):
        return year[1], None
    numbers = "|".join(map(re.escape, sorted(quantities, key=len, reverse=True)))
    if span := re.search(rf"\b(?:{spans})\s+(\d+|{numbers})\s+({units})\b", sentence, re.IGNORECASE):
        count = int(span[1]) if span[1].isdigit() else quantities[span[1].lower()]
        return str(int(day[:4]) - count * words["units"][span[2].lower()]), None
    return None, UNDATED_SINCE if re.search(rf"\b(?:{points})\b", sentence, re.IGNORECASE) else None


def spoken(form: Form, names: Sequence[str]) -> str:
    """The question of a form in a sentence."""
    sides = f"{', '.join(form.actors)} with {', '.join(form.others) if form.others else 'anybody'}"
    when = form.start if form.start == form.end else f"{written(form.start)} to {written(form.end)}"
    kinds = ", ".join((*form.types, *form.modes, *(names[q - 1] for q in form.quads), *form.topics)) or "all kinds"
    return f"{sides}: {form.measure} ({kinds}), {form.compare}, {when}"
