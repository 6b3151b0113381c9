"""Examples in pages: python and shell code that runs as it stands there.

Takes: the text of a page. Gives: its examples in order, and what each prints when it is run.
Knows nothing of: what a page says besides.

Shell examples are fenced as `sh`, or indented by four blanks and known by their first word. A command of `cuibono` is
run in a folder that holds the bundled story, and takes any id of a judgement for that of the last one that stands; a
target of `make`, a module of `tools` and its options are looked up; SQL is asked of the ledger.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import msgspec

from cuibono import judgements, pipeline
from cuibono.cli import main
from cuibono.model import Claim, Document
from cuibono.read import Reader, explain
from cuibono.settings import CaseFolder, ReaderSettings
from tools.parts import ROOT
from tools.score import once

STORY = ROOT / "src" / "cuibono" / "demo"
TABLES = ROOT / "docs" / "examples"
LIST = ROOT / "src" / "cuibono" / "registers" / "us_legislators" / "sample.yaml"
# Commands that are shown and not run: they change the machine, or need the network or a cluster.
SHOWN = (
    ".venv/bin/uv lock",
    "python3 -m pip install .",
    "cuibono scale articles.parquet tables --case mycase --master spark://host:7077",
)
_FENCED = re.compile(r"^```(python|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"^ {4}((?:cuibono|make|sqlite3|\.venv/bin/\w+) .*)$", re.MULTILINE)


# What is rated is shown with its day, which pages print: there it is always the same.
_DATED = mock.patch("cuibono.pipeline.rivals.stamp", return_value="2023-11-06T09:00:00Z")


class Example(msgspec.Struct, frozen=True):
    """Code of a page; `end` is the offset in the page's text right after it."""

    language: str
    code: str
    end: int

    @property
    def name(self) -> str:
        """The first line, for a test's name."""
        return self.code.splitlines()[0][:60]


class UnknownCommandError(Exception):
    """A command in a page that is nowhere to be found, or that fails."""


def examples(text: str) -> list[Example]:
    """Every example of a page, in order."""
    fenced = [Example(found[1], found[2], found.end()) for found in _FENCED.finditer(text)]
    indented = [Example("sh", found[1] + "\n", found.end()) for found in _INDENTED.finditer(text)]
    return sorted(fenced + indented, key=lambda example: example.end)


class OneReader:
    """The reader that is shipped, loaded once, which remembers what it has read; for commands and for texts."""

    def __init__(self) -> None:
        self._reader = Reader(ReaderSettings())
        self.read = once(self._reader.read)

    @property
    def fingerprint(self) -> str:
        """That of the reader."""
        return self._reader.fingerprint

    def reader(self, _chosen: ReaderSettings) -> pipeline.Reads:
        """Itself, whatever the settings."""
        return self

    def explain(self, document: Document, claim: Claim, _chosen: ReaderSettings = ReaderSettings()) -> str:
        """How a claim came about."""
        return explain(document, claim, self._reader)


class Place:
    """A folder to run examples in: the bundled story's articles as `articles/`, its table as `published.csv`.

    Some rows of a public list are there too, as `legislators-current.yaml`, and a table of donations.
    """

    def __init__(self, folder: Path, reader: OneReader) -> None:
        self.folder, self.reader = folder, reader
        if not (folder / "articles").exists():
            shutil.copytree(STORY / "articles", folder / "articles")
            shutil.copy(STORY / "metadata.csv", folder / "published.csv")
            shutil.copy(LIST, folder / "legislators-current.yaml")
            shutil.copytree(TABLES, folder, dirs_exist_ok=True)

    def run(self, example: Example) -> str:
        """What the example prints. Raises UnknownCommandError where a command is not there or cannot be carried out."""
        if example.language == "python":
            said = io.StringIO()  # standard error is left as it is: a program that an example starts needs a real one
            with contextlib.chdir(self.folder), contextlib.redirect_stdout(said):
                exec(compile(example.code, "example", "exec"), {"__name__": "example"})
            return said.getvalue()
        return "".join(self._command(line) for line in _lines(example.code))

    def call(self, *words: str) -> str:
        """What a command of `cuibono` prints, on both streams as on a terminal."""
        with self._inside() as said:
            status = main(words, self.reader)
        if status > 1:
            raise UnknownCommandError(f"cuibono {shlex.join(words)}: {said.getvalue()}")
        return said.getvalue()

    @contextlib.contextmanager
    def _inside(self) -> Iterator[io.StringIO]:
        said = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), _DATED:
            yield said

    def _command(self, line: str) -> str:
        if line in SHOWN:
            return ""
        first, *words = shlex.split(line, comments=True)
        if first == "cuibono":
            return self.call(*(self._judgement(words) if word.startswith("jdg-") else word for word in words))
        if first == "make":
            return _target(words[0])
        if first == "sqlite3":
            return self._sql(*words)
        if first.endswith("python") and words[0] == "-m":
            return _options(words[1], [word for word in words[2:] if word.startswith("--")])
        raise UnknownCommandError(f"{line}: nobody knows how to try this command")

    def _judgement(self, words: list[str]) -> str:
        """The id of the last judgement that stands in the case of a command: ids hang on the day, and pages do not."""
        case = self.folder / words[words.index("--case") + 1]
        return judgements.standing(CaseFolder(case))[-1].id

    def _sql(self, ledger: str, question: str) -> str:
        with contextlib.closing(sqlite3.connect(self.folder / ledger)) as connection:
            rows = connection.execute(question).fetchall()
        return "".join("|".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def _lines(code: str) -> list[str]:
    joined = code.replace("\\\n", " ")
    return [line.strip() for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _target(name: str) -> str:
    if not re.search(rf"^{re.escape(name)}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE):
        raise UnknownCommandError(f"make {name}: the Makefile has no such target")
    return ""


def _options(module: str, options: list[str]) -> str:
    call = [sys.executable, "-m", module, "--help"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    missing = [option for option in options if option not in done.stdout]
    if done.returncode or missing:
        raise UnknownCommandError(f"python -m {module}: {done.stderr or f'there is no {missing}'}")
    return ""
