from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cuibono.publish.story import written
from cuibono.publish.story.markdown import escaped
from cuibono.publish.story.plain import plain
from tests.publish.hostile import BIDI, EVIL, Hostile
from tests.publish.story.recorded import recorded

READ = MarkdownIt("gfm-like", {"linkify": False}).enable("table")
SHOWN = {"text", "strong_open", "strong_close", "softbreak"}


def inline(text: str) -> tuple[str, set[str]]:
    """What a reader of Markdown shows of a text, and the sorts of marks that it found in it."""
    parts = [part for token in READ.parse(text) for part in token.children or ()]
    return "".join(part.content for part in parts), {part.type for part in parts}


def test_an_event_with_its_reports_origins_grade_and_quotes() -> None:
    text = written(recorded(), "markdown")
    assert text.startswith("# Ledger of dealings\n\n5 documents, 2 events. A grade says")
    assert "## 1. Donation · Acme → the fund · US\\$1 million\n\nWhen: 2 May 2024 (dated by the text)\n" in text
    standing = "4 reports, 2 origins; 1 report denies it · **corroborated**: Two independent origins stand behind it.\n"
    assert standing in text
    assert "- **aides, via Harbour Wire** (unnamed sources, through an outlet), 3 reports\n" in text
    assert "    - Valley Echo, 4 May 2024, copies Harbour Wire: “Acme gave the fund US\\$1" not in text
    assert "    - Valley Echo, 4 May 2024, copies Harbour Wire: “Acme gave the fund \\$1 million”[^2]\n" in text
    assert "(statement of a party, not counted), 1 report" in text
    assert "“Acme did not give to the fund”[^5] – denied – denies it" in text
    assert "[^2]: Valley Echo, 4 May 2024; file copy.txt; characters 0 to 29; claim clm-copy0\n" in text


def test_findings_have_their_rows_and_differences_their_values() -> None:
    text = written(recorded(), "markdown")
    assert "**the records bear it out** – Gifts to the town: One row shows it. Sum: 1 row of 1,000,000.00 USD" in text
    assert "**the records say otherwise** – Gifts to the town (of claim clm-site0): The row gives" in text
    assert "| rec-town\\_gifts\\:R\\|1 | ACME → the fund | 1,000,000.00 USD | 2 May 2024 | 1 Jun 2024 |" in text
    assert (
        "- the amount: taken for a mistake – The report that it rests on gives another.\n    - \\$1 million –" in text
    )


def test_every_mark_has_its_note_once() -> None:
    text = written(recorded(), "markdown")
    notes, marks = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE), re.findall(r"\[\^(\d+)\](?!:)", text)
    assert notes == [str(number) for number in range(1, len(notes) + 1)]
    assert list(dict.fromkeys(marks)) == notes


def test_no_text_of_an_article_becomes_markup() -> None:
    text = written(Hostile().contents(), "markdown")
    shown, sorts = inline(re.sub(r"\[\^\d+\]:?", "", text))
    assert sorts <= SHOWN
    assert plain(EVIL) in shown
    assert plain(BIDI) in shown
    assert {token.type for token in READ.parse(text)}.isdisjoint({"html_block", "code_block", "fence", "hr"})
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)


MARKS = st.sampled_from("\\`*_{}[]()#|~$^=@:/<>&!\"'.-+ \nwa1\u202e\x1b\ud800")


@given(st.text(st.one_of(MARKS, st.characters())))
def test_what_is_escaped_is_shown_as_it_was(text: str) -> None:
    shown, sorts = inline(f"“{escaped(text)}”")
    assert (shown, sorts) == (f"“{plain(text)}”", {"text"})


def test_links_formulas_and_short_names_of_signs_are_text() -> None:
    assert escaped("www.a.example https://a.example :tada: $x$ @jane") == (
        "www\\.a.example https\\://a.example \\:tada: \\$x\\$ \\@jane"
    )


def test_the_same_ledger_gives_the_same_text() -> None:
    assert written(recorded(), "markdown") == written(recorded(), "markdown")
