from __future__ import annotations

from pathlib import Path

import pytest

from cuibono import records
from cuibono.cli import main
from cuibono.records import Search, Wanted
from cuibono.settings import CaseFolder
from tests.small_reader import SmallEngine

GIFTS = """Ref,Donor,Donor type,Address,Recipient,Date,Amount USD
1,Acme Inc,Company,1 Elm Street,Town Fund,2/14/2024,"1,250.00"
2,Jane Doe,Individual,2 Elm Street,Town Fund,3/1/2024,50.00
"""


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CaseFolder:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Acme met Jane Doe, Tom Roe said. The state was not told of it.\n")
    (tmp_path / "gifts.csv").write_text(GIFTS)
    assert main(["read", "a.txt", "--case", "case"], SmallEngine()) in (0, 1)
    capsys.readouterr()
    return CaseFolder(Path("case"))


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = main(["registers", *words, "--case", "case"], SmallEngine())
    out, err = capsys.readouterr()
    return status, out + err


def test_a_file_is_mapped_confirmed_and_kept(case: CaseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = call(capsys, "map", "gifts.csv", "--name", "town_gifts")
    assert status == 0
    assert "actor        Donor       Acme Inc, Jane Doe\n" in told
    assert "never kept   Address\n" in told
    assert "Elm" not in told
    draft = Path("town_gifts.mapping.toml")
    assert "confirmed = false" in draft.read_text()
    assert not records.covers(case, "town_gifts")
    status, told = call(capsys, "map", "gifts.csv", "--confirm", str(draft))
    assert (status, told.splitlines()[0]) == (0, "town_gifts is a register of this case now: 2 rows, 0 problems.")
    saved = (case.path / "records" / "town_gifts" / "mapping.toml").read_text()
    assert "\nconfirmed = true\n" in saved
    assert "# Never kept" in saved
    status, told = call(capsys, "add", "town_gifts", "gifts.csv")
    assert (status, told.splitlines()[0][:26]) == (0, "2 rows of town_gifts kept;")
    (first, second) = (one.record for one in Search(case, "town_gifts").rows(Wanted()))
    assert (first.actor, first.actor_kind, str(first.amount)) == ("Acme Inc", "organisation", "1250.00")
    assert "Elm" not in str(second)
    assert "  gifts.csv: 2 rows, retrieved" in call(capsys, "list")[1]


def test_a_suggestion_may_be_kept_as_it_is(case: CaseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "map", "gifts.csv", "--yes")[0] == 0
    assert (case.path / "records" / "gifts" / "mapping.toml").exists()


def test_what_is_open_is_not_kept(case: CaseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    Path("gifts.csv").write_text(GIFTS.replace("2/14/2024", "2/4/2024"))
    status, told = call(capsys, "map", "gifts.csv", "--yes")
    assert status == 2
    assert "still to be decided: dates.Date" in told
    assert not (case.path / "records").exists()


def test_a_draft_that_was_worked_on_is_not_written_over(case: CaseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "map", "gifts.csv", "--name", "g")
    assert call(capsys, "map", "gifts.csv", "--name", "g")[0] == 0
    Path("g.mapping.toml").write_text("mine")
    status, told = call(capsys, "map", "gifts.csv", "--name", "g")
    assert (status, Path("g.mapping.toml").read_text()) == (2, "mine")
    assert "Say another place with --output." in told
    status, told = call(capsys, "map", "gifts.csv", "--confirm", "g.mapping.toml")
    assert (status, "this is no mapping" in told) == (2, True)


def test_a_mapping_of_another_file_is_not_kept(case: CaseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "map", "gifts.csv", "--name", "g")
    Path("other.csv").write_text("a,b\n1,2\n")
    status, told = call(capsys, "map", "other.csv", "--confirm", "g.mapping.toml")
    assert status == 2
    assert "it does not fit g.mapping.toml: it has no column Ref" in told


def test_a_register_of_the_package_is_not_mapped(case: CaseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = call(capsys, "map", "gifts.csv", "--name", "sec_companies", "--yes")
    assert (status, "sec_companies is a register of the package" in told) == (2, True)


def test_forms_are_listed_and_recognised(case: CaseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    told = call(capsys, "list")[1]
    assert "Known forms of files" in told
    assert "fec_inaugural_2017_huffpost: Donations to the 58th" in told


def test_one_file_has_to_be_named(case: CaseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "map")[0] == 2
    assert call(capsys, "map", "gifts", "gifts.csv")[0] == 2
    assert call(capsys, "map", "nowhere.csv")[0] == 2
