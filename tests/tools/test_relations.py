from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.small_reader import SmallReader
from tools import board, relations
from tools.parts import Storylines, storylines
from tools.storyscorer import Figures

TEXT = (
    "Acme met Jane Doe.\nThe company said on Monday that it would build a plant in the state, and that it was asked.\n"
)
HALF = Figures(*[0.5] * 8)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "tale"
    (folder / "articles").mkdir(parents=True)
    files = ("a.txt", "b.txt")
    for file in files:
        (folder / "articles" / file).write_text(f"{TEXT}{file}\n", encoding="utf-8")
    (folder / "metadata.csv").write_text(
        "file,published,publisher\na.txt,2021-03-04,Reader\nb.txt,2021-03-05,Courier\n", encoding="utf-8"
    )
    (folder / "aliases.json").write_text("{}", encoding="utf-8")
    met = {"id": "e1", "type": "meeting", "actors": ["Acme"], "counterparts": ["Jane Doe"], "date": None}
    edges = [{"to": "a.txt", "kind": "copies"}]
    truth = {
        "events": [met, {**met, "id": "e2", "type": "gift"}],
        "articles": [{"file": "a.txt", "edges": []}, {"file": "b.txt", "edges": edges}],
        "support": [
            {"event": "e1", "files": files, "independent": 1},
            {"event": "e2", "files": files[:1], "independent": 1},
        ],
        "contradictions": [],
    }
    (folder / "truth.json").write_text(json.dumps(truth), encoding="utf-8")
    return folder


def test_a_storyline_is_read_related_and_measured(story: Path) -> None:
    measured = relations.measure(Storylines("tale", "one tale", (story,)), SmallReader())
    assert measured.figures.pairing == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))
    assert measured.figures.too_high == 0
    assert any(line.startswith("event not found: e2 gift") for line in measured.misses["tale"])


def test_misses_of_locked_storylines_are_not_shown(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    part = Storylines("tale", "one tale", (story,))
    measured = relations.Measured(HALF, {"tale": ["event not found: e2"]})
    relations.show_misses(part, measured)
    assert "e2" in capsys.readouterr().out
    relations.show_misses(Storylines("tale", "one tale", (story,), locked=True), measured)
    assert "e2" not in capsys.readouterr().out


def test_what_is_held_back_is_locked() -> None:
    for part in storylines():
        held = any(folder.name.startswith("held-") for folder in part.folders)
        assert part.locked == held, part.name


def test_the_page_has_a_row_of_events_for_each_set_of_storylines(story: Path) -> None:
    page = board.page([], {}, [Storylines("tale", "one tale", (story,))], {"tale": HALF})
    assert "| tale | one tale | 1 |" + " 0.500 |" * 8 in page
    assert "Events, origins" not in board.page([], {})


def test_what_gets_worse_is_told_whichever_way_is_worse() -> None:
    before = {"tale": HALF}
    assert board.event_drops(before, {"tale": replace(HALF, too_high=0.4, edges=0.6, kind_right=0.1)}) == []
    assert board.event_drops(before, {"tale": replace(HALF, too_high=0.6, edges=0.4)}) == [
        "tale: too high went from 0.500 to 0.600",
        "tale: edge F1 went from 0.500 to 0.400",
    ]
