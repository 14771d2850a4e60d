"""One event from many tellings: what is merged, what is kept apart, and how an event is summed up."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from telling import Act, opened, resolved, telling

from dragoman.record.record import Record
from dragoman.types import Findings

GAS = Act("Georgia signed an accord on gas transit with Nepal.", topics=("gas",), date="2023-05-09")
GAS_AGAIN = Act("Nepal and Georgia concluded a gas transit accord.", who=("NPL",), whom=("GEO",), topics=("gas",))
ROAD = Act("Georgia signed a treaty on lorry permits with Nepal.", topics=("transport",), date="2023-05-09")


def rows(record: Record) -> list[dict[str, Any]]:
    return record.sql('SELECT * FROM happening_row ORDER BY "date", id').to_dicts()


def groups(record: Record) -> list[list[str]]:
    """The reports of each event."""
    query = "SELECT list(report ORDER BY report) AS r FROM happening_telling GROUP BY happening ORDER BY r"
    return [r["r"] for r in record.sql(query).to_dicts()]


def one(path: Path, *findings: Findings) -> dict[str, Any]:
    with opened(path / "r.duckdb", *findings) as record:
        resolved(record)
        (row,) = rows(record)
        return row


PHONE = Act("Georgia called Nepal.", "CONSULT", mode="phone", date="2023-05-09")
ONE_EVENT = {
    "both sides tell it": (GAS, GAS_AGAIN),
    "one tells the day, one the month": (GAS, replace(GAS_AGAIN, date="2023-05")),
    "the days differ by one": (
        GAS,
        replace(GAS, text="Georgia signed a gas transit accord with Nepal.", date="2023-05-10"),
    ),
    "one names a third party": (
        GAS,
        replace(GAS, text="Georgia, Nepal and Peru signed a gas pact.", whom=("NPL", "PER")),
    ),
    "one leaves out the other side": (GAS, replace(GAS, text="Georgia signed an accord on gas transit.", whom=())),
    "the words are the same": (
        Act("Georgia accused Nepal of diverting a river.", "ACCUSE"),
        Act("Georgia accused Nepal of diverting the river.", "ACCUSE"),
    ),
    "one denies it": (
        GAS,
        replace(GAS_AGAIN, text="Nepal signed no gas transit accord with Georgia.", status="denied"),
    ),
}


@pytest.mark.parametrize("pair", ONE_EVENT)
def test_tellings_of_one_event(groups_of_pairs: list[list[str]], pair: str) -> None:
    assert [g for g in groups_of_pairs if pair in g[0]] == [[f"{pair} a", f"{pair} b"]]


THEFT = Act("Georgia accused Nepal of theft.", "ACCUSE", date="2023-05-09")
TALKS = Act("Georgia met Nepal in Lima.", "CONSULT", place="Lima", date="2023-05")
TWO_EVENTS = {
    "other parties": (GAS, replace(GAS, text="Georgia signed an accord on gas transit with Laos.", whom=("LAO",))),
    "another month": (GAS, replace(GAS, date="2023-03-09")),
    "other days": (GAS, replace(GAS_AGAIN, date="2023-05-02")),
    "the month after, by a day": (replace(GAS, date="2023-05-31"), replace(GAS_AGAIN, date="2023-06")),
    "another matter": (GAS, ROAD),
    "another type": (GAS, replace(GAS, type="ACCUSE", text="Georgia accused Nepal over gas transit.")),
    "sides turned round": (THEFT, replace(THEFT, text="Nepal accused Georgia of theft.", who=("NPL",), whom=("GEO",))),
    "another place": (TALKS, replace(TALKS, text="Nepal received Georgia.", place="Kathmandu")),
    "another mode": (PHONE, replace(PHONE, text="Georgia visited Nepal.", mode="visit")),
}


@pytest.mark.parametrize("pair", TWO_EVENTS)
def test_tellings_of_two_events(groups_of_pairs: list[list[str]], pair: str) -> None:
    assert [g for g in groups_of_pairs if pair in g[0]] == [[f"{pair} a"], [f"{pair} b"]]


def in_year(told: str | None, year: int) -> str | None:
    return None if told is None else told.replace("2023", str(year))


def reports_of(pair: str, year: int) -> Iterator[Findings]:
    """The two tellings of a pair, all of whose days lie in a year of their own."""
    for name, published, act in zip("ab", ("2023-05-10", "2023-05-11"), (ONE_EVENT | TWO_EVENTS)[pair], strict=True):
        moved = replace(act, date=in_year(act.date, year))
        yield telling(f"{pair} {name}", moved, published=in_year(published, year))


@pytest.fixture(scope="module")
def groups_of_pairs(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The reports of each event of a record with all the pairs: what lies years apart is never one event."""
    told = [f for n, pair in enumerate(ONE_EVENT | TWO_EVENTS) for f in reports_of(pair, 1990 + 2 * n)]
    with opened(tmp_path_factory.mktemp("pairs") / "r.duckdb", *told) as record:
        resolved(record)
        return groups(record)


CONCERT = Act("Georgia and Nepal concluded a plan for concerts.", whom=("NPL",))
UNDATED = {
    "of one the report has": ((replace(GAS, date=None), "2023-05-10"), (CONCERT, None)),
    "nothing has": ((replace(GAS, date=None), None), (CONCERT, None)),
}


@pytest.mark.parametrize(("first", "second"), UNDATED.values(), ids=UNDATED.keys())
def test_days_that_nobody_tells_are_not_taken_for_the_same(
    tmp_path: Path, first: tuple[Act, str | None], second: tuple[Act, str | None]
) -> None:
    reports = (telling(name, act, published=day) for name, (act, day) in (("a", first), ("b", second)))
    with opened(tmp_path / "r.duckdb", *reports) as record:
        resolved(record)
        assert groups(record) == [["a"], ["b"]]
        assert not record.sql("FROM merge WHERE contains(reason, 'told')").height


def test_acts_of_one_report_without_a_day_are_told_at_once(tmp_path: Path) -> None:
    acts = (replace(GAS, date=None), replace(GAS_AGAIN, date=None))
    with opened(tmp_path / "r.duckdb", telling("a", *acts, published=None)) as record:
        resolved(record)
        ((reason,),) = record.sql("SELECT reason FROM merge").rows()
    assert "told on the same days" in reason


def test_a_chain_of_like_tellings_does_not_join_what_is_weeks_apart(tmp_path: Path) -> None:
    act = Act("Georgia held talks with Nepal on gas transit.", "CONSULT", topics=("gas",))
    days = [f"2023-05-{day:02}" for day in range(1, 29, 3)]
    with opened(tmp_path / "r.duckdb", *(telling(d, act, published=d) for d in days)) as record:
        resolved(record)
        found = groups(record)
    assert sorted(sum(found, [])) == days
    assert max(int(g[-1][-2:]) - int(g[0][-2:]) for g in found) <= 11


def test_a_telling_without_its_other_side_joins_no_two_pairs(tmp_path: Path) -> None:
    alone = Act("Georgia signed a gas accord.", whom=(), topics=("gas",), date="2023-05-09")
    with_nepal = replace(alone, text="Georgia signed a gas accord with Nepal.", whom=("NPL",))
    with_laos = replace(alone, text="Georgia signed a gas accord with Laos.", whom=("LAO",))
    with opened(
        tmp_path / "r.duckdb", telling("a", alone), telling("b", with_nepal), telling("c", with_laos)
    ) as record:
        resolved(record)
        assert all(not {"b", "c"} <= set(g) for g in groups(record))


def test_a_plan_and_its_doing_are_one_event_with_both_in_its_history(tmp_path: Path) -> None:
    plan = Act(
        "Georgia and Nepal will sign a gas transit accord.", status="planned", date="2023-06-20", topics=("gas",)
    )
    done = Act("Georgia and Nepal signed their gas transit accord.", date="2023-06-24", topics=("gas",))
    with opened(
        tmp_path / "r.duckdb", telling("a", plan, published="2023-03-01"), telling("b", done, published="2023-06-25")
    ) as record:
        resolved(record)
        (row,) = rows(record)
        history = record.sql("SELECT published, status FROM happening_telling ORDER BY published").rows()
    assert history == [("2023-03-01", "planned"), ("2023-06-25", "done")]
    told = {
        "status": "done",
        "because": "done: 1 origin; planned: 1",
        "date": "2023-06-24",
        "other_dates": ["2023-06-20"],
    }
    assert {k: row[k] for k in told} == told


def test_a_plan_told_as_a_promise_is_that_of_the_act(tmp_path: Path) -> None:
    plan = Act(
        "Georgia promised talks on gas transit with Nepal.",
        "AGREE",
        status="planned",
        date="2023-05-20",
        topics=("gas",),
    )
    done = Act("Georgia held talks on gas transit with Nepal.", "CONSULT", date="2023-05-20", topics=("gas",))
    row = one(tmp_path, telling("a", plan), telling("b", done, published="2023-05-21"))
    assert (row["type"], row["tellings"]) == ("CONSULT", 2)


def test_an_act_is_not_what_was_planned_for_after_it(tmp_path: Path) -> None:
    done = Act("Georgia held talks on gas transit with Nepal.", "CONSULT", topics=("gas",))
    plan = Act("Georgia will hold talks on gas transit with Nepal.", "CONSULT", status="planned", topics=("gas",))
    with opened(tmp_path / "r.duckdb", telling("a", done), telling("b", plan, published="2023-05-13")) as record:
        resolved(record)
        assert groups(record) == [["a"], ["b"]]


def test_an_event_is_summed_up(tmp_path: Path) -> None:
    acts = (
        GAS,
        replace(GAS_AGAIN, date="2023-05", place="Patan"),
        replace(GAS_AGAIN, date="2023-05-10", place="Kathmandu"),
        Act(
            "Nepal has not signed a gas accord with Georgia.",
            who=("NPL",),
            whom=("GEO",),
            status="denied",
            topics=("gas",),
        ),
    )
    row = one(tmp_path, *(telling(f"r{n}", act, published=f"2023-05-{10 + n}") for n, act in enumerate(acts)))
    told = {
        "type": "AGREE",
        "status": "done",
        "because": "done: 3 origins; denied: 1",
        "contested": True,
        "parties": ["GEO", "NPL"],
        "date": "2023-05-09",
        "dates": ["2023-05", "2023-05-09", "2023-05-10"],
        "other_dates": ["2023-05-10"],
        "place": "Patan",
        "other_places": ["Kathmandu"],
        "topics": ["gas"],
        "origins": 3,
        "voices": 4,
        "tellings": 4,
        "reports": 4,
        "first_told": "2023-05-10",
        "last_told": "2023-05-13",
        "report": "r0",
        "sentence": GAS.text,
    }
    assert {k: row[k] for k in told} == told


def test_nobody_tells_a_date(tmp_path: Path) -> None:
    row = one(tmp_path, telling("a", GAS_AGAIN))
    assert (row["date"], row["dates"], row["other_dates"], row["place"]) == (None, [], [], None)


def test_copies_and_feeds_count_once(tmp_path: Path) -> None:
    story = (
        GAS,
        "The pipeline will be laid along the old silk road, and its cost is not known.",
        "Work begins in two years.",
    )
    reports = (
        telling("a", *story, outlet="Hill Post"),
        telling("b", *story, outlet="Vale Post", published="2023-05-11"),
        telling("c", GAS_AGAIN, outlet="Hill Post - World"),
        telling("d", replace(GAS_AGAIN, text="Georgia and Nepal agreed on gas transit."), outlet="Lake Post"),
    )
    row = one(tmp_path, *reports)
    assert (row["tellings"], row["reports"], row["origins"]) == (4, 3, 2)


def test_who_is_quoted_counts_and_not_who_quotes(tmp_path: Path) -> None:
    reports = (
        telling("a", replace(GAS, said="Lantern Wire")),
        telling("b", replace(GAS_AGAIN, via="Lantern Wire")),
        telling("c", replace(GAS_AGAIN, text="Georgia and Nepal agreed on gas transit."), outlet="Lantern Wire"),
    )
    row = one(tmp_path, *reports)
    assert (row["tellings"], row["origins"]) == (3, 1)


def test_a_sentence_taken_from_another_report_is_that_reports_word(tmp_path: Path) -> None:
    own = "Elsewhere the harvest of tea was poor after a dry spring, and prices rose in every market of the hills."
    more = (
        "Traders from the plains bought what they could, while the cooperatives kept half of it for the winter months."
    )
    rest = ("The ministers drank tea in the garden.", "A band played until the evening came.")
    reports = (telling("a", GAS, *rest), telling("b", own, GAS, *rest, more, published="2023-05-11"))
    row = one(tmp_path, *reports)
    assert (row["tellings"], row["origins"]) == (2, 1)


def test_reports_of_no_outlet_count_as_one_origin(tmp_path: Path) -> None:
    row = one(tmp_path, telling("a", GAS, outlet=""), telling("b", GAS_AGAIN, outlet=""))
    assert (row["tellings"], row["reports"], row["origins"]) == (2, 2, 1)


def test_an_act_of_nobody_is_an_event_of_its_own(tmp_path: Path) -> None:
    act = Act("An accord was signed.", who=(), whom=())
    with opened(tmp_path / "r.duckdb", telling("a", act), telling("b", act)) as record:
        resolved(record)
        assert groups(record) == [["a"], ["b"]]


def test_every_decision_has_its_reason(tmp_path: Path) -> None:
    with opened(tmp_path / "r.duckdb", telling("a", GAS), telling("b", GAS_AGAIN)) as record:
        resolved(record)
        ((score, verdict, reason),) = record.sql("SELECT score, verdict, reason FROM merge").rows()
    assert verdict == "same"
    assert score > 0
    assert "same parties" in reason
    assert "same topics" in reason


def test_what_people_rule_stands_and_can_be_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path / "r.duckdb", telling("a", GAS), telling("b", GAS_AGAIN), telling("c", ROAD)) as record:
        resolved(record)
        by_report = dict(record.sql("SELECT report, id FROM mention").rows())

        def rule(one: str, other: str, verdict: str, number: int) -> list[list[str]]:
            a, b = sorted((by_report[one], by_report[other]))
            record._connection.execute(
                "INSERT INTO ruling (a, b, verdict, author, reason, number) VALUES (?, ?, ?, 'me', 'I know', ?)",
                [a, b, verdict, number],
            )
            resolved(record)
            return groups(record)

        assert groups(record) == [["a", "b"], ["c"]]
        assert rule("a", "b", "apart", 1) == [["a"], ["b"], ["c"]]
        assert rule("a", "c", "together", 2) == [["a", "c"], ["b"]]
        resolved(record, anew=True)
        assert groups(record) == [["a", "c"], ["b"]]
        assert rule("a", "b", "open", 3) != [["a", "c"], ["b"]]
        assert rule("a", "c", "open", 4) == [["a", "b"], ["c"]]


def test_working_out_again_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "r.duckdb", telling("a", GAS), telling("b", GAS_AGAIN), telling("c", ROAD)) as record:
        resolved(record)
        before = rows(record)
        again = resolved(record)
        assert (again.reports, again.mentions, again.happenings) == (0, 0, 0)
        assert rows(record) == before
        resolved(record, anew=True)
        assert rows(record) == before


def test_events_of_former_findings_are_dropped(tmp_path: Path) -> None:
    with opened(tmp_path / "r.duckdb", telling("a", GAS), telling("b", GAS_AGAIN)) as record:
        resolved(record)
        record.add(replace(telling("b", GAS_AGAIN), mentions=()), "2.0")
        resolved(record)
        assert groups(record) == [["a"]]
        assert rows(record)[0]["tellings"] == 1


def test_what_is_read_anew_is_worked_out_anew(tmp_path: Path) -> None:
    with opened(tmp_path / "r.duckdb", telling("a", GAS), telling("b", GAS_AGAIN), telling("c", ROAD)) as record:
        resolved(record)
        assert [g for g in groups(record) if "b" in g] == [["a", "b"]]
        record.add(telling("b", replace(GAS_AGAIN, status="denied"), outlet="Paper a"), "2.0")
        done = resolved(record)
        assert (done.reports, done.mentions) == (1, 1)
        (row,) = (r for r in rows(record) if r["tellings"] == 2)
        before = rows(record)
        resolved(record, anew=True)
        assert rows(record) == before
    assert (row["because"], row["voices"], row["contested"]) == ("done: 1 origin; denied: 1", 1, True)
