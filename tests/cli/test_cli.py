from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cuibono.cli import arguments, exports, main
from cuibono.ledger.look import Look
from tests.small_reader import SmallEngine

TEXT = "Harbour opens\n\nHarbour News, 3 May 2021\n\nAcme met Jane Doe, Tom Roe said. The state was not told of it.\n"


class Told:
    """What a command printed, and its exit status."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *words: str | Path) -> None:
        self.status = main([str(word) for word in words], SmallEngine())
        self.out, self.err = capsys.readouterr()


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    told = Told(capsys, "read", tmp_path / "a.txt", "--case", tmp_path / "case")
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("1 document read, 1 claim found. `cuibono show --case")
    return tmp_path / "case"


def test_what_was_skipped_shows_in_the_exit_status(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "read", case.parent / "a.txt", case.parent / "nowhere.txt", "--case", case)
    assert told.status == 1
    assert told.err == f"skipped: {case.parent}/nowhere.txt: there is no such file or folder; check the path\n"
    assert told.out.startswith("0 documents read, 0 claims found; 1 up to date; 1 skipped.")


def test_show(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "show", "--case", case)
    assert told.status == 0
    assert told.out.startswith("MEETINGS  1 claim\n")
    assert "— Harbour News, 3 May 2021, citing Tom Roe" in told.out
    assert Told(capsys, "show", case).out == told.out
    assert Told(capsys, "show", case, "--by", "date").out.startswith("DATE NOT GIVEN")
    assert Told(capsys, "show", case, "--party", "nobody").out == "No claims.\n"
    (row,) = json.loads(Told(capsys, "show", case, "--json", "--kind", "meeting").out)
    assert row["actors"] == ["Acme"]


def test_a_kind_that_is_none(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "show", case, "--kind", "wedding")
    assert (told.status, told.out) == (2, "")
    assert "The kinds are: meeting, donation" in told.err


def test_explain(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = json.loads(Told(capsys, "show", case, "--json").out)
    told = Told(capsys, "explain", row["id"][:8], "--case", case)
    assert told.status == 0
    assert told.out.startswith(f"meeting {row['id']} @doc-")
    assert "  said by: Tom Roe (person) @" in told.out
    assert "fired in a.txt at" in told.out
    assert "no such claim" in Told(capsys, "explain", "clm-zzz", "--case", case).err


def test_search(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "search", "jane", "doe", "--case", case)
    assert "a.txt: Acme met [Jane] [Doe]" in told.out
    hits = json.loads(Told(capsys, "search", "jane", "--json", "--case", case).out)
    assert [hit["file"] for hit in hits] == ["a.txt", "a.txt"]
    told = Told(capsys, "search", "absent", "--case", case)
    assert (told.status, told.out, told.err) == (0, "", "Nothing holds these words.\n")


def test_status(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Told(capsys, "read", "nowhere.txt", "--case", case)
    told = Told(capsys, "status", "--case", case)
    assert told.out.startswith(f"{case}: 1 document, published 3 May 2021 to 3 May 2021; 1 claim\n")
    assert "skipped: nowhere.txt: there is no such file" in told.out
    state = json.loads(Told(capsys, "status", case, "--json").out)
    assert (state["documents"], state["problem_rows"][0]["code"]) == (1, "missing")


def test_export(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "export", case, "claims", "--format", "jsonl")
    assert json.loads(told.out)["document"] == "a.txt"
    assert Told(capsys, "export", "claims", "--case", case).out == told.out
    output = case.parent / "claims.csv"
    assert Told(capsys, "export", case, "claims", "--format", "csv", "--output", output).out == ""
    assert output.read_text().startswith("id,document,evidence_start")
    assert Told(capsys, "export", case, "weddings").status == 2
    assert "Say where to with --output FILE" in Told(capsys, "export", case, "claims", "--format", "parquet").err
    told = Told(capsys, "export", case, "claims", "--format", "parquet", "--output", case.parent / "claims.parquet")
    assert (told.status, (case.parent / "claims.parquet").read_bytes()[:4]) == (0, b"PAR1")
    told = Told(capsys, "export", case, "claims", "--output", case.parent / "no" / "such" / "place")
    assert (told.status, "cannot be written" in told.err) == (2, True)


def test_export_of_a_whole_story(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "export", case, "story")
    assert (told.status, told.out.startswith("# Ledger of dealings\n")) == (0, True)
    output = case.parent / "story.md"
    assert Told(capsys, "export", "story", "--format", "markdown", "--output", output, "--case", case).out == ""
    assert output.read_text() == told.out
    told = Told(capsys, "export", case, "story", "--format", "csv")
    assert (told.status, "cannot be written as csv. Choose --format markdown" in told.err) == (2, True)
    assert Told(capsys, "export", case, "claims", "--format", "markdown").status == 2
    assert "It goes with --format claimreview" in Told(capsys, "export", case, "story", "--author", "Jane Roe").err


@pytest.mark.parametrize(
    ("thing", "form"), [*(("story", form) for form in exports.WHOLE), *((thing, "json") for thing in exports.EXPORTS)]
)
def test_an_export_reads_the_ledger_once(thing: str, form: str, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(name: str, ask: Callable[..., object]) -> Callable[..., object]:
        def count(*words: object, **more: object) -> object:
            asked.append(name)
            return ask(*words, **more)

        return count

    for name in ("documents", "claims", "events", "origins", "edges", "parties", "findings", "records", "leads"):
        monkeypatch.setattr(Look, name, counted(name, getattr(Look, name)))
    assert main(["export", str(case), thing, "--format", form, "--output", str(case / "out")]) == 0
    assert len(asked) == len(set(asked)) == 9


def test_every_form_can_be_asked_for() -> None:
    assert (exports.ROWS, exports.WHOLE) == (arguments._ROWS, arguments._WHOLE)


def test_report(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Told(capsys, "report", case).out == f"{case / 'report.html'}\n"
    page = (case / "report.html").read_text()
    assert "Acme" in page
    output = case.parent / "other.html"
    Told(capsys, "report", "--case", case, "--output", output)
    assert output.read_text() == page


def test_rebuild(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "rebuild", "--case", case)
    assert (told.status, told.out) == (0, "1 document read anew, 1 claim found.\n")


def test_a_ledger_is_made_anew_by_several_processes(case: Path) -> None:
    (case.parent / "b.txt").write_text(TEXT.replace("Acme", "Zeta"))
    assert main(["read", str(case.parent / "b.txt"), "--case", str(case)], SmallEngine()) == 0
    alone, together = SmallEngine(), SmallEngine()
    assert main(["rebuild", str(case)], alone) == 0
    ledger = (case / "ledger.sqlite").read_bytes()
    assert main(["rebuild", str(case), "--workers", "2"], together) == 0
    assert (case / "ledger.sqlite").read_bytes() == ledger
    assert [len(alone.small.seen), len(together.small.seen)] == [2, 0]


def test_in_a_case_it_need_not_be_named(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case)
    assert Told(capsys, "show").status == 0
    assert Told(capsys, "read").status == 0
    monkeypatch.chdir(case.parent)
    for command in ("show", "read", "status", "rebuild"):
        told = Told(capsys, command)
        assert (told.status, "is not a case. Say which one with --case DIR" in told.err) == (2, True)


def test_a_folder_that_is_no_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calls: list[list[str | Path]] = [
        ["show", "--case", tmp_path],
        ["export", tmp_path / "absent", "claims"],
        ["rebuild", tmp_path],
    ]
    for words in calls:
        told = Told(capsys, *words)
        assert told.status == 2
        assert "there is no case here. `cuibono read PATH --case" in told.err
        assert told.err.count("\n") == 1


def test_calls_that_make_no_sense(capsys: pytest.CaptureFixture[str]) -> None:
    assert Told(capsys, "marry").status == 2
    assert Told(capsys).status == 2
    assert Told(capsys, "read", "--metadata").status == 2
    for command in ("read", "rebuild"):
        told = Told(capsys, command, "--workers", "0", "--case", "new")
        assert (told.status, "at least one process has to read" in told.err) == (2, True)


def test_many_problems_of_one_sort_are_summed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "read", *[f"absent-{n}" for n in range(30)], "--case", tmp_path / "case")
    assert told.err.count("\n") == 21
    assert "and 10 more of this sort (missing)" in told.err


def test_the_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "demo", "--case", tmp_path / "demo")
    assert told.status == 0
    assert "A fictional story: 14 articles," in told.out
    assert f"The report: {tmp_path / 'demo' / 'report.html'}" in told.out
    assert "it is in French" in told.err
    assert Told(capsys, "demo", "--case", tmp_path / "demo").out == told.out


@pytest.mark.parametrize(
    "command",
    [
        "",
        "read",
        "show",
        "explain",
        "search",
        "status",
        "export",
        "report",
        "rebuild",
        "demo",
        "events",
        "origins",
        "parties",
        "judge",
        "registers",
        "scale",
    ],
)
def test_help_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, *[command] * bool(command), "--help")
    assert told.status == 0
    assert f"examples:\n  {f'cuibono {command}'.strip()}" in told.out
    assert all(len(row) <= 100 for row in told.out.splitlines())
