"""The account between two sides: what stands where, what is added, what is matched, what is open, what is left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.model import Contradiction, Kind, Stance, Variant
from cuibono.tables import table
from cuibono.values import Money
from cuibono.weigh.balance import Account, Side, Stay
from cuibono.weigh.balance.account import Entry
from cuibono.weigh.balance.rules import Does
from tests.weigh.accounts import ACME, HOLT, NORLAND, ROE, STATE, Story


def only(told: Account) -> Entry:
    (entry,) = told.entries
    return entry


@pytest.mark.parametrize(
    ("kind", "quote", "does"),
    [
        ("donation", "Roe gave Holt money", "gave"),
        ("gift", "Roe gave Holt a clock", "gave"),
        ("pledge", "Roe promised Holt a plant", "promised"),
        ("lobbying", "Roe urged Holt to act", "asked"),
        ("threat", "Roe warned Holt", "against"),
        ("legal_action", "Roe sued Holt", "against"),
        ("support", "Roe praised Holt", "supported"),
        ("criticism", "Roe blamed Holt", "criticised"),
        ("government_action", "it granted a loan", "gave"),
        ("government_action", "it imposed a fine", "against"),
        ("government_action", "it granted the bank a loan", "gave"),
        ("government_action", "it banned the app", "against"),
        ("government_action", "it held a review", "acted"),
        ("government_action", "it granted a loan and imposed a fine", "acted"),
    ],
)
def test_what_a_dealing_is_for_the_side_that_acts(kind: Kind, quote: str, does: Does) -> None:
    story = Story()
    story.tell(kind, ROE, HOLT, quote)
    assert (only(story.account()).by, only(story.account()).does) == (0, does)


def test_every_kind_has_its_place() -> None:
    assert set(table("balance")["kind"]) == set(table("relate/events")["kind"])


def test_the_side_that_acts_is_found_on_either_side() -> None:
    story = Story()
    story.tell("government_action", STATE, ACME, "Norland granted Acme a loan")
    assert only(story.account()).by == 1
    assert only(story.account(NORLAND, Side("Acme", (Stay(ACME, ""),)))).by == 0


def test_a_meeting_is_of_both_however_it_is_told() -> None:
    story = Story()
    story.tell("meeting", f"{ROE} {HOLT}")
    story.tell("meeting", HOLT, ROE)
    story.tell("meeting", ROE)
    told = story.account()
    assert [(entry.by, entry.does) for entry in told.entries] == [(None, "met"), (None, "met")]
    assert len(told.left) == 1


def test_a_pledge_to_nobody_counts_where_the_other_side_is_named_beside_it_and_a_threat_does_not() -> None:
    story = Story()
    beside = story.tell("pledge", ACME, near=HOLT)
    alone = story.tell("pledge", ACME)
    threat = story.tell("threat", HOLT, near=ROE)
    told = story.account()
    assert [(entry.event, entry.direct, bool(entry.link)) for entry in told.entries] == [(beside, False, True)]
    assert {left.event for left in told.left} == {alone, threat}


def test_who_is_on_no_side_is_named_with_what_was_left_out() -> None:
    story = Story()
    story.tell("meeting", "pty-stranger", HOLT)
    story.tell("meeting", "pty-a", "pty-b", near=f"{ROE} {HOLT}")
    story.tell("meeting", "pty-a", "pty-b")
    told = story.account()
    assert [left.parties for left in told.left] == [("pty-stranger",), ("pty-a", "pty-b")]


def test_who_is_on_both_sides_is_on_neither() -> None:
    story = Story()
    story.tell("gift", ROE, HOLT)
    other = Side("Norland", (*NORLAND.stays, Stay(ROE, "a post")))
    assert story.account(other=other).entries == ()


@pytest.mark.parametrize(
    ("day", "there"),
    [("2024-03-05", True), ("2023-03-05", False), ("2024", False), ("2024-03/2024-04", True), ("", True)],
)
def test_a_post_holds_for_its_days(day: str, there: bool) -> None:
    minister = Stay("pty-m", "minister", date(2024, 2, 1), date(2024, 6, 1), "doc-0")
    story = Story()
    story.tell("meeting", ROE, "pty-m", day=day)
    assert bool(story.account(other=Side("Norland", (minister,))).entries) is there


def test_what_an_article_tells_of_a_post_holds_longer_for_what_it_tells_itself() -> None:
    story = Story()
    story.tell("meeting", ROE, "pty-m", day="2023-12-01")
    story.tell("meeting", ROE, "pty-m", day="2023-12-01")
    minister = Stay("pty-m", "minister", date(2024, 4, 1), date(2024, 7, 1), "doc-0", since=date(2023, 11, 1))
    told = story.account(other=Side("Norland", (minister,)))
    assert [entry.event for entry in told.entries] == ["evt-0"]


@pytest.mark.parametrize("stance", ["denied", "planned", "hypothetical", "opinion"])
def test_what_is_not_told_as_done_is_told_apart_and_not_added(stance: Stance) -> None:
    story = Story()
    story.tell("donation", ACME, HOLT, "Acme gave money", amount="USD 5", stance=stance)
    told = story.account()
    assert only(told).apart.startswith(stance)
    assert told.sums == ()


def test_what_is_disputed_is_told_apart_and_praise_is_an_opinion_that_counts() -> None:
    story = Story()
    story.tell("donation", ACME, HOLT, amount="USD 5", grade="disputed")
    story.tell("support", HOLT, ACME, stance="opinion")
    assert [bool(entry.apart) for entry in story.account().entries] == [True, False]


def test_a_suit_read_from_the_words_of_a_threat_is_told_apart() -> None:
    story = Story()
    threat = story.tell("threat", HOLT, ROE, "Holt's threats to jail Roe")
    story.tell("legal_action", HOLT, ROE, "threats to jail Roe", same_words_as=threat)
    story.tell("legal_action", HOLT, ROE, "Holt sued Roe")
    told = story.account()
    assert [threat in entry.apart for entry in told.entries] == [False, True, False]
    assert [item.event for item in told.open] == ["evt-2"]


def test_amounts_are_kept_apart_by_currency_and_by_paid_pledged_and_reported() -> None:
    story = Story()
    story.tell("donation", ACME, HOLT, "Acme donated money", amount="USD 5", day="2024-01")
    story.tell("donation", ROE, HOLT, "Roe donated money", amount="USD 7..9", day="2024-02")
    story.tell("donation", ACME, HOLT, "Acme donated money", amount="EUR 5", day="2024-03")
    story.tell("donation", ACME, HOLT, "Acme will donate", amount="USD 11", day="2024-04")
    story.tell("donation", ACME, HOLT, "the fund's list", amount="USD 13", day="2024-05")
    story.tell("pledge", ACME, HOLT, "Acme promised money", amount="USD 17", day="2024-01")
    found = {(one.does, one.sort, one.money.show()) for one in story.account().sums}
    assert found == {
        ("gave", "paid", "USD 12..14"),
        ("gave", "paid", "EUR 5"),
        ("gave", "pledged", "USD 11"),
        ("gave", "reported", "USD 13"),
        ("promised", "pledged", "USD 17"),
    }


def test_an_open_end_stays_open_and_an_amount_without_a_currency_stays_alone() -> None:
    story = Story()
    story.tell("pledge", ACME, HOLT, "more than that for ports", amount="USD 5..", day="2024-01")
    story.tell("pledge", ACME, HOLT, "that much for schools", amount="USD 5", day="2024-02")
    story.tell("pledge", ACME, HOLT, "that much for roads", amount="? 5", day="2024-03")
    story.tell("pledge", ACME, HOLT, "that much for clinics", amount="? 6", day="2024-04")
    assert sorted(one.money.show() for one in story.account().sums) == ["? 5", "? 6", "USD 10.."]


def test_what_may_be_one_dealing_told_twice_makes_a_range() -> None:
    story = Story()
    story.tell("pledge", ACME, HOLT, "a plant at Alden", amount="USD 18")
    story.tell("pledge", ACME, HOLT, "the plant at Alden", amount="USD 80", day="2024-01")
    story.tell("pledge", ACME, HOLT, "ships", amount="USD 3", day="2024-01")
    (one,) = story.account().sums
    assert one.money.show() == "USD 21..101"
    assert one.twice == (("evt-1", "evt-0"),)


def test_a_disputed_amount_is_the_range_of_what_is_said() -> None:
    said = (Variant("USD 5", ("doc-0",)), Variant("USD 9", ("doc-1",)))
    story = Story()
    for sort in ("genuine_dispute", "drift"):
        differ = (Contradiction("amount", sort, said),)
        story.tell("donation", ACME, HOLT, "Acme donated money", amount="USD 5", contradictions=differ)
    disputed, drifted = story.account().entries
    assert [entry.money and entry.money.show() for entry in (disputed, drifted)] == ["USD 5..9", "USD 5"]
    assert drifted.others == (Money.of(9, "USD"),)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=6))
def test_a_sum_holds_every_total_that_its_amounts_allow(given_amounts: list[tuple[int, int, int]]) -> None:
    story = Story()
    for month, one, other in given_amounts:
        low, high = sorted((one, other))
        story.tell("donation", ACME, HOLT, "Acme donated money", amount=f"USD {low}..{high}", day=f"2024-{month:02}-01")
    (found,) = story.account().sums
    most = Decimal(sum(max(one, other) for _, one, other in given_amounts))
    least = Decimal(sum(min(one, other) for _, one, other in given_amounts))
    assert found.money.high == most
    assert found.money.low is not None
    assert found.money.low <= least
    assert found.money.low == least or found.twice


ASK = "Roe urged Holt to drop the levy on ferries"


@pytest.mark.parametrize(
    ("ask", "act", "after", "order", "days"),
    [
        ("2024-01-01", "2024-01-05", False, "later", (4, 4)),
        ("2024-01", "2024-02", False, "later", (1, 59)),
        ("2024-01-01", "2024-01-01", False, "order not known: their days overlap", None),
        ("2024-01-01", "2024-01", False, "order not known: their days overlap", None),
        ("2024-01", "2024-01-09", True, "later, as the passage says", (0, 8)),
        ("", "2024-03-01", False, "order not known: no day is told", None),
        ("", "2024-06-04", False, "later", (3, None)),
    ],
)
def test_an_ask_goes_with_an_act_on_the_matter(
    ask: str, act: str, after: bool, order: str, days: tuple[int | None, int | None] | None
) -> None:
    story = Story()
    asked = story.tell("lobbying", ROE, HOLT, ASK, day=ask)
    story.tell("government_action", STATE, ACME, "Norland ended its levies on ferries", day=act, after=asked * after)
    (match,) = story.account().matches
    assert (match.order, match.days) == (order, days)
    assert match.reasons == ("words that both share: ferries, levy/levies", "the act names the side that asked")


def test_an_earlier_act_and_one_on_another_matter_go_with_no_ask() -> None:
    story = Story()
    story.tell("lobbying", ROE, HOLT, ASK, day="2024-03")
    story.tell("government_action", STATE, ACME, "Norland ended the levy on ferries", day="2024-01")
    story.tell("government_action", STATE, ACME, "Norland built a school", day="2024-05")
    story.tell("government_action", STATE, ACME, "Norland changed a rule", day="2027-05")
    told = story.account()
    assert told.matches == ()
    assert [(item.sort, item.events) for item in told.open] == [("ask", ())]


def test_an_act_towards_others_on_the_matter_stands_under_a_heading_of_its_own_and_is_not_added() -> None:
    story = Story()
    story.tell("lobbying", ROE, HOLT, ASK, day="2024-01")
    story.tell("threat", HOLT, "pty-others", "a tariff on whoever has a levy on ferries", day="2024-02", amount="USD 5")
    story.tell("threat", HOLT, "pty-others", "a word about cows", day="2024-02")
    told = story.account()
    assert [(entry.event, entry.direct) for entry in told.entries] == [("evt-0", True), ("evt-1", False)]
    assert told.sums == ()
    assert [left.event for left in told.left] == ["evt-2"]
    assert told.open == ()


def test_one_passage_that_tells_of_both_puts_them_together() -> None:
    story = Story()
    asked = story.tell("lobbying", ROE, HOLT, "Roe's lobbying")
    story.tell("threat", HOLT, "pty-others", "Roe's lobbying came before the threats", same_words_as=asked)
    (match,) = story.account().matches
    assert match.reasons[0] == "one passage tells of both"


def test_what_is_asked_in_no_words_is_said_so() -> None:
    story = Story()
    story.tell("lobbying", ROE, HOLT, "Roe's lobbying")
    (item,) = story.account().open
    assert "no act was looked for" in item.says


def test_a_promise_is_open_until_something_shows_it_done() -> None:
    story = Story()
    story.tell("pledge", ACME, HOLT, "Acme promised a ferry pier", day="2024-01")
    story.tell("pledge", ACME, HOLT, "Acme promised a school", day="2024-01", stance="planned")
    story.tell("pledge", ACME, HOLT, "Acme promised nothing", day="2024-01", stance="denied")
    story.tell("gift", ACME, HOLT, "Acme gave the ferry pier", day="2024-05")
    assert [item.event for item in story.account().open] == ["evt-1"]


def test_a_suit_is_open_until_its_end_is_told() -> None:
    story = Story()
    story.tell("legal_action", STATE, ACME, "Norland sued Acme over ferry prices", day="2023-01")
    story.tell("legal_action", STATE, ACME, "Norland sued Acme over phone masts", day="2023-01")
    story.tell("legal_action", STATE, ACME, "Norland dropped the case on ferry prices", day="2024-01")
    assert [(item.event, item.sort) for item in story.account().open] == [("evt-1", "suit")]


@pytest.mark.parametrize(
    "quote",
    [
        "Norland would press on with the ferry case, after talk that it was preparing to drop it",
        "Norland has not dropped the ferry case",
        "Norland refused to settle the ferry case",
        "Norland kept in place the ferry cases, which nobody settled",
    ],
)
def test_a_suit_is_not_ended_by_words_that_say_it_goes_on(quote: str) -> None:
    story = Story()
    story.tell("legal_action", STATE, ACME, "Norland sued Acme over ferry prices", day="2023-01")
    story.tell("legal_action", STATE, ACME, quote, day="2024-01")
    told = story.account()
    assert [entry.does for entry in told.entries] == ["against", "against"]
    assert [(item.event, item.events) for item in told.open] == [("evt-0", ()), ("evt-1", ())]


def test_an_end_that_may_be_of_another_suit_closes_none_and_is_shown() -> None:
    story = Story()
    story.tell("legal_action", STATE, ACME, "Norland sued Acme over ferry prices", day="2023-01")
    story.tell("legal_action", STATE, ACME, "Norland dropped its landmark case", day="2024-01")
    told = story.account()
    assert [entry.does for entry in told.entries] == ["against", "acted"]
    (item,) = told.open
    assert (item.event, item.events) == ("evt-0", ("evt-1",))
    assert "whether of this one" in item.says


def test_a_relation_counts_what_may_be_in_a_month_as_none_or_one() -> None:
    story = Story()
    story.tell("meeting", ROE, HOLT, day="2024-01-05")
    story.tell("meeting", ROE, HOLT, day="2024-01-20/2024-03-02")
    story.tell("support", HOLT, ROE)
    story.tell("criticism", HOLT, ROE, stance="denied", day="2024-01-05")
    rows = story.account().relation
    assert [(row.start and row.start.month, [(c.does, c.low, c.high) for c in row.cells]) for row in rows] == [
        (1, [("met", 1, 2)]),
        (2, [("met", 0, 1)]),
        (3, [("met", 0, 1)]),
        (None, [("supported", 1, 1)]),
    ]
    assert all(cell.events for row in rows for cell in row.cells)


def test_a_long_relation_goes_by_quarters() -> None:
    story = Story()
    story.tell("meeting", ROE, HOLT, day="2020-02-05")
    story.tell("meeting", ROE, HOLT, day="2024-05-05")
    rows = story.account().relation
    assert [(row.start, row.end) for row in rows] == [
        (date(2020, 1, 1), date(2020, 3, 31)),
        (date(2024, 4, 1), date(2024, 6, 30)),
    ]
