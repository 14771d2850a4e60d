"""Questions to the record: what each filter lets through, and what is said of a value that does not exist."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import accord, visit

from dragoman.errors import ActorUnknown, ChoiceUnknown
from dragoman.record.filters import Filters
from dragoman.record.record import Record

VISITS = (
    visit("full", published="2022-06-29"),
    visit("month", "GEO", "KAZ", published="2022-07"),
    visit("year", "KAZ", "NPL", published="2021", outlet="DAILY KARAKUM", status="planned"),
    visit("undated", published=None, outlet=None),
    visit("own", "IRN", "GEO", published="2023-01-10", date=("2019-03", "2019-05")),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("questions") / "r.duckdb", write=True) as record:
        assert record.add_many([*VISITS, accord()], "1.0") == ()
        yield record


def reports(record: Record, of: str = "events", **filters: str | int) -> list[str]:
    """The reports of the rows, in order, each once."""
    frame = getattr(record, of)(**filters)
    return list(dict.fromkeys(frame["report" if "report" in frame.columns else "id"].to_list()))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["own", "year", "full", "month", "accord", "undated"]),
        ({"actor": "NPL"}, ["year", "full", "undated"]),
        ({"actor": "npl"}, ["year", "full", "undated"]),
        ({"actor": "nEPAL"}, ["year", "full", "undated"]),
        ({"actor": "NPL", "with_": "KAZ"}, ["year"]),
        ({"with_": "NPL", "actor": "KAZ"}, ["year"]),
        ({"actor": "IRN", "with_": "TKM"}, ["accord"]),
        ({"actor": "IRN", "with_": "NPL"}, []),
        ({"type": "AGREE"}, ["accord"]),
        ({"type": "AID"}, []),
        ({"status": "planned"}, ["year", "accord"]),
        ({"outlet": "caspian HERALD"}, ["own", "full", "month"]),
        ({"outlet": "Daily Karakum"}, ["year"]),
        ({"outlet": "nobody"}, []),
        ({"report": "month"}, ["month"]),
        ({"text": "TALKS WITH NEPAL"}, ["year", "full", "undated"]),
        ({"text": "%"}, []),
        ({"text": "note full."}, ["full"]),
        ({"limit": 2}, ["own", "year"]),
    ],
)
def test_filters_of_events(record: Record, filters: dict[str, str | int], expected: list[str]) -> None:
    assert reports(record, **filters) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2022", None, ["full", "month", "accord"]),
        ("2022-07", None, ["month", "accord"]),
        ("2022-07-15", None, ["month", "accord"]),
        ("2022-08", None, ["accord"]),
        ("2021-06-01", "2021-06-01", ["year"]),
        (None, "2022-06-28", ["own", "year"]),
        (None, "2022-06-29", ["own", "year", "full"]),
        (None, "2022", ["own", "year", "full", "month"]),
        ("2019-04-01", "2019-04-30", ["own"]),
        ("2019-06", "2020", []),
        ("2018", "2019-02-28", []),
        ("2023-01-10", "2023-01-10", []),
    ],
)
def test_dates_of_every_precision(record: Record, since: str | None, until: str | None, expected: list[str]) -> None:
    limits = {k: v for k, v in (("since", since), ("until", until)) if v}
    assert reports(record, **limits) == expected


def test_a_state_stands_for_its_offices(record: Record) -> None:
    assert record.statements(actor="IRN")["source"].unique().to_list() == ["irn-energy"]
    assert record.statements(actor="irn-energy").height == 2
    assert record.statements(actor="TKM").height == 0
    assert set(record.actors(actor="IRN")["id"]) == {"IRN", "irn-energy"}


def test_an_office_does_not_stand_for_its_state(record: Record) -> None:
    assert record.events(actor="Energy ministry of IRAN").height == 0


def test_statements_by_who_is_spoken_of(record: Record) -> None:
    assert record.statements(with_="TKM").height == 2
    assert record.statements(with_="IRN", text="depot").height == 1
    assert record.statements(with_="KAZ").height == 0
    assert record.statements(type="indirect")["via"].to_list() == [["karakum"]]


def test_ties_by_parties_and_roles(record: Record) -> None:
    assert record.ties(actor="KAZ")["kind"].to_list() == ["energy_swap"]
    assert record.ties(actor="IRN", with_="TKM")["kind"].to_list() == ["agreement", "energy_swap"]
    assert record.ties(type="agreement", status="done")["attributes"].to_list() == [["term: ten-year"]]
    assert record.ties(since="2023-05-04").height == 0


def test_reports_by_who_is_named(record: Record) -> None:
    assert reports(record, "reports", actor="KAZ") == ["year", "month", "accord"]
    assert reports(record, "reports", actor="KAZ", with_="TKM") == ["accord"]
    assert reports(record, "reports", since="2022", until="2022-06") == ["full"]


def test_actors_and_places(record: Record) -> None:
    assert record.actors(type="office")["name"].to_list() == ["Energy Ministry of Iran"]
    assert record.actors(text="STAN")["id"].to_list() == ["TKM", "KAZ"]
    assert record.actors(limit=1)["id"].to_list() == ["IRN"]
    assert record.places(actor="TKM")["name"].to_list() == ["Ashgabat"]
    assert record.places(actor="IRN").height == 0
    assert record.places(text="ashga").height == 1


@pytest.mark.parametrize(
    ("of", "filters", "words"),
    [
        ("events", {"type": "MEET"}, ["event type 'MEET'", "CONSULT"]),
        ("ties", {"type": "AGREE"}, ["tie type 'AGREE'", "agreement"]),
        ("statements", {"type": "loud"}, ["statement type 'loud'", "indirect"]),
        ("actors", {"type": "country"}, ["actor type 'country'", "state"]),
        ("events", {"status": "claimed"}, ["event status 'claimed'", "not_happened"]),
        ("ties", {"status": "possible"}, ["tie status 'possible'", "in_force"]),
        ("events", {"since": "last week"}, ["date 'last week'", "2022-06"]),
        ("events", {"until": "2022-13"}, ["date '2022-13'"]),
        ("events", {"since": "2022-1"}, ["date '2022-1'"]),
        ("events", {"limit": 0}, ["limit '0'", "1 or more"]),
    ],
)
def test_unknown_values_name_the_choices(
    record: Record, of: str, filters: dict[str, str | int], words: list[str]
) -> None:
    with pytest.raises(ChoiceUnknown) as told:
        getattr(record, of)(**filters)
    assert all(w in str(told.value) for w in words)


@pytest.mark.parametrize(
    ("of", "filters"),
    [
        ("statements", {"status": "done"}),
        ("reports", {"type": "AGREE"}),
        ("reports", {"status": "done"}),
        ("actors", {"with_": "IRN"}),
        ("actors", {"status": "done"}),
        ("places", {"type": "port"}),
        ("places", {"with_": "IRN"}),
    ],
)
def test_a_filter_that_rows_do_not_take_is_not_passed_over(record: Record, of: str, filters: dict[str, str]) -> None:
    (name,) = filters
    with pytest.raises(ChoiceUnknown, match=f"no filter of {of} '{name.strip('_')}'.*since, until"):
        getattr(record, of)(**filters)


def test_an_unknown_question(record: Record) -> None:
    with pytest.raises(ChoiceUnknown, match="no question 'deal'.*event, happening, tie"):
        record.ask("deal", Filters())


def test_actors_and_places_of_some_reports(record: Record) -> None:
    assert set(record.actors(report="month")["id"]) == {"GEO", "KAZ"}
    assert set(record.actors(until="2021")["id"]) == {"KAZ", "NPL"}
    assert set(record.actors(outlet="ferghana wire", type="state")["id"]) == {"IRN", "TKM", "KAZ"}
    assert record.actors(outlet="ferghana wire", since="2024").height == 0
    assert record.places(since="2023-05-03", outlet="FERGHANA WIRE")["name"].to_list() == ["Ashgabat"]
    assert record.places(until="2023-05-02").height == 0


def test_reports_by_title_and_text(record: Record) -> None:
    assert reports(record, "reports", text="a GAS accord") == ["accord"]
    assert reports(record, "reports", text="Will Open A Depot") == ["accord"]
    assert reports(record, "reports", text="talks month") == ["month"]


TIMES = (
    visit("since", published="2012-05-01", date=("2010", None)),
    visit("until", published="2012-05-01", date=(None, "2005")),
    visit("future", published="2012-05-01", date=("2030", None)),
    visit("unplaced", published="2012-05-01", date=(None, None)),
)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2009", "2009", []),
        ("2010", "2010-06", ["since"]),
        ("2012-05", "2012", ["since", "unplaced"]),
        ("2013", "2029", []),
        ("2030", None, ["future"]),
        ("2031", None, []),
        (None, "1990", ["until"]),
        ("2005-12-31", "2006", ["until"]),
        (None, None, ["until", "since", "unplaced", "future"]),
    ],
)
def test_times_without_an_end_or_a_beginning(
    tmp_path: Path, since: str | None, until: str | None, expected: list[str]
) -> None:
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        assert record.add_many(TIMES, "1.0") == ()
        limits = {k: v for k, v in (("since", since), ("until", until)) if v}
        assert reports(record, **limits) == expected


def test_a_stranger_is_answered_with_near_names(record: Record) -> None:
    with pytest.raises(ActorUnknown, match=r"'Turkmenstan'.*Near names: Turkmenistan"):
        record.events(actor="Turkmenstan")
    with pytest.raises(ActorUnknown, match="dragoman actors"):
        record.events(with_="Zzyzx")
