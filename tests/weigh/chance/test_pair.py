"""One pair of streams, from dates to an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuibono.model.chance import Asked, Figures, From, Plan
from cuibono.values import Period
from cuibono.weigh.chance import Beside, Stream, Terms, answered, together, weighed

START = date(2021, 1, 1)
YEAR = (Period(START, date(2021, 12, 31)),)
PLAN = Plan(
    name="p", question="?", access=From(title="meetings", register="m"), acts=From(title="orders", register="o"),
    parties=(Asked(name="Acme", words=("acme",)),), last=7,
)  # fmt: skip


def stream(*days: int, covered: tuple[Period, ...] = YEAR) -> Stream:
    return Stream(tuple(Period.day(START + timedelta(days=at)) for at in days), covered)


MEETINGS = stream(20, 60, 101, 149, 190, 233, 280, 321)
FOLLOWING = stream(23, 64, 103, 150, 195, 239, 281, 325)


def test_acts_that_follow_are_more_than_the_calendar_gives() -> None:
    found = weighed("Acme", MEETINGS, FOLLOWING, Terms(1, 7))
    assert found.rate
    assert (found.rate.hits, found.rate.of, found.accesses, found.days) == (8, 8, 8, 358)
    assert found.rate.expected == pytest.approx(8 * 56 / 358)
    assert found.rate.p == pytest.approx(1 / 358)
    assert found.ratio
    assert found.ratio.p < 0.001
    assert found.other
    assert (found.other.hits, found.other.of) == (8, 8)
    (before,) = found.controls
    assert before.sort == "before"
    assert before.found
    assert before.found.hits == 0
    (told,) = answered([found], PLAN, {})
    assert told.answer == "more"
    assert told.says.startswith("This is more often than the calendar alone would give (p 0.003)")


def test_the_other_way_round_is_a_control() -> None:
    both = stream(*(day for at in (20, 60, 101, 149, 190, 233, 280, 321) for day in (at - 3, at + 3)))
    (told,) = answered([weighed("Acme", MEETINGS, both, Terms(1, 7))], PLAN, {})
    assert told.answer == "more_as_controls"
    assert "acts before accesses" in told.says


def test_few_events_are_too_few() -> None:
    (told,) = answered([weighed("Acme", stream(20, 60), FOLLOWING, Terms(1, 7))], PLAN, {})
    assert (told.answer, told.rate) == ("too_few", None)
    assert told.says.startswith("Too few to test: 2 of the meetings and 8 of the orders can be used, and 5 of each")


def test_no_shift_could_tell() -> None:
    """Nineteen days can be looked at, so that no p can be below 1 in 19."""
    short = (Period(START, START + timedelta(days=19)),)
    access, acts = stream(1, 4, 8, 12, 17, covered=short), stream(2, 5, 9, 13, 18, covered=short)
    (told,) = answered([weighed("Acme", access, acts, Terms(1, 1))], PLAN, {})
    assert told.answer == "too_few"
    assert told.says == "Too few to test: no shift of these two streams could give a p below 0.053."


def test_gaps_take_days_and_events_out() -> None:
    gap = (Period(START, date(2021, 3, 31)), Period(date(2021, 7, 1), date(2021, 12, 31)))
    found = weighed("Acme", stream(20, 60, 101, 149, 190, 233, 280, 321, covered=gap), FOLLOWING, Terms(1, 7))
    # After each beginning, seven days whose window is not covered; and 1 April, whose window is.
    assert found.days == 90 + 184 - 14 + 1
    assert (found.left_accesses.outside, found.left_acts.outside) == (2, 2)
    assert found.rate
    assert found.rate.of == 6


def test_a_day_that_is_not_known_is_left_out_and_tried_at_both_ends() -> None:
    open_day = Period(START + timedelta(days=10), START + timedelta(days=17))
    unknown = Period(None, START + timedelta(days=300))
    access = Stream((*MEETINGS.happened, open_day, unknown), YEAR)
    found = weighed("Acme", access, FOLLOWING, Terms(1, 7))
    assert (found.accesses, found.left_accesses.undated) == (8, 2)
    assert found.earliest is not None
    assert found.latest is not None
    assert weighed("Acme", MEETINGS, FOLLOWING, Terms(1, 7)).earliest is None


def test_the_same_day_does_not_count_and_is_told() -> None:
    found = weighed("Acme", MEETINGS, MEETINGS, Terms(1, 7))
    assert found.same_day == 8
    assert found.rate
    assert found.rate.hits == 0


def test_shams_that_go_as_far_say_so() -> None:
    far = Beside("sham", "20 other parties", accesses=(MEETINGS,) * 20)
    (told,) = answered([weighed("Acme", MEETINGS, FOLLOWING, Terms(1, 7), (far,))], PLAN, {})
    assert told.answer == "more_as_controls"
    near = Beside("sham", "20 other parties", accesses=tuple(stream(*range(at, 365, 41)) for at in range(20)))
    found = weighed("Acme", MEETINGS, FOLLOWING, Terms(1, 7), (near,))
    assert found.controls[-1].as_far == 0
    assert found.controls[-1].p == pytest.approx(1 / 21)
    assert answered([found], PLAN, {})[0].answer == "more"


def test_pairs_that_were_tried_earlier_count() -> None:
    found = weighed("Acme", MEETINGS, FOLLOWING, Terms(1, 7))
    (told,) = answered([found], PLAN, {f"other {n}": 0.9 for n in range(99)})
    assert told.q == pytest.approx(100 / 358)
    assert told.answer == "no_more"
    assert "over 100 pairs" in told.says


def test_all_together_turn_as_one() -> None:
    """Two parties with the very same days are no more than one: what they share stays shared."""
    alone = together([(MEETINGS, FOLLOWING)], Terms(1, 7), ())
    twice = together([(MEETINGS, FOLLOWING), (MEETINGS, FOLLOWING)], Terms(1, 7), [(stream(40, 200), stream(5, 300))])
    assert alone.rate
    assert twice.rate
    assert alone.rate.p == twice.rate.p
    assert (alone.rate.hits, twice.rate.hits) == (8, 16)
    before, shams = twice.controls
    assert (before.sort, shams.sort, shams.shams, shams.as_far) == ("before", "sham", 1, 0)


@given(st.integers(0, 5000), st.lists(st.integers(0, 364), min_size=6, max_size=12))
@settings(max_examples=20)
def test_names_and_the_day_of_the_calendar_do_not_matter(moved: int, days: list[int]) -> None:
    def later(one: Stream) -> Stream:
        happened, covered = (tuple(_moved(p, moved) for p in periods) for periods in (one.happened, one.covered))
        return Stream(happened, covered)

    terms = Terms(1, 7, block="none")
    acts = stream(*days)
    assert _numbers(weighed("Acme", MEETINGS, acts, terms)) == _numbers(
        weighed("B", later(MEETINGS), later(acts), terms)
    )


def _moved(period: Period, by: int) -> Period:
    assert period.earliest
    assert period.latest
    return Period(period.earliest + timedelta(days=by), period.latest + timedelta(days=by))


def _numbers(found: Figures) -> tuple[object, ...]:
    return found.rate, found.other, found.blocked, found.permuted, found.ratio, found.controls


def test_a_side_of_which_no_day_can_be_looked_at_has_nothing() -> None:
    """Visits are covered up to a day, orders after it: of no visit is the whole window covered."""
    first = (Period(START, START + timedelta(days=60)),)
    then = (Period(START + timedelta(days=55), START + timedelta(days=80)),)
    access = stream(*range(20, 60, 3), covered=first)
    acts = stream(*range(55, 81, 2), covered=then)
    found = weighed("Acme", access, acts, Terms(7, 14))
    assert found.rate
    assert together([(access, acts), (access, acts)], Terms(7, 14), ()).controls[0].p == 1.0
