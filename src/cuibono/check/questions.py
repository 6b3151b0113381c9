"""Which registers are asked about a subject, by which rule, for which days.

Takes: a subject, what registers say that their rows show.
Gives: questions. Knows nothing of: what a case keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from cuibono.check.classes import happened_at, has, in_court, known, of_class
from cuibono.check.scopes import Inauguration, inauguration
from cuibono.check.subject import Side, Subject
from cuibono.registers import source
from cuibono.registers.sources import Gap, Shows, Source, names
from cuibono.tables import table

_INAUGURAL = "us_inaugural_committee"


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of one register, asked about one subject.

    `asked` are the sides whose rows are looked for, `others` those of the class that the register is about. `scope` is
    the inauguration in question, where the rule is about one. Rows count that touch `since` to `until`.
    """

    subject: Subject
    source: Source
    rule: Shows
    asked: tuple[Side, ...]
    others: tuple[Side, ...]
    scope: Inauguration | None = None
    since: date | None = None
    until: date | None = None

    @property
    def gap(self) -> Gap | None:
        """The time without records into which all of the subject falls."""
        if self.subject.period is None:
            return None
        earliest, latest = self.subject.period.earliest, self.subject.period.latest
        if earliest is None or latest is None:
            return None
        within = (g for g in self.source.gaps if g.start <= earliest and (g.end is None or latest <= g.end))
        return next(within, None)


def questions(subject: Subject, registers: Iterable[Source] | None = None) -> tuple[Question, ...]:
    """Every rule of every register (or of those given) that can be asked about a subject, in order."""
    chosen = (source(name) for name in names()) if registers is None else registers
    found = ([_question(subject, about, rule) for rule in about.shows] for about in chosen)
    return tuple(question for of_one in found for question in _closest([one for one in of_one if one]))


def _closest(found: list[Question]) -> list[Question]:
    """Of the rules of one register those that fit best: by who acts, and by the narrower class of the other side."""
    fitting = [one for one in found if _asks_about(one)]
    asked = {one.rule.counterpart for one in fitting}
    narrow = [one for one in fitting if not asked.intersection(_parts(one.rule.counterpart))]
    return narrow or found[:1]


def _parts(name: str) -> tuple[str, ...]:
    return known(name).classes if name else ()


def _asks_about(question: Question) -> bool:
    kinds = question.rule.actors
    return not kinds or not question.asked or any(side.kind in kinds for side in question.asked)


def _question(subject: Subject, about: Source, rule: Shows) -> Question | None:
    if rule.kind != subject.kind or (rule.words and not any(has(subject.quote, word) for word in rule.words)):
        return None
    sides = _sides(subject, rule)
    if sides is None:
        return None
    asked, others = sides
    scope = inauguration(subject) if rule.counterpart == _INAUGURAL else None
    since, until = (scope.since, scope.until) if scope else window(subject)
    return Question(
        subject=subject, source=about, rule=rule, asked=asked, others=others, scope=scope, since=since, until=until
    )


def _sides(subject: Subject, rule: Shows) -> tuple[tuple[Side, ...], tuple[Side, ...]] | None:
    """Whose rows to look for, and the sides of the rule's class; None where the rule is not about such a subject."""
    if subject.kind == "meeting":  # who met whom is told either way
        others = of_class(rule.counterpart, subject)
        asked = tuple(side for side in subject.sides if side not in others)
        at_home = happened_at(rule.counterpart, subject)
        if not rule.counterpart or not (others or (at_home and asked)):
            return None
        return None if rule.only_there and subject.place and not at_home else (asked, others)
    others = of_class(rule.counterpart, subject, subject.counterparts)
    asked = of_class(rule.actor, subject, subject.actors)
    if subject.kind == "legal_action":
        asked, others = (tuple(in_court(side, subject) for side in sides) for sides in (asked, others))
    if (rule.counterpart and not others) or (rule.actor and not asked):
        return None
    return asked, others


def window(subject: Subject) -> tuple[date | None, date | None]:
    """The days that rows may touch: the subject's and some around; without a day, those before it was told."""
    checks = table("checks")
    if subject.period:
        slack = timedelta(days=checks["slack_days"])
        earliest, latest = subject.period.earliest, subject.period.latest
        return earliest and earliest - slack, latest and latest + slack
    if subject.told is None:
        return None, None
    before, after = timedelta(days=checks["undated_before"]), timedelta(days=checks["undated_after"])
    return subject.told[0] - before, subject.told[1] + after


def due(question: Question) -> date | None:
    """The day by which a row has to be there; None where the rule names none or the subject has no day."""
    rule = question.rule.due
    period = question.subject.period
    if rule and rule.after == "inauguration":
        return question.scope.day + timedelta(days=rule.days) if question.scope else None
    day = period.latest if period else None
    if rule is None or day is None:
        return None
    months = {"event": 0, "month": 1, "quarter": 3, "half_year": 6}[rule.after]
    return (_end(day, months) if months else day) + timedelta(days=rule.days)


def _end(day: date, months: int) -> date:
    """The last day of the month, quarter or half-year that a day lies in."""
    last = (day.month - 1) // months * months + months
    return (date(day.year + last // 12, last % 12 + 1, 1)) - timedelta(days=1)
