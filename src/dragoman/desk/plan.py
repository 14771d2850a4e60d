"""What is watched and how: feeds.toml as frozen values, every key checked before anything is asked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dragoman.desk.keys import BadValueError, key, value_of
from dragoman.errors import FeedsUnusable

KINDS = ("feed", "sitemap", "page")
PAGES = ("needed", "always", "never")
TABLES = ("desk", "feeds")
# A feed's own value of these stands before the desk's.
SHARED = ("interval", "pause", "per_day", "days", "tries")


@dataclass(frozen=True, slots=True)
class Manners:
    """The table [desk]: what holds for all feeds that do not say otherwise.  Times are seconds."""

    interval: float = key("duration", "from one poll of a feed to the next, a tenth more or less by chance", 900.0, 60)
    pause: float = key("duration", "between two requests to one host; longer where its robots.txt asks for it", 2.0, 1)
    per_day: int = key("number", "articles of one feed that are taken in one day (UTC), the newest first", 200, 1)
    days: int = key("number", "articles that the feed dates further back are passed over", 30, 1, 36_500)
    tries: int = key("number", "after so many failed tries an article is listed as refused", 6, 1, 20)
    seconds: float = key("duration", "within which an answer must have come whole", 30.0, 1, 600)
    most_bytes: int = key("number", "of one answer, also after unpacking", 10_000_000, 1_000, 1 << 30)
    at_once: int = key("number", "hosts that are asked side by side, one request each", 4, 1, 64)


@dataclass(frozen=True, slots=True)
class Feed:
    """A table [feeds.NAME]: one feed, sitemap or page that is polled.  Times are seconds."""

    name: str
    address: str = key("address", "where it lies: http:// or https://")
    kind: str = key("choice", "feed (RSS, Atom), sitemap, or page (a web page whose links are followed)", "feed", KINDS)
    outlet: str | None = key("text", "the outlet that its articles are of; else what they say themselves", None)
    hosts: tuple[str, ...] = key("hosts", "hosts, beside its own, that its articles may lie on or lead to", ())
    pages: str = key(
        "choice",
        "whether the pages of articles are got: needed (where the feed does not hold the whole text), always, or never",
        "needed",
        PAGES,
    )
    links: tuple[str, ...] = key(
        "texts", "which addresses are articles: patterns of the path (/news/2026/*) or of the whole address", ()
    )
    within: str | None = key("xpath", "of a page: the XPath of the part whose links count (//main)", None)
    sitemaps: int = key("number", "of an index of sitemaps: how many of them are polled, newest names first", 10, 1)
    interval: float = key("duration", "as in [desk]", 0.0, 60)
    pause: float = key("duration", "as in [desk]", 0.0, 1)
    per_day: int = key("number", "as in [desk]", 0, 1)
    days: int = key("number", "as in [desk]", 0, 1, 36_500)
    tries: int = key("number", "as in [desk]", 0, 1, 20)

    @property
    def host(self) -> str:
        """The host that it lies on."""
        return host_of(self.address)

    @property
    def allowed(self) -> frozenset[str]:
        """All hosts that may be asked for it."""
        return frozenset((self.host, *self.hosts))


@dataclass(frozen=True, slots=True)
class Plan:
    """All of feeds.toml: where it lies, the manners, and the feeds in its order."""

    path: Path
    manners: Manners
    feeds: tuple[Feed, ...]

    def named(self, name: str) -> Feed | None:
        """The feed of a name, if it is still in the plan."""
        return next((f for f in self.feeds if f.name == name), None)


def host_of(address: str) -> str:
    """The host of an address in small letters; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""


def load_plan(path: Path) -> Plan:
    """The plan that a file holds; raises FeedsUnusable, which names the file and the key and says what to do."""
    tables = _tables(path)
    manners = Manners(**_values(path, "desk", _table(path, "desk", tables.get("desk", {})), Manners))
    found = _table(path, "feeds", tables.get("feeds", {}))
    if not found:
        raise FeedsUnusable(path, "feeds", "there are none", "add a table [feeds.NAME] with an address")
    return Plan(path, manners, tuple(_feed(path, name, table, manners) for name, table in found.items()))


def _tables(path: Path) -> dict[str, Any]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FeedsUnusable(path, None, f"it cannot be read ({error.strerror})", "check the path") from error
    except UnicodeDecodeError as error:
        raise FeedsUnusable(path, None, "it is not UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise FeedsUnusable(path, None, f"it is no TOML: {error}", "mend that line") from error
    for name in tables:
        if name not in TABLES:
            raise FeedsUnusable(path, name, "there is no such table", "feeds stand in tables [feeds.NAME]")
    return tables


def _table(path: Path, name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FeedsUnusable(path, name, "it must be a table", f"write [{name}] and its keys below it")
    return value


def _values(path: Path, name: str, table: Mapping[str, object], of: type) -> dict[str, Any]:
    """The values of a table by the fields of its class."""
    known = {f.name: f for f in fields(of) if f.metadata}
    values = {}
    for given, value in table.items():
        if given not in known:
            raise FeedsUnusable(path, f"{name}.{given}", "there is no such key", f"the keys are: {', '.join(known)}")
        try:
            values[given] = value_of(known[given], value)
        except BadValueError as error:
            raise FeedsUnusable(path, f"{name}.{given}", error.problem, error.remedy) from error
    return values


def _feed(path: Path, name: str, value: object, manners: Manners) -> Feed:
    where = f"feeds.{name}"
    values = _values(path, where, _table(path, where, value), Feed)
    if "address" not in values:
        raise FeedsUnusable(path, f"{where}.address", "it is missing", "say where the feed lies")
    feed = Feed(name, **{**{n: getattr(manners, n) for n in SHARED}, **values})
    if feed.kind == "page" and not feed.links:
        remedy = "say which links are articles, such as links = ['/news/*']"
        raise FeedsUnusable(path, f"{where}.links", "a page needs them", remedy)
    if feed.kind == "page" and feed.pages == "never":
        raise FeedsUnusable(path, f"{where}.pages", "a page of links holds no texts", "leave it out, or say 'always'")
    if feed.kind != "page" and feed.within:
        raise FeedsUnusable(path, f"{where}.within", "only pages have parts", "leave it out, or say kind = 'page'")
    return feed
