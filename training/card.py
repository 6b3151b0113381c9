"""Scores weights: the package's into the model card, or those in named folders side by side on the screen.

`python -m training.card` writes the card; `python -m training.card FOLDER [FOLDER]` prints.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from cuibono.read.sentences import Engine
from cuibono.settings import ReaderSettings
from training.evaluate import NAMES, TREES, scores, table
from training.places import HERE, WEIGHTS

CARD = HERE.parent / "docs" / "model-card.md"
_BETWEEN = re.compile(r"(<!-- scores -->\n).*?(<!-- end of scores -->)", re.DOTALL)


def scored(folders: Sequence[Path]) -> str:
    """The two tables of scores, as Markdown, of the folders side by side."""
    engines = [Engine(ReaderSettings(weights=str(folder))) for folder in folders]
    tables = [
        table(title, {corpus: [scores(engine, corpus) for engine in engines] for corpus in corpora})
        for title, corpora in (("trees", TREES), ("names", NAMES))
    ]
    return "\n\n".join(["Weights: " + " / ".join(f"`{engine.name()}`" for engine in engines) + ".", *tables])


def write(card: Path, found: str) -> None:
    """Puts the tables between the card's marks."""
    card.write_text(_BETWEEN.sub(lambda marks: f"{marks[1]}{found}\n{marks[2]}", card.read_text("utf-8")), "utf-8")


def main(folders: Sequence[str]) -> None:
    """Command line."""
    if folders:
        print(scored([Path(folder) for folder in folders]))
    else:
        write(CARD, scored([WEIGHTS]))


if __name__ == "__main__":
    main(sys.argv[1:])
