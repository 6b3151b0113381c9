from __future__ import annotations

from collections.abc import Callable

from cuibono.model import Judgement, Naming, Party, Ruling
from cuibono.resolve import Resolution, parties

Makes = Callable[..., Naming]


def judge(number: int, ruling: Ruling, *subjects: Naming) -> Judgement:
    return Judgement(f"jud-{number}", ruling, tuple(one.id for one in subjects), "Ana", "2026-01-01", "read both", "")


def of(found: Resolution, naming: Naming) -> Party:
    return next(party for party in found.parties if naming.id in party.namings)


def test_a_person_may_join_what_no_score_would(naming: Makes) -> None:
    one, two = naming("Cirravale", "organisation"), naming("Northgate Cumulus", "organisation", "d2")
    found = parties([one, two], [judge(1, "same", one, two)])
    assert len(found.parties) == 1
    assert [(link.same, link.ruling) for link in found.links] == [(True, "same")]


def test_a_person_may_part_what_is_called_alike(naming: Makes) -> None:
    one, two, rest = (naming("John Smith", document=f"d{n}") for n in range(3))
    found = parties([one, two, rest], [judge(1, "different", one, two)])
    assert of(found, one) != of(found, two)
    assert of(found, rest) == of(found, one)


def test_different_reaches_all_that_are_the_same(naming: Makes) -> None:
    a, b, c = naming("Ann Lee"), naming("A. Lee", document="d2"), naming("Annie Lee", document="d3")
    d = naming("Ann Lee", document="d4")
    found = parties([a, b, c, d], [judge(1, "same", a, b), judge(2, "same", b, c), judge(3, "different", a, d)])
    assert of(found, a) == of(found, b) == of(found, c)
    assert of(found, d) != of(found, a)


def test_unsure_keeps_apart(naming: Makes) -> None:
    one, two = naming("Acme"), naming("Acme", document="d2")
    assert len(parties([one, two], [judge(1, "unsure", one, two)]).parties) == 2


def test_of_two_that_contradict_the_later_holds_and_the_other_is_told(naming: Makes) -> None:
    one, two = naming("Acme"), naming("Acme", document="d2")
    found = parties([one, two], [judge(1, "different", one, two), judge(2, "same", one, two)])
    assert len(found.parties) == 1
    assert [problem.code for problem in found.problems] == ["contradictory_judgement"]
    assert "jud-1" in found.problems[0].message


def test_a_contradiction_over_others_is_found(naming: Makes) -> None:
    a, b, c = (naming("Acme", document=f"d{n}") for n in range(3))
    found = parties([a, b, c], [judge(1, "same", a, b), judge(2, "same", b, c), judge(3, "different", a, c)])
    assert of(found, b) == of(found, c) != of(found, a)
    assert len(found.problems) == 1


def test_a_judgement_of_a_naming_that_is_gone_is_told(naming: Makes) -> None:
    one = naming("Acme")
    found = parties([one], [judge(1, "same", one, naming("Gone", document="d2"))])
    assert [problem.code for problem in found.problems] == ["judgement_of_nothing"]
    assert not parties([one], [Judgement("jud-2", "same", ("clm-a", "clm-b"), "Ana", "", "", "")]).problems
