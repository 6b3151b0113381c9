"""The study of kills in small, and that it sees what is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.killing import checked, scene
from tools.killing.commands import COMMANDS
from tools.killing.scene import Scene
from tools.parts import ROOT

PROGRAM = """
import sys
from pathlib import Path
from tools.kills import page, study
found = study(8, 1, Path(sys.argv[1]), ("read", "judge"))
print(*found["read"].told, *found["judge"].told, sep="\\n", file=sys.stderr)
print(page(found, 8, 1))
sys.exit(sum(one.lost for one in found.values()))
"""


def test_nothing_is_lost(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "kills")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "8 kills of 8, seeds from 1 on; with loss, damage or another ledger: 0." in done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return scene.made(tmp_path_factory.mktemp("kills") / "scene")


def lost(made: Scene, case: Path, acknowledged: str = "") -> set[str]:
    """What is seen after something was done to a case that had been judged."""
    before = checked.held(made.folder / "judged")
    found = checked.after(made, COMMANDS["judge"], case, before, acknowledged.split(), False)
    return {what for what in ("does not open", "lost", "damaged") if found["seen"][what]}


def test_what_is_lost_is_seen(made: Scene, tmp_path: Path) -> None:
    case = tmp_path / "case"

    def laid() -> Path:
        shutil.rmtree(case, ignore_errors=True)
        return Path(shutil.copytree(made.folder / "judged", case))

    assert lost(made, laid()) == set()
    assert lost(made, laid(), "jdg-aaaaaaaaaaaa") == {"lost"}
    assert lost(made, laid(), "kept:lda_contributions") == {"lost"}
    (laid() / "judgements.jsonl").unlink()
    assert lost(made, case) == {"lost"}
    (laid() / "ledger.sqlite").write_bytes(b"spoilt")
    assert lost(made, case) == {"does not open", "damaged"}
    next((laid() / "originals").iterdir()).unlink()
    assert lost(made, case) == {"lost", "damaged"}
