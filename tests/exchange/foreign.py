"""Invented rows of other people's data sets, in the columns that those publish."""

from pathlib import Path

from dragoman.exchange.incoming.datasets import load_datasets


def row(dataset: str, **told: object) -> str:
    """A row of a data set, tab-separated: what is told under its fields, all other columns empty."""
    found = load_datasets()[dataset]
    cells = {found.tells[field]: str(value) for field, value in told.items()}
    return "\t".join(cells.get(column, "") for column in found.columns)


def gdelt(identity: int, day: str = "20220629", code: str = "040", who: str = "KEN", whom: str = "PER") -> str:
    return row(
        "gdelt", id=identity, date=day, code=code, quad=1, score=1.9, mentions=4, actor="NAIROBI", actor_states=who,
        recipient="LIMA", recipient_states=whom, place="Nairobi, Kenya", lat=-1.28, lon=36.81, url="https://a.example/1",
    )  # fmt: skip


def mention(event: int, when: str = "20220630121500") -> str:
    return row("gdelt-mentions", event=event, date=when, outlet="a.example", url="https://a.example/1", confidence=80)


def headed(dataset: str, *rows: str) -> str:
    """A table with its header."""
    return "\n".join(["\t".join(load_datasets()[dataset].columns), *rows]) + "\n"


def icews(identity: int, day: str = "2015-03-01", code: str = "043", who: str = "Peru", whom: str = "Kenya") -> str:
    return row(
        "icews", id=identity, date=day, code=code, score=2.8, actor=f"Government ({who})", actor_states=who,
        actor_sector="Government", recipient=f"Government ({whom})", recipient_states=whom, place="Lima", lat=-12.05,
        lon=-77.04, outlet="An agency",
    )  # fmt: skip


def polecat(identity: str, day: str = "2023-05-01", kind: str = "CONSULT", who: str = "PER", whom: str = "KEN") -> str:
    return row(
        "polecat", id=identity, date=day, type=kind, mode="visit", score=4, quad=1, actor="Foreign Ministry",
        actor_states=who, actor_sector="GOV", recipient="Kenya", recipient_states=whom, outlet="An agency",
    )  # fmt: skip


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path
