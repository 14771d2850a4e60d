"""A standing thing as a sentence: an agreement, a meeting, a route, by the wording of the ontology."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.analysis.acts import sentence
from dragoman.analysis.days import period
from dragoman.analysis.names import Names
from dragoman.analysis.wording import listed, load_wording
from dragoman.ontology.ontology import TieKind, load_ontology

Row = Mapping[str, Any]


def tie_text(rows: Sequence[Row], names: Names) -> str:
    """The sentence for the tellings of one standing thing, the first of them the one to go by."""
    row = rows[0]
    kind = load_ontology().ties[row["kind"]]
    roles = _roles(row)
    fields = {
        "parties": names.listed(row["parties"]) or "Parties that are not named",
        "is": _is(row, kind),
        "name": _name(row, kind),
        "a_name": _with_article(_name(row, kind)),
        "words": f"“{row['claim'] or row['name']}”",
        "roles": "".join(f" {p}" for p in _role_phrases(row, roles, names)),
        **{role: names.listed(roles.get(role, ())) or "somebody not named" for role in kind.roles},
    }
    told = kind.brief["told"].format(**fields)
    details = [*_history(rows), *_features(row, told), *_others(row, told, names)]
    return sentence(told + (f" ({'; '.join(details)})" if details else ""))


def _is(row: Row, kind: TieKind) -> str:
    """The words for the status; "has/have" is for one and for several parties."""
    words = kind.brief.get(row["status"]) or load_wording().standing[row["status"]]
    one, slash, rest = words.partition("/")
    several, space, after = rest.partition(" ")
    return f"{several if len(row['parties']) > 1 else one}{space}{after}" if slash else words


def _name(row: Row, kind: TieKind) -> str:
    return kind.brief["thing"] if row["by_verb"] else str(row["name"])


def _with_article(name: str) -> str:
    first = name[:1]
    if first.isupper():
        return f"the {name}"
    return f"{'an' if first in 'aeiou' else 'a'} {name}"


def _roles(row: Row) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for part in row["parts"] or ():
        held.setdefault(part["role"], []).append(part["holder"])
    return held


def _role_phrases(row: Row, roles: Mapping[str, Sequence[str]], names: Names) -> Iterator[str]:
    """The roles that the name does not tell already: "from Rasht", "hosted by Oman"."""
    for role, lead in load_wording().roles.items():
        told = [n for n in names.each(roles.get(role, ())) if n not in row["name"]]
        if told:
            yield lead.format(listed(told))


def _history(rows: Sequence[Row]) -> Iterator[str]:
    """The stages in the order of their dates: "signed on 11 April 2023"; without a stage, the date alone."""
    dated = sorted(rows, key=lambda r: r["date"] or r["date_to"] or "~")
    steps = [" ".join(p for p in ((r["stage"] or "").replace("_", " "), _when(r)) if p) for r in dated]
    yield from dict.fromkeys(s for s in steps if s)


def _when(row: Row) -> str:
    return period(row["date"], row["date_to"]) or ""


def _features(row: Row, told: str) -> Iterator[str]:
    values = {f["name"]: f["value"] for f in row["features"] or ()}
    for name, lead in load_wording().attributes.items():
        value = values.get(name)
        if value is not None and value.lower() not in told.lower():
            yield lead.format(value)


def _others(row: Row, told: str, names: Names) -> Iterator[str]:
    """The parties that the sentence does not tell already."""
    missing = [n for n in names.each(row["parties"]) if n not in told]
    if missing:
        yield f"with {listed(missing)}"
