"""The measured figures as tables for the README: docs/scoreboard.json and docs/bench.json, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tools import bench, board
from tools.parts import parts, storylines
from tools.scorer import Score

# What of the scoreboard's table of events is shown, and how it is called.
TOLD = {
    "per_event": "articles of an event, F1",
    "exact": "k exact",
    "too_high": "k too high",
    "edges": "who rests on whom, F1",
    "contradictions": "contradictions, F1",
}


def scores() -> str:
    """A line for each set of texts that was measured."""
    stored = board.stored()
    if not stored:
        return "Not measured yet: `make score` does it."
    rows = [
        (
            f"{part.title} (`{part.name}`)",
            str(stored[part.name].gold),
            *(f"{value:.2f}" for value in _four(stored[part.name])),
            f"{part.target[0]:.2f} / {part.target[1]:.2f}" if part.target else "-",
        )
        for part in parts()
        if part.name in stored
    ]
    lines = table(("texts", "claims wanted", "precision", "recall", "claim F1", "overall F1", "asked for"), rows)
    closed = stored.get("articles-locked")
    return f"{lines}\n\n{_said(closed)}" if closed else lines


def told() -> str:
    """A line for each set of storylines whose events, origins and edges were measured."""
    stored = board.stored_events()
    if not stored:
        return "Not measured yet: `make score` does it."
    rows = [
        (f"{part.title} (`{part.name}`)", *(f"{getattr(stored[part.name], name):.2f}" for name in TOLD))
        for part in storylines()
        if part.name in stored
    ]
    return table(("storylines", *TOLD.values()), rows)


def speed() -> str:
    """Speed, start-up and memory."""
    if not bench.STORED.exists():
        return "Not measured yet: `make bench` does it."
    found = msgspec.json.decode(bench.STORED.read_bytes())
    rows = [
        ("reading", f"{found['reading_words_per_second']:,} words a second"),
        ("encoder and decoder alone", f"{found['bare_words_per_second']:,} words a second"),
        ("reading as a part of that", f"{found['ratio']:.2f} (asked for: at least {bench.RATIO})"),
        ("`cuibono --help`", f"{found['start_up_seconds']:.2f} s (asked for: at most {bench.START_UP} s)"),
        ("memory while reading", f"{found['memory_reading_mib']:,} MiB"),
    ]
    where = f"{found['documents']:,} documents of {found['words']:,} words, one thread; {found['machine']}."
    return f"{where}\n\n{table(('what', 'measured'), rows)}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _said(score: Score) -> str:
    found, right = round(score.recall * 100), round(score.precision * 100)
    told = "In words, for the locked articles: of 100 dealings that they tell of"
    return f"{told}, {found} are found; of 100 claims that are given, {right} are in the gold."


def _four(score: Score) -> tuple[float, ...]:
    return score.precision, score.recall, score.f1, score.overall_f1
