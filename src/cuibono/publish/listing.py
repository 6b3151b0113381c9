"""The ledger as plain text for a terminal, a pipe or a README: every dealing with its quote and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from textwrap import wrap
from typing import Literal, NamedTuple

from cuibono import signs
from cuibono.explore.marks import Mark
from cuibono.explore.phrases import KINDS, SOURCES, STANCES, money_words, period_words
from cuibono.model import Claim, Document, Mention, Source

By = Literal["kind", "date"]
Told = tuple[Mapping[str, str], Mapping[str, Mark]]
_LEFT = 21  # columns for the date: "22 Nov – 7 Dec 2022" and two blanks
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Style(NamedTuple):
    """How a terminal is told to print: the codes before and after. Plain() prints nothing but the text."""

    strong: tuple[str, str] = ("", "")
    faint: tuple[str, str] = ("", "")


PLAIN = Style()
COLOUR = Style(strong=("\x1b[1m", "\x1b[0m"), faint=("\x1b[2m", "\x1b[0m"))


def listing(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    events: Mapping[str, str] | None = None,
    *,
    rejected: Iterable[Claim] = (),
    marks: Mapping[str, Mark] | None = None,
    by: By = "kind",
    width: int = 100,
    style: Style = PLAIN,
) -> str:
    """All claims under headings by kind, or by the year in which they begin; those that people rejected after these.

    `events` leads from claims to the events that they tell of, `marks` to what people decided about them, by their
    ids. Each group is in the order of its dates, undated claims last. Lines are at most `width` columns long.
    """
    known = {document.id: document for document in documents}
    ordered = sorted(claims, key=lambda claim: _order(claim, known, by))
    groups = [(heading, list(group)) for heading, group in groupby(ordered, key=lambda claim: _heading(claim, by))]
    out = sorted(rejected, key=lambda claim: _order(claim, known, "date"))
    parts = []
    for heading, members in (*groups, *([("Rejected", out)] if out else [])):
        shown: By = "date" if members is out else by
        count = "1 claim" if len(members) == 1 else f"{len(members)} claims"
        parts.append(f"{dressed(style.strong, heading.upper())}  {dressed(style.faint, count)}\n")
        parts += [
            _entry(claim, known.get(claim.document), (events or {}, marks or {}), shown, width, style)
            for claim in members
        ]
    return "\n".join(parts)


def line(text: str) -> str:
    """Text on one line, with nothing in it that could steer a terminal or hide."""
    return signs.one_line(text)


def _order(claim: Claim, known: Mapping[str, Document], by: By) -> tuple[object, ...]:
    first = claim.period.first_known if claim.period else None
    document = known.get(claim.document)
    published = document.published.earliest if document and document.published else None
    kind = list(KINDS).index(claim.kind)
    within = (first or date.max, published or date.max, claim.document, claim.span)
    return (*within, kind) if by == "date" else (kind, *within)


def _heading(claim: Claim, by: By) -> str:
    if by == "kind":
        return KINDS[claim.kind][1]
    first = claim.period.first_known if claim.period else None
    return str(first.year) if first else "Date not given"


def entry(when: str, head: str, body: list[str], foot: str, width: int, style: Style) -> str:
    """A block of text: days at the left; beside them a heading, the lines of `body` as they are, a foot."""
    who = wrap(head, room(width)) or ["(not named)"]
    lines = [dressed(style.strong, who[0]), *who[1:], *body, dressed(style.faint, line(foot))]
    left = [f"  {when}".ljust(_LEFT), *[" " * _LEFT] * (len(lines) - 1)]
    if len(when) + 2 >= _LEFT:  # an unusually long date has a line to itself
        return f"  {when}\n" + "".join(" " * _LEFT + text + "\n" for text in lines)
    return "".join(a + b + "\n" for a, b in zip(left, lines, strict=True))


def room(width: int) -> int:
    """The columns beside the days."""
    return max(width - _LEFT, 30)


def dressed(codes: tuple[str, str], text: str) -> str:
    """A text between the codes that tell a terminal how to print it."""
    return f"{codes[0]}{text}{codes[1]}"


def _entry(claim: Claim, document: Document | None, told: Told, by: By, width: int, style: Style) -> str:
    """One claim: when and who, the quote, who says so, what a person decided about it, where to find it."""
    event, mark = told[0].get(claim.id), told[1].get(claim.id)
    when = period_words(claim.period) if claim.period else "no date given"
    quote = wrap(f"“{line(claim.quote)}”", room(width), subsequent_indent=" ")
    says = wrap(said_by(claim, document), room(width), subsequent_indent="  ")
    place = f"{claim.id} in {document.file if document else claim.document}" + (f", event {event}" if event else "")
    decided = wrap(line(f"[{mark.line}]"), room(width), subsequent_indent="  ") if mark else []
    return entry(when, dealing(claim, by), [*quote, *says, *decided], place, width, style)


def dealing(claim: Claim, by: By) -> str:
    """Who to whom, how much, what for, where, in one line."""
    sides = [_names(claim.actors) or "(not named)", _names(claim.counterparts)]
    parts = [" → ".join(side for side in sides if side)]
    if by == "date":
        parts.insert(0, KINDS[claim.kind][0])
    parts += [money_words(claim.amount)] if claim.amount else []
    if claim.topic and not is_told(claim.topic, parts):
        parts.append(claim.topic)
    parts += [f"at {claim.place}"] if claim.place else []
    stance = "" if claim.stance == "asserted" else f" [{STANCES[claim.stance][0]}]"
    return line(" · ".join(parts) + stance)


def is_told(topic: str, parts: list[str]) -> bool:
    """Whether every word of a topic stands in the line already, so that it need not be said twice."""
    return set(_WORD.findall(topic.casefold())) <= set(_WORD.findall(" ".join(parts).casefold()))


def _names(mentions: Iterable[Mention]) -> str:
    return ", ".join(dict.fromkeys(mention.name for mention in mentions))


def said_by(claim: Claim, document: Document | None) -> str:
    """The chain of who says so, nearest first: the outlet, then those it cites."""
    outlet = (document.publisher if document else None) or "The article"
    published = document.published if document else None
    chain = [source for source in claim.attribution if source.span is not None or source.name != outlet]
    head = outlet + (f", {period_words(published)}" if published else "")
    cited = "".join(f", citing {_source(source)}" for source in chain)
    return line(f"— {head}{cited}" if cited else f"— {head}, in its own words")


def _source(source: Source) -> str:
    return f"{source.name} ({SOURCES[source.kind]})" if source.kind in ("anonymous", "unspecified") else source.name
