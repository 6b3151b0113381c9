"""The account between two sides as plain text in two columns, and as rows for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import shorten, wrap
from typing import Final

import msgspec

from cuibono.explore.balance_view import DOES, BalanceView, CellView, EntryView, LeftView, MemberView, SideView
from cuibono.explore.phrases import count_words
from cuibono.publish.draft_listing import SPEAKING
from cuibono.publish.event_listing import dealing
from cuibono.publish.formats import Row
from cuibono.publish.listing import PLAIN, Style, dressed, line
from cuibono.weigh.balance.account import Which
from cuibono.weigh.balance.rules import Does

_BAR = " │ "
_QUOTE = 170  # letters of a quote in a column; `cuibono origins` prints all of it
SIDES: Final[tuple[Which, Which]] = (0, 1)
"""Both sides, the first first."""
_ALWAYS: Final[tuple[Does, ...]] = ("gave", "promised", "asked")
SHOWN: Final[tuple[Does, ...]] = (*_ALWAYS, "changed", "acted", "against", "supported", "criticised")
"""What stands in the two columns, in order."""
_OPEN = 120  # and of one that stands again among what is open
_WHYS = 2  # reasons that are printed of a member


def balance(view: BalanceView, *, width: int = 100, style: Style = PLAIN) -> str:
    """The account: two columns, then what is of both, sums, asks and acts, open items, the relation, who, what not."""
    lines = [dressed(style.strong, line(title(view))), *_wrapped(summary(view), "", width), ""]
    lines += _columns(view, width, style)
    lines += _both(view, width, style)
    lines += _sums(view, width, style)
    lines += [*_matches(view, width, style), *_open(view, width, style), *_relation(view, width, style)]
    for side in view.sides:
        lines += _side(side, width, style)
    lines += _left(view, width, style)
    return "\n".join([*lines, *_wrapped(view.says, "", width)])


def title(view: BalanceView) -> str:
    """Between whom."""
    return f"{view.sides[0].name} and {view.sides[1].name}"


def summary(view: BalanceView) -> str:
    """How many dealings from how many articles, and how many are told apart."""
    apart = sum(bool(entry.apart) for entry in view.entries)
    told = f"{count_words(len(view.entries), 'dealing')} between them in {count_words(view.documents, 'article')}"
    told += f", {apart} of these told apart and not counted" if apart else ""
    left = f"; {count_words(len(view.left), 'other')} that touch a side left out, with the reason" if view.left else ""
    return f"{told}{left}."


def heading(view: BalanceView, by: Which, does: Does) -> str:
    """A side and what it does: "Acme gave"."""
    return f"{view.sides[by].name} {DOES[does]}"


def matter_heading(view: BalanceView, by: Which) -> str:
    """What stands over a side's acts towards others."""
    other = view.sides[1 - by].name
    return f"{view.sides[by].name} did towards others, on a matter that {other} asked about"


def sections(view: BalanceView) -> tuple[Does, ...]:
    """What stands in the two columns: gifts, promises and asks always, the rest where something is told of it."""
    return tuple(does for does in SHOWN if does in _ALWAYS or any(view.of(by, does) for by in SIDES))


def got(view: BalanceView, by: Which) -> str:
    """What a side got, by the numbers of the other's entries."""
    other: Which = 1 if by == 0 else 0
    gave = [entry.number for entry in view.of(other, "gave") if not entry.apart]
    promised = [entry.number for entry in view.of(other, "promised") if not entry.apart]
    planned = [entry.number for entry in view.of(other, "promised") if entry.event.stance == "planned"]
    matter = [entry.number for entry in view.towards_others(other)]
    parts = [f"what the other gave: {numbers(gave)}"] if gave else ["no gift, post or favourable act is told"]
    parts += [f"what the other promised: {numbers(promised)}"] if promised else []
    parts += [f"what the other is told to plan: {numbers(planned)}"] if planned else []
    parts += [f"acts towards others on a matter that it asked about: {numbers(matter)}"] if matter else []
    return "; ".join(parts)


def numbers(of: Iterable[int]) -> str:
    """Numbers of entries: "[2], [5]"."""
    return ", ".join(f"[{number}]" for number in of)


def tags(entry: EntryView) -> tuple[str, ...]:
    """What is to be known of an entry beside its dealing: amount and its sort, why it stands here, why not counted."""
    money = [f"{entry.amount}, {entry.sort}"] if entry.amount else []
    money += [entry.note] if entry.note else []
    money += [f"told also as {', '.join(entry.others)}"] if entry.others else []
    fields = ", ".join(dict.fromkeys(found.words for found in entry.event.contradictions))
    more = [entry.link] if entry.link else []
    more += [f"reports differ on {fields}"] if fields else []
    return (*money, *more, *([f"not counted: {entry.apart}"] if entry.apart else []))


def source(entry: EntryView) -> str:
    """The outlet that is quoted, and when it appeared."""
    report = entry.quote.report
    return f"{report.outlet}, {report.published}" if report.published else report.outlet


def cell_words(view: BalanceView, cell: CellView) -> str:
    """A sort of dealing in a month: who and what."""
    if cell.by is None:
        return "met"
    words = "threatened" if cell.does == "against" else DOES[cell.does]
    return f"{view.sides[cell.by].name} {words}"


def _columns(view: BalanceView, width: int, style: Style) -> list[str]:
    room = (width - len(_BAR)) // 2
    lines: list[str] = []
    for does in sections(view):
        shown = [_section(heading(view, by, does), view.of(by, does), room, style) for by in SIDES]
        lines += _beside(shown[0], shown[1], room, style)
    matter = [view.towards_others(by) for by in SIDES]
    if any(matter):
        blocks = [_section(matter_heading(view, by), matter[by], room, style) if matter[by] else [] for by in SIDES]
        lines += _beside(blocks[0], blocks[1], room, style)
    gots = [[*_head(f"{view.sides[by].name} got", room, style), *_wrapped(got(view, by), "", room), ""] for by in SIDES]
    return [*lines, *_beside(gots[0], gots[1], room, style)]


def _head(text: str, room: int, style: Style) -> list[str]:
    return [dressed(style.strong, part) for part in wrap(line(text).upper(), room)]


def _section(head: str, entries: Sequence[EntryView], room: int, style: Style) -> list[str]:
    if not entries:
        return [*_head(head, room, style), "nothing is told", ""]
    return [*_head(head, room, style), *(text for entry in entries for text in [*_entry(entry, room, style), ""])]


def _entry(entry: EntryView, room: int, style: Style) -> Iterator[str]:
    event = entry.event
    yield from _wrapped(f"[{entry.number}] {event.when or 'no date given'} · {dealing(event)}", "", room)
    for tag in tags(entry):
        yield from _wrapped(f"– {tag}", "  ", room)
    yield from _wrapped(f"“{shorten(line(entry.quote.quote), _QUOTE, placeholder=' …')}”", "  ", room)
    yield from _wrapped(f"{source(entry)}; {event.standing} · {event.grade_words}", "  ", room)
    for finding in (one for one in event.findings if one.verdict in SPEAKING):
        yield from _wrapped(f"{finding.verdict_words}: {finding.reason}", "  ", room)
    for part in _wrapped(f"{event.id}: {', '.join(event.claims)}", "  ", room):
        yield dressed(style.faint, part)


def _beside(first: Sequence[str], second: Sequence[str], room: int, style: Style) -> list[str]:
    """Two columns; codes that tell a terminal how to print take no room."""
    codes = [code for pair in (style.strong, style.faint) for code in pair if code]
    return [f"{_padded(a, room, codes)}{_BAR}{b}".rstrip() for a, b in zip_longest(first, second, fillvalue="")]


def _padded(text: str, room: int, codes: Iterable[str]) -> str:
    bare = text
    for code in codes:
        bare = bare.replace(code, "")
    return text + " " * (room - len(bare))


def _both(view: BalanceView, width: int, style: Style) -> Iterator[str]:
    met = view.of(None, "met")
    if met:
        yield ""
        yield from _section("Both met", met, width, style)


def _sums(view: BalanceView, width: int, style: Style) -> Iterator[str]:
    if view.sums:
        yield from _head("Amounts", width, style)
    for one in view.sums:
        twice = "; ".join(f"[{a}] and [{b}] may be one dealing told twice" for a, b in one.twice)
        told = f"{heading(view, one.by, one.does)}: {one.amount}, {one.sort}, from {numbers(one.entries)}"
        yield from _wrapped(f"{told}{f' ({twice})' if twice else ''}", "  ", width)
    if view.sums:
        yield ""


def _matches(view: BalanceView, width: int, style: Style) -> Iterator[str]:
    if view.matches:
        yield from _head("Asks, and acts on the same matter", width, style)
    for one in view.matches:
        days = f"; {one.days}" if one.days else ""
        yield from _wrapped(f"asked [{one.ask}], act [{one.act}]: {one.order}{days}", "  ", width)
        yield from _wrapped(f"put together by: {'; '.join(one.reasons)}", "      ", width)
    if view.matches:
        yield ""


def _open(view: BalanceView, width: int, style: Style) -> Iterator[str]:
    yield from _head("Open", width, style)
    quotes = {entry.number: entry.quote.quote for entry in view.entries}
    for one in view.open:
        bearing = f": {numbers(one.entries)}" if one.entries else ""
        yield from _wrapped(f"[{one.entry}] {one.sort}: {one.says}{bearing}", "  ", width)
        yield from _wrapped(f"“{shorten(line(quotes[one.entry]), _OPEN, placeholder=' …')}”", "      ", width)
    yield "" if view.open else "  nothing\n"


def _relation(view: BalanceView, width: int, style: Style) -> Iterator[str]:
    if not view.relation:
        return
    yield from _head("Support, criticism, threats and meetings over time", width, style)
    for row in view.relation:
        for place, cell in enumerate(row.cells):
            bar = "█" * min(cell.low, 12) + "░" * min(cell.high - cell.low, 12)
            when = row.when if place == 0 else ""
            told = f"{cell_words(view, cell)} {cell.words} {bar} {numbers(cell.entries)}"
            yield from wrap(line(f"{told}"), width, initial_indent=f"  {when:<15}", subsequent_indent=" " * 19)
    yield "  █ in that time; ░ in it or in another"
    yield ""


def _side(side: SideView, width: int, style: Style) -> Iterator[str]:
    yield from _head(f"{side.name}: who is on this side", width, style)
    yield from _wrapped(side.how, "  ", width)
    for member in side.members:
        yield from _wrapped(member_words(member), "  ", width)
    for note in side.notes:
        yield from _wrapped(note, "  ", width)
    yield ""


def member_words(member: MemberView, whys: int = _WHYS) -> str:
    """A member with why and for which days."""
    more = len(member.why) - whys
    why = "; ".join(member.why[:whys]) + (f"; and {count_words(more, 'other')} of the sort" if more > 0 else "")
    days = f" · {member.days}" if member.days else ""
    coming = " · not yet in office" if member.coming else ""
    return f"{member.party.name} – {why}{days}{coming} · {count_words(len(member.entries), 'dealing')}"


def by_reason(view: BalanceView) -> dict[str, list[LeftView]]:
    """What was left out, by the reason."""
    found: dict[str, list[LeftView]] = {}
    for left in view.left:
        found.setdefault(left.reason, []).append(left)
    return found


def _left(view: BalanceView, width: int, style: Style) -> Iterator[str]:
    if view.left:
        yield from _head("Left out", width, style)
    for reason, several in by_reason(view).items():
        yield from _wrapped(f"{reason}:", "  ", width)
        for left in several:
            yield from _wrapped(f"{left.event.when or 'no date given'} · {dealing(left.event)}", "    ", width)
            for party in left.parties:
                yield from _wrapped(party, "        ", width)
            quote = shorten(line(left.event.quote.quote), _QUOTE, placeholder=" …")
            yield from _wrapped(f"“{quote}” {left.event.id}", "        ", width)
    if view.left:
        yield ""


def row(view: BalanceView) -> Row:
    """The account as plain values: events by their id, with how they stand, a quote and their claims."""
    plain = msgspec.to_builtins(
        {
            "sides": view.sides,
            "sums": view.sums,
            "asks": view.matches,
            "open": view.open,
            "relation": view.relation,
            "says": view.says,
        }
    )
    left = [
        {"event": one.event.id, "dealing": dealing(one.event), "reason": one.reason, "parties": list(one.parties)}
        for one in view.left
    ]
    return {**plain, "entries": [_row(view, entry) for entry in view.entries], "left_out": left}


def _row(view: BalanceView, entry: EntryView) -> Row:
    event = entry.event
    return {
        "number": entry.number,
        "event": event.id,
        "by": None if entry.by is None else view.sides[entry.by].name,
        "does": entry.does,
        "dealing": dealing(event),
        "earliest": event.earliest.isoformat() if event.earliest else None,
        "latest": event.latest.isoformat() if event.latest else None,
        "amount": entry.amount,
        "amount_is": entry.sort or None,
        "amount_also": list(entry.others),
        "link": entry.link or None,
        "not_counted": entry.apart or None,
        "stance": event.stance,
        "reports": event.reports,
        "independent_origins": len(event.counted),
        "grade": event.grade,
        "quote": entry.quote.quote,
        "document": entry.quote.report.file,
        "claims": list(event.claims),
        "findings": [{"verdict": one.verdict, "reason": one.reason} for one in event.findings],
    }


def _wrapped(text: str, left: str, width: int) -> list[str]:
    return wrap(line(text), width, initial_indent=left, subsequent_indent=f"{left}  ", break_on_hyphens=False)
