"""POLECAT-like columns: tab-separated, one row an act, under the headings of the POLECAT data set, ours after them."""

from collections.abc import Iterator, Sequence
from functools import partial

import polars as pl

from dragoman.exchange.acts import Act, Party, acts_of
from dragoman.exchange.csv import write_table
from dragoman.exchange.files import File, Tables
from dragoman.exchange.people import Names, names_of, wikidata_of

GEONAMES = "geonames:"
NUMBERS = {"Intensity", "Latitude", "Longitude"}
COUNTS = {"Quad Code", "Tellings", "Origins", "Start", "End"}


def polecat_files(tables: Tables) -> Iterator[File]:
    """Facts, and apart from them what is planned, wanted, possible or refuted."""
    names = names_of(tables)
    reports = {i: (language, program) for i, language, program in tables["reports"]["id", "language", "program"].rows()}
    acts = list(acts_of(tables))
    for name, chosen in (
        ("polecat", [a for a in acts if a.is_fact]),
        ("polecat_no_facts", [a for a in acts if not a.is_fact]),
    ):
        rows = [_row(act, names, *reports[act.report]) for act in chosen]
        frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
        write = partial(write_table, frame, separator="\t")
        yield File(f"{name}.tsv", write, notes=(f"{frame.height:,} rows.",))


def _row(act: Act, names: Names, language: str | None, program: str) -> tuple[object, ...]:
    days, basis = (act.days, "text") if act.days != (None, None) else (act.told, "report")
    actors, recipients = act.sides
    site = act.site
    named = site.name if site else None
    return (
        act.id,
        days.first or days.last,
        act.type,
        act.mode,
        act.score,
        act.quad,
        "; ".join(act.contexts),
        *_party(act, actors, names),
        *_party(act, recipients, names),
        named,
        named if site and site.kind == "place" else None,
        None,
        None,
        site.country if site else None,
        site.lat if site else None,
        site.lon if site else None,
        site.id.removeprefix(GEONAMES) if site and site.id.startswith(GEONAMES) else None,
        act.place_words,
        site.kind if site else None,
        act.outlet,
        act.published,
        names.people.get(act.report),
        names.organisations.get(act.report),
        names.places.get(act.report),
        language,
        program,
        days.last,
        basis if days != (None, None) else None,
        act.status,
        act.counts_as,
        act.tellings,
        act.origins,
        act.speaker,
        act.url,
        act.report,
        act.start,
        act.end,
        act.sentence,
    )


def _party(act: Act, parties: Sequence[Party], names: Names) -> tuple[str | None, ...]:
    """Names, countries, COW numbers (not known here), sectors, titles (not kept) and words of one side."""
    return (
        _joined([p.name for p in parties]),
        _joined([p.country for p in parties]),
        None,
        next((p.sector for p in parties if p.sector), None),
        _joined([p.sector for p in parties]),
        None,
        _joined([names.words(act, p) for p in parties]),
        _joined([wikidata_of(p) for p in parties]),
    )


def _joined(values: Sequence[str | None]) -> str | None:
    """The values with a semicolon between, each once; null if there is none."""
    return "; ".join(dict.fromkeys(v for v in values if v)) or None


def _side(side: str) -> tuple[str, ...]:
    return (
        f"{side} Name",
        f"{side} Country",
        f"{side} COW",
        f"Primary {side} Sector",
        f"{side} Sectors",
        f"{side} Title",
        f"{side} Name Raw",
        f"Wikipedia {side} ID",
    )


COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(*_side("Actor"), *_side("Recipient")),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename"),
    *("Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations"),
    *("Language", "Version"),
    # Ours.
    *("End Date", "Date Basis", "Status", "Counts As", "Tellings", "Origins", "Speaker", "URL", "Report", "Start"),
    *("End", "Sentence"),
)
SCHEMA = {c: pl.Float64 if c in NUMBERS else pl.Int64 if c in COUNTS else pl.String for c in COLUMNS}
