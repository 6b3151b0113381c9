"""Makes contents with events, origins and edges of a story's articles and answers, for tests and trial reports."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from cuibono.explore.contents import Contents, contents
from cuibono.explore.phrases import KINDS
from cuibono.model import (
    Contradiction,
    Document,
    Edge,
    EdgeKind,
    Event,
    Origin,
    Party,
    PartyKind,
    Problem,
    Span,
    Telling,
    Variant,
)
from cuibono.values import Money, Period

_KINDS: dict[str, PartyKind] = {"person": "person", "place": "place"}
_EDGES: dict[str, EdgeKind] = {"cites": "cites", "rewrites": "rewrites", "reuses_release": "reuses_release"}


class ToldStory:
    """A folder with articles, metadata.csv and truth.json, as a case to make a report of."""

    def __init__(self, folder: Path) -> None:
        with (folder / "metadata.csv").open(encoding="utf-8", newline="") as lines:
            shelf = [_document(folder, row) for row in csv.DictReader(lines)]
        self._documents = {document.file: document for document in shelf}
        self._truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        self._same = {o["id"]: o["same_as"] for o in self._truth["origins"] if o.get("same_as")}

    def contents(self) -> Contents:
        """Everything that the answers say of events of one of the kinds."""
        truth = self._truth
        events = [self._event(event) for event in truth["events"] if event["type"] in KINDS]
        parties = [_party(e["name"], e["kind"], e["aliases"]) for e in truth["entities"]]
        named = [name for event in truth["events"] for name in event["actors"] + event["counterparts"]]
        parties += [_party(name, "other", []) for name in {*named} - {party.id for party in parties}]
        origins = [Origin(o["id"], o["name"], o["kind"]) for o in truth["origins"]]
        edges = [self._edge(article, edge) for article in truth["articles"] for edge in article["edges"]]
        return contents(self._documents.values(), [], [e for e in events if e.tellings], origins, edges, parties)

    def problems(self) -> list[Problem]:
        """None."""
        return []

    def _event(self, row: dict[str, Any]) -> Event:
        tellings = [self._telling(a, row["id"]) for a in self._truth["articles"] if row["id"] in a["reports"]]
        support: dict[str, Any] = next((s for s in self._truth["support"] if s["event"] == row["id"]), {"origins": []})
        when = row["date"]
        return Event(
            id=row["id"],
            kind=row["type"],
            claims=(),
            tellings=tuple(tellings),
            actors=tuple(row["actors"]),
            counterparts=tuple(row["counterparts"]),
            amount=Money.of(str(row["amount"]["value"]), row["amount"]["currency"]) if row["amount"] else None,
            period=Period(date.fromisoformat(when["earliest"]), date.fromisoformat(when["latest"])) if when else None,
            place=row["place"],
            origins=tuple(dict.fromkeys(self._same.get(o, o) for o in support["origins"])),
            contradictions=tuple(
                self._contradiction(c) for c in self._truth["contradictions"] if c["event"] == row["id"]
            ),
            grade="corroborated" if len(support["origins"]) > 1 else "single_origin",
            grade_rule="Every report goes back to one origin." if len(support["origins"]) < 2 else "",
        )

    def _telling(self, article: dict[str, Any], event: str) -> Telling:
        edge = next((e for e in article["edges"] if event in e["events"]), None)
        document = self._documents[article["file"]]
        bears = {"denies": "denies", "hints": "hints"}.get((edge or {}).get("stance") or "", "supports")
        span = self._span(document, edge["span"] if edge else None) or Span(document.body, document.body + 40)
        return Telling(document.id, span, None, self._to(edge["to"]) if edge else None, "cites_document", bears)  # type: ignore[arg-type]

    def _edge(self, article: dict[str, Any], edge: dict[str, Any]) -> Edge:
        document = self._documents[article["file"]]
        kind = _EDGES.get(edge["kind"], "copies")
        return Edge(document.id, self._to(edge["to"]), kind, self._span(document, edge["span"]), tuple(edge["events"]))

    def _to(self, name: str) -> str:
        return self._documents[name].id if name in self._documents else self._same.get(name, name)

    def _span(self, document: Document, words: str | None) -> Span | None:
        start = document.text.find(words) if words else -1
        return Span(start, start + len(words or "")) if start >= 0 else None

    def _contradiction(self, row: dict[str, Any]) -> Contradiction:
        variants = [Variant(v["value"], tuple(self._documents[f].id for f in v["files"])) for v in row["values"]]
        return Contradiction(row["field"], row["kind"], tuple(variants), row.get("note") or "")


def _party(name: str, kind: str, aliases: list[str]) -> Party:
    return Party(name, name, _KINDS.get(kind, "organisation"), (), tuple(aliases))


def _document(folder: Path, row: dict[str, str]) -> Document:
    text = (folder / "articles" / row["file"]).read_text(encoding="utf-8")
    day = date.fromisoformat(row["published"]) if row["published"] else None
    return Document(
        id=f"doc-{row['file']}",
        file=row["file"],
        text=text,
        sha256="0" * 64,
        title=row["title"] or None,
        publisher=row["publisher"] or None,
        published=Period.day(day, "published") if day else None,
        url=row["url"] or None,
        body=len("\n\n".join(text.split("\n\n")[:2])) + 2,
    )
