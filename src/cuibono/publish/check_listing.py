"""What public records say, as plain text for a terminal or a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from textwrap import wrap

from cuibono.explore.event_view import EventView
from cuibono.explore.finding_view import VERDICTS, FindingView, RowView, lead_words
from cuibono.explore.phrases import count_words
from cuibono.model import Claim
from cuibono.model.records import Lead
from cuibono.publish.event_listing import dealing
from cuibono.publish.listing import PLAIN, Style, dressed, line


def checked(
    views: Iterable[EventView],
    findings: Mapping[str, tuple[FindingView, ...]],
    claims: Mapping[str, Claim],
    *,
    width: int = 100,
    style: Style = PLAIN,
) -> str:
    """For each event with findings: what it is, its passage, and each finding with reason, sum, coverage and rows.

    A claim of an event that was checked for itself follows it.
    """
    parts = []
    for view in views:
        subjects = [key for key in (view.id, *view.claims) if findings.get(key)]
        if not subjects:
            continue
        head = f"{view.when or 'no date given'} · {dealing(view)}"
        parts.append("\n".join([dressed(style.strong, line(head)), *_wrapped(f"“{view.quote.quote}”", "  ", width)]))
        parts += [_subject(key, view, claims, findings[key], width, style) for key in subjects]
    return "\n".join(parts)


def summary(findings: Iterable[FindingView]) -> str:
    """How many findings there are of each verdict, in one line."""
    counts = Counter(finding.verdict for finding in findings)
    told = [f"{counts[verdict]} {words[0]}" for verdict, words in VERDICTS.items() if counts[verdict]]
    return f"{count_words(counts.total(), 'finding')}: {'; '.join(told)}."


def leads(
    views: Iterable[EventView], found: Mapping[str, tuple[Lead, ...]], *, width: int = 100, style: Style = PLAIN
) -> str:
    """For each event that needs it: which records could settle it, when they are due, where they are to be had."""
    parts = []
    for view in views:
        for number, lead in enumerate(found.get(view.id, ())):
            if number == 0:
                head = f"{view.when or 'no date given'} · {dealing(view)}"
                parts.append(f"{dressed(style.strong, line(head))}  {dressed(style.faint, view.id)}")
                parts += _wrapped(f"{view.standing} · {lead.why}", "  ", width)
            parts += _wrapped(f"- {lead_words(lead)}", "  ", width)
        if found.get(view.id):
            parts.append("")
    return "\n".join(parts)


def _subject(
    key: str,
    view: EventView,
    claims: Mapping[str, Claim],
    findings: tuple[FindingView, ...],
    width: int,
    style: Style,
) -> str:
    lines = [] if key == view.id else _wrapped(f"“{claims[key].quote}” ({key})", "  ", width)
    for finding in findings:
        head = f"{finding.verdict_words.upper()}  {finding.title}"
        lines.append("  " + dressed(style.strong, line(head)))
        lines += _wrapped(finding.reason, "    ", width)
        lines += _wrapped(f"Sum: {finding.arithmetic}", "    ", width) if finding.arithmetic else []
        lines += _wrapped(f"Searched: {finding.coverage}", "    ", width) if finding.coverage else []
        lines += [text for row in finding.rows[:_MOST] for text in _row(row, width)]
        lines += _rest(finding)
        for row in finding.beside[:_MOST]:
            lines += _wrapped("Shown beside, not counted:", "    ", width)
            lines += _row(row, width)
    return "\n".join([*lines, ""])


_MOST = 12  # rows of a finding that are printed; the export holds all


def _rest(finding: FindingView) -> list[str]:
    more = len(finding.rows) - _MOST
    return [f"      and {count_words(more, 'more row')}: `cuibono export findings` has all"] if more > 0 else []


def _row(row: RowView, width: int) -> list[str]:
    who = " → ".join(part for part in (row.actor or "", ", ".join(row.counterparts[:3])) if part)
    told = [who, row.amount or "", row.happened or "", f"filed {row.filed}" if row.filed else "", row.note]
    told += [f"the same gift as {', '.join(row.twins)}"] if row.twins else []
    return _wrapped(f"{row.id}  {', '.join(part for part in told if part)}", "      ", width)


def _wrapped(text: str, left: str, width: int) -> list[str]:
    return wrap(line(text), width, initial_indent=left, subsequent_indent=f"{left}  ", break_on_hyphens=False)
