"""The tree of origins: how outlets stand to states, their publishers, outlets, reports; what remains without some.

Everything is counted of all tellings; of an outlet's texts only the first few stand in a tree that is to be looked at.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dragoman.analysis.names import state_name
from dragoman.analysis.whose_word.leaving import LeftOut
from dragoman.analysis.whose_word.publishers import UNNAMED, Publisher
from dragoman.analysis.whose_word.tellings import Words
from dragoman.analysis.wording import counted

STANDINGS = ("state-run", "independent", "unknown")
PARTY, THIRD, UNKNOWN = "a party's", "a third state's", "unknown"
NO_OUTLET = "outlet not named"
OUTLET, TEXT = ("origin", "outlet"), ("origin", "outlet", "text")
COUNTED = {
    "events": pl.col("of").n_unique(),
    "tellings": pl.len(),
    "reports": pl.col("report").n_unique(),
    "texts": pl.col("text").n_unique(),
    "copies": pl.col("report").filter(pl.col("text") != pl.col("report")).n_unique(),
}
Row = Mapping[str, Any]
Read = Callable[[pl.DataFrame], Mapping[str, Words]]


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
    Of an outlet `parts` may be the first of its `numbers.texts` only.
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

    `parties`: to the matter; `by_party`: tellings for which somebody of a party is cited, alone or together with
    others, `by_third`: only others, `own_voice`: what reports say without citing anybody; `jointly`: tellings that cite
    the joint word of several sides, which is no word of one side alone; `publishers`: independent origins.
    """

    parties: tuple[str, ...]
    numbers: Numbers
    publishers: int
    by_party: int
    by_third: int
    own_voice: int
    jointly: int
    tree: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a tree is made with: publishers by key, parties to the matter, who reads words, the names of who speaks.

    `most`: texts of an outlet that are shown; null: all.
    """

    publishers: Mapping[str, Publisher]
    parties: Collection[str]
    read: Read
    named: Callable[[Iterable[str]], str]
    most: int | None = None

    def publisher(self, key: str) -> Publisher:
        """The publisher of this key; one that no report names stands for itself."""
        unnamed = self.publishers[UNNAMED] if key == UNNAMED else None
        return self.publishers.get(key) or unnamed or Publisher(key, key.partition(":")[2])


def word_of(told: pl.DataFrame, known: Known) -> Word:
    """Whose word some tellings are."""
    cited = told.filter(pl.col("sources").list.len() > 0)
    states, parties = pl.col("speaker_states").list, pl.lit(list(known.parties), pl.List(pl.String))
    by_party = cited.filter(states.set_intersection(parties).list.len() > 0).height
    return Word(
        parties=tuple(sorted(known.parties)),
        numbers=numbers(told),
        publishers=told["origin"].n_unique(),
        by_party=by_party,
        by_third=cited.height - by_party,
        own_voice=told.height - cited.height,
        jointly=cited.filter(states.n_unique() > 1).height,
        tree=tuple(_standings(told, known)),
    )


def remaining(told: pl.DataFrame, out: LeftOut) -> pl.DataFrame:
    """The tellings that are left when some publishers and speakers are left out.

    A joint word is left as long as one of the sides that said it together is.
    """
    publishers = list(out.publishers)
    others = pl.col("speaker_states").list.set_difference(pl.lit(list(out.speakers), pl.List(pl.String)))
    return told.filter(
        ~pl.col("origin").is_in(publishers),
        ~pl.col("printed").is_in(publishers),
        (pl.col("speaker_states").list.len() == 0) | (others.list.len() > 0),
    )


def numbers(told: pl.DataFrame) -> Numbers:
    """How much some tellings are."""
    return Numbers(*told.select(**COUNTED).row(0))


def texts_of(told: pl.DataFrame) -> pl.DataFrame:
    """One row a text of an outlet, of copies the earliest report, in the order of a tree; with `numbers`."""
    first = [pl.col(c).first() for c in ("id", "owner", "report", "published", "how", "sources")]
    found = _named(told).group_by(TEXT, maintain_order=True).agg(*first, **COUNTED)
    return found.sort(pl.col("published").fill_null("~"), "report", maintain_order=True)


def leaves_of(texts: pl.DataFrame, known: Known) -> list[Branch]:
    """A branch for each of these texts, with the words of its first telling."""
    words = known.read(texts)
    return [_leaf(row, words[row["id"]], known) for row in texts.iter_rows(named=True)]


def _leaf(row: Row, words: Words, known: Known) -> Branch:
    return Branch(
        level="report",
        name=words.title or row["report"],
        numbers=_numbers(row),
        key=row["report"],
        published=row["published"],
        speaker=known.named(row["sources"]) if row["sources"] else None,
        sentence=words.sentence,
        how=row["how"],
    )


def _standings(told: pl.DataFrame, known: Known) -> Iterator[Branch]:
    if told.is_empty():
        return
    standing = {key: known.publisher(key).standing for key in told["origin"].unique()}
    placed = _named(told).with_columns(standing=pl.col("origin").replace_strict(standing, return_dtype=pl.String))
    outlets = _outlets(placed, known)
    publishers: dict[str, list[Branch]] = {}
    for row in _largest(placed, ["origin"], "origin"):
        branch = _publisher(row, tuple(outlets[row["origin"]]), known)
        publishers.setdefault(str(branch.standing), []).append(branch)
    counts = {row["standing"]: _numbers(row) for row in _largest(placed, ["standing"], "standing")}
    for name in (s for s in STANDINGS if s in counts):
        yield Branch("standing", name, counts[name], tuple(publishers[name]), standing=name)


def _outlets(told: pl.DataFrame, known: Known) -> dict[str, list[Branch]]:
    """The outlets of each publisher, each with its texts."""
    leaves: dict[tuple[str, str], list[Branch]] = {}
    texts = texts_of(told)
    shown = texts if known.most is None else texts.filter(pl.int_range(pl.len()).over(OUTLET) < known.most)
    for (origin, outlet), leaf in zip(shown.select(OUTLET).iter_rows(), leaves_of(shown, known), strict=True):
        leaves.setdefault((origin, outlet), []).append(leaf)
    found: dict[str, list[Branch]] = {}
    for row in _largest(told, list(OUTLET), "outlet"):
        key = row["origin"], row["outlet"]
        branch = Branch("outlet", row["outlet"], _numbers(row), tuple(leaves.get(key, ())), key=row["outlet"])
        found.setdefault(row["origin"], []).append(branch)
    return found


def _publisher(row: Row, parts: tuple[Branch, ...], known: Known) -> Branch:
    publisher = known.publisher(row["origin"])
    return Branch(
        level="publisher",
        name=publisher.name,
        numbers=_numbers(row),
        parts=parts,
        key=row["origin"],
        country=publisher.country,
        standing=publisher.standing,
        side=side_of(publisher, known.parties),
    )


def side_of(publisher: Publisher, parties: Collection[str]) -> str:
    """Whether a publisher is of a state that is a party to the matter."""
    if publisher.country is None:
        return UNKNOWN
    return PARTY if publisher.country in parties else THIRD


def _named(told: pl.DataFrame) -> pl.DataFrame:
    """With a name for the outlet of reports that name none."""
    name = pl.when(pl.col("outlet") == "").then(None).otherwise(pl.col("outlet"))
    return told.with_columns(outlet=name.fill_null(NO_OUTLET))


def _largest(told: pl.DataFrame, by: list[str], name: str) -> Iterable[Row]:
    """What rests on each, the most texts first."""
    found = told.group_by(by).agg(**COUNTED)
    return found.sort("texts", "tellings", name, descending=[True, True, False]).iter_rows(named=True)


def _numbers(row: Row) -> Numbers:
    return Numbers(*(row[name] for name in COUNTED))


def summed(word: Word) -> str:
    """Whose word it is, in a sentence."""
    n = word.numbers
    parties = ", ".join(state_name(p) for p in word.parties) or "nobody that is known"
    told = f"{counted(n.tellings, 'telling')} in {counted(n.reports, 'report')}"
    copies = f" ({counted(n.copies, 'copy', 'copies')} among them)" if n.copies else ""
    cited = f"{word.by_party} cite somebody of a party, {word.by_third} somebody else, {word.own_voice} nobody"
    publishers = counted(word.publishers, "independent publisher")
    joint = f"; {word.jointly} cite several sides together" if word.jointly else ""
    return f"{told}{copies} by {publishers}. Parties to the matter: {parties}. Of the tellings {cited}{joint}."
