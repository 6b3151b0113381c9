from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cuibono.explore.contents import Contents
from cuibono.model import Event
from cuibono.publish.story import written
from cuibono.publish.story.graph import _EDGE, _NODE, edges, nodes
from cuibono.publish.story.plain import plain
from cuibono.publish.story.story import story
from tests.explore.relations import DENIAL, GIFT, PARTIES, ledger
from tests.publish.hostile import EVIL, Hostile
from tests.publish.stories import TOLD
from tests.publish.story.recorded import recorded
from tests.publish.told_story import ToldStory

networkx: Any = pytest.importorskip("networkx")

SPACES = {"graphml": "{http://graphml.graphdrawing.org/xmlns}", "gexf": "{http://www.gexf.net/1.2draft}"}


def test_parties_are_nodes_and_events_are_edges() -> None:
    told = story(recorded())
    acme, fund = nodes(told)
    assert acme.values == {"label": "Acme", "kind": "organisation", "events": 2, "without_edge": 1}
    assert (fund.id, fund.values["without_edge"]) == ("pty-fund", 0)
    (gift,) = edges(told)
    assert (gift.id, gift.source, gift.target) == ("evt-wire0", "pty-acme", "pty-fund")
    assert gift.values == {
        "event": "evt-wire0",
        "label": "Donation",
        "dealing": "Donation",
        "stance": "stated",
        "earliest": "2024-05-02",
        "latest": "2024-05-02",
        "amount": "US$1 million",
        "grade": "corroborated",
        "reports": 4,
        "denying": 1,
        "origins": 2,
        "records": "the records bear it out; the records say otherwise",
    }


def test_the_label_of_an_edge_says_what_is_no_plain_fact() -> None:
    denied, disputed = replace(GIFT, tellings=(DENIAL,)), replace(GIFT, grade="disputed")
    labels = [edge.values["label"] for event in (denied, disputed) for edge in edges(story(events_of(event)))]
    assert labels == ["Donation [denied]", "Donation [disputed]"]


def events_of(event: Event) -> Contents:
    return replace(ledger(), events=(event,))


def test_an_event_of_several_has_an_edge_for_each_pair() -> None:
    held = replace(ledger(), events=(replace(GIFT, counterparts=("pty-fund", "pty-acme")),))
    assert [(edge.id, edge.target) for edge in edges(story(held))] == [
        ("evt-wire0-1", "pty-fund"),
        ("evt-wire0-2", "pty-acme"),
    ]


@pytest.mark.parametrize("form", SPACES)
@pytest.mark.parametrize("held", [recorded(), Hostile().contents()], ids=["recorded", "hostile"])
def test_it_is_xml_whose_edges_have_their_ends_and_whose_values_are_declared(held: Contents, form: str) -> None:
    root, space = ET.fromstring(written(held, form)), SPACES[form]
    ids = {node.get("id") for node in root.iter(f"{space}node")}
    ends = {edge.get(end) for edge in root.iter(f"{space}edge") for end in ("source", "target")}
    assert ends
    assert ends <= ids
    declared = {one.get("id") for name in ("key", "attribute") for one in root.iter(f"{space}{name}")}
    used = {one.get("key") for one in root.iter(f"{space}data")} | {
        one.get("for") for one in root.iter(f"{space}attvalue")
    }
    assert used
    assert used <= declared


@pytest.mark.parametrize("form", SPACES)
def test_names_are_text_and_steer_nothing(form: str) -> None:
    text = written(Hostile().contents(), form)
    root = ET.fromstring(text)
    said = {value for one in root.iter() for value in (one.text, one.get("label"))}
    assert plain(EVIL) in said
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert text == written(Hostile().contents(), form)


@given(st.text())
def test_any_name_gives_xml(name: str) -> None:
    held = replace(ledger(), parties={"pty-acme": replace(PARTIES[0], name=name)})
    for form, space in SPACES.items():
        text = written(held, form)
        assert ET.fromstring(text.encode()).find(f"{space}graph") is not None


@pytest.mark.parametrize("held", [recorded(), ToldStory(TOLD).contents(), Hostile().contents()], ids=lambda _: "")
def test_networkx_reads_the_same_graph_in_both_forms(held: Contents, tmp_path: Path) -> None:
    told = story(held)
    parties = {node.id: node.values for node in nodes(told)}
    events = sorted((edge.source, edge.target, sorted(edge.values.items())) for edge in edges(told))
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        (tmp_path / form).write_text(written(held, form), encoding="utf-8")
        graph = read(tmp_path / form)
        assert graph.is_directed()
        assert {key: {name: said[name] for name in _NODE} for key, said in graph.nodes(data=True)} == parties
        found = graph.edges(data=True)
        known = [(a, b, sorted((k, v) for k, v in said.items() if k in _EDGE)) for a, b, said in found]
        assert sorted(known) == events
