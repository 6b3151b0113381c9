"""Values to rows and rows to values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

import msgspec

from cuibono.model import (
    Candidate,
    Claim,
    Dating,
    Document,
    Kind,
    Mention,
    Order,
    PartyKind,
    Problem,
    Role,
    Source,
    SourceKind,
    Span,
    Stance,
)
from cuibono.values import Basis, Money, Period

Row = tuple[Any, ...]
_PartyRow = tuple[str, int, int, str, PartyKind, tuple[Role, ...]]
_SourceRow = tuple[str, SourceKind, int | None, int | None]
# Made once: to find its type again would take as long as to decode a short list.
_PARTIES: Final = msgspec.json.Decoder(list[_PartyRow])
_SOURCES: Final = msgspec.json.Decoder(list[_SourceRow])
_ROLES: Final = msgspec.json.Decoder(tuple[Role, ...])
_ABOUT: Final = msgspec.json.Decoder(list[tuple[int, int, str, PartyKind, tuple[Role, ...]]])
_STRINGS: Final = msgspec.json.Decoder(tuple[str, ...])


def of_document(document: Document, number: int, fingerprint: str, collected: str) -> Row:
    """The row of a document in table documents."""
    d = document
    head = (number, d.id, d.file, d.sha256, d.title, d.publisher)
    dating = (d.dating.way, d.dating.sure) if d.dating else (None, None)
    tail = (d.url, d.language, d.body, as_json(d.authors), *dating)
    return (*head, *of_period(d.published), *tail, fingerprint, collected, d.text)


def document(row: Row) -> Document:
    """A document from a row of queries/documents.sql."""
    key, file, text, sha256, title, publisher, earliest, latest, basis, url, language, body, authors, way, sure = row
    when, dating = period(earliest, latest, basis), Dating(way, sure) if way else None
    return Document(
        key, file, text, sha256, title, publisher, when, url, language, body, _STRINGS.decode(authors), dating
    )


def of_claim(claim: Claim, number: int) -> Row:
    """The row of a claim in table claims."""
    c = claim
    head = (number, c.id, c.document, c.kind, c.span.start, c.span.end, c.quote, c.topic)
    order = as_json(c.order) if c.order else None
    return (*head, *of_money(c.amount), *of_period(c.period), c.place, c.stance, c.cue, as_json(c.rules), order)


def of_parties(claim: Claim) -> list[Row]:
    """The rows of a claim in table claim_parties."""
    sides = (("actor", claim.actors), ("counterpart", claim.counterparts))
    return [(claim.id, side, n, *_of_mention(m)) for side, mentions in sides for n, m in enumerate(mentions, 1)]


def of_sources(claim: Claim) -> list[Row]:
    """The rows of a claim in table claim_sources."""
    return _of_sources(claim.id, claim.attribution)


def claim(row: Row) -> Claim:
    """A claim from a row of the view whole_claims."""
    _, key, document, kind, start, end, quote, topic, *slots, parties, sources = row
    low, high, currency, approx, per, earliest, latest, basis, place, stance, cue, rules, order = slots
    told = _PARTIES.decode(parties)
    return Claim(
        id=key,
        document=document,
        kind=cast(Kind, kind),
        span=Span(start, end),
        quote=quote,
        actors=tuple(_mention(p[1:]) for p in told if p[0] == "actor"),
        counterparts=tuple(_mention(p[1:]) for p in told if p[0] == "counterpart"),
        topic=topic,
        amount=money(low, high, currency, approx, per),
        period=period(earliest, latest, basis),
        place=place,
        attribution=_sources(sources),
        stance=cast(Stance, stance),
        cue=cue,
        rules=_STRINGS.decode(rules),
        order=msgspec.json.decode(order, type=Order) if order else None,
    )


def of_candidate(candidate: Candidate, number: int) -> Row:
    """The row of a candidate in table candidates."""
    c = candidate
    head = (number, c.id, c.document, c.span.start, c.span.end, c.quote)
    return (*head, as_json(c.claims), c.set, c.side, c.cue)


def of_about(candidate: Candidate) -> list[Row]:
    """The rows of a candidate in table candidate_parties."""
    return [(candidate.id, n, *_of_mention(m)) for n, m in enumerate(candidate.about, 1)]


def of_holders(candidate: Candidate) -> list[Row]:
    """The rows of a candidate in table candidate_sources."""
    return _of_sources(candidate.id, candidate.sources)


def candidate(row: Row) -> Candidate:
    """A candidate from a row of the view whole_candidates."""
    _, key, document, start, end, quote, claims, one_of, side, cue, parties, sources = row
    return Candidate(
        id=key,
        document=document,
        span=Span(start, end),
        quote=quote,
        sources=_sources(sources),
        about=tuple(_mention(party) for party in _ABOUT.decode(parties)),
        claims=_STRINGS.decode(claims),
        set=one_of,
        side=side,
        cue=cue,
    )


def of_mention(document: str, position: int, mention: Mention) -> Row:
    """The row of a mention in table mentions."""
    return (document, position, *_of_mention(mention))


def mention(row: Row) -> Mention:
    """A mention from a row of queries/mentions.sql."""
    start, end, name, kind, roles = row
    return _mention((start, end, name, kind, _ROLES.decode(roles)))


def of_problem(problem: Problem, number: int) -> Row:
    """The row of a problem in table problems."""
    p = problem
    return (number, p.code, p.message, p.severity, p.file, p.document, *of_span(p.span))


def problem(row: Row) -> Problem:
    """A problem from a row of queries/problems.sql."""
    code, message, severity, file, document, start, end = row
    return Problem(code, message, file, document, span(start, end), severity)


def day(text: str | None) -> date | None:
    """A day from its ISO 8601 form."""
    return date.fromisoformat(text) if text else None


def _of_sources(key: str, sources: tuple[Source, ...]) -> list[Row]:
    return [(key, n, s.name, s.kind, *of_span(s.span)) for n, s in enumerate(sources, 1)]


def _sources(told: str) -> tuple[Source, ...]:
    return tuple(Source(name, kind, span(start, end)) for name, kind, start, end in _SOURCES.decode(told))


def _of_mention(mention: Mention) -> Row:
    return (mention.name, mention.kind, mention.span.start, mention.span.end, as_json(mention.roles))


def _mention(row: Row) -> Mention:
    start, end, name, kind, roles = row
    return Mention(Span(start, end), name, cast(PartyKind, kind), roles)


def of_period(period: Period | None) -> Row:
    """Three columns: first day, last day, basis."""
    if period is None:
        return (None, None, None)
    return (_iso(period.earliest), _iso(period.latest), period.basis)


def period(earliest: str | None, latest: str | None, basis: str | None) -> Period | None:
    """A period from its three columns."""
    return None if basis is None else Period(day(earliest), day(latest), cast(Basis, basis))


def of_money(money: Money | None) -> Row:
    """Five columns: low, high, currency, approx, per."""
    if money is None:
        return (None,) * 5
    return (_plain(money.low), _plain(money.high), money.currency, int(money.approx), money.per)


def money(low: str | None, high: str | None, currency: str | None, approx: int | None, per: str | None) -> Money | None:
    """An amount from its five columns."""
    return None if approx is None else Money(_decimal(low), _decimal(high), currency, bool(approx), per)


def of_span(span: Span | None) -> Row:
    """Two columns: start, end."""
    return (span.start, span.end) if span else (None, None)


def span(start: int | None, end: int | None) -> Span | None:
    """A span from its two columns."""
    return None if start is None or end is None else Span(start, end)


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None


def as_json(value: object) -> str:
    """A small list as one column."""
    return msgspec.json.encode(value).decode()
