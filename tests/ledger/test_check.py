from __future__ import annotations

import msgspec
import pytest

from cuibono.errors import LedgerError
from cuibono.ledger.check import check
from cuibono.model import Candidate, Claim, Document, Mention, Problem, Reading, Source, Span

TEXT = "Acme met Jane Doe, an aide said. "
DOCUMENT = Document("doc-1", "a.txt", TEXT, "ab")
ACME, JANE, AIDE = Mention(Span(0, 4), "Acme", "organisation"), Mention(Span(9, 17), "Jane Doe", "person"), Span(19, 26)
CLAIM = Claim(
    "clm-1",
    "doc-1",
    "meeting",
    Span(0, 17),
    "Acme met Jane Doe",
    (ACME,),
    (JANE,),
    attribution=(Source("an aide", "anonymous", AIDE), Source("Harbour News", "outlet")),
)


WHY = Candidate("hyp-1", "doc-1", Span(0, 17), "Acme met Jane Doe", claims=("clm-1",))


def offered(**slots: object) -> Reading:
    return Reading((CLAIM,), candidates=(msgspec.structs.replace(WHY, **slots),))


def changed(**slots: object) -> Reading:
    return Reading((msgspec.structs.replace(CLAIM, **slots),))


def test_what_quotes_its_text_passes() -> None:
    check(DOCUMENT, offered())
    check(DOCUMENT, Reading((CLAIM,), (ACME, JANE), (Problem("x", "y", span=Span(0, 1)), Problem("x", "y"))))


@pytest.mark.parametrize(
    ("reading", "complaint"),
    [
        (changed(quote="Acme met Jane Roe"), "quotes 'Acme met Jane Roe'; the text at its span is 'Acme met Jane Doe'"),
        (offered(quote="Acme met"), "candidate hyp-1 quotes 'Acme met'; the text at its span is 'Acme met Jane Doe'"),
        (offered(claims=("clm-2",)), "candidate hyp-1 stands by claim clm-2, which was not read there"),
        (offered(sources=(Source("an aide", "anonymous", Span(30, 90)),)), 'the source "an aide" of candidate hyp-1'),
        (changed(span=Span(1, 18)), "the text at its span is 'cme met Jane Doe,'"),
        (changed(span=Span(0, 99)), "has the span 0-99; the text has 0-33"),
        (changed(span=Span(-3, 17)), "has the span -3-17"),
        (changed(span=Span(5, 5), quote=""), "has the span 5-5"),
        (changed(span=Span(32, 33), quote=" "), "where the text is blank"),
        (changed(document="doc-2"), "says that it is of document doc-2, not doc-1"),
        (changed(actors=(Mention(Span(0, 99), "Acme", "organisation"),)), 'a party of claim clm-1, "Acme"'),
        (changed(counterparts=(Mention(Span(0, 4), " ", "person"),)), "has no name"),
        (changed(attribution=(Source("an aide", "person", Span(30, 40)),)), 'the source "an aide" of claim clm-1'),
        (Reading((), (Mention(Span(40, 44), "Acme", "organisation"),)), 'a mention, "Acme"'),
        (Reading((), (), (Problem("odd", "why", span=Span(3, 400)),)), "the problem odd"),
    ],
)
def test_what_does_not_is_refused(reading: Reading, complaint: str) -> None:
    with pytest.raises(LedgerError) as caught:
        check(DOCUMENT, reading)
    assert complaint in str(caught.value)
    assert "a.txt" in str(caught.value)


def test_running_text_begins_inside_the_text() -> None:
    with pytest.raises(LedgerError, match="outside the text"):
        check(msgspec.structs.replace(DOCUMENT, body=100), Reading())
