from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from cuibono.model import Naming, PartyKind, Tenure
from cuibono.resolve import parties
from cuibono.resolve.offices import office

Makes = Callable[..., Naming]


@pytest.mark.parametrize(
    ("name", "kind", "title", "of"),
    [
        ("Commerce Secretary", "organisation", "commerce secretary", ""),
        ("Secretary of Commerce", "person", "commerce secretary", ""),
        ("The President", "person", "president", ""),
        ("Norwyn leader", "person", "leader", "Norwyn"),
        ("President of Norwyn", "person", "president", "Norwyn"),
        ("Meta CEO", "person", "chief executive", "Meta"),
        ("Cirravale spokesman", "person", "spokesperson", "Cirravale"),
        ("White House Press Secretary", "organisation", "press secretary", "White House"),
    ],
)
def test_a_title_and_whose_it_is(name: str, kind: PartyKind, title: str, of: str) -> None:
    found = office(name, kind)
    assert found is not None
    assert (found.title, found.of) == (title, of)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Idris Valcourt", "person"), ("Acme", "organisation"), ("Data General", "organisation"), ("officials", "group")],
)
def test_names_are_no_offices(name: str, kind: PartyKind) -> None:
    assert office(name, kind) is None


def held(naming: Makes, title: str, day: str, *people: Naming) -> str:
    """The name of the party that a title alone is taken for."""
    alone = naming(title, "person", "d9", day)
    found = parties([alone, *people]).parties
    return next(party.name for party in found if alone.id in party.namings)


def test_an_office_is_its_holder_at_the_time(naming: Makes) -> None:
    first = naming("Beatrix Holm", "person", "d1", "2022-12-01", ("president", "Caldora"))
    second = naming("Tomas Ellery", "person", "d2", "2023-04-01", ("president", None))
    assert held(naming, "The President", "2022-12-10", first, second) == "Beatrix Holm"
    assert held(naming, "The President", "2023-04-02", first, second) == "Tomas Ellery"
    assert held(naming, "The President", "2025-04-02", first, second) == "The President"


def test_where_two_may_hold_it_nobody_is_taken(naming: Makes) -> None:
    first = naming("Beatrix Holm", "person", "d1", "2023-01-20", ("president", None))
    second = naming("Tomas Ellery", "person", "d2", "2023-02-10", ("president", None))
    assert held(naming, "President", "2023-02-01", first, second) == "President"


@pytest.mark.parametrize("role", [("president-elect", None), ("president", None, "former")])
def test_who_held_it_before_or_will_is_no_holder(naming: Makes, role: tuple[str, str | None]) -> None:
    assert held(naming, "President", "2023-02-01", naming("Tomas Ellery", "person", "d2", "2023-02-01", role)) == (
        "President"
    )


def test_a_leader_is_the_president_of_the_same_country(naming: Makes) -> None:
    here = naming("Dorian Strand", "person", "d1", "2024-08-11", ("president", "Norwyn"))
    assert held(naming, "Norwyn leader", "2024-08-13", here) == "Dorian Strand"
    assert held(naming, "Ostrel leader", "2024-08-13", here) == "Ostrel leader"


def test_a_chief_executive_is_one_of_the_same_company_alone(naming: Makes) -> None:
    quist = naming("Joanna Quist", "person", "d1", "2024-08-11", ("CEO", "Ondrasil Inc"))
    assert held(naming, "Ondrasil chief executive", "2024-08-13", quist) == "Joanna Quist"
    assert held(naming, "Verrick chief executive", "2024-08-13", quist) == "Verrick chief executive"
    assert held(naming, "chief executive", "2024-08-13", quist) == "chief executive"


def test_the_president_of_a_company_is_not_the_president(naming: Makes) -> None:
    roles = (("president", None), ("chief executive officer", None))
    assert held(naming, "President", "2024-08-13", naming("Joanna Quist", "person", "d1", "2024-08-11", *roles)) == (
        "President"
    )


def test_a_list_says_who_held_office_from_day_to_day(naming: Makes) -> None:
    terms = (
        Tenure("president", "United States", date(2017, 1, 20), date(2021, 1, 20)),
        Tenure("president", "United States", date(2025, 1, 20), date(2029, 1, 20)),
    )
    row = naming("Donald J. Trump", "person", "us-legislators:1", None, tenures=terms)
    told = naming("Donald Trump", "person", "d1", "2025-03-01", ("president", None))
    assert held(naming, "President", "2025-09-01", row, told) == "Donald Trump"
    assert held(naming, "U.S. president", "2020-09-01", row, told) == "Donald Trump"
    assert held(naming, "President", "2023-06-01", row, told) == "President"


def test_who_speaks_for_a_body_is_a_party_with_that_tenure(naming: Makes) -> None:
    given = [naming("Cirravale spokesperson"), naming("Cirravale spokesman", document="d2"), naming("Cirravale")]
    found = next(party for party in parties(given).parties if len(party.namings) == 2)
    assert [(tenure.title, tenure.of) for tenure in found.tenures] == [("spokesperson", "Cirravale")]
