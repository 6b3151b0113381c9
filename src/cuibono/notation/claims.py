"""Claims as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from cuibono.errors import UsageError
from cuibono.model import Claim, Mention, Order, Role, Source, Span
from cuibono.notation.lines import (
    match,
    money_back,
    period_back,
    period_line,
    quoted,
    refuse,
    token,
    unword,
    word,
)

_WORD: Final = r'"(?:[^"\\]|\\.)*"|[^"|:()@]+?'
_HEADER = re.compile(r'(\w+) ("(?:[^"\\]|\\.)*"|[\w.-]+) @("(?:[^"\\]|\\.)*"|[\w.-]+):(\d+)-(\d+) (\w+)')
_NAMED = re.compile(rf"({_WORD}) \((\w+)\)(?: @(\d+)-(\d+))?")
_ROLE = re.compile(rf"({_WORD})(?: \| of: ({_WORD}))?(?: \| status: ({_WORD}))?")
_ORDER = re.compile(rf"({_WORD})(?: \| unit: ({_WORD}))?(?: \| count: (-?\d+))?")
_LINE = re.compile(r"( +)(?:([a-z ]+): )?(.*)")


def show(claim: Claim) -> str:
    """A claim as text, without a line end after it."""
    return "\n".join(_lines(claim))


def show_all(claims: Iterable[Claim]) -> str:
    """Claims as text, a blank line between two."""
    return "\n\n".join(show(claim) for claim in claims)


def parse(text: str) -> Claim:
    """The claim that a text in this notation holds. Raises UsageError, naming the line, where it does not hold one."""
    header, *rest = text.strip("\n").split("\n")
    slots = _header(header)
    for line in rest:
        _slot(line, slots)
    try:
        return msgspec.convert(slots, Claim, strict=True)
    except msgspec.ValidationError as error:
        raise UsageError(f"{header!r}: this claim does not hold together: {error}.") from error


def parse_all(text: str) -> tuple[Claim, ...]:
    """The claims in a text, parted by blank lines."""
    return tuple(parse(part) for part in re.split(r"\n\n+", text.strip("\n")) if part.strip())


def _lines(claim: Claim) -> Iterator[str]:
    place = f"@{token(claim.document)}:{claim.span.start}-{claim.span.end}"
    yield f"{claim.kind} {token(claim.id)} {place} {claim.stance}"
    yield f"  {quoted(claim.quote)}"
    for name, mentions in (("actor", claim.actors), ("counterpart", claim.counterparts)):
        for mention in mentions:
            yield f"  {name}: {_named(mention)}"
            yield from (f"    as: {_role(role)}" for role in mention.roles)
    yield from _optional("topic", claim.topic)
    if claim.amount:
        yield f"  amount: {claim.amount.show()}"
    if claim.period:
        yield f"  when: {period_line(claim.period)}"
    yield from _optional("place", claim.place)
    yield from (f"  said by: {_named(source)}" for source in claim.attribution)
    yield from _order(claim.order) if claim.order else ()
    yield from _optional("cue", claim.cue or None)
    yield from (f"  rule: {word(rule)}" for rule in claim.rules)


def _optional(name: str, value: str | None) -> Iterator[str]:
    if value is not None:
        yield f"  {name}: {word(value)}"


def _order(order: Order) -> Iterator[str]:
    unit = "" if order.unit is None else f" | unit: {word(order.unit)}"
    count = "" if order.count is None else f" | count: {order.count}"
    yield f"  {order.way}: {word(order.words)}{unit}{count}"
    yield from (f"    of: {word(anchor)}" for anchor in order.anchors)


def _named(what: Mention | Source) -> str:
    span = f" @{what.span.start}-{what.span.end}" if what.span else ""
    return f"{word(what.name)} ({what.kind}){span}"


def _role(role: Role) -> str:
    of = "" if role.of is None else f" | of: {word(role.of)}"
    status = "" if role.status is None else f" | status: {word(role.status)}"
    return word(role.title) + of + status


def _header(line: str) -> dict[str, Any]:
    found = _HEADER.fullmatch(line)
    if not found:
        refuse(line, "a claim begins with its kind, id, @document:start-end and stance")
    kind, key, document, start, end, stance = found.groups()
    span = Span(int(start), int(end))
    names: dict[str, Any] = {"id": unword(key), "document": unword(document), "kind": kind, "stance": stance}
    return names | {"span": span, "quote": "", "actors": [], "counterparts": [], "attribution": [], "rules": []}


def _slot(line: str, slots: dict[str, Any]) -> None:
    """Put what one line says where it belongs."""
    found = _LINE.fullmatch(line) if line.startswith("  ") else None
    if not found:
        refuse(line, "a line after the first begins with two blanks")
    name, value = found[2], found[3]
    if name is None:
        slots["quote"] = unword(value)
    elif name in ("actor", "counterpart"):
        slots["party"] = slots[f"{name}s"]
        slots["party"].append(_named_back(value))
    elif name == "as" and slots.get("party"):
        slots["party"][-1]["roles"].append(_role_back(value))
    elif name in ("after", "before"):
        slots["order"] = _order_back(name, value)
    elif name == "of" and "order" in slots:
        slots["order"]["anchors"].append(unword(value))
    elif name == "said by":
        slots["attribution"].append(_named_back(value))
    elif name == "rule":
        slots["rules"].append(unword(value))
    elif name == "amount":
        slots["amount"] = money_back(value)
    elif name == "when":
        slots["period"] = period_back(value)
    elif name in ("topic", "place", "cue"):
        slots[name] = unword(value)
    else:
        refuse(line, f'there is no slot "{name}"')


def _named_back(text: str) -> dict[str, Any]:
    name, kind, start, end = match(_NAMED, text, "NAME (kind) @start-end")
    span = None if start is None else Span(int(start), int(end or 0))
    return {"name": unword(name or ""), "kind": kind, "span": span, "roles": []}


def _order_back(way: str, text: str) -> dict[str, Any]:
    words, unit, count = match(_ORDER, text, "WORDS | unit: UNIT | count: NUMBER")
    distance = {"unit": None if unit is None else unword(unit), "count": None if count is None else int(count)}
    return {"way": way, "words": unword(words or ""), "anchors": [], **distance}


def _role_back(text: str) -> Role:
    title, of, status = match(_ROLE, text, "TITLE | of: WHOM | status: STATUS")
    return Role(unword(title or ""), None if of is None else unword(of), None if status is None else unword(status))
