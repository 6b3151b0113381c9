from __future__ import annotations

from datetime import date
from decimal import Decimal

from cuibono.explore.contents import contents
from cuibono.explore.report_view import ReportView, report_view
from cuibono.model import (
    Claim,
    Document,
    Event,
    Kind,
    Mention,
    Origin,
    Party,
    Problem,
    Role,
    Source,
    Span,
    Telling,
    naming_id,
)
from cuibono.values import Money, Period

TEXT = "Minister Ada Brook met Corvel on Monday, two officials said. Corvel gave $2 million to the fund."
OFFICIALS = Source("two officials", "anonymous", Span(41, 54))


def document(name: str = "a.txt", day: int = 9) -> Document:
    when = date(2024, 5, day)
    return Document(f"doc-{name}", name, TEXT, "0" * 64, "A meeting", "The Morning Post", Period(when, when))


def mention(name: str, roles: tuple[Role, ...] = ()) -> Mention:
    return Mention(Span(0, 5), name, "organisation", roles)


def claim(name: str, kind: Kind, span: Span, **more: object) -> Claim:
    base = Claim(f"clm-{name}", "doc-a.txt", kind, span, TEXT[span.start : span.end])
    return Claim(**({field: getattr(base, field) for field in base.__struct_fields__} | more))


MEETING = claim(
    "1",
    "meeting",
    Span(0, 39),
    actors=(mention("Ada Brook", (Role("minister"),)),),
    counterparts=(mention("Corvel"),),
    attribution=(OFFICIALS,),
    period=Period(date(2024, 5, 6), date(2024, 5, 6), "text+published"),
)
GIFT = claim(
    "2",
    "donation",
    Span(61, 96),
    actors=(mention("Corvel"),),
    amount=Money(Decimal(2_000_000), Decimal(2_000_000), "USD"),
    stance="denied",
)


GIVEN = Event(
    "evt-2",
    "donation",
    ("clm-2",),
    (Telling("doc-a.txt", Span(61, 96), "clm-2", "org-1", "party"),),
    actors=("pty-c",),
    amount=GIFT.amount,
    origins=("org-1",),
    grade="single_origin",
)
CORVEL = Party("pty-c", "Corvel", "organisation", (naming_id("doc-a.txt", "Corvel", "organisation"),), ("Corvel Inc",))


def view(*documents: Document, claims: tuple[Claim, ...] = (MEETING, GIFT)) -> ReportView:
    held = contents(documents or [document()], claims, [GIVEN], [Origin("org-1", "Corvel", "party_statement")])
    return report_view(held)


def test_head_counts_what_the_ledger_holds() -> None:
    head = report_view(contents([document()], [MEETING, GIFT], [GIVEN]), [Problem("no_date", "No date.", "b.txt")]).head
    assert (head.documents, head.claims, head.events, head.parties, head.problems) == (1, 2, 2, 2, 1)
    assert (head.grades, head.undated, head.differing) == ({"unattributed": 1, "single_origin": 1}, 1, 0)
    assert (head.first, head.last) == (date(2024, 5, 9), date(2024, 5, 9))


def test_events_are_numbered_as_they_happened() -> None:
    later = document("b.txt", 8)
    there = claim("3", "support", Span(0, 8), document="doc-b.txt")
    found = report_view(contents([document(), later], [GIFT, MEETING, there]))
    numbers = {e.id: e.number for kind in found.kinds for e in kind.events}
    assert numbers == {"evt-1": 1, "evt-3": 2, "evt-2": 3}


def test_order_of_input_does_not_matter() -> None:
    forward = report_view(contents([document(), document("b.txt")], [MEETING, GIFT]))
    assert forward == report_view(contents([document("b.txt"), document()], [GIFT, MEETING]))


def test_parties_have_every_name_and_role() -> None:
    corvel_and_brook = contents([document()], [MEETING, GIFT], [GIVEN], parties=[CORVEL])
    corvel, brook = report_view(corvel_and_brook).parties
    assert (corvel.name, len(corvel.acting), len(corvel.facing), corvel.aliases) == ("Corvel", 1, 1, ("Corvel Inc",))
    assert (brook.name, brook.roles) == ("Ada Brook", ("minister",))


def test_an_article_holds_its_passages_in_order() -> None:
    (article,) = view().articles
    assert [(passage.span, passage.event.id) for passage in article.passages] == [
        (Span(0, 39), "evt-1"),
        (Span(61, 96), "evt-2"),
    ]


def test_claim_of_a_document_not_at_hand_is_kept() -> None:
    (kind,) = report_view(contents([], [MEETING])).kinds
    assert kind.events[0].quote.quote == MEETING.quote
    assert kind.events[0].quote.report.outlet == "doc-a.txt"
    assert kind.events[0].quote.says_so[0].name == "the article"


def test_problem_quotes_its_passage() -> None:
    problem = Problem("mention", "Nobody to take this for.", None, "doc-a.txt", Span(41, 54))
    (shown,) = report_view(contents([document()], []), [problem]).problems
    assert (shown.passage, shown.file, shown.article) == (TEXT[41:54], "a.txt", 1)


def test_only_web_addresses_become_links() -> None:
    odd = Document("doc-x", "x.txt", "Text.", "0" * 64, url="javascript:alert(1)")
    assert report_view(contents([odd], [])).articles[0].url is None
