"""An answer as plain text, in which every word of a document stands as a JSON string.

This program's own words, ids and figures stand bare; all else is between straight quotation marks, with JSON's escapes
inside, on one line. A text cannot end its own quotation, begin a line, or stand where this program speaks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from cuibono.agents.evidence import (
    EventLine,
    GivenBy,
    Hit,
    LinkLine,
    NamingLine,
    OriginLine,
    OriginTree,
    OwnWords,
    PartyName,
    ReportLine,
    ReportName,
    TellingLine,
)
from cuibono.agents.quoting import Quoted

OWN: Final = frozenset(
    """
    notice note searched about left_out standing verdict_meaning mark_meaning meaning when_basis published
    published_first published_last happened filed kind stance grade mark verdict field sort ruling found_in id
    claim document event next_cursor claims_of_kind events_of_grade findings
    """.split()
)
"""Fields that hold this program's own words alone, whatever stands in a document."""


def text(answer: msgspec.Struct) -> str:
    """An answer, a line for each value; what is empty or not known is left out."""
    return "\n".join(_fields(answer))


def _fields(value: msgspec.Struct) -> Iterator[str]:
    for name in value.__struct_fields__:
        held = getattr(value, name)
        if held not in (None, "", (), {}):
            yield from _field(name, held)


def _field(name: str, held: object) -> Iterator[str]:
    if isinstance(held, tuple) and isinstance(held[0], msgspec.Struct):
        yield f"{name}:"
        yield from _items(held)
    elif isinstance(held, msgspec.Struct):
        first, *rest = _block(held)
        yield f"{name}: {first}"
        yield from (f"  {line}" for line in rest)
    else:
        yield f"{name}: {_words(name, held)}"


def _items(held: Iterable[msgspec.Struct]) -> Iterator[str]:
    for item in held:
        first, *rest = _block(item)
        yield f"- {first}"
        yield from (f"  {line}" for line in rest)


def _block(value: msgspec.Struct) -> list[str]:
    return list(_SHOWN.get(type(value), _fields)(value))


def _event(event: EventLine) -> Iterator[str]:
    """An event: what, when, who to whom; how it stands; where it is told first."""
    sides = " -> ".join(side for side in (_names(event.actors) or "(not named)", _names(event.counterparts)) if side)
    parts = [f"{event.id}: {event.kind}", event.when or "no date given", sides]
    parts += [_string(event.amount)] if event.amount else []
    parts += [f"topic {_string(event.topic)}"] if event.topic else []
    parts += [f"at {_string(event.place)}"] if event.place else []
    yield ", ".join(parts) + ("" if event.stance == "asserted" else f" [{event.stance}]")
    yield f"{event.standing}; {event.grade}: {_string(event.grade_rule)}"
    if event.differing:
        yield f"reports differ on: {', '.join(event.differing)}"
    if event.records:
        yield "records: " + ", ".join(f"{one.verdict} ({_string(one.register)})" for one in event.records)
    yield f"told: {_quote(event.quote)}"


def _hit(hit: Hit) -> Iterator[str]:
    yield f"{hit.found_in}: {_quote(hit.quote)}" + (f", {hit.claim}" if hit.claim else "")
    if hit.event:
        told = _block(hit.event)
        yield from (told[:-1] if hit.event.quote == hit.quote else told)


def _telling(telling: TellingLine) -> Iterator[str]:
    tags: list[str] = [telling.stance] if telling.stance not in (None, "asserted") else []
    tags += [telling.bears] if telling.bears != "supports" else []
    yield _quote(telling.quote) + (f" [{', '.join(tags)}]" if tags else "")
    chain = ", citing ".join(f"{_string(one.name)} ({one.sort})" for one in telling.says_so)
    yield f"says so: {chain}; {telling.claim}" if telling.claim else "repeats what a claim elsewhere says"
    if telling.why:
        yield f"why: {_string(telling.why)}"


def _origin(origin: OriginLine) -> Iterator[str]:
    counted = "counted" if origin.counted else "not counted"
    reports = f"reports: {origin.report_count}"
    yield f"{origin.id} {_string(origin.name)} ({origin.sort or 'document'}, {counted}, {reports})"


def _tree(origin: OriginTree) -> Iterator[str]:
    yield from _origin(origin)
    yield from _items(origin.reports)


def _report(line: ReportLine) -> Iterator[str]:
    yield f"{_report_name(line.report)}, depth {line.depth}: {_string(line.rests_on)}"
    yield from _items(line.tellings)


def _given(given: GivenBy) -> Iterator[str]:
    yield _report_name(given.report) + (f": {_quote(given.quote)}" if given.quote else "")


def _naming(naming: NamingLine) -> Iterator[str]:
    roles = f" as {', '.join(map(_string, naming.roles))}" if naming.roles else ""
    yield f"{_string(naming.name)} in {_string(naming.place)}{roles}"


def _link(link: LinkLine) -> Iterator[str]:
    first, second = (f"{_string(one.name)} in {_string(one.place)}" for one in (link.first, link.second))
    same = "taken for one" if link.same else "kept apart"
    yield f"{first}; {second}: {same} ({link.ruling}, {link.score:+g}): {', '.join(map(_string, link.reasons))}"


def _names(parties: tuple[PartyName, ...]) -> str:
    return ", ".join(f"{_string(one.name)} ({one.id})" for one in parties)


def _report_name(report: ReportName) -> str:
    return f"{_string(report.outlet)}, {report.published or 'no date known'} ({report.document})"


def _quote(quote: Quoted) -> str:
    more = f", {quote.written_out} unseen signs written out" if quote.written_out else ""
    more += f", the last {quote.left_out} characters not shown" if quote.left_out else ""
    place = f"{quote.document} {_string(quote.file)}, characters {quote.start}-{quote.end}{more}"
    return f"quoted {_string(quote.text)} ({place})"


def _words(name: str, held: object) -> str:
    if isinstance(held, Mapping):
        own = name in OWN
        return ", ".join(f"{key if own else _string(str(key))} {count}" for key, count in held.items())
    if isinstance(held, tuple):
        return ", ".join(_words(name, item) for item in held)
    if isinstance(held, bool):
        return "yes" if held else "no"
    return str(held) if name in OWN or not isinstance(held, str) else _string(held)


def _string(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


_SHOWN: Final[dict[type[msgspec.Struct], Callable[[Any], Iterator[str]]]] = {
    EventLine: _event,
    Hit: _hit,
    TellingLine: _telling,
    OriginLine: _origin,
    OriginTree: _tree,
    ReportLine: _report,
    GivenBy: _given,
    NamingLine: _naming,
    LinkLine: _link,
    OwnWords: lambda words: iter((f"{_string(words.text)} (characters {words.start}-{words.end})",)),
    Quoted: lambda quote: iter((_quote(quote),)),
}
"""Values that are shown in lines of their own; all others a field a line."""
