"""A standing thing as a sentence: an agreement, a meeting, a route, by the wording of the ontology."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.analysis.acts import quoted, sentence
from dragoman.analysis.days import aim, period, written
from dragoman.analysis.names import Names
from dragoman.analysis.wording import in_words, listed, load_wording
from dragoman.ontology.ontology import TieKind, load_ontology

Row = Mapping[str, Any]
MOST_NAMED = 6  # parties that a title names
IN_TITLES = {"from", "to", "via", "place"}  # roles that it tells


def tie_text(rows: Sequence[Row], names: Names) -> str:
    """The sentence for the tellings of one standing thing, the first of them the one to go by."""
    row = rows[0]
    kind = load_ontology().ties[row["kind"]]
    roles = _roles(row)
    name = _name(row, kind, names)
    holders = {role: names.listed(roles.get(role, ())) or "somebody not named" for role in kind.roles}
    fields = {
        **holders,
        "parties": names.listed(row["parties"]) or "parties that are not named",
        "is": _is(row, kind, name, roles),
        "name": name,
        "a_name": _with_article(name),
        "words": f"“{row['claim']}”" if row["claim"] else _words(row).removeprefix(": ") or f"“{row['name']}”",
        "roles": "".join(f" {p}" for p in _role_phrases(row, roles, names)),
    }
    told = kind.brief["told"].format(**fields)
    asides = _asides(row, roles, names)
    details = [d for d in (*asides, *_history(rows), *_features(row, told)) if d.lower() not in told.lower()]
    details += _others(row, told + " ".join(details), names)
    words = "" if "{words}" in kind.brief["told"] else _words(row)
    return sentence(told + (f" ({'; '.join(details)})" if details else "") + words)


def says_little(name: str) -> bool:
    """Whether a name is a common noun alone ("agreement"), as which thousands may go by it."""
    return name.islower() and len(name.split()) == 1


def titled(
    kind: str, parties: Sequence[str], roles: Mapping[str, Sequence[str]], date: str | None, date_to: str | None = None,
    noun: str | None = None,
) -> str:  # fmt: skip
    """A title for a thing that has no name of its own: "Meeting of Iran, Oman and Qatar in Muscat on 11 April 2023".

    `parties` and `roles` (each with its holders) are names; of many parties the first few stand in it.  `noun`: what
    reports call it, if they have but a common noun for it.
    """
    brief = load_ontology().ties[kind].brief
    told = brief["told"].partition(" {is}")[0]
    if told.startswith(brief["thing"]) and all(roles.get(role) for role in re.findall(r"{(\w+)}", told)):
        words = told.format(**{role: listed(list(holders)) for role, holders in roles.items()})
    else:
        where = [
            lead.format(listed(list(roles[r])))
            for r, lead in load_wording().roles.items()
            if r in IN_TITLES & set(roles)
        ]
        words = " ".join([noun or brief["thing"], *([f"of {_few(parties)}"] if parties else []), *where])
    return sentence(" ".join(w for w in (words, period(date, date_to)) if w)).removesuffix(".")


def title_of(row: Row, noun: str | None = None) -> str:
    """The title of a row of ties that has no name of its own, as `titled`."""
    roles: dict[str, list[str]] = {}
    for role, _, holder in (told.partition(": ") for told in row["roles"]):
        roles.setdefault(role, []).append(holder)
    return titled(row["kind"], row["party_names"], roles, row["date"], row["date_to"], noun)


def kind_name(kind: str) -> str:
    """What a kind of standing thing is called: "meeting", "leading role"."""
    return load_ontology().ties[kind].brief["thing"]


def _few(parties: Sequence[str]) -> str:
    shown = (
        list(parties)
        if len(parties) <= MOST_NAMED
        else [*parties[: MOST_NAMED - 1], f"{len(parties) - MOST_NAMED + 1} others"]
    )
    return listed(shown)


def _words(row: Row) -> str:
    """The words of a thing that only a verb names, as a quotation; nothing where a noun names it."""
    return quoted(row["sentence"], row["sentence"].find(row["name"])) if row["by_verb"] else ""


def _is(row: Row, kind: TieKind, name: str, roles: Mapping[str, Sequence[str]]) -> str:
    """The words for the status, in the number of what the sentence begins with: parties, a role or the name."""
    wording = load_wording()
    begins = re.match(r"{(\w+)}", kind.brief["told"])
    subject = begins[1] if begins else ""
    counted = {"parties": len(row["parties"]) > 1, "name": _is_plural(name)}
    several = counted.get(subject, len(roles.get(subject, ())) > 1)
    words = kind.brief.get(row["status"]) or wording.standing[row["status"]]
    return words.format(**{form: forms[several] for form, forms in wording.forms.items()})


def _is_plural(name: str) -> bool:
    """Whether the head of a name, before "of", "between" and the like, is a plural in -s."""
    head = ""
    for word in name.split():
        if word in load_wording().after_head:
            break
        head = word
    return re.search(r"[^sui]s$", head) is not None


def _name(row: Row, kind: TieKind, names: Names) -> str:
    """The name without the parties that the sentence tells anyway: "swap agreement with Iran" -> "swap agreement"."""
    if row["by_verb"]:
        return kind.brief["thing"]
    told = "|".join(re.escape(n) for n in names.each(row["parties"]))
    with_parties = rf" (?:with|between) (?:{told})(?:(?:, | and )(?:{told}))*(?=$| )"
    return re.sub(with_parties, "", row["name"]) if told and "{parties}" in kind.brief["told"] else str(row["name"])


def _with_article(name: str) -> str:
    if name[:1].isupper() and not _is_plural(name):
        return f"the {name}"
    if _is_plural(name):
        return name
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _roles(row: Row) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for part in row["parts"] or ():
        held.setdefault(part["role"], []).append(part["holder"])
    return held


def _role_phrases(row: Row, roles: Mapping[str, Sequence[str]], names: Names) -> Iterator[str]:
    """The roles that the name does not tell already: "from Rasht", "in Avaza"."""
    for role, lead in load_wording().roles.items():
        told = [r for r in roles.get(role, ()) if not names.are_told(r, row["name"])]
        if told:
            yield lead.format(names.listed(told))


def _asides(row: Row, roles: Mapping[str, Sequence[str]], names: Names) -> Iterator[str]:
    """The roles for the brackets; an adjective in the name ("Uzbek terminal") does not say who runs it."""
    for role, lead in load_wording().asides.items():
        told = [r for r in roles.get(role, ()) if names.one(r) not in row["name"]]
        if told:
            yield lead.format(names.listed(told))


def _history(rows: Sequence[Row]) -> Iterator[str]:
    """The stages in the order of their dates: "signed 11 April 2023; ratified 14 March 2024"."""
    dated = sorted(rows, key=lambda r: r["date"] or r["date_to"] or "~")
    done = {(row["date"], row["date_to"]) for row in rows if row["counts_as"] == "fact"}
    told: set[str] = set()
    for row in dated:
        plan = row["counts_as"] == "intention"
        stage, when = _plan(row, rows[0]["status"]) if plan else _step(row)
        if plan and done and (not when or (row["date"], row["date_to"]) in done):
            continue  # what was done, on the day that was named for it, tells that plan, too
        between = ", " if plan and when and not when.startswith("for") else " "
        shown = between.join(p for p in ("" if plan and stage in told else stage, when) if p)
        if shown and shown not in told:
            yield shown
        told |= {shown, stage, when}


def _plan(row: Row, status: str) -> tuple[str, str]:
    """The stage that a plan has reached, and the day that it names, which is not that of the stage."""
    stage = row["stage"] or (row["status"] if row["status"] != status else "")
    return in_words(stage), aim(row["date"], row["date_to"]) or ""


def _step(row: Row) -> tuple[str, str]:
    """A stage and its day; no stage where the status tells it."""
    stage, when = in_words(row["stage"] or ""), period(row["date"], row["date_to"]) or ""
    if not stage or row["stage"] in load_wording().plain_stages:
        return "", when
    day = row["date"] if row["date"] == row["date_to"] else None
    return stage, written(day) if day else when


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
