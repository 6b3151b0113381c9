from __future__ import annotations

from typing import Any

import pytest

from cuibono.pipeline.children import in_children
from tools import scaling
from tools.benches import articles, whole
from tools.benches.scalepage import need, page


def figures() -> dict[str, Any]:
    """A whole that grows in proportion: 1,000 articles of 50 words take a second to read and one to compare."""
    claims: dict[str, float] = {}
    reader: dict[str, float] = {}
    for count in (1_000, 10_000):
        one = {"events s": count / 1_000, "all s": count / 1_000, "clock s": 1.0, "peak MiB": 100 + count / 100}
        sizes = {"ledger bytes": count * 1_000, "originals bytes": count * 73, "claims": count * 2, "documents": count}
        claims |= {f"{name}_{count}": value for name, value in (one | sizes).items()}
        reader |= {f"{name}_{count}": value for name, value in (one | sizes).items()}
        reader |= {f"read s_{count}": count / 1_000, f"words_{count}": count * 50}
    return {"machine": "A machine", "claims": claims | whole.exponents(claims), "reader": reader}


def test_what_more_articles_need_is_carried_on_from_the_greatest_count() -> None:
    found = need(figures(), 3_600_000)
    assert found.reading == pytest.approx(1.0)
    assert found.cores == pytest.approx(1 / 24)
    assert found.comparing == pytest.approx(1.0)
    assert found.memory == pytest.approx(36_000 / 1024)
    assert found.disk == pytest.approx(3_600_000 * 1_073 / 2**30)
    assert need(figures(), 3_600_000, words=500).reading == pytest.approx(10.0)


def test_a_stage_that_grows_like_a_square_is_told() -> None:
    seconds = {"events s_1000": 1.0, "events s_10000": 100.0, "grades s_1000": 0.01, "grades s_10000": 9.0}
    found = whole.exponents(seconds | {"claims_1000": 1_000, "claims_10000": 10_000})
    assert found == {"events exponent": 2.0, "events exponent by articles": 2.0}
    assert whole.steep(found) == ["events exponent"]


def test_the_page_holds_what_was_measured() -> None:
    text = page(figures())
    assert "| events | 1.0 | 10.0 | 1.00 | 1.00 |" in text
    assert "| ledger, for each claim | 500 |" in text
    assert "| 1,000,000 | 0.3 | 0.0 | 0.3 | 9.8 | 1.0 |" in text


def test_the_page_is_made_from_the_figures_that_are_kept() -> None:
    text = scaling.PAGE.read_text(encoding="utf-8")
    assert text == scaling.filled(text, scaling.stored())


def test_articles_are_the_same_each_time_and_their_claims_stand_in_them() -> None:
    made = list(articles.made(40))
    assert made == list(articles.made(40))
    assert all(document.text[c.span.start : c.span.end] == c.quote for document, claims in made for c in claims)


def test_what_is_inside_another_stage_is_taken_off_it() -> None:
    clock = whole.Clock()
    with clock.of("outer", "a"), clock.of("inner", "b"):
        list(in_children(abs, [-1], 1))
    assert clock.waited["a"] >= clock.waited["b"] > 0
    assert clock.seconds["outer"] < clock.seconds["inner"] + 0.05
