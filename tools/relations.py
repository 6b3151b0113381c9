"""Run the whole tool over storylines, and measure events, origins, edges and contradictions.

Takes: folders of articles with truth.json, a reader. Gives: figures, a line for each miss.
The figures of outside storylines come from their own program, run as it is; those of the project's own from
tools/storyscorer.py, which a test holds equal to it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from cuibono import explore, pipeline
from cuibono.pipeline import Reads
from cuibono.publish import events
from cuibono.publish.claims import Row
from tools import storyscorer
from tools.names import Names
from tools.parts import Storylines, shared
from tools.storyscorer import Figures, Found, Leading, Truth


class Exported(NamedTuple):
    """What `cuibono export` gives for a case: events and edges."""

    events: list[Row]
    edges: list[Row]


class Measured(NamedTuple):
    """The means over a set of storylines, and the lines behind each of them, by its name."""

    figures: Figures
    misses: dict[str, list[str]]


def measure(part: Storylines, reader: Reads) -> Measured:
    """The figures of a set of storylines: each is read, related and exported in a case of its own."""
    figures, misses = [], {}
    for folder in part.folders:
        exported = export(folder, reader)
        own, misses[folder.name] = own_figures(folder, exported)
        program = folder.parent / "score_story.py"
        outside = program.exists() and shared() in program.parents
        figures.append(outside_figures(program, folder, exported) if outside else own)
    return Measured(storyscorer.mean(figures), misses)


def export(folder: Path, reader: Reads) -> Exported:
    """What the whole tool makes of a storyline."""
    with tempfile.TemporaryDirectory() as place:
        case = Path(place) / "case"
        pipeline.read(case, [str(folder / "articles")], reader, metadata=folder / "metadata.csv")
        with explore.open(case) as view:
            held = view.contents()
            return Exported(events.rows(held), events.edge_rows(held))


def own_figures(folder: Path, exported: Exported) -> tuple[Figures, list[str]]:
    """The figures by the project's own scorer, and what is behind them."""
    truth = msgspec.json.decode((folder / "truth.json").read_bytes(), type=Truth)
    aliases = json.loads((folder / "aliases.json").read_text(encoding="utf-8"))
    found = msgspec.convert(exported.events, list[Found])
    return storyscorer.score(truth, found, msgspec.convert(exported.edges, list[Leading]), Names(aliases))


def outside_figures(program: Path, folder: Path, exported: Exported) -> Figures:
    """The figures that the storylines' own program prints."""
    with tempfile.TemporaryDirectory() as place:
        call = [sys.executable, str(program), "--json", "--truth", str(folder / "truth.json")]
        for name, rows in exported._asdict().items():
            path = Path(place) / f"{name}.jsonl"
            path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
            call += [f"--{name}", str(path)]
        answer = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    return _flat(answer)


def show_misses(part: Storylines, measured: Measured) -> None:
    """What is behind the figures; of locked storylines nothing."""
    print(f"\n{part.name}")
    if part.locked:
        print("  locked: its misses are not shown")
        return
    for name, lines in measured.misses.items():
        print("\n".join(f"{name:14} {line}" for line in lines))


def _flat(answer: dict[str, Any]) -> Figures:
    pairing, origins, edges = answer["pairing"], answer["origins"], answer["edges"]
    return Figures(
        pairing["f1"],
        pairing["per_event_f1"],
        origins["exact"],
        origins["exact_of_several"],
        origins["too_high"],
        edges["f1"],
        edges["kind_right"],
        answer["contradictions"]["f1"],
    )
