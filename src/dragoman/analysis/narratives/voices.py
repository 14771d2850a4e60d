"""Who makes a claim, through whose hands it came, who repeats it and who disputes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.analysis.names import Names
from dragoman.analysis.narratives.templates import doubted
from dragoman.analysis.whose_word.publishers import UNNAMED, Publisher
from dragoman.analysis.wording import in_words

SAYS, AGAIN, REPEATS, COPIES, DISPUTES = "says", "says again", "repeats", "copies", "disputes"
NEAR = 60  # characters before the words of a claim in which a word of doubt is about them


@dataclass(frozen=True, slots=True)
class Voice:
    """One telling of a claim: `does` says, says again, repeats, copies or disputes it; `because` of disputing: by what.

    `speaker` is null where the report says it in its own voice, all names where several say it together, `sources`
    their ids; `speaker_state` whom the (first) speaker speaks for;
    `hands`: everybody who passed it on, in order: outlets that relay, whose text it is, who printed it; `standing` of
    the publisher: state-run, independent or unknown.
    """

    id: str
    does: str
    because: str | None
    speaker: str | None
    sources: tuple[str, ...]
    speaker_state: str | None
    hands: tuple[str, ...]
    standing: str
    country: str | None
    outlet: str | None
    published: str | None
    report: str
    sentence: str


def voices(
    rows: Sequence[Mapping[str, Any]], words: str, names: Names, known: Mapping[str, Publisher]
) -> tuple[Voice, ...]:
    """The tellings of one claim, the first one first; the rows are those of claims.TELLINGS."""
    found: list[Voice] = []
    seen: set[str] = set()
    for row in rows:
        doubt = disputed(row, words)
        does = DISPUTES if doubt else _does(row, found, seen)
        seen.add(row["text"])
        found.append(_voice(row, does, doubt, names, known))
    return tuple(found)


def disputed(row: Mapping[str, Any], words: str) -> str | None:
    """By what a telling disputes the claim: its status, or words of doubt in a statement or just before the claim."""
    if row.get("doubt"):
        return str(row["doubt"])
    if row["status"] in ("denied", "not_happened"):
        return f"told as {in_words(row['status'])}"
    sentence = row["sentence"] or ""
    at = sentence.lower().find(words.lower())
    return doubted(sentence[max(0, at - NEAR) : at]) if at > 0 else None


def _does(row: Mapping[str, Any], before: Sequence[Voice], seen: set[str]) -> str:
    if row["text"] in seen and row["text"] != row["report"]:
        return COPIES
    sayers = [v for v in before if v.does != DISPUTES]
    if not sayers:
        return SAYS
    return AGAIN if set(row["sources"]) & set(sayers[0].sources) else REPEATS


def _voice(row: Mapping[str, Any], does: str, doubt: str | None, names: Names, known: Mapping[str, Publisher]) -> Voice:
    publisher = known.get(row["origin"] or UNNAMED, known[UNNAMED])
    return Voice(
        id=row["id"],
        does=does,
        because=doubt,
        speaker=names.listed(row["sources"]) if row["sources"] else None,
        sources=tuple(row["sources"]),
        speaker_state=row["speaker_state"],
        hands=hands(row, names, known),
        standing=publisher.standing,
        country=publisher.country,
        outlet=row["outlet"],
        published=row["published"],
        report=row["report"],
        sentence=row["sentence"] or "",
    )


def hands(row: Mapping[str, Any], names: Names, known: Mapping[str, Publisher]) -> tuple[str, ...]:
    """Everybody who passed a telling on, each once: who relays the speaker, whose text it is, who printed it.

    A short name beside the long one ("Alvand", "Alvand News Agency") is the same hand.
    """
    passed = [names.one(v) for v in row["via"] or ()]
    for key in (row["origin"], row["printed"]):
        if key and key in known:
            passed.append(known[key].name)
    if not row["printed"] and row["outlet"]:
        passed.append(row["outlet"])
    once = list(dict.fromkeys(passed))
    return tuple(n for n in once if not any(n != m and m.lower().startswith(f"{n.lower()} ") for m in once))
