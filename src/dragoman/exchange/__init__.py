"""exchange room: one format a file, in or out; the formats that a record can be exported in stand in FORMATS."""

from collections.abc import Mapping

from dragoman.exchange.cameo import cameo_files
from dragoman.exchange.csv import csv_files, excel_files
from dragoman.exchange.files import Format
from dragoman.exchange.ftm import ftm_files
from dragoman.exchange.geojson import geojson_files
from dragoman.exchange.gexf import gexf_files
from dragoman.exchange.graphml import graphml_files
from dragoman.exchange.jsonl import jsonl_files
from dragoman.exchange.jsonld import jsonld_files
from dragoman.exchange.parquet import parquet_files
from dragoman.exchange.plover import plover_files
from dragoman.exchange.polecat import polecat_files
from dragoman.exchange.stix import stix_files
from dragoman.exchange.xlsx import xlsx_files

# One file a table: any single table can be written so, too.
TABULAR: Mapping[str, Format] = {
    "csv": Format("CSV: for any program; lists are joined by '; '", csv_files),
    "excel": Format("CSV with a byte order mark, without which Excel misreads what is not ASCII", excel_files),
    "jsonl": Format("JSON lines: one object a row", jsonl_files),
    "parquet": Format("Parquet: for DataFrames and databases; keeps every type", parquet_files),
}
FORMATS: Mapping[str, Format] = {
    **TABULAR,
    "xlsx": Format("XLSX: one workbook, a sheet a table; no cell is a formula", xlsx_files),
    "geojson": Format("GeoJSON: places, events and ties with a point, for maps", geojson_files),
    "gexf": Format("GEXF 1.3: who acts on whom over time, for Gephi", gexf_files),
    "graphml": Format("GraphML: the same graph, for other network programs", graphml_files),
    "plover": Format("PLOVER: one JSON object a telling, facts apart from plans and denials", plover_files),
    "polecat": Format("POLECAT-like columns: tab-separated, one row an event", polecat_files),
    "cameo": Format("CAMEO codes in GDELT-like columns: one row a pair of parties", cameo_files),
    "ftm": Format("FollowTheMoney entities, one a line", ftm_files, "followthemoney"),
    "stix": Format("STIX 2.1: a bundle of reports, identities, locations and relationships", stix_files, "stix2"),
    "jsonld": Format("JSON-LD: schema.org, SEM and Web Annotation with selectors", jsonld_files),
}
