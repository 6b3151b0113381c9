"""Which parties a name may be meant for, and when one of them is called a match."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cuibono import explore
from cuibono.errors import UsageError
from cuibono.explore.case import Case
from cuibono.explore.pages import reconciling
from cuibono.explore.pages.extending import COLUMNS, Other, extended, preview
from cuibono.explore.pages.reconciling import Asked, Candidate, candidates, suggested
from tests.web.small_case import make


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = make(tmp_path_factory.mktemp("small"))
    with explore.open(folder) as held:
        yield held


def first(case: Case, name: str, **more: tuple[str, ...]) -> Candidate:
    return candidates(case, Asked(name=name, wishes=more))[0]


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Jane Doe", "Jane Doe"),
        ("JANE DOE", "Jane Doe"),
        ("Doe, Jane", "Jane Doe"),
        ("Mr. Jane Doe", "Jane Doe"),
        ("Ann Lee", "Ann Lee"),
    ],
)
def test_a_name_that_is_equal_in_all_that_counts_is_a_match(case: Case, name: str, party: str) -> None:
    found = first(case, name)
    assert (found.party.name, found.match) == (party, True)
    assert found.score >= 97


@pytest.mark.parametrize(
    "name",
    [
        "Stephen Royd",  # Stephan Royd is another party, and may be a slip of the pen
        "Royd",  # a family name by itself
        "S. Royd",
        "Doe",
        "jane doe's office",
        "Jane Do",
        "Kilo",  # Kilo Holdings may be meant
        "Bank",
    ],
)
def test_a_name_that_could_be_meant_for_another_is_no_match(case: Case, name: str) -> None:
    found = candidates(case, Asked(name=name))
    assert found
    assert not any(one.match for one in found)


def test_an_exact_name_stands_before_one_that_is_like_it(case: Case) -> None:
    found = candidates(case, Asked(name="Stephen Royd"))
    assert [one.party.name for one in found] == ["Stephen Royd", "Stephan Royd"]
    assert found[0].score == 100.0
    assert 90 <= found[1].score < found[0].score


def test_a_kind_narrows_and_does_not_settle_a_doubt(case: Case) -> None:
    assert candidates(case, Asked(name="Jane Doe", kinds=("place",))) == ()
    assert not candidates(case, Asked(name="Kilo", kinds=("person",)))[0].match


def test_what_is_asked_beside_the_name_counts_and_bars(case: Case) -> None:
    met = first(case, "Jane Doe", dealing=("Meeting",), **{"with": ("Ann Lee", "Zeta Bank")})
    assert met.score == 100.0
    assert met.match
    assert met.features["with"] is True
    unmet = first(case, "Jane Doe", role=("minister",))
    assert unmet.score == 80.0
    assert not unmet.match
    assert unmet.features["role"] is False


def test_those_who_deal_with_a_party_are_found_without_a_name(case: Case) -> None:
    found = candidates(case, Asked(wishes={"with": ("Ann Lee",)}))
    assert [one.party.name for one in found] == ["Acme Corp"]
    assert not found[0].match
    assert "name" not in found[0].features


@pytest.mark.parametrize(
    "name", ["", " ", "?", '"', "(((", "\x00", "*", "Nobody Known", "x" * 400, "🎉", "' OR 1=1 --"]
)
def test_what_is_no_name_finds_nobody(case: Case, name: str) -> None:
    assert candidates(case, Asked(name=name)) == ()


def test_an_id_finds_its_party(case: Case) -> None:
    known = first(case, "Ann Lee").party
    assert first(case, known.id).party == known
    assert first(case, known.id).match
    assert not first(case, known.id, role=("minister",)).match
    assert candidates(case, Asked(name="pty-aaaaaaaaaaaa")) == ()
    assert suggested(case, known.id, 0, 5)[0][0] == known


def test_suggestions_begin_so(case: Case) -> None:
    names = [line.name for line, _ in suggested(case, "ze", 0, 5)]
    assert names == ["Zeta Bank"]
    assert suggested(case, "ze", 1, 5) == ()
    assert suggested(case, "", 0, 5) == ()
    assert suggested(case, "", 0, 5) == suggested(case, " ", 0, 5)


def test_columns_of_a_party(case: Case) -> None:
    key = first(case, "Jane Doe").party.id
    row = extended(case, [key, "pty-aaaaaaaaaaaa"], COLUMNS)
    assert set(row["pty-aaaaaaaaaaaa"].values()) == {()}
    told = row[key]
    assert told["kind"] == ("person",)
    acted, faced, events = (told[name][0] for name in ("acted", "faced", "events"))
    assert (acted, faced, events) == (1, 2, 3)
    assert [one.name for one in told["partners"] if isinstance(one, Other)]


def test_a_column_that_nobody_knows_is_named(case: Case) -> None:
    with pytest.raises(UsageError, match="shoe_size: there is no such property"):
        extended(case, [], ["shoe_size"])


def test_a_party_in_short(case: Case) -> None:
    short = preview(case, first(case, "Jane Doe").party.id)
    assert short.about.endswith("3 events")


def test_where_not_everybody_was_looked_at_there_is_no_match(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert first(case, "Ann Lee").match
    monkeypatch.setattr(reconciling, "_LOOKED", 1)
    assert not first(case, "Ann Lee").match


def test_another_of_the_same_name_takes_the_match_away(tmp_path: Path) -> None:
    texts = {"a.txt": "John Smith met Zeta Bank. John Quentin Smith met Kilo.", "b.txt": "John Alan Smith met Kilo."}
    with explore.open(make(tmp_path, texts, "file\na.txt\n")) as held:
        found = candidates(held, Asked(name="John Smith"))
    assert [(one.party.name, one.match) for one in found] == [("John Quentin Smith", False), ("John Alan Smith", False)]
    assert found[0].features["alias"] is True
