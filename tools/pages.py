"""Fill the made parts of README.md and docs/: `make docs`.

A made part stands between `<!-- made: NAME -->` and `<!-- end -->`; nobody types it. What NAME asks for is said at
MAKERS. `printed` gives what the example before it prints, `claims` and `explain` what the reader makes of the quoted
text before it, both with a number of lines where only the first ones are wanted.

Takes: the pages as they are. Gives: the pages as they should be.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path

from cuibono.explore.phrases import SOURCES, STANCES, money_words, period_words
from cuibono.model import Claim, Document, document_id
from cuibono.values import Period
from tools import apipage, chancepage, figures, first, kindpage, referencepages, registerpage, rivalpage, rulepage
from tools.examples import OneReader, Place, examples
from tools.parts import ROOT
from tools.passages import CHOSEN, Passages

_FILLED = (
    "first-hour.md",
    "reading.md",
    "interpretations.md",
    "origins.md",
    "parties.md",
    "deciding.md",
    "records.md",
    "checking.md",
    "chance.md",
    "exports.md",
    "draft.md",
    "watching.md",
    "balance.md",
    "rivals.md",
    "agents.md",
    "api.md",
)
_TASKS = sorted(path for path in (ROOT / "docs" / "how-to").glob("*.md") if path.name != "README.md")
PAGES = (ROOT / "README.md", *(ROOT / "docs" / name for name in _FILLED), *_TASKS)
KINDS = ROOT / "docs" / "kinds.md"
PUBLISHED = Period.day(date(2024, 11, 6), "published")  # a Wednesday
LEFT_OUT = "[…]"
_MADE = re.compile(r"<!-- made: (\w+)(?: (\d+))? -->\n(.*?)<!-- end -->", re.DOTALL)
_QUOTED = re.compile(r"(?:^>.*\n)+", re.MULTILINE)
_HEADING = re.compile(r"^[A-Z][A-Z ]+  \d+ (?:claim|event)s?$", re.MULTILINE)
_EVENT = re.compile(r"^ +evt-\w{12}\n", re.MULTILINE)


class Pages:
    """Makes the pages in a folder of its own; the story is read once."""

    def __init__(self, folder: Path, reader: OneReader) -> None:
        self.place, self._reader = Place(folder, reader), reader
        self._demo = ""

    def all(self) -> dict[Path, str]:
        """Every page that has made parts, as it should be."""
        made = {path: self.page(path.name, path.read_text(encoding="utf-8")) for path in PAGES}
        return {**made, KINDS: kindpage.page(), **registerpage.pages(), **referencepages.pages()}

    def page(self, name: str, text: str) -> str:
        """One page with its made parts filled; its examples are run in order."""
        text = self.passages.put(name, text)
        printed = {example.end: self.place.run(example) for example in examples(text)}

        def fill(found: re.Match[str]) -> str:
            name, limit, old = found[1], int(found[2] or 0), found[3]
            before = text[: found.start()]
            made = self._makers(before, printed, old)[name]().rstrip("\n")
            made = _first(made, limit) if limit else made
            return f"<!-- made: {' '.join(filter(None, found.group(1, 2)))} -->\n{made}\n<!-- end -->"

        return _MADE.sub(fill, text)

    def _makers(self, before: str, printed: dict[int, str], old: str) -> dict[str, Callable[[], str]]:
        quoted = [found[0] for found in _QUOTED.finditer(before)]
        return {
            "event": lambda: fenced(self.event()),
            "demo": lambda: fenced(self.ending()),
            "tests": lambda: old,  # a run of all the tests fills it: --tests
            "addresses": apipage.addresses,
            "scores": figures.scores,
            "told": figures.told,
            "speed": figures.speed,
            "first": first.first,
            "printed": lambda: fenced(printed[max(end for end in printed if end <= len(before))]),
            "claims": lambda: fenced(self.claims(plain(quoted[-1]))),
            "explain": lambda: fenced(self.explained(plain(quoted[-1]))),
            **rulepage.MAKERS,
            **chancepage.MAKERS,
            **rivalpage.MAKERS,
        }

    @cached_property
    def passages(self) -> Passages:
        """What the examples speak of."""
        self.demo()
        return Passages(self.place.folder / "demo-case")

    def demo(self) -> str:
        """What `cuibono demo` prints."""
        self._demo = self._demo or self.place.call("demo")
        return self._demo

    def event(self) -> str:
        """What stands behind the event that the README begins with."""
        (chosen,) = CHOSEN["README.md"]["evt"]
        return self.place.call("origins", self.passages.id("evt", *chosen), "--case", "demo-case")

    def ending(self) -> str:
        """The headings of what `make demo` prints, and how it ends."""
        told = _HEADING.findall(self.demo())
        last = _EVENT.split(self.demo())[-1].strip("\n")
        return "\n".join(["$ make demo", told[0], LEFT_OUT, told[-1], LEFT_OUT, last])

    def claims(self, text: str) -> str:
        """What is read from a text, with the source and the rules left out."""
        found = self._reader.read(_document(text)).claims
        return "\n".join(_told(claim) for claim in found) or "nothing"

    def explained(self, text: str) -> str:
        """How the first claim of a text was read."""
        document = _document(text)
        return self._reader.explain(document, self._reader.read(document).claims[0])


def fenced(text: str) -> str:
    """Text in a fence, as it is."""
    return f"```text\n{text.strip(chr(10))}\n```"


def tested(output: str) -> str:
    """The output of `make test`, shortened: each command, and the last line that it printed."""
    lines = [line for line in output.splitlines() if line.strip()]
    starts = [at for at, line in enumerate(lines) if re.match(r"\.venv/bin/\w", line)]
    ends = [*starts[1:], len(lines)]
    parts = [(lines[start], lines[end - 1]) for start, end in zip(starts, ends, strict=True)]
    return "\n".join(["$ make test", *(line for part in parts for line in part)])


def main() -> int:
    """Run the command: write the pages; with --tests run all checks and show what they print in the README."""
    parser = argparse.ArgumentParser(prog="python -m tools.pages", description="Fill the made parts of the pages.")
    parser.add_argument("--tests", action="store_true", help="run `make test` and put its output into the README")
    if parser.parse_args().tests:
        return _show_tests(ROOT / "README.md")
    with tempfile.TemporaryDirectory() as folder:
        made = Pages(Path(folder), OneReader()).all()
    for path, text in made.items():
        changed = not path.exists() or path.read_text(encoding="utf-8") != text
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {'written' if changed else 'as it was'}")
    return 0


def checks() -> list[str]:
    """The commands that `make test` runs, as make prints them."""
    dry = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [line for line in dry.stdout.splitlines() if re.match(r"\.venv/bin/\w", line)]


def _show_tests(page: Path) -> int:
    _put_tests(page, "\n".join(["$ make test", *checks()]))  # the tests look whether each command is shown
    done = subprocess.run(["make", "test"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout[-4000:] + done.stderr[-2000:])
        return done.returncode
    _put_tests(page, tested(done.stdout))
    print(tested(done.stdout))
    return 0


def _put_tests(page: Path, shown: str) -> None:
    text = page.read_text(encoding="utf-8")
    part = re.compile(r"(<!-- made: tests -->\n).*?(<!-- end -->)", re.DOTALL)
    page.write_text(part.sub(lambda found: f"{found[1]}{fenced(shown)}\n{found[2]}", text), encoding="utf-8")


def _first(made: str, limit: int) -> str:
    """The first lines of what is fenced."""
    inside = made.split("\n")[1:-1]
    return fenced("\n".join([*inside[:limit], *([LEFT_OUT] if len(inside) > limit else [])]))


def plain(quoted: str) -> str:
    """The text of a block quotation; a line `>` alone parts two paragraphs."""
    lines = [line.removeprefix(">").strip() for line in quoted.splitlines()]
    return re.sub(r" ?\n ?", "\n", " ".join(line or "\n" for line in lines))


def _document(text: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=document_id(digest), file="example", text=text, sha256=digest, published=PUBLISHED)


def _told(claim: Claim) -> str:
    """A claim, a line for each slot that is filled."""
    sources = [
        f"{source.name} ({SOURCES[source.kind]})" if source.kind in ("anonymous", "unspecified") else source.name
        for source in claim.attribution
    ]
    slots = [
        ("actors", ", ".join(mention.name for mention in claim.actors)),
        ("counterparts", ", ".join(mention.name for mention in claim.counterparts)),
        ("amount", money_words(claim.amount) if claim.amount else ""),
        ("when", period_words(claim.period) if claim.period else ""),
        ("place", claim.place or ""),
        ("said by", " < ".join(sources) or "the text itself"),
        ("stance", STANCES[claim.stance][0]),
        ("quote", " ".join(claim.quote.split())),
    ]
    return claim.kind + "".join(f"\n  {name:<13}{value}" for name, value in slots if value)


if __name__ == "__main__":
    sys.exit(main())
