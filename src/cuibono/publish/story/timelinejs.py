"""The ledger as the JSON of a TimelineJS 3 timeline: a slide for each event that has a day.

TimelineJS takes `headline` and `text` for HTML, so every text is escaped, and the only tags are those written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

import msgspec

from cuibono.explore.event_view import EventView, TellingView
from cuibono.explore.finding_view import FindingView
from cuibono.explore.phrases import STANCES, count_words
from cuibono.publish.event_listing import dealing
from cuibono.publish.formats import Row
from cuibono.publish.story.plain import key, plain
from cuibono.publish.story.story import Story, report_words, when_words
from cuibono.values import Period


def timelinejs(story: Story) -> str:
    """The timeline; the same ledger gives the same text. Events without a day are counted on its first slide."""
    slides = [_slide(view, period) for view in story.views if (period := story.events[view.id].period) and view.dated]
    left = len(story.views) - len(slides)
    told = [f"{story.summary}."]
    told += [f"{count_words(left, 'event')} without a day: not shown here."] if left else []
    title = {"text": {"headline": "Ledger of dealings", "text": "".join(_paragraph(text) for text in told)}}
    return msgspec.json.format(msgspec.json.encode({"title": title, "events": slides})).decode() + "\n"


def dates(period: Period) -> Row:
    """The dates of a slide: a day, a month or a year where that is what is known, else the first and the last day.

    Of a period with an open end the known one is given; `display_date` of the slide says which end it is.
    """
    first, last = period.earliest or period.latest, period.latest or period.earliest
    if first is None or last is None:
        return {}
    parts = period.edtf.split("-")
    if period.earliest and period.latest and all(part.isdigit() for part in parts):
        return {"start_date": dict(zip(("year", "month", "day"), map(int, parts), strict=False))}
    return {"start_date": _day(first)} | ({"end_date": _day(last)} if first != last else {})


def _day(day: date) -> Row:
    return {"year": day.year, "month": day.month, "day": day.day}


def _slide(view: EventView, period: Period) -> Row:
    return {
        "unique_id": key(view.id),
        **dates(period),
        "display_date": _html(when_words(view)),
        "group": view.kind_words,
        "text": {"headline": _html(dealing(view)), "text": "".join(_body(view))},
        "autolink": False,
    }


def _body(view: EventView) -> Iterator[str]:
    yield _paragraph(f"{view.standing} · {view.grade_words}: {view.grade_rule}")
    for telling in view.tellings:
        yield _quote(telling)
    for one in view.contradictions:
        values = "; ".join(variant.value for variant in one.variants)
        yield _paragraph(f"Reports differ in {one.words} ({one.sort_words}): {values}")
    for finding in view.findings:
        yield _finding(finding, view)


def _quote(telling: TellingView) -> str:
    tag = f" [{STANCES[telling.stance][0]}]" if telling.stance not in (None, "asserted") else ""
    span = f"{telling.report.file}, characters {telling.span.start} to {telling.span.end}"
    where = _html(f"{report_words(telling.report)} ({span})")
    return f"<blockquote>“{_html(telling.quote)}”{tag} – {where}</blockquote>"


def _finding(finding: FindingView, view: EventView) -> str:
    about = "" if finding.subject == view.id else f" (of {finding.subject})"
    said = f"{finding.title}{about}: {finding.verdict_words}. {finding.reason} {finding.arithmetic}"
    return _paragraph(f"{said} Searched: {finding.coverage}" if finding.coverage else said)


def _paragraph(text: str) -> str:
    return f"<p>{_html(text)}</p>"


def _html(text: str) -> str:
    return escape(plain(text))
