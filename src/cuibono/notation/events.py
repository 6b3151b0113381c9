"""Events as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from cuibono.errors import UsageError
from cuibono.model import Contradiction, Event, Span, Telling, Variant
from cuibono.notation.lines import match, money_back, period_back, period_line, refuse, token, unword, word

_TOKEN = r'"(?:[^"\\]|\\.)*"|[\w.-]+'
_HEADER = re.compile(rf"(\w+) ({_TOKEN}) (\w+)")
_TOLD = re.compile(rf"@({_TOKEN}):(\d+)-(\d+) (\w+)")
_DIFFERS = re.compile(r"(\w+) (\w+)")
_SPAN = re.compile(r"(\d+)-(\d+)")
_LINE = re.compile(r"((?:  )++)([a-z ]+): (.*)")
_LISTS = {"actor": "actors", "counterpart": "counterparts", "origin": "origins", "claim": "claims"}


class _Line(NamedTuple):
    """A line with the lines that stand under it, further to the right."""

    text: str
    name: str
    value: str
    under: list[_Line]


def show_event(event: Event) -> str:
    """An event as text, without a line end after it."""
    return "\n".join(_lines(event))


def parse_event(text: str) -> Event:
    """The event that a text in this notation holds. Raises UsageError, naming the line, where it does not hold one."""
    header, *rest = text.strip("\n").split("\n")
    kind, key, grade = match(_HEADER, header, "KIND id GRADE")
    slots: dict[str, Any] = {"kind": kind, "id": unword(key or ""), "grade": grade, "tellings": [], "claims": []}
    for line in _tree(rest):
        _slot(line, slots)
    try:
        return msgspec.convert(slots, Event, strict=True)
    except msgspec.ValidationError as error:
        raise UsageError(f"{header!r}: this event does not hold together: {error}.") from error


def _lines(event: Event) -> Iterator[str]:
    yield f"{event.kind} {token(event.id)} {event.grade}"
    if event.grade_rule:
        yield f"  grade rule: {word(event.grade_rule)}"
    for name, values in (("actor", event.actors), ("counterpart", event.counterparts)):
        yield from (f"  {name}: {word(value)}" for value in values)
    if event.topic is not None:
        yield f"  topic: {word(event.topic)}"
    if event.amount:
        yield f"  amount: {event.amount.show()}"
    if event.period:
        yield f"  when: {period_line(event.period)}"
    if event.place is not None:
        yield f"  place: {word(event.place)}"
    for name, values in (("origin", event.origins), ("claim", event.claims)):
        yield from (f"  {name}: {word(value)}" for value in values)
    for telling in event.tellings:
        yield from _told(telling)
    for found in event.contradictions:
        yield from _differs(found)
    for claim, reason in event.reasons:
        yield from (f"  taken in: {word(claim)}", f"    because: {word(reason)}")


def _told(telling: Telling) -> Iterator[str]:
    yield f"  told: @{token(telling.document)}:{telling.span.start}-{telling.span.end} {telling.bears}"
    for name, value in (("claim", telling.claim), ("rests", telling.rests), ("by", telling.by or None)):
        if value is not None:
            yield f"    {name}: {word(value)}"


def _differs(found: Contradiction) -> Iterator[str]:
    yield f"  differs: {found.field} {found.sort}"
    if found.reason:
        yield f"    reason: {word(found.reason)}"
    for variant in found.variants:
        yield f"    value: {word(variant.value)}"
        yield from (f"      in: {word(document)}" for document in variant.documents)
        yield from (f"      at: {span.start}-{span.end}" for span in variant.spans)


def _tree(lines: list[str]) -> list[_Line]:
    """The lines, each under the last one before it that stands further to the left."""
    top: list[_Line] = []
    levels = [top]
    for text in lines:
        indent, name, value = match(_LINE, text, "name: value, with two blanks before it for each level")
        level = len(indent or "") // 2
        if level > len(levels):
            refuse(text, "it stands too far to the right")
        line = _Line(text, name or "", value or "", [])
        del levels[level:]
        levels[-1].append(line)
        levels.append(line.under)
    return top


def _slot(line: _Line, slots: dict[str, Any]) -> None:
    """Put what one line says where it belongs."""
    if line.name in _LISTS:
        slots.setdefault(_LISTS[line.name], []).append(unword(line.value))
    elif line.name in ("topic", "place"):
        slots[line.name] = unword(line.value)
    elif line.name == "grade rule":
        slots["grade_rule"] = unword(line.value)
    elif line.name == "amount":
        slots["amount"] = money_back(line.value)
    elif line.name == "when":
        slots["period"] = period_back(line.value)
    elif line.name == "told":
        slots["tellings"].append(_told_back(line))
    elif line.name == "differs":
        slots.setdefault("contradictions", []).append(_differs_back(line))
    elif line.name == "taken in":
        reason = _under(line, "because")
        slots.setdefault("reasons", []).append((unword(line.value), reason[0] if reason else ""))
    else:
        refuse(line.text, f'there is no slot "{line.name}"')


def _told_back(line: _Line) -> dict[str, Any]:
    document, start, end, bears = match(_TOLD, line.value, "@document:start-end BEARING")
    given = {name: values[0] for name in ("claim", "rests", "by") if (values := _under(line, name))}
    return {"document": unword(document or ""), "span": Span(int(start or 0), int(end or 0)), "bears": bears, **given}


def _differs_back(line: _Line) -> dict[str, Any]:
    field, sort = match(_DIFFERS, line.value, "FIELD SORT")
    variants = [_variant(under) for under in line.under if under.name == "value"]
    return {"field": field, "sort": sort, "variants": variants, "reason": "".join(_under(line, "reason"))}


def _variant(line: _Line) -> Variant:
    spans = [match(_SPAN, under.value, "start-end") for under in line.under if under.name == "at"]
    held = tuple(Span(int(start or 0), int(end or 0)) for start, end in spans)
    return Variant(unword(line.value), tuple(_under(line, "in")), held)


def _under(line: _Line, name: str) -> list[str]:
    return [unword(under.value) for under in line.under if under.name == name]
