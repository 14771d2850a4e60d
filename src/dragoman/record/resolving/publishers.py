"""Whose an outlet is: the feeds and editions of one publisher are one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.atlas.atlas import Atlas
from dragoman.language.lexicon import table

ENDING = re.compile(r"\s*[-–—|:/]\s*([^-–—|:/()\[\]]+)$|\s*[(\[]([^()\[\]]+)[)\]]$")
SECOND_LEVEL = 3  # letters: "co" of example.co.uk and "com" of example.com.tr say nothing of whose it is


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet as a report gives it: its name, the host of its address; "" where it gives none."""

    name: str = ""
    host: str = ""


def publishers(sources: Iterable[Source], atlas: Atlas) -> Mapping[Source, str | None]:
    """The publisher's key of each source, all of a record together; null where neither name nor address is given.

    `outlet:ID` if the atlas knows the outlet, else `site:DOMAIN`, else `name:NAME`.  A name that stands with an address
    anywhere in the record is that site's everywhere.
    """
    listed = sorted(set(sources), key=lambda s: (s.name, s.host))
    sites: dict[str, str] = {}
    for source in listed:
        site = site_of(source.host)
        if source.name and site:
            sites.setdefault(folded(source.name), site)
    return {s: _key(s, atlas, sites) for s in listed}


def _key(source: Source, atlas: Atlas, sites: Mapping[str, str]) -> str | None:
    known = known_outlet(source.name, atlas)
    site = site_of(source.host)
    if known is None and site and (owner := atlas.outlet_of_url(source.host)):
        known = owner.id
    if known is not None:
        return f"outlet:{known}"
    name = folded(source.name)
    site = site or sites.get(name)
    return f"site:{site}" if site else f"name:{name}" if name else None


def known_outlet(name: str, atlas: Atlas) -> str | None:
    """The id of the outlet of this name in the atlas, with or without the ending of a feed."""
    bare = without_feed(re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE))
    start, _, last = bare.rpartition(" ")
    for form in (name, bare, start if last.casefold() in table("en", "credits")["feeds"]["endings"] else ""):
        found = atlas.outlet(form) if form else None
        if found is not None:
            return found.id
    return None


def folded(name: str) -> str:
    """A name without case, article and the ending of a feed, to be compared."""
    plain = " ".join(without_feed(name).casefold().split())
    return plain.removeprefix("the ")


def without_feed(name: str) -> str:
    """ "Caspian Herald" of "Caspian Herald - World (RSS)"."""
    endings = table("en", "credits")["feeds"]["endings"]
    while (found := ENDING.search(name)) and (found[1] or found[2]).strip().casefold() in endings and found.start():
        name = name[: found.start()]
    return name.strip()


def site_of(host: str) -> str | None:
    """The domain that a host belongs to, without the labels of editions; null for sites where anybody publishes."""
    feeds = table("en", "credits")["feeds"]
    labels = host.casefold().split(".")
    if any(".".join(labels[i:]) in feeds["shared"] for i in range(len(labels))):
        return None
    while len(labels) > _least(labels) and labels[0] in feeds["hosts"]:
        labels = labels[1:]
    return ".".join(labels[-_least(labels) :]) if len(labels) > 1 else None


def _least(labels: list[str]) -> int:
    return 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= SECOND_LEVEL else 2
