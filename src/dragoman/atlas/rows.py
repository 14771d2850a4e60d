"""The rows of the atlas: what is known of each state, body, outlet, organisation, person and place."""

from dataclasses import dataclass

Forms = tuple[tuple[str, tuple[str, ...]], ...]


def covers(start: str, end: str, day: str) -> bool:
    """Whether a day lies in [start, end); all are ISO prefixes, "" is open."""
    return (not start or start <= day) and (not end or day < end)


def some(value: str | None) -> tuple[str, ...]:
    """The value alone, or nothing."""
    return () if value is None else (value,)


@dataclass(frozen=True, slots=True)
class State:
    """A state under its ISO 3166-1 alpha-3 code (KOS for Kosovo), or a former one (SUN, YUG, CSK, DDR) with `until`.

    `demonyms` hold singulars and plurals of its people; `prefixes` forms such as "Sino"; `seats` buildings and
    squares that stand for its power; `loaded` names that only its enemies use.  `lat`, `lon` is the capital.
    """

    iso3: str
    name: str
    iso2: str | None = None
    official: str | None = None
    aliases: tuple[str, ...] = ()
    historic: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    capital: str | None = None
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    wikidata: str | None = None
    until: str | None = None

    @property
    def id(self) -> str:
        """The code under which the state is an actor."""
        return self.iso3

    @property
    def forms(self) -> Forms:
        """The state's names by form; a capital is a metonym, a loaded name an epithet."""
        return (
            ("name", (self.name, *some(self.official), *self.aliases)),
            ("historic", self.historic),
            ("adjective", self.adjectives),
            ("demonym", self.demonyms),
            ("prefix", self.prefixes),
            ("metonym", (*some(self.capital), *self.capitals) if self.until is None else ()),
            ("seat", self.seats),
            ("epithet", self.loaded),
        )


@dataclass(frozen=True, slots=True)
class Body:
    """An intergovernmental body (`igo`) or a meeting series (`forum`).

    `members` are ISO3 codes of today's members, empty with a `reason` where they are too many or not certain;
    `terms` are (state, from, until) in ISO prefixes, "" where not known or not ended; `source` says whence the
    list; `code` is PLOVER's (UNO, EUR, IGO ...); `acts_from`: the capital that stands for the body where it acts.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    terms: tuple[tuple[str, str, str], ...] = ()
    source: str | None = None
    reason: str | None = None
    seat: str | None = None
    code: str = "IGO"
    parent: str | None = None
    wikidata: str | None = None
    acts_from: str | None = None

    def members_on(self, day: str) -> tuple[str, ...]:
        """Members on a day, sorted; of members without dates it is taken that they always belonged."""
        dated = {state for state, _, _ in self.terms}
        inside = {state for state, start, end in self.terms if covers(start, end, day)}
        return tuple(sorted(inside | (set(self.members) - dated)))

    @property
    def forms(self) -> Forms:
        """The names by form."""
        return (("name", (self.name, *self.aliases)),)


@dataclass(frozen=True, slots=True)
class Group:
    """A fixed description that stands for states: "the Caspian littoral states"; without members it gets no code.

    `terms` and `source` as of a body; `short` are names that people type and no text is read for ("caspian-five").
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    terms: tuple[tuple[str, str, str], ...] = ()
    short: tuple[str, ...] = ()
    source: str | None = None
    reason: str | None = None

    @property
    def forms(self) -> Forms:
        """The names by form."""
        return (("name", (self.name, *self.aliases)), ("adjective", self.adjectives))


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet: `kind` agency, paper, broadcaster or site; `state_run` null where that is not plain."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    state_run: bool | None = None
    domains: tuple[str, ...] = ()
    wikidata: str | None = None

    @property
    def forms(self) -> Forms:
        """The names by form."""
        return (("name", (self.name, *self.aliases)),)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An armed force, company, service, party, armed group or breakaway government; `sector` is PLOVER's."""

    id: str
    name: str
    kind: str = "organisation"
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    adjectives: tuple[str, ...] = ()
    wikidata: str | None = None

    @property
    def forms(self) -> Forms:
        """The names by form."""
        return (("name", (self.name, *self.aliases)), ("adjective", self.adjectives))


@dataclass(frozen=True, slots=True)
class Office:
    """A named organ of one state ("State Department" is USA.foreign_ministry) and the seats that stand for it."""

    id: str
    name: str
    country: str
    sector: str
    aliases: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()

    @property
    def forms(self) -> Forms:
        """The names by form; a building or square that stands for the office is a seat."""
        return (("name", (self.name, *self.aliases)), ("seat", self.seats))


@dataclass(frozen=True, slots=True)
class Person:
    """A leader widely named in the news of 1985 to 2025; `surname` names them alone.

    `told` are (day, sector) as dated reports gave them, by day; `terms` are (office, from, until) in ISO prefixes, ""
    while it lasts; an office of a body is "un.secretary_general", and who held only such belongs to no state.
    """

    id: str
    name: str
    country: str | None = None
    sector: str | None = None
    surname: str | None = None
    aliases: tuple[str, ...] = ()
    terms: tuple[tuple[str, str, str], ...] = ()
    told: tuple[tuple[str, str], ...] = ()

    def sector_on(self, day: str | None) -> str | None:
        """The sector on a day: as the terms say, or as reports had told by then and not later; the last if undated.

        Who has left every office is of the elite (ELI), as PLOVER has it.
        """
        if day is None or not (self.told or self.terms):
            return self.sector
        if self.told:
            return next((sector for told, sector in reversed(self.told) if told <= day), None)
        left = all(end and end <= day for _, _, end in self.terms)
        return "ELI" if left and self.sector == "GOV" else self.sector

    def offices_on(self, day: str) -> tuple[str, ...]:
        """Ids of the offices that the person held on a day ("RUS.president", "un.secretary_general")."""
        held = (office for office, start, end in self.terms if covers(start, end, day))
        return tuple(o if "." in o or self.country is None else f"{self.country}.{o}" for o in held)

    @property
    def forms(self) -> Forms:
        """The names by form, the surname alone last."""
        return (("name", (self.name, *self.aliases, *some(self.surname))),)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place with its point (degrees WGS 84): `kind` place, region, waterbody, port or crossing; a corridor has none.

    `id` is "geonames:N" where GeoNames has it, else a slug.  `common_word`: the name is also an English word or
    a person's name, so that only context makes it a place.  `contested` are names that one side refuses.
    `fame`: the place is as well known to readers of the news as a town of so many people; `known_as`: the names that
    English reports use for it beside `name`.
    """

    id: str
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    kind: str = "place"
    population: int = 0
    admin1: str | None = None
    aliases: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    twin: str | None = None
    common_word: bool = False
    fame: int = 0
    known_as: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """What ranks places of one name: inhabitants, or the fame of a place that is better known than large."""
        return max(self.population, self.fame)

    @property
    def forms(self) -> Forms:
        """The names by form, contested ones last."""
        return (("name", (self.name, *self.aliases, *self.contested)),)


@dataclass(frozen=True, slots=True)
class Town:
    """What is known by hand of a town of GeoNames: the name that English reports use, further ones, and its fame.

    Without a name it keeps the one that GeoNames has.  `former` are names of other times, which a namesake of today
    may outweigh.
    """

    id: str
    country: str
    name: str | None = None
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    fame: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are added, the one to show first."""
        return (*some(self.name), *self.aliases, *self.former)
