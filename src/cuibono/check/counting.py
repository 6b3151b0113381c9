"""Claims that count: "fewer than a dozen firms gave a million".

Takes: a subject, the rows of the whole of a register's scope.
Gives: a finding with the count by kind of giver, and whether the words decide it.
Knows nothing of: how rows are found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache

import msgspec
from msgspec.structs import replace

from cuibono.check.answer import Answer, Row
from cuibono.check.questions import Question
from cuibono.check.scopes import Inauguration, inauguration
from cuibono.check.subject import Subject
from cuibono.check.verdicts import covers, made
from cuibono.model.records import Finding, Verdict
from cuibono.tables import table
from cuibono.values import amount_words


class Bound(msgspec.Struct, frozen=True):
    """How many a claim says there are: the least and the most, None where there is no bound; and its words."""

    least: int | None
    most: int | None
    words: str
    counted: str

    def holds(self, number: int) -> bool:
        """Whether a number is within."""
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)


def bound(subject: Subject) -> Bound | None:
    """What a claim counts, where it counts givers of an amount: "fewer than a dozen major corporations"."""
    found = _pattern().search(subject.quote)
    if found is None or subject.amount is None:
        return None
    number = _number(found["number"])
    counted = subject.quote[found.end() :].strip().rstrip(".")
    counted = re.split(r"[,;.]|\b(?:gave|donated|contributed|who|that|which)\b", counted)[0].strip()
    if number is None or not counted:
        return None
    entry = _bounds().get((found["bound"] or "").casefold(), {"least": 0, "most": 0})
    least = number + entry["least"] if "least" in entry else None
    most = number + entry["most"] if "most" in entry else None
    return Bound(least, most, found[0].strip(), counted)


@cache
def _pattern() -> re.Pattern[str]:
    """A number of givers with the words before it; no amount, share or part of a longer number."""
    bounds = "|".join(sorted(map(re.escape, _bounds()), key=len, reverse=True))
    counts = "|".join(sorted(map(re.escape, _counts()), key=len, reverse=True))
    number = rf"(?P<number>{counts}|(?<![$€£\d.,])\d{{1,4}})"
    no_amount = r"(?![.,]?\d|\s*(?:million|billion|m\b|bn\b|percent|%|-))"
    return re.compile(rf"\b(?:(?P<bound>{bounds})\s+)?(?:an?\s+)?{number}\b{no_amount}\s+", re.IGNORECASE)


@cache
def _bounds() -> dict[str, dict[str, int]]:
    entries = table("checks")["bound"]
    return {word: {k: v for k, v in entry.items() if k != "words"} for entry in entries for word in entry["words"]}


@cache
def _counts() -> dict[str, int]:
    small = {word: n for word, n in table("numbers")["units"].items() if n >= 2}
    return {**small, **table("checks")["count"]}


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else _counts().get(text.casefold())


def scopes(subject: Subject) -> tuple[Inauguration, ...]:
    """The inaugurations that a counting claim is about: its own, or those of the claims that it points back to."""
    own = inauguration(subject) if subject.period else None
    if own:
        return (own,)
    found = {one.year: one for near in subject.near if near.period and (one := inauguration(near))}
    return tuple(found[year] for year in sorted(found))


def counting(question: Question, limit: Bound, answer: Answer) -> Finding:
    """What the rows of one scope say of a claim that counts givers.

    Givers are counted in three ways, since a claim seldom says which it means: with one row of exactly the amount,
    with one of the amount or more, and with the amount or more in all. Whoever the claim calls "major corporations"
    is some part of the organisations, so that the words decide only where every part would.
    """
    chosen = covers(question, answer)
    if not any(cover.whole for cover in chosen):
        where = question.scope.title if question.scope else "these days"
        reason = f"{question.source.title}: {where} is not loaded in whole in this case, and nothing can be counted."
        return _counted(question, answer, "not_checkable", reason)
    amount = _amount(question.subject)
    organisations = _ways([row for row in answer.rows if row.record.actor_kind != "person"], amount)
    people = _ways([row for row in answer.rows if row.record.actor_kind == "person"], amount)
    firms, persons = _told(organisations, amount, question), _told(people, amount, question)
    told = f"Organisations, trusts among them: {firms}. People: {persons}."
    verdict, why = _decided(limit, organisations, people)
    rows = tuple(dict.fromkeys((*organisations[1].rows, *organisations[2].rows)))
    return _counted(question, answer, verdict, why, told, rows)


class _Way(msgspec.Struct, frozen=True):
    """One way of counting: how many givers it counts, and the ids of the rows for which it does."""

    givers: int
    rows: tuple[str, ...]


def _ways(rows: Iterable[Row], amount: Decimal) -> tuple[_Way, _Way, _Way]:
    by_giver: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.record.counts and row.record.amount is not None and row.record.part == 0:
            by_giver[_giver(row.record.actor or row.record.key)].append(row)
    return (
        _way(by_giver, lambda row, _: row.record.amount == amount),
        _way(by_giver, lambda row, _: (row.record.amount or 0) >= amount),
        _way(by_giver, lambda _, all_rows: sum(r.record.amount or 0 for r in all_rows) >= amount),
    )


def _way(by_giver: dict[str, list[Row]], fits: Callable[[Row, list[Row]], bool]) -> _Way:
    """The givers who have a row that fits (it is shown with all rows of its giver)."""
    chosen = {giver: [row for row in rows if fits(row, rows)] for giver, rows in by_giver.items()}
    named = [rows for rows in chosen.values() if rows]
    return _Way(len(named), tuple(row.stored.id for rows in named for row in rows))


def _giver(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _amount(subject: Subject) -> Decimal:
    amount = subject.amount
    value = (amount.low if amount.low is not None else amount.high) if amount else None
    return value or Decimal(0)


def _told(ways: tuple[_Way, _Way, _Way], amount: Decimal, question: Question) -> str:
    value = amount_words(amount, question.rule.currency)
    exact, single, in_all = (way.givers for way in ways)
    return (
        f"{exact} with a row of exactly {value}, {single} with one of that or more, {in_all} with that or more in all"
    )


def _decided(
    limit: Bound, organisations: tuple[_Way, _Way, _Way], people: tuple[_Way, _Way, _Way]
) -> tuple[Verdict, str]:
    said = f"The claim says “{limit.words} {limit.counted}”"
    whole = [way.givers for way in organisations]
    if _is_everyone(limit.counted):
        numbers = [firms.givers + persons.givers for firms, persons in zip(organisations, people, strict=True)]
        if all(limit.holds(number) for number in numbers):
            return "supports", f"{said}; there are {_numbers(numbers)} givers."
        if not any(limit.holds(number) for number in numbers):
            return "contradicts", f"{said}; there are {_numbers(numbers)} givers."
        return "not_checkable", f"{said}; there are {_numbers(numbers)} givers, by the way of counting."
    if limit.most is not None and max(whole) <= limit.most and not limit.least:
        return "supports", f"{said}; even all organisations together are {_numbers(whole)}."
    if limit.least is not None and max(whole) < limit.least:
        return "contradicts", f"{said}; even all organisations together are {_numbers(whole)}."
    reason = "the register does not say which of them that means, and the claim not which way of counting"
    return "not_checkable", f"{said}; organisations are {_numbers(whole)}, and {reason}."


def _is_everyone(counted: str) -> bool:
    return bool(set(counted.casefold().split()) <= set(table("checks")["everyone"]))


def _numbers(numbers: list[int]) -> str:
    return str(numbers[0]) if len(set(numbers)) == 1 else f"{min(numbers)} to {max(numbers)}"


def _counted(
    question: Question,
    answer: Answer,
    verdict: Verdict,
    reason: str,
    arithmetic: str = "",
    rows: tuple[str, ...] = (),
) -> Finding:
    rule = f"{question.rule.name}, counted"
    return replace(made(question, answer, verdict, reason, arithmetic), rule=rule, rows=rows)
