"""PLOVER: one JSON object a telling of an act, with the keys of PLOVER's manual (github.com/openeventdata/PLOVER)."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import BinaryIO

import orjson

from dragoman.exchange.acts import Act, Party, tellings_of
from dragoman.exchange.files import File, Tables
from dragoman.exchange.people import Names, code_of, names_of, wikidata_of

Record = dict[str, object]
# What PLOVER's manual foresees for what is no plain fact, by what a status counts as.
AUXILIARY = {"intention": "future", "possibility": "hypothetical", "refuted": "negation"}
CODER = "Dragoman"


def plover_files(tables: Tables) -> Iterator[File]:
    """Facts, and apart from them what is planned, wanted, possible or refuted."""
    names = names_of(tables)
    reports = {row["id"]: row for row in tables["reports"].iter_rows(named=True)}
    acts = list(tellings_of(tables))
    for name, chosen in (
        ("plover", [a for a in acts if a.is_fact]),
        ("plover_no_facts", [a for a in acts if not a.is_fact]),
    ):
        lines = partial(_write, chosen, names, reports)
        yield File(f"{name}.jsonl", lines, notes=(f"{len(chosen):,} tellings.",))


def _write(acts: Iterable[Act], names: Names, reports: Mapping[str, Record], stream: BinaryIO) -> None:
    for act in acts:
        stream.write(orjson.dumps(_record(act, names, reports[act.report]), option=orjson.OPT_APPEND_NEWLINE))


def _record(act: Act, names: Names, report: Record) -> Record:
    days, basis = (act.days, "text") if act.days != (None, None) else (act.told, "report")
    actors, recipients = act.sides
    return {
        "id": act.id,
        "date": days.first or days.last,
        "enddate": days.last,
        "date_basis": basis if days != (None, None) else None,
        "actor": [_entity(act, p, names) for p in actors],
        "recipient": [_entity(act, p, names) for p in recipients],
        "reciprocal": act.reciprocal,
        "event": act.type,
        "mode": [act.mode] if act.mode else [],
        "context": list(act.contexts),
        "auxiliary": AUXILIARY.get(act.counts_as),
        "status": act.status,
        "topic": list(act.topics),
        "quad_code": act.quad,
        "event_scale": act.score,
        "event_loc": _place(act),
        "text": act.sentence,
        "text_info": {"start": act.start, "end": act.end, "text_story": act.report},
        "speaker": act.speaker,
        "happening": act.happening,
        "cite_info": {
            "url": act.url,
            "title": act.title,
            "language": report["language"],
            "publication": act.outlet,
            "date": act.published,
            "author": report["author"],
        },
        "coder": CODER,
        "version": report["program"],
        "comment": act.because,
    }


def _entity(act: Act, party: Party, names: Names) -> Record:
    return {
        "code": code_of(party),
        "sector": [party.sector] if party.sector else [],
        "entity_text": names.words(act, party),
        "identifier_text": party.name,
        "identifier_id": wikidata_of(party),
        "id": party.id,
    }


def _place(act: Act) -> Record | None:
    site = act.site
    if site is None:
        return None
    return {
        "name": site.name,
        "text": act.place_words,
        "lat": site.lat,
        "lon": site.lon,
        "country": site.country,
        "id": site.id,
    }
