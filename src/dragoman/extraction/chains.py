"""Who passed it on and who said it together: outlets that only relay, statements within statements, joint words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.extraction.cues import Saying
from dragoman.extraction.draft import Draft
from dragoman.extraction.sources import is_outlet
from dragoman.types import Span, Statement

SHARE = 0.6  # of an outlet's words that must be another's attribution for it to have relayed only
NEAR = 6  # tokens from an attribution to "citing"
DEPTH = 12  # statements open around another


def cited(draft: Draft, sayings: Sequence[Saying]) -> list[Saying]:
    """The attributions with "citing" and "quoting" joined to theirs: who is cited speaks, the outlet relays."""
    hosts: dict[int, Saying] = {}
    for saying in sayings:
        if saying.frame != "cite" and saying.cue is not None:
            hosts[saying.cue.head] = saying
            hosts |= {s.head: saying for s in saying.sources}
    moved: dict[int, Saying] = {}
    kept: list[Saying] = []
    for saying in sayings:
        host = (hosts.get(saying.above) or _beside(draft, saying, hosts)) if saying.frame == "cite" else None
        if host is None:
            kept += [saying] if saying.content is not None or saying.frame != "cite" else []
        elif all(is_outlet(draft, s) for s in host.sources):
            moved[id(host)] = replace(host, cue=saying.cue, sources=saying.sources, relays=host.sources + host.relays)
    return [moved.get(id(s), s) for s in kept]


def _beside(draft: Draft, saying: Saying, hosts: Mapping[int, Saying]) -> Saying | None:
    """The attribution right before "citing", if that was read as hanging on what was said: "TASS said, citing"."""
    start = -1 if saying.cue is None else saying.cue.start
    near = (n for n in range(start - 1, max(-1, start - NEAR), -1) if n in hosts)
    host = next((hosts[n] for n in near), None)
    if host is None or host.cue is None or any(draft.doc[i].is_sent_start for i in range(host.cue.head + 1, start)):
        return None
    return host if all(is_outlet(draft, s) for s in host.sources) else None


def relayed(draft: Draft, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements without those of outlets that only tell who said what; these become `via` of what was said."""
    dropped: set[str] = set()
    via: dict[str, tuple[str, ...]] = {}
    for inner, outer in _pairs(statements):
        actor = draft.actor_by_id.get(outer.source or "")
        if actor is not None and actor.kind == "outlet" and outer.kind != "direct" and _is_all(inner, outer):
            dropped.add(outer.id)
            via[inner.id] = (*via.get(inner.id, ()), actor.id)
    kept = (s for s in statements if s.id not in dropped)
    return tuple(replace(s, via=tuple(dict.fromkeys((*s.via, *via[s.id])))) if s.id in via else s for s in kept)


def _is_all(inner: Statement, outer: Statement) -> bool:
    """Whether the outer content is little more than the inner attribution: source, cue and content."""
    if not inner.source_span or inner.source == outer.source:
        return False
    parts = (*inner.source_span, *inner.cue, *inner.content)
    hull = max(p.end for p in parts) - min(p.start for p in parts)
    return hull >= SHARE * _size(outer) and inner.source_span[0].start >= outer.content[0].start


def nested(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with `within` filled: the smallest statement by another speaker that holds the content.

    What the same speaker says within their own words is no statement of its own and is dropped.
    """
    outer: dict[str, Statement] = {}
    same: set[str] = set()
    for inner, holder in _pairs(statements):
        if holder.source == inner.source:
            same.add(inner.id)
        elif inner.id not in outer or _size(holder) < _size(outer[inner.id]):
            outer[inner.id] = holder
    kept = (s for s in statements if s.id not in same)
    return tuple(replace(s, within=outer[s.id].id) if s.id in outer and outer[s.id].id not in same else s for s in kept)


def together(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with `joint` filled: those of several speakers of one saying have the first one's id."""
    said: dict[tuple[tuple[Span, ...], tuple[Span, ...]], list[Statement]] = {}
    for statement in statements:
        said.setdefault((statement.content, statement.cue), []).append(statement)
    several = [same for same in said.values() if len({s.source for s in same}) > 1]
    first = {s.id: same[0].id for same in several for s in same}
    return tuple(replace(s, joint=first.get(s.id)) for s in statements)


def _pairs(statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Every statement with each one whose content holds its content and cue."""
    found: list[tuple[Statement, Statement]] = []
    stack: list[Statement] = []
    for inner in sorted(statements, key=lambda s: (s.content[0].start, -s.content[0].end)):
        stack = [s for s in stack if s.content[0].end > inner.content[0].start][-DEPTH:]
        found += [(inner, s) for s in stack if _holds(s.content[0], inner)]
        stack.append(inner)
    return found


def _holds(span: Span, inner: Statement) -> bool:
    """Whether cue and content of a statement lie within the span and do not fill it."""
    held = (*inner.content, *inner.cue)
    return all(span.start <= h.start and h.end <= span.end for h in held) and _size(inner) < span.end - span.start


def _size(statement: Statement) -> int:
    return sum(c.end - c.start for c in statement.content)
