"""`dragoman swap` as a person types it, and its charts."""

from pathlib import Path
from xml.etree import ElementTree

import orjson
import pytest
from commandline import Dragoman, run
from hypothesis import given
from hypothesis import strategies as st

from dragoman.faces.drawing.sankey import Band, sankey

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def dragoman() -> Dragoman:
    return run


def told(text: str) -> str:
    return " ".join(text.split())


def test_all_swaps_are_listed(dragoman: Dragoman) -> None:
    out = told(dragoman("swap").out)
    assert "turkmen-azeri-2022" in out
    assert "suspended (2024-01-07" in out
    rows = [orjson.loads(line) for line in dragoman("swap", "--json").out.splitlines()]
    assert {"turkmen-azeri-2022", "turkmen-iraq"} <= {r["swap"] for r in rows}


def test_a_swap_shows_what_differs_and_the_runs(dragoman: Dragoman) -> None:
    out = told(dragoman("swap", "turkmen-azeri-2022").out)
    assert (
        "Of 2021-11 sources say different things: 1.5-2 bcm a year (ngw-2021); 1.2-2 bcm a year (turkmen-gazette)"
        in out
    )
    assert "none is averaged" in out
    assert "least quantity, most fee" in out


def test_what_ifs_for_machines(dragoman: Dragoman) -> None:
    asked = ("swap", "turkmen-azeri-2022", "--quantity", "1.677", "--fee", "0.25", "--json")
    (plain,) = (orjson.loads(line) for line in dragoman(*asked).out.splitlines())
    (none,) = (orjson.loads(line) for line in dragoman(*asked, "--supply", "0").out.splitlines())
    (shut,) = (
        orjson.loads(line)
        for line in dragoman(
            *asked, "--capacity", "north-west-astara=0", "--capacity", "north-west-julfa=0"
        ).out.splitlines()
    )
    assert plain["delivered"] == pytest.approx(1.258, abs=1e-3)
    assert none["delivered"] == shut["delivered"] == 0
    assert none["unserved"] > plain["unserved"]
    months = dragoman(*asked, "--months").out.splitlines()
    assert len(months) == 12


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("cheese",), "There is no swap 'cheese'"),
        (("turkmen-azeri-2022", "--capacity", "moon=2"), "There is no pipe 'moon'"),
        (("turkmen-azeri-2022", "--capacity", "north-west-astara"), "There is no factor of a capacity in"),
        (("turkmen-azeri-2022", "--capacity", "north-west-astara=-1"), "There is no factor of a capacity in"),
        (("turkmen-turkey",), "There is no quantity that a source gives for"),
        (("turkmen-azeri-2022", "--network", "no.toml"), "no.toml"),
        (("turkmen-azeri-2022", "--record", "no.duckdb"), "There is no record at no.duckdb"),
    ],
)
def test_bad_input_is_a_sentence(dragoman: Dragoman, arguments: tuple[str, ...], says: str) -> None:
    ran = dragoman("swap", *arguments)
    assert ran.code == 2
    assert says in told(ran.err)


def test_charts_are_documents_that_load_nothing(dragoman: Dragoman, tmp_path: Path) -> None:
    ran = dragoman("swap", "turkmen-azeri-2022", "--quantity", "1.677", "--fee", "0.25", "--charts", tmp_path / "c")
    assert ran.code == 0
    drawn = sorted((tmp_path / "c").glob("*.svg"))
    assert [p.name.rsplit("-", 1)[1] for p in drawn] == ["account.svg", "contract.svg", "molecules.svg"]
    for path in drawn:
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        assert not any("href" in key for element in root.iter() for key in element.attrib)
    texts = {t.text for t in ElementTree.fromstring(drawn[1].read_text(encoding="utf-8")).iter(f"{SVG}text")}
    assert "delivered to Azerbaijan 1.26 bcm" in texts


def test_charts_that_cannot_be_written_are_a_sentence(dragoman: Dragoman, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = dragoman("swap", "turkmen-azeri-2022", "--charts", tmp_path / "file" / "c")
    assert ran.code == 2
    assert "Could not write" in ran.err


def test_a_diagram_of_nothing_says_so() -> None:
    assert "Nothing flows." in sankey("empty", [Band("a", "b", 0.0)], "bcm")


names = st.sampled_from(["a", "b", "c", "d", "e"])


@given(st.lists(st.tuples(names, names, st.floats(0.01, 100)), min_size=1, max_size=8))
def test_every_band_and_node_lies_on_the_sheet(bands: list[tuple[str, str, float]]) -> None:
    given_bands = [Band(a, f"{b}2" if a == b else b, v) for a, b, v in bands if a <= b]
    root = ElementTree.fromstring(sankey("any", given_bands, "bcm"))
    for rect in list(root.iter(f"{SVG}rect"))[1:]:
        assert 0 <= float(rect.attrib["x"]) <= 1000
        assert 39 <= float(rect.attrib["y"]) <= 40 + 340 + 130
