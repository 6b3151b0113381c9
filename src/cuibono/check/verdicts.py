"""What a register says of a subject: one of five verdicts, with the reason in one plain sentence.

Takes: a question, what the case keeps for it. Gives: a finding.
Knows nothing of: how rows were found, counting claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from cuibono.check import wording
from cuibono.check.answer import Answer, Row, once, total
from cuibono.check.classes import has
from cuibono.check.questions import Question, due
from cuibono.check.subject import Side
from cuibono.model.records import Cover, Finding, Verdict
from cuibono.tables import table
from cuibono.values import Money, amount_words


def finding(question: Question, answer: Answer) -> Finding:
    """What the records of one register say of a subject, by one rule.

    "supports": rows show what is claimed, or where a claim says that something did not happen, the whole of what
    should hold it was searched and does not. "contradicts": rows show otherwise. "silent_expected": there is no row,
    and there would be none if it were true. "absent_though_expected": there is no row, and there should be one.
    "not_checkable": what is kept does not decide.
    """
    gap = question.gap
    if gap and not answer.counted:
        return made(
            question, answer, "silent_expected", f"{_from(question)}: nothing for these days, since {gap.reason}."
        )
    if not answer.held:
        return made(question, answer, "not_checkable", _not_loaded(question))
    if question.scope is None and question.rule.counterpart == "us_inaugural_committee":
        return made(question, answer, "not_checkable", "Which inauguration it was given to is not clear.")
    if not answer.counted and any(row.how == "namesake" for row in answer.rows):
        return _namesake(question, answer)
    undated = tuple(row for row in answer.rows if row.how == "undated")
    if undated and not answer.counted:
        reason = f"There is {wording.rows(undated)}: it may be this or another."
        return made(question, answer, "not_checkable", reason)
    if question.subject.stance == "denied":
        return _denied(question, answer)
    return _with_rows(question, answer) if answer.counted else _without_rows(question, answer)


def covers(question: Question, answer: Answer) -> tuple[Cover, ...]:
    """What is kept of the part of the register that the question is about."""
    found = (cover for held in answer.held for cover in held.covers)
    if question.scope and any(_is_scope(question, c) for held in answer.held for c in held.covers):
        return tuple(cover for cover in found if _is_scope(question, cover))
    if question.scope and question.rule.whole:  # committees apart: rows of another committee cover nothing here
        return ()
    return tuple(cover for cover in found if _overlaps(question, cover))


def _is_scope(question: Question, cover: Cover) -> bool:
    return question.scope is not None and cover.scope == question.scope.committee != ""


def _overlaps(question: Question, cover: Cover) -> bool:
    return (cover.end is None or question.since is None or cover.end >= question.since) and (
        cover.start is None or question.until is None or cover.start <= question.until
    )


def _is_whole(question: Question, answer: Answer) -> bool:
    """Whether what is kept is all that the register holds for the days in question."""
    if question.scope and any(_is_scope(question, cover) and cover.whole for cover in covers(question, answer)):
        return True
    period = question.subject.period
    first, last = (period.earliest, period.latest) if period else (question.since, question.until)
    return any(
        cover.whole and _holds(cover, first, last)
        for cover in covers(question, answer)
        if not question.others or _is_about(cover, question.others)
    )


def _is_about(cover: Cover, others: Iterable[Side]) -> bool:
    """Whether what a cover says it holds is of one of the other side: its committee, its minister."""
    forms = [name.split()[-1] if side.kind == "person" else name for side in others for name in side.names]
    return any(has(cover.title, form) for form in forms)


def _must_hold(question: Question, answer: Answer) -> bool:
    """Whether what is kept has to hold a row of the dealing: the whole of a register, or of the actors' own report."""
    if question.rule.whole and _is_whole(question, answer):
        return True
    period = question.subject.period
    if not question.asked or period is None:
        return False
    own = [cover for cover in covers(question, answer) if cover.whole and question.rule.whole_of_actor]
    held = [cover for cover in own if _holds(cover, period.earliest, period.latest)]
    return all(any(_is_about(cover, (side,)) for cover in held) for side in question.asked)


def _holds(cover: Cover, first: date | None, last: date | None) -> bool:
    """Whether a cover goes over all days from the first to the last; no, where one is not known."""
    if first is None or last is None or cover.start is None or cover.end is None:
        return False
    return cover.start <= first and last <= cover.end


def _with_rows(question: Question, answer: Answer) -> Finding:
    rows, amount = answer.counted, question.subject.amount
    shown = f"{_from(question)}: {wording.rows(rows)}."
    if question.rule.kind == "government_action":
        shown += f" It is taken for the act of the passage: {rows[0].reason}."
    if question.subject.stance in ("planned", "hypothetical"):
        shown += " The claim tells of a plan or a possibility; the register of what was done."
    if amount is None or all(row.record.amount is None for row in rows) or question.rule.kind == "lobbying":
        return made(question, answer, "supports", shown)
    sums = f"{_sum(rows)}; the claim says {wording.claimed(amount)}"
    if any(_fits(row, amount) for row in rows) or _within(amount, total(rows)):
        return made(question, answer, "supports", shown, sums)
    if _must_hold(question, answer):
        return made(question, answer, "contradicts", f"{shown} That is not what the claim says.", sums)
    return made(question, answer, "not_checkable", f"{shown} The amounts differ, and not all is kept.", sums)


def _namesake(question: Question, answer: Answer) -> Finding:
    rows = tuple(row for row in answer.rows if row.how == "namesake")
    reason = f"There is {wording.rows(rows)}: a person of that name, and many people share one."
    return made(question, answer, "not_checkable", reason)


def _denied(question: Question, answer: Answer) -> Finding:
    rows = answer.counted
    if rows:
        reason = f"The claim says that there was none, and there is {wording.rows(rows)}."
        return made(question, answer, "contradicts", reason, _sum(rows))
    if _must_hold(question, answer) and _is_due(question, answer):
        searched = f"None of the {sum(c.rows for c in covers(question, answer)):,} rows"
        reason = f"{searched} of {_what(question, answer)} names {_asked(question, 'or')}; the claim says the same."
        return made(question, answer, "supports", reason)
    return made(question, answer, "not_checkable", _no_proof(question, answer))


def _without_rows(question: Question, answer: Answer) -> Finding:
    for verdict, reason in _why_silent(question, answer):
        return made(question, answer, verdict, reason)
    tied = tuple(row for row in answer.rows if row.how == "tied")
    if tied:
        told = f"No row names {_asked(question, 'or')}; tied to it by a post, there is {wording.rows(tied)}."
        return made(question, answer, "not_checkable", told)
    if question.rule.kind == "government_action":
        return made(question, answer, "not_checkable", _no_title(answer))
    if _must_hold(question, answer):
        reason = f"{_what(question, answer)} should hold {question.rule.row}; no row names {_asked(question, 'or')}."
        limits = f" {question.rule.limits}" if question.rule.limits else ""
        return made(question, answer, "absent_though_expected", reason + limits)
    return made(question, answer, "not_checkable", _no_proof(question, answer))


def _no_title(answer: Answer) -> str:
    """Why it says nothing of an act that none was found: titles do not name all that an act does."""
    shown = f" There are {wording.rows(answer.rows)}." if answer.rows else ""
    return f"No act is told by its number or alone has the words of the passage, which says nothing.{shown}"


def _why_silent(question: Question, answer: Answer) -> list[tuple[Verdict, str]]:
    """The reasons for which there would be no row even if it were true."""
    rule, amount, day = question.rule, question.subject.amount, due(question)
    found: list[tuple[Verdict, str]] = []
    if rule.threshold is not None and amount and amount.high is not None and amount.high < rule.threshold:
        limit = amount_words(rule.threshold, rule.currency)
        found.append(("silent_expected", f"{_from(question)}: nothing is asked for below {limit}."))
    if rule.actors and question.asked and not any(side.kind in rule.actors for side in question.asked):
        found.append(("silent_expected", f"{_from(question)}: no rows of {_kinds(question)} are asked for."))
    if day and rule.due and not _is_due(question, answer):
        told = f"A row is due by {day} ({rule.due.words}), and what is kept was retrieved on {_as_of(answer)}."
        found.append(("silent_expected", told))
    return found


def _no_proof(question: Question, answer: Answer) -> str:
    """Why it says nothing that no row was found."""
    chosen = covers(question, answer)
    if not chosen:
        return _not_loaded(question)
    if not _is_whole(question, answer):
        why = "what is kept is a part only"
        if any(cover.whole for cover in chosen):
            dated = question.subject.period is not None
            why = "what is kept does not go over all of its days" if dated else "the claim gives no day"
        return f"No row names {_asked(question, 'or')}, and {why}."
    if not question.rule.whole:
        limits = (question.rule.limits or "Not every such dealing has to be in it").rstrip(".")
        return f"No row names {_asked(question, 'or')}, which says nothing. {limits}."
    return f"No row names {_asked(question, 'or')}, and rows were not yet due when it was retrieved."


def _not_loaded(question: Question) -> str:
    scope = question.scope if question.rule.whole else None
    part = f"nothing of {scope.title}" if scope else "no row for these days"
    known = "" if scope is None or scope.committee else ", whose number is not known,"
    return f"{question.source.title}: {part}{known} is loaded in this case."


def _is_due(question: Question, answer: Answer) -> bool:
    day, as_of = due(question), _as_of(answer)
    return day is None or as_of is None or day <= as_of


def _as_of(answer: Answer) -> date | None:
    return min((held.retrieved for held in answer.held), default=None)


def _fits(row: Row, amount: Money) -> bool:
    record = row.record
    if record.amount is None or (amount.currency and record.currency and amount.currency != record.currency):
        return False
    return _within(amount, record.amount)


def _within(amount: Money, number: Decimal) -> bool:
    slack = Decimal(str(table("checks")["about"])) if amount.approx else Decimal(0)
    low = amount.low * (1 - slack) if amount.low is not None else None
    high = amount.high * (1 + slack) if amount.high is not None else None
    return (low is None or low <= number) and (high is None or number <= high)


def _sum(rows: tuple[Row, ...]) -> str:
    with_amount = [row for row in rows if row.record.amount is not None]
    if not with_amount:
        return ""
    left_out = [row for row in with_amount if not row.record.counts]
    told = f"{wording.rows_words(with_amount)}, {amount_words(total(rows), with_amount[0].record.currency)} in all"
    return told + (f", {wording.rows_words(left_out)} not counted" if left_out else "")


def made(question: Question, answer: Answer, verdict: Verdict, reason: str, sums: str = "") -> Finding:
    """A finding with the rows of the sides themselves, those beside, and what was searched."""
    beside = [row for row in answer.rows if row.how != "same"]
    return Finding(
        subject=question.subject.id,
        register=question.source.name,
        title=question.source.title,
        rule=question.rule.name,
        verdict=verdict,
        reason=reason,
        rows=tuple(row.stored.id for row in once(answer.counted)),
        beside=tuple({row.stored.id: row.reason for row in beside}.items()),
        arithmetic=sums,
        coverage=wording.coverage(answer.held, covers(question, answer)),
    )


def _from(question: Question) -> str:
    return question.source.title


def _what(question: Question, answer: Answer) -> str:
    titles = dict.fromkeys(cover.title for cover in covers(question, answer))
    return wording.listed(titles, "and") if question.scope and titles else _from(question)


def _asked(question: Question, word: str) -> str:
    """Who was looked for, and where that narrows the rows, with whom."""
    with_whom = wording.listed(side.name for side in question.others)
    told = f" with {with_whom}" if question.others and question.rule.kind in table("checks")["exact"] else ""
    return wording.listed((side.name for side in question.asked), word) + told


def _kinds(question: Question) -> str:
    return wording.listed(("people" if side.kind == "person" else "organisations" for side in question.asked), "and")
