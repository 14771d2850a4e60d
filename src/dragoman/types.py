"""The nouns of the house: frozen values that cross rooms.

A report flows through the rooms as these types and nothing else.  Every offset counts Unicode code points of
`Report.text`, which never changes after reading; spans are half open, `[start, end)`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a report's text: `text[start:end]`, in code points."""

    start: int
    end: int


class FieldSource(NamedTuple):
    """Where a field of a report was taken from: its name in Report, the place in words ("JSON-LD datePublished")."""

    field: str
    source: str


@dataclass(frozen=True, slots=True)
class Report:
    """One news item as an outlet published it (schema.org NewsArticle); its text never changes after reading.

    `published` is an ISO prefix ("2022", "2022-07", "2022-07-01") or null; `language` an ISO 639-1 code or null;
    `origin` the file, address or row the report was read from; `notes` sentences about what of it could not be
    read (a publication date in 1890), for the user; `provenance` says where each field that is known was taken from.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    origin: str | None = None
    notes: tuple[str, ...] = ()
    provenance: tuple[FieldSource, ...] = ()


NOTED = "noted"
NO_FAILURES = frozenset({"passed over", "link", NOTED})


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be read, or is to be said of it: what it was, a sentence saying why and what to do.

    `kind` is a short word for lists (empty, encoding, malformed ...).  Three of them are no failures: "passed over"
    (what is not read, or was read before), "link" (an article that a feed only points to), "noted" (how an input was
    understood, such as columns that were guessed).
    """

    origin: str
    reason: str
    kind: str

    @property
    def is_failure(self) -> bool:
        """Whether something should have been read and was not."""
        return self.kind not in NO_FAILURES


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a report says something, with the exact words (W3C Web Annotation: position and quote selectors)."""

    report: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A resolved political entity (PLOVER): state, igo, forum, person, office, organisation, outlet, armed_group.

    `country` is the ISO 3166 alpha-3 code of the state it belongs to or speaks for; `sector` PLOVER's code or null.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonTold:
    """What a report itself says of a named person: of which state (ISO 3166 alpha-3) and which sector (PLOVER's).

    `published` is the report's date, null where it has none.
    """

    report: str
    id: str
    name: str
    country: str
    sector: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the text names: `kind` is place, region, waterbody, port or crossing; degrees WGS 84, or null."""

    id: str
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    kind: str = "place"
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A date or interval in ISO prefixes whose length is their precision; an open side is null; `text` the words.

    Both sides null means that the words could not be placed on the calendar.  `deadline`: the words say by when
    ("by March 2026", "until 2030"), not when.
    """

    start: str | None
    end: str | None
    text: str
    span: Span | None = None
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Someone is cited as saying or holding something (PolNeAR / PARC): source, cue, content.

    `source` is an actor id, null for the author; `kind` direct, indirect or mixed; `via` the outlets that only
    relay; `within` the id of the statement whose content holds this one.  `joint`: where several say the same words
    together, each in a statement of its own, the id of the first of these, also of that one itself; else null.
    """

    id: str
    source: str | None
    source_span: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    via: tuple[str, ...] = ()
    within: str | None = None
    joint: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One report's telling of one event (ACE, GDELT Mentions).

    `type` and `mode` are PLOVER's; `status` one of the ontology's; `statement` the statement it stands on (of a joint
    word the first one), null when the author tells it; `date` when it happened or is to happen, `deadline` by when it
    was promised; `because` names the rule and words that decided, for people who ask why.
    """

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    trigger: Span
    evidence: Span
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    reciprocal: bool = False
    statement: str | None = None
    date: When | None = None
    deadline: When | None = None
    place: str | None = None
    status_cues: tuple[Span, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing thing between actors: agreement, membership, forum_meeting, corridor, energy_swap, facility ...

    `roles` maps a role of the tie's kind to actor or place ids; `stage` is of the kind's own life cycle, or null.
    """

    id: str
    kind: str
    name: str
    parties: tuple[str, ...]
    status: str
    evidence: tuple[Span, ...]
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stage: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    statement: str | None = None
    date: When | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one report yields; `notes` are sentences about what could not be read and why."""

    report: Report
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    ties: tuple[Tie, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """Where a line of a brief was told: the words, who is cited for them, and which outlet printed them when.

    `speaker` is null where the report says it in its own voice, and all names where several said it together; `via`
    the outlets that only relay; `before` and `after` are the rest of the paragraph around the words; `note` what this
    telling alone adds ("signed"); `due` by when it says that something is to be.
    """

    evidence: Evidence
    speaker: str | None = None
    via: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    before: str = ""
    after: str = ""
    note: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a brief: a sentence of ours, and every telling it stands on, the first one first.

    `status` and `counts_as` are the ontology's; `date` an ISO prefix, when it happened or is due; `parties` ids of
    actors and places; `outlets` how many outlets tell it in words of their own; `remark` what the record adds to it;
    `more` how many tellings were left out of `told_by`.
    """

    text: str
    told_by: tuple[Telling, ...]
    status: str | None = None
    counts_as: str | None = None
    date: str | None = None
    parties: tuple[str, ...] = ()
    outlets: int = 1
    remark: str | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with its name, for a bar or a cell."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a brief; `note` says what a reader must know to judge it.

    `name` is a slug; `parts` are sections of this section; `more` is how many lines were left out and `command`
    what lists them; `counts` are figures about all lines, those left out too.
    """

    name: str
    title: str
    lines: tuple[Line, ...] = ()
    note: str | None = None
    parts: tuple["Section", ...] = ()
    counts: tuple[Count, ...] = ()
    more: int = 0
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What we write for a person from a record; never called a report.

    `asked` says in words what the brief is limited to; `left_out` what could not be read, and why; `timeline` how many
    facts are told of each month ("2023-04") or, over many years, of each year, without gaps.
    """

    title: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    asked: str | None = None
    left_out: tuple[str, ...] = ()
    timeline: tuple[Count, ...] = ()
