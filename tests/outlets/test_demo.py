"""The demo folder: everything that can be read is, and each thing that cannot is said."""

from pathlib import Path

from dragoman.outlets import read_inputs
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

REPORTS = Path(__file__).parents[2] / "demo" / "reports"


def test_the_demo_folder_is_read() -> None:
    found = list(read_inputs([REPORTS], Settings()))
    reports = [r for r in found if isinstance(r, Report)]
    english = [r for r in reports if r.language == "en"]
    assert len(english) >= 20
    assert all(r.title and r.outlet and 40 < len(r.text.split()) < 450 for r in english)
    assert {r.kind for r in found if isinstance(r, Refusal)} == {"empty", "encoding", "paywall"}
    assert [r.language for r in reports if r not in english] == ["ru"]


def test_nothing_of_the_pages_around_the_articles_is_read() -> None:
    text = "\n".join(r.text for r in read_inputs([REPORTS], Settings()) if isinstance(r, Report))
    for word in ("cookie", "Subscribe", "ADVERTISEMENT", "Telegram", "Imprint", "newsletter", "ENGLISH", "Horses", "|"):
        assert word not in text


def test_a_date_in_1890_is_left_out_and_said() -> None:
    (report,) = read_inputs([REPORTS / "archive-letter.md"], Settings())
    assert isinstance(report, Report)
    assert report.published is None
    assert "before 1900" in report.notes[0]
