"""The ledger as a graph of parties, in GraphML and GEXF, for Gephi, Cytoscape, yEd and NetworkX.

Nodes are parties, edges are events: one for each pair of an actor and a counterpart. Both forms say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final
from xml.etree import ElementTree as ET

import msgspec

from cuibono.explore.event_view import EventView
from cuibono.explore.phrases import PARTIES
from cuibono.publish.story.plain import key, plain
from cuibono.publish.story.story import Story

Values = dict[str, str | int]

_NODE: Final = {"label": "string", "kind": "string", "events": "integer", "without_edge": "integer"}
"""What is said of a party: in how many events it is, and how many of them name no other side and so have no edge."""
_EDGE: Final = {
    "event": "string",
    "label": "string",
    "dealing": "string",
    "stance": "string",
    "earliest": "string",
    "latest": "string",
    "amount": "string",
    "grade": "string",
    "reports": "integer",
    "denying": "integer",
    "origins": "integer",
    "records": "string",
}
"""What is said of an event; an open or unknown end of its days, and an amount that nobody gives, are left out."""
_GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"
_GEXF: Final = "http://www.gexf.net/1.2draft"  # what both Gephi and NetworkX read
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Node(msgspec.Struct, frozen=True):
    """A party."""

    id: str
    values: Values


class Edge(msgspec.Struct, frozen=True):
    """An event between two parties; the id is that of the event, numbered where it links several pairs."""

    id: str
    source: str
    target: str
    values: Values


def nodes(story: Story) -> list[Node]:
    """Every party of an event, in the order in which the events name them."""
    names = {party.id: party.name for view in story.views for party in (*view.actors, *view.counterparts)}
    within = dict.fromkeys(names, 0)
    without = dict.fromkeys(names, 0)
    for view in story.views:
        for party in dict.fromkeys(party.id for party in (*view.actors, *view.counterparts)):
            within[party] += 1
            without[party] += not (view.actors and view.counterparts)
    return [
        Node(key(one), {"label": plain(name), "kind": _kind(story, one), "events": within[one], "without_edge": alone})
        for (one, name), alone in zip(names.items(), without.values(), strict=True)
    ]


def edges(story: Story) -> list[Edge]:
    """An edge for each pair of sides of each event, in the order of the dealings."""
    return [edge for view in story.views for edge in _edges(view)]


def graphml(story: Story) -> str:
    """The graph in GraphML; the same ledger gives the same text."""
    root = ET.Element("graphml", xmlns=_GRAPHML)
    for owner, fields in (("node", _NODE), ("edge", _EDGE)):
        for name, sort in fields.items():
            sort = "int" if sort == "integer" else sort
            ET.SubElement(root, "key", {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": sort})
    graph = ET.SubElement(root, "graph", id="ledger", edgedefault="directed")
    for node in nodes(story):
        _data(ET.SubElement(graph, "node", id=node.id), "node", node.values)
    for edge in edges(story):
        _data(ET.SubElement(graph, "edge", id=edge.id, source=edge.source, target=edge.target), "edge", edge.values)
    return _text(root)


def gexf(story: Story) -> str:
    """The graph in GEXF 1.2; the same ledger gives the same text."""
    root = ET.Element("gexf", xmlns=_GEXF, version="1.2")
    graph = ET.SubElement(root, "graph", mode="static", defaultedgetype="directed")
    for owner, fields in (("node", _NODE), ("edge", _EDGE)):
        sorts = ET.SubElement(graph, "attributes", {"class": owner})
        for name in (name for name in fields if name != "label"):
            ET.SubElement(sorts, "attribute", id=f"{owner}_{name}", title=name, type=fields[name])
    shown = ET.SubElement(graph, "nodes")
    for node in nodes(story):
        _attributes(ET.SubElement(shown, "node", id=node.id, label=str(node.values["label"])), "node", node.values)
    linked = ET.SubElement(graph, "edges")
    for edge in edges(story):
        ends = {"id": edge.id, "source": edge.source, "target": edge.target, "label": str(edge.values["label"])}
        _attributes(ET.SubElement(linked, "edge", ends), "edge", edge.values)
    return _text(root)


def _kind(story: Story, party: str) -> str:
    found = story.held.parties.get(party)
    return PARTIES[found.kind] if found else "not known"


def _edges(view: EventView) -> Iterator[Edge]:
    pairs = list(product(view.actors, view.counterparts))
    values = _values(view)
    for number, (actor, counterpart) in enumerate(pairs, 1):
        name = key(view.id) if len(pairs) == 1 else f"{key(view.id)}-{number}"
        yield Edge(name, key(actor.id), key(counterpart.id), values)


def _values(view: EventView) -> Values:
    found: Mapping[str, str | int | None] = {
        "event": key(view.id),
        "label": _label(view),
        "dealing": view.kind_words,
        "stance": view.stance_words,
        "earliest": view.earliest.isoformat() if view.earliest else None,
        "latest": view.latest.isoformat() if view.latest else None,
        "amount": view.amount,
        "grade": view.grade_words,
        "reports": view.reports,
        "denying": view.denying,
        "origins": len(view.counted),
        "records": "; ".join(dict.fromkeys(one.verdict_words for one in view.findings)) or None,
    }
    known = {name: value for name, value in found.items() if value is not None}
    return {name: plain(value) if isinstance(value, str) else value for name, value in known.items()}


def _label(view: EventView) -> str:
    """The kind, and where it is no plain fact, that too: whoever draws an edge shows its label alone."""
    doubt = view.stance_words if view.stance != "asserted" else view.grade_words if view.grade == "disputed" else ""
    return f"{view.kind_words} [{doubt}]" if doubt else view.kind_words


def _data(parent: ET.Element, owner: str, values: Values) -> None:
    for name, value in values.items():
        ET.SubElement(parent, "data", key=f"{owner}_{name}").text = str(value)


def _attributes(parent: ET.Element, owner: str, values: Values) -> None:
    held = ET.SubElement(parent, "attvalues")
    for name, value in values.items():
        if name != "label":
            ET.SubElement(held, "attvalue", {"for": f"{owner}_{name}", "value": str(value)})


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return _HEAD + ET.tostring(root, encoding="unicode") + "\n"
