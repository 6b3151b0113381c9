"""Coverage-guided fuzzing of every parser, and the table of what came of it in docs/hostile.md.

`python -m tools.fuzzing --seconds 60` gives each parser a minute; names after it choose among them. It needs atheris
(https://github.com/google/atheris, libFuzzer for Python), which has no wheel for every system.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from tools.parsers import Parser

ROOT: Final = Path(__file__).parents[1]
CORPUS: Final = ROOT / "tests" / "fuzz" / "corpus"
PAGE: Final = ROOT / "docs" / "hostile.md"
_LARGEST: Final = 4096  # bytes of an input
_SLOWEST: Final = 10  # seconds for one input
_MEMORY: Final = 2048  # MiB for one parser
_RUNS: Final = re.compile(r"(?:Done|number_of_executed_units:) (\d+)")
_AT: Final = re.compile(r"^#(\d+)\s", re.MULTILINE)
_TABLE: Final = re.compile(r"(?<=<!-- figures: begin -->\n).*?(?=<!-- figures: end -->)", re.DOTALL)


class Outcome(NamedTuple):
    """What came of one parser: inputs that were tried, and those that did harm, with what the fuzzer said last."""

    name: str
    runs: int
    faults: tuple[Path, ...]
    said: str


def main() -> int:
    """Fuzz the parsers that are named, or all; 1 where one did harm."""
    asked = _asked()
    if not find_spec("atheris"):
        print("fuzz-parsers: atheris is not to be had for this system; the property tests run without it")
        return 0
    found = []
    for parser in _chosen(asked.names):
        found.append(_fuzzed(parser, asked.seconds))
        print(f"{parser.name}: {found[-1].runs:,} inputs, {len(found[-1].faults)} faults", flush=True)
        for fault in found[-1].faults:
            print(f"  mend it, then store the input: cp {fault} {CORPUS / parser.name}/\n{found[-1].said}", flush=True)
    if not asked.names:
        _write(found, asked.seconds)
    return int(any(one.faults for one in found))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parsers of tools/parsers.py; all where none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for each parser")
    return parser.parse_args()


def _chosen(names: list[str]) -> list[Parser]:
    """The parsers, with what the fuzzer looks at built into the modules that they are of."""
    import atheris

    with atheris.instrument_imports(include=["cuibono", "tools.parsers"]):
        from tools.parsers import parsers

        found = [one for one in parsers() if not names or one.name in names]
        for parser in found:
            for file in sorted((CORPUS / parser.name).iterdir()):
                parser(file.read_bytes())  # imports what it needs
    return found


def _fuzzed(parser: Parser, seconds: int) -> Outcome:
    """Fuzz one parser in a process of its own, which a fault ends."""
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{parser.name}-"))
    shutil.copytree(CORPUS / parser.name, folder / "corpus")
    (folder / "faults").mkdir()
    child = os.fork()
    if not child:
        _alone(parser, folder, seconds)
    os.waitpid(child, 0)
    said = (folder / "said").read_text("utf-8", "replace")
    runs = max((int(one) for one in (*_RUNS.findall(said), *_AT.findall(said))), default=0)
    faults = tuple(sorted((folder / "faults").iterdir()))
    if not runs and not faults:
        raise SystemExit(f"{parser.name}: the fuzzer did not start:\n{said[-2000:]}")
    if not faults:
        shutil.rmtree(folder)
    return Outcome(parser.name, runs, faults, said[-3000:])


def _alone(parser: Parser, folder: Path, seconds: int) -> None:
    """Be the process that is fuzzed; the fuzzer ends it."""
    import atheris

    said = os.open(folder / "said", os.O_WRONLY | os.O_CREAT)
    os.dup2(said, 1)
    os.dup2(said, 2)
    options = {"max_total_time": seconds, "max_len": _LARGEST, "timeout": _SLOWEST, "rss_limit_mb": _MEMORY}
    given = [f"-{option}={value}" for option, value in options.items()]
    atheris.Setup(["fuzz", f"{folder}/corpus", f"-artifact_prefix={folder}/faults/", *given], parser)
    atheris.Fuzz()
    os._exit(0)


def _write(found: list[Outcome], seconds: int) -> None:
    """Put the figures into the page."""
    rows = [f"| `{one.name}` | {one.runs:,} | {len(one.faults)} |" for one in found]
    total = f"| together | {sum(one.runs for one in found):,} | {sum(len(one.faults) for one in found)} |"
    head = f"{seconds} seconds a parser:\n\n| parser | inputs | faults |\n| --- | ---: | ---: |"
    text = "\n".join([head, *rows, total]) + "\n"
    PAGE.write_text(_TABLE.sub(lambda _: text, PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
