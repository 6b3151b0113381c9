from __future__ import annotations

from datetime import date
from decimal import Decimal

from cuibono.explore.report_view import anonymous_only, report_view
from cuibono.model import Claim, Document, Kind, Mention, Problem, Role, Source, Span
from cuibono.values import Money, Period

TEXT = "Minister Ada Brook met Corvel on Monday, two officials said. Corvel gave $2 million to the fund."
OUTLET = Source("The Morning Post", "outlet")
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


def test_head_counts_what_the_ledger_holds() -> None:
    head = report_view([document()], [MEETING, GIFT], [Problem("no_date", "No date.", "b.txt")]).head
    assert (head.documents, head.claims, head.parties, head.problems) == (1, 2, 2, 1)
    assert (head.anonymous_only, head.denied, head.planned, head.undated) == (1, 1, 0, 1)
    assert (head.first, head.last) == (date(2024, 5, 9), date(2024, 5, 9))


def test_claims_are_numbered_as_they_are_read() -> None:
    later = document("b.txt", 8)
    there = claim("3", "support", Span(0, 8), document="doc-b.txt")
    view = report_view([document(), later], [GIFT, MEETING, there], [])
    numbers = {c.id: c.number for kind in view.kinds for c in kind.claims}
    assert numbers == {"clm-3": 1, "clm-1": 2, "clm-2": 3}


def test_order_of_input_does_not_matter() -> None:
    forward = report_view([document(), document("b.txt")], [MEETING, GIFT], [])
    assert forward == report_view([document("b.txt"), document()], [GIFT, MEETING], [])


def test_chain_begins_with_the_article_itself() -> None:
    view = report_view([document()], [MEETING, GIFT], [])
    meeting, gift = (c for kind in view.kinds for c in kind.claims)
    assert [(s.name, s.anonymous) for s in meeting.says_so] == [("The Morning Post", False), ("two officials", True)]
    assert [s.words for s in gift.says_so] == ["this article"]


def test_own_outlet_is_not_named_twice() -> None:
    twice = claim("4", "gift", Span(0, 8), attribution=(OUTLET, OFFICIALS))
    (kind,) = report_view([document()], [twice], []).kinds
    assert [s.name for s in kind.claims[0].says_so] == ["The Morning Post", "two officials"]


def test_anonymous_only_looks_past_outlets() -> None:
    other = Source("Harbour Wire", "outlet", Span(3, 9))
    assert anonymous_only([other, OFFICIALS])
    assert not anonymous_only([other])
    assert not anonymous_only([])
    assert not anonymous_only([OFFICIALS, Source("a memo", "document", Span(1, 3))])


def test_parties_are_grouped_by_name_with_roles() -> None:
    corvel, brook = report_view([document()], [MEETING, GIFT], []).parties
    assert (corvel.name, len(corvel.acting), len(corvel.facing)) == ("Corvel", 1, 1)
    assert (brook.name, brook.roles) == ("Ada Brook", ("minister",))


def test_claim_of_a_document_not_at_hand_is_kept() -> None:
    view = report_view([], [MEETING], [])
    assert view.kinds[0].claims[0].article is None
    assert view.kinds[0].claims[0].says_so[0].name == "the article"


def test_problem_quotes_its_passage() -> None:
    problem = Problem("mention", "Nobody to take this for.", None, "doc-a.txt", Span(41, 54))
    (shown,) = report_view([document()], [], [problem]).problems
    assert (shown.passage, shown.file, shown.article) == (TEXT[41:54], "a.txt", 1)


def test_only_web_addresses_become_links() -> None:
    odd = Document("doc-x", "x.txt", "Text.", "0" * 64, url="javascript:alert(1)")
    assert report_view([odd], [], []).articles[0].url is None
