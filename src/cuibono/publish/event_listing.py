"""Events as plain text for a terminal or a pipe: how many reports and origins, and the reports under each origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from textwrap import wrap

from cuibono.explore.absence import Absence, Change
from cuibono.explore.claim_view import PartyName
from cuibono.explore.decisions import DecisionView
from cuibono.explore.event_view import ContradictionView, EventView, OriginView, Report, RungView, TellingView
from cuibono.explore.phrases import STANCES, count_words
from cuibono.publish.listing import PLAIN, Style, dressed, entry, is_told, line, room

_BEARS = {"denies": "denies it", "hints": "hints at it"}


def events(views: Iterable[EventView], *, width: int = 100, style: Style = PLAIN) -> str:
    """A block for each event: days, kind, who to whom, amount; reports, origins and grade; its id."""
    return "\n".join(_block(view, width, style) for view in views)


def origins(view: EventView, *, width: int = 100, style: Style = PLAIN) -> str:
    """An event with the reports under each of its origins, why each was counted or not, and where reports differ."""
    parts = [_block(view, width, style)]
    parts += [_origin(origin, width, style) for origin in view.origins]
    parts += [_loose(view.loose, width, style)] if view.loose else []
    parts += [_differences(view.contradictions, width, style)] if view.contradictions else []
    parts += [_decisions(view.decisions, width, style)] if view.decisions else []
    return "\n".join(parts)


def without(found: Absence, *, width: int = 100, style: Style = PLAIN) -> str:
    """What changes without an origin: for the event, then for every other event that changes."""
    heading = dressed(style.strong, line(f"WITHOUT {found.origin.name} ({found.origin.id})"))
    event = found.event.event
    about = _wrapped(f"{event.when or 'no date given'} · {dealing(event)} {event.id}", "", width)
    lines = [*about, heading, *_change(found.event, width), ""]
    if not found.others:
        return "\n".join([*lines, "No other event loses its only origin or changes its grade.", ""])
    lines += [f"{count_words(len(found.others), 'other event')} would stand otherwise:", ""]
    return "\n".join([*lines, *chain.from_iterable(_other(change, width) for change in found.others)])


def reasons(view: EventView, *, width: int = 100, style: Style = PLAIN) -> str:
    """An event with each of its claims, why the claim was taken in, where reports differ, what people decided."""
    said, quotes = dict(view.reasons), {telling.claim: telling for telling in view.tellings}
    lines = [_block(view, width, style)]
    for number, claim in enumerate(view.claims):
        why = said.get(claim) or ("the first claim that tells of it" if number == 0 else "no reason was kept")
        told = quotes.get(claim)
        lines += _wrapped(f"{claim}  {_report(told.report)}" if told else claim, "  ", width)
        lines += _wrapped(f"“{told.quote}”", "      ", width) if told else []
        lines += _wrapped(why, "      ", width)
    more = [_differences(view.contradictions, width, style)] if view.contradictions else []
    more += [_decisions(view.decisions, width, style)] if view.decisions else []
    return "\n".join([*lines, "", *more])


def dealing(view: EventView) -> str:
    """What an event is, in one line: "Donation · Acme → Jane Doe · US$2 million · at Ohio [planned]"."""
    sides = [_names(view.actors) or "(not named)", _names(view.counterparts)]
    parts = [view.kind_words, " → ".join(side for side in sides if side)]
    parts += [view.amount] if view.amount else []
    parts += [view.topic] if view.topic and not is_told(view.topic, parts) else []
    parts += [f"at {view.place}"] if view.place else []
    stance = "" if view.stance == "asserted" else f" [{view.stance_words}]"
    return line(" · ".join(parts) + stance)


def _names(parties: Iterable[PartyName]) -> str:
    return ", ".join(dict.fromkeys(party.name for party in parties))


def _block(view: EventView, width: int, style: Style) -> str:
    standing = line(f"{view.standing} · {view.grade_words}: {view.grade_rule}")
    body = wrap(standing, room(width), subsequent_indent="  ")
    return entry(view.when or "no date given", dealing(view), body, view.id, width, style)


def _origin(origin: OriginView, width: int, style: Style) -> str:
    word = "ORIGIN" if origin.counted else "NOT COUNTED"
    told = f"{origin.name} ({origin.words}), {count_words(len(origin.rungs), 'report')}"
    lines = [f"{dressed(style.strong, word)}  {line(told)}  {dressed(style.faint, origin.id)}"]
    lines += chain.from_iterable(_rung(rung, width) for rung in origin.rungs)
    return "\n".join([*lines, ""])


def _rung(rung: RungView, width: int) -> Iterator[str]:
    left = "  " * (min(rung.depth, 6) + 1)
    yield from _wrapped(f"{_report(rung.report)} – {rung.how}", left, width)
    for telling in rung.tellings:
        yield from _telling(telling, f"{left}    ", width)


def _telling(telling: TellingView, left: str, width: int) -> Iterator[str]:
    tags = [STANCES[telling.stance][0]] if telling.stance not in (None, "asserted") else []
    tags += [_BEARS[telling.bears]] if telling.bears in _BEARS else []
    tag = "".join(f" [{word}]" for word in tags)
    if telling.again:
        yield from _wrapped(f"(as above: {telling.claim or 'the same passage'})", left, width)
        return
    yield from _wrapped(f"“{telling.quote}”{tag}", left, width)
    told = [_chain(telling), telling.why, telling.claim or ""]
    yield from _wrapped(" – ".join(part for part in told if part), left, width)
    if telling.mark:
        yield from _wrapped(f"[{telling.mark.line}]", left, width)


def _chain(telling: TellingView) -> str:
    """Whom the passage names as its source, farthest last."""
    cited = [f"{source.name} (not named)" if source.anonymous else source.name for source in telling.says_so[1:]]
    if telling.claim is None:
        return "in words like those of a claim elsewhere, of which the reader made no claim"
    return "citing " + ", who cites ".join(cited) if cited else "in its own words"


def _loose(tellings: Iterable[TellingView], width: int, style: Style) -> str:
    lines = [dressed(style.strong, "PASSAGES THAT ADD NO ORIGIN")]
    for telling in tellings:
        lines += _wrapped(_report(telling.report), "  ", width)
        lines += _telling(telling, "      ", width)
    return "\n".join([*lines, ""])


def _differences(found: Iterable[ContradictionView], width: int, style: Style) -> str:
    lines = [dressed(style.strong, "WHERE THE REPORTS DIFFER")]
    for one in found:
        lines += _wrapped(f"{one.words}: {one.sort_words} – {one.reason or one.meaning}", "  ", width)
        for variant in one.variants:
            reports = "; ".join(_report(report) for report in variant.reports)
            lines += _wrapped(f"{variant.value}  – {reports}", "      ", width)
    return "\n".join([*lines, ""])


def _decisions(found: Iterable[DecisionView], width: int, style: Style) -> str:
    lines = [dressed(style.strong, "WHAT PEOPLE DECIDED")]
    for one in found:
        lines += _wrapped(f"{one.by}, {one.when}: {one.words} – {one.why}", "  ", width)
        lines += _wrapped(f"{' '.join((*one.claims, *one.others))}  {one.id}", "      ", width)
        lines += _wrapped(f"now in {' '.join(one.events)}", "      ", width) if one.others and one.events else []
    return "\n".join([*lines, ""])


def _change(change: Change, width: int) -> list[str]:
    now = f"now: {change.event.standing} · {change.event.grade_words}"
    then = f"without it: {change.standing}" + (f" · {change.grade}" if change.grade else "")
    return [*_wrapped(now, "  ", width), *_wrapped(f"{then}. {change.rule}", "  ", width)]


def _other(change: Change, width: int) -> list[str]:
    head = f"{change.event.when or 'no date given'} · {dealing(change.event)}  {change.event.id}"
    return [*_wrapped(head, "", width), *_change(change, width), ""]


def _report(report: Report) -> str:
    return f"{report.outlet}, {report.published}" if report.published else report.outlet


def _wrapped(text: str, left: str, width: int) -> list[str]:
    return wrap(line(text), width, initial_indent=left, subsequent_indent=f"{left}  ", break_on_hyphens=False)
