"""The scoreboard: on the terminal, as docs/scoreboard.md, and as docs/scoreboard.json for the ratchet.

Takes: parts and their scores. Gives: text.
Knows nothing of: how the scores came about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from tools.parts import ROOT, Part
from tools.scorer import Score

STORED = ROOT / "docs" / "scoreboard.json"
PAGE = ROOT / "docs" / "scoreboard.md"
SLOTS = ("actors", "counterparts", "amount", "date", "place", "attribution", "modality")
INVENTED = ("actors", "counterparts", "amount", "date")
TOLERANCE = 0.005

HEAD = """# Scoreboard

Made by `make score`; do not edit. Every figure is between 0 and 1; what each means stands in `docs/measuring.md`.
*Target* is the least that was asked for, *rules* what twenty minutes of rules on comparable trees gave, *ceiling* the
claim F1 at which two readings of the same texts by the gold's annotator agree. A dash: nothing to compare with.
"""


def stored(path: Path = STORED) -> dict[str, Score]:
    """The figures of the last full run, by the part's name."""
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Score]) if path.exists() else {}


def drops(before: Mapping[str, Score], now: Mapping[str, Score]) -> list[str]:
    """A line for every claim F1 and overall F1 that fell by more than the tolerance."""
    return [
        f"{name}: {figure} fell from {getattr(old, figure):.3f} to {getattr(now[name], figure):.3f}"
        for name, old in before.items()
        if name in now
        for figure in ("f1", "overall_f1")
        if getattr(now[name], figure) < getattr(old, figure) - TOLERANCE
    ]


def show(parts: Sequence[Part], scores: Mapping[str, Score]) -> None:
    """Print the tables."""
    for part in parts:
        if part.name not in scores:
            where = ", ".join(str(folder.articles) for folder in part.folders)
            print(f"not measured: {part.name} (its texts are not at {where})")
    measured = [part for part in parts if part.name in scores]
    for table in (_claims, _slots, _invented):
        print("\n" + _aligned(table(measured, scores)))


def write(parts: Sequence[Part], scores: Mapping[str, Score]) -> None:
    """Write the page and the stored figures; a part that was not measured keeps the figures it had."""
    kept = {**stored(), **scores}
    kept = {part.name: kept[part.name] for part in parts if part.name in kept}
    measured = [part for part in parts if part.name in kept]
    PAGE.write_text(page(measured, kept), encoding="utf-8")
    STORED.write_bytes(msgspec.json.format(msgspec.json.encode(_rounded(kept)), indent=2) + b"\n")


def page(parts: Sequence[Part], scores: Mapping[str, Score]) -> str:
    """The page, the same for the same figures."""
    sections = [
        ("Claims found", _claims(parts, scores)),
        ("Slots of the claims found", _slots(parts, scores)),
        ("Invented: slots filled that the gold leaves empty (smaller is better)", _invented(parts, scores)),
        ("Claims found of those wanted, by kind", _kinds(parts, scores)),
    ]
    return HEAD + "".join(f"\n## {title}\n\n{_markdown(table)}\n" for title, table in sections)


Table = list[list[str]]


def _claims(parts: Iterable[Part], scores: Mapping[str, Score]) -> Table:
    out = [["part", "what", "wanted", "given", "P", "R", "claim F1", "overall F1", "target", "rules", "ceiling"]]
    for part in parts:
        score = scores[part.name]
        figures = [f"{value:.3f}" for value in (score.precision, score.recall, score.f1, score.overall_f1)]
        counts = [str(score.gold), str(score.given)]
        beside = [_pair(part.target), _pair(part.rules), part.ceiling or "-"]
        out.append([part.name, part.title, *counts, *figures, *beside])
    return out


def _slots(parts: Iterable[Part], scores: Mapping[str, Score]) -> Table:
    return [["slots", *SLOTS]] + [[part.name, *_figures(scores[part.name].slots, SLOTS)] for part in parts]


def _invented(parts: Iterable[Part], scores: Mapping[str, Score]) -> Table:
    return [["invented", *INVENTED]] + [[part.name, *_figures(scores[part.name].invented, INVENTED)] for part in parts]


def _kinds(parts: Sequence[Part], scores: Mapping[str, Score]) -> Table:
    kinds = sorted({kind for part in parts for kind in scores[part.name].recall_by_type})
    out = [["kind", *(part.name for part in parts)]]
    for kind in kinds:
        tallies = [scores[part.name].recall_by_type.get(kind) for part in parts]
        out.append([kind, *(f"{tally[0]}/{tally[1]}" if tally else "-" for tally in tallies)])
    return out


def _figures(values: Mapping[str, float], names: Iterable[str]) -> list[str]:
    return [f"{values[name]:.3f}" if name in values else "-" for name in names]


def _pair(figures: tuple[float, float] | None) -> str:
    return f"{figures[0]:.2f} / {figures[1]:.2f}" if figures else "-"


def _aligned(table: Table) -> str:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table)
    return "\n".join(line.rstrip() for line in lines)


def _markdown(table: Table) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in table]
    return "\n".join([lines[0], "|" + " --- |" * len(table[0]), *lines[1:]])


def _rounded(scores: Mapping[str, Score]) -> dict[str, object]:
    """Three places, so that the stored file does not change with the last bit of a sum."""
    plain: dict[str, dict[str, object]] = msgspec.to_builtins(dict(scores))
    return {name: {key: _round(value) for key, value in score.items()} for name, score in plain.items()}


def _round(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    return {key: _round(inner) for key, inner in value.items()} if isinstance(value, dict) else value
