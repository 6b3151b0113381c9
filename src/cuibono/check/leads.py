"""Leads: which records could settle what rests on one origin, or on unnamed sources.

Takes: subjects with their grades, the questions about them. Gives: leads.
Knows nothing of: what a case keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from cuibono.check.counting import bound, scopes
from cuibono.check.questions import Question, due
from cuibono.check.subject import Subject
from cuibono.model.records import Lead
from cuibono.registers import names
from cuibono.tables import table


def leads(subject: Subject, questions: Iterable[Question]) -> tuple[Lead, ...]:
    """The rows that could settle a subject whose grade asks for it, in the order of the questions; () for others.

    Where the publisher has no records for the time, there is no lead, nor to a register that is the case's own: all
    that there is of it is there already.
    """
    why = table("checks")["leads"].get(subject.grade)
    public = (question for question in questions if question.source.name in names())
    return tuple(_leads(subject, public, why)) if why else ()


def _leads(subject: Subject, questions: Iterable[Question], why: str) -> Iterator[Lead]:
    for question in _asked(subject, questions):
        if question.gap or not (question.rule.actor or question.rule.counterpart):
            continue  # what may hold anybody's dealings is no lead for these
        about, rule = question.source, question.rule
        where = f"{about.title} ({about.publisher}): {about.url}"
        part = f"{rule.row}, {question.scope.title}" if question.scope else rule.row
        yield Lead(
            event=subject.id, register=about.name, rule=rule.name, row=part, why=why, where=where, due=due(question)
        )


def _asked(subject: Subject, questions: Iterable[Question]) -> Iterator[Question]:
    """The questions about a subject; about one that counts, to each committee that it is about."""
    if not bound(subject):
        yield from questions
        return
    for question in questions:
        if question.rule.whole:
            yield from (replace(question, scope=scope) for scope in scopes(subject))
