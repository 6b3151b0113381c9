from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cuibono.cli import main
from cuibono.explore.contents import Contents, contents
from cuibono.model import Event, Grade, Kind, Party, PartyKind
from cuibono.publish.story import story
from cuibono.publish.story.ftm import ftm
from cuibono.publish.story.ftm_back import carried
from cuibono.publish.story.ftm_loss import expected, left_out
from cuibono.registers.ftm import adapter
from cuibono.values import Basis, Money, Period
from tests.explore.relations import DOCUMENTS, GIFT, PARTIES, WIRE
from tests.publish.gold_story import Story
from tests.publish.hostile import Hostile
from tests.publish.stories import TOLD
from tests.publish.story.recorded import recorded
from tests.publish.told_story import ToldStory
from tests.small_reader import SmallEngine
from tools.parts import ROOT

STORIES = [pytest.param(Story(ROOT / "tests" / "stories" / name).contents(), id=name) for name in ("dev", "more")]
STORIES += [pytest.param(ToldStory(TOLD).contents(), id="told"), pytest.param(recorded(), id="recorded")]
WORDS = st.text("abc é.Ж中-", min_size=1, max_size=20).map(str.split).map(" ".join).filter(bool)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
SUMS = st.none() | st.decimals(0, 10**12, places=2)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = draw(DAYS), draw(DAYS)
    if first and last and first > last:
        first, last = last, first
    return Period(first, last, draw(st.sampled_from(get_args(Basis))))


@st.composite
def amounts(draw: st.DrawFn) -> Money:
    low, high = draw(SUMS), draw(SUMS)
    if low is None and high is None:
        low = Decimal(5)
    if low is not None and high is not None and low > high:
        low, high = high, low
    code = draw(st.sampled_from(["USD", "EUR", None]))
    return Money(low, high, code, draw(st.booleans()), draw(st.sampled_from([None, "year"])))


@st.composite
def ledgers(draw: st.DrawFn) -> Contents:
    kinds = st.sampled_from(get_args(PartyKind))
    names = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    parties = [
        Party(f"pty-{n}", name, draw(kinds), (), draw(st.just(()) | st.tuples(WORDS))) for n, name in enumerate(names)
    ]
    parties = [replace(one, aliases=tuple(alias for alias in one.aliases if alias != one.name)) for one in parties]
    sides = st.lists(st.sampled_from([one.id for one in parties]), max_size=2, unique=True).map(tuple)
    events = [
        Event(
            id=f"evt-{number}",
            kind=draw(st.sampled_from(get_args(Kind))),
            claims=(),
            tellings=(replace(WIRE, claim=None),),
            actors=draw(sides),
            counterparts=draw(sides),
            topic=draw(st.none() | WORDS),
            amount=draw(st.none() | amounts()),
            period=draw(st.none() | periods()),
            place=draw(st.none() | WORDS),
            grade=draw(st.sampled_from(get_args(Grade))),
            grade_rule=draw(WORDS),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    return contents(DOCUMENTS, (), events, (), (), parties)


@pytest.mark.parametrize("held", STORIES)
def test_what_a_story_says_comes_back(held: Contents) -> None:
    told = story(held)
    assert carried(ftm(told)) == expected(told)


@given(ledgers())
def test_any_event_comes_back_as_it_was(held: Contents) -> None:
    told = story(held)
    assert carried(ftm(told)) == expected(told)


def test_what_does_not_come_back_is_named_with_its_number() -> None:
    told = story(recorded())
    found = {loss.what.partition(" (")[0]: loss.number for loss in left_out(told, ftm(told))}
    assert found == {
        "claims with their own parties, amounts and days": 6,
        "passages' places in their documents": 6,
        "claims with a chain of who says so": 1,
        "origins": 3,
        "steps from a report to what it rests on": 3,
        "differences between reports": 1,
        "rival amounts among them": 2,
        "reasons why claims are taken for one event": 1,
        "rows of public records": 1,
        "texts of documents": 5,
    }


def test_a_text_that_had_to_be_changed_is_named() -> None:
    held = replace(recorded(), parties={PARTIES[0].id: replace(PARTIES[0], name="A" * 500), PARTIES[1].id: PARTIES[1]})
    told = story(held)
    assert "parties with a text that was cut" in str(left_out(told, ftm(told)))
    told = story(Hostile().contents())
    changed = [loss.what.partition(" ")[0] for loss in left_out(told, ftm(told)) if "cut" in loss.what]
    assert changed == ["parties", "events"]


def test_without_the_ledgers_own_part_no_side_is_guessed() -> None:
    """As a program gives it back that knows the properties of FollowTheMoney alone."""
    lines = [msgspec.json.decode(line) for line in ftm(story(recorded())).splitlines()]
    bare = [{name: value for name, value in row.items() if name != "cuibono"} for row in lines]
    back = carried("\n".join(msgspec.json.encode(row).decode() for row in bare))
    gift, meeting = back.events
    assert (gift.kind, gift.actors, gift.counterparts, gift.period) == (
        "donation",
        (),
        (),
        Period.day(date(2024, 5, 2)),
    )
    assert meeting.kind == "meeting"
    assert back.proof["evt-wire0"] == tuple(document.id for document in DOCUMENTS)
    assert [problem.code for problem in back.problems] == ["no_sides", "no_sides"]
    assert back.documents == tuple(replace(one, text="", sha256="") for one in DOCUMENTS)


def test_a_payment_keeps_its_sides_and_sum_in_the_properties() -> None:
    gift = replace(GIFT, tellings=(WIRE,), contradictions=(), counterparts=("pty-fund",))
    row = msgspec.json.decode(ftm(story(contents(DOCUMENTS, (), [gift], (), (), PARTIES))).splitlines()[-1])
    (back,) = carried(msgspec.json.encode({**row, "cuibono": None}).decode()).events
    assert (back.actors, back.counterparts) == (gift.actors, gift.counterparts)
    assert (back.amount, back.kind) == (gift.amount, "donation")


def test_lines_that_are_no_entities_are_problems() -> None:
    back = carried('{"no": 1}\n{"id": "e", "schema": "Event", "properties": {}, "cuibono": {"kind": "wedding"}}\n')
    assert (back.events, [problem.code for problem in back.problems]) == ((), ["bad_row", "bad_row"])


def test_an_export_is_refused_as_a_register(tmp_path: Path) -> None:
    (tmp_path / "story.ftm.json").write_text(ftm(story(recorded())), encoding="utf-8")
    with pytest.raises(ValueError, match="exported from a ledger"):
        list(adapter.records(tmp_path / "story.ftm.json"))


def test_the_command_says_what_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Harbour opens\n\nAcme met Jane Doe, Tom Roe said. The state was not told.\n")
    case = str(tmp_path / "case")
    assert main(["read", str(tmp_path / "a.txt"), "--case", case], SmallEngine()) == 0
    capsys.readouterr()
    assert main(["export", case, "story", "--format", "ftm"]) == 0
    told = capsys.readouterr()
    assert "FollowTheMoney has no place for:" in told.err
    assert "  passages' places in their documents (spans): 1" in told.err
    assert carried(told.out).problems == ()
