"""What the documentation says is so."""

from __future__ import annotations

import re
from pathlib import Path

from cuibono import pipeline
from cuibono.explore import Case
from tests.small_reader import SmallReader

ROOT = Path(__file__).parents[1]
CASE = (ROOT / "docs" / "case.md").read_text(encoding="utf-8")


def test_every_problem_is_in_the_table_and_none_besides() -> None:
    folders = [ROOT / "src" / "cuibono" / name for name in ("collect", "pipeline")]
    modules = [path for folder in folders for path in folder.glob("*.py")]
    raised = {code for path in modules for code in re.findall(r'Problem\(\s*"(\w+)"', path.read_text(encoding="utf-8"))}
    table = CASE.partition("## Problems")[2].partition("## From Python")[0]
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == raised


def test_every_table_of_the_ledger_says_what_it_is() -> None:
    schema = (ROOT / "src" / "cuibono" / "ledger" / "schema.sql").read_text(encoding="utf-8")
    before = re.findall(r"(.*)\nCREATE (?:TABLE|VIEW)", schema)
    assert len(before) == 22
    assert all(line.startswith("-- ") for line in before)


def test_every_question_that_is_named_can_be_asked() -> None:
    named = set(re.findall(r"`(\w+)\(\w*\)`", CASE.partition("## From Python")[2]))
    assert named == {"claim", "document", "documents", "mentions", "problems", "search", "status"}
    assert all(callable(getattr(Case, name)) for name in named)


def test_the_example_runs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Acme met Jane Doe, Tom Roe said. The state had not been told of it at all.\n")
    pipeline.read(tmp_path / "mycase", [str(tmp_path / "a.txt")], SmallReader())
    example = re.findall(r"```python\n(.*?)```", CASE, re.DOTALL)[0]
    printed: list[tuple[object, ...]] = []
    names = {"print": lambda *words: printed.append(words)}
    asked = example.replace('"mycase"', repr(str(tmp_path / "mycase"))).replace('"donation"', '"meeting"')
    exec(compile(asked, "docs/case.md", "exec"), names)
    assert printed == [("Acme met Jane Doe, Tom Roe said", ["Tom Roe"]), (None,)]


def test_the_folder_is_as_described(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Acme met Jane Doe.\n")
    pipeline.read(tmp_path / "case", [str(tmp_path / "a.txt")], SmallReader())
    there = {path.name for path in (tmp_path / "case").iterdir() if not path.name.startswith(".")}
    described = set(re.findall(r"^\| `([\w.]+)/?`", CASE.partition("## ")[0], re.MULTILINE))
    assert there | {"report.html"} == described
