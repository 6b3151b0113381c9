"""The ledger as one Markdown text: each event with what stands behind it, quotes with footnotes, findings, differences.

The form is CommonMark with the tables and footnotes of GitHub, Pandoc and Obsidian. Whatever comes from articles and
records goes through `escaped` and is never more than text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cuibono.explore.decisions import DecisionView
from cuibono.explore.event_view import ContradictionView, EventView, OriginView, RungView, TellingView
from cuibono.explore.finding_view import FindingView, RowView
from cuibono.explore.phrases import STANCES, count_words
from cuibono.publish.event_listing import dealing
from cuibono.publish.story.plain import address, key, plain
from cuibono.publish.story.story import Story, report_words, when_words

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]#|~$^=@]|:(?=[/\w+-])|(?<=www)\.", re.IGNORECASE)
_ENTITIES: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_BEARS: Final = {"denies": "denies it", "hints": "hints at it"}


def markdown(story: Story) -> str:
    """The whole text; the same ledger gives the same text."""
    notes = _Notes(story)
    parts = ["# Ledger of dealings", f"{story.summary}. A grade says what stands behind an event, not that it is so."]
    for view in story.views:
        parts += _event(view, notes)
    return "\n\n".join([*parts, *notes.all()]) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no links, no formulas, no invisible characters."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", plain(text)).translate(_ENTITIES)


class _Notes:
    """Numbers the passages in the order in which they are quoted; one note for each, however often it is named."""

    def __init__(self, story: Story) -> None:
        self._documents = story.held.documents
        self._numbers: dict[str, int] = {}
        self._notes: list[str] = []

    def mark(self, telling: TellingView) -> str:
        """What refers to the note of a passage."""
        if telling.place not in self._numbers:
            self._notes.append(self._note(telling))
            self._numbers[telling.place] = len(self._notes)
        return f"[^{self._numbers[telling.place]}]"

    def all(self) -> list[str]:
        """Every note."""
        return [f"[^{number}]: {note}" for number, note in enumerate(self._notes, 1)]

    def _note(self, telling: TellingView) -> str:
        document, span = self._documents.get(telling.report.document), telling.span
        said = [report_words(telling.report), f"file {telling.report.file}", f"characters {span.start} to {span.end}"]
        said += [f"claim {key(telling.claim)}"] if telling.claim else []
        url = address(document.url) if document else None
        return escaped("; ".join([*said, *([url] if url else [])]))


def _event(view: EventView, notes: _Notes) -> list[str]:
    standing = f"{escaped(view.standing)} · **{escaped(view.grade_words)}**: {escaped(view.grade_rule)}"
    parts = [f"## {view.number}. {escaped(dealing(view))}", f"When: {escaped(when_words(view))}", standing]
    parts += ["### Who says so", "\n".join(_sources(view, notes))] if view.tellings else []
    if view.contradictions:
        parts += ["### Where the reports differ", "\n".join(_differences(view.contradictions))]
    if view.findings:
        parts += ["### What public records say", *(part for one in view.findings for part in _finding(one, view))]
    if view.decisions:
        parts += ["### What people decided", "\n".join(_decision(one) for one in view.decisions)]
    return [*parts, f"Event {escaped(key(view.id))}"]


def _sources(view: EventView, notes: _Notes) -> Iterator[str]:
    for origin in view.origins:
        yield from _origin(origin, notes)
    if view.loose:
        yield "- Passages that add no origin"
    for telling in view.loose:
        yield f"    - {escaped(report_words(telling.report))}: {_telling(telling, notes)}"


def _origin(origin: OriginView, notes: _Notes) -> Iterator[str]:
    counted = "" if origin.counted else ", not counted"
    told = count_words(len(origin.rungs), "report")
    yield f"- **{escaped(origin.name)}** ({escaped(origin.words)}{counted}), {told}"
    for rung in origin.rungs:
        yield from _rung(rung, notes)


def _rung(rung: RungView, notes: _Notes) -> Iterator[str]:
    quotes = " ".join(_telling(telling, notes) for telling in rung.tellings)
    yield f"    - {escaped(report_words(rung.report))}, {escaped(rung.how)}: {quotes}"


def _telling(telling: TellingView, notes: _Notes) -> str:
    if telling.again:
        return f"as above{notes.mark(telling)}"
    tags = [STANCES[telling.stance][0]] if telling.stance not in (None, "asserted") else []
    tags += [_BEARS[telling.bears]] if telling.bears in _BEARS else []
    cited = [f"citing {escaped(source.name)}" for source in telling.says_so[1:]]
    return " – ".join([f"“{escaped(telling.quote)}”{notes.mark(telling)}", *cited, *tags])


def _differences(found: Iterable[ContradictionView]) -> Iterator[str]:
    for one in found:
        yield f"- {escaped(one.words)}: {escaped(one.sort_words)} – {escaped(one.reason or one.meaning)}"
        for variant in one.variants:
            reports = "; ".join(report_words(report) for report in variant.reports)
            yield f"    - {escaped(variant.value)} – {escaped(reports)}"


def _finding(finding: FindingView, view: EventView) -> Iterator[str]:
    about = "" if finding.subject == view.id else f" (of claim {escaped(key(finding.subject))})"
    said = [finding.reason, f"Sum: {finding.arithmetic}" if finding.arithmetic else ""]
    said += [f"Searched: {finding.coverage}" if finding.coverage else ""]
    told = " ".join(escaped(part) for part in said if part)
    yield f"**{escaped(finding.verdict_words)}** – {escaped(finding.title)}{about}: {told}"
    if finding.rows:
        yield _table(finding.rows)
    if finding.beside:
        yield "Shown beside, not counted:"
        yield _table(finding.beside)


def _table(rows: Iterable[RowView]) -> str:
    head = ["| row | who, to whom | amount | when | filed | note |", "| --- | --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *(_row(row) for row in rows)])


def _row(row: RowView) -> str:
    who = " → ".join(part for part in (row.actor or "", ", ".join(row.counterparts)) if part)
    notes = [row.note, f"the same gift as {', '.join(row.twins)}" if row.twins else "", row.url or ""]
    note = "; ".join(part for part in notes if part)
    cells = (row.id, who, row.amount or "", row.happened or "", row.filed or "", note)
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def _decision(one: DecisionView) -> str:
    claims = " ".join((*one.claims, *one.others))
    return f"- {escaped(one.by)}, {escaped(one.when)}: {escaped(one.words)} – {escaped(one.why)} ({escaped(claims)})"
