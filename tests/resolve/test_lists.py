from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cuibono.model import Naming, Party, Tenure
from cuibono.resolve import parties, wanted

Makes = Callable[..., Naming]


def row(naming: Makes, name: str, number: int, title: str = "senator", of: str = "Kansas") -> Naming:
    tenure = Tenure(title, of, date(2021, 1, 3), date(2027, 1, 3))
    made: Naming = naming(name, "person", f"us-legislators:{number}", None, tenures=(tenure,))
    return made


def company(naming: Makes, name: str, number: int) -> Naming:
    made: Naming = naming(name, "organisation", f"sec-companies:{number}", None)
    return made


def the(namings: list[Naming]) -> Party:
    (party,) = parties(namings).parties
    return party


def test_a_row_that_no_document_names_is_no_party(naming: Makes) -> None:
    assert parties([row(naming, "Ann Holt", 1)]).parties == ()
    assert len(the([naming("Ben Cole"), row(naming, "Ann Holt", 1)]).namings) == 1


def test_a_row_joins_where_a_document_says_the_office(naming: Makes) -> None:
    told = naming("Ann Holt", "person", "d1", "2024-05-01", ("Sen.", "Kansas"))
    party = the([told, row(naming, "Ann B. Holt", 1)])
    assert party.tenures[0].start == date(2021, 1, 3)
    assert party.name == "Ann Holt"


def test_a_row_with_the_name_alone_does_not_join(naming: Makes) -> None:
    assert len(the([naming("Ann Holt"), row(naming, "Ann Holt", 1)]).namings) == 1
    other = naming("Ann Holt", "person", "d1", "2024-05-01", ("senator", "Ohio"))
    assert len(the([other, row(naming, "Ann Holt", 1)]).namings) == 1
    before = naming("Ann Holt", "person", "d1", "2004-05-01", ("senator", "Kansas"))
    assert len(the([before, row(naming, "Ann Holt", 1)]).namings) == 1


def test_of_two_rows_of_one_name_the_one_with_the_state_joins(naming: Makes) -> None:
    rows = [row(naming, "Mike Rogers", 1, "representative", "Alabama")]
    rows += [row(naming, "Mike Rogers", 2, "representative", "Michigan")]
    told = naming("Mike Rogers", "person", "d1", "2024-05-01", ("congressman", "Michigan"))
    assert the([told, *rows]).namings == (told.id, rows[1].id)
    unsaid = naming("Mike Rogers", "person", "d1", "2024-05-01", ("congressman", None))
    assert the([unsaid, *rows]).namings == (unsaid.id,)


def test_a_family_name_with_the_office_is_the_row_unless_a_document_names_another(naming: Makes) -> None:
    short = naming("Holt", "person", "d1", "2024-05-01", ("senator", None))
    assert len(the([short, row(naming, "Ann Holt", 1)]).namings) == 2
    given = [short, row(naming, "Ann Holt", 1), naming("Kit Holt", "person", "d2", "2024-05-01")]
    assert the(given).name == "Kit Holt"


def test_a_company_joins_by_its_name_and_no_short_form(naming: Makes) -> None:
    rows = [company(naming, "META PLATFORMS, INC.", 1), company(naming, "Verrick Motors Inc", 2)]
    party = the([naming("Meta", "organisation"), naming("Meta Platforms", "organisation", "d2"), *rows])
    assert rows[0].id in party.namings
    assert len(the([naming("Verrick", "organisation"), *rows]).namings) == 1
    assert len(the([naming("Delhi", "place"), company(naming, "Delhi Corp", 3)]).namings) == 1


def test_only_rows_that_may_be_of_a_named_party_are_wanted(naming: Makes) -> None:
    test = wanted([naming("Holt"), naming("Acme", "organisation")])
    assert test(row(naming, "Ann Holt", 1))
    assert test(company(naming, "ACME INC", 1))
    assert not test(row(naming, "Ann Cole", 2))
    assert not test(company(naming, "Acmeta", 2))
