"""The invented storylines: their answers must agree with their texts and with one another."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from cuibono.model import Kind

STORYLINES = Path(__file__).parent
FOLDERS = sorted(path.parent.name for path in STORYLINES.glob("*/truth.json"))
EDGES = {"cites", "copies", "copies_wire", "rewrites", "reuses_release"}
ORIGINS = {
    "anonymous_sources_via_outlet", "document", "official_record", "own_reporting", "party_statement", "press_release",
}  # fmt: skip
DIFFERENCES = {"correction", "drift", "error", "genuine_dispute"}
FIELDS = {"actor", "amount", "counterpart", "date", "kind", "order", "place", "quote", "stance", "topic"}
NOT_SUPPORT = {"denies": "denied_by", "hints": "hinted_by"}


@cache
def truth(folder: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((STORYLINES / folder / "truth.json").read_text(encoding="utf8"))
    return loaded


@cache
def text(folder: str, file: str) -> str:
    return (STORYLINES / folder / "articles" / file).read_text(encoding="utf8")


def aliases(folder: str) -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = json.loads((STORYLINES / folder / "aliases.json").read_text(encoding="utf8"))
    return loaded


def described(folder: str) -> list[dict[str, str]]:
    with (STORYLINES / folder / "metadata.csv").open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


def articles(folder: str) -> dict[str, dict[str, Any]]:
    return {article["file"]: article for article in truth(folder)["articles"]}


def origins(folder: str) -> dict[str, dict[str, Any]]:
    return {origin["id"]: origin for origin in truth(folder)["origins"]}


def event_ids(folder: str) -> set[str]:
    return {event["id"] for event in truth(folder)["events"]}


def reporting(folder: str, event: str) -> set[str]:
    return {file for file, article in articles(folder).items() if event in article["reports"]}


def merged(folder: str, origin: str) -> str:
    """The origin that stands for this one after following same_as."""
    passed = {origin}
    while same := origins(folder)[origin].get("same_as"):
        assert same not in passed, f"{origin} is the same as itself"
        passed.add(origin := same)
    return origin


def roots(folder: str, event: str) -> set[str]:
    """The origins that supporting edges lead to from every article that reports the event."""
    found: set[str] = set()
    waiting, seen = sorted(reporting(folder, event)), set[str]()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        for edge in articles(folder)[file]["edges"]:
            if event in edge["events"] and not edge.get("stance"):
                if edge["to"] in articles(folder):
                    waiting.append(edge["to"])
                else:
                    found.add(merged(folder, edge["to"]))
    return found


def against(folder: str, event: str, stance: str) -> set[str]:
    return {
        merged(folder, edge["to"])
        for article in articles(folder).values()
        for edge in article["edges"]
        if edge.get("stance") == stance and event in edge["events"] and edge["to"] in origins(folder)
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_described_and_answered(folder: str) -> None:
    files = {path.name for path in (STORYLINES / folder / "articles").iterdir()}
    listed = [row["file"] for row in described(folder)]
    assert sorted(listed) == sorted(files)
    assert set(articles(folder)) == files
    assert len(truth(folder)["articles"]) == len(files)


@pytest.mark.parametrize("folder", FOLDERS)
def test_metadata_leaves_one_day_blank_and_agrees_otherwise(folder: str) -> None:
    rows = described(folder)
    assert sum(not row["published"] for row in rows) == 1
    for row in rows:
        published = articles(folder)[row["file"]]["published"]
        assert row["published"] in {"", published}
        assert date.fromisoformat(published).isoformat() == published
        assert row["title"] == text(folder, row["file"]).split("\n", 1)[0]
        assert row["publisher"]
        assert ".example.org/" in row["url"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_events_are_whole_and_each_is_reported(folder: str) -> None:
    events = truth(folder)["events"]
    assert len(event_ids(folder)) == len(events)
    for event in events:
        assert event["type"] in {*get_args(Kind), "other"}, event
        assert not set(event["actors"]) & set(event["counterparts"]), event
        assert reporting(folder, event["id"]), event
        if (when := event["date"]) is not None:
            assert date.fromisoformat(when["earliest"]) <= date.fromisoformat(when["latest"]), event
        if (amount := event["amount"]) is not None:
            assert amount["value"] > 0, event
            assert len(amount["currency"]) == 3, event


@pytest.mark.parametrize("folder", FOLDERS)
def test_names_are_entities_and_stand_in_some_article(folder: str) -> None:
    whole = "\n".join(text(folder, file) for file in articles(folder)).lower()
    entities = {entity["name"]: entity["aliases"] for entity in truth(folder)["entities"]}
    assert aliases(folder) == entities
    for event in truth(folder)["events"]:
        for name in (*event["actors"], *event["counterparts"]):
            assert any(form.lower() in whole for form in (name, *entities[name])), name


@pytest.mark.parametrize("folder", FOLDERS)
def test_edges_lead_somewhere_and_show_in_the_text(folder: str) -> None:
    for file, article in articles(folder).items():
        assert set(article["reports"]) <= event_ids(folder)
        assert {event for edge in article["edges"] for event in edge["events"]} == set(article["reports"]), file
        for edge in article["edges"]:
            assert edge["kind"] in EDGES
            assert edge.get("stance", "denies") in NOT_SUPPORT
            assert edge["to"] in {*articles(folder), *origins(folder)} - {file}, edge
            assert edge["span"] is None or edge["span"] in text(folder, file), edge
            if edge["to"] in articles(folder):
                assert set(edge["events"]) <= set(articles(folder)[edge["to"]]["reports"]), (file, edge)
                assert articles(folder)[edge["to"]]["published"] <= article["published"], (file, edge)


@pytest.mark.parametrize("folder", FOLDERS)
def test_origins_are_known_and_used(folder: str) -> None:
    assert len(origins(folder)) == len(truth(folder)["origins"])
    used = {edge["to"] for article in articles(folder).values() for edge in article["edges"]}
    for origin in origins(folder).values():
        assert origin["kind"] in ORIGINS, origin
        assert origin["article"] is None or origin["article"] in articles(folder), origin
        assert origin["id"] in used, origin
        assert merged(folder, origin["id"]) in origins(folder), origin


@pytest.mark.parametrize("folder", FOLDERS)
def test_support_follows_from_the_edges(folder: str) -> None:
    assert sorted(row["event"] for row in truth(folder)["support"]) == sorted(event_ids(folder))
    for row in truth(folder)["support"]:
        event = row["event"]
        assert set(row["files"]) == reporting(folder, event), row
        assert row["reports"] == len(row["files"]), row
        assert set(row["origins"]) == roots(folder, event), row
        assert row["independent"] == len(set(row["origins"])), row
        assert row["why"], row
        for stance, key in NOT_SUPPORT.items():
            assert set(row.get(key, ())) == against(folder, event, stance), row


@pytest.mark.parametrize("folder", FOLDERS)
def test_contradictions_lie_between_articles_that_report_the_event(folder: str) -> None:
    for row in truth(folder)["contradictions"]:
        files = {file for event in (row["event"], *row.get("also_events", ())) for file in reporting(folder, event)}
        assert row["kind"] in DIFFERENCES, row
        assert row["field"] in FIELDS, row
        assert len(row["values"]) > 1, row
        assert all(value["files"] and set(value["files"]) <= files for value in row["values"]), row
        assert "correct" in row, row
