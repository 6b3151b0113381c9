from __future__ import annotations

from pathlib import Path

import pytest

from cuibono.collect.metadata import Given, load
from cuibono.errors import UsageError


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "published.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_table(tmp_path: Path) -> None:
    path = written(tmp_path, 'file,published,publisher,title,url,licence\na.txt,2024-11-05,,"A, B",,CC0\n\nb.txt\n')
    rows, problems = load(path)
    assert rows == {"a.txt": Given(published="2024-11-05", title="A, B"), "b.txt": Given()}
    assert problems == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_as_spreadsheets_write_them(tmp_path: Path, encoding: str) -> None:
    rows, _ = load(written(tmp_path, "File;Publisher\r\na.txt;Le Médiateur\r\n", encoding))
    assert rows == {"a.txt": Given(publisher="Le Médiateur")}


def test_rows_that_say_nothing_of_a_file_or_say_it_twice(tmp_path: Path) -> None:
    rows, problems = load(written(tmp_path, "file,publisher\n,Harbour\na.txt,One\na.txt,Two\n"))
    assert rows == {"a.txt": Given(publisher="Two")}
    assert [p.message.split(";")[0] for p in problems] == [
        "row 2 of published.csv names no file",
        "row 4 of published.csv is a second row for this file",
    ]


@pytest.mark.parametrize("text", ["", "name,date\na.txt,2024\n", "\n"])
def test_what_is_no_such_table(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="no column `file`"):
        load(written(tmp_path, text))


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "absent.csv")
