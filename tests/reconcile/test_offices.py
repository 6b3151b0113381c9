"""Who is told to have acted in an office, against public lists that say who held it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from cuibono.model import Contradiction, Event, Naming, Role, Tenure, naming_id
from cuibono.values import Period
from tests.reconcile.telling import Told, claim, only, related, told


def row(name: str, number: str, *tenures: tuple[str, str, str, str]) -> Naming:
    """A person of a public list, with title, owner, first and last day of each tenure."""
    place = f"us-legislators:{number}"
    held = tuple(Tenure(t, of, date.fromisoformat(a), date.fromisoformat(z), place) for t, of, a, z in tenures)
    return Naming(naming_id(place, name, "person"), place, name, "person", tenures=held)


HOLT = row("Dana Holt", "H1", ("senator", "Ohio", "2013-01-03", "2025-01-03"))
ROE = row("Tom Roe", "R1", ("president", "United States", "2016-01-20", "2024-01-20"))
LOW = row("Max Low", "L1", ("president", "United States", "2024-01-20", "2028-01-20"))
TODAY = told(
    "The Herald",
    "02-01",
    "Senator Dana Holt of Ohio sued Beta.",
    claim("legal_action", "Dana Holt of Ohio sued Beta", "*Dana Holt@Ohio", "Beta"),
)


def met(text: str, when: Period | None, *people: str, outlet: str = "Daily Bell") -> Told:
    actor = next((name for name in people if name in text), people[0])
    return told(
        outlet, "02-03", text, claim("meeting", text.rstrip("."), f"*{actor}", "Acme", on=when, place="Oak House")
    )


def errors(found: Sequence[Event]) -> list[Contradiction]:
    return [c for event in found for c in event.contradictions if c.sort == "error"]


def of_holt(text: str, when: Period | None) -> list[Contradiction]:
    senator = (Role("senator", "Ohio"),)
    (suit,) = TODAY.claims
    holder = replace(suit, actors=(replace(suit.actors[0], roles=senator),))
    return errors(related(Told(TODAY.document, (holder,)), met(text, when, "Dana Holt"), listed=[HOLT]).events)


@pytest.mark.parametrize(
    "text",
    [
        "Then-Senator Dana Holt met Acme at Oak House.",
        "The then-senator, Dana Holt, met Acme at Oak House.",
        "As a senator from Ohio in 2009, Dana Holt met Acme at Oak House.",
        "Dana Holt, as senator, met Acme at Oak House.",
        "Dana Holt, then a U.S. senator, met Acme at Oak House.",
        "The sitting Sen. Dana Holt met Acme at Oak House.",
    ],
)
def test_who_acts_in_an_office_before_the_list_gives_it(text: str) -> None:
    (found,) = of_holt(text, Period.year(2009))
    assert (found.field, found.variants[0].value) == ("actor", "Dana Holt, senator")
    assert "us-legislators:H1 gives Dana Holt as senator of Ohio from 2013-01-03 to 2025-01-03" in found.reason
    assert found.reason.endswith("this was 2009")


@pytest.mark.parametrize(
    "text",
    [
        "Senator Dana Holt met Acme at Oak House.",
        "It was then Senator Dana Holt met Acme at Oak House.",
        "Former Senator Dana Holt met Acme at Oak House.",
        "Dana Holt, now a senator, met Acme at Oak House.",
        "Then-state Senator Dana Holt met Acme at Oak House.",
        "Dana Holt, then a state senator, met Acme at Oak House.",
        "Dana Holt, as senator-elect, met Acme at Oak House.",
        "Dana Holt, as senators watched, met Acme at Oak House.",
        "Dana Holt, then a senator of Norland, met Acme at Oak House.",
        "As Senator Tom Roe said, Dana Holt met Acme at Oak House.",
        "The incoming senator, Dana Holt, met Acme at Oak House.",
    ],
)
def test_a_title_of_today_or_another_office_is_no_error(text: str) -> None:
    assert of_holt(text, Period.year(2009)) == []


@pytest.mark.parametrize("when", [None, Period.year(2013), Period.month(2012, 12), Period(None, date(2010, 1, 1))])
def test_nothing_is_said_where_the_days_do_not_settle_it(when: Period | None) -> None:
    found = of_holt("Then-Senator Dana Holt met Acme at Oak House.", when)
    assert bool(found) == (when is not None and when.latest == date(2010, 1, 1))


DAY = Period.day(date(2024, 1, 8))


def fined(outlet: str, text: str) -> Told:
    name = "Tom Roe" if "Roe" in text else "Max Low"
    found = claim("government_action", text.rstrip("."), f"*{name}", "Acme", on=DAY, amount="USD 5000000")
    (one,) = (story := told(outlet, "02-03", text, found)).claims
    president = (Role("president", "United States"),)
    return Told(story.document, (replace(one, actors=(replace(one.actors[0], roles=president),)),))


def presidents(*texts: str) -> list[Contradiction]:
    stories = [fined(outlet, text) for outlet, text in zip(("The Herald", "Northern Star"), texts, strict=True)]
    return list(only(related(*stories, listed=[ROE, LOW]), "government_action").contradictions)


def test_of_two_holders_of_one_office_the_list_says_which() -> None:
    (found,) = presidents("President Tom Roe fined Acme $5 million.", "President Max Low fined Acme $5 million.")
    assert (found.field, found.sort) == ("actor", "error")
    assert [v.value for v in found.variants] == ["Tom Roe, president", "Max Low, president"]
    assert "us-legislators:L1 gives Max Low as president of United States from 2024-01-20 to 2028-01-20" in found.reason
    assert found.reason.endswith("this was 2024-01-08")


@pytest.mark.parametrize("title", ["", "Former President ", "Vice President ", "President-elect "])
def test_without_the_title_two_names_are_only_a_difference(title: str) -> None:
    found = presidents("President Tom Roe fined Acme $5 million.", f"{title}Max Low fined Acme $5 million.")
    assert [c.sort for c in found] == ["drift"]


def test_without_a_list_nothing_is_an_error() -> None:
    stories = [
        fined("The Herald", "President Tom Roe fined Acme $5 million."),
        fined("Northern Star", "President Max Low fined Acme $5 million."),
    ]
    assert [c.sort for c in only(related(*stories), "government_action").contradictions] == ["drift"]
