from __future__ import annotations

import pytest

from cuibono.model import PartyKind
from cuibono.resolve.recorded import Holder, forms, longer, recorded, sought, tied


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("Meta", "META"),
        ("Meta Platforms Inc.", "META PLATFORMS, INC. AND VARIOUS SUBSIDIARIES"),
        ("Meta", "META PLATFORMS, INC. AND VARIOUS SUBSIDIARIES"),
        ("Crypto.com", "FORIS DAX, INC. & ITS AFFILIATED ENTITIES D/B/A CRYPTO.COM"),
        ("Crypto.com", "FORIS DAX, INC."),
        ("Kraken", "PAYWARD INC"),
        ("IBM", "INTERNATIONAL BUSINESS MACHINES CORPORATION (IBM)"),
        ("International Business Machines", "IBM CORPORATION"),
        ("Qualcomm", "QUALCOMM, INCORPORATED"),
        ("QUALCOMM INCORPORATED", "QUALCOMM, INCORPORATED"),
        ("AT&T", "AT&T INC. AND ITS AFFILIATES"),
        ("Raytheon", "RTX CORPORATION (FKA RAYTHEON)"),
        ("META PLATFORMS, INC.", "META"),
        ("Acme", "ACME LLC (FORMERLY: ZETA HOLDINGS)"),
    ],
)
def test_a_row_names_the_party(name: str, row: str) -> None:
    found = recorded((name,), "organisation", row, "organisation")
    assert found
    assert found.how == "same"


@pytest.mark.parametrize(
    ("name", "kind", "row", "row_kind"),
    [
        ("Meta", "organisation", "METALLURGY LTD", "organisation"),
        ("Apple", "organisation", "COOK, TIMOTHY", "person"),
        ("Apple", "organisation", "APPLE, JOHN", "person"),
        ("Ford", "organisation", "FORD FOUNDATION", "organisation"),
        ("John Ford", "person", "FORD MOTOR COMPANY", "organisation"),
        ("Cook", "person", "COOK, TIMOTHY", "person"),
        ("Tim Cook", "person", "COOK, SARAH", "person"),
        ("Delta", "organisation", "DELTA DENTAL", "organisation"),
        ("AT&T", "organisation", "AT&T SERVICES, INC.", "organisation"),
    ],
)
def test_a_row_names_somebody_else(name: str, kind: PartyKind, row: str, row_kind: PartyKind) -> None:
    assert recorded((name,), kind, row, row_kind) is None


def test_a_person_of_the_same_name_is_a_namesake_until_more_is_known() -> None:
    found = recorded(("Tim Cook",), "person", "COOK, TIMOTHY", "person")
    assert found
    assert found.how == "namesake"


@pytest.mark.parametrize(
    ("name", "row", "is_named"),
    [
        ("David Cameron", "Prime Minister, The Rt Hon David Cameron MP", True),
        ("David Cameron", "The Rt Hon David Cameron MP, Prime Minister", True),
        ("Prime Minister Gordon Brown", "Prime Minister, The Rt Hon David Cameron MP", False),
        ("Samantha Cameron", "Prime Minister, The Rt Hon David Cameron MP", False),
    ],
)
def test_offices_and_honours_are_no_part_of_a_name(name: str, row: str, is_named: bool) -> None:
    assert (recorded((name,), "person", row, "person") is not None) is is_named


def test_a_person_with_a_post_stands_beside_the_organisation() -> None:
    holder = Holder(("Tim Cook",), "chief executive")
    told = tied([holder], "COOK, TIMOTHY", "person")
    assert told == "COOK, TIMOTHY is the name of Tim Cook, chief executive of it: a person, not the organisation"
    assert tied([holder], "COOK, SARAH", "person") is None
    assert tied([holder], "COOK, TIMOTHY", "organisation") is None
    assert tied([Holder(("Cook",), "chief executive")], "COOK, TIMOTHY", "person") is None


def test_a_longer_name_stands_beside_as_perhaps_of_the_group() -> None:
    told = "AT&T SERVICES, INC. begins with the name AT&T; whether it is a company of its group is not known here"
    assert longer(("AT&T Inc.", "AT&T"), "AT&T SERVICES, INC.", "organisation") == told
    assert longer(("AT",), "ATLAS LLC", "organisation") is None
    assert longer(("AT&T",), "AT&T INC", "organisation") is None


def test_one_name_in_a_register_may_hold_several() -> None:
    assert forms("ACME, INC. AND VARIOUS SUBSIDIARIES") == ("ACME, INC.",)
    assert forms("ZETA LLC D/B/A ACME") == ("ZETA LLC", "ACME")
    assert forms("INTERNATIONAL BUSINESS MACHINES CORPORATION (IBM)") == (
        "INTERNATIONAL BUSINESS MACHINES CORPORATION",
        "IBM",
    )
    assert forms("ACME (TRUNCATED") == ("ACME",)


def test_words_to_look_for_leave_out_legal_forms() -> None:
    assert sought(("Meta Platforms, Inc.", "Meta"), "organisation") == ("Meta", "Meta Platforms")
    assert sought(("AT&T Inc.",), "organisation") == ("AT&T",)
    assert sought(("Kraken",), "organisation") == ("Kraken", "Payward")
    assert sought(("Mark Zuckerberg",), "person") == ("zuckerberg",)
