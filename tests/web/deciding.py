"""Cases on which decisions are tried."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cuibono import explore, pipeline
from cuibono.explore.pages.review import ReviewQuery, ReviewView, review
from cuibono.model import Ruling
from tests.small_reader import SmallReader

ENGLISH = "The company said on Monday that it would build a plant in the state and that it had been asked to.\n"


def made_in(place: Path) -> Path:
    """A case of three articles; two tell of one meeting."""
    news = place / "news"
    news.mkdir()
    for name, text in (("a", "Acme met Jane Doe, Tom Roe said."), ("b", "Acme met Jane Doe."), ("c", "Kilo met Ann.")):
        (news / f"{name}.txt").write_text(f"{text} {ENGLISH} {name}\n")
    pipeline.read(place / "case", [str(news)], SmallReader())
    return place / "case"


def seen(case: Path, **query: Any) -> ReviewView:
    """What is open."""
    with explore.open(case) as held:
        return review(held, ReviewQuery(**query))


def first(case: Path, name: str = "a") -> str:
    """The id of the first claim of an article."""
    with explore.open(case) as held:
        return held.claims(document=f"{name}.txt")[0].id


def note(case: Path, ruling: Ruling, *subjects: str) -> str:
    """Write a decision down; its id."""
    return pipeline.note(case, ruling, subjects, "Ann", "the text says so").id


def until(true: Callable[[], object], seconds: float = 120) -> None:
    """Wait for something to come about."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.1)
