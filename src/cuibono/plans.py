"""Plans: what is to be tested, stated before it is looked at, and what came of it, in tests.jsonl. The only door to it.

Takes: a case folder, plans, reports.
Gives: the lines in the order in which they were written; the plan that stands under a name; why one came too late.
Knows nothing of: how a plan is carried out.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cuibono.chain import Chain
from cuibono.errors import MissingError
from cuibono.model.chance import Entry, From, Plan, Report
from cuibono.settings import CaseFolder

FILE = "tests.jsonl"


class Standing(msgspec.Struct, frozen=True):
    """The plan that stands under a name, its line, and the reports of its runs, the oldest first.

    `late` says whether results of another plan of this name had been seen before it was stated, `seen` under which
    other name results of the same two streams had been; `tried` is p by party, over all runs of the plan.
    """

    entry: Entry
    plan: Plan
    reports: tuple[Report, ...] = ()
    late: bool = False
    seen: str = ""

    @property
    def tried(self) -> dict[str, float]:
        """P of every pair that was tried under the plan, by party; the last p of each."""
        return {one.party: one.rate.p for report in self.reports for one in report.pairs if one.rate}


def all(case: CaseFolder) -> tuple[Entry, ...]:  # noqa: A001 - read as plans.all
    """Every line, the oldest first. Raises UsageError, naming the line, where the file has been damaged."""
    return _chain(case).all()


def state(case: CaseFolder, plan: Plan, by: str, when: str) -> Entry:
    """Write a plan down. One that stands already under its name, word for word, is not written a second time."""
    for entry in reversed(all(case)):
        if entry.plan and entry.name == plan.name:
            if entry.plan == plan:
                return entry
            break
    return _chain(case).append(lambda _, link: Entry(id="", name=plan.name, by=by, when=when, before=link, plan=plan))


def report(case: CaseFolder, standing: Standing, found: Report, by: str, when: str) -> Entry:
    """Write down what a run of a plan gave."""
    of, name = standing.entry.id, standing.plan.name
    return _chain(case).append(
        lambda _, link: Entry(id="", name=name, by=by, when=when, before=link, of=of, report=found)
    )


def standing(case: CaseFolder, name: str) -> Standing:
    """The plan that stands under a name: the last one. Raises MissingError where there is none."""
    return standing_in(all(case), name)


def standing_in(entries: Sequence[Entry], name: str) -> Standing:
    """As `standing`, among these lines."""
    stated = [at for at, entry in enumerate(entries) if entry.plan and entry.name == name]
    if not stated:
        known = ", ".join(sorted({entry.name for entry in entries if entry.plan})) or "none"
        raise MissingError(f"{name}: this case has no plan of that name. Stated are: {known}. See `cuibono test plan`.")
    last = entries[stated[-1]]
    plan = last.plan
    assert plan is not None
    reports = tuple(entry.report for entry in entries if entry.of == last.id and entry.report)
    earlier = [entry for entry in entries[: stated[-1]] if entry.report]
    return Standing(last, plan, reports, any(e.name == name for e in earlier), _seen(entries, earlier, plan))


def _seen(entries: Sequence[Entry], earlier: Sequence[Entry], plan: Plan) -> str:
    """Another name under which the same two streams had been looked at."""
    plans = {entry.id: entry.plan for entry in entries if entry.plan}
    for entry in earlier:
        other = plans.get(entry.of)
        if other and other.name != plan.name and _streams(other) == _streams(plan):
            return other.name
    return ""


def _streams(plan: Plan) -> tuple[From, From]:
    """Where both streams are from, whatever they are called."""
    return msgspec.structs.replace(plan.access, title=""), msgspec.structs.replace(plan.acts, title="")


def _chain(case: CaseFolder) -> Chain[Entry]:
    return Chain(case.path / FILE, Entry, "tst-")
