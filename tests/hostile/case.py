"""A case whose every text hides, steers, injects or computes, made by code so that no such sign stands in a file."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from cuibono import pipeline
from cuibono.model import Claim, Document, Mention, Reading, Role, Source, Span
from tests.web.small_case import ENGLISH, NOW

STEERING = "\u202etpircs\u2066\u200f\x1b[2J\x1b]0;owned\x07\x9b31m\x7f\u2028"
HIDING = "\u200b\u2060\ufeff\u00ad\U000e0041"
TEMPLATES = "{{ 7*7 }}{% raw %}${HOME}%s{0}<script>alert(1)</script>'; DROP TABLE claims;--"
PROSE = f" {ENGLISH}"  # enough of it that each text is taken for English
LONG = "Very Long " * 80
ACME, SAME = "Acme Holding", f"Ac{HIDING}me\u200c Hold\u202eing"
LOOKALIKE = "\u0410cme Holding"
NAMES = {
    "a.txt": (ACME, '=HYPERLINK("http://example.org")'),
    "b.txt": (SAME, f"@Jane{STEERING} Doe"),
    "c.txt": (LOOKALIKE, f"-2+3 {TEMPLATES}"),
    "d.txt": (f"\t=cmd|' /C calc'!A0{LONG}", "+1 Doe\r\nSet-Cookie: a=b"),
    "e\u202etxt.exe\u200b.txt": ("שלום Bank", "'=1 Roe"),
}
_MET = re.compile(r"\A(.*?) \(met\) (.*?) \(end\)", re.DOTALL)


class HostileReader:
    """One meeting a document, between whatever stands on both sides of its mark; the names stand as they are."""

    fingerprint = "hostile signs 1"

    def read(self, document: Document) -> Reading:
        found = _MET.match(document.text)
        if not found:
            return Reading((), ())
        one, two = (Mention(Span(*found.span(n)), found[n], "organisation", (Role(found[n]),)) for n in (1, 2))
        claim = Claim(
            id="",
            document=document.id,
            kind="donation",
            span=Span(*found.span()),
            quote=found[0],
            actors=(one,),
            counterparts=(two,),
            topic=found[2],
            place=found[2],
            attribution=(Source(found[2], "person", Span(*found.span(2))),),
            cue=found[1],
            rules=(found[2],),
        )
        return Reading((claim,), (one, two))


def hostile(folder: Path) -> Path:
    """The case, with a table as hostile as the texts and a judgement whose reason is."""
    news = folder / "news"
    news.mkdir(parents=True)
    for name, (one, two) in NAMES.items():
        text = f"{one} (met) {two} (end). {TEMPLATES} {STEERING}{20 * PROSE}\n"
        (news / name).write_text(text, encoding="utf-8", newline="")
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "published", "publisher", "title", "url"])
        for at, name in enumerate(NAMES):
            publisher, title = f"=1+1 {at}{STEERING}{HIDING}", f"@SUM(A1)\n{TEMPLATES}{STEERING}{LONG}"
            rows.writerow(
                [name, f"2024-05-0{at + 1}", publisher, title, f"https://example.org/?q={TEMPLATES}{STEERING}"]
            )
    case = folder / "case"
    pipeline.read(case, [str(news)], HostileReader(), metadata=folder / "table.csv", now=NOW)
    return case
