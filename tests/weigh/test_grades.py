"""How well an event stands: each rule of the table fires on a case of its own."""

from __future__ import annotations

import pytest

from cuibono.model import Claim, Contradiction, Event, Grade, Mention, Origin, OriginKind, Role, Span, Telling
from cuibono.weigh import Rule, graded, rules
from cuibono.weigh.standing import TESTS

ACME = Mention(Span(0, 4), "Acme", "organisation")
HOLT = Mention(Span(0, 9), "Dana Holt", "person", (Role("chief executive", "Acme"),))
FUND = Mention(Span(0, 8), "Lee Fund", "organisation")


def origin(ident: str, kind: OriginKind, party: str | None = None, name: str = "") -> Origin:
    return Origin(f"org-{ident}", name or ident, kind, party=party)


PEOPLE = origin("people", "anonymous_sources_via_outlet")
OTHERS = origin("others", "anonymous_sources_via_outlet")
OUTLET = origin("herald", "own_reporting", name="The Herald")
COMPANY = origin("acme", "party_statement", "pty-acme", "Acme")
RECEIVER = origin("fund", "party_statement", "pty-fund", "Lee Fund")
RECORD = origin("register", "official_record")


def grade(
    *behind: Origin,
    quote: str = "Acme gave $1 million",
    denied_by: Origin | None = None,
    by: str = "party",
    contradictions: tuple[Contradiction, ...] = (),
) -> tuple[Grade, str]:
    claim = Claim("clm-a", "doc-a", "donation", Span(0, len(quote)), quote, (HOLT,), (FUND,))
    tellings = [Telling("doc-a", claim.span, claim.id, o.id, by) for o in behind] or [Telling("doc-a", claim.span)]
    if denied_by:
        tellings.append(Telling("doc-b", Span(0, 1), None, denied_by.id, "party", "denies"))
    event = Event(
        "evt-a",
        "donation",
        (claim.id,),
        tuple(tellings),
        ("pty-holt",),
        ("pty-fund",),
        origins=tuple(o.id for o in behind),
        contradictions=contradictions,
    )
    known = {o.id: o for o in (*behind, *([denied_by] if denied_by else []))}
    (found,) = graded([event], {claim.id: claim}, known)
    return found.grade, found.grade_rule


def test_a_partys_denial_disputes_it() -> None:
    assert grade(PEOPLE, denied_by=COMPANY) == ("disputed", "Acme denies it, while others state it")


def test_a_strangers_denial_does_not() -> None:
    assert grade(RECORD, OUTLET, denied_by=PEOPLE)[0] == "corroborated"


def test_both_sides_confirm_through_the_people_of_a_firm_too() -> None:
    assert grade(COMPANY, RECEIVER) == ("confirmed", "both sides say so: Acme and Lee Fund")


def test_a_party_that_owns_up_to_what_others_report_confirms_it() -> None:
    assert grade(PEOPLE, COMPANY, quote="Acme confirmed that it gave $1 million")[0] == "confirmed"
    assert grade(COMPANY, quote="Acme confirmed that it gave $1 million")[0] == "single_origin"


def test_unnamed_sources_alone_are_never_more_than_that() -> None:
    assert grade(PEOPLE, OTHERS) == ("anonymous_only", "every origin is unnamed sources (2)")


def test_two_origins_corroborate() -> None:
    assert grade(PEOPLE, RECORD) == ("corroborated", "2 origins independent of one another say so")


def test_one_origin_is_named() -> None:
    assert grade(RECORD) == ("single_origin", "one origin stands behind every report: register")


def test_an_outlets_own_word_is_no_source() -> None:
    assert grade(OUTLET, by="own_reporting")[0] == "unattributed"
    assert grade(OUTLET, by="cites_outlet")[0] == "single_origin"
    assert grade()[0] == "unattributed"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.grade}-{rule.test}")
def test_every_rule_of_the_table_has_a_test_that_exists(rule: Rule) -> None:
    assert rule.test in TESTS
