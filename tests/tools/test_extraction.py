from __future__ import annotations

import pytest

from tools import extraction
from tools.benches.webpages import HELD, OPEN, UNSEEN, Made, made


@pytest.fixture(scope="module")
def pages() -> list[Made]:
    return made(1)


def test_pages_are_the_same_each_time(pages: list[Made]) -> None:
    assert pages == made(1)
    assert [page.make for page in pages] == [*OPEN, *HELD, *UNSEEN]


def test_the_truth_has_full_marks_and_the_whole_page_has_not(pages: list[Made]) -> None:
    for page in pages:
        right = extraction.score(page, (" ".join(page.text), page.published.isoformat() if page.published else None))
        assert (right.precision, right.recall, right.got, right.day) == (1, 1, frozenset(), "right")
        everything = " ".join([*page.text, *(one for said in page.noise.values() for one in said)])
        wrong = extraction.score(page, (everything, "1999-01-01"))
        assert wrong.precision < 1
        assert (wrong.got, wrong.day) == (frozenset(page.noise), "wrong")


def test_articles_are_taken_out_of_every_make(pages: list[Made]) -> None:
    pages = [page for page in pages if page.part != "unseen"]
    for page, answer in zip(pages, extraction.ours(pages), strict=True):
        found = extraction.score(page, answer)
        assert min(found.precision, found.recall) > 0.95, page.name
        assert found.day == "right", page.name
        assert found.noticed == (page.notice is not None), page.name
