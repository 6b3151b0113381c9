"""Tests of chance in words: what was asked and stated first, what was found, what it does not say.

Takes: the lines of a case's tests.jsonl.
Gives: frozen views for terminals, pages and other programs.
Knows nothing of: HTML, terminals, how a test is carried out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from cuibono import plans
from cuibono.explore.phrases import count_words, day_words
from cuibono.model.chance import Answer, Coincidence, ControlFigures, Entry, Figures, LeftOut, Plan, Ratio, Report
from cuibono.settings import CaseFolder
from cuibono.tables import table
from cuibono.values import chance_words


class PairView(msgspec.Struct, frozen=True, kw_only=True):
    """One pair: the rate beside its base rate, the answer, the other tests, the controls, what took no part."""

    party: str
    answer: Answer
    answer_words: str
    says: str
    rate: str = ""
    tests: tuple[tuple[str, str], ...] = ()
    controls: tuple[str, ...] = ()
    coverage: str = ""
    left_out: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    figures: Figures


class ChanceView(msgspec.Struct, frozen=True, kw_only=True):
    """A plan and what its last run gave; `stated` says when and by whom, `exploratory` why it is not the answer.

    `ran` is None where nobody has run it, and `pairs` is empty then.
    """

    name: str
    question: str
    stated: str
    hash: str
    plan: Plan
    terms: tuple[str, ...]
    ran: str | None = None
    exploratory: tuple[str, ...] = ()
    summary: str = ""
    together: PairView | None = None
    pairs: tuple[PairView, ...] = ()


def tests(case: Path) -> tuple[ChanceView, ...]:
    """Every plan that stands in the case, with its last run, in the order in which they were stated."""
    entries = plans.all(CaseFolder(case))
    names = dict.fromkeys(entry.name for entry in entries if entry.plan)
    return tuple(test_view(entries, name) for name in names)


def test(case: Path, name: str) -> ChanceView:
    """The plan of a name with its last run. Raises MissingError where there is none."""
    return test_view(plans.all(CaseFolder(case)), name)


def test_view(entries: Sequence[Entry], name: str) -> ChanceView:
    """As `test`, of these lines."""
    standing = plans.standing_in(entries, name)
    plan, stated = standing.plan, standing.entry
    runs = [entry for entry in entries if entry.of == stated.id and entry.report]
    view = ChanceView(
        name=name, question=plan.question, stated=_when(stated), hash=stated.id, plan=plan, terms=tuple(_terms(plan))
    )
    if not runs or not runs[-1].report:
        return view
    report = runs[-1].report
    return msgspec.structs.replace(
        view,
        ran=_when(runs[-1]),
        exploratory=report.exploratory,
        summary=_summary(report, plan),
        together=_marked(_pair(report.together, plan, is_whole=True), report) if report.together else None,
        pairs=tuple(_marked(_pair(one, plan), report) for one in report.pairs),
    )


def _marked(view: PairView, report: Report) -> PairView:
    """An answer that does not answer the question by itself says so wherever it stands."""
    if not report.exploratory:
        return view
    return msgspec.structs.replace(view, answer_words=f"exploratory, {view.answer_words}")


def _when(entry: Entry) -> str:
    return f"{entry.when[:10]} {entry.when[11:16]} UTC by {entry.by}"


def _terms(plan: Plan) -> list[str]:
    """What was fixed: streams, window, period, level."""
    counted = "acts with an access before them" if plan.count == "acts" else "accesses with an act after them"
    period = f"from {plan.since or 'the first day covered'} to {plan.until or 'the last day covered'}"
    return [
        f"accesses: {plan.access.title} ({_source(plan.access.register)})",
        f"acts: {plan.acts.title} ({_source(plan.acts.register)})",
        f"window: {plan.first} to {plan.last} days after an access; counted are {counted}",
        f"{period}; blocks: {plan.blocks}; level {plan.alpha:g}; {count_words(len(plan.parties), 'pair')}",
    ]


def _source(register: str) -> str:
    return register or "news, from the ledger"


def _summary(report: Report, plan: Plan) -> str:
    """How many pairs were tried, and how many had each answer."""
    answers = [one.answer for one in report.pairs]
    told = [f"{answers.count(key)} {_answer(key)}" for key in _ANSWERS if key in answers]
    smallest = [one.rate.reachable for one in report.pairs if one.rate]
    least = f" The smallest p that a shift could reach was {chance_words(min(smallest))}." if smallest else ""
    tested = f"{len(smallest)} of {count_words(len(report.pairs), 'pair')} could be tested"
    runs = f"{report.tried} were tried under this plan in {count_words(report.before + 1, 'run')}"
    return f"{tested}; {runs}, and q is reckoned over these. {'; '.join(told)}.{least}{_by_chance(report, plan)}"


def _by_chance(report: Report, plan: Plan) -> str:
    """How many pairs would pass the level if nothing followed anything."""
    if not report.tried:
        return ""
    return f" Without any tie, {plan.alpha * report.tried:.1f} of them would have a p of {plan.alpha:g} or below."


_ANSWERS: tuple[Answer, ...] = ("more", "more_as_controls", "no_more", "too_few")


def _answer(answer: Answer) -> str:
    words: str = table("chance")["answer"][answer]["words"]
    return words


def _pair(one: Figures, plan: Plan, is_whole: bool = False) -> PairView:
    view = PairView(
        party=one.party,
        answer=one.answer,
        answer_words=_answer(one.answer),
        says=one.says,
        coverage=_coverage(one),
        left_out=tuple(_left_out(one, plan)),
        names=one.names,
        figures=one,
    )
    if one.rate is None:
        return view
    return msgspec.structs.replace(
        view,
        rate=_rate(one, plan, is_whole),
        tests=tuple(_tests(one)),
        controls=tuple(_control(c) for c in one.controls),
    )


def _rate(one: Figures, plan: Plan, is_whole: bool) -> str:
    """The one sentence that a count is never shown without."""
    says: str = table("chance")["rate"][plan.count]["says"]
    rate = one.rate
    assert rate is not None
    head: str = table("chance")["rate"]["together"]["says"].format(parties=len(plan.parties)) if is_whole else ""
    return head + says.format(
        hits=rate.hits, of=rate.of, expected=f"{rate.expected:.1f}", low=rate.low, high=rate.high,
        others=one.accesses if plan.count == "acts" else one.acts, window=f"{plan.first} to {plan.last} days",
        acts=plan.acts.title, accesses=plan.access.title,
    )  # fmt: skip


def _tests(one: Figures) -> list[tuple[str, str]]:
    """Every test by its name, with what it gave."""
    rate = one.rate
    assert rate is not None
    found = [
        (
            "shift (primary)",
            f"p {chance_words(rate.p)}, {rate.shifts} shifts, smallest p reachable {chance_words(rate.reachable)}",
        )
    ]
    found += [("after all pairs", f"q {chance_words(one.q)} (Benjamini-Hochberg)")] if one.q is not None else []
    found += [("shift within blocks", f"p {chance_words(one.blocked)}")] if one.blocked is not None else []
    found += [("permutation within blocks", f"p {chance_words(one.permuted)}")] if one.permuted is not None else []
    found += [("self-controlled series", _ratio(one.ratio))] if one.ratio else []
    found.append(("coincidence rate", _share(rate)))
    found += [("seen from the other side", _other(one.other))] if one.other else []
    ends = [("first", one.earliest), ("last", one.latest)]
    found += [(f"uncertain days at their {end}", f"p {chance_words(p)}") for end, p in ends if p is not None]
    return found


def _ratio(ratio: Ratio) -> str:
    value = "no ratio" if ratio.value is None else f"ratio {ratio.value:.2f}"
    low = "0" if ratio.low is None else f"{ratio.low:.2f}"
    high = "without bound" if ratio.high is None else f"{ratio.high:.2f}"
    return f"{value} (95 %: {low} to {high}), p {chance_words(ratio.p)}; {ratio.within} of {ratio.events} in the window"


def _share(rate: Coincidence) -> str:
    bounds = f"95 %, were the events independent of one another: {rate.least:.0%} to {rate.most:.0%}"
    return f"{rate.hits / rate.of:.0%} ({bounds})"


def _other(rate: Coincidence) -> str:
    base = f"{rate.expected:.1f} by the calendar alone, {rate.low} to {rate.high}"
    return f"{rate.hits} of {rate.of}; {base}; p {chance_words(rate.p)}"


def _control(one: ControlFigures) -> str:
    if one.why:
        return f"{one.title}: nothing to look at, {one.why}"
    if one.sort == "sham":
        return f"{one.title}: {one.as_far} have a p as small; among all of them p {chance_words(one.p or 1.0)}"
    return f"{one.title}: {_other(one.found)}" if one.found else one.title


def _coverage(one: Figures) -> str:
    if not (one.first and one.last):
        return "no day could be looked at"
    return f"{count_words(one.days, 'day')} could be looked at, {day_words(one.first)} to {day_words(one.last)}"


def _left_out(one: Figures, plan: Plan) -> list[str]:
    found = []
    for left, title in ((one.left_accesses, plan.access.title), (one.left_acts, plan.acts.title)):
        found += [_left(left, title)] if left.undated or left.outside else []
    if one.same_day:
        same = "on a day with both, whose order is not known"
        found.append(f"{count_words(one.same_day, 'event')} {same}, not counted as following")
    return found


def _left(left: LeftOut, title: str) -> str:
    parts = [f"{left.undated} without a certain day"] if left.undated else []
    parts += [f"{left.outside} outside the days that could be looked at"] if left.outside else []
    return f"left out of {title}: {', '.join(parts)}"
