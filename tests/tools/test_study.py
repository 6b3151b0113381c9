"""The study of the chance tests in small: the primary test holds its level where plain counting does not."""

from __future__ import annotations

import json

import pytest

from tools import study


@pytest.fixture(scope="module")
def small() -> dict[str, dict[str, int]]:
    worlds = ("independent", "bursty", "slow_cycle", "effect_0.40")
    return {world: study.counted(world, 60, 0) for world in worlds}


@pytest.mark.parametrize("world", ["independent", "bursty"])
def test_the_shift_holds_its_level(small: dict[str, dict[str, int]], world: str) -> None:
    assert small[world]["shift"] <= 8  # of 60; 3 are to be expected


def test_plain_counting_does_not_where_events_come_in_bursts(small: dict[str, dict[str, int]]) -> None:
    assert small["bursty"]["naive"] >= 8


def test_a_shared_cycle_deceives_the_shift_and_not_the_shams(small: dict[str, dict[str, int]]) -> None:
    assert small["slow_cycle"]["shift"] >= 20
    assert small["slow_cycle"]["before"] >= 20
    assert small["slow_cycle"]["shams"] <= 8


def test_what_is_there_is_found(small: dict[str, dict[str, int]]) -> None:
    assert small["effect_0.40"]["shift"] >= 45
    assert small["effect_0.40"]["before"] <= 8


def test_the_same_seeds_give_the_same(small: dict[str, dict[str, int]]) -> None:
    assert study.counted("independent", 5, 0) == study.counted("independent", 5, 0)


def test_what_is_written_down_holds_the_level_where_it_is_said_to() -> None:
    found = json.loads(study.STUDY.read_text(encoding="utf-8"))
    assert found["runs"] >= 2000
    assert list(found["shares"]) == list(study.WORLDS)
    assert all(0.04 <= found["shares"][world]["shift"] <= 0.06 for world in study.NULLS)
    assert found["shares"]["bursty"]["naive"] > 0.1
