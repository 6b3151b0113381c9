from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono import judgements
from cuibono.errors import UsageError
from cuibono.model import Judgement, Ruling
from cuibono.settings import CaseFolder

WHEN = "2024-11-05T12:00:00Z"


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return CaseFolder(tmp_path)


def say(case: CaseFolder, ruling: Ruling, *subjects: str) -> Judgement:
    return judgements.append(case, ruling, subjects, "Ann", "seen in the register", WHEN)


def text(case: CaseFolder) -> Path:
    return case.path / "judgements.jsonl"


def test_lines_are_added_each_with_the_hash_of_the_one_before(case: CaseFolder) -> None:
    assert judgements.all(case) == ()
    made = (say(case, "same", "nam-a", "nam-b"), say(case, "different", "nam-a", "nam-c"))
    assert judgements.all(case) == judgements.standing(case) == made
    first, second = text(case).read_bytes().splitlines()
    assert json.loads(first) == {
        "id": made[0].id,
        "ruling": "same",
        "subjects": ["nam-a", "nam-b"],
        "by": "Ann",
        "when": WHEN,
        "why": "seen in the register",
        "before": "",
    }
    assert json.loads(second)["before"] == hashlib.sha256(first).hexdigest()


def test_ids_are_made_from_content(case: CaseFolder) -> None:
    twice = [say(case, "same", "nam-a", "nam-b").id for _ in range(2)]
    assert all(len(key) == 16 and key.startswith("jdg-") for key in twice)
    assert twice[0] != twice[1], "what came before is part of it"


def test_undoing_and_undoing_that(case: CaseFolder) -> None:
    first, other = say(case, "same", "nam-a", "nam-b"), say(case, "same", "nam-c", "nam-d")
    undone = say(case, "undo", first.id)
    assert judgements.standing(case) == (other,)
    restored = say(case, "undo", undone.id)
    assert judgements.standing(case) == (first, other)
    say(case, "undo", restored.id)
    assert judgements.standing(case) == (other,)
    assert len(judgements.all(case)) == 5


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (2, lambda lines: [lines[0], lines[1].replace(b"Ann", b"Bob"), lines[2]]),
        (3, lambda lines: [lines[0], lines[1], lines[2].replace(b"same", b"different")]),
        (2, lambda lines: [lines[0], lines[2]]),
        (1, lambda lines: lines[1:]),
        (2, lambda lines: [lines[0], b"nonsense", lines[2]]),
        (2, lambda lines: [lines[0], b"", *lines[1:]]),
        (1, lambda lines: [lines[1], lines[0], lines[2]]),
    ],
)
def test_a_damaged_line_is_named_and_nothing_is_added(case: CaseFolder, number: int, change) -> None:  # type: ignore[no-untyped-def]
    for subject in "abc":
        say(case, "same", "nam-x", f"nam-{subject}")
    damaged = b"\n".join(change(text(case).read_bytes().splitlines())) + b"\n"
    text(case).write_bytes(damaged)
    for attempt in (lambda: judgements.all(case), lambda: say(case, "same", "nam-y", "nam-z")):
        with pytest.raises(UsageError, match=f"judgements.jsonl, line {number}: .*Restore the file from a copy"):
            attempt()
    assert text(case).read_bytes() == damaged


def test_an_unfinished_last_line_does_not_count(case: CaseFolder) -> None:
    first = say(case, "same", "nam-a", "nam-b")
    whole = text(case).read_bytes()
    text(case).write_bytes(whole + whole[:40])
    assert judgements.all(case) == (first,)
    second = say(case, "same", "nam-c", "nam-d")
    assert judgements.all(case) == (first, second)
    assert text(case).read_bytes().startswith(whole)


def test_a_last_line_that_only_lost_its_end_counts(case: CaseFolder) -> None:
    first = say(case, "same", "nam-a", "nam-b")
    text(case).write_bytes(text(case).read_bytes().rstrip(b"\n"))
    assert judgements.all(case) == (first,)
    second = say(case, "same", "nam-c", "nam-d")
    assert judgements.all(case) == (first, second)


def ruled(*made: tuple[Ruling, str], aside: bool = False) -> list[tuple[Ruling, str]]:
    given = [Judgement(f"jdg-{n}", ruling, tuple(of), "Ann", WHEN, "", "") for n, (ruling, of) in enumerate(made)]
    decided = judgements.decided(given)
    return [(j.ruling, "".join(j.subjects)) for j in (decided.set_aside if aside else decided.pairs)]


@pytest.mark.parametrize(
    ("made", "comes_to"),
    [
        ([("same", "ba")], [("same", "ab")]),
        ([("same", "ab"), ("different", "ba"), ("same", "ab")], [("same", "ab")]),
        ([("same", "abcd"), ("different", "ab")], [("different", "ab"), ("same", "cd")]),
        ([("different", "abc"), ("same", "ab")], [("same", "ab")]),
        ([("same", "ab"), ("same", "bc"), ("unsure", "ac")], [("unsure", "ac"), ("same", "bc")]),
        ([("different", "ac"), ("same", "ab"), ("same", "bc")], [("same", "ab"), ("same", "bc")]),
        ([("same", "ab"), ("same", "bc"), ("different", "ac")], [("different", "ac"), ("same", "bc")]),
        ([("same", "ab"), ("unsure", "ab")], [("unsure", "ab")]),
        ([("same", "cd"), ("same", "ab")], [("same", "ab"), ("same", "cd")]),
    ],
)
def test_what_they_come_to(made: list[tuple[Ruling, str]], comes_to: list[tuple[Ruling, str]]) -> None:
    assert ruled(*made) == comes_to


def test_what_goes_against_later_ones_is_set_aside_and_told() -> None:
    assert ruled(("same", "ab"), ("different", "ab"), aside=True) == []
    assert ruled(("same", "ab"), ("same", "bc"), ("different", "ac"), aside=True) == [("same", "ab")]
    assert ruled(("same", "abcd"), ("different", "ab"), aside=True) == [
        ("same", "ac"),
        ("same", "ad"),
        ("same", "bc"),
        ("same", "bd"),
    ]


pairs = st.tuples(
    st.sampled_from(["same", "different", "unsure"]), st.sampled_from(["ab", "bc", "cd", "ac", "ad", "bd"])
)


@given(st.lists(pairs, max_size=12))
def test_what_they_come_to_agrees_with_itself(made: list[tuple[Ruling, str]]) -> None:
    once = ruled(*made)
    assert ruled(*once) == ruled(*reversed(once)) == once
    if made:
        assert (made[-1][0], made[-1][1]) in once, "the latest stands"


def test_of_an_overruled_judgement_nothing_is_in_effect(case: CaseFolder) -> None:
    say(case, "unsure", "clm-a", "clm-b")
    other = say(case, "different", "clm-a", "clm-c", "clm-d")
    later = say(case, "same", "clm-b", "clm-a")
    assert judgements.in_effect(judgements.standing(case)) == (other, later)
