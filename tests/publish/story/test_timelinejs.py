from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from cuibono.explore.contents import Contents
from cuibono.publish.story import written
from cuibono.publish.story.plain import plain
from cuibono.publish.story.timelinejs import dates
from cuibono.values import Period
from tests.explore.relations import GIFT, ledger
from tests.publish.hostile import EVIL, Hostile
from tests.publish.stories import TOLD
from tests.publish.story.recorded import recorded
from tests.publish.told_story import ToldStory


class Seen(HTMLParser):
    """The tags and the text that a browser makes of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag if not attrs else f"{tag} with {attrs}")

    def handle_data(self, data: str) -> None:
        self.text += data


def timeline(held: Contents) -> Any:
    return msgspec.json.decode(written(held, "timelinejs"))


def test_an_event_is_a_slide_with_its_quotes() -> None:
    found = timeline(recorded())
    (slide,) = found["events"]
    assert slide["start_date"] == {"year": 2024, "month": 5, "day": 2}
    assert "end_date" not in slide
    assert (slide["unique_id"], slide["group"], slide["autolink"]) == ("evt-wire0", "Donation", False)
    assert slide["text"]["headline"] == "Donation · Acme → the fund · US$1 million"
    assert "<p>4 reports, 2 origins; 1 report denies it · corroborated: Two" in slide["text"]["text"]
    quote = (
        "<blockquote>“Acme did not give to the fund” [denied] – The Sun, 7 May 2024 (denial.txt, characters 0 to 29)"
    )
    assert quote in slide["text"]["text"]
    assert "<p>Gifts to the town: the records bear it out. One row shows it." in slide["text"]["text"]
    assert "Reports differ in the amount (taken for a mistake): $1 million; $10 million" in slide["text"]["text"]


def test_events_without_a_day_are_counted() -> None:
    assert "1 event without a day: not shown here." in timeline(recorded())["title"]["text"]["text"]
    none = timeline(replace(ledger(), events=(replace(GIFT, period=None),)))
    assert none["events"] == []


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Period.year(2024), {"year": 2024}, None),
        (Period.month(2024, 2), {"year": 2024, "month": 2}, None),
        (Period(date(2024, 5, 2), None), {"year": 2024, "month": 5, "day": 2}, None),
        (Period(None, date(2024, 5, 2)), {"year": 2024, "month": 5, "day": 2}, None),
        (
            Period(date(2023, 1, 1), date(2024, 12, 31)),
            {"year": 2023, "month": 1, "day": 1},
            {"year": 2024, "month": 12, "day": 31},
        ),
        (
            Period(date(1990, 1, 1), date(1999, 12, 31)),
            {"year": 1990, "month": 1, "day": 1},
            {"year": 1999, "month": 12, "day": 31},
        ),
    ],
)
def test_days_are_as_exact_as_they_are_known(period: Period, start: object, end: object) -> None:
    assert (dates(period).get("start_date"), dates(period).get("end_date")) == (start, end)


def test_no_text_of_an_article_becomes_html() -> None:
    text = written(Hostile().contents(), "timelinejs")
    slides = timeline(Hostile().contents())["events"]
    assert slides
    for slide in slides:
        for html in (slide["text"]["headline"], slide["text"]["text"], slide["display_date"], slide["group"]):
            assert Seen(html).tags <= {"p", "blockquote"}
    assert any(plain(EVIL) in Seen(slide["text"]["headline"]).text for slide in slides)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    assert "</script" not in text
    assert text == written(Hostile().contents(), "timelinejs")


# https://timeline.knightlab.com/docs/json-format.html: `events` is required, a list of slides; a slide other than the
# title must have a `start_date`, a date must have a `year`, and all parts of a date are numbers. What else a slide, a
# text or a date may have:
SLIDE = {"start_date", "end_date", "text", "media", "group", "display_date", "background", "autolink", "unique_id"}
DATE = {"year", "month", "day", "hour", "minute", "second", "millisecond", "display_date", "format"}


@pytest.mark.parametrize("held", [recorded(), Hostile().contents(), ToldStory(TOLD).contents()], ids=lambda _: "")
def test_it_has_what_timelinejs_asks_for_and_nothing_that_it_does_not_know(held: Contents) -> None:
    found = timeline(held)
    assert set(found) <= {"events", "title", "eras", "scale"}
    assert set(found["title"]) <= SLIDE
    assert found["events"]
    for slide in found["events"]:
        assert {"start_date"} <= set(slide) <= SLIDE
        assert {"headline", "text"} == set(slide["text"])
        for day in (slide["start_date"], slide.get("end_date", slide["start_date"])):
            assert {"year"} <= set(day) <= DATE
            assert all(isinstance(part, int) for part in day.values())
    ids = [slide["unique_id"] for slide in found["events"]]
    assert len(set(ids)) == len(ids)
