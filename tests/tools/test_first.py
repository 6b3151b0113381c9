"""The way to a first ledger: what is typed works as it stands, and what was measured is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cuibono.cli.arguments import parser
from tools import first
from tools.parts import ROOT


def test_every_command_of_the_way_is_one() -> None:
    commands = [line.split()[1:] for line in first.TYPED if line.startswith(".venv/bin/cuibono ")]
    assert [parser().parse_args(words).command for words in commands] == ["read", "events"]
    assert all((ROOT / word).exists() for words in commands for word in words if word.startswith("src/"))


def test_a_line_that_fails_is_said(tmp_path: Path) -> None:
    with pytest.raises(first.FailedLineError, match="exit status 3"):
        first._type("exit 3", tmp_path, {})


@pytest.mark.parametrize(("lines", "seconds", "met"), [(9, 20.0, True), (10, 1.0, False), (2, 90.1, False)])
def test_it_is_met_where_it_is_short_enough(lines: int, seconds: float, met: bool) -> None:
    steps = (first.Step("x", seconds),) * lines
    assert first.First(steps, "here", 1.0, 1.0, 1.0, 1.0).is_met is met
