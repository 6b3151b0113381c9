"""One pair of streams: every test of it, and its controls; and all pairs of a plan together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from cuibono.model.chance import (
    Block,
    Coincidence,
    ControlFigures,
    ControlSort,
    Counted,
    Figures,
    LeftOut,
)
from cuibono.tables import table
from cuibono.weigh.chance import permutation, sccs, shifts
from cuibono.weigh.chance.coincidence import coincidence
from cuibono.weigh.chance.rings import Ring, Stream, blocks, bound, certain, cover, ring
from cuibono.weigh.chance.several import among
from cuibono.weigh.chance.windows import Days, Window


class Terms(Struct, frozen=True):
    """How a pair is tested: the days after an access on which an act counts; what is counted; blocks; the level."""

    first: int
    last: int
    counted: Counted = "acts"
    block: Block = "month"
    alpha: float = 0.05

    @property
    def window(self) -> Window:
        """Where the other stream's event falls, seen from the one that is counted."""
        after = Window(self.first, self.last)
        return after.turned if self.counted == "acts" else after

    @property
    def swapped(self) -> Terms:
        """The same, counted from the other stream."""
        return Terms(self.first, self.last, "accesses" if self.counted == "acts" else "acts", self.block, self.alpha)

    @property
    def before(self) -> Terms:
        """The same the other way round: a window of the same length that falls before an access."""
        return Terms(-self.last, -self.first, self.counted, self.block, self.alpha)


class Beside(Struct, frozen=True):
    """A control: streams that stand in the place of the accesses (several for shams) or of the acts."""

    sort: ControlSort
    title: str
    accesses: tuple[Stream, ...] = ()
    acts: Stream | None = None


def weighed(party: str, access: Stream, acts: Stream, terms: Terms, beside: Sequence[Beside] = ()) -> Figures:
    """Everything that is found for one pair; no q and no sentence yet (`answered` gives them)."""
    laid = _laid(certain(access), certain(acts), access, acts, terms)
    used = _used(laid, access, acts, terms)
    if min(used) < least() or len(np.unique(laid.near)) < 2:
        return _bare(party, access, acts, terms, laid)
    turns = shifts.turned(laid.near, laid.events)
    grouped = blocks(laid.days, terms.block)
    swapped = _laid(certain(access), certain(acts), access, acts, terms.swapped)
    return replace(
        _bare(party, access, acts, terms, laid),
        rate=(rate := coincidence(turns, laid.events)),
        answer="too_few" if rate.reachable > terms.alpha else "no_more",
        other=coincidence(shifts.turned(swapped.near, swapped.events), swapped.events),
        blocked=shifts.turned_within(laid.near, laid.events, grouped).p,
        permuted=permutation.chance(laid.near, laid.events, grouped),
        ratio=sccs.ratio(laid.near, laid.events, grouped),
        earliest=_bounded(access, acts, terms, "earliest"),
        latest=_bounded(access, acts, terms, "latest"),
        controls=(_reversed(access, acts, terms), *(_control(one, access, acts, terms, rate.p) for one in beside)),
    )


def together(pairs: Sequence[tuple[Stream, Stream]], terms: Terms, shams: Sequence[Sequence[Stream]]) -> Figures:
    """All pairs as one: every pair is turned by the same number of days, so that what they share stays shared.

    `shams` are sets of other accesses, each of them one for every pair.
    """
    rings, used = _rings(pairs, terms)
    days = rings[0].days
    figures = Figures(
        party="all together", accesses=sum(n for n, _ in used), acts=sum(n for _, n in used), answer="too_few",
        days=len(days), first=_date(days, 0), last=_date(days, -1),
    )  # fmt: skip
    if not len(days) or min(figures.accesses, figures.acts) < least():
        return figures
    rate = _summed(rings)
    acts = [acts for _, acts in pairs]
    others = [_summed(_rings(list(zip(several, acts, strict=True)), terms)[0]).p for several in shams]
    before = _summed(_rings(pairs, terms.before)[0])
    return replace(
        figures,
        rate=rate,
        answer="too_few" if rate.reachable > terms.alpha else "no_more",
        controls=(
            ControlFigures(sort="before", title=_BEFORE, found=before, p=before.p),
            *_among(f"{len(others)} sets of other parties with about as many events", rate.p, others),
        ),
    )


def _rings(pairs: Sequence[tuple[Stream, Stream]], terms: Terms) -> tuple[list[Ring], list[tuple[int, int]]]:
    """A ring for each pair, over the days that all of them share; how many accesses and acts take part in each."""
    laid = [_laid(certain(access), certain(acts), access, acts, terms) for access, acts in pairs]
    days = reduce(np.intersect1d, (one.days for one in laid))
    rings = [Ring(days, one.near[np.isin(one.days, days)], one.events[np.isin(one.days, days)]) for one in laid]
    return rings, [_used(one, *pair, terms) for one, pair in zip(rings, pairs, strict=True)]


def _summed(rings: Sequence[Ring]) -> Coincidence:
    events = sum((one.events for one in rings), start=np.zeros(len(rings[0].days), dtype=np.int64))
    return coincidence(shifts.summed([(one.near, one.events) for one in rings]), events)


def _among(title: str, found: float, others: Sequence[float]) -> list[ControlFigures]:
    """How many of others go as far as what was found; nothing where there are none."""
    if not others:
        return []
    as_far, p = among(found, others)
    return [ControlFigures(sort="sham", title=title, shams=len(others), as_far=as_far, p=p)]


_BEFORE = "the other way round: acts before accesses"


def least() -> int:
    """How many events of either stream there must be for anything to be said."""
    return int(table("chance")["least"])


def _laid(accesses: Days, acts: Days, access: Stream, act: Stream, terms: Terms) -> Ring:
    if terms.counted == "acts":
        return ring(acts, cover(act), accesses, cover(access), terms.window)
    return ring(accesses, cover(access), acts, cover(act), terms.window)


def _used(laid: Ring, access: Stream, acts: Stream, terms: Terms) -> tuple[int, int]:
    """How many accesses and acts take part: of the counted ones those on the ring, of the others those covered."""
    counted = int(laid.events.sum())
    if terms.counted == "acts":
        return int(np.isin(certain(access), cover(access)).sum()), counted
    return counted, int(np.isin(certain(acts), cover(acts)).sum())


def _bare(party: str, access: Stream, acts: Stream, terms: Terms, laid: Ring) -> Figures:
    """What there is to look at, before any test."""
    of_access, of_acts = _used(laid, access, acts, terms)
    dated = certain(access), certain(acts)
    counted, other = dated if terms.counted == "accesses" else dated[::-1]
    return Figures(
        party=party, accesses=of_access, acts=of_acts, answer="too_few", days=len(laid.days),
        first=_date(laid.days, 0), last=_date(laid.days, -1),
        same_day=int(np.isin(counted[np.isin(counted, laid.days)], other).sum()) if terms.first > 0 else 0,
        left_accesses=LeftOut(undated=len(access.happened) - len(dated[0]), outside=len(dated[0]) - of_access),
        left_acts=LeftOut(undated=len(acts.happened) - len(dated[1]), outside=len(dated[1]) - of_acts),
        names=access.names,
    )  # fmt: skip


def _bounded(access: Stream, acts: Stream, terms: Terms, end: str) -> float | None:
    """P with every uncertain day taken for its first, or last; None where all days are certain."""
    if all(p.is_day for stream in (access, acts) for p in stream.happened):
        return None
    laid = _laid(bound(access, end), bound(acts, end), access, acts, terms)
    return shifts.turned(laid.near, laid.events).p if len(laid.days) else None


def _reversed(access: Stream, acts: Stream, terms: Terms) -> ControlFigures:
    """Acts before accesses, in a window of the same length."""
    return _alone("before", _BEFORE, access, acts, terms.before)


def _control(one: Beside, access: Stream, acts: Stream, terms: Terms, found: float) -> ControlFigures:
    if one.sort == "sham":
        return _shams(one, acts, terms, found)
    return _alone(one.sort, one.title, one.accesses[0] if one.accesses else access, one.acts or acts, terms)


def _alone(sort: ControlSort, title: str, access: Stream, acts: Stream, terms: Terms) -> ControlFigures:
    laid = _laid(certain(access), certain(acts), access, acts, terms)
    if min(_used(laid, access, acts, terms)) < least():
        return ControlFigures(sort=sort, title=title, why=f"fewer than {least()} events of either stream")
    rate = coincidence(shifts.turned(laid.near, laid.events), laid.events)
    return ControlFigures(sort=sort, title=title, found=rate, p=rate.p)


def _shams(one: Beside, acts: Stream, terms: Terms, found: float) -> ControlFigures:
    """The same test for parties that nobody asked about; how many of them go as far."""
    told = _among(one.title, found, [_sham(stream, acts, terms) for stream in one.accesses])
    return told[0] if told else ControlFigures(sort="sham", title=one.title, why="nobody has about as many events")


def _sham(access: Stream, acts: Stream, terms: Terms) -> float:
    laid = _laid(certain(access), certain(acts), access, acts, terms)
    return shifts.turned(laid.near, laid.events).p


def _date(days: Days, at: int) -> date | None:
    return date.fromordinal(int(days[at])) if len(days) else None
