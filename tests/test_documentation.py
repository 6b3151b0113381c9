"""What the documentation says is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from cuibono import pipeline, registers, settings
from cuibono.explore import Case
from cuibono.registers.mapping.form import Layout, Mapping, StandsFor, When
from cuibono.settings import CollectSettings, FetchSettings, ReaderSettings, WatchSettings
from cuibono.tables import table
from tests.small_reader import SmallReader
from tools import rulepage

ROOT = Path(__file__).parents[1]
RAISED = re.compile(r'Problem\(\s*"(\w+)"')
# In collect also what is refused of a container, and the trouble with an original.
REFUSED = re.compile(r'(?:Refusal\((?:[\w.]+|""),|trouble=\(\(|return |: \()\s*"([a-z_]+)", (?:f?"|message|what)')
CASE = (ROOT / "docs" / "case.md").read_text(encoding="utf-8")


def test_every_table_of_the_ledger_says_what_it_is() -> None:
    schema = (ROOT / "src" / "cuibono" / "ledger" / "schema.sql").read_text(encoding="utf-8")
    before = re.findall(r"(.*)\nCREATE (?:TABLE|VIEW)", schema)
    assert len(before) == 49
    assert all(line.startswith("-- ") for line in before)


def test_every_question_that_is_named_can_be_asked() -> None:
    named = set(re.findall(r"`(\w+)\(\w*\)`", CASE.partition("## From Python")[2]))
    asked = {"claim", "document", "documents", "edges", "event", "identity", "judgements", "mentions", "origins"}
    asked |= {"findings", "leads", "records", "as_read", "marks", "history", "waiting_decisions"}
    assert named == asked | {"parties", "party", "problems", "search", "status"}
    assert all(callable(getattr(Case, name)) for name in named)


def test_the_example_runs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Acme met Jane Doe, Tom Roe said. The state had not been told of it at all.\n")
    pipeline.read(tmp_path / "mycase", [str(tmp_path / "a.txt")], SmallReader())
    example = re.findall(r"```python\n(.*?)```", CASE, re.DOTALL)[0]
    printed: list[tuple[object, ...]] = []
    names = {"print": lambda *words: printed.append(words)}
    asked = example.replace('"mycase"', repr(str(tmp_path / "mycase"))).replace('"donation"', '"meeting"')
    exec(compile(asked, "docs/case.md", "exec"), names)
    claim, publisher, event = printed
    assert (claim, publisher) == (("Acme met Jane Doe, Tom Roe said", ["Tom Roe"]), (None,))
    assert event[:2] == (1, 1)


def test_the_folder_is_as_described(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Acme met Jane Doe.\n")
    pipeline.read(tmp_path / "case", [str(tmp_path / "a.txt")], SmallReader())
    there = {path.name for path in (tmp_path / "case").iterdir() if not path.name.startswith(".")}
    described = set(re.findall(r"^\| `([\w.]+)/?`", CASE.partition("## ")[0], re.MULTILINE))
    made_later = {"report.html", "records", "answers", "judgements.jsonl", "tests.jsonl"}
    assert there | made_later | {"fetched.jsonl", "told.jsonl", "watch.atom"} == described


def test_no_list_is_missing_from_the_page_of_parties() -> None:
    page = (ROOT / "docs" / "parties.md").read_text(encoding="utf-8")
    assert [name for name in registers.adapters() if f"`{name}`" not in page] == []


def test_every_sort_of_difference_has_its_word() -> None:
    assert set(rulepage.SORTED) == set(table("relate/drift")["sort"])


def test_every_table_of_rules_is_on_a_page() -> None:
    pages = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("origins.md", "parties.md"))
    assert [name for name in rulepage.MAKERS if f"<!-- made: {name} -->" not in pages] == []


def test_a_table_of_rules_has_every_rule() -> None:
    assert rulepage.origin_rules().count("\n") == len(table("relate/origins")["rule"]) + 1
    assert rulepage.origin_limits().count("\n") == len(table("relate/origins")["edges"]) + 1
    assert rulepage.grades().count("\n") == len(table("relate/grades")["rule"]) + 1
    shown = re.findall(r"`(\w+) = ", rulepage.party_limits())
    assert shown == [name for name in table("resolve") if name != "features"]


def test_every_problem_of_a_mapped_file_is_on_its_page() -> None:
    folder = ROOT / "src" / "cuibono" / "registers" / "mapping"
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    raised = set(re.findall(r'(?:Problem|_BadRowError)\(\s*"(\w+)"', code))
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    table = page.partition("| code |")[2].partition("\n\n")[0]
    assert {code for line in table.splitlines()[2:] for code in re.findall(r"`(\w+)`", line.split("|")[1])} == raised


def test_every_field_of_a_mapping_is_on_its_page() -> None:
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    there = {name for one in (Mapping, Layout, When, StandsFor) for name in one.__struct_fields__}
    named = {"is" if name == "values" else name for name in there} - {"confirmed", "when", "covers", "source", "file"}
    told = page.partition("## What stands in a mapping")[2]
    assert [name for name in sorted(named) if f"`{name}" not in told and f"[{name}]" not in told] == []


def test_the_settings_that_are_shown_are_those_that_hold() -> None:
    shown = re.sub(r"^# (?=\w+ = |\[)", "", settings.TEMPLATE, flags=re.MULTILINE)
    read = msgspec.convert(tomllib.loads(shown), settings.Settings)
    assert (read.reader, read.collect, read.fetch) == (ReaderSettings(), CollectSettings(), FetchSettings())
    assert set(tomllib.loads(shown)["fetch"]) == set(FetchSettings.__struct_fields__)
    watch = set(tomllib.loads(shown)["watch"][0])
    assert watch | {"sitemap", "urls"} == set(WatchSettings.__struct_fields__)


def test_every_setting_of_fetching_and_watching_is_on_its_page() -> None:
    watching = (ROOT / "docs" / "watching.md").read_text(encoding="utf-8")
    assert [name for name in FetchSettings.__struct_fields__ if f"`{name}`" not in CASE] == []
    assert [name for name in WatchSettings.__struct_fields__ if f"`{name}`" not in watching] == []
    shown = re.search(r"```toml\n(.*?)```", watching, re.DOTALL)
    assert shown
    watches = msgspec.convert(tomllib.loads(shown[1]), settings.Settings).watch
    example = (ROOT / "docs" / "examples" / "watched" / "cuibono.toml").read_text(encoding="utf-8")
    assert msgspec.convert(tomllib.loads(example), settings.Settings).watch == watches[:1]
