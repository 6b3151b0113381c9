from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as hypothetically
from hypothesis import strategies as st

from cuibono.collect.published import given, stated


@pytest.mark.parametrize(
    "text",
    [
        "2023-09-05",
        "2023-09-05T10:00:00Z",
        "Tuesday, 5 September 2023",
        "The Harbour News | Tuesday 5 September 2023, 21:14 (updated)",
        "Sept. 5, 2023, 9:10 a.m. (UTC-5)",
        "5 Sep 2023",
        "September 5th, 2023",
        "mardi 5 septembre 2023",
        "5. September 2023",
        "5 de septiembre de 2023",
    ],
)
def test_a_full_date(text: str) -> None:
    found = stated(text)
    assert found
    assert (found.earliest, found.latest, found.basis) == (date(2023, 9, 5), date(2023, 9, 5), "published")


@pytest.mark.parametrize(
    "text", ["", "Sept 5", "31 February 2023", "2023-13-45", "call 555-2023-09", "May 2023", "in 2023"]
)
def test_no_full_date(text: str) -> None:
    assert stated(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2024-02-03 ", date(2024, 2, 3), date(2024, 2, 3)),
        ("3 February 2024", date(2024, 2, 3), date(2024, 2, 3)),
    ],
)
def test_what_a_table_gives(text: str, first: date, last: date) -> None:
    found = given(text)
    assert found
    assert (found.earliest, found.latest) == (first, last)


@pytest.mark.parametrize("text", ["0000", "2024-00", "soon", "12/11/2024", "2024-13-45"])
def test_what_a_table_gives_in_vain(text: str) -> None:
    assert given(text) is None


@hypothetically(st.dates(date(1000, 1, 1)))
def test_every_day_in_every_form(day: date) -> None:
    month = day.strftime("%B")
    for text in (day.isoformat(), f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
        found = stated(text)
        assert found
        assert found.earliest == day
