"""Data sets of others come in whole, apart from what reports say, and say which rows could not be read, and why."""

import gzip
import hashlib
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from foreign import gdelt, headed, icews, mention, polecat, row, written
from hypothesis import given
from hypothesis import strategies as st
from invented import accord

from dragoman.errors import ChoiceUnknown, FormatUnknown, ImportUnreadable
from dragoman.exchange.export import export
from dragoman.exchange.incoming import IMPORTS, all_refused, import_file
from dragoman.exchange.incoming.datasets import load_datasets, state_of
from dragoman.exchange.incoming.lines import cells_of
from dragoman.record.backdrop import (
    BackgroundCount,
    added_actors,
    background_counts,
    background_events,
    background_files,
    background_refused,
)
from dragoman.record.record import Record


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("into") / "r.duckdb"
    with Record.open(path, write=True) as record:
        record.add(accord(), "1.0")
        record.resolve()
    return path


@pytest.fixture
def into(read: Path, tmp_path: Path) -> Path:
    """A record with one report."""
    return Path(shutil.copy(read, tmp_path / "r.duckdb"))


def test_gdelt_events_are_kept_apart(tmp_path: Path, into: Path) -> None:
    file = written(tmp_path / "20220629.export.CSV", f"{gdelt(1)}\n{gdelt(2, code='190', who='ROM')}\n")
    with Record.open(into) as record:
        before = record.counts()
    done = import_file(file, "gdelt", into)
    assert (done.rows, done.repeated, done.refused, done.known) == (2, 0, (), False)
    with Record.open(into) as record:
        assert record.counts() == before
        assert list(record.faults()) == []
        first, second = background_events(record).iter_rows(named=True)
    assert {k: first[k] for k in ("id", "date", "type", "mode", "code", "quad", "actor", "mentions", "line")} == {
        "id": "1",
        "date": "2022-06-29",
        "type": "CONSULT",
        "mode": None,
        "code": "040",
        "quad": 1,
        "actor": "NAIROBI",
        "mentions": 4,
        "line": 1,
    }
    assert (first["actor_states"], first["recipient_states"], first["lat"]) == (["KEN"], ["PER"], -1.28)
    assert dict(zip(first["columns"], first["cells"], strict=True))["SOURCEURL"] == "https://a.example/1"
    assert (second["type"], second["actor_states"]) == ("ASSAULT", ["ROU"])


def test_where_it_comes_from_is_kept(tmp_path: Path, into: Path) -> None:
    file = written(tmp_path / "events.tab", headed("icews", icews(7), icews(8)))
    import_file(file, "icews", into, version="2015, of 6 February 2017", licence="for research")
    with Record.open(into) as record:
        (kept,) = background_files(record).iter_rows(named=True)
    assert kept["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert kept["imported"] is not None
    assert {k: kept[k] for k in ("dataset", "name", "version", "licence", "rows", "refused", "repeated", "bytes")} == {
        "dataset": "icews",
        "name": "events.tab",
        "version": "2015, of 6 February 2017",
        "licence": "for research",
        "rows": 2,
        "refused": 0,
        "repeated": 0,
        "bytes": file.stat().st_size,
    }


BAD = (
    (gdelt(3) + "\tmore", "it has 62 columns, not 61"),
    (gdelt(4, day="20221331"), "Day: '20221331' is no date"),
    (gdelt(5, code="2x"), "EventCode: '2x' is no CAMEO code"),
    (gdelt(6, code=""), "EventCode: '' is no CAMEO code"),
    (gdelt(7).replace("-1.28", "-91.28"), "ActionGeo_Lat: '-91.28' is not between -90 and 90 degrees"),
    (gdelt(8).replace("36.81", "east"), "ActionGeo_Long: 'east' is no number"),
    (gdelt(9).replace("\t4\t", "\t4.5\t"), "NumMentions: '4.5' is no whole number"),
)


def test_bad_rows_are_listed_and_the_others_kept(tmp_path: Path, into: Path) -> None:
    lines = [gdelt(1), *(bad for bad, _ in BAD), "", gdelt(2)]
    file = tmp_path / "e.CSV"
    file.write_bytes("\n".join(lines).encode() + b"\n" + gdelt(10).encode().replace(b"NAIROBI", b"NA\xedROBI") + b"\n")
    done = import_file(file, "gdelt", into)
    wanted = [(n, reason) for n, (_, reason) in enumerate(BAD, 2)]
    at = gdelt(10).index("NAIROBI") + 3
    assert [(r.line, r.reason) for r in done.refused] == [*wanted, (11, f"byte {at} of the line is no UTF-8")]
    assert done.rows == 2
    with Record.open(into) as record:
        assert background_refused(record)["line"].to_list() == [r.line for r in done.refused]
        assert background_events(record)["line"].to_list() == [1, 10]


def test_the_same_file_and_the_same_row_come_in_once(tmp_path: Path, into: Path) -> None:
    first = written(tmp_path / "a.CSV", f"{gdelt(1)}\n{gdelt(1)}\n{gdelt(2)}\n")
    second = written(tmp_path / "b.CSV", f"{gdelt(2)}\n{gdelt(3)}\n")
    assert (lambda d: (d.rows, d.repeated))(import_file(first, "gdelt", into)) == (2, 1)
    assert import_file(first, "gdelt", into).known
    assert (lambda d: (d.rows, d.repeated))(import_file(second, "gdelt", into)) == (1, 1)
    with Record.open(into) as record:
        assert background_events(record)["id"].to_list() == ["1", "2", "3"]
        assert background_files(record).height == 2


def test_packed_files(tmp_path: Path, into: Path) -> None:
    with zipfile.ZipFile(tmp_path / "m.CSV.zip", "w") as archive:
        archive.writestr("m.CSV", f"{mention(1)}\n{mention(2, 'now')}\n")
    with gzip.open(tmp_path / "e.CSV.gz", "wt") as packed:
        packed.write(gdelt(1) + "\n")
    done = import_file(tmp_path / "m.CSV.zip", "gdelt-mentions", into)
    assert (done.rows, [(r.line, r.reason) for r in done.refused]) == (1, [(2, "MentionTimeDate: 'now' is no date")])
    assert import_file(tmp_path / "e.CSV.gz", "gdelt", into).rows == 1
    with Record.open(into) as record:
        found = record.sql("SELECT event, date, outlet, confidence FROM background.mention").rows()
    assert found == [("1", "2022-06-30", "a.example", 80)]


def test_icews_and_polecat_in_the_terms_of_plover(tmp_path: Path, into: Path) -> None:
    tab = headed("icews", icews(7, code="43"), icews(8, who="Atlantis"), icews(9, code="13y"))
    done = import_file(written(tmp_path / "i.tab", tab), "icews", into)
    assert [r.line for r in done.refused] == [4]
    text = headed("polecat", polecat("p1"), polecat("p2", kind="MEET"), polecat("p3", who="PER; KEN", whom="None"))
    text = text.replace("Intensity", "Event Intensity", 1)
    done = import_file(written(tmp_path / "p.txt", text), "polecat", into)
    assert [(r.line, r.reason) for r in done.refused] == [(3, "Event Type: 'MEET' is no type of PLOVER")]
    with Record.open(into) as record:
        rows = {r["id"]: r for r in background_events(record).iter_rows(named=True)}
    assert (rows["7"]["type"], rows["7"]["code"], rows["7"]["actor_states"]) == ("CONSULT", "043", ["PER"])
    assert rows["8"]["actor_states"] == []
    assert (rows["p1"]["type"], rows["p1"]["mode"], rows["p1"]["code"], rows["p1"]["score"]) == (
        "CONSULT",
        "visit",
        None,
        4.0,
    )
    assert (rows["p3"]["actor_states"], rows["p3"]["recipient_states"]) == (["PER", "KEN"], [])


def test_counts_by_pair_type_and_period(tmp_path: Path, into: Path) -> None:
    rows = (
        gdelt(1),
        gdelt(2),
        gdelt(3, day="20220701"),
        gdelt(4, code="010"),
        gdelt(5, whom="KEN"),
        gdelt(6, whom="AFR"),
    )
    import_file(written(tmp_path / "e.CSV", "\n".join(rows)), "gdelt", into)
    import_file(written(tmp_path / "p.txt", headed("polecat", polecat("p1"))), "polecat", into)
    with Record.open(into) as record:
        found = background_counts(record, actor="KEN", recipient="PER")
        assert found == (
            BackgroundCount("gdelt", "2022-06", "KEN", "PER", "CONSULT", "04", 2, 8, 1.9),
            BackgroundCount("gdelt", "2022-06", "KEN", "PER", None, "01", 1, 4, 1.9),
            BackgroundCount("gdelt", "2022-07", "KEN", "PER", "CONSULT", "04", 1, 4, 1.9),
        )
        assert {c.period for c in background_counts(record, by="year")} == {"2022", "2023"}
        assert [(c.dataset, c.events, c.mentions) for c in background_counts(record, dataset="polecat", by="all")] == [
            ("polecat", 1, None)
        ]
        assert [c.period for c in background_counts(record, since="2022-07", until="2022", by="day")] == ["2022-07-01"]
        assert background_events(record, actor="PER", with_="KEN", since="2023").height == 1
        with pytest.raises(ChoiceUnknown, match="no period 'week'"):
            background_counts(record, by="week")  # type: ignore[arg-type]
        with pytest.raises(ChoiceUnknown, match="no date 'may'"):
            background_events(record, since="may")


def test_a_record_without_background(into: Path) -> None:
    with Record.open(into) as record:
        assert background_counts(record) == ()
        assert added_actors(record) == ()
        assert [f(record).height for f in (background_files, background_refused, background_events)] == [0, 0, 0]


def test_reports_are_read_and_exported_beside_background(tmp_path: Path, into: Path) -> None:
    import_file(written(tmp_path / "e.CSV", gdelt(1)), "gdelt", into)
    with Record.open(into, write=True) as record:
        record.add(accord("again", "2024-01-01"), "1.0")
        record.resolve()
        record.sweep()
        assert list(record.faults()) == []
        assert record.counts()["report"] == 2
        assert "NAIROBI" not in "".join(p.read_text() for p in export(record, tmp_path / "out", "jsonl"))
        assert background_events(record).height == 1


WRONG = (
    ("gdelt", "no.CSV", None, "No such file or directory"),
    ("icews", "x.tab", "a\tb\n", "does not name the columns Event ID"),
    ("icews", "x.tab", "", "the file is empty"),
    ("polecat", "x.zip", "no archive", "not a zip file"),
    ("actors", "x.csv", "actor,country\n", "nobody knows the columns actor; there may be: name, kind"),
    ("actors", "x.csv", "country\n", "it has no column 'name'"),
)


@pytest.mark.parametrize(("format", "name", "text", "said"), WRONG)
def test_files_of_another_kind(tmp_path: Path, into: Path, format: str, name: str, text: str | None, said: str) -> None:
    if text is not None:
        written(tmp_path / name, text)
    with pytest.raises(ImportUnreadable, match=said):
        import_file(tmp_path / name, format, into)
    with Record.open(into) as record:
        assert background_files(record).height == 0


def test_a_damaged_archive_leaves_nothing(tmp_path: Path, into: Path) -> None:
    with gzip.open(tmp_path / "e.CSV.gz", "wt") as packed:
        packed.write("\n".join(gdelt(n) for n in range(5000)))
    whole = (tmp_path / "e.CSV.gz").read_bytes()
    (tmp_path / "e.CSV.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ImportUnreadable, match=r"e\.CSV\.gz cannot be imported: .+ Nothing of it was stored"):
        import_file(tmp_path / "e.CSV.gz", "gdelt", into)
    with Record.open(into) as record:
        assert (background_files(record).height, background_events(record).height) == (0, 0)


def test_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(FormatUnknown, match=f"no format 'acled'. Choices: {', '.join(IMPORTS)}"):
        import_file(tmp_path / "x", "acled", tmp_path / "r.duckdb")


def test_files_of_which_nothing_can_be_read(tmp_path: Path, into: Path) -> None:
    done = import_file(written(tmp_path / "e.CSV", "no\nevents\n"), "gdelt", into)
    assert all_refused([done])
    assert not all_refused([import_file(written(tmp_path / "f.CSV", gdelt(1)), "gdelt", into)])


def test_our_own_polecat_export_comes_in_again(tmp_path: Path, into: Path) -> None:
    with Record.open(into) as record:
        export(record, tmp_path, "polecat")
        events = record.happenings(type="AGREE")
    done = import_file(tmp_path / "polecat.tsv", "polecat", into)
    assert (done.rows, done.refused) == (1, ())
    with Record.open(into) as record:
        (back,) = background_events(record).iter_rows(named=True)
    assert (back["id"], back["date"], back["type"]) == (events["id"][0], "2023-05-02", "AGREE")
    assert (back["actor_states"], back["recipient_states"]) == (["IRN", "TKM"], [])
    with Record.open(into) as record:
        pairs = [(c.actor, c.recipient, c.events) for c in background_counts(record, by="all")]
    assert pairs == [("IRN", "TKM", 1), ("TKM", "IRN", 1)]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        *(
            ("KEN", "KEN"),
            ("ke", "KEN"),
            ("Kenya", "KEN"),
            ("ROM", "ROU"),
            ("TMP", "TLS"),
            ("Russian Federation", "RUS"),
        ),
        *(("AFR", None), ("Atlantis", None), ("", None)),
    ],
)
def test_states_by_code_or_name(name: str, state: str | None) -> None:
    assert state_of(name) == state


def test_gdelt_has_the_columns_that_it_publishes() -> None:
    assert [len(load_datasets()[name].columns) for name in ("gdelt", "gdelt-mentions")] == [61, 16]
    for found in load_datasets().values():
        assert set(found.tells.values()) <= set(found.columns)


@given(st.lists(st.text(st.characters(exclude_characters="\t\r\n", exclude_categories=["Cs"])), min_size=1))
def test_any_cells_come_back(cells: list[str]) -> None:
    line = "\t".join('"' + c.replace('"', '""') + '"' for c in cells)
    assert cells_of(line, "\t") == tuple(cells)


@given(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])))
def test_any_line_is_a_row_or_refused_with_a_reason(line: str) -> None:
    found = load_datasets()["gdelt"]
    rows = list(found.rows(Path("x"), io.BytesIO(line.encode() + b"\n"), found.columns, "\t"))
    assert len(rows) <= 1
    assert all(r.reason for r in rows)  # type: ignore[union-attr]


def test_extra_actors_of_a_table(tmp_path: Path, into: Path) -> None:
    text = (
        "name,kind,country,sector,aliases,wikidata\n"
        "Lake Harbour Company,,Kenya,bus,LHC Ports; Lake Harbour,Q1\n"
        "Nobody,ghost,,,,\n"
        ",person,,,,\n"
        "Juana Quispe,person,Atlantis,,,\n"
        "Juana Quispe,person,PER,GOV,,\n"
    )
    done = import_file(written(tmp_path / "a.csv", text), "actors", into)
    assert [r.line for r in done.refused] == [3, 4, 5]
    with Record.open(into) as record:
        first, second = added_actors(record)
    assert (first.id, first.kind, first.country, first.sector) == ("wikidata:Q1", "organisation", "KEN", "BUS")
    assert first.aliases == ("LHC Ports", "Lake Harbour")
    assert (second.id, second.kind, second.country) == ("juana-quispe", "person", "PER")


def test_extra_actors_of_followthemoney(tmp_path: Path, into: Path) -> None:
    lines = (
        '{"id": "NK-1", "schema": "Company", "properties": {"name": ["Lake Harbour Company"], "country": ["ke"], '
        '"topics": ["corp"], "alias": ["LHC Ports"]}}',
        '{"id": "Q77", "schema": "Person", "properties": {"name": ["Juana Quispe"], "nationality": ["pe"]}}',
        '{"id": "a-1", "schema": "Address", "properties": {"full": ["1 Lake Road"]}}',
        '{"id": "x", "schema": "Ghost", "properties": {}}',
        "no JSON",
    )
    done = import_file(written(tmp_path / "e.json", "\n".join(lines)), "ftm", into)
    assert done.rows == 2
    assert [r.line for r in done.refused] == [4, 5]
    with Record.open(into) as record:
        company, person = added_actors(record)
    assert (company.id, company.kind, company.country, company.sector) == ("ftm:NK-1", "organisation", "KEN", "BUS")
    assert company.aliases == ("LHC Ports",)
    assert (person.id, person.wikidata, person.country) == ("wikidata:Q77", "Q77", "PER")


def test_our_own_entities_come_in_again(tmp_path: Path, into: Path) -> None:
    with Record.open(into) as record:
        export(record, tmp_path, "ftm")
        names = set(record.actors()["name"])
    done = import_file(tmp_path / "entities.ftm.json", "ftm", into)
    assert done.refused == ()
    with Record.open(into) as record:
        assert {a.name for a in added_actors(record)} == names


def test_row_helper_knows_its_columns() -> None:
    assert row("gdelt", id=1).count("\t") == 60
