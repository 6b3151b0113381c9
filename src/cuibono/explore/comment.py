"""Comment: whom a draft should ask, and whom it quotes.

Takes: a draft. Gives: frozen values: parties with the passages that tell of them, or in which they speak.
Knows nothing of: the ledger, how anything is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from cuibono.explore.phrases import PARTIES, STANCES
from cuibono.model import Claim, Kind, Mention, Party, PartyKind, Span, naming_id
from cuibono.model.drafts import Draft
from cuibono.tables import entries, table

_ASKED: frozenset[PartyKind] = frozenset({"person", "organisation", "public_body"})


class Told(msgspec.Struct, frozen=True):
    """A passage that tells of a party, and as what: "is told of as giving"; `stance` where it does not state it."""

    says: str
    quote: str
    stance: str | None = None


class Asked(msgspec.Struct, frozen=True):
    """A party to ask for comment: no words of its own were found in the draft."""

    name: str
    words: str
    passages: tuple[Told, ...]


class Quoted(msgspec.Struct, frozen=True):
    """A party that is told of so too and that speaks in the draft; `speaks` are the sentences in which it does."""

    name: str
    words: str
    passages: tuple[Told, ...]
    speaks: tuple[str, ...]


def comment(draft: Draft) -> tuple[tuple[Asked, ...], tuple[Quoted, ...]]:
    """Those whom the draft should ask, and those of them whom it quotes, in the order in which it tells of them."""
    naming = {key: party for party in draft.parties for key in party.namings}
    told = _told(draft, naming)
    spoken = _spoken(draft, naming)
    asked, quoted = [], []
    for party in {p.id: p for p in draft.parties}.values():
        if party.id in told and party.id in spoken:
            quoted.append((party, Quoted(party.name, PARTIES[party.kind], told[party.id], spoken[party.id])))
        elif party.id in told:
            asked.append((party, Asked(party.name, PARTIES[party.kind], told[party.id])))
    order = list(told)
    asked.sort(key=lambda pair: order.index(pair[0].id))
    quoted.sort(key=lambda pair: order.index(pair[0].id))
    return tuple(one for _, one in asked), tuple(one for _, one in quoted)


def _told(draft: Draft, naming: Mapping[str, Party]) -> dict[str, tuple[Told, ...]]:
    """For each party the passages that tell of it as acting or as accused."""
    found: dict[str, dict[Told, None]] = {}
    for fit in draft.fits:
        sides = _sides().get(fit.claim.kind, {})
        for side, mentions in (("actors", fit.claim.actors), ("counterparts", fit.claim.counterparts)):
            for mention in mentions if side in sides else ():
                party = _party(draft, mention, naming)
                if party and party.kind in _ASKED and not party.name.islower():
                    found.setdefault(party.id, {})[_passage(fit.claim, sides[side])] = None
    return {key: tuple(passages) for key, passages in found.items()}


def _passage(claim: Claim, says: str) -> Told:
    return Told(says, claim.quote, None if claim.stance == "asserted" else STANCES[claim.stance][0])


def _spoken(draft: Draft, naming: Mapping[str, Party]) -> dict[str, tuple[str, ...]]:
    """For each party the sentences in which it, or somebody who holds a role in it, speaks."""
    by_name = {name.casefold(): party for party in draft.parties for name in (party.name, *party.aliases)}
    cited = {(source.span, source.name) for fit in draft.fits for source in fit.claim.attribution}
    spans = [span for span, _ in cited if span]
    found: dict[str, dict[str, None]] = {}
    for mention in draft.mentions:
        if not (_speaks(draft.document.text, mention.span) or any(_meet(mention.span, span) for span in spans)):
            continue
        bodies = [by_name.get((role.of or "").casefold()) for role in mention.roles]
        for party in (_party(draft, mention, naming), *bodies):
            if party:
                found.setdefault(party.id, {})[_sentence(draft, mention.span)] = None
    return {key: tuple(sentences) for key, sentences in found.items()}


def _party(draft: Draft, mention: Mention, naming: Mapping[str, Party]) -> Party | None:
    return naming.get(naming_id(draft.document.id, mention.name, mention.kind))


def _speaks(text: str, span: Span) -> bool:
    after, before = _patterns()
    return bool(
        after.search(text[span.end : span.end + 160]) or before.search(text[max(span.start - 160, 0) : span.start])
    )


def _sentence(draft: Draft, span: Span) -> str:
    around: Iterator[Span] = (s for s in draft.sentences if _meet(s, span))
    whole = next(around, span)
    return " ".join(draft.document.text[whole.start : whole.end].split())


def _meet(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


@cache
def _sides() -> dict[Kind, dict[str, str]]:
    return msgspec.convert(table("draft")["comment"], dict[Kind, dict[str, str]])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    said = "|".join(sorted(entries("relate/words", "said")))
    after, before = (table("draft")["speaks"][name].replace("{said}", said) for name in ("after", "before"))
    return re.compile(after), re.compile(before)
