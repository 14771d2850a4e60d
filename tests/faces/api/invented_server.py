"""A record of invented reports for the servers of the tests, and where those are."""

from pathlib import Path

from dragoman.record.record import Record

HERE = "http://localhost:8484"


def make_record(path: Path, count: int = 12) -> Path:
    from invented import accord, invented

    with Record.open(path, write=True) as record:
        assert record.add_many([accord(), *invented(count, seed=7)], "1.0") == ()
        record.resolve()
    return path
