"""What a model says of an article is found again in the article, or refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from cuibono.ledger.check import check
from cuibono.model import Claim, Reading
from cuibono.read import Reader
from cuibono.read.llm import Answered, stated, verified
from cuibono.tables import table
from tests.read.texts import document
from tests.scripted import claim, party
from tests.test_neutral import VERDICTS

TEXT = """\
Dana Holt, the chief executive of Acme Corp, met with Governor Sam Orr in Pelton on Monday. He praised her.

Acme Corp gave $2 million to Orr's campaign last week, according to two people familiar with the matter.

Acme Corp did not threaten the state. “The company will sue the ministry,” Holt said.

Acme Corp gave. Acme Corp gave.
"""
MEETING = "Dana Holt, the chief executive of Acme Corp, met with Governor Sam Orr"
GIFT = "Acme Corp gave $2 million to Orr's campaign last week"


def read(reader: Reader, *claims: dict[str, Any], asked: frozenset[int] = frozenset({1, 2, 3, 4})) -> Reading:
    answer = Answered(asked, stated(msgspec.json.encode({"claims": claims}).decode(), "stop", ""))
    paper = document(TEXT)
    found = verified(paper, reader.engine, [answer], "read by the model 'm' (reader llm-1)")
    check(paper, found)
    return found


def only(reader: Reader, *claims: dict[str, Any]) -> Claim:
    found = read(reader, *claims)
    assert found.problems == ()
    (one,) = found.claims
    return one


def meeting(**more: Any) -> dict[str, Any]:
    sides = {"actors": [party("Dana Holt", kind="person")], "counterparts": [party("Sam Orr", kind="person")]}
    return claim(1, "meeting", MEETING, **{**sides, **more})


def gift(**more: Any) -> dict[str, Any]:
    return claim(2, "donation", GIFT, **{"actors": ["Acme Corp"], "counterparts": ["Orr's campaign"], **more})


def test_a_claim_that_the_text_bears_out(reader: Reader) -> None:
    one = only(reader, meeting(date="Monday", place="Pelton"))
    assert (one.kind, one.quote, one.place) == ("meeting", MEETING, "Pelton")
    assert [m.name for m in (*one.actors, *one.counterparts)] == ["Dana Holt", "Sam Orr"]
    assert one.actors[0].roles[0].title == "chief executive"
    assert one.period is not None
    assert one.period.earliest == one.period.latest == date(2025, 3, 10)
    assert one.rules[0] == "read by the model 'm' (reader llm-1)"


def test_amount_days_and_sources_are_read_by_the_programs_own_grammars(reader: Reader) -> None:
    told = [{"words": "two people familiar with the matter", "name": "two people", "kind": "official_record"}]
    one = only(reader, gift(amount="$2 million", date="last week", attribution=told))
    assert one.amount is not None
    assert (one.amount.low, one.amount.currency) == (Decimal(2_000_000), "USD")
    assert one.period is not None
    assert (one.period.earliest, one.period.latest) == (date(2025, 3, 3), date(2025, 3, 9))
    (source,) = one.attribution
    assert source.kind != "official_record"


def test_a_source_that_the_model_leaves_out_is_not_lost(reader: Reader) -> None:
    assert [source.kind for source in only(reader, gift()).attribution] == ["anonymous"]


def test_a_pronoun_stands_for_whom_the_grammar_may_take_it(reader: Reader) -> None:
    told = claim(1, "support", "He praised her", actors=[party("He", "Dana Holt", "person")])
    one = only(reader, told)
    assert [m.name for m in one.actors] == ["Dana Holt"]
    assert TEXT[one.actors[0].span.start : one.actors[0].span.end] == "He"
    other = {**told, "actors": [party("He", "Sam Orr", "person")]}
    assert refused(reader, other) == ["read_otherwise"]


def test_where_the_same_words_stand_twice_the_context_tells(reader: Reader) -> None:
    again = {"actors": ["Acme Corp"], "context": "Acme Corp gave. Acme Corp gave."}
    assert refused(reader, claim(4, "donation", "Acme Corp gave", **again)) == ["ambiguous"]


def refused(reader: Reader, *claims: dict[str, Any]) -> list[str]:
    """The reasons for which nothing of the claims was taken, or was taken without something."""
    words = {told: reason for part in ("refused", "open") for reason, told in table("llm")[part].items()}
    return [words[problem.message.partition(": ")[2]] for problem in read(reader, *claims).problems]


@pytest.mark.parametrize(
    ("reason", "wrong"),
    [
        ("not_in_text", {"quote": "Acme Corp bought Governor Sam Orr"}),
        ("not_in_text", {"passage": 2}),
        ("other_passage", {"passage": 9}),
        ("other_passage", {"passage": -1}),
        ("too_short", {"quote": "met"}),
        ("too_long", {"quote": "met " * 200}),
        ("too_long", {"topic": "met " * 200}),
        ("party_not_in_text", {"actors": ["Zed Bank"]}),
        ("party_not_in_text", {"actors": [party("Dana Holt", "Zed Bank")]}),
        ("party_differs", {"actors": [party("Dana Holt", "Sam Orr", "person")]}),
        ("too_many", {"actors": ["Acme Corp"] * 31}),
        ("no_party", {"actors": [], "counterparts": []}),
        ("both_sides", {"counterparts": [party("Dana Holt", kind="person")]}),
        ("source_not_in_text", {"attribution": [party("the Herald", kind="outlet")]}),
        ("slot_not_in_text", {"date": "in 1999"}),
        ("slot_not_in_text", {"amount": "$9 billion"}),
        ("slot_not_in_text", {"place": "Elsewhere"}),
        ("slot_not_in_text", {"topic": "a secret plan"}),
    ],
)
def test_what_the_text_does_not_bear_out_is_refused(reader: Reader, reason: str, wrong: dict[str, Any]) -> None:
    told = claim(**{**meeting(), **wrong})
    assert read(reader, told).claims == ()
    assert refused(reader, told) == [reason]


def test_a_denial_is_not_taken_for_a_statement(reader: Reader) -> None:
    denial = claim(3, "threat", "Acme Corp did not threaten the state", actors=["Acme Corp"])
    assert refused(reader, denial) == ["stance_differs"]
    assert only(reader, {**denial, "stance": "denied"}).stance == "denied"


def test_a_name_far_away_is_nobodys_pronoun(reader: Reader) -> None:
    far = "Dana Holt met Sam Orr.\n\n" + "Rain fell on the town.\n\n" * 5 + "He praised the plan.\n"
    paper = document(far)
    told = claim(7, "support", "He praised the plan", actors=[party("He", "Sam Orr", "person")])
    answer = Answered(frozenset({7}), stated(msgspec.json.encode({"claims": [told]}).decode(), "stop", ""))
    found = verified(paper, reader.engine, [answer], "")
    assert found.claims == ()


def test_words_without_an_amount_or_day_leave_the_slot_open(reader: Reader) -> None:
    found = read(reader, gift(amount="campaign", date="according"))
    (one,) = found.claims
    assert (one.amount, one.period) == (None, None)
    assert {problem.code for problem in found.problems} == {"left_open"}


def test_what_is_told_twice_is_taken_once(reader: Reader) -> None:
    assert refused(reader, meeting(), meeting(), meeting()) == ["double"]
    assert len(read(reader, meeting(), meeting()).claims) == 1


def test_reasons_are_counted(reader: Reader) -> None:
    (problem,) = read(reader, *[meeting(actors=["Zed Bank"])] * 3).problems
    assert problem.message.startswith("3 claims of the model refused: a party")


def test_no_reason_judges_anybody() -> None:
    assert not VERDICTS.search(" ".join([*table("llm")["refused"].values(), *table("llm")["open"].values()]))
