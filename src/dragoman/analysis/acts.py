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
NOBODY = "somebody who is not named"
WITH, ALONE, TOGETHER = 0, 1, 2
FEW_WORDS, MOST_WORDS = 5, 18  # how much of a sentence is cited within a line
NEAR = 40  # characters before the verb within which "will" or "not" is cited with it
PAUSE = re.compile(r"[,;:—–.!?][”\"’']?$")
SINGLE = str.maketrans('“”"', "‘’'")


def act_text(row: Row, names: Names) -> str:
    """The sentence for one row of the view `event_row` and the words that tell it; what is not told is left out."""
    act = load_ontology().events[row["type"]]
    clause = _clause(row, act, names)
    return sentence(clause + _circumstances(row, names, clause) + quoted(row["sentence"], *_told_at(row)))


def _circumstances(row: Row, names: Names, clause: str) -> str:
    """When, where and by when, each with a space before it; a place that the clause names already is left out.

    What is done and has a deadline is a promise: "due by" would say that the promising is still to come.
    """
    when = period(row["date"], row["date_to"])
    deadline = row["deadline_to"] or row["deadline_from"]
    named = not row["place"] or names.one(row["place"]) in clause
    place = "" if named else f" in {names.one(row['place'])}"
    made = load_ontology().statuses[row["status"]].counts_as == "fact"
    due = f", {'with a deadline of' if made else 'due by'} {written(deadline)}" if deadline else ""
    return place + (f" {when}" if when else "") + due


def quoted(text: str, start: int, least: int = 0) -> str:
    """The words from a place of a sentence to its next pause after `least`, as a quotation after a colon.

    Nothing if the place is none.  Quotation marks within are single ones, as typographers have it.
    """
    if not 0 <= start < len(text):
        return ""
    words = list(re.finditer(r"\S+", text[start:]))
    paused = (n for n, w in enumerate(words, 1) if n >= FEW_WORDS and w.end() >= least - start and PAUSE.search(w[0]))
    many = min(next(paused, len(words)), MOST_WORDS)
    kept = " ".join(w[0] for w in words[:many])
    cut = " …" if many == MOST_WORDS < len(words) and not PAUSE.search(kept) else ""
    inner = re.sub(r"[,;:.—–]+([”\"]?)$", r"\1", kept)
    if inner.count("“") != inner.count("”") or inner.count('"') % 2:
        inner = inner.rstrip('”"')  # the end of a quotation that begins before
    return f": “{inner.translate(SINGLE)}{cut}”"


def _told_at(row: Row) -> tuple[int, int]:
    """Where in its sentence an act is told: from its verb, or from "will" or "not" just before it, to their end."""
    begin, end = row["start"], row["end"]
    cues = [c for c in row["cues"] or () if begin <= c["start"] and c["end"] <= end]
    trigger = row["trigger_start"] if row["trigger_start"] is not None else begin
    near = [c["start"] for c in cues if 0 < trigger - c["start"] <= NEAR]
    return min([trigger, *near]) - begin, max([trigger, *(c["end"] for c in cues)]) - begin


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
    states = set(row["speaker_countries"]) & set(row["actor_states"]) - {None}
    own = states or set(row["sources"]) & set(row["actors"])
    return intended and row["status"] != "planned" and bool(row["sources"]) and not own
