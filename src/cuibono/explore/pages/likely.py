"""Two events beside each other: what speaks for their being one, what against it, and what that would come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cuibono.explore.case import Case
from cuibono.explore.event_view import event_view, reports_of
from cuibono.explore.pages.selected import selected
from cuibono.explore.pages.undecided import PairItem
from cuibono.explore.phrases import money_words, standing_words
from cuibono.model import Event, Party

Said = tuple[list[str], list[str]]


def pair_items(case: Case, pairs: Sequence[tuple[str, str]]) -> tuple[PairItem, ...]:
    """Pairs of events, by their ids, in the order given."""
    held = selected(case, dict.fromkeys(key for pair in pairs for key in pair))
    events = {event.id: event for event in held.events}
    return tuple(
        PairItem(
            id=f"{first}-{second}",
            first=event_view(held, events[first]),
            second=event_view(held, events[second]),
            speaks_for=tuple(said[0]),
            speaks_against=tuple(said[1]),
            would=_would(events[first], events[second]),
        )
        for first, second in pairs
        if first in events and second in events and (said := speaks(events[first], events[second], held.parties))
    )


def speaks(first: Event, second: Event, named: Mapping[str, Party]) -> Said:
    """What speaks for two events being one, and what against it, in words; `named` are parties by their ids."""
    told: Said = ([], [])
    for side, words in (("actors", "who acts"), ("counterparts", "the other side")):
        _of_side(getattr(first, side), getattr(second, side), words, named, told)
    _of_days(first, second, told)
    _of_values(first, second, told)
    both = {t.document for t in first.tellings} & {t.document for t in second.tellings}
    if both:
        told[1].append(f"{len(both)} {'article tells' if len(both) == 1 else 'articles tell'} of both")
    if shared := set(first.origins) & set(second.origins):
        told[0].append(f"{len(shared)} {'origin stands' if len(shared) == 1 else 'origins stand'} behind both")
    return told


def _of_side(one: Iterable[str], other: Iterable[str], words: str, named: Mapping[str, Party], told: Said) -> None:
    ours, theirs = set(one), set(other)
    shared = sorted(named[key].name if key in named else key for key in ours & theirs)
    if shared:
        told[0].append(f"{words}: {', '.join(shared)}")
    elif ours and theirs:
        told[1].append(f"{words}: not the same")


def _of_days(first: Event, second: Event, told: Said) -> None:
    one, other = first.period, second.period
    if one is None or other is None or one.first_known is None or other.first_known is None:
        return
    if one.overlaps(other):
        told[0].append("their days overlap")
    else:
        gap = abs((one.first_known - other.first_known).days)
        told[1].append(f"{gap} {'day lies' if gap == 1 else 'days lie'} between them")


def _of_values(first: Event, second: Event, told: Said) -> None:
    if first.amount and second.amount:
        same = first.amount == second.amount
        other = f"amounts: {money_words(first.amount)} and {money_words(second.amount)}"
        told[0 if same else 1].append(f"the same amount: {money_words(first.amount)}" if same else other)
    if first.place and second.place:
        same = first.place == second.place
        told[0 if same else 1].append(f"the same place: {first.place}" if same else "the places differ")


def _would(first: Event, second: Event) -> str:
    origins = len({*first.origins, *second.origins})
    told = {t.document for event in (first, second) for t in event.tellings if t.bears == "supports"}
    now = " and ".join(standing_words(*_counts(event)) for event in (first, second))
    return f"As one event: {standing_words(len(told), origins)}. Now: {now}."


def _counts(event: Event) -> tuple[int, int, int, int]:
    reports, denying, hinting = reports_of(event)
    return reports, len(event.origins), denying, hinting
