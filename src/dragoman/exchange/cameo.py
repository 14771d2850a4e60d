"""CAMEO codes by the published table, in columns named as GDELT's: one row for each pair of an act's parties."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache, partial

import polars as pl

from dragoman.data import data_of
from dragoman.exchange.acts import Act, Party, acts_of
from dragoman.exchange.csv import write_table
from dragoman.exchange.files import File, Tables


@dataclass(frozen=True, slots=True)
class Cameo:
    """The mapping of cameo.toml: CAMEO to PLOVER by prefix, PLOVER to CAMEO, quads, and codes of states and actors."""

    plover: Mapping[str, str]
    cameo: Mapping[str, str]
    quads: Mapping[str, int]
    states: Mapping[str, str]
    states_back: Mapping[str, str]
    sectors: Mapping[str, str]
    kinds: Mapping[str, str]

    def plover_of(self, code: str) -> tuple[str | None, str | None]:
        """The PLOVER type and mode of a CAMEO code, by its longest prefix in the table; null where there is none."""
        for length in range(len(code), 1, -1):
            if found := self.plover.get(code[:length]):
                kind, _, mode = found.partition(" ")
                return kind, mode or None
        return None, None

    def cameo_of(self, kind: str, mode: str | None) -> str | None:
        """The CAMEO code of a PLOVER type and mode, or null."""
        return self.cameo.get(f"{kind} {mode}") or self.cameo.get(kind)

    def role_of(self, party: Party) -> str | None:
        """CAMEO's code of what kind of actor somebody is, or null."""
        sector = self.sectors.get(party.sector, party.sector) if party.sector else None
        return sector or self.kinds.get(party.kind)

    def state_of(self, iso3: str | None) -> str | None:
        """CAMEO's code of a state."""
        return self.states_back.get(iso3, iso3) if iso3 else None


@cache
def load_cameo() -> Cameo:
    """The mapping that the package has."""
    return Cameo(**data_of("dragoman.exchange", "cameo.toml"))


@dataclass(frozen=True, slots=True)
class CameoRow:
    """One row; the names are those of GDELT's columns, then our own. `codebooks/cameo.toml` says what each means."""

    EventID: str
    SQLDATE: str | None
    EndDate: str | None
    DateBasis: str | None
    Actor1Code: str | None
    Actor1Name: str
    Actor1CountryCode: str | None
    Actor1Type1Code: str | None
    Actor2Code: str | None
    Actor2Name: str | None
    Actor2CountryCode: str | None
    Actor2Type1Code: str | None
    EventCode: str | None
    EventBaseCode: str | None
    EventRootCode: str | None
    QuadClass: int | None
    NumMentions: int
    NumSources: int
    ActionGeo_Fullname: str | None
    ActionGeo_CountryCode: str | None
    ActionGeo_Lat: float | None
    ActionGeo_Long: float | None
    ActionGeo_FeatureID: str | None
    SOURCEURL: str | None
    PloverType: str
    PloverMode: str | None
    Status: str
    CountsAs: str
    Outlet: str | None
    Report: str
    Start: int
    End: int
    Sentence: str


SCHEMA = {
    name: pl.Float64 if "float" in str(kind) else pl.Int64 if "int" in str(kind) else pl.String
    for name, kind in CameoRow.__annotations__.items()
}


def cameo_files(tables: Tables) -> Iterator[File]:
    """Facts, and apart from them what is planned, wanted, possible or refuted."""
    acts = list(acts_of(tables))
    for name, chosen in (
        ("cameo", [a for a in acts if a.is_fact]),
        ("cameo_no_facts", [a for a in acts if not a.is_fact]),
    ):
        rows = [asdict(row) for act in chosen for row in _rows(act)]
        frame = pl.DataFrame(rows, schema=SCHEMA)
        note = f"{len(rows):,} rows for {len(chosen):,} events."
        yield File(f"{name}.csv", partial(write_table, frame), notes=(note,))


def _rows(act: Act) -> Iterator[CameoRow]:
    cameo = load_cameo()
    code = cameo.cameo_of(act.type, act.mode)
    days, basis = (act.days, "text") if act.days != (None, None) else (act.told, "report")
    site = act.site
    for actor, recipient in act.pairs:
        yield CameoRow(
            EventID=act.id,
            SQLDATE=_compact(days.first or days.last),
            EndDate=_compact(days.last),
            DateBasis=basis if days != (None, None) else None,
            **_actor("Actor1", actor),  # type: ignore[arg-type]
            **_actor("Actor2", recipient),  # type: ignore[arg-type]
            EventCode=code,
            EventBaseCode=code[:3] if code else None,
            EventRootCode=code[:2] if code else None,
            QuadClass=cameo.quads[code[:2]] if code else None,
            NumMentions=act.tellings,
            NumSources=act.origins,
            ActionGeo_Fullname=site.name if site else None,
            ActionGeo_CountryCode=cameo.state_of(site.country) if site else None,
            ActionGeo_Lat=site.lat if site else None,
            ActionGeo_Long=site.lon if site else None,
            ActionGeo_FeatureID=site.id if site else None,
            SOURCEURL=act.url,
            PloverType=act.type,
            PloverMode=act.mode,
            Status=act.status,
            CountsAs=act.counts_as,
            Outlet=act.outlet,
            Report=act.report,
            Start=act.start,
            End=act.end,
            Sentence=act.sentence,
        )


def _actor(which: str, party: Party | None) -> dict[str, str | None]:
    if party is None:
        return {f"{which}{column}": None for column in ("Code", "Name", "CountryCode", "Type1Code")}
    cameo = load_cameo()
    state, role = cameo.state_of(party.country), cameo.role_of(party)
    return {
        f"{which}Code": "".join(filter(None, (state, role))) or None,
        f"{which}Name": party.name,
        f"{which}CountryCode": state,
        f"{which}Type1Code": role,
    }


def _compact(day: str | None) -> str | None:
    """A day as GDELT writes it: 20220629."""
    return day.replace("-", "") if day else None
