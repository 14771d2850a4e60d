"""Claims of reports attached to legs and nodes by name, by both ends, by mode."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from north_sea import findings, span, tie

from dragoman.analysis.corridors.claims import ReportClaim, report_claims
from dragoman.analysis.corridors.frames import claims_frame
from dragoman.analysis.corridors.world import world
from dragoman.atlas.corridors import load_corridors, read_assumptions
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf
from dragoman.types import Place, Tie


def told(
    folder: Path, sentence: str, *ties: Tie, legs: list[str] | None = None, places: Iterable[Place] = ()
) -> list[ReportClaim]:
    path = folder / "lines.duckdb"
    found = findings("lines", sentence, "Fjord Post", "2030-02-10", ties=ties)
    with Record.open(path, write=True) as record:
        record.add(replace(found, places=tuple(places)), "test")
    with Record.open(path) as record:
        return report_claims(record, world(load_corridors(), read_assumptions()), legs)


def line(sentence: str, name: str, status: str, **more: object) -> Tie:
    return tie(sentence, sentence, "corridor", name, ("NOR", "SWE"), status, **more)


@pytest.mark.parametrize(
    ("sentence", "name", "status", "stage", "leg", "matched", "agrees"),
    [
        (
            "Trains run on the Zhetygen-Khorgos line.",
            "Zhetygen-Khorgos line",
            "in_force",
            "operating",
            "zhetygen-altynkol",
            "name",
            True,
        ),
        ("A line links Quetta with Taftan.", "line", "in_force", None, "taftan-quetta", "ends", True),
        (
            "The line from Makmal to Kashgar carries coal.",
            "line",
            "in_force",
            "operating",
            "kashgar-makmal",
            "ends",
            False,
        ),
        ("They will build a line from Makmal to Kashgar.", "line", "planned", None, "kashgar-makmal", "ends", True),
        ("The Angren-Pap railway was shut.", "Angren-Pap railway", "done", "suspended", "pap-tashkent", "name", False),
        ("They speak of the Angren-Pap railway.", "Angren-Pap railway", "claimed", None, "pap-tashkent", "name", None),
    ],
)
def test_a_claim_finds_its_leg_and_is_held_against_the_atlas(
    tmp_path: Path,
    sentence: str,
    name: str,
    status: str,
    stage: str | None,
    leg: str,
    matched: str,
    agrees: bool | None,
) -> None:
    found = [c for c in told(tmp_path, sentence, line(sentence, name, status, stage=stage)) if c.of == leg]
    assert [(c.matched, c.agrees) for c in found] == [(matched, agrees)]
    assert (found[0].sentence, found[0].outlet, found[0].published) == (sentence, "Fjord Post", "2030-02-10")


def test_roles_say_from_where_to_where_and_then_nothing_else_counts(tmp_path: Path) -> None:
    sentence = "A line runs from Quetta to Taftan; trains from Hairatan to Mazar-i-Sharif stopped."
    places = [Place(n.lower(), n, 0.0, 0.0, None, "place") for n in ("Quetta", "Taftan")]
    track = line(sentence, "line", "in_force", roles={"from": ("taftan",), "to": ("quetta",)})
    found = told(tmp_path, sentence, track, places=places)
    assert [(c.of, c.matched) for c in found] == [("taftan-quetta", "roles")]


def test_ends_in_two_sentences_are_no_claim(tmp_path: Path) -> None:
    one, two = "Quetta has a new line.", "Taftan is a town."
    track = line(f"{one} {two}", "line", "in_force")
    parted = replace(track, evidence=(span(f"{one} {two}", one), span(f"{one} {two}", two)))
    assert told(tmp_path, f"{one} {two}", parted) == []


def test_one_end_alone_is_no_claim(tmp_path: Path) -> None:
    sentence = "A line to Quetta was opened."
    assert told(tmp_path, sentence, line(sentence, "line", "done")) == []


def test_twins_across_a_border_must_be_named_twice(tmp_path: Path) -> None:
    once, twice = "A bridge opened in Astara.", "A track runs from Astara to Astara."
    assert told(tmp_path, once, line(once, "bridge", "done")) == []
    (tmp_path / "two").mkdir()
    found = told(tmp_path / "two", twice, line(twice, "track", "in_force"))
    assert {c.of for c in found} == {"astara-astara", "astara-astara-road"}


def test_a_mode_that_is_told_chooses_between_road_and_rails(tmp_path: Path) -> None:
    sentence = "A way joins Rasht and Astara."
    for number, (modes, legs) in enumerate(
        [
            ("new highway, land", {"rasht-astara-road"}),
            ("railway", {"rasht-astara"}),
            ("pipelines", set()),
            ("land", {"rasht-astara", "rasht-astara-road"}),
        ]
    ):
        (tmp_path / str(number)).mkdir()
        found = told(tmp_path / str(number), sentence, line(sentence, "way", "in_force", attributes={"modes": modes}))
        assert {c.of for c in found} == legs


def test_a_facility_is_a_claim_on_its_port(tmp_path: Path) -> None:
    sentence = "Norway uses the port of Duqm."
    berth = tie(sentence, sentence, "facility", "berth at Duqm", ("NOR",), "in_force")
    found = told(tmp_path, sentence, berth)
    assert [(c.of, c.kind) for c in found] == [("duqm", "facility")]


def test_only_the_legs_that_were_asked_for(tmp_path: Path) -> None:
    sentence = "A line links Quetta with Taftan."
    assert told(tmp_path, sentence, line(sentence, "line", "in_force"), legs=["hairatan-mazar"]) == []


def test_claims_as_rows(tmp_path: Path) -> None:
    sentence = "A line links Quetta with Taftan."
    frame = claims_frame(told(tmp_path, sentence, line(sentence, "line", "in_force")))
    assert frame["of"].to_list() == ["taftan-quetta"]
    assert frame["reads"].to_list() == ["open"]


@pytest.mark.parametrize("legs", [None, ["kashgar-makmal"], ["pap-tashkent", "zhetygen-altynkol"]])
def test_a_copy_looks_for_its_claims_once(tmp_path: Path, legs: list[str] | None) -> None:
    sentence = "They will build a line from Makmal to Kashgar."
    now = world(load_corridors(), read_assumptions())
    plain = told(tmp_path, sentence, line(sentence, "line", "planned"), legs=legs)
    shelf = Shelf(tmp_path / "lines.duckdb")
    with shelf.reading() as held:
        first = report_claims(held.record, now, legs, held)
        held.record.close()  # what was found is kept
        assert report_claims(held.record, now, legs, held) == first == plain
    shelf.close()
