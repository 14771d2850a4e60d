"""GEXF 1.3: the graph over time for Gephi, with a spell for every act (gexf.net/1.3)."""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from lxml import etree

from dragoman.exchange.files import File, Tables
from dragoman.exchange.graph import NOTE, Edge, Graph, Node, graph_of, writable

Element = Any  # lxml has no types of its own
NAMESPACE = "http://gexf.net/1.3"
NODE_FIELDS = (("kind", "string"),)
EDGE_FIELDS = (
    ("type", "string"),
    ("counts_as", "string"),
    ("quad", "integer"),
    ("acts", "integer"),
    ("tellings", "integer"),
    ("score", "double"),
)


def gexf_files(tables: Tables) -> Iterator[File]:
    """One graph."""
    yield File("graph.gexf", partial(_write, graph_of(tables)), notes=(NOTE,))


def _write(graph: Graph, stream: BinaryIO) -> None:
    spans = [e.span for e in graph.edges if e.spells]
    bounds = {}
    if spans:
        bounds = {"start": min(s.first or "" for s in spans), "end": max(s.last or "" for s in spans)}
    with (
        etree.xmlfile(stream, encoding="utf-8") as file,
        file.element("gexf", nsmap={None: NAMESPACE}, version="1.3"),
    ):
        meta = etree.Element("meta")
        etree.SubElement(meta, "creator").text = "Dragoman"
        etree.SubElement(meta, "description").text = "Who acts on whom, as reports tell it; see codebook.md."
        file.write(meta)
        shape = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval", **bounds}
        with file.element("graph", defaultedgetype="directed", idtype="string", **shape):
            file.write(_fields("node", NODE_FIELDS), _fields("edge", EDGE_FIELDS))
            with file.element("nodes", count=str(len(graph.nodes))):
                for node in graph.nodes:
                    file.write(_node(node))
            with file.element("edges", count=str(len(graph.edges))):
                for edge in graph.edges:
                    file.write(_edge(edge))


def _fields(of: str, fields: tuple[tuple[str, str], ...]) -> Element:
    element = etree.Element("attributes", {"class": of})
    for name, kind in fields:
        etree.SubElement(element, "attribute", id=name, title=name, type=kind)
    return element


def _node(node: Node) -> Element:
    element = etree.Element("node", id=writable(node.id), label=writable(node.name))
    _values(element, node, NODE_FIELDS)
    return element


def _edge(edge: Edge) -> Element:
    element = etree.Element(
        "edge",
        id=writable(edge.id),
        source=writable(edge.source),
        target=writable(edge.target),
        type="directed" if edge.directed else "undirected",
        kind=edge.kind,
        label=edge.kind,
        weight=str(float(edge.acts)),
    )
    _values(element, edge, EDGE_FIELDS)
    if edge.spells:
        spells = etree.SubElement(element, "spells")
        for spell in edge.spells:
            etree.SubElement(spells, "spell", start=str(spell.first), end=str(spell.last))
    return element


def _values(element: Element, of: Node | Edge, fields: tuple[tuple[str, str], ...]) -> None:
    values = etree.SubElement(element, "attvalues")
    for name, _ in fields:
        etree.SubElement(values, "attvalue", {"for": name, "value": str(getattr(of, name))})
