"""An act as a sentence: who did what to whom, when and where, by the wording of the ontology."""

import re
from collections.abc import Mapping
from typing import Any

from dragoman.analysis.days import period, written
from dragoman.analysis.names import Names
from dragoman.analysis.wording import load_wording
from dragoman.ontology.ontology import EventType, load_ontology

Row = Mapping[str, Any]
VERB = re.compile(r"([\w-]+)/([\w-]+)/([\w-]+)/([\w-]+)")
BASE, PAST, PARTICIPLE = 1, 3, 4
NOBODY = "Somebody who is not named"
WITH, ALONE, TOGETHER = 0, 1, 2


def act_text(row: Row, names: Names) -> str:
    """The sentence for one row of the view `event_row`; what the text does not tell is left out."""
    act = load_ontology().events[row["type"]]
    clause = _clause(row, act, names)
    topics = [t.replace("_", " ") for t in row["topics"] if t != act.topic]
    about = f" ({', '.join(topics)})" if topics else ""
    return sentence(clause + circumstances(row, names) + about)


def circumstances(row: Row, names: Names) -> str:
    """When, where and by when, each with a space before it."""
    when = period(row["date"], row["date_to"])
    deadline = row["deadline_to"] or row["deadline_from"]
    place = names.one(row["place"]) if row["place"] else None
    parts = (when, f"in {place}" if place else None, f"by {written(deadline)}" if deadline else None)
    return "".join(f" {p}" for p in parts if p)


def sentence(words: str) -> str:
    """Words with a capital at the beginning and a full stop at the end."""
    return f"{words[:1].upper()}{words[1:]}".rstrip(".") + "."


def _clause(row: Row, act: EventType, names: Names) -> str:
    actors, recipients = row["actors"], [r for r in row["recipients"] if r not in row["actors"]]
    who = names.listed(actors) or NOBODY
    phrase = _phrase(row, act, len(recipients)).replace("{whom}", names.listed(recipients) or "each other")
    return f"{who} {_inflected(row, phrase, several=len(set(actors)) > 1)}"


def _phrase(row: Row, act: EventType, recipients: int) -> str:
    """The wording of the mode or type that fits the number of recipients."""
    mode = act.modes[row["mode"]].told if row["mode"] in act.modes else ()
    told = mode or act.told
    if recipients:
        return told[WITH]
    if len(set(row["actors"])) > 1 and row["recipients"]:
        return told[TOGETHER] if len(told) > TOGETHER else told[WITH]
    return told[ALONE]


def _inflected(row: Row, phrase: str, *, several: bool) -> str:
    wording = load_wording()
    status = load_ontology().statuses[row["status"]]
    pattern = wording.wished if _wish_of_others(row) else status.told or "{past}"
    forms = {name: form[several] for name, form in wording.forms.items()}
    base, past, participle = (VERB.sub(rf"\{form}", phrase) for form in (BASE, PAST, PARTICIPLE))
    return pattern.format(base=base, past=past, now=f"{forms['is']} {participle}", **forms)


def _wish_of_others(row: Row) -> bool:
    """Whether somebody else than the actors wants it, as far as the statement tells."""
    intended = load_ontology().statuses[row["status"]].counts_as == "intention"
    own = row["source"] in row["actors"] or row["speaker_country"] in row["actor_countries"]
    return intended and row["status"] != "planned" and row["source"] is not None and not own
