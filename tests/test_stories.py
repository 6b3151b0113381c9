"""The invented articles in tests/stories: their claims must be sound before anything is measured on them."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest

from cuibono.model import Kind, Stance

STORIES = Path(__file__).parent / "stories"
PARTS = sorted(path.name for path in STORIES.iterdir() if (path / "gold.jsonl").exists())
ARTICLES = {"dev": 12, "held": 12, "more": 16}
TYPES = {*get_args(Kind), "other"}
STANCES = {"planned_or_threatened" if stance == "planned" else stance for stance in get_args(Stance)}
REQUIRED = {
    "document", "evidence", "type", "actors", "counterparts", "topic",
    "amount", "date", "place", "attribution", "modality",
}  # fmt: skip
SCENERY = {
    "Canada", "European Commission", "European Union", "France", "High Court", "Netherlands", "United Kingdom",
    "US Congress", "US Department of Commerce", "US government", "unions", "unnamed sources",
}  # fmt: skip
FLAGS = {"optional", "date_optional", "attribution_optional"}
NAME_LISTS = ("actors", "counterparts", "attribution", "optional_actors", "optional_counterparts")
OPTIONAL = {*FLAGS, "accept_types", "optional_actors", "optional_counterparts"}


@cache
def gold(part: str) -> tuple[dict[str, Any], ...]:
    lines = (STORIES / part / "gold.jsonl").read_text(encoding="utf8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def aliases(part: str) -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = json.loads((STORIES / part / "aliases.json").read_text(encoding="utf8"))
    return loaded


@cache
def article(part: str, file: str) -> str:
    return (STORIES / part / "articles" / file).read_text(encoding="utf8")


def described(part: str) -> list[dict[str, str]]:
    with (STORIES / part / "metadata.csv").open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


def names(claim: dict[str, Any]) -> set[str]:
    parties = {name for field in NAME_LISTS for name in claim.get(field, ())}
    return parties | ({claim["place"]} if claim["place"] else set())


def test_there_are_texts_to_work_on_and_texts_held_back() -> None:
    assert list(ARTICLES) == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_every_article_is_described_and_has_claims(part: str) -> None:
    files = {path.name for path in (STORIES / part / "articles").iterdir()}
    assert len(files) == ARTICLES[part]
    assert files == {row["file"] for row in described(part)} == {claim["document"] for claim in gold(part)}


@pytest.mark.parametrize("part", PARTS)
def test_metadata_holds_title_day_and_address(part: str) -> None:
    for row in described(part):
        text = article(part, row["file"])
        assert row["title"] == text.split("\n", 1)[0]
        assert date.fromisoformat(row["published"]).isoformat() == row["published"]
        assert row["publisher"]
        assert ".example.org/" in row["url"]
        assert 180 <= len(text.split()) <= 420, row["file"]


@pytest.mark.parametrize("part", PARTS)
def test_evidence_stands_in_the_text_where_it_says(part: str) -> None:
    for claim in gold(part):
        span = claim["evidence"]
        assert set(span) == {"start", "end", "text"}
        assert article(part, claim["document"])[span["start"] : span["end"]] == span["text"]
        assert span["text"] == span["text"].strip()
        assert "\n" not in span["text"]


@pytest.mark.parametrize("part", PARTS)
def test_fields_are_those_of_the_conventions(part: str) -> None:
    for claim in gold(part):
        assert REQUIRED <= set(claim) <= REQUIRED | OPTIONAL, claim
        assert claim["type"] in TYPES, claim
        assert set(claim.get("accept_types", ())) <= TYPES - {claim["type"]}, claim
        assert claim["modality"] in STANCES
        assert all(claim[flag] is True for flag in FLAGS & set(claim)), claim
        assert claim["type"] != "other" or claim["optional"], claim


@pytest.mark.parametrize("part", PARTS)
def test_amounts_and_dates_are_whole(part: str) -> None:
    for claim in gold(part):
        if (amount := claim["amount"]) is not None:
            assert set(amount) == {"value", "currency"}
            assert amount["value"] > 0
            assert len(amount["currency"]) == 3
            assert amount["currency"].isupper()
        if (when := claim["date"]) is not None:
            assert set(when) == {"earliest", "latest"}
            assert date.fromisoformat(when["earliest"]) <= date.fromisoformat(when["latest"]), claim


@pytest.mark.parametrize("part", PARTS)
def test_no_name_stands_on_both_sides(part: str) -> None:
    for claim in gold(part):
        for field in NAME_LISTS:
            assert len(set(claim.get(field, ()))) == len(claim.get(field, ())), claim
        assert not set(claim["actors"]) & set(claim["counterparts"]), claim
        assert not set(claim["actors"]) & set(claim.get("optional_actors", ())), claim
        assert not set(claim["counterparts"]) & set(claim.get("optional_counterparts", ())), claim


@pytest.mark.parametrize("part", PARTS)
def test_every_name_is_listed_and_shows_in_its_article(part: str) -> None:
    for claim in gold(part):
        text = article(part, claim["document"]).lower()
        for name in names(claim):
            forms = [name, *aliases(part)[name]]
            assert any(form.lower() in text for form in forms), (name, claim["document"])


@pytest.mark.parametrize("part", PARTS)
def test_aliases_are_used_and_say_more_than_a_pronoun(part: str) -> None:
    used = {name for claim in gold(part) for name in names(claim)}
    assert set(aliases(part)) == used
    for name, forms in aliases(part).items():
        assert len({name, *forms}) == 1 + len(forms), name
        assert not {"he", "she", "it", "they", "him", "her", "we", "i", ""} & {form.lower() for form in forms}, name


@pytest.mark.parametrize(("one", "other"), [*combinations(PARTS, 2)])
def test_no_two_parts_share_an_invented_party(one: str, other: str) -> None:
    assert set(aliases(one)) & set(aliases(other)) <= SCENERY
