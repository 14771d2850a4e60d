"""The rules of merging as values: weights and days of weights.toml, statuses and type families of the ontology."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError
from dragoman.language.lexicon import table
from dragoman.ontology.ontology import Ontology
from dragoman.record.resolving.copies import ALGORITHM
from dragoman.record.resolving.tables import lay
from dragoman.record.store import Connection

STEM = 6  # letters: "minister" and "ministers", "discussed" and "discussions" are one
VERSION = 3  # of the SQL steps: count up where they give other results
FIRM = ("fact", "refuted")  # whoever tells it so, tells the act itself and not a plan of it


@dataclass(frozen=True, slots=True)
class Rules:
    """What speaks for and against two mentions telling one event; see weights.toml."""

    threshold: float
    kept: float
    prior: float
    days: Mapping[str, int]
    kinds: Mapping[str, list[str]]
    weights: Mapping[str, Mapping[str, float]]
    print: str

    def weight(self, comparison: str, level: str) -> float:
        """The weight of one level of a comparison; raises KeyError for one that weights.toml lacks."""
        return float(self.weights[comparison][level])

    def quoted(self, kinds: str) -> str:
        """A list of kinds for SQL's IN."""
        return ", ".join(f"'{k}'" for k in self.kinds[kinds])


@cache
def load_rules() -> Rules:
    """The rules of the package; raises DataError if the file is broken."""
    path = files("dragoman.record.resolving").joinpath("weights.toml")
    try:
        text = path.read_text(encoding="utf-8")
        return rules_of(tomllib.loads(text), text)
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise DataError(str(path), str(error)) from error


def rules_of(found: Mapping[str, Any], text: str) -> Rules:
    """Rules from the tables of a TOML file; `text` is what their fingerprint is made of."""
    weights = {k: v for k, v in found.items() if isinstance(v, dict) and k not in ("days", "kinds")}
    made = sha256(
        f"{VERSION}\n{ALGORITHM}\n{text}\n{table('en', 'matter')}\n{table('en', 'credits')}".encode()
    ).hexdigest()[:16]
    return Rules(found["threshold"], found["kept"], found["prior"], found["days"], found["kinds"], weights, made)


def lay_out(connection: Connection, ontology: Ontology) -> None:
    """The temporary tables `status_of`, `type_of`, `family_of` and `idle`: what ontology and lexicon say, for SQL."""
    events, statuses = ontology.events.values(), ontology.statuses.values()
    idle = sorted({word[:STEM] for word in table("en", "matter")["idle"]})
    counts = [(s.name, s.counts_as, n) for n, s in enumerate(statuses)]
    lay(connection, "status_of", "status VARCHAR, counts_as VARCHAR, rank INTEGER", counts)
    types = [(e.name, e.mutual, e.topic) for e in events]
    lay(connection, "type_of", "type VARCHAR, mutual BOOLEAN, topic VARCHAR", types)
    lay(connection, "family_of", "type VARCHAR, firm BOOLEAN, family VARCHAR", list(families(ontology)))
    lay(connection, "idle", "stem VARCHAR", [(stem,) for stem in idle])


def families(ontology: Ontology) -> Iterator[tuple[str, bool, str]]:
    """(type, whether the act itself is told, family): a mention is compared with others of its families.

    A plan may be told by the act's own type or by the one that the ontology gives to promises of it (`promised_as`).
    """
    for event in ontology.events.values():
        yield event.name, True, event.name
        yield event.name, False, event.name
        if event.promised_as is not None:
            yield event.promised_as, False, event.name
