"""Acts as event data sets know them: one row a happening, with codes for who acts and on whom.

Where the record has worked out which tellings are of one happening, its summary stands; a telling of which that is not
known stands for itself. Words, outlet and parties are those of the first telling that has the summary's status.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dragoman.exchange.days import Days, days_of
from dragoman.exchange.files import Tables
from dragoman.ontology.ontology import load_ontology

FACT = "fact"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part: an actor, or a region that stands for its states (then `kind` is the place's)."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None

    @property
    def top(self) -> str:
        """The state that it belongs to, or itself."""
        return self.country or self.id


@dataclass(frozen=True, slots=True)
class Site:
    """Where something happened; degrees WGS 84, or null."""

    id: str
    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Act:
    """One happening, or one telling that belongs to none.

    `id` is the happening's or the telling's, `telling` that of the telling whose words stand here, `happening` null
    where it is of none.  `days` are null where no report tells a date; `told` are the days on which reports told it.
    `date` is the same in ISO prefixes as the text cuts it, from and to.  `counts_as`, `quad` and `score` are the
    ontology's.  `sentence`, `start`, `end` are words of `report`.
    """

    id: str
    telling: str
    happening: str | None
    type: str
    mode: str | None
    status: str
    counts_as: str
    quad: int
    score: float
    date: tuple[str | None, str | None]
    days: Days
    told: Days
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    reciprocal: bool
    contexts: tuple[str, ...]
    topics: tuple[str, ...]
    site: Site | None
    place_words: str | None
    sentence: str
    start: int
    end: int
    report: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    speaker: str | None
    because: str
    tellings: int
    origins: int

    @property
    def is_fact(self) -> bool:
        """Whether it is told as something that happened or happens."""
        return self.counts_as == FACT

    @property
    def pairs(self) -> tuple[tuple[Party, Party | None], ...]:
        """Who acts on whom, one by one: both ways where it is mutual; nobody (null) where no recipient is told."""
        if self.recipients and not self.reciprocal:
            return tuple((a, r) for a in self.actors for r in self.recipients if a.id != r.id)
        everybody = tuple(dict.fromkeys((*self.actors, *self.recipients)))
        if len(everybody) == 1:
            return ((everybody[0], None),)
        return tuple((a, r) for a in everybody for r in everybody if a.id != r.id)

    @property
    def sides(self) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Both sides as PLOVER wants them: where all act upon each other, all are actors and nobody is a recipient."""
        if self.reciprocal:
            return tuple(dict.fromkeys((*self.actors, *self.recipients))), ()
        return self.actors, self.recipients

    @property
    def is_mutual(self) -> bool:
        """Whether all parties act alike."""
        return self.reciprocal or not self.recipients


def acts_of(tables: Tables) -> Iterator[Act]:
    """The acts of an export, happenings as one, in the order in which its events stand."""
    known = known_of(tables)
    sums = {row["id"]: row for row in tables["happenings"].iter_rows(named=True)}
    told: dict[str, list[Row]] = {}
    for row in tables["events"].iter_rows(named=True):
        told.setdefault(known.happenings.get(row["id"], row["id"]), []).append(row)
    for identity, rows in told.items():
        yield _act(identity, rows, sums.get(identity), known)


def tellings_of(tables: Tables) -> Iterator[Act]:
    """Every telling of an act for itself, in the order in which the events stand."""
    known = known_of(tables)
    for row in tables["events"].iter_rows(named=True):
        yield _act(row["id"], [row], None, known)


def known_of(tables: Tables) -> "Known":
    """What the acts of an export refer to, by id."""
    return Known(
        parties_of(tables),
        sites_of(tables),
        _places_named(tables),
        dict(tables["tellings"].select("mention", "happening").rows()),
    )


class Known(NamedTuple):
    """What acts refer to: parties and sites by id, how reports name places, and the happening of each telling."""

    parties: Mapping[str, Party]
    sites: Mapping[str, Site]
    words: Mapping[tuple[str, str], str]
    happenings: Mapping[str, str]


def parties_of(tables: Tables) -> dict[str, Party]:
    """Everybody who can take part, by id: actors, and places such as regions."""
    places = tables["places"].select("id", "name", "kind", "country").rows()
    actors = tables["actors"].select("id", "name", "kind", "country", "sector").rows()
    regions = {i: Party(i, name, kind, country, None) for i, name, kind, country in places}
    return regions | {row[0]: Party(*row) for row in actors}


def sites_of(tables: Tables) -> dict[str, Site]:
    """Every place by id."""
    rows = tables["places"].select("id", "name", "kind", "country", "lat", "lon").rows()
    return {row[0]: Site(*row) for row in rows}


def _places_named(tables: Tables) -> dict[tuple[str, str], str]:
    """How a report first names a place, by report and place."""
    rows = tables["evidence"].select("owner", "report", "id", "number", "words").rows()
    return {(report, place): words for owner, report, place, number, words in rows if owner == "place" and number == 1}


def _act(identity: str, rows: Sequence[Row], summed: Row | None, known: Known) -> Act:
    ontology = load_ontology()
    status = summed["status"] if summed else rows[0]["status"]
    row = next((r for r in rows if r["status"] == status), rows[0])
    kind = ontology.events[row["type"]]
    mode = summed["mode"] if summed else row["mode"]
    score = kind.modes[mode].score if mode in kind.modes else None
    place = summed["place"] if summed else row["place"]
    date = _date(row, summed)
    return Act(
        id=identity,
        telling=row["id"],
        happening=known.happenings.get(row["id"]),
        type=row["type"],
        mode=mode,
        status=status,
        counts_as=ontology.statuses[status].counts_as,
        quad=kind.quad,
        score=kind.score if score is None else score,
        date=date,
        days=days_of(*date),
        told=days_of(*(summed["first_told"], summed["last_told"]) if summed else (row["published"], row["published"])),
        actors=tuple(known.parties[a] for a in row["actors"]),
        recipients=tuple(known.parties[a] for a in row["recipients"]),
        reciprocal=row["reciprocal"],
        contexts=tuple(row["contexts"]),
        topics=tuple(row["topics"]),
        site=known.sites.get(place) if place else None,
        place_words=known.words.get((row["report"], place)) if place else None,
        sentence=row["sentence"],
        start=row["start"],
        end=row["end"],
        report=row["report"],
        outlet=row["outlet"],
        url=row["url"],
        title=row["title"],
        published=row["published"],
        speaker=row["speaker"],
        because=summed["because"] if summed else row["because"],
        tellings=summed["tellings"] if summed else 1,
        origins=summed["origins"] if summed else 1,
    )


def _date(row: Row, summed: Row | None) -> tuple[str | None, str | None]:
    """When it was: as the happening sums it up ("2022-06-01/2022-06-03" is a stretch), else as the telling has it."""
    if summed is None or summed["date"] in (None, row["date"]):
        return row["date"], row["date_to"]
    first, _, last = summed["date"].partition("/")
    return first or None, last or first or None
