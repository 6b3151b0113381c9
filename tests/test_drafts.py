"""A draft beside a ledger: what is said of its statements, and that nothing of it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cuibono import explore, pipeline
from cuibono.cli import main
from cuibono.errors import UsageError
from cuibono.explore.draft_view import DraftView, StatementView, draft_view
from cuibono.pipeline.drafting import draft
from cuibono.publish import draft_listing
from cuibono.publish.report.draft_page import draft_page
from tests.small_reader import SmallEngine, SmallReader
from tools.examples import STORY, OneReader

HEAD = "A headline\n\nBy Ann Other\nHarbour News, 3 May 2024\n\n"
REPORTS = {
    "a.txt": "Acme Corp donated $5 million to the campaign of Governor Jane Doe on 29 April, Tom Roe of Zeta said.\n",
    "b.txt": "Zeta Ltd has never donated to the campaign of Governor Jane Doe, Zeta Ltd said.\n",
    "c.txt": "Bolt Inc lobbied the Ministry of Ports over the port fee in March, people with knowledge of it said.\n",
    "e.txt": "Pine Corp pledged $3 million to the Port Ansel harbour fund in April, Pine Corp said.\n",
    "d.txt": "Kilo Inc plans to sue the Ministry of Ports over the port fee, Kilo Inc said.\n",
}


@pytest.fixture(scope="module")
def reader() -> OneReader:
    return OneReader()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, reader: OneReader) -> Path:
    """A made-up ledger of five reports."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "news").mkdir()
    for file, text in REPORTS.items():
        (folder / "news" / file).write_text(HEAD + text)
    pipeline.read(folder / "case", [str(folder / "news")], reader)
    return folder / "case"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, reader: OneReader) -> Path:
    """The bundled story."""
    case = tmp_path_factory.mktemp("story") / "case"
    pipeline.read(case, [str(STORY / "articles")], reader, metadata=STORY / "metadata.csv")
    return case


@pytest.fixture(autouse=True)
def unchanged(small: Path, story: Path) -> Iterator[None]:
    """Whatever is asked of a draft, the ledgers and the lists of what was collected stay as they are."""
    files = [case / name for case in (small, story) for name in ("ledger.sqlite", "collected.jsonl")]
    before = [file.read_bytes() for file in files]
    yield
    assert [file.read_bytes() for file in files] == before


def seen(case: Path, text: str, reader: pipeline.Reads, published: str | None = "2024-05-10") -> DraftView:
    file = case.parent / "draft.txt"
    file.write_text(text)
    found = draft(case, str(file), reader, published=published)
    with explore.open(case) as view:
        return draft_view(view.contents(), found)


def only(view: DraftView) -> StatementView:
    (statement,) = view.statements
    return statement


def test_the_figures_are_the_ledgers_own(story: Path, reader: OneReader) -> None:
    text = "Cirravale donated $1 million to Tomas Ellery's inauguration fund in December 2022.\n"
    statement = only(seen(story, text, reader))
    (match,) = statement.matches
    with explore.open(story) as view:
        event = view.event(match.event.id)
    assert statement.mark == "corroborated"
    assert (match.event.grade, match.event.reports, len(match.event.counted)) == (event.grade, 6, len(event.origins))
    assert "draft.txt" not in {telling.report.file for telling in match.event.tellings}


def test_another_amount_is_shown_beside_that_of_the_ledger(story: Path, reader: OneReader) -> None:
    statement = only(
        seen(story, "Cirravale donated $7 million to the Ellery inaugural fund in December 2022.\n", reader)
    )
    (amount,) = [one for one in statement.matches[0].differing if one.field == "amount"]
    assert statement.mark == "stronger"
    assert (amount.draft, amount.others[0].value, amount.with_it) == ("US$7 million", "US$1 million", ())
    assert len(amount.others[0].reports) > 1


def test_a_denied_claim_told_as_fact(story: Path, reader: OneReader) -> None:
    statement = only(seen(story, "Cirravale donated to Ellery's first inauguration fund in 2015.\n", reader))
    assert (statement.mark, statement.matches[0].event.stance) == ("stronger", "denied")
    assert statement.matches[0].why == ("the draft states it, and the ledger has it as denied only",)


def test_a_denial_that_nobody_made(small: Path, reader: OneReader) -> None:
    statement = only(seen(small, "Acme Corp never donated to the campaign of Governor Jane Doe.\n", reader))
    assert statement.mark == "stronger"
    assert "no report in the ledger does" in " ".join(why for match in statement.matches for why in match.why)


def test_a_denial_that_may_be_of_two_dealings_is_shown_beside_both(story: Path, reader: OneReader) -> None:
    statement = only(seen(story, "Cirravale never gave a cent to the Ellery inaugural fund.\n", reader))
    assert statement.mark == "stronger"
    assert {match.mark for match in statement.matches} == {"corroborated", "stronger"}


def test_unnamed_sources_need_naming_as_such(small: Path, reader: OneReader) -> None:
    bare = only(seen(small, "Bolt Inc lobbied the Ministry of Ports over the port fee in March.\n", reader))
    assert (bare.mark, bare.matches[0].event.grade) == ("stronger", "anonymous_only")
    said = "Bolt Inc lobbied the Ministry of Ports over the port fee in March, people familiar with the matter said.\n"
    assert only(seen(small, said, reader)).mark == "single_origin"


def test_a_plan_told_as_done(small: Path, reader: OneReader) -> None:
    statement = only(seen(small, "Kilo Inc sued the Ministry of Ports over the port fee.\n", reader))
    assert statement.mark == "stronger"
    assert "the ledger has it as planned only" in statement.matches[0].why[0]


def test_a_pledge_told_as_a_gift(small: Path, reader: OneReader) -> None:
    statement = only(seen(small, "Pine Corp donated $3 million to the Port Ansel harbour fund in April.\n", reader))
    assert statement.mark == "stronger"
    assert statement.matches[0].why == ("the kind of dealing: donation in the draft, pledge in the ledger",)


def test_what_no_event_fits_is_said_not_to_be_there(small: Path, reader: OneReader) -> None:
    statement = only(seen(small, "Max Low met Ida Pine in Port Ansel on 2 April 2024.\n", reader))
    assert (statement.mark, statement.matches, statement.nearest) == ("not_in_ledger", (), None)


def test_another_year_leads_to_the_dealing_that_is_like_it(story: Path, reader: OneReader) -> None:
    statement = only(seen(story, "The Office of Fair Markets sued Cirravale in June 2020.\n", reader))
    assert statement.nearest
    assert statement.nearest.when == "Jun 2021"
    assert "days too far apart" in statement.against


def test_days_that_no_report_gives(story: Path, reader: OneReader) -> None:
    text = "Cirravale donated $1 million to the Ellery inaugural fund on 7 December 2022.\n"
    statement = only(seen(story, text, reader))
    assert statement.mark == "stronger"
    assert "no closer date than Dec 2022" in statement.matches[0].why[0]


def test_who_is_to_be_asked(small: Path, reader: OneReader) -> None:
    text = (
        "Acme Corp donated $5 million to the campaign of Governor Jane Doe on 29 April. "
        "Bolt Inc sued Kilo Inc in March. "
        '"We keep to the law," Kilo Inc said. Max Low met Ida Pine in Port Ansel.\n'
    )
    view = seen(small, text, reader)
    asked = {one.name: [told.says for told in one.passages] for one in view.asked}
    assert asked["Acme Corp"] == ["is told of as giving"]
    assert asked["Bolt Inc"] == ["is told of as taking legal action"]
    assert not {"Kilo Inc", "Max Low", "Ida Pine"} & asked.keys()
    (quoted,) = view.quoted
    assert (quoted.name, quoted.passages[0].says) == ("Kilo Inc", "is told of as facing legal action")
    assert quoted.speaks == ('"We keep to the law," Kilo Inc said.',)


@pytest.mark.parametrize("text", ["Acme Corp was told that Bolt Inc sued it.", "Tom Roe said Acme Corp sued Bolt Inc."])
def test_who_is_only_spoken_of_has_not_answered(small: Path, reader: OneReader, text: str) -> None:
    assert "Acme Corp" not in {one.name for one in seen(small, text + "\n", reader).quoted}


def test_a_draft_with_no_dealing_is_not_borne_out(small: Path, reader: OneReader) -> None:
    view = seen(small, "The sun rose over the pier. Gulls were loud, and the town slept on.\n", reader)
    assert (view.statements, view.asked, view.sentences) == ((), (), 2)
    told = " ".join(draft_listing.draft(view).split())
    assert "0 statements that tell of a dealing." in told
    assert "2 of 2 sentences were not understood as telling of a dealing." in told
    assert "neither for nor against" in told


def test_a_page_shows_a_text_as_it_is(small: Path, reader: OneReader) -> None:
    text = "It was told of on the pier. <script>x</script>\n\nBolt Inc sued Kilo Inc over the lease in March.\n"
    page = draft_page(seen(small, text, reader))
    assert "Bolt Inc sued Kilo Inc over the lease in March</a></mark>" in page
    assert "<script" not in page
    assert "&lt;script&gt;x" in page


def test_an_article_of_the_case_is_no_draft(small: Path, reader: OneReader) -> None:
    with pytest.raises(UsageError, match="holds this very text as an article"):
        draft(small, str(small.parent / "news" / "a.txt"), reader)
    for path, why in (("nowhere.txt", "no such file"), (str(small), "this is a folder")):
        with pytest.raises(UsageError, match=why):
            draft(small, path, reader)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Acme met Jane Doe, Tom Roe said. The state had not been told of it at all.\n")
    (tmp_path / "draft.txt").write_text("Acme met Jane Doe. The state had been told of it, and of all that was said.\n")
    pipeline.read(tmp_path / "case", [str(tmp_path / "a.txt")], SmallReader())
    words = ["draft", str(tmp_path / "draft.txt"), "--case", str(tmp_path / "case")]
    assert main(words, SmallEngine()) == 0
    told = capsys.readouterr()
    assert "SINGLE ORIGIN\n   “Acme met Jane Doe”" in told.out
    assert "give it with --published" in told.err
    page = tmp_path / "draft.html"
    assert main([*words, "--output", str(page)], SmallEngine()) == 0
    assert capsys.readouterr().out == f"{page}\n"
    assert '<mark class="f-contact"><a href="#statement-1">Acme met Jane Doe</a></mark>' in page.read_text()
    assert main([*words, "--published", "2024-05-10", "--json"], SmallEngine()) == 0
    (row,) = json.loads(capsys.readouterr().out)
    (statement,) = row["statements"]
    assert (statement["mark"], statement["events"][0]["independent_origins"]) == ("single_origin", 1)
