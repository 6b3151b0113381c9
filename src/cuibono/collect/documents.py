"""An original to the document that is read: its text, and the title, publisher, date and language that hold."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from msgspec.structs import replace

from cuibono import signs
from cuibono.collect import language
from cuibono.collect.archive import Entry
from cuibono.collect.extract import Extract, Told
from cuibono.collect.formats import extract
from cuibono.collect.published import given
from cuibono.model import Dating, Document, Problem, Span, Sureness, document_id
from cuibono.tables import table
from cuibono.values import Period

_SHOWN = 200  # characters of a notice of correction in a problem's message


class Prepared(NamedTuple):
    """`document` is None where the original holds no text; `readable` says whether the reader should read it."""

    document: Document | None
    problems: tuple[Problem, ...]
    readable: bool


def prepare(data: bytes, entry: Entry, longest: int) -> Prepared:
    """The document of an original that was collected as `entry` says. What the metadata gives goes before the head."""
    found, problems = extract(data, entry)
    if found is None:
        return Prepared(None, problems, False)
    guess = language.language(found.text[found.body :])
    document = _document(found, entry, guess.code)
    published, dating, doubts = _published(found, entry)
    document = replace(document, published=published, dating=dating)
    unread = _unread(document, guess, longest)
    kept = [*problems, *doubts, *map(partial(_corrected, found.text), found.notices), *unread]
    return Prepared(document, tuple(_of(problem, document) for problem in kept), not unread)


def _document(found: Extract, entry: Entry, code: str | None) -> Document:
    sha256 = entry.sha256 or ""
    return Document(
        id=document_id(sha256),
        file=entry.file,
        text=found.text,
        sha256=sha256,
        title=signs.label(entry.given.title) or signs.label(found.title),
        publisher=signs.label(entry.given.publisher) or signs.label(found.publisher),
        url=entry.given.url or found.url or entry.enclosed.url or None,
        language=code,
        body=found.body,
        authors=tuple(name for name in map(signs.label, found.authors) if name),
    )


def _corrected(text: str, span: Span) -> Problem:
    words = " ".join(text[span.start : span.end].split())
    shown = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return Problem("correction", f'its publisher has corrected it: "{shown}"', span=span)


def _published(found: Extract, entry: Entry) -> tuple[Period | None, Dating | None, list[Problem]]:
    """The date of publication, how it was found, and what is wrong with it."""
    told = given(entry.given.published) if entry.given.published else None
    problems = []
    if entry.given.published and not told:
        message = f'the table\'s date "{entry.given.published}" cannot be understood; write it as 2024-11-05'
        problems.append(Problem("bad_date", message))
    stated, dating, differing = _settled(found.told)
    if told and stated and not _within(stated, told):
        message = f"the table says published {_days(told)}, the text itself {_days(stated)}; the table is followed"
        problems.append(Problem("date_differs", message))
    elif differing and not told:
        problems.append(differing)
    published = told or stated
    if not published:
        message = 'no date of publication is known, so words like "yesterday" stay undated; give it with --metadata'
        problems.append(Problem("no_date", message))
    elif published.earliest and published.earliest > date.fromisoformat(entry.when[:10]) + timedelta(days=1):
        message = f"its date of publication, {_days(published)}, lay in the future when it was collected; check it"
        problems.append(Problem("future_date", message))
    return published, Dating("table", "sure") if told else dating, problems


def _settled(told: tuple[Told, ...]) -> tuple[Period | None, Dating | None, Problem | None]:
    """The day that the surest way tells, how sure it is beside the others, and whether another one differs."""
    if not told:
        return None, None, None
    ways: dict[str, Any] = {one["way"]: one for one in table("formats")["dating"]}
    first, *others = told
    other = next(
        (one for one in others if not (_within(first.period, one.period) or _within(one.period, first.period))), None
    )
    if other:
        shown = (f"{_days(one.period)} {ways[one.way]['words']}" for one in (first, other))
        message = (
            f"published {', '.join(shown)}; the first is followed: check it, and give the right one with --metadata"
        )
        return first.period, Dating(first.way, "doubtful"), Problem("dates_differ", message)
    sure: Sureness = "sure" if others else ways[first.way]["sure"]
    return first.period, Dating(first.way, sure), None


def _within(inner: Period, outer: Period) -> bool:
    return inner.earliest is not None and (outer.earliest or date.min) <= inner.earliest <= (outer.latest or date.max)


def _days(period: Period) -> str:
    return str(period.earliest) if period.earliest == period.latest else f"{period.earliest} to {period.latest}"


def _unread(document: Document, guess: language.Guess, longest: int) -> list[Problem]:
    """Why a document is kept but not read; nothing where it can be read."""
    if len(document.text) > longest:
        message = f"it has {len(document.text)} characters, more than {longest}, and is kept but not read; split it"
        return [Problem("too_long", message, severity="skipped")]
    if not guess.foreign:
        return []
    what = f"it is in {language.name(guess.code)}" if guess.code else "it is not in English"
    return [Problem("language", f"{what}; it is kept but not read, for only English is", severity="skipped")]


def _of(problem: Problem, document: Document) -> Problem:
    return replace(problem, file=document.file, document=document.id)
