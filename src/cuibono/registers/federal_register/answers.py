"""Answers of the Federal Register's API: pages of documents, or one document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from cuibono import decoding
from cuibono.model import PartyKind, Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.federal_register import acts


class _Agency(msgspec.Struct):
    name: str = ""
    raw_name: str = ""


class _President(msgspec.Struct):
    name: str = ""


class Document(msgspec.Struct):
    """One document; fields that were not asked for are missing."""

    document_number: str
    title: str | None = ""
    type: str | None = None
    subtype: str | None = None
    citation: str | None = None
    abstract: str | None = None
    action: str | None = None
    toc_subject: str | None = None
    toc_doc: str | None = None
    topics: list[str] | None = None
    agencies: list[_Agency] | None = None
    president: _President | None = None
    executive_order_number: str | int | None = None
    presidential_document_number: str | int | None = None
    signing_date: str | None = None
    publication_date: str | None = None
    filed_at: str | None = None
    effective_on: str | None = None
    docket_ids: list[str] | None = None
    disposition_notes: str | None = None
    executive_order_notes: str | None = None
    correction_of: str | None = None
    corrections: list[object] | None = None
    html_url: str | None = None


class _Page(msgspec.Struct):
    results: list[Document]
    count: int | None = None
    description: str = ""
    next_page_url: str | None = None


def records(data: bytes) -> Iterator[Record | Cover | Problem]:
    """The documents of an answer; what it covers, with a problem where it is only a part of what was asked for."""
    page = _page(data)
    scope = page.description or "single documents"
    dates = [found for found in (_day(one.signing_date or one.publication_date) for one in page.results) if found]
    is_whole = bool(page.description) and page.count == len(page.results) and not page.next_page_url
    title = f"{scope}: {len(page.results)} of {page.count if page.count is not None else 'an unknown number'}"
    yield Cover(
        scope=scope, title=title, start=min(dates, default=None), end=max(dates, default=None),
        whole=is_whole and bool(dates),
    )  # fmt: skip
    if page.count is not None and not is_whole:
        yield Problem("part", f"it holds {len(page.results)} of {page.count} documents; get the further pages too.")
    for line, one in enumerate(page.results, 1):
        yield from _document(one, scope, line)


def _page(data: bytes) -> _Page:
    try:
        if b'"results"' in data:
            return decoding.json(data, _Page)
        return _Page([decoding.json(data, Document)], 1)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"it is no answer of the Federal Register: {error}") from error


def _document(one: Document, scope: str, line: int) -> Iterator[Record | Problem]:
    sort = acts.sort_of(one.type, one.subtype)
    published, signed = _day(one.publication_date), _day(one.signing_date)
    when = signed if acts.is_presidential(sort) else published
    if when is None:
        yield Problem("no_date", f"document {one.document_number}: it says no day of its own; the row has none.")
    if when and published and when > published:
        yield Problem(
            "later", f"document {one.document_number}: signed {when}, after it was published; no day is sure."
        )
        when = None
    actors, by = _actors(one, sort, signed)
    for part, actor in enumerate(actors or [None]):
        yield Record(
            key=acts.key(one.document_number, published), sort=sort, part=part, actor=actor,
            actor_kind=_kind(sort, actor), earliest=when, latest=when or published, filed=published,
            known=_day(one.filed_at) or published, counts=one.correction_of is None,
            why=f"it corrects {one.correction_of}" if one.correction_of else None, text=_text(one), scope=scope,
            url=one.html_url, line=line, own=_own(one, by),
        )  # fmt: skip


def _actors(one: Document, sort: str, signed: date | None) -> tuple[list[str], str]:
    """The president of a presidential document, else the agencies; and by what the president is known."""
    if not acts.is_presidential(sort):
        return [agency.name or agency.raw_name for agency in one.agencies or [] if agency.name or agency.raw_name], ""
    if one.president and one.president.name:
        return [one.president.name], ""
    name, by = acts.signer(acts.order_number(one.executive_order_number), signed)
    return [name], by


def _kind(sort: str, actor: str | None) -> PartyKind | None:
    if actor is None:
        return None
    return "person" if acts.is_presidential(sort) and actor != acts.OFFICE else "public_body"


def _text(one: Document) -> str | None:
    """Title, abstract and subjects, so that a search by topic finds them."""
    said = (one.title, one.abstract, one.action, one.toc_subject, one.toc_doc, ", ".join(one.topics or []))
    return ". ".join(" ".join(part.split()).rstrip(".:;") for part in said if part) or None


def _own(one: Document, by: str) -> dict[str, str]:
    notes = one.disposition_notes or one.executive_order_notes
    found = {
        "document_number": one.document_number, "citation": one.citation,
        "executive_order_number": one.executive_order_number, "proclamation_number": one.presidential_document_number,
        "effective_on": one.effective_on, "docket_ids": ", ".join(one.docket_ids or []), "disposition_notes": notes,
        "correction_of": one.correction_of, "president by": by,
        "corrections": ", ".join(_number(str(other)) for other in one.corrections or []),
    }  # fmt: skip
    return {name: str(value) for name, value in found.items() if value not in (None, "", "N/A")} | acts.other_acts(
        notes
    )


def _number(url: str) -> str:
    return url.rsplit("/", 1)[-1].removesuffix(".json")


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
