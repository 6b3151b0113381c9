from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

import pytest

from cuibono.collect import archive
from cuibono.collect.gather import NO_TABLE, gather
from cuibono.collect.paths import Found, find
from cuibono.model import Problem
from cuibono.settings import CaseFolder
from cuibono.tables import table
from tests.collect import made


def found(path: Path, data: bytes) -> tuple[dict[str, Found], dict[str, str]]:
    """What a file of these bytes holds by name, and the code of each problem by name."""
    path.write_bytes(data)
    told = list(find([str(path)], path.parent / "case", lambda: b""))
    files = {one.file: one for one in told if isinstance(one, Found)}
    return files, {str(one.file): one.code for one in told if isinstance(one, Problem)}


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Limits that may be lowered for one test."""
    lowered = dict(table("formats")["limits"])
    monkeypatch.setitem(table("formats"), "limits", lowered)
    return lowered


def test_files_of_a_zip_and_of_a_zip_in_it(tmp_path: Path) -> None:
    inner = made.zipped({"b/c.txt": "text"})
    files, codes = found(tmp_path / "pile.zip", made.zipped({"a.html": made.page(), "../in.zip": inner, "x.csv": "1"}))
    assert list(files) == ["pile.zip/a.html", "pile.zip/in.zip/b/c.txt"]
    assert files["pile.zip/in.zip/b/c.txt"].data == b"text"
    assert files["pile.zip/in.zip/b/c.txt"].enclosed.place == "entry in.zip, entry b/c.txt"
    assert codes == {}


def test_a_word_document_is_no_container(tmp_path: Path) -> None:
    files, _ = found(tmp_path / "plan", made.docx("Acme met the governor."))
    assert list(files) == ["plan"]


def test_records_of_a_web_archive(tmp_path: Path) -> None:
    page = made.page().encode()
    chunked = b"5\r\n" + page[:5] + b"\r\n" + f"{len(page) - 5:x}".encode() + b"\r\n" + page[5:] + b"\r\n0\r\n\r\n"
    records = [
        made.record("https://a.example/1", page),
        made.record("https://a.example/2", b"\x89PNG", "Content-Type: image/png"),
        made.record("https://a.example/3", chunked, "Content-Type: text/html\r\nTransfer-Encoding: chunked"),
        made.record("https://a.example/4", gzip.compress(page), "Content-Type: text/html\r\nContent-Encoding: gzip"),
        made.record("https://a.example/5", zlib.compress(page), "Content-Type: text/html\r\nContent-Encoding: deflate"),
        made.record("https://a.example/6", page, "Content-Type: text/html\r\nContent-Encoding: br"),
        made.record("https://a.example/7", b"a text", sort="resource"),
    ]
    for data in (made.archive(*records), b"".join(records)):
        files, codes = found(tmp_path / "crawl.warc", data)
        assert list(files) == [f"crawl.warc/{n}" for n in (1, 3, 4, 5, 7)]
        assert {one.data for one in files.values()} == {page, b"a text"}
        assert files["crawl.warc/3"].enclosed.url == "https://a.example/3"
        assert codes == {"crawl.warc/6": "damaged"}


def test_lines_of_json_and_what_is_attached_to_a_mail(tmp_path: Path) -> None:
    lines = json.dumps({"text": "one"}) + "\n\n" + json.dumps({"text": "two"})
    files, _ = found(tmp_path / "a.jsonl", lines.encode())
    assert {name: one.enclosed.place for name, one in files.items()} == {
        "a.jsonl/1": "line 1 at byte 0",
        "a.jsonl/3": "line 3 at byte 17",
    }
    files, _ = found(
        tmp_path / "m.eml", made.mail("Acme met.", {"plan.pdf": made.pdf("Plan"), "p.zip": made.zipped({"a.txt": "x"})})
    )
    assert list(files) == ["m.eml", "m.eml/plan.pdf", "m.eml/p.zip/a.txt"]


def test_lists_that_hold_no_texts_are_left_out_of_folders(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text('{"id": 1}\n')
    (tmp_path / "texts.jsonl").write_text('{"text": "Acme"}\n')
    told = find([str(tmp_path)], tmp_path / "case", lambda: b"")
    assert [one.file for one in told] == ["texts.jsonl/1"]


def test_a_document_that_comes_twice_is_kept_once(tmp_path: Path) -> None:
    (tmp_path / "pile.zip").write_bytes(made.zipped({"a.txt": "Acme met.", "b.txt": "Acme met.", "c.txt": ""}))
    case = CaseFolder(tmp_path / "case")
    with archive.locked(case):
        gather(
            case, [str(tmp_path / "pile.zip")], NO_TABLE, "2024-11-05T00:00:00Z", 1000, lambda: b"", lambda file: None
        )
    held = archive.held(case)
    assert [entry.file for entry in held.documents().values()] == ["pile.zip/a.txt"]
    assert [(entry.file, other) for entry, other in held.duplicates()] == [("pile.zip/b.txt", "pile.zip/a.txt")]
    assert [entry.file for entry in held.refused] == ["pile.zip/c.txt"]
    assert len(list(case.originals.iterdir())) == 1


# Files that are made to do harm: each is a problem, and what stands beside it is read.


def test_a_bomb_in_a_zip(tmp_path: Path) -> None:
    files, codes = found(tmp_path / "a.zip", made.zipped({"bomb.txt": b"0" * 2**28, "b.txt": "text"}))
    assert (list(files), codes) == (["a.zip/b.txt"], {"a.zip/bomb.txt": "too_long"})


def test_a_zip_of_many_files_ends_somewhere(tmp_path: Path, limits: dict[str, int]) -> None:
    many = made.zipped({f"{n}.txt": "text" for n in range(5)})
    limits["entries"] = 3
    files, codes = found(tmp_path / "a.zip", many)
    assert (len(files), codes) == (3, {"a.zip": "too_long"})
    limits["entries"], limits["unpacked"] = 100, 8
    files, codes = found(tmp_path / "a.zip", many)
    assert (len(files), codes) == (2, {"a.zip": "too_long"})


def test_zips_in_zips_end_somewhere(tmp_path: Path) -> None:
    data = made.zipped({"a.txt": "text"})
    for _ in range(6):
        data = made.zipped({"in.zip": data, "b.txt": "text"})
    files, codes = found(tmp_path / "a.zip", data)
    assert len(files) == 3
    assert codes == {"a.zip/in.zip/in.zip/in.zip": "too_deep"}


def test_a_zip_that_is_locked_cut_off_or_spoilt(tmp_path: Path) -> None:
    data = bytearray(made.zipped({"a.txt": "text " * 50, "b.txt": "text"}))
    locked = bytearray(data)
    at = data.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    files, codes = found(tmp_path / "a.zip", bytes(locked))
    assert (list(files), codes) == (["a.zip/b.txt"], {"a.zip/a.txt": "encrypted"})
    data[40] ^= 255
    files, codes = found(tmp_path / "a.zip", bytes(data))
    assert (list(files), codes) == (["a.zip/b.txt"], {"a.zip/a.txt": "damaged"})
    assert found(tmp_path / "a.zip", bytes(data[:60])) == ({}, {"a.zip": "damaged"})


def test_a_web_archive_that_is_cut_off_or_lies(tmp_path: Path) -> None:
    whole = made.archive(made.record("https://a.example/1", b"text", "Content-Type: text/plain"))
    for rest in (
        whole[:-20],
        gzip.compress(b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n"),
        b"rubbish",
        gzip.compress(b"a\r\n"),
    ):
        files, codes = found(tmp_path / "a.warc.gz", whole + rest)
        assert (list(files), codes) == (["a.warc.gz/1"], {"a.warc.gz": "damaged"})


def test_an_answer_that_unpacks_to_too_much(tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * (2**26 + 2**20))
    files, codes = found(
        tmp_path / "a.warc", made.record("x", bomb, "Content-Type: text/html\r\nContent-Encoding: gzip")
    )
    assert (files, codes) == ({}, {"a.warc/1": "damaged"})


def test_a_line_without_an_end(tmp_path: Path, limits: dict[str, int]) -> None:
    limits["line"] = 1000
    data = b'{"text": "one"}\n' + b'{"text": "' + b"x" * 5000 + b'"}\n{"text": "two"}'
    files, codes = found(tmp_path / "a.jsonl", data)
    assert (list(files), codes) == (["a.jsonl/1", "a.jsonl/3"], {"a.jsonl/2": "too_long"})
    assert files["a.jsonl/3"].enclosed.place == f"line 3 at byte {data.rindex(b'{')}"
