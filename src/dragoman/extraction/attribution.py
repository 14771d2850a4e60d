"""Who is cited as saying or holding what: sources, cues and contents, after PolNeAR (Newell et al. 2018) and PARC 3."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extraction.chains import cited, nested, relayed, together
from dragoman.extraction.cues import verbs
from dragoman.extraction.draft import Draft
from dragoman.extraction.firsthand import with_first_persons
from dragoman.extraction.nominals import nominals
from dragoman.extraction.phrases import characters_of
from dragoman.extraction.quotations import find_quotations
from dragoman.extraction.sources import Speakers, outlets
from dragoman.extraction.speeches import Page, Speech, speeches
from dragoman.extraction.taggers import decide, marks_of
from dragoman.extraction.transcripts import with_answers
from dragoman.types import Span, Statement

NEAR = 300  # characters over which "it added" takes up whoever spoke last


def find_statements(draft: Draft) -> Draft:
    """The draft with its statements, in text order, and with an actor for every source that had none."""
    page = Page(draft.doc, find_quotations(draft.doc.text))
    sayings = cited(draft, [*verbs(draft.doc), *nominals(draft.doc)])
    speakers = Speakers(draft)
    told = with_answers(draft, page, decide(page, speeches(page, sayings), marks_of(draft.doc)))
    found: list[Statement] = []
    for speech in told:
        found += _statements(draft, speech, speakers, _before(found, speech))
    actors = tuple(replace(a, mentions=tuple(sorted(speakers.mentions.get(a.id, ())))) for a in speakers.added.values())
    said = together(nested(relayed(draft, _with_ids(found))))
    return with_first_persons(replace(draft, actors=draft.actors + actors, statements=numbered(said)))


def _before(found: Sequence[Statement], speech: Speech) -> tuple[str, ...]:
    """Who spoke last, if it was not long ago."""
    near = bool(found) and 0 <= speech.content.start - found[-1].content[0].end < NEAR
    return (found[-1].source,) if near and found[-1].source else ()


def _statements(draft: Draft, speech: Speech, speakers: Speakers, before: tuple[str, ...]) -> Iterator[Statement]:
    """One statement for each speaker, as they are told first."""
    named: set[str] = set()
    cue = () if speech.cue is None or speech.follows else (characters_of(draft.doc, speech.cue),)
    via = tuple(dict.fromkeys(i for r in speech.relays for i in outlets(draft, r)))
    for source in speech.sources:
        span: tuple[Span, ...] = () if speech.follows else (characters_of(draft.doc, source),)
        for identity in (i for i in speakers.of(source, before) if i not in named):
            named.add(identity)
            yield Statement("", identity, span, cue, (speech.content,), speech.kind, via)


def _with_ids(found: Sequence[Statement]) -> tuple[Statement, ...]:
    unique = dict.fromkeys(sorted(found, key=lambda s: (s.content[0].start, -s.content[0].end)))
    return tuple(replace(s, id=f"s{n}") for n, s in enumerate(unique, 1))


def numbered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with ids s1, s2 in text order."""
    ids = {s.id: f"s{n}" for n, s in enumerate(statements, 1)}
    return tuple(
        replace(s, id=ids[s.id], within=ids.get(s.within or ""), joint=ids.get(s.joint or "")) for s in statements
    )
