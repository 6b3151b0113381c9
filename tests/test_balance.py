"""The account between two sides from end to end, with the reader that is shipped, on several stories."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

import cuibono
from cuibono import pipeline
from cuibono.cli import main
from cuibono.explore import Case
from cuibono.explore.balance_view import BalanceView, EntryView, balance_view
from cuibono.publish import balance_listing
from cuibono.publish.report.balance_page import balance_page
from cuibono.read import Reader
from cuibono.web.serving import Served, application
from tools.parts import ROOT, shared

STORY = ROOT / "src" / "cuibono" / "demo"
SEEDS = shared() / "seeds"
STORYLINES = ROOT / "tests" / "storylines"
SIDES = ("Cirravale", "Ellery administration")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("balance") / "demo"
    pipeline.read(folder, [str(STORY / "articles")], Reader(), metadata=STORY / "metadata.csv")
    return folder


@pytest.fixture(scope="module")
def account(demo: Path) -> BalanceView:
    with cuibono.open(demo) as case:
        return balance_view(case, *SIDES)


def told(entries: tuple[EntryView, ...]) -> list[tuple[str, str]]:
    return [(entry.event.kind, entry.amount or "") for entry in entries]


def test_the_account_of_the_bundled_story(account: BalanceView) -> None:
    assert told(account.of(0, "gave")) == [("donation", "US$1 million"), ("donation", "")]
    assert [bool(entry.apart) for entry in account.of(0, "gave")] == [False, True]
    assert told(account.of(0, "promised")) == [("pledge", "US$40 billion")]
    assert told(account.of(0, "asked")) == [("lobbying", "")]
    assert [entry.event.kind for entry in account.towards_others(1)] == ["threat", "government_action"]
    assert len(account.of(None, "met")) == 3
    assert [(one.amount, one.sort) for one in account.sums] == [
        ("US$1 million", "told as paid"),
        ("US$40 billion", "told as pledged"),
    ]


def test_the_tariff_threat_stands_beside_the_ask_with_its_days(account: BalanceView) -> None:
    later = [match for match in account.matches if match.order == "later"]
    assert [(match.days, match.reasons[0]) for match in later] == [
        ("4 days between", "words that both share: foreign/countries, levies")
    ]


def test_whose_the_office_is_stands_in_no_sentence_so_its_suits_are_left_out(account: BalanceView) -> None:
    suits = [left for left in account.left if left.event.kind == "legal_action"]
    assert ("Office of Fair Markets: no tie to a side is told",) in [left.parties for left in suits]


def test_every_line_opens_its_claims(account: BalanceView, demo: Path) -> None:
    with cuibono.open(demo) as case:
        claims = {claim.id: claim for claim in case.claims()}
        texts = {document.id: document.text for document in case.documents()}
    for entry in account.entries:
        assert entry.event.claims
        assert entry.quote.quote in texts[entry.quote.report.document]
        assert all(key in claims for key in entry.event.claims)


def test_no_event_stands_twice_and_what_is_left_out_is_not_in_it(account: BalanceView) -> None:
    within = [entry.event.id for entry in account.entries]
    assert len(within) == len(set(within))
    assert set(within).isdisjoint(left.event.id for left in account.left)
    assert [entry.number for entry in account.entries] == list(range(1, len(within) + 1))


@pytest.mark.parametrize("width", [80, 100, 120])
def test_the_columns_stay_within_the_width(account: BalanceView, width: int) -> None:
    lines = balance_listing.balance(account, width=width).splitlines()
    assert max(len(line) for line in lines) <= width
    middle = {line.index("│") for line in lines if "│" in line}
    assert middle == {(width - 3) // 2 + 1}


def test_the_definition_on_the_page_of_the_documentation_works(demo: Path, tmp_path: Path) -> None:
    shown = re.search(r"```toml\n(.*?)```", (ROOT / "docs" / "balance.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    settings = demo / "cuibono.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f"{before}\n{shown[1]}", encoding="utf-8")
    try:
        with cuibono.open(demo) as case:
            found = balance_view(case, "Cirravale", "the Ellery government")
    finally:
        settings.write_text(before, encoding="utf-8")
    assert found.sides[1].how == "as cuibono.toml defines it"
    assert found.sides[1].notes == ()
    suits = [entry for entry in found.entries if "Office of Fair Markets" in {p.name for p in entry.event.actors}]
    assert [(entry.by, entry.does) for entry in suits] == [(1, "acted")], "the suit of 2021 was another government's"


def test_the_command_prints_writes_and_gives_json(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "balance.html"
    assert main(["balance", *SIDES, "--case", str(demo)]) == 0
    assert "CIRRAVALE GAVE" in capsys.readouterr().out
    assert main(["balance", *SIDES, "--case", str(demo), "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert {"sides", "entries", "sums", "asks", "open", "relation", "left_out", "says"} == set(row)
    assert all(entry["claims"] and entry["quote"] for entry in row["entries"])
    assert main(["balance", *SIDES, "--case", str(demo), "--output", str(page)]) == 0
    assert "Content-Security-Policy" in page.read_text(encoding="utf-8")
    assert main(["balance", "Nobody Inc", "Ellery administration", "--case", str(demo)]) == 2
    assert "[[sides]]" in capsys.readouterr().err


def test_the_page_is_whole_without_script_and_every_link_in_it_leads_somewhere(account: BalanceView) -> None:
    page = balance_page(account)
    assert "<script" not in page
    assert "style=" not in page
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    out = {left.event.id for left in account.left}
    linked = set(re.findall(r'href="#([^"]+)"', page))
    assert linked - ids - out == set()
    assert page.count("<svg") == 2
    assert page.count("Its claims: who says so") == len(account.entries)


def test_the_web_gives_page_and_json(demo: Path) -> None:
    with TestClient(application(Served(demo, Reader)), base_url="http://127.0.0.1") as client:
        page = client.get("/balance", params={"one": SIDES[0], "other": SIDES[1]})
        assert page.status_code == 200
        assert "Its claims: who says so" in page.text
        assert "Name two sides" in client.get("/balance").text
        found = client.get("/balance.json", params={"one": SIDES[0], "other": SIDES[1]})
        with cuibono.open(demo) as case:
            assert len(found.json()["balance"]["entries"]) == len(balance_view(case, *SIDES).entries)
        assert client.get("/balance.json", params={"one": "Nobody", "other": "x"}).status_code == 400


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    if not SEEDS.exists():
        pytest.skip("the seed articles are not on this machine")
    folder = tmp_path_factory.mktemp("seeds")
    pipeline.read(folder, [str(SEEDS)], Reader(), metadata=SEEDS / "metadata.csv")
    with cuibono.open(folder) as opened:
        yield opened


def test_what_the_seeds_tell_each_side_gave_and_got(seeds: Case) -> None:
    view = balance_view(seeds, "Meta", "Trump administration")
    gave = {(e.event.kind, e.amount, e.sort, bool(e.apart)) for e in view.of(0, "gave")}
    assert gave == {
        ("donation", "US$1 million", "told as paid", False),
        ("gift", None, "", False),
        ("donation", None, "", True),
    }
    (glasses,) = [e for e in view.of(0, "gave") if e.event.kind == "gift"]
    assert glasses.event.grade == "anonymous_only"
    assert sorted(e.event.kind for e in view.of(0, "changed")) == ["company_policy_change"] * 2
    assert {(e.amount, bool(e.apart)) for e in view.of(0, "promised")} == {(None, False), ("US$50 billion", True)}
    assert len(view.of(0, "asked")) == 2
    assert [e.event.kind for e in view.towards_others(1)] == ["threat"]
    assert [e.event.kind for e in view.of(1, "promised")] == ["pledge"]
    assert len(view.of(1, "supported")) == 2
    assert [(e.event.kind, bool(e.apart)) for e in view.of(1, "against")] == [
        ("threat", False),
        ("legal_action", False),
        ("legal_action", True),
    ]
    assert [e.event.when for e in view.of(None, "met")] == ["Nov 2024", "Mar 2025", "18–24 Aug 2025"]
    assert [(one.amount, one.sort) for one in view.sums] == [("US$1 million", "told as paid")]


def test_the_suits_that_were_kept_are_open_and_no_act_is_said_to_be_later(seeds: Case) -> None:
    view = balance_view(seeds, "Meta", "Trump administration")
    (suit,) = [item for item in view.open if item.sort == "Suit"]
    entry = view.entries[suit.entry - 1]
    assert "antitrust lawsuits" in entry.quote.quote
    assert suit.says == "no end of it is told, as far as the articles tell"
    assert {match.order.partition(":")[0] for match in view.matches} == {"order not known"}
    assert {view.entries[match.ask - 1].does for match in view.matches} == {"asked"}


def test_who_met_without_a_post_that_is_told_is_left_out_with_what_is_told(seeds: Case) -> None:
    view = balance_view(seeds, "Meta", "Trump administration")
    left = {line.partition(":")[0] for one in view.left if one.event.kind == "meeting" for line in one.parties}
    assert {"Joel Kaplan", "Susie Wiles", "Marco Rubio"} <= left


@pytest.mark.parametrize(
    ("story", "one", "other", "least"),
    [
        ("sternhaugh", "Sternhaugh Lines", "Ministry of Transport", {"met": 3, "asked": 1}),
        ("quenbrook", "Quenbrook", "Medicines Price Board", {"gave": 1}),
        ("held-plinth", "Plinth", "Garrandine administration", {"met": 1, "asked": 1, "promised": 2}),
    ],
)
def test_other_stories(story: str, one: str, other: str, least: dict[str, int], tmp_path: Path) -> None:
    folder = STORYLINES / story
    pipeline.read(tmp_path / "case", [str(folder / "articles")], Reader(), metadata=folder / "metadata.csv")
    with cuibono.open(tmp_path / "case") as case:
        view = balance_view(case, one, other)
    counts = {does: sum(entry.does == does for entry in view.entries) for does in least}
    assert counts == least
    assert all(left.reason for left in view.left)
    if story == "held-plinth":  # one report tells of another amount, without a day: it may be the same promise
        assert [(total.amount, len(total.twice)) for total in view.sums] == [("US$18–98 billion", 1)]
