from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from cuibono.model import Claim, Document, Mention, Reading, Span
from cuibono.values import Money
from tools import board, score
from tools.parts import Folder, Part, locked
from tools.reading import documents

TEXT = "Norvale pledged $5 million to Pellworm. Pellworm thanked Norvale."


def reader(document: Document) -> Reading:
    start = document.text.index("Norvale pledged")
    claim = Claim(
        id="clm-1",
        document=document.id,
        kind="pledge",
        span=Span(start, start + 38),
        quote=document.text[start : start + 38],
        actors=(Mention(Span(start, start + 7), "Norvale", "organisation"),),
        amount=Money(Decimal("5e6"), Decimal("5e6"), "USD"),
    )
    return Reading(claims=(claim,))


@pytest.fixture
def part(tmp_path: Path) -> Part:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("file,published,title\na.txt,2021-03-04,A pledge\n", encoding="utf-8")
    (tmp_path / "aliases.json").write_text("{}", encoding="utf-8")
    gold = [
        {"document": "a.txt", "type": "pledge", "evidence": {"start": 0, "end": 38, "text": TEXT[:38]}},
        {"document": "a.txt", "type": "support", "evidence": {"start": 40, "end": 64, "text": TEXT[40:64]}},
    ]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    return Part(
        name="tiny",
        title="one text",
        folders=(Folder(tmp_path / "articles", tmp_path / "metadata.csv"),),
        gold=(tmp_path / "gold.jsonl",),
        aliases=(tmp_path / "aliases.json",),
        target=(0.5, 0.4),
    )


def test_a_part_is_read_and_measured(part: Part) -> None:
    figures, outcome = score.measure(part, reader)
    assert (figures.matched, figures.gold, figures.given) == (1, 2, 1)
    assert outcome.missed[0].type == "support"
    assert figures.invented["amount"] == 1


def test_metadata_reaches_the_document_and_can_be_withheld(part: Part) -> None:
    (told,) = documents(part)
    bare = Part(name="bare", title="", folders=(Folder(part.folders[0].articles, None),), gold=(), aliases=())
    (untold,) = documents(bare)
    assert told.title == "A pledge"
    assert told.published is not None
    assert (untold.published, untold.text) == (None, told.text)


def test_a_text_is_read_once_however_many_parts_hold_it(part: Part) -> None:
    calls = []

    def counting(document: Document) -> Reading:
        calls.append(document.file)
        return reader(document)

    read = score.once(counting)
    assert score.measure(part, read) == score.measure(part, read)
    assert calls == ["a.txt"]


def test_misses_of_locked_texts_are_not_shown(part: Part, capsys: pytest.CaptureFixture[str]) -> None:
    _, outcome = score.measure(part, reader)
    score.show_misses(part, outcome)
    assert "Pellworm thanked Norvale" in capsys.readouterr().out
    score.show_misses(
        Part(name="shut", title="", folders=part.folders, gold=part.gold, aliases=part.aliases, locked=True), outcome
    )
    assert "Pellworm" not in capsys.readouterr().out


def test_twelve_names_are_locked_whatever_the_order() -> None:
    names = [f"{number}.txt" for number in range(24)]
    assert len(locked(names)) == 12
    assert locked(names) == locked(reversed(names))


def test_the_page_is_the_same_for_the_same_figures_and_holds_target_and_score(part: Part) -> None:
    figures, _ = score.measure(part, reader)
    page = board.page([part], {"tiny": figures})
    assert page == board.page([part], {"tiny": figures})
    assert "| tiny | one text | 2 | 1 | 1.000 | 0.500 | 0.667 | 0.667 | 0.50 / 0.40 | - | - |" in page


def test_a_drop_beyond_the_tolerance_is_told(part: Part) -> None:
    figures, _ = score.measure(part, reader)
    worse, _ = score.measure(part, lambda _: Reading())
    assert board.drops({"tiny": figures}, {"tiny": worse})[0] == "tiny: f1 fell from 0.667 to 0.000"
    assert board.drops({"tiny": figures}, {"tiny": figures}) == []
    assert board.drops({"absent": figures}, {"tiny": worse}) == []
