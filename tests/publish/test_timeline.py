from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cuibono.explore.contents import contents
from cuibono.explore.report_view import report_view
from cuibono.model import Claim, Document, Span
from cuibono.publish.report.scale import scale
from cuibono.publish.report.timeline import Lane, Picture, picture
from cuibono.values import Period

TEXT = "Acme met the minister."
DAYS = st.lists(st.dates(date(1900, 1, 1), date(2099, 12, 31)), min_size=1, max_size=30)


def drawn(*periods: Period | None, published: date | None = date(2024, 5, 9), gutter: float = 196) -> Picture | None:
    document = Document("doc-1", "a.txt", TEXT, "0", published=Period(published, published) if published else None)
    claims = [
        Claim(f"clm-{i}", "doc-1", "meeting", Span(0, 21), TEXT[:21], period=period) for i, period in enumerate(periods)
    ]
    view = report_view(contents([document], claims))
    lanes = [Lane(kind.name, f"kind-{kind.kind}", kind.events) for kind in view.kinds]
    return picture(lanes, view.articles, 1120, gutter)


def day(number: int, month: int = 5) -> Period:
    when = date(2024, month, number)
    return Period(when, when)


@given(DAYS)
def test_later_days_stand_no_further_left(days: list[date]) -> None:
    axis = scale(days, 100, 1000)
    places = [axis.at(one) for one in sorted(days)]
    assert places == sorted(places)
    assert 100 <= places[0] <= places[-1] <= 1000


@given(DAYS)
def test_labels_of_ticks_stand_apart(days: list[date]) -> None:
    labels = [tick for tick in scale(days, 100, 1000).ticks(58) if tick.label]
    assert all(b.x - a.x > 6.4 * (len(a.label) + len(b.label)) / 2 for a, b in pairwise(labels))


def test_the_axis_names_the_year_once() -> None:
    labels = [tick.label for tick in scale([date(2024, 5, 3), date(2024, 5, 20)], 100, 1000).ticks(58)]
    assert labels == ["6 May 2024", "13 May", "20 May", "27 May"]


def test_few_far_off_days_get_a_narrow_part() -> None:
    axis = scale([date(2015, 1, 1), *(date(2024, 5, n) for n in range(1, 20))], 0, 1000)
    assert [piece.main for piece in axis.pieces] == [False, True]
    assert axis.at(date(2024, 5, 1)) < 200


def test_a_day_is_a_dot_and_a_stretch_is_a_bar() -> None:
    found = drawn(day(3), Period(date(2024, 5, 1), date(2024, 5, 31)))
    assert found
    bar, dot = found.lanes[0].marks
    assert (bar.dot, dot.dot) == (False, True)
    assert bar.width > 10 * dot.width
    assert bar.x <= dot.x <= bar.x + bar.width


def test_marks_do_not_cover_each_other() -> None:
    found = drawn(day(3), day(3), day(4), Period(date(2024, 5, 1), date(2024, 5, 31)))
    assert found
    marks = found.lanes[0].marks
    for one in marks:
        clashes = [m for m in marks if m.y == one.y and m.x < one.x + one.width and one.x < m.x + m.width]
        assert clashes == [one]
        assert found.lanes[0].y < one.y < found.lanes[0].y + found.lanes[0].height


def test_claims_without_a_date_stand_in_their_own_column() -> None:
    found = drawn(day(3), None, None)
    assert found
    assert found.undated
    assert [mark.x >= found.undated for mark in found.lanes[0].marks] == [False, True, True]


def test_open_period_stays_in_the_picture() -> None:
    found = drawn(Period(date(2024, 5, 3), None), Period(None, date(2024, 5, 3)))
    assert found
    assert all(mark.x >= 206 and mark.x + mark.width <= 1120 for mark in found.lanes[0].marks)


def test_no_picture_without_any_date() -> None:
    assert drawn(None, published=None) is None
    assert drawn() is None


def test_many_claims_make_rows_lower() -> None:
    few, many = drawn(day(3)), drawn(*[day(3)] * 400)
    assert few
    assert many
    assert many.radius < few.radius
    assert many.height < 400 * 5
