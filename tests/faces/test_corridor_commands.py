"""`dragoman corridor`, `access` and `legs` as a person types them."""

from pathlib import Path
from xml.etree import ElementTree

import orjson
import pytest
from commandline import Dragoman, run

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def dragoman() -> Dragoman:
    return run


def told(text: str) -> str:
    """Output without line breaks."""
    return " ".join(text.split())


def test_a_corridor_tells_ways_baseline_weakest_word_and_what_it_rests_on(dragoman: Dragoman) -> None:
    ran = dragoman("corridor", "Moscow", "Mumbai", "--baseline", "suez", "--assume", "rasht-astara=open")
    assert ran.code == 0
    out = told(ran.out)
    for words in (
        "Moscow to Mumbai",
        "Baseline suez: by sea through the Suez Canal",
        "over rasht-astara",
        "open only",
        "Your assumptions do not change the best way.",
        "The choice of the baseline decides.",
        "Beware (",
        "A leg that is missing here looks like a bottleneck or a detour.",
    ):
        assert words in out


def test_a_corridor_for_machines(dragoman: Dragoman) -> None:
    ran = dragoman("corridor", "Tashkent", "Karachi", "-k", "2", "--json")
    rows = [orjson.loads(line) for line in ran.out.splitlines()]
    assert [r["role"] for r in rows] == ["1", "2"]
    assert rows[0]["legs"][0]["from"] == "tashkent"
    assert rows[0]["days_low"] < rows[0]["days_high"]


def test_no_way_is_said_and_is_no_failure(dragoman: Dragoman) -> None:
    ran = dragoman("corridor", "Kabul", "Mumbai", "--assume", "AFG=closed")
    assert ran.code == 0
    assert "No way: with these modes and statuses nothing gets through." in told(ran.out)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("corridor", "Atlantis", "Mumbai"), "There is no place on the corridors 'Atlantis'"),
        (("corridor", "Moscow", "Mumbai", "--assume", "suez"), "There is no status to assume in 'suez'"),
        (("corridor", "Moscow", "Mumbai", "--modes", "camel"), "There is no mode 'camel'"),
        (("corridor", "Moscow", "Mumbai", "--record", "nowhere.duckdb"), "There is no record at nowhere.duckdb"),
        (("corridor", "Moscow", "Mumbai", "--assumptions", "no.toml"), "no.toml"),
        (("access", "CHE"), "There is no state with a measured access 'CHE'"),
    ],
)
def test_bad_input_is_a_sentence(dragoman: Dragoman, arguments: tuple[str, ...], says: str) -> None:
    ran = dragoman(*arguments)
    assert ran.code == 2
    assert says in told(ran.err)


def test_the_map_is_one_document_that_loads_nothing(dragoman: Dragoman, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    ran = dragoman("corridor", "Moscow", "Mumbai", "--assume", "rasht-astara=open", "--map", path)
    assert ran.code == 0
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    texts = {t.text for t in root.iter(f"{SVG}text")}
    assert {"Moscow", "Mumbai", "Bandar Abbas"} <= texts
    assert any(t and t.startswith("over Rasht to Astara (Iran)") for t in texts)
    assert not any("href" in key for element in root.iter() for key in element.attrib)
    for circle in root.iter(f"{SVG}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= 1200
        assert 0 <= float(circle.attrib["cy"]) <= 820


def test_a_map_that_cannot_be_written_is_a_sentence(dragoman: Dragoman, tmp_path: Path) -> None:
    ran = dragoman("corridor", "Moscow", "Tehran", "--map", tmp_path / "no" / "map.svg")
    assert ran.code == 2
    assert "Could not write" in ran.err


def test_access_lists_ports(dragoman: Dragoman) -> None:
    out = told(dragoman("access", "uzb").out)
    assert "Tashkent" in out
    assert "Bandar Abbas" in out


def test_access_tells_who_gains_and_that_nobody_gains_the_bare_possibility(dragoman: Dragoman) -> None:
    out = told(dragoman("access", "AZE", "UZB", "--assume", "rasht-astara=open").out)
    assert "cheaper" in out
    assert "Nobody gains or loses the bare possibility" in out
    assert "Nobody of those asked for" in told(dragoman("access", "UZB", "--assume", "rasht-astara=open").out)


def test_access_for_machines(dragoman: Dragoman) -> None:
    rows = [
        orjson.loads(line) for line in dragoman("access", "TKM", "--assume", "IRN=closed", "--json").out.splitlines()
    ]
    assert {r["change"] for r in rows if r["port"] == "bandar-abbas"} == {"lost"}


def test_legs_and_their_checks(dragoman: Dragoman) -> None:
    assert "rasht-astara" in dragoman("legs").out
    ran = dragoman("legs", "--check")
    assert ran.code == 0
    assert "published lengths agree within 5 %" in told(ran.out)
    rows = [orjson.loads(line) for line in dragoman("legs", "--check", "--json").out.splitlines()]
    assert sum(r["within_5_percent"] for r in rows) / len(rows) >= 0.95


def test_a_record_without_routes_says_so(dragoman: Dragoman, tmp_path: Path) -> None:
    from dragoman.record.record import Record

    path = tmp_path / "empty.duckdb"
    Record.open(path, write=True).close()
    assert "No report of the record speaks of these legs." in told(dragoman("legs", "--record", path).out)
    assert dragoman("legs", "--record", path, "--json").out == ""
