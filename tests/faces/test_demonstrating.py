"""The invented reports that come with the program are read into a record, and nothing is overwritten."""

from pathlib import Path

from commandline import run

from dragoman.record.record import Record


def test_the_demo_is_a_record_and_says_how_to_go_on(tmp_path: Path) -> None:
    made = tmp_path / "demo.duckdb"
    first = run("demo", "--into", str(made))
    assert first.code == 0
    assert f"dragoman serve {made}" in first.out
    assert "could not be read" in first.out
    with Record.open(made) as record:
        assert record.events().height > 50
    before = made.read_bytes()
    second = run("demo", "--into", str(made))
    assert (second.code, made.read_bytes()) == (2, before)
    assert "it exists already" in second.err
