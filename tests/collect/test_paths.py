from __future__ import annotations

import os
from pathlib import Path

import pytest

from cuibono.collect.paths import Found, find
from cuibono.model import Problem


def names(paths: list[Path | str], case: Path, stdin: bytes = b"") -> list[str]:
    found = find([str(path) for path in paths], case, lambda: stdin)
    return [f.file if isinstance(f, Found) else f"{f.code}: {f.file}" for f in found]


def fill(folder: Path, *files: str) -> None:
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("text")


def test_a_folder_is_read_whole_and_in_order(tmp_path: Path) -> None:
    fill(
        tmp_path, "b.txt", "a.txt", "2024/c.html", "noext", ".hidden", ".git/x", "README.md", "metadata.csv", "LICENCE"
    )
    assert names([tmp_path], tmp_path / "case") == ["a.txt", "b.txt", "noext", "2024/c.html"]


def test_the_case_itself_is_left_out(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "case/originals/abc", "other/collected.jsonl", "other/originals/def")
    assert names([tmp_path], tmp_path / "case") == ["a.txt"]


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    fill(tmp_path, "README.md", "x.csv")
    assert names([tmp_path / "README.md", tmp_path / "x.csv"], tmp_path) == ["README.md", "x.csv"]


def test_standard_input_is_named_by_its_content(tmp_path: Path) -> None:
    (name,) = names(["-"], tmp_path, b"text")
    assert name.startswith("stdin-")
    assert names(["-"], tmp_path, b"text") == [name] != names(["-"], tmp_path, b"other")


def test_what_is_not_there_or_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    missing = str(tmp_path / "absent.txt")
    assert names([missing, tmp_path / "empty"], tmp_path / "c") == [f"missing: {missing}", f"nothing: {tmp_path}/empty"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="only where permissions are enforced")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    assert names([tmp_path / "a.txt"], tmp_path) == ["unreadable: a.txt"]


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert names([tmp_path / "pipe"], tmp_path) == ["unreadable: pipe"]


@pytest.mark.skipif(os.name != "posix", reason="file names as bytes")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("text")
    assert names([tmp_path], tmp_path / "case") == ["caf\ufffd.txt"]


def test_a_file_too_large_is_not_loaded(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    (found,) = find([str(tmp_path / "big.txt")], tmp_path, bytes)
    assert isinstance(found, Problem)
    assert found.code == "too_long"
