"""exchange room: one format a file, in or out; the formats that a record can be exported in stand in FORMATS."""

from collections.abc import Mapping

from dragoman.exchange.csv import csv_files, excel_files
from dragoman.exchange.files import Format
from dragoman.exchange.jsonl import jsonl_files
from dragoman.exchange.parquet import parquet_files

FORMATS: Mapping[str, Format] = {
    "csv": Format("CSV: for any program; lists are joined by '; '", csv_files),
    "excel": Format("CSV with a byte order mark, without which Excel misreads what is not ASCII", excel_files),
    "jsonl": Format("JSON lines: one object a row", jsonl_files),
    "parquet": Format("Parquet: for DataFrames and databases; keeps every type", parquet_files),
}
