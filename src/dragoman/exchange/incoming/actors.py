"""Extra actors: FollowTheMoney entities (OpenSanctions has such files), or a plain CSV with a column `name`."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import orjson

from dragoman.errors import ImportUnreadable
from dragoman.exchange.ftm import mapping
from dragoman.exchange.incoming.datasets import state_of
from dragoman.exchange.incoming.lines import decoded
from dragoman.record.background import ActorRow, RowRefused

COLUMNS = ("name", "kind", "country", "sector", "aliases", "wikidata", "id")
KINDS = ("organisation", "person", "armed_group", "outlet", "igo", "forum")
Row = Mapping[str, Any]


def entity_rows(path: Path, file: IO[bytes]) -> Iterator[ActorRow | RowRefused]:
    """The actors among FollowTheMoney entities, one JSON object a line; addresses, sanctions ... are passed over."""
    for number, line in decoded(path, file):
        found = line if isinstance(line, RowRefused) else _entity(number, line)
        if found is not None:
            yield found


def _entity(number: int, line: str) -> ActorRow | RowRefused | None:
    from followthemoney import model
    from followthemoney.exc import FollowTheMoneyException

    try:
        entity = model.get_proxy(orjson.loads(line), cleaned=False)
    except (orjson.JSONDecodeError, FollowTheMoneyException, KeyError, TypeError, AttributeError) as error:
        return RowRefused(number, f"it is no entity of FollowTheMoney ({error})")
    kind = mapping()["kinds"].get(entity.schema.name)
    if kind is None:
        return None
    name, *aliases = [
        *entity.get("name"),
        *entity.get("alias", quiet=True),
        *entity.get("abbreviation", quiet=True),
        "",
    ]
    if not name or entity.id is None:
        return RowRefused(number, "it has no name or no id")
    wikidata = next(
        (w for w in (*entity.get("wikidataId", quiet=True), entity.id) if w[:1] == "Q" and w[1:].isdigit()), None
    )
    states = {state_of(code) for code in entity.countries} - {None}
    topics, of_schema = entity.get("topics", quiet=True), mapping()["sectors_of"].get(entity.schema.name)
    return ActorRow(
        line=number,
        cells=(line,),
        id=f"wikidata:{wikidata}" if wikidata else f"ftm:{entity.id}",
        name=name,
        kind=kind,
        country=states.pop() if len(states) == 1 else None,
        sector=next((s for t, s in mapping()["sectors"].items() if t in topics), of_schema),
        aliases=tuple(a for a in aliases if a),
        wikidata=wikidata,
    )


def table_rows(path: Path, file: IO[bytes]) -> Iterator[ActorRow | RowRefused]:
    """The actors of a CSV file with a header; raises ImportUnreadable if it has no column `name` or an unknown one."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        reader = csv.DictReader(text, strict=True)
        _check(path, reader.fieldnames or ())
        for row in reader:
            yield _actor(reader.line_num, row)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ImportUnreadable(path, f"it is no CSV in UTF-8 ({error})") from error
    finally:
        text.detach()  # whoever opened the file closes it


def _check(path: Path, names: Sequence[str]) -> None:
    unknown = [n for n in names if n not in COLUMNS]
    if "name" not in names or unknown:
        said = f"nobody knows the columns {', '.join(unknown)}" if unknown else "it has no column 'name'"
        raise ImportUnreadable(path, f"{said}; there may be: {', '.join(COLUMNS)}")


def _actor(line: int, row: Row) -> ActorRow | RowRefused:
    if None in row or None in row.values():
        return RowRefused(line, "it has more or fewer cells than the header")
    given = {column: (row.get(column) or "").strip() for column in COLUMNS}
    kind = given["kind"] or KINDS[0]
    country = state_of(given["country"]) if given["country"] else None
    if not given["name"]:
        return RowRefused(line, "it has no name")
    if kind not in KINDS:
        return RowRefused(line, f"kind: {kind!r} is none of {', '.join(KINDS)}")
    if given["country"] and country is None:
        return RowRefused(line, f"country: {given['country']!r} is no state by code or name")
    return ActorRow(
        line=line,
        cells=tuple(row.values()),
        id=given["id"] or (f"wikidata:{given['wikidata']}" if given["wikidata"] else _slug(given["name"])),
        name=given["name"],
        kind=kind,
        country=country,
        sector=given["sector"].upper() or None,
        aliases=tuple(a.strip() for a in given["aliases"].split(";") if a.strip()),
        wikidata=given["wikidata"] or None,
    )


def _slug(name: str) -> str:
    """An id made of a name, as those of the atlas are; letters of all scripts stay."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
