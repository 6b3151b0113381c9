from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from cuibono.model import Naming, PartyKind, party_id
from cuibono.resolve import Resolution, parties

Makes = Callable[..., Naming]


def groups(found: Resolution, namings: Iterable[Naming]) -> set[frozenset[str]]:
    """The parties as sets of "name@document"."""
    called = {naming.id: f"{naming.name}@{naming.document}" for naming in namings}
    return {frozenset(called[one] for one in party.namings) for party in found.parties}


def together(namings: list[Naming]) -> bool:
    return len(parties(namings).parties) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("COOK, TIMOTHY", "Tim Cook"),
        ("Élodie Vasserin", "Elodie Vasserin"),
        ("Michael R. Golden", "Michael Golden"),
        ("T. Ellery", "Tomas Ellery"),
        ("Mr. Valcourt", "Idris Valcourt"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Mark Zuckerburg", "Mark Zuckerberg"),
        ("Willard Mitt Romney", "Mitt Romney"),
    ],
)
def test_names_of_one_person(naming: Makes, one: str, two: str) -> None:
    assert together([naming(one), naming(two, document="d2")])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Donald Trump", "Donald Trump Jr."),
        ("Donald Trump", "Melania Trump"),
        ("George H. W. Bush", "George W. Bush"),
        ("Marie Holm", "Maria Holm"),
        ("Idris", "Idris Valcourt"),
        ("John Smith", "Jonathan Smythe"),
    ],
)
def test_names_of_two_people(naming: Makes, one: str, two: str) -> None:
    assert not together([naming(one), naming(two, document="d2")])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Meta", "Meta Platforms Inc"),
        ("META PLATFORMS, INC. AND VARIOUS SUBSIDIARIES", "Meta Platforms"),
        ("OFM", "Office of Fair Markets"),
        ("EADS", "European Aeronautic Defence and Space Company"),
        ("The Port Ansel Ledger", "Port Ansel Ledger"),
        ("Ellery Inaugural Fund", "Ellery inauguration fund"),
        ("Trump's inaugural committee", "Trump inaugural fund"),
        ("U.S. Treasury", "United States Treasury Department"),
        ("Department of Defense", "Defence Department"),
        ("General Motor", "General Motors"),
        ("Qualcomm Incorporated", "QUALCOMM, INC."),
        ("Société Générale S.A.", "Societe Generale"),
    ],
)
def test_names_of_one_body(naming: Makes, one: str, two: str) -> None:
    assert together([naming(one, "organisation"), naming(two, "organisation", "d2")])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Northgate Cumulus", "Cirravale"),
        ("Meta Platforms Ireland", "Meta"),
        ("Ford Australia", "Ford Motor Company"),
        ("Apple Corps", "Apple Computer"),
        ("Acme Foundation", "Acme"),
        ("Acme PAC", "Acme"),
        ("Ellery first inauguration fund", "Ellery inaugural fund"),
        ("Ellery 2015 Inaugural Fund", "Ellery 2023 Inaugural Fund"),
        ("Ostrel embassy", "Ostrel"),
        ("Airbus A330", "Airbus A320"),
        ("European", "European Union"),
    ],
)
def test_names_of_two_bodies(naming: Makes, one: str, two: str) -> None:
    assert not together([naming(one, "organisation"), naming(two, "organisation", "d2")])


@pytest.mark.parametrize(
    ("one", "two"),
    [("Norwyn", "Norwyn government"), ("Ostrel", "Kingdom of Ostrel"), ("Caldora", "Caldoran government")],
)
def test_a_state_and_its_government(naming: Makes, one: str, two: str) -> None:
    assert together([naming(one, "place"), naming(two, "public_body", "d2")])


def test_a_company_has_no_government(naming: Makes) -> None:
    assert not together([naming("Acme", "organisation"), naming("Acme Government", "organisation", "d2")])


def test_a_family_name_that_two_bear_stays_apart(naming: Makes) -> None:
    given = [naming("Donald Trump"), naming("Melania Trump"), naming("Trump", document="d2")]
    assert len(parties(given).parties) == 3


def test_a_family_name_goes_to_whom_the_documents_of_the_time_name(naming: Makes) -> None:
    given = [naming("Donald Trump", document=f"d{n}") for n in range(4)]
    given += [naming("Melania Trump", document="d0"), naming("Trump", document="d9")]
    assert frozenset({"Melania Trump@d0"}) in groups(parties(given), given)
    assert len(parties(given).parties) == 2


def test_a_family_name_goes_to_who_holds_the_office_that_is_told(naming: Makes) -> None:
    first = naming("Donald Trump", "person", "d1", "2024-05-01", ("president", None))
    given = [first, naming("Melania Trump"), naming("Trump", "person", "d2", "2024-05-02", ("president", None))]
    assert frozenset({"Melania Trump@d1"}) in groups(parties(given), given)
    assert len(parties(given).parties) == 2


def test_a_family_name_of_years_before_stays_apart(naming: Makes) -> None:
    given = [naming("Thomas Mann", day="2024-05-01"), naming("Mann", "person", "d2", "2005-01-01")]
    assert len(parties(given).parties) == 2


def test_a_person_is_never_a_company(naming: Makes) -> None:
    given = [naming("Ford", "organisation"), naming("Ford", "person", "d2"), naming("Harrison Ford", "person", "d2")]
    assert frozenset({"Ford@d1"}) in groups(parties(given), given)


def test_an_inaugural_fund_of_years_later_is_another(naming: Makes) -> None:
    given = [
        naming("Trump inaugural fund", "organisation", "d1", "2017-01-15"),
        naming("Trump inaugural fund", "organisation", "d2", "2017-04-20"),
        naming("Trump inaugural fund", "organisation", "d3", "2025-01-15"),
    ]
    assert sorted(len(party.namings) for party in parties(given).parties) == [1, 2]


@pytest.mark.parametrize(("name", "kind"), [("company", "organisation"), ("official", "person")])
def test_words_that_name_nobody_stay_in_their_document(naming: Makes, name: str, kind: PartyKind) -> None:
    assert not together([naming(name, kind), naming(name, kind, "d2")])


def test_groups_are_one_where_they_are_called_alike(naming: Makes) -> None:
    assert together([naming("companies", "group"), naming("Companies", "group", "d2")])
    assert not together([naming("companies", "group"), naming("big companies", "group", "d2")])


def test_the_last_word_of_a_paper_is_the_paper_where_it_is_the_publisher(naming: Makes) -> None:
    given = [naming("Ledger", "organisation"), naming("Port Ansel Ledger", "organisation", "d2")]
    assert len(parties(given).parties) == 2
    assert len(parties(given, publishers={"d1": "The Port Ansel Ledger"}).parties) == 1


def test_the_last_word_of_a_paper_is_the_paper_where_a_document_says_so_and_no_other_has_it(naming: Makes) -> None:
    given = [naming("Herald", "organisation", f"d{n}") for n in (1, 2)]
    given.append(naming("Tessemund Herald", "organisation", "d1"))
    assert len(parties(given).parties) == 1
    given.append(naming("Lowmarsh Herald", "organisation", "d3"))
    assert len(parties(given).parties) == 3


def test_a_party_has_the_letters_of_its_first_naming(naming: Makes) -> None:
    early, late = naming("Valcourt", day="2024-01-01"), naming("Idris Valcourt", "person", "d2", "2024-02-01")
    (party,) = parties([late, early]).parties
    assert party.id == party_id(early.id)
    assert (party.name, party.aliases) == ("Idris Valcourt", ("Valcourt",))
    assert party.namings == (early.id, late.id)


def test_the_kind_is_what_most_documents_say(naming: Makes) -> None:
    given = [naming("Acme", "place", "d1"), naming("Acme", "organisation", "d2"), naming("Acme Inc", "organisation")]
    assert [party.kind for party in parties(given).parties] == ["organisation"]


def test_a_link_says_why(naming: Makes) -> None:
    (link,) = parties([naming("Timothy Cook"), naming("Tim Cook", document="d2")]).links
    assert link.same
    assert link.features == (("given_nickname", 3.0),)


def test_nothing_comes_of_nothing() -> None:
    assert parties([]) == Resolution(())
