"""The scoreboard: on the terminal, as docs/scoreboard.md, and as docs/scoreboard.json for the ratchet.

Takes: parts and their scores. Gives: text.
Knows nothing of: how the scores came about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from tools.parts import ROOT, Part, Storylines
from tools.scorer import Score
from tools.storyscorer import Figures

STORED = ROOT / "docs" / "scoreboard.json"
PAGE = ROOT / "docs" / "scoreboard.md"
SLOTS = ("actors", "counterparts", "amount", "date", "place", "attribution", "modality")
INVENTED = ("actors", "counterparts", "amount", "date")
TOLERANCE = 0.005
EVENTS = {
    "pairing": "pairing F1",
    "per_event": "per-event F1",
    "exact": "origins exact",
    "exact_of_several": "of several",
    "too_high": "too high",
    "edges": "edge F1",
    "kind_right": "kind right",
    "contradictions": "contradiction F1",
}

HEAD = """# Scoreboard

Made by `make score`; do not edit. Every figure is between 0 and 1; what each means stands in `docs/measuring.md`.
*Target* is the least that was asked for, *rules* what twenty minutes of rules on comparable trees gave, *ceiling* the
claim F1 at which two readings of the same texts by the gold's annotator agree. A dash: nothing to compare with.
"""


TOLD = """Storylines are read, related and exported by the whole tool; a figure is the mean over the storylines of a
row. *Pairing*: pairs of an article and an event it tells of. *Per event*: the mean F1 of an event's articles. *Origins
exact*: events whose independent origins are counted rightly, *of several* those among them that have two or more, *too
high* (smaller is better) those that are given more than they have. *Edge F1*: which article rests on which other, *kind
right* whether as a citation or as a copy. *Contradiction F1*: values that differ between articles on one event.
"""


class Stored(msgspec.Struct, frozen=True):
    """The figures of the last full run, by the names of the parts and of the sets of storylines."""

    claims: dict[str, Score] = {}
    events: dict[str, Figures] = {}


def stored(path: Path = STORED) -> dict[str, Score]:
    """The figures of claims of the last full run, by the part's name."""
    return _stored(path).claims


def stored_events(path: Path = STORED) -> dict[str, Figures]:
    """The figures of events of the last full run, by the name of the set of storylines."""
    return _stored(path).events


def drops(before: Mapping[str, Score], now: Mapping[str, Score]) -> list[str]:
    """A line for every claim F1 and overall F1 that fell by more than the tolerance."""
    return [
        f"{name}: {figure} fell from {getattr(old, figure):.3f} to {getattr(now[name], figure):.3f}"
        for name, old in before.items()
        if name in now
        for figure in ("f1", "overall_f1")
        if getattr(now[name], figure) < getattr(old, figure) - TOLERANCE
    ]


def event_drops(before: Mapping[str, Figures], now: Mapping[str, Figures]) -> list[str]:
    """A line for every figure of events that got worse by more than the tolerance.

    Whether kinds of edges are right is left out: it is taken over the edges found, which change as more are.
    """
    drops = []
    for name in (name for name in before if name in now):
        for figure in (figure for figure in EVENTS if figure != "kind_right"):
            old, new = getattr(before[name], figure), getattr(now[name], figure)
            if (new - old if figure == "too_high" else old - new) > TOLERANCE:
                drops.append(f"{name}: {EVENTS[figure]} went from {old:.3f} to {new:.3f}")
    return drops


def show_events(parts: Iterable[Storylines], figures: Mapping[str, Figures]) -> None:
    """Print the table of events."""
    print("\n" + aligned(_events(parts, figures)))


def show(parts: Sequence[Part], scores: Mapping[str, Score]) -> None:
    """Print the tables of claims."""
    for part in parts:
        if part.name not in scores:
            where = ", ".join(str(folder.articles) for folder in part.folders)
            print(f"not measured: {part.name} (its texts are not at {where})")
    measured = [part for part in parts if part.name in scores]
    for table in (_claims, _slots, _invented):
        print("\n" + aligned(table(measured, scores)))


def write(
    parts: Sequence[Part],
    scores: Mapping[str, Score],
    storylines: Sequence[Storylines],
    figures: Mapping[str, Figures],
) -> None:
    """Write the page and the stored figures; what was not measured keeps the figures it had."""
    claims, events = {**stored(), **scores}, {**stored_events(), **figures}
    parts = [part for part in parts if part.name in claims]
    storylines = [part for part in storylines if part.name in events]
    PAGE.write_text(page(parts, claims, storylines, events), encoding="utf-8")
    kept = Stored(
        {part.name: claims[part.name] for part in parts}, {part.name: events[part.name] for part in storylines}
    )
    STORED.write_bytes(msgspec.json.format(msgspec.json.encode(_round(msgspec.to_builtins(kept))), indent=2) + b"\n")


def page(
    parts: Sequence[Part],
    scores: Mapping[str, Score],
    storylines: Sequence[Storylines] = (),
    figures: Mapping[str, Figures] = {},
) -> str:
    """The page, the same for the same figures."""
    sections = [
        ("Claims found", _claims(parts, scores)),
        ("Slots of the claims found", _slots(parts, scores)),
        ("Invented: slots filled that the gold leaves empty (smaller is better)", _invented(parts, scores)),
        ("Claims found of those wanted, by kind", _kinds(parts, scores)),
    ]
    claims = "".join(f"\n## {title}\n\n{_markdown(table)}\n" for title, table in sections)
    events = f"\n## Events, origins and edges\n\n{TOLD}\n{_markdown(_events(storylines, figures))}\n"
    return HEAD + claims + (events if storylines else "")


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


def _events(parts: Iterable[Storylines], figures: Mapping[str, Figures]) -> Table:
    out = [["storylines", "what", "of them", *EVENTS.values()]]
    for part in parts:
        found = [f"{getattr(figures[part.name], figure):.3f}" for figure in EVENTS]
        out.append([part.name, part.title, str(len(part.folders)), *found])
    return out


def _figures(values: Mapping[str, float], names: Iterable[str]) -> list[str]:
    return [f"{values[name]:.3f}" if name in values else "-" for name in names]


def _pair(figures: tuple[float, float] | None) -> str:
    return f"{figures[0]:.2f} / {figures[1]:.2f}" if figures else "-"


def aligned(table: Table) -> str:
    """A table as text, its columns below one another."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table)
    return "\n".join(line.rstrip() for line in lines)


def _markdown(table: Table) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in table]
    return "\n".join([lines[0], "|" + " --- |" * len(table[0]), *lines[1:]])


def _stored(path: Path) -> Stored:
    return msgspec.json.decode(path.read_bytes(), type=Stored) if path.exists() else Stored()


def _round(value: object) -> object:
    """Three places, so that the stored file does not change with the last bit of a sum."""
    if isinstance(value, float):
        return round(value, 3)
    return {key: _round(inner) for key, inner in value.items()} if isinstance(value, dict) else value
