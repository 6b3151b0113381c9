"""Measure the reader against gold claims, and the whole tool against storylines.

`make score` does all; `python -m tools.score --part seeds --misses` one part, with what is behind its figures.
Takes: the parts that are on this machine. Gives: tables on the terminal, docs/scoreboard.md and docs/scoreboard.json.
The figures of outside texts come from the gold's own program, run as it is; those of the project's own stories from
tools/scorer.py, which a test holds equal to it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from cuibono.model import Document, Reading
from cuibono.publish.claims import Row
from cuibono.read import Reader
from cuibono.settings import ReaderSettings
from tools import board, relations, scorer
from tools.names import Names
from tools.parts import Part, Storylines, aliases, parts, shared, storylines
from tools.reading import Read, rows
from tools.storyscorer import Figures


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit status."""
    options = _options(arguments)
    wanted = [part for part in parts() if not options.part or part.name in options.part]
    told = [part for part in storylines() if not options.part or part.name in options.part]
    reader = Reader(ReaderSettings(pipeline=options.pipeline))
    scores = _claims(wanted, once(reader.read), options.misses) if wanted else {}
    figures = _events(told, reader, options.misses) if told else {}
    if not options.part and not options.pipeline:
        board.write(wanted, scores, told, figures)
    return 0


def _claims(wanted: list[Part], read: Read, misses: bool) -> dict[str, scorer.Score]:
    """Measure the parts and print what was found."""
    results = {part.name: measure(part, read) for part in wanted if part.present}
    scores = {name: score for name, (score, _) in results.items()}
    board.show(wanted, scores)
    for part in (part for part in wanted if misses and part.name in results):
        show_misses(part, results[part.name][1])
    return scores


def _events(wanted: list[Storylines], reader: Reader, misses: bool) -> dict[str, Figures]:
    """Measure the storylines and print what was found."""
    results = {part.name: relations.measure(part, reader) for part in wanted if part.present}
    figures = {name: measured.figures for name, measured in results.items()}
    board.show_events([part for part in wanted if part.name in figures], figures)
    for part in wanted:
        if part.name not in results:
            print(f"not measured: {part.name} (its storylines are not at {', '.join(map(str, part.folders))})")
        elif misses:
            relations.show_misses(part, results[part.name])
    return figures


def once(read: Read) -> Read:
    """The same reading, remembered: several parts hold the same documents."""
    kept: dict[tuple[str, bool], Reading] = {}

    def reading(document: Document) -> Reading:
        key = (document.file + document.sha256, document.published is None)
        if key not in kept:
            kept[key] = read(document)
        return kept[key]

    return reading


def measure(part: Part, read: Read) -> tuple[scorer.Score, scorer.Outcome]:
    """The figures of one part, and what is behind them."""
    found = rows(part, read)
    gold = [line for path in part.gold for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    gold = [line for line in gold if part.only is None or json.loads(line)["document"] in part.only]
    own = scorer.compare(
        [msgspec.json.decode(line, type=scorer.Stated) for line in gold],
        msgspec.convert(found, list[scorer.Stated]),
        Names(aliases(part)),
    )
    outside = shared() / "gold" / "score.py"
    if outside.exists() and shared() in part.gold[0].parents:
        return outside_score(outside, gold, found, aliases(part)), own
    return scorer.score(own), own


def outside_score(
    program: Path, gold: Iterable[str], found: Iterable[Row], names: dict[str, list[str]]
) -> scorer.Score:
    """The figures that the gold's own program prints."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "gold.jsonl").write_text("\n".join(gold), encoding="utf-8")
        (base / "claims.jsonl").write_text("\n".join(map(json.dumps, found)), encoding="utf-8")
        (base / "aliases.json").write_text(json.dumps(names), encoding="utf-8")
        call = [sys.executable, str(program), "--json"]
        for flag, name in [("--gold", "gold.jsonl"), ("--claims", "claims.jsonl"), ("--aliases", "aliases.json")]:
            call += [flag, str(base / name)]
        answer = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    claims = answer.pop("claims")
    return msgspec.convert({**answer, **claims}, scorer.Score)


def show_misses(part: Part, outcome: scorer.Outcome) -> None:
    """What was missed, what was extra, which slots differ; of locked texts nothing."""
    print(f"\n{part.name}")
    if part.locked:
        print("  locked: its misses are not shown")
        return
    for gold in outcome.missed:
        print(f"missed  {_line(gold)}")
    for found in outcome.extra:
        print(f"extra   {_line(found)}")
    for pair in outcome.pairs:
        for slot, value in pair.slots.items():
            if value < 1:
                wanted, given = _slot(pair.gold, slot), _slot(pair.found, slot)
                print(f"slot    {pair.gold.document[:16]:16} {slot:12} {value:.2f}  {wanted}  but found  {given}")


def _line(claim: scorer.Stated) -> str:
    text = " ".join(((claim.evidence and claim.evidence.text) or "").split())
    return f"{claim.document[:16]:16} {claim.type:22} {text[:150]}"


def _slot(claim: scorer.Stated, slot: str) -> str:
    return json.dumps(msgspec.to_builtins(getattr(claim, slot)), ensure_ascii=False)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.score", description="Measure the reader and what its claims come to."
    )
    names = [*(part.name for part in parts()), *(part.name for part in storylines())]
    parser.add_argument("--part", action="append", choices=names, help="only this part; may be given again")
    parser.add_argument(
        "--misses", action="store_true", help="list misses, extras and what differs (never of locked texts)"
    )
    parser.add_argument("--pipeline", default="", help="another spaCy pipeline instead of the project's own reader")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
