from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tools import bench, board, figures
from tools.scorer import Score

SCORE = Score(
    gold=70,
    given=60,
    matched=45,
    precision=0.75,
    recall=0.643,
    f1=0.692,
    overall_f1=0.55,
    slots={},
    invented={},
    recall_by_type={},
)


def test_each_set_of_texts_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "stored", lambda: {"seeds": SCORE, "articles-locked": SCORE})
    lines = figures.scores().splitlines()
    assert lines[2] == "| three seed articles (`seeds`) | 70 | 0.75 | 0.64 | 0.69 | 0.55 | 0.75 / 0.62 |"
    assert "(`articles-locked`)" in lines[3]
    assert "of 100 dealings that they tell of, 64 are found; of 100 claims that are given, 75 are" in lines[-1]


def test_speed_is_told_with_what_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speed = bench.Speed(documents=1000, words=500_000, reading=250.0, bare=200.0, ratios=[0.8])
    measured = bench.Bench(machine="Linux", speed=speed, start_up=0.061, memory_reading=812.3, memory_help=20.0)
    (tmp_path / "bench.json").write_bytes(msgspec.json.encode(bench._plain(measured)))
    monkeypatch.setattr(bench, "STORED", tmp_path / "bench.json")
    told = figures.speed()
    assert "| reading | 2,000 words a second |" in told
    assert "| reading as a part of that | 0.80 (asked for: at least 0.6) |" in told
    assert "| `cuibono --help` | 0.06 s (asked for: at most 0.2 s) |" in told


def test_what_was_not_measured_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "stored", dict)
    monkeypatch.setattr(bench, "STORED", tmp_path / "bench.json")
    assert (figures.scores(), figures.speed()) == (
        "Not measured yet: `make score` does it.",
        "Not measured yet: `make bench` does it.",
    )
