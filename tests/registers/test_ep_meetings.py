from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.ep_meetings import adapter
from tools.parts import shared

FILE = shared() / "registers" / "eu" / "mepmeetings.csv"
HEAD = ",committees,country,date,dossier,epid,group,lobbyists,location,mep,role,title\n"
EXPORT = "title,member_id,member_name,meeting_date,member_capacity,procedure_reference,attendees,lobbyist_id\n"


def read(folder: Path, text: str) -> list[Record | Cover | Problem]:
    path = folder / "meetings.csv"
    path.write_text(text, encoding="utf-8")
    return list(adapter.records(path))


def met(folder: Path, lobbyists: str) -> list[tuple[str | None, str]]:
    row = f'0,[],Malta,27-10-2021,,1,RE,"{lobbyists}",Brussels,Kim SAMPLE,Member,Trade\n'
    found = [one for one in read(folder, HEAD + row) if isinstance(one, Record)]
    return [(one.actor, one.own.get("transparency_register", "")) for one in found]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Acme 28666427835-74", [("Acme", "28666427835-74")]),
        ("Acme (TR 28666427835-74), Zeta", [("Acme", "28666427835-74"), ("Zeta", "")]),
        ("Acme, Zeta, 28666427835-74", [("Acme", ""), ("Zeta", "28666427835-74")]),
        ("Acme e.V. (AEV) Identification number: 28666427835-74", [("Acme e.V. (AEV)", "28666427835-74")]),
        ("Acme Inc. 28666427835-74", [("Acme Inc.", "28666427835-74")]),
        ("Acme, EU Transparency Register nr.: 28666427835-74", [("Acme", "28666427835-74")]),
        ("Acme / 28666427835-74", [("Acme", "28666427835-74")]),
        ("Sam Speaker / Ministry", [("Sam Speaker", ""), ("Ministry", "")]),
        ("AK/ÖGB", [("AK/ÖGB", "")]),
        ("Acme, Inc.", [("Acme, Inc.", "")]),
    ],
)
def test_lobbyists_are_cut_and_numbers_found(tmp_path: Path, cell: str, expected: list[tuple[str, str]]) -> None:
    assert met(tmp_path, cell) == expected


def test_the_export_pairs_names_with_numbers(tmp_path: Path) -> None:
    row = "Trade,1,Kim SAMPLE,2024-02-01,Member,2023/0001(COD),Acme, Inc.|Zeta,111111-11|\n".replace(
        "Acme, Inc.|Zeta", '"Acme, Inc.|Zeta"'
    )
    first, second, _ = read(tmp_path, EXPORT + row)
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.actor, first.own["transparency_register"]) == ("Acme, Inc.", "111111-11")
    assert (second.actor, second.earliest) == ("Zeta", date(2024, 2, 1))


def test_bad_rows_are_problems(tmp_path: Path) -> None:
    text = HEAD + "0,[],Malta,31-02-2021,,1,RE,Acme,x,Kim,Member,T\n1,[],Malta,01-02-2021,,1,RE,.,x,Kim,Member,T\n"
    found = read(tmp_path, text)
    assert [one.code for one in found if isinstance(one, Problem)] == ["no_date", "no_party"]


def test_rows_are_never_said_to_be_all(tmp_path: Path) -> None:
    cover = read(tmp_path, HEAD + "0,[],Malta,01-02-2021,,1,RE,Acme,x,Kim,Member,T\n")[-1]
    assert isinstance(cover, Cover)
    assert (cover.whole, cover.start) == (False, date(2021, 2, 1))


def test_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="lacks lobbyists"):
        read(tmp_path, "date,mep,epid,title\n")


@pytest.mark.skipif(not FILE.exists(), reason="the list of meetings is not on this machine")
def test_the_real_list_is_read() -> None:
    assert adapter.recognises(FILE.name, FILE.read_bytes()[:65536])
    found = list(adapter.records(FILE))
    rows = [one for one in found if isinstance(one, Record)]
    assert sum(one.part == 0 for one in rows) == 23048
    assert [one.code for one in found if isinstance(one, Problem)] == ["no_party", "no_party"]
    assert len({(one.key, one.part) for one in rows}) == len(rows)
    facebook = {one.own.get("transparency_register") for one in rows if one.actor == "Facebook"}
    assert "28666427835-74" in facebook
