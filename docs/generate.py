"""The generated parts of the docs: each function returns Markdown that a cog block prints, `cog.outl(commands())`."""

import atexit
import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import MISSING, Field, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import typer

from dragoman import Record, errors
from dragoman.atlas.atlas import load_atlas
from dragoman.desk.keys import duration
from dragoman.desk.notices import KINDS
from dragoman.desk.plan import Feed, Manners
from dragoman.exchange import FORMATS
from dragoman.faces.api.schema import document
from dragoman.faces.cli.app import app, main
from dragoman.faces.mcp.server import ABSENT, Tools
from dragoman.ontology.ontology import EventType, TieKind, load_ontology
from dragoman.outlets import READERS
from dragoman.outlets.columns import USUAL
from dragoman.pipeline import READ_LANGUAGES
from dragoman.record.migrating import SQL
from dragoman.record.reviewing.fields import FIELDS
from dragoman.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = files("dragoman")
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
# Terminals of the docs are this wide, and long outputs are cut after so many lines.
COLUMNS, LINES = 110, 40


# Building blocks -----------------------------------------------------------------------------------------------


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; null is an empty cell."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(c) for c in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|")


def fenced(text: str, language: str = "") -> str:
    """A code block."""
    return f"```{language}\n{text.rstrip()}\n```"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _bullets(sentences: Iterable[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)


# The command line ----------------------------------------------------------------------------------------------


def commands() -> str:
    """Every command with its arguments and options, from the Typer app."""
    group: Any = typer.main.get_command(app)
    context = typer.Context(group, info_name="dragoman")
    parts = list(_below(group, "dragoman", context))
    general = table(("Option", "Meaning"), ((_code(p.opts), p.help) for p in group.params))
    return "\n\n".join(["## For every command", general, *parts])


def _below(group: Any, name: str, context: Any) -> Iterator[str]:
    """The commands of a group, and those of the groups within it."""
    for inner in group.list_commands(context):
        command, full = group.commands[inner], f"{name} {inner}"
        yield _command(command, full, context)
        if hasattr(command, "commands"):
            yield from _below(command, full, typer.Context(command, info_name=full, parent=context))


def _command(command: Any, name: str, parent: Any) -> str:
    context = typer.Context(command, info_name=name, parent=parent)
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and "--help" not in p.opts]
    usage = " ".join([name, "[OPTIONS]", *(_usage(a) for a in arguments)])
    rows = [(f"`{_metavar(a)}`", a.help) for a in arguments]
    rows += [(_option(o, context), o.help + (" (required)" if o.required else "")) for o in options]
    said = " ".join((command.help or "").split())
    return "\n\n".join([f"## {name}", said, fenced(usage), table(("Argument or option", "Meaning"), rows)])


def _metavar(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper()).strip("[]")


def _usage(argument: Any) -> str:
    shown = _metavar(argument) + ("..." if argument.nargs == -1 else "")
    return shown if argument.required else f"[{shown}]"


def _option(option: Any, context: Any) -> str:
    value = "" if option.is_flag else f" {option.metavar or option.name.strip('_').upper()}"
    return ", ".join(f"`{name}{value}`" for name in option.opts)


# What can be recorded ------------------------------------------------------------------------------------------


def event_types() -> str:
    """PLOVER's types: an overview, then each with its modes and examples."""
    found = load_ontology().events.values()
    rows = (
        (f"[`{e.name}`](#{e.name.lower()})", e.meaning, QUADS[e.quad], f"{e.score:+g}", len(e.modes)) for e in found
    )
    heads = ("Type", "Meaning", "Quad class", "Score", "Modes")
    return "\n\n".join([table(heads, rows), *(_event_type(e) for e in found)])


def _event_type(event: EventType) -> str:
    parts = [f"### {event.name}", event.meaning]
    if event.recipient_needed:
        parts.append("Recorded only with somebody who is acted upon.")
    if event.promised_as:
        parts.append(f"Where it is only promised or planned, PLOVER codes it as `{event.promised_as}`.")
    if event.domestic:
        parts.append("Recorded also where all parties are of one state.")
    if event.modes:
        score = "{:+g}".format
        rows = ((f"`{m.name}`", m.meaning, None if m.score is None else score(m.score)) for m in event.modes.values())
        parts.append(table(("Mode", "Meaning", "Score"), rows))
    return "\n\n".join([*parts, *_examples(event.examples, event.counter_examples)])


def _examples(examples: Sequence[str], counter_examples: Sequence[str]) -> tuple[str, str, str, str]:
    return "For example:", _bullets(examples[:4]), "But not:", _bullets(counter_examples[:3])


def tie_kinds() -> str:
    """The kinds of ties: an overview, then each with stages, roles, attributes and examples."""
    found = load_ontology().ties.values()
    rows = ((f"[`{t.kind}`](#{t.kind})", t.meaning, ", ".join(t.stages)) for t in found)
    return "\n\n".join([table(("Kind", "Meaning", "Stages"), rows), *(_tie_kind(t) for t in found)])


def _tie_kind(tie: TieKind) -> str:
    parts = [f"### {tie.kind}", tie.meaning, f"Statuses: {_code(tie.statuses)}."]
    if tie.stages:
        parts.append(f"Stages, in order: {_code(tie.stages)}.")
    for head, names in (("Role", tie.roles), ("Attribute", tie.attributes)):
        if names:
            parts.append(table((head, "Meaning"), ((f"`{n}`", meaning) for n, meaning in names.items())))
    return "\n\n".join([*parts, *_examples(tie.examples, tie.counter_examples)])


def review_fields() -> str:
    """The fields of findings that people can correct."""
    rows = ((kind, f"`{f.name}`", f.shape, f.meaning) for kind, of_kind in FIELDS.items() for f in of_kind)
    return table(("Of", "Field", "Shape", "Meaning"), rows)


def statuses() -> str:
    """How firmly a text puts something."""
    rows = ((f"`{s.name}`", s.meaning, s.counts_as, ", ".join(s.of)) for s in load_ontology().statuses.values())
    return table(("Status", "Meaning", "Counts as", "Of"), rows)


def topics() -> str:
    """What an act is about."""
    rows = ((f"`{t.name}`", t.meaning, ", ".join(t.commodities)) for t in load_ontology().topics.values())
    return table(("Topic", "Meaning", "Commodities"), rows)


def contexts() -> str:
    """PLOVER's contexts."""
    return table(("Context", "Meaning"), ((f"`{c.name}`", c.meaning) for c in load_ontology().contexts.values()))


# How languages say it, who and where there is ------------------------------------------------------------------


def lexicon_matrix() -> str:
    """Event types and tie kinds by language: how many words each has; a gap is said in bold."""
    languages = sorted(f.name for f in PACKAGE.joinpath("lexicons").iterdir() if f.is_dir())
    found = load_ontology()
    rows = [(f"`{name}`", *(_entries(code, "events", name) for code in languages)) for name in found.events]
    rows += [(f"`{name}`", *(_entries(code, "ties", name) for code in languages)) for name in found.ties]
    return table(("Type or kind", *(f"`{code}`" for code in languages)), rows)


def coverage() -> str:
    """Of how much of the ontology each language has words, and what becomes of texts in it."""
    languages = sorted(f.name for f in PACKAGE.joinpath("lexicons").iterdir() if f.is_dir())
    found = load_ontology()
    folders = (("events", found.events), ("ties", found.ties))
    rows = []
    for code in languages:
        filled = [sum(_entries(code, folder, name) != "**none**" for name in names) for folder, names in folders]
        shares = (f"{n} of {len(names)}" for n, (_, names) in zip(filled, folders, strict=True))
        rows.append((f"`{code}`", *shares, "read" if code in READ_LANGUAGES else "kept and marked, not read"))
    others = len([code for code in recognised() if code not in languages])
    rows.append((f"{others} others", *(f"0 of {len(names)}" for _, names in folders), "kept and marked, not read"))
    return table(("Language", "Event types with words", "Kinds of ties with words", "Its texts are"), rows)


@cache
def recognised() -> tuple[str, ...]:
    """The ISO 639-1 codes of the languages that the classifier of language/detect.py tells apart."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return tuple(sorted(code for code in LanguageIdentifier.from_model_file(MODEL_FILE).labels if len(code) == 2))


def languages_told() -> str:
    """The languages that can be told, by ISO 639-1."""
    return ", ".join(f"`{code}`" for code in recognised())


def _entries(language: str, folder: str, name: str) -> str:
    path = PACKAGE.joinpath("lexicons", language, folder, f"{name}.toml")
    if not path.is_file():
        return "**none**"
    count = sum(_words(tomllib.loads(path.read_text(encoding="utf-8"))))
    return f"{count:,}" if count else "**none**"


def _words(value: Any) -> Iterator[int]:
    """The number of words of every entry below, wherever the table keeps them."""
    if isinstance(value, dict):
        if isinstance(value.get("words"), list):
            yield len(value["words"])
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)


def lexicon_tables() -> str:
    """The other word lists of each language, with what their first comment says of them."""
    rows = []
    for folder in sorted((f for f in PACKAGE.joinpath("lexicons").iterdir() if f.is_dir()), key=lambda f: f.name):
        for path in sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name):
            rows.append((f"`{folder.name}/{path.name}`", _first_comment(path.read_text(encoding="utf-8"))))
    return table(("File", "What it holds"), rows)


def _first_comment(text: str) -> str:
    lines = [line.lstrip("# ") for line in text.splitlines()[:4] if line.startswith("#")]
    return re.split(r"(?<=[.])\s", " ".join(lines))[0]


def atlas_counts() -> str:
    """How many rows of each kind the atlas has."""
    atlas = load_atlas()
    kinds = ("states", "bodies", "groups", "offices", "organisations", "persons", "outlets", "places")
    rows: list[tuple[str, str]] = [(kind, f"{len(getattr(atlas, kind)):,}") for kind in kinds]
    towns = PACKAGE.joinpath("atlas", "data", "places.tsv").read_text(encoding="utf-8").count("\n")
    return table(("Kind", "Rows"), [*rows, ("towns (GeoNames)", f"{towns:,}")])


# The program ---------------------------------------------------------------------------------------------------


def error_family() -> str:
    """The tree of errors, as errors.py draws it."""
    drawn = (errors.__doc__ or "").split("\n\n", 1)[1]
    return fenced(drawn, "text")


def formats() -> str:
    """The formats of reports that are read."""
    return table(("Format", "Files"), ((f.name, _code(f.suffixes)) for f in READERS))


def inputs() -> str:
    """The formats that are read, with what is read of each and what it needs."""
    rows = ((f"`{f.name}`", _code(f.suffixes), f.meaning, f.extra and f"`dragoman[{f.extra}]`") for f in READERS)
    return table(("Format", "Files", "What is read", "Needs"), rows)


def columns() -> str:
    """How the columns of tables may be called, by field."""
    return table(("Field", "Columns"), ((f"`{field}`", _code(names)) for field, names in USUAL.items()))


def exports() -> str:
    """The formats that a record is exported in."""
    return table(("Format", "What it is"), ((f"`{name}`", format_.meaning) for name, format_ in FORMATS.items()))


def settings() -> str:
    """Every setting with its default, its variable of the environment, and its meaning."""
    meanings = dict(re.findall(r"`(\w+)`: (.*?)(?=\s+`\w+`: |\s*$)", Settings.__doc__ or "", re.DOTALL))
    rows = (
        (f"`{f.name}`", f"`{f.default}`", f"`{PREFIX}{f.name.upper()}`", meanings[f.name]) for f in fields(Settings)
    )
    return table(("Setting", "Default", "Variable", "Meaning"), rows)


# The desk ------------------------------------------------------------------------------------------------------


def feed_keys() -> str:
    """The keys of feeds.toml: those of [desk], and those of each feed."""
    heads = ("Key", "Default", "Meaning")
    rows = [
        [(f"`{f.name}`", _default(f), f.metadata["says"]) for f in fields(of) if f.metadata] for of in (Manners, Feed)
    ]
    titles = ("### [desk]: what holds for all feeds", "### [feeds.NAME]: one feed")
    return "\n\n".join(f"{title}\n\n{table(heads, of)}" for title, of in zip(titles, rows, strict=True))


def _default(of: Field[Any]) -> str | None:
    """A key's default as it would be written; keys that [desk] has too have none of their own."""
    if of.default is MISSING:
        return "must be given"
    if of.default in (None, (), 0):
        return None
    written = duration(of.default) if of.metadata["kind"] == "duration" else of.default
    return f"`{written:_}`" if isinstance(written, int) else f"`{written}`"


def desk_notices() -> str:
    """What the desk tells, by kind."""
    return table(("`kind`", "What happened"), ((f"`{kind}`", says) for kind, says in KINDS.items()))


# The record ----------------------------------------------------------------------------------------------------

TABLE = re.compile(r"((?:^--[^\n]*\n)*)^CREATE TABLE ([\w.]+) \(\n(.*?)^\);", re.MULTILINE | re.DOTALL)
COLUMN = re.compile(r'^    "?(\w+)"?\s+([A-Z]+(?:\[\])?)([^\n]*?)(?:\s*--\s*(.*))?$', re.MULTILINE)
COMMENT = re.compile(r"COMMENT ON (VIEW|COLUMN) ([\w.\"]+) IS '((?:[^']|'')*)'")


def _schema() -> str:
    return "\n".join(PACKAGE.joinpath("record", name).read_text(encoding="utf-8") for name in SQL)


def tables() -> str:
    """The tables of a record: what the schema's comments say of each and of its columns."""
    parts = []
    for comment, name, body in TABLE.findall(_schema()):
        said = " ".join(line.lstrip("- ") for line in comment.splitlines())
        rows = ((f"`{c}`", kind, said_of.strip()) for c, kind, _, said_of in COLUMN.findall(body) if c != "PRIMARY")
        parts += [f"### {name}", *([said] if said else []), table(("Column", "Type", "Meaning"), rows)]
    return "\n\n".join(parts)


def views() -> str:
    """The views of a record, from the comments that every record carries."""
    comments = [
        (kind, name.replace('"', ""), said.replace("''", "'")) for kind, name, said in COMMENT.findall(_schema())
    ]
    parts = []
    for _, view, said in (c for c in comments if c[0] == "VIEW"):
        rows = ((f"`{n.split('.')[1]}`", s) for k, n, s in comments if k == "COLUMN" and n.split(".")[0] == view)
        parts += [f"### {view}", said, table(("Column", "Meaning"), rows)]
    return "\n\n".join(parts)


# The demo, run for the docs ------------------------------------------------------------------------------------


def _with_reports() -> Path:
    """A new folder with the demo reports, which goes with the program."""
    folder = Path(tempfile.mkdtemp(prefix="dragoman-docs-"))
    atexit.register(shutil.rmtree, folder)
    (folder / "demo").symlink_to(ROOT / "demo")
    return folder


@cache
def workplace() -> Path:
    """A folder with the demo reports and their record, in which every example of the docs is run."""
    folder = _with_reports()
    _said(folder, "dragoman read demo/reports --into demo.duckdb --allow-refusals")
    return folder


@cache
def first_reading() -> str:
    """What reading the demo reports says the first time."""
    folder = _with_reports()
    return _shown("dragoman read demo/reports --into demo.duckdb", folder)


def demo(command: str, most: int = LINES) -> str:
    """A command line and what it prints on the demo's record, cut after so many lines."""
    return _shown(command, workplace(), most)


def _shown(command: str, folder: Path, most: int = LINES) -> str:
    lines = [line.rstrip() for line in _said(folder, command).splitlines()]
    left = [f"... ({len(lines) - most} more lines)"] if len(lines) > most else []
    return fenced("\n".join([f"$ {command}", *lines[:most], *left]), "text")


def _said(folder: Path, command: str) -> str:
    """What a command line of ours writes, its two streams together."""
    written = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    before = sys.argv, os.environ.copy()
    sys.argv, os.environ["COLUMNS"] = shlex.split(command), str(COLUMNS)
    try:
        with (
            contextlib.chdir(folder),
            contextlib.redirect_stdout(written),
            contextlib.redirect_stderr(written),
            contextlib.suppress(SystemExit),
        ):
            main()
    finally:
        sys.argv, os.environ["COLUMNS"] = before[0], before[1].get("COLUMNS", "")
    return written.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


def why(kind: str) -> str:
    """`dragoman why` for the first tie of a kind in the demo's record."""
    with Record.open(workplace() / "demo.duckdb") as record:
        row = record.ties(type=kind).row(0, named=True)
    return demo(f"dragoman why demo.duckdb {row['id'][:6]}")


def findings_example() -> str:
    """One short report of ours through the machine interface, laid out for reading."""
    text = "Kenya and Uganda signed a treaty on river data on Monday, the Kenyan foreign ministry said."
    row = orjson.dumps({"id": "treaty", "text": text, "published": "2023-05-03", "language": "en"})
    (workplace() / "treaty.jsonl").write_bytes(row)
    found = orjson.loads(_said(workplace(), "dragoman extract treaty.jsonl"))
    lines = (f'"{key}": {_compact(value)}' for key, value in found.items())
    shown = "{" + ",\n ".join(lines) + "}"
    return "\n\n".join([fenced(row.decode(), "json"), "gives", fenced(shown, "json")])


def _compact(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n   " + ",\n   ".join(orjson.dumps(item).decode() for item in value) + "]"
    return orjson.dumps(value).decode()


def sql(query: str) -> str:
    """A query and its rows from the demo's record."""
    with Record.open(workplace() / "demo.duckdb") as record:
        frame = record.sql(query)
    rows = table(frame.columns, frame.rows())
    return f"{fenced(query, 'sql')}\n\n{rows}"


def python(code: str) -> str:
    """A few lines of Python, and what their last line, an expression, comes to on the demo's record."""
    *before, last = code.strip().splitlines()
    names: dict[str, object] = {}
    with contextlib.chdir(workplace()):
        exec("\n".join(before), names)
        shown = eval(last, names)
    return f"{fenced(code.strip(), 'python')}\n\n{fenced(str(shown), 'text')}"


GENERATORS: tuple[Callable[[], str], ...] = (
    commands, event_types, tie_kinds, statuses, topics, contexts, lexicon_matrix, lexicon_tables, coverage,
    languages_told, atlas_counts,
    error_family, formats, inputs, columns, exports, settings, tables, views, feed_keys, desk_notices, first_reading,
    findings_example,
)  # fmt: skip


# The server ----------------------------------------------------------------------------------------------------


def endpoints() -> str:
    """Every address of the API with its query parameters, by tag."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for path, operations in orjson.loads(document())["paths"].items():
        for method, operation in operations.items():
            names = _code(p["name"] for p in operation.get("parameters", ()) if p["in"] == "query")
            row = (f"`{method.upper()} {path}`", operation["summary"], names)
            found.setdefault(operation["tags"][0], []).append(row)
    heads = ("Address", "Answer", "Query")
    return "\n\n".join(f"### {tag}\n\n{table(heads, rows)}" for tag, rows in found.items())


def assistant_tools() -> str:
    """The tools of the MCP server, as an assistant reads them."""
    tools = [(f"`{name}`", tool.__doc__) for name, tool in vars(Tools).items() if not name.startswith("_")]
    return table(("Tool", "What it answers"), tools)


def absent_tools() -> str:
    """What the command line can ask and no tool answers, with the reason."""
    return table(("Command", "Why no tool answers it"), [(f"`{name}`", why) for name, why in ABSENT.items()])
