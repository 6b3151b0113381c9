"""The claims of the bundled story, one a line, as they were when somebody last looked at them.

A change of the reader shows here claim by claim. `CUIBONO_WRITE_GOLDEN=1 pytest tests/read/test_golden.py` writes the
file anew: look at what changed before you keep it.
"""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import pytest

from cuibono.model import Claim, Document
from cuibono.read import Reader
from tests.read.texts import actors, counterparts
from tools.parts import Folder, Part
from tools.reading import documents

GOLDEN = Path(__file__).parent / "golden" / "demo-claims.txt"


def demo() -> list[Document]:
    folder = Path(str(files("cuibono") / "demo"))
    story = Folder(folder / "articles", folder / "metadata.csv")
    return list(documents(Part(name="demo", title="the bundled story", folders=(story,), gold=(), aliases=())))


def line(claim: Claim) -> str:
    """Kind, actors -> counterparts, amount, period, sources, stance, the beginning of the quote; "-" for nothing."""
    slots = (
        claim.kind,
        f"{listed(actors(claim))} -> {listed(counterparts(claim))}",
        claim.amount.show() if claim.amount else "-",
        claim.period.edtf if claim.period else "-",
        " < ".join(f"{source.name} ({source.kind})" for source in claim.attribution) or "-",
        claim.stance,
        " ".join(claim.quote.split())[:60],
    )
    return " | ".join(slots)


def listed(names: list[str]) -> str:
    return " & ".join(names) or "-"


def printed(reader: Reader) -> list[str]:
    lines = []
    for story in demo():
        lines += [f"# {story.file}", *(line(claim) for claim in reader.read(story).claims), ""]
    return lines


def test_the_bundled_story_reads_as_it_did(reader: Reader) -> None:
    now = printed(reader)
    if os.environ.get("CUIBONO_WRITE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text("\n".join(now), encoding="utf-8")
        pytest.skip(f"{GOLDEN} was written anew: look at what changed in it")
    assert GOLDEN.read_text(encoding="utf-8").split("\n") == now
