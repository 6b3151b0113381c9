from __future__ import annotations

from pathlib import Path

import pytest

from cuibono import settings
from cuibono.cli import main
from cuibono.cli.commands import BuiltIn
from cuibono.model import Reading
from cuibono.pipeline.llm import LlmReader
from cuibono.settings import CaseFolder
from tests import scripted
from tests.scripted_gold import GoldModel
from tools import compare, scorer
from tools.parts import ROOT, parts

DEV = ROOT / "tests" / "stories" / "dev"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, GoldModel]:
    """A case in which a model that knows the gold, with noise, has read the project's open stories; no server runs."""
    told = GoldModel(DEV, drop=0.15, invent=0.3)
    with scripted.model(told) as server:
        folder = scripted.case(tmp_path_factory.mktemp("compare") / "case", server)
        main(["read", str(DEV / "articles"), "--metadata", str(DEV / "metadata.csv"), "--case", str(folder)], BuiltIn())
    return folder, told


def test_both_readers_are_shown_from_the_record(
    recorded: tuple[Path, GoldModel], capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare.main(["--case", str(recorded[0]), "--part", "stories-dev", "--quotes", "2"]) == 0
    shown = capsys.readouterr().out
    lines = shown.splitlines()
    assert lines[1] == "stories-dev: own invented stories, open; 12 of 12 texts have answers"
    assert lines[3].split() == ["kind", "wanted", *"built-in P built-in R built-in F1 llm P llm R llm F1".split()]
    (every,) = [line.split() for line in lines if line.startswith("all ")]
    assert all(0 < float(figure) <= 1 for figure in every[2:])
    assert " claims of both, " in shown
    assert "built-in alone: " in shown
    assert "llm alone: " in shown
    assert shown.count("refused: ") >= 3


def test_what_a_noisy_model_makes_up_is_refused(recorded: tuple[Path, GoldModel]) -> None:
    folder, told = recorded
    (part,) = [one for one in parts() if one.name == "stories-dev"]
    second = LlmReader(CaseFolder(folder), settings.load(CaseFolder(folder).settings).reader)
    found = compare.compared(part, 12, lambda document: Reading(), second.read)
    assert len(told.invented) > 20
    assert found.refused.total() >= len(told.invented)
    made_up = [claim for claim in found.outcomes[1].extra if claim.type == "threat"]
    assert made_up == []
    score = found.scores[1]
    assert score.precision > 0.95
    assert score.recall > 0.6


def test_a_case_without_answers_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cuibono.toml").write_text('[reader.llm]\nendpoint = "http://127.0.0.1:1"\nmodel = "m"\n')
    assert compare.main(["--case", str(tmp_path), "--part", "stories-dev"]) == 1
    assert "holds no answers" in capsys.readouterr().out


def test_figures_by_kind() -> None:
    one = scorer.Stated(document="a", type="gift")
    other = scorer.Stated(document="a", type="meeting")
    outcome = scorer.Outcome([scorer.Pair(one, one, {"modality": 1.0})], [one, other], [other])
    assert {kind: figures.told for kind, figures in compare.by_kind(outcome).items()} == {
        "gift": ["1.000", "0.500", "0.667"],
        "meeting": ["0.000", "0.000", "0.000"],
        "all": ["0.500", "0.333", "0.400"],
    }
