from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec.structs import replace

from cuibono.explore.contents import Contents
from cuibono.publish.story import written
from cuibono.publish.story.plain import plain
from tests.explore.relations import ledger
from tests.publish.hostile import EVIL, Hostile
from tests.publish.story.recorded import BORNE_OUT, recorded


def reviews(held: Contents, author: str | None = None) -> Any:
    found = msgspec.json.decode(written(held, "claimreview", author))
    assert found["@context"] == "https://schema.org"
    return found["@graph"]


def test_only_findings_that_decide_are_reviews() -> None:
    assert [one["reviewRating"] for one in reviews(recorded())] == [
        {"@type": "Rating", "alternateName": "the records bear it out"},
        {"@type": "Rating", "alternateName": "the records say otherwise"},
    ]
    assert reviews(ledger()) == []


def test_a_review_says_what_was_searched_and_shows_rows_and_reports() -> None:
    first, second = reviews(recorded())
    assert first["claimReviewed"] == "Acme gave the fund $1 million"
    assert first["reviewBody"] == (
        "One row shows it. Sum: 1 row of 1,000,000.00 USD Searched: Gifts to the town: 3 rows of 2024"
    )
    assert first["isBasedOn"] == [
        {
            "@type": "CreativeWork",
            "name": "Gifts to the town",
            "identifier": "rec-town_gifts:R|1",
            "url": "https://records.example/R1",
        }
    ]
    outlets = [one["publisher"]["name"] for one in first["itemReviewed"]["appearance"]]
    assert outlets == ["Harbour Wire", "Valley Echo", "Newsnip", "The Post"]
    assert second["claimReviewed"] == "Acme gave the fund $10 million"
    assert [one["datePublished"] for one in second["itemReviewed"]["appearance"]] == ["2024-05-05"]


def test_the_author_is_who_is_named_and_nobody_else() -> None:
    assert [one.get("author") for one in reviews(recorded())] == [None, None]
    named = {"@type": "Person", "name": "Jane Roe"}
    assert [one["author"] for one in reviews(recorded(), "Jane Roe")] == [named, named]


def test_it_holds_no_score_and_no_day_of_review() -> None:
    names = re.findall(r'"(\w+)":', written(recorded(), "claimreview"))
    assert not {"ratingValue", "bestRating", "worstRating", "dateCreated"}.intersection(names)
    assert all("datePublished" not in one for one in reviews(recorded()))


def test_it_can_stand_in_a_page() -> None:
    bad = replace(BORNE_OUT, subject=f"evt-{EVIL}", title=EVIL, reason=EVIL)
    held = replace(Hostile().contents(), findings={bad.subject: (bad,)})
    text = written(held, "claimreview", EVIL)
    assert not re.search("[<>&\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    (review,) = reviews(held, EVIL)
    assert review["author"]["name"] == plain(EVIL)
    assert text == written(held, "claimreview", EVIL)


# https://developers.google.com/search/docs/appearance/structured-data/factcheck: a ClaimReview must have
# `claimReviewed`, `reviewRating` and `url`, its rating an `alternateName`; `author` and `itemReviewed` are recommended.
# The url is that of the page on which a person publishes it, which the ledger cannot know (docs/exports.md says so).
ASKED = {"claimReviewed", "reviewRating"}
# https://schema.org/ClaimReview, /Claim, /Rating, /CreativeWork: of what may stand in each, what is written here.
KNOWN = {
    "ClaimReview": {"name", "claimReviewed", "itemReviewed", "reviewRating", "reviewBody", "isBasedOn", "author"},
    "Claim": {"appearance"},
    "Rating": {"alternateName"},
    "CreativeWork": {"name", "url", "datePublished", "publisher", "identifier"},
    "Person": {"name"},
    "Organization": {"name"},
}


def nested(value: Any) -> list[dict[str, Any]]:
    """Every object in a value, itself among them."""
    inside = [one for part in (value.values() if isinstance(value, dict) else value) for one in _within(part)]
    return [value, *inside] if isinstance(value, dict) else inside


def _within(part: Any) -> list[dict[str, Any]]:
    return nested(part) if isinstance(part, dict | list) else []


def test_it_has_what_its_readers_ask_for_and_nothing_that_schema_org_does_not_know() -> None:
    found = reviews(recorded(), "Jane Roe")
    assert all(set(one) >= ASKED and one["reviewRating"]["alternateName"] for one in found)
    for one in nested(found):
        assert set(one) - {"@type", "@id"} <= KNOWN[one["@type"]]
