from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuibono.model import Document, Span
from cuibono.reconcile.reuse import Passage, shared
from cuibono.values import Period

WIRE = (
    "The harbour board of Vellin voted on Thursday to lease its northern quay to Tarn Shipping for thirty years. "
    "Two members who sit on the finance panel said they had not seen the valuation before the vote was called. "
    "Tarn will pay 3.8 million crowns a year, less than the quay earned in either of the past two years. "
    "The board's chair, Ines Corvo, told reporters that no other bidder had met the terms set out in spring. "
    "A lawyer for the dockers' union said it would ask the regional court to stay the lease until a hearing is held."
)
OTHER = (
    "Rain fell for a ninth day on the plains of Ostrava, where farmers are moving cattle to the hills by night. "
    "The weather office expects no change before the weekend and has asked drivers to keep off the river road. "
    "Schools in four districts stay shut; the governor has promised tents, pumps and a doctor for every village."
)
NOTE = (
    "Sign up for the Morning Ledger, our free letter on money and power, sent to your inbox each weekday at seven, "
    "with the five stories you must not miss and a puzzle to begin your day."
)
OWN = (
    "Miners at the Holm pit went back to work after a night of talks about shifts, masks and the price of lamps.",
    "A new bridge over the Sarre will open in May, two years late, said the engineer who drew its first plans.",
    "Pupils at the academy painted the old tram red and green, and parents drove it through town on Sunday noon.",
    "The lake froze early; skaters came from the valley with lanterns while bakers sold warm bread on the ice.",
)


def document(name: str, text: str, **more: str | Period) -> Document:
    return Document(id=f"doc-{name}", file=f"{name}.txt", text=text, sha256="", **more)  # type: ignore[arg-type]


def cut(passage: Passage, *documents: Document) -> tuple[str, str]:
    texts = {one.id: one.text for one in documents}
    first, second = passage.first_span, passage.second_span
    return texts[passage.first][first.start : first.end], texts[passage.second][second.start : second.end]


def pairs(*documents: Document) -> set[tuple[str, str]]:
    return {(passage.first[4:], passage.second[4:]) for passage in shared(documents)}


def test_the_same_text_is_one_passage() -> None:
    words = len(WIRE.split())
    assert shared([document("a", WIRE), document("b", WIRE)]) == (
        Passage("doc-a", Span(0, len(WIRE) - 1), "doc-b", Span(0, len(WIRE) - 1), words, 1.0),
    )


def test_case_quotation_marks_and_hyphens_do_not_count() -> None:
    printed = WIRE.upper().replace("'", "’").replace("-", "‐")
    (passage,) = shared([document("a", WIRE), document("b", printed)])
    assert passage.likeness == 1.0


def test_a_lifted_passage_is_found_after_edits() -> None:
    sentence = (
        "Two members who sit on the finance panel said they had not seen the valuation before the vote was called."
    )
    edited = sentence.replace("said they", "claim that they").replace("the vote", "a vote")
    source, taker = document("a", WIRE), document("b", f"{OWN[0]} {edited} {OWN[1]}")
    (passage,) = shared([source, taker])
    theirs, ours = cut(passage, source, taker)
    assert theirs == sentence.rstrip(".")
    assert ours == edited.rstrip(".")
    assert passage.words == 18
    assert passage.likeness == pytest.approx(18 / 21)


def test_a_text_cut_from_the_end_is_shared_as_far_as_it_goes() -> None:
    source, taker = document("a", WIRE), document("b", WIRE[: WIRE.index("The board's")] + OWN[0])
    (passage,) = shared([source, taker])
    assert cut(passage, source, taker)[0].endswith("either of the past two years")


def test_a_text_with_a_paragraph_cut_from_its_midst_is_shared_around_it() -> None:
    start, end = WIRE.index("Two members"), WIRE.index("The board's")
    found = shared([document("a", WIRE), document("b", WIRE[:start] + WIRE[end:])])
    assert len(found) == 2
    assert sum(passage.words for passage in found) == len((WIRE[:start] + WIRE[end:]).split())


def test_a_passage_moved_to_another_place_is_found() -> None:
    start = WIRE.index("A lawyer")
    assert len(shared([document("a", WIRE), document("b", f"{WIRE[start:]} {OTHER} {WIRE[:start]}")])) == 2


def test_unrelated_texts_share_nothing() -> None:
    assert shared([document("a", WIRE), document("b", OTHER)]) == ()


@pytest.mark.parametrize(
    "phrase",
    [
        "did not immediately respond to a request for comment",
        "spoke on condition of anonymity because they were not authorised",
    ],
)
def test_stock_phrases_are_too_short(phrase: str) -> None:
    assert shared([document("a", f"{WIRE} They {phrase}. {OWN[0]}"), document("b", f"{OTHER} They {phrase}.")]) == ()


@pytest.mark.parametrize("text", ["", "x", "...", "\n", WIRE[:40], "\ud800", "𝔘𝔫𝔦 😀"])
def test_short_texts_share_nothing(text: str) -> None:
    assert shared([document("a", text), document("b", text), document("c", WIRE)]) == ()


def test_no_documents_share_nothing() -> None:
    assert shared([]) == ()


def test_a_document_given_twice_is_one() -> None:
    assert shared([document("a", WIRE), document("a", WIRE)]) == ()


def test_text_repeated_within_a_document_is_no_burden() -> None:
    assert pairs(document("a", WIRE * 200), document("b", WIRE)) == {("a", "b")}


def test_a_long_text_is_aligned_piece_by_piece() -> None:
    text = " ".join(f"w{number * number % 1009} v{number}" for number in range(3000))
    edited = " ".join(word for number, word in enumerate(text.split()) if number % 23)
    (passage,) = shared([document("a", text), document("b", edited)])
    assert passage.words == len(edited.split())


def test_the_spans_hold_the_words_counted() -> None:
    source, taker = document("a", f"É\n\n{WIRE}"), document("b", f"“{OTHER}”\n{WIRE}")
    (passage,) = shared([source, taker])
    theirs, ours = cut(passage, source, taker)
    assert theirs == ours == WIRE.rstrip(".")


parts = st.lists(st.sampled_from([*WIRE.split(". "), *OTHER.split(". "), NOTE, *OWN]), min_size=1, max_size=6)


@settings(max_examples=40)
@given(st.lists(st.tuples(parts, st.sampled_from(["A", "B", ""])), min_size=2, max_size=7), st.randoms())
def test_the_order_of_the_documents_does_not_count(texts: list[tuple[list[str], str]], chance: object) -> None:
    documents = [
        document(str(number), ". ".join(text), publisher=publisher) for number, (text, publisher) in enumerate(texts)
    ]
    found = shared(documents)
    chance.shuffle(documents)  # type: ignore[attr-defined]
    assert shared(iter(documents)) == found == tuple(sorted(found))
    for passage in found:
        assert passage.first < passage.second
        assert passage.words >= 12
        assert 0.5 <= passage.likeness <= 1
        assert all(side == side.strip() for side in cut(passage, *documents))


def reprints(count: int) -> list[Document]:
    """One text printed by so many outlets, that of the highest number first."""
    days = [Period.day(date.fromordinal(738000 - number)) for number in range(count)]
    return [
        document(f"{number:03}", f"{OWN[number % 4]} {WIRE}", publisher=f"Outlet {number}", published=days[number])
        for number in range(count)
    ]


def test_reprints_up_to_the_cap_are_all_compared() -> None:
    assert len(shared(reprints(50))) == 50 * 49 // 2


def test_beyond_the_cap_reprints_are_compared_with_the_earliest() -> None:
    wire = {tuple(pair) for pair in pairs(*reprints(60)) if "059" in pair}
    assert wire == {(f"{number:03}", "059") for number in range(59)}


def test_beyond_the_cap_a_lesser_part_of_the_text_is_stock() -> None:
    documents = [
        document(f"{number:03}", " ".join(f"{word}{number}" for word in (WIRE + OTHER).split()) + f" {NOTE}")
        for number in range(60)
    ]
    assert shared(documents[:40])
    assert shared(documents) == ()
