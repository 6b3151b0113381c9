"""A case whose every text tries to be more than text."""

from __future__ import annotations

from datetime import date

from cuibono.explore.contents import Contents, contents
from cuibono.model import (
    Claim,
    Contradiction,
    Document,
    Edge,
    Event,
    Mention,
    Origin,
    Party,
    Problem,
    Role,
    Source,
    Span,
    Telling,
    Tenure,
    Variant,
)
from cuibono.values import Period

EVIL = "</title><script>alert('x')</script><img src=x onerror=alert(1)>\" autofocus onfocus='alert(2)' {{ 7*7 }} &lt;b"
BIDI = "paid \u202e001$\u202c to \u2066them\u2069"
CODE = "</mark></article><!-- \x00\x1b ]]> <style>*{color:red}</style>\ud800"
TEXT = f"{EVIL}\n\nThe firm {BIDI} on Monday, {CODE} said."


class Hostile:
    """Two documents, two overlapping claims, a problem; markup in every field that a reader could fill."""

    def contents(self) -> Contents:
        """All of it, with one claim told again in an event that is as bad."""
        documents, claims = self._documents(), self._claims()
        event = Event(
            id=f"evt-{EVIL}",
            kind="threat",
            claims=(claims[0].id,),
            tellings=(
                Telling("doc-1", claims[0].span, claims[0].id, EVIL, EVIL),
                Telling("doc-2", Span(0, 0), None, "doc-1", bears="denies"),
            ),
            actors=(EVIL,),
            counterparts=(BIDI,),
            topic=EVIL,
            place=BIDI,
            origins=(EVIL,),
            contradictions=(
                Contradiction("quote", "drift", (Variant(EVIL, ("doc-1",)), Variant(CODE, ("doc-2",))), EVIL),
            ),
            grade_rule=EVIL,
        )
        parties = [Party(EVIL, EVIL, "person", (), (EVIL, BIDI), (Tenure(EVIL, EVIL),)), Party(BIDI, BIDI, "place", ())]
        origins = [Origin(EVIL, EVIL, "party_statement", EVIL, EVIL)]
        edges = [Edge("doc-1", EVIL, "cites", Span(0, 3), (f"evt-{EVIL}",))]
        return contents(documents, claims, [event], origins, edges, parties)

    def _documents(self) -> list[Document]:
        """A document with everything in it, and one with no more than it must have."""
        when = Period(date(2024, 5, 9), date(2024, 5, 9))
        full = Document("doc-1", EVIL, TEXT, "0", EVIL, EVIL, when, f"https://example.org/?q={EVIL}", EVIL, 20)
        return [full, Document("doc-2", "b.txt", "", "1", url="javascript:alert(3)")]

    def _claims(self) -> list[Claim]:
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
