"""Extra actors that came into a record are found when reports are read into it, and only there."""

from dataclasses import replace
from pathlib import Path

from foreign import written

from dragoman.exchange.incoming import import_file, names_left_out
from dragoman.pipeline import Tools, store
from dragoman.record.record import Record
from dragoman.types import Findings, Report

TEXT = "Kenya signed an agreement with Lake Harbour Company in Lima on Monday."


def read_into(path: Path, tools: Tools) -> set[str]:
    with Record.open(path, write=True) as record:
        (found,) = store([Report("r", TEXT, published="2022-06-29", language="en")], record, tools)
        assert isinstance(found, Findings)
        assert list(record.faults()) == []
    return {actor.id for actor in found.actors}


def test_reading_knows_the_actors_of_the_record(tmp_path: Path, tools: Tools) -> None:
    table = written(tmp_path / "a.csv", "name,country,wikidata\nLake Harbour Company,PER,Q1\nKenya,KEN,\n")
    import_file(table, "actors", tmp_path / "with.duckdb")
    assert "wikidata:Q1" in read_into(tmp_path / "with.duckdb", tools)
    assert "wikidata:Q1" not in read_into(tmp_path / "without.duckdb", replace(tools))
    assert names_left_out(tmp_path / "with.duckdb") == ("'Kenya' of kenya is left out: it means KEN in the atlas.",)
    assert "wikidata:Q1" not in tools.atlas.organisations
