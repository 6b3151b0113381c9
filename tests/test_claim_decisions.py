"""What people decide about single claims, and what follows from it."""

from __future__ import annotations

import csv
import io
import multiprocessing
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono import explore, judgements, pipeline
from cuibono.collect import archive
from cuibono.errors import UsageError
from cuibono.judgements import correction
from cuibono.ledger import write
from cuibono.ledger.look import Look
from cuibono.ledger.write import dump
from cuibono.model import Correction, Document, Judgement, Mention, Ruling, Span
from cuibono.pipeline import deciding, relating
from cuibono.publish import claims as contract
from cuibono.publish import report
from cuibono.settings import CaseFolder
from tests.small_reader import SmallReader

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
WHEN = "2024-11-05T12:00:00Z"
ENGLISH = "The company said on Monday that it would build a plant in the state and that it had been asked to.\n"
OLD_LINE = (
    '{"id":"jdg-oldoldoldold","ruling":"same","subjects":["nam-a","nam-b"],"by":"Ann","when":"2024-11-05T12:00:00Z",'
    '"why":"seen in the register","before":""}'
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    news.mkdir()
    for name, text in (("a", "Acme met Jane Doe, Tom Roe said."), ("b", "Acme met Jane Doe."), ("c", "Kilo met Ann.")):
        (news / f"{name}.txt").write_text(f"{text} {ENGLISH} {name}\n")
    pipeline.read(tmp_path / "case", [str(news)], SmallReader(), now=NOW)
    pipeline.rebuild(tmp_path / "case", SmallReader())
    return tmp_path / "case"


def look(case: Path) -> Look:
    return Look(CaseFolder(case).ledger)


def rows(case: Path) -> dict[str, list[tuple[object, ...]]]:
    return dump(CaseFolder(case).ledger)


def of(case: Path, file: str) -> str:
    return look(case).claims(document=file)[0].id


def judge(case: Path, ruling: Ruling, *subjects: str, values: Mapping[str, object] | None = None) -> Judgement:
    return pipeline.judge(case, ruling, subjects, "Ann", "the text says so", NOW, values=values)


def note(case: Path, ruling: Ruling, *subjects: str, values: Mapping[str, object] | None = None) -> Judgement:
    return pipeline.note(case, ruling, subjects, "Ann", "the text says so", NOW, values=values)


def waiting(case: Path) -> list[str]:
    with explore.open(case) as view:
        return [judgement.ruling for judgement in view.waiting_decisions()]


def test_lines_without_values_are_as_they_were_before_there_were_any() -> None:
    old = msgspec.json.decode(OLD_LINE, type=Judgement)
    assert msgspec.json.encode(old).decode() == OLD_LINE


def test_a_correction_comes_back_from_its_line(tmp_path: Path) -> None:
    values = correction({"kind": "gift", "actors": ["Ann (person)"], "amount": "USD 5", "place": None})
    made = judgements.append(CaseFolder(tmp_path), "correct", ("clm-a",), "Ann", "so", WHEN, values)
    assert judgements.all(CaseFolder(tmp_path)) == (made,)
    assert made.values == Correction(kind="gift", actors=("Ann (person)",), amount="USD 5", place=None)
    line = (tmp_path / "judgements.jsonl").read_text()
    assert '"values":{"kind":"gift","actors":["Ann (person)"],"amount":"USD 5","place":null}' in line


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({}, "Give one or more of: kind, actors"),
        ({"colour": "red"}, "colour: a claim has no such field to correct. The fields are: kind"),
        ({"kind": "wedding"}, "kind 'wedding': there is no such kind of dealing. Choose one of: meeting"),
        ({"kind": None}, "Choose one of: meeting"),
        ({"stance": "sure"}, "Choose one of: asserted"),
        ({"actors": "Acme"}, "actors 'Acme': give a list of names"),
        ({"actors": ["Acme", " "]}, "actors ' ': give words"),
        ({"amount": "a lot"}, "this is not an amount. Write it as USD 1000000"),
        ({"amount": "USD 5..3"}, "this is not an amount"),
        ({"date": "5 May"}, "Write it as 2024-11-05"),
        ({"date": "2024-02-31"}, "this is not a date"),
        ({"date": "../.."}, "names no day at all"),
        ({"place": ""}, "to say that the passage states none, give null"),
    ],
)
def test_what_a_claim_cannot_say_is_refused_with_what_it_can(values: dict[str, object], complaint: str) -> None:
    with pytest.raises(UsageError) as refused:
        correction(values)
    assert complaint in str(refused.value)


def test_values_are_written_in_one_way() -> None:
    given = {"date": "2024-11-01/2024-11-30", "amount": "USD 5.00..", "topic": " the \n tax ", "actors": None}
    assert correction(given) == Correction(date="2024-11", amount="USD 5.00..", topic="the tax", actors=())
    assert correction(correction(given)) == correction(given)


single = st.tuples(st.sampled_from(["accept", "reject", "correct"]), st.sampled_from(["clm-a", "clm-b", "clm-c"]))


@given(st.lists(single, max_size=8))
def test_the_last_word_on_a_claim_stands(made: list[tuple[Ruling, str]]) -> None:
    said = [Judgement(f"jdg-{n}", ruling, (claim,), "Ann", WHEN, "", "") for n, (ruling, claim) in enumerate(made)]
    last = {claim: ruling for ruling, claim in made}
    found = judgements.decided(said)
    assert {(j.subjects[0], j.ruling) for j in found.claims} == {i for i in last.items() if i[1] != "accept"}
    assert found.pairs == ()
    assert {(c, j.ruling) for j in judgements.in_effect(said) for c in j.subjects} == set(last.items())
    for end in range(len(said) + 1):
        taken = judgements.known(judgements.written(judgements.decided(said[:end])))
        assert (judgements.waiting(said, taken) == ()) == (taken == found)
        ruled = {j.subjects[0]: j.ruling for j in taken.claims}
        by = judgements.goes_by(said, taken)
        assert {claim: j.ruling for claim, j in by.items() if claim in ruled} == ruled


def test_what_waits_are_the_last_words_on_what_the_ledger_holds_otherwise() -> None:
    def said(number: int, ruling: Ruling, *subjects: str) -> Judgement:
        return Judgement(f"jdg-{number}", ruling, subjects, "Ann", WHEN, "", "")

    first = [said(1, "reject", "clm-a", "clm-b"), said(2, "same", "clm-c", "clm-d"), said(3, "accept", "clm-e")]
    taken = judgements.decided(first)
    more = [
        said(4, "accept", "clm-c"),
        said(5, "accept", "clm-a"),
        said(6, "reject", "clm-a"),
        said(7, "undo", "jdg-2"),
    ]
    assert [j.id for j in judgements.waiting([*first, *more], taken)] == ["jdg-7"]
    assert [j.id for j in judgements.waiting([*first, *more[:2]], taken)] == ["jdg-5"]
    undone = [*first, said(8, "undo", "jdg-1")]
    assert [j.id for j in judgements.waiting(undone, taken)] == ["jdg-8"]
    assert judgements.goes_by(undone, taken)["clm-a"].id == "jdg-1", "the ledger does so until it has been settled"
    assert judgements.waiting([*undone, said(9, "undo", "jdg-8")], taken) == ()


def test_a_rejected_claim_takes_no_part_and_undoing_gives_back_the_ledger(case: Path) -> None:
    before = (rows(case), CaseFolder(case).ledger.read_bytes())
    a, b = of(case, "a.txt"), of(case, "b.txt")
    assert look(case).event_of_claim()[a] == look(case).event_of_claim()[b]
    made = judge(case, "reject", a)
    event = look(case).event(look(case).event_of_claim()[b])
    assert event
    assert (event.claims, [t.claim for t in event.tellings]) == ((b,), [b])
    assert a not in look(case).event_of_claim()
    assert a in {claim.id for claim in look(case).claims()}, "it was read so"
    rejected = rows(case)
    pipeline.rebuild(case, SmallReader())
    assert rows(case) == rejected
    undone = judge(case, "undo", made.id)
    assert rows(case) == before[0]
    judge(case, "undo", undone.id)
    assert rows(case) == rejected
    judge(case, "accept", a)
    pipeline.rebuild(case, SmallReader())
    assert (rows(case), CaseFolder(case).ledger.read_bytes()) == before


def test_words_of_a_rejected_passage_are_not_found_again_as_a_telling(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Acme met Jane Doe in the old harbour on 3 May 2024. {ENGLISH}")
    more = "Zeta met Tom Roe in the new harbour. "
    (tmp_path / "b.txt").write_text((tmp_path / "b.txt").read_text() + more)
    case = tmp_path / "case"
    pipeline.read(case, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], SmallReader(), now=NOW)
    a, b = of(case, "a.txt"), of(case, "b.txt")
    judge(case, "reject", b)
    found = look(case).event(look(case).event_of_claim()[a])
    assert found
    text = look(case).documents(file="b.txt")[0].id
    assert [t for t in found.tellings if t.document == text] == []


def test_a_corrected_claim_takes_part_with_what_it_should_say(case: Path) -> None:
    before = rows(case)
    a = of(case, "a.txt")
    values = {"kind": "donation", "actors": ["jane doe"], "counterparts": ["Nile Fund (organisation)"]}
    made = judge(case, "correct", a, values={**values, "amount": "USD 5000", "date": "2024-05", "place": "Ohio"})
    assert made.values
    assert (made.values.actors, made.values.counterparts) == (("Jane Doe (person)",), ("Nile Fund (organisation)",))
    event = look(case).event(look(case).event_of_claim()[a])
    assert event
    assert (event.kind, event.claims, event.place) == ("donation", (a,), "Ohio")
    assert event.amount
    assert (event.amount.show(), event.period and event.period.edtf) == ("USD 5000", "2024-05")
    names = [look(case).party(key) for key in (*event.actors, *event.counterparts)]
    assert [party and party.name for party in names] == ["Jane Doe", "Nile Fund"]
    corrected = rows(case)
    pipeline.rebuild(case, SmallReader())
    assert rows(case) == corrected
    judge(case, "undo", made.id)
    assert rows(case) == before


def test_names_of_a_corrected_claim_stand_where_the_document_has_them() -> None:
    document = Document("doc-a", "a.txt", "Kilo met Ann. Then Zeta came. Acme met Jane Doe. Zeta left.", "00")
    claim = msgspec.structs.replace(SmallReader().read(document).claims[1], id="clm-a")
    starts = [found.start() for found in re.finditer("Zeta", document.text)]
    zeta = [Mention(Span(start, start + 4), "Zeta", "person") for start in starts]
    values = correction({"actors": ["Zeta (person)", "Nobody (group)"]})
    ruled = judgements.decided([Judgement("j", "correct", ("clm-a",), "", "", "", "", values)])
    (found,) = judgements.applied([claim], ruled, lambda _: zeta).claims
    assert found.actors == (zeta[1], Mention(claim.span, "Nobody", "group"))
    assert (found.counterparts, found.quote, found.span) == (claim.counterparts, claim.quote, claim.span)


@pytest.mark.parametrize(
    ("ruling", "subjects", "values", "complaint"),
    [
        ("reject", (), None, "the ids of one or more claims"),
        ("accept", ("clm-none",), None, "clm-none: to accept, give ids of claims"),
        ("reject", ("EVENT",), None, "give ids of claims of this case"),
        ("correct", ("CLAIM", "OTHER"), {"kind": "gift"}, "the id of one claim"),
        ("correct", ("CLAIM",), None, "Give one or more of"),
        ("correct", ("CLAIM",), {"actors": ["Nobody Known"]}, "“Nobody Known (organisation)”"),
        ("reject", ("CLAIM",), {"kind": "gift"}, "only `correct` says what"),
        ("praise", ("CLAIM",), None, "nobody can decide so"),
    ],
)
def test_a_decision_on_claims_that_cannot_be_understood_is_not_written(
    case: Path, ruling: Ruling, subjects: tuple[str, ...], values: dict[str, object] | None, complaint: str
) -> None:
    claim = of(case, "a.txt")
    real = {"CLAIM": claim, "OTHER": of(case, "b.txt"), "EVENT": claim.replace("clm-", "evt-")}
    with pytest.raises(UsageError) as refused:
        note(case, ruling, *(real.get(subject, subject) for subject in subjects), values=values)
    assert complaint in str(refused.value)
    assert judgements.all(CaseFolder(case)) == ()


def test_a_decision_is_noted_at_once_and_taken_in_later(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(case)
    a, b = of(case, "a.txt"), of(case, "b.txt")
    with archive.locked(CaseFolder(case)):  # another program compares documents for minutes
        note(case, "accept", b)
        assert waiting(case) == [], "from an acceptance nothing follows"
        note(case, "reject", a)
        note(case, "reject", b)
    assert rows(case) == before
    assert waiting(case) == ["reject", "reject"]
    pipeline.settle(case)
    assert (waiting(case), look(case).event_of_claim().get(a)) == ([], None)
    monkeypatch.setattr(relating, "related", lambda *_: pytest.fail("there is nothing to do"))
    pipeline.settle(case)


def test_who_looks_while_a_decision_is_taken_in_sees_the_ledger_whole(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, digest, seen = rows(case), write.Writer.digest, list[object]()

    def watched(ledger: write.Writer, corrected: Any) -> None:
        seen.append(rows(case))
        digest(ledger, corrected)

    note(case, "reject", of(case, "a.txt"))
    monkeypatch.setattr(write.Writer, "digest", watched)
    pipeline.settle(case)
    assert seen == [before]
    assert rows(case) != before


def test_a_decision_that_cannot_be_taken_in_changes_nothing(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(case)
    note(case, "reject", of(case, "a.txt"))
    with monkeypatch.context() as broken:
        broken.setattr(deciding, "check_records", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            pipeline.settle(case)
    assert rows(case) == before
    pipeline.settle(case)
    assert waiting(case) == []


def test_rejected_claims_have_not_been_lost(case: Path) -> None:
    a, b = of(case, "a.txt"), of(case, "b.txt")
    judge(case, "same", a, b)
    judge(case, "reject", a)
    assert [p.code for p in look(case).problems() if p.code.startswith("judgement")] == []


def test_settling_can_be_left_to_another_process(case: Path) -> None:
    claim = of(case, "a.txt")
    note(case, "reject", claim)
    with explore.open(case) as view, multiprocessing.get_context("spawn").Pool(1) as pool:
        assert claim in {c.id for c in view.claims()}
        pool.apply(pipeline.settle, (case,))
        assert claim not in {c.id for c in view.claims()}
        assert claim not in view.event_of_claim()


def test_what_is_decided_while_documents_are_compared_waits(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, compare = of(case, "a.txt"), of(case, "b.txt"), relating.related

    def slowly(*given: Any) -> Any:
        note(case, "reject", b)
        return compare(*given)

    note(case, "reject", a)
    with monkeypatch.context() as slow:
        slow.setattr(relating, "related", slowly)
        pipeline.settle(case)
    with explore.open(case) as view:
        assert [j.subjects for j in view.waiting_decisions()] == [(b,)]
        assert {c.id for c in view.claims()} == set(view.event_of_claim())
    pipeline.settle(case)
    assert (waiting(case), b in look(case).event_of_claim()) == ([], False)


def test_judging_waits_for_nobody_and_then_writes_nothing(case: Path) -> None:
    claim = of(case, "a.txt")
    with archive.locked(CaseFolder(case)), pytest.raises(UsageError, match="another program is changing this case"):
        judge(case, "reject", claim)
    assert judgements.all(CaseFolder(case)) == ()


def _write(case: Path, by: str) -> None:
    for n in range(40):
        judgements.append(CaseFolder(case), "accept", (f"clm-{n}",), by, "so", WHEN)


def test_two_who_write_at_once_wait_for_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(tmp_path, by)) for by in ("Ann", "Bob")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(j.by for j in judgements.all(CaseFolder(tmp_path))) == ["Ann"] * 40 + ["Bob"] * 40


def test_a_case_shows_what_its_ledger_has_taken_in(case: Path) -> None:
    a, b = of(case, "a.txt"), of(case, "b.txt")
    rejected = note(case, "reject", a)
    note(case, "correct", b, values={"kind": "gift", "actors": ["Nile Fund (organisation)"]})
    with explore.open(case) as view:
        assert [j.ruling for j in view.waiting_decisions()] == ["reject", "correct"]
        assert [c.kind for c in view.claims()] == ["meeting"] * 3
        assert (view.marks(), view.contents().rejected) == ({}, {})
    pipeline.settle(case)
    with explore.open(case) as view:
        assert view.waiting_decisions() == ()
        assert [c.kind for c in view.claims()] == ["gift", "meeting"]
        assert [c.id for c in view.claims(rejected=True)] == [a]
        assert [c.id for c in view.claims(kind="gift")] == [c.id for c in view.claims(party="nile")] == [b]
        assert b not in {c.id for c in (*view.claims(kind="meeting"), *view.claims(party="acme"))}
        assert (view.claim(b).kind, view.as_read(b).kind, view.claim(a).id) == ("gift", "meeting", a)
        mark = view.marks()[b]
        assert mark.line == (
            "corrected by Ann, 5 Nov 2024: the text says so (kind: Gift, read as Meeting; "
            "who acts: Nile Fund, read as Acme)"
        )
        held = view.contents()
        assert (set(held.rejected), held.marks[a].judgement) == ({a}, rejected.id)
        assert a not in held.claims
        assert not [event for event in held.events if a in event.claims]


def test_rows_of_claims_say_who_decided_and_what_was_read(case: Path) -> None:
    a, b = of(case, "a.txt"), of(case, "b.txt")
    judge(case, "reject", a)
    judge(case, "correct", b, values={"kind": "gift", "amount": "USD 5"})
    with explore.open(case) as view:
        first, second = contract.rows(view.documents(), view.claims(), view.event_of_claim(), view.marks())
    assert (first["id"], first["type"], first["amount"]["value"]) == (b, "gift", 5)
    assert first["decision"] == {
        "ruling": "correct",
        "by": "Ann",
        "when": WHEN,
        "why": "the text says so",
        "read": {"type": "meeting", "amount": None},
    }
    assert second["decision"] is None
    flat = list(csv.DictReader(io.StringIO(contract.table([first, second]))))
    assert [row["decision_by"] for row in flat] == ["Ann", ""]


def test_the_history_says_who_decided_what(case: Path) -> None:
    a, b = of(case, "a.txt"), of(case, "b.txt")
    rejected = judge(case, "reject", a)
    judge(case, "undo", rejected.id)
    names = [party.namings[0] for party in look(case).parties()[:2]]
    judge(case, "different", *names)
    judge(case, "same", *names)
    note(case, "correct", b, values={"place": "Ohio"})
    with explore.open(case) as view:
        correct, same, different, undo, reject = view.history()
    assert (correct.waiting, correct.words, correct.changes[0].now) == (True, "corrected", "Ohio")
    assert correct.subjects[0].words == "Meeting: Acme → Jane Doe"
    assert (correct.subjects[0].quote, correct.subjects[0].file) == ("Acme met Jane Doe", "b.txt")
    assert (same.words, same.overruled, different.overruled) == ("one party", False, True)
    assert "(person), a.txt" in same.subjects[0].words
    assert undo.subjects[0].words.startswith("what Ann decided on 5 Nov 2024: rejected")
    assert reject.undone
    assert (reject.undone.judgement, reject.overruled, reject.waiting) == (undo.id, False, False)


def test_the_report_shows_rejected_claims_apart_and_marks_the_others(case: Path, tmp_path: Path) -> None:
    a, b = of(case, "a.txt"), of(case, "b.txt")
    judge(case, "reject", a)
    judge(case, "correct", b, values={"topic": "<b>tax</b>"})
    with explore.open(case) as view:
        page = report.write(view, tmp_path / "report.html").read_text()
    apart = page.partition('<section id="rejected"')[2].partition("</section>")[0]
    assert f'id="{a}"' in apart
    assert "rejected by Ann, 5 Nov 2024: the text says so" in apart
    assert "topic: &lt;b&gt;tax&lt;/b&gt;, read as not stated" in page
