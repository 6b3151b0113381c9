"""A draft beside the ledger, as plain text for a terminal or a pipe, and as rows for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import shorten, wrap

import msgspec

from cuibono.explore.comment import Asked, Quoted
from cuibono.explore.draft_values import ValuesView
from cuibono.explore.draft_view import MARKS, DraftView, MatchView, StatementView
from cuibono.explore.event_view import EventView, Report
from cuibono.explore.phrases import count_words
from cuibono.publish.event_listing import dealing
from cuibono.publish.formats import Row
from cuibono.publish.listing import PLAIN, Style, dressed, line

SPEAKING = ("contradicts", "absent_though_expected", "supports")  # verdicts that are shown


def draft(view: DraftView, *, width: int = 100, style: Style = PLAIN) -> str:
    """Each statement with its mark and what the ledger holds, whom to ask, and what was not looked up."""
    lines = [*_wrapped(summary(view), "", width), ""]
    for number, statement in enumerate(view.statements, 1):
        lines += [*_statement(statement, number, width, style), ""]
    lines += [*_asked(view, width, style), *_wrapped(silence(view), "", width)]
    lines += [f"  {shorten(line(sentence), width - 2, placeholder=' …')}" for sentence in view.unmarked]
    return "\n".join(lines)


def summary(view: DraftView) -> str:
    """How many statements have each mark."""
    counts = Counter(statement.mark for statement in view.statements)
    told = "; ".join(f"{counts[mark]} {words}" for mark, (words, _) in MARKS.items() if mark in counts)
    number = count_words(len(view.statements), "statement")
    tell = "tells" if len(view.statements) == 1 else "tell"
    return f"{view.file}: {number} that {tell} of a dealing" + (f": {told}." if told else ".")


def silence(view: DraftView) -> str:
    """What was not looked up, and what that means."""
    was = "was" if len(view.unmarked) == 1 else "were"
    number = f"{len(view.unmarked)} of {count_words(view.sentences, 'sentence')}"
    looked = "Nothing was looked up for what they say, nor for what stands beside the words that are quoted"
    unmarked = "that it is unmarked speaks neither for nor against it"
    return f"{number} {was} not understood as telling of a dealing. {looked}: {unmarked}."


def row(view: DraftView) -> Row:
    """The draft as plain values: events by their id, with how they stand and a quote."""
    return {
        "file": view.file,
        "statements": [_row(statement) for statement in view.statements],
        "ask_for_comment": msgspec.to_builtins(view.asked),
        "quoted": msgspec.to_builtins(view.quoted),
        "sentences": view.sentences,
        "unmarked": list(view.unmarked),
    }


def _row(statement: StatementView) -> Row:
    return {
        "claim": statement.claim,
        "evidence": {"start": statement.span.start, "end": statement.span.end, "text": statement.quote},
        "type": statement.kind,
        "stance": statement.stance,
        "said_by": [source.name for source in statement.says_so[1:]],
        "mark": statement.mark,
        "events": [_match_row(match) for match in statement.matches],
        "nearest": _event_row(statement.nearest),
        "against": statement.against,
    }


def _match_row(match: MatchView) -> Row:
    row = _event_row(match.event) or {}
    return {**row, "mark": match.mark, "why": list(match.why), "differing": msgspec.to_builtins(match.differing)}


def _event_row(event: EventView | None) -> Row | None:
    if event is None:
        return None
    return {
        "id": event.id,
        "dealing": dealing(event),
        "stance": event.stance,
        "reports": event.reports,
        "denying": event.denying,
        "hinting": event.hinting,
        "independent_origins": len(event.counted),
        "grade": event.grade,
        "grade_rule": event.grade_rule,
        "quote": event.quote.quote,
        "document": event.quote.report.file,
        "findings": [{"verdict": one.verdict, "reason": one.reason} for one in event.findings],
    }


def _statement(statement: StatementView, number: int, width: int, style: Style) -> Iterator[str]:
    yield f"{number}  {dressed(style.strong, statement.mark_words.upper())}"
    stance = "" if statement.stance == "asserted" else f" [{statement.stance_words}]"
    yield from _wrapped(f"“{statement.quote}”{stance}", "   ", width)
    for place, match in enumerate(statement.matches):
        if place:
            yield from _wrapped(f"or it tells of this one ({MARKS[match.mark][0]}):", "   ", width)
        yield from _match(match, width, style)
    if statement.nearest:
        yield from _wrapped("like it, and not taken for the same:", "   ", width)
        yield from _event(statement.nearest, width, style)
        yield from _wrapped(f"({statement.against})", "     ", width)


def _match(match: MatchView, width: int, style: Style) -> Iterator[str]:
    for why in match.why:
        yield from _wrapped(f"– {why}", "   ", width)
    for one in match.differing:
        yield from _values(one, width)
    yield from _event(match.event, width, style)


def _values(one: ValuesView, width: int) -> Iterator[str]:
    lead = one.words if not one.most else f"{one.words}, on which the reports differ"
    yield from _wrapped(f"– {lead}:", "   ", width)
    mine = count_words(len(one.with_it), "report") if one.most else _reports(one.with_it)
    yield from _wrapped(f"the draft: {one.draft}" + (f" – so too {mine}" if one.with_it else ""), "       ", width)
    for other in one.others:
        yield from _wrapped(f"the ledger: {other.value} – {_reports(other.reports)}", "       ", width)


def _event(event: EventView, width: int, style: Style) -> Iterator[str]:
    yield from _wrapped(f"{event.when or 'no date given'} · {dealing(event)}", "     ", width)
    yield from _wrapped(f"{event.standing} · {event.grade_words}: {event.grade_rule}", "     ", width)
    yield from _wrapped(f"“{event.quote.quote}” – {_reports((event.quote.report,))}", "     ", width)
    for finding in event.findings:
        if finding.verdict in SPEAKING:
            yield from _wrapped(f"{finding.verdict_words}: {finding.reason}", "     ", width)
    yield f"     {dressed(style.faint, event.id)}"


def _asked(view: DraftView, width: int, style: Style) -> Iterator[str]:
    if view.asked:
        yield dressed(style.strong, "TO BE ASKED FOR COMMENT")
        for one in view.asked:
            yield from _party(one, width)
        yield ""
    if view.quoted:
        yield dressed(style.strong, "QUOTED IN THE DRAFT") + "  see whether they answer all that is told of them"
        for quoted in view.quoted:
            yield from _party(quoted, width)
            for sentence in quoted.speaks:
                yield from _wrapped(f"speaks: {sentence}", "      ", width)
        yield ""


def _party(party: Asked | Quoted, width: int) -> Iterator[str]:
    yield from _wrapped(f"{party.name} ({party.words})", "  ", width)
    for passage in party.passages:
        stance = f" [{passage.stance}]" if passage.stance else ""
        yield from _wrapped(f"{passage.says}: “{passage.quote}”{stance}", "      ", width)


def _reports(reports: tuple[Report, ...]) -> str:
    return "; ".join(f"{one.outlet}, {one.published}" if one.published else one.outlet for one in reports)


def _wrapped(text: str, left: str, width: int) -> list[str]:
    return wrap(line(text), width, initial_indent=left, subsequent_indent=f"{left}  ", break_on_hyphens=False)
