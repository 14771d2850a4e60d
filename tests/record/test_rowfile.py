"""Rows in a file: any of them, in any order, wherever batches end."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record.rowfile import open_rowfile, write_rowfile

ROWS = [{"n": n, "word": None if n % 7 == 3 else "ö" * (n % 5), "many": [str(n)] * (n % 3)} for n in range(50)]


@given(st.integers(1, 60), st.lists(st.integers(0, len(ROWS) - 1), max_size=20))
def test_rows_are_found_by_their_place(size: int, places: list[int]) -> None:
    table = pa.Table.from_pylist(ROWS)
    batches = table.to_batches(max_chunksize=size)
    with TemporaryDirectory() as folder:
        rows = write_rowfile(pa.RecordBatchReader.from_batches(table.schema, batches), Path(folder) / "rows.arrow")
        assert len(rows) == len(ROWS)
        assert rows.at(places).to_dicts() == [ROWS[p] for p in places]
        assert rows.at(places, ["word"])["word"].to_list() == [ROWS[p]["word"] for p in places]
        assert rows.column("n").to_list() == list(range(len(ROWS)))


def test_a_file_without_rows_has_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "none.arrow"
    write_rowfile(pa.RecordBatchReader.from_batches(pa.schema([("n", pa.int64())]), []), path)
    rows = open_rowfile(path)
    assert len(rows) == 0
    assert rows.at([]).columns == ["n"]
