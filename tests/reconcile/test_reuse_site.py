from __future__ import annotations

import pytest

from cuibono.model import Document
from cuibono.reconcile.reuse import shared

NOTE = (
    "Sign up for the Morning Ledger, our free letter on money and power, sent to your inbox each weekday at seven, "
    "with the five stories you must not miss and a puzzle to begin your day."
)
LEAD = (
    "The mint of Karsel struck no coins in March because the copper it had ordered was held at the border, its "
    "director wrote to the treasury in a letter seen by members of the audit chamber."
)
STORIES = (
    (
        "Miners at the Holm pit went back to work after a night of talks about shifts, masks and the price of lamps. "
        "Both sides signed at dawn and shook hands for the cameras, though neither would say what had been given up."
    ),
    (
        "A new bridge over the Sarre will open in May, two years late, said the engineer who drew its first plans. "
        "Lorries must still go round by the ford, for the approach road has not been paved and money has run out."
    ),
    (
        "Pupils at the academy painted the old tram red and green, and parents drove it through town on Sunday noon. "
        "Its bell had to be borrowed from a museum that wants it returned before the first of the winter concerts."
    ),
    (
        "The lake froze early; skaters came from the valley with lanterns while bakers sold warm bread on the ice. "
        "Rescuers kept ropes by the shore and closed the eastern bay, where springs make the ice thin all year."
    ),
    (
        "Voters in Brenn chose a beekeeper as mayor by eleven votes, and the loser has asked for them to be counted "
        "again by hand. Ballots lie in a school gymnasium behind a door with three locks and a sleepy constable."
    ),
)


def document(number: int, text: str, publisher: str | None = None, url: str | None = None) -> Document:
    return Document(id=f"doc-{number}", file="", text=text, sha256="", publisher=publisher, url=url)


@pytest.mark.parametrize("times", [2, 3, 4])
def test_a_note_at_the_foot_of_one_publishers_articles_does_not_count(times: int) -> None:
    assert shared([document(n, f"{STORIES[n]}\n\n{NOTE}", "The Ledger") for n in range(times)]) == ()


def test_a_note_at_the_head_does_not_count() -> None:
    assert shared([document(n, f"{NOTE}\n\n{STORIES[n]}", "The Ledger") for n in range(2)]) == ()


def test_a_note_between_paragraphs_does_not_count_from_the_third_time() -> None:
    made = [document(n, f"{STORIES[n]} {NOTE} {STORIES[n + 1][::-1]}", "The Ledger") for n in range(3)]
    assert len(shared(made[:2])) == 1
    assert shared(made) == ()


def test_pages_of_one_host_are_of_one_site() -> None:
    urls = [f"https://www.ledger.example.org/{n}" for n in range(2)] + ["https://ledger.example.org/2"]
    assert shared([document(n, f"{STORIES[n]} {NOTE}", url=url) for n, url in enumerate(urls)]) == ()


@pytest.mark.parametrize("times", [2, 3])
def test_a_sites_note_ties_no_other_publisher_to_it(times: int) -> None:
    own = [document(n, f"{STORIES[n]} {NOTE}", "The Ledger") for n in range(times)]
    assert shared([*own, document(8, f"{STORIES[4]} {NOTE}", "The Courier")]) == ()


def test_what_else_is_shared_counts() -> None:
    own = [document(n, f"{STORIES[n]} {LEAD if n == 1 else ''} {NOTE}", "The Ledger") for n in range(3)]
    (passage,) = shared([*own, document(8, f"{LEAD} {STORIES[4]} {NOTE}", "The Courier")])
    assert (passage.first, passage.second) == ("doc-1", "doc-8")


def test_versions_of_one_report_are_no_stock_text() -> None:
    own = [document(n, f"{LEAD} {STORIES[0]} {STORIES[n]}", "The Agency") for n in range(1, 5)]
    found = shared([*own, document(8, f"{LEAD} {STORIES[0]}", "The Courier")])
    assert len(found) >= 10
    assert sum("doc-8" in (passage.first, passage.second) for passage in found) == 4


def test_a_lead_that_comes_twice_may_be_copied_by_others() -> None:
    own = [document(n, f"{LEAD} {STORIES[n]} {STORIES[n + 1]}", "The Agency") for n in (0, 2)]
    found = shared([*own, document(8, f"{LEAD} {STORIES[4]} {STORIES[3][::-1]}", "The Courier")])
    assert [(passage.first, passage.second) for passage in found] == [("doc-0", "doc-8"), ("doc-2", "doc-8")]


def test_a_report_printed_twice_by_one_publisher_counts() -> None:
    assert len(shared([document(n, f"{LEAD} {STORIES[0]}", "The Ledger") for n in range(2)])) == 1


def test_two_publishers_that_share_a_tail_do_share_it() -> None:
    made = [document(n, f"{STORIES[n]} {LEAD}", publisher) for n, publisher in enumerate(["The Ledger", "The Courier"])]
    assert len(shared(made)) == 1


def test_an_address_that_is_none_is_no_site() -> None:
    assert len(shared([document(n, f"{STORIES[n]} {LEAD}", url="http://[") for n in range(3)])) == 3
