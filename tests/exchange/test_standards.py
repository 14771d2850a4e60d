"""Each format is what its standard says, judged by the standard's own library where there is one."""

import csv
import json
import re
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import networkx
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from reading_back import delimited, lines, unguarded

from dragoman.exchange.cameo import load_cameo
from dragoman.exchange.csv import write_table
from dragoman.exchange.days import days_of
from dragoman.exchange.export import export
from dragoman.exchange.gexf import NAMESPACE
from dragoman.exchange.graph import writable
from dragoman.exchange.xlsx import CHARACTERS, CUT, plain
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters
from dragoman.record.record import Record

GEXF = f"{{{NAMESPACE}}}"


def tree(record: Record, folder: Path, format: str) -> etree._ElementTree:
    export(record, folder, format)
    return etree.parse(folder / f"graph.{format}")


def test_gexf_is_as_its_schema_wants_it(record: Record, tmp_path: Path) -> None:
    """The rules of the schema of GEXF 1.3 for what we write: order, required attributes, values, unique ids."""
    root = tree(record, tmp_path, "gexf").getroot()
    assert (root.tag, dict(root.attrib)) == (f"{GEXF}gexf", {"version": "1.3"})
    assert [e.tag for e in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    graph = root[1]
    assert [e.tag.removeprefix(GEXF) for e in graph] == ["attributes", "attributes", "nodes", "edges"]
    assert {k: graph.get(k) for k in ("mode", "defaultedgetype", "timeformat", "timerepresentation", "idtype")} == {
        "mode": "dynamic",
        "defaultedgetype": "directed",
        "timeformat": "date",
        "timerepresentation": "interval",
        "idtype": "string",
    }
    known = {a.get("class"): {f.get("id") for f in a} for a in graph.findall(f"{GEXF}attributes")}
    assert {f.get("type") for f in graph.iter(f"{GEXF}attribute")} <= {"string", "integer", "double"}
    nodes, edges = list(graph.iter(f"{GEXF}node")), list(graph.iter(f"{GEXF}edge"))
    assert [graph[2].get("count"), graph[3].get("count")] == [str(len(nodes)), str(len(edges))]
    for items, of in ((nodes, "node"), (edges, "edge")):
        assert len({i.get("id") for i in items}) == len(items) > 0
        assert {v.get("for") for i in items for v in i.iter(f"{GEXF}attvalue")} == known[of]
        parts = {tuple(e.tag.removeprefix(GEXF) for e in i) for i in items}
        assert parts <= {("attvalues",), ("attvalues", "spells")}
    assert {e.get(end) for e in edges for end in ("source", "target")} <= {n.get("id") for n in nodes}
    assert {e.get("type") for e in edges} <= {"directed", "undirected", "mutual"}
    assert all(float(e.get("weight")) >= 1 for e in edges)


def test_every_act_is_a_spell_of_its_edge(record: Record, tmp_path: Path) -> None:
    graph = tree(record, tmp_path, "gexf").getroot()[1]
    bounds = graph.get("start"), graph.get("end")
    spells = [(s.get("start"), s.get("end")) for s in graph.iter(f"{GEXF}spell")]
    assert all(bounds[0] <= start <= end <= bounds[1] for start, end in spells)
    assert all(date.fromisoformat(day) for spell in spells for day in spell)
    accord = next(e for e in graph.iter(f"{GEXF}edge") if e.get("id") == "IRN-TKM AGREE fact")
    assert [(s.get("start"), s.get("end")) for s in accord.iter(f"{GEXF}spell")] == [("2023-05-02", "2023-05-02")]
    assert (accord.get("type"), accord.get("kind")) == ("undirected", "AGREE fact")


def test_what_is_planned_is_an_edge_of_its_own(record: Record, tmp_path: Path) -> None:
    kinds = {e.get("kind") for e in tree(record, tmp_path, "gexf").iter(f"{GEXF}edge")}
    assert {"COOPERATE intention", "CONSULT fact"} <= kinds
    assert "COOPERATE fact" not in kinds


def test_graphml_is_read_by_networkx(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path, "graphml")
    graph = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert graph.nodes["IRN"] == {"label": "Iran", "kind": "state"}
    edge = next(d for _, _, d in graph.edges(data=True) if d["edgelabel"] == "AGREE fact")
    assert edge["mutual"] is True
    assert (edge["weight"], edge["start"], edge["end"], edge["spells"]) == (
        1.0,
        "2023-05-02",
        "2023-05-02",
        "2023-05-02/2023-05-02",
    )


def test_a_bundle_is_sound_stix(record: Record, tmp_path: Path) -> None:
    import stix2

    export(record, tmp_path, "stix")
    bundle = stix2.parse((tmp_path / "bundle.stix.json").read_text(encoding="utf-8"))
    ids = [o.id for o in bundle.objects]
    assert len(set(ids)) == len(ids)
    for item in bundle.objects:
        ends = [item.source_ref, item.target_ref] if item.type == "relationship" else getattr(item, "object_refs", [])
        assert {*ends, item.get("created_by_ref", ids[0])} <= set(ids)
    accord = next(o for o in bundle.objects if o.get("relationship_type") == "agree")
    assert str(accord.start_time).startswith("2023-05-02")
    assert str(accord.stop_time).startswith("2023-05-03")
    assert accord.labels == ["done", "fact"]
    assert len([o for o in bundle.objects if o.type == "report"]) == record.counts()["report"]


def test_entities_are_sound_followthemoney(record: Record, tmp_path: Path) -> None:
    from followthemoney import model

    export(record, tmp_path, "ftm")
    rows = list(lines(tmp_path / "entities.ftm.json"))
    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows)
    for row in rows:
        entity = model.get_proxy(row, cleaned=False)
        assert entity.to_dict()["properties"].keys() == row["properties"].keys()
        assert not entity.schema.validate(row)
        assert {v for p, v in entity.itervalues() if p.type.name == "entity"} <= ids
    accord = next(r for r in rows if r["schema"] == "Event" and "AGREE" in r["properties"]["keywords"])
    assert accord["properties"]["involved"] == ["actor-IRN", "actor-TKM"]
    assert accord["properties"]["startDate"] == ["2023-05-02"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_linked_data_can_be_asked(record: Record, tmp_path: Path) -> None:
    import rdflib

    export(record, tmp_path, "jsonld", Filters(report="accord"))
    graph = rdflib.Graph().parse(tmp_path / "record.jsonld", format="json-ld")
    found = graph.query(
        """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
        SELECT ?start ?end ?exact WHERE {
            ?event sem:eventType <urn:plover:AGREE> ; sem:hasActor <urn:dragoman:actor:TKM> .
            ?annotation oa:hasBody ?event ; oa:hasTarget ?target ; <urn:dragoman:vocabulary:part> "sentence" .
            ?target oa:hasSource <urn:dragoman:report:accord> ; oa:hasSelector ?position, ?quote .
            ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
            ?quote a oa:TextQuoteSelector ; oa:exact ?exact }"""
    )
    ((start, end, exact),) = found
    text = record.text("accord")
    assert text is not None
    assert text[int(start) : int(end)] == str(exact)
    assert {str(t) for t in graph.objects(None, rdflib.RDF.type)} >= {
        "https://schema.org/NewsArticle",
        "http://semanticweb.cs.vu.nl/2009/11/sem/Event",
    }


def test_maps_are_geojson(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path, "geojson")
    for path in tmp_path.glob("*.geojson"):
        collection = json.loads(path.read_bytes())
        assert collection["type"] == "FeatureCollection"
        for feature in collection["features"]:
            geometry = feature["geometry"]
            points = [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]
            assert len(points) == 1 or geometry["type"] in {"LineString", "MultiPoint"}
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)
    swap = next(f for f in json.loads((tmp_path / "ties.geojson").read_bytes())["features"])
    assert swap["geometry"]["type"] == "LineString"
    assert [(p["role"], p["name"], p["precision"]) for p in swap["properties"]["points"]] == [
        ("supplier", "Turkmenistan", "capital of the state"),
        ("via", "Iran", "capital of the state"),
        ("via", "Ashgabat", "place"),
        ("receiver", "Kazakhstan", "capital of the state"),
    ]


def test_a_workbook_holds_texts_and_numbers_and_no_formula(record: Record, tmp_path: Path) -> None:
    import openpyxl

    export(record, tmp_path, "xlsx")
    book = openpyxl.load_workbook(tmp_path / "record.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {c.data_type for c in cells} <= {"s", "n", "b"}
    risky = [c for c in cells if str(c.value)[:1] in set("=+-@") and c.data_type == "s"]
    assert risky
    assert all(c.quotePrefix for c in risky)
    assert not any(c.hyperlink for c in cells)
    assert book["places"]["D2"].value in (None, 37.95, -0.0, 0)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, None),
        (True, True),
        (1.5, 1.5),
        (["a", "b"], "a; b"),
        ("x" * CHARACTERS, "x" * CHARACTERS),
        ("x" * (CHARACTERS + 1), "x" * (CHARACTERS - len(CUT)) + CUT),
    ],
)
def test_what_a_cell_can_hold(value: object, cell: object) -> None:
    assert plain(value) == cell


def test_cameo_rows_are_pairs(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path, "cameo", Filters(type="AGREE", report="accord"))
    rows = list(delimited(tmp_path / "cameo.csv"))
    assert [(r["Actor1Code"], r["Actor2Code"]) for r in rows] == [("IRN", "TKM"), ("TKM", "IRN")]
    assert {(r["EventCode"], r["EventRootCode"], r["QuadClass"], r["SQLDATE"]) for r in rows} == {
        ("030", "03", "1", "20230502")
    }
    assert len({r["EventID"] for r in rows}) == 1


def test_every_type_and_mode_has_a_cameo_code_that_leads_back() -> None:
    cameo = load_cameo()
    for kind in load_ontology().events.values():
        for mode in (None, *kind.modes):
            code = cameo.cameo_of(kind.name, mode)
            assert code is not None
            assert cameo.plover_of(code)[0] == kind.name
            assert cameo.quads[code[:2]] in range(1, 5)


def test_the_published_table_names_types_and_modes_of_the_ontology() -> None:
    events = load_ontology().events
    for told in load_cameo().plover.values():
        kind, _, mode = told.partition(" ")
        assert not mode or mode in events[kind].modes


@pytest.mark.parametrize(
    ("code", "kind", "mode"),
    [
        ("043", "CONSULT", None),
        ("0231", None, None),
        ("163", "COERCE", "restrict"),
        ("1712", "ASSAULT", "destroy"),
        ("1056", "REQUEST", "yield"),
        ("20", "ASSAULT", None),
        ("1831", "ASSAULT", "suicide-attack"),
    ],
)
def test_cameo_codes_in_plover(code: str, kind: str | None, mode: str | None) -> None:
    assert load_cameo().plover_of(code) == (kind, mode)


days = st.dates(date(1000, 1, 1), date(9999, 12, 31)).map(date.isoformat)


@given(days, st.sampled_from([4, 7, 10]))
def test_a_prefix_covers_its_days(day: str, length: int) -> None:
    first, last = days_of(day[:length], day[:length])
    assert first is not None
    assert last is not None
    assert date.fromisoformat(first) <= date.fromisoformat(day) <= date.fromisoformat(last)
    assert first[:length] == last[:length] == day[:length]


@given(st.text())
def test_xml_can_hold_every_text(text: str) -> None:
    element = etree.Element("x", {"a": writable(text)})
    back = etree.fromstring(etree.tostring(element, encoding="utf-8")).get("a")
    assert back == writable(text)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_no_text_in_a_table_is_a_formula_and_all_come_back(texts: list[str]) -> None:
    stream = BytesIO()
    write_table(pl.DataFrame({"x": texts}), stream)
    header, *rows = csv.reader(StringIO(stream.getvalue().decode(), newline=""))
    assert header == ["x"]
    assert not any(re.match(r"[=+\-@\t\r\n＝＋－＠]", cell) for (cell,) in rows)
    assert [unguarded(cell) for (cell,) in rows] == texts
