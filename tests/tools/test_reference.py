"""The reference is whole: every problem, setting, table and command is on its page."""

from __future__ import annotations

import sqlite3

import pytest

from cuibono.settings import Settings
from cuibono.tables import table
from tools import problemcodes, referencepages
from tools.parts import ROOT


def test_every_problem_has_its_entry_and_every_entry_its_problem() -> None:
    assert sorted(table("problems")) == list(problemcodes.codes()), "src/cuibono/tables/problems.toml"


def test_every_entry_says_what_it_means_and_what_to_do() -> None:
    assert {name: set(one) for name, one in table("problems").items() if set(one) != {"means", "do"}} == {}
    assert [
        name for name, one in table("problems").items() if not all(said.endswith(".") for said in one.values())
    ] == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('Problem("a_b", "x")', {"a_b"}),
        ('Problem(code="a", message="x")', {"a"}),
        ('def f(x):\n    code = "a" if x else "b"\n    return Problem(code, "x")', {"a", "b"}),
        ('def f(n, code):\n    return Problem(code, "x")\ndef g():\n    f(1, "a"); f(2, code="b")', {"a", "b"}),
        (
            """
def f():
    try: g()
    except E as error:
        code, _ = error.args
        Problem(code, "")
def g():
    raise E("a", "it is")
""",
            {"a"},
        ),
        ('W = ("a_b", "it is so")\ndef f(rows):\n    return [Problem(code, "x") for code in rows]', {"a_b"}),
    ],
)
def test_codes_are_told_from_the_code(text: str, codes: set[str]) -> None:
    assert problemcodes.of_module(text, "a.py") == codes


def test_a_code_that_cannot_be_told_is_no_gap() -> None:
    with pytest.raises(problemcodes.UntoldCodeError, match=r"a\.py:2"):
        problemcodes.of_module('def f(row):\n    return Problem(row[0], "x")', "a.py")


def test_every_setting_says_what_it_is() -> None:
    rows = [line.split(" | ") for line in referencepages.case_settings().splitlines() if line.startswith("| `[")]
    assert len(rows) >= len(Settings.__struct_fields__)
    assert [row[1] for row in rows if len(row[3].rstrip(" |")) < 5] == []


def test_every_table_of_the_ledger_is_on_its_page() -> None:
    ledger = sqlite3.connect(":memory:")
    ledger.executescript((ROOT / "src" / "cuibono" / "ledger" / "schema.sql").read_text(encoding="utf-8"))
    made = {name for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    ledger.close()
    shown = {line.split()[1] for line in referencepages.ledger().splitlines() if line.startswith("## ")}
    # A full-text index comes with tables of its own, which are no part of what is asked.
    assert (
        {name for name in made if not name.startswith(("documents_text", "claims_text", "party_names"))}
        <= shown
        <= made
    )


def test_every_command_is_on_its_page_with_its_options() -> None:
    page = referencepages.commands()
    assert "## cuibono origins\n" in page
    assert "| `--without ORIGIN` | what changes if this origin, an id or name, falls away |" in page
    assert page.count("\n## cuibono ") == page.count("](#cuibono-")


def test_a_code_is_explained_without_a_case(capsys: pytest.CaptureFixture[str]) -> None:
    from cuibono.cli import main

    assert main(["explain", "no_date"]) == 0
    assert "What to do: Give the day of publication" in capsys.readouterr().out
