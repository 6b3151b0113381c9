"""Matching: the rows of a case's records that may answer a question.

Takes: questions, the records of a case. Gives: answers.
Knows nothing of: verdicts, the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from cuibono import records
from cuibono.check import Answer, Held, Post, Question, Row, Side
from cuibono.check.answer import How
from cuibono.check.classes import has, known, plain, within
from cuibono.check.subject import Subject
from cuibono.model import PartyKind
from cuibono.model.records import Record, Stored
from cuibono.records import Search, Wanted
from cuibono.registers import mapping, names, shelf, source
from cuibono.registers.sources import Source
from cuibono.resolve import recorded
from cuibono.resolve.recorded import Holder
from cuibono.settings import CaseFolder
from cuibono.tables import table


class Matching:
    """The records of one case, open for questions; `holders` says who holds a post in which organisation."""

    def __init__(self, folder: CaseFolder, holders: Mapping[str, tuple[Holder, ...]]) -> None:
        self._folder, self._holders = folder, holders
        self._searches: dict[str, Search] = {}
        self._matches: dict[tuple[str, Side], tuple[tuple[records.Name, How, str], ...]] = {}

    def answer(self, question: Question) -> Answer:
        """What the case keeps for a question."""
        held = tuple(self._held[register] for register in self._keeps(question))
        rows = tuple(row for register in self._keeps(question) for row in self._rows(question, register))
        return Answer(held, rows)

    def whole(self, question: Question) -> Answer:
        """Every row of the scope of a question, whoever gave: what a claim that counts is checked against."""
        held = tuple(self._held[register] for register in self._keeps(question))
        scope = question.scope.committee if question.scope else ""
        found = (
            one
            for register in self._keeps(question)
            for one in self._search(register).rows(Wanted(sorts=self._sorts(question, register), scopes=(scope,)))
        )
        return Answer(held, tuple(Row(one, "same", "") for one in found) if scope else ())

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """What is known of every register that may be asked: those of the package, and those mapped in the case."""
        own = (mapping.decided(one) for one in self._mapped.values() if not one.stands_for)
        return (*(source(name) for name in names()), *own)

    @cached_property
    def _mapped(self) -> dict[str, mapping.Mapping]:
        found = ((name, mapping.chosen(self._folder, name)) for name in shelf.registers(self._folder))
        return {name: one for name, one in found if one}

    def _sorts(self, question: Question, register: str) -> tuple[str, ...]:
        """The sorts of a register that a rule means; a form that stands for another has sorts of its own."""
        stands = self._mapped[register].stands_for if register in self._mapped else None
        if stands is None:
            return question.rule.sorts
        return tuple(own for own, theirs in stands.sorts.items() if theirs in question.rule.sorts)

    def _keeps(self, question: Question) -> tuple[str, ...]:
        """The registers of the case that hold rows for a question: the one it is about, and forms that stand for it."""
        kept = self._kept.get(question.source.name, ())
        asked = tuple(register for register in kept if self._sorts(question, register))
        return next(((register,) for register in asked if self._is_whole(question, register)), asked)

    def _is_whole(self, question: Question, register: str) -> bool:
        """Whether a register holds the whole of a committee's report: what else tells of it would count twice."""
        scope = question.scope.committee if question.scope else ""
        return any(cover.whole and cover.scope == scope != "" for cover in self._held[register].covers)

    @cached_property
    def _kept(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for register in shelf.registers(self._folder):
            mapped = self._mapped.get(register)
            stands = mapped.stands_for if mapped else None
            if mapped or source(register).holds == "records":
                found.setdefault(stands.register if stands else register, []).append(register)
        return {name: tuple(sorted(kept, key=lambda one: (one != name, one))) for name, kept in found.items()}

    @property
    def is_empty(self) -> bool:
        """Whether the case keeps no records."""
        return not self._kept

    @cached_property
    def _held(self) -> dict[str, Held]:
        """What is said of each register of the case, read once: every question asks for it."""
        return {register: _held(self._folder, register) for kept in self._kept.values() for register in kept}

    def _search(self, register: str) -> Search:
        if register not in self._searches:
            self._searches[register] = Search(self._folder, register)
        return self._searches[register]

    def _rows(self, question: Question, register: str) -> Iterator[Row]:
        if question.rule.kind == "government_action":
            yield from self._acts(question, register)
            return
        for side in question.asked:
            for how, called in self._grouped(register, side).items():
                yield from self._of_names(question, register, side, how, called)

    def _of_names(
        self, question: Question, register: str, side: Side, how: How, called: Mapping[str, str]
    ) -> Iterator[Row]:
        sorts = self._sorts(question, register)
        wanted = Wanted(actors=tuple(called), sorts=sorts, since=question.since, until=question.until)
        for one in self._search(register).rows(wanted):
            fits = _fits(question, one)
            reason = called[one.record.actor or ""]
            if isinstance(fits, str):
                yield Row(one, "undated" if fits == _NO_DAY and how == "same" else "beside", fits, side.id)
            elif fits and how == "namesake" and _employed(side, one.record):
                yield Row(one, "same", f"{reason}, with the same employer", side.id)
            elif fits:
                yield Row(one, how, reason, side.id)

    def _grouped(self, register: str, side: Side) -> dict[How, dict[str, str]]:
        """For each way in which names of the register go with a side: the names, each with the reason."""
        found: dict[How, dict[str, str]] = {}
        for name, how, reason in self._names(register, side):
            if name.side == "actor":
                found.setdefault(how, {})[name.name] = reason
        return found

    def _names(self, register: str, side: Side) -> tuple[tuple[records.Name, How, str], ...]:
        key = (register, side)  # what a party is called, and its posts, are of the event
        if key not in self._matches:
            self._matches[key] = tuple(self._matched(register, side))
        return self._matches[key]

    def _matched(self, register: str, side: Side) -> Iterator[tuple[records.Name, How, str]]:
        if side.kind == "group":
            return
        holders, owners = self._holders_of(side), [post for post in side.posts if post.of]
        words = recorded.sought(side.names, side.kind)
        words += recorded.sought([name for holder in holders for name in holder.names], "person")
        words += recorded.sought([post.of for post in owners], "organisation")
        for name in self._search(register).names(words):
            kind = _kind(name.kind)
            match = recorded.recorded(side.names, side.kind, name.name, kind)
            if match:
                yield name, match.how, match.reason
            elif told := recorded.tied(holders, name.name, kind) or _of_owner(owners, side, name.name, kind):
                yield name, "tied", told
            elif side.kind != "person" and (told := recorded.longer(side.names, name.name, kind)):
                yield name, "beside", told

    def _holders_of(self, side: Side) -> tuple[Holder, ...]:
        if side.kind == "person":
            return ()
        return tuple(holder for name in side.names for holder in self._holders.get(recorded.owner(name), ()))

    def _acts(self, question: Question, register: str) -> Iterator[Row]:
        """Acts of a government whose number the passage names, or whose title has its words."""
        wanted = Wanted(sorts=self._sorts(question, register), since=question.since, until=question.until)
        found = self._search(register).rows(wanted)
        numbered = [one for one in found if _has_number(question.subject, one.record)]
        yield from (Row(one, "same", "the passage names its number") for one in numbered)
        likely = [] if numbered else sorted(_likely(question.subject, found), key=lambda told: -len(told[1]))
        alone = len(likely) == 1 or (len(likely) > 1 and len(likely[0][1]) > len(likely[1][1]))
        for at, (one, shared) in enumerate(likely):
            reason = f"its title has words of the passage: {', '.join(shared)}"
            yield Row(one, "same" if at == 0 and alone and _is_exact(question.subject) else "beside", reason)


def _held(folder: CaseFolder, register: str) -> Held:
    days = [date.fromisoformat(kept.retrieved[:10]) for kept in shelf.current(folder, register)]
    return Held(register, mapping.about(folder, register).title, records.covers(folder, register), min(days))


def _of_owner(owners: Iterable[Post], side: Side, row: str, kind: PartyKind | None) -> str | None:
    """Why a row of an organisation is tied to a person: the post that the person is said to hold there."""
    if side.kind != "person":
        return None
    for post in owners:
        if recorded.recorded((post.of,), "organisation", row, kind):
            return f"{row} is the organisation in which {side.name} is said to be {post.title}"
    return None


def _fits(question: Question, one: Stored) -> Literal[True] | str | None:
    """True where a row is of the other side and the days; else why it is shown beside; None if it is not."""
    record = one.record
    if question.scope and record.scope and _is_committee(record.scope):
        return True if record.scope == question.scope.committee else None
    if not _is_of_class(question, record):
        return None
    people = [side for side in question.others if side.kind == "person"]
    if question.subject.kind == "meeting" and people and not any(_is_named(side, record) for side in people):
        return f"with {record.counterpart or 'somebody else'}"
    return _on_the_day(question.subject, record) if question.subject.kind in table("checks")["exact"] else True


def _is_committee(scope: str) -> bool:
    return scope.startswith("C") and scope[1:].isdigit()


def _is_of_class(question: Question, record: Record) -> bool:
    if not question.rule.counterpart or question.subject.kind == "meeting":
        return True
    if any(_is_named(side, record) for side in question.others):
        return True
    if known(question.rule.counterpart).venue:
        return False
    told = " ".join([record.counterpart or "", *(record.own.get(key, "") for key in _NAMED_IN)])
    return any(has(told, word) for one in within(question.rule.counterpart) for word in one.words)


_NO_DAY = "with no day given"

# Columns, by the names that registers' adapters give them, in which the one for whom a gift was meant may stand.
_NAMED_IN = ("honoree_name", "payee_name")


def _is_named(side: Side, record: Record) -> bool:
    name = record.counterpart
    return bool(name and recorded.recorded(side.names, side.kind, name, _kind(record.counterpart_kind)))


def _on_the_day(subject: Subject, record: Record) -> Literal[True] | str:
    """True where a row is of the subject's days; else what is wrong with its day."""
    period, first, last = subject.period, record.earliest or record.latest, record.latest or record.earliest
    if first is None or last is None:
        return _NO_DAY
    if period is None or period.earliest is None or period.latest is None:
        return True
    return True if first <= period.latest and period.earliest <= last else "on another day"


def _employed(side: Side, record: Record) -> bool:
    """Whether a row names an employer in which the person is said to hold a post."""
    employers = [value for key, value in record.own.items() if "employer" in key.casefold() and value]
    return any(
        recorded.recorded((post.of,), "organisation", employer, "organisation")
        for post in side.posts
        if post.of
        for employer in employers
    )


def _has_number(subject: Subject, record: Record) -> bool:
    """Whether a passage names the number of an act."""
    number = record.own.get("executive_order_number", "")
    return bool(number) and f" {number} " in f" {plain(f'{subject.topic} {subject.quote}')} "


def _likely(subject: Subject, found: Iterable[Stored]) -> Iterator[tuple[Stored, list[str]]]:
    """Acts of the subject's days whose title shares words with the passage, with these."""
    checks, said = table("checks"), set(plain(f"{subject.topic} {subject.quote}").split())
    for one in found:
        words = said & set(plain(one.record.text or "").split()) - set(checks["act_words"])
        shared = sorted(word for word in words if len(word) > 3 and not word.isdigit())
        if len(shared) >= int(checks["act_shared"]) and _on_the_day(subject, one.record) is True:
            yield one, shared


def _is_exact(subject: Subject) -> bool:
    """Whether the days of a subject are few enough for words of a title to tell an act from others."""
    return bool(subject.period and subject.period.days and subject.period.days <= int(table("checks")["act_days"]))


def _kind(kind: str | None) -> PartyKind | None:
    return kind if kind is None else ("person" if kind == "person" else "organisation")
