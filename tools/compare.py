"""Both readers side by side on gold claims: how much each finds, where they agree and differ.

`python -m tools.compare --case DIR` takes the answers that a case holds and asks nothing; texts without a whole record
of answers are left out for both readers. Takes: a case read by a language model, the parts on this machine.
Gives: tables and quotes on the terminal. Knows nothing of: how answers come.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from cuibono import settings
from cuibono.errors import CuiBonoError
from cuibono.model import Document, Reading
from cuibono.pipeline.llm import LlmReader
from cuibono.read import Reader
from cuibono.settings import CaseFolder
from tools import scorer
from tools.board import aligned
from tools.names import Names
from tools.parts import Part, aliases, parts
from tools.reading import Read, documents, rows
from tools.score import measure, once

READERS = ("built-in", "llm")


class Figures(msgspec.Struct, frozen=True):
    """Of one reader on one kind: claims wanted, given, matched. What the gold leaves optional does not count."""

    wanted: int
    given: int
    matched: int

    @property
    def told(self) -> list[str]:
        """Precision, recall and F1; a dash where there is nothing to divide by."""
        both = self.wanted + self.given
        return [_share(self.matched, self.given), _share(self.matched, self.wanted), _share(2 * self.matched, both)]


class Compared(msgspec.Struct, frozen=True):
    """Two readers on one part, each with its score and what is behind it; the claims that both, or one alone, made."""

    part: Part
    texts: int
    scores: tuple[scorer.Score, scorer.Score]
    outcomes: tuple[scorer.Outcome, scorer.Outcome]
    together: scorer.Outcome
    refused: Counter[str]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit status."""
    options = _options(arguments)
    folder = CaseFolder(Path(options.case))
    try:
        chosen = settings.load(folder.settings).reader
    except CuiBonoError as error:
        print(error, file=sys.stderr)
        return 2
    second = LlmReader(folder, chosen)
    first = once(Reader(chosen).read)
    wanted = [part for part in parts() if part.present and (not options.part or part.name in options.part)]
    found = [_compared(part, first, second) for part in wanted]
    for one in found:
        if one is not None:
            print(f"\n{told(one, options.quotes)}")
    if not any(found):
        print(f"{folder.path}: it holds no answers for any text that there is gold for. Read those texts with")
        print(f"`cuibono read FOLDER --case {folder.path} --reader llm` first.")
    return 0 if any(found) else 1


def _compared(part: Part, first: Read, second: LlmReader) -> Compared | None:
    every = list(documents(part))
    recorded = frozenset(one.file for one in every if not second.missing(one))
    if not recorded:
        return None
    return compared(msgspec.structs.replace(part, only=recorded), len(every), first, second.read)


def compared(part: Part, texts: int, first: Read, second: Read) -> Compared:
    """Both readers on the texts of a part that it is limited to; `texts` is how many it has in all."""
    refused: Counter[str] = Counter()

    def counting(document: Document) -> Reading:
        reading = second(document)
        for problem in reading.problems:
            if problem.code == "claim_refused":
                refused[problem.message.partition(": ")[2]] += int(problem.message.split()[0])
        return reading

    reads = (first, once(counting))
    (one, behind_one), (other, behind_other) = (measure(part, read) for read in reads)
    stated = [msgspec.convert(rows(part, read), list[scorer.Stated]) for read in reads]
    together = scorer.compare(stated[0], stated[1], Names(aliases(part)))
    silent = {claim.document for claim in stated[0]}
    together.extra.extend(claim for claim in stated[1] if claim.document not in silent)
    return Compared(part, texts, (one, other), (behind_one, behind_other), together, refused)


def by_kind(outcome: scorer.Outcome) -> dict[str, Figures]:
    """The figures of each kind, and of all together as "all"."""
    matched = Counter(pair.gold.type for pair in outcome.pairs)
    wanted = matched + Counter(claim.type for claim in outcome.missed)
    given = matched + Counter(claim.type for claim in outcome.extra)
    kinds = {kind: Figures(wanted[kind], given[kind], matched[kind]) for kind in sorted(wanted | given)}
    return {**kinds, "all": Figures(wanted.total(), given.total(), matched.total())}


def told(one: Compared, quotes: int) -> str:
    """The comparison as text; of locked texts no quotes."""
    lines = [f"{one.part.name}: {one.part.title}; {len(one.part.only or ())} of {one.texts} texts have answers", ""]
    lines += [aligned(_kinds(one)), "", aligned(_overall(one)), ""]
    both, alone = len(one.together.pairs), (one.together.missed, one.together.extra)
    lines += [f"{both} claims of both, {len(alone[0])} of the built-in reader alone, {len(alone[1])} of the llm alone"]
    lines += [f"refused: {count:>4}  {why}" for why, count in one.refused.most_common()]
    if one.part.locked:
        return "\n".join([*lines, "locked: no quotes are shown"])
    right = [{_key(pair.found) for pair in outcome.pairs} for outcome in one.outcomes]
    lines += _differing(one.together.pairs, quotes)
    for reader, claims, wanted in zip(READERS, alone, right, strict=True):
        lines += _quoted(f"{reader} alone", claims, wanted, quotes)
    return "\n".join(lines)


def _kinds(one: Compared) -> list[list[str]]:
    tables = [by_kind(outcome) for outcome in one.outcomes]
    head = ["kind", "wanted", *(f"{reader} {figure}" for reader in READERS for figure in ("P", "R", "F1"))]
    none = Figures(0, 0, 0)
    kinds = [kind for kind in dict.fromkeys([*tables[0], *tables[1]]) if kind != "all"]
    out = [head]
    for kind in [*sorted(kinds), "all"]:
        figures = [table.get(kind, none) for table in tables]
        out.append([kind, str(max(f.wanted for f in figures)), *(cell for f in figures for cell in f.told)])
    return out


def _overall(one: Compared) -> list[list[str]]:
    slots = sorted({slot for score in one.scores for slot in score.slots})
    out = [["reader", "claim F1", "overall F1", *slots]]
    for reader, score in zip(READERS, one.scores, strict=True):
        shown = [f"{score.slots[slot]:.3f}" if slot in score.slots else "-" for slot in slots]
        out.append([reader, f"{score.f1:.3f}", f"{score.overall_f1:.3f}", *shown])
    return out


def _differing(pairs: Sequence[scorer.Pair], quotes: int) -> list[str]:
    """Claims of both whose slots say different things."""
    differing = [(pair, [slot for slot, value in pair.slots.items() if value < 1]) for pair in pairs]
    differing = [(pair, slots) for pair, slots in differing if slots]
    lines = ["", f"of both, with a difference: {len(differing)}"]
    for pair, slots in differing[:quotes]:
        lines.append(f"  {_quote(pair.gold)}")
        for slot in slots:
            values = (msgspec.json.encode(getattr(claim, slot)).decode() for claim in (pair.gold, pair.found))
            lines.append("    {}: {} | {}".format(slot, *values))
    return lines


def _quoted(title: str, claims: Iterable[scorer.Stated], right: set[tuple[object, ...]], quotes: int) -> list[str]:
    found = list(claims)
    lines = ["", f"{title}: {len(found)} (+ where the gold has it)"]
    return lines + [f"{'+' if _key(claim) in right else ' '} {_quote(claim)}" for claim in found[:quotes]]


def _key(claim: scorer.Stated) -> tuple[object, ...]:
    where = claim.evidence
    return claim.document, claim.type, where and where.start, where and where.end


def _quote(claim: scorer.Stated) -> str:
    text = " ".join(((claim.evidence and claim.evidence.text) or "").split())
    return f"{claim.document[:16]:16} {claim.type:22} {text[:150]}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.compare", description="Both readers side by side, from the answers that a case holds."
    )
    parser.add_argument("--case", required=True, help="a case that a language model has read")
    parser.add_argument("--part", action="append", choices=[part.name for part in parts()], help="only this part")
    parser.add_argument("--quotes", type=int, default=20, help="most quotes of each sort (never of locked texts)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
