from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers import mapping
from cuibono.registers.mapping import draft, suggest, tree, values
from cuibono.registers.mapping.adapter import Mapped
from cuibono.registers.mapping.private import holds_address, is_private

SOURCE = """
[source]
name = "town"
title = "Gifts to the town"
publisher = "the town"
licence = "none"
url = "https://town.example"
coverage = "2024"
columns = {}
holds = "records"
[source.sorts]
gift = "a gift"
refund = "a gift that went back"
"""
MAP = (
    """
null = ["NULL"]
"""
    + SOURCE
    + """
[file]
head = ["Id", "Who", "What", "Day", "Sum"]
{file}
[fields]
key = "Id"
actor = "Who"
text = "What"
day = "Day"
amount = "Sum"
[dates]
Day = "%m/%d/%Y"
[constants]
sort = "gift"
currency = "USD"
counterpart = "The Town"
{rest}
"""
)
HEAD = "Id,Who,What,Day,Sum\n"


Found = list[Record | Cover | Problem]


def town(*swaps: tuple[str, str], file: str = "", rest: str = "") -> mapping.Mapping:
    """The mapping above with these lines in their places, and some of its texts swapped for others."""
    text = MAP.replace("{file}", file).replace("{rest}", rest)
    for old, new in swaps:
        text = text.replace(old, new)
    return mapping.parse(text, "town.toml")


def read(path: Path, data: str | bytes, *swaps: tuple[str, str], file: str = "", rest: str = "") -> Found:
    path = path / "a.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(Mapped(town(*swaps, file=file, rest=rest)).records(path))


def rows(found: Found) -> list[Record]:
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Record)]


def problems(found: Found) -> list[str]:
    return [f"{one.code}: {one.message}" for one in found if isinstance(one, Problem)]


def test_columns_become_fields(tmp_path: Path) -> None:
    (row,) = rows(read(tmp_path, HEAD + '1,"Acme, Inc.",NULL,1/14/2024,"$1,250.50"\n'))
    assert row == Record(
        key="1", sort="gift", actor="Acme, Inc.", counterpart="The Town", amount=Decimal("1250.50"), currency="USD",
        earliest=date(2024, 1, 14), latest=date(2024, 1, 14), line=2,
    )  # fmt: skip


def test_empty_lines_are_no_rows(tmp_path: Path) -> None:
    assert [one.key for one in rows(read(tmp_path, HEAD + ",,,,\n1,A,x,1/1/2024,1\n\n , ,,,\n"))] == ["1"]


def test_bad_rows_are_problems_and_the_good_ones_go_on(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        HEAD + "1,A,x,2/30/2024,1\n2,A,x,1/1/2024\n3,A,x,1/1/2024,1,1\n4,A,x,1/1/2024,ten\n"
        "5,A,x,1/1/2024,5\n5,B,x,1/1/2024,5\n,B,x,1/1/2024,5\n6,A,x,1/1/0024,1\n7,A,x,1/1/2024,€5\n",
    )
    assert [one.key for one in found if isinstance(one, Record)] == ["5"]
    assert [one.partition(": ")[2].partition("; ")[0] for one in problems(found)] == [
        "line 2: Day: '2/30/2024' is no date of the form %m/%d/%Y",
        "line 3: it has 4 fields in place of 5",
        "line 4: it has 6 fields in place of 5",
        "line 5: Sum: 'ten' is no amount with the decimal mark '.'",
        "line 7: Id is 5, as in an earlier row",
        "line 8: Id is empty, and a row without a key cannot be told from another",
        "line 9: Day: '1/1/0024' is no date of the form %m/%d/%Y",
        "line 10: Sum: '€5' is in EUR, and the column in USD",
    ]


def test_a_mark_and_windows_1252_are_read(tmp_path: Path) -> None:
    text = HEAD + "1,Société Générale,x,1/1/2024,1\n"
    assert rows(read(tmp_path, b"\xef\xbb\xbf" + text.encode()))[0].actor == "Société Générale"
    found = read(tmp_path, text.encode("cp1252"))
    assert [one.actor for one in found if isinstance(one, Record)] == ["Société Générale"]
    assert problems(found)[0].startswith("encoding: it is not UTF-8; read as cp1252")
    assert rows(read(tmp_path, text.encode("utf-16")))[0].actor == "Société Générale"


def test_another_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="it has no column Sum"):
        read(tmp_path, "Id,Who,What,Day,Total\n1,A,x,1/1/2024,1\n")
    with pytest.raises(ValueError, match="it has no column"):
        read(tmp_path, "")


def test_a_header_further_down_and_none_at_all(tmp_path: Path) -> None:
    (row,) = rows(read(tmp_path, "Gifts of 2024\n\n" + HEAD + "1,A,x,1/1/2024,1\n", file="header = 3"))
    assert (row.key, row.line) == ("1", 4)
    columns = '["Id", "Who", "What", "Day", "Sum"]'
    (row,) = rows(read(tmp_path, "1,A,x,1/1/2024,1\n", (f"head = {columns}", f"header = 0\nnames = {columns}")))
    assert (row.key, row.line) == ("1", 1)


def test_columns_without_a_name_have_a_number(tmp_path: Path) -> None:
    swaps = (('"Who", "What"', '"column 2", "What"'), ('actor = "Who"', 'actor = "column 2"'))
    assert [one.actor for one in rows(read(tmp_path, "Id,,What,Day,Sum\n1,Acme,x,1/1/2024,1\n", *swaps))] == ["Acme"]


RULES = """
[[when]]
column = "What"
words = ["refund"]
sort = "refund"
sign = "-"
[[when]]
column = "What"
is = ["memo"]
counts = false
why = "a memo"
[[when]]
column = "Who"
like = "[^,]+, [^,]+"
actor_kind = "person"
[[when]]
negative = true
sort = "refund"
"""


def test_rules_say_what_a_row_is(tmp_path: Path) -> None:
    data = HEAD + '1,"Doe, Jane",a REFUND of May,1/1/2024,5\n2,Acme,memo,1/1/2024,5\n3,Acme,,1/1/2024,(5)\n'
    first, second, third = rows(read(tmp_path, data, rest=RULES))
    assert (first.sort, first.amount, first.actor_kind, first.counts) == ("refund", Decimal(-5), "person", True)
    assert (second.counts, second.why, second.actor_kind) == (False, "a memo", None)
    assert (third.sort, third.amount) == ("refund", Decimal(-5))


def test_only_rows_that_are_wanted_are_taken(tmp_path: Path) -> None:
    data = HEAD + "1,A,x,1/1/2024,5\n2,A,y,not a date,5\n"
    assert [one.key for one in rows(read(tmp_path, data, rest='[only]\nWhat = ["x"]'))] == ["1"]


def test_a_made_key_is_the_same_again_and_equal_rows_are_numbered(tmp_path: Path) -> None:
    data = HEAD + "1,A,ticket,1/1/2024,50\n2,A,ticket,1/1/2024,50.00\n3,A,ticket,1/1/2024,50\n"
    made = ('key = "Id"', 'key = "{Who}|{What}|{Sum}"')
    first, second = ([one.key for one in rows(read(tmp_path, data, made))] for _ in range(2))
    assert first == second
    assert (len(set(first)), first[2]) == (3, f"{first[0]}-2")


def test_names_are_built_and_parted(tmp_path: Path) -> None:
    built = (('actor = "Who"', 'actor = "{Who} {What}"'), ('text = "What"', ""))
    found = rows(read(tmp_path, HEAD + "1,Jane,Doe,1/1/2024,5\n2,Cher,NULL,1/1/2024,5\n", *built))
    assert [one.actor for one in found] == ["Jane Doe", "Cher"]
    parted = rows(read(tmp_path, HEAD + "1,Acme; Zeta,x,1/1/2024,5\n", rest='[split]\nactor = ";"'))
    assert [(one.part, one.actor, one.key) for one in parted] == [(0, "Acme", "1"), (1, "Zeta", "1")]


def test_a_workbook_is_read(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Id", "Who", "What", "Day", "Sum"])
    sheet.append([1, "Acme", None, date(2024, 1, 14), 0.1 + 0.2])
    sheet.append([2, "Zeta", None, "1/15/2024", 7])
    book.save(tmp_path / "a.xlsx")
    first, second = rows(read(tmp_path, (tmp_path / "a.xlsx").read_bytes(), file='format = "xlsx"'))
    assert (first.key, first.earliest, first.amount) == ("1", date(2024, 1, 14), Decimal("0.30"))
    assert (second.earliest, second.line) == (date(2024, 1, 15), 3)
    with pytest.raises(ValueError, match="no workbook"):
        read(tmp_path, HEAD, file='format = "xlsx"')


def test_lists_in_a_list_know_what_they_stand_in() -> None:
    data = b'{"donors": [{"label": "Apple", "gifts": [{"sum": 1.10, "label": "x"}, 7]}, {"label": "Zeta"}]}'
    first, *rest = tree.rows(data, "donors[].gifts[]")
    assert first == (1, {"donors.label": "Apple", "sum": Decimal("1.10"), "label": "x"})
    assert rest == [(2, None), (3, None)]
    assert list(tree.rows(b'[{"a": {"b": 1}, "c": ["x", "y"]}]', "")) == [(1, {"a.b": 1, "c": "x; y"})]
    assert list(tree.rows(b'[{"n": 1, "in": [{"m": 2}]}]', "[].in[]")) == [(1, {"[].n": 1, "m": 2})]
    with pytest.raises(ValueError, match="it has nothing at givers"):
        list(tree.rows(data, "givers[]"))
    with pytest.raises(ValueError, match="it is no JSON"):
        list(tree.rows(b"{", "givers[]"))


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ('[[when]]\ncolumn = "Who"\nis = ["A"]\nown = ["Street"]', "Street is an address"),
        ('[[when]]\ncolumn = "Who"\nis = ["A"]\nown = ["City"]', "kept only under a .* organisation"),
        ('[[when]]\ncolumn = "Who"\nis = ["A"]\ncounts = false', "does not say why"),
        ('[[when]]\ncolumn = "Who"\nis = ["A"]\nsort = "theft"', "theft is none of source.sorts"),
        ('[[when]]\ncolumn = "Whom"\nis = ["A"]', "there is no column 'Whom'"),
        ('[[when]]\ncolumn = "Who"\nlike = "("', "like is no pattern"),
        ("[moon]\nx = 1", "this is no mapping"),
    ],
)
def test_what_does_not_hold_together_is_refused(rest: str, told: str) -> None:
    with pytest.raises(UsageError, match=f"town.toml: .*{told}"):
        town(('"Sum"]', '"Sum", "Street", "City"]'), rest=rest)


def test_what_is_still_open_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"still to be decided: own 1, source.title\. Fill"):
        mapping.parse('own = [""]\n[source]\ntitle = ""', "town.toml")


def test_day_month_and_month_day_together_are_refused() -> None:
    with pytest.raises(UsageError, match="takes both day-month and month-day"):
        town(('Day = "%m/%d/%Y"', 'Day = ["%m/%d/%Y", "%d/%m/%Y"]'))


def test_no_address_is_kept(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "1,A,lives at 12 Old Mill Rd,1/1/2024,1\n2,A,fine,1/1/2024,1\n")
    assert [one.text for one in found if isinstance(one, Record)] == [None, "fine"]
    assert problems(found)[0].startswith("hidden: 1 row (line 2): texts that name an address")


@pytest.mark.parametrize(
    "text",
    [
        "5 batchelder road",
        "1600 Oregon St., Muscatine",
        "P.O. Box 1032",
        "Resides at Elm",
        "Lindenstraße 4",
        "501 Greene St",
    ],
)
def test_addresses_are_told(text: str) -> None:
    assert holds_address(text)


@pytest.mark.parametrize("text", ["donated $100,000 on 12/22/2016", "IN-KIND: ADVERTISING", "General discussion", ""])
def test_other_texts_are_no_addresses(text: str) -> None:
    assert not holds_address(text)


def test_private_columns_are_told_by_their_headers() -> None:
    private = ["Street1", "DonorAddress", "postcode", "E-mail", "Zip Code", "Straße", "street_2"]
    assert [one for one in private if not is_private(one)] == ["Street1"]
    assert not any(map(is_private, ["Web address", "Amount", "Recipient", "Emails sent"]))


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        ("1,250.50", ".", "1250.50"), ("1.250,50", ",", "1250.50"), ("(25,000)", ".", "-25000"), ("-7", ".", "-7"),
        ("1 250 000", ".", "1250000"), ("USD 12", ".", "12"), ("12.5000", ".", "12.5"), ("$-3", ".", "-3"),
    ],
)  # fmt: skip
def test_amounts(text: str, mark: str, amount: str) -> None:
    assert values.amount(text, mark, "USD") == Decimal(amount)


@pytest.mark.parametrize("text", ["1,25", "1.250", "12,3456.00", "1e5", "ten", "--5", "1.005001", "EUR 5", ".", "$"])
def test_no_amount_is_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r"no amount|more than two|is in"):
        values.amount(text, ".", "USD")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_an_amount_comes_back_as_it_was_written(amount: Decimal) -> None:
    assert values.amount(f"{amount:,}", ".", "USD") == amount
    assert values.amount(f"{amount:,}".translate(str.maketrans(",.", ".,")), ",", "USD") == amount


@given(st.text(max_size=12), st.sampled_from([".", ","]))
def test_no_text_breaks_the_reading_of_amounts(text: str, mark: str) -> None:
    try:
        values.amount(text, mark, "USD")
    except ValueError:
        return


def test_a_month_or_year_is_a_period() -> None:
    assert values.days("Feb 2024", ["%d %b %Y", "%b %Y"]) == (date(2024, 2, 1), date(2024, 2, 29))
    assert values.days("2024", ["%Y"]) == (date(2024, 1, 1), date(2024, 12, 31))


TABLE = """Donation ID;Donor Name;Donor Type;Donor Address;City;Recipient;Donation Date;Amount EUR
d1;Acme AG;Company;1 Elm Street;Linz;The Blues;{one};1.250,50
d2;Jane Doe;Individual;2 Elm Street;Graz;The Blues;{two};250,00
"""


def suggested(path: Path, text: str) -> suggest.Suggestion:
    (path / "gifts.csv").write_text(text)
    return suggest.suggestion(path / "gifts.csv")


def test_columns_are_suggested(tmp_path: Path) -> None:
    found = suggested(tmp_path, TABLE.format(one="14.01.2024", two="02.01.2024"))
    assert found.fields == {
        "key": "Donation ID", "amount": "Amount EUR", "day": "Donation Date", "counterpart": "Recipient",
        "actor": "Donor Name",
    }  # fmt: skip
    assert found.dates["Donation Date"].form == "%d.%m.%Y"
    assert (found.decimal, found.currency, found.shows) == (",", "EUR", "donation")
    assert found.kinds == {"Company": "organisation", "Individual": "person"}


def test_an_address_is_neither_suggested_nor_shown(tmp_path: Path) -> None:
    found = suggested(tmp_path, TABLE.format(one="14.01.2024", two="02.01.2024"))
    text = draft.draft(found, "gifts", "gifts.csv") + str(list(draft.table(found)))
    assert "Elm" not in text
    assert "Graz" not in text
    assert "# Never kept, for they hold addresses or other private matter: Donor Address" in text


def test_an_unsure_order_of_day_and_month_is_asked(tmp_path: Path) -> None:
    found = suggested(tmp_path, TABLE.format(one="01/02/2024", two="03/04/2024"))
    said = draft.draft(found, "gifts", "gifts.csv")
    assert (
        "# %m/%d/%Y fits 2 of 2 values, %d/%m/%Y 2: the file does not decide which of the two is meant\n"
        '"Donation Date" = ""\n'
    ) in said
    with pytest.raises(UsageError, match=r"still to be decided: dates\.Donation Date"):
        mapping.parse(said, "gifts.mapping.toml")


def test_dates_in_both_orders_are_asked(tmp_path: Path) -> None:
    assert suggest.dates_of(["01/14/2024"] * 30 + ["14/01/2024"]).form == ""
    assert suggest.dates_of(["01/14/2024", "02/03/2024"]).form == "%m/%d/%Y"
    assert suggest.dates_of(["a", "b"]).why == ""


def test_a_draft_that_leaves_nothing_open_is_a_mapping(tmp_path: Path) -> None:
    found = suggested(tmp_path, TABLE.format(one="14.01.2024", two="02.01.2024"))
    made = mapping.parse(draft.draft(found, "gifts", "gifts.csv"), "draft")
    first, second = rows(list(Mapped(made).records(tmp_path / "gifts.csv")))
    assert (first.actor, first.actor_kind, first.amount) == ("Acme AG", "organisation", Decimal("1250.50"))
    assert (second.key, second.actor_kind, second.own) == ("d2", "person", {})


def test_a_first_line_with_values_is_no_header(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Acme|2024-01-14|5\nZeta|2024-01-15|7\n")
    found = suggest.suggestion(tmp_path / "a.csv")
    assert (found.layout.header, found.layout.names) == (0, ("column 1", "column 2", "column 3"))
    said = draft.draft(found, "gifts", "a.csv")
    assert "\nown = []\n" in said  # nobody knows which columns are addresses
    said = said.replace('= ""', '= "Acme"').replace("column 2", "day").replace("[dates]", '[dates]\nday = "%Y-%m-%d"')
    made = mapping.parse(said.replace("[fields]", '[fields]\nday = "day"'), "draft")
    assert [one.earliest for one in rows(list(Mapped(made).records(tmp_path / "a.csv")))] == [
        date(2024, 1, 14), date(2024, 1, 15),
    ]  # fmt: skip


def test_a_file_of_bad_rows_says_what_is_bad(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Donor,Day,Sum\nA,B\n")
    with pytest.raises(
        UsageError, match="no row under its header that can be read: line 2: it has 2 fields in place of 3"
    ):
        suggest.suggestion(tmp_path / "a.csv")


def test_lists_in_a_document_are_found(tmp_path: Path) -> None:
    gifts = [{"sum": one, "giver": "Acme", "date": "2024-01-01"} for one in (1, 2)]
    (tmp_path / "a.json").write_text(json.dumps({"towns": [{"label": "Linz", "gifts": gifts}]}))
    found = suggest.suggestion(tmp_path / "a.json")
    assert found.layout.rows == "towns[].gifts[]"
    assert found.fields["day"] == "date"


@pytest.mark.parametrize(("name", "data"), [("a.json", "{}"), ("a.csv", ""), ("a.csv", "a,b\n"), ("a.xlsx", "no")])
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, data: str) -> None:
    (tmp_path / name).write_text(data)
    with pytest.raises(UsageError, match=r"no table can be found|no row under"):
        suggest.suggestion(tmp_path / name)
