"""One hostile case through every command and every form: nothing hides, steers, runs or breaks what is around it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cuibono import explore, pipeline
from cuibono.cli import exports, main
from cuibono.signs import unguarded, visible, written_out
from tests.agents.asking import answer
from tests.hostile.case import ACME, LOOKALIKE, NAMES, SAME, hostile
from tests.small_reader import SmallEngine

BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
ROW_FORMS = [(what, form) for what in exports.EXPORTS for form in exports.ROWS]
STORY_FORMS = [("story", form) for form in exports.WHOLE]
DRAFT = "Acme Holding gave to Jane Doe {{ 7*7 }} \u202eeod\u200b \x1b[2J.\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = hostile(tmp_path_factory.mktemp("hostile"))
    with explore.open(made) as held:
        claim, other = list(held.contents().claims)[:2]
    pipeline.judge(made, "accept", [claim], "=Jane\u202e Roe", 'because\n"\x1b[2J{{ 7*7 }}')
    pipeline.judge(made, "reject", [other], "@Jane\u200b Roe", "=1+1\u202e")
    (made / "draft.md").write_text(DRAFT, encoding="utf-8")
    return made


Said = Callable[..., tuple[str, str]]


@pytest.fixture
def said(case: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    def run(*words: str) -> tuple[str, str]:
        status = main([word.replace("CASE", str(case)) for word in words], SmallEngine())
        out, err = capsys.readouterr()
        assert status == 0, err
        return out, err

    return run


BOTH = ("show", "events", "parties", "status", "search Holding", "judge list", "draft CASE/draft.md")
"""Commands that print lines, or with --json the same for programs."""
PRINTS = (*BOTH, *(f"{one} --json" for one in BOTH), "show --by date", "check", "leads", "registers list")


@pytest.mark.parametrize("words", PRINTS)
def test_what_is_printed_steers_no_terminal(said: Said, words: str) -> None:
    out, err = said(*words.split(), "--case", "CASE")
    assert not BAD.search(out + err)
    assert "7*7" in out or words not in BOTH[:2]  # a template in a document stays text
    if "--json" in words:
        json.loads(out)


def test_of_single_things(case: Path, said: Said) -> None:
    with explore.open(case) as held:
        found = held.contents()
    for event in found.event_of_claim().values():
        assert not BAD.search(said("origins", event, "--case", "CASE")[0])
    for claim in found.claims:
        assert not BAD.search(said("explain", claim, "--case", "CASE")[0])
    for party in found.parties:
        assert not BAD.search(said("parties", party, "--case", "CASE")[0])


@pytest.mark.parametrize(("what", "form"), [*ROW_FORMS, *STORY_FORMS])
def test_every_export_is_whole_and_harmless(case: Path, said: Said, tmp_path: Path, what: str, form: str) -> None:
    file = tmp_path / "out"
    said("export", "CASE", what, "--format", form, "--output", str(file))
    if form in ("parquet", "pdf"):
        assert file.stat().st_size > 100
        return
    text = file.read_text(encoding="utf-8")
    assert not BAD.search(text)
    CHECKS[form](text)


def _lines(text: str) -> None:
    assert all(json.loads(line) for line in text.splitlines())


def _cells(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+@\t\r-") and not _number(cell)]


def _number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?", cell))


def _markdown(text: str) -> None:
    from markdown_it import MarkdownIt

    assert not [token for token in MarkdownIt("commonmark").parse(text) if token.type.startswith("html")]


CHECKS: dict[str, Callable[[str], object]] = {
    "jsonl": _lines,
    "json": json.loads,
    "csv": _cells,
    "markdown": _markdown,
    "ftm": _lines,
    "graphml": ET.fromstring,
    "gexf": ET.fromstring,
    "timelinejs": json.loads,
    "claimreview": lambda text: text.strip() and json.loads(text),
}


def test_json_gives_the_words_as_they_stand(case: Path, said: Said) -> None:
    with explore.open(case) as held:
        claims = held.contents().claims
    rows = [json.loads(line) for line in said("export", "CASE", "claims")[0].splitlines()]
    assert {row["id"]: row["evidence"]["text"] for row in rows} == {key: one.quote for key, one in claims.items()}


def test_csv_gives_back_every_cell_that_was_guarded(said: Said) -> None:
    rows = csv.DictReader(io.StringIO(said("export", "CASE", "claims", "--format", "csv")[0]))
    told = {unguarded(row["counterparts"]) for row in rows}
    assert told >= {'=HYPERLINK("http://example.org")', "'=1 Roe"}


def test_names_that_differ_by_what_is_not_seen_are_one(case: Path) -> None:
    with explore.open(case) as held:
        parties = held.contents().parties.values()
    named = [party for party in parties if ACME in (party.name, *party.aliases)]
    assert len(named) == 1
    assert len(named[0].namings) == 2
    assert SAME not in named[0].aliases
    assert LOOKALIKE in {party.name for party in parties}  # a letter of another script is another name


def test_spans_are_those_of_the_text_as_it_stands(case: Path) -> None:
    with explore.open(case) as held:
        found = held.contents()
    assert len(found.documents) == len(found.claims) + 1 == len(NAMES)  # one claim is rejected
    for claim in found.claims.values():
        assert found.documents[claim.document].text[claim.span.start : claim.span.end] == claim.quote


def test_pages_without_a_server(said: Said, tmp_path: Path) -> None:
    said("report", "CASE", "--output", str(tmp_path / "report.html"))
    said("site", "CASE", "--output", str(tmp_path / "site"))
    pages = [path for path in tmp_path.rglob("*") if path.suffix in (".html", ".json", ".md", ".xml")]
    assert len(pages) > 5
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not BAD.search(text), page
        assert "<script>alert(1)" not in text
    assert not [path for path in tmp_path.rglob("*") if BAD.search(path.name)]


@pytest.mark.parametrize(
    ("tool", "asked"), [("status", {}), ("events", {}), ("search", {"words": "Holding"}), ("party", {"party": ACME})]
)
def test_agents_are_told_the_signs(case: Path, tool: str, asked: dict[str, str]) -> None:
    assert not BAD.search(json.dumps(answer(case, tool, **asked), ensure_ascii=False))


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\x1b", "\x9b", "\U000e0041", "\ufeff", "\u061c"])
def test_a_sign_is_left_out_or_written_out(sign: str) -> None:
    assert visible(f"a{sign}b") == "ab"
    assert json.loads(f'"{written_out(f"a{sign}b")}"') == f"a{sign}b"


def test_scripts_that_need_joiners_keep_them() -> None:
    persian, emoji = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\U0001f469\u200d\U0001f4bb"
    assert visible(persian) == persian
    assert visible(emoji) == emoji
    assert visible("Ac\u200dme") == "Acme"
