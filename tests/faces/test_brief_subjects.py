"""Briefs on a pair, a group of states, a corridor: what they hold, and what is said of those that do not exist."""

import json
from pathlib import Path

import pytest
from commandline import run

from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Mention, Report, Span, Tie

TEXT = (
    "Iran and Azerbaijan held talks. Iran and Russia agreed to build the railway from Rasht to Astara. "
    "Iran condemned Norway."
)


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = {"IRN": "Iran", "AZE": "Azerbaijan", "RUS": "Russia", "NOR": "Norway"}
    actors = tuple(Actor(i, n, "state", i, None, (_span(n),)) for i, n in names.items())
    talks, rails, words = (f"{s}." for s in TEXT.removesuffix(".").split(". "))
    acts = (
        Mention("m1", "CONSULT", ("IRN",), ("AZE",), "done", _span("held"), _span(talks), because="held"),
        Mention("m2", "COOPERATE", ("IRN",), ("RUS",), "planned", _span("build"), _span(rails), because="build"),
        Mention("m3", "ACCUSE", ("IRN",), ("NOR",), "done", _span("condemned"), _span(words), because="condemned"),
    )
    leg = Tie("t", "corridor", "railway from Rasht to Astara", ("IRN", "RUS"), "planned", (_span(rails),))
    report = Report("r", TEXT, "Talks", "Caspian Mail", "2024-05-01", language="en")
    folder = tmp_path_factory.mktemp("subjects")
    with Record.open(folder / "s.duckdb", write=True) as record:
        record.add(Findings(report, actors, (), (), acts, (leg,)), "test")
        record.resolve()
    return folder / "s.duckdb"


@pytest.mark.parametrize(
    ("options", "title", "told", "untold"),
    [
        (["--pair", "IRN,AZE"], "Brief: Iran and Azerbaijan", ["held talks"], ["Rasht", "Norway"]),
        (["--actor", "NOR"], "Brief: Norway", ["condemned Norway"], ["Rasht", "held talks"]),
        (["--group", "caspian"], "Brief: Caspian littoral states", ["Rasht", "held talks"], ["condemned Norway"]),
        (["--group", "IRN,NOR"], "Brief: ", ["condemned Norway"], ["Rasht", "held talks"]),
        (["--corridor", "rasht-astara"], "Brief: Rasht", ["railway from Rasht", "Russia"], ["held talks", "Norway"]),
        (["--corridor", "Qazvin:Astara"], "Brief: The way from Qazvin to Astara", ["Rasht"], ["held talks", "Norway"]),
    ],
    ids=str,
)
def test_a_brief_is_on_its_subject(
    path: Path, tmp_path: Path, options: list[str], title: str, told: list[str], untold: list[str]
) -> None:
    written = tmp_path / "b.md"
    assert run("brief", path, *options, "-q", "--markdown", written, "--pdf", tmp_path / "b.pdf").code == 0
    text = written.read_text(encoding="utf-8")
    assert text.startswith(f"# {title}")
    assert [w for w in told if w not in text] == []
    assert [w for w in untold if w in text] == []
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--pair", "Iran"], "There is no pair 'Iran'"),
        (["--group", "atlantis"], "atlantis"),
        (["--corridor", "atlantis"], "There is no corridor 'atlantis'"),
        (["--group", "caspian", "--corridor", "INSTC"], "one on a group and a corridor"),
    ],
)
def test_what_does_not_exist_is_said(path: Path, options: list[str], says: str) -> None:
    ran = run("brief", path, *options)
    assert ran.code == 2
    assert says in ran.err


def test_a_brief_of_a_corridor_cites_only_its_sentences(path: Path, tmp_path: Path) -> None:
    run("brief", path, "--corridor", "rasht-astara", "-q", "--html", tmp_path / "b.html")
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert page.count("<mark>") == page.count("<mark>Iran and Russia agreed to build the railway from Rasht to Astara.")
    assert json.dumps("Norway") not in page
