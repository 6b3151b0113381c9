"""The head of an article: headline, byline, outlet and date lines, and where the running text begins.

A line is taken for part of the head only where its form says so; in doubt it is running text, for a paragraph
that is swallowed is never read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cuibono.collect.published import given, span_of_date
from cuibono.values import Period

_LONGEST_TITLE = 200
_LONGEST_LINE = 120
_BLOCKS = 3  # of lines after the headline that may still be head
_BYLINE = re.compile(r"^(?:by|par|von|por|di|door|av|af|text by|words by|story by|written by)\s+\S", re.IGNORECASE)
_DESK = re.compile(r"\b(?:staff|correspondent|reporter|editor|desk|team|bureau|newsroom)\b", re.IGNORECASE)
_SECTION = re.compile(
    r"^(?:opinion|column|analysis|comment(?:ary)?|editorial|feature|interview|news|business|politics|world|markets|"
    r"press release.*|for immediate release.*|transcript.*|issued .*|updated .*|published .*|page \d+)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\d{1,2}[:.]\d{2}\s*(?:[ap]\.?\s?m\.?)?(?:\s+[A-Z]{2,4})?$", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?(?:\s+\d{1,2})?\b", re.IGNORECASE
)
_SET_OFF = re.compile(r"[-–|,]\s*(?:\w+,?\s+)?" + _DAY.pattern, re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|"
    r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[A-Z][^\n()]{1,60}\(([^()\n]{2,40})\)\s*[-–—]{1,2}\s")
_PLACED = re.compile(r"^[A-Z][A-Z .'-]{2,}[^\n]{0,80}?\s[-–—]{1,2}\s")
_JOINING = re.compile(r"(?:and|of|the|for|in|at|on|de|la|le|du|des|von|van|und|et|y)$|[dl]['’]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
_ABBREVIATION = re.compile(
    r"(?:\b[ap]\.m|\b(?:inc|corp|co|ltd|plc|jr|sr|u\.s|u\.k|" + _DAY.pattern[2:-2] + r"))\.$", re.IGNORECASE
)
_LINES = re.compile(r"^[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*", re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z_]+):[ \t]*(.*)$")


class Head(NamedTuple):
    """What the head says; `body` is the offset at which running text begins."""

    body: int = 0
    title: str | None = None
    publisher: str | None = None
    published: Period | None = None
    url: str | None = None


class _Block(NamedTuple):
    start: int
    lines: list[str]


def head(text: str, markdown: bool = False) -> Head:
    """The head of a text, as far as there is one; Head() where running text begins at once."""
    fields = _fields(text) if markdown else None
    if fields:
        return fields
    blocks = _blocks(text)
    if not blocks or not _is_title(blocks[0], len(blocks)):
        return _dated(Head(), text)
    title = blocks[0].lines[0].lstrip("# ").strip()
    lines, after = blocks[0].lines[1:], 1
    while after < len(blocks) - 1 and after <= _BLOCKS and _is_head(blocks[after]):
        lines += blocks[after].lines
        after += 1
    if after >= len(blocks):
        return Head()
    found = Head(blocks[after].start, title, _publisher(lines), _date(lines))
    return _dated(found, text[found.body :])


def _blocks(text: str) -> list[_Block]:
    """The first few stretches of lines between blank lines."""
    found = []
    for match in _LINES.finditer(text[:20_000]):
        lead = len(match[0]) - len(match[0].lstrip())
        found.append(_Block(match.start() + lead, [line.strip() for line in match[0].split("\n")]))
        if len(found) > _BLOCKS + 2:
            break
    return found


def _is_title(block: _Block, blocks: int) -> bool:
    """A headline: one line (head lines may follow it at once) that is no sentence, with more text after it."""
    first, rest = block.lines[0], block.lines[1:]
    if blocks < 2 or len(first) > _LONGEST_TITLE or _is_prose(first) or _BYLINE.match(first):
        return False
    return all(_is_head_line(line) for line in rest)


def _is_prose(line: str) -> bool:
    """Ends as a sentence does, or opens with a dateline or a list mark."""
    if _DATELINE.match(line) or line.startswith(("- ", "* ", "• ", '"', "“")):
        return True
    return bool(_SENTENCE_END.search(line)) and not line.endswith("?") and not _ABBREVIATION.search(line)


def _is_head(block: _Block) -> bool:
    return len(block.lines) <= 5 and all(_is_head_line(line) for line in block.lines)


def _is_head_line(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return False
    if _CLOCK.match(line) or _SECTION.match(line):
        return True
    if _is_prose(line) and not (span_of_date(line) and len(line) < 80):
        return False
    return bool(_BYLINE.match(line) or _has_date(line) or _is_names(line))


def _has_date(line: str) -> bool:
    """A full date, or a day without its year set off at the end ("Morning Scan - Aug 12, 06:30 UTC")."""
    return bool(span_of_date(line) or (len(line) < 80 and re.search(r"\d", line) and _SET_OFF.search(line)))


def _is_names(line: str) -> bool:
    """Nearly all words begin with a capital: a person, an outlet, a desk."""
    words = [w for w in re.findall(r"[\w'’.-]+", line) if w[0].isalpha()]
    small = [w for w in words if w[0].islower() and not _JOINING.match(w)]
    if _DESK.search(line) and 0 < len(words) < 7:
        return True
    return 0 < len(words) <= 12 and len(small) <= len(words) // 4


def _date(lines: list[str]) -> Period | None:
    for line in lines:
        found = span_of_date(line)
        if found:
            return found[1]
    return None


def _publisher(lines: list[str]) -> str | None:
    """The outlet: what stands before the date on its line, else the last line that is a name and no byline."""
    for line in lines:
        if _has_date(line) and (name := _outlet(_before_date(line))):
            return name
    for line in reversed(lines):
        if not _has_date(line) and (name := _outlet(line)):
            return name
    return None


def _before_date(line: str) -> str:
    full = span_of_date(line)
    if full:
        return line[: full[0][0]]
    part = _DAY.search(line)
    return line[: part.start()] if part else line


def _outlet(text: str) -> str | None:
    """The first part of a line such as "Rack & Fibre - Sites & Power desk | ", where it can be an outlet's name."""
    text = _WEEKDAY.sub("", text)
    for part in re.split(r"\s+[-–—|]\s+|,\s|\s\|$", text):
        part = part.strip(" ,|-–—")
        if part and not (_BYLINE.match(part) or _SECTION.match(part) or _CLOCK.match(part)) and _is_names(part):
            bare = _DESK.search(part) and len(part.split()) < 3
            return None if bare else part
    return None


def _dated(found: Head, running: str) -> Head:
    """With the day and the outlet of a dateline ("PARIS, May 11, 2021 (Agency) - ...") where the head has none."""
    place = _PLACED.match(running)
    if not place:
        return found
    agency = _DATELINE.match(running)
    name = agency[1].strip() if agency and _is_names(agency[1]) else None
    return found._replace(publisher=found.publisher or name, published=found.published or _date([place[0]]))


def _fields(text: str) -> Head | None:
    """The fields between two lines of dashes that Markdown files may begin with."""
    match = re.match(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n\s*|$)", text, re.DOTALL)
    if not match:
        return None
    fields = {f[1].lower(): f[2].strip().strip("\"'") for line in match[1].split("\n") if (f := _FIELD.match(line))}
    publisher = fields.get("publisher") or fields.get("outlet") or fields.get("source")
    return Head(match.end(), fields.get("title"), publisher, given(fields.get("date", "")), fields.get("url"))
