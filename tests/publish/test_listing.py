from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cuibono.model import Claim, Document, Kind, Mention, Source, Span, Stance
from cuibono.publish.listing import COLOUR, line, listing
from cuibono.values import Money, Period

TEXT = "Acme Corp will give Jane Doe $2 million, people close to her said. Later they met in Springfield, in the rain."
JUNE = Period(date(2024, 6, 1), date(2024, 6, 1), "published")
DOCUMENT = Document("doc-1", "a.txt", TEXT, "ab", publisher="Harbour News", published=JUNE)
ACME, JANE = Mention(Span(0, 9), "Acme Corp", "organisation"), Mention(Span(20, 28), "Jane Doe", "person")
GIFT = Claim(
    "clm-gift", "doc-1", "donation", Span(0, 39), TEXT[:39], (ACME,), (JANE,), "campaign",
    Money(Decimal(2_000_000), Decimal(2_000_000), "USD"), Period(date(2024, 5, 1), date(2024, 5, 31)), "Ohio",
    (Source("people close to her", "anonymous", Span(41, 60)),), "planned",
)  # fmt: skip
MEETING = Claim("clm-meeting", "doc-1", "meeting", Span(67, 96), TEXT[67:96])

BY_KIND = """\
MEETINGS  1 claim

  no date given      (not named)
                     “Later they met in Springfield”
                     — Harbour News, 1 Jun 2024, in its own words
                     clm-meeting in a.txt

DONATIONS  1 claim

  May 2024           Acme Corp → Jane Doe · US$2 million · campaign · at Ohio [planned]
                     “Acme Corp will give Jane Doe $2 million”
                     — Harbour News, 1 Jun 2024, citing people close to her (not named)
                     clm-gift in a.txt
"""
BY_DATE = """\
2024  1 claim

  May 2024           Donation · Acme Corp → Jane Doe · US$2 million · campaign · at Ohio [planned]
                     “Acme Corp will give Jane Doe $2 million”
                     — Harbour News, 1 Jun 2024, citing people close to her (not named)
                     clm-gift in a.txt

DATE NOT GIVEN  1 claim

  no date given      Meeting · (not named)
                     “Later they met in Springfield”
                     — Harbour News, 1 Jun 2024, in its own words
                     clm-meeting in a.txt
"""


def test_by_kind_and_by_date() -> None:
    assert listing([DOCUMENT], [GIFT, MEETING]) == listing([DOCUMENT], [MEETING, GIFT]) == BY_KIND
    assert listing([DOCUMENT], [GIFT, MEETING], by="date") == BY_DATE


def test_colour_adds_codes_and_changes_nothing_else() -> None:
    coloured = listing([DOCUMENT], [GIFT, MEETING], style=COLOUR)
    for code in {*COLOUR.strong, *COLOUR.faint}:
        assert code in coloured
        coloured = coloured.replace(code, "")
    assert coloured == BY_KIND


def test_no_text_steers_the_terminal() -> None:
    assert line("a\x1b[31m\nb\u202ec\x9b d") == "a[31m bc d"


def test_a_topic_that_only_repeats_is_left_out() -> None:
    again = msgspec.structs.replace(GIFT, topic="$2 million for Jane Doe")
    assert "US$2 million · $2 million for Jane Doe" in listing([DOCUMENT], [again])
    again = msgspec.structs.replace(GIFT, topic="Jane Doe, $2 million")
    assert "US$2 million · at Ohio" in listing([DOCUMENT], [again])


def test_nothing_to_list() -> None:
    assert listing([], []) == ""


texts = st.text(max_size=300)
claims = st.builds(
    Claim, texts, st.just("doc-1"), st.sampled_from(get_args(Kind)), st.just(Span(0, 4)), texts,
    st.lists(st.builds(Mention, st.just(Span(0, 4)), texts, st.just("person")), max_size=9).map(tuple),
    topic=st.none() | texts, stance=st.sampled_from(get_args(Stance)),
)  # fmt: skip


@given(st.lists(claims, max_size=3), st.sampled_from(["kind", "date"]))
def test_every_claim_is_there_whatever_it_holds(many: list[Claim], by: str) -> None:
    printed = listing([DOCUMENT], many, by=by)  # type: ignore[arg-type]
    assert printed.count(" in a.txt") >= len(many)
    assert all(len(row) <= 140 for row in printed.split("\n") if " in a.txt" not in row)
