from __future__ import annotations

import pytest

from tools.names import Names

NAMES = Names({"Norvale Motors": ["Norvale", "the carmaker"], "Ministry of Transport": ["transport ministry"]})


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        ("Norvale Motors", "the carmaker"),
        ("Norvale Motors", "Norvale's"),
        ("Ministry of Transport", "the Transport Ministry"),
        ("Ada Brandt", "Brandt"),
        ("Ada Brandt", "President Ada Brandt"),
        ("Ada Brandt", "Norland chief Ada Brandt"),
        ("Pellworm", "Pellworm Holdings Ltd"),
    ],
)
def test_names_of_one_party(gold: str, found: str) -> None:
    assert NAMES.same(gold, found)


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        ("Ada Brandt", "Ada"),
        ("Pellworm", "Pellworm Estate"),
        ("Norvale Rail", "Norvale Motors"),
        ("Ada Brandt", ""),
        ("the government", "the court"),
    ],
)
def test_names_of_two_parties(gold: str, found: str) -> None:
    assert not NAMES.same(gold, found)


def test_f1_counts_each_name_once_and_leaves_optional_ones_out() -> None:
    assert NAMES.f1([], []) == 1.0
    assert NAMES.f1(["Ada Brandt"], []) == 0.0
    assert NAMES.f1(["Ada Brandt"], ["Brandt", "Ada Brandt"]) == pytest.approx(2 / 3)
    assert NAMES.f1(["Ada Brandt"], ["Brandt", "Norvale"], optional=["Norvale Motors"]) == 1.0
