"""Measure the way from articles to a ledger at growing sizes: `make hundred` writes docs/scaling.md, docs/scaling.json.

Takes: made articles (`tools.benches.articles`).
Gives: of each stage the seconds and how they grow, what several workers gain, memory, bytes; what more articles need.
`--only claims`, `workers`, `reader`, `spark` measures one of them and keeps the other figures; `page` measures nothing.
`--most` is the greatest count. The claims that the articles were made from stand in for the reader where it would take
hours. Spark is left out, which is said, where pyspark or Java is not to be had.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

import msgspec

from tools.bench import machine
from tools.benches import articles, spark, whole
from tools.benches.scalepage import NEEDS, need, page, told
from tools.parts import ROOT

PAGE = ROOT / "docs" / "scaling.md"
STORED = ROOT / "docs" / "scaling.json"
COUNTS = (1_000, 10_000, 100_000)
READ = 10_000  # the most articles that the reader is given, unless asked for more
WORKERS, SEVERAL = 400, (1, 2)  # articles, numbers of processes


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where a stage beyond the reader grows faster than it may, or Spark gives other rows."""
    parser = argparse.ArgumentParser(prog="python -m tools.scaling", description="Measure how everything grows.")
    parser.add_argument("--only", action="append", choices=[*PARTS, "page"], help="may be given again")
    parser.add_argument("--most", type=int, default=COUNTS[-1], help="articles at most")
    parser.add_argument("--read", type=int, default=READ, help="articles at most that the reader is given")
    parser.add_argument("--size", type=int, help="measure nothing: print what so many articles need")
    parser.add_argument("--words", type=int, help="words of an article, with --size")
    given = parser.parse_args(arguments)
    found = stored()
    if given.size:
        print(
            "\n".join(
                f"{value:>15}  {what}"
                for what, value in zip(NEEDS, told(need(found, given.size, given.words)), strict=True)
            )
        )
        return 0
    for name in given.only or PARTS:
        if name == "spark" and (lacking := spark.lacking()):
            print(lacking, file=sys.stderr)
        elif name != "page":
            found |= {name: PARTS[name](given), "machine": machine()}
            STORED.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
    return int(bool(whole.steep(found.get("claims", {})) or spark.differing(found.get("spark", {}))))


def filled(text: str, found: Mapping[str, Any]) -> str:
    """The page with its made part as the figures have it."""
    before, _, rest = text.partition("<!-- figures -->\n")
    _, _, after = rest.partition("<!-- end of figures -->\n")
    return f"{before}<!-- figures -->\n{page(found)}<!-- end of figures -->\n{after}"


def stored() -> dict[str, Any]:
    """The figures of the last runs."""
    return dict(msgspec.json.decode(STORED.read_bytes())) if STORED.exists() else {}


def _claims(given: argparse.Namespace) -> dict[str, float]:
    """Everything but the reader."""
    return whole.bench(_counts(given), real=False)


def _reader(given: argparse.Namespace) -> dict[str, float]:
    """The whole way, with the reader in two processes."""
    counts = tuple(count for count in COUNTS if count <= given.read)
    words = {f"words_{count}": articles.words(count) for count in counts}
    return whole.bench(counts, workers=2) | words


def _workers(_: argparse.Namespace) -> dict[str, float]:
    """The same articles by each number of processes."""
    found: dict[str, float] = {"articles": WORKERS}
    for workers in SEVERAL:
        told = whole.bench((WORKERS,), workers=workers)
        found |= {
            f"{what}_{workers}": told[f"{what}_{WORKERS}"]
            for what in (f"{whole.READING} s", whole.WAITED, "worker MiB")
        }
    return found


def _spark(given: argparse.Namespace) -> dict[str, float]:
    """Everything but the reader, here and through Spark."""
    return spark.bench(_counts(given))


def _counts(given: argparse.Namespace) -> tuple[int, ...]:
    return tuple(count for count in COUNTS if count <= given.most)


PARTS = {"claims": _claims, "workers": _workers, "reader": _reader, "spark": _spark}


if __name__ == "__main__":
    sys.exit(main())
