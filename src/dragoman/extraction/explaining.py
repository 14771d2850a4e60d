"""Why: what was considered for each event, statement and tie, worked out anew from a finished draft when asked for.

The steps of extraction keep no notes of what they refuse; as they depend on nothing but the draft, asking them again
gives what they decided, and costs nothing where nobody asks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.extraction.candidates import Candidate, candidates, is_covered
from dragoman.extraction.circumstances import dates_in
from dragoman.extraction.draft import Draft, Reference
from dragoman.extraction.events import read_as
from dragoman.extraction.status import verdicts
from dragoman.extraction.triggers import entries_of, misfit
from dragoman.language.plain import Token
from dragoman.types import Mention, Span, Statement, Tie, When


@dataclass(frozen=True, slots=True)
class Considered:
    """Something that could have been chosen: its words, the rule under which, and what came of it."""

    words: str
    rule: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one finding stands as it does.

    `of` its id ("m1", "s2", "t1"), or null for a word that might have told an act and does not; `words` the trigger,
    cue or evidence, and `span` where it (of a statement, its content) stands; `rule` what decided; `parties` how each
    actor was resolved; `status` the cues weighed, nearest first; `date` where the date comes from, or why there is
    none; `considered` other readings, each with why not.
    """

    of: str | None
    words: str
    span: Span
    rule: str
    parties: tuple[Considered, ...] = ()
    status: tuple[Considered, ...] = ()
    date: str | None = None
    considered: tuple[Considered, ...] = ()


def explain(draft: Draft) -> tuple[Explanation, ...]:
    """An explanation of every statement, event and tie of the draft, and of every word that might have told an act."""
    acts = [e for sentence in draft.sentences for e in _acts(draft, sentence)]
    said = [_statement(draft, s) for s in draft.statements]
    return (*said, *acts, *(_tie(draft, t) for t in draft.ties))


def _acts(draft: Draft, sentence: list[Token]) -> Iterator[Explanation]:
    found = {c.token.i: c for c in candidates(draft, sentence)}
    told = {t.i: [m for m in draft.mentions if m.trigger.start == t.idx] for t in sentence}
    for token in sentence:
        known = entries_of(draft, token)
        if not known:
            continue
        considered = tuple(_readings(draft, token, found))
        yield from (_event(draft, token, m, considered) for m in told[token.i])
        if not told[token.i] and considered:
            yield Explanation(
                None, token.text, Span(token.idx, token.idx + len(token)), "no act", considered=considered
            )


def _readings(draft: Draft, token: Token, found: dict[int, Candidate]) -> Iterator[Considered]:
    """Every entry of the word and what speaks against it here."""
    candidate = found.get(token.i)
    fitting = {id(c.entry): c for c in candidate.readings()} if candidate is not None else {}
    for entry in entries_of(draft, token):
        rule = f"{entry.type} {entry.rule}"
        reason = misfit(draft, token, entry)
        if reason is not None and any(w not in token.sent.text.lower() for w in entry.words[1:]):
            continue
        if reason is None and id(entry) not in fitting:
            reason = "the word is part of a name or only describes the noun after it"
        yield Considered(token.text, rule, reason or _outcome(draft, fitting[id(entry)], found))


def _outcome(draft: Draft, candidate: Candidate, found: dict[int, Candidate]) -> str:
    token = candidate.token
    earlier = [m for m in draft.mentions if m.trigger.start < token.idx]
    read = read_as(draft, candidate, earlier)
    if isinstance(read, str):
        return read
    kept = [m for m in draft.mentions if m.trigger.start == token.idx]
    if kept:
        same = kept[0].because == candidate.entry.rule and kept[0].type == candidate.entry.type
        return "taken" if same else "it fits, but another entry fits better"
    telling = {i for i in found if isinstance(read_as(draft, found[i], earlier), Mention)}
    covered = is_covered(draft, candidate, found, telling)
    return "another word of the sentence tells this act already" if covered else "another reading was preferred"


def _event(draft: Draft, token: Token, mention: Mention, considered: tuple[Considered, ...]) -> Explanation:
    return Explanation(
        of=mention.id,
        words=token.text,
        span=mention.trigger,
        rule=f"{mention.type} {mention.because}",
        parties=tuple(_parties(draft, mention, token)),
        status=tuple(_cues(draft, token, mention)),
        date=_date(draft, token, mention.date),
        considered=tuple(c for c in considered if c.outcome != "taken"),
    )


def _parties(draft: Draft, mention: Mention, token: Token) -> Iterator[Considered]:
    sides = (("actor", mention.actors), ("recipient", mention.recipients))
    for side, ids in sides:
        for identity in ids:
            yield Considered(_words_for(draft, identity, token), side, _resolved(draft, identity, token))


def _words_for(draft: Draft, identity: str, token: Token) -> str:
    reference = _reference(draft, identity, token)
    return draft.doc[reference.start : reference.end].text if reference is not None else identity


def _reference(draft: Draft, identity: str, token: Token) -> Reference | None:
    """The phrase for the actor in the token's sentence that stands nearest to it, else the last one before."""
    own = [r for r in draft.references if identity in r.ids]
    inside = [r for r in own if token.sent.start <= r.head < token.sent.end]
    before = [r for r in own if r.head < token.i]
    ranked = sorted(inside, key=lambda r: (r.form == "pronoun", abs(r.head - token.i)))
    return ranked[0] if ranked else (before[-1] if before else None)


def _resolved(draft: Draft, identity: str, token: Token) -> str:
    """How words came to stand for an actor: by which form, and whom that is."""
    reference = _reference(draft, identity, token)
    actor = draft.actor_by_id.get(identity)
    named = f"{identity} ({actor.name})" if actor is not None and actor.name != identity else identity
    if reference is None:
        return f"{named}: no words of this sentence; taken from its place or from the act that it takes up"
    others = f", together with {', '.join(i for i in reference.ids if i != identity)}" if len(reference.ids) > 1 else ""
    country = f", of {actor.country}" if actor is not None and actor.country not in (None, identity) else ""
    outside = "" if token.sent.start <= reference.head < token.sent.end else ", in an earlier sentence"
    return f"{named}{country}: by {_form(reference.form)}{others}{outside}"


def _form(form: str) -> str:
    return {
        "metonym": "a capital or seat that stands for it",
        "role": "the words for an office or group",
        "description": "a description that takes up who was named before",
        "pronoun": "a pronoun that takes up who was named before",
        "adjective": "its adjective",
    }.get(form, f"its {form}")


def _cues(draft: Draft, token: Token, mention: Mention) -> Iterator[Considered]:
    chosen = {(c.start, c.end) for c in mention.status_cues}
    weighed = [v for v in verdicts(token) if v is not None]
    for verdict in weighed:
        words = " ".join(t.text for t in verdict.cues)
        deciding = verdict.status == mention.status and bool(chosen & {(s.start, s.end) for s in verdict.spans()})
        yield Considered(words, verdict.status, "decided" if deciding else "another word makes it less firm")
    if not weighed:
        yield Considered("", mention.status, "no word speaks of its standing; the form of the verb decided")


def _date(draft: Draft, token: Token, when: When | None) -> str:
    if when is not None and when.span is not None:
        placed = "" if when.start or when.end else ", which the calendar does not place"
        own = token.sent.start_char <= when.span.start < token.sent.end_char
        source = "in its own sentence" if own else "told of another act, which this one goes with"
        return f"'{when.text}' {source}{placed}"
    others = [w.text for w, _ in dates_in(draft, token) if not w.deadline]
    if others:
        return f"none: '{others[0]}' hangs on another word of the sentence"
    return "none: its sentence has no date and no act around it lends one; the day of publication is not taken for it"


def _statement(draft: Draft, statement: Statement) -> Explanation:
    cue = _text(draft, statement.cue) or "(no cue: the quotation goes on)"
    source = _text(draft, statement.source_span) or "(the speaker before)"
    who: tuple[Considered, ...] = ()
    if statement.source is not None:
        token = draft.doc[draft.within(statement.content[0])[0]] if draft.within(statement.content[0]) else draft.doc[0]
        who = (Considered(source, "source", _speaker(draft, statement, token)),)
    held = f", inside {statement.within}" if statement.within else ""
    held += f", said together with {_others(draft, statement)}" if statement.joint else ""
    via = f", relayed by {', '.join(statement.via)}" if statement.via else ""
    return Explanation(statement.id, cue, statement.content[0], f"{statement.kind} statement{held}{via}", parties=who)


def _others(draft: Draft, statement: Statement) -> str:
    """The ids of the statements in which others say the same."""
    return ", ".join([s.id for s in draft.statements if s.joint == statement.joint and s.id != statement.id])


def _speaker(draft: Draft, statement: Statement, content: Token) -> str:
    spans = statement.source_span
    inside = [r for s in spans for r in draft.references if s.start <= draft.doc[r.head].idx < s.end]
    token = draft.doc[inside[0].head] if inside else content
    return _resolved(draft, statement.source or "", token)


def _tie(draft: Draft, tie: Tie) -> Explanation:
    evidence = tie.evidence[0] if tie.evidence else Span(0, 0)
    tokens = draft.within(evidence)
    parties = [_party(draft, i, draft.doc[tokens[0]]) for i in tie.parties] if tokens else []
    roles = [Considered(", ".join(ids), role, "role of the tie") for role, ids in tie.roles.items()]
    stage = f", stage {tie.stage}" if tie.stage else ""
    return Explanation(
        of=tie.id,
        words=_text(draft, tie.evidence[:1]),
        span=evidence,
        rule=f"{tie.kind} {tie.because}, {tie.status}{stage}",
        parties=(*parties, *roles),
        date=tie.date.text if tie.date else None,
    )


def _party(draft: Draft, identity: str, token: Token) -> Considered:
    return Considered(_words_for(draft, identity, token), "party", _resolved(draft, identity, token))


def _text(draft: Draft, spans: Iterable[Span] | Sequence[Span]) -> str:
    return " … ".join(draft.text[s.start : s.end] for s in spans)
