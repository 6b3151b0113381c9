"""What is new about watched parties and kinds, as text for a terminal or a mail, and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from textwrap import wrap

from cuibono.explore.news import Item
from cuibono.explore.phrases import count_words, period_words
from cuibono.publish.listing import PLAIN, Style, dealing, dressed, entry, line, room, said_by
from cuibono.publish.story.markdown import escaped
from cuibono.publish.story.plain import address, plain

_MOST = 100  # claims that are shown; the feed and the ledger have all


def summary(items: Sequence[Item], *, width: int = 100, style: Style = PLAIN) -> str:
    """The claims under the first watch that each fits, with quotes and who says so; "" where there are none."""
    parts = []
    for name, members in _groups(items):
        parts.append(f"{dressed(style.strong, line(name).upper())}  {count_words(len(members), 'new claim')}\n")
        parts += [_entry(item, width, style) for item in members]
    return "\n".join(parts + _rest(items))


def _entry(item: Item, width: int, style: Style) -> str:
    claim, document = item.claim, item.document
    when = period_words(claim.period) if claim.period else "no date given"
    told = [said_by(claim, document), item.standing, *([f"[{item.mark.line}]"] if item.mark else [])]
    body = wrap(f"“{line(claim.quote)}”", room(width), subsequent_indent=" ")
    body += [part for one in told for part in wrap(line(one), room(width), subsequent_indent="  ")]
    place = f"{claim.id} in {document.file}, event {item.event.id}"
    return entry(when, dealing(claim, "date"), body, place, width, style)


def markdown(items: Sequence[Item]) -> str:
    """The same as Markdown; "" where there are none. What comes from articles is never more than text."""
    parts = []
    for name, members in _groups(items):
        parts.append(f"## {escaped(name)}: {count_words(len(members), 'new claim')}")
        parts.append("\n".join(_bullet(item) for item in members))
    return "\n\n".join([*parts, *_rest(items)]) + ("\n" if items else "")


def _bullet(item: Item) -> str:
    lines = [f"- **{escaped(dealing(item.claim, 'date'))}**", f"“{escaped(item.claim.quote)}”"]
    lines += [escaped(said_by(item.claim, item.document)), escaped(item.standing)]
    lines += [escaped(item.mark.line)] if item.mark else []
    link = address(item.document.url)
    where = f"[article](<{_linked(link)}>), " if link else ""
    return "  \n  ".join([*lines, f"{where}{item.claim.id}, {item.event.id}"])


def _linked(link: str) -> str:
    """An address fit to stand in angle brackets."""
    return link.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")


def _groups(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    shown = sorted(items[:_MOST], key=lambda item: item.watches[0])
    return [(plain(name), list(members)) for name, members in groupby(shown, key=lambda item: item.watches[0])]


def _rest(items: Sequence[Item]) -> list[str]:
    left = len(items) - _MOST
    return [f"and {count_words(left, 'more claim')}; `cuibono show` and the feed have them all\n"] if left > 0 else []
