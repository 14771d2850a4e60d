"""JSON-LD: the record as linked data: schema.org for reports, SEM for events, Web Annotation for all evidence.

The context stands in the file, so that nobody needs to fetch one. Ids are URNs of ours; `sameAs` leads to Wikidata.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib.resources import files
from typing import Any, BinaryIO
from urllib.parse import quote

import orjson

from dragoman.exchange.acts import Act, Party, acts_of, parties_of
from dragoman.exchange.files import File, Tables
from dragoman.exchange.people import wikidata_of

Row = Mapping[str, Any]
Node = Mapping[str, object]
GEONAMES = "geonames:"
# schema.org's type of each kind of actor; a party of any other kind is a place.
TYPES = {
    "state": "schema:Country",
    "person": "schema:Person",
    "igo": "schema:Organization",
    "forum": "schema:Organization",
    "office": "schema:GovernmentOrganization",
    "organisation": "schema:Organization",
    "outlet": "schema:NewsMediaOrganization",
    "armed_group": "schema:Organization",
}


def jsonld_files(tables: Tables) -> Iterator[File]:
    """One graph."""
    yield File("record.jsonld", partial(_write, tables))


def _write(tables: Tables, stream: BinaryIO) -> None:
    context = files("dragoman.exchange").joinpath("context.jsonld").read_bytes()
    stream.write(b'{"@context":' + orjson.dumps(orjson.loads(context)["@context"]) + b',"@graph":[\n')
    for number, node in enumerate(_nodes(tables)):
        stream.write((b",\n" if number else b"") + orjson.dumps({k: v for k, v in node.items() if v not in (None, [])}))
    stream.write(b"\n]}\n")


def _nodes(tables: Tables) -> Iterator[Node]:
    yield from (_report(row) for row in tables["reports"].iter_rows(named=True))
    yield from (_place(row) for row in tables["places"].iter_rows(named=True))
    parties = parties_of(tables)
    yield from (_actor(party) for party in parties.values() if party.kind in TYPES)
    yield from (_event(act) for act in acts_of(tables))
    yield from (_statement(row) for row in tables["statements"].iter_rows(named=True))
    roles: dict[str, list[tuple[str, str]]] = {}
    for tie, role, holder in tables["roles"].select("tie", "role", "holder").rows():
        roles.setdefault(tie, []).append((role, _party(parties[holder])))
    yield from (_tie(row, parties, roles.get(row["id"], [])) for row in tables["ties"].iter_rows(named=True))
    happenings = dict(tables["tellings"].select("mention", "happening").rows())
    yield from (_annotation(row, happenings) for row in tables["evidence"].iter_rows(named=True))


def _urn(of: str, identity: str) -> str:
    return f"urn:dragoman:{of}:{quote(identity, safe='')}"


def _party(party: Party) -> str:
    return _urn("actor" if party.kind in TYPES else "place", party.id)


def _report(row: Row) -> Node:
    return {
        "@id": _urn("report", row["id"]),
        "@type": "schema:NewsArticle",
        "headline": row["title"],
        "datePublished": row["published"],
        "author": row["author"],
        "publisher": row["outlet"],
        "address": row["url"],
        "inLanguage": row["language"],
    }


def _place(row: Row) -> Node:
    point = {"@type": "schema:GeoCoordinates", "latitude": row["lat"], "longitude": row["lon"]}
    number = row["id"].removeprefix(GEONAMES) if row["id"].startswith(GEONAMES) else None
    return {
        "@id": _urn("place", row["id"]),
        "@type": ["sem:Place", "schema:Place"],
        "name": row["name"],
        "kind": row["kind"],
        "country": row["country"],
        "geo": point if None not in point.values() else None,
        "sameAs": f"https://sws.geonames.org/{number}/" if number and number.isdigit() else None,
    }


def _actor(party: Party) -> Node:
    wikidata = wikidata_of(party)
    return {
        "@id": _party(party),
        "@type": ["sem:Actor", TYPES[party.kind]],
        "name": party.name,
        "kind": party.kind,
        "country": party.country,
        "sector": party.sector,
        "sameAs": f"http://www.wikidata.org/entity/{quote(wikidata)}" if wikidata else None,
    }


def _event(act: Act) -> Node:
    parties = [_party(p) for p in (*act.actors, *act.recipients)]
    return {
        "@id": _urn("event", act.id),
        "@type": "sem:Event",
        "eventType": f"plover:{act.type}",
        "mode": act.mode,
        "status": act.status,
        "countsAs": act.counts_as,
        "hasActor": list(dict.fromkeys(parties)),
        "actor": [_party(p) for p in act.actors],
        "recipient": [_party(p) for p in act.recipients],
        "hasPlace": _urn("place", act.site.id) if act.site else None,
        "hasBeginTimeStamp": act.date[0],
        "hasEndTimeStamp": act.date[1],
        "topic": list(act.topics),
        "context": list(act.contexts),
        "origins": act.origins,
        "because": act.because,
    }


def _statement(row: Row) -> Node:
    return {
        "@id": _urn("statement", row["id"]),
        "@type": ["schema:Quotation", "dragoman:Statement"],
        "kind": row["kind"],
        "spokenBy": _urn("actor", row["source"]) if row["source"] else None,
        "text": row["content"],
        "within": _urn("statement", row["within"]) if row["within"] else None,
        "joint": _urn("statement", row["joint"]) if row["joint"] else None,
        "toldIn": _urn("report", row["report"]),
    }


def _tie(row: Row, parties: Mapping[str, Party], roles: Iterable[tuple[str, str]]) -> Node:
    return {
        "@id": _urn("tie", row["id"]),
        "@type": "dragoman:Tie",
        "kind": row["kind"],
        "name": row["name"],
        "status": row["status"],
        "stage": row["stage"],
        "party": [_party(parties[p]) for p in row["parties"]],
        "hasRole": [{"@type": "sem:Role", "role": role, "holder": holder} for role, holder in roles],
        "hasBeginTimeStamp": row["date"],
        "hasEndTimeStamp": row["date_to"],
        "because": row["because"],
        "toldIn": _urn("report", row["report"]),
    }


def _annotation(row: Row, happenings: Mapping[str, str]) -> Node:
    of, identity = row["owner"], row["id"]
    if of == "mention":
        of, identity = "event", happenings.get(identity, identity)
    return {
        "@id": _urn("evidence", ":".join(str(row[k]) for k in ("report", "owner", "id", "part", "number"))),
        "@type": "oa:Annotation",
        "motivatedBy": "oa:identifying",
        "hasBody": _urn(of, identity),
        "part": row["part"],
        "hasTarget": {
            "@type": "oa:SpecificResource",
            "hasSource": _urn("report", row["report"]),
            "hasSelector": [
                {"@type": "oa:TextPositionSelector", "start": row["start"], "end": row["end"]},
                {"@type": "oa:TextQuoteSelector", "exact": row["words"]},
            ],
        },
    }
