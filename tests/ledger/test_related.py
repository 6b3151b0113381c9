from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from cuibono.errors import LedgerError
from cuibono.ledger.look import Look
from cuibono.ledger.related import TABLES, Related
from cuibono.ledger.write import Writer, dump
from cuibono.model import (
    Claim,
    Contradiction,
    Document,
    Edge,
    Event,
    Link,
    Mention,
    Naming,
    Origin,
    Party,
    Problem,
    Reading,
    Role,
    Span,
    Telling,
    Tenure,
    Variant,
    naming_id,
)
from cuibono.values import Money, Period

TEXT = "Acme Corp met Jane Doe, the governor, an aide said. Acme sued Ohio. "
DAY = date(2024, 6, 1)
ONE = Document("doc-1", "a.txt", TEXT, "ab", published=Period.day(DAY))
TWO = Document("doc-2", "b.txt", f"As reported by A: {TEXT}", "cd")
ACME = Mention(Span(0, 9), "Acme Corp", "organisation")
JANE = Mention(Span(14, 22), "Jane Doe", "person", (Role("governor"),))
MET = Claim("clm-met", "doc-1", "meeting", Span(0, 22), TEXT[:22], (ACME,), (JANE,))
SUED = Claim("clm-sued", "doc-1", "legal_action", Span(52, 66), TEXT[52:66], (replace(ACME, span=Span(52, 56)),))
AGAIN = Claim("clm-again", "doc-2", "meeting", Span(18, 40), TEXT[:22])


def naming(document: str, mention: Mention, **more: object) -> Naming:
    made = Naming(naming_id(document, mention.name, mention.kind), document, mention.name, mention.kind, mention.roles)
    return replace(made, **more)


ACME_1, JANE_1, ACME_2 = naming("doc-1", ACME, day=DAY), naming("doc-1", JANE, day=DAY), naming("doc-2", ACME)
LISTED = Naming(
    "nam-listed", "us-governors:7", "J. Doe", "person", (), (Tenure("governor", "Ohio", DAY),), ("Jane Q. Doe",)
)
STRANGER = Naming("nam-stranger", "us-governors:8", "Jon Doe", "person")
FIRM = Party(f"pty-{ACME_1.id[4:]}", "Acme Corp", "organisation", (ACME_1.id, ACME_2.id), ("Acme", "Acme Corporation"))
GOVERNOR = Party(
    f"pty-{JANE_1.id[4:]}", "Jane Doe", "person", (JANE_1.id, LISTED.id), tenures=(Tenure("governor", "Ohio", DAY),)
)
JOINED = Link(JANE_1.id, LISTED.id, 2.5, (("surname", 1.5), ("role", 1.0)), same=True)
REFUSED = Link(JANE_1.id, STRANGER.id, -1.0, (("given name", -1.0),), same=False, ruling="different")
RULED = replace(JOINED, ruling="same", score=0.0, features=())
ORIGIN = Origin("org-1", "an aide, via A", "anonymous_sources_via_outlet", "A", FIRM.id)
MEETING = Event(
    "evt-met",
    "meeting",
    ("clm-met", "clm-again"),
    (
        Telling("doc-1", MET.span, "clm-met", "org-1", "anonymous"),
        Telling("doc-2", AGAIN.span, "clm-again", "doc-1", "cites"),
        Telling("doc-2", Span(0, 17), None, None, "says nothing of its own", "hints"),
    ),
    (FIRM.id,),
    (GOVERNOR.id,),
    "steel",
    Money(Decimal("1.50"), Decimal(2), "EUR", approx=True, per="year"),
    Period(date(2024, 5, 1), date(2024, 5, 31)),
    "Ohio",
    ("org-1",),
    (
        Contradiction(
            "date", "drift", (Variant("May", ("doc-1",), (Span(0, 4),)), Variant("June", ("doc-2",))), "later"
        ),
    ),
    (("clm-again", "the same words"),),
    "single_origin",
    "one origin stands behind it",
)
SUIT = Event("evt-sued", "legal_action", ("clm-sued",), (Telling("doc-1", SUED.span, "clm-sued"),), (FIRM.id,))
EDGES = (
    Edge("doc-1", "org-1", "cites", Span(38, 50), ("evt-met",)),
    Edge("doc-2", "doc-1", "rewrites", None, ("evt-met", "evt-sued")),
)
PROBLEM = Problem("doubtful", "two of one name", document="doc-2", file="b.txt", span=Span(18, 27))
RELATED = Related(
    namings=(ACME_1, JANE_1, ACME_2, LISTED, STRANGER),
    parties=(FIRM, GOVERNOR),
    links=(JOINED, REFUSED, RULED),
    events=(MEETING, SUIT),
    origins=(ORIGIN,),
    edges=EDGES,
    problems=(PROBLEM,),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with Writer(path) as ledger:
        ledger.put(ONE, 1, Reading((MET, SUED), (ACME, JANE, replace(JANE, span=Span(28, 36), roles=()))), "f1")
        ledger.put(TWO, 2, Reading((AGAIN,)), "f2")
        ledger.relate(RELATED, "r1")
    return path


@pytest.fixture
def look(path: Path) -> Look:
    return Look(path)


def test_everything_comes_back_as_it_went(look: Look) -> None:
    assert look.events() == (MEETING, SUIT)
    assert look.parties() == (FIRM, GOVERNOR)
    assert set(look.namings()) == set(RELATED.namings)
    assert look.links() == (JOINED, RULED, REFUSED)
    assert look.origins() == (ORIGIN,)
    assert set(look.edges()) == set(EDGES)
    assert look.problems() == (PROBLEM,)
    assert look.counts() == {"parties": 2, "events": 2, "origins": 1, "edges": 2, "contradictions": 1}
    assert look.grades() == {"single_origin": 1, "unattributed": 1}
    assert look.event_of_claim() == {"clm-met": "evt-met", "clm-again": "evt-met", "clm-sued": "evt-sued"}
    assert look.is_related()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "meeting"}, [MEETING]),
        ({"party": "ACME c"}, [MEETING, SUIT]),
        ({"party": "corporation"}, [MEETING, SUIT]),
        ({"party": "j. doe"}, [MEETING]),
        ({"party": GOVERNOR.id}, [MEETING]),
        ({"party": "pty-listed"}, [MEETING]),
        ({"party": "stranger"}, []),
        ({"grade": "unattributed"}, [SUIT]),
        ({"document": "b.txt"}, [MEETING]),
        ({"document": "doc-1", "party": "acme"}, [MEETING, SUIT]),
        ({"beginning": "evt-s"}, [SUIT]),
        ({"beginning": "evt-aga"}, [MEETING]),
        ({"beginning": "evt-%"}, []),
    ],
)
def test_filters(look: Look, filters: dict[str, str], expected: list[Event]) -> None:
    assert list(look.events(**filters)) == expected


def test_any_id_that_a_thing_ever_had_leads_to_it(look: Look) -> None:
    assert look.event("evt-met") == look.event("evt-again") == MEETING
    assert look.party(GOVERNOR.id) == look.party("pty-listed") == GOVERNOR
    assert look.event("evt-me") is look.event("evt-none") is None
    assert look.party("pty-stranger") is look.party("pty-none") is None


def test_what_belongs_to_one_thing(look: Look) -> None:
    assert look.origins(event="evt-sued") == ()
    assert look.origins(event="evt-met") == (ORIGIN,)
    assert look.edges(event="evt-sued") == look.edges(document="b.txt") == (EDGES[1],)
    assert look.edges(document="doc-1") == EDGES
    assert look.edges(document="doc-2", event="evt-none") == ()
    assert look.namings(party=GOVERNOR.id) == (JANE_1, LISTED)
    assert look.naming("nam-stranger") == STRANGER
    assert look.naming("nam-none") is None
    assert look.links(party=FIRM.id) == ()
    assert look.links(party=GOVERNOR.id) == (JOINED, RULED, REFUSED)


def test_whom_a_document_names(look: Look) -> None:
    assert look.party_of("doc-2", "Acme Corp", "organisation") == FIRM
    assert look.party_of("doc-2", "Acme Corp", "person") is None
    assert look.naming_parties() == {
        ("doc-1", "Acme Corp", "organisation"): FIRM.id,
        ("doc-1", "Jane Doe", "person"): GOVERNOR.id,
        ("doc-2", "Acme Corp", "organisation"): FIRM.id,
        ("us-governors:7", "J. Doe", "person"): GOVERNOR.id,
    }


def test_namings_are_gathered_from_mentions_and_claims(look: Look) -> None:
    assert look.named() == (ACME_1, JANE_1)


def test_what_was_compared_goes_with_a_text_it_rests_on_and_stays_when_one_comes(path: Path) -> None:
    with Writer(path) as ledger:
        ledger.put(replace(ONE, id="doc-3", file="c.txt"), 3, Reading(), "f3")
        assert ledger.stages() == {}
    look = Look(path)
    assert not look.is_related()
    assert look.events() == (MEETING, SUIT)
    with Writer(path) as ledger:
        ledger.drop(["doc-2"])
    assert not any(dump(path)[table] for table in (*TABLES, "stages"))
    assert look.problems() == ()


def test_dropping_nothing_leaves_all_as_it_is(path: Path) -> None:
    before = dump(path)
    with Writer(path) as ledger:
        ledger.drop([])
        ledger.drop(["doc-9"])
    assert dump(path) == before


def test_the_order_of_what_is_written_does_not_show(path: Path) -> None:
    before = dump(path)
    turned = Related(**{name: tuple(reversed(getattr(RELATED, name))) for name in RELATED.__struct_fields__})
    with Writer(path) as ledger:
        ledger.relate(turned, "r1")
    assert dump(path) == before


def event(**slots: object) -> Related:
    return replace(RELATED, events=(replace(MEETING, **slots), SUIT))


@pytest.mark.parametrize(
    ("found", "complaint"),
    [
        (event(tellings=(Telling("doc-1", Span(0, 900)),)), "a.txt: a telling of evt-met has the span 0-900"),
        (event(tellings=(Telling("doc-1", Span(67, 68)),)), "where the text is blank"),
        (event(tellings=(Telling("doc-9", Span(0, 9)),)), "a telling of evt-met is in doc-9, which the ledger does"),
        (event(tellings=(Telling("doc-1", Span(0, 9), rests="org-9"),)), "rests on org-9, which the ledger does not"),
        (event(claims=("clm-again", "clm-met")), "evt-met has not the letters of its first claim"),
        (event(claims=("clm-met", "clm-sued")), "refused"),
        (event(claims=("clm-met", "clm-none")), "refused"),
        (event(origins=("org-9",)), "refused"),
        (event(actors=("pty-none",)), "refused"),
        (replace(RELATED, edges=(Edge("doc-1", "doc-2", "cites", Span(5, 5)),)), "an edge to doc-2 has the span 5-5"),
        (replace(RELATED, edges=(Edge("doc-1", "doc-9", "cites"),)), "goes to doc-9, which the ledger does not hold"),
        (replace(RELATED, parties=(replace(FIRM, id="pty-x"), GOVERNOR)), "pty-x has not the letters"),
        (replace(RELATED, problems=(replace(PROBLEM, span=Span(1, 999)),)), "the problem doubtful has the span"),
    ],
)
def test_what_does_not_hold_together_changes_nothing(path: Path, found: Related, complaint: str) -> None:
    before = dump(path)
    with Writer(path) as ledger, pytest.raises(LedgerError, match=complaint):
        ledger.relate(found, "r2")
    assert dump(path) == before


def test_the_view_for_other_tools(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    row = dict(connection.execute("SELECT * FROM reports WHERE id = 'evt-met'").fetchone())
    connection.close()
    assert row == {
        "id": "evt-met",
        "kind": "meeting",
        "earliest": "2024-05-01",
        "latest": "2024-05-31",
        "actors": "Acme Corp",
        "counterparts": "Jane Doe",
        "reports": 2,
        "origins": 1,
        "grade": "single_origin",
        "grade_rule": "one origin stands behind it",
    }
