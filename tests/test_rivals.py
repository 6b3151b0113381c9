"""Hypotheses from end to end: proposed, rated, shown, taken back; what was rated and is no longer there."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import cuibono
from cuibono import judgements, pipeline
from cuibono.cli import main
from cuibono.errors import UsageError
from cuibono.explore.claim_view import PartyName
from cuibono.explore.rivals import RivalsView, rivals_list, rivals_view
from cuibono.explore.rivals.wording import part_words, share_words, times_words
from cuibono.judgements import rivals as said
from cuibono.model import Judgement
from cuibono.pipeline import rivals
from cuibono.publish.report.rivals_page import rivals_page
from cuibono.settings import CaseFolder
from cuibono.weigh.rival import Ratio
from tests.web.deciding import first, made_in
from tools.parts import ROOT
from tools.showing import with_register

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
QUESTION = "Why did they meet?"
EXAMPLES = ROOT / "docs" / "examples"
OLD_LINE = (
    '{"id":"jdg-a","ruling":"same","subjects":["nam-a","nam-b"],"by":"Ann","when":"2024-11-05T12:00:00Z","why":"so",'
    '"before":""}'
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_in(tmp_path_factory.mktemp("small"))


@pytest.fixture
def case(small: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small, tmp_path / "case")


def propose(case: Path, says: str, *predicts: str, question: str = QUESTION) -> str:
    return rivals.propose(case, question, says, "Ann", "so", NOW, predicts=predicts).subjects[0]


def rate(case: Path, hypothesis: str, evidence: str, words: str, by: str = "Ann", prediction: str = "") -> Judgement:
    return rivals.rate(case, hypothesis, evidence, said.rating(words, prediction=prediction), by, "so", NOW)


def shown(case: Path) -> RivalsView:
    with cuibono.open(case) as view:
        return rivals_view(view, QUESTION)


def test_lines_of_other_decisions_are_as_they_were() -> None:
    assert msgspec.json.encode(msgspec.json.decode(OLD_LINE, type=Judgement)).decode() == OLD_LINE


def test_ratings_are_lines_of_the_chain_and_come_back_from_them(case: Path) -> None:
    made = rate(case, propose(case, "For the plant", "A plant"), first(case), "likelier", prediction="1")
    assert judgements.all(CaseFolder(case))[-1] == made
    assert made.rating == said.rating("likelier", prediction="A plant")
    lines = CaseFolder(case).path / judgements.lines.FILE
    lines.write_text(lines.read_text().replace('"high":"20"', '"high":"90"'))
    with pytest.raises(UsageError, match="line 2: this line has been changed"):
        judgements.all(CaseFolder(case))


def test_the_same_words_are_one_hypothesis_and_predictions_are_gathered(case: Path) -> None:
    one = propose(case, "For the plant", "A plant")
    assert propose(case, " for  the PLANT ", "A vote", question="why did they meet?") == one
    (row,) = shown(case).hypotheses
    assert [p.words for p in row.predicts] == ["A plant", "A vote"]
    assert len(row.proposed) == 2


def test_the_last_word_of_a_rater_stands_and_raters_are_covered(case: Path) -> None:
    one, event = propose(case, "For the plant"), first(case)
    for words, by in (("much likelier", "Ann"), ("likelier", "Ann"), ("a little less likely", "Bob")):
        rate(case, one, event, words, by)
    (cell,) = shown(case).hypotheses[0].cells
    assert cell.span == "1/3 to 20"
    assert [(r.by, r.words) for r in cell.ratings] == [
        ("Ann", "likelier (3 to 20 times)"),
        ("Bob", "a little less likely (1/3 to 1 times)"),
    ]


def test_taking_back_gives_back_what_was_and_undoing_that_too(case: Path) -> None:
    one, event = propose(case, "For the plant"), first(case)
    rate(case, one, event, "likelier")
    before = shown(case)
    made = rate(case, one, event, "less likely")
    undone = pipeline.note(case, "undo", [made.id], "Ann", "by mistake", NOW)
    assert shown(case) == before
    pipeline.note(case, "undo", [undone.id], "Ann", "after all", NOW)
    assert shown(case).hypotheses[0].cells[0].span == "1/20 to 1/3"


def test_nothing_waits_for_the_ledger_and_settling_keeps_what_is_there(case: Path) -> None:
    rate(case, propose(case, "For the plant"), first(case), "likelier")
    before = CaseFolder(case).ledger.read_bytes()
    with cuibono.open(case) as view:
        assert view.waiting_decisions() == ()
        words = [(one.words, one.overruled, one.waiting) for one in view.history()]
    assert words == [("rated likelier (3 to 20 times)", False, False), ("proposed a hypothesis", False, False)]
    pipeline.settle(case)
    assert CaseFolder(case).ledger.read_bytes() == before


def test_two_claims_of_one_event_are_one_column(case: Path) -> None:
    one = propose(case, "For the plant")
    rate(case, one, first(case, "a"), "likelier")
    rate(case, one, first(case, "b"), "likelier", "Bob")
    assert len(shown(case).evidence) == 1


def test_what_was_rated_and_is_no_longer_there_is_named(case: Path) -> None:
    rate(case, propose(case, "For the plant"), first(case, "c"), "likelier")
    pipeline.judge(case, "reject", [first(case, "c")], "Ann", "a joke", NOW)
    view = shown(case)
    assert view.evidence == ()
    assert [(m.sort, m.about) for m in view.missing] == [("gone", "A")]


def test_what_is_missing(case: Path) -> None:
    one = propose(case, "For the plant", "A plant", "A vote")
    propose(case, "By chance", "Nothing after it")
    rate(case, one, first(case), "likelier", prediction="A plant")
    told = [(m.sort, m.about, m.words) for m in shown(case).missing if m.sort in ("prediction", "unrated")]
    assert told == [
        ("prediction", "A", "A vote"),
        ("prediction", "B", "Nothing after it"),
        ("unrated", "[1]", "not rated against B"),
    ]


def test_the_ratings_speak_for_one_and_name_what_decides(case: Path) -> None:
    one, other = propose(case, "For the plant"), propose(case, "By chance")
    for name, words in (("a", "much likelier"), ("c", "as likely")):
        rate(case, one, first(case, name), words)
        rate(case, other, first(case, name), "as likely")
    view = shown(case)
    assert view.comparisons[0].side == "first"
    assert [part.evidence for part in view.comparisons[0].parts] == [(1,), (2,)]
    assert view.evidence[1].tells == "nothing: it is rated alike against each"
    assert [bool(left.changes) for left in view.decisive] == [True, False]
    told = {left.name: (left.gone, bool(left.changes)) for left in view.origins}
    assert told == {"Tom Roe": ((1,), True), "c.txt": ((2,), False)}


def test_the_head_of_a_column_says_who_dealt_with_whom(case: Path) -> None:
    rate(case, propose(case, "For the plant"), first(case), "likelier")
    view = shown(case)
    event = view.evidence[0].event
    assert head(view) == "1 Meeting Acme ↔ with Jane Doe no date given"
    several = tuple(PartyName(name, "pty-a") for name in ("Acme", "B" * 60, "Zeta", "Nord"))
    for changed, words in (
        (replace(event, actors=several), f"Acme, {'B' * 39}… and 2 more ↔"),
        (replace(event, actors=()), "not named ↔"),
        (replace(event, stance="denied"), "Jane Doe denied no date given"),
    ):
        shown_so = replace(view.evidence[0], event=changed)
        assert words in head(replace(view, evidence=(shown_so,)))


def head(view: RivalsView) -> str:
    """The words above the first column of evidence, on paper."""
    _, first_column = lxml.html.document_fromstring(rivals_page(view)).xpath("//table[@class='matrix']/thead//th")
    return " ".join(" ".join(first_column.itertext()).split()).replace(" ,", ",")


def test_findings_are_rated_by_what_the_records_said(demo_case: Path, tmp_path: Path) -> None:
    case = with_register(shutil.copytree(demo_case, tmp_path / "case"))
    with cuibono.open(case) as view:
        finding = next(one for one in view.findings() if one.verdict == "supports" and one.subject.startswith("evt-"))
        silent = next((one for one in view.findings() if one.verdict == "not_checkable"), None)
    one, other = propose(case, "For the plant"), propose(case, "By chance")
    for hypothesis, words in ((one, "likelier"), (other, "as likely")):
        rate(case, hypothesis, finding.subject, words)
    (ratable,) = [found.id for found in shown(case).ratable if finding.reason in found.words]
    before = shown(case).comparisons[0]
    for hypothesis, words in ((one, "likelier"), (other, "as likely")):
        rate(case, hypothesis, ratable, words)
    view_of = shown(case)
    assert [row.beside for row in view_of.evidence] == [(2,), (1,)]
    assert (view_of.comparisons[0].low, view_of.comparisons[0].high) == (before.low, before.high)
    assert any(left.id in finding.rows for left in view_of.origins)
    if silent:
        key = said.finding_id(
            f"clm-{silent.subject[4:]}", silent.subject[:3], silent.register, silent.rule, silent.verdict
        )
        with pytest.raises(UsageError, match="nothing can be rated by it"):
            rate(case, one, key, "likelier")


def test_what_a_register_does_not_show_rests_on_the_register_by_its_title(demo_case: Path, tmp_path: Path) -> None:
    case, register = shutil.copytree(demo_case, tmp_path / "case"), tmp_path / "inaugural.csv"
    rows = (EXAMPLES / register.name).read_text(encoding="utf-8").splitlines(keepends=True)
    register.write_text("".join(row for row in rows if "Cirravale" not in row), encoding="utf-8")
    mapping = str(EXAMPLES / "inaugural.mapping.toml")
    assert main(["registers", "map", str(register), "--confirm", mapping, "--case", str(case)]) == 0
    assert main(["registers", "add", "ellery_inaugural", str(register), "--case", str(case)]) == 0
    with cuibono.open(case) as view:
        (event,) = {one.subject for one in view.findings() if one.verdict == "absent_though_expected"}
    rate(case, one := propose(case, "For the plant"), event, "likelier")
    rate(case, one, shown(case).ratable[0].id, "likelier")
    assert [found.name for found in shown(case).evidence[1].origins] == ["Report of the Ellery inaugural fund"]


@pytest.mark.parametrize(
    ("hypothesis", "evidence", "words", "prediction", "complaint"),
    [
        ("hyp-aaaaaaaaaaaa", "", "likelier", "", "no such hypothesis"),
        ("", "evt-aaaaaaaaaaaa", "likelier", "", "no event of this case goes by it"),
        ("", "fnd-aaaaaaaaaaaa", "likelier", "", "no such finding"),
        ("", "", "surely", "", "Choose one of: much likelier"),
        ("", "", "", "", "or a lowest and a highest number"),
        ("", "", "likelier", "7", "has no such prediction. Give the number of one of these: 1: A plant"),
    ],
)
def test_what_cannot_be_rated_is_refused(
    case: Path, hypothesis: str, evidence: str, words: str, prediction: str, complaint: str
) -> None:
    one = propose(case, "For the plant", "A plant")
    with pytest.raises(UsageError) as refused:
        rate(case, hypothesis or one, evidence or first(case), words, prediction=prediction)
    assert complaint in str(refused.value)
    assert len(judgements.all(CaseFolder(case))) == 1


@pytest.mark.parametrize(
    ("low", "high"), [("0", "1"), ("-1", "1"), ("20", "3"), ("1", "151"), ("1", "nan"), ("1", "1e9")]
)
def test_numbers_that_no_rating_says_are_refused(low: str, high: str) -> None:
    with pytest.raises(UsageError):
        said.rating(low=low, high=high)


def test_the_command_line(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = ["--by", "Ann", "--why", "so", "--case", str(case)]
    assert main(["rivals", "list", "--case", str(case)]) == 0
    assert "No hypotheses." in capsys.readouterr().out
    assert main(["rivals", "propose", "--question", QUESTION, "--says", "For the plant", *own]) == 0
    hypothesis = said.hypothesis_id(QUESTION, "For the plant")
    assert main(["rivals", "rate", hypothesis, first(case), "--low", "1/2", "--high", "3", *own]) == 0
    capsys.readouterr()
    assert main(["rivals", "show", "they meet", "--case", str(case)]) == 0
    assert "A   1/2 to 3" in capsys.readouterr().out
    assert main(["rivals", "show", "they meet", "--json", "--case", str(case)]) == 0
    assert json.loads(capsys.readouterr().out)["hypotheses"][0]["id"] == hypothesis
    page = tmp_path / "page.html"
    assert main(["rivals", "show", "they meet", "--print", str(page), "--case", str(case)]) == 0
    assert page.read_text() == rivals_page(shown(case))
    assert main(["rivals", "candidates", "--case", str(case)]) == 0
    assert main(["rivals", "propose", "--says", "That", *own]) == 2
    assert main(["rivals", "show", "nothing", "--case", str(case)]) == 2
    assert main(["judge", "undo", judgements.all(CaseFolder(case))[0].id, *own]) == 0
    with cuibono.open(case) as view:
        assert rivals_list(view) == ()


def test_hypotheses_are_not_written_by_other_doors(case: Path) -> None:
    with pytest.raises(UsageError, match="with `cuibono rivals`"):
        pipeline.note(case, "rate", ["hyp-a", first(case)], "Ann", "so")


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (Ratio(3, 20), "3 to 20 times for A"),
        (Ratio(1 / 20, 1 / 3), "3 to 20 times for B"),
        (Ratio(1, 1), "the same for both"),
        (Ratio(1, 4.43), "up to 4.5 times for A, or nothing"),
        (Ratio(1 / 6.61, 2), "from 6.7 times for B to 2 times for A"),
        (Ratio(2.98, 5000), "2.9 to more than 1,000 times for A"),
        (Ratio(2000, 5000), "more than 1,000 times for A"),
    ],
)
def test_ratios_in_words(ratio: Ratio, words: str) -> None:
    assert part_words(ratio, "A", "B") == words


@given(st.floats(1, 900), st.floats(1, 900))
def test_rounding_never_narrows_a_range(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    numbers = [float(part) for part in times_words(low, high).removesuffix(" times").split(" to ")]
    assert numbers[0] <= low * (1 + 1e-6)
    assert numbers[-1] >= high * (1 - 1e-6)


def test_shares_in_words() -> None:
    told = [share_words(share) for share in ((1.0, 1.0), (0.5, 1.0), (0.0, 0.5), (0.25, 0.25))]
    assert told == ["in full", "from half to all of it", "from nothing to half", "25%"]
