"""The tree of origins: how outlets stand to states, their publishers, outlets, reports; what remains without some."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.analysis.names import state_name
from dragoman.analysis.whose_word.leaving import LeftOut
from dragoman.analysis.whose_word.publishers import UNNAMED, Publisher
from dragoman.analysis.whose_word.tellings import Told
from dragoman.analysis.wording import counted

STANDINGS = ("state-run", "independent", "unknown")
PARTY, THIRD, UNKNOWN = "a party's", "a third state's", "unknown"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much rests on something: events or things, tellings, reports, texts that are no copies, copies."""

    events: int
    tellings: int
    reports: int
    texts: int
    copies: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of the tree: `level` standing, publisher, outlet or report; `name`; what rests on it; what it holds.

    Of a publisher: `country` and `standing` as the atlas or the user's list knows, and `side`: a party's (its state is
    a party to the matter), a third state's or unknown.  Of a report: `key` its id, the day of publishing, the sentence.
    """

    level: str
    name: str
    numbers: Numbers
    parts: tuple["Branch", ...] = ()
    key: str | None = None
    country: str | None = None
    standing: str | None = None
    side: str | None = None
    published: str | None = None
    speaker: str | None = None
    sentence: str | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word an answer rests on: the tree, and the tellings by whose word they are.

    `parties`: to the matter; `by_party`: tellings for which somebody of a party is cited, `by_third`: somebody of a
    third state, `own_voice`: what reports say without citing anybody; `publishers`: independent origins.
    """

    parties: tuple[str, ...]
    numbers: Numbers
    publishers: int
    by_party: int
    by_third: int
    own_voice: int
    tree: tuple[Branch, ...]


def word_of(told: Sequence[Told], known: Mapping[str, Publisher], parties: Collection[str]) -> Word:
    """Whose word some tellings are."""
    cited = [t for t in told if t.source is not None]
    by_party = sum(t.speaker_state in parties for t in cited)
    return Word(
        parties=tuple(sorted(parties)),
        numbers=numbers(told),
        publishers=len({t.origin for t in told}),
        by_party=by_party,
        by_third=len(cited) - by_party,
        own_voice=len(told) - len(cited),
        tree=tuple(_standings(told, known, parties)),
    )


def remaining(told: Iterable[Told], out: LeftOut) -> tuple[Told, ...]:
    """The tellings that are left when some publishers and speakers are left out."""
    return tuple(
        t
        for t in told
        if t.origin not in out.publishers and t.printed not in out.publishers and t.speaker_state not in out.speakers
    )


def numbers(told: Iterable[Told]) -> Numbers:
    """How much some tellings are."""
    rows = list(told)
    texts = {t.text for t in rows}
    reports = {t.report for t in rows}
    copies = {t.report for t in rows if t.is_copy}
    return Numbers(len({t.of for t in rows}), len(rows), len(reports), len(texts), len(copies))


def _standings(told: Sequence[Told], known: Mapping[str, Publisher], parties: Collection[str]) -> Iterable[Branch]:
    by = _by(told, lambda t: _publisher(t.origin, known).standing)
    for standing in STANDINGS:
        if standing in by:
            parts = tuple(_publishers(by[standing], known, parties))
            yield Branch("standing", standing, numbers(by[standing]), parts, standing=standing)


def _publishers(told: Sequence[Told], known: Mapping[str, Publisher], parties: Collection[str]) -> Iterable[Branch]:
    for key, rows in _largest(_by(told, lambda t: t.origin)):
        publisher = _publisher(key, known)
        yield Branch(
            level="publisher",
            name=publisher.name,
            numbers=numbers(rows),
            parts=tuple(_outlets(rows)),
            key=key,
            country=publisher.country,
            standing=publisher.standing,
            side=side_of(publisher, parties),
        )


def side_of(publisher: Publisher, parties: Collection[str]) -> str:
    """Whether a publisher is of a state that is a party to the matter."""
    if publisher.country is None:
        return UNKNOWN
    return PARTY if publisher.country in parties else THIRD


def _outlets(told: Sequence[Told]) -> Iterable[Branch]:
    for name, rows in _largest(_by(told, lambda t: t.outlet or "outlet not named")):
        yield Branch("outlet", name, numbers(rows), tuple(_texts(rows)), key=name)


def _texts(told: Sequence[Told]) -> Iterable[Branch]:
    """One branch a text, of copies the earliest report."""
    by = _by(told, lambda t: t.text)
    for rows in sorted(by.values(), key=lambda r: (r[0].published or "~", r[0].report)):
        one = rows[0]
        yield Branch(
            level="report",
            name=one.title or one.report,
            numbers=numbers(rows),
            key=one.report,
            published=one.published,
            speaker=one.speaker,
            sentence=one.sentence,
            how=one.how,
        )


def _publisher(key: str, known: Mapping[str, Publisher]) -> Publisher:
    return known.get(key) or (known[UNNAMED] if key == UNNAMED else Publisher(key, key.partition(":")[2]))


def _by(told: Sequence[Told], name: Callable[[Told], str]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        found[name(one)].append(one)
    return found


def _largest(by: Mapping[str, list[Told]]) -> list[tuple[str, list[Told]]]:
    return sorted(by.items(), key=lambda item: (-len({t.text for t in item[1]}), -len(item[1]), item[0]))


def summed(word: Word) -> str:
    """Whose word it is, in a sentence."""
    n = word.numbers
    parties = ", ".join(state_name(p) for p in word.parties) or "nobody that is known"
    told = f"{counted(n.tellings, 'telling')} in {counted(n.reports, 'report')}"
    copies = f" ({counted(n.copies, 'copy', 'copies')} among them)" if n.copies else ""
    cited = f"{word.by_party} cite somebody of a party, {word.by_third} somebody else, {word.own_voice} nobody"
    publishers = counted(word.publishers, "independent publisher")
    return f"{told}{copies} by {publishers}. Parties to the matter: {parties}. Of the tellings {cited}."
