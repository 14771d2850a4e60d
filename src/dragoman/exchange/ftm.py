"""FollowTheMoney: entities and links, made and checked by the project's own library (followthemoney.tech)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from dragoman.data import data_of
from dragoman.exchange.acts import Act, Party, acts_of, parties_of
from dragoman.exchange.files import File, Tables
from dragoman.exchange.people import wikidata_of

if TYPE_CHECKING:
    from followthemoney.proxy import EntityProxy

Row = Mapping[str, Any]
Values = Mapping[str, Any]
PLACE, ACTOR, REPORT = "place", "actor", "report"
SOUND = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?")  # what FollowTheMoney takes for an id
HASH = 20  # hexadecimal digits


@cache
def mapping() -> Mapping[str, Mapping[str, str]]:
    """The mapping of ftm.toml: `schemata` by kind of actor, `kinds` by schema, `sectors` by topic."""
    return data_of("dragoman.exchange", "ftm.toml")


def ftm_files(tables: Tables) -> Iterator[File]:
    """One file of entities, one a line."""
    yield File("entities.ftm.json", partial(_write, tables))


def _write(tables: Tables, stream: BinaryIO) -> None:
    for entity in _entities(tables):
        row = entity.to_dict()
        row["properties"] = {name: sorted(values) for name, values in sorted(row["properties"].items())}
        stream.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS))


def _entities(tables: Tables) -> "Iterator[EntityProxy]":
    parties = parties_of(tables)
    for row in tables["reports"].iter_rows(named=True):
        yield _article(row)
    for row in tables["places"].iter_rows(named=True):
        yield _address(row)
    for party in parties.values():
        if party.kind in mapping()["schemata"]:
            yield _actor(party)
    for act in acts_of(tables):
        yield _event(act)
    for row in tables["statements"].iter_rows(named=True):
        yield _note(row)
    yield from _ties(tables, parties)


def _made(schema: str, of: str, identity: str, values: Values) -> "EntityProxy":
    """An entity with the values that its properties take; what FollowTheMoney cannot read is left out."""
    from followthemoney import model

    entity = model.make_entity(schema)
    entity.id = _id(of, identity)
    for name, value in values.items():
        entity.add(name, value)
    return entity


def _id(of: str, identity: str) -> str:
    """Our id as FollowTheMoney takes it; one that it would not take as it is becomes a hash."""
    plain = identity.removeprefix("wikidata:").removeprefix("geonames:")
    return f"{of}-{plain if SOUND.fullmatch(plain) else sha256(identity.encode()).hexdigest()[:HASH]}"


def _article(row: Row) -> "EntityProxy":
    values = {
        "title": row["title"] or row["id"],
        "publishedAt": row["published"],
        "publisher": row["outlet"],
        "author": row["author"],
        "sourceUrl": row["url"],
        "language": row["language"],
    }
    return _made("Article", REPORT, row["id"], values)


def _address(row: Row) -> "EntityProxy":
    values = {"full": row["name"], "latitude": row["lat"], "longitude": row["lon"], "country": row["country"]}
    return _made("Address", PLACE, row["id"], values)


def _actor(party: Party) -> "EntityProxy":
    values = {"name": party.name, "country": party.country, "wikidataId": wikidata_of(party), "keywords": party.kind}
    entity = _made(mapping()["schemata"][party.kind], ACTOR, party.id, values)
    if not entity.has("name"):  # a name of signs alone
        entity.add("name", party.id)
    return entity


def _event(act: Act) -> "EntityProxy":
    sides = [", ".join(p.name for p in side) for side in (act.actors, act.recipients) if side]
    parties = {p.id for p in (*act.actors, *act.recipients) if p.kind in mapping()["schemata"]}
    first, last = act.date
    values = {
        "name": f"{act.type}: {' - '.join(sides)}",
        "involved": [_id(ACTOR, i) for i in sorted(parties)],
        "startDate": first,
        "endDate": last,
        "location": act.site.name if act.site else None,
        "addressEntity": _id(PLACE, act.site.id) if act.site else None,
        "country": act.site.country if act.site else None,
        "keywords": [act.type, act.mode, act.status, *act.topics],
        "summary": act.sentence,
        "description": act.because,
        "publisher": act.outlet,
        "sourceUrl": act.url,
        "proof": _id(REPORT, act.report),
        "recordId": act.id,
    }
    return _made("Event", "event", act.id, values)


def _note(row: Row) -> "EntityProxy":
    values = {
        "name": row["speaker"],
        "entity": _id(ACTOR, row["source"]) if row["source"] else None,
        "description": row["content"],
        "publisher": row["outlet"],
        "sourceUrl": row["url"],
        "proof": _id(REPORT, row["report"]),
    }
    return _made("Note", "statement", row["id"], values)


def _ties(tables: Tables, parties: Mapping[str, Party]) -> "Iterator[EntityProxy]":
    roles: dict[str, dict[str, list[str]]] = {}
    for tie, role, holder in tables["roles"].select("tie", "role", "holder").rows():
        roles.setdefault(tie, {}).setdefault(role, []).append(holder)
    for row in tables["ties"].iter_rows(named=True):
        held = roles.get(row["id"], {})
        schema, ends, pairs = "UnknownLink", ("subject", "object"), _among(row["parties"])
        if held.get("member") and held.get("body"):
            schema, ends = "Membership", ("member", "organization")
            pairs = [(m, b) for m in held["member"] for b in held["body"]]
        for one, other in pairs:
            if {_kind(parties, one), _kind(parties, other)} <= mapping()["schemata"].keys():
                joined = {ends[0]: _id(ACTOR, one), ends[1]: _id(ACTOR, other)}
                yield _made(schema, "tie", f"{row['id']}:{one}:{other}", {**joined, **_told(row)})


def _kind(parties: Mapping[str, Party], identity: str) -> str:
    return parties[identity].kind if identity in parties else ""


def _among(parties: Iterable[str]) -> list[tuple[str, str]]:
    """Every two of the parties, in their order."""
    held = list(dict.fromkeys(parties))
    return [(one, other) for number, one in enumerate(held) for other in held[number + 1 :]]


def _told(row: Row) -> Values:
    return {
        "role": f"{row['kind']}: {row['name']}",
        "status": row["stage"] or row["status"],
        "startDate": row["date"],
        "endDate": row["date_to"] if row["date_to"] != row["date"] else None,
        "summary": row["sentence"],
        "description": row["because"],
        "publisher": row["outlet"],
        "sourceUrl": row["url"],
        "proof": _id(REPORT, row["report"]),
        "recordId": row["id"],
    }
