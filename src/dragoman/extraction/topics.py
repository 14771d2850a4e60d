"""What an act is about, and by what means: topics, contexts and modes, read off the words around it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from dragoman.extraction.arguments import clause
from dragoman.extraction.draft import Draft
from dragoman.language.lexicon import table
from dragoman.language.plain import Token

MOST = 3


@cache
def _index(part: str, kind: str = "") -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word -> (all words, label), longest first, of a table that maps labels to words."""
    source = table("en", "topics")[part]
    labels: Mapping[str, list[str]] = source.get(kind, {}) if kind else source
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for label, phrases in labels.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, label))
    return {first: tuple(sorted(v, key=lambda p: -len(p[0]))) for first, v in found.items()}


def topics_of(draft: Draft, token: Token, kind: str) -> tuple[str, ...]:
    """Topics named by the words of the act's clause, else its type's own topic; the order is that of the text."""
    near = _labels(_near(token), _index("topics"))
    found = near or _labels(_clause_words(token), _index("topics"))
    known = [t for t in found if t in draft.ontology.topics][:MOST]
    return tuple(known) or (draft.ontology.events[kind].topic,)


def contexts_of(draft: Draft, sentence: Sequence[Token]) -> tuple[str, ...]:
    """PLOVER contexts named by the words of a sentence."""
    found = _labels(sentence, _index("contexts"))
    return tuple(c for c in found if c in draft.ontology.contexts)[:MOST]


def mode_of(draft: Draft, token: Token, kind: str, mode: str | None) -> str | None:
    """The entry's own mode, else the one that words beside or below the trigger name."""
    modes = draft.ontology.events[kind].modes
    if mode is not None:
        return mode if mode in modes else None
    found = [m for m in _labels(_near(token), _index("modes", kind)) if m in modes]
    return found[0] if found else None


def _near(token: Token) -> list[Token]:
    """The words below the trigger, without the clauses that tell something else."""
    return [token, *_below(token)]


def _below(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ not in {"nsubj", "acl:relcl", "parataxis", "advcl", "conj"}:
            yield child
            yield from _below(child)


def _clause_words(token: Token) -> list[Token]:
    return _near(clause(token))


def _labels(tokens: Iterable[Token], index: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]) -> list[str]:
    ordered = sorted(tokens, key=lambda t: t.i)
    found: list[str] = []
    for token in ordered:
        for form in dict.fromkeys((token.lower_, token.lemma_.lower())):
            match = next((label for words, label in index.get(form, ()) if _follows(token, words)), None)
            if match is not None and match not in found:
                found.append(match)
    return found


def _follows(token: Token, words: tuple[str, ...]) -> bool:
    rest = token.doc[token.i + 1 : token.i + len(words)]
    return len(rest) == len(words) - 1 and all(
        w in (t.lower_, t.lemma_.lower()) for w, t in zip(words[1:], rest, strict=True)
    )
