"""A case whose every text tries to be more than text."""

from __future__ import annotations

from datetime import date

from cuibono.model import Claim, Document, Mention, Problem, Role, Source, Span
from cuibono.values import Period

EVIL = "</title><script>alert('x')</script><img src=x onerror=alert(1)>\" autofocus onfocus='alert(2)' {{ 7*7 }} &lt;b"
BIDI = "paid \u202e001$\u202c to \u2066them\u2069"
CODE = "</mark></article><!-- \x00\x1b ]]> <style>*{color:red}</style>\ud800"
TEXT = f"{EVIL}\n\nThe firm {BIDI} on Monday, {CODE} said."


class Hostile:
    """Two documents, two overlapping claims, a problem; markup in every field that a reader could fill."""

    def documents(self) -> list[Document]:
        """A document with everything in it, and one with no more than it must have."""
        when = Period(date(2024, 5, 9), date(2024, 5, 9))
        full = Document("doc-1", EVIL, TEXT, "0", EVIL, EVIL, when, f"https://example.org/?q={EVIL}", EVIL, 20)
        return [full, Document("doc-2", "b.txt", "", "1", url="javascript:alert(3)")]

    def claims(self) -> list[Claim]:
        """Two claims that overlap, over the worst of the text."""
        party = (Mention(Span(0, 8), EVIL, "person", (Role(EVIL, EVIL, EVIL),)), Mention(Span(0, 8), BIDI, "place"))
        start = TEXT.index("The firm")
        return [
            Claim(
                id=name,
                document="doc-1",
                kind="threat",
                span=Span(start + shift, len(TEXT) - 3 + shift),
                quote=TEXT[start + shift : len(TEXT) - 3 + shift],
                actors=party,
                counterparts=party,
                topic=EVIL,
                place=BIDI,
                attribution=(Source(EVIL, "anonymous", Span(0, 3)),),
                stance="denied",
                period=Period(date(2024, 5, 6), None),
            )
            for shift, name in enumerate(("clm-1", 'clm-2" onclick="alert(4)'))
        ]

    def problems(self) -> list[Problem]:
        """One problem with markup in all of it."""
        return [Problem(EVIL, EVIL, EVIL, "doc-1", Span(0, 40))]
