"""A case whose every text tries to be more than text."""

from __future__ import annotations

import csv
from pathlib import Path

from cuibono import pipeline
from cuibono.model import Claim, Document, Mention, Reading, Role, Source, Span
from tests.publish.hostile import BIDI, EVIL
from tests.web.small_case import ENGLISH, NOW

HOSTILE_WORDS = "&lt;script&gt;alert"


class HostileReader:
    """Every document holds two claims with markup in all that a reader could fill."""

    fingerprint = "hostile 1"

    def read(self, document: Document) -> Reading:
        end = document.text.index('" autofocus')
        named = (Mention(Span(0, 8), EVIL, "person", (Role(EVIL, EVIL, EVIL),)), Mention(Span(0, 8), BIDI, "place"))
        claims = tuple(
            Claim(
                id="",
                document=document.id,
                kind="threat",
                span=Span(start, end),
                quote=document.text[start:end],
                actors=named[:1],
                counterparts=named[1:],
                topic=EVIL,
                place=EVIL,
                attribution=(Source(EVIL, "person", Span(0, 3)),),
                stance=stance,  # type: ignore[arg-type]
                cue=EVIL,
                rules=(EVIL,),
            )
            for start, stance in ((0, "asserted"), (len("</title>"), "denied"))
        )
        return Reading(claims, named)


def hostile(folder: Path) -> Path:
    """The case in this folder."""
    news = folder / "news"
    news.mkdir(parents=True)
    names = ("a.txt", '"><img src=x onerror=alert(1)>.txt')
    for name in names:
        (news / name).write_text(f"{EVIL} {name} {ENGLISH} {BIDI}\n", encoding="utf-8")
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["file", "published", "publisher", "title", "url"])
        rows.writerow([names[0], "2024-05-06", EVIL, EVIL, f"https://example.org/?q={EVIL}"])
        rows.writerow([names[1], "2024-05-07", BIDI, EVIL, "javascript:alert(3)"])
    pipeline.read(folder / "case", [str(news)], HostileReader(), metadata=folder / "table.csv", now=NOW)
    return folder / "case"
