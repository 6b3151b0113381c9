from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cuibono.model import Judgement, Naming, PartyKind, Role, Ruling, naming_id
from cuibono.resolve import keys, largest_block, parties
from cuibono.resolve.blocking import pairs
from cuibono.resolve.units import read

_NAMES: dict[PartyKind, list[str]] = {
    "person": ["Tomas Ellery", "T. Ellery", "Ellery", "Mara Ellery", "President", "The President", "Tim Cook", "Cook"],
    "organisation": [
        "Acme",
        "Acme Inc",
        "Acme Group",
        "Ellery",
        "OFM",
        "Ellery inaugural fund",
        "Cook",
        "Commerce Secretary",
    ],
    "public_body": ["Office of Fair Markets", "Norwyn government", "Norwyn", "OFM"],
    "place": ["Norwyn", "Acme"],
    "group": ["companies", "officials"],
}
_RULINGS: list[Ruling] = ["same", "different", "unsure"]
_ROLES = [Role("president"), Role("chief executive", "Acme"), Role("president", "Norwyn", "former")]


@st.composite
def _naming(draw: st.DrawFn) -> Naming:
    kind = draw(st.sampled_from(sorted(_NAMES)))
    name = draw(st.sampled_from(_NAMES[kind]))
    document = f"d{draw(st.integers(1, 5))}"
    roles = tuple(draw(st.lists(st.sampled_from(_ROLES), max_size=1))) if kind == "person" else ()
    day = draw(st.none() | st.integers(0, 900).map(lambda days: date(2023, 1, 1) + timedelta(days)))
    return Naming(naming_id(document, name, kind), document, name, kind, roles, day=day)


_NAMINGS = st.lists(_naming(), max_size=14, unique_by=lambda naming: naming.id)


@given(_NAMINGS, st.randoms())
@settings(max_examples=150)
def test_the_order_of_the_input_does_not_matter(namings: list[Naming], chance: Random) -> None:
    shuffled = list(namings)
    chance.shuffle(shuffled)
    assert parties(namings) == parties(shuffled)


@given(_NAMINGS)
@settings(max_examples=150)
def test_every_naming_is_of_one_party_and_no_person_is_a_company(namings: list[Naming]) -> None:
    found = parties(namings).parties
    by_id = {naming.id: naming for naming in namings}
    assert sorted(one for party in found for one in party.namings) == sorted(by_id)
    assert len({party.id for party in found}) == len(found)
    for party in found:
        sorts = {read(by_id[one])[0] for one in party.namings}
        assert not {"person", "body"} <= sorts


@given(_NAMINGS)
@settings(max_examples=60)
def test_pairs_found_elsewhere_give_the_same(namings: list[Naming]) -> None:
    assert parties(namings, pairs=pairs(keys(namings), largest_block())) == parties(namings)


@given(_NAMINGS, st.data())
@settings(max_examples=150)
def test_judgements_that_hold_together_hold(namings: list[Naming], data: st.DataObject) -> None:
    some = st.sampled_from([naming.id for naming in namings]) if namings else st.nothing()
    made = st.tuples(st.sampled_from(_RULINGS), st.lists(some, min_size=2, max_size=3, unique=True))
    chosen = data.draw(st.lists(made, max_size=4)) if len(namings) > 2 else []
    judgements = [Judgement(f"j{n}", ruling, tuple(ids), "", "", "", "") for n, (ruling, ids) in enumerate(chosen)]
    found = parties(namings, judgements)
    set_aside = {problem.message.split()[1] for problem in found.problems}
    party = {one: each.id for each in found.parties for one in each.namings}
    for judgement in judgements:
        if judgement.id not in set_aside:
            parts = {party[one] for one in judgement.subjects}
            assert len(parts) == (1 if judgement.ruling == "same" else len(judgement.subjects))
