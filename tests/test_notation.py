from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono import notation
from cuibono.errors import UsageError
from cuibono.model import (
    Claim,
    Contradiction,
    ContradictionField,
    ContradictionSort,
    Event,
    Grade,
    Kind,
    Mention,
    Order,
    OrderWay,
    PartyKind,
    Role,
    Source,
    SourceKind,
    Span,
    Stance,
    Telling,
    Variant,
)
from cuibono.values import Basis, Money, Period

offsets = st.integers(0, 10**7)
spans = st.builds(Span, offsets, offsets)
words = st.text(max_size=30)
names = st.one_of(
    words, st.sampled_from(["Acme Corp", "A (B) @1-2", 'the "group"', "a | of: b", "x: y", "två Åå", "Q."])
)
days = st.dates(date(1, 1, 1))
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)
roles = st.builds(Role, names, st.none() | names, st.none() | names)
mentions = st.builds(
    Mention, spans, names, st.sampled_from(get_args(PartyKind)), st.lists(roles, max_size=2).map(tuple)
)
sources = st.builds(Source, names, st.sampled_from(get_args(SourceKind)), st.none() | spans)


orders = st.builds(
    Order,
    st.sampled_from(get_args(OrderWay)),
    names,
    st.lists(words, max_size=2).map(tuple),
    st.none() | st.integers(-5, 500),
    st.none() | names,
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    ends = sorted([draw(days), draw(days)])
    first, last = draw(st.sampled_from([(0, 1), (0, 0), (None, 1), (0, None), (None, None)]))
    basis = draw(st.sampled_from(get_args(Basis)))
    return Period(None if first is None else ends[first], None if last is None else ends[last], basis)


@st.composite
def amounts(draw: st.DrawFn) -> Money:
    ends = sorted([draw(numbers), draw(numbers)])
    low, high = draw(st.sampled_from([(0, 1), (0, 0), (None, 1), (0, None)]))
    return Money(
        None if low is None else ends[low],
        None if high is None else ends[high],
        draw(st.sampled_from([None, "USD", "EUR"])),
        draw(st.booleans()),
        draw(st.sampled_from([None, "year", "barrel of oil"])),
    )


claims = st.builds(
    Claim,
    id=st.one_of(words, st.just("clm-abc")),
    document=st.one_of(words, st.just("doc-abc")),
    kind=st.sampled_from(get_args(Kind)),
    span=spans,
    quote=words,
    actors=st.lists(mentions, max_size=3).map(tuple),
    counterparts=st.lists(mentions, max_size=3).map(tuple),
    topic=st.none() | names,
    amount=st.none() | amounts(),
    period=st.none() | periods(),
    place=st.none() | names,
    attribution=st.lists(sources, max_size=3).map(tuple),
    stance=st.sampled_from(get_args(Stance)),
    cue=names,
    rules=st.lists(names, max_size=3).map(tuple),
    order=st.none() | orders,
)


@given(claims)
def test_what_is_shown_is_read_back(claim: Claim) -> None:
    assert notation.parse(notation.show(claim)) == claim


@given(st.lists(claims, max_size=4))
def test_many_claims_are_read_back(many: list[Claim]) -> None:
    assert notation.parse_all(notation.show_all(many)) == tuple(many)


TEXT = """\
meeting clm-gauupd6jobww @doc-x7:120-171 planned
  "met Governor Jane Doe in \\"Springfield\\""
  actor: Acme Corporation (organisation) @100-104
  counterpart: Jane Doe (person) @133-141
    as: governor | of: Illinois | status: incoming
  topic: tax credits
  amount: ~USD 1000000..2000000/year
  when: 2024-11 (text+published)
  place: Springfield
  said by: people familiar with the matter (anonymous) @172-205
  cue: meet.verb
  rule: subject of "met" -> actor
"""

CLAIM = Claim(
    id="clm-gauupd6jobww",
    document="doc-x7",
    kind="meeting",
    span=Span(120, 171),
    quote='met Governor Jane Doe in "Springfield"',
    actors=(Mention(Span(100, 104), "Acme Corporation", "organisation"),),
    counterparts=(Mention(Span(133, 141), "Jane Doe", "person", (Role("governor", "Illinois", "incoming"),)),),
    topic="tax credits",
    amount=Money(Decimal(1_000_000), Decimal(2_000_000), "USD", approx=True, per="year"),
    period=Period(date(2024, 11, 1), date(2024, 11, 30), "text+published"),
    place="Springfield",
    attribution=(Source("people familiar with the matter", "anonymous", Span(172, 205)),),
    stance="planned",
    cue="meet.verb",
    rules=('subject of "met" -> actor',),
)


def test_the_form() -> None:
    shown = notation.show(CLAIM) + "\n"
    assert shown.replace('rule: "subject of \\"met\\" -> actor"', 'rule: subject of "met" -> actor') == TEXT


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("meeting clm", "wedding clm"), "wedding"),
        (("@doc-x7", "doc-x7"), "begins with its kind"),
        (("topic:", "subject:"), 'no slot "subject"'),
        (("2024-11 (", "2024-13 ("), "2024-13"),
        (("USD 1000000..", "dollars "), "not an amount"),
        (("(person) @133-141", "(person"), "NAME (kind)"),
        (("  place", "place"), "two blanks"),
        (("counterpart: Jane Doe (person)", "counterpart: Jane Doe (dog)"), "dog"),
    ],
)
def test_what_cannot_be_read_says_where(change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(UsageError) as caught:
        notation.parse(notation.show(CLAIM).replace(*change))
    assert complaint in str(caught.value)


tellings = st.builds(
    Telling, names, spans, st.none() | names, st.none() | names, words, st.sampled_from(["supports", "denies", "hints"])
)
variants = st.builds(Variant, words, st.lists(names, max_size=2).map(tuple), st.lists(spans, max_size=2).map(tuple))
contradictions = st.builds(
    Contradiction,
    st.sampled_from(get_args(ContradictionField)),
    st.sampled_from(get_args(ContradictionSort)),
    st.lists(variants, max_size=3).map(tuple),
    words,
)
several = st.lists(names, max_size=3).map(tuple)
events = st.builds(
    Event,
    id=names,
    kind=st.sampled_from(get_args(Kind)),
    claims=several,
    tellings=st.lists(tellings, max_size=3).map(tuple),
    actors=several,
    counterparts=several,
    topic=st.none() | names,
    amount=st.none() | amounts(),
    period=st.none() | periods(),
    place=st.none() | names,
    origins=several,
    contradictions=st.lists(contradictions, max_size=2).map(tuple),
    reasons=st.lists(st.tuples(names, words), max_size=2).map(tuple),
    grade=st.sampled_from(get_args(Grade)),
    grade_rule=words,
)
SHOWN = """\
donation evt-wire0 corroborated
  grade rule: Two independent origins stand behind it.
  actor: pty-acme
  counterpart: pty-fund
  amount: USD 1000000
  when: 2024-05-02 (text)
  origin: org-aides
  origin: org-treasurer
  claim: clm-wire0
  claim: clm-copy0
  told: @doc-wire:0-29 supports
    claim: clm-wire0
    rests: org-aides
    by: anonymous
  differs: amount error
    reason: one report gives another
    value: "$1 million"
      in: doc-wire
      at: 19-29
    value: "$10 million"
      in: doc-site
  taken in: clm-copy0
    because: "the same actor; the same amount"
"""


@given(events)
def test_an_event_is_read_back_as_it_was(event: Event) -> None:
    assert notation.parse_event(notation.show_event(event)) == event


def test_how_an_event_looks() -> None:
    event = notation.parse_event(SHOWN)
    assert (event.origins, event.tellings[0].rests) == (("org-aides", "org-treasurer"), "org-aides")
    assert notation.show_event(event) + "\n" == SHOWN


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("donation evt", "wedding evt"), "does not hold together"),
        (("  actor: pty-acme", "      actor: pty-acme"), "too far to the right"),
        (("  actor:", "  actress:"), 'there is no slot "actress"'),
        (("@doc-wire:0-29 supports", "doc-wire"), "this should read @document:start-end"),
        (("at: 19-29", "at: there"), "this should read start-end"),
    ],
)
def test_what_is_no_event_is_refused(change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        notation.parse_event(SHOWN.replace(*change))
