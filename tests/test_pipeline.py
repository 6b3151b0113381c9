from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cuibono import explore, judgements, pipeline, reconcile, registers, resolve
from cuibono.collect.archive import Entry
from cuibono.errors import LedgerError, UsageError
from cuibono.explore.event_view import event_view, event_views
from cuibono.ledger.look import Look
from cuibono.ledger.related import TABLES
from cuibono.ledger.write import Writer, dump
from cuibono.model import Document, Judgement, Naming, Problem, Reading, Ruling, Tenure, event_id, naming_id
from cuibono.pipeline import Outcome, relating
from cuibono.pipeline.reading import Read
from cuibono.pipeline.writing import Batch
from cuibono.publish import event_listing
from cuibono.settings import CaseFolder
from tests.small_reader import SmallReader

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
ENGLISH = "The company said on Monday that it would build a plant in the state and that it had been asked to.\n"
FRENCH = (
    "La ministre a déclaré lundi que le gouvernement ne céderait pas et que la taxe serait appliquée cette année.\n"
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (
        ("a", "Acme met Jane Doe, Tom Roe said."),
        ("b", "Zeta met Ann Lee."),
        ("c", "Kilo met Max Low."),
    ):
        (folder / f"{name}.txt").write_text(f"{text} {ENGLISH}")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "case"


def run(case: Path, *paths: Path | str, reader: SmallReader | None = None, metadata: Path | None = None) -> Outcome:
    return pipeline.read(case, [str(p) for p in paths], reader or SmallReader(), metadata=metadata, now=NOW)


def rows(case: Path) -> dict[str, list[tuple[object, ...]]]:
    return dump(case / "ledger.sqlite")


def lines(problems: tuple[Problem, ...]) -> list[tuple[str, str | None, str]]:
    """Problems without the one that every undated text has."""
    return [(p.code, p.file, p.severity) for p in problems if p.code != "no_date"]


def test_articles_in_claims_out(case: Path, news: Path) -> None:
    outcome = run(case, news)
    assert (outcome.read, outcome.unchanged, outcome.claims, outcome.skipped) == (3, 0, 3, False)
    with explore.open(case) as view:
        first, *_ = view.claims()
        text = view.document("a.txt").text
        assert text[first.span.start : first.span.end] == first.quote == "Acme met Jane Doe, Tom Roe said"
        assert first.id.startswith("clm-")
        assert [s.name for s in first.attribution] == ["Tom Roe"]
    assert (case / "cuibono.toml").read_text().startswith("# Settings of this case")


def test_only_what_changed_is_read_again(case: Path, news: Path) -> None:
    run(case, news)
    (news / "b.txt").write_text(f"Beta met Ann Lee. {ENGLISH}")
    reader = SmallReader()
    outcome = run(case, news, reader=reader)
    assert reader.seen == ["b.txt"]
    assert (outcome.read, outcome.unchanged) == (1, 2)
    with explore.open(case) as view:
        assert [c.actors[0].name for c in view.claims()] == ["Acme", "Beta", "Kilo"]
    assert len(list((case / "originals").iterdir())) == 4, "the earlier text is kept"


def test_a_newer_reader_reads_everything_again(case: Path, news: Path) -> None:
    run(case, news)
    reader = SmallReader("small 2")
    assert run(case, reader=reader).read == 3
    assert run(case, reader=SmallReader("small 2")).read == 0


def test_a_setting_that_matters_reads_everything_again(case: Path, news: Path) -> None:
    run(case, news)
    (case / "cuibono.toml").write_text("[collect]\nlongest = 10\n")
    outcome = run(case, news)
    assert {code for code, _, _ in lines(outcome.problems)} == {"too_long"}
    assert rows(case)["claims"] == []


def test_settings_that_do_not_hold_together(case: Path, news: Path) -> None:
    run(case, news)
    (case / "cuibono.toml").write_text("[reader]\nthreats = 2\n")
    with pytest.raises(UsageError, match="threats"):
        run(case, news)


def test_metadata_is_kept_and_a_change_reads_again(case: Path, news: Path, tmp_path: Path) -> None:
    table = tmp_path / "published.csv"
    table.write_text("file,published,publisher\na.txt,2024-11-01,Harbour News\nb.txt,,\nc.txt,2024,\n")
    run(case, news, metadata=table)
    assert run(case, news).read == 0, "what was given before still holds"
    table.write_text("file,published\na.txt,2024-11-02\n")
    reader = SmallReader()
    run(case, metadata=table, reader=reader)
    assert reader.seen == ["a.txt"], "a table alone brings metadata up to date"
    with explore.open(case) as view:
        document = view.document("a.txt")
        assert document.published
        assert str(document.published.earliest) == "2024-11-02"


def test_every_bad_input_has_one_line_and_the_rest_is_read(case: Path, news: Path, tmp_path: Path) -> None:
    table = tmp_path / "published.csv"
    table.write_text("file,published\na.txt,2031-01-01\nabsent.txt,2024-11-01\nfrench.txt,2024-11-01\n")
    (news / "empty.txt").write_text("")
    (news / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (news / "cut.txt").write_bytes((ENGLISH + "five €").encode()[:-1])
    (news / "old.txt").write_bytes(f"Müller met Zoë Lee. {ENGLISH}".encode("cp1252"))
    (news / "french.txt").write_text(FRENCH)
    (news / "line.txt").write_text("word and more of the same " * 200_000)
    (news / "twin.txt").write_bytes((news / "b.txt").read_bytes())
    missing = str(tmp_path / "nowhere.txt")
    outcome = run(case, news, missing, metadata=table)
    assert sorted(lines(outcome.problems)) == [
        ("binary", "picture.png", "skipped"),
        ("duplicate", "twin.txt", "skipped"),
        ("empty", "empty.txt", "skipped"),
        ("encoding", "old.txt", "note"),
        ("future_date", "a.txt", "note"),
        ("language", "french.txt", "skipped"),
        ("metadata_without_file", "absent.txt", "skipped"),
        ("missing", missing, "skipped"),
        ("too_long", "line.txt", "skipped"),
        ("truncated", "cut.txt", "note"),
    ]
    assert {p.file for p in outcome.problems if p.code == "no_date"} >= {"b.txt", "c.txt", "old.txt"}
    assert outcome.skipped
    with explore.open(case) as view:
        assert [c.actors[0].name for c in view.claims()] == ["Acme", "Zeta", "Kilo", "Müller"]
        assert view.document("line.txt").text.startswith("word and")
        assert set(view.problems()) == set(outcome.problems)
    again = run(case, news, missing, metadata=table)
    assert (again.read, set(again.problems)) == (0, set(outcome.problems))


def test_a_problem_goes_when_its_cause_goes(case: Path, news: Path) -> None:
    (news / "a.txt").write_text("")
    assert [p.code for p in run(case, news).problems if p.file == "a.txt"] == ["empty"]
    (news / "a.txt").write_text(f"3 May 2021\n\nAcme met Jane Doe. {ENGLISH}")
    assert [p.code for p in run(case, news).problems if p.file == "a.txt"] == ["no_date"]
    with explore.open(case) as view:
        assert "empty" not in {p.code for p in view.problems()}


def test_only_problems_of_what_was_asked_for_are_told(case: Path, news: Path, tmp_path: Path) -> None:
    run(case, tmp_path / "nowhere.txt")
    assert not run(case, news).skipped


def test_two_files_of_one_name_are_two_documents(case: Path, tmp_path: Path) -> None:
    for folder, name in (("x", "Acme"), ("y", "Beta")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"{name} met Jane Doe. {ENGLISH}")
    paths = (tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt")
    run(case, *paths)
    assert run(case, *paths).read == 0
    with explore.open(case) as view:
        assert [d.file for d in view.documents()] == ["a.txt", "y/a.txt"]


def test_files_that_change_places(case: Path, news: Path) -> None:
    run(case, news)
    a, b = (news / "a.txt").read_text(), (news / "b.txt").read_text()
    (news / "a.txt").write_text(b)
    (news / "b.txt").write_text(a)
    run(case, news)
    with explore.open(case) as view:
        assert [(d.file, d.text[:4]) for d in view.documents()] == [
            ("a.txt", "Zeta"),
            ("b.txt", "Acme"),
            ("c.txt", "Kilo"),
        ]
    before = rows(case)
    pipeline.rebuild(case, SmallReader())
    assert rows(case) == before


def test_standard_input(case: Path) -> None:
    text = f"Acme met Jane Doe. {ENGLISH}".encode()
    pipeline.read(case, ["-"], SmallReader(), stdin=lambda: text, now=NOW)
    with explore.open(case) as view:
        assert view.documents()[0].file.startswith("stdin-")


def test_a_text_the_reader_cannot_bear_is_kept_told_and_tried_again(case: Path, news: Path) -> None:
    (news / "b.txt").write_text(f"UNBEARABLE. {ENGLISH}")
    outcome = run(case, news)
    (problem,) = [p for p in outcome.problems if p.code == "not_read"]
    assert (problem.file, outcome.claims, outcome.skipped) == ("b.txt", 2, True)
    assert "RuntimeError: this text is too much" in problem.message
    reader = SmallReader()
    run(case, reader=reader)
    assert reader.seen == ["b.txt"]


def test_a_false_quote_is_refused_and_told(case: Path, news: Path) -> None:
    class Inventive(SmallReader):
        def read(self, document):  # type: ignore[no-untyped-def]
            reading = super().read(document)
            import msgspec

            false = tuple(msgspec.structs.replace(c, quote="Acme bribed Jane Doe") for c in reading.claims)
            return msgspec.structs.replace(reading, claims=false)

    outcome = run(case, news, reader=Inventive())
    assert [p.code for p in outcome.problems if p.severity == "skipped"] == ["not_read"] * 3
    assert rows(case)["claims"] == []


def test_rebuilding_gives_the_same_ledger(case: Path, news: Path, tmp_path: Path) -> None:
    (news / "french.txt").write_text(FRENCH)
    run(case, news, tmp_path / "nowhere.txt")
    (news / "b.txt").write_text(f"Beta met Ann Lee. {ENGLISH}")
    run(case, news)
    before = rows(case)
    pipeline.rebuild(case, SmallReader())
    assert rows(case) == before
    (case / "ledger.sqlite").write_bytes(b"spoilt")
    with pytest.raises(UsageError, match="rebuild"):
        run(case, news)
    pipeline.rebuild(case, SmallReader())
    assert rows(case) == before
    (case / "ledger.sqlite").unlink()
    run(case)
    assert rows(case) == before


def test_the_same_input_gives_the_same_ledger(news: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run(tmp_path / name, news)
    assert rows(tmp_path / "one") == rows(tmp_path / "two")


def test_a_ledger_of_another_version_is_made_anew(case: Path, news: Path) -> None:
    run(case, news)
    before = rows(case)
    connection = sqlite3.connect(case / "ledger.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert run(case, news).read == 3
    assert rows(case) == before


def test_a_lost_original_is_named(case: Path, news: Path) -> None:
    run(case, news)
    lost = next((case / "originals").iterdir())
    lost.unlink()
    with pytest.raises(UsageError, match=lost.name):
        pipeline.rebuild(case, SmallReader())
    assert len(Look(case / "ledger.sqlite").documents()) == 3, "the old ledger stands"


SLOWLY = """
import sys, time
from pathlib import Path
from cuibono import pipeline
from tests.small_reader import SmallReader

class Slow(SmallReader):
    def read(self, document):
        reading = super().read(document)
        print(document.file, flush=True)
        time.sleep(0.15)
        return reading

getattr(pipeline, sys.argv[1])(Path(sys.argv[2]), *([[sys.argv[3]]] if sys.argv[3:] else []), Slow())
"""


def killed(after: int, *arguments: str) -> None:
    """Run a command that takes its time, and kill it when it has begun on that many documents."""
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", SLOWLY, *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=environment) as process:
        assert process.stdout
        for _ in range(after):
            assert process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_killed_read_goes_on_where_it_was(case: Path, news: Path, tmp_path: Path) -> None:
    for n in range(9):
        (news / f"more-{n}.txt").write_text(f"Acme met Number{n}. {ENGLISH * 600}")
    killed(5, "read", str(case), str(news))
    done = [d.file for d in Look(case / "ledger.sqlite").documents()]
    assert 4 <= len(done) < 12
    with explore.open(case) as view:
        assert set(view.status().waiting) == {p.name for p in news.iterdir()} - set(done)
        for claim in view.claims():
            text = view.document(claim.document).text
            assert text[claim.span.start : claim.span.end] == claim.quote
    reader = SmallReader()
    outcome = run(case, news, reader=reader)
    assert (outcome.unchanged, len(reader.seen)) == (len(done), 12 - len(done))
    assert not set(reader.seen) & set(done)
    whole = tmp_path / "whole"
    run(whole, news)
    assert {t: len(r) for t, r in rows(case).items()} == {t: len(r) for t, r in rows(whole).items()}
    assert [r[:8] for r in rows(case)["claims"]] == [r[:8] for r in rows(whole)["claims"]]
    assert related(case) == related(whole)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_killed_rebuild_leaves_the_old_ledger(case: Path, news: Path) -> None:
    run(case, news)
    before = rows(case)
    killed(2, "rebuild", str(case))
    assert rows(case) == before
    pipeline.rebuild(case, SmallReader())
    assert rows(case) == before
    assert not list(case.glob("*.new*"))


def test_reading_is_quick_to_see_that_nothing_changed(case: Path, news: Path) -> None:
    for n in range(300):
        (news / f"n{n}.txt").write_text(f"Acme met Number{n}. {ENGLISH}")
    run(case, news)
    begun = time.monotonic()
    assert run(case, news).read == 0
    assert time.monotonic() - begun < 3.0


def related(case: Path) -> dict[str, list[tuple[object, ...]]]:
    held = rows(case)
    return {table: held[table] for table in TABLES}


def look(case: Path) -> Look:
    return Look(case / "ledger.sqlite")


def judge(case: Path, ruling: Ruling, *subjects: str) -> Judgement:
    return pipeline.judge(case, ruling, subjects, "Ann", "so says the register", NOW)


def watched(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[tuple[Any, ...]]:
    """What a stage is given from now on, call by call."""
    stage, calls = getattr(module, name), list[tuple[Any, ...]]()

    def watch(*given: Any, **more: Any) -> Any:
        calls.append(given)
        return stage(*given, **more)

    monkeypatch.setattr(module, name, watch)
    return calls


def test_parties_and_events_are_found_when_all_is_read(case: Path, news: Path) -> None:
    (news / "d.txt").write_text(f"Acme met Max Low. {ENGLISH}")
    run(case, news)
    view = look(case)
    assert view.is_related()
    claims = view.claims()
    assert set(view.event_of_claim()) == {claim.id for claim in claims}
    a, d = (view.documents(file=file)[0].id for file in ("a.txt", "d.txt"))
    party = view.party_of(a, "Acme", "person")
    assert party
    assert party == view.party_of(d, "Acme", "person")
    assert party.namings == tuple(sorted(naming_id(document, "Acme", "person") for document in (a, d)))


def test_the_order_in_which_articles_come_does_not_show(news: Path, tmp_path: Path) -> None:
    (news / "french.txt").write_text(FRENCH)
    files = sorted(news.iterdir())
    run(tmp_path / "one", *files)
    for file in reversed(files):
        run(tmp_path / "two", file)
    assert related(tmp_path / "one") == related(tmp_path / "two")
    assert look(tmp_path / "one").counts()["events"] > 0


def test_documents_are_compared_again_only_when_something_has_changed(
    case: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = watched(monkeypatch, reconcile, "relations")
    run(case, news)
    run(case, news)
    assert len(times) == 1
    (news / "d.txt").write_text(f"Acme met Max Low. {ENGLISH}")
    run(case, news)
    assert len(times) == 2
    monkeypatch.setattr(relating, "hashed", lambda *_: "another program")
    run(case, news)
    assert len(times) == 3


def test_what_is_not_read_is_not_compared(case: Path, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (news / "french.txt").write_text(FRENCH)
    given = watched(monkeypatch, reconcile, "relations")
    run(case, news)
    assert sorted(d.file for d in given[0][0]) == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("error", "told"),
    [(LedgerError("a span is false"), "a span is false"), (ValueError("odd"), "ValueError: odd")],
)
def test_when_comparing_fails_it_is_told_and_tried_again(
    case: Path, news: Path, error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_more: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(reconcile, "relations", fail)
        outcome = run(case, news)
        assert outcome.skipped
        assert (outcome.read, outcome.claims) == (3, 3)
        (problem,) = [p for p in outcome.problems if p.code == "not_related"]
        assert told in problem.message
        assert not look(case).is_related()
        assert not look(case).events()
    assert not run(case, news).skipped
    assert look(case).is_related()
    before = related(case)
    (news / "d.txt").write_text(f"Acme met Max Low. {ENGLISH}")
    with monkeypatch.context() as broken:
        broken.setattr(reconcile, "relations", fail)
        run(case, news)
    assert related(case) == before, "what was found before stands until there is something better"
    assert not look(case).is_related()


class StoppedReader(SmallReader):
    """Reads until somebody presses Ctrl-C."""

    def read(self, document: Document) -> Reading:
        if document.file.endswith("c.txt"):
            raise KeyboardInterrupt
        return super().read(document)


def test_what_was_read_before_a_run_is_stopped_is_kept(case: Path, news: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(case, news, reader=StoppedReader())
    assert [Path(document.file).name for document in look(case).documents()] == ["a.txt", "b.txt"]
    assert (run(case, news).read, len(look(case).documents())) == (1, 3)


def test_articles_are_written_together_and_a_long_one_at_once(tmp_path: Path) -> None:
    lengths, written = [20_000, 20_000, 20_000, 60_000, 10], []
    with Writer(tmp_path / "ledger.sqlite") as ledger:
        batch = Batch(ledger)
        for number, length in enumerate(lengths, 1):
            entry = Entry(f"{number}.txt", "2024-11-05T12:00:00Z", f"{number}")
            batch.put(number, entry, Read(Document(f"doc-{number}", f"{number}.txt", "a" * length, f"{number}")), "f")
            written.append(len(Look(tmp_path / "ledger.sqlite").documents()))
        batch.write()
    assert written == [0, 0, 3, 4, 4]
    assert len(Look(tmp_path / "ledger.sqlite").documents()) == 5


@pytest.mark.parametrize("by_party", [True, False])
def test_merging_splitting_and_merging_again_gives_the_same_ledger(case: Path, news: Path, by_party: bool) -> None:
    run(case, news)
    pipeline.rebuild(case, SmallReader())
    view = look(case)
    acme, zeta = (view.parties(name=name)[0] for name in ("Acme", "Zeta"))
    subjects = (acme.id, zeta.id) if by_party else (acme.namings[0], zeta.namings[0])
    states = []
    for ruling in ("same", "different", "same"):
        judge(case, ruling, *subjects)
        parties = {look(case).party(key) for key in subjects} if by_party else None
        assert parties is None or ruling != "different" or len(parties) == 2
        at_once = rows(case)
        pipeline.rebuild(case, SmallReader())
        assert rows(case) == at_once
        states.append((at_once, (case / "ledger.sqlite").read_bytes()))
    assert states[0] == states[2]
    assert states[0][0] != states[1][0]


def test_rebuilding_gives_the_same_bytes(case: Path, news: Path, tmp_path: Path) -> None:
    run(case, news)
    (news / "b.txt").write_text(f"Beta met Ann Lee. {ENGLISH}")
    run(case, news, tmp_path / "nowhere.txt")
    ledger = case / "ledger.sqlite"
    found = set()
    for _ in range(3):
        pipeline.rebuild(case, SmallReader())
        found.add(ledger.read_bytes())
        run(case, news)
    ledger.unlink()
    pipeline.rebuild(case, SmallReader())
    found.add(ledger.read_bytes())
    assert len(found) == 1


def test_undoing_gives_back_the_ledger_before(case: Path, news: Path) -> None:
    run(case, news)
    before = rows(case)
    first, second, *_ = look(case).claims()
    made = judge(case, "same", first.id, event_id(second.id))
    assert made.subjects == (first.id, second.id)
    assert rows(case) != before
    judge(case, "undo", made.id)
    assert rows(case) == before
    with pytest.raises(UsageError, match="not been undone"):
        judge(case, "undo", made.id)


def test_judgements_reach_the_stages_without_who_and_when(
    case: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [watched(monkeypatch, resolve, "parties"), watched(monkeypatch, reconcile, "relations")]
    run(case, news)
    first, second, *_ = look(case).claims()
    judge(case, "same", second.id, first.id)
    pair = (min(first.id, second.id), max(first.id, second.id))
    assert [calls[-1][-1] for calls in given] == [(Judgement("", "same", pair, "", "", "", ""),)] * 2


def test_claims_put_together_and_set_apart_by_people(case: Path, news: Path) -> None:
    for name in ("d", "e"):
        (news / f"{name}.txt").write_text(f"Acme met Jane Doe. {ENGLISH} {name}\n")
    run(case, news)
    view = look(case)
    by_file = {d.file: view.claims(document=d.id)[0].id for d in view.documents()}
    judge(case, "same", by_file["b.txt"], by_file["c.txt"])
    held = look(case).event_of_claim()
    assert held[by_file["b.txt"]] == held[by_file["c.txt"]]
    judge(case, "different", by_file["d.txt"], by_file["e.txt"])
    held = look(case).event_of_claim()
    assert held[by_file["d.txt"]] != held[by_file["e.txt"]]
    kept = look(case).event(event_id(by_file["c.txt"]))
    assert kept
    assert kept.id == held[by_file["b.txt"]], "a former id leads to it"


def test_where_a_person_is_unsure_claims_stay_apart_and_the_events_say_so(case: Path, news: Path) -> None:
    for name in ("d", "e"):
        (news / f"{name}.txt").write_text(f"Acme met Jane Doe. {ENGLISH} {name}\n")
    run(case, news)
    pipeline.rebuild(case, SmallReader())
    before, unjudged = rows(case), (case / "ledger.sqlite").read_bytes()
    view = look(case)
    first, second = (view.claims(document=d.id)[0].id for d in view.documents() if d.file in ("d.txt", "e.txt"))
    assert view.event_of_claim()[first] == view.event_of_claim()[second]
    made = judge(case, "unsure", first, second)
    held = look(case).event_of_claim()
    assert held[first] != held[second]
    with explore.open(case) as open_case:
        views = [event_view(open_case.contents(), open_case.event(held[claim])) for claim in (first, second)]
    assert [(v.decisions[0].by, v.decisions[0].when, v.decisions[0].why) for v in views] == [
        (made.by, "5 Nov 2024", made.why)
    ] * 2
    assert views[0].decisions[0].events == (held[second],)
    assert f"{made.by}, 5 Nov 2024: unsure whether it is one dealing" in event_listing.reasons(views[0])
    judge(case, "undo", made.id)
    assert rows(case) == before
    pipeline.rebuild(case, SmallReader())
    assert (case / "ledger.sqlite").read_bytes() == unjudged
    with explore.open(case) as open_case:
        assert not any(event.decisions for event in event_views(open_case.contents()))


@pytest.mark.parametrize(
    ("ruling", "subjects", "complaint"),
    [
        ("same", ("nam-none", "nam-none2"), "nam-none: this case has nothing with this id"),
        ("same", ("doc-1", "doc-2"), "doc-1: this case has nothing with this id"),
        ("same", ("evt-none", "CLAIM"), "evt-none: this case has nothing"),
        ("same", ("CLAIM",), "two or more ids"),
        ("same", ("CLAIM", "CLAIM"), "two or more ids"),
        ("different", ("CLAIM", "PARTY"), "all of parties or namings"),
        ("undo", ("jdg-none",), "one judgement that has not been undone"),
        ("undo", (), "one judgement"),
    ],
)
def test_a_decision_that_cannot_be_understood_is_not_written(
    case: Path, news: Path, ruling: Ruling, subjects: tuple[str, ...], complaint: str
) -> None:
    run(case, news)
    view = look(case)
    real = {"CLAIM": view.claims()[0].id, "PARTY": view.parties()[0].id}
    with pytest.raises(UsageError, match=complaint):
        judge(case, ruling, *(real.get(subject, subject) for subject in subjects))
    assert judgements.all(CaseFolder(case)) == ()


def test_who_judges_says_so_and_why(case: Path, news: Path) -> None:
    with pytest.raises(UsageError, match="no ledger here"):
        judge(case, "same", "nam-a", "nam-b")
    assert not case.exists()
    run(case, news)
    first, second, *_ = (party.id for party in look(case).parties())
    for by, why in (("", "so"), ("Ann", " ")):
        with pytest.raises(UsageError, match="who made it and why"):
            pipeline.judge(case, "same", (first, second), by, why, NOW)


def test_a_judgement_about_what_is_gone_is_told_and_left_aside(case: Path, news: Path) -> None:
    run(case, news)
    first, second, *_ = look(case).claims()
    judge(case, "same", first.id, second.id)
    (news / "b.txt").write_text(f"Beta met Ann Lee. {ENGLISH}")
    run(case, news)
    (problem,) = [p for p in look(case).problems() if p.code == "judgement_lost"]
    assert problem.message.startswith(f"{second.id}: ")
    assert problem.severity == "note"


def test_a_judgement_that_goes_against_later_ones_is_told_by_what_it_says_alone(case: Path, news: Path) -> None:
    run(case, news)
    a, b, c = (claim.id for claim in look(case).claims())
    made = [judge(case, "same", a, b), judge(case, "same", b, c), judge(case, "different", a, c)]
    (problem,) = [p for p in look(case).problems() if p.code == "judgement_overruled"]
    assert problem.message.startswith(" and ".join(sorted((a, b))))
    everything = repr(rows(case))
    assert not any(part in everything for judgement in made for part in (judgement.id, judgement.why))


def test_rows_of_public_lists_are_weighed_and_only_those_that_are_somebody_here_are_parties(
    case: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(case, news)
    alone = look(case).parties()
    jane, otto = (
        Naming(naming_id(row, name, "person"), row, name, "person", (), (Tenure("governor", "Ohio"),))
        for row, name in (("people:1", "Jane Doe"), ("people:2", "Otto Nobody"))
    )
    monkeypatch.setattr(registers, "known", lambda _case, wanted: tuple(row for row in (jane, otto) if wanted(row)))
    monkeypatch.setattr(relating, "kept_lists", lambda _case: [("people", ["ab"])])
    run(case, news)
    view = look(case)
    assert view.parties() == alone
    assert view.naming(jane.id) == jane, "it was weighed"
    assert view.naming(otto.id) is None
    (ann,) = view.parties("Ann Lee")
    made = judge(case, "same", otto.id, ann.id)
    assert set(made.subjects) == {otto.id, *ann.namings}
    joined = look(case).party_of("people:2", "Otto Nobody", "person")
    assert joined
    assert joined == look(case).party(ann.id), "a former id leads to it"
    assert joined.tenures == otto.tenures
