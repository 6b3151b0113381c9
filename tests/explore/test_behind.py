from __future__ import annotations

from msgspec.structs import replace

from cuibono.explore.behind import loose, roots, under
from cuibono.model import Event, Span, Telling
from tests.explore.relations import DENIAL, GIFT


def event(*rests: tuple[str, str | None], origins: tuple[str, ...] = ("org-1",)) -> Event:
    tellings = tuple(Telling(document, Span(n, n + 1), None, to) for n, (document, to) in enumerate(rests))
    return Event("evt-1", "gift", (), tellings, origins=origins)


def files(found: Event, origin: str) -> list[tuple[str, int]]:
    return [(rung.document, rung.depth) for rung in under(found, origin)]


def test_reports_are_under_an_origin_through_the_reports_they_rest_on() -> None:
    assert files(GIFT, "org-aides") == [("doc-wire.txt", 0), ("doc-copy.txt", 1), ("doc-site.txt", 2)]
    assert files(GIFT, "org-treasurer") == [("doc-paper.txt", 0)]


def test_what_is_no_independent_origin_comes_after_those_that_are() -> None:
    assert roots(GIFT) == ("org-aides", "org-treasurer", "org-acme")
    assert [rung.tellings for rung in under(GIFT, "org-acme")] == [(DENIAL,)]


def test_a_report_stands_as_near_as_it_can_and_once() -> None:
    found = event(("a", "org-1"), ("b", "a"), ("c", "b"), ("c", "org-1"))
    assert files(found, "org-1") == [("a", 0), ("b", 1), ("c", 0)]
    assert [len(rung.tellings) for rung in under(found, "org-1")] == [1, 1, 2]


def test_a_report_may_be_under_two_origins() -> None:
    found = event(("a", "org-1"), ("a", "org-2"), ("b", "a"), origins=("org-1", "org-2"))
    assert files(found, "org-1") == files(found, "org-2") == [("a", 0), ("b", 1)]


def test_rings_end_and_have_no_origin() -> None:
    ring = event(("a", "b"), ("b", "a"), ("c", "c"), ("d", None))
    assert files(ring, "org-1") == []
    assert [telling.document for telling in loose(ring)] == ["a", "b", "c", "d"]
    assert files(replace(ring, tellings=(*ring.tellings, Telling("a", Span(9, 10), None, "org-1"))), "org-1") == [
        ("a", 0),
        ("b", 1),
    ]


def test_a_report_that_rests_on_a_document_that_does_not_tell_of_it() -> None:
    found = event(("a", "doc-elsewhere"))
    assert roots(found) == ("org-1", "doc-elsewhere")
    assert files(found, "doc-elsewhere") == [("a", 0)]


def test_a_long_chain_is_no_trouble() -> None:
    found = event(("0", "org-1"), *((str(n), str(n - 1)) for n in range(1, 3000)))
    assert files(found, "org-1")[-1] == ("2999", 2999)
