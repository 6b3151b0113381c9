"""docs/second-reader.md: its commands run against a local server, and what it lists is what there is."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import msgspec
import pytest

from cuibono.cli import main
from cuibono.cli.commands import BuiltIn
from cuibono.settings import LlmSettings, Settings
from cuibono.tables import table
from tests import scripted
from tests.scripted_gold import GoldModel
from tools import compare
from tools.parts import ROOT

PAGE = (ROOT / "docs" / "second-reader.md").read_text(encoding="utf-8")
DEV = ROOT / "tests" / "stories" / "dev"


def commands() -> list[str]:
    return [
        line
        for block in re.findall(r"^```bash\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]


def test_the_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(DEV / "articles", tmp_path / "articles")
    shutil.copy(DEV / "metadata.csv", tmp_path / "published.csv")
    (shown,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    with scripted.model(GoldModel(DEV)) as server:
        Path("second").mkdir()
        Path("second/cuibono.toml").write_text(shown.replace("http://127.0.0.1:8080", server.url))
        for command in commands():
            first, *words = shlex.split(command)
            if first == "make":
                assert re.search(rf"^{words[0]}: ", (ROOT / "Makefile").read_text(), re.MULTILINE)
                assert compare.main(["--case", words[1].removeprefix("CASE="), "--part", "stories-dev"]) == 0
            else:
                assert (first, main(words, BuiltIn())) == ("cuibono", 0)
    assert "of 12 texts have answers" in capsys.readouterr().out


def test_the_settings_of_the_page_are_all_there_are() -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert msgspec.convert(tomllib.loads(shown), Settings).reader.use == "llm"
    told = re.findall(r"^\| (`.*?) \| .* \| (.*) \|$", PAGE, re.MULTILINE)
    named = {name: default for names, default in told for name in re.findall(r"`(\w+)`", names)}
    fields = {field.name: field.default for field in msgspec.structs.fields(LlmSettings)}
    assert named.keys() == fields.keys()
    numbers = {name: told for name, told in named.items() if told.isdigit()}
    assert {name: int(told) for name, told in numbers.items()} == {name: fields[name] for name in numbers}


def test_every_reason_to_refuse_is_told() -> None:
    assert [words for words in table("llm")["refused"].values() if words not in PAGE] == []
