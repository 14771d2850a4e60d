"""Invented corpora with known truth: python bench/corpus.py --reports 200 --seed 20 --into FOLDER.

Events between states are told by several outlets in wordings of their own (templates.toml), denied, planned and kept,
late or broken; wire stories are copied word for word, trimmed, reworded, reordered or with another lead; the rest is
noise.  `corpus` yields findings as a faultless reader would make them, but for the faults of `Faults`; with --into the
same reports are written as JSONL of texts, to go through extraction, with the truth beside them.
"""

import argparse
import json
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from reported import made
from truth import Draft, Event, Sentence, Told

from dragoman.atlas.atlas import load_atlas
from dragoman.ontology.ontology import load_ontology

SEED = 20
START = date(2016, 1, 4)
STATES = 60
COPIES = ("exact", "trimmed", "reworded", "reordered", "other lead")
OUTCOMES = ("kept", "late", "broken", "open")
SYNONYMS = {
    "said": "stated",
    "doubted": "questioned",
    "expected": "foresaw",
    "would": "will",
    "hoped": "wished",
    "officials": "functionaries",
}
MONTHS = [date(2000, n, 1).strftime("%B") for n in range(1, 13)]


@dataclass(frozen=True, slots=True)
class Faults:
    """How often a telling lacks or garbles something, as readers and reporters do; shares from 0 to 1."""

    no_date: float = 0.45
    month_only: float = 0.12
    day_off: float = 0.02
    no_place: float = 0.5
    no_topic: float = 0.15
    no_mode: float = 0.3
    no_recipient: float = 0.03
    swapped: float = 0.4  # sides of an act that either side may tell
    wrong_topic: float = 0.05
    wrong_place: float = 0.04
    promised: float = 0.3  # a plan bears the type that the ontology gives to promises


@cache
def templates() -> dict[str, Any]:
    """The sentences of templates.toml."""
    return tomllib.loads(Path(__file__).with_name("templates.toml").read_text(encoding="utf-8"))


@cache
def states() -> tuple[str, ...]:
    """Codes of the states that take part, the most frequent first."""
    known = load_atlas().states.values()
    fit = [s.iso3 for s in known if s.until is None and s.capital and s.adjectives and s.geonames and " " not in s.name]
    return tuple(random.Random(SEED).sample(sorted(fit), STATES))


def corpus(count: int, seed: int = SEED, faults: Faults | None = None, days: int | None = None) -> Iterator[Told]:
    """So many reports, the same for the same arguments, of so many days; by default as the root of their number."""
    chance = random.Random(seed)
    days = days or int(365 * (count / 1000) ** 0.5) + 30
    drafts = _drafts(chance, days, faults or Faults())
    for _ in range(count):
        yield made(next(drafts))


def _drafts(chance: random.Random, days: int, faults: Faults) -> Iterator[Draft]:
    recent: list[Event] = []
    number = 0
    for serial in iter(lambda: len(recent), -1):
        event = _event(chance, f"e{serial}", days, recent)
        recent.append(event)
        for status, published in _tellings(chance, event):
            number += 1
            draft = _draft(chance, f"r{number}", event, status, published, recent, faults)
            yield draft
            for _ in range(_copies(chance)):
                number += 1
                yield _copy(chance, f"r{number}", draft)
        if chance.random() < 0.3:
            number += 1
            noise = tuple(_noise(chance) for _ in range(chance.randint(6, 14)))
            day = START + timedelta(chance.randrange(days))
            yield Draft(f"r{number}", _outlet(chance), day, noise, f"r{number}")


def _event(chance: random.Random, identity: str, days: int, recent: Sequence[Event]) -> Event:
    """A new event; one in five follows another of the same kind and parties, after four to forty days."""
    if recent and chance.random() < 0.2:
        former = chance.choice(recent[-200:])
        day = former.day + timedelta(chance.randint(4, 40))
        same = chance.random() < 0.5
        topic, thing = (former.topic, former.thing) if same else _thing(chance)
        name, place = chance.choice(templates()["words"]["places"]), _place(chance, former.a, former.b)
        again = replace(former, id=identity, day=day, topic=topic, thing=thing, name=name, place=place)
        return replace(again, plan=0, outcome=None, due=None)
    kind = chance.choice(sorted(templates()["types"]))
    a, b = _parties(chance)
    topic, thing = _thing(chance)
    mode = chance.choice([None, "visit", "phone"]) if kind == "CONSULT" else None
    day = START + timedelta(chance.randrange(days))
    plan = chance.randint(5, 90) if chance.random() < 0.2 else 0
    outcome = chance.choices(OUTCOMES, _weights(a))[0] if plan else None
    due = day
    if outcome == "late":
        day = due + timedelta(chance.randint(10, 80))
    name = chance.choice(templates()["words"]["places"])
    return Event(
        identity, kind, a, b, topic, thing, name, day, _place(chance, a, b), mode, plan, outcome, due if plan else None
    )


@cache
def _weights(state: str) -> tuple[float, ...]:
    """How likely the outcomes of a state's promises are; some states keep most of theirs, some hardly any."""
    kept = random.Random(f"{SEED} {state}").betavariate(2.5, 2.5)
    return kept, *((1 - kept) / 3,) * 3


def _parties(chance: random.Random) -> tuple[str, str]:
    """Two states, as unevenly frequent as in the news (Zipf)."""
    weights = [1 / (n + 3) for n in range(STATES)]
    a = b = chance.choices(states(), weights)[0]
    while a == b:
        b = chance.choices(states(), weights)[0]
    return a, b


def _thing(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    topic = chance.choice(sorted(templates()["things"]))
    return topic, tuple(chance.choice(templates()["things"][topic]))


def _place(chance: random.Random, a: str, b: str) -> str | None:
    return chance.choice([a, b, chance.choice(states())])


def _tellings(chance: random.Random, event: Event) -> Iterator[tuple[str, date]]:
    """(status, day of publishing) of each independent report of an event, in no order."""
    if event.plan and event.due:
        first = event.due - timedelta(event.plan)
        for _ in range(chance.randint(1, 3)):
            yield "planned", first + timedelta(chance.choice([0, 0, 1, 1, 2, chance.randint(0, event.plan - 1)]))
    if event.outcome == "open":
        return
    if event.outcome == "broken" and event.due:
        for _ in range(chance.randint(1, 2)):
            yield "not_happened", event.due + timedelta(chance.randint(0, 3))
        return
    for _ in range(min(12, 1 + int(chance.expovariate(1 / 2.5)))):
        yield "done", event.day + timedelta(_lag(chance))
    if chance.random() < 0.08:
        yield "denied", event.day + timedelta(1 + _lag(chance))


def _lag(chance: random.Random) -> int:
    return chance.randint(4, 9) if chance.random() < 0.05 else chance.choices([0, 1, 2, 3], (5, 4, 2, 1))[0]


def _copies(chance: random.Random) -> int:
    return chance.choices([0, 1, 2, 4, 8], (70, 14, 9, 5, 2))[0]


def _outlet(chance: random.Random) -> str:
    words = templates()["words"]
    return f"{chance.choice(words['places'])} {chance.choice(words['outlets'])}"


def _draft(
    chance: random.Random,
    identity: str,
    event: Event,
    status: str,
    published: date,
    recent: Sequence[Event],
    faults: Faults,
) -> Draft:
    telling = [tell(chance, event, status, published, faults)]
    if chance.random() < 0.25:
        telling.append(tell(chance, event, status, published, faults))
    rest = [_noise(chance) for _ in range(chance.randint(5, 12))]
    if chance.random() < 0.2 and recent[0] is not event:
        rest.append(_background(chance, recent, published, faults))
    if chance.random() < 0.3:
        rest.append(_quotation(event))
    chance.shuffle(rest)
    outlet, credit = _outlet(chance), None
    if chance.random() < 0.15:
        credit = chance.choice(templates()["words"]["wires"])
    return Draft(identity, outlet, published, (*telling, *rest), identity, credit=credit, source=credit or outlet)


def _background(chance: random.Random, recent: Sequence[Event], published: date, faults: Faults) -> Sentence:
    """A former event, told again with its date; noise if there is none before this day."""
    former = chance.choice(recent[-200:])
    if former.outcome in ("open", "broken") or former.day > published:
        return _noise(chance)
    return tell(chance, former, "done", former.day, replace(faults, no_date=0.0, month_only=0.3))


def _quotation(event: Event) -> Sentence:
    """What an official said of it, word for word the same in every report that quotes it."""
    chance = random.Random(event.id)
    words = templates()["words"]
    said = " and ".join(
        f"the {chance.choice(words['adjectives'])} {chance.choice(words['nouns'])} {chance.choice(words['changes'])}"
        for _ in range(3)
    )
    return Sentence(f'"In these days {said}," the minister said.')


def _noise(chance: random.Random) -> Sentence:
    """A sentence that tells nothing of states."""

    def one(kind: str) -> str:
        return str(chance.choice(templates()["words"][kind]))

    text = (
        f"{one('subjects').capitalize()} in {one('places')} {one('verbs')} that the {one('adjectives')} {one('nouns')}"
    )
    text += f" {one('changes')} {one('times')}"
    if chance.random() < 0.6:
        text += f", while {one('subjects')} {one('verbs')} that the {one('nouns')} {one('changes')}"
    return Sentence(f"{text}.")


def tell(chance: random.Random, event: Event, status: str, published: date, faults: Faults) -> Sentence:
    """One sentence that tells an event, with the faults of its reporter."""
    forms = templates()["types"][event.type]
    clauses = forms[{"done": "told", "planned": "planned", "denied": "denied", "not_happened": "failed"}[status]]
    thing = chance.choice(event.thing) + (f" for the {event.name} project" if chance.random() < 0.5 else "")
    clause = chance.choice(clauses).format(A=_named(chance, event.a), B=_named(chance, event.b), X=thing)
    dated = _date(chance, event, status, published, faults)
    place = event.place if chance.random() >= faults.no_place else None
    if place and chance.random() < faults.wrong_place:
        place = chance.choice(states())
    city = load_atlas().states[place].capital if place else None
    frame = chance.choice([f for f in templates()["frames"]["told"] if ("{when}" in f) == (dated is not None)])
    who = (
        f"{chance.choice(templates()['words']['roles'])} of {load_atlas().states[event.a].name}"
        if "{who}" in frame
        else ""
    )
    text = frame.format(when=dated[1] if dated else "", clause=clause, where=f" in {city}" if city else "", who=who)
    mutual = forms.get("mutual", False)
    sides = ((event.b,), (event.a,)) if mutual and chance.random() < faults.swapped else ((event.a,), (event.b,))
    if chance.random() < faults.no_recipient:
        sides = (sides[0], ())
    topic = event.topic if chance.random() >= faults.no_topic else None
    if topic and chance.random() < faults.wrong_topic:
        topic = chance.choice(sorted(templates()["things"]))
    promise = load_ontology().events[event.type].promised_as if status == "planned" else None
    kind = promise if promise and chance.random() < faults.promised else event.type
    mode = event.mode if chance.random() >= faults.no_mode else None
    return Sentence(text[0].upper() + text[1:], event, status, clause, who, dated, sides, topic, place, mode, kind)


def _date(chance: random.Random, event: Event, status: str, published: date, faults: Faults) -> tuple[str, str] | None:
    if chance.random() < faults.no_date:
        return None
    day = event.due if event.due and status in ("planned", "not_happened") else event.day
    if chance.random() < faults.month_only:
        return day.isoformat()[:7], f"in {MONTHS[day.month - 1]} {day.year}"
    if chance.random() < faults.day_off:
        day += timedelta(chance.choice([-1, 1]))
    return day.isoformat(), f"on {day.day} {MONTHS[day.month - 1]} {day.year}"


def _named(chance: random.Random, iso3: str) -> str:
    state = load_atlas().states[iso3]
    forms = [state.name, state.name, f"the {state.adjectives[0]} government", state.capital or state.name]
    return chance.choice(forms)


def _copy(chance: random.Random, identity: str, draft: Draft) -> Draft:
    kind = chance.choice(COPIES)
    sentences = list(draft.sentences)
    if kind == "trimmed":
        sentences = sentences[: max(3, int(len(sentences) * chance.uniform(0.3, 0.8)))]
    if kind == "reworded":
        sentences = [_reworded(chance, s) for s in sentences]
    if kind == "reordered":
        kept = [s for s in sentences[1:] if chance.random() < 0.8]
        chance.shuffle(kept)
        sentences = [sentences[0], *kept]
    if kind == "other lead":
        sentences = [*(_noise(chance) for _ in range(chance.randint(1, 3))), *sentences]
    credit = draft.credit or (draft.outlet if chance.random() < 0.3 else None)
    day = draft.published + timedelta(chance.choice([0, 0, 1]))
    return replace(
        draft, id=identity, outlet=_outlet(chance), published=day, sentences=tuple(sentences), kind=kind, credit=credit
    )


def _reworded(chance: random.Random, sentence: Sentence) -> Sentence:
    """Some words exchanged, in a sentence of noise more than in one that tells something."""
    swaps = dict(SYNONYMS)
    if sentence.event is None:
        for kind in ("adjectives", "verbs"):
            swaps |= {
                w: chance.choice(templates()["words"][kind])
                for w in templates()["words"][kind]
                if chance.random() < 0.5
            }
    spared = set(sentence.clause.split())
    words = [swaps.get(w, w) if w not in spared else w for w in sentence.text.split(" ")]
    return replace(sentence, text=" ".join(words))


def write(folder: Path, told: Iterator[Told]) -> None:
    """The reports as JSONL of texts, and the truth beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "reports.jsonl").open("w") as reports, (folder / "truth.jsonl").open("w") as truth:
        for one in told:
            r = one.findings.report
            row = {
                "id": r.id,
                "text": r.text,
                "title": r.title,
                "outlet": r.outlet,
                "published": r.published,
                "language": "en",
            }
            reports.write(json.dumps(row) + "\n")
            spans = {m.trigger.start: list(m.evidence) for m in one.findings.mentions}
            events = [{"event": e, "trigger": t, "sentence": spans[t]} for t, e in one.events.items()]
            outcomes = {i: event.outcome for i, event in one.promises.items()}
            rest = {"root": one.root, "kind": one.kind, "source": one.source, "outcomes": outcomes}
            truth.write(json.dumps({"id": r.id, "events": events, **rest}) + "\n")


def main() -> None:
    """Write an invented corpus as texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--into", type=Path, required=True)
    options = parser.parse_args()
    write(options.into, corpus(options.reports, options.seed))


if __name__ == "__main__":
    main()
