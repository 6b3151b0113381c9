"""Which claims are taken to tell of one event."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from cuibono.values import Period
from tests.reconcile.telling import Told, claim, day, judged, only, related, told

MET = "Dana Holt met Minister Ann Lee at Oak House"


def meeting(outlet: str, published: str, on: str | None, text: str = f"{MET}.") -> Told:
    return told(
        outlet,
        published,
        text,
        claim("meeting", text.rstrip("."), "*Dana Holt", "*Ann Lee", on=day(on) if on else None, place="Oak House"),
    )


def test_two_reports_of_one_meeting_are_one_event() -> None:
    found = related(
        meeting("The Herald", "05-08", "05-07"),
        meeting("Daily Bell", "05-09", "05-07", "Ms Holt sat down with the minister, Ann Lee, on Tuesday."),
    )
    assert len(only(found, "meeting").documents) == 2


def test_two_meetings_of_the_same_two_people_on_different_days_stay_two() -> None:
    found = related(meeting("The Herald", "05-08", "05-07"), meeting("Daily Bell", "06-12", "06-11"))
    assert len(found.events) == 2


def test_two_firms_that_give_alike_in_one_article_are_two_dealings() -> None:
    first, second = "Acme gave $1 million to the Doe fund in May", "Zeta gave $1 million to the Doe fund in May"
    may = Period.month(2024, 5)
    found = related(
        told(
            "The Herald",
            "06-10",
            f"{first}. {second}.",
            claim("donation", first, "Acme", "Doe fund", on=may, amount="USD 1000000"),
            claim("donation", second, "Zeta", "Doe fund", on=may, amount="USD 1000000"),
        )
    )
    assert len(found.events) == 2


def test_people_of_two_firms_who_meet_one_office_are_two_meetings() -> None:
    first = "Acme executives met Lake Ministry officials in May"
    second = "Zeta lobbyists met Lake Ministry officials in May"
    may = Period.month(2024, 5)
    found = related(
        told(
            "The Herald",
            "06-10",
            f"{first}. {second}.",
            claim("meeting", first, "Acme executives", "Lake Ministry officials", on=may),
            claim("meeting", second, "Zeta lobbyists", "Lake Ministry officials", on=may),
        )
    )
    assert len(found.events) == 2


def test_what_an_article_dates_years_back_is_not_its_news_without_a_day() -> None:
    news, past = "Acme has given $1 million to the Doe fund", "Acme did not give to the Doe fund in 2017"
    year = Period.year(2017)
    found = related(
        told(
            "The Herald",
            "12-10",
            f"{news}. {past}.",
            claim("donation", news, "Acme", "Doe fund"),
            claim("donation", past, "Acme", "Doe fund", on=year, stance="denied"),
        )
    )
    assert len(found.events) == 2


def test_an_article_that_tells_of_both_days_keeps_them_apart() -> None:
    first, second = "Dana Holt met Ann Lee on Monday", "She met Ms Lee again on Wednesday"
    found = related(
        told(
            "The Herald",
            "05-10",
            f"{first}. {second}.",
            claim("meeting", first, "*Dana Holt", "*Ann Lee", on=day("05-06")),
            claim("meeting", second, "*Dana Holt", "*Ann Lee", on=day("05-08")),
        )
    )
    assert len(found.events) == 2


def test_a_slip_of_one_day_between_outlets_is_still_one_meeting() -> None:
    found = related(meeting("The Herald", "05-09", "05-07"), meeting("Daily Bell", "05-09", "05-08"))
    assert len(only(found, "meeting").documents) == 2


def test_another_counterpart_is_another_meeting() -> None:
    other = "Dana Holt met Commissioner Bo Ray at Oak House"
    found = related(
        meeting("The Herald", "05-08", "05-07"),
        told("Daily Bell", "05-08", f"{other}.", claim("meeting", other, "*Dana Holt", "*Bo Ray", place="Oak House")),
    )
    assert len(found.events) == 2


def test_a_pledge_told_as_a_gift_is_one_dealing() -> None:
    gave, promised = "Acme gave the Lee fund $1 million", "Acme has committed $1 million to the Lee fund"
    found = related(
        told("The Herald", "05-08", f"{gave}.", claim("donation", gave, "Acme", "Lee Fund", amount="USD 1000000")),
        told(
            "Daily Bell",
            "05-10",
            f"{promised}.",
            claim("pledge", promised, "Acme", "Lee Fund", amount="USD 1000000"),
        ),
    )
    assert len(found.events) == 1


def test_why_a_claim_was_taken_in_is_kept() -> None:
    event = only(
        related(meeting("The Herald", "05-08", "05-07"), meeting("Daily Bell", "05-09", "05-07")),
        "meeting",
    )
    ((_, reason),) = event.reasons
    assert "the same actor" in reason
    assert "the same days" in reason


def test_a_person_can_split_and_join_events() -> None:
    stories = meeting("The Herald", "05-08", "05-07"), meeting("Daily Bell", "06-12", "06-11")
    first, second = (s.claims[0].id for s in stories)
    assert len(related(*stories, judgements=[judged("same", first, second)]).events) == 1
    one = meeting("The Herald", "05-08", "05-07"), meeting("Daily Bell", "05-09", "05-07")
    first, second = (s.claims[0].id for s in one)
    for ruling in ("different", "unsure"):
        assert len(related(*one, judgements=[judged(ruling, first, second)]).events) == 2


def test_the_later_of_two_judgements_stands_and_a_merge_undone_gives_back_what_was() -> None:
    one = meeting("The Herald", "05-08", "05-07"), meeting("Daily Bell", "05-09", "05-07")
    ids = [s.claims[0].id for s in one]
    same, different = judged("same", *ids), judged("different", *ids)
    assert related(*one, judgements=[same, different]) == related(*one, judgements=[different])
    assert related(*one, judgements=[different, same]) == related(*one, judgements=[same])


def test_judgements_reach_through_chains() -> None:
    stories = [meeting(f"Paper {n}", f"0{n}-08", f"0{n}-07") for n in (3, 5, 7)]
    a, b, c = (s.claims[0].id for s in stories)
    found = related(*stories, judgements=[judged("same", a, b), judged("different", a, c), judged("same", b, c)])
    together = {frozenset(e.claims) for e in found.events}
    assert frozenset({b, c}) in together
    assert frozenset({a}) in together


STORY = [
    meeting("The Herald", "05-08", "05-07"),
    meeting("Daily Bell", "05-09", "05-07", "Ms Holt met the minister, Ann Lee, at Oak House on Tuesday."),
    meeting("Northern Star", "05-20", None, "As the Herald reported, Ms Holt met Ms Lee at Oak House this month."),
    meeting("Evening Post", "06-12", "06-11"),
]


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_makes_no_difference(chance: random.Random) -> None:
    shuffled = STORY[:]
    chance.shuffle(shuffled)
    assert related(*shuffled) == related(*STORY)
