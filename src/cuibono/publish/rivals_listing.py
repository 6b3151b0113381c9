"""Rival hypotheses as plain text for a terminal or a pipe: the matrix, its outcome, what decides, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Final

from cuibono.explore.phrases import count_words
from cuibono.explore.rivals.views import (
    EvidenceView,
    HypothesisView,
    LeftOut,
    MissingView,
    QuotedView,
    RivalsLine,
    RivalsView,
)
from cuibono.publish.event_listing import dealing
from cuibono.publish.listing import PLAIN, Style, dressed, line

NOT_RATED: Final = "not rated"
MISSING: Final[dict[str, str]] = {
    "prediction": "Predicted, and nobody rated anything for it",
    "unrated": "Rated against some of the hypotheses alone",
    "not_checkable": "No record decides it",
    "lead": "Records that could settle it",
    "gone": "Rated, and no longer there",
}
"""What is missing, by sort, fit for a heading."""

_CELL: Final = 12
_LEFT: Final = 4
_QUOTE: Final = 180


def listed(lines: Iterable[RivalsLine], *, width: int = 100) -> str:
    """Each question with its hypotheses."""
    return "\n".join(text for one in lines for text in _listed(one, width))


def quoted(found: Sequence[QuotedView], *, width: int = 100) -> str:
    """Sentences of articles that give an explanation, those that are told as rivals together."""
    lines: list[str] = []
    for _, several in groupby(found, key=lambda one: one.set or one.id):
        for one in several:
            lines += _wrapped(f"“{one.quote}”", "  ", width)
            lines += _wrapped(f"{', '.join((*one.sources[::-1], one.file))}  {one.id}", "    ", width)
        lines.append("")
    return "\n".join(lines)


def shown(view: RivalsView, *, width: int = 100, style: Style = PLAIN) -> str:
    """The whole of one set."""
    return "\n".join(_lines(view, width, style))


def origin_words(one: EvidenceView) -> str:
    """What evidence rests on."""
    return ", ".join(dict.fromkeys(found.name for found in one.origins))


def beside_words(one: EvidenceView) -> str:
    """With what evidence is counted, and why."""
    return f"counted once together with {numbers(one.beside)}: the same dealing, or no other origin is left behind it"


def numbers(of: Iterable[int]) -> str:
    """Numbers of evidence: "[2], [5]"."""
    return ", ".join(f"[{number}]" for number in of)


def about(one: EvidenceView) -> str:
    """Evidence in one line: the day, the dealing; of a finding what the records say."""
    told = f"{one.event.when or 'no date given'} · {dealing(one.event)}"
    return f"{one.finding.title}: {one.finding.verdict_words} – {told}" if one.finding else told


def by_sort(missing: Iterable[MissingView]) -> dict[str, list[MissingView]]:
    """What is missing, by the headings of its sorts."""
    found: dict[str, list[MissingView]] = {}
    for one in missing:
        found.setdefault(MISSING[one.sort], []).append(one)
    return found


def touching(several: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Those of which leaving them out changes something."""
    return tuple(one for one in several if one.changes)


def without_words(one: LeftOut) -> str:
    """What leaving something out touches: "rest on it alone: [1]; rest on others besides: [2]"."""
    others = [number for number in one.evidence if number not in one.gone]
    parts = [f"rests on it alone: {numbers(one.gone)}"] if one.gone else []
    parts += [f"rests on others besides: {numbers(others)}"] if others else []
    return "; ".join(parts)


def _listed(one: RivalsLine, width: int) -> Iterator[str]:
    rated = f"{count_words(one.evidence, 'piece')} of evidence rated" if one.evidence else "nothing rated yet"
    by = f" by {', '.join(one.raters)}" if one.raters else ""
    yield from _wrapped(f"{one.question}  {one.id}", "", width)
    yield from (text for says in one.says for text in _wrapped(f"– {says}", "  ", width))
    yield from _wrapped(f"{rated}{by}", "  ", width)
    yield ""


def _lines(view: RivalsView, width: int, style: Style) -> Iterator[str]:
    yield from (dressed(style.strong, text) for text in _wrapped(view.question, "", width))
    yield dressed(style.faint, f"{view.id}; rated by {', '.join(view.raters)}" if view.raters else view.id)
    yield ""
    for one in view.hypotheses:
        yield from _hypothesis(one, width, style)
    yield from _head("The matrix", style)
    yield from _wrapped(view.yardstick, "  ", width)
    yield from _matrix(view, width)
    yield from _head("What the ratings come to", style)
    yield from _comparisons(view, width)
    yield from _wrapped(view.says, "  ", width)
    yield ""
    if view.evidence:
        yield from _head("The evidence", style)
        for evidence in view.evidence:
            yield from _evidence(evidence, view, width, style)
        yield from _head("What decides", style)
        yield from _decides(view, width)
    yield from _head("What is missing", style)
    yield from _missing(view, width)


def _head(text: str, style: Style) -> Iterator[str]:
    yield dressed(style.strong, text.upper())


def _hypothesis(one: HypothesisView, width: int, style: Style) -> Iterator[str]:
    yield from (dressed(style.strong, text) for text in _wrapped(f"{one.letter}  {one.says}", "", width))
    yield f"    {dressed(style.faint, one.id)}"
    for made in one.proposed:
        yield from _wrapped(f"proposed by {made.by}, {made.when}: {made.why}  {made.judgement}", "    ", width)
    for sentence in one.quoted:
        yield from _wrapped(f"from “{sentence.quote}”, {sentence.file}", "    ", width)
    for number, prediction in enumerate(one.predicts, 1):
        rated = numbers(prediction.evidence) or "nobody rated anything for it"
        yield from _wrapped(f"would be there, {number}: {prediction.words} – {rated}", "    ", width)
    yield ""


def _matrix(view: RivalsView, width: int) -> Iterator[str]:
    """Hypotheses as rows, evidence as columns; in bands, where there are more columns than room."""
    room = max(1, (width - _LEFT) // _CELL)
    for begin in range(0, len(view.evidence), room):
        band = view.evidence[begin : begin + room]
        yield ""
        yield " " * _LEFT + "".join(f"[{one.number}]".ljust(_CELL) for one in band).rstrip()
        for row in view.hypotheses:
            cells = [cell.span or NOT_RATED for cell in row.cells[begin : begin + room]]
            yield f"{row.letter:<{_LEFT}}" + "".join(cell.ljust(_CELL) for cell in cells).rstrip()
    if not view.evidence:
        yield from _wrapped("Nothing is rated yet: `cuibono rivals rate` does that.", "  ", width)
    yield ""


def _comparisons(view: RivalsView, width: int) -> Iterator[str]:
    for one in view.comparisons:
        yield from _wrapped(one.words, "  ", width)
        for part in one.parts:
            yield from _wrapped(f"{numbers(part.evidence)}: {part.words}", "      ", width)
        if one.left:
            yield from _wrapped(f"left out, not rated against both: {numbers(one.left)}", "      ", width)
    if not view.comparisons:
        yield from _wrapped("There is one hypothesis alone. Propose a rival of it.", "  ", width)
    yield ""


def _evidence(one: EvidenceView, view: RivalsView, width: int, style: Style) -> Iterator[str]:
    head = _wrapped(f"[{one.number}] {about(one)}", "  ", width)
    yield from (dressed(style.strong, text) for text in head)
    quote = line(one.finding.reason if one.finding else one.event.quote.quote)
    cut = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE].rsplit(' ', 1)[0]} …"
    yield from _wrapped(cut if one.finding else f"“{cut}”", "      ", width)
    yield from _wrapped(f"{one.event.standing} · {one.counts} · rests on {origin_words(one)}", "      ", width)
    if one.beside:
        yield from _wrapped(beside_words(one), "      ", width)
    yield from _wrapped(f"tells {one.tells}", "      ", width)
    for row in view.hypotheses:
        for rating in (rating for cell in row.cells if cell.evidence == one.id for rating in cell.ratings):
            bears = f" (for: {rating.prediction})" if rating.prediction else ""
            told = f"{row.letter}: {rating.words}{bears} – {rating.by}, {rating.when}: {rating.why}"
            yield from _wrapped(f"{told}  {rating.judgement}", "      ", width)
    yield f"      {dressed(style.faint, one.id if one.finding else one.event.id)}"
    yield ""


def _decides(view: RivalsView, width: int) -> Iterator[str]:
    for one in touching(view.decisive):
        for change in one.changes:
            yield from _wrapped(f"without {one.name}: {change}", "  ", width)
    for one in view.origins:
        yield from _wrapped(f"without the origin {one.name} ({one.id}): {without_words(one)}", "  ", width)
        for change in one.changes:
            yield from _wrapped(change, "      ", width)
        if one.event and (one.changes or one.gone):
            yield from _wrapped(f"cuibono origins {one.event} --without {one.id}", "      ", width)
    if not touching(view.decisive):
        nothing = "No single piece of evidence decides: without any one, each comparison speaks for the same."
        yield from _wrapped(nothing, "  ", width)
    yield ""


def _missing(view: RivalsView, width: int) -> Iterator[str]:
    for head, several in by_sort(view.missing).items():
        yield from _wrapped(f"{head}:", "  ", width)
        yield from (text for one in several for text in _wrapped(f"{one.about}: {one.words}", "    ", width))
    if view.ratable:
        yield from _wrapped("What records say of the evidence, and nobody rated:", "  ", width)
        yield from (text for one in view.ratable for text in _wrapped(f"{one.id} {one.words}", "    ", width))
    if not view.missing and not view.ratable:
        yield "  nothing that the program sees"


def _wrapped(text: str, left: str, width: int) -> list[str]:
    return wrap(line(text), width, initial_indent=left, subsequent_indent=f"{left}  ", break_on_hyphens=False)
