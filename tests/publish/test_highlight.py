from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cuibono.explore.contents import contents
from cuibono.explore.report_view import Passage, report_view
from cuibono.model import Claim, Document, Span
from cuibono.publish.report.highlight import blocks

TEXT = (
    "Acme to build plant\n\nBy A. Writer\n\nAcme said it would build a plant and hire 200 people.\n \nIt gave no date."
)


def views(text: str, *spans: tuple[int, int]) -> tuple[Passage, ...]:
    document = Document("doc-1", "a.txt", text, "0" * 64)
    claims = [Claim(f"clm-{i}", "doc-1", "pledge", Span(a, b), text[a:b]) for i, (a, b) in enumerate(spans)]
    return report_view(contents([document], claims)).articles[0].passages


def test_paragraphs_are_cut_at_empty_lines_and_told_from_the_head() -> None:
    found = blocks(TEXT, 35, ())
    assert [b.head for b in found] == [True, True, False, False]
    assert found[3].segments[0].text == "It gave no date."


def test_overlapping_claims_share_a_segment() -> None:
    text = "Acme said it would build a plant and hire 200 people."
    (block,) = blocks(text, 0, views(text, (0, 32), (19, 52)))
    assert [(s.text, [c.event.number for c in s.passages]) for s in block.segments] == [
        ("Acme said it would ", [1]),
        ("build a plant", [2, 1]),
        (" and hire 200 people", [2]),
        (".", []),
    ]
    assert [c.event.number for s in block.segments for c in s.opens] == [1, 2]
    assert [c.event.number for s in block.segments for c in s.closes] == [1, 2]


def test_claim_across_paragraphs_opens_and_closes_once() -> None:
    found = blocks(TEXT, 35, views(TEXT, (40, len(TEXT))))
    pieces = [s for block in found for s in block.segments if s.passages]
    assert [len(s.opens) for s in pieces] == [1, 0]
    assert [len(s.closes) for s in pieces] == [0, 1]


@given(st.text("ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_nothing_of_the_text_is_lost(text: str, spans: list[tuple[int, int]]) -> None:
    held = [(min(pair), max(pair)) for pair in spans if min(pair) < min(max(pair), len(text))]
    found = blocks(text, 0, views(text, *held))
    joined = "".join(s.text for block in found for s in block.segments)
    assert "".join(joined.split()) == "".join(text.split())
    for block in found:
        assert all(s.text for s in block.segments)
