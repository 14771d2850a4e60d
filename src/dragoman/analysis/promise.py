"""A promise while the ledger is made, alike for acts (outcomes.py) and standing things (promised_things.py)."""

from typing import NotRequired, TypedDict


class Announced(TypedDict):
    """Who announced a promise: ids, names, the side (state or body) they are of, and on whose word it is told."""

    announcer: str | None
    announcers: list[str | None]
    announcer_name: str | None
    side: str | None
    speaker: str | None
    statement: str | None
    via: list[str]


class Promised(TypedDict):
    """What was promised and what came of it; days are numbers (days.py), null where nobody tells.

    `kind`: act or thing.  `due`, `due_day`: the day that was named first, and its last moment; `later_dues`,
    `last_due_day`: those to which it was put off.  `low`, `high`: between which days it was done, `is_dated`: by a date
    of its own; `done_origins`, `refuted_origins`: how many tell that it was done, or that it was not; `refuted_day`:
    when the first of these was told.  `said`: the day of the report that promised it first (`report`, `sentence`, `id`
    of its telling); `happening`: the event or thing; `tellings`: ids of all that promise it.  `answer`,
    `answer_report`, `answer_sentence`: the telling that decides.  `last_word`, `last_word_said`: of things the stage
    that is told last, and when.
    """

    kind: str
    due: str | None
    due_day: int | None
    outcome: str
    low: int | None
    high: int | None
    is_dated: bool
    done_origins: int | None
    refuted_origins: int | None
    refuted_day: int | None
    last_due_day: int | None
    later_dues: list[str]
    type: str
    mode: str | None
    actors: list[str]
    recipients: list[str]
    actor_names: list[str]
    recipient_names: list[str]
    reciprocal: bool
    said: str | None
    published: str | None
    outlet: str | None
    report: str
    sentence: str
    id: str
    happening: str
    origins: int
    tellings: list[str]
    answer: str | None
    answer_report: str | None
    answer_sentence: str | None
    last_word: NotRequired[str | None]
    last_word_said: NotRequired[str | None]


class Promise(Promised, Announced):
    """A promise and who announced it."""
