"""The question whether a sentence is supported, and by what."""

from __future__ import annotations

from collections.abc import Iterable

from cuibono.agents.answers import SentenceAnswer
from cuibono.agents.arguments import SentenceArguments
from cuibono.agents.evidence import GivenBy, MatchLine, OwnWords, SideBySide, StatementLine, ValueLine
from cuibono.agents.lines import MOST_REPORTS, event_line, origin_line, report_name, telling_line
from cuibono.agents.on_events import ABSENT
from cuibono.agents.questions import Questions
from cuibono.agents.quoting import label
from cuibono.errors import UsageError
from cuibono.explore.contents import Contents
from cuibono.explore.draft_values import LedgerValue, ValuesView
from cuibono.explore.draft_view import MARKS, DraftView, MatchView, StatementView
from cuibono.model import Problem

_MOST_STATEMENTS = 20
_MOST_MATCHES = 3
_UNREAD = (
    "Sentences in `unread` were not understood as telling of a dealing: nothing was looked up for them, which speaks "
    "neither for nor against them."
)


def check_sentence(case: Questions, asked: SentenceArguments) -> SentenceAnswer:
    """Answer "is this supported, and by what?" for a sentence or short text of your own. Nothing of it is kept.

    Marks each statement that tells of a dealing by what the ledger holds of it: recorded, corroborated, single_origin,
    disputed, not_in_ledger, or stronger (than its evidence), with the events, passages, grades and origins behind it
    and each value that reports give differently. Write parties out by name, and who did what to whom. Answers call the
    text "the draft". A mark says what the ledger holds, not what is true.
    """
    text = "\n".join(asked.text.splitlines()) + "\n"
    published = asked.published.isoformat() if asked.published else None
    try:
        view, problems = case.drafted(text, published)
    except UsageError as error:
        raise UsageError(f"text: {_said(str(error).removeprefix('-: '))}") from error
    held = case.contents()
    return SentenceAnswer(
        note=_note(view),
        searched=case.searched(),
        statements=tuple(_statement(held, one) for one in view.statements[:_MOST_STATEMENTS]),
        sentences=view.sentences,
        unread=tuple(label(sentence, 400) for sentence in view.unmarked[:_MOST_STATEMENTS]),
        problems=_problems(problems),
        left_out=_left_out(view),
    )


def _left_out(view: DraftView) -> tuple[str, ...]:
    """What is not shown, in words."""
    over = len(view.statements) - _MOST_STATEMENTS
    said = [f"{over} more statements; check a shorter text."] if over > 0 else []
    for statement in view.statements[:_MOST_STATEMENTS]:
        said += [f"another event that fits: {one.event.id}" for one in statement.matches[_MOST_MATCHES:]]
        for match in statement.matches[:_MOST_MATCHES]:
            more = len(match.event.tellings) - MOST_REPORTS
            said += [f"{more} more passages of {match.event.id}; `event` gives them."] if more > 0 else []
    return tuple(dict.fromkeys(said))


def _note(view: DraftView) -> str:
    said = [] if view.statements else ["No dealing was read in this text, so nothing was looked up."]
    said += [ABSENT] if any(one.mark == "not_in_ledger" for one in view.statements) or not view.statements else []
    return " ".join([*said, *([_UNREAD] if view.unmarked else [])])


def _problems(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(label(_said(problem.message), 400) for problem in problems)


def _said(message: str) -> str:
    """What is said of a draft, in words that hold of an argument."""
    return message.replace("with --published", "as `published`").replace("Give another file.", "Give a text of yours.")


def _statement(held: Contents, one: StatementView) -> StatementLine:
    return StatementLine(
        words=OwnWords(label(one.quote, 600), one.span.start, one.span.end),
        kind=one.kind,
        stance=one.stance,
        mark=one.mark,
        mark_meaning=": ".join(MARKS[one.mark]),
        matches=tuple(_match(held, match) for match in one.matches[:_MOST_MATCHES]),
        nearest=event_line(held, one.nearest) if one.nearest else None,
        against=label(one.against, 400),
    )


def _match(held: Contents, match: MatchView) -> MatchLine:
    view = match.event
    return MatchLine(
        mark=match.mark,
        why=tuple(label(why, 400) for why in match.why),
        differing=tuple(_side_by_side(one) for one in match.differing),
        event=event_line(held, view),
        origins=tuple(origin_line(origin) for origin in view.origins[:MOST_REPORTS]),
        evidence=tuple(telling_line(held, telling) for telling in view.tellings[:MOST_REPORTS]),
    )


def _side_by_side(one: ValuesView) -> SideBySide:
    return SideBySide(
        field=one.field,
        given=label(one.draft, 400),
        reports_with_it=len(one.with_it),
        others=tuple(_value(other) for other in one.others[:MOST_REPORTS]),
    )


def _value(other: LedgerValue) -> ValueLine:
    return ValueLine(label(other.value, 400), tuple(GivenBy(report_name(one)) for one in other.reports[:MOST_REPORTS]))
