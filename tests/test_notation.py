from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono import notation
from cuibono.errors import UsageError
from cuibono.model import Claim, Kind, Mention, PartyKind, Role, Source, SourceKind, Span, Stance
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
