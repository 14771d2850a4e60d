"""GraphML: the same graph for programs that read no GEXF (graphml.graphdrawing.org).

Programs such as networkx read no graph with directed and undirected edges, so that all are directed here and `mutual`
says which go both ways. GraphML knows no time, so that an edge has its first and last day and all its spells as
attributes; in Gephi the columns `start` and `end` are merged into a time interval in the data laboratory.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from lxml import etree

from dragoman.exchange.files import File, Tables
from dragoman.exchange.graph import NOTE, Edge, Graph, Node, graph_of, writable

Element = Any  # lxml has no types of its own
NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = {"label": "string", "kind": "string"}
EDGE_KEYS = {
    "edgelabel": "string",
    "type": "string",
    "counts_as": "string",
    "mutual": "boolean",
    "quad": "int",
    "weight": "double",
    "tellings": "int",
    "score": "double",
    "start": "string",
    "end": "string",
    "spells": "string",
}


def graphml_files(tables: Tables) -> Iterator[File]:
    """One graph."""
    yield File("graph.graphml", partial(_write, graph_of(tables)), notes=(NOTE,))


def _write(graph: Graph, stream: BinaryIO) -> None:
    with (
        etree.xmlfile(stream, encoding="utf-8") as file,
        file.element("graphml", nsmap={None: NAMESPACE}),
    ):
        for of, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
            for name, kind in keys.items():
                names = {"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": kind}
                file.write(etree.Element("key", names))
        with file.element("graph", id="dragoman", edgedefault="directed"):
            for node in graph.nodes:
                file.write(_node(node))
            for edge in graph.edges:
                file.write(_edge(edge))


def _node(node: Node) -> Element:
    element = etree.Element("node", id=writable(node.id))
    _data(element, "node", {"label": writable(node.name), "kind": node.kind})
    return element


def _edge(edge: Edge) -> Element:
    ends = {"source": writable(edge.source), "target": writable(edge.target)}
    element = etree.Element("edge", {"id": writable(edge.id), **ends})
    first, last = edge.span
    values = {
        "edgelabel": edge.kind,
        "type": edge.type,
        "counts_as": edge.counts_as,
        "mutual": str(not edge.directed).lower(),
        "quad": edge.quad,
        "weight": float(edge.acts),
        "tellings": edge.tellings,
        "score": edge.score,
        "start": first,
        "end": last,
        "spells": "; ".join(f"{s.first}/{s.last}" for s in edge.spells) or None,
    }
    _data(element, "edge", values)
    return element


def _data(element: Element, of: str, values: dict[str, object]) -> None:
    for name, value in values.items():
        if value is not None:
            etree.SubElement(element, "data", key=f"{of}_{name}").text = str(value)
