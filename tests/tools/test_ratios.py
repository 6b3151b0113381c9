"""Whether the program has become slower beside its yardsticks."""

from __future__ import annotations

import pytest

from tools import ratios
from tools.bench import PAGE


@pytest.mark.parametrize("name", ratios.AREAS)
def test_no_area_is_slower_by_more_than_a_fifth(name: str) -> None:
    before = ratios.kept()
    assert name in before, "`make ratios STORE=1` measures it"
    found = ratios.measured({name: before[name]}, [name])
    assert ratios.worse(found, before) == []


def test_what_is_slower_is_named() -> None:
    assert ratios.worse({"reading": 0.5, "reuse": 1.3}, {"reading": 0.64, "reuse": 1.46}) == ["reading"]


def test_an_area_is_measured_again_where_it_seems_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    takes = iter([0.4, 0.45, 0.6])
    monkeypatch.setattr(ratios, "ratio", lambda _: next(takes))
    assert ratios.measured({"reading": 0.6}, ["reading"]) == {"reading": 0.6}


def test_the_page_tells_the_stored_ratios() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| {ratios.AREAS[name].title} |" in page for name in ratios.kept())
