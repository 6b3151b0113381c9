"""What the followthemoney package says of the export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cuibono.publish.story import written
from tests.publish.gold_story import Story
from tests.publish.hostile import Hostile
from tests.publish.stories import TOLD
from tests.publish.story.recorded import recorded
from tests.publish.told_story import ToldStory
from tools import ftm
from tools.parts import ROOT

CASES = {
    "recorded": recorded(),
    "hostile": Hostile().contents(),
    "told": ToldStory(TOLD).contents(),
    "dev": Story(ROOT / "tests" / "stories" / "dev").contents(),
    "more": Story(ROOT / "tests" / "stories" / "more").contents(),
}


@pytest.fixture(scope="module")
def judge() -> None:
    try:
        ftm.python()
    except ftm.NotInstalledError as error:
        pytest.skip(f"{ftm.WANTED} could not be installed (it needs the network, g++, libicu-dev, pkg-config): {error}")


def test_every_entity_is_valid_and_no_value_is_changed(judge: None, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.ftm.json" for name in CASES]
    for file, held in zip(files, CASES.values(), strict=True):
        file.write_text(written(held, "ftm"), encoding="utf-8")
    assert ftm.faults(*files) == []


def test_what_is_wrong_is_noticed(judge: None, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "schema": "Person", "properties": {"name": ["Ann"], "birthDate": ["soon"]}},
        {"id": "b", "schema": "Payment", "properties": {"payer": ["c"], "beneficiary": ["a"]}},
        {"id": "c", "schema": "Article", "properties": {"fileName": ["c.txt"]}},
        {"id": "d", "schema": "Wedding", "properties": {}},
    ]
    (tmp_path / "bad.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = ftm.faults(tmp_path / "bad.json")
    assert [what.split(" ")[0] for what in found] == ["bad.json:1:", "bad.json:1:", "bad.json:2:", "bad.json:4:"]


def test_a_machine_that_cannot_install_it_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ftm.NotInstalledError, match="could not install"):
        ftm.python(tmp_path / "env", "--no-index no-such-package")
    assert not (tmp_path / "env").exists()
