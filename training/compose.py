"""Sentences of our own whose acts and their standing are known: python training/compose.py --count 20.

An act of `composed/acts.toml` meets a frame of `composed/frames.toml`, and the places are filled from
`composed/slots.toml` and the atlas; `composed/nothing.toml` gives sentences without an act.  The word that tells the
act carries its PLOVER type and its status; all other words carry none.
"""

import argparse
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.atlas.atlas import load_atlas

FOLDER = Path(__file__).parent / "composed"
SLOT = re.compile(r"{(\w+)}")
MARK = re.compile(r"\*([^*]+)\*")
NOTHING_SHARE = 0.25
CITED = ("{body} said that ", "According to {body}, ", "{body} reported that ")
CITED_SHARE = 0.15
OPENING = re.compile(r"^(It|By|After|Having|Without|Critics|Following|There) ")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, the character at which the word begins that tells the act, its type and status; None if no act."""

    text: str
    at: int | None = None
    type: str | None = None
    status: str | None = None


@cache
def table(name: str) -> dict:
    """A table of the folder."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def states() -> tuple[str, ...]:
    """Names of states as sentences use them."""
    return tuple(s.name for s in load_atlas().states.values() if len(s.name.split()) <= 2)


def forms(phrase: str) -> dict[str, str]:
    """The forms of a verb phrase by the names of frames.toml, the verb in asterisks."""
    verb, _, rest = phrase.partition(" ")
    past, pp = table("irregular").get(verb, (regular(verb),) * 2)
    made = {"base": verb, "past": past, "pp": pp, "ing": ing(verb), "s": third(verb)}
    return {name: f"*{word}* {rest}" for name, word in made.items()}


def regular(verb: str) -> str:
    """The regular past of a verb."""
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else doubled(verb) + "ed"


def ing(verb: str) -> str:
    """The -ing form of a verb."""
    return verb[:-1] + "ing" if re.search(r"[^eio]e$", verb) else doubled(verb) + "ing"


def third(verb: str) -> str:
    """The third person of a verb."""
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(s|x|z|ch|sh|to)$", verb) else "s")


def doubled(verb: str) -> str:
    """The verb with its last consonant doubled where English does so: "ban", "expel", "cut"."""
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb) or verb.endswith(("pel", "get", "mit"))
    return verb + verb[-1] if short else verb


def composed(rng: random.Random) -> Told:
    """One sentence."""
    if rng.random() < NOTHING_SHARE:
        return told(rng.choice(table("nothing")["sentences"]), rng, None, None)
    kind, acts = rng.choice(list(table("acts").items()))
    status, frames = rng.choice(list(table("frames").items()))
    if rng.random() < 0.65:
        frame, fill = rng.choice(frames["verbs"]), forms(rng.choice(acts["verbs"]))
    else:
        frame, fill = rng.choice(frames["nouns"]), {"noun": marked(rng.choice(acts["nouns"]))}
    if rng.random() < CITED_SHARE:
        frame = rng.choice(CITED) + OPENING.sub(lambda m: m[0].lower(), frame)
    return told(SLOT.sub(lambda m: fill.get(m[1], m[0]), frame), rng, kind, status)


def marked(noun: str) -> str:
    """The phrase with one word in asterisks: a mark inside a slot is the mark of the phrase."""
    return noun if "*" in noun else noun.replace("{deal}", "{deal!}")


def told(frame: str, rng: random.Random, kind: str | None, status: str | None) -> Told:
    """The frame with every place filled; the first mark is the act's word."""
    names = rng.sample(states(), 2)
    own = {"A": names[0], "B": names[1], "club": rng.choice(table("nothing")["clubs"])}
    text = frame.replace("{deal!}", rng.choice(table("slots")["deal"]))
    for _ in range(3):  # slots may hold slots
        text = SLOT.sub(lambda m: own.get(m[1]) or unmarked(rng.choice(table("slots")[m[1]])), text)
    at = text.startswith("*")
    text = text[:at] + text[at].upper() + text[at + 1 :]
    first = MARK.search(text)
    if first is None or kind is None:
        return Told(MARK.sub(r"\1", text))
    return Told(MARK.sub(r"\1", text), first.start(), kind, status)


def unmarked(words: str) -> str:
    """The words without marks."""
    return MARK.sub(r"\1", words)


def sentences(count: int, seed: int) -> Iterator[Told]:
    """So many different sentences, the same for the same seed."""
    rng, seen = random.Random(seed), set()
    while len(seen) < count:
        one = composed(rng)
        if one.text not in seen:
            seen.add(one.text)
            yield one


def main() -> None:
    """Print some, with the act's word marked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for t in sentences(options.count, options.seed):
        word = "" if t.at is None else re.match(r"\w+", t.text[t.at :])[0]
        print(f"{t.type or '-':10} {t.status or '-':13} {word:12} {t.text}")


if __name__ == "__main__":
    main()
