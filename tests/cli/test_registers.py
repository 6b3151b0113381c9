from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cuibono import registers
from cuibono.cli import main
from cuibono.records import Search, Wanted
from cuibono.registers import shelf
from cuibono.settings import CaseFolder
from tests.publisher import Asked, Publisher, Reply, publisher
from tests.small_reader import SmallEngine

SAMPLE = Path(registers.__file__).parent / "lda_contributions" / "sample.json"


class Told:
    def __init__(self, capsys: pytest.CaptureFixture[str], *words: str | Path) -> None:
        self.status = main([str(word) for word in words], SmallEngine())
        self.out, self.err = capsys.readouterr()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "cuibono.toml").write_text('[collect]\ncontact = "me@example.org"\n')
    return tmp_path / "case"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    with publisher() as one:
        about = registers.source("lda_contributions")
        way = msgspec.structs.replace(about.fetch[0], url=f"{one.url}/contributions/", pause=0.0)
        about = msgspec.structs.replace(about, fetch=(way,))
        monkeypatch.delenv("LDA_API_KEY", raising=False)
        monkeypatch.setattr(registers, "source", lambda name: about)
        yield one


def pages(asked: Asked) -> Reply:
    read: dict[str, Any] = json.loads(SAMPLE.read_bytes())
    first = 0 if "page" not in asked.query else 3
    following = None if first else f"http://{asked.headers['host']}/contributions/?page=2"
    return Reply(json.dumps(read | {"next": following, "results": read["results"][first : first + 3]}))


def test_a_file_is_kept_as_what_it_is(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "registers", "add", SAMPLE, "--case", case)
    assert told.status == 1
    assert told.err.startswith("skipped: sample.json: filing 4, contribution 3: ")
    assert told.out.startswith("9 rows of lda_contributions kept; `cuibono check")
    again = Told(capsys, "registers", "add", "lda_contributions", SAMPLE, "--case", case)
    assert again.out.startswith("9 rows of lda_contributions were there already")
    listed = Told(capsys, "registers", "list", "--case", case).out
    assert "  sample.json: 9 rows, retrieved " in listed
    assert "1 problem" in listed
    assert "    SAMPLE DELIVERY INC. D/B/A SAMPLECART, Year-End (Jul 1 - Dec 31) 2024, 2024-07-01 to " in listed


def test_a_file_that_nobody_knows(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (case.parent / "x.bin").write_bytes(b"\x00")
    told = Told(capsys, "registers", "add", case.parent / "x.bin", "--case", case)
    assert told.status == 2
    assert "it is of no register that is known. Say which one" in told.err
    assert "it cannot be read" in Told(capsys, "registers", "add", "gone.json", "--case", case).err


def test_rows_are_fetched_into_the_case(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    site.play = pages
    told = Told(capsys, "registers", "fetch", "lda_contributions", "filing_year=2024", "--case", case)
    assert told.out.startswith("9 rows of lda_contributions kept; `cuibono check")
    assert [asked.query for asked in site.asked] == [{"filing_year": "2024", "page_size": "25"}, {"page": "2"}]
    found = Search(CaseFolder(case), "lda_contributions").rows(Wanted(counterparts=("HOST",)))
    assert not found
    (kept,) = [
        one for one in Search(CaseFolder(case), "lda_contributions").rows(Wanted(sorts=("he",))) if not one.record.part
    ]
    assert kept.record.counterpart == "EVENT HOUSE, INC."
    again = Told(capsys, "registers", "fetch", "lda_contributions", "filing_year=2024", "--case", case)
    assert again.out.startswith("9 rows of lda_contributions were there already")


def test_a_list_of_who_is_who_is_fetched_too(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    about = registers.source("sec_companies")
    with publisher() as site:
        site.play = lambda asked: Reply('{"0": {"cik_str": 7, "ticker": "ACME", "title": "ACME INC"}}')
        way = msgspec.structs.replace(about.fetch[0], url=f"{site.url}/files/company_tickers.json")
        about = msgspec.structs.replace(about, fetch=(way,))
        monkeypatch.setattr(registers, "source", lambda name: about)
        told = Told(capsys, "registers", "fetch", "sec_companies", "--case", case)
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("1 row of sec_companies kept; `cuibono parties --case")
    (kept,) = shelf.kept(CaseFolder(case), "sec_companies")
    assert kept.file == "company_tickers.json"


def test_no_row_is_no_error(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    site.play = lambda asked: Reply('{"count": 0, "next": null, "previous": null, "results": []}')
    told = Told(capsys, "registers", "fetch", "lda_contributions", "filing_year=1803", "--case", case)
    assert (told.status, told.out) == (0, "Nothing of lda_contributions kept.\n")
    assert "the publisher has no row for these fields" in told.err


def test_what_is_not_understood(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in ((), ("lda_contributions", "2024"), ("lda_contributions", "a=1", "a=2")):
        told = Told(capsys, "registers", "fetch", *words, "--case", case)
        assert told.status == 2
        assert "say which register, then FIELD=VALUE" in told.err
    told = Told(capsys, "registers", "fetch", "lda_contributions", "colour=red", "--case", case)
    assert "lda_contributions: give [registrant_name=" in told.err
    (case / "cuibono.toml").write_text("")
    told = Told(capsys, "registers", "fetch", "lda_contributions", "filing_year=2024", "--case", case)
    assert (told.status, told.out) == (2, "")
    assert 'put a line like contact = "name@example.org" under [collect]' in told.err
