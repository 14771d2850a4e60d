"""`dragoman narrative` and `whose-word` as a person types them."""

import sys
from pathlib import Path
from xml.etree import ElementTree

import orjson
import polars as pl
import pytest
from commandline import run

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))
from golden_age import OWN, write_record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_record(tmp_path_factory.mktemp("told") / "golden.duckdb")


@pytest.fixture(scope="module")
def golden(record: Path) -> str:
    rows = [orjson.loads(line) for line in run("narrative", record, "--json").out.splitlines()]
    return str(next(r["claim"] for r in rows if r["title"] == "a golden age"))


def told(*arguments: str | Path) -> str:
    done = run(*arguments)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


def test_all_claims_with_their_verdicts(record: Path, golden: str) -> None:
    out = told("narrative", record)
    assert golden[:6] in out
    assert "a golden age: “entered a golden age”" in out
    assert "supported" in out
    assert "a low point" not in told("narrative", record, "--actor", "Iceland")


def test_a_claim_in_full(record: Path, golden: str) -> None:
    out = told("narrative", record, golden[:8])
    for words in (
        "First said by Norway's minister, in a report of 10 June 2031; it came through 1 hand: Fjord Post",
        "97.3 points for each 100 reports in 2030-07/2031-06 against 47.9 for all before",
        "▶ 2030-07/2031-06",
        "disputes (told as denied)",
        "It rests on 95 events",
        "--form > form.toml",
    ):
        assert words in out


def test_a_form_is_printed_edited_and_run(record: Path, golden: str, tmp_path: Path) -> None:
    form = run("narrative", record, golden, "--form").out
    edited = tmp_path / "form.toml"
    edited.write_text(form.replace('compare = "above before"', 'compare = "below before"'), encoding="utf-8")
    assert "record: contradicted" in told("narrative", record, golden, "--run", edited)
    assert "record: contradicted" in told("narrative", record, "--run", edited)
    assert 'from = "2028-01"' in run("narrative", record, "new", "--form").out


def test_rows_and_chart_are_kept(record: Path, golden: str, tmp_path: Path) -> None:
    rows, chart = tmp_path / "rows.csv", tmp_path / "chart.svg"
    assert f"Written: {rows}" in told("narrative", record, golden, "--rows", rows, "--chart", chart)
    frame = pl.read_csv(rows)
    assert frame.filter(pl.col("of") == "level")["level"].to_list() == ["all before", "2030-07/2031-06"]
    assert frame.filter(pl.col("of") == "event").height == 95
    title = ElementTree.parse(chart).find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == "a golden age (record): supported"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nothing",), "There is no claim 'nothing'"),
        (("--run", "none.toml"), "none.toml"),
        (("new", "--rows", "r.csv"), "has no form"),
        (("--without", "Moon Times"), "There is no outlet 'Moon Times'"),
    ],
)
def test_what_cannot_be_done_is_said(record: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("narrative", record, *arguments)
    assert done.code == 2
    assert told in " ".join(done.err.split())


def test_rows_of_a_data_set_that_is_not_there(record: Path, golden: str, tmp_path: Path) -> None:
    done = run("narrative", record, golden, "--rows", tmp_path / "r.csv", "--dataset", "gdelt")
    assert (done.code, "There is no data set 'gdelt'" in done.err) == (2, True)


def test_whose_word_a_claim_is(record: Path, golden: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN, encoding="utf-8")
    out = told("whose-word", record, golden, "--outlets", own, "--without-side", "NOR")
    assert "State-run outlets: 2 tellings in 1 text, 1 copy" in out
    assert "Fjord Post, Norway (a party's)" in out
    assert "Without the media of NOR" in out
    assert "Told as: 1 denied, 1 disputed" in out


def test_whose_word_a_verdict_and_a_pair_rest_on(record: Path, golden: str) -> None:
    asked = (
        "whose-word",
        record,
        golden,
        "--verdict",
        "--without",
        "Harbour Mail",
        "--without",
        "Fjord Post",
        "--json",
    )
    found = orjson.loads(run(*asked).out)
    assert (found["kind"], found["whole"]["verdict"]) == ("verdict", "supported")
    assert found["rest"]["lost"] > 0
    assert "Index of cooperation, all facts: +" in told("whose-word", record, "NOR", "ISL")
