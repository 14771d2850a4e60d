"""Invented reports as findings, as a reader that makes no mistakes would give them, with the truth beside them."""

import re
from collections.abc import Iterator, Sequence

from truth import Draft, Sentence, Told

from dragoman.atlas.atlas import load_atlas
from dragoman.types import Actor, Findings, Mention, Place, Report, Span, Statement, When


def made(draft: Draft) -> Told:
    """A draft as a report with findings, and the truth of it."""
    dateline = f"({draft.credit}) - " if draft.credit else ""
    text, spans = dateline, []
    for number, sentence in enumerate(draft.sentences):
        gap = "" if number == 0 else "\n\n" if number % 3 == 0 else " "
        spans.append(Span(len(text) + len(gap), len(text) + len(gap) + len(sentence.text)))
        text += gap + sentence.text
    told = [(s, span) for s, span in zip(draft.sentences, spans, strict=True) if s.event is not None]
    mentions, statements, actors, places, events, promises = [], [], {}, {}, {}, {}
    for number, (sentence, span) in enumerate(told, 1):
        assert sentence.event is not None
        found = _mention(number, sentence, span, text, statements, actors, places)
        mentions.append(found)
        events[found.trigger.start] = sentence.event.id
        if sentence.event.outcome is not None:
            promises[sentence.event.id] = sentence.event
    title, day = draft.sentences[0].text[:60], draft.published.isoformat()
    report = Report(draft.id, text, title, draft.outlet, day, language="en", origin=f"{draft.id}.txt")
    findings = Findings(report, tuple(actors.values()), tuple(places.values()), tuple(statements), tuple(mentions))
    return Told(findings, events, draft.root, draft.kind, draft.source or draft.outlet, promises)


def _mention(
    number: int,
    s: Sentence,
    span: Span,
    text: str,
    statements: list[Statement],
    actors: dict[str, Actor],
    places: dict[str, Place],
) -> Mention:
    assert s.event is not None
    for iso3 in (*s.sides[0], *s.sides[1]):
        former = actors.get(iso3)
        spans = (*(former.mentions if former else ()), *_found(text, span, _forms(iso3)))
        actors[iso3] = Actor(iso3, load_atlas().states[iso3].name, "state", iso3, None, tuple(dict.fromkeys(spans)))
    if s.place:
        state = load_atlas().states[s.place]
        places[f"geonames:{state.geonames}"] = Place(
            f"geonames:{state.geonames}", state.capital or state.name, state.lat, state.lon, s.place
        )
    statement = _statement(number, s, span, text, actors) if s.who else None
    if statement is not None:
        statements.append(statement)
    when = None
    if s.date is not None:
        at = text.lower().index(s.date[1].lower(), span.start)
        when = When(s.date[0], s.date[0], text[at : at + len(s.date[1])], Span(at, at + len(s.date[1])))
    return Mention(
        f"m{number}", s.type, s.sides[0], s.sides[1], s.status, _trigger(s, span, text), span, s.mode,
        topics=(s.topic,) if s.topic else (), statement=statement.id if statement else None, date=when,
        place=f"geonames:{load_atlas().states[s.place].geonames}" if s.place else None, because="invented",
    )  # fmt: skip


def _forms(iso3: str) -> tuple[str, ...]:
    state = load_atlas().states[iso3]
    return (state.name, state.adjectives[0], state.capital or state.name)


def _found(text: str, span: Span, forms: Sequence[str]) -> Iterator[Span]:
    """Wherever one of the forms stands in the span as a word."""
    pattern = rf"\b(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})\b"
    for found in re.finditer(pattern, text[span.start : span.end]):
        yield Span(span.start + found.start(), span.start + found.end())


def _statement(number: int, s: Sentence, span: Span, text: str, actors: dict[str, Actor]) -> Statement:
    assert s.event is not None
    start = text.lower().index(s.who.lower(), span.start)
    who = Span(start, start + len(s.who))
    speaker = f"{s.event.a}:{s.who.split(' of ')[0]}"
    actors.setdefault(speaker, Actor(speaker, s.who, "office", s.event.a, "GOV", (who,)))
    at = text.lower().index(s.clause.lower(), span.start)
    cue = text.find("said", span.start, span.end)
    cues = (Span(cue, cue + 4),) if cue >= 0 else ()
    return Statement(f"s{number}", speaker, (who,), cues, (Span(at, at + len(s.clause)),), "indirect")


def _trigger(s: Sentence, span: Span, text: str) -> Span:
    """The clause's first word in small letters of four letters or more, after the name it begins with."""
    at = text.lower().index(s.clause.lower(), span.start)
    words = s.clause.split(" ")
    offset = 0
    for number, word in enumerate(words):
        if number and len(word) >= 4 and word.islower() and word not in ("government", "with"):
            return Span(at + offset, at + offset + len(word))
        offset += len(word) + 1
    return Span(at, at + len(words[0]))
