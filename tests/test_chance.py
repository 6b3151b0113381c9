"""A plan from its file to the answer: what is stated first, what is refused, what is written down."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from cuibono import cli, pipeline, plans
from cuibono.errors import UsageError
from cuibono.explore import chance_view
from cuibono.model.chance import Entry
from cuibono.pipeline import registers, testing
from cuibono.publish import chance_listing
from cuibono.settings import TEMPLATE, CaseFolder
from tests.small_reader import SmallReader

OFFICE = "U.S. Trade Representative"
START = date(2017, 1, 23)
VISITS = (20, 60, 101, 149, 190, 233, 280, 321)
PLAN = f"""
name = "orders"
question = "Do orders follow visits?"
last = 7
shams = 3

[access]
title = "visits"
register = "us_visitors"
scopes = ["logfile of the {OFFICE}"]
covered = [{{ start = 2017-01-23, end = 2017-12-31 }}]

[acts]
title = "orders"
register = "federal_register"
sorts = ["executive_order"]
each = false

[[parties]]
name = "Acme"
words = ["Acme"]
"""


def day(at: int) -> date:
    return START + timedelta(days=at)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "cuibono.toml").write_text(TEMPLATE)
    with (tmp_path / "logs.csv").open("w", newline="") as file:
        table = csv.writer(file)
        for at in VISITS:
            # Two people of one company on one day are one visit.
            for who in ("Jane Roe", "Tom Roe"):
                table.writerow(["Logfile", OFFICE, f"{day(at):%m/%d/%y}", "", who, "ACME Corp.", "Trade", *[""] * 5])
            table.writerow(["Logfile", OFFICE, f"{day(at + 15):%m/%d/%y}", "", "Ann Poe", "Beta", "Trade", *[""] * 5])
    orders = [order(number, day(at + 3)) for number, at in enumerate(VISITS)]
    orders += [order(90, START), order(91, date(2017, 12, 31))]
    answer = {"count": len(orders), "description": "Orders", "results": orders}
    (tmp_path / "orders.json").write_text(json.dumps(answer))
    for name in ("logs.csv", "orders.json"):
        path = tmp_path / name
        registers.add(folder, registers.recognised(folder, path), path)
    (tmp_path / "plan.toml").write_text(PLAN)
    return folder


def order(number: int, signed: date) -> dict[str, object]:
    return {
        "document_number": f"2017-{number:05}", "title": "On trade", "type": "Presidential Document",
        "subtype": "Executive Order", "executive_order_number": 13800 + number, "signing_date": str(signed),
        "publication_date": str(signed + timedelta(days=3)), "html_url": "https://www.federalregister.gov/d/x",
    }  # fmt: skip


def stated(case: Path, text: str = PLAN) -> Entry:
    path = case.parent / "plan.toml"
    path.write_text(text)
    return testing.state(case, path, "Jane")


def test_a_plan_is_stated_and_run(case: Path) -> None:
    line = stated(case)
    testing.run(case, "orders", "Jane")
    view = chance_view.test(case, "orders")
    (pair,) = view.pairs
    assert view.hash == line.id
    assert pair.names == ("ACME Corp.",)
    assert pair.rate.startswith("8 of 9 orders follow within 1 to 7 days of one of 8 visits; 1.5 would by the calendar")
    assert (pair.figures.accesses, pair.figures.left_acts.outside) == (8, 1)
    assert pair.answer == "more"


def test_other_parties_of_the_register_stand_beside_it(case: Path) -> None:
    stated(case)
    line, _ = testing.run(case, "orders", "Jane")
    assert line.report
    before, others = line.report.pairs[0].controls
    assert (before.sort, others.sort, others.shams) == ("before", "sham", 1)
    assert others.p == 0.5


def test_the_same_plan_is_not_stated_twice(case: Path) -> None:
    assert stated(case) == stated(case)
    assert len(plans.all(CaseFolder(case))) == 1


def test_a_plan_that_was_changed_after_results_is_refused(case: Path) -> None:
    stated(case)
    testing.run(case, "orders", "Jane")
    stated(case, PLAN.replace("last = 7", "last = 9"))
    with pytest.raises(UsageError, match="after results of an earlier plan of this name had been seen"):
        testing.run(case, "orders", "Jane")
    assert len(plans.all(CaseFolder(case))) == 3
    testing.run(case, "orders", "Jane", exploratory=True)
    view = chance_view.test(case, "orders")
    assert len(view.exploratory) == 1
    assert "EXPLORATORY: the plan was stated after" in chance_listing.shown(view)
    assert view.pairs[0].answer_words == "exploratory, more often than by the calendar"


def test_another_name_does_not_hide_what_was_seen(case: Path) -> None:
    stated(case)
    testing.run(case, "orders", "Jane")
    stated(case, PLAN.replace('name = "orders"', 'name = "again"').replace('"visits"', '"calls"'))
    with pytest.raises(UsageError, match=r"under another name \(orders\)"):
        testing.run(case, "again", "Jane")


def test_a_plan_may_be_changed_before_anything_was_seen(case: Path) -> None:
    stated(case)
    stated(case, PLAN.replace("last = 7", "last = 9"))
    line, _ = testing.run(case, "orders", "Jane")
    assert line.report
    assert line.report.exploratory == ()


def test_pairs_of_earlier_runs_stay_counted(case: Path) -> None:
    stated(case)
    testing.run(case, "orders", "Jane")
    line, _ = testing.run(case, "orders", "Jane")
    assert line.report
    assert (line.report.tried, line.report.before) == (1, 1)


def test_a_line_that_was_changed_is_noticed(case: Path) -> None:
    stated(case)
    testing.run(case, "orders", "Jane")
    file = case / "tests.jsonl"
    file.write_text(file.read_text().replace('"last":7', '"last":9', 1))
    with pytest.raises(UsageError, match=r"tests\.jsonl, line 1: this line has been changed"):
        plans.all(CaseFolder(case))


def test_news_alone_is_no_basis(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Acme met Jane Doe on 5 March 2017, Tom Roe said. The state had not been told.\n")
    case = tmp_path / "case"
    pipeline.read(case, [str(tmp_path / "a.txt")], SmallReader())
    news = PLAN.replace('register = "us_visitors"', 'kinds = ["meeting"]')
    news = "\n".join(line for line in news.splitlines() if not line.startswith("scopes"))
    news = news.replace('register = "federal_register"\nsorts = ["executive_order"]', 'kinds = ["government_action"]')
    news = news.replace("each = false", "covered = [{ start = 2017-01-23, end = 2017-12-31 }]\neach = false")
    stated(case, news)
    told = "the stream “visits” is taken from news reports alone: stories are written because"
    with pytest.raises(UsageError, match=told):
        testing.run(case, "orders", "Jane")
    line, _ = testing.run(case, "orders", "Jane", exploratory=True)
    assert line.report
    assert line.report.pairs[0].answer == "too_few"
    assert len(line.report.exploratory) == 2


def test_a_party_that_no_row_names_is_told(case: Path) -> None:
    stated(case, PLAN.replace('words = ["Acme"]', 'words = ["Nobody"]'))
    line, (problem,) = testing.run(case, "orders", "Jane")
    assert problem.code == "no_name"
    assert line.report
    assert line.report.pairs[0].answer == "too_few"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("last = 7", "last = 7\nlasst = 8", "lasst"),
        ("last = 7", "last = -1", "the window runs from"),
        ('register = "federal_register"', "", "neither a register nor kinds"),
        ("last = 7", "last = 7\nalpha = 2", "alpha"),
        ("[[parties]]", '[[controls]]\nsort = "sham"\ntitle = "x"\n\n[[parties]]', "control x: it is cancelled or unr"),
    ],
)
def test_a_plan_that_does_not_hold_together(case: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        stated(case, PLAN.replace(old, new))


def test_the_command(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = str(case.parent / "plan.toml")
    assert cli.main(["test", "plan", plan, "--case", str(case), "--by", "Jane"]) == 0
    assert "not run yet" in capsys.readouterr().out
    assert cli.main(["test", "run", "orders", "--case", str(case), "--by", "Jane"]) == 0
    assert "8 of 9 orders follow within 1 to 7 days of one of 8 visits" in " ".join(capsys.readouterr().out.split())
    assert cli.main(["test", "show", "orders", "--json", "--case", str(case)]) == 0
    assert json.loads(capsys.readouterr().out)["pairs"][0]["figures"]["rate"]["hits"] == 8
    assert cli.main(["test", "list", "--case", str(case)]) == 0
    assert "orders: Do orders follow visits?" in capsys.readouterr().out
    assert cli.main(["test", "run", "nothing", "--case", str(case)]) == 2
