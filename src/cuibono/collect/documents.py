"""An original to the document that is read: its text, and the title, publisher, date and language that hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from cuibono import signs
from cuibono.collect import language
from cuibono.collect.archive import Entry
from cuibono.collect.decode import decode
from cuibono.collect.head import Head, head
from cuibono.collect.page import article, is_page
from cuibono.collect.published import given
from cuibono.model import Document, Problem, document_id
from cuibono.values import Period


class Prepared(NamedTuple):
    """`document` is None where the original holds no text; `readable` says whether the reader should read it."""

    document: Document | None
    problems: tuple[Problem, ...]
    readable: bool


def prepare(data: bytes, entry: Entry, longest: int) -> Prepared:
    """The document of an original that was collected as `entry` says. What the metadata gives goes before the head."""
    text, problems = decode(data, entry.file)
    if text is None:
        return Prepared(None, problems, False)
    text, found = _headed(text, entry.file)
    if not text:
        return Prepared(None, (*problems, _no_article(entry.file)), False)
    guess = language.language(text[found.body :])
    document = _document(text, found, entry, guess.code)
    published, dating = _published(found.published, entry)
    document = replace(document, published=published)
    unread = _unread(document, guess, longest)
    found_problems = (_of(p, document) for p in (*problems, *dating, *unread))
    return Prepared(document, tuple(found_problems), not unread)


def _headed(text: str, file: str) -> tuple[str, Head]:
    """The text that spans count in, and its head."""
    if not is_page(file, text):
        return text, head(text, markdown=file.lower().endswith((".md", ".markdown")))
    page = article(text)
    if not page:
        return "", Head()
    return page.text, Head(page.body, page.title, page.publisher, page.published, page.url)


def _document(text: str, found: Head, entry: Entry, code: str | None) -> Document:
    sha256 = entry.sha256 or ""
    return Document(
        id=document_id(sha256),
        file=entry.file,
        text=text,
        sha256=sha256,
        title=signs.label(entry.given.title) or signs.label(found.title),
        publisher=signs.label(entry.given.publisher) or signs.label(found.publisher),
        url=entry.given.url or found.url,
        language=code,
        body=found.body,
    )


def _published(stated: Period | None, entry: Entry) -> tuple[Period | None, list[Problem]]:
    """The date of publication, and what is wrong with it."""
    told = given(entry.given.published) if entry.given.published else None
    problems = []
    if entry.given.published and not told:
        message = f'the table\'s date "{entry.given.published}" cannot be understood; write it as 2024-11-05'
        problems.append(Problem("bad_date", message))
    if told and stated and not _within(stated, told):
        message = f"the table says published {_days(told)}, the text itself {_days(stated)}; the table is followed"
        problems.append(Problem("date_differs", message))
    published = told or stated
    if not published:
        message = 'no date of publication is known, so words like "yesterday" stay undated; give it with --metadata'
        problems.append(Problem("no_date", message))
    elif published.earliest and published.earliest > date.fromisoformat(entry.when[:10]) + timedelta(days=1):
        message = f"its date of publication, {_days(published)}, lay in the future when it was collected; check it"
        problems.append(Problem("future_date", message))
    return published, problems


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


def _no_article(file: str) -> Problem:
    message = "no article can be told from the rest of this page; save its text as .txt and read that"
    return Problem("no_article", message, file=file, severity="skipped")


def _of(problem: Problem, document: Document) -> Problem:
    return replace(problem, file=document.file, document=document.id)
