"""Claims of a record with their verdicts, voices, rows; what is left out; figures; data sets of others."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from golden_age import OWN, write_record
from north_sea import act, day, findings

from dragoman.analysis.narratives.claims import Claim, claims
from dragoman.analysis.narratives.figures import figures
from dragoman.analysis.narratives.form import Form
from dragoman.analysis.narratives.frames import claims_frame, rows_frame
from dragoman.analysis.narratives.judged import claim_of, judged, judged_claims, verdicts_of
from dragoman.analysis.narratives.material import record_material
from dragoman.analysis.narratives.verdicts import judge
from dragoman.analysis.whose_word.leaving import Without, left_out
from dragoman.analysis.whose_word.publishers import read_outlets
from dragoman.errors import ChoiceUnknown, RowUnknown
from dragoman.exchange.incoming import import_file
from dragoman.record.record import Record

HEAD = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tActor Name\tActor Country\t"
    "Primary Actor Sector\tRecipient Name\tRecipient Country\tPrimary Recipient Sector\tPlacename\tLatitude\t"
    "Longitude\tSource"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_record(tmp_path_factory.mktemp("fjords") / "fjords.duckdb")


@pytest.fixture(scope="module")
def record(path: Path) -> Iterator[Record]:
    with Record.open(path) as opened:
        yield opened


@cache
def named(record: Record, template: str) -> Claim:
    return next(c for c in claims(record) if c.template == template)


@pytest.mark.parametrize(
    ("template", "verdict", "told"),
    [
        ("golden_age", "supported", "points for each 100 reports in 2030-07/2031-06 against"),
        ("lowest", "cannot be told", "more events are needed"),
        ("unmatched", "supported", "events of this kind with others are told"),
        ("leader", "cannot be told", "name them in others or group"),
    ],
)
def test_each_claim_has_its_verdict(record: Record, template: str, verdict: str, told: str) -> None:
    found = judged(record, named(record, template))
    assert found.of_record.verdict == verdict
    assert told in found.of_record.because


def test_who_says_copies_and_disputes_it(record: Record) -> None:
    claim = named(record, "golden_age")
    assert [(v.does, v.speaker, v.hands) for v in claim.voices] == [
        ("says", "Norway's minister", ("Fjord Post",)),
        ("copies", "Norway's minister", ("Fjord Post", "Harbour Mail")),
        ("disputes", "Sweden's envoy", ("Baltic Star",)),
        ("disputes", "Iceland's deputy", ("Sound Tribune",)),
    ]
    assert [v.because for v in claim.voices[2:]] == ["told as denied", "myth"]
    assert claim_of(claims(record), claim.voices[1].id[:8]) == claim
    with pytest.raises(RowUnknown, match="There is no claim 'nothing'"):
        claim_of(claims(record), "nothing")


def test_a_wish_is_no_claim(record: Record) -> None:
    assert {c.template for c in claims(record)} == {"golden_age", "lowest", "leader", "unmatched"}


def test_the_rows_are_all_that_the_verdict_rests_on(record: Record, tmp_path: Path) -> None:
    verdict = judged(record, named(record, "golden_age")).of_record
    rows_frame(verdict).write_csv(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    levels = {r["level"]: r for r in rows if r["of"] == "level"}
    assert verdict.effect is not None
    for name, expected in (("2030-07/2031-06", verdict.effect.claimed), ("all before", verdict.effect.other)):
        inside = [r for r in rows if r["of"] == "event" and r["level"] == name]
        total = sum(float(r["weight"]) for r in inside)
        assert total / float(levels[name]["exposure"]) == pytest.approx(expected)
        assert len(inside) == int(levels[name]["events"])
    assert all(r["sentence"] and r["mention"] for r in rows if r["of"] == "event")


def test_bars_mark_the_period_and_hold_every_event(record: Record) -> None:
    verdict = judged(record, named(record, "golden_age")).of_record
    assert [(b.name, b.side) for b in verdict.bars] == [
        ("2028-07/2029-06", "before"), ("2029-07/2030-06", "before"), ("2030-07/2031-06", "claimed"),
    ]  # fmt: skip
    assert all(b.low < b.rate < b.high for b in verdict.bars)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"compare": "below before"}, "contradicted"),
        ({"compare": "highest so far"}, "supported"),
        ({"compare": "lowest so far"}, "contradicted"),
        ({"measure": "events", "quads": (1, 2)}, "supported"),
        ({"measure": "events", "per": "days"}, "supported"),
        ({"measure": "events", "per": "contacts"}, "cannot be told"),
        ({"measure": "events", "quads": (3, 4)}, "cannot be told"),
        ({"start": "2035", "end": "2035"}, "cannot be told"),
        ({"start": "2028-01", "end": "2028-06"}, "cannot be told"),
        ({"since": "1990"}, "cannot be told"),
        ({"origins": 2}, "cannot be told"),
        ({"others": ("XXX",)}, "cannot be told"),
        ({"measure": "events", "compare": "rising", "start": "2028-01", "margin": 1.1}, "supported"),
        ({"measure": "events", "compare": "falling", "start": "2028-01", "margin": 1.1}, "contradicted"),
        ({"measure": "events", "compare": "above the others", "per": "days"}, "supported"),
        ({"measure": "events", "compare": "below the others", "per": "days"}, "contradicted"),
        ({"measure": "events", "compare": "none before", "since": "2029"}, "contradicted"),
        ({"measure": "events", "compare": "highest in group", "others": ("NOR",), "actors": ("ISL",)}, "supported"),
        ({"measure": "events", "compare": "highest in group", "others": ("NOR",), "actors": ("DNK",)}, "contradicted"),
        ({"measure": "events", "compare": "highest in group"}, "cannot be told"),
    ],
)
def test_an_edited_form_is_run_again(record: Record, changes: dict[str, object], verdict: str) -> None:
    form = replace(named(record, "golden_age").form, **changes)  # type: ignore[type-var]
    assert form is not None
    assert judge(form, record_material(record, form)).verdict == verdict


def test_bars_of_sides_are_their_numbers(record: Record) -> None:
    form = Form(("ISL",), ("NOR",), compare="highest in group", start="2030-07", end="2031-06")
    verdict = judge(form, record_material(record, form))
    assert [(b.name, b.rate, b.side) for b in verdict.bars] == [
        ("ISL", 55, "claimed"),
        ("DNK", 9, "other"),
        ("SWE", 1, "other"),
    ]
    assert "55 events in 2030-07/2031-06 against 9 of DNK: 6.11 times as many" in verdict.because


def test_a_record_about_somebody_cannot_tell_that_he_leads(record: Record) -> None:
    form = Form(("NOR",), ("ISL", "DNK"), compare="highest in group", start="2030-07", end="2031-06")
    assert "it was collected about NOR" in judge(form, record_material(record, form)).because


@pytest.mark.parametrize(
    ("without", "fewer"),
    [(Without(outlets=("Harbour Mail",)), True), (Without(sides=("NOR",)), True), (Without(state_run=True), True)],
)
def test_what_is_left_out_is_out_of_the_verdict(record: Record, tmp_path: Path, without: Without, fewer: bool) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    out = left_out(record, without, read_outlets(tmp_path / "own.toml"))
    claim = named(record, "golden_age")
    whole, rest = judged(record, claim).of_record, judged(record, claim, out).of_record
    assert (rest.reports < whole.reports) is fewer
    assert len(rest.rows) < len(whole.rows)
    assert {r.outlet for r in rest.rows} <= {"Fjord Post", "Harbour Mail", "Baltic Star", "Sound Tribune"}
    assert ("Fjord Post" in {r.outlet for r in rest.rows}) is bool(without.outlets)


@pytest.mark.parametrize(
    ("without", "told"),
    [(Without(outlets=("Moon Times",)), "There is no outlet 'Moon Times'"), (Without(sides=("Narnia",)), "no state")],
)
def test_what_is_not_there_cannot_be_left_out(record: Record, without: Without, told: str) -> None:
    with pytest.raises(ChoiceUnknown, match=told):
        left_out(record, without)


def test_a_frame_has_a_row_for_each_claim(record: Record) -> None:
    frame = claims_frame(judged_claims(record))
    assert frame.height == len(claims(record))
    assert set(frame["verdict"]) == {"supported", "cannot be told"}
    assert frame.filter(frame["title"] == "a golden age")["disputed"].item() == 2


@pytest.fixture(scope="module")
def backed(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same record with events of POLECAT beside it, in which nothing changes."""
    folder = tmp_path_factory.mktemp("backed")
    copy = folder / "backed.duckdb"
    copy.write_bytes(path.read_bytes())
    rows = []
    for number in range(42 * 6):
        year, month = 2028 + number // 72, number // 6 % 12 + 1
        sides = ("Oslo\tNorway", "Reykjavik\tIceland") if number % 2 else ("Rome\tItaly", "Bern\tSwitzerland")
        head = f"P{number}\t{year}-{month:02}-{number % 6 * 4 + 2:02}\tCONSULT\tvisit\t4\t1"
        rows.append(f"{head}\t{sides[0]}\tGOV\t{sides[1]}\tGOV\t\t\t\tAFP")
    (folder / "ngec.txt").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    done = import_file(folder / "ngec.txt", "polecat", copy)
    assert done.rows == len(rows), done.refused
    return copy


def test_data_sets_of_others_are_judged_apart(backed: Path) -> None:
    with Record.open(backed) as opened:
        form = named(opened, "golden_age").form
        assert form is not None
        mine, polecat = verdicts_of(opened, form)
        assert (mine.dataset, mine.verdict) == ("record", "supported")
        assert (polecat.dataset, polecat.verdict) == ("polecat", "not supported")
        assert len(polecat.rows) == 126
        _, silent = verdicts_of(opened, replace(form, topics=("gas",)))
        assert silent.missing == ("polecat tells no topics",)
        _, figured = verdicts_of(opened, replace(form, measure="quantity", unit="US dollars"))
        assert figured.missing == ("polecat holds no sentences, so no figures",)


@pytest.mark.parametrize(
    ("sentence", "unit", "found"),
    [
        ("Trade reached 435 million dollars last year.", "US dollars", [435e6]),
        ("It grew from $1.5 billion to 2,000,000 dollars.", "US dollars", [2e6, 1.5e9]),
        ("They met for 3 days.", "US dollars", []),
    ],
)
def test_figures_of_a_sentence(sentence: str, unit: str, found: list[float]) -> None:
    assert figures(sentence, unit) == found


@pytest.fixture(scope="module")
def trade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record whose sentences tell figures of trade."""
    told = {
        "2029-03-04": "100 million", "2029-08-04": "120 million", "2030-02-05": "110 million",
        "2031-03-05": "300 million", "2031-04-06": "310 million",
    }  # fmt: skip
    with Record.open(tmp_path_factory.mktemp("trade") / "trade.duckdb", write=True) as record:
        for when, figure in told.items():
            text = f"Norway and Iceland traded goods for {figure} dollars on {when}."
            done = act(text, text, "traded", "COOPERATE", date=day(when, when))
            record.add(findings(when, text, "Fjord Post", when, mentions=(done,)), "test")
        record.resolve()
        yield record


@pytest.mark.parametrize(
    ("compare", "verdict"),
    [("above before", "supported"), ("highest so far", "supported"), ("below before", "contradicted")],
)
def test_figures_are_compared_as_ranges(trade: Record, compare: str, verdict: str) -> None:
    form = Form(("NOR",), ("ISL",), "quantity", unit="US dollars", compare=compare, start="2031", end="2031")
    found = judge(form, record_material(trade, form))
    assert found.verdict == verdict
    assert found.effect is not None
    assert (found.effect.low, found.effect.high) == pytest.approx((300 / 120, 310 / 100))
