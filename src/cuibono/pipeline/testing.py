"""Testing: a plan is stated, then carried out on what the case keeps, and both are written down.

Takes: a case folder, a plan's file or name.
Gives: lines of tests.jsonl, and what went wrong.
Knows nothing of: how a p is reckoned, how a result is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from cuibono import decoding, plans
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.model.chance import Asked, Entry, Plan, Report
from cuibono.pipeline.clock import stamp
from cuibono.pipeline.streams import Streams
from cuibono.plans import Standing
from cuibono.settings import CaseFolder
from cuibono.tables import table
from cuibono.weigh import chance
from cuibono.weigh.chance import Beside, Stream, Terms

_HELP = "docs/chance.md says what stands in one."


def read(path: Path) -> Plan:
    """The plan in a TOML file. Raises UsageError, naming the file and the entry, where it does not hold together."""
    try:
        plan = msgspec.convert(decoding.toml(path.read_bytes()), Plan)
    except OSError as error:
        raise UsageError(f"{path}: this plan cannot be read: {error.strerror}. Check the path.") from error
    except msgspec.DecodeError as error:
        raise UsageError(
            f"{path}: this plan cannot be used: {error}. docs/chance.md says what stands in one."
        ) from error
    wrong = next(_wrong(plan), None)
    if wrong:
        raise UsageError(f"{path}: this plan cannot be used: {wrong}. docs/chance.md says what stands in one.")
    return plan


def state(case: Path, path: Path, by: str, now: datetime | None = None) -> Entry:
    """Write the plan in a file down in the case, before anything is looked at."""
    return plans.state(CaseFolder(case), read(path), by, stamp(now))


def run(
    case: Path, name: str, by: str, *, exploratory: bool = False, now: datetime | None = None
) -> tuple[Entry, tuple[Problem, ...]]:
    """Carry out the plan that stands under a name, and write down what came of it.

    Raises UsageError where the plan cannot answer its question (its streams are from news alone, or results had been
    seen before it was stated) and `exploratory` is not asked for; nothing is looked at then.
    """
    folder = CaseFolder(case)
    standing = plans.standing(folder, name)
    doubts = tuple(_doubts(standing))
    if doubts and not exploratory:
        raise UsageError(f"{name}: {'; '.join(doubts)}. Say --exploratory to see what it gives, marked as such.")
    report, problems = _carried_out(Streams(folder, standing.plan), standing)
    return plans.report(folder, standing, replace(report, exploratory=doubts), by, stamp(now)), problems


def _wrong(plan: Plan) -> Iterator[str]:
    if not plan.parties:
        yield "it asks about no party"
    if len({party.name for party in plan.parties}) < len(plan.parties):
        yield "two of its parties have one name"
    if not 0 <= plan.first <= plan.last:
        yield "the window runs from `first` to `last` days after an access, and 0 <= first <= last"
    if not 0 < plan.alpha < 1:
        yield "`alpha` lies between 0 and 1"
    for source in (plan.access, plan.acts):
        if not source.register and not source.kinds:
            yield f"{source.title}: it names neither a register nor kinds of dealings"
    for control in plan.controls:
        if control.sort not in ("cancelled", "unrelated") or not (control.access or control.acts):
            yield f"control {control.title}: it is cancelled or unrelated, and says where access or acts are from"
    if not plan.access.each:
        yield "accesses are those of the parties: `each` is for acts"


def _doubts(standing: Standing) -> Iterator[str]:
    """Why a result would not answer the question by itself."""
    says = table("chance")["exploratory"]
    for source in (standing.plan.access, standing.plan.acts):
        if source.basis == "ledger":
            yield says["news"]["says"].format(stream=source.title)
    if standing.late:
        yield says["changed"]["says"]
    if standing.seen:
        yield says["seen"]["says"].format(name=standing.seen)


def _carried_out(streams: Streams, standing: Standing) -> tuple[Report, tuple[Problem, ...]]:
    plan, terms = standing.plan, _terms(standing.plan)
    pairs = [(streams.of(plan.access, party), streams.of(plan.acts, party)) for party in plan.parties]
    shams = [_shams(streams, plan, party, access) for party, (access, _) in zip(plan.parties, pairs, strict=True)]
    found = [
        chance.weighed(party.name, access, acts, terms, (*_stated(streams, plan, party), *_others(several)))
        for party, (access, acts), several in zip(plan.parties, pairs, shams, strict=True)
    ]
    earlier = standing.tried
    told = chance.answered(found, plan, earlier)
    whole = chance.together(pairs, terms, _sets(pairs, shams)) if len(pairs) > 1 else None
    report = Report(
        pairs=told,
        together=chance.single(whole, plan) if whole else None,
        tried=len({one.party for one in told if one.rate} | set(earlier)),
        before=len(standing.reports),
    )
    unnamed = (party for party, one in zip(plan.parties, told, strict=True) if plan.access.register and not one.names)
    return report, tuple(_unnamed(party) for party in unnamed)


def _terms(plan: Plan) -> Terms:
    return Terms(plan.first, plan.last, plan.count, plan.blocks, plan.alpha)


def _shams(streams: Streams, plan: Plan, party: Asked, access: Stream) -> tuple[Stream, ...]:
    """Accesses of other parties in place of this one's; none where it has none, or the plan asks for none."""
    if not plan.shams or not plan.access.register or not access.happened:
        return ()
    return streams.shams(plan.access, party, len(access.happened))


def _sets(pairs: Sequence[tuple[Stream, Stream]], shams: Sequence[tuple[Stream, ...]]) -> list[tuple[Stream, ...]]:
    """Sets of other accesses, one for every pair; as many as every pair that has accesses has others."""
    sizes = [len(several) for several, (access, _) in zip(shams, pairs, strict=True) if access.happened]
    return [
        tuple(several[at] if several else access for several, (access, _) in zip(shams, pairs, strict=True))
        for at in range(min(sizes, default=0))
    ]


def _others(several: tuple[Stream, ...]) -> tuple[Beside, ...]:
    title = f"{len(several)} other organisations with about as many events"
    return (Beside("sham", title, several),) if several else ()


def _stated(streams: Streams, plan: Plan, party: Asked) -> Iterator[Beside]:
    """The controls that the plan names."""
    for control in plan.controls:
        cancelled = control.sort == "cancelled"
        accesses = (streams.of(control.access, party, cancelled),) if control.access else ()
        acts = streams.of(control.acts, party) if control.acts else None
        yield Beside(control.sort, control.title, accesses, acts)


def _unnamed(party: Asked) -> Problem:
    message = f"{party.name}: no name in the register of the accesses has the words {', '.join(party.words)}"
    return Problem("no_name", message)
