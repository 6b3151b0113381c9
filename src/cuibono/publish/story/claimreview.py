"""What public records say of the ledger, as ClaimReview of schema.org in JSON-LD: one for each finding that decides.

Only findings that support or contradict are written; silence, absence and what cannot be checked are no review. There
is no number in the rating and no day of review, for nobody gave one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from cuibono.explore.event_view import EventView, TellingView
from cuibono.explore.finding_view import FindingView, RowView
from cuibono.model import Document
from cuibono.publish.event_listing import dealing
from cuibono.publish.formats import Row
from cuibono.publish.story.plain import address, key, plain
from cuibono.publish.story.story import Story, published_day

_DECIDING: Final = ("supports", "contradicts")


def claimreview(story: Story) -> str:
    """The reviews as one graph; the same ledger gives the same text. It may stand in a script element of a page."""
    reviews = [_review(story, view, number, finding) for view in story.views for number, finding in _deciding(view)]
    text = msgspec.json.format(msgspec.json.encode({"@context": "https://schema.org", "@graph": reviews})).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026") + "\n"


def _deciding(view: EventView) -> Iterator[tuple[int, FindingView]]:
    return ((number, one) for number, one in enumerate(view.findings, 1) if one.verdict in _DECIDING)


def _review(story: Story, view: EventView, number: int, finding: FindingView) -> Row:
    passages = _passages(view, finding)
    said = [finding.reason, f"Sum: {finding.arithmetic}" if finding.arithmetic else ""]
    said += [f"Searched: {finding.coverage}" if finding.coverage else ""]
    return _filled(
        {
            "@type": "ClaimReview",
            "@id": f"urn:cuibono:{key(view.id)}:{number}",
            "name": plain(dealing(view)),
            "claimReviewed": plain(passages[0].quote) if passages else plain(dealing(view)),
            "itemReviewed": {"@type": "Claim", "appearance": _appearances(story, passages)},
            "reviewRating": {"@type": "Rating", "alternateName": finding.verdict_words},
            "reviewBody": plain(" ".join(part for part in said if part)),
            "isBasedOn": [_row(row, finding) for row in finding.rows],
            "author": {"@type": "Person", "name": plain(story.author)} if story.author else None,
        }
    )


def _passages(view: EventView, finding: FindingView) -> list[TellingView]:
    """The passages whose claim a finding is about, the one that is shown first."""
    if finding.subject != view.id:
        return [telling for telling in view.tellings if telling.claim == finding.subject]
    bearing = [telling for telling in view.tellings if telling.bears == view.quote.bears]
    return [view.quote, *(telling for telling in bearing if telling.place != view.quote.place)]


def _appearances(story: Story, passages: Iterable[TellingView]) -> list[Row]:
    keys = dict.fromkeys(telling.report.document for telling in passages)
    return [_article(story.held.documents[one]) for one in keys if one in story.held.documents]


def _article(document: Document) -> Row:
    publisher = {"@type": "Organization", "name": plain(document.publisher)} if document.publisher else None
    return _filled(
        {
            "@type": "CreativeWork",
            "name": plain(document.title or document.file),
            "url": address(document.url),
            "datePublished": published_day(document),
            "publisher": publisher,
        }
    )


def _row(row: RowView, finding: FindingView) -> Row:
    title = plain(finding.title)
    return _filled({"@type": "CreativeWork", "name": title, "identifier": plain(row.id), "url": address(row.url)})


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value}
