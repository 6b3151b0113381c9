"""Sameness: a bound may never rule out what weighing everything would find."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cuibono.model import Party
from cuibono.reconcile import sameness
from cuibono.reconcile.commonest import commonest
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.profiles import Profile
from cuibono.reconcile.sides import Sides
from cuibono.values import Money, Period
from tests.reconcile.telling import claim, related, told

NAMES = ("Acme Steel", "Acme", "Belmont", "Corda Foods")
SIDES = Sides(Kinship(Evidence([], [], [Party(name, name, "organisation", ()) for name in NAMES])))
side = st.frozensets(st.sampled_from(NAMES), max_size=2)
days = st.dates(date(2024, 1, 1), date(2024, 3, 1))
words = st.dictionaries(st.sampled_from("abcdef"), st.just(0.4), max_size=6)

profiles = st.builds(
    Profile,
    claim=st.sampled_from("xyz"),
    document=st.sampled_from("de"),
    kind=st.sampled_from(["meeting", "donation", "gift", "pledge", "government_action"]),
    stance=st.sampled_from(["asserted", "denied", "planned"]),
    actors=side,
    counterparts=side,
    period=st.none() | days.map(Period.day),
    amount=st.none() | st.sampled_from([5, 50, 7]).map(lambda n: Money(Decimal(n), Decimal(n), "USD")),
    place=st.none() | st.sampled_from(["paris", "paris hotel"]),
    day=st.none() | days,
    words=words,
    matter=words,
    marks=st.just(()),
    sayings=st.frozensets(st.integers(1, 2)),
    things=st.frozensets(st.just("job")),
    sweeping=st.booleans(),
    bulk=st.just(2.4),
    bounds=st.none() | days.map(lambda day: Period(day, None)),
    beyond=st.none(),
)


@given(profiles, profiles)
def test_no_pair_exceeds_its_bounds(new: Profile, old: Profile) -> None:
    names = sameness.given(new, old, SIDES)
    spoken = sameness.weighed(names) + sameness.worded(new, old)
    fit = sum(weight for _, weight in spoken) - sameness.needed(new, old) + 0.001
    assert fit <= sameness.with_words(names, new, old) <= sameness.at_most(new, old, SIDES) + 1e-9


@given(st.dictionaries(st.integers(0, 30), st.integers(1, 4)), st.integers(0, 12))
def test_the_commonest_are_those_a_full_sort_puts_first(counts: dict[int, int], most: int) -> None:
    assert commonest(counts, most) == sorted(counts, key=lambda number: (-counts[number], number))[:most]


def test_a_quote_that_begins_within_a_word_of_its_sentence_is_compared_like_any_other() -> None:
    one = told(
        "Post",
        "05-01",
        "Acme, unwillingly, met Ann Roe.",
        claim("meeting", "willingly, met Ann Roe", "Acme", "*Ann Roe"),
    )
    two = told("Sun", "05-02", "Acme met Ann Roe.", claim("meeting", "Acme met Ann Roe", "Acme", "*Ann Roe"))
    assert {c for event in related(one, two).events for c in event.claims} == {one.claims[0].id, two.claims[0].id}
