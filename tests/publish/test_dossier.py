from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cuibono.cli import main
from cuibono.errors import UsageError
from cuibono.explore.contents import Contents
from cuibono.model import Problem
from cuibono.model.records import Lead
from cuibono.publish.dossier import pdf
from cuibono.publish.dossier.pages import pages, tidied
from cuibono.publish.story.story import story
from tests.explore.relations import GIFT, PARTIES
from tests.publish.hostile import Hostile
from tests.publish.story.recorded import BORNE_OUT, STORED, recorded
from tests.small_reader import SmallEngine

pdfium: Any = pytest.importorskip("pypdfium2")
LEAD = Lead(event="evt-wire0", register="town_gifts", rule="gift", row="a row of gifts", why="", where="Ask the hall.")
MARKUP = '#panic() $x$ @doc-1 \\ * _ `raw` = <evt-1> // [ ] { } #import "x" -- ... \''
SCRIPTS = "Привет Ελλ ő שלום"


def printed(held: Contents, *problems: Problem) -> list[str]:
    """The text of each page."""
    found = pdfium.PdfDocument(pdf(story(held, "Jane Roe"), problems).content)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in found]


def named(text: str) -> Contents:
    """A ledger with this text wherever a text may stand."""
    parties = {one.id: replace(one, name=text, aliases=(f"also {text}",)) for one in PARTIES}
    gift = replace(GIFT, topic=text, place=text, grade_rule=text)
    found = replace(BORNE_OUT, title=text, reason=text, beside=((STORED.id, text),))
    return replace(recorded(), events=(gift,), parties=parties, findings={"evt-wire0": (found,)})


def test_every_part_of_an_event_is_printed() -> None:
    held = replace(recorded(), leads={"evt-wire0": (LEAD,)})
    text = " ".join(printed(held, Problem("no_date", "no date found", "wire.txt", "doc-wire.txt")))
    for words in (
        "Answered for by Jane Roe",
        "5 documents, 2 events",
        "Two independent origins stand behind it.",
        "“Acme gave the fund $10 million”",
        "“Acme did not give to the fund” [denied]",
        "Said by: Harbour Wire ← aides (not named) · characters 0 to 29, clm-wire0",
        "copies Harbour Wire",
        "the amount: taken for a mistake – The report that it rests on gives another.",
        "the records bear it out – Gifts to the town: One row shows it.",
        "Sum: 1 row of 1,000,000.00 USD",
        "ACME → the fund",
        "A row of gifts. Ask the hall.",
        "clm-copy0: the same actor, the same amount",
        "D2 copy.txt Valley Echo, 4 May 2024",
        f"SHA-256 {'0' * 64}",
        "D1 no date found",
        "page 2 of",
    ):
        assert words in text


def test_it_is_tagged_has_a_title_and_leads_from_place_to_place() -> None:
    content = pdf(story(recorded(), "Jane Roe")).content
    found = pdfium.PdfDocument(content)
    assert found.get_metadata_value("Title") == "Ledger of dealings"
    assert found.get_metadata_value("Author") == "Jane Roe"
    assert found.is_tagged()
    assert b"pdfuaid" in content
    marks = [(mark.level, mark.get_title()) for mark in found.get_toc()]
    assert (1, "1. Donation · Acme → the fund · US$1 million") in marks
    assert {title for level, title in marks if level == 0} >= {"Contents", "How to read it", "Events", "Documents"}
    assert content.count(b"/Subtype/Link") + content.count(b"/Subtype /Link") > 10


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert pdf(story(recorded())) == pdf(story(recorded()))
    assert b"CreationDate" not in pdf(story(recorded())).content


def test_a_text_is_never_markup() -> None:
    text = " ".join(printed(named(MARKUP)))
    for words in ("#panic() $x$ @doc-1 \\ * _ `raw` = <evt-1> // [ ] { }", '#import "x" -- ... \''):
        assert text.count(words) > 4
    assert printed(Hostile().contents(), *Hostile().problems())


def test_what_steers_or_hides_is_left_out() -> None:
    made = pages(story(Hostile().contents()), Hostile().problems())
    assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", str(made))
    assert "javascript:" not in str(made)


def test_scripts_of_the_fonts_that_come_with_typst_are_printed() -> None:
    text = " ".join(printed(named(SCRIPTS)))
    assert all(word in text for word in ("Привет", "Ελλ", "ő"))
    assert pdf(story(named(SCRIPTS))).notes == ()


def test_a_character_that_no_font_has_is_shown_by_its_number_and_told_of() -> None:
    rare = "\U00012345"  # a cuneiform sign
    made = pdf(story(named(f"before {rare} after")))
    assert "U+12345" in made.notes[0]
    text = " ".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(made.content))
    assert "before [U+12345] after" in " ".join(text.split())
    assert "Characters that are not shown" in text


def test_long_words_may_be_broken_and_sums_stay_whole() -> None:
    found = tidied({"quote": "W" * 100, "sha256": "a" * 64, "url": "https://x.example/" + "y" * 90})
    assert found["quote"].replace("\u200b", "") == "W" * 100
    assert max(map(len, found["quote"].split("\u200b"))) <= 12
    assert "\u200b" not in found["sha256"] + found["url"]


def test_an_empty_ledger_is_a_dossier() -> None:
    held = replace(recorded(), events=(), documents={}, claims={}, findings={})
    assert "The ledger holds no event." in " ".join(printed(held))


def test_two_hundred_events_take_seconds() -> None:
    held = replace(recorded(), events=tuple(replace(GIFT, id=f"evt-{number}") for number in range(200)))
    began = time.process_time()
    pdf(story(held))
    assert time.process_time() - began < 20


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match=re.escape("pip install cuibono[pdf]")):
        pdf(story(recorded()))


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Harbour opens\n\nAcme met Jane Doe, Tom Roe said. The state was not told.\n")
    case, target = str(tmp_path / "case"), tmp_path / "dossier.pdf"
    assert main(["read", str(tmp_path / "a.txt"), "--case", case], SmallEngine()) == 0
    assert main(["export", case, "story", "--format", "pdf"]) == 2
    assert "Say where to with --output FILE" in capsys.readouterr().err
    assert main(["export", case, "story", "--format", "pdf", "--author", "Jane Roe", "--output", str(target)]) == 0
    assert target.read_bytes().startswith(b"%PDF-")
