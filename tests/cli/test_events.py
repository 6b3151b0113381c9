from __future__ import annotations

import json
from pathlib import Path

import pytest

from cuibono.cli import main
from cuibono.registers import names
from tests.small_reader import SmallEngine

HEAD = "Harbour opens\n\n{outlet}, {day} May 2021\n\n"
STORY = {
    "a.txt": HEAD.format(outlet="Harbour News", day=3) + "Acme met Jane Doe, Tom Roe said. The state was not told.\n",
    "b.txt": HEAD.format(outlet="The Post", day=4) + "It was late. Acme met Ann Lee on the pier. It was not told of.\n",
}


class Told:
    """What a command printed, and its exit status."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *words: str | Path) -> None:
        self.status = main([str(word) for word in words], SmallEngine())
        self.out, self.err = capsys.readouterr()

    @property
    def rows(self) -> list[dict[str, str]]:
        return [json.loads(row) for row in self.out.splitlines()]


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "news").mkdir()
    for file, text in STORY.items():
        (tmp_path / "news" / file).write_text(text)
    assert Told(capsys, "read", tmp_path / "news", "--case", tmp_path / "case").status == 0
    return tmp_path / "case"


def test_events(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "events", "--case", case)
    assert (told.status, told.err) == (0, "")
    assert told.out.count("Meeting · ") == 2
    assert told.out.count("1 report, ") == 2
    assert Told(capsys, "events", case).out == told.out
    assert Told(capsys, "events", case, "--party", "ann").out.count("Meeting · ") == 1
    assert Told(capsys, "events", case, "--kind", "gift").out == "No events.\n"
    assert "no such grade. The grades are: recorded" in Told(capsys, "events", case, "--grade", "good").err
    assert "no such kind of dealing" in Told(capsys, "events", case, "--kind", "wedding").err
    rows = json.loads(Told(capsys, "events", case, "--json").out)
    assert [row["documents"] for row in rows] == [["a.txt"], ["b.txt"]]


def test_every_claim_names_its_event(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events = Told(capsys, "export", case, "events").rows
    claims = Told(capsys, "export", case, "claims").rows
    assert {claim["event"] for claim in claims} == {event["id"] for event in events}
    assert f"in a.txt, event {claims[0]['event']}" in Told(capsys, "show", case).out
    assert Told(capsys, "export", case, "edges", "--format", "csv").out.startswith("from,to,kind,span_start,")


def test_origins(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = Told(capsys, "export", case, "events").rows
    told = Told(capsys, "origins", first["id"], "--case", case)
    assert told.status == 0
    assert "Harbour News, 3 May 2021" in told.out
    assert Told(capsys, "origins", first["id"][:9], "--case", case).out == told.out
    assert json.loads(Told(capsys, "origins", first["id"], "--case", case, "--json").out)["id"] == first["id"]
    missing = Told(capsys, "origins", "evt-zzz", "--case", case)
    assert (missing.status, "no such event" in missing.err) == (2, True)
    nobody = Told(capsys, "origins", second["id"], "--without", "nobody", "--case", case)
    assert (nobody.status, "no origin of" in nobody.err) == (2, True)


def test_without_an_origin(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (event, *_) = json.loads(Told(capsys, "events", case, "--party", "ann", "--json").out)
    (origin,) = event["origins"]
    told = Told(capsys, "origins", event["id"], "--without", origin["id"], "--case", case)
    assert f"WITHOUT {origin['name']}" in told.out
    assert "without it: no report" in told.out


def test_explain_an_event(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (event, *_) = Told(capsys, "export", case, "events").rows
    told = Told(capsys, "explain", event["id"], "--case", case)
    assert event["claims"][0] in told.out
    assert "“Acme met Jane Doe" in told.out


def test_parties(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "parties", "--case", case)
    assert "Ann Lee (person)  pty-" in told.out
    assert "1 document: b.txt" in told.out
    single = Told(capsys, "parties", "ann lee", "--case", case)
    assert "NAMED\n  “Ann Lee” in b.txt nam-" in single.out
    key = single.out.partition("pty-")[2][:12]
    assert Told(capsys, "parties", f"pty-{key}", "--case", case).out == single.out
    assert Told(capsys, "parties", "nobody", "--case", case).out == "No parties.\n"
    assert json.loads(Told(capsys, "parties", "ann lee", "--json", "--case", case).out)[0]["name"] == "Ann Lee"


def test_judging(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (claim["id"] for claim in Told(capsys, "export", case, "claims").rows)
    assert Told(capsys, "judge", "list", "--case", case).out == "No judgements.\n"
    made = Told(capsys, "judge", "same", first, second, "--why", "one dinner", "--by", "Jane Roe", "--case", case)
    assert made.status == 0
    assert "Jane Roe: same" in made.out
    assert len(Told(capsys, "export", case, "events").rows) == 1
    assert Told(capsys, "judge", "list", "--case", case).out == made.out
    key = made.out.split()[0]
    assert Told(capsys, "judge", "undo", key, "--why", "two dinners", "--case", case).status == 0
    assert len(Told(capsys, "export", case, "events").rows) == 2
    assert "say --why" in Told(capsys, "judge", "same", first, second, "--case", case).err


def test_judging_single_claims(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (claim["id"] for claim in Told(capsys, "export", case, "claims").rows)
    by = ("--by", "Jane Roe", "--case", case)
    made = Told(capsys, "judge", "reject", first, "--why", "a joke", *by)
    assert "Jane Roe: reject" in made.out
    shown = Told(capsys, "show", case).out
    assert "rejected by Jane Roe" in shown.partition("REJECTED  1 claim")[2]
    assert first not in {claim["id"] for claim in Told(capsys, "export", case, "claims").rows}
    values = ("--kind", "gift", "--actors", "Ann Lee; Nile Fund (group)", "--topic", "none")
    told = Told(capsys, "judge", "correct", second, *values, "--why", "as printed", *by)
    assert "    who acts: Ann Lee, Nile Fund, read as " in told.out
    assert "    topic: not stated" in told.out
    assert "[corrected by Jane Roe" in Told(capsys, "show", case, "--kind", "gift").out
    event = Told(capsys, "export", case, "events").rows[0]["id"]
    assert "[corrected by Jane Roe" in Told(capsys, "origins", event, "--case", case).out
    assert "corrected by Jane Roe" in Told(capsys, "explain", second, "--case", case).out
    assert "was rejected by Jane Roe" in Told(capsys, "check", first, "--case", case).err
    assert Told(capsys, "judge", "list", "--case", case).out == made.out + told.out
    assert Told(capsys, "judge", "undo", made.out.split()[0], "--why", "no joke", *by).status == 0
    assert "    undone by Jane Roe" in Told(capsys, "judge", "list", "--case", case).out
    wrong = Told(capsys, "judge", "correct", second, "--amount", "a lot", "--why", "so", *by)
    assert (wrong.status, "Write it as USD 1000000" in wrong.err) == (2, True)


def test_registers(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = Told(capsys, "registers", "list", "--case", case)
    assert "sec_companies: " in listed.out
    assert listed.out.count("not kept in this case") == len(names())
    (case.parent / "list.json").write_text('{"0": {"cik_str": 7, "ticker": "ACME", "title": "ACME INC"}}')
    told = Told(capsys, "registers", "add", "sec_companies", case.parent / "list.json", "--case", case)
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("1 row of sec_companies kept;")
    assert "list.json: 1 row, retrieved " in Told(capsys, "registers", "list", "--case", case).out
    assert Told(capsys, "registers", "add", "sec_companies", "--case", case).status == 2
    assert "it cannot be read" in Told(capsys, "registers", "add", "sec_companies", "gone", "--case", case).err


def test_status_counts_events_and_origins(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "status", case)
    assert "\n2 events, " in told.out
    assert json.loads(Told(capsys, "status", case, "--json").out)["events"] == 2
