"""Who is who as plain text for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from cuibono.explore.identity import Identity, LinkView, NamingView
from cuibono.explore.phrases import count_words
from cuibono.publish.listing import PLAIN, Style, dressed, line

_MOST = 12  # files that are named for one party; `why` shows all


def parties(found: Iterable[Identity], *, width: int = 100, style: Style = PLAIN) -> str:
    """A block for each party: name, kind, id; other names, roles with their days, the documents that name it."""
    return "\n".join("\n".join(_party(one, width, style)) + "\n" for one in found)


def why(found: Identity, *, width: int = 100, style: Style = PLAIN) -> str:
    """A party with every naming, and why namings were joined or kept apart: what spoke for it, and with what weight."""
    lines = [*_party(found, width, style), "", dressed(style.strong, "NAMED")]
    lines += [text for naming in found.namings for text in _wrapped(f"{_named(naming)}  {naming.id}", "  ", width)]
    for heading, same in (("JOINED", True), ("KEPT APART", False)):
        links = [link for link in found.links if link.same is same]
        lines += ["", dressed(style.strong, heading)] if links else []
        lines += [text for link in links for text in _link(link, width)]
    return "\n".join([*lines, ""])


def _party(found: Identity, width: int, style: Style) -> Iterator[str]:
    yield f"{dressed(style.strong, line(found.name))} ({found.words})  {dressed(style.faint, found.id)}"
    if found.aliases:
        yield from _wrapped(f"also: {', '.join(found.aliases)}", "  ", width)
    for tenure in found.tenures:
        yield from _wrapped(tenure, "  ", width)
    places = found.places
    more = f", and {len(places) - _MOST} more" if len(places) > _MOST else ""
    yield from _wrapped(f"{count_words(len(places), 'document')}: {', '.join(places[:_MOST])}{more}", "  ", width)


def _named(naming: NamingView) -> str:
    roles = f", {', '.join(naming.roles)}" if naming.roles else ""
    return f"“{naming.name}”{roles} in {naming.place}"


def _link(link: LinkView, width: int) -> Iterator[str]:
    sign = "and" if link.same else "and not"
    yield from _wrapped(f"{_named(link.first)} {sign} {_named(link.second)}", "  ", width)
    weighed = ", ".join(f"{name} {weight:+g}" for name, weight in link.features)
    decided = f"{link.score:g}" if link.ruling == "scored" else f"a person said: {link.ruling}"
    yield from _wrapped(f"{decided} = {weighed}" if weighed and link.ruling == "scored" else decided, "      ", width)


def _wrapped(text: str, left: str, width: int) -> list[str]:
    return wrap(line(text), width, initial_indent=left, subsequent_indent=f"{left}  ", break_on_hyphens=False)
