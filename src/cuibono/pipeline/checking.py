"""Checking: every event and claim against the public records that the case keeps.

Takes: a ledger whose documents have been compared, the case's records.
Gives: findings and leads in the ledger, with the rows that findings rest on.
Knows nothing of: how rows are kept, what a verdict rests on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing

import msgspec
from msgspec.structs import replace

from cuibono import check, records, weigh
from cuibono.check import Answer, Question, Subject
from cuibono.ledger.checked import Checked
from cuibono.ledger.write import Writer
from cuibono.model import Event, Stance
from cuibono.model.records import Finding, Lead, Record, Stored
from cuibono.pipeline.matching import Matching
from cuibono.pipeline.parts import hashed
from cuibono.pipeline.relating import taken_in
from cuibono.pipeline.subjects import Told
from cuibono.registers import shelf
from cuibono.resolve import recorded
from cuibono.resolve.recorded import Holder
from cuibono.settings import CaseFolder


def check_records(ledger: Writer, case: CaseFolder) -> None:
    """Check everything in the ledger, unless that has been done with all that decides what comes of it."""
    fingerprint = decides(ledger.stages().get("relate", ""), case)
    if ledger.stages().get("check") != fingerprint:
        ledger.uncheck()
        with closing(ledger.look()) as look:
            told = Told(look, look, taken_in(look))
            found = together(answered(told.subjects(), case, told.holders), told.events, case)
        ledger.check(found, fingerprint)
    ledger.digest(_stances(ledger))


def decides(related: str, case: CaseFolder) -> str:
    """The fingerprint of all that decides what checking gives; `related` is that of the stage before."""
    told = (related, kept_records(case), hashed("check", "records", "registers", "resolve", "tables", "pipeline"))
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def _stances(ledger: Writer) -> dict[str, Stance]:
    """The stances that people gave to claims, by the claims' ids."""
    with closing(ledger.look()) as look:
        ruled = taken_in(look)
    return {c.subjects[0]: c.values.stance for c in ruled.claims if c.values and c.values.stance is not msgspec.UNSET}


def kept_records(case: CaseFolder) -> list[tuple[str, list[tuple[str, str]]]]:
    """The files of rows that a case keeps: for each register their sha256 and slots, as they came."""
    return [(name, [(kept.sha256, kept.slot) for kept in shelf.kept(case, name)]) for name in shelf.registers(case)]


Answered = tuple[tuple[Lead, ...], tuple[tuple[Finding, tuple[Stored, ...]], ...]]
"""Of one subject the leads, and each finding with the rows that it speaks of."""


def answered(
    subjects: Iterable[Subject], case: CaseFolder, holders: Mapping[str, tuple[Holder, ...]]
) -> Iterator[Answered]:
    """What the records of a case say of each subject; each is asked for itself, so that any part may be asked alone."""
    matching = Matching(case, holders)
    for subject in subjects:
        questions = check.questions(subject, matching.sources)
        found = () if matching.is_empty else tuple(_of_subject(subject, questions, matching))
        yield tuple(check.leads(subject, questions)), found


def together(answers: Iterable[Answered], events: Iterable[Event], case: CaseFolder) -> Checked:
    """The answers about all subjects, in their order, as the ledger takes them."""
    leads: list[Lead] = []
    findings: list[Finding] = []
    rows: dict[tuple[str, int], Stored] = {}
    for told, found in answers:
        leads += told
        for finding, used in found:
            findings.append(finding)
            rows |= {(one.id, one.record.part): one for one in used}
    return Checked(
        tuple(findings),
        _open(leads, findings),
        tuple(rows.values()),
        tuple(_recorded(events, findings)),
        records.problems(case),
    )


def _open(leads: Iterable[Lead], findings: Iterable[Finding]) -> tuple[Lead, ...]:
    """The leads that the case's own records have not followed up: no register has settled the event already."""
    settled = {f.subject for f in findings if f.verdict in ("supports", "contradicts")}
    return tuple(lead for lead in leads if lead.event not in settled)


def _recorded(events: Iterable[Event], findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """The events that a record shows, each with the sentence."""
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        about.setdefault(finding.subject, []).append(finding)
    for event in events:
        sentence = weigh.recorded(event.kind, about.get(event.id, ()))
        if sentence:
            yield event.id, sentence


def _of_subject(
    subject: Subject, questions: Iterable[Question], matching: Matching
) -> Iterator[tuple[Finding, tuple[Stored, ...]]]:
    """Each finding about a subject with the rows that it speaks of."""
    limit = check.bound(subject)
    if limit:
        yield from _counted(questions, limit, matching)
        return
    answers = [(question, matching.answer(question)) for question in questions]
    twins = _twins(answer for _, answer in answers)
    for question, answer in answers:
        found = check.finding(question, answer)
        if not (question.rule.actor or question.rule.counterpart or answer.rows) and found.verdict == "not_checkable":
            continue  # a register that may hold anybody's dealings says nothing by holding none
        pairs = tuple((row, other.id) for row in found.rows for other in twins.get(row, ()))
        others = [other for row in found.rows for other in twins.get(row, ())]
        yield replace(found, twins=pairs), (*(row.stored for row in answer.rows), *others)


def _counted(
    questions: Iterable[Question], limit: check.Bound, matching: Matching
) -> Iterator[tuple[Finding, tuple[Stored, ...]]]:
    for question in questions:
        if not question.rule.whole:
            continue
        for scope in check.scopes(question.subject):
            asked = replace(question, scope=scope, since=scope.since, until=scope.until)
            answer = matching.whole(asked)
            found = check.counting(asked, limit, answer)
            used = set(found.rows)
            yield found, tuple(row.stored for row in answer.rows if row.stored.id in used)


def _twins(answers: Iterable[Answer]) -> dict[str, list[Stored]]:
    """For each row the rows of other registers that show the same donation."""
    rows = [row.stored for answer in answers for row in answer.counted]
    found: dict[str, list[Stored]] = {}
    for gift in check.gifts(rows, same_giver):
        for one in gift.rows:
            others = [other for other in gift.rows if other.id != one.id]
            if others:
                found[one.id] = others
    return found


def same_giver(first: Record, second: Record) -> bool:
    """Whether the givers of two rows of different registers go by one name, legal forms aside."""
    if not first.actor or not second.actor:
        return False
    kinds = [record.actor_kind or "organisation" for record in (first, second)]
    names = recorded.forms(first.actor)
    return recorded.recorded(names, kinds[0], second.actor, kinds[1]) is not None
