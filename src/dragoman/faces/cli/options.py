"""The options that several commands share, each defined once, with tab completion where a list of choices exists."""

from pathlib import Path
from typing import Annotated

import typer


def _types(incomplete: str) -> list[str]:
    from dragoman.ontology.ontology import load_ontology

    ontology = load_ontology()
    return [t for t in (*ontology.events, *ontology.ties) if t.startswith(incomplete)]


def _statuses(incomplete: str) -> list[str]:
    from dragoman.ontology.ontology import load_ontology

    return [s for s in load_ontology().statuses if s.startswith(incomplete)]


def _readers(incomplete: str) -> list[str]:
    from dragoman.language.parse import MODELS

    return [n for n in MODELS if n.startswith(incomplete)]


def _formats(incomplete: str) -> list[str]:
    from dragoman.outlets import READERS

    return [f.name for f in READERS if f.name.startswith(incomplete)]


Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, patterns ('news/**/*.html'), addresses (https://, s3://), or - for standard input.",
        metavar="INPUT",
    ),
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        help="What standard input, and files whose name does not tell, are: text, pdf, csv ...",
        autocompletion=_formats,
    ),
]
FormatToRead = Annotated[
    str | None,
    typer.Option(
        "--format",
        "--input-format",
        help="What standard input, and files whose name does not tell, are: text, pdf, csv ...",
        autocompletion=_formats,
    ),
]
ColumnsOf = Annotated[
    str | None,
    typer.Option(
        "--columns",
        help="Which columns of tables are what: text=body,title=headline,date=day; or a TOML file of such lines.",
    ),
]
RecordPath = Annotated[Path, typer.Argument(help="The record's file.", metavar="RECORD")]
SettingsPath = Annotated[
    Path | None, typer.Option("--settings", help="A TOML file of settings (default: dragoman.toml here).")
]
ReaderName = Annotated[
    str | None,
    typer.Option(
        "--reader",
        help="Which model reads: dragoman, a folder, or spacy:NAME (default: as set).",
        autocompletion=_readers,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", help="Processes that read side by side (default: as set, one a core).", min=0),
]
Engine = Annotated[str, typer.Option("--engine", help="local: this machine's cores; ray: a Ray cluster.")]
Address = Annotated[
    str | None,
    typer.Option(
        "--address", help="With --engine ray: auto, or ray://HOST:10001 (default: a cluster of this machine)."
    ),
]
Actor = Annotated[
    str | None,
    typer.Option(
        "--actor", "-a", help="Who takes part: an id (IRN) or a name (Iran). A state stands for its organs too."
    ),
]
With = Annotated[
    str | None, typer.Option("--with", "-w", help="Who takes part beside --actor; for statements: who is spoken of.")
]
Type = Annotated[
    str | None,
    typer.Option(
        "--type", "-t", help="Event type (AGREE), kind of tie (corridor), of actor or statement.", autocompletion=_types
    ),
]
Status = Annotated[
    str | None,
    typer.Option(
        "--status",
        "-s",
        help="How firmly: done, ongoing, planned, wanted, possible, denied ...",
        autocompletion=_statuses,
    ),
]
Since = Annotated[
    str | None, typer.Option("--since", help="From this year, month or day on: 2022, 2022-06, 2022-06-29.")
]
Until = Annotated[str | None, typer.Option("--until", help="Up to and including this year, month or day.")]
Outlet = Annotated[str | None, typer.Option("--outlet", "-o", help="Only what this outlet published.")]
InReport = Annotated[str | None, typer.Option("--report", help="Only from the report with this id.")]
Words = Annotated[
    str | None, typer.Option("--text", help="Only where the sentence (or the name, the title) holds these words.")
]
Reviewed = Annotated[
    str | None,
    typer.Option(
        "--review",
        help="Only accepted, corrected, reviewed (either), open or rejected ones; machine: all as they were found.",
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", "-n", help="At most so many rows (0: all). Tables show 40 unless told.", min=0)
]
Json = Annotated[bool, typer.Option("--json", help="For machines: one JSON object a line.")]
