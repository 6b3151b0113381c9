from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cuibono.registers
from cuibono.model import Problem
from cuibono.model.records import Record
from cuibono.registers.ftm import adapter
from tools.parts import shared

FOLDER = Path(cuibono.registers.__file__).parent / "ftm"
REAL = shared() / "registers" / "ftm"
PARTY = {"id": "a", "schema": "Company", "properties": {"name": ["Acme"]}}
OTHER = {"id": "b", "schema": "PublicBody", "properties": {"name": ["The Town", "Town"]}}


def pay(**properties: object) -> dict[str, object]:
    given = {"payer": ["a"], "beneficiary": ["b"], **properties}
    return {"id": "p", "schema": "Payment", "properties": {name: value for name, value in given.items() if value}}


def read(path: Path, *entities: object) -> list[object]:
    lines = [one if isinstance(one, str) else json.dumps(one) for one in entities]
    (path / "a.ijson").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return list(adapter.records(path / "a.ijson"))


def only(found: Iterable[object]) -> Record:
    (one,) = found
    assert isinstance(one, Record)
    return one


def told(found: Iterable[object]) -> list[str]:
    return [one.code for one in found if isinstance(one, Problem)]


def test_the_sample_gives_what_is_expected() -> None:
    encoder = msgspec.json.Encoder(decimal_format="string")
    found = [
        json.loads(encoder.encode({"record" if isinstance(one, Record) else "problem": one}))
        for one in adapter.records(FOLDER / "sample.ijson")
    ]
    assert found == [json.loads(line) for line in (FOLDER / "expected.jsonl").read_text().splitlines()]


def test_both_sides_have_their_names_and_kinds_wherever_they_stand(tmp_path: Path) -> None:
    row = only(read(tmp_path, PARTY, pay(amountEur=["12.5"], date=["2021-02"]), OTHER))
    assert (row.actor, row.actor_kind, row.counterpart, row.counterpart_kind) == (
        "Acme", "organisation", "The Town", "public_body",
    )  # fmt: skip
    assert (row.amount, row.currency, row.latest) == (Decimal("12.50"), "EUR", date(2021, 2, 28))


def test_a_side_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert told(read(tmp_path, PARTY, pay())) == ["unresolved"]
    assert told(read(tmp_path, PARTY, OTHER, pay(payer=None))) == ["one_sided"]


def test_several_payers_are_parts_of_one_row(tmp_path: Path) -> None:
    third = {"id": "c", "schema": "Person", "properties": {"name": ["Ida"]}}
    found = read(tmp_path, PARTY, OTHER, third, pay(payer=["a", "c"]))
    assert [(one.key, one.part, one.actor) for one in found if isinstance(one, Record)] == [
        ("p", 0, "Acme"), ("p", 1, "Ida"),
    ]  # fmt: skip


def test_the_currency_that_was_paid_goes_before_the_one_it_was_changed_to(tmp_path: Path) -> None:
    row = only(read(tmp_path, PARTY, OTHER, pay(amount=["10"], currency=["CHF"], amountEur=["9"])))
    assert (row.amount, row.currency) == (Decimal(10), "CHF")


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"amountEur": ["ten"]}, "bad_amount"),
        ({"amountEur": ["1", "2"]}, "bad_amount"),
        ({"amount": ["1"]}, "bad_amount"),
        ({"date": ["2021-02-30"]}, "bad_date"),
        ({"date": ["May"]}, "bad_date"),
    ],
)
def test_what_cannot_be_read_is_a_problem(tmp_path: Path, properties: dict[str, object], code: str) -> None:
    assert told(read(tmp_path, PARTY, OTHER, pay(**properties))) == [code]


def test_no_address_is_kept(tmp_path: Path) -> None:
    row = only(read(tmp_path, PARTY, OTHER, pay(purpose=["for 12 Elm Street"], summary=["Lindenstraße 4"])))
    assert (row.own, row.text) == ({}, None)


def test_a_bad_line_is_a_problem_and_another_file_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, PARTY, OTHER, "{", pay(), pay())
    assert told(found) == ["bad_row", "same_key"]
    with pytest.raises(ValueError, match="0 of 1 lines are entities"):
        read(tmp_path, '{"a": 1}')


@given(st.binary(max_size=80))
def test_no_file_is_taken_for_one_by_chance(head: bytes) -> None:
    assert not adapter.recognises("a.ijson", head)


def test_the_payments_of_the_real_file_are_all_there_but_two() -> None:
    if not REAL.exists():
        pytest.skip(f"the real files are not there: {REAL}")
    found = list(adapter.records(REAL / "donations.ijson"))
    rows = [one for one in found if isinstance(one, Record)]
    table = list(csv.DictReader((REAL / "donations.csv").open(encoding="utf-8")))
    in_table = {(row["Donor"].strip(), Decimal(row["DonationEUR"]), row["DonationDate"]) for row in table}
    assert (len(found), len(rows), sum(row.amount or 0 for row in rows)) == (290, 290, Decimal("40589689.15"))
    # The table has two payments twice, which are one entity each.
    assert (len(table), sum(Decimal(row["DonationEUR"]) for row in table)) == (292, Decimal("40774689.15"))
    assert {(row.actor, row.amount, str(row.earliest)) for row in rows} == in_table
    assert not any("76135" in str(row) or "straße" in str(row) for row in rows)
