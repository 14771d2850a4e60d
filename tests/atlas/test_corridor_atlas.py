"""The atlas of corridors: what it holds, and what its reader refuses."""

from pathlib import Path

import pytest

from dragoman.atlas import corridors
from dragoman.atlas.corridors import (
    STATUSES,
    UNSOURCED,
    Interval,
    great_circle,
    last_day,
    load_corridors,
    read_assumptions,
    rows,
)
from dragoman.atlas.outlines import load_land
from dragoman.errors import DataError

REGION = {"RUS", "IRN", "TUR", "AZE", "GEO", "ARM", "KAZ", "TKM", "UZB", "AFG", "PAK", "IND", "ARE", "OMN"}


def test_there_are_enough_nodes_and_legs_in_every_state_of_the_routes() -> None:
    atlas = load_corridors()
    assert len(atlas.nodes) >= 120
    assert len(atlas.legs) >= 150
    assert {n.country for n in atlas.nodes.values()} >= REGION


def test_every_source_says_who_publishes_it_and_where() -> None:
    for source in load_corridors().sources.values():
        assert source.by
        assert source.title
        assert source.url.startswith("http")


def test_every_claim_has_a_day_a_status_and_words_of_ours() -> None:
    for claim in load_corridors().claims:
        assert 4 <= len(claim.date) <= 10
        assert claim.status in STATUSES
        assert claim.says


@pytest.mark.parametrize(
    "leg", ["rasht-astara", "khash-chabahar", "khaf-rozanak", "aghband-horadiz", "akhalkalaki-kars"]
)
def test_contested_legs_rest_on_two_publishers_or_more(leg: str) -> None:
    atlas = load_corridors()
    by = {atlas.sources[c.source].by for c in atlas.history(leg) if c.source != UNSOURCED}
    assert len(by) >= 2


def test_a_history_goes_up_to_a_day_and_is_in_order() -> None:
    atlas = load_corridors()
    days = [c.date for c in atlas.history("rasht-astara")]
    assert days == sorted(days)
    assert [c.status for c in atlas.history("anzali-rasht", "2024-06-19")] == ["building"]
    assert [c.status for c in atlas.history("anzali-rasht")][-1] == "open"


@pytest.mark.parametrize(
    ("date", "day"), [("2026", "2026-12-31"), ("2026-03", "2026-03-31"), ("2026-03-04", "2026-03-04"), ("", "")]
)
def test_a_claim_of_a_year_counts_as_of_its_last_day(date: str, day: str) -> None:
    assert last_day(date) == day


def test_great_circles() -> None:
    assert great_circle(0, 0, 0, 90) == pytest.approx(10_007.5, abs=1)
    assert great_circle(55.76, 37.62, 55.76, 37.62) == 0
    assert great_circle(41.29, 69.28, 39.69, 66.94) == pytest.approx(268, abs=5)  # Tashkent to Samarkand


def test_intervals_add_and_multiply_bound_by_bound() -> None:
    assert Interval(1, 2) + Interval(10, 20) == Interval(11, 22)
    assert Interval(1, 2) * Interval(10, 20) == Interval(10, 40)
    assert Interval(1, 2).mid == 1.5


def test_an_uneven_row_is_refused_with_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "legs.csv").write_text("# a comment\nid,a,b\none,x,y\ntwo,x\n", encoding="utf-8")
    monkeypatch.setattr(corridors, "FOLDER", tmp_path)
    with pytest.raises(DataError, match="row 3 has more or fewer cells"):
        list(rows("legs.csv"))


def test_a_table_that_is_not_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corridors, "FOLDER", tmp_path)
    with pytest.raises(DataError, match=r"nodes\.csv"):
        list(rows("nodes.csv"))


def own(tmp_path: Path, old: str, new: str) -> Path:
    text = (corridors.FOLDER / "assumptions.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_users_own_assumptions_replace_those_of_the_atlas(tmp_path: Path) -> None:
    path = own(tmp_path, "road = {low = 300, high = 600", "road = {low = 310, high = 620.5")
    assert read_assumptions(path)["km_per_day"]["road"].interval == Interval(310, 620.5)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("road = {low = 300, high = 600", "road = {low = 600, high = 300", r"\[km_per_day\] road must lie between"),
        ("road = {low = 300, high = 600", 'road = {low = "slow", high = 600', r"\[km_per_day\] road must lie between"),
        ("road = {low = 300, high = 600", "road = {low = 0, high = 600", "above 0"),
        ("[transfers]", "[other]", r"\[transfers\] needs mode_days"),
        ("[time]", "[time", "mine.toml"),
    ],
)
def test_bad_assumptions_say_what_is_wrong(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        read_assumptions(own(tmp_path, old, new))


def test_every_assumption_says_what_it_rests_on() -> None:
    atlas = load_corridors()
    for table in read_assumptions().values():
        for assumption in table.values():
            first = assumption.basis.split(":")[0].split(",")[0]
            assert first == UNSOURCED or first in atlas.sources


def inside(lon: float, lat: float) -> bool:
    """Whether a point lies on land, by how many edges a ray from it crosses (even-odd)."""
    crossed = 0
    for ring in load_land():
        for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                crossed += 1
    return crossed % 2 == 1


@pytest.mark.parametrize(
    ("lon", "lat", "land"), [(51.4, 35.7, True), (37.6, 55.8, True), (65.0, 15.0, False), (51.0, 41.5, False)]
)
def test_the_outlines_tell_land_from_sea_and_leave_out_the_caspian(lon: float, lat: float, land: bool) -> None:
    assert inside(lon, lat) is land
