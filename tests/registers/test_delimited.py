from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.registers import delimited, several

CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


def put(folder: Path, data: bytes) -> Path:
    path = folder / "file.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("data", ["é,b\r\n".encode(), b"\xef\xbb\xbf" + "é,b\n".encode(), "é,b\n".encode("cp1252")])
def test_rows_come_from_any_of_the_encodings(tmp_path: Path, data: bytes) -> None:
    assert list(delimited.rows(put(tmp_path, data))) == [(1, ["é", "b"])]


def test_a_file_in_no_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="in none of utf-8-sig, cp1252"):
        list(delimited.rows(put(tmp_path, b"a,\x81\n")))


def test_a_row_over_several_lines_is_told_by_its_first(tmp_path: Path) -> None:
    assert [line for line, _ in delimited.rows(put(tmp_path, b'a\n"b\nc"\nd\n'))] == [1, 2, 4]


def test_a_zip_with_one_file_is_read_and_a_cut_off_one_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.csv", "a,b\n" * 50)
    assert len(list(delimited.rows(put(tmp_path, packed.getvalue())))) == 50
    with pytest.raises(ValueError, match="cut off"):
        list(delimited.rows(put(tmp_path, packed.getvalue()[:60])))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path = put(tmp_path_factory.mktemp("csv"), text.getvalue().encode("utf-8-sig"))
    assert [row for _, row in delimited.rows(path)] == rows


def test_rows_that_say_the_same_have_numbered_keys() -> None:
    keys = delimited.Keys()
    first, second, other = keys.of("a  b", "c"), keys.of("a b", "c"), keys.of("a", "b c")
    assert second == f"{first}-2"
    assert other != first


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Acme, Inc., Zeta plc", ("Acme, Inc.", "Zeta plc")),
        ("Alpha; Beta | Gamma / Delta", ("Alpha", "Beta", "Gamma", "Delta")),
        ("Ernst and Young, Marks & Spencer", ("Ernst and Young", "Marks & Spencer")),
        ("Alpha, Beta, and Gamma", ("Alpha", "Beta", "Gamma")),
        ("The Club (Alpha, Beta), Gamma", ("The Club (Alpha, Beta)", "Gamma")),
        ("Novartis Pharma N.V./S.A.", ("Novartis Pharma N.V./S.A.",)),
        ("1,000 people", ("1,000 people",)),
        ("Sam , The Paper)", ("Sam", "The Paper")),
        ("", ()),
    ],
)
def test_a_cell_is_cut_into_names(cell: str, expected: tuple[str, ...]) -> None:
    assert several.names(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Roundtable: Alpha, Beta", ("Alpha", "Beta")),
        ("Cities Forum (Alpha, Beta)", ("Alpha", "Beta")),
        ("Kappa News: Sam, Kim", ("Kappa News", "Sam", "Kim")),
        ("EEF: The Makers", ("EEF: The Makers",)),
    ],
)
def test_what_introduces_a_list_is_no_name(cell: str, expected: tuple[str, ...]) -> None:
    assert several.listed(cell, frozenset({"roundtable", "forum"})) == expected


@given(st.text(alphabet="aB1 ,;:()|/&.-–\n", max_size=30))
def test_every_letter_of_a_cell_stands_in_a_name(cell: str) -> None:
    letters = [char for char in cell if char.isalnum()]
    kept = "".join(several.names(cell))
    assert set(letters) == {char for char in kept if char.isalnum()}
