"""The worked example gives what the page shows, where its registers are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import chancepage, worked
from tools.parts import ROOT


@pytest.mark.skipif(bool(worked.missing()), reason=f"not there: {worked.missing()}")
def test_the_example_gives_what_is_shown(tmp_path: Path) -> None:
    case = worked.case(tmp_path / "case")
    for name in worked.PLANS:
        assert worked.shown(case, name).strip() == (worked.EXAMPLES / f"{name}.txt").read_text(encoding="utf-8").strip()


def test_every_plan_has_its_part_of_the_page() -> None:
    page = (ROOT / "docs" / "chance.md").read_text(encoding="utf-8")
    assert [
        name for name in chancepage.MAKERS if f"<!-- made: {name} -->\n{chancepage.MAKERS[name]()}" not in page
    ] == []
