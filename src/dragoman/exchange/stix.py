"""STIX 2.1: reports, identities, locations, and acts as relationships; the library stix2 makes and checks them.

STIX has no object for an act of politics, so that an act is a relationship whose type is PLOVER's, in lower case.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, BinaryIO
from uuid import UUID, uuid5

from dragoman.atlas.atlas import load_atlas
from dragoman.exchange.acts import Act, Party, acts_of, parties_of
from dragoman.exchange.days import first_day
from dragoman.exchange.files import File, Tables
from dragoman.exchange.people import wikidata_of

Row = Mapping[str, Any]
NAMES = UUID("6f1c2a52-5a0e-5d0a-9a57-3b1d6a7f4c11")  # of the ids that we make: the same thing always gets the same
PROGRAM, BEFORE = "Dragoman", datetime(2000, 1, 1, tzinfo=UTC)
CLASSES = {"person": "individual", "forum": "group", "armed_group": "group"}  # of identities; all others organizations
HEAD, BETWEEN, END = '{"type":"bundle","id":"%s","objects":[\n', ",\n", "\n]}\n"


def stix_files(tables: Tables) -> Iterator[File]:
    """One bundle."""
    lost = sum(_where(row) == {} for row in tables["places"].iter_rows(named=True))
    note = f"{lost:,} places have neither point nor state; STIX has no location without, and they are left out."
    yield File("bundle.stix.json", partial(_write, tables), notes=(note,) if lost else ())


def _write(tables: Tables, stream: BinaryIO) -> None:
    made = [str(row) for row in tables["reports"]["id"].to_list()]
    stream.write((HEAD % _id("bundle", "\x1f".join(made))).encode())
    for number, item in enumerate(_objects(tables)):
        stream.write(((BETWEEN if number else "") + item.serialize()).encode())
    stream.write(END.encode())


def _objects(tables: Tables) -> Iterator[Any]:
    reports = {row["id"]: row for row in tables["reports"].iter_rows(named=True)}
    held: dict[str, dict[str, None]] = {identity: {} for identity in reports}
    yield _program()
    for row in tables["places"].iter_rows(named=True):
        if where := _where(row):
            yield _location(row, where)
    for party in parties_of(tables).values():
        yield _identity(party)
    for act in acts_of(tables):
        for item in _told(act, _added(reports[act.report])):
            held[act.report] |= dict.fromkeys((item.id, *_ends(item)))
            yield item
    for row in tables["statements"].iter_rows(named=True):
        note = _note(row, _added(reports[row["report"]]))
        held[row["report"]] |= dict.fromkeys((note.id, *_ends(note)))
        yield note
    for identity, row in reports.items():
        yield _report(row, held[identity])


def _id(kind: str, identity: str) -> str:
    return f"{kind}--{uuid5(NAMES, f'{kind}:{identity}')}"


def _program() -> Any:
    from stix2 import Identity

    return Identity(
        id=_id("identity", f"program:{PROGRAM}"), name=PROGRAM, identity_class="system", created=BEFORE, modified=BEFORE
    )


def _common(kind: str, identity: str, made: datetime) -> dict[str, object]:
    return {
        "id": _id(kind, identity),
        "created_by_ref": _id("identity", f"program:{PROGRAM}"),
        "created": made,
        "modified": made,
    }


def _identity(party: Party) -> Any:
    from stix2 import Identity

    known = {"source_name": "dragoman", "external_id": party.id}
    wikidata = wikidata_of(party)
    also = [{"source_name": "wikidata", "external_id": wikidata}] if wikidata else []
    return Identity(
        **_common("identity", party.id, BEFORE),
        name=party.name or party.id,
        identity_class=CLASSES.get(party.kind, "organization"),
        labels=[party.kind],
        external_references=[known, *also],
    )


def _where(row: Row) -> dict[str, object]:
    """What STIX takes for a place: a point, a state, or both; nothing where neither is known."""
    state = load_atlas().state(row["country"]) if row["country"] else None
    found: dict[str, object] = {"country": state.iso2} if state and state.iso2 else {}
    if row["lat"] is not None and row["lon"] is not None:
        found |= {"latitude": row["lat"], "longitude": row["lon"]}
    return found


def _location(row: Row, where: dict[str, object]) -> Any:
    from stix2 import Location

    known = [{"source_name": "dragoman", "external_id": row["id"]}]
    common = _common("location", row["id"], BEFORE)
    return Location(**common, name=row["name"] or row["id"], external_references=known, **where)


def _told(act: Act, made: datetime) -> Iterator[Any]:
    """A relationship for every two whom an act joins; what one does alone is a note on them."""
    from stix2 import Note, Relationship

    labels = [act.status, act.counts_as, *([act.mode] if act.mode else [])]
    cited = _cited(act.outlet, act.url, act.report, act.start, act.end)
    for actor, recipient in act.pairs:
        ends = {"labels": labels, "external_references": cited}
        if recipient is None:
            refs = {"object_refs": [_id("identity", actor.id)], "abstract": act.type}
            yield Note(**_common("note", f"{act.id}:{actor.id}", made), content=act.sentence, **refs, **ends)
        elif not act.is_mutual or actor.id < recipient.id:
            yield Relationship(
                **_common("relationship", f"{act.id}:{actor.id}:{recipient.id}", made),
                relationship_type=act.type.lower(),
                source_ref=_id("identity", actor.id),
                target_ref=_id("identity", recipient.id),
                description=act.sentence,
                **_times(act),
                **ends,
            )


def _times(act: Act) -> dict[str, datetime]:
    """When it began, and the midnight after it ended; what the text does not tell stays open."""
    first, last = act.days
    found = {"start_time": _time(first)} if first else {}
    if last and (first is None or first <= last):
        found["stop_time"] = _time(last) + timedelta(days=1)
    return found


def _time(prefix: str) -> datetime:
    return datetime.fromisoformat(first_day(prefix)).replace(tzinfo=UTC)


def _added(report: Row) -> datetime:
    added: datetime = report["added"]
    return added.replace(tzinfo=UTC)


def _cited(outlet: str | None, url: str | None, report: str, start: int, end: int) -> list[dict[str, str]]:
    found = {"source_name": outlet or "report", "description": f"Report {report}, characters {start} to {end}."}
    return [found | ({"url": url} if url else {})]


def _note(row: Row, made: datetime) -> Any:
    from stix2 import Note

    about = _id("identity", row["source"]) if row["source"] else _id("identity", f"program:{PROGRAM}")
    return Note(
        **_common("note", f"statement:{row['id']}", made),
        abstract=f"Statement of {row['speaker'] or 'somebody unnamed'}",
        content=row["content"],
        authors=[row["speaker"]] if row["speaker"] else None,
        object_refs=[about],
        external_references=_cited(row["outlet"], row["url"], row["report"], row["start"], row["end"]),
    )


def _ends(item: Any) -> Iterable[str]:
    return (item.source_ref, item.target_ref) if item.type == "relationship" else item.object_refs


def _report(row: Row, held: Iterable[str]) -> Any:
    """A report with what is told in it; STIX wants a day, and of one that has none it is that on which it was read."""
    from stix2 import Report

    cited = {"source_name": row["outlet"] or "report", "external_id": row["id"]}
    unknown = None if row["published"] else "The day of publishing is not known; `published` is the day of reading."
    return Report(
        **_common("report", row["id"], _added(row)),
        name=row["title"] or row["id"],
        description=unknown,
        report_types=["news"],
        published=_time(row["published"]) if row["published"] else _added(row),
        object_refs=list(held) or [_id("identity", f"program:{PROGRAM}")],
        external_references=[cited | ({"url": row["url"]} if row["url"] else {})],
    )
