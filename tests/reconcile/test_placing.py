"""Dealings dated by their order among others, and kept apart by it."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.model import Event, Order, OrderWay
from cuibono.reconcile import Relations
from cuibono.reconcile.distance import between, lengths
from cuibono.values import Period
from tests.reconcile.telling import Told, claim, day, only, ordered, related, told

DINED, EXEMPTED = "Dana Holt dined with President Ellery", "Ellery exempted Acme from the tariff"


def story(
    words: str,
    count: int | None = None,
    unit: str | None = None,
    on: str | None = "05-03",
    own: Period | None = None,
    published: str = "06-20",
    outlet: str = "The Herald",
) -> Told:
    """A dinner and an exemption, of which the article only says in which order they came."""
    text = f"{DINED} at Linden House. {EXEMPTED} {words}."
    base = told(
        outlet,
        published,
        text,
        claim("meeting", DINED, "*Dana Holt", "*Tomas Ellery", on=day(on) if on else None),
        claim("government_action", f"{EXEMPTED} {words}", "*Tomas Ellery", "Acme", on=own),
    )
    return ordered(base, 1, [0], words, count, unit)


def exemption(found: Relations) -> Event:
    return only(found, "government_action")


def when(event: Event) -> str | None:
    return event.period.edtf if event.period else None


@pytest.mark.parametrize(
    ("words", "count", "unit", "edtf"),
    [
        ("hours after the dinner", None, "hour", "2024-05-03/2024-05-04"),
        ("36 hours after the dinner", 36, "hour", "2024-05-04/2024-05-05"),
        ("48 hours before the dinner", 48, "hour", "2024-05-01"),
        ("the day after the dinner", 1, "day", "2024-05-04"),
        ("days after the dinner", None, "day", "2024-05-04/2024-05-16"),
        ("nine days after the dinner", 9, "day", "2024-05-12"),
        ("a week before the dinner", 1, "week", "2024-04-22/2024-04-28"),
        ("days before the dinner", None, "day", "2024-04-20/2024-05-02"),
        ("weeks after the dinner", None, "week", "2024-05-10/2024-06-20"),
        ("a month after the dinner", 1, "month", "2024-06-01/2024-06-20"),
        ("after the dinner", None, None, "2024-05-03/.."),
        ("before the dinner", None, None, "../2024-05-03"),
    ],
)
def test_an_order_gives_days_to_what_has_none(words: str, count: int | None, unit: str | None, edtf: str) -> None:
    event = exemption(related(story(words, count, unit)))
    assert when(event) == edtf
    ((_, reason),) = event.reasons
    assert f"“{words}”" in reason
    assert "(2024-05-03)" in reason


def test_the_reason_says_how_far_a_vague_distance_reaches() -> None:
    ((_, reason),) = exemption(related(story("days after the dinner", None, "day"))).reasons
    assert lengths()["day"].says in reason


def test_vague_days_are_narrowed_and_exact_ones_left() -> None:
    may = Period.month(2024, 5)
    assert when(exemption(related(story("days after the dinner", None, "day", own=may)))) == "2024-05-04/2024-05-16"
    assert when(exemption(related(story("days after the dinner", None, "day", own=day("05-30"))))) == "2024-05-30"
    later = Period.month(2024, 7)
    assert when(exemption(related(story("days after the dinner", None, "day", own=later)))) == "2024-07"


def test_another_report_gives_the_days_of_the_anchor() -> None:
    herald = told(
        "Daily Bell", "05-04", f"{DINED}.", claim("meeting", DINED, "*Dana Holt", "*Tomas Ellery", on=day("05-03"))
    )
    found = related(story("the day after the dinner", 1, "day", on=None, published="05-06"), herald)
    assert when(exemption(found)) == "2024-05-04"


def test_an_anchor_that_is_not_clearly_one_event_gives_nothing() -> None:
    one, two = f"{DINED} on 3 May", "Dana Holt met President Ellery on 20 May"
    base = told(
        "The Herald",
        "06-20",
        f"{one}. {two}. {EXEMPTED} days after the meeting.",
        claim("meeting", one, "*Dana Holt", "*Tomas Ellery", on=day("05-03")),
        claim("meeting", two, "*Dana Holt", "*Tomas Ellery", on=day("05-20")),
        claim("government_action", EXEMPTED, "*Tomas Ellery", "Acme"),
    )
    assert when(exemption(related(ordered(base, 2, [0, 1], "days after the meeting", None, "day")))) is None
    assert (
        when(exemption(related(ordered(base, 2, [1], "days after the meeting", None, "day"))))
        == "2024-05-21/2024-06-02"
    )


def test_an_anchor_without_days_gives_nothing_nor_does_one_after_the_report() -> None:
    assert when(exemption(related(story("days after the dinner", None, "day", on=None)))) is None
    assert when(exemption(related(story("weeks after the dinner", None, "week", published="05-05")))) is None


def test_what_is_placed_may_place_the_next() -> None:
    suit = "Beta sued the state"
    base = told(
        "The Herald",
        "06-20",
        f"{DINED}. {EXEMPTED} two days after the dinner. {suit} the day after the exemption.",
        claim("meeting", DINED, "*Dana Holt", "*Tomas Ellery", on=day("05-03")),
        claim("government_action", EXEMPTED, "*Tomas Ellery", "Acme"),
        claim("legal_action", suit, "Beta", "the state"),
    )
    base = ordered(base, 1, [0], "two days after the dinner", 2, "day")
    base = ordered(base, 2, [1], "the day after the exemption", 1, "day")
    assert when(only(related(base), "legal_action")) == "2024-05-06"


def test_dealings_seen_from_one_another_stay_undated() -> None:
    base = story("days after the dinner", None, "day", on=None)
    assert not any(e.period for e in related(ordered(base, 0, [1], "days before the exemption", None, "day")).events)


AGAIN = "Dana Holt met President Ellery again"


def again(unit: str | None) -> Told:
    base = told(
        "The Herald",
        "06-20",
        f"{DINED}. {AGAIN} after the dinner.",
        claim("meeting", DINED, "*Dana Holt", "*Tomas Ellery"),
        claim("meeting", AGAIN, "*Dana Holt", "*Tomas Ellery"),
    )
    return ordered(base, 1, [0], "after the dinner", None, unit)


def test_two_dealings_of_one_pair_that_an_order_puts_on_different_days_stay_apart() -> None:
    assert len(related(again("week")).events) == 2
    assert len(related(again("hour")).events) == 1


def test_a_later_telling_joins_the_dated_event_that_its_order_fits() -> None:
    freed = "President Ellery freed Acme of the duty"
    dated = [
        told(outlet, "05-07", f"{freed}.", claim("government_action", freed, "*Tomas Ellery", "Acme", on=day(on)))
        for outlet, on in (("Daily Bell", "05-05"), ("Northern Star", "02-01"))
    ]
    found = related(*dated, story("days after the dinner", None, "day"))
    (event,) = [e for e in found.events if e.kind == "government_action" and len(e.claims) == 2]
    assert when(event) == "2024-05-05"
    assert {reason.split(" by “")[0] for _, reason in event.reasons if "dated" in reason}


STORIES = [
    story("days after the dinner", None, "day"),
    story("weeks after the dinner", None, "week", on=None, outlet="Daily Bell"),
    again("week"),
    told(
        "Northern Star", "05-04", f"{DINED}.", claim("meeting", DINED, "*Dana Holt", "*Tomas Ellery", on=day("05-03"))
    ),
]


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_makes_no_difference(chance: random.Random) -> None:
    shuffled = STORIES[:]
    chance.shuffle(shuffled)
    assert related(*shuffled) == related(*STORIES)


@given(
    st.sampled_from(["after", "before"]),
    st.none() | st.integers(0, 400),
    st.none() | st.sampled_from(sorted(lengths())),
    st.dates(),
    st.integers(0, 400),
)
def test_days_are_in_order_and_on_the_side_told(
    way: OrderWay, count: int | None, unit: str | None, first: date, more: int
) -> None:
    last = date.fromordinal(min(first.toordinal() + more, date.max.toordinal()))
    earliest, latest = between(Order(way, "", (), count, unit), Period(first, last))
    assert earliest is None or latest is None or earliest <= latest
    if unit is None or count is None:
        assert earliest is None or way == "before" or earliest >= first
        assert latest is None or way == "after" or latest <= last
