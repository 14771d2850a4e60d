"""`dragoman partnership`, `groups`, `forum`, `network`, `orbit` as a person types them, and their drawings."""

import sys
from pathlib import Path
from xml.etree import ElementTree

import orjson
import pytest
from commandline import Dragoman, run

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))
from invented import accord, invented

from dragoman.faces.drawing.sparkline import sparkline
from dragoman.record.record import Record

GROUP = "IRN,TKM,KAZ,GEO,NPL"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("told") / "told.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many([accord(), *invented(12, seed=7)], "1.0") == ()
        record.resolve()
    return path


@pytest.fixture
def dragoman() -> Dragoman:
    return run


def words(text: str) -> str:
    return " ".join(text.split())


def test_a_pair_is_shown_with_what_cannot_be_told(dragoman: Dragoman, told: Path) -> None:
    ran = dragoman("partnership", told, "Iran", "turkmenistan")
    assert ran.code == 0, ran.err
    shown = words(ran.out)
    assert shown.startswith("Iran and Turkmenistan")
    assert "Changes cannot be told:" in shown
    for title in ("Types by status", "Who begins", "On whose word", "all reports"):
        assert title in shown


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        (("partnership", "IRN", "TKM"), {"course", "reciprocity", "voices", "types"}),
        (("partnership", GROUP, "--step", "quarter", "--measure", "mean"), {"pairs", "terms"}),
        (("forum", GROUP), {"attendance", "members", "meets"}),
        (("network",), {"nodes", "edges", "modularity"}),
        (("orbit", "IRN", "RUS", "--step", "month"), {"whole", "points", "counted"}),
        (("groups", "sco"), {"terms", "source"}),
    ],
)
def test_machines_get_one_object(dragoman: Dragoman, told: Path, command: tuple[str, ...], keys: set[str]) -> None:
    name, *rest = command
    ran = dragoman(name, *(() if name == "groups" else (told,)), *rest, "--json")
    assert ran.code == 0, ran.err
    assert keys <= set(orjson.loads(ran.out))


def test_the_dossier_is_listed_and_counted(dragoman: Dragoman, told: Path) -> None:
    rows = [
        orjson.loads(r) for r in dragoman("partnership", told, "IRN", "TKM", "--dossier", "--json").out.splitlines()
    ]
    shown = words(dragoman("partnership", told, "IRN", "TKM", "--dossier", "--limit", "1").out)
    assert f"Everything dated: {len(rows)} entries" in shown
    assert f"{len(rows) - 1} more; show all with --limit 0." in shown


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("partnership", "IRN", "TKM"), "Iran and Turkmenistan: index by month"),
        (("forum", GROUP), "Attendance:"),
        (("network",), "Who stands with whom"),
        (("orbit", "IRN", "RUS"), "Iran outside the orbit of Russia: cooperation by year"),
    ],
)
def test_each_is_drawn(dragoman: Dragoman, told: Path, tmp_path: Path, command: tuple[str, ...], says: str) -> None:
    drawn = tmp_path / "drawn.svg"
    name, *rest = command
    assert dragoman(name, told, *rest, "--svg", drawn).code == 0
    assert says in "".join(ElementTree.parse(drawn).getroot().itertext())
    first = drawn.read_text(encoding="utf-8")
    dragoman(name, told, *rest, "--svg", drawn)
    assert drawn.read_text(encoding="utf-8") == first


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (("groups",), "caspian-five"),
        (("groups", "visegrad"), "Source: Visegrad Declaration of 15 February 1991"),
        (("network", "--limit", "2"), "communities"),
        (("orbit", "IRN", "RUS"), "acts are outside:"),
        (("forum",), "No report tells of a forum's meeting or members."),
        (("forum", GROUP), "A dot is a state that no report names there, which is no absence."),
        (("partnership", GROUP), "Pairs of the group"),
    ],
)
def test_people_get_tables(dragoman: Dragoman, told: Path, command: tuple[str, ...], shown: str) -> None:
    name, *rest = command
    ran = dragoman(name, *(() if name == "groups" else (told,)), *rest)
    assert ran.code == 0, ran.err
    assert shown in words(ran.out)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("partnership", "IRN", "Atlantis"), "Nobody called 'Atlantis' is in this record."),
        (("partnership", "atlantis"), "There is no group 'atlantis'."),
        (("partnership", "IRN", "TKM", "--step", "day"), "Choices: week, month, quarter."),
        (("partnership", "IRN", "TKM", "--since", "spring"), "There is no date 'spring'."),
        (("partnership", "IRN", "TKM", "--svg", "/nowhere/at/all.svg"), "/nowhere/at/all.svg"),
        (("forum", "Nobody"), "There is no forum or group 'Nobody'"),
        (("orbit", "IRN", "Atlantis"), "Atlantis"),
    ],
)
def test_bad_input_is_a_sentence(dragoman: Dragoman, told: Path, command: tuple[str, ...], says: str) -> None:
    name, *rest = command
    ran = dragoman(name, told, *rest)
    assert ran.code == 2
    assert says in words(ran.err)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([], ""),
        ([0.0, 1.0, 2.0, 4.0, 8.0], "·▂▃▅█"),
        ([-1.0, None, 1.0], "▔ █"),
        ([0.0, 0.0], "··"),
    ],
)
def test_sparklines(values: list[float | None], line: str) -> None:
    assert sparkline(values) == line


def test_long_sparklines_are_averaged() -> None:
    assert len(sparkline([1.0] * 1000, most=100)) == 100
