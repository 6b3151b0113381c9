"""Who is on which side: proposed from a name, or as a case defines it."""

from __future__ import annotations

from datetime import date

import pytest

from cuibono.errors import UsageError
from cuibono.explore.sides import Chosen, Known, chosen
from cuibono.model import Document, Naming, Party, PartyKind, Role, Tenure, naming_id, party_id
from cuibono.settings import MemberSettings, SideSettings
from cuibono.values import Period
from cuibono.weigh.balance import Stay

SPRING, AUTUMN, LATER = date(2023, 3, 1), date(2023, 10, 1), date(2026, 1, 1)


class Cast:
    """Parties as documents name them."""

    def __init__(self) -> None:
        self._namings: list[Naming] = []
        self._documents: dict[str, Document] = {}

    def named(
        self, name: str, kind: PartyKind, *roles: str, day: date | None = SPRING, text: str = "", document: str = ""
    ) -> str:
        """Add a naming; `roles` as "title", "title of Acme" or "former title". The party's id comes back."""
        key = document or (f"doc-{day}" if day else "doc-undated")
        published = Period.day(day) if day else None
        self._documents.setdefault(key, Document(key, f"{key}.txt", text, "", published=published))
        naming = Naming(naming_id(key, name, kind), key, name, kind, tuple(_role(r) for r in roles), day=day)
        self._namings.append(naming)
        return party_id(naming_id("", name, kind))

    def listed(self, name: str, tenure: Tenure) -> None:
        """Add what a public list says of a person."""
        key = naming_id("list:1", name, "person")
        self._namings.append(Naming(key, "list:1", name, "person", (), (tenure,)))

    def known(self) -> Known:
        """What is known, all namings of one name taken for one party."""
        of: dict[tuple[str, PartyKind], list[str]] = {}
        for naming in self._namings:
            of.setdefault((naming.name, naming.kind), []).append(naming.id)
        parties = [
            Party(party_id(naming_id("", name, kind)), name, kind, tuple(keys)) for (name, kind), keys in of.items()
        ]
        return Known({party.id: party for party in parties}, self._namings, self._documents)

    def side(self, name: str, *definitions: SideSettings) -> Chosen:
        """The side of a name."""
        return chosen(name, self.known(), definitions)


def _role(text: str) -> Role:
    head, of, owner = text.partition(" of ")
    status, _, title = head.rpartition(" ") if head.split()[0] in ("former", "incoming") else ("", "", head)
    return Role(title, owner if of else None, status or None)


def of(side: Chosen, party: str) -> list[Stay]:
    return [stay for stay in side.side.stays if stay.party == party]


def test_a_company_is_itself_and_who_holds_a_post_of_it_at_the_time() -> None:
    cast = Cast()
    acme = cast.named("Acme", "organisation")
    roe = cast.named("Jane Roe", "person", "chief executive of Acme")
    cast.named("Tom Holt", "person", "chief executive of Borax")
    side = cast.side("acme")
    assert {stay.party for stay in side.side.stays} == {acme, roe}
    (stay,) = of(side, roe)
    assert (stay.start, stay.end, stay.since) == (date(2022, 12, 31), date(2023, 4, 30), date(2022, 8, 30))
    assert "doc-2023-03-01.txt, 1 Mar 2023" in stay.why


def test_who_has_left_is_not_on_the_side_and_who_is_to_come_is_marked() -> None:
    cast = Cast()
    cast.named("Acme", "organisation")
    gone = cast.named("Ann Gone", "person", "former chairman of Acme")
    coming = cast.named("Cy Come", "person", "incoming chairman of Acme")
    side = cast.side("Acme")
    assert of(side, gone) == []
    assert [stay.coming for stay in of(side, coming)] == [True]


def test_a_post_is_held_between_two_articles_that_tell_of_it_unless_one_says_that_it_ended() -> None:
    for between, bridged in (("", True), ("former chief executive of Acme", False)):
        cast = Cast()
        cast.named("Acme", "organisation")
        roe = cast.named("Jane Roe", "person", "chief executive of Acme")
        cast.named("Jane Roe", "person", "ceo of Acme", day=AUTUMN)
        if between:
            cast.named("Jane Roe", "person", between, day=date(2023, 6, 1))
        held = of(cast.side("Acme"), roe)
        assert any("before and after" in stay.why for stay in held) is bridged


def test_years_between_two_articles_are_not_bridged() -> None:
    cast = Cast()
    cast.named("Acme", "organisation")
    roe = cast.named("Jane Roe", "person", "chief executive of Acme")
    cast.named("Jane Roe", "person", "chief executive of Acme", day=LATER)
    assert all("before and after" not in stay.why for stay in of(cast.side("Acme"), roe))


def test_a_list_gives_a_post_its_days() -> None:
    cast = Cast()
    cast.named("Acme", "organisation")
    cast.listed("Jane Roe", Tenure("director", "Acme", date(2020, 1, 1), date(2021, 1, 1)))
    stay = next(stay for stay in cast.side("Acme").side.stays if stay.start)
    assert (stay.start, stay.end) == (date(2020, 1, 1), date(2021, 1, 1))


def test_groups_named_after_a_company_or_its_people_are_on_its_side_and_other_names_are_not() -> None:
    cast = Cast()
    cast.named("Acme", "organisation")
    cast.named("Jane Roe", "person", "chief executive of Acme")
    team, aides = cast.named("Acme executives", "group"), cast.named("Roe's aides", "group")
    tower = cast.named("Acme Tower", "organisation")
    side = cast.side("Acme")
    assert of(side, team)
    assert of(side, aides)[0].start == date(2022, 12, 31)
    assert of(side, tower) == []


def test_a_government_is_its_head_funds_and_ministers_that_an_article_names_beside_the_head_alone() -> None:
    cast = Cast()
    head = cast.named("Ada Ellman", "person", "president")
    minister = cast.named("Ben Cole", "person", "trade secretary")
    fund = cast.named("Ellman inaugural fund", "organisation")
    cast.named("Ellman Hotels", "organisation")
    cast.named("Norland", "public_body", day=AUTUMN)
    cast.named("Otto Lund", "person", "president", day=AUTUMN)
    cast.named("Ada Ellman", "person", "president", day=AUTUMN)
    other = cast.named("Dora Falk", "person", "trade minister", day=AUTUMN)
    side = cast.side("Ellman administration")
    assert {stay.party for stay in side.side.stays} == {head, minister, fund}
    assert of(side, other) == []
    assert of(side, head)[0].start is None


def test_a_president_of_a_company_heads_no_government() -> None:
    cast = Cast()
    cast.named("Norland", "public_body")
    boss = cast.named("Una Quist", "person", "president", "chief executive of Acme")
    assert of(cast.side("Norland"), boss) == []


def test_bodies_of_a_class_count_from_when_the_head_is_in_office() -> None:
    text = "The United States and its White House"
    cast = Cast()
    cast.named("Ada Ellman", "person", "president-elect", day=date(2022, 12, 1), text=text)
    house = cast.named("White House", "public_body", day=date(2022, 12, 1), text=text)
    assert of(cast.side("Ellman administration"), house) == []
    cast.named("Ada Ellman", "person", "president", day=SPRING, text=text)
    cast.named("White House", "public_body", day=SPRING, text=text)
    other = cast.named("Grover administration", "public_body", day=SPRING, text=text)
    side = cast.side("Ellman administration")
    assert [stay.start for stay in of(side, house)] == [date(2022, 12, 1)]
    assert of(side, other) == []


def test_a_ministry_has_the_minister_of_its_field() -> None:
    cast = Cast()
    ministry = cast.named("Ministry of Transport", "public_body")
    minister = cast.named("Cleo Marsh", "person", "transport minister")
    cast.named("Dora Falk", "person", "trade minister")
    cast.named("Ada Ellman", "person", "president")
    assert {stay.party for stay in cast.side("Ministry of Transport").side.stays} == {ministry, minister}


def test_a_name_that_nobody_has_or_several_have_is_refused_with_what_to_do() -> None:
    cast = Cast()
    cast.named("Acme Foods", "organisation")
    cast.named("Acme Metals", "organisation")
    with pytest.raises(UsageError, match=r"nobody in this case.*\[\[sides\]\]"):
        cast.side("Borax")
    with pytest.raises(UsageError, match="2 parties fit"):
        cast.side("Acme")


def test_a_definition_decides_with_its_days() -> None:
    cast = Cast()
    cast.named("Acme", "organisation")
    roe = cast.named("Jane Roe", "person", "chief executive of Acme")
    cole = cast.named("Ben Cole", "person")
    definition = SideSettings(
        name="Ours",
        members=("Nobody", MemberSettings(name="Ben Cole", first=date(2021, 1, 1))),
        posts_of=("Acme",),
        until=date(2023, 3, 15),
    )
    side = cast.side("ours", definition)
    assert [(stay.start, stay.end) for stay in of(side, cole)] == [(date(2021, 1, 1), None)]
    assert [stay.end for stay in of(side, roe)] == [date(2023, 3, 15)]
    assert side.notes == ("Nobody: a member by cuibono.toml, of whom no article tells",)


def test_a_class_takes_bodies_and_office_holders_and_an_unknown_one_is_refused() -> None:
    cast = Cast()
    house = cast.named("White House", "public_body")
    secretary = cast.named("Ben Cole", "person", "commerce secretary")
    senator = cast.named("Sam Low", "person", "senator")
    side = cast.side("US", SideSettings(name="US", classes=("us_executive",), first=date(2023, 1, 20)))
    assert of(side, house)[0].start == date(2023, 1, 20)
    assert of(side, secretary)[0].start == date(2023, 1, 20)
    assert of(side, senator) == []
    with pytest.raises(UsageError, match="there is no class kings"):
        cast.side("US", SideSettings(name="US", classes=("kings",)))
