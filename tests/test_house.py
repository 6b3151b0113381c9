"""The rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import get_args

import pytest

from cuibono.model import Kind

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "cuibono"
MODULES = sorted(PACKAGE.rglob("*.py"))
TABLES = sorted((PACKAGE / "tables").rglob("*.toml"))
BANNED = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "core", "misc"}
HEAVY = ("spacy", "onnxruntime", "trafilatura", "jinja2", "numpy", "lxml", "sqlite3", "duckdb", "typst")
# The project speaks of itself alone: no machine's paths, nothing of how or by whom a change was made.
FOREIGN = re.compile(
    r"/(?:work|root|opt|home|Users)/\w"
    r"|\bissue\s+#?\d"
    r"|\b(?:this|earlier|previous|next|last) session\b"
    r"|\bhelpers?\b"
    r"|\b(?:claude|anthropic|openai|copilot|chatgpt)\b",
    re.IGNORECASE,
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions() -> Iterator[tuple[str, int]]:
    """Every function of the package with its length in lines, decorators and docstring left out."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                documented = ast.get_docstring(node) is not None
                first = node.body[1 if documented and len(node.body) > 1 else 0]
                signature = node.body[0].lineno - node.lineno
                yield f"{name(path)}:{node.name}", (node.end_lineno or 0) - first.lineno + 1 + signature


def written() -> list[Path]:
    """Everything that people write and read, texts of stories left out."""
    folders = [ROOT / folder for folder in ("src", "tests", "tools", "training", "docs", ".ci")]
    found = [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in (".py", ".md", ".toml", ".sh", ".sql", ".html", "")
    ]
    found += [path for path in ROOT.iterdir() if path.suffix in (".md", ".toml", "")]
    skipped = {"stories", "out", "demo", "__pycache__"}
    return [
        path
        for path in found
        if path.is_file() and not skipped & set(path.parts) and not path.name.startswith("LICENSE")
    ]


def test_no_file_holds_two_ideas() -> None:
    long = [name(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 400]
    assert not long, f"over 400 lines, split by idea: {long}"


def test_functions_are_short() -> None:
    lengths = dict(functions())
    nine_tenths = quantiles(lengths.values(), n=10)[-1]
    longest = sorted(lengths.items(), key=lambda item: -item[1])[:5]
    assert median(lengths.values()) <= 10, longest
    assert nine_tenths < 30, longest


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [name(path) for path in MODULES if path.stem in BANNED or path.parent.name in BANNED]


def test_packages_say_what_they_take_and_give() -> None:
    silent = []
    for path in MODULES:
        if path.name == "__init__.py" and path.parent != PACKAGE:
            said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            silent += [name(path)] if not all(word in said for word in ("Takes", "Gives", "Knows nothing of")) else []
    assert not silent, "docstrings that do not say Takes, Gives, Knows nothing of"


def test_nothing_is_left_to_be_written() -> None:
    unfinished = re.compile(r"NotImplementedError|\b(?:TODO|FIXME|XXX)\b")
    assert not [name(path) for path in MODULES if unfinished.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("call", ["import cuibono", "from cuibono.cli import main; main()"])
def test_start_up_loads_nothing_heavy(call: str) -> None:
    program = f"""
import atexit, sys
sys.argv = ["cuibono", "--help"]
atexit.register(lambda: print("loaded:", *[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr))
{call}
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1].strip() == "loaded:"


def test_every_kind_has_its_table() -> None:
    kinds = {path.stem for path in (PACKAGE / "tables" / "kinds").glob("*.toml")}
    assert kinds == set(get_args(Kind))


def test_every_table_is_in_use() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    tables = [path for path in TABLES if path.parent.name == "tables"]
    assert not [name(path) for path in tables if f'"{path.stem}"' not in code and f"{path.stem}.toml" not in code]


def test_every_word_list_is_in_use() -> None:
    texts = [path.read_text(encoding="utf-8") for path in [*MODULES, *TABLES]]
    lists = tomllib.loads((PACKAGE / "tables" / "words.toml").read_text(encoding="utf-8"))
    unused = [key for key in lists if not any(f'"@{key}"' in text or f'"{key}"' in text for text in texts)]
    assert not unused


def test_the_repository_speaks_of_the_project_alone() -> None:
    found = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in written()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if FOREIGN.search(line)
    ]
    assert not found


def test_the_lock_names_the_public_index_alone() -> None:
    hosts = set(re.findall(r"(?:https?|file)://[^/\"]*", (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts == {"https://pypi.org", "https://files.pythonhosted.org"}


_DISTRIBUTIONS = {"yaml": "pyyaml"}  # where the module's name is not the distribution's


def test_every_dependency_is_imported_and_every_import_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    declared = {re.split(r"[^\w.-]", entry)[0].replace("-", "_").lower() for entry in entries}
    imported = {module for path in MODULES for module in _imports(path)}
    foreign = {module for module in imported if module not in sys.stdlib_module_names} - {"cuibono"}
    assert {_DISTRIBUTIONS.get(module, module) for module in foreign} == declared


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
