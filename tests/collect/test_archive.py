from __future__ import annotations

from pathlib import Path

import pytest

from cuibono.collect import archive
from cuibono.collect.archive import Entry
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.settings import CaseFolder


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return CaseFolder(tmp_path)


def entry(file: str, sha256: str | None = "a1", code: str = "") -> Entry:
    problems = (Problem(code, "why", file, severity="skipped"),) if code else ()
    return Entry(file, "2024-11-05T00:00:00Z", sha256, problems=problems)


def test_originals_come_back(case: CaseFolder) -> None:
    sha256 = archive.keep(case, b"text")
    assert archive.keep(case, b"text") == sha256
    assert archive.original(case, sha256) == b"text"
    assert [p.name for p in case.originals.iterdir()] == [sha256]


def test_an_original_that_was_changed_or_lost_is_not_used(case: CaseFolder) -> None:
    sha256 = archive.keep(case, b"text")
    (case.originals / sha256).write_bytes(b"fake")
    with pytest.raises(UsageError, match="has been changed"):
        archive.original(case, sha256)
    (case.originals / sha256).unlink()
    with pytest.raises(UsageError, match="missing"):
        archive.original(case, sha256)


def test_the_latest_entry_of_a_file_holds_and_keeps_its_place(case: CaseFolder) -> None:
    archive.append(case, [entry("a", "1"), entry("b", "2")])
    archive.append(case, [entry("a", "3")])
    assert {n: (e.file, e.sha256) for n, e in archive.held(case).documents().items()} == {1: ("a", "3"), 2: ("b", "2")}


def test_one_original_under_two_names_is_read_once(case: CaseFolder) -> None:
    archive.append(case, [entry("a", "1"), entry("b", "1")])
    held = archive.held(case)
    assert [e.file for e in held.documents().values()] == ["a"]
    assert [(e.file, other) for e, other in held.duplicates()] == [("b", "a")]


def test_a_refusal_stands_until_the_file_is_kept(case: CaseFolder) -> None:
    archive.append(case, [entry("a", None, "empty"), entry("b", None, "missing")])
    archive.append(case, [entry("a", "1")])
    held = archive.held(case)
    assert [e.file for e in held.kept] == ["a"]
    assert [e.file for e in held.refused] == ["b"]


def test_a_line_left_unfinished_does_not_count_and_is_written_over(case: CaseFolder) -> None:
    archive.append(case, [entry("a", "1")])
    with case.manifest.open("ab") as file:
        file.write(b'{"file":"b","wh')
    assert [e.file for e in archive.held(case).kept] == ["a"]
    archive.append(case, [entry("c", "3")])
    assert [e.file for e in archive.held(case).kept] == ["a", "c"]


def test_a_line_that_was_spoilt_is_named(case: CaseFolder) -> None:
    archive.append(case, [entry("a", "1")])
    case.manifest.write_bytes(b"{nonsense}\n" + case.manifest.read_bytes())
    with pytest.raises(UsageError, match="line 1"):
        archive.held(case)


def test_zeros_that_a_power_cut_left_do_not_count(case: CaseFolder) -> None:
    archive.append(case, [entry("a", "1")])
    whole = case.manifest.read_bytes()
    case.manifest.write_bytes(whole + bytes(40) + b'"b"}\n' + bytes(3))
    assert [e.file for e in archive.held(case).kept] == ["a"]
    archive.append(case, [entry("c", "3")])
    assert case.manifest.read_bytes().startswith(whole + b'{"file":"c"')


def test_each_line_of_the_list_is_linked_with_the_one_before(case: CaseFolder) -> None:
    archive.append(case, [entry("a", "1"), entry("b", "2")])
    archive.append(case, [entry("c", "3"), entry("d", "4")])
    assert list(archive.broken(case)) == []
    lines = case.manifest.read_bytes().splitlines(keepends=True)
    for changed, broken in (
        ([lines[0], lines[1].replace(b"2024", b"2023"), *lines[2:]], [2, 3]),
        ([lines[0], *lines[2:]], [2]),
        ([lines[0], lines[2], lines[1], lines[3]], [2, 3, 4]),
        ([lines[0], b"nonsense\n", *lines[2:]], [2, 3]),
        ([*lines[:3], lines[3].replace(b'"d"', b'"e"')], [4]),
    ):
        case.manifest.write_bytes(b"".join(changed))
        assert list(archive.broken(case)) == broken


def test_a_list_that_was_begun_without_links_goes_on_with_them(case: CaseFolder) -> None:
    case.manifest.write_bytes(b'{"file":"a","when":"2024-11-05T00:00:00Z","sha256":"1"}\n')
    archive.append(case, [entry("b", "2")])
    assert list(archive.broken(case)) == []
    line(case, b'"a"', b'"x"')
    assert list(archive.broken(case)) == [2], "the first linked line follows from the one before"


def line(case: CaseFolder, before: bytes, after: bytes) -> None:
    case.manifest.write_bytes(case.manifest.read_bytes().replace(before, after))


def test_what_stopped_programs_left_is_removed_by_who_holds_the_case(case: CaseFolder) -> None:
    sha256 = archive.keep(case, b"text")
    (case.originals / ".partial-x").write_bytes(b"te")
    (case.path / "records" / "r" / ".partial-rows").mkdir(parents=True)
    (case.path / ".partial-ledger.sqlite").write_bytes(b"")
    assert len(archive.left_over(case)) == 3
    with archive.locked(case):
        assert archive.left_over(case) == ()
    assert archive.original(case, sha256) == b"text"


def test_one_program_at_a_time(case: CaseFolder) -> None:
    with (
        archive.locked(case),
        pytest.raises(UsageError, match="another program"),
        archive.locked(case),
    ):
        raise AssertionError("the case was held twice")
    with archive.locked(case):
        assert case.lock.exists()
